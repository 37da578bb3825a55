"""A line is a row, pipes part its cells: `a | b | c |`, `| a | b | c |`, Markdown."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby, repeat
from operator import or_
from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.clearing import RULE
from gxparse.layouts import plain_lines
from gxparse.layouts.cutting import cut
from gxparse.spelling import BLANK, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.cells import Line

_FEWEST_DASHES = 3
_RULED = re.compile(r":?(?:-+|=+|_+|[‐‑‒–—―−─－]+):?")
_WORD = re.compile(r"[^\W_]")  # a letter or a digit
_SECOND = 2
_FEWEST_ALIKE = 4  # lines with as many pipes that tell what a first or last pipe is
_SPANNED = 4  # one line in so many, of a grid, has an empty cell for a label above
_EXCEPTION = 10  # one line in so many may lack its first or last pipe
# At the ends of a line what cannot be read is no cell: a mark of the extraction, behind every line as a rule.
EDGES = BLANK + "\N{REPLACEMENT CHARACTER}"
_EDGES = frozenset(EDGES)


def read(run: Sequence[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines; a line without a pipe is a cell."""
    run = _with_cut_rows(run)
    by_line: dict[int, list[PhysicalRow]] = {}
    is_drawn = False
    ruled = _separators([line for _, line in run])
    piped = [line for index, (_, line) in enumerate(run) if "|" in line and index not in ruled]
    led = _told_by_alike(piped, [line[:1] == "|" or _is_led(line) for line in piped], in_front=True)
    closed = _told_by_alike(piped, [line[-1:] == "|" or _is_closed(line) for line in piped], in_front=False)
    for index, (start, line) in enumerate(run):
        if index in ruled:
            continue
        if "|" not in line:
            by_line[index] = plain_lines.read([(start, line)])
            is_drawn = is_drawn or line[:1] == RULE
            continue
        parts, place = line.split("|"), start
        is_led, is_closed = next(led), next(closed)
        if is_led and not (parts[0] and parts[0].strip(EDGES)):
            place += len(parts[0]) + 1
            del parts[0]
        if is_closed and len(parts) > 1 and not (parts[-1] and parts[-1].strip(EDGES)):
            del parts[-1]
        row = PhysicalRow(cut(parts, place), bounded=True)
        row.closed = line[-1:] == "|"
        if "||" in line:
            row.padding = _padding(line)
        by_line[index] = [row]
    if is_drawn:
        from gxparse.layouts import ruled_rows

        return ruled_rows.join(run, by_line)
    return [row for rows in by_line.values() for row in rows]


def _is_led(line: str) -> bool:
    """Whether a line begins with a pipe behind what cannot be read."""
    return line[:1] in _EDGES and line.lstrip(EDGES)[:1] == "|"


def _is_closed(line: str) -> bool:
    """Whether a line ends with a pipe before what cannot be read."""
    return line[-1:] in _EDGES and line.rstrip(EDGES)[-1:] == "|"


def _with_cut_rows(run: Sequence[Line]) -> Sequence[Line]:
    """Return the lines, with a row as one that a line end cuts within a cell: its rest has the last pipe of all others.

    So what it cuts is seen as cut: 9 and 7 in two lines are no 9.
    """
    if all(line.endswith("|") or "|" not in line for _, line in run):  # as in most tables
        return run
    lines = [line.strip(EDGES) for _, line in run]
    piped = [line for line in lines if "|" in line]
    are_open = [bool(line) and not line.endswith("|") for line in piped]
    if not any(are_open) or 2 * sum(are_open) >= len(piped):
        return run
    is_led = 2 * sum(line.startswith("|") for line in piped) > len(piped)
    most = max(line.count("|") for line in piped)
    found: list[Line] = []
    is_cut = False
    for (place, line), content in zip(run, lines, strict=True):
        fits = bool(found) and found[-1][1].count("|") + content.count("|") <= most
        if is_cut and fits and _is_rest(content, is_led=is_led):
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}"
            is_cut = False
            continue
        found.append((place, line))
        is_cut = "|" in content and not content.endswith("|") and (not is_led or content.startswith("|"))
    return found


def _is_rest(line: str, *, is_led: bool) -> bool:
    """Whether a line can be the rest of a row: it has no first pipe as others have, or begins with digits alone."""
    if not line.endswith("|") or line.startswith("|"):
        return False
    return is_led or line.split("|", 1)[0].strip().isdecimal()


def _padding(line: str) -> int | None:
    """Return how many pipes without blanks fill a line up at its end; None if they stand elsewhere, too."""
    content = line.rstrip(EDGES)
    rest = content.rstrip("|")
    return len(content) - len(rest) if "||" not in rest and len(content) - len(rest) > 1 else None


