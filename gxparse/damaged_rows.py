"""Finds the rows of a table in cells that have a cell lost or too many, by those around them, by heads and by totals.

A row with a figure for each column and empty cells besides may have its own figures in other places than it seems.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gxparse import grid_rows, heads
from gxparse.grid_rows import tells_size
from gxparse.layout_survey import most

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import PhysicalRow
    from gxparse.grid_rows import Rows
    from gxparse.row_totals import RowTotals
    from gxparse.rows import LogicalRow
    from gxparse.tables import Habits

_FEWEST_DIRECTLY = 2


def find(
    alignment: Alignment,
    rows: Rows,
    totals: RowTotals,
    columns_of_heads: Callable[[int], list[int | None]],
    *,
    physical: Sequence[PhysicalRow],
    habits: Habits,
) -> tuple[list[LogicalRow], list[LogicalRow]]:
    """Return rows of whose figures one may be too many, and all that tell nothing of the table's layout.

    Takes the rows in the order of the form, what gives the columns of a block's heads, the rows of the layout in the
    order of the text, and how the tables of the report show their empty cells.
    """
    others = _of_another_size(rows)
    indices = sorted(alignment.rows)
    doubted: list[LogicalRow] = []
    if any(len(row.filled) == width < len(row.values) + row.blanks for row, width in rows):
        doubted += _with_one_too_many(alignment, rows, totals, columns_of_heads, habits)
    doubted += [row for index, row in _with_a_cell_more(indices, rows) if not totals.is_sum(index)]
    if doubted or others:
        in_grids = grid_rows.inside(alignment, rows, physical, columns_of_heads)
        doubted = [row for row in doubted if row not in in_grids]
        others = [row for row in others if row not in in_grids]
    doubted += [row for index, row in _with_blank_behind_label(indices, rows) if not totals.is_sum_of_all(index)]
    damaged = []
    for at, (row, width) in enumerate(rows) if others else ():
        if row not in others:
            continue
        beside = rows[at + 1 if at + 1 < len(rows) else at - 1][0]
        is_larger = len(row.physical.cells) > len(beside.physical.cells)
        if is_larger and len(row.filled) == width < len(row.values) and not totals.is_sum(indices[at]):
            doubted.append(row)  # as where a number was cut in two
        if row in doubted or len(row.filled) != width:
            damaged.append(row)
    return doubted, [*damaged, *(row for row in doubted if row not in damaged)]


def _with_one_too_many(
    alignment: Alignment,
    rows: Rows,
    totals: RowTotals,
    columns_of_heads: Callable[[int], list[int | None]],
    habits: Habits,
) -> list[LogicalRow]:
    """Return the rows with a figure for each column and empty cells besides, of whose figures one may be too many."""
    indices = sorted(alignment.rows)
    complete = [row for row, width in rows if len(row.filled) == width]
    spaced = [row for row in complete if not row.values[0].text]
    apart = [*_below_no_head(alignment, rows, columns_of_heads), *_among_larger(rows)]
    doubted: list[LogicalRow] = []
    if spaced:
        direct = {row.label.column for row in complete if row.label and row.values[0].text}
        if any(row.label and row.label.column in direct for row in spaced):
            apart += set_off(rows)
        starts = Counter([(row.filled[0].column, len(row.filled)) for row in complete])
        if any(starts[row.filled[0].column, len(row.filled)] == 1 for row in spaced):
            apart += _beside_heads(alignment, rows, columns_of_heads)
            doubted += totals.with_one_too_many()
    apart += _larger_than_heads(alignment, rows, columns_of_heads, habits)
    sums = [row for index, (row, _) in zip(indices, rows, strict=True) if row in apart and totals.is_sum(index)]
    doubted += [row for row in apart if row not in sums]
    return [*doubted, *_with_blank_at_an_end(indices, rows, totals)]


def _with_blank_at_an_end(indices: Sequence[int], rows: Rows, totals: RowTotals) -> Iterator[LogicalRow]:
    """Yield the rows with a figure for each column and more empty cells in front of or behind them than belong there.

    The layout does not show where these rows start, or end. Behind the figures are those that fill a row up to the size
    of all others, in front of them as many as some other row has. A row that adds up is as it seems.
    """
    if not any(not row.physical.bounded or row.blanks for row, _ in rows):
        return
    complete = [(index, row) for index, (row, width) in zip(indices, rows, strict=True) if len(row.filled) == width]
    told = [(index, row) for index, row in complete if not row.physical.bounded or row.blanks]
    before = {index: row.values.index(row.filled[0]) for index, row in complete}
    sizes = {len(row.physical.cells) for row, _ in rows if row.physical.bounded}
    size = sizes.pop() if len(sizes) == 1 else None
    adding_up = [(index, row) for index, row in told if totals.is_sum(index)]
    sums = {_cells_of(row) for _, row in adding_up}
    fronts = {before[index] + row.blanks for index, row in adding_up}
    for index, row in told:
        in_front = before[index] + row.blanks
        alone = in_front and in_front not in (count for other, count in before.items() if other != index)
        alone = alone and in_front not in fronts
        labels, values = _cells_of(row)
        more = size is not None and not row.physical.bounded and labels + values > size
        more = more and values > len(row.filled) and (labels, values) not in sums
        if (alone or more) and not totals.is_sum(index):
            yield row


def _cells_of(row: LogicalRow) -> tuple[int, int]:
    """Return how many cells a row has for labels, and behind them."""
    return len(row.lead) + (row.label is not None), len(row.values)


def _with_a_cell_more(indices: Sequence[int], rows: Rows) -> Iterator[tuple[int, LogicalRow]]:
    """Yield the rows with an empty cell and one cell more than nearly all others, with their indices.

    That is behind their labels, if the others have just one for each column, or in all. An empty cell in front of the
    figures can stand for a span: it tells where none does so, in a row that alone has as many cells.
    """
    if not any(len(row.values) > width for row, width in rows):
        return
    telling = [row for row, _ in rows if tells_size(row)]
    behind = [len(row.values) for row in telling]
    sizes = [len(row.physical.cells) for row in telling]
    usual = most(behind) if behind else None
    if len(set(sizes)) <= 1 and not any(width == usual for _, width in rows):
        return  # as in most grids
    usual_size = most(sizes) if _most_alike(sizes) > _most_alike(behind) else None
    if usual is None and usual_size is None:
        return
    has_spans = any(row.label and not row.physical.cells[0].text for row, _ in rows)
    for index, (row, width) in zip(indices, rows, strict=True):
        has_more = width == usual == len(row.values) - 1
        is_larger = usual_size is not None and len(row.physical.cells) > usual_size and len(row.filled) == width
        if not (has_more or is_larger) or not tells_size(row) or not row.filled:
            continue
        if not row.values[-1].text or row.has_gap():
            bare = usual_size is None and bool(row.values[0].text) and not row.values[-1].text
            tells = (has_more and bare) or (is_larger and len(row.values) > width)
        else:
            tells = has_more and not has_spans and behind.count(len(row.values)) == 1
        if tells:
            yield index, row


def _larger_than_heads(
    alignment: Alignment, rows: Rows, columns_of_heads: Callable[[int], list[int | None]], habits: Habits
) -> Iterator[LogicalRow]:
    """Yield the rows without a label that have a figure for each column, and one cell more than the heads above.

    All heads stand in rows of one size, or the empty cell is in front and a head stands in the first column. One at
    the end is none too many where most rows of the report end so.
    """
    for index, (row, width) in zip(sorted(alignment.rows), rows, strict=True):
        if row.label is None and len(row.filled) == width < len(row.values) and tells_size(row):
            block = alignment.variant.rows[index].block
            sizes = heads.sizes_of_rows(alignment, block)
            is_larger = len(sizes) == 1 and len(row.physical.cells) > max(sizes)
            if row.values[:width] == row.filled:
                is_larger = is_larger and not habits.ends_empty
            if is_larger or (not row.values[0].text and 0 in columns_of_heads(block)):
                yield row


def _beside_heads(
    alignment: Alignment, rows: Rows, columns_of_heads: Callable[[int], list[int | None]]
) -> Iterator[LogicalRow]:
    """Yield the rows with figures behind an empty cell that alone stand in their columns, if heads stand in others.

    The empty cell may be the first column's.
    """
    indices = sorted(alignment.rows)
    for at in _alone_behind_blank(rows):
        row, block = rows[at][0], alignment.variant.rows[indices[at]].block
        columns = columns_of_heads(block)
        alike = None not in columns and heads.sizes_of_rows(alignment, block) == {len(row.physical.cells)}
        if alike and columns != [cell.column for cell in row.filled]:
            yield row


def _below_no_head(
    alignment: Alignment, rows: Rows, columns_of_heads: Callable[[int], list[int | None]]
) -> Iterator[LogicalRow]:
    """Yield the rows with a figure for each column of which one is below no head, and an empty cell is below one.

    Heads stand in rows of the same size, and another row has a figure below each of them.
    """
    gapped = [row for row, width in rows if len(row.filled) == width < len(row.values) and row.has_gap()]
    blocks = [alignment.variant.rows[index].block for index in sorted(alignment.rows)] if gapped else []
    for block in set(blocks):
        columns = {column for column in columns_of_heads(block) if column is not None}
        sizes = heads.sizes_of_rows(alignment, block)
        those = [
            (row, {cell.column for cell in row.filled})
            for (row, _), own in zip(rows, blocks, strict=True)
            if own == block and tells_size(row) and sizes == {len(row.physical.cells)}
        ]
        if not any(columns <= filled for _, filled in those):
            continue
        for row, filled in those:
            empty = {cell.column for cell in row.values if not cell.text}
            if row in gapped and len(row.filled) == len(columns) and empty & columns and filled - columns:
                yield row


def _among_larger(rows: Rows) -> Iterator[LogicalRow]:
    """Yield the rows with a figure for each column, and an empty cell before one, where another has more figures.

    That has a figure in each of as many cells behind a label in the same column: so the table may have more columns
    than the form.
    """
    larger = {
        (row.label.column, len(row.values))
        for row, width in rows
        if len(row.filled) > width and row.label and tells_size(row) and len(row.filled) == len(row.values)
    }
    for row, width in rows if larger else ():
        is_alike = row.label and (row.label.column, len(row.values)) in larger
        if is_alike and len(row.filled) == width and row.values[:width] != row.filled:
            yield row


def set_off(rows: Rows) -> list[LogicalRow]:
    """Return the rows that alone have an empty cell between their label and a figure for each of their columns.

    Several others, with labels in the same column, have none there, and the rows beside are of another size: so a
    cell is too many, and nothing tells which.
    """
    complete = [
        (at, row.label.column, row.filled[0].column - row.label.column)
        for at, (row, width) in enumerate(rows)
        if row.label and len(row.filled) == width and tells_size(row)
    ]
    offsets = Counter((column, offset) for _, column, offset in complete)
    return [
        rows[at][0]
        for at, column, offset in complete
        if offset > 1 == offsets[column, offset]
        and offsets[column, 1] >= _FEWEST_DIRECTLY
        and not _is_like_all_beside(rows, at)
    ]


def _with_blank_behind_label(indices: Sequence[int], rows: Rows) -> Iterator[tuple[int, LogicalRow]]:
    """Yield the rows with one empty cell between label and figures that have a cell more than those on both sides.

    With their indices. Labels stand in the same column and have figures right behind, so that the empty cell is no
    place of a span. It, or a figure, is one too many.
    """
    if all(row.values[0].text for row, _ in rows if row.values):  # as in most tables
        return
    for at, (row, width) in enumerate(rows):
        if len(row.filled) != width or row.filled[:1] != row.values[1:2] or not tells_size(row):
            continue
        beside = [other for other, own in rows[max(0, at - 1) : at + 2] if other is not row and own == width]
        if len(beside) > 1 and all(len(other.filled) == width and _has_one_more(row, other) for other in beside):
            yield indices[at], row


def _has_one_more(row: LogicalRow, beside: LogicalRow) -> bool:
    """Whether a row has one cell more than one beside it up to the last figure, behind a label in the same column."""
    if not (row.label and beside.label and row.label.column == beside.label.column and tells_size(beside)):
        return False
    more = len(row.physical.cells) - _blanks_behind(row) - len(beside.physical.cells) + _blanks_behind(beside)
    return more == 1 and beside.values[0] is beside.filled[0]


def _blanks_behind(row: LogicalRow) -> int:
    """Return how many empty cells stand behind the last figure of a row."""
    return len(row.values) - 1 - row.values.index(row.filled[-1])


def _of_another_size(rows: Rows) -> list[LogicalRow]:
    """Return the rows that have more or fewer cells than those before and behind them, which have as many.

    At an end of the table the two nearest tell. One with as many cells behind its label as nearly all is none.
    """
    sizes = [len(row.physical.cells) for row, _ in rows]
    if len(sizes) <= _FEWEST_DIRECTLY or len(set(sizes)) == 1:
        return []
    around = zip([sizes[2], *sizes], sizes, [*sizes[1:], sizes[-3]], strict=False)
    apart = [at for at, (before, own, behind) in enumerate(around) if before == behind != own]
    if not apart:
        return []
    behind = [len(row.values) for row, _ in rows]
    usual = most(behind)
    return [
        rows[at][0]
        for at in apart
        if behind[at] != usual and all(tells_size(row) for row, _ in rows[max(0, at - 2) : at + 3])
    ]


def _most_alike(counts: Sequence[int]) -> int:
    """Return how many of some counts are the same."""
    return max(Counter(counts).values())


def _alone_behind_blank(rows: Rows) -> list[int]:
    """Return the places of the rows that have a figure for each of several columns, and an empty cell before these.

    No other row has its figures in the same columns, so one of them may stand in the places of two.
    """
    spaced = [
        (at, row)
        for at, (row, width) in enumerate(rows)
        if row.values and not row.values[0].text and len(row.filled) == width > 1
    ]
    alike = Counter((row.filled[0].column, row.filled[-1].column) for _, row in spaced)
    alone = [(at, row) for at, row in spaced if alike[row.filled[0].column, row.filled[-1].column] == 1]
    return [
        at
        for at, row in alone
        if tells_size(row) and not any(_has_same_columns(row, other) for other, _ in rows if other is not row)
    ]


def _has_same_columns(row: LogicalRow, other: LogicalRow) -> bool:
    if len(row.filled) != len(other.filled) or len(row.physical.cells) != len(other.physical.cells):
        return False
    return all(cell.column == own.column for cell, own in zip(other.filled, row.filled, strict=True))


def _is_like_all_beside(rows: Rows, at: int) -> bool:
    """Whether the nearest complete rows are of the size of a row."""
    size = len(rows[at][0].physical.cells)
    before = next((row for row, width in reversed(rows[:at]) if len(row.filled) == width), None)
    behind = next((row for row, width in rows[at + 1 :] if len(row.filled) == width), None)
    return all(len(row.physical.cells) == size for row in (before, behind) if row)
