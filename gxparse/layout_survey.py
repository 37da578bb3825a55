"""Surveys how a table is laid out: in which columns its rows have their figures, and how they show empty cells."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from gxparse.cells import IN_FIGURES_PLACE
from gxparse.filling import Fillings, can_differ
from gxparse.grid_rows import tells_size

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gxparse.cells import Cell, PhysicalRow
    from gxparse.filling import Place
    from gxparse.rows import LogicalRow
    from gxparse.tables import Habits

NO_LABEL = -1
_USUAL = 0.8  # of the complete rows
_MOST = 0.5  # of all rows
_BARE = 0.9  # of all rows
_FEWEST_BARE = 3
_FEWEST_DIRECTLY = 2
_FEWEST_ALIKE = 3
_SEVERAL = 2

_Counted = TypeVar("_Counted")


@attrs.define(slots=False, eq=False, repr=False)
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
        complete: The shapes of complete rows.
        parts: The columns of the figures of complete rows by their number and the size of the rows, where all rows of
            a size have the same and their labels stand in different columns: parts of a table that a page has cut.
        places_by_size: The same for parts in which the labels of complete rows stand in one column.
        parted: Some row has an empty cell between two figures.
        size: The size of all complete rows, None if they differ.
        row_size: The size of all rows, None if they differ.
        alone: The table has one row.
        ends_empty: Most rows have an empty cell at their end.
        directly: In complete rows with labels in different columns figures stand directly behind the label.
        spaced: Some complete row has an empty cell between its label and its figures.
        filled_up: Pipes without blanks fill up all complete rows that are, which tells empty cells from them (None:
            no row is filled up, then other tables tell).
        rows: The rows in the order of the text, with their numbers of columns.
        physical: All rows of the table as the layout gives them, also those of heads.
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
    complete: Sequence[_Shape] = ()
    parts: dict[tuple[int, int], tuple[int, ...]] = attrs.field(factory=dict)
    places_by_size: dict[tuple[int, int], tuple[int, ...]] = attrs.field(factory=dict)
    parted: bool = False
    alone: bool = False
    ends_empty: bool = False
    directly: bool = False
    spaced: bool = False
    rows: list[tuple[LogicalRow, int]] = attrs.field(factory=list)
    physical: Sequence[PhysicalRow] = ()
    size: int | None = None
    row_size: int | None = None
    filled_up: bool | None = None
    _fillings: dict[tuple[int, int, Place | None], Fillings | None] = attrs.field(factory=dict)

    @cached_property
    def shapes(self) -> Counter[tuple[int, tuple[int, ...]]]:
        """How many complete rows have their figures in the same columns, by their number and the columns."""
        return Counter((shape.width, shape.place) for shape in self.complete)

    @cached_property
    def sizes_filled_up(self) -> set[int]:
        """The sizes of the rows without figures, of heads, say, that end with several empty cells.

        They may be filled up; one may be the place of a head in a row above.
        """
        return {
            len(row.cells)
            for row in self.physical
            if row.bounded and not row.drawn and any(cell.text for cell in row.cells)
            if not any(cell.text for cell in row.cells[-_SEVERAL:])
            if not any(cell.lexeme.kind in IN_FIGURES_PLACE for cell in row.cells)
        }

    @cached_property
    def has_spans_in_front(self) -> bool:
        """Whether some row has an empty cell in front of its label, so that spans have one for each place."""
        return any(row.label is not None and not row.physical.cells[0].text for row, _ in self.rows)

    @cached_property
    def runs(self) -> bool:
        """Whether the rows of each size follow each other, as in parts of a table that a page has cut.

        Then in no row is a cell lost or too many.
        """
        sizes = [len(row.physical.cells) for row, _ in self.rows]
        return sum(1 for _ in groupby(sizes)) == len(set(sizes)) < len(sizes)

    @cached_property
    def behind_deepest(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """The last columns of rows of a size, by the number of figures and the size.

        They are those of the figures if labels stand in several columns and the deepest right before them.
        """
        sizes = {(width, len(row.physical.cells)) for row, width in self.rows}
        return {(width, size): place for width, size in sizes if (place := _behind_deepest(self.rows, width, size))}

    @cached_property
    def behind_labels(self) -> set[tuple[int, int]]:
        """The number of figures and the size of rows that have them directly behind labels in different columns."""
        return _behind_labels(self.rows)

    def filling(self, width: int, size: int, heads: Place | None) -> Fillings | None:
        """Return how rows of a size and a number of figures come to that size, None if all do so in one way.

        Heads of rows of this size tell, too.
        """
        key = (width, size, heads)
        if key not in self._fillings:
            alike = [
                row for row, own in self.rows if own == width and len(row.physical.cells) == size and tells_size(row)
            ]
            found = Fillings(alike, width, heads) if can_differ(alike, width) else None
            self._fillings[key] = found if found and found.differ else None
        return self._fillings[key]

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
        if not (self.habits.filled_up if self.filled_up is None else self.filled_up):
            return None
        if row.physical.repeats:
            return None
        if not row.values[0].text and (self.spaced or self.habits.gridded or self.has_spans_in_front or self.alone):
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


def survey(
    rows: Iterable[tuple[LogicalRow, int]],
    habits: Habits,
    damaged: Collection[LogicalRow] = frozenset(),
    physical: Sequence[PhysicalRow] = (),
) -> Layout:
    """Return how a table is laid out.

    Takes its rows and their numbers of columns, how the tables of the report show their empty cells, rows with a cell
    lost or too many, which do not count, and all rows as the layout gives them.
    """
    layout = Layout(habits, physical=physical)
    layout.rows = sorted(rows, key=lambda item: item[0].start)
    rows = [(row, width) for row, width in layout.rows if row not in damaged]
    sizes = {len(row.physical.cells) for row, _ in rows}
    layout.row_size = next(iter(sizes)) if len(sizes) == 1 else None
    shapes: list[_Shape] = []
    bare: list[bool] = []
    incomplete: list[tuple[LogicalRow, int]] = []
    for row, width in rows:
        filled = row.filled
        bare.append(row.physical.placed and len(row.values) == width)
        layout.label_columns.add(row.label.column if row.label else NO_LABEL)
        if len(filled) != width:
            incomplete += [(row, width)] if filled else []
            continue
        if row.physical.drawn and not row.physical.placed:
            continue
        shapes.append(_Shape(*key_of(row, width), tuple(cell.column for cell in filled)))
        layout.add_padding(row)
        layout.padded = layout.padded or row.values[-1] is not filled[-1]
        layout.spaced = layout.spaced or row.values[0] is not filled[0]
    layout.bare = bare.count(True) >= max(_BARE * len(bare), min(len(bare), _FEWEST_BARE))
    layout.alone = len(bare) == 1
    _take_shapes(layout, shapes)
    layout.keeps_blanks = any(_keeps_a_blank(row, width, layout) for row, width in incomplete)
    layout.parted = any(_is_parted(row) for row, _ in incomplete)
    layout.ends_empty = sum(not row.values[-1].text for row, _ in incomplete) > _MOST * len(rows)
    return layout


def _take_shapes(layout: Layout, shapes: Sequence[_Shape]) -> None:
    """Add to a layout what the shapes of the complete rows tell."""
    layout.complete = shapes
    for shape in shapes:
        key = shape[:3]
        layout.places[key] = shape.place if layout.places.get(key, shape.place) == shape.place else None
    for width in {shape.width for shape in shapes}:
        those = [shape for shape in shapes if shape.width == width]
        layout.common[width] = most([shape.place for shape in those])
        usual = most([(shape.size, shape.place) for shape in those])
        if usual and len({shape.label for shape in those if (shape.size, shape.place) == usual}) > 1:
            layout.usual[width] = usual[0]
        for size in {shape.size for shape in those}:
            alike = [shape for shape in those if shape.size == size]
            if len({shape.place for shape in alike}) == 1:
                those_of = layout.parts if len({shape.label for shape in alike}) > 1 else layout.places_by_size
                those_of[width, size] = alike[0].place
    sizes = {shape.size for shape in shapes}
    layout.size = next(iter(sizes)) if len(sizes) == 1 else None
    several = len({shape.label for shape in shapes}) > 1
    layout.directly = several and not layout.spaced
    layout.ragged = len(sizes) > 1 and not layout.padded
    layout.grid = len(sizes) == 1 and several and not layout.padded and None not in layout.common.values()


def _behind_deepest(rows: Sequence[tuple[LogicalRow, int]], width: int, size: int) -> tuple[int, ...] | None:
    """Return the last columns of rows of a size if the labels before them tell that these are the figures'."""
    alike = [row for row, own in rows if own == width and len(row.physical.cells) == size and row.physical.placed]
    labels = {row.label.column for row in alike if row.label}
    first = size - width
    if len(labels) < _FEWEST_DIRECTLY or max(labels) != first - 1:
        return None
    filled = [row for row in alike if row.filled]
    if len(filled) < _FEWEST_ALIKE or any(row.filled[0].column < first for row in filled):
        return None
    return tuple(range(first, size))


