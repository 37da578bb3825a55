"""Holds rows drawn with blanks against the heads above them and the rows around: whether figures stand in columns.

On a page a figure stands below its head. Where a number is cut in two, or a remark stands behind a row, that may have
as many figures as columns and an empty cell besides.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse import heads
from gxparse.cells import DrawnCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.alignment import Alignment
    from gxparse.row_totals import RowTotals
    from gxparse.rows import LogicalRow

_FEWEST_COLUMNS = 3
_ROWS_FOR_ONE_MOVED = 8
_NEAR = 2  # columns of the page
_MOST_UNCLEAR = 2  # figures that stand below no head, or several


def are_elsewhere(alignment: Alignment, block: int, row: LogicalRow) -> bool:
    """Whether a row does not stand below the heads of its block, as where a page was drawn anew.

    So it is if its label reaches over a column's head, or if two heads stand in one column.
    """
    cells = _heads(alignment, block)
    if len({cell.column for cell in cells}) < len(cells):
        return True
    label = row.label
    return isinstance(label, DrawnCell) and any(cell.left < label.right for cell in cells)


def doubted(alignment: Alignment, rows: Sequence[tuple[LogicalRow, int]], totals: RowTotals) -> Iterator[LogicalRow]:
    """Yield the rows with a figure for each column of which one may be empty, and another figure too many.

    Takes the rows of the alignment in the form's order, with their numbers of columns. So it is if figures stand below
    the heads of the columns beside theirs as in few other rows, or if a row alone stands in no columns; one that adds
    up is as it seems.
    """
    drawn = [row for row, _ in rows if row.physical.drawn]
    if not drawn:
        return
    placed = [row for row in drawn if row.physical.placed]
    indices = sorted(alignment.rows)
    complete = [(at, row) for at, (row, width) in enumerate(rows) if row.physical.drawn and len(row.filled) == width]
    moved = [at for at, row in complete if _is_moved(row, _heads(alignment, alignment.variant.rows[indices[at]].block))]
    few = len(moved) <= max(1, len(drawn) // _ROWS_FOR_ONE_MOVED)
    for at, row in complete:
        alone = not row.physical.placed and 2 * len(placed) > len(drawn)
        apart = alone and not any(_are_below(row, other) for other in placed)
        if (apart or (few and at in moved)) and not totals.is_sum(indices[at]):
            yield row


def _are_below(row: LogicalRow, other: LogicalRow) -> bool:
    """Whether each figure of a row stands, but for a blank or two, below or above that of another row."""
    if len(other.filled) != len(row.filled):
        return False
    pairs = [
        (cell, beside)
        for cell, beside in zip(row.filled, other.filled, strict=True)
        if isinstance(cell, DrawnCell) and isinstance(beside, DrawnCell)
    ]
    return len(pairs) == len(row.filled) and all(
        cell.left < beside.right + _NEAR and beside.left < cell.right + _NEAR for cell, beside in pairs
    )


def _heads(alignment: Alignment, block: int) -> list[DrawnCell]:
    """Return the heads of a block's columns that are drawn with blanks."""
    found = heads.of_columns(alignment, block)
    return [head.cell for head in found if head and isinstance(head.cell, DrawnCell) and head.physical.bounded]


def _is_moved(row: LogicalRow, over: Sequence[DrawnCell]) -> bool:
    """Whether figures of a row stand below the heads of the columns beside theirs, all on the same side.

    Nearly all stand below one head; those that do not count as being below their own.
    """
    figures = [cell for cell in row.filled if isinstance(cell, DrawnCell)]
    if not len(over) == len(figures) == len(row.filled) >= _FEWEST_COLUMNS:
        return False
    if len({right.left - left.right for left, right in pairwise(figures)}) == 1:
        return False  # by the same blanks, they stand in no columns
    found = [[at for at, head in enumerate(over) if _overlap(head, figure)] for figure in figures]
    beside = {those[0] - at if len(those) == 1 else 0 for at, those in enumerate(found)}
    unclear = sum(len(those) != 1 for those in found)
    return unclear <= _MOST_UNCLEAR and beside in ({0, 1}, {1}, {0, -1}, {-1})


def _overlap(left: DrawnCell, right: DrawnCell) -> bool:
    """Whether two cells stand over each other."""
    return left.left < right.right and right.left < left.right
