"""Decides which cell of a row is which column's figure: by count, by place, by the heads' columns, or not at all.

A figure is never guessed: where two columns could have it, all figures of the row are ambiguous.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import Cell
    from gxparse.rows import LogicalRow
    from gxparse.tables import Habits

_USUAL = 0.8  # of the complete rows
_MOST = 0.5  # of all rows
_BARE = 0.9  # of all rows
_FEWEST_BARE = 3
_NO_LABEL = -1

_Counted = TypeVar("_Counted")
How = Literal["blanks", "columns", "few", "many", "none"]


class Fit(NamedTuple):
    """The cells of a row by column, in the form's order.

    A cell with text is a stated figure or mark, one without is blank, None is missing. `how` says on what
    the fit rests; with `few` and `many` nothing is known (the cells are all None).
    """

    cells: list[Cell | None]
    how: How


@attrs.define(eq=False, repr=False)
class Layout:
    """How a table is laid out, as far as its rows tell.

    Attributes:
        habits: How the tables of the report show their empty cells.
        places: The columns in which complete rows have their figures, by the size of the row of the layout,
            the number of figures and the column of the label (None: such rows differ).
        common: The same by the number of figures alone.
        keeps_blanks: Some row that is not complete has a figure behind an empty cell, so empty cells keep
            their places.
        ragged: Complete rows differ in size and end with their last figure, so no row is filled up with
            empty cells.
        padded: Complete rows are filled up with empty cells behind their last figure.
        grid: Complete rows with labels in different columns have their figures in the same, so every cell
            stands in its place.
        bare: In nearly all rows there are as many cells behind the label as columns, and not by chance: labels stand
            in different columns, or several rows are so.
        label_columns: The columns of the labels of all rows; several of them are places of spans elsewhere.
        usual: The size of nearly all complete rows of a number of figures, if these are a grid: their labels stand
            in different columns, their figures in the same.
        parts: The columns of the figures of complete rows by their number and the size of the rows, where all rows of
            a size have the same and their labels stand in different columns: parts of a table that a page has cut.
        parted: Some row has an empty cell between two figures.
        size: The size of all complete rows, None if they differ.
        row_size: The size of all rows, None if they differ.
        alone: The table has one row.
        ends_empty: Most rows have an empty cell at their end.
        directly: In complete rows with labels in different columns figures stand directly behind the label.
        spaced: Some complete row has an empty cell between its label and its figures.
        filled_up: Pipes without blanks fill up all complete rows that are, which tells empty cells from them (None:
            no row is filled up).
        rows: The rows in the order of the text, with their numbers of columns.
    """

    habits: Habits
    places: dict[tuple[int, int, int], tuple[int, ...] | None] = attrs.field(factory=dict)
    common: dict[int, tuple[int, ...] | None] = attrs.field(factory=dict)
    keeps_blanks: bool = False
    ragged: bool = False
    padded: bool = False
    grid: bool = False
    bare: bool = False
    label_columns: set[int] = attrs.field(factory=set)
    usual: dict[int, int] = attrs.field(factory=dict)
    parts: dict[tuple[int, int], tuple[int, ...]] = attrs.field(factory=dict)
    parted: bool = False
    alone: bool = False
    ends_empty: bool = False
    directly: bool = False
    spaced: bool = False
    rows: list[tuple[LogicalRow, int]] = attrs.field(factory=list)
    size: int | None = None
    row_size: int | None = None
    filled_up: bool | None = None

    def is_like_neighbour(self, row: LogicalRow) -> bool:
        """Whether a complete row of the same size stands beside a row, as in a part of a table that a page has cut."""
        at = next(index for index, (other, _) in enumerate(self.rows) if other is row)
        width = self.rows[at][1]
        return any(
            other == width and len(beside.filled) == width and len(beside.physical.cells) == len(row.physical.cells)
            for beside, other in (*self.rows[max(0, at - 1) : at], *self.rows[at + 1 : at + 2])
        )

    def add_padding(self, row: LogicalRow) -> None:
        """Add what a complete row has behind its last figure."""
        behind = len(row.values) - row.values.index(row.filled[-1]) - 1
        if behind > 1 or row.physical.padding:
            self.filled_up = self.filled_up is not False and behind == (row.physical.padding or 0)

    def own_cells(self, row: LogicalRow, width: int) -> list[Cell] | None:
        """Return the cells of a row that is filled up in a way that tells its own empty ones, if there are enough.

        A single pipe at the end may be the row's own empty cell or fill it up: then the table's size tells, if such
        rows are filled up at all.
        """
        padding = row.physical.padding
        own = len(row.values) - (padding or 0)
        if not self.filled_up:
            return None
        if not row.values[0].text and (self.spaced or self.habits.gridded):
            return None  # an empty cell behind the label can be the place of a span
        if padding is None and own == width + 1 and len(row.physical.cells) == self.size:
            return row.values[:width] if row.values[-1] is not row.filled[-1] else None
        told = padding is not None or row.values[-1] is row.filled[-1]
        return row.values[:width] if own == width and told else None


class _Shape(NamedTuple):
    """The shape of a complete row: how many cells and figures, where its label and its figures stand."""

    size: int
    width: int
    label: int
    place: tuple[int, ...]


def survey(rows: Iterable[tuple[LogicalRow, int]], habits: Habits) -> Layout:
    """Return how a table is laid out.

    Takes its rows and their numbers of columns, and how the tables of the report show their empty cells.
    """
    layout = Layout(habits)
    rows = sorted(rows, key=lambda item: item[0].start)
    sizes = {len(row.physical.cells) for row, _ in rows}
    layout.row_size = next(iter(sizes)) if len(sizes) == 1 else None
    shapes: list[_Shape] = []
    bare: list[bool] = []
    incomplete: list[tuple[LogicalRow, int]] = []
    for row, width in rows:
        filled = row.filled
        bare.append(row.physical.placed and len(row.values) == width)
        layout.label_columns.add(row.label.column if row.label else _NO_LABEL)
        if len(filled) != width:
            incomplete += [(row, width)] if filled else []
            continue
        shapes.append(_Shape(*_key(row, width), tuple(cell.column for cell in filled)))
        layout.add_padding(row)
        layout.padded = layout.padded or row.values[-1] is not filled[-1]
        layout.spaced = layout.spaced or row.values[0] is not filled[0]
    layout.bare = bare.count(True) >= max(_BARE * len(bare), min(len(bare), _FEWEST_BARE))
    layout.alone = len(bare) == 1
    if layout.filled_up is None:
        layout.filled_up = habits.filled_up
    _take_shapes(layout, shapes)
    layout.rows = rows
    layout.keeps_blanks = any(_keeps_a_blank(row, width, layout) for row, width in incomplete)
    layout.parted = any(_is_parted(row) for row, _ in incomplete)
    layout.ends_empty = sum(not row.values[-1].text for row, _ in incomplete) > _MOST * len(rows)
    return layout


def _take_shapes(layout: Layout, shapes: Sequence[_Shape]) -> None:
    """Add to a layout what the shapes of the complete rows tell."""
    for shape in shapes:
        key = shape[:3]
        layout.places[key] = shape.place if layout.places.get(key, shape.place) == shape.place else None
    for width in {shape.width for shape in shapes}:
        those = [shape for shape in shapes if shape.width == width]
        layout.common[width] = _most(Counter(shape.place for shape in those))
        most = _most(Counter((shape.size, shape.place) for shape in those))
        if most and len({shape.label for shape in those if (shape.size, shape.place) == most}) > 1:
            layout.usual[width] = most[0]
        for size in {shape.size for shape in those}:
            alike = [shape for shape in those if shape.size == size]
            if len({shape.place for shape in alike}) == 1 and len({shape.label for shape in alike}) > 1:
                layout.parts[width, size] = alike[0].place
    sizes = {shape.size for shape in shapes}
    layout.size = next(iter(sizes)) if len(sizes) == 1 else None
    several = len({shape.label for shape in shapes}) > 1
    layout.directly = several and not layout.spaced
    layout.ragged = len(sizes) > 1 and not layout.padded
    layout.grid = len(sizes) == 1 and several and not layout.padded and None not in layout.common.values()


def _most(counted: Counter[_Counted]) -> _Counted | None:
    """Return what nearly all are."""
    most, count = counted.most_common(1)[0]
    return most if count >= _USUAL * counted.total() else None


def _is_parted(row: LogicalRow) -> bool:
    """Whether an empty cell stands between two figures of a row."""
    first, last = row.filled[0].column, row.filled[-1].column
    return row.physical.placed and any(not cell.text and first < cell.column < last for cell in row.values)


def _keeps_a_blank(row: LogicalRow, width: int, layout: Layout) -> bool:
    """Whether a row has a figure behind an empty cell, both in columns of the table's complete rows."""
    columns = layout.places.get(_key(row, width))
    if layout.bare and len(row.values) == width:
        columns = tuple(cell.column for cell in row.values)
    last = row.filled[-1].column
    return (
        columns is not None
        and last in columns
        and any(not cell.text and cell.column in columns and cell.column < last for cell in row.values)
    )


