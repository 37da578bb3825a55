"""Parses the rows of a table into a tree: aligned, fitted, then read by the table's grammar.

The grammar gets a stream of tokens in the form's order. What the text lacks is inserted and marked as such,
what has no place in the form is set aside and reported.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from gxparse import alignment as aligning
from gxparse import foreign_columns, foreign_heads, head_order, heads, numbering, rows
from gxparse.catalogue.words import listed
from gxparse.cells import CoveredCell
from gxparse.figures import FigureReader
from gxparse.form import Label
from gxparse.label_reports import LabelReports, path_of
from gxparse.layout_survey import set_off, survey
from gxparse.spelling import has_han
from gxparse.tokens import ParsedTable, inserted_token, label_token
from gxparse.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.diagnostics import Reporter
    from gxparse.fitting import Fit
    from gxparse.form import Column, Row, Table
    from gxparse.layout_survey import Layout
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
        self._head_columns: dict[int, list[int | None]] = {}
        # rows in which figures of other columns than the form's may stand, and of how many
        self.wider = foreign_columns.take_out(alignment, self.dropped)
        self.units = Units(alignment, self.dropped, lexicon, unit_remarks)
        form_rows = alignment.variant.rows
        # in the form's order, with their numbers of columns
        self._rows = [(row, len(form_rows[index].columns)) for index, row in sorted(alignment.rows.items())]
        self._set_off = set_off(self._rows)

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
        tokens += self._unplaced()
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
            return self._absent_row(index, form_row, path_of(self.table.name, form_row.path))
        foreign = self._foreign_columns(form_row) if self.alignment.foreign else []
        if len(foreign) == len(form_row.columns):
            path = path_of(self.table.name, form_row.path)
            return self._label_tokens(form_row, row) + self._ambiguous_row(form_row, row, path, None)
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
            self.reporter.add("GX305", row.start, row.end, path=path, expected=[self._name(form_row)])
        differing = bool(self.alignment.repeated) and self._report_repeated(index, form_row, row, path)
        columns = form_row.columns
        if order is None:
            return tokens + self._ambiguous_row(form_row, row, path, "GX316")
        if differing or (row.filled and row in self.alignment.before_labels):
            return tokens + self._ambiguous_row(form_row, row, path, None if differing else "GX318")
        more = self.wider.get(index)
        if more and len(row.filled) == len(columns):
            self._report_few(form_row, row, len(columns) + more, path)
            return tokens + self._ambiguous_row(form_row, row, path, None)
        cells: Sequence[Cell | None] = row.filled
        unknown: State = "missing"
        if self._is_odd(row, form_row):
            places = self._columns_of_heads(form_row.block)
            if row.label is None:  # an empty cell in front of all heads is no column's
                first = min(filter(_is_known, places), default=0)
                row.values = [cell for cell in row.values if cell.text or cell.column >= first]
            from gxparse import fitting

            fit = fitting.fit(
                row,
                len(columns),
                [places[number] for number in order],
                self.layout,
                head_sizes=heads.sizes_of_rows(self.alignment, form_row.block),
                set_off=row in self._set_off,
            )
            self._report_fit(form_row, row, fit, order, path)
            cells = self._without_merged(form_row, [form_row.columns[number] for number in order], fit.cells, path)
            unknown = "ambiguous" if fit.how in ("few", "many") or cells is not fit.cells else "missing"
        if order != sorted(order):
            cells = [cells[order.index(number)] for number in range(len(columns))]
        plain = None if self.units.are_told(row) or self._is_cut(row) else self.figures.plain(cells, columns)
        if plain:
            return tokens + plain
        numbers = self.figures.numbers(cells, columns)
        shifted = self.figures.shifted(cells, columns, numbers)
        if shifted:
            return tokens + self._ambiguous_row(form_row, row, path, "GX317", found=self.reporter.words(shifted))
        absent = (unknown, row.end if None in cells else row.start)
        return tokens + self.figures.read(
            cells, columns, numbers, path, units=self.units.of_row(form_row, row), absent=absent
        )

    def _without_merged(
        self, form_row: Row, columns: Sequence[Column], cells: list[Cell | None], path: str
    ) -> list[Cell | None]:
        """Return the cells of these columns without figures that stand over several of them: these are nobody's."""
        over: dict[Cell, list[Column]] = {}
        for cell, column in zip(cells, columns, strict=True):
            by = cell.by if isinstance(cell, CoveredCell) else cell
            if by and by.lexeme.kind == "figure":
                over.setdefault(by, []).append(column)
        merged = {cell: columns for cell, columns in over.items() if len(columns) > 1}
        for cell, those in merged.items():
            self.dropped.append(cell)
            heads = listed(self.lexicon.label(column.head) for column in those)
            found = self.reporter.words(cell)
            self.reporter.add(
                "GX409", cell.start, cell.end, path=path, expected=[self._name(form_row)], found=found, columns=heads
            )
        if not merged:
            return cells
        return [None if (cell.by if isinstance(cell, CoveredCell) else cell) in merged else cell for cell in cells]

    @cached_property
    def _is_plain(self) -> bool:
        """Whether no row of the table is amiss as a whole, so that one with a figure for each column can be read."""
        found = self.alignment
        amiss = found.repeated or found.before_labels or found.disordered or self.units.multiples or self.wider
        return (
            not amiss and self.reporter.cut_at is None and all(order == sorted(order) for order in self.orders if order)
        )

    def _plain_row(self, form_row: Row, row: LogicalRow) -> list[FormToken] | None:
        """Return the tokens of a row that has a plain number for each column and nothing else, as most have."""
        if self._is_odd(row, form_row) or id(row) in self.units.in_rows:
            return None
        found = self.figures.plain(row.filled, form_row.columns)
        if found and form_row.label and row.label:
            return [label_token(form_row.label, row.label), *found]
        return found

    def _is_odd(self, row: LogicalRow, form_row: Row) -> bool:
        """Whether it takes a look at the layout to tell which figure of a row is which column's."""
        if len(row.filled) != len(form_row.columns) or row in self._set_off:
            return True
        return (len(row.filled) != len(row.values) and row.has_gap()) or _may_be_words(row)

    def _is_cut(self, row: LogicalRow) -> bool:
        """Whether the text ends with the last figure of a row, of which digits may be lost."""
        return self.reporter.cut_at is not None and bool(row.filled) and row.filled[-1].end == self.reporter.cut_at

    @cached_property
    def layout(self) -> Layout:
        """How the table is laid out; only rows that are not complete need to know."""
        return survey(self._rows, self.habits)

    def _columns_of_heads(self, block: int) -> list[int | None]:
        if block not in self._head_columns:
            self._head_columns[block] = heads.columns_of_heads(self.alignment, block)
        return self._head_columns[block]

    def _report_repeated(self, index: int, form_row: Row, row: LogicalRow, path: str) -> bool:
        """Report rows that repeat this one; return whether one of them has other figures."""
        differ = False
        for number, other in self.alignment.repeated:
            if number != index:
                continue
            differs = bool(other.filled) and _figures(other) != _figures(row)
            if other.filled or other.label is None:
                code = "GX307" if differs else "GX306"
                self.reporter.add(code, other.start, other.end, path=path, expected=[self._name(form_row)])
            else:  # the words stand there, and nothing behind them: a head of something else, say
                label = other.label
                found = self.reporter.words(label)
                self.reporter.add("GX205", label.start, label.end, path=self.table.name, found=found)
            self.dropped += [cell for cell in (other.label, *other.values) if cell and cell.text]
            differ = differ or differs
        return differ

    def _ambiguous_row(
        self, form_row: Row, row: LogicalRow, path: str, code: str | None, *, found: str | None = None
    ) -> list[FormToken]:
        """Take no figure of a row that is there twice, or of which that code says why its figures are nobody's."""
        if code:
            self.reporter.add(code, row.start, row.end, path=path, expected=[self._name(form_row)], found=found)
        self._ambiguous(row)
        return [inserted_token(column.kind, "ambiguous", row.end) for column in form_row.columns]

    def _absent_row(self, index: int, form_row: Row, path: str) -> list[FormToken]:
        following = [row for number, row in self.alignment.rows.items() if number > index]
        place = min((row.start for row in following), default=self.end)
        self.reporter.add("GX302", place, path=path, expected=[self._name(form_row)])
        tokens = [inserted_token(form_row.label, "missing", place)] if form_row.label else []
        return tokens + [inserted_token(column.kind, "missing", place) for column in form_row.columns]

    def _name(self, form_row: Row) -> str:
        """Return how the form calls a row: by its label, or by the heads over it."""
        if form_row.label:
            return self.lexicon.label(form_row.label)
        spans = [label for label in self.alignment.variant.labels if label.block == form_row.block and not label.parent]
        return "、".join(self.lexicon.label(label.terminal) for label in spans)

    def _report_fit(self, form_row: Row, row: LogicalRow, fit: Fit, order: Sequence[int], path: str) -> None:
        expected = [self._name(form_row)]
        width = len(form_row.columns)
        if fit.how == "few":
            self._ambiguous(row)
            self._report_few(form_row, row, width, path)
        elif fit.how == "many":
            self._ambiguous(row)
            first = 0 if row in self._set_off else row.values.index(row.filled[0])
            last = row.values.index(row.filled[-1])
            count = last - first + 1 if row.physical.placed else len(row.filled)
            self.reporter.add("GX304", row.start, row.end, path=path, expected=expected, count=count, width=width)
        elif fit.how == "none":
            self.reporter.add("GX315", row.start, row.end, path=path, expected=expected)
        elif fit.how == "columns" and None in fit.cells:
            absent = [form_row.columns[n] for n, cell in zip(order, fit.cells, strict=True) if cell is None]
            columns = listed(self.lexicon.label(column.head) for column in absent)
            self.reporter.add("GX314", row.start, row.end, path=path, expected=expected, columns=columns)

    def _report_few(self, form_row: Row, row: LogicalRow, width: int, path: str) -> None:
        expected, count = [self._name(form_row)], len(row.filled)
        self.reporter.add("GX303", row.start, row.end, path=path, expected=expected, count=count, width=width)

    def _ambiguous(self, row: LogicalRow) -> None:
        self.dropped += row.filled

    def _unplaced(self) -> list[FormToken]:
        """Report the rows that are no row of the form; return those that the table keeps as extra rows."""
        tokens: list[FormToken] = []
        kept = 0
        for row in self.alignment.unplaced:
            cells = [cell for cell in (row.label, *row.values) if cell and cell.text]
            label = row.label
            if label is None:
                self.reporter.add("GX310", row.start, row.end, path=self.table.name)
            elif self.table.takes_extra_rows and not label.lexeme.entries:
                path = f"{self.table.name}.extra.{kept}"
                self.reporter.add("GX308", label.start, row.end, path=path, found=self.reporter.words(label))
                tokens.append(label_token("EXTRA_LABEL", label))
                tokens += [label_token("EXTRA_HEAD", head) for head in self._heads_over(row)]
                tokens += [label_token("EXTRA_FIGURE", cell) for cell in row.values]
                kept += 1
                continue
            else:
                self.reporter.add("GX309", row.start, row.end, path=self.table.name, found=self.reporter.words(label))
            self.dropped += cells
        return tokens

    def _heads_over(self, row: LogicalRow) -> list[Cell]:
        """Return the heads of the columns in whose block a row stands."""
        labels = self.alignment.variant.labels
        above = [
            (labels[index].block, head.cell)
            for index, head in self.alignment.heads.items()
            if labels[index].is_column and head.cell.start < row.start
        ]
        last = max((block for block, _ in above), default=None)
        return [cell for block, cell in above if block == last]


def _may_be_words(row: LogicalRow) -> bool:
    """Whether words among the figures of a row may be more of its label, as blanks part them all."""
    if row.physical.placed or not row.physical.bounded:
        return False
    return any(cell.lexeme.kind == "text" and has_han(cell.text) for cell in row.filled)


def _is_known(place: int | None) -> TypeGuard[int]:
    return place is not None


def _figures(row: LogicalRow) -> list[str]:
    return [cell.lexeme.spelling.folded for cell in row.values if cell.text]
