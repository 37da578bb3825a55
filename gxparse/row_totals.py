"""Holds the rows of one table against their totals, and one row against the others."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from gxparse import moved_figures, number_bounds, totals
from gxparse.fitting import Fit
from gxparse.grid_rows import tells_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.figures import FigureReader
    from gxparse.form import Row, Sum
    from gxparse.number_bounds import Doubt
    from gxparse.rows import LogicalRow
    from gxparse.totals import Numbers

_NOT_TOLD = ("few", "many", "none")
_FEWEST_SUMS = 2  # rows, where most are none
_FEWEST_SHIFTED = 2  # figures, for a row that adds up to have shifted
_FEWEST_MOVED = 2  # rows, for others of the table to have done so too


class RowTotals:
    """What the totals of the rows of one alignment tell."""

    def __init__(
        self,
        alignment: Alignment,
        orders: Sequence[list[int] | None],
        figures: FigureReader,
        fitted: Callable[[int], Fit | None],
    ) -> None:
        """Take the alignment, how the columns of each block are printed, what reads figures, and what fits a row.

        That takes the index of a row; it returns its cells in the form's order (None: nothing tells that order).
        """
        self._alignment = alignment
        self._orders = orders
        self._figures = figures
        self._fitted = fitted

    @cached_property
    def are_sums(self) -> bool:
        """Whether no more totals of the table are other numbers than the sums of their columns than are these."""
        return sum(number_bounds.held(cells, numbers, sums) for cells, numbers, sums in self._with_numbers()) >= 0

    @cached_property
    def _some_are_sums(self) -> bool:
        """Whether the totals of several rows are sums, which are not 0."""
        held = [
            any(numbers[each.total] and totals.adds_up(each, numbers) for each in sums)
            for _, numbers, sums in self._with_numbers()
        ]
        return held.count(True) >= _FEWEST_SUMS

    def _with_numbers(self) -> Iterator[tuple[Sequence[Cell | None], Numbers, Sequence[Sum]]]:
        """Yield the cells of each row by column, their numbers and the row's sums."""
        for index in self._alignment.rows:
            fit, form_row = self._fitted(index), self._form_row(index)
            if fit:
                yield fit.cells, self._figures.numbers_with_units(fit.cells, form_row.kinds), form_row.sums

    def tell(self, doubts: Sequence[Doubt], numbers: Numbers) -> bool:
        """Return whether numbers of a row are doubtful: totals are sums, or some are and one exceeds its own total."""
        return bool(doubts) and (self.are_sums or (number_bounds.exceed_total(doubts, numbers) and self._some_are_sums))

    def may_have_moved(self, index: int, fit: Fit) -> bool:
        """Return whether the figures of a row with empty cells may stand beside their columns.

        Takes the row's index, and which cells are its columns', in the form's order.
        """
        cells = fit.cells
        if fit.how in _NOT_TOLD or all(map(_has_text, cells)):
            return False
        form_row = self._form_row(index)
        numbers = self._figures.numbers_with_units(cells, form_row.kinds)
        if self.tell(number_bounds.find(cells, numbers, form_row.sums), numbers):
            return False  # that explains it
        if self._stands_elsewhere(index, cells, numbers):
            return True
        return self._has_moved_to_an_end(index, cells, numbers) and not self._is_in_its_columns(index)

    def _stands_elsewhere(self, index: int, cells: Sequence[Cell | None], numbers: Numbers) -> bool:
        """Whether figures of a row may stand in other columns, so that more sums add up."""
        sums = self._form_row(index).sums
        if not any(numbers) or any(number_bounds.unknown(cells, numbers)):
            return False
        marked = [
            0 if number is None and _has_text(cell) else number for cell, number in zip(cells, numbers, strict=True)
        ]
        if len(sums) > 1:
            return moved_figures.by_totals(marked, sums)
        adds_up = any(numbers[each.total] and totals.adds_up(each, numbers) for each in sums)
        fewest = _FEWEST_SHIFTED if adds_up else 0  # one alone may be in a wrong column as the text states it
        if len([number for number in numbers[:-1] if number]) < fewest:
            return False
        return any(moved_figures.by_columns(marked, each, fewest=fewest) for each in self._lacking.get(index, ()))

    def _has_moved_to_an_end(self, index: int, cells: Sequence[Cell | None], numbers: Numbers) -> bool:
        """Whether a row may have moved to the left or to the right, as its first or its last cell is empty."""
        if _has_text(cells[0]) and _has_text(cells[-1]):
            return False
        if index not in self._with_total_last:
            return totals.may_lack_one(numbers, self._form_row(index).sums)
        if index in self._moved_to_the_left or index not in self._summed:
            return index in self._moved_to_the_left
        if not _has_text(cells[-1]) and len(self._moved_to_the_left) >= _FEWEST_MOVED:
            return totals.may_end_in_total(self._summed[index])
        return totals.may_have_moved_to_the_right(self._summed, index, numbers)

    def in_place(self, index: int) -> Fit | None:
        """Return which cells of a row are its columns' if nothing but the sums of columns tells that they are."""
        if not self._is_in_its_columns(index):
            return None
        cells = self._cells_in_place(index)
        return Fit(cells, "blanks") if cells else None

    def _is_in_its_columns(self, index: int) -> bool:
        """Whether the sums of columns show that the figures of a row stand in their columns.

        So it is if that of its last figure but 0 adds up, and the row has no figure that is too much in another. Where
        figures moved, the last is the total, which is another column's figure, or all that it is the sum of, and then
        one is too much. A row of zeros lacks nothing in any of their columns.
        """
        numbers = self._counted.get(index, [])
        for lacking in self._lacking.get(index, ()):
            stated = [lacks for lacks, number in zip(lacking, numbers, strict=True) if number]
            if stated and stated[-1] == 0 and min(stated) >= 0:
                return True
            if not stated and not any(lacks for lacks, number in zip(lacking, numbers, strict=True) if number == 0):
                return any(number == 0 for number in numbers)
        return False

    @cached_property
    def _lacking(self) -> dict[int, list[list[int]]]:
        """How much more each column of a row should have, for each sum of known rows that it is part of."""
        found: dict[int, list[list[int]]] = {}
        for left, right in self._alignment.variant.balances:
            if all(index in self._counted for index in (*left, *right)):
                less = [b - a for a, b in zip(self._summed_up(left), self._summed_up(right), strict=True)]
                for index in left:
                    found.setdefault(index, []).append(less)
                for index in right:
                    found.setdefault(index, []).append([-number for number in less])
        return found

    def _summed_up(self, indices: Sequence[int]) -> list[int]:
        """Return the sum of rows in each column."""
        return [sum(map(totals.count, column)) for column in zip(*(self._counted[i] for i in indices), strict=True)]

    @cached_property
    def _counted(self) -> dict[int, Numbers]:
        """The counts of each row by column, if there is nothing that is no number.

        Rows that nothing tells the columns of are taken as they stand: the sums then tell whether they do.
        """
        found: dict[int, Numbers] = {}
        for index in self._alignment.rows:
            fit = self._fitted(index)
            cells = fit.cells if fit and fit.how not in _NOT_TOLD else self._cells_in_place(index)
            if cells:
                numbers = self._figures.numbers_with_units(cells, self._form_row(index).kinds)
                if not any(number_bounds.unknown(cells, numbers)):
                    found[index] = numbers
        return found

    def _cells_in_place(self, index: int) -> list[Cell | None]:
        """Return the cells of a row that stand where most complete rows of its size have their figures.

        None if there is no such row, or figures stand elsewhere, too: then a cell is lost, or too many.
        """
        form_row, row = self._form_row(index), self._alignment.rows[index]
        order, width = self._orders[form_row.block], len(form_row.columns)
        if order is None or order != sorted(order):
            return []
        places = Counter([tuple(cell.column for cell in row.filled) for row in self._of_size[len(row.physical.cells)]])
        usual = next((place for place, _ in places.most_common() if len(place) == width), ())
        kept: list[Cell | None] = [cell for cell in row.values if cell.column in usual]
        return kept if len(kept) == width and all(cell in kept for cell in row.filled) else []

    @cached_property
    def _of_size(self) -> dict[int, list[LogicalRow]]:
        """The rows by the number of their cells."""
        found: dict[int, list[LogicalRow]] = {}
        for row in self._alignment.rows.values():
            found.setdefault(len(row.physical.cells), []).append(row)
        return found

    @cached_property
    def _moved_to_the_left(self) -> set[int]:
        """The rows whose total is empty, and whose last figure may be that, by the others."""
        found: set[int] = set()
        for index, row_numbers in self._with_total_last.items():
            fit = self._fitted(index)
            if fit is None or fit.how in _NOT_TOLD or self._alignment.rows[index].physical.drawn:
                continue  # on a page nothing moves
            if self._is_in_its_columns(index):
                continue
            rows = {**self._summed, index: [*map(totals.count, row_numbers)]}
            numbers = self._figures.numbers_with_units(fit.cells, self._form_row(index).kinds)
            if totals.may_have_moved_to_the_left(rows, index, numbers):
                found.add(index)
        return found

    def with_one_too_many(self) -> Iterator[LogicalRow]:
        """Yield the rows with an empty cell in front that add up without one of their figures, if no other row tells.

        The empty cell may be their first column's, and a figure too many.
        """
        rows = self._alignment.rows
        spaced = [index for index, row in rows.items() if row.values and not row.values[0].text and tells_size(row)]
        if not spaced:
            return
        starts = Counter([(row.filled[0].column, len(row.filled)) for row in rows.values() if row.filled])
        for index in spaced:
            row, width = rows[index], len(self._form_row(index).columns)
            if len(row.filled) != width or starts[row.filled[0].column, width] > 1 or row.has_gap():
                continue
            if index in self._summed and totals.adds_up_without_one(self._summed, index):
                yield row

    def is_sum(self, index: int) -> bool:
        """Whether the last number of a row is the sum of the others, as it is in other rows, and not 0.

        Of a row of several sums whether all of them are.
        """
        if index in self._summed:
            return totals.is_sum_among_sums(self._summed, index)
        form_row, cells = self._form_row(index), self._alignment.rows[index].filled
        if len(form_row.sums) <= 1 or len(cells) != len(form_row.columns):
            return False
        numbers = self._figures.numbers_with_units(cells, form_row.kinds)
        return any(numbers) and totals.add_up(form_row.sums, numbers)

    def is_sum_of_all(self, index: int) -> bool:
        """Whether the last number of a row is the sum of the others, and of no fewer: none of these is 0."""
        return index in self._summed and totals.is_sum_of_all(self._summed[index])

    def torn(self, text: str) -> set[int]:
        """Return the rows whose last figures may be those of a row that is lost behind them; takes the folded text.

        Where a line is a cell, lines lost in the middle of both leave a row with a figure for each column, which adds
        up by chance alone.
        """
        rows = self._alignment.rows
        last = len(self._alignment.variant.rows) - 1
        before = (index for index in rows if index < last and index + 1 not in rows)
        return {
            index
            for index in before
            if "\n" in text[rows[index].start : rows[index].end]
            and index in self._summed
            and totals.is_no_sum_among_sums(self._summed, index)
        }

    def ends_with_total(self, index: int) -> bool:
        """Return whether a row with too few figures has its total, and nothing of it stands elsewhere.

        Where a line is a cell, what stands last may be anything: the number of a page, say. In columns that are
        drawn the last figure may stand before the total's, and where empty cells leave a trace that may be empty.
        """
        rows = self._alignment.rows
        physical = rows[index].physical
        if any(row.values[: len(row.filled)] != row.filled for row in rows.values()):
            return False  # an empty cell stands before a figure
        has_columns = physical.drawn and physical.placed
        if index not in self._summed or self._alignment.unplaced or has_columns or not physical.bounded:
            return False
        return totals.last_is_total(self._summed, index, len(self._form_row(index).columns))

    @cached_property
    def _summed(self) -> dict[int, list[int]]:
        """The numbers of the rows that have the total of all others in their last column, if they are numbers.

        A mark for none counts as 0.
        """
        found: dict[int, list[int]] = {}
        for index, numbers in self._with_total_last.items():
            counts = [number for number in numbers if isinstance(number, int)]
            if len(counts) == len(numbers):
                found[index] = counts
        return found

    @cached_property
    def _with_total_last(self) -> dict[int, list[int | Decimal | None]]:
        """The numbers in the rows that have the total of all others in their last column (None: it cannot be read)."""
        found: dict[int, list[int | Decimal | None]] = {}
        for index, row in self._alignment.rows.items():
            form_row = self._form_row(index)
            order = self._orders[form_row.block]
            if order is None or order != sorted(order) or not totals.has_total_last(form_row) or not row.filled:
                continue
            numbers = self._figures.numbers_with_units(row.filled, form_row.kinds[-1:] * len(row.filled))
            marks = (cell.lexeme.kind == "mark" for cell in row.filled)
            found[index] = [0 if is_mark else number for number, is_mark in zip(numbers, marks, strict=True)]
        return found

    def _form_row(self, index: int) -> Row:
        return self._alignment.variant.rows[index]


def _has_text(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text)
