"""Decides which cell of a row is which column's figure: by count, by place, by the heads' columns, or not at all.

A figure is never guessed: where two columns could have it, all figures of the row are ambiguous.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from gxparse.cells import CoveredCell
from gxparse.layout_survey import NO_LABEL, ends_behind_label, key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gxparse.cells import Cell
    from gxparse.filling import Fillings
    from gxparse.form import Column
    from gxparse.layout_survey import Layout
    from gxparse.rows import LogicalRow

How = Literal["blanks", "columns", "few", "many", "none"]


class Fit(NamedTuple):
    """The cells of a row by column, in the form's order.

    A cell with text is a stated figure or mark, one without is blank, None is missing. `how` says on what
    the fit rests; with `few` and `many` nothing is known (the cells are all None).
    """

    cells: list[Cell | None]
    how: How


def fit(
    row: LogicalRow,
    width: int,
    heads: Sequence[int | None],
    layout: Layout,
    *,
    head_sizes: Collection[int] = (),
    set_off: bool = False,
) -> Fit:
    """Return which cells of a row that is not complete are which of its columns, in the order of the heads.

    Takes the row (one with fewer or more figures than columns), its number of columns, the physical columns
    of their heads (None where unknown), the layout of the table, the sizes of the rows of the layout in which
    the heads stand, and whether a cell of the row may be one too many.
    """
    filled = row.filled
    if filled and (set_off or len(filled) > width):
        return Fit([None] * width, "many")
    if len(filled) == width and row.has_gap():
        return Fit(list(filled), "columns") if _is_told(row, heads, layout) else Fit([None] * width, "many")
    if not row.values:
        return Fit([None] * width, "none")
    if not filled and row.physical.placed:
        # fewer cells than columns are but the places of spans
        return Fit(list(row.values[-width:]), "blanks") if len(row.values) >= width else Fit([None] * width, "none")
    below = row.physical.placed and _is_below_heads(row, heads, head_sizes)
    cells = _in_place(row, width, heads, layout, head_sizes, below=below) if row.physical.placed else None
    if cells is None:
        return Fit([None] * width, "few")
    return Fit(cells, "columns" if None in cells else "blanks")


def origin(cell: Cell | None) -> Cell | None:
    """Return the cell that stands in a place: this one, or one that reaches over it."""
    return cell.by if isinstance(cell, CoveredCell) else cell


def merged(cells: Sequence[Cell | None], columns: Sequence[Column]) -> dict[Cell, list[Column]]:
    """Return the figures that stand over several columns of a row, with these."""
    over: dict[Cell, list[Column]] = {}
    for cell, column in zip(map(origin, cells), columns, strict=True):
        if cell and cell.lexeme.kind == "figure":
            over.setdefault(cell, []).append(column)
    return {cell: columns for cell, columns in over.items() if len(columns) > 1}


def _is_told(row: LogicalRow, heads: Sequence[int | None], layout: Layout) -> bool:
    """Whether the heads, or another row, have the columns of a row with a figure for each and empty cells between.

    Else a figure may be too many, and one of the form's empty.
    """
    place = tuple(cell.column for cell in row.filled)
    return row.physical.placed and (place == tuple(heads) or layout.shapes[len(place), place] > 1)


def _are_beside_each_other(heads: Sequence[int | None]) -> bool:
    """Whether the columns of heads that are known rise, as they do where heads stand over their columns."""
    known = [column for column in heads if column is not None]
    return all(before < column for before, column in pairwise(known))


def _is_in_grid(row: LogicalRow, heads: Sequence[int | None], layout: Layout, head_sizes: Collection[int]) -> bool:
    """Whether a table has as many cells in each row of heads as in this one, and some table is a grid."""
    return set(head_sizes) <= {len(row.physical.cells)} and _are_beside_each_other(heads) and layout.habits.gridded


def _is_below_heads(row: LogicalRow, heads: Sequence[int | None], head_sizes: Collection[int]) -> bool:
    """Whether each figure of a row stands below a head, the last one below the last head, behind a label before all.

    In rows of the size of the heads' row a cell that is lost or too many would have moved the last figure.
    """
    if row.label is None or heads[0] is None or heads[-1] is None or not row.label.column < heads[0]:
        return False
    if not row.physical.drawn and set(head_sizes) != {len(row.physical.cells)}:
        return False
    if not _are_beside_each_other(heads):
        return False
    return row.filled[-1].column == heads[-1] and all(cell.column in heads for cell in row.filled)


def _in_place(
    row: LogicalRow,
    width: int,
    heads: Sequence[int | None],
    layout: Layout,
    head_sizes: Collection[int],
    *,
    below: bool,
) -> list[Cell | None] | None:
    """Return the row's cell of each column, None for a column in which no cell of the row's figures stands.

    Columns count if complete rows of the same shape have their figures there; or, for a row of another shape,
    if all complete rows and the heads have, so that something else took the place of a figure. Without any
    complete row they count if all rows have just a cell for each column.
    """
    filling = _filling(row, width, heads, layout, head_sizes)
    own = layout.own_cells(row, width) if filling is None or row.physical.padding else None
    if own:
        return list(own)
    if filling:
        places = filling.places_of(row)
        columns = places[0] if len(places) == 1 else None
    elif below:
        columns = tuple(at for at in heads if at is not None)
    else:
        columns = _columns(row, width, heads, layout, head_sizes)
    if columns is None or len(columns) != width or any(cell.column not in columns for cell in row.filled):
        return None
    if _is_label_over(row, columns[0]) or (
        row.label and columns[0] <= row.label.column and not _can_stand_for_first(row, columns)
    ):
        return None
    if not below and not filling and _may_stand_elsewhere(row, width, columns, heads, layout):
        return None
    by_column = {cell.column: cell for cell in row.values}
    cells = [by_column.get(column) for column in columns]
    if cells[0] is not None and not cells[0].text and not (filling or _first_can_be_blank(row, columns, heads, layout)):
        return None
    return cells if _blanks_are_kept(row, cells, heads, layout, head_sizes) else None


def _is_label_over(row: LogicalRow, column: int) -> bool:
    """Whether the cell of a row's label reaches over a column, which is none of a figure then."""
    cell = row.physical.cells[column] if column < len(row.physical.cells) else None
    return isinstance(cell, CoveredCell) and cell.by is row.label


