"""Tells whether the first or last pipe of a line with several is an edge, or ends an empty cell."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, repeat
from operator import or_
from typing import TYPE_CHECKING

from gxparse.spelling import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FEWEST_ALIKE = 4  # lines with as many pipes that tell what a first or last pipe is
_FEWEST_FILLED = 3  # lines beside each other, of several sizes, without an empty cell
_SPANNED = 4  # one line in so many, of a grid, has an empty cell for a label above
_EXCEPTION = 10  # one line in so many may lack its first or last pipe
# At the ends of a line what cannot be read is no cell: a mark of the extraction, behind every line as a rule.
EDGES = BLANK + "\N{REPLACEMENT CHARACTER}"
_EDGES = frozenset(EDGES)


def tell(lines: Sequence[str]) -> tuple[Iterator[bool], Iterator[bool]]:
    """Return for each of the lines whether its first pipe is an edge, and its last."""
    led = [line[:1] == "|" or _is_led(line) for line in lines]
    closed = [line[-1:] == "|" or _is_closed(line) for line in lines]
    return _told(lines, led, closed, in_front=True), _told(lines, closed, led, in_front=False)


def _is_led(line: str) -> bool:
    """Whether a line begins with a pipe behind what cannot be read."""
    return line[:1] in _EDGES and line.lstrip(EDGES)[:1] == "|"


def _is_closed(line: str) -> bool:
    """Whether a line ends with a pipe before what cannot be read."""
    return line[-1:] in _EDGES and line.rstrip(EDGES)[-1:] == "|"


def _told(lines: Sequence[str], signs: Sequence[bool], others: Sequence[bool], *, in_front: bool) -> Iterator[bool]:
    """Return for each line whether its first or last pipe, of which it has a sign, is an edge and ends no empty cell.

    Takes the signs of its other edge, too. Lines with as many pipes tell it, as the layout may change within the table:
    those with the same sign at the other edge, or all of them if these are few.
    """
    usual = _nearly_all(signs)
    if all(signs) or not any(signs):  # as in most tables
        return repeat(usual)
    counts = [line.count("|") for line in lines]
    of_size = _groups(counts)
    of_kind = _groups(list(zip(counts, others, strict=True)))
    found = [False] * len(lines)
    for alike in (*of_size, *(group for group in of_kind if len(group) >= _FEWEST_ALIKE)):
        is_edge = _is_edge([lines[at] for at in alike], [signs[at] for at in alike], usual=usual, in_front=in_front)
        for at in alike:
            found[at] = is_edge
    told = list(_beside_others(found, counts))
    if in_front:
        return (own or _lacks_cell(at, lines, signs, counts, found) for at, own in enumerate(told))
    for alike in of_size:
        for at in _in_long_runs(lines, signs, alike):
            told[at] = True
    return map(or_, told, _are_closed_together(lines, signs, counts))


def _groups(keys: Iterable[object]) -> list[list[int]]:
    """Return the indices of equal keys."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        found[key].append(index)
    return list(found.values())


def _is_edge(lines: Sequence[str], signs: Sequence[bool], *, usual: bool, in_front: bool) -> bool:
    """Return whether lines that are alike have edges where they have signs of them; few of them if it is so for all.

    Where many have an empty cell beside that pipe, one that has none shows a grid in which it ends a cell. At the end
    all lines may have one that is empty.
    """
    beside = [line.split("|", 2)[1] if in_front else line.rsplit("|", 2)[-2] for line in lines]
    blanks = sum(sign and not cell.strip(EDGES) for cell, sign in zip(beside, signs, strict=True))
    in_grid = _SPANNED * blanks > sum(signs)
    if len(signs) < _FEWEST_ALIKE or (in_grid and not in_front):
        return usual and all(signs)
    return all(signs) or (not in_grid and _nearly_all(signs))


def _beside_others(found: Sequence[bool], counts: Sequence[int]) -> Iterator[bool]:
    """Yield what is told of each line; of one alone with its number of pipes what is told of those beside it."""
    yield from found[:1]
    for above, own, below, before, count, behind in zip(
        found, found[1:], found[2:], counts, counts[1:], counts[2:], strict=False
    ):
        yield above if above == below != own and count not in (before, behind) else own
    yield from found[1:][-1:]


def _in_long_runs(lines: Sequence[str], signs: Sequence[bool], alike: Sequence[int]) -> Iterator[int]:
    """Yield those of the lines with as many pipes that end with one several on end, each behind a cell with a text.

    So they do not all have an empty cell at the end, though others have no last pipe.
    """
    for sign, group in groupby(alike, key=signs.__getitem__):
        run = list(group) if sign else []
        if _FEWEST_ALIKE <= len(run) < len(alike) and all(lines[at].rsplit("|", 2)[-2].strip(EDGES) for at in run):
            yield from run


def _lacks_cell(
    at: int, lines: Sequence[str], signs: Sequence[bool], counts: Sequence[int], told: Sequence[bool]
) -> bool:
    """Whether a line with a first pipe is of the rows beside it that have such pipes, and lacks one of their cells.

    Those on its other side have another size, or it has no empty cell, as it would where that pipe ended one.
    """
    if not signs[at] or not lines[at].split("|", 2)[1].strip(EDGES):
        return False
    for beside, other in ((at - 1, at + 1), (at + 1, at - 1)):
        if 0 <= beside < len(lines) and told[beside] and counts[beside] == counts[at] + 1:
            is_apart = not 0 <= other < len(lines) or counts[other] != counts[at]
            return is_apart or _has_no_blank(lines[at])
    return False


def _are_closed_together(lines: Sequence[str], signs: Sequence[bool], counts: Sequence[int]) -> list[bool]:
    """Return for each line whether it is of several on end with a last pipe that ends no empty cell in them.

    Their numbers of pipes differ, so that they are no rows of a grid that is open and has empty cells at its end, and
    most, or several beside each other, have no other empty cell. So a row that lacks a cell has none at its end where
    the layout changes behind it.
    """
    found: list[bool] = []
    for sign, group in groupby(range(len(lines)), key=signs.__getitem__):
        alike = list(group)
        if not sign or len({counts[index] for index in alike}) == 1:
            found += [False] * len(alike)
            continue
        filled = [_has_no_blank(lines[index]) for index in alike]
        are_told = 2 * sum(filled) > len(alike)
        for is_filled, part in groupby(range(len(alike)), key=filled.__getitem__):
            those = [alike[index] for index in part]
            several = is_filled and len(those) >= _FEWEST_FILLED and len({counts[index] for index in those}) > 1
            found += [are_told or several] * len(those)
    return found


def _has_no_blank(line: str) -> bool:
    """Whether no cell is empty but one in front of the first pipe, or behind the last."""
    return all(part.strip(EDGES) for part in line.strip(EDGES).removeprefix("|").removesuffix("|").split("|"))


def _nearly_all(signs: Sequence[bool]) -> bool:
    """Whether a sign is there in all lines, but for a few that are damaged."""
    return _EXCEPTION * signs.count(False) <= len(signs)
