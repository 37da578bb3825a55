"""Plant one departure in table three, each that there is, and see that it is told and does no harm.

Any row deleted, any value deleted, any label misspelt in a character of its words: whatever it is, an error or a
warning must stand on that row, no figure of that row may be wrong, every other figure must be right, and no other
row may be complained about. This is held for two real reports and for one report of each edition in each of three
layouts, made here from the grammar with a number of its own in every cell, so that no value can move unseen.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import gxparse
from gxparse import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gxparse.form import Form, Label, Table

TRUTH = Path(__file__).resolve().parent / "seed_truth"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
REAL = ("001", "004")
TABLE = "applications"
WRONG = "某"
SHOWN = 12  # failures of one test that are worth reading

Number = int | Decimal


# ---- tables as rows of cells, and how a layout writes them ----


@attrs.frozen
class Cell:
    """A cell as it is written: its text, what it is, over how many columns; a group's has the group's path."""

    text: str
    role: str = ""  # head, group, row, value; nothing: left empty beside or below a cell that spans it
    span: int = 1
    path: str = ""


@attrs.frozen
class Row:
    """A row as it is written; the path is that of its figures' row, or empty."""

    cells: tuple[Cell, ...]
    path: str = ""

    def without(self, *cells: Cell) -> Row:
        return attrs.evolve(self, cells=tuple(cell for cell in self.cells if not any(cell is one for one in cells)))

    def with_text(self, cell: Cell, text: str) -> Row:
        changed = (attrs.evolve(one, text=text) if one is cell else one for one in self.cells)
        return attrs.evolve(self, cells=tuple(changed))

    def of_role(self, role: str) -> list[Cell]:
        return [cell for cell in self.cells if cell.role == role]


Rows = tuple[Row, ...]
Lines = list[list[str]]  # of each row


def tab_led(rows: Sequence[Row]) -> Lines:
    return [[*"\n".join(f"\t{cell.text}" for cell in row.cells).split("\n"), ""] if row.cells else [] for row in rows]


def tab_rows(rows: Sequence[Row]) -> Lines:
    return [["\t".join(cell.text for cell in row.cells)] if row.cells else [] for row in rows]


def pipes(rows: Sequence[Row]) -> Lines:
    texts = [[text for cell in row.cells for text in (cell.text, *[""] * (cell.span - 1))] for row in rows]
    lines = [[f"| {' | '.join(row)} |"] if row else [] for row in texts]
    width = max(map(len, texts))
    lines[0].append("|" + " --- |" * width)
    return lines


LAYOUTS: dict[str, Callable[[Sequence[Row]], Lines]] = {"pipes": pipes, "tab-led": tab_led, "tab-rows": tab_rows}


@attrs.frozen
class Case:
    """A sound report: table three as rows, the lines around it, and every figure of the report."""

    name: str
    before: tuple[str, ...]
    rows: Rows
    after: tuple[str, ...]
    layout: str
    figures: dict[str, Number]

    @property
    def text(self) -> str:
        return self.write(self.rows)[0]

    def write(self, rows: Sequence[Row]) -> tuple[str, list[range]]:
        """Return the report with these rows in table three, and the lines of each of them."""
        lines = list(self.before)
        places = []
        for written in LAYOUTS[self.layout](rows):
            places.append(range(len(lines) + 1, len(lines) + 1 + len(written)))
            lines += written
        return "\n".join([*lines, *self.after]), places


# ---- the real reports ----


def group_path(row: str, *, innermost: bool) -> str:
    """Return the path of the group of a row: the part of the row's path above the row, or the table."""
    above = row.rpartition(".")[0]
    return f"{TABLE}.{above}" if above and innermost else TABLE


def classified(cells: list[str], path: str) -> Row:
    """Return a row of a real report as what its cells are; the row's path below the table, if it has figures."""
    if not path:
        return Row(tuple(Cell(text, "head" if text else "") for text in cells))
    groups, label, values = cells[:-8], cells[-8], cells[-7:]
    filled = [index for index, text in enumerate(groups) if text]
    leading = [
        Cell(text, "group", 1, group_path(path, innermost=index == filled[-1])) if text else Cell("")
        for index, text in enumerate(groups)
    ]
    figures = [Cell(text, "value", 1, f"{TABLE}.{path}") for text in values]
    return Row((*leading, Cell(label, "row"), *figures), f"{TABLE}.{path}")


