"""The report as a user of Python holds it: values, paths, cells, errors and diagnostics."""

from __future__ import annotations

import copy
import json
import pickle
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from samples import REPORT, changed

import gxparse
from gxparse import diagnostics, editions, model
from gxparse.catalogue import CODES
from gxparse.edition_reading import lexicon_of
from gxparse.editions import edition2019, edition2021
from gxparse.model import ApplicantCounts, Disputes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "临江市2022年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限自2022年1月1日至2022年12月31日。"
STATES = {"stated", "blank", "not_applicable", "missing", "ambiguous", "invalid"}
LINE_END = re.compile("\r\n|\r|\n")
GRANTED = "（一）予以公开 |  | 20 |"
PENALTIES = "| 行政处罚 | 57 | | |"

FORM_2019 = """\
临江市2019年政府信息公开工作年度报告

一、总体情况

无。

二、主动公开政府信息情况

| 第二十条第（五）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政许可 | 11 | +2 | 13 |
| 其他对外管理服务事项 | 行政检查 | 41 | -1 | 42 |
| | 行政确认 | 51 | 2 | 53 |
| 甲项 | 1 | 2 | 3 |
"""

TEXTS = {
    "clean": REPORT,
    "crlf": REPORT.replace("\n", "\r\n"),
    "2019": FORM_2019,
    "title": TITLE,
    "heading": "一、总体情况\n",
    "no period": changed(PERIOD, ""),
    "no title": changed(TITLE, ""),
    "no disputes": REPORT[: REPORT.index("| 行政复议")] + REPORT[REPORT.index("五、存在") :],
    "no disclosure": REPORT[: REPORT.index("| 第二十条第（一）项")] + REPORT[REPORT.index("三、收到") :],
    "row lost": re.sub(r"(?m)^.*（一）予以公开.*\n", "", REPORT),
    "figure lost": changed(GRANTED, "（一）予以公开 |  |"),
    "figure odd": changed(GRANTED, "（一）予以公开 |  | 1O |"),
    "figure blank": changed(GRANTED, "（一）予以公开 |  |  |"),
    "figure marked": changed(GRANTED, "（一）予以公开 |  | / |"),
    "extra row": changed(PENALTIES, f"{PENALTIES}\n| 甲项 | 5 | | |"),
    "tables alone": REPORT[REPORT.index("| 第二十条第（一）项") : REPORT.index("五、存在")],
}


@cache
def parsed(name: str) -> gxparse.Report:
    return gxparse.parse(TEXTS[name])