def _key(row: LogicalRow, width: int) -> tuple[int, int, int]:
    """Return the shape of a row: its size, its number of columns, the column of its label."""
    if row.physical.drawn:  # words before the figures are as many as they are
        return len(row.values), width, 0
    return len(row.physical.cells), width, row.label.column if row.label else _NO_LABEL


def fit(row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout) -> Fit:
    """Return which cells of a row that is not complete are which of its columns, in the order of the heads.

    Takes the row (one with fewer or more figures than columns), its number of columns, the physical columns
    of their heads (None where unknown) and the layout of the table.
    """
    filled = row.filled
    if len(filled) > width:
        return Fit([None] * width, "many")
    if not row.values:
        return Fit([None] * width, "none")
    if not filled and row.physical.placed:
        # fewer cells than columns are but the places of spans
        return Fit(list(row.values[-width:]), "blanks") if len(row.values) >= width else Fit([None] * width, "none")
    cells = _in_place(row, width, heads, layout) if row.physical.placed else None
    if cells is None:
        return Fit([None] * width, "few")
    return Fit(cells, "columns" if None in cells else "blanks")


def _in_place(row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout) -> list[Cell | None] | None:
    """Return the row's cell of each column, None for a column in which no cell of the row's figures stands.

    Columns count if complete rows of the same shape have their figures there; or, for a row of another shape,
    if all complete rows and the heads have, so that something else took the place of a figure. Without any
    complete row they count if all rows have just a cell for each column.
    """
    own = layout.own_cells(row, width)
    if own:
        return list(own)
    columns = _columns(row, width, heads, layout)
    if columns is None or len(columns) != width or any(cell.column not in columns for cell in row.filled):
        return None
    by_column = {cell.column: cell for cell in row.values}
    cells = [by_column.get(column) for column in columns]
    if cells[0] is not None and not cells[0].text and not _first_can_be_blank(columns, heads, layout):
        return None
    return cells if _blanks_are_kept(row, cells, layout) else None


