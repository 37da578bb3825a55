"""Fits the rows of one table: which of the cells of each is which column's figure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from gxparse import drawn_rows, fitting, heads
from gxparse.layout_survey import survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell, PhysicalRow
    from gxparse.fitting import Fit
    from gxparse.form import Row
    from gxparse.layout_survey import Layout
    from gxparse.rows import LogicalRow
    from gxparse.tables import Habits


class RowFitter:
    """Fits the rows of one alignment.

    Attributes:
        rows: The rows in the form's order, with their numbers of columns.
        set_off: Those of whose figures one may be too many.
        displaced: Those that lack figures, and whose columns tell nothing.
    """

    def __init__(
        self,
        alignment: Alignment,
        orders: Sequence[list[int] | None],
        physical: Sequence[PhysicalRow],
        habits: Habits,
    ) -> None:
        """Take the alignment, how the columns of each block are printed, all rows, and how the report shows blanks."""
        self._alignment = alignment
        self._orders = orders
        self._physical = physical
        self._habits = habits
        form_rows = alignment.variant.rows
        self.rows = [(row, len(form_rows[index].columns)) for index, row in sorted(alignment.rows.items())]
        self.set_off: list[LogicalRow] = []
        self.displaced: list[LogicalRow] = []
        self._damaged: list[LogicalRow] = []
        self._head_columns: dict[int, list[int | None]] = {}

    def doubt(self, set_off: list[LogicalRow], damaged: list[LogicalRow]) -> None:
        """Take the rows of whose figures one may be too many, and all that tell nothing of the table's layout."""
        self.set_off = set_off
        self._damaged = damaged

    def is_odd(self, row: LogicalRow, form_row: Row) -> bool:
        """Whether it takes a look at the layout to tell which figure of a row is which column's."""
        if len(row.filled) != len(form_row.columns) or row in self.set_off:
            return True
        return (len(row.filled) != len(row.values) and row.has_gap()) or row.may_be_words()

    def fit(self, form_row: Row, row: LogicalRow, order: list[int]) -> Fit | None:
        """Return which cells of a row are which printed column's; None if it plainly has one for each."""
        if not self.is_odd(row, form_row):
            return None
        places = self.columns_of_heads(form_row.block)
        if row.label is None:  # an empty cell in front of all heads is no column's
            first = min(filter(_is_known, places), default=0)
            row.values = [cell for cell in row.values if cell.text or cell.column >= first]
        if row in self.displaced:
            return fitting.Fit([None] * len(form_row.columns), "few")
        few = row.physical.drawn and len(row.filled) < len(form_row.columns)
        if few and drawn_rows.are_elsewhere(self._alignment, form_row.block, row):
            return fitting.Fit([None] * len(form_row.columns), "few")
        fit = fitting.fit(
            row,
            len(form_row.columns),
            [places[number] for number in order],
            self._layout,
            head_sizes=heads.sizes_of_rows(self._alignment, form_row.block),
            set_off=row in self.set_off,
        )
        if fit.how == "columns" and fit.cells[0] is None and self._has_larger_sibling(form_row, row):
            return fitting.Fit([None] * len(form_row.columns), "few")  # no label stands for the first figure
        return fit

    def _has_larger_sibling(self, form_row: Row, row: LogicalRow) -> bool:
        """Whether another row of the same group has more cells behind its label."""
        group = form_row.path.rpartition(".")[0]
        form_rows = self._alignment.variant.rows
        siblings = (
            other for index, other in self._alignment.rows.items() if form_rows[index].path.rpartition(".")[0] == group
        )
        return bool(group) and any(len(other.values) > len(row.values) for other in siblings)

    def fitted(self, index: int) -> Fit | None:
        """Return which cells of a row are which column's, in the form's order (None: nothing tells that order)."""
        form_row = self._alignment.variant.rows[index]
        row, order = self._alignment.rows[index], self._orders[form_row.block]
        if order is None:
            return None
        fit = self.fit(form_row, row, order) or fitting.Fit([*row.filled], "columns")
        return fit._replace(cells=in_form_order(fit.cells, order))

    @cached_property
    def _layout(self) -> Layout:
        """How the table is laid out; only rows that are not complete need to know."""
        return survey(self.rows, self._habits, self._damaged, self._physical)

    def columns_of_heads(self, block: int) -> list[int | None]:
        """Return the physical columns of a block's heads (None where unknown)."""
        if block not in self._head_columns:
            self._head_columns[block] = heads.columns_of_heads(self._alignment, block)
        return self._head_columns[block]


def in_form_order(cells: list[Cell | None], order: Sequence[int]) -> list[Cell | None]:
    """Return the cells of printed columns by the columns of the form; `order` gives the column of each."""
    return cells if order == sorted(order) else [cells[order.index(number)] for number in range(len(cells))]


def _is_known(place: int | None) -> TypeGuard[int]:
    return place is not None
