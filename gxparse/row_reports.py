"""Reports the rows of a table whose figures are not as the form has them: too few, too many, twice, doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.catalogue.words import listed
from gxparse.cells import Cell
from gxparse.label_reports import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.diagnostics import Reporter
    from gxparse.fitting import Fit
    from gxparse.form import Column, Row, Table
    from gxparse.language import Phrase
    from gxparse.lexer import Lexicon
    from gxparse.number_bounds import Doubt
    from gxparse.rows import LogicalRow


class RowReports:
    """Says of the rows of one alignment what is amiss."""

    def __init__(
        self,
        alignment: Alignment,
        table: Table,
        lexicon: Lexicon,
        reporter: Reporter,
        set_off: Sequence[LogicalRow],
    ) -> None:
        """Take the alignment, the table's form and vocabulary, where to report, and the rows set off from labels."""
        self._alignment = alignment
        self._table = table
        self._lexicon = lexicon
        self._reporter = reporter
        self._set_off = set_off

    def add(
        self,
        code: str,
        form_row: Row,
        start: int,
        end: int | None = None,
        *,
        found: Cell | None = None,
        **words: int | str | Phrase,
    ) -> None:
        """Report a code about a row, at a place; `words` fill its message."""
        self._reporter.add(
            code,
            start,
            end,
            path=path_of(self._table.name, form_row.path),
            expected=[self._name(form_row)],
            found=self._reporter.words(found) if found else None,
            severity=None,
            **words,
        )

    def add_row(
        self, code: str, form_row: Row, row: LogicalRow, *, found: Cell | None = None, **words: int | str | Phrase
    ) -> None:
        """Report a code about a row, where it stands."""
        self.add(code, form_row, row.start, row.end, found=found, **words)

    def _name(self, form_row: Row) -> str:
        """Return how the form calls a row: by its label, or by the heads over it."""
        if form_row.label:
            return self._lexicon.label(form_row.label)
        labels = self._alignment.variant.labels
        spans = [label for label in labels if label.block == form_row.block and not label.parent]
        return "、".join(self._lexicon.label(label.terminal) for label in spans)

    def _heads(self, columns: Iterable[Column]) -> Phrase:
        return listed(self._lexicon.label(column.head) for column in columns)

    def add_fit(self, form_row: Row, row: LogicalRow, fit: Fit, order: Sequence[int]) -> None:
        """Report a row that does not have a figure or an empty cell for each of its columns in that order."""
        width = len(form_row.columns)
        if fit.how == "few":
            self.add_few(form_row, row, width)
        elif fit.how == "many":
            first, last = row.values.index(row.filled[0]), row.values.index(row.filled[-1])
            counted = row.physical.placed or not row.physical.bounded  # the empty cells between
            count = last - first + 1 if counted else len(row.filled)
            count = max(count, width + 1) if row in self._set_off else count  # an empty cell is its own
            self.add_row("GX304", form_row, row, count=count, width=width)
        elif fit.how == "none":
            self.add_row("GX315", form_row, row)
        elif fit.how == "columns" and None in fit.cells:
            absent = [form_row.columns[n] for n, cell in zip(order, fit.cells, strict=True) if cell is None]
            self.add_row("GX314", form_row, row, columns=self._heads(absent))

    def add_few(self, form_row: Row, row: LogicalRow, width: int) -> None:
        """Report a row with fewer figures than it should have."""
        self.add_row("GX303", form_row, row, count=len(row.filled), width=width)

    def add_collapsed(self, form_row: Row, row: LogicalRow) -> None:
        """Report a row of too few figures of which only the last, its total, can be told."""
        columns = form_row.columns
        total = self._heads(columns[-1:])
        self.add_row("GX319", form_row, row, count=len(row.filled), width=len(columns), total=total)

    def add_merged(self, form_row: Row, cell: Cell, columns: Iterable[Column]) -> None:
        """Report a figure that stands over several columns."""
        self.add("GX409", form_row, cell.start, cell.end, found=cell, columns=self._heads(columns))

    def add_number_bounds(self, form_row: Row, cells: Sequence[Cell | None], doubts: Iterable[Doubt]) -> None:
        """Report numbers that may be several, or two that may be one; each once."""
        said: set[tuple[int, int]] = set()
        for doubt in doubts:
            cell, other = cells[doubt.at], cells[doubt.at + doubt.width - 1]
            if cell is None or other is None or (doubt.at, doubt.width) in said:
                continue
            said.add((doubt.at, doubt.width))
            total = self._heads([form_row.columns[doubt.total]])
            instead = " | ".join(map(str, doubt.numbers))
            if cell is other:
                self.add("GX410", form_row, cell.start, cell.end, found=cell, instead=instead, total=total)
            else:
                second = self._reporter.words(other)
                self.add(
                    "GX411", form_row, cell.start, other.end, found=cell, second=second, instead=instead, total=total
                )

    def add_repeated(self, form_row: Row, other: LogicalRow, *, differs: bool) -> None:
        """Report a row that was there before, or the words of its label without anything behind them."""
        if other.filled or other.label is None or differs:
            self.add_row("GX307" if differs else "GX306", form_row, other)
        else:  # a head of something else, say
            label = other.label
            found = self._reporter.words(label)
            self._reporter.add("GX205", label.start, label.end, path=self._table.name, found=found)