def _columns(row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout) -> tuple[int, ...] | None:
    """Return the columns of the layout in which a row has its figures, None if nothing tells."""
    key = _key(row, width)
    usual = layout.usual.get(width)
    behind = tuple(cell.column for cell in row.values)
    if behind == tuple(heads):  # just a cell below each head
        return behind
    part = layout.parts.get((width, key[0]))
    if usual not in (None, key[0]) and not part and not layout.is_like_neighbour(row):  # a cell is lost or too many
        return None
    if layout.row_size is not None and layout.common.get(width, tuple(heads)) == tuple(heads) and layout.habits.gridded:
        return tuple(column for column in heads if column is not None)
    if layout.bare and len(behind) == width:
        return behind
    if part or key in layout.places:
        return layout.places.get(key, part)
    columns = layout.common.get(width)
    in_grid = key[0] == (layout.size if layout.grid else usual)
    at_end = columns is not None and columns[-1] == row.filled[-1].column == len(row.physical.cells) - 1
    return columns if in_grid or (columns == tuple(heads) and at_end) else None


def _first_can_be_blank(columns: Sequence[int], heads: Sequence[int | None], layout: Layout) -> bool:
    """Whether an empty cell behind the label can be no place of a span: heads, or labels and blanks elsewhere tell."""
    if tuple(columns) == tuple(heads) or layout.parted:
        return True
    if layout.alone and layout.label_columns != {_NO_LABEL}:
        return False
    if layout.bare:
        return True
    if layout.grid or len(layout.label_columns) == 1:
        return True
    return layout.directly and (layout.ragged or layout.size is not None)


def _blanks_are_kept(row: LogicalRow, cells: list[Cell | None], layout: Layout) -> bool:
    """Whether empty cells stand where the form has them, and were not moved to the end of the row.

    In a grid of one size a row that has lost a cell is filled up at its end: there it takes a blank between figures
    somewhere in the table, or that most rows end so, to trust one that is empty at its end alone.
    """
    if cells[-1] is row.filled[-1] or (layout.bare and layout.keeps_blanks):
        return True
    size = len(cells) if layout.alone and row.label is None else layout.size or layout.row_size
    tells = layout.keeps_blanks or _has_blank_between(row, cells)
    if len(row.physical.cells) == size and layout.habits.gridded:
        return tells or layout.ends_empty or row.physical.padding == 0 or layout.habits.parted
    if layout.padded:  # what is empty at the end may be padding, and a cell may be lost
        return False
    return tells or layout.ragged or (layout.grid and (layout.ends_empty or layout.habits.parted))


def _has_blank_between(row: LogicalRow, cells: list[Cell | None]) -> bool:
    """Whether a cell before the last figure of a row is empty."""
    last = cells.index(row.filled[-1])
    return any(cell is not None and not cell.text for cell in cells[:last])
