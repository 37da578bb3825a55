"""Holds rows drawn with blanks against the heads above them and the rows around: whether figures stand in columns.

On a page a figure stands below its head. Where a number is cut in two, or a remark stands behind a row, that may have
as many figures as columns and an empty cell besides.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse.cells import DrawnCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.alignment import Alignment
    from gxparse.row_totals import RowTotals
    from gxparse.rows import LogicalRow

_FEWEST_COLUMNS = 3
_ROWS_FOR_ONE_MOVED = 8
_NEAR = 2  # columns of the page
_MOST_BESIDE = 2  # figures that stand below no head, or several

_Moved = tuple[int, ...]


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
    moved: list[_Moved | None] = []
    for (index, _), (row, width) in zip(sorted(alignment.rows.items()), rows, strict=True):
        is_complete = row.physical.drawn and len(row.filled) == width
        moved.append(_moved(row, _heads(alignment, alignment.variant.rows[index].block)) if is_complete else None)
    few = sum(own is not None for own in moved) <= max(1, len(drawn) // _ROWS_FOR_ONE_MOVED)
    for index, (row, width), own in zip(sorted(alignment.rows), rows, moved, strict=True):
        apart = row.physical.drawn and not row.physical.placed and len(row.filled) == width
        apart = apart and 2 * len(placed) > len(drawn) and not any(_are_below(row, other) for other in placed)
        if (apart or (own and few)) and not totals.is_sum(index):
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
    found = (alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.is_column)
    return [head.cell for head in found if head and isinstance(head.cell, DrawnCell) and head.physical.bounded]


def _moved(row: LogicalRow, heads: Sequence[DrawnCell]) -> _Moved | None:
    """Return by how many columns each figure of a row stands beside its own head; None if none or all too far does.

    Nearly all stand below one head; those that do not count as being below their own.
    """
    figures = [cell for cell in row.filled if isinstance(cell, DrawnCell)]
    if not len(heads) == len(figures) == len(row.filled) >= _FEWEST_COLUMNS:
        return None
    if len({right.left - left.right for left, right in pairwise(figures)}) == 1:
        return None  # by the same blanks, they stand in no columns
    over = [[at for at, head in enumerate(heads) if _overlap(head, figure)] for figure in figures]
    by = tuple(those[0] - at if len(those) == 1 else 0 for at, those in enumerate(over))
    beside = sum(len(those) != 1 for those in over)
    is_by_one = set(by) in ({0, 1}, {1}, {0, -1}, {-1})
    return by if is_by_one and beside <= _MOST_BESIDE else None


def _overlap(left: DrawnCell, right: DrawnCell) -> bool:
    """Whether two cells stand over each other."""
    return left.left < right.right and right.left < left.right
