"""The report as data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from gxparse import editions
from gxparse.diagnostics import Diagnostic
from gxparse.model import Cell, Disputes, Period, Section, plain_number

if TYPE_CHECKING:
    from gxparse.editions import edition2019, edition2021
    from gxparse.evidence import Evidence
    from gxparse.narrative.model import Claim

_FIELDS = ("title", "issuer", "year", "edition", "period", "preamble", "sections")
_TABLES = ("disclosure", "applications", "disputes")


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
        found = evidence.cell(path)
        if found:
            return found
        if path in evidence.spans:
            return evidence.cell_at(*evidence.spans[path], "stated")
        known = self._absent_paths()
        if path in known:
            return Cell("", "missing")
        import difflib

        near = difflib.get_close_matches(path, [*evidence.paths, *evidence.spans, *known], 1)
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
    def claims(self) -> tuple[Claim, ...]:
        """What the narrative says in numbers, in the order of the text; nothing for a report without a text."""
        return () if self._evidence is None else self._evidence.claims(self.year, self.issuer)

    @property
    def has_errors(self) -> bool:
        """Whether a diagnostic is an error."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of the model)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return value


def evidence_of(report: Report) -> Evidence | None:
    """Return what a report rests on, for the package's own stages; None of one that was not parsed from a text."""
    return report._evidence  # noqa: SLF001 (no affair of callers)
