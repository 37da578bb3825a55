"""Tells whether columns that are drawn with blanks change their places, as where each page is laid out on its own.

Then what stands below each other belongs together by chance, and nothing tells the column of a figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, groupby
from statistics import median_low
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gxparse.cells import DrawnCell

_FEWEST_HEADS = 3
_FEWEST_MOVED = 2
_INITIALS = 2  # characters of a head, which may go on in the next line
_SLACK = 2  # halves of a column of the page
_FEW = 0.2  # of the figures and the heads above them

Line = tuple["Sequence[DrawnCell]", "Sequence[DrawnCell]"]  # its words if these are heads, or else its figures
_Pair = tuple["DrawnCell", "DrawnCell"]  # a figure and the head above it
_EDGES: tuple[Callable[[DrawnCell], int], ...] = (
    lambda cell: 2 * cell.left,
    lambda cell: cell.left + cell.right,
    lambda cell: 2 * cell.right,
)


def stand_again_elsewhere(heads: Iterable[Sequence[DrawnCell]]) -> bool:
    """Whether lines of heads stand again and elsewhere; other words, as of a note, may stand in front of them."""
    places: dict[tuple[str, ...], list[int]] = {}
    for words in heads:
        for behind in (words, words[1:]):
            if len(behind) < _FEWEST_HEADS:
                break
            lefts = [cell.left for cell in behind]
            if places.setdefault(tuple(cell.text for cell in behind), lefts) != lefts:
                return True
    return False


def count_beside(lines: Sequence[Line], bands_of: Callable[[DrawnCell], Sequence[int]]) -> int:
    """Return how many figures do not stand below each other and below their heads in the way that most do.

    Takes the lines, and what gives the columns of figures, by their numbers, over which a cell stands.
    """
    columns: dict[int, list[DrawnCell]] = defaultdict(list)
    pairs: list[_Pair] = []
    headless = 0
    head_of: dict[int, DrawnCell] = {}
    for heads, figures in lines:
        for over in heads:
            head_of.update((band, over) for band in bands_of(over))
        for cell in figures:
            for band in bands_of(cell):
                columns[band].append(cell)
                head = head_of.get(band)
                if head:
                    pairs.append((cell, head))
                else:
                    headless += 1
    if not columns:
        return 0
    beside = min(headless, len(pairs)) + _count_shared(pairs, bands_of) + _count_moved(lines, bands_of)
    return beside + _count_apart(list(columns.values()), pairs)


def _count_shared(pairs: Sequence[_Pair], bands_of: Callable[[DrawnCell], Sequence[int]]) -> int:
    """Return how many figures stand below the head of another column."""
    below: dict[DrawnCell, int] = {}
    return sum(below.setdefault(head, bands_of(cell)[0]) != bands_of(cell)[0] for cell, head in pairs)


def _count_moved(lines: Sequence[Line], bands_of: Callable[[DrawnCell], Sequence[int]]) -> int:
    """Return how many heads, if several, stand over other columns than they do above the figures before.

    What goes on below a head's first words may be the same in heads of several columns.
    """
    known: dict[str, Sequence[int]] = {}
    moved = 0
    for those in _stretches(lines):
        initials = Counter(head.text[:_INITIALS] for head in chain(*those))
        above: set[Sequence[int]] = set()
        for words in those:
            over = {head: bands_of(head) for head in words}
            for head, bands in over.items():
                if bands and bands not in above and initials[head.text[:_INITIALS]] == 1:
                    moved += set(bands).isdisjoint(known.setdefault(head.text[:_INITIALS], bands))
            above = set(over.values())
    return moved if moved >= _FEWEST_MOVED else 0


def _stretches(lines: Sequence[Line]) -> Iterator[list[Sequence[DrawnCell]]]:
    """Yield the lines of heads that stand above figures, and below those before."""
    for has_figures, those in groupby(lines, key=lambda line: bool(line[1])):
        if not has_figures:
            yield [heads for heads, _ in those]


def _count_apart(columns: Sequence[Sequence[DrawnCell]], pairs: Sequence[_Pair]) -> int:
    """Return how many figures do not begin, end or have their middle where those of their column do.

    They are to be as far from heads of the same width; one figure alone is to be where its head is, if most are.
    """
    by_width: dict[int, list[_Pair]] = defaultdict(list)
    for cell, head in pairs:
        by_width[head.right - head.left].append((cell, head))
    return min(_count_apart_by(edge, columns, by_width.values()) for edge in _EDGES)


def _count_apart_by(
    edge: Callable[[DrawnCell], int], columns: Iterable[Sequence[DrawnCell]], by_width: Iterable[Sequence[_Pair]]
) -> int:
    offsets = [[edge(cell) - edge(head) for cell, head in those] for those in by_width]
    count = sum(_count_far([edge(cell) for cell in column]) for column in columns)
    count += sum(_count_far(those) for those in offsets if len(those) > 1)
    beside = [abs(offset) > _SLACK for those in offsets for offset in those]
    if sum(beside) <= _FEW * len(beside):
        count += sum(abs(offset) > _SLACK for those in offsets if len(those) == 1 for offset in those)
    return count


def _count_far(places: Sequence[int]) -> int:
    """Return how many of some places are not near the middle one."""
    middle = median_low(places)
    return sum(abs(place - middle) > _SLACK for place in places)