def has_figures(cells: list[str]) -> bool:
    return len(cells) > 7 and all(re.fullmatch("[0-9,]+", text) for text in cells[-7:])


def real(prefix: str) -> Case:
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    truth = json.loads((TRUTH / f"{prefix}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    first, last = (next(i for i, line in enumerate(lines) if line.startswith(x)) for x in ("三、收到", "四、政府"))
    tabbed = [index for index in range(first, last) if lines[index].startswith("\t")]
    start, end = tabbed[0], tabbed[-1] + 2  # the blank line that ends the last row is that row's
    written = "\n".join(lines[start : end - 1]).split("\n\n")
    cells = [row.removeprefix("\t").split("\n\t") for row in written]
    paths = iter(truth["tables"][TABLE])
    rows = tuple(classified(row, next(paths) if has_figures(row) else "") for row in cells)
    figures = {
        f"{table}.{row}.{column}": number
        for table, of_table in truth["tables"].items()
        for row, of_row in of_table.items()
        for column, number in of_row.items()
        if column != "name"
    }
    return Case(prefix, tuple(lines[:start]), rows, tuple(lines[end:]), "tab-led", figures)


# ---- a report made from the grammar ----


def printed(form: Form, terminal: str) -> str:
    """Return the words of a label as the form prints them."""
    return next(word.text for word in form.words if word.terminal == terminal and word.canonical)


def head_rows(form: Form, heads: list[Label], width: int) -> Iterator[Row]:
    """Return the rows of the heads of one block: spans above what they span, `width` columns of labels beside."""
    corners = [head for head in heads if head.terminal.startswith(("CORNER_", "NOTE_"))]
    titles = [head for head in heads if head.terminal.startswith("BLOCK_")]
    for title in titles:
        yield Row((Cell(printed(form, title.terminal), "head"),))
    nodes = [head for head in heads if head not in [*corners, *titles]]
    above: list[int | None] = []
    depths: list[int] = []
    for index, node in enumerate(nodes):
        parent = next((i for i in reversed(range(index)) if nodes[i].terminal == node.parent), None)
        above.append(parent)
        depths.append(0 if parent is None else depths[parent] + 1)

    def leaves(index: int) -> int:
        below = [child for child, parent in enumerate(above) if parent == index]
        return sum(map(leaves, below)) if below else 1

    for level in range(max(depths) + 1):
        corner = (
            Cell(printed(form, corners[0].terminal), "head", width) if corners and not level else Cell("", "", width)
        )
        cells = [corner] if width else []
        for index, node in enumerate(nodes):
            if depths[index] == level:
                cells.append(Cell(printed(form, node.terminal), "head", leaves(index)))
            elif depths[index] < level and leaves(index) == 1:
                cells.append(Cell(""))
        yield Row(tuple(cells))


def table_rows(form: Form, table: Table, number: Iterator[int], figures: dict[str, Number]) -> Iterator[Row]:
    """Return the rows of a table of the form with a number of its own in every cell, which goes into `figures`."""
    variant = table.variants[0]
    width = max(len(row.groups) + bool(row.label) for row in variant.rows)
    begun: set[str] = set()
    for block in sorted({row.block for row in variant.rows}):
        yield from head_rows(form, [x for x in variant.labels if x.block == block and not x.is_group], width)
        for row in (row for row in variant.rows if row.block == block):
            cells = []
            for group in row.groups:
                path = group_path(row.path, innermost=group == row.groups[-1])
                cells.append(Cell("") if group in begun else Cell(printed(form, group), "group", 1, path))
                begun.add(group)
            path = f"{table.name}.{row.path}".rstrip(".")
            if row.label:
                cells.append(Cell(printed(form, row.label), "row", width - len(row.groups)))
            for column in row.columns:
                figures[f"{path}.{column.path}"] = next(number)
                cells.append(Cell(str(figures[f"{path}.{column.path}"]), "value", 1, path))
            yield Row(tuple(cells), path)


def made(edition: str, layout: str) -> Case:
    form = grammar.compiled().forms[edition]
    number = iter(range(1009, 9999, 7))
    figures: dict[str, Number] = {}
    tables = {table.name: tuple(table_rows(form, table, number, figures)) for table in form.tables}
    before = [f"某市某局{edition}年政府信息公开工作年度报告", "", "根据条例编制本报告。", ""]
    after: list[str] = []
    lines = before
    for section in grammar.compiled().document.sections:
        lines += [section.heading, ""]
        if section.name == TABLE:
            lines = after
        elif section.name in tables:
            lines += [line for row in LAYOUTS[layout](tables[section.name]) for line in row]
        else:
            lines.append("本机关按要求开展了这项工作。")
        lines.append("")
    return Case(f"{edition}-{layout}", tuple(before), tables[TABLE], tuple(after), layout, figures)


MADE = {f"{edition}-{layout}": (edition, layout) for edition in grammar.compiled().forms for layout in LAYOUTS}


@cache
def case_named(name: str) -> Case:
    return made(*MADE[name]) if name in MADE else real(name)


@pytest.fixture(scope="module", params=[*REAL, *MADE])
def case(request: pytest.FixtureRequest) -> Case:
    name: str = request.param
    if name in REAL and not SEEDS.is_dir():
        pytest.skip(f"the real reports are not here: no folder {SEEDS}")
    return case_named(name)


# ---- what is asked of every variant ----


@attrs.frozen
class Variant:
    """A report with one departure.

    `row` is the row whose figures may be lost (none if a head or a group's label departs), `about` are the paths
    that a complaint may have besides that row's, `line` is the number of the row to which a complaint may point.
    """

    what: str
    rows: Rows
    row: str = ""
    about: frozenset[str] = frozenset()
    line: int | None = None
    value: str = ""  # the path of the figure that was deleted

    def concerns(self, diagnostic: gxparse.Diagnostic, places: list[range]) -> bool:
        path = diagnostic.path or ""
        if path in self.about or (self.row and (path == self.row or path.startswith(f"{self.row}."))):
            return True
        return self.line is not None and diagnostic.line in places[self.line]


def figures_of(report: gxparse.Report, paths: Iterable[str]) -> dict[str, Any]:
    def value(path: str) -> object:
        node: Any = report
        for part in path.split("."):
            node = node[int(part)] if part.isdigit() else getattr(node, part)
        return node

    listed = [path for path in paths if any(part.isdigit() for part in path.split("."))]
    plain = [path for path in paths if path not in set(listed)]
    return {**dict(zip(plain, attrgetter(*plain)(report), strict=True)), **{path: value(path) for path in listed}}


def complaints(report: gxparse.Report) -> list[gxparse.Diagnostic]:
    return [each for each in report.diagnostics if each.severity in {"error", "warning"}]


def faults(case: Case, variant: Variant) -> Iterator[str]:
    """Return what is wrong with how a variant is read."""
    text, places = case.write(variant.rows)
    report = gxparse.parse(text)
    if report.applications is None or report.disclosure is None or report.disputes is None:
        yield "a table was not found"
        return
    found = figures_of(report, case.figures)
    told = complaints(report)
    if not any(variant.concerns(each, places) for each in told):
        yield "nothing is said about it"
    for each in told:
        if not variant.concerns(each, places):
            yield f"complaint about something else: {each.code} {each.path} line {each.line} {each.message}"
    for path, wanted in case.figures.items():
        own = bool(variant.row) and path.startswith(f"{variant.row}.")
        if found[path] != wanted and not (own and found[path] is None):
            whose = "its row" if own else "another row"
            yield f"wrong figure of {whose}: {path} is {found[path]} ({report.cell(path).state}), the text has {wanted}"
    if variant.value and found[variant.value] is not None:
        yield f"the deleted figure {variant.value} is {found[variant.value]}"


def all_faults(case: Case, variants: Iterable[Variant]) -> list[str]:
    return [f"{variant.what}: {fault}" for variant in variants for fault in faults(case, variant)]


def report_of(case: Case, variant: Variant) -> gxparse.Report:
    return gxparse.parse(case.write(variant.rows)[0])


def shown(found: list[str]) -> str:
    more = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return "\n" + "\n".join([*found[:SHOWN], *more])


# ---- the variants ----


def put(case: Case, index: int, *rows: Row) -> Rows:
    """Return the rows of a case with other rows in the place of one."""
    return (*case.rows[:index], *rows, *case.rows[index + 1 :])


def value_paths(case: Case, row: Row) -> list[str]:
    return [path for path in case.figures if path.startswith(f"{row.path}.")]


def figure_rows(case: Case) -> list[tuple[int, Row]]:
    return [(index, row) for index, row in enumerate(case.rows) if row.path]


def rows_deleted(case: Case) -> Iterator[Variant]:
    """Delete all of a row; the label of a group that stands in it goes with it."""
    for index, row in figure_rows(case):
        about = frozenset(group.path for group in row.of_role("group"))
        yield Variant(f"row {row.path} deleted", put(case, index), row.path, about)


def rows_deleted_but_groups(case: Case) -> Iterator[Variant]:
    """Delete a row's label and figures; the label of its group stays where it is, alone."""
    for index, row in figure_rows(case):
        if row.of_role("group"):
            left = row.without(*row.of_role("row"), *row.of_role("value"))
            what = f"row {row.path} deleted, its group's label left"
            yield Variant(what, put(case, index, attrs.evolve(left, path="")), row.path)


def rows_deleted_groups_handed_on(case: Case) -> Iterator[Variant]:
    """Delete a row; the label of its group, which spans rows, now begins at the next one."""
    for index, row in figure_rows(case):
        leading = row.cells[: row.cells.index(row.of_role("row")[0])]
        if row.of_role("group"):
            following = case.rows[index + 1]
            taken = attrs.evolve(following, cells=(*leading, *following.cells[len(leading) :]))
            rows = (*case.rows[:index], taken, *case.rows[index + 2 :])
            yield Variant(f"row {row.path} deleted, its group's label handed on", rows, row.path)


def values_removed(case: Case) -> Iterator[Variant]:
    for index, row in figure_rows(case):
        for cell, path in zip(row.of_role("value"), value_paths(case, row), strict=True):
            rows = put(case, index, row.without(cell))
            yield Variant(f"cell {path} deleted", rows, row.path, line=index, value=path)


def values_emptied(case: Case) -> Iterator[Variant]:
    for index, row in figure_rows(case):
        for cell, path in zip(row.of_role("value"), value_paths(case, row), strict=True):
            rows = put(case, index, row.with_text(cell, ""))
            yield Variant(f"cell {path} emptied", rows, row.path, line=index, value=path)


NOT_WORDS = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\.)|（[^（）]*）")


def word_places(label: str) -> list[int]:
    """Return where the characters of a label's words stand: not its numbering, punctuation or explanation."""
    apart = {place for found in NOT_WORDS.finditer(label) for place in range(*found.span())}
    return [place for place, letter in enumerate(label) if letter.isalnum() and place not in apart]


def substituted(label: str) -> Iterator[str]:
    yield from (label[:place] + WRONG + label[place + 1 :] for place in word_places(label))


def dropped(label: str) -> Iterator[str]:
    yield from (label[:place] + label[place + 1 :] for place in word_places(label))


def swapped(label: str) -> Iterator[str]:
    places = word_places(label)
    for place, following in pairwise(places):
        letters = list(label)
        letters[place], letters[following] = letters[following], letters[place]
        if letters[place] != letters[following]:
            yield "".join(letters)


MISSPELLINGS: dict[str, Callable[[str], Iterator[str]]] = {
    "a character replaced": substituted,
    "a character dropped": dropped,
    "two characters swapped": swapped,
}


def misspelt(case: Case, role: str, how: str) -> Iterator[Variant]:
    for index, row in enumerate(case.rows):
        for cell in row.of_role(role):
            about = {"head": {TABLE}, "group": {cell.path}, "row": set[str]()}[role]
            for text in MISSPELLINGS[how](cell.text):
                what = f"{cell.text!r} written {text!r}"
                own = row.path if role == "row" else ""
                yield Variant(what, put(case, index, row.with_text(cell, text)), own, frozenset(about), index)


# ---- the tests ----


def test_sound_report_is_read_without_complaint(case: Case) -> None:
    report = gxparse.parse(case.text)
    assert complaints(report) == []
    assert figures_of(report, case.figures) == case.figures


def test_every_row_and_figure_of_the_table_is_in_the_variants(case: Case) -> None:
    own = [path for path in case.figures if path.startswith(f"{TABLE}.")]
    rows = dict.fromkeys(path.rpartition(".")[0] for path in own)
    written = [cell.text.replace(",", "") for _, row in figure_rows(case) for cell in row.of_role("value")]
    assert [int(text) for text in written] == [case.figures[path] for path in own]
    assert [variant.row for variant in rows_deleted(case)] == list(rows)
    assert [variant.value for variant in values_removed(case)] == own
    assert [variant.value for variant in values_emptied(case)] == own


def test_every_label_of_the_form_is_in_the_variants(case: Case) -> None:
    report = gxparse.parse(case.text)
    form = grammar.compiled().forms[report.edition or ""]
    table = next(table for table in form.tables if table.name == TABLE)
    with_words = {
        "".join(printed(form, terminal).split()) for terminal in table.terminals if word_places(printed(form, terminal))
    }
    written = {
        "".join(c.text.split()) for row in case.rows for role in ("head", "group", "row") for c in row.of_role(role)
    }
    assert with_words <= written


@pytest.mark.parametrize("name", REAL)
def test_real_report_is_cut_and_written_again_as_it_is(name: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the real reports are not here: no folder {SEEDS}")
    (path,) = SEEDS.glob(f"{name}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        assert case_named(name).text == file.read()


@pytest.mark.parametrize("name", MADE)
def test_made_report_has_a_number_of_its_own_in_every_cell(name: str) -> None:
    figures = case_named(name).figures
    assert len(set(figures.values())) == len(figures)


def test_a_deleted_row_is_told_and_spoils_no_other(case: Case) -> None:
    found = all_faults(case, rows_deleted(case))
    assert not found, shown(found)


def test_a_row_deleted_below_its_group_label_is_told_and_spoils_no_other(case: Case) -> None:
    found = all_faults(case, rows_deleted_but_groups(case))
    assert not found, shown(found)


def test_a_row_deleted_whose_group_begins_at_the_next_is_told_and_spoils_no_other(case: Case) -> None:
    found = all_faults(case, rows_deleted_groups_handed_on(case))
    assert not found, shown(found)


def test_the_figures_of_a_deleted_row_are_missing(case: Case) -> None:
    found = []
    for variant in rows_deleted(case):
        report = report_of(case, variant)
        own = [path for path in case.figures if path.startswith(f"{variant.row}.")]
        found += [f"{path} is {report.cell(path)}" for path in own if report.cell(path).state != "missing"]
    assert not found, shown(found)


def test_a_deleted_cell_is_told_and_no_figure_is_read_in_its_place(case: Case) -> None:
    found = all_faults(case, values_removed(case))
    assert not found, shown(found)


def test_figures_of_a_row_with_a_deleted_cell_are_neither_blank_nor_invalid(case: Case) -> None:
    found = []
    for variant in values_removed(case):
        report = report_of(case, variant)
        cells = {path: report.cell(path) for path in case.figures if path.startswith(f"{variant.row}.")}
        wrong = {path: cell for path, cell in cells.items() if cell.state not in {"stated", "ambiguous", "missing"}}
        found += [f"{variant.what}: {path} is {cell}" for path, cell in wrong.items()]
    assert not found, shown(found)


def test_an_emptied_cell_is_told_and_no_figure_is_read_in_its_place(case: Case) -> None:
    found = all_faults(case, values_emptied(case))
    assert not found, shown(found)


def test_an_emptied_cell_is_blank(case: Case) -> None:
    cells = [(variant.value, report_of(case, variant).cell(variant.value)) for variant in values_emptied(case)]
    # in rows of one size a row whose last cell is empty may have lost another and been filled up
    unsure = {"blank", "ambiguous"} if case.layout == "pipes" else {"blank"}
    found = [
        f"{path} emptied is {cell}"
        for path, cell in cells
        if cell.state not in (unsure if path.endswith(".total") else {"blank"})
    ]
    assert not found, shown(found)


@pytest.mark.parametrize("how", MISSPELLINGS)
def test_a_misspelt_row_label_is_told_and_spoils_no_other_row(case: Case, how: str) -> None:
    found = all_faults(case, misspelt(case, "row", how))
    assert not found, shown(found)


@pytest.mark.parametrize("how", MISSPELLINGS)
def test_a_misspelt_group_label_is_told_and_spoils_no_row(case: Case, how: str) -> None:
    found = all_faults(case, misspelt(case, "group", how))
    assert not found, shown(found)


@pytest.mark.parametrize("how", MISSPELLINGS)
def test_a_misspelt_head_is_told_and_spoils_no_row(case: Case, how: str) -> None:
    found = all_faults(case, misspelt(case, "head", how))
    assert not found, shown(found)
