"""What changed between two reports: figures table by table, and how alike the narrative is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from gxparse import grammar
from gxparse.model import plain_number
from gxparse.report import Report
from gxparse.rules.figures import TABLES, Figures
from gxparse.rules.labels import labels_of
from gxparse.rules.texts import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.findings import Number

_PLACES = Decimal("0.1")
_MOST_CLAUSES = 1000  # of a section, for their order to be looked at: that may take the square of their number


@attrs.frozen
class FigureChange:
    """A figure of two reports.

    Attributes:
        path: Its dotted path; a row that the report itself names has its name in it.
        row: The form's label of its row.
        column: The head of its column.
        old: The number in the old report, None where it has none.
        new: The number in the new report.
        old_state: Why it has one or none there; see `gxparse.model.Cell`.
        new_state: The same of the new report.
    """

    path: str
    row: str
    column: str
    old: Number | None
    new: Number | None
    old_state: str
    new_state: str

    @property
    def difference(self) -> Number | None:
        """The new number less the old one; None where one of them is not known."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def per_cent(self) -> Decimal | None:
        """The difference in per cent of the old number's size, to one place; None where that is 0 or not known."""
        if self.difference is None or not self.old:
            return None
        return (100 * Decimal(self.difference) / abs(Decimal(self.old))).quantize(_PLACES) + 0  # no -0.0

    @property
    def is_changed(self) -> bool:
        """Whether the two are not the same number, or not for the same reason none."""
        return (self.old, self.old_state) != (self.new, self.new_state)


@attrs.frozen
class FigureOfOne:
    """A figure that only one of the two editions (or only one report's rows) has."""

    path: str
    row: str
    column: str
    number: Number | None


@attrs.frozen
class TableChange:
    """A table of two reports.

    Attributes:
        table: Its name: `disclosure`, `applications`, `disputes`.
        heading: The heading of its section in the form.
        in_old: Whether the old report has it.
        in_new: Whether the new report has it.
        figures: The figures that both have, in the order of the form.
        only_old: Those that only the old one has a place for.
        only_new: Those that only the new one has a place for.
    """

    table: str
    heading: str
    in_old: bool
    in_new: bool
    figures: tuple[FigureChange, ...] = ()
    only_old: tuple[FigureOfOne, ...] = ()
    only_new: tuple[FigureOfOne, ...] = ()


@attrs.frozen
class SectionChange:
    """The narrative of a section without table: how alike it is, 0 to 1; None where both reports lack it."""

    number: int
    heading: str
    similarity: float | None


@attrs.frozen
class Named:
    """Which report it is."""

    issuer: str | None
    year: int | None
    edition: str | None

    @classmethod
    def of(cls, report: Report) -> Named:
        """Return which report this is."""
        return cls(report.issuer, report.year, report.edition)


@attrs.frozen
class Comparison:
    """What changed between two reports."""

    old: Named
    new: Named
    tables: tuple[TableChange, ...]
    sections: tuple[SectionChange, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON-able data, each figure with its difference and per cent."""
        found: dict[str, Any] = attrs.asdict(self, value_serializer=_plain)
        for table, data in zip(self.tables, found["tables"], strict=True):
            for figure, each in zip(table.figures, data["figures"], strict=True):
                each["difference"] = _plain(None, None, figure.difference)
                each["per_cent"] = _plain(None, None, figure.per_cent)
        return found


def _plain(_instance: object, _field: object, value: object) -> object:
    if isinstance(value, Decimal):
        return plain_number(value)
    return list(value) if isinstance(value, tuple) else value


def diff(old: Report, new: Report) -> Comparison:
    """Compare two reports; see `gxparse.diff`."""
    for given in (old, new):
        if not isinstance(given, Report):
            message = f"diff() takes reports as gxparse.parse() returns them, not {type(given).__name__}"
            raise TypeError(message)
    before, after = Figures(old), Figures(new)
    return Comparison(
        Named.of(old),
        Named.of(new),
        tuple(_table(name, before, after) for name in TABLES),
        tuple(_sections(old, new)),
    )


_Keyed = dict[str, tuple[str, str, str]]
"""For each figure by its path (with the name of a row that the report names): its own path, its row, its column."""


def _keyed(figures: Figures, table: str) -> _Keyed:
    labels = labels_of(figures.edition_of(table), table)
    names = dict(figures.names.get(table, ()))
    found: _Keyed = {}
    for row, columns in figures.rows.get(table, ()):
        name = names.get(row)
        key = f"{row.rpartition('.')[0]}.{name}" if name else row
        title = name or labels.row(row).full
        for column in columns:
            path = f"{table}.{key}.{column}"
            while path in found:  # two rows of one name
                path += "'"
            found[path] = (f"{table}.{row}.{column}", title, labels.column(row, column))
    return found


def _table(table: str, before: Figures, after: Figures) -> TableChange:
    heading = next(each.heading for each in grammar.compiled().document.sections if each.name == table)
    in_old, in_new = table in before.rows, table in after.rows
    if not (in_old and in_new):
        return TableChange(table, heading, in_old, in_new)
    old, new = _keyed(before, table), _keyed(after, table)
    return TableChange(
        table,
        heading,
        in_old,
        in_new,
        tuple(_change(key, old[key][0], place, before, after) for key, place in new.items() if key in old),
        tuple(_of_one(key, place, before) for key, place in old.items() if key not in new),
        tuple(_of_one(key, place, after) for key, place in new.items() if key not in old),
    )


def _change(key: str, old: str, place: tuple[str, str, str], before: Figures, after: Figures) -> FigureChange:
    new, row, column = place
    numbers = before.numbers[old], after.numbers[new]
    return FigureChange(key, row, column, *numbers, before.state(old), after.state(new))


def _of_one(key: str, place: tuple[str, str, str], figures: Figures) -> FigureOfOne:
    path, row, column = place
    return FigureOfOne(key, row, column, figures.numbers[path])


def _sections(old: Report, new: Report) -> Iterator[SectionChange]:
    """Return how alike the sections without a table are."""
    for form in grammar.compiled().document.sections:
        if form.name in TABLES:
            continue
        told = [
            [clause for section in report.sections if section.number == form.number for clause in clauses(section.text)]
            for report in (old, new)
        ]
        yield SectionChange(form.number, form.heading, similarity(*told) if any(told) else None)


def similarity(old: list[str], new: list[str]) -> float:
    """Return how alike two texts are by their clauses, 0 to 1: twice those in common over all of both.

    In long texts the order of the clauses is not looked at.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    ratio = matcher.ratio if max(len(old), len(new)) <= _MOST_CLAUSES else matcher.quick_ratio
    return round(ratio(), 3)
