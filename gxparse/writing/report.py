"""Writes a whole report: title, headings, narrative and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from gxparse import editions, grammar, spelling
from gxparse.writing.figures import FigureStyle
from gxparse.writing.grid import grid_of
from gxparse.writing.layouts import layout_of
from gxparse.writing.reading import report_from_dict, require_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from gxparse.form import Form, Row, Table, Variant
    from gxparse.report import Report
    from gxparse.writing.layouts import Layout

Script = Literal["simplified", "traditional", "taiwan"]
_CONVERTERS = {"simplified": None, "traditional": "s2t", "taiwan": "s2twp"}


def render(
    report: Report, layout: str = "markdown", *, style: FigureStyle | None = None, script: Script = "simplified"
) -> str:
    """Write a report; see `gxparse.render`."""
    if script not in _CONVERTERS:
        message = f"there is no script {script!r}; there are {', '.join(_CONVERTERS)}"
        raise ValueError(message)
    return _Writer(report, layout_of(layout), style or FigureStyle(), _converter(script)).text()


def filled(
    edition: str,
    data: Mapping[str, Any],
    layout: str = "markdown",
    *,
    style: FigureStyle | None = None,
    script: Script = "simplified",
) -> str:
    """Write the form filled in with data, a part or all of what `Report.to_dict()` returns.

    A table that the data do not speak of is written blank, one that is None in them is left out.

    Raises:
        ValueError: As `render` and `report_from_dict`.
    """
    require_edition(edition)
    blank: dict[str, Any] = {name: {} for name in editions.tables(edition)}
    # what is no mapping is for `report_from_dict` to refuse
    report = report_from_dict({**blank, **data} if isinstance(data, dict) else data, edition)
    return render(attrs.evolve(report, edition=edition), layout, style=style, script=script)


def blank_form(edition: str, layout: str = "markdown", *, script: Script = "simplified") -> str:
    """Write the form without figures.

    Raises:
        ValueError: There is no such edition, layout or script.
    """
    return filled(edition, {}, layout, script=script)


def _converter(script: Script) -> Callable[[str], str]:
    name = _CONVERTERS[script]
    if name is None:
        return str
    from gxparse.source import converter

    convert: Callable[[str], str] = converter(name).convert
    return convert


class _Writer:
    """Writes one report."""

    def __init__(self, report: Report, layout: Layout, style: FigureStyle, convert: Callable[[str], str]) -> None:
        self._report = report
        self._layout = layout
        self._style = style
        self._convert = convert
        self._form = grammar.compiled().forms[_edition_of(report)]

    def text(self) -> str:
        """Return the whole text."""
        front = [self._title(), self._report.preamble]
        parts = [self._convert(part) for part in front if part]
        for heading, body, table in self._sections():
            parts.append(self._convert(heading))
            if table:
                parts.append(self._table(table))
            elif body:
                parts.append(self._convert(body))
        return "\n\n".join(parts) + "\n"

    def _title(self) -> str | None:
        """Return the title, made of issuer and year where only these are given."""
        report = self._report
        if report.title is not None or not (report.issuer and report.year):
            return report.title
        return f"{report.issuer}{report.year}{grammar.compiled().document.title}"

    def _sections(self) -> list[tuple[str, str, Table | None]]:
        """Return for each section its heading, its narrative and its table, if it is to have one.

        A table that the report has and that none of its sections is for comes with the form's heading.
        """
        report, tables = self._report, {table.name: table for table in self._form.tables}
        with_tables = frozenset(tables)
        sections = grammar.compiled().document.sections
        written = [(section.number, section.heading, section.text) for section in report.sections]
        numbers = {number for number, _, _ in written}
        unknown = numbers.difference(section.number for section in sections)
        if unknown:
            raise ValueError(f"the form has no section {min(unknown)}")
        for section in sections:
            lacking = section.name in with_tables and getattr(report, section.name) is not None
            if section.number not in numbers and (lacking or not report.sections):
                place = next((at for at, one in enumerate(written) if one[0] > section.number), len(written))
                written.insert(place, (section.number, section.heading, ""))
        found: list[tuple[str, str, Table | None]] = []
        for number, heading, body in written:
            name = sections[number - 1].name
            table = tables.pop(name, None)
            has_table = table is not None and getattr(report, name) is not None
            found.append((heading, "" if name in with_tables else body, table if has_table else None))
        return found

    def _table(self, table: Table) -> str:
        part = getattr(self._report, table.name)
        variant = _variant_of(table, part, self._form)
        grid = grid_of(table, self._form, variant, getattr(part, "extra", ()))
        grid = grid.with_figures(
            {cell.path: self._figure(part, cell.path, cell.figure) for cell in grid.cells() if cell.path}
        )
        return "\n".join(self._layout.write(grid.with_texts(self._convert)))

    def _figure(self, part: object, path: str, kind: str | None) -> str:
        value = _value(part, path.split(".")[1:])
        if value is not None:
            return self._style.write(value, kind)
        try:
            state = self._report.cell(path).state
        except KeyError:  # it was not parsed, or the text has no such row
            state = "blank"
        return self._style.write(None, kind, applicable=state != "not_applicable")


def _edition_of(report: Report) -> str:
    """Return the edition whose classes the tables of a report are."""
    known = list(grammar.compiled().forms)
    wanted = report.edition or editions.for_year(report.year)
    for edition in sorted(known, key=lambda name: name != wanted):
        parts = [(getattr(report, name), model) for name, model in editions.tables(edition).items()]
        if all(part is None or type(part) is model for part, model in parts):
            return edition
    message = f"no edition of the form has these tables; there are {', '.join(known)}"
    raise ValueError(message)


def _value(part: object, path: Sequence[str]) -> int | Decimal | None:
    """Return the figure at a path below a part of the model; None where a list ends before."""
    found: Any = part
    for name in path:
        if isinstance(found, tuple):
            if int(name) >= len(found):
                return None
            found = found[int(name)]
        else:
            found = getattr(found, name)
    figure: int | Decimal | None = found
    return figure


def _variant_of(table: Table, part: attrs.AttrsInstance, form: Form) -> Variant:
    """Return the variant of a table that has a row for each row of the model.

    Raises:
        ValueError: None has; or rows are named otherwise than the form's.
    """
    rows = list(_listed(part, table.name))
    for variant in table.variants:
        places = {f"{table.name}.{row.path}": row for row in variant.rows}
        listed = {path for path in places if path.rpartition(".")[2].isdecimal()}
        if (not rows or {path for path, _ in rows} == listed) and all(
            _has_name(places[path], name, form) for path, name in rows
        ):
            return variant
    described = ", ".join(f"{path} {name}".strip() for path, name in rows)
    message = f"no variant of the form has these rows: {described}"
    raise ValueError(message)


def _listed(part: attrs.AttrsInstance, path: str) -> list[tuple[str, str]]:
    """Return path and name of every row in a list of the model, those aside that the form does not have."""
    return [
        (f"{path}.{field.name}.{index}", row.name)
        for field in attrs.fields(type(part))
        if isinstance(getattr(part, field.name), tuple) and field.name != "extra"
        for index, row in enumerate(getattr(part, field.name))
    ]


def _has_name(row: Row, name: str, form: Form) -> bool:
    """Return whether a row of the form has that name; one without a name may be any."""
    words = {spelling.spell(word.text).words for word in form.words if word.terminal == row.label}
    return not name or spelling.spell(name).words in words
