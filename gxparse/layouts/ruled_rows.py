"""Puts together the rows of a grid that has a line drawn between all its rows: what stands between two of them is one.

The pieces of a cell stand below each other in its column. Where lines are drawn below heads alone each line is a row,
so what the grid itself shows must tell: lines drawn between rows with figures, or words that fill their column up to
its edge and go on below.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gxparse.cells import Cell, PhysicalRow
from gxparse.clearing import RULE
from gxparse.layouts.likely_figures import is_likely
from gxparse.spelling import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gxparse.cells import Line

_FEWEST_ROWS = 2
_EDGE = 2  # blanks before the next line that is drawn, where there is no room for another character

Group = list[tuple[str, PhysicalRow]]  # lines between two that are drawn, with the row that each is by itself


def is_rule(line: str) -> bool:
    """Whether a line was one drawn between rows."""
    return line.startswith(RULE)


def join(run: Sequence[Line], by_line: dict[int, list[PhysicalRow]]) -> list[PhysicalRow]:
    """Return the rows of some lines, given those that each line is by itself (by its index)."""
    found: list[PhysicalRow] = []
    indices = range(len(run))
    for in_grid, part in groupby(indices, key=lambda index: is_rule(run[index][1]) or "|" in run[index][1]):
        of_grid = list(part)
        if in_grid and any(is_rule(run[index][1]) for index in of_grid):
            found += _rows_of_grid(list(_groups(of_grid, run, by_line)))
        else:
            found += [row for index in of_grid for row in by_line.get(index, ())]
    return found


def _groups(indices: Iterable[int], run: Sequence[Line], by_line: dict[int, list[PhysicalRow]]) -> Iterator[Group]:
    for ruled, part in groupby(indices, key=lambda index: is_rule(run[index][1])):
        group = [(run[index][1], row) for index in part for row in by_line.get(index, ())]
        if group and not ruled:
            yield group


def _rows_of_grid(groups: Sequence[Group]) -> list[PhysicalRow]:
    """Return the rows of a grid: a row for each group, or for each line, or for those that are clear."""
    with_figures = sum(any(_figures(row) for _, row in group) for group in groups)
    parts_rows = with_figures >= _FEWEST_ROWS and not any(map(_are_labelled_rows, groups))
    found: list[PhysicalRow] = []
    for group in groups:
        rows = [row for _, row in group]
        alike = len(rows) > 1 and len({len(row.cells) for row in rows}) == 1
        found += [_joined(rows)] if alike and (parts_rows or _goes_on(group)) else rows
    return found


def _figures(row: PhysicalRow) -> bool:
    return any(cell.text and is_likely(cell.text) for cell in row.cells)


def _words(row: PhysicalRow) -> bool:
    return any(has_han(cell.text) for cell in row.cells)


def _are_labelled_rows(group: Group) -> bool:
    """Whether lines are rows of their own: words and figures below others, and the words above had room to go on."""
    labelled = [line for line in group if _figures(line[1]) and _words(line[1])]
    return any(not _is_filled(line) for line in labelled[:-1])


def _is_filled(line: tuple[str, PhysicalRow]) -> bool:
    """Whether the last words of a line reach to the edge of their column."""
    text, row = line
    last = [cell for cell in row.cells if has_han(cell.text)][-1]
    return _room(text, row, last) <= _EDGE


def _room(line: str, row: PhysicalRow, cell: Cell) -> int:
    """Return how many blanks stand behind a cell of a line in its column."""
    first = next(other for other in row.cells if other.text)
    place = cell.end - first.start + line.index(first.text)
    end = line.find("|", place)
    return (end if end >= 0 else len(line)) - place


def _goes_on(group: Group) -> bool:
    """Whether each line goes on in the cells of the one above: figures below figures, words below words to the edge."""
    for (above_line, above), (_, below) in pairwise(group):
        if _figures(below) and _words(below):
            return False
        for upper, lower in zip(above.cells, below.cells, strict=False):
            if not lower.text:
                continue
            if not upper.text or has_han(upper.text) != has_han(lower.text):
                return False
            if has_han(upper.text) and _room(above_line, above, upper) > _EDGE:
                return False
    return True


def _joined(rows: Sequence[PhysicalRow]) -> PhysicalRow:
    """Return the row that lines are together: the pieces of each cell in lines of their own."""
    cells: list[Cell] = []
    for column in zip(*(row.cells for row in rows), strict=True):
        pieces = [cell for cell in column if cell.text] or [column[0]]
        text = "\n".join(piece.text for piece in pieces)
        cells.append(Cell(text, pieces[0].start, pieces[-1].end, column[0].column))
    joined = PhysicalRow(cells, bounded=True)
    joined.padding = rows[0].padding
    return joined