def _can_stand_for_first(row: LogicalRow, columns: Sequence[int]) -> bool:
    """Whether the label of a row can stand in the place of its first figure: a label over several rows is before it."""
    return row.label is not None and 0 < row.label.column == columns[0] and len(row.values) < len(columns)


def _filling(
    row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout, head_sizes: Collection[int]
) -> Fillings | None:
    """Return what tells the columns of a row where others of its size are filled up in different ways."""
    if row.physical.drawn:
        return None
    size = len(row.physical.cells)
    known = tuple(at for at in heads if at is not None)
    told = len(known) == width and set(head_sizes) == {size} and _are_beside_each_other(heads)
    return layout.filling(width, size, known if told else None)


def _may_stand_elsewhere(
    row: LogicalRow, width: int, columns: tuple[int, ...], heads: Sequence[int | None], layout: Layout
) -> bool:
    """Whether a row can have its figures in other columns than these: its own filling, other rows or heads tell.

    Rows of one size may be filled up at their end, or have empty cells behind their label for a span. On a page a
    figure may stand below the head of another column.
    """
    below = (cell.column for cell in row.filled if row.physical.drawn and cell.column in heads)
    if any(heads[columns.index(column)] != column for column in below):
        return True
    own = len(row.values) - (row.physical.padding or 0)
    if row.physical.padding and own == width and columns != tuple(cell.column for cell in row.values[:width]):
        return True
    filled = {cell.column for cell in row.filled}
    if columns[0] in filled or columns[-1] in filled:
        return False
    shape = (len(row.physical.cells), width)
    places = {other.place for other in layout.complete if (other.size, other.width) == shape}
    label = row.label.column if row.label else NO_LABEL
    return any(place != columns and label < place[0] and filled.issubset(place) for place in places)


def _columns(
    row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout, head_sizes: Collection[int]
) -> tuple[int, ...] | None:
    """Return the columns of the layout in which a row has its figures, None if nothing tells."""
    key = key_of(row, width)
    usual = layout.usual.get(width)
    behind = tuple(cell.column for cell in row.values)
    if behind == tuple(heads):  # just a cell below each head
        return behind
    part = layout.parts.get((width, key[0]))
    if part and row.label and row.label.column >= part[0]:  # its label stands where those have a figure
        part = None
    if usual not in (None, key[0]) and not part and not layout.is_like_neighbour(row):  # a cell is lost or too many
        return None
    as_heads = layout.row_size is not None and layout.common.get(width, tuple(heads)) == tuple(heads)
    if as_heads and _is_in_grid(row, heads, layout, head_sizes):
        return tuple(column for column in heads if column is not None)
    if (layout.bare and len(behind) == width) or _ends_as_many_cells_behind(row, width, layout):
        return behind[:width]
    if part or key in layout.places:
        return layout.places.get(key, part)
    return _columns_of_rows_elsewhere(row, width, heads, layout)