def _separators(block: Sequence[str]) -> set[int]:
    """Return which lines are those below a Markdown head: its second line, or any with dashes enough in each cell.

    A dash alone is a mark in a cell, too: then the line is a row if no other follows.
    """
    found = set()
    above = 0  # lines with pipes, in this piece of the table
    for index, line in enumerate(block):
        if "|" not in line:
            above = 0 if not line.strip(EDGES) else above
            continue
        above += 1
        if above != _SECOND and "---" not in line:
            continue
        if _WORD.search(line):
            continue
        below_head = above == _SECOND and len(_parts(line)) > 1 and "|" in "".join(block[index + 1 : index + 2])
        if _is_ruled(line) and (below_head or ("---" in line and _is_long(line))):
            found.add(index)
    return found


def _is_ruled(line: str) -> bool:
    """Whether each cell of a line is drawn of dashes alone."""
    if not line.strip("|- "):  # as most are
        return all(_parts(line))
    return all(_RULED.fullmatch(part) for part in _parts(line))


def _is_long(line: str) -> bool:
    return all(len(part) >= _FEWEST_DASHES for part in _parts(line))


def _parts(line: str) -> list[str]:
    content = "".join((line if line.isascii() else without_marks(line)).strip(EDGES).split())
    return content.removeprefix("|").removesuffix("|").split("|")


def _told_by_alike(lines: Sequence[str], signs: Sequence[bool], *, in_front: bool) -> Iterator[bool]:
    """Return for each line whether its first or last pipe, of which it has a sign, is an edge and ends no empty cell.

    Lines with as many pipes tell it, as the layout may change within the table; few of these are told by all, and one
    alone by those beside it. Where many have an empty cell beside that pipe, one that has none shows a grid in which it
    ends a cell. At the end all lines may have one that is empty.
    """
    usual = _nearly_all(signs)
    if all(signs) or not any(signs):  # as in most tables
        return repeat(usual)
    counts = [line.count("|") for line in lines]
    same: defaultdict[int, list[int]] = defaultdict(list)
    for index, count in enumerate(counts):
        same[count].append(index)
    told: dict[int, bool] = {}
    for count, alike in same.items():
        own = [signs[index] for index in alike]
        beside = [lines[index].split("|", 2)[1] if in_front else lines[index].rsplit("|", 2)[-2] for index in alike]
        blanks = sum(sign and not cell.strip(EDGES) for cell, sign in zip(beside, own, strict=True))
        in_grid = _SPANNED * blanks > sum(own)
        if len(own) < _FEWEST_ALIKE or (in_grid and not in_front):
            told[count] = usual and all(own)
        else:
            told[count] = all(own) or (not in_grid and _nearly_all(own))
    found = [told[count] for count in counts]
    beside_each = zip(found, found[1:], found[2:], counts, counts[1:], counts[2:], strict=False)
    between = [
        above if above == below != own and count not in (before, behind) else own
        for above, own, below, before, count, behind in beside_each
    ]
    told_by_each = [*found[:1], *between, *found[1:][-1:]]
    if in_front:
        return iter(
            [told or _lacks_cell(at, lines, signs, counts, told_by_each) for at, told in enumerate(told_by_each)]
        )
    return map(or_, told_by_each, _are_closed_together(lines, signs, counts))


def _lacks_cell(
    at: int, lines: Sequence[str], signs: Sequence[bool], counts: Sequence[int], told: Sequence[bool]
) -> bool:
    """Whether a line with a first pipe is of the rows beside it that have such pipes, and lacks one of their cells.

    Those on its other side have another size, or it has no empty cell, as it would where that pipe ended one.
    """
    if not signs[at]:
        return False
    for beside, other in ((at - 1, at + 1), (at + 1, at - 1)):
        if 0 <= beside < len(lines) and told[beside] and counts[beside] == counts[at] + 1:
            is_apart = not 0 <= other < len(lines) or counts[other] != counts[at]
            return is_apart or _has_no_blank(lines[at])
    return False


def _are_closed_together(lines: Sequence[str], signs: Sequence[bool], counts: Sequence[int]) -> list[bool]:
    """Return for each line whether it is of several on end with a last pipe that ends no empty cell in them.

    Their numbers of pipes differ, so that they are no rows of a grid that is open and has empty cells at its end, and
    most have no other empty cell. So a row that lacks a cell has none at its end where the layout changes behind it.
    """
    found: list[bool] = []
    for sign, group in groupby(range(len(lines)), key=signs.__getitem__):
        alike = list(group)
        is_told = sign and len({counts[index] for index in alike}) > 1
        is_told = is_told and 2 * sum(_has_no_blank(lines[index]) for index in alike) > len(alike)
        found += [is_told] * len(alike)
    return found


def _has_no_blank(line: str) -> bool:
    """Whether no cell is empty but one in front of the first pipe, or behind the last."""
    return all(part.strip(EDGES) for part in line.strip(EDGES).removeprefix("|").removesuffix("|").split("|"))


def _nearly_all(signs: Sequence[bool]) -> bool:
    """Whether a sign is there in all lines, but for a few that are damaged."""
    return _EXCEPTION * signs.count(False) <= len(signs)
