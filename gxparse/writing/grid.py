"""The printed table as a grid: labels, heads and places for figures, with their spans.

The geometry is derived from the compiled grammar alone: from what heads stand under which, from the groups
of rows and from blocks. No row of the form is known here.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Literal

import attrs

from gxparse import spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gxparse.form import Form, Label, Row, Table, Variant
    from gxparse.model import ExtraRow

_PARTING = frozenset("|\t")

Kind = Literal["title", "corner", "head", "label", "figure", "filler"]


@attrs.frozen
class GridCell:
    """A cell of a printed table.

    Attributes:
        row: The row that it starts in, from 0.
        column: The column that it starts in, from 0.
        rows: How many rows it spans.
        columns: How many columns it spans.
        kind: `title` (of a block), `corner` (beside heads), `head`, `label`, `figure`, `filler` (no use).
        text: What stands there; None in a place for a figure that is not filled in.
        path: The dotted path of the figure.
        figure: The kind of figure, as the grammar names it.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    kind: Kind = "filler"
    text: str | None = ""
    path: str | None = None
    figure: str | None = None


@attrs.frozen
class Grid:
    """A printed table.

    Attributes:
        table: The table's name.
        width: How many columns it has.
        label_columns: How many of them are for labels.
        rows: For each row the cells that start in it, from left to right.
    """

    table: str
    width: int
    label_columns: int
    rows: tuple[tuple[GridCell, ...], ...]

    def covering(self) -> list[list[GridCell]]:
        """Return for each row, column by column, the cell that covers the place."""
        found: list[dict[int, GridCell]] = [{} for _ in self.rows]
        for cell in self.cells():
            for row in range(cell.row, cell.row + cell.rows):
                found[row].update(dict.fromkeys(range(cell.column, cell.column + cell.columns), cell))
        return [[places[column] for column in range(self.width)] for places in found]

    def cells(self) -> list[GridCell]:
        """Return all cells, row by row."""
        return [cell for row in self.rows for cell in row]

    def with_figures(self, written: Mapping[str, str]) -> Grid:
        """Return the table filled in; `written` has the text of each path, others stay empty."""
        rows = [
            tuple(attrs.evolve(cell, text=written.get(cell.path, "")) if cell.path else cell for cell in row)
            for row in self.rows
        ]
        return attrs.evolve(self, rows=tuple(rows))

    def with_texts(self, change: Callable[[str], str]) -> Grid:
        """Return the table with every text changed, as from one script to another."""
        rows = [
            tuple(attrs.evolve(cell, text=change(cell.text)) if cell.text else cell for cell in row)
            for row in self.rows
        ]
        return attrs.evolve(self, rows=tuple(rows))


@attrs.frozen
class _Head:
    """A head with the heads under it."""

    label: Label
    below: tuple[_Head, ...] = ()

    @property
    def depth(self) -> int:
        """How many lines it and the heads under it take."""
        return 1 + max((head.depth for head in self.below), default=0)

    @property
    def width(self) -> int:
        """How many columns it spans."""
        return sum(head.width for head in self.below) or 1


def grid_of(table: Table, form: Form, variant: Variant | None = None, extra: Sequence[ExtraRow] = ()) -> Grid:
    """Return a table of the form as it is printed.

    Args:
        table: The table.
        form: Its edition of the form, which has the words.
        variant: Which variant of the table; the form's own if None.
        extra: Rows that the form does not have; each stands in the block with its heads, or else in a block
            of its own at the end.
    """
    return _Builder(table, form, variant or table.variants[0], extra).grid()


def _require_writable(extra: ExtraRow, table: Table, form: Form) -> None:
    """Raise ValueError if a row that the form does not have could not be read back as one."""
    name = extra.name
    if not spelling.has_han(name):
        raise ValueError(f"extra row {name!r}: a row needs a name with words")
    own = {spelling.spell(word.text).words for word in form.words if word.terminal in table.terminals}
    if spelling.spell(name).words in own:
        raise ValueError(f"extra row {name!r}: the table has a row or a head of this name")
    parting = [text for text in (name, *extra.columns, *extra.values) if set(text) & _PARTING]
    if parting:
        raise ValueError(f"extra row {name!r}: {parting[0]!r} has a pipe or a tab, which part cells")


