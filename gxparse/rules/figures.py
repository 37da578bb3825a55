"""The figures of a report by path: their numbers, why they have none, and where they stand."""

from __future__ import annotations

from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from gxparse import editions
from gxparse.build import fields_of
from gxparse.findings import Place
from gxparse.model import ExtraRow
from gxparse.report import evidence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.findings import Number
    from gxparse.report import Report
    from gxparse.rules.formula import Rows
    from gxparse.tokens import FormToken

TABLES = ("disclosure", "applications", "disputes")
_NAME = "name"
_SEVERAL = 2  # paths of which `attrgetter` returns a tuple


@cache
def _columns_of(model: type) -> tuple[str, ...]:
    """Return the names of the figures that a class has itself."""
    return tuple(name for name, inner, _ in fields_of(model) if inner is None and name != _NAME)


def _walk(node: Any, path: str) -> Iterator[tuple[str, Any, tuple[str, ...]]]:  # noqa: ANN401 (any model class)
    """Return path, row and columns of each row at or below a part of the model; rows as printed aside."""
    model: type = type(node)
    columns = _columns_of(model)
    if columns:
        yield path, node, columns
        return
    for name, inner, is_list in fields_of(model):
        if inner is None or inner is ExtraRow:
            continue
        below = f"{path}.{name}" if path else name
        if is_list:
            for index, row in enumerate(getattr(node, name)):
                yield from _walk(row, f"{below}.{index}")
        else:
            yield from _walk(getattr(node, name), below)


@cache
def rows_of_model(model: type) -> Rows:
    """Return the rows that a table of a class has before it is filled: of a list, none."""
    return tuple((path, columns) for path, _, columns in _walk(model(), ""))


class _Shape(NamedTuple):
    """What all tables of a class have in common: rows, the path of each figure, and what returns all figures.

    `lists` return the rows that a table names itself; where there are some, its rows are not these alone.
    """

    rows: Rows
    paths: tuple[str, ...]
    figures: Callable[[Any], tuple[Number | None, ...]]
    lists: tuple[Callable[[Any], Sequence[Any]], ...]


@cache
def _shape(model: type, table: str) -> _Shape | None:
    """Return what all tables of a class have in common; None for a class without rows of its own."""
    found = list(_walk(model(), ""))
    below = [f"{path}.{column}" for path, _, columns in found for column in columns]
    if len(below) < _SEVERAL or not all(path and not hasattr(row, _NAME) for path, row, _ in found):
        return None
    lists = tuple(attrgetter(path) for path in _lists(model))
    return _Shape(rows_of_model(model), tuple(f"{table}.{path}" for path in below), attrgetter(*below), lists)


def _lists(model: type) -> Iterator[str]:
    """Return the paths of the lists of rows in a class."""
    for name, inner, is_list in fields_of(model):
        if is_list and inner is not ExtraRow:
            yield name
        elif inner is not None and not is_list:
            yield from (f"{name}.{path}" for path in _lists(inner))


class Figures:
    """The figures of a report.

    Attributes:
        report: The report.
        previous: Whether it is the report of the year before.
        edition: The edition of the form by which it is judged.
        rows: The rows of each table that is there.
        names: Those rows that the report itself names (rows of lists).
        models: The class of each table that has the rows of its class and none that it names itself.
        paths: The paths of the figures of each table that is there.
        values: Their numbers, in the same order.
        numbers: Every figure by its path; None where the text states no number.
    """

    def __init__(self, report: Report, *, previous: bool = False) -> None:
        """Collect the figures of that report."""
        self.report = report
        self.previous = previous
        self._evidence = evidence_of(report)
        self.edition = report.edition or editions.for_year(report.year)
        self.rows: dict[str, Rows] = {}
        self.names: dict[str, tuple[tuple[str, str], ...]] = {}
        self.models: dict[str, type] = {}
        self.paths: dict[str, tuple[str, ...]] = {}
        self.values: dict[str, tuple[Number | None, ...]] = {}
        self.numbers: dict[str, Number | None] = {}
        self._states: dict[str, dict[str, str]] = {}
        self._places: dict[str, Place | None] = {}
        for table in TABLES:
            node = getattr(report, table)
            if node is not None:
                self._collect(table, node)
                self.numbers.update(zip(self.paths[table], self.values[table], strict=True))

    def _collect(self, table: str, node: Any) -> None:  # noqa: ANN401 (any model class)
        """Collect the figures of a table."""
        model: type = type(node)
        shape = _shape(model, table)
        if shape and not any(rows(node) for rows in shape.lists):
            self.models[table] = model
            self.rows[table], self.names[table] = shape.rows, ()
            self.paths[table], self.values[table] = shape.paths, shape.figures(node)
            return
        found = list(_walk(node, ""))
        self.rows[table] = tuple([(path, columns) for path, _, columns in found])
        self.names[table] = tuple([(path, row.name) for path, row, _ in found if hasattr(row, _NAME) and row.name])
        self.paths[table] = tuple([f"{table}.{path}.{column}" for path, _, columns in found for column in columns])
        self.values[table] = tuple([getattr(row, column) for _, row, columns in found for column in columns])

    def edition_of(self, table: str) -> str:
        """Return the edition whose model a table has: the report's, unless its tables are of several."""
        node = getattr(self.report, table)
        if node is None or isinstance(node, editions.tables(self.edition)[table]):
            return self.edition
        return next(name for name in editions.names() if isinstance(node, editions.tables(name)[table]))

    @cached_property
    def _tokens(self) -> dict[str, FormToken]:
        """The token of each figure of a report that was parsed."""
        return self._evidence.figures if self._evidence else {}

    def state(self, path: str) -> str:
        """Return the state of a figure; one that no text stands behind is stated or blank."""
        if self.numbers.get(path) is not None:
            return "stated"
        token = self._tokens.get(path)
        return token.state if token else "blank" if not self._tokens else "missing"

    def without_number(self, table: str) -> dict[str, str]:
        """Return the figures of a table that have no number, each with its state."""
        if table not in self._states:
            values = self.values[table]
            numbers = zip(self.paths[table], values, strict=True) if None in values else ()
            self._states[table] = {path: self.state(path) for path, number in numbers if number is None}
        return self._states[table]

    def text(self, path: str) -> str:
        """Return what the text has in the place of a figure."""
        token = self._tokens.get(path)
        return token.text if token else ""

    def place(self, path: str) -> Place | None:
        """Return where a figure stands; None if nothing of it stands anywhere."""
        if path not in self._places:
            self._places[path] = self._place(path)
        return self._places[path]

    def _place(self, path: str) -> Place | None:
        token = self._tokens.get(path)
        if token is None or token.cell is None:
            return None
        return self._span(token.cell.start, token.cell.end)

    def _span(self, start: int, end: int) -> Place | None:
        if self._evidence is None:
            return None
        return Place(*self._evidence.source.span(start, end), self.previous)

    def part(self, path: str) -> Place | None:
        """Return where a part of the report that is no figure stands: a table, a section, the period."""
        evidence = self._evidence
        if evidence is None:
            return None
        span = evidence.spans.get(path)
        if span:
            return self._span(*span)
        table = evidence.tables.get(path)
        if table:
            return self._span(table.start, table.start)
        found = next((each for each in self.report.diagnostics if each.path == path), None)
        if found is None:
            return None
        return Place(found.line, found.column, found.end_line, found.end_column, self.previous)