@pytest.fixture(params=TEXTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def paths(value: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Return every path of a dict of a report with its value."""
    if prefix:
        yield prefix, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, f"{prefix}.{index}")


def data_paths(report: gxparse.Report) -> dict[str, object]:
    found = report.to_dict()
    del found["diagnostics"]
    return dict(paths(found))


def cells(report: gxparse.Report) -> dict[str, gxparse.Cell]:
    """Return the cell of every path that has one (all have: see the test of that)."""
    return {
        path: report.cell(path) for path in data_paths(report) if not re.search(r"extra\.\d+\.(columns|values)", path)
    }


# ---- model classes ----

CLASSES = sorted(
    {
        value
        for module in (model, edition2019, edition2021)
        for value in vars(module).values()
        if isinstance(value, type) and attrs.has(value)
    }
    | {gxparse.Report, gxparse.Diagnostic},
    key=lambda found: f"{found.__module__}.{found.__name__}",
)


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: f"{found.__module__}.{found.__name__}")
def test_model_classes_are_frozen_and_slotted(found: type) -> None:
    assert "__slots__" in vars(found)
    assert "__dict__" not in dir(found)
    some: Any = object.__new__(found)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(some, attrs.fields(found)[0].name, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        some.another = None


def test_every_class_of_a_report_is_of_the_model() -> None:
    def classes(value: Any) -> Iterator[type]:  # noqa: ANN401
        if isinstance(value, tuple):
            for inner in value:
                yield from classes(inner)
        elif attrs.has(type(value)):
            yield type(value)
            for field in attrs.fields(type(value)):
                if not field.name.startswith("_"):
                    yield from classes(getattr(value, field.name))

    for found in TEXTS:
        assert set(classes(parsed(found))) <= set(CLASSES)


def test_values_are_those_of_the_text() -> None:
    report = parsed("clean")
    assert (report.title, report.issuer, report.year, report.edition) == (TITLE, "临江市", 2022, "2021")
    assert isinstance(report.disclosure, edition2021.Disclosure)
    assert isinstance(report.applications, edition2021.Applications)
    assert isinstance(report.disputes, Disputes)
    assert report.disclosure.licenses.decisions == 1024
    assert report.disclosure.fees.amount == Decimal("36.50")
    assert str(report.disclosure.fees.amount) == "36.50"
    assert report.applications.granted == ApplicantCounts(20, 0, 0, 0, 0, 0, 20)
    assert report.applications.other_handling.other.total == 4
    assert report.disputes.direct_litigation.pending == 1
    assert report.diagnostics == ()
    assert not report.has_errors


def test_two_readings_of_one_text_are_equal_and_have_one_hash(name: str) -> None:
    one, other = gxparse.parse(TEXTS[name]), gxparse.parse(TEXTS[name])
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


def test_readings_of_different_figures_are_different() -> None:
    assert parsed("clean") != gxparse.parse(changed(GRANTED, "（一）予以公开 |  | 21 |"))
    assert len({parsed(text) for text in TEXTS}) >= len(TEXTS) - 1  # two differ in line ends alone


def test_a_report_is_equal_to_nothing_else() -> None:
    others: list[object] = [REPORT, parsed("clean").to_dict(), None]
    assert all(parsed("clean") != other for other in others)


COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda report: pickle.loads(pickle.dumps(report)),  # noqa: S301
    "older pickle": lambda report: pickle.loads(pickle.dumps(report, protocol=2)),  # noqa: S301
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "evolve": attrs.evolve,
}


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_is_equal_and_has_the_same_cells(name: str, how: str) -> None:
    report = gxparse.parse(TEXTS[name])
    made = COPIES[how](report)
    assert made == report
    assert made.to_dict() == report.to_dict()
    assert cells(made) == cells(report)


@pytest.mark.parametrize("how", COPIES)
def test_a_report_can_be_copied_after_its_cells_were_looked_at(how: str) -> None:
    report = gxparse.parse(REPORT)
    cell = report.cell("applications.granted.total")
    assert COPIES[how](report).cell("applications.granted.total") == cell


def test_evolve_changes_one_field() -> None:
    report = parsed("clean")
    later = attrs.evolve(report, year=2023)
    assert (later.year, report.year) == (2023, 2022)
    assert later != report
    assert attrs.evolve(later, year=2022) == report


def test_evolve_reaches_a_figure() -> None:
    report = parsed("clean")
    assert report.disputes is not None
    results = attrs.evolve(report.disputes.reconsideration, upheld=9)
    changed_report = attrs.evolve(report, disputes=attrs.evolve(report.disputes, reconsideration=results))
    assert changed_report.to_dict()["disputes"]["reconsideration"]["upheld"] == 9


def test_the_evidence_is_no_part_of_the_representation() -> None:
    assert "Evidence" not in repr(parsed("clean"))


def test_a_report_may_be_made_by_hand() -> None:
    report = gxparse.Report(issuer="临江市", year=2022)
    assert report.to_dict()["issuer"] == "临江市"
    assert report.to_dict()["applications"] is None
    with pytest.raises(KeyError, match="not parsed"):
        report.cell("year")


# ---- to_dict ----


def test_to_dict_is_json_and_comes_back_as_it_is(name: str) -> None:
    found = parsed(name).to_dict()
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    assert {type(value) for _, value in paths(found)} <= {dict, list, str, int, float, bool, type(None)}


def test_to_dict_has_the_names_of_the_contract() -> None:
    names = "title issuer year edition period preamble sections disclosure applications disputes diagnostics"
    for text in TEXTS:
        assert list(parsed(text).to_dict()) == names.split()


def test_to_dict_has_every_figure_of_the_model(name: str) -> None:
    report, found = parsed(name), parsed(name).to_dict()

    def check(value: Any, plain: Any) -> None:  # noqa: ANN401
        if isinstance(value, tuple):
            assert len(value) == len(plain)
            for inner, plain_inner in zip(value, plain, strict=True):
                check(inner, plain_inner)
        elif attrs.has(type(value)):
            fields = [field.name for field in attrs.fields(type(value))]
            assert fields == list(plain)
            for field in fields:
                check(getattr(value, field), plain[field])
        elif isinstance(value, Decimal):
            assert Decimal(str(plain)) == value
        else:
            assert plain == value

    for table in ("disclosure", "applications", "disputes", "sections"):
        check(getattr(report, table), found[table])


def test_money_is_an_int_or_a_float() -> None:
    assert parsed("clean").to_dict()["disclosure"]["fees"]["amount"] == 36.5
    whole = gxparse.parse(changed("36.50", "36.00")).to_dict()["disclosure"]["fees"]["amount"]
    assert (whole, type(whole)) == (36, int)


def test_the_period_has_iso_dates() -> None:
    assert parsed("clean").to_dict()["period"] == {"start": "2022-01-01", "end": "2022-12-31"}
    assert parsed("no period").to_dict()["period"] is None


def test_changing_the_dict_does_not_change_the_report() -> None:
    report = gxparse.parse(REPORT)
    report.to_dict()["applications"]["granted"]["total"] = -1
    report.to_dict()["sections"].clear()
    assert report == parsed("clean")
    assert report.to_dict() == parsed("clean").to_dict()


# ---- cells ----


def test_every_path_of_the_dict_has_a_cell(name: str) -> None:
    report = parsed(name)
    for path, value in data_paths(report).items():
        cell = report.cell(path)
        assert isinstance(cell, gxparse.Cell)
        assert cell.state in STATES
        if isinstance(value, int | float):
            assert cell.state == "stated"
        if cell.state == "missing":
            assert value is None or value == [] or isinstance(value, dict | str | list)


def test_a_figure_has_a_number_where_its_cell_is_stated_and_only_there(name: str) -> None:
    report = parsed(name)
    for path, value in data_paths(report).items():
        if re.match(r"(disclosure|applications|disputes)\.", path) and not isinstance(value, dict | list | str):
            assert (report.cell(path).state == "stated") == (value is not None)


def test_a_cell_stands_at_its_place_in_the_text(name: str) -> None:
    report = parsed(name)
    lines = LINE_END.split(TEXTS[name])
    for cell in cells(report).values():
        if cell.line is None:
            assert (cell.text, cell.column, cell.end_column) == ("", None, None)
            continue
        assert cell.column is not None
        assert cell.end_column is not None
        first, *rest = LINE_END.split(cell.text)
        assert lines[cell.line - 1][cell.column - 1 :].startswith(first)
        if not rest:
            assert cell.end_column == cell.column + len(first)
        else:
            last = lines[cell.line - 1 + len(rest)]
            assert last[: cell.end_column - 1].endswith(rest[-1])


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("title", TITLE, 1),
        ("year", TITLE, 1),
        ("issuer", TITLE, 1),
        ("period", "2022年1月1日至2022年12月31日", 3),
        ("period.start", "2022年1月1日至2022年12月31日", 3),
        ("period.end", "2022年1月1日至2022年12月31日", 3),
        ("preamble", PERIOD, 3),
        ("sections.0.heading", "一、总体情况", 5),
        ("sections.0.number", "一、总体情况", 5),
        ("sections.0.line", "一、总体情况", 5),
        ("disclosure.licenses.decisions", "1,024", 21),
        ("disclosure.licenses", "行政许可", 21),
        ("disclosure.fees.amount", "36.50", 28),
        ("applications.granted", "（一）予以公开", 37),
        ("applications.granted.total", "20", 37),
        ("applications.denied", "（三）不予公开", 39),
        ("applications.denied.state_secret", "1.属于国家秘密", 39),
        ("disputes.reconsideration.upheld", "1", 66),
    ],
)
def test_a_cell_says_what_the_text_has_and_where(path: str, text: str, line: int) -> None:
    cell = parsed("clean").cell(path)
    assert (cell.text, cell.state, cell.line) == (text, "stated", line)


def test_the_cell_of_a_section_is_the_whole_of_it() -> None:
    report = parsed("clean")
    for index, section in enumerate(report.sections):
        cell = report.cell(f"sections.{index}")
        assert cell.text.startswith(section.heading)
        assert cell.line == section.line
    assert report.cell("sections").text.startswith("一、总体情况")


def test_the_cell_of_a_text_is_the_text_outer_white_space_aside(name: str) -> None:
    report = parsed(name)
    for path, value in data_paths(report).items():
        if re.fullmatch(r"title|preamble|sections\.\d+\.(text|heading)", path) and value is not None:
            assert report.cell(path).text == value


def test_the_cell_of_a_table_is_where_it_stands() -> None:
    report = parsed("clean")
    cell = report.cell("disputes")
    assert (cell.state, cell.line) == ("stated", 63)
    assert "行政复议" in cell.text


@pytest.mark.parametrize(
    ("text", "path", "state"),
    [
        ("row lost", "applications.granted.total", "missing"),
        ("figure lost", "applications.granted.total", "ambiguous"),
        ("figure odd", "applications.granted.natural_person", "invalid"),
        ("figure blank", "applications.granted.natural_person", "blank"),
        ("figure marked", "applications.granted.natural_person", "not_applicable"),
        ("no disputes", "disputes", "missing"),
        ("no disputes", "disputes.reconsideration", "missing"),
        ("no disputes", "disputes.reconsideration.upheld", "missing"),
        ("no disclosure", "disclosure.fees.amount", "missing"),
        ("no period", "period", "missing"),
        ("no period", "period.start", "missing"),
        ("no title", "title", "missing"),
        ("no title", "issuer", "missing"),
        ("title", "sections", "missing"),
        ("title", "edition", "missing"),
        ("title", "preamble", "missing"),
        ("title", "applications.granted.total", "missing"),
    ],
)
def test_the_state_says_why_a_value_is_none(text: str, path: str, state: str) -> None:
    assert parsed(text).cell(path).state == state


def test_rows_of_lists_have_their_index_in_the_path() -> None:
    report = parsed("2019")
    assert report.cell("disclosure.other_services.0.change").text == "-1"
    assert report.cell("disclosure.other_services.1.change").text == "2"
    assert report.cell("disclosure.other_services.1.name").text == "行政确认"
    assert report.cell("disclosure.other_services.1").text == "行政确认"
    assert report.cell("disclosure.extra.0.name").text == "甲项"
    assert report.cell("disclosure.extra.0.values").state == "stated"
    assert report.cell("disclosure.extra.0.values.2").text == "3"


def test_a_row_that_the_form_does_not_have_is_kept_as_printed() -> None:
    extra = parsed("2019").to_dict()["disclosure"]["extra"]
    assert extra == [
        {"name": "甲项", "columns": ["上一年项目数量", "本年增/减", "处理决定数量"], "values": ["1", "2", "3"]}
    ]


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("applications.granted.totl", "applications.granted.total"),
        ("aplications.granted.total", "applications.granted.total"),
        ("disputes.reconsideration.uphold", "disputes.reconsideration.upheld"),
        ("sections.0.headin", "sections.0.heading"),
        ("tilte", "title"),
        ("applications.granted.total.", "applications.granted.total"),
        ("Applications.Granted.Total", None),
    ],
)
def test_an_unknown_path_is_a_key_error_that_names_a_near_one(path: str, near: str | None) -> None:
    with pytest.raises(KeyError) as error:
        parsed("clean").cell(path)
    assert path in str(error.value)
    if near:
        assert f"did you mean {near}?" in str(error.value)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "x",
        "applications.",
        ".title",
        "sections.6",
        "sections.-1",
        "sections.00",
        "title.0",
        "diagnostics.0",
        "disclosure.extra.0",
    ],
)
def test_what_is_no_path_is_a_key_error(path: str) -> None:
    with pytest.raises(KeyError):
        parsed("clean").cell(path)


def test_a_near_path_is_named_where_the_table_is_missing() -> None:
    with pytest.raises(KeyError, match=r"did you mean disputes\.reconsideration\.upheld"):
        parsed("no disputes").cell("disputes.reconsideration.uphled")


def test_a_path_of_the_other_edition_is_none() -> None:
    with pytest.raises(KeyError):
        parsed("clean").cell("disclosure.procurement.amount")
    assert parsed("title").cell("disclosure.procurement.amount").state == "missing"


# ---- errors ----


def test_strict_raises_with_diagnostics_and_report() -> None:
    text = TEXTS["row lost"]
    with pytest.raises(gxparse.ReportError) as error:
        gxparse.parse(text, strict=True)
    assert error.value.report == parsed("row lost")
    assert error.value.diagnostics == parsed("row lost").diagnostics
    first = next(d for d in error.value.diagnostics if d.severity == "error")
    assert first.code in str(error.value)
    assert f"line {first.line}" in str(error.value)
    assert not isinstance(error.value, gxparse.NotAReportError)


def test_strict_returns_what_has_no_error() -> None:
    assert gxparse.parse(REPORT, strict=True) == parsed("clean")
    assert [d.severity for d in gxparse.parse(TEXTS["figure blank"], strict=True).diagnostics] == ["warning"]


def test_strict_raises_just_where_there_is_an_error(name: str) -> None:
    if parsed(name).has_errors:
        with pytest.raises(gxparse.ReportError):
            gxparse.parse(TEXTS[name], strict=True)
    else:
        assert gxparse.parse(TEXTS[name], strict=True) == parsed(name)


@pytest.mark.parametrize("text", ["", " \n", "甲乙丙", "12", "\x00", "\ud800"])
def test_a_text_with_nothing_of_a_report_is_refused(text: str) -> None:
    with pytest.raises(gxparse.NotAReportError) as error:
        gxparse.parse(text)
    assert isinstance(error.value, gxparse.ReportError)
    assert isinstance(error.value, ValueError)
    assert [d.code for d in error.value.diagnostics] == ["GX101"]
    assert error.value.report is None


@pytest.mark.parametrize("what", ["ReportError", "NotAReportError"])
def test_an_error_can_be_pickled(what: str) -> None:
    with pytest.raises(gxparse.ReportError) as caught:
        gxparse.parse(TEXTS["row lost"] if what == "ReportError" else "甲", strict=True)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert type(again).__name__ == what
    assert (str(again), again.diagnostics, again.report) == (
        str(caught.value),
        caught.value.diagnostics,
        caught.value.report,
    )


@pytest.mark.parametrize("value", [b"\xe4\xb8\x80", None, 12, bytearray(b"x"), ["x"], object()])
def test_what_is_no_str_is_a_type_error_that_names_its_type(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError, match=type(value).__name__):
        gxparse.parse(value)


def test_a_subclass_of_str_is_a_str() -> None:
    class Text(str):
        __slots__ = ()

    assert gxparse.parse(Text(REPORT)) == parsed("clean")


def test_strict_is_given_by_name() -> None:
    with pytest.raises(TypeError):
        gxparse.parse(REPORT, True)  # type: ignore[call-arg] # noqa: FBT003


# ---- diagnostics ----


def spoilt() -> Iterator[str]:
    """Return reports with some departure each, and all of these texts in other line ends."""
    yield from TEXTS.values()
    lines = REPORT.split("\n")
    for index in range(0, len(lines), 3):
        yield "\n".join(lines[:index] + lines[index + 1 :])
        yield "\r\n".join([*lines[:index], lines[index].replace("公", "某").replace("0", "O", 1), *lines[index + 1 :]])


@cache
def spoilt_reports() -> tuple[tuple[str, gxparse.Report], ...]:
    return tuple((text, gxparse.parse(text)) for text in spoilt())


def test_diagnostics_are_in_the_order_of_the_text_and_stand_in_it() -> None:
    seen = set()
    for text, report in spoilt_reports():
        lines = LINE_END.split(text)
        places = [(d.line, d.column) for d in report.diagnostics]
        assert places == sorted(places)
        for d in report.diagnostics:
            seen.add(d.code)
            assert 1 <= d.line <= d.end_line <= len(lines)
            assert 1 <= d.column <= len(lines[d.line - 1]) + 1
            assert 1 <= d.end_column <= len(lines[d.end_line - 1]) + 1
            assert (d.line, d.column) <= (d.end_line, d.end_column)
    assert len(seen) > 10


def test_what_a_diagnostic_found_stands_at_its_place() -> None:
    for text, report in spoilt_reports():
        lines = LINE_END.split(text)
        for d in report.diagnostics:
            if d.found and d.line == d.end_line and " … " not in d.found and not d.found.endswith("…"):
                assert lines[d.line - 1][d.column - 1 :].startswith(d.found)


def test_expected_are_the_form_s_own_labels() -> None:
    own = {word.text for edition in editions.names() for word in lexicon_of(edition).form.words if word.canonical}
    own |= {section.heading for section in parsed("clean").sections}
    heads = "行政复议、行政诉讼"  # the only row without a label, named by the heads over it
    for _, report in spoilt_reports():
        for d in report.diagnostics:
            assert isinstance(d.expected, tuple)
            assert set(d.expected) <= own | {heads}


def test_a_diagnostic_names_a_known_code_with_its_severity_and_a_known_path() -> None:
    sections = {"overview", "disclosure", "applications", "disputes", "problems", "other_matters"}
    for _, report in spoilt_reports():
        for d in report.diagnostics:
            assert d.severity == CODES[d.code].severity
            assert d.message
            assert "{" not in d.message
            assert d.path is None or d.path in sections or isinstance(report.cell(d.path), gxparse.Cell)


def test_a_diagnostic_is_json_with_the_names_of_the_contract() -> None:
    places = ["line", "column", "end_line", "end_column"]
    names = ["code", "severity", "message", *places, "path", "expected", "found", "hint"]
    for _, report in spoilt_reports():
        for d, plain in zip(report.diagnostics, report.to_dict()["diagnostics"], strict=True):
            assert list(plain) == names
            assert names == [field.name for field in attrs.fields(gxparse.Diagnostic) if field.name[0] != "_"]
            assert plain == d.to_dict()
            assert plain["expected"] == list(d.expected)
            assert hash(d) == hash(attrs.evolve(d))


def test_diagnostics_about_one_place_stay_in_the_order_in_which_they_were_found() -> None:
    from gxparse.source import Source

    reporter = diagnostics.Reporter(Source("甲乙"))
    reporter.add("GX102", 1)
    reporter.add("GX110", 0)
    reporter.add("GX101", 1)
    assert [d.code for d in reporter.diagnostics()] == ["GX110", "GX102", "GX101"]
