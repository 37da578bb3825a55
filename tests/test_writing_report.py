"""Whole reports as text, from data and from the model; and the command that writes them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_strategies import amounts, reports
from samples import REPORT, changed

import gxparse
from gxparse import cli, editions, grammar
from gxparse.editions import edition2019, edition2021
from gxparse.model import ApplicantCounts, Disputes, ExtraRow
from gxparse.writing.figures import FigureStyle
from gxparse.writing.layouts import LAYOUTS
from gxparse.writing.reading import report_from_dict
from gxparse.writing.report import blank_form, filled, render

if TYPE_CHECKING:
    from gxparse.writing.report import Script

BLANK_FORMS = Path(__file__).resolve().parent / "blank_forms"
TABLES = ("disclosure", "applications", "disputes")


def headings() -> list[str]:
    return [section.heading for section in grammar.compiled().document.sections]


# ---- the blank form ----


@pytest.mark.parametrize("edition", editions.names())
@pytest.mark.parametrize(("layout", "end"), [("markdown", "md"), ("html", "html")])
def test_blank_form(edition: str, layout: str, end: str) -> None:
    assert blank_form(edition, layout) == (BLANK_FORMS / f"{edition}.{end}").read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", editions.names())
def test_blank_form_is_read_as_a_form_without_figures(edition: str) -> None:
    found = gxparse.parse(blank_form(edition))
    assert found.edition == edition
    assert [section.heading for section in found.sections] == headings()
    assert found.applications == editions.tables(edition)["applications"]()
    assert found.disputes == Disputes()
    # a row with neither a label nor a figure, as that of table four, may be taken for none
    assert {diagnostic.path for diagnostic in found.diagnostics if diagnostic.severity == "error"} <= {"disputes"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", editions.names())
def test_blank_form_has_the_headings_in_every_layout(edition: str, layout: str) -> None:
    lines = blank_form(edition, layout).splitlines()
    assert [line for line in lines if line in headings()] == headings()


# ---- figures ----


@pytest.mark.parametrize(
    ("style", "value", "kind", "expected"),
    [
        (FigureStyle(), 0, "COUNT", "0"),
        (FigureStyle(), 1092, "COUNT", "1092"),
        (FigureStyle(thousands=","), 1234567, "COUNT", "1,234,567"),
        (FigureStyle(thousands="，"), 1092, "COUNT", "1，092"),
        (FigureStyle(digits="full_width"), 1092, "COUNT", "１０９２"),
        (FigureStyle(), 3, "CHANGE", "+3"),
        (FigureStyle(), -3, "CHANGE", "-3"),
        (FigureStyle(), 0, "CHANGE", "0"),
        (FigureStyle(changes="plain"), 3, "CHANGE", "3"),
        (FigureStyle(changes="plain", minus="－"), -3, "CHANGE", "－3"),
        (FigureStyle(changes="words"), 3, "CHANGE", "增3"),
        (FigureStyle(changes="words"), -3, "CHANGE", "减3"),
        (FigureStyle(changes="words"), 0, "CHANGE", "0"),
        (FigureStyle(thousands=",", minus="—"), -4448, "CHANGE", "—4,448"),
        (FigureStyle(), Decimal("15392.4859"), "MONEY", "15392.4859"),
        (FigureStyle(), Decimal("36.50"), "MONEY", "36.50"),
        (FigureStyle(), Decimal("1E+2"), "MONEY", "100"),
        (FigureStyle(thousands=","), Decimal("32694.3253"), "MONEY", "32,694.3253"),
        (FigureStyle(), None, "COUNT", ""),
        (FigureStyle(blank="&nbsp;"), None, "COUNT", "&nbsp;"),
    ],
)
def test_figure(style: FigureStyle, value: int | Decimal | None, kind: str, expected: str) -> None:
    assert style.write(value, kind) == expected


def test_figure_that_is_not_applicable_is_the_mark() -> None:
    assert FigureStyle().write(None, applicable=False) == "/"
    assert FigureStyle(not_applicable="无").write(None, applicable=False) == "无"


@pytest.mark.parametrize(
    "wrong", [{"thousands": "."}, {"digits": "roman"}, {"changes": "red"}, {"minus": "~"}, {"not_applicable": "0"}]
)
def test_style_that_does_not_exist_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        FigureStyle(**wrong)


STYLES = st.builds(
    FigureStyle,
    thousands=st.sampled_from(["", ",", "，"]),
    digits=st.sampled_from(["ascii", "full_width"]),
    changes=st.sampled_from(["signed", "plain", "words"]),
    minus=st.sampled_from(["-", "－", "—", "−"]),
)


@settings(max_examples=60, deadline=None)
@given(report=reports("2019"), style=STYLES)
def test_figures_in_every_style_are_read(report: gxparse.Report, style: FigureStyle) -> None:
    found = gxparse.parse(gxparse.render(report, "pipe_rows", style=style))
    assert [getattr(found, table) for table in TABLES] == [getattr(report, table) for table in TABLES]


# ---- whole reports ----


def test_render_is_public() -> None:
    report = gxparse.parse(REPORT)
    assert "render" in gxparse.__all__
    assert gxparse.render(report) == render(report)


def test_parsed_report_is_written_with_title_narrative_and_tables() -> None:
    report = gxparse.parse(REPORT)
    text = render(report)
    assert text.startswith(f"{report.title}\n\n{report.preamble}\n\n一、总体情况\n\n全市全年主动公开信息六百余条。")
    assert text.endswith("六、其他需要报告的事项\n\n无。\n")
    found = gxparse.parse(text)
    assert found.diagnostics == ()
    before, after = report.to_dict(), found.to_dict()
    for section in (*before["sections"], *after["sections"]):
        del section["line"], section["text"]
    assert after == before
    assert render(found) == text


def test_headings_are_kept_as_they_were_written() -> None:
    text = render(gxparse.parse(changed("五、存在的主要问题及改进情况", "五、存在问题和改进措施", REPORT)))
    assert "\n五、存在问题和改进措施\n" in text
    assert "五、存在的主要问题及改进情况" not in text


def test_narrative_around_a_table_is_not_kept() -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    text = render(gxparse.parse(changed(heading, f"{heading}\n本节以表格形式报告。\n", REPORT)))
    assert "本节以表格形式报告" not in text
    assert "| 行政复议 |" in text


def test_table_that_the_report_does_not_have_is_not_written() -> None:
    report = attrs.evolve(gxparse.parse(REPORT), disputes=None)
    assert "四、政府信息公开行政复议、行政诉讼情况\n\n五、" in render(report)


def test_table_without_a_section_comes_with_the_heading_of_the_form() -> None:
    report = gxparse.parse(REPORT)
    kept = tuple(section for section in report.sections if section.number not in (3, 4))
    text = render(attrs.evolve(report, sections=kept))
    assert [line for line in text.splitlines() if line in headings()] == headings()
    assert gxparse.parse(text).applications == report.applications


def test_repeated_section_has_the_table_once() -> None:
    report = gxparse.parse(REPORT)
    twice = tuple(section for section in report.sections for _ in range(2))
    assert render(attrs.evolve(report, sections=twice)).count("| 行政复议 |") == 1


def test_marks_are_written_where_the_text_has_them_and_blanks_elsewhere() -> None:
    report = gxparse.parse(changed("| 规章 | 0 | 0 | 0 |", "| 规章 | - |  | 0 |"))
    assert report.disclosure is not None
    text = render(report, style=FigureStyle(not_applicable="无"))
    assert "| 规章 | 无 | | 0 |" in text
    assert "| 规章 | | | 0 |" in render(attrs.evolve(report, evidence=None))


def test_rows_that_the_form_does_not_have_are_written() -> None:
    row = "| 其他主动公开文件 | 12 | 9 | 40 |\n"
    before = "| 行政规范性文件 | 3 | 1 | 12 |\n"
    report = gxparse.parse(changed(before, before + row))
    assert isinstance(report.disclosure, edition2021.Disclosure)
    assert report.disclosure.extra
    text = render(report)
    assert before + row in text
    assert gxparse.parse(text).disclosure == report.disclosure


def test_extra_row_with_other_heads_is_written() -> None:
    extra = ExtraRow("公告", ("甲", "乙"), ("1", "2"))
    text = render(gxparse.Report(edition="2021", disclosure=edition2021.Disclosure(extra=(extra,))))
    assert "| 信息内容 | 甲 | 乙 | |\n| 公告 | 1 | 2 | |\n" in text


@pytest.mark.parametrize(
    ("script", "words"),
    [("simplified", "规章"), ("traditional", "四、政府信息公開行政複議、行政訴訟情況"), ("taiwan", "政府資訊公開")],
)
def test_script(script: Script, words: str) -> None:
    text = gxparse.render(gxparse.parse(REPORT), script=script)
    assert words in text


@pytest.mark.parametrize("script", ["traditional", "taiwan"])
@pytest.mark.parametrize("layout", ["markdown", "pipe_rows_padded", "tab_led"])
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_other_scripts_are_read(script: Script, layout: str, data: st.DataObject) -> None:
    report = data.draw(reports("2021"))
    found = gxparse.parse(gxparse.render(report, layout, script=script))
    assert [getattr(found, table) for table in TABLES] == [getattr(report, table) for table in TABLES]


def test_unknown_script_and_layout_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no script 'latin'; there are simplified, traditional, taiwan"):
        render(gxparse.Report(), script="latin")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is no layout 'latin'; there are cell_per_line"):
        render(gxparse.Report(), "latin")


def test_section_that_the_form_does_not_have_is_refused() -> None:
    section = gxparse.Section(7, "七、", "", 1)
    with pytest.raises(ValueError, match="the form has no section 7"):
        render(gxparse.Report(sections=(section,)))


def test_empty_report_is_the_headings() -> None:
    assert render(gxparse.Report()) == "\n\n".join(headings()) + "\n"


def test_edition_is_that_of_the_tables_if_none_is_named() -> None:
    report = gxparse.Report(year=2022, applications=edition2019.Applications(other_handling=ApplicantCounts(total=3)))
    assert "| | （六）其他处理 | | | | | | | | 3 |" in render(report)


def test_tables_of_two_editions_are_refused() -> None:
    report = gxparse.Report(disclosure=edition2019.Disclosure(), applications=edition2021.Applications())
    with pytest.raises(ValueError, match="no edition of the form has these tables; there are 2019, 2021"):
        render(report)


def test_rows_of_a_list_choose_the_variant_of_the_form() -> None:
    one = edition2019.Disclosure(other_services=(edition2019.ServiceCounts("其他对外管理服务事项", 1, 2, 3),))
    assert "| 其他对外管理服务事项 | 1 | +2 | 3 |\n" in render(gxparse.Report(disclosure=one))
    two = edition2019.Disclosure(
        other_services=(edition2019.ServiceCounts("行政检查", 1, 2, 3), edition2019.ServiceCounts("", 4, -5, 6))
    )
    assert "| 其他对外管理服务事项 | 行政检查 | 1 | +2 | 3 |\n| | 行政确认 | 4 | -5 | 6 |\n" in render(
        gxparse.Report(disclosure=two)
    )


@pytest.mark.parametrize("names", [("行政确认", "行政检查"), ("行政检查",), ("其他",), ("", "", "")])
def test_rows_of_a_list_that_the_form_does_not_have_are_refused(names: tuple[str, ...]) -> None:
    services = tuple(edition2019.ServiceCounts(name, 1, 2, 3) for name in names)
    with pytest.raises(ValueError, match=r"no variant of the form has these rows: disclosure\.other_services\.0"):
        render(gxparse.Report(disclosure=edition2019.Disclosure(other_services=services)))


# ---- data ----


@pytest.mark.parametrize("edition", editions.names())
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_data_become_the_report_that_they_were(edition: str, data: st.DataObject) -> None:
    report = data.draw(reports(edition, missing=0.2))
    again = report_from_dict(json.loads(json.dumps(report.to_dict())), edition)
    assert again == report


def test_data_of_a_parsed_report_are_its_data_again() -> None:
    text = changed("| 行政规范性文件 | 3 | 1 | 12 |\n", "| 行政规范性文件 | 3 | 1 | 12 |\n| 其他文件 | 12 | 9 | 40 |\n")
    before = gxparse.parse(text).to_dict()
    after = report_from_dict(before, "2021").to_dict()
    assert before["disclosure"]["extra"]
    assert before["period"]
    assert {**after, "diagnostics": before["diagnostics"]} == before


@pytest.mark.parametrize("edition", editions.names())
def test_no_data_are_no_report(edition: str) -> None:
    assert report_from_dict({}, edition) == gxparse.Report(edition=edition)


def test_what_is_not_there_is_none() -> None:
    report = report_from_dict({"disclosure": {"rules": None, "fees": {"amount": None}}, "disputes": None}, "2021")
    assert report.disclosure == edition2021.Disclosure()
    assert report.disputes is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (477.35, Decimal("477.35")),
        ("32694.3253", Decimal("32694.3253")),
        (12, Decimal(12)),
        (Decimal("0.10"), Decimal("0.10")),
    ],
)
def test_money_is_exact(value: object, expected: Decimal) -> None:
    report = report_from_dict({"disclosure": {"fees": {"amount": value}}}, "2021")
    assert isinstance(report.disclosure, edition2021.Disclosure)
    assert str(report.disclosure.fees.amount) == str(expected)


@given(amounts())
def test_money_is_written_as_it_is(amount: Decimal) -> None:
    text = filled("2021", {"disclosure": {"fees": {"amount": amount}}})
    assert f"| 行政事业性收费 | {amount:f} | | |" in text


WRONG: list[tuple[str, Any, str]] = [
    ("2021", [], "the data: an object"),
    ("2021", {"tables": {}}, "tables: there is no such field; there are title"),
    ("2021", {"titel": "x"}, "titel: there is no such field; did you mean title?"),
    ("2021", {"title": 3}, "title: a text is expected, not 3"),
    ("2021", {"year": True}, "year: a whole number is expected, not True"),
    ("2021", {"edition": "2019"}, "edition: the data are of edition 2019, not 2021"),
    ("2021", {"period": {"start": "2022-01-01"}}, "period.end: a date"),
    ("2021", {"period": {"start": "2022-02-30", "end": "2022-12-31"}}, "period.start: a date"),
    ("2021", {"period": {"from": "2022-02-30"}}, "period.from: there is no such field"),
    ("2021", {"sections": {}}, "sections: a list"),
    ("2021", {"sections": [{"number": 7}]}, "sections.0.number: a number from 1 to 6 is expected, not 7"),
    ("2021", {"sections": [{}]}, "sections.0.number: a whole number is expected, not None"),
    ("2021", {"disclosure": 3}, "disclosure: an object (a dict) is expected, not 3"),
    ("2021", {"disclosure": {"rules": {"isued": 3}}}, "disclosure.rules.isued: there is no such field; did you mean issued?"),
    ("2021", {"disclosure": {"rules": {"issued": True}}}, "disclosure.rules.issued: a whole number is expected, not True"),
    ("2021", {"disclosure": {"rules": {"issued": 3.0}}}, "disclosure.rules.issued: a whole number is expected, not 3.0"),
    ("2021", {"disclosure": {"rules": {"issued": "3"}}}, "disclosure.rules.issued: a whole number is expected, not '3'"),
    ("2021", {"disclosure": {"rules": {"issued": -3}}}, "disclosure.rules.issued: a whole number, 0 or more, is expected, not -3"),
    ("2021", {"disclosure": {"fees": {"amount": "3元"}}}, "disclosure.fees.amount: an amount is expected, not '3元'"),
    ("2021", {"disclosure": {"fees": {"amount": False}}}, "disclosure.fees.amount: an amount is expected, not False"),
    ("2021", {"disclosure": {"fees": {"amount": -1}}}, "disclosure.fees.amount: an amount, 0 or more, is expected, not -1"),
    ("2021", {"disclosure": {"fees": {"amount": float("nan")}}}, "disclosure.fees.amount: an amount, 0 or more, is expected, not nan"),
    ("2021", {"disclosure": {"rules": {"issued": 10**30}}}, "disclosure.rules.issued: a number of at most 30 digits is expected, not 1000000000"),
    ("2021", {"disclosure": {"fees": {"amount": "1E+999999999"}}}, "disclosure.fees.amount: a number of at most 30 digits is expected"),
    ("2021", {"disclosure": {"fees": {"amount": f"0.{'1' * 29}"}}}, "disclosure.fees.amount: a number of at most 30 digits is expected"),
    ("2021", {"disclosure": {"extra": [{"name": "x", "values": [1]}]}}, "disclosure.extra.0.values.0: a text is expected, not 1"),
    ("2021", {"disclosure": {"extra": {}}}, "disclosure.extra: a list is expected, not {}"),
    ("2019", {"disclosure": {"other_services": [{"name": None}]}}, "disclosure.other_services.0.name: a text is expected, not None"),
    ("2019", {"disclosure": {"other_services": [{}, {"decisions": -1}]}}, "disclosure.other_services.1.decisions: a whole number, 0 or more,"),
    ("2022", {}, "there is no edition '2022' of the form; there are 2019, 2021"),
]  # fmt: skip


@pytest.mark.parametrize(("edition", "data", "message"), WRONG)
def test_wrong_data_are_refused_with_their_path(edition: str, data: Any, message: str) -> None:  # noqa: ANN401
    for make in (report_from_dict, lambda found, name: filled(name, found)):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
            make(data, edition)


def test_numbers_of_as_many_digits_as_are_read_are_written_and_read() -> None:
    count, amount = 10**30 - 1, Decimal(f"0.{'1' * 28}")
    report = gxparse.parse(
        filled("2021", {"disclosure": {"licenses": {"decisions": count}, "fees": {"amount": amount}}})
    )
    assert isinstance(report.disclosure, edition2021.Disclosure)
    assert (report.disclosure.licenses.decisions, report.disclosure.fees.amount) == (count, amount)


def test_changes_alone_may_be_negative() -> None:
    data = {"disclosure": {"fees": {"change": -3}, "other_services": [{}, {"change": -1}]}}
    report = report_from_dict(data, "2019")
    assert isinstance(report.disclosure, edition2019.Disclosure)
    assert report.disclosure.fees.change == -3
    assert report.disclosure.other_services[1].change == -1


def test_filled_form_has_blank_tables_where_there_are_no_data() -> None:
    data = {"disputes": {"reconsideration": {"upheld": 3}}, "applications": None}
    text = filled("2021", data)
    assert "| 规章 | | | |" in text
    assert "| 3 | | | |" in text
    assert "申请人情况" not in text


# ---- the command ----


@attrs.frozen
class Run:
    capture: pytest.CaptureFixture[str]
    folder: Path

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(["form", *arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = self.capture.readouterr()
        return status, out, err

    def file(self, content: str | bytes) -> str:
        path = self.folder / "data.json"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return Run(capsys, tmp_path)


def test_command_writes_the_blank_form(run: Run) -> None:
    assert run("2021") == (0, blank_form("2021"), "")
    assert run("2019", "--layout", "html", "--script", "taiwan") == (0, blank_form("2019", "html", script="taiwan"), "")


def test_command_fills_in_what_parse_writes(run: Run) -> None:
    found = gxparse.parse(REPORT).to_dict()
    for data in (found, {"file": "report.txt", **found}):
        status, out, _ = run("2021", "--fill", run.file(json.dumps(data)), "--layout", "tab_led")
        assert status == 0
        assert out == filled("2021", found, "tab_led")


def test_command_keeps_the_decimals_of_money(run: Run) -> None:
    _, out, _ = run("2021", "--fill", run.file('{"disclosure": {"fees": {"amount": 36.50}}}'))
    assert "| 行政事业性收费 | 36.50 | | |" in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "data.json:1:2 is not JSON"),
        ("[]", "data.json is not the data of one report (a JSON object)"),
        ("[" * 100_000, "data.json is not JSON that can be read"),
        ('{"year": ' + "9" * 5000 + "}", "data.json is not JSON that can be read"),
        ('{"year": 2023, "year": 2022}', "data.json is not JSON that can be read: the key 'year' stands twice"),
        (b"\xff\xff\xff", "data.json cannot be read: it is neither UTF-8"),
        ('{"disclosure": {"rules": {"isued": 3}}}', "disclosure.rules.isued: there is no such field; did you mean issued?"),
        ('{"disclosure": {"fees": {"amount": Infinity}}}', "disclosure.fees.amount: an amount"),
        ('{"edition": "2019"}', "edition: the data are of edition 2019, not 2021"),
    ],
)  # fmt: skip
def test_command_refuses_a_wrong_file(run: Run, content: str | bytes, message: str) -> None:
    status, out, err = run("2021", "--fill", run.file(content))
    assert (status, out) == (2, "")
    assert message in err


def test_command_refuses_what_does_not_exist(run: Run) -> None:
    status, _, err = run("2022")
    assert status == 2
    assert "there is no edition '2022' of the form; there are 2019, 2021" in err
    status, _, err = run("2021", "--layout", "table")
    assert status == 2
    assert "there is no layout 'table'; there are cell_per_line" in err
    status, _, err = run("2021", "--fill", str(run.folder / "nothing.json"))
    assert status == 2
    assert "nothing.json cannot be read" in err


def test_command_says_which_layouts_and_editions_there_are(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    listed = out[out.index("Layouts") : out.index("positional")].replace(",", " ").split()
    assert [name for name in LAYOUTS if name not in listed] == []
    assert all(name in out for name in (*editions.names(), "exit status:", "examples:"))
    assert all(len(line) <= 100 for line in out.split("\n"))
    examples = [line.strip().removeprefix("gxparse ") for line in out.split("\n") if line.startswith("  gxparse ")]
    assert len(examples) >= 3
    assert all(cli.command_line().parse_args(example.split()) for example in examples)


def test_a_title_is_made_of_issuer_and_year_where_only_these_are_given() -> None:
    report = gxparse.parse(filled("2021", {"issuer": "云溪市水务局", "year": 2023}))
    assert (report.title, report.issuer, report.year) == (
        "云溪市水务局2023年政府信息公开工作年度报告",
        "云溪市水务局",
        2023,
    )
    assert filled("2021", {"issuer": "云溪市水务局"}) == filled("2021", {})