def _behind_labels(rows: Sequence[tuple[LogicalRow, int]]) -> set[tuple[int, int]]:
    """Return the number of figures and the size of rows whose figures are directly behind their labels."""
    columns: dict[tuple[int, int], set[int]] = {}
    others: set[tuple[int, int]] = set()
    for row, width in rows:
        key = (width, len(row.physical.cells))
        if row.physical.drawn or not row.filled or row.label is None:
            continue
        if row.filled[0].column == row.label.column + 1 and ends_behind_label(row, width):
            columns.setdefault(key, set()).add(row.label.column)
        elif len(row.filled) == width:
            others.add(key)
    return {key for key, labels in columns.items() if len(labels) > 1} - others


def most(found: Sequence[_Counted]) -> _Counted | None:
    """Return what nearly all are."""
    usual, count = found[0], found.count(found[0])
    if count < len(found):
        usual, count = Counter(found).most_common(1)[0]
    return usual if count >= _USUAL * len(found) else None


def _is_parted(row: LogicalRow) -> bool:
    """Whether an empty cell stands between two figures of a row."""
    first, last = row.filled[0].column, row.filled[-1].column
    return row.physical.placed and any(not cell.text and first < cell.column < last for cell in row.values)


def _keeps_a_blank(row: LogicalRow, width: int, layout: Layout) -> bool:
    """Whether a row has a figure behind an empty cell, both in columns of the table's complete rows."""
    columns = layout.places.get(key_of(row, width))
    if layout.bare and len(row.values) == width:
        columns = tuple(cell.column for cell in row.values)
    last = row.filled[-1].column
    return (
        columns is not None
        and last in columns
        and any(not cell.text and cell.column in columns and cell.column < last for cell in row.values)
    )


def key_of(row: LogicalRow, width: int) -> tuple[int, int, int]:
    """Return the shape of a row: its size, its number of columns, the column of its label."""
    if row.physical.drawn:  # words before the figures are as many as they are
        return len(row.values), width, 0
    return len(row.physical.cells), width, row.label.column if row.label else NO_LABEL


def ends_behind_label(row: LogicalRow, width: int) -> bool:
    """Whether the last figure of a row stands as many cells behind its label as the row has columns."""
    return row.label is not None and row.filled[-1].column == row.label.column + width
