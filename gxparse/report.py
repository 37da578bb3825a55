"""The report as data."""

from __future__ import annotations

import datetime as dt
import difflib
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from gxparse import editions
from gxparse.diagnostics import Diagnostic
from gxparse.model import Cell, Disputes, Period, Section

if TYPE_CHECKING:
    from lark import Token, Tree

    from gxparse.document import Document
    from gxparse.editions import edition2019, edition2021
    from gxparse.source import Source
    from gxparse.tokens import FormToken, ParsedTable

_FIELDS = ("title", "issuer", "year", "edition", "period", "preamble", "sections")
_TABLES = ("disclosure", "applications", "disputes")


class Evidence:
    """What a report rests on: the source, the trees, and where its parts stand in the text."""

    def __init__(
        self,
        source: Source,
        document: Document,
        tables: dict[str, ParsedTable],
        edition: str,
        spans: dict[str, tuple[int, int]],
    ) -> None:
        """Keep these.

        Args:
            source: The caller's text.
            document: The parts of the text.
            tables: The parsed tables by name.
            edition: The edition whose grammar the tables were read with.
            spans: For each path that is no figure the place in the folded text that states it.
        """
        self.source = source
        self.document = document
        self.tables = tables
        self.edition = edition
        self.spans = spans

    @property
    def tree(self) -> Tree[Token]:
        """The tree of the document grammar."""
        return self.document.tree

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The cell of every figure of the tables that are there, by path."""
        from gxparse.build import blueprint_of, figures, groups

        found: dict[str, Cell] = {}
        for name, table in self.tables.items():
            found[name] = self.cell_at(table.start, table.end, "stated")
            blueprint = blueprint_of(table)
            for path, label, tokens in groups(blueprint, table.tokens, name):
                found[path] = self._group_cell(label, tokens)
            for path, token in figures(blueprint, table.tokens, name):
                cell = token.cell
                found[path] = self.cell_at(cell.start, cell.end, token.state) if cell else Cell("", token.state)
        return found

    def _group_cell(self, label: FormToken | None, tokens: list[FormToken]) -> Cell:
        """Return the cell of a row or group: its label or, where the form has none, all that the text has of it."""
        cells = [token.cell for token in ([label] if label else tokens) if token.cell]
        if not cells:
            return Cell("", "missing")
        return self.cell_at(min(cell.start for cell in cells), max(cell.end for cell in cells), "stated")

    def cell_at(self, start: int, end: int, state: str) -> Cell:
        """Return the cell that stands between two places of the folded text."""
        line, column = self.source.position(start)
        end_column = self.source.position(end)[1] if end > start else column
        return Cell(self.source.slice(start, end), state, line, column, end_column)  # type: ignore[arg-type]


@attrs.frozen
class Report:
    """A 政府信息公开工作年度报告.

    Attributes:
        title: The title as written, or None.
        issuer: The body that the title names, in simplified characters without white space, or None.
        year: The year that is reported, or None.
        edition: The edition of the form that the tables have (`2019`, `2021`), None where no table shows it.
        period: The period of the statistics if the text states one.
        preamble: The text between title and first heading, or None.
        sections: The sections in the order of the text.
        disclosure: Table two, or None if the text does not hold it.
        applications: Table three, or None.
        disputes: Table four, or None.
        diagnostics: What there is to say of the text, in its order.
    """

    title: str | None = None
    issuer: str | None = None
    year: int | None = None
    edition: str | None = None
    period: Period | None = None
    preamble: str | None = None
    sections: tuple[Section, ...] = ()
    disclosure: edition2019.Disclosure | edition2021.Disclosure | None = None
    applications: edition2019.Applications | edition2021.Applications | None = None
    disputes: Disputes | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    _evidence: Evidence | None = attrs.field(default=None, repr=False, eq=False)

    def cell(self, path: str) -> Cell:
        """Return where the value of a path comes from and, if it is None, why.

        Args:
            path: A dotted path as in `to_dict()`, for example `applications.granted.total`.

        Raises:
            KeyError: The form has no such path.
        """
        evidence = self._evidence
        if evidence is None:
            message = "this report was not parsed from a text, so its values have no cells"
            raise KeyError(message)
        found = evidence.cells.get(path)
        if found:
            return found
        if path in evidence.spans:
            return evidence.cell_at(*evidence.spans[path], "stated")
        known = self._absent_paths()
        if path in known:
            return Cell("", "missing")
        near = difflib.get_close_matches(path, [*evidence.cells, *evidence.spans, *known], 1)
        message = f"no such path: {path}" + (f"; did you mean {near[0]}?" if near else "")
        raise KeyError(message)

    def _absent_paths(self) -> set[str]:
        """Return the paths that the form has and the text does not."""
        from gxparse.build import figure_paths

        chosen = [self.edition] if self.edition else editions.names()
        paths = {
            path
            for edition in chosen
            for name, model in editions.tables(edition).items()
            if getattr(self, name) is None
            for path in figure_paths(model, name)
        }
        above = {".".join(path.split(".")[:depth]) for path in paths for depth in range(1, path.count(".") + 1)}
        return paths | above | {*_FIELDS, *_TABLES, "period.start", "period.end"}

    def to_dict(self) -> dict[str, Any]:
        """Return the report as dicts, lists, str, int, float, bool and None, with the names of the contract.

        Money is an int or a float there; the model holds the exact Decimal.
        """
        names = (*_FIELDS, *_TABLES)
        found: dict[str, Any] = {name: _plain(getattr(self, name)) for name in names}
        found["diagnostics"] = [diagnostic.to_dict() for diagnostic in self.diagnostics]
        return found

    @property
    def has_errors(self) -> bool:
        """Whether a diagnostic is an error."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of the model)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return value


class ReportError(ValueError):
    """A text that departs from the form, where that was not to be accepted.

    Attributes:
        diagnostics: All diagnostics of the text.
        report: The report as far as it could be read, or None.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = (), report: Report | None = None) -> None:
        """Make the error."""
        super().__init__(message)
        self.diagnostics = diagnostics
        self.report = report


class NotAReportError(ReportError):
    """A text that holds nothing of a report: no heading, no row, no title."""
