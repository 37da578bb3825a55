"""What the form calls tables, rows and columns: read from the compiled grammar, for messages."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.edition_reading import lexicon_of

if TYPE_CHECKING:
    from gxparse.form import Row

_NUMBER = re.compile(r"（\w{1,3}）|\w{1,3}(?=[、.])")
_EXPLANATION = re.compile(r"(?<=\w)（[^（）]*）$")


class Title(NamedTuple):
    """What a row, a group of rows or a block of columns is called.

    Attributes:
        full: Its words, those of its group in front, explanations in brackets left out.
        number: How the form numbers it (一, （七）), '' if it does not.
        is_row: Whether it is a row of the printed table; else it is a block of its columns.
    """

    full: str
    number: str
    is_row: bool

    @property
    def short(self) -> str:
        """Its number or, if it has none, its words."""
        return self.number or self.full


class TableLabels:
    """The labels of one table of an edition."""

    def __init__(self, edition: str, name: str) -> None:
        """Read the labels of that table."""
        self._lexicon = lexicon_of(edition)
        self._table = next(table for table in self._lexicon.form.tables if table.name == name)
        self.name = name

    @cached_property
    def number(self) -> tuple[int, str]:
        """The number of the table's section: as a number, and as the form writes it."""
        section = next(each for each in grammar.compiled().document.sections if each.name == self.name)
        return section.number, _number(section.heading)

    def _words(self, terminal: str) -> str:
        return _EXPLANATION.sub("", self._lexicon.label(terminal))

    @cached_property
    def _rows(self) -> dict[str, Title]:
        found: dict[str, Title] = {}
        for variant in self._table.variants:
            parents = {label.terminal: label.parent for label in variant.labels}
            for row in variant.rows:
                for path, title in self._titles_of(row, parents):
                    found.setdefault(path, title)
        return found

    def _titles_of(self, row: Row, parents: dict[str, str | None]) -> list[tuple[str, Title]]:
        if row.label is None:  # blocks of columns: the head SPAN_X stands over block x
            blocks = dict.fromkeys(column.path.rpartition(".")[0] for column in row.columns)
            spans = [(block, f"SPAN_{block.upper()}") for block in blocks]
            return [
                (block, Title(" ".join(self._words(each) for each in (parents.get(span), span) if each), "", False))  # noqa: FBT003
                for block, span in spans
                if span in self._lexicon.entries
            ]
        own = self._words(row.label)
        above, _, _ = row.path.rpartition(".")
        if not above or not row.groups:
            return [(row.path, Title(own, _number(own), True))]  # noqa: FBT003
        group = self._words(row.groups[-1])
        return [
            (above, Title(group, _number(group), True)),  # noqa: FBT003
            (row.path, Title(f"{group} {own}", f"{_number(group)}{_number(own)}", True)),  # noqa: FBT003
        ]

    @cached_property
    def _columns(self) -> dict[tuple[str, str], str]:
        """The head of each column, by the path of its row and its own; of rows of a list by that of the first."""
        found: dict[tuple[str, str], str] = {}
        for variant in self._table.variants:
            for row in variant.rows:
                for column in row.columns:
                    above, _, name = column.path.rpartition(".")
                    path = row.path if row.label is not None else above
                    found.setdefault((path, name), self._words(column.head))
                    found.setdefault(("", name), self._words(column.head))
        return found

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {
            column.path.rpartition(".")[2]: column.kind
            for variant in self._table.variants
            for row in variant.rows
            for column in row.columns
        }

    def takes(self, column: str, kind: str) -> bool:
        """Whether a column has that kind of figure."""
        return self._kinds.get(column) == kind

    def row(self, path: str) -> Title:
        """Return what a row, a group of rows or a block of columns is called; a path without label is itself."""
        return self._rows.get(path) or Title(path, "", is_row=True)

    def column(self, row: str, name: str) -> str:
        """Return the head of a column of a row."""
        return self._columns.get((row, name)) or self._columns.get(("", name), name)


def _number(label: str) -> str:
    found = _NUMBER.match(label)
    return found.group() if found else ""


@cache
def labels_of(edition: str, table: str) -> TableLabels:
    """Return the labels of a table of an edition."""
    return TableLabels(edition, table)


def of_path(table: TableLabels, path: str) -> str:
    """Return the form's words for row and column of the figure of a path into that table."""
    row, column = _parted(path)
    return f"{table.row(row).full} / {table.column(row, column)}"


def column_of(table: TableLabels, path: str) -> str:
    """Return the head of the column in which the figure of a path stands."""
    return table.column(*_parted(path))


def short_of(table: TableLabels, path: str) -> str:
    """Return the number of the row of the figure of a path or, if it has none, its words."""
    return table.row(_parted(path)[0]).short


def _parted(path: str) -> tuple[str, str]:
    """Return row and column of a path."""
    row, _, column = path.partition(".")[2].rpartition(".")
    return row, column
