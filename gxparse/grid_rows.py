"""Tells which rows of a table in cells stand in a grid: rows of one size beside each other, a cell in every place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import PhysicalRow
    from gxparse.rows import LogicalRow

    Rows = Sequence[tuple[LogicalRow, int]]  # of a table, with their numbers of columns

_FEWEST_IN_GRID = 3


def inside(
    alignment: Alignment,
    rows: Rows,
    physical: Sequence[PhysicalRow],
    columns_of_heads: Callable[[int], list[int | None]],
) -> list[LogicalRow]:
    """Return the rows that have a figure for each column where another row, or the heads, show that these stand.

    Several rows of that size follow each other, or it is filled up to it. So each is as it seems, however the rest of
    the table is laid out.
    """
    runs = [list(run) for size, run in groupby(physical, key=_size_told) if size]
    number = {row: number for number, run in enumerate(runs) if len(run) >= _FEWEST_IN_GRID for row in run}
    indices = sorted(alignment.rows)
    complete = [
        (row, number[row.physical], tuple(cell.column for cell in row.filled), alignment.variant.rows[index].block)
        for index, (row, width) in zip(indices, rows, strict=True)
        if len(row.filled) == width and row.physical in number
    ]
    alike = Counter((run, columns) for _, run, columns, _ in complete)
    return [
        row
        for row, run, columns, block in complete
        if alike[run, columns] > 1
        or row.values[: len(columns)] == row.filled
        or columns == tuple(columns_of_heads(block))
    ]


def displaced(rows: Rows, physical: Sequence[PhysicalRow]) -> list[LogicalRow]:
    """Return the rows that lack figures and are larger or smaller than several before and behind, which make a grid.

    Takes the rows in the order of the form, and those of the layout in that of the text. A cell is lost, or is too
    many, so that the columns of a row's cells tell nothing, even if it has one for each column. Beside rows of another
    layout those on the other side tell if an empty cell in front may be that of a span. A label may have no
    places for its span, as that of another row of the size has none.
    """
    lacking = {row.physical: row for row, width in rows if len(row.filled) < width and row.filled and tells_size(row)}
    sizes = [_size_told(row) for row in physical] if lacking else []
    each = zip(physical[1:], sizes, sizes[1:], sizes[2:], strict=False)
    alike = {row for row, above, own, below in each if above == own == below}
    if alike.issuperset(lacking):  # as in most tables
        return []
    in_cells = [(row, width) for row, width in rows if not row.physical.drawn]
    unspanned = Counter(_size_and_label(row) for row, width in in_cells if len(row.values) == width)
    spanned = {
        row.physical
        for row, width in rows
        if len(row.filled) == width and (len(row.values) > width or not row.physical.cells[0].text)
    }
    found = []
    for at, own in enumerate(physical) if spanned else ():
        if own in alike or own not in lacking or unspanned[_size_and_label(lacking[own])] > 1:
            continue
        sides = [side for side in (_beside(at, -1, sizes), _beside(at, 1, sizes)) if side]
        grids = {
            sizes[side[0]]
            for side in sides
            if len({sizes[beside] for beside in side}) == 1 and any(physical[beside] in spanned for beside in side)
        }
        is_apart = len(grids) == 1 and len(own.cells) not in grids
        if is_apart and (
            all(sizes[beside] in grids for side in sides for beside in side) or not lacking[own].values[0].text
        ):
            found.append(lacking[own])
    return found


def _beside(at: int, step: int, sizes: Sequence[int]) -> list[int]:
    """Return the rows beside one on one side, of which sizes tell something: as many as make a grid, or all that are.

    Few are there at an end of the table, or of a part of it behind which columns are drawn.
    """
    found = []
    for beside in range(at + step, at + step * (_FEWEST_IN_GRID + 1), step):
        if not 0 <= beside < len(sizes) or not sizes[beside]:
            break
        found.append(beside)
    return found


def _size_told(row: PhysicalRow) -> int:
    """Return the number of cells of a row of the layout; 0 if it tells nothing."""
    return len(row.cells) if row.bounded and not row.drawn else 0


def _size_and_label(row: LogicalRow) -> tuple[int, int | None]:
    """Return the number of cells of a row, and the column of its label."""
    return len(row.physical.cells), row.label.column if row.label else None


def tells_size(row: LogicalRow) -> bool:
    """Whether the size of a row of the layout tells something: an empty cell leaves a trace in it."""
    return row.physical.placed and not row.physical.drawn
