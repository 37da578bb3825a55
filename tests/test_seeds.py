"""Hold what is read from the five real reports against the truth that a person read from them.

`seed_truth/` has one file per report: its title page, its headings and every figure, row by row and in the
order of the text. A row without one of its columns has lost that figure; a table that is null is not there.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import gxparse

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIXES = ("000", "001", "002", "003", "004")
WITHOUT_DEPARTURES = ("001", "004")
TRUTH = Path(__file__).resolve().parent / "seed_truth"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

COLUMNS = {
    "applications": (
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_service_institution",
        "other",
        "total",
    ),
    "disputes": ("upheld", "corrected", "other", "pending", "total"),
    "disclosure.other_services": ("prior_year_items", "change", "decisions"),
}
"""The columns of the rows of which a seed may have lost a figure, by the beginning of the rows' paths."""


@attrs.frozen
class Seed:
    """A real report: its text, what a person read there, and what gxparse reads."""

    text: str
    truth: dict[str, Any]
    report: gxparse.Report
    data: dict[str, Any]

    @property
    def tables(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The tables that the text holds, as rows by path below the table."""
        return {name: rows for name, rows in self.truth["tables"].items() if rows is not None}

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Every row of every table, by full path and in the order of the text."""
        return {f"{table}.{row}": cells for table, rows in self.tables.items() for row, cells in rows.items()}

    @property
    def figures(self) -> dict[str, int | Decimal]:
        """Every figure that the text states, by path and in the order of the text."""
        return {
            f"{row}.{column}": number
            for row, cells in self.rows.items()
            for column, number in cells.items()
            if column != "name"
        }

    @property
    def lost(self) -> dict[str, list[str]]:
        """The paths of the figures that the form has and the text has not, by the path of their row."""
        lost = {
            row: [f"{row}.{column}" for column in columns if column not in cells]
            for row, cells in self.rows.items()
            for start, columns in COLUMNS.items()
            if row.startswith(f"{start}.")
        }
        return {row: paths for row, paths in lost.items() if paths}


@pytest.fixture(scope="module", params=PREFIXES)
def seed(request: pytest.FixtureRequest) -> Seed:
    """Read and parse the seed whose name begins with the parameter."""
    if not SEEDS.is_dir():
        pytest.skip(f"the real reports are not here: no folder {SEEDS}")
    prefix: str = request.param
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    truth = json.loads((TRUTH / f"{prefix}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    report = gxparse.parse(text)
    return Seed(text, truth, report, report.to_dict())


def by_attributes(report: gxparse.Report, path: str) -> object:
    """Follow a dotted path through the attributes and tuples of the model."""
    node: Any = report
    for part in path.split("."):
        node = node[int(part)] if part.isdigit() else getattr(node, part)
    return node


def by_keys(data: dict[str, Any], path: str) -> object:
    """Follow a dotted path through the dicts and lists of `to_dict()`."""
    node: Any = data
    for part in path.split("."):
        node = node[int(part)] if part.isdigit() else node[part]
    return node


def figure_leaves(node: object, path: str) -> Iterator[tuple[str, int | float | None]]:
    """Yield every place for a figure below a node of `to_dict()`, with what stands there."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in {"name", "extra"}:
                yield from figure_leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from figure_leaves(value, f"{path}.{index}")
    elif node is None or (isinstance(node, int | float) and not isinstance(node, bool)):
        yield path, node


def all_figure_leaves(seed: Seed) -> dict[str, int | float | None]:
    """Return every place for a figure in the tables that the report has."""
    return {
        path: value
        for table in seed.truth["tables"]
        if seed.data[table] is not None
        for path, value in figure_leaves(seed.data[table], table)
    }


def number_in(text: str) -> Decimal | str:
    """Return the number that a piece of the text states, or the piece itself where it states none."""
    try:
        return Decimal(re.sub(r"[\s,\uff0c]", "", text))
    except InvalidOperation:
        return text


def is_about(path: str | None, row: str) -> bool:
    """Tell whether a diagnostic's path is a row, something in it or something that it is in."""
    return path is not None and (path == row or row.startswith(f"{path}.") or path.startswith(f"{row}."))


def test_title_page(seed: Seed) -> None:
    """The report says whose it is, of which year, and on which form."""
    names = ("issuer", "year", "edition", "title")
    expected = {name: seed.truth[name] for name in names}
    assert {name: getattr(seed.report, name) for name in names} == expected
    assert {name: seed.data[name] for name in names} == expected


def test_period(seed: Seed) -> None:
    """The period of the statistics is known only where the text states it."""
    expected = seed.truth["period"]
    assert seed.data["period"] == expected
    period = seed.report.period
    if expected is None:
        assert period is None
    else:
        assert period is not None
        assert {"start": str(period.start), "end": str(period.end)} == expected


def test_sections(seed: Seed) -> None:
    """The headings are as written, in the order of the text, each on the line that is given for it."""
    expected = [tuple(section) for section in seed.truth["sections"]]
    assert [(section.number, section.heading) for section in seed.report.sections] == expected
    assert [(section["number"], section["heading"]) for section in seed.data["sections"]] == expected
    lines = seed.text.split("\n")
    assert [lines[section.line - 1].strip() for section in seed.report.sections] == [heading for _, heading in expected]


def test_dict_is_json(seed: Seed) -> None:
    """`to_dict()` holds nothing that JSON would change or refuse."""
    assert json.loads(json.dumps(seed.data, allow_nan=False)) == seed.data


def test_figures_by_attributes(seed: Seed) -> None:
    """Every figure is an attribute of the model: money a Decimal, anything else an int."""
    found = {path: by_attributes(seed.report, path) for path in seed.figures}
    assert found == seed.figures
    wanted_types = {path: Decimal if path.endswith(".amount") else int for path in seed.figures}
    assert {path: type(value) for path, value in found.items()} == wanted_types


def test_figures_in_dict(seed: Seed) -> None:
    """Every figure is a plain number under its path in `to_dict()`."""
    found = {path: by_keys(seed.data, path) for path in seed.figures}
    assert {path: type(value) for path, value in found.items() if type(value) not in {int, float}} == {}
    assert {path: Decimal(str(value)) for path, value in found.items()} == seed.figures


def test_list_rows(seed: Seed) -> None:
    """The rows of 其他对外管理服务事项 have their names, and no row of the form is an extra one."""
    for table, rows in seed.tables.items():
        names = [cells["name"] for cells in rows.values() if "name" in cells]
        if names:
            assert [row["name"] for row in seed.data[table]["other_services"]] == names
            assert [row.name for row in getattr(seed.report, table).other_services] == names
        assert not seed.data[table].get("extra")


def test_figures_stand_where_the_cells_say(seed: Seed) -> None:
    """Every figure's cell is stated, and points at that number in the caller's text."""
    lines = seed.text.split("\n")
    states: dict[str, str] = {}
    read: dict[str, Decimal | str] = {}
    for path in seed.figures:
        cell = seed.report.cell(path)
        states[path] = cell.state
        assert cell.line, path
        assert cell.column, path
        assert cell.end_column, path
        read[path] = number_in(lines[cell.line - 1][cell.column - 1 : cell.end_column - 1])
    assert {path: state for path, state in states.items() if state != "stated"} == {}
    assert read == seed.figures


def test_figures_stand_in_the_order_of_the_text(seed: Seed) -> None:
    """No two figures share a place, and they follow each other as the rows and columns of the text do."""
    places = [(cell.line, cell.column) for cell in map(seed.report.cell, seed.figures)]
    assert places == sorted(set(places))


def test_nothing_else_is_a_figure(seed: Seed) -> None:
    """Where the text states no figure the model has none, and says that it is not stated."""
    others = {path: value for path, value in all_figure_leaves(seed).items() if path not in seed.figures}
    assert {path: value for path, value in others.items() if value is not None} == {}
    assert [path for path in others if seed.report.cell(path).state == "stated"] == []


def test_number_of_figures(seed: Seed) -> None:
    """As many figures are stated as a person counted."""
    stated = [path for path in all_figure_leaves(seed) if seed.report.cell(path).state == "stated"]
    assert len(stated) == seed.truth["figures"]
    assert len(seed.figures) == seed.truth["figures"]


def test_lost_figures_are_missing(seed: Seed) -> None:
    """A figure that the form has and the text has not is None, and its cell is missing."""
    lost = [path for paths in seed.lost.values() for path in paths]
    assert {path: by_keys(seed.data, path) for path in lost} == dict.fromkeys(lost)
    assert {path: by_attributes(seed.report, path) for path in lost} == dict.fromkeys(lost)
    assert {path: seed.report.cell(path).state for path in lost} == dict.fromkeys(lost, "missing")


def test_lost_figures_are_reported(seed: Seed) -> None:
    """For every row that has lost a figure an error or a warning says so."""
    paths = [each.path for each in seed.report.diagnostics if each.severity in {"error", "warning"}]
    assert [row for row in seed.lost if not any(is_about(path, row) for path in paths)] == []


def test_absent_tables(seed: Seed) -> None:
    """A table is None where the text does not hold it, and nowhere else; a diagnostic names it."""
    tables = seed.truth["tables"]
    absent = {name for name, rows in tables.items() if rows is None}
    assert {name for name in tables if getattr(seed.report, name) is None} == absent
    assert {name for name in tables if seed.data[name] is None} == absent
    assert absent <= {each.path for each in seed.report.diagnostics}


@pytest.mark.parametrize("seed", WITHOUT_DEPARTURES, indirect=True)
def test_no_complaint_about_a_sound_report(seed: Seed) -> None:
    """A report that keeps to the form gives neither an error nor a warning."""
    complaints = [each for each in seed.report.diagnostics if each.severity in {"error", "warning"}]
    assert complaints == []
