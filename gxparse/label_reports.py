"""Reports labels, heads and groups of a table that are not as the form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.catalogue.words import as_printed, both

if TYPE_CHECKING:
    from gxparse.alignment import Alignment
    from gxparse.diagnostics import Reporter, Severity
    from gxparse.form import Table
    from gxparse.lexer import Lexicon
    from gxparse.rows import LogicalRow


def path_of(table: str, below: str) -> str:
    """Return the path of a part of a table; that of the table itself where nothing is below it."""
    return f"{table}.{below}" if below else table


class LabelReports:
    """Says of one alignment how its labels depart from the form."""

    def __init__(self, alignment: Alignment, table: Table, lexicon: Lexicon, reporter: Reporter) -> None:
        """Take the alignment, the table's form, its vocabulary, and where to report."""
        self._alignment = alignment
        self._table = table
        self._lexicon = lexicon
        self._reporter = reporter

    def report_labels(self) -> None:
        """Report labels that are not the form's words, in whatever way."""
        add, words, label = self._reporter.add, self._reporter.words, self._lexicon.label
        for cell, terminal in self._alignment.misspelt:
            if cell.lexeme.spelling.words == self._lexicon.entries[terminal].spelling.words:
                continue  # a head that is read as another of the same words
            path = self._path_of(terminal)
            add("GX301", cell.start, cell.end, path=path, expected=[label(terminal)], found=words(cell))
        for first, second, terminal in self._alignment.broken:
            pieces = words(first), words(second)
            path = self._path_of(terminal)
            add(
                "GX312",
                first.start,
                first.end,
                path=path,
                expected=[label(terminal)],
                found=" … ".join(pieces),
                pieces=both(*pieces),
            )
        self._report_foreign_heads()
        told = {cell.text for cell, _ in self._alignment.misspelt}  # a cell over several columns may be repeated
        for cell in (cell for cell in self._alignment.loose if cell.text not in told):
            add("GX205", cell.start, cell.end, path=self._table.name, found=words(cell))
        labels = self._alignment.variant.labels
        read_as = [
            (cells[0], labels[i].terminal) for i, cells in self._alignment.labels.items() if cells[0].lexeme.is_variant
        ]
        read_as += [
            (row.label, row.terminal)
            for row in self._alignment.rows.values()
            if row.label and row.label.lexeme.is_variant and row.terminal
        ]
        for cell, terminal in read_as:
            if any(entry.terminal == terminal and not entry.word.canonical for entry in cell.lexeme.entries):
                path = self._path_of(terminal)
                add(
                    "GX311",
                    cell.start,
                    cell.end,
                    path=path,
                    expected=[label(terminal)],
                    found=words(cell),
                )

    def _report_foreign_heads(self) -> None:
        """Report heads that say something else than the form's."""
        labels = self._alignment.variant.labels
        for cells, those, _ in self._alignment.foreign:
            expected = [self._lexicon.label(labels[index].terminal) for index in those]
            found = "、".join(dict.fromkeys(map(self._reporter.words, cells)))
            start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
            self._reporter.add("GX211", start, end, path=self._table.name, expected=expected, found=found)

    def _path_of(self, terminal: str) -> str:
        """Return the path of the row or the group that a terminal is the label of, or else the table's."""
        return path_of(self._table.name, self._alignment.variant.paths.get(terminal, ""))

    def report_heads(self, orders: list[list[int] | None]) -> None:
        """Report heads that are missing or exchanged, and groups that are missing, where there are rows."""
        variant = self._alignment.variant
        present = {variant.rows[index].block: row for index, row in reversed(self._alignment.rows.items())}
        for block, row in sorted(present.items()):
            self._report_absent_heads(block, row)
            order = orders[block]
            if order and order != sorted(order):
                columns = [index for index, label in variant.heads[block] if label.is_column]
                found = (self._alignment.labels.get(columns[number]) for number in order)
                cells = [those[0] for those in found if those]
                printed = as_printed([self._reporter.words(cell) for cell in cells])
                moved = [columns[number] for at, number in enumerate(order) if number != at]
                places = [
                    self._alignment.labels[index][0] for index in moved if index in self._alignment.labels
                ] or cells
                start, end = (min(cell.start for cell in places), max(cell.end for cell in places))
                self._reporter.add("GX204", start, end, path=self._table.name, printed=printed)
        self._report_groups()

    def _report_absent_heads(self, block: int, row: LogicalRow) -> None:
        """Report heads of a block that are not there; what stands in its corner matters little."""
        told = {*self._alignment.labels, *(index for found in self._alignment.foreign for index in found.labels)}
        absent = [label for index, label in self._alignment.variant.heads[block] if index not in told]
        if not absent:
            return
        expected = [self._lexicon.label(terminal) for terminal in dict.fromkeys(label.terminal for label in absent)]
        named = "".join(f"「{words}」" for words in expected)
        severity: Severity | None = None if any(label.tells_figures for label in absent) else "info"
        path = self._table.name
        self._reporter.add("GX203", row.start, row.end, path=path, severity=severity, expected=expected, heads=named)

    def _report_groups(self) -> None:
        variant = self._alignment.variant
        for index, label in enumerate(variant.labels):
            if not label.is_group or index in self._alignment.labels:
                continue
            members = [number for number, row in enumerate(variant.rows) if label.terminal in row.groups]
            first = self._alignment.rows.get(members[0])
            if first:
                path = self._path_of(label.terminal)
                expected = [self._lexicon.label(label.terminal)]
                self._reporter.add("GX313", first.start, first.start, path=path, expected=expected)