class _Builder:
    """Draws one table, row after row."""

    def __init__(self, table: Table, form: Form, variant: Variant, extra: Sequence[ExtraRow]) -> None:
        self._table = table.name
        self._words = {word.terminal: word.text for word in form.words if word.canonical}
        self._variant = variant
        for row in extra:
            _require_writable(row, table, form)
        self._extra = list(enumerate(extra))
        self._label_columns = max(len(row.groups) + bool(row.label) for row in variant.rows)
        sizes = [len(row.columns) for row in variant.rows]
        sizes += [max(len(row.values), len(row.columns)) for row in extra]
        self._width = self._label_columns + max(sizes)
        self._rows: list[list[GridCell]] = []
        self._groups: tuple[str, ...] = ()
        self._open: list[tuple[int, int]] = []  # row and index of the cell of each of these groups

    def grid(self) -> Grid:
        """Return the whole table."""
        blocks = sorted({row.block for row in self._variant.rows})
        for block in blocks:
            labels = [label for label in self._variant.labels if label.block == block and not label.is_group]
            self._head(labels)
            self._groups = ()
            for row in self._variant.rows:
                if row.block == block:
                    self._row(row)
            heads = [spelling.spell(self._words[label.terminal]).words for label in labels if label.is_column]
            self._extra_rows(heads, last=block == blocks[-1])
        self._fill()
        return Grid(self._table, self._width, self._label_columns, tuple(tuple(row) for row in self._rows))

    def _fill(self) -> None:
        """Put fillers where nothing stands: places that no column of a block has."""
        taken = {
            (row, column)
            for cell in [cell for row in self._rows for cell in row]
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        for at, row in enumerate(self._rows):
            row += [GridCell(at, column) for column in range(self._width) if (at, column) not in taken]
            row.sort(key=lambda cell: cell.column)

    def _start_row(self) -> int:
        self._rows.append([])
        return len(self._rows) - 1

    def _add(self, cell: GridCell) -> None:
        self._rows[cell.row].append(cell)

    def _head(self, labels: Sequence[Label]) -> None:
        """Draw the heads of a block: its title, the corner, and the heads of columns under each other."""
        corner = ""
        heads: list[Label] = []
        for label in labels:
            if label.terminal.startswith("BLOCK_"):
                row = self._start_row()
                self._add(GridCell(row, 0, columns=self._width, kind="title", text=self._words[label.terminal]))
            elif label.tells_figures:
                heads.append(label)
            else:
                corner = self._words[label.terminal]
        trees: list[_Head] = []
        while heads:
            found, heads = _trees(heads, heads[0].parent)
            trees += found
        depth = max((tree.depth for tree in trees), default=0)
        if not depth:
            return
        first = len(self._rows)
        for _ in range(depth):
            self._start_row()
        if self._label_columns:
            self._add(GridCell(first, 0, depth, self._label_columns, "corner", corner))
        self._draw(trees, first, self._label_columns, depth)

    def _draw(self, trees: Sequence[_Head], row: int, column: int, depth: int) -> None:
        for tree in trees:
            text = self._words[tree.label.terminal]
            self._add(GridCell(row, column, 1 if tree.below else depth, tree.width, "head", text))
            self._draw(tree.below, row + 1, column, depth - 1)
            column += tree.width

    def _row(self, row: Row) -> None:
        """Draw a row: the groups that begin with it, its label, the places for its figures."""
        at = self._start_row()
        both = zip(self._groups, row.groups, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
        self._open = self._open[:shared]
        for start, index in self._open:
            self._rows[start][index] = attrs.evolve(self._rows[start][index], rows=at - start + 1)
        for level, group in enumerate(row.groups[shared:], shared):
            self._open.append((at, len(self._rows[at])))
            self._add(GridCell(at, level, kind="label", text=self._words[group]))
        self._groups = row.groups
        if row.label:
            level = len(row.groups)
            self._add(GridCell(at, level, 1, self._label_columns - level, "label", self._words[row.label]))
        for index, column in enumerate(row.columns):
            path_of_figure = ".".join(part for part in (self._table, row.path, column.path) if part)
            self._add(
                GridCell(at, self._label_columns + index, 1, 1, "figure", None, path_of_figure, figure=column.kind)
            )

    def _extra_rows(self, heads: Sequence[str], *, last: bool) -> None:
        """Draw those rows that the form does not have and that belong to a block with these heads."""
        for index, extra in list(self._extra):
            same = [spelling.spell(head).words for head in extra.columns] == list(heads)
            if not same and not last:
                continue
            self._extra.remove((index, extra))
            if not same and extra.columns:
                self._extra_head(extra)
            at = self._start_row()
            self._add(GridCell(at, 0, columns=self._label_columns, kind="label", text=_one_line(extra.name)))
            for place, value in enumerate(extra.values):
                self._add(GridCell(at, self._label_columns + place, 1, 1, "figure", _one_line(value)))

    def _extra_head(self, extra: ExtraRow) -> None:
        at = self._start_row()
        corners = [label.terminal for label in self._variant.labels if not label.tells_figures]
        corner = self._words[corners[-1]] if corners else ""
        self._add(GridCell(at, 0, columns=self._label_columns, kind="corner", text=corner))
        for place, head in enumerate(extra.columns):
            self._add(GridCell(at, self._label_columns + place, kind="head", text=_one_line(head)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _trees(heads: Sequence[Label], parent: str | None) -> tuple[tuple[_Head, ...], list[Label]]:
    """Return the heads at the front that stand under `parent`, as trees, and the heads behind them."""
    found: list[_Head] = []
    rest = list(heads)
    while rest and rest[0].parent == parent:
        label, *rest = rest
        below, rest = _trees(rest, label.terminal)
        found.append(_Head(label, below))
    return tuple(found), rest
