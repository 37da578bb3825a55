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
    from gxparse.cells import PhysicalRow
    from gxparse.row_totals import RowTotals
    from gxparse.rows import LogicalRow

_FEWEST_COLUMNS = 3
_ROWS_FOR_ONE_MOVED = 8
_NEAR = 2  # columns of the page
_SEPARATORS = ",，.．"
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


def beside_pieces(alignment: Alignment, physical: Sequence[PhysicalRow]) -> set[PhysicalRow]:
    """Return the lines drawn with blanks right below or above which pieces of numbers stand without a label.

    In narrow columns a number goes on in the next line, so a row's own figures may be pieces, too. Takes the alignment
    and the rows of the layout. Figures are pieces if there are fewer than columns, or if one begins or ends with what
    separates digits.
    """
    unlabelled = [row for row in alignment.unplaced if row.label is None and row.filled and row.physical.drawn]
    if not unlabelled:
        return set()
    width = max(len(row.columns) for row in alignment.variant.rows)
    pieces = {row.physical for row in unlabelled if _are_pieces(row, width)}
    found = set()
    for above, row in pairwise(physical) if pieces else ():
        if row.below:
            found |= {above} if row in pieces else set()
            found |= {row} if above in pieces else set()
    return found


def _are_pieces(row: LogicalRow, width: int) -> bool:
    """Whether figures are fewer than so many, or one begins or ends with what separates digits."""
    edges = (edge for cell in row.filled for edge in (cell.text[0], cell.text[-1]))
    return len(row.filled) < width or any(edge in _SEPARATORS for edge in edges)


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