def _columns_of_rows_elsewhere(
    row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout
) -> tuple[int, ...] | None:
    """Return the columns of rows with their labels in another column, if a row is in a grid or ends where these do."""
    key = key_of(row, width)
    label = row.label.column if row.label else NO_LABEL
    shape = (width, key[0])
    of_size = (layout.places_by_size.get(shape) or layout.behind_deepest.get(shape)) if layout.runs else None
    of_size = of_size if of_size and label < of_size[0] else None
    columns = of_size or layout.common.get(width)
    in_grid = key[0] == (layout.size if layout.grid else layout.usual.get(width))
    at_end = columns is not None and columns[-1] == row.filled[-1].column == len(row.physical.cells) - 1
    return columns if in_grid or (at_end and columns in (tuple(heads), of_size)) else None


def _ends_as_many_cells_behind(row: LogicalRow, width: int, layout: Layout) -> bool:
    """Whether a row ends as many cells behind its label as it has columns, as rows of its size do that have them all.

    A cell that is lost or too many would have moved its last figure. An empty cell behind the label is no place of a
    span where no complete row has one there.
    """
    told = bool(row.values[0].text) or not layout.spaced
    return told and (width, len(row.physical.cells)) in layout.behind_labels and ends_behind_label(row, width)


def _first_can_be_blank(row: LogicalRow, columns: Sequence[int], heads: Sequence[int | None], layout: Layout) -> bool:
    """Whether an empty cell behind the label can be no place of a span: heads, or labels and blanks elsewhere tell."""
    if tuple(columns) == tuple(heads) or layout.parted:
        return True
    if layout.alone and layout.label_columns != {NO_LABEL}:
        return False
    in_part = layout.parts.get((len(columns), len(row.physical.cells))) == columns and not layout.padded
    if layout.bare or layout.grid or in_part or len(layout.label_columns) == 1:
        return True
    return layout.directly and (layout.ragged or layout.size is not None)


def _blanks_are_kept(
    row: LogicalRow,
    cells: list[Cell | None],
    heads: Sequence[int | None],
    layout: Layout,
    head_sizes: Collection[int],
) -> bool:
    """Whether empty cells stand where the form has them, and were not moved to the end of the row.

    In a grid of one size a row that has lost a cell is filled up at its end: there it takes a blank between figures
    somewhere in the table, or that most rows end so, to trust one that is empty at its end alone.
    """
    if cells[-1] is row.filled[-1]:
        return True
    if row.physical.drawn and None not in heads and _are_beside_each_other(heads):
        return all(cell.column in heads for cell in row.filled)  # on a page nothing moves
    is_alone = layout.alone and row.label is None
    behind_heads = (heads[-1] or 0) + 1
    if is_alone and len(row.physical.cells) in head_sizes and behind_heads not in head_sizes:
        return False  # heads are filled up at their end, and so may be the row
    # in a row alone as many cells as figures, or up to the last head
    sizes = {len(cells), behind_heads} if is_alone else {layout.size or layout.row_size}
    tells = layout.keeps_blanks or _has_blank_between(row, cells)
    if layout.bare and layout.keeps_blanks:
        return True
    if len(row.physical.cells) in sizes and layout.habits.gridded:
        return tells or layout.ends_empty or row.physical.padding == 0 or layout.habits.parted
    # where rows are filled up, what is empty at the end may be padding, and a cell may be lost
    end = layout.grid and (layout.ends_empty or layout.habits.parted)
    is_ragged = layout.ragged and len(row.physical.cells) not in layout.sizes_filled_up
    return not layout.padded and (tells or is_ragged or end)


def _has_blank_between(row: LogicalRow, cells: list[Cell | None]) -> bool:
    """Whether a cell before the last figure of a row is empty."""
    last = cells.index(row.filled[-1])
    return any(cell is not None and not cell.text for cell in cells[:last])
