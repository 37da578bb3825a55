"""Parses the rows of a table into a tree: aligned, fitted, then read by the table's grammar.

The grammar gets a stream of tokens in the form's order. What the text lacks is inserted and marked as such,
what has no place in the form is set aside and reported.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gxparse import alignment as aligning
from gxparse import (
    cut_numbers,
    damaged_rows,
    drawn_rows,
    extra_rows,
    foreign_columns,
    foreign_heads,
    grid_rows,
    head_order,
    number_bounds,
    numbering,
    rows,
)
from gxparse.figures import FigureReader
from gxparse.form import Label
from gxparse.label_reports import LabelReports, path_of
from gxparse.row_fitting import RowFitter, in_form_order
from gxparse.row_reports import RowReports
from gxparse.row_totals import RowTotals
from gxparse.tokens import ParsedTable, inserted_token, label_token
from gxparse.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell, PhysicalRow
    from gxparse.diagnostics import Reporter
    from gxparse.form import Column, Row, Table
    from gxparse.lexer import Lexicon
    from gxparse.model import State
    from gxparse.rows import LogicalRow
    from gxparse.tables import Habits, TableText
    from gxparse.tokens import FormToken


def parse_table(
    text: TableText,
    table: Table,
    lexicon: Lexicon,
    reporter: Reporter,
    *,
    habits: Habits,
    unit_remarks: Callable[[], Sequence[Cell]] = tuple,
) -> ParsedTable:
    """Return one table as its grammar reads it.

    Takes the table's rows, its form, the vocabulary of its edition, where to report departures, and what tells how
    the tables of the report show their empty cells, and lines around the table that say in which unit amounts are.
    """
    text.rows = numbering.without_numbers(text.rows, lexicon)
    segments = rows.segment(text.rows, table, lexicon)
    alignment = aligning.align(table, segments, lexicon)
    foreign_heads.add_of_other_year(alignment, lexicon, reporter.year)
    parser = _TableParser(alignment, text, table, lexicon, reporter, habits=habits, unit_remarks=unit_remarks)
    return parser.parse()


class _TableParser:
    """Turns one alignment into tokens and diagnostics."""

    def __init__(
        self,
        alignment: Alignment,
        text: TableText,
        table: Table,
        lexicon: Lexicon,
        reporter: Reporter,
        *,
        habits: Habits,
        unit_remarks: Callable[[], Sequence[Cell]],
    ) -> None:
        self.alignment = alignment
        self.text = text
        self.table = table
        self.lexicon = lexicon
        self.reporter = reporter
        self.end = text.rows[-1].end
        self.habits = habits
        self.dropped: list[Cell] = [*alignment.loose, *alignment.pieces]
        self.dropped += [cell for found in alignment.foreign for cell in found.cells]
        self.figures = FigureReader(table.name, lexicon, reporter)
        # how the columns of each block are printed; None where nothing tells
        self.orders = [head_order.columns_as_printed(alignment, block) for block in range(len(alignment.variant.heads))]
        cut_numbers.go_on_by_totals(text.rows, alignment, lexicon)
        # rows in which figures of other columns than the form's may stand, and of how many
        self.wider = foreign_columns.take_out(alignment, self.dropped)
        self.units = Units(alignment, self.dropped, lexicon, unit_remarks)
        form_rows = alignment.variant.rows
        self.fitter = fitter = RowFitter(alignment, self.orders, text.rows, habits)
        fitter.displaced = grid_rows.displaced(fitter.rows, text.rows)
        self.totals = RowTotals(alignment, self.orders, self.figures, fitter.fitted)
        set_off, damaged = damaged_rows.find(
            alignment, fitter.rows, self.totals, fitter.columns_of_heads, physical=text.rows, habits=habits
        )
        self._beside_pieces = drawn_rows.beside_pieces(alignment, text.rows)
        # rows with a figure for each column that may be pieces of numbers
        self._pieces = self._rows_of_pieces() if self._beside_pieces else set()
        of_pieces = [alignment.rows[index] for index in self._pieces]
        fitter.doubt([*set_off, *drawn_rows.doubted(alignment, fitter.rows, self.totals), *of_pieces], damaged)
        self._torn = self.totals.torn(reporter.source.text) if len(alignment.rows) < len(form_rows) else set()
        self.reports = RowReports(alignment, table, lexicon, reporter, fitter.set_off)

    def parse(self) -> ParsedTable:
        variant = self.alignment.variant
        reports = LabelReports(self.alignment, self.table, self.lexicon, self.reporter)
        reports.report_labels()
        tokens: list[FormToken] = []
        row_index = label_index = 0
        for item in variant.items:
            if isinstance(item, Label):
                tokens.append(self._label(label_index, item))
                label_index += 1
            else:
                tokens += self._row(row_index, item, self.orders[item.block])
                row_index += 1
        reports.report_heads(self.orders)
        extra, dropped = extra_rows.read(self.alignment, self.table, self.reporter)
        tokens += extra
        self.dropped += dropped
        self.figures.report_unnumbered()
        self.dropped.sort(key=lambda cell: cell.start)
        edition, start = self.lexicon.form.edition, self.text.rows[0].start
        return ParsedTable(self.table.name, edition, tuple(tokens), start, self.end, tuple(self.dropped))

    # ---- labels ----

    def _label(self, index: int, label: Label) -> FormToken:
        found = self.alignment.labels.get(index)
        if found:
            return label_token(label.terminal, found[0])
        return inserted_token(label.terminal, "missing", self.text.rows[0].start)

    # ---- rows ----

    def _row(self, index: int, form_row: Row, order: list[int] | None) -> list[FormToken]:
        row = self.alignment.rows.get(index)
        if row is None:
            return self._absent_row(index, form_row)
        foreign = self._foreign_columns(form_row) if self.alignment.foreign else []
        if len(foreign) == len(form_row.columns):
            return self._label_tokens(form_row, row) + self._ambiguous_row(form_row, row)
        plain = self._plain_row(form_row, row) if order is not None and self._is_plain else None
        tokens = plain or self._other_row(index, form_row, row, order)
        for number in foreign:  # from the end: a label may stand in front
            at = number - len(form_row.columns)
            cell = tokens[at].cell
            self.dropped += [cell] if cell and cell.text else []
            tokens[at] = inserted_token(tokens[at].type, "ambiguous", tokens[at].start_pos)
        return tokens

    def _foreign_columns(self, form_row: Row) -> list[int]:
        """Return which columns of a row stand below heads of something else."""
        foreign = {index for found in self.alignment.foreign for index in found.columns}
        leaves = [index for index, label in self.alignment.variant.heads[form_row.block] if label.is_column]
        return [number for number, index in enumerate(leaves) if index in foreign]

    def _label_tokens(self, form_row: Row, row: LogicalRow) -> list[FormToken]:
        return [label_token(form_row.label, row.label)] if form_row.label and row.label else []

    def _other_row(self, index: int, form_row: Row, row: LogicalRow, order: list[int] | None) -> list[FormToken]:
        """Return the tokens of a row of which something is amiss, or may be."""
        path = path_of(self.table.name, form_row.path)
        tokens = self._label_tokens(form_row, row)
        if index in self.alignment.disordered:
            self.reports.add_row("GX305", form_row, row)
        nobodys = self._nobodys_row(index, form_row, row, order)
        if nobodys or order is None:
            return tokens + nobodys
        columns = form_row.columns
        cells: list[Cell | None] = [*row.filled]
        unknown: State = "missing"
        fit = self.fitter.fit(form_row, row, order)
        if fit and fit.how == "few":
            fit = self.totals.in_place(index) or fit
        is_cut = row.end == self.end and (self._is_cut(row) or index + 1 < len(self.alignment.variant.rows))
        collapsed = fit is not None and fit.how == "few" and not is_cut and self.totals.ends_with_total(index)
        if fit and self.totals.may_have_moved(index, fit._replace(cells=in_form_order(fit.cells, order))):
            return tokens + self._ambiguous_row(form_row, row, "GX322")
        if fit and collapsed:
            self.reports.add_collapsed(form_row, row)
            self.dropped += row.filled[:-1]
            cells, unknown = [*fit.cells[1:], row.filled[-1]], "ambiguous"
        elif fit:
            self.reports.add_fit(form_row, row, fit, order)
            self.dropped += row.filled if fit.how in ("few", "many") else []
            cells = self._without_merged(form_row, [columns[number] for number in order], fit.cells)
            unknown = "ambiguous" if fit.how in ("few", "many") or cells is not fit.cells else "missing"
        return tokens + self._figure_tokens(form_row, row, in_form_order(cells, order), path, unknown)

    def _nobodys_row(self, index: int, form_row: Row, row: LogicalRow, order: list[int] | None) -> list[FormToken]:
        """Return the tokens of a row of which nothing tells a figure, whatever its cells are; none if something may."""
        width, more = len(form_row.columns), self.wider.get(index, 0)
        rest = cut_numbers.beginning_with_zero(row)
        reasons = {
            "GX316": order is None,
            None: bool(self.alignment.repeated) and self._report_repeated(index, form_row, row),
            "GX318": bool(row.filled) and row in self.alignment.before_labels,
            "GX320": index in self._torn,
            "GX321": rest is not None,
            "GX323": index in self._pieces,
        }
        codes = [code for code, holds in reasons.items() if holds]
        if codes:
            return self._ambiguous_row(form_row, row, codes[0], found=rest if codes[0] == "GX321" else None)
        if (more and 0 < len(row.filled) <= width) or (len(row.filled) < width and self._may_go_on(row)):
            self.reports.add_few(form_row, row, width + more)
            return self._ambiguous_row(form_row, row)
        return []

    def _rows_of_pieces(self) -> set[int]:
        """Return the indices of the rows beside pieces of numbers that have a figure for each column, and no sum."""
        form_rows = self.alignment.variant.rows
        return {
            index
            for index, row in self.alignment.rows.items()
            if row.physical in self._beside_pieces
            and len(row.filled) == len(form_rows[index].columns)
            and not self.totals.is_sum(index)
        }

    def _may_go_on(self, row: LogicalRow) -> bool:
        """Whether figures without a label stand beside a line drawn with blanks, where its own may go on."""
        return row.physical in self._above_figures or row.physical in self._beside_pieces

    @cached_property
    def _above_figures(self) -> set[PhysicalRow]:
        """The lines drawn with blanks right below which figures stand without a label: they may go on there."""
        unlabelled = {row.physical for row in self.alignment.unplaced if row.label is None and row.filled}
        below = (row in unlabelled and row.below for row in self.text.rows[1:])
        return {row for row, is_cut in zip(self.text.rows, below, strict=False) if is_cut}

    def _figure_tokens(
        self, form_row: Row, row: LogicalRow, cells: Sequence[Cell | None], path: str, unknown: State
    ) -> list[FormToken]:
        """Return the tokens of the cells of a row, one for each column; None has the state `unknown`."""
        columns = form_row.columns
        plain = None if self.units.are_told(row) or self._is_cut(row) else self.figures.plain(cells, form_row)
        if plain:
            return plain
        numbers = self.figures.numbers(cells, form_row.kinds)
        shifted = self.figures.shifted(cells, columns, numbers)
        if shifted:
            return self._ambiguous_row(form_row, row, "GX317", found=shifted)
        counted = self.figures.numbers_with_units(cells, form_row.kinds)
        doubts = number_bounds.find(cells, counted, form_row.sums) if unknown == "missing" else []
        if self.totals.tell(doubts, counted):
            self.reports.add_number_bounds(form_row, cells, doubts)
            doubtful = {column for doubt in doubts for column in range(doubt.first, doubt.last + 1)}
            self.dropped += [cell for number, cell in enumerate(cells) if number in doubtful and cell and cell.text]
            cells = [None if number in doubtful else cell for number, cell in enumerate(cells)]
            numbers = [None if number in doubtful else figure for number, figure in enumerate(numbers)]
            unknown = "ambiguous"
        absent = (unknown, row.end if None in cells else row.start)
        return self.figures.read(cells, columns, numbers, path, units=self.units.of_row(form_row, row), absent=absent)

    def _without_merged(self, form_row: Row, columns: Sequence[Column], cells: list[Cell | None]) -> list[Cell | None]:
        """Return the cells of these columns without figures that stand over several of them: these are nobody's."""
        from gxparse import fitting

        merged = fitting.merged(cells, columns)
        for cell, those in merged.items():
            self.dropped.append(cell)
            self.reports.add_merged(form_row, cell, those)
        return [None if fitting.origin(cell) in merged else cell for cell in cells] if merged else cells

    @cached_property
    def _is_plain(self) -> bool:
        """Whether no row of the table is amiss as a whole, so that one with a figure for each column can be read."""
        found = self.alignment
        amiss = (
            found.repeated
            or found.before_labels
            or found.disordered
            or self.units.multiples
            or self.wider
            or self._torn
            or self._pieces
        )
        return (
            not amiss and self.reporter.cut_at is None and all(order == sorted(order) for order in self.orders if order)
        )

    def _plain_row(self, form_row: Row, row: LogicalRow) -> list[FormToken] | None:
        """Return the tokens of a row that has a plain number for each column and nothing else, as most have."""
        if self.fitter.is_odd(row, form_row) or id(row) in self.units.in_rows:
            return None
        found = self.figures.plain(row.filled, form_row)
        if found and form_row.label and row.label:
            return [label_token(form_row.label, row.label), *found]
        return found

    def _is_cut(self, row: LogicalRow) -> bool:
        """Whether the text ends with the last figure of a row, of which digits may be lost."""
        return self.reporter.cut_at is not None and bool(row.filled) and row.filled[-1].end == self.reporter.cut_at

    def _report_repeated(self, index: int, form_row: Row, row: LogicalRow) -> bool:
        """Report rows that repeat this one; return whether one of them has other figures."""
        differ = False
        for number, other in self.alignment.repeated:
            if number != index:
                continue
            differs = _figures(other) != _figures(row) and (bool(other.filled) or self._is_row_of_its_own(other, row))
            self.reports.add_repeated(form_row, other, differs=differs)
            self.dropped += [cell for cell in (other.label, *other.values) if cell and cell.text]
            differ = differ or differs
        return differ

    def _is_row_of_its_own(self, other: LogicalRow, row: LogicalRow) -> bool:
        """Whether a row of empty cells that repeats a label stands apart from the first, with rows between.

        Right below it the label may stand again because a page ends there.
        """
        first, last = sorted((other.start, row.start))
        between = any(first < found.start < last for found in self.alignment.rows.values())
        return between and len(other.values) >= len(row.filled) > 0

    def _ambiguous_row(
        self, form_row: Row, row: LogicalRow, code: str | None = None, *, found: Cell | None = None
    ) -> list[FormToken]:
        """Take no figure of a row that is there twice, or of which that code says why its figures are nobody's."""
        if code:
            self.reports.add_row(code, form_row, row, found=found)
        self.dropped += row.filled
        return [inserted_token(column.kind, "ambiguous", row.end) for column in form_row.columns]

    def _absent_row(self, index: int, form_row: Row) -> list[FormToken]:
        following = [row for number, row in self.alignment.rows.items() if number > index]
        place = min((row.start for row in following), default=self.end)
        self.reports.add("GX302", form_row, place)
        tokens = [inserted_token(form_row.label, "missing", place)] if form_row.label else []
        return tokens + [inserted_token(column.kind, "missing", place) for column in form_row.columns]


def _figures(row: LogicalRow) -> list[str]:
    return [cell.lexeme.spelling.folded for cell in row.values if cell.text]
