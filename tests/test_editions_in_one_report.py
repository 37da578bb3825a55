"""The edition is that of most labels; a table of another edition is read as what it is, and that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples import REPORT, changed

import gxparse
from gxparse.editions import edition2019

SECOND, THIRD, FOURTH = "二、主动公开政府信息情况\n", "三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议"
HEADS_OF_ITEMS = "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"

DISCLOSURE_2019 = f"""\
| 第二十条第（一）项 | | | |
| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| 规章 | 2 | 1 | 17 |
| 规范性文件 | 63 | 58 | 411 |
| 第二十条第（五）项 | | | |
{HEADS_OF_ITEMS}| 行政许可 | 287 | +14 | 30562 |
| 其他对外管理服务事项 | 19 | -3 | 7405 |
| 第二十条第（六）项 | | | |
{HEADS_OF_ITEMS}| 行政处罚 | 3140 | +226 | 12876 |
| 行政强制 | 94 | 0 | 655 |
| 第二十条第（八）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | |
| 行政事业性收费 | 38 | -5 | |
| 第二十条第（九）项 | | | |
| 信息内容 | 采购项目数量 | 采购总金额（万元，保留四位小数） | |
| 政府集中采购 | 1529 | 20481.3370 | |
"""
"""The first table in the form of 2019, whole."""


def between(text: str, first: str, second: str) -> str:
    start = text.index(first) + len(first)
    return text[start : text.index(second, start)]


DISCLOSURE_2021 = between(REPORT, SECOND, THIRD)
APPLICATIONS_2021 = between(REPORT, THIRD, FOURTH)
THREE_ROWS = APPLICATIONS_2021[
    APPLICATIONS_2021.index("|  | （六）其他处理 |") : APPLICATIONS_2021.index("|  | （七）总计 |")
]
ONE_ROW = "|  | （六）其他处理 |  | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n"
APPLICATIONS_2019 = changed(THREE_ROWS, ONE_ROW, APPLICATIONS_2021)
REPORT_2019 = (
    REPORT.replace(DISCLOSURE_2021, f"\n{DISCLOSURE_2019}\n")
    .replace(APPLICATIONS_2021, APPLICATIONS_2019)
    .replace("2022", "2020")
)
MIXED = changed(APPLICATIONS_2019, APPLICATIONS_2021, REPORT_2019)
"""A report for 2020 whose table of applications is that of the form of 2021."""


def codes(report: gxparse.Report) -> list[str]:
    return [diagnostic.code for diagnostic in report.diagnostics]


def told(report: gxparse.Report) -> list[tuple[str, str, int, int | None, str | None]]:
    return [(each.code, each.severity, each.line, each.column, each.path) for each in report.diagnostics]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


# ---- tables of one edition ----


def test_a_report_of_the_form_of_2021_is_unanimous() -> None:
    report = gxparse.parse(REPORT)
    assert (report.edition, codes(report)) == ("2021", [])


def test_a_report_of_the_form_of_2019_is_unanimous() -> None:
    report = gxparse.parse(REPORT_2019)
    assert (report.edition, codes(report)) == ("2019", [])
    assert isinstance(report.disclosure, edition2019.Disclosure)
    assert report.disclosure.procurement.amount == Decimal("20481.3370")
    assert report.cell("applications.other_handling.total").text == "4"


@pytest.mark.parametrize("text", [REPORT, REPORT_2019], ids=["2021", "2019"])
@pytest.mark.parametrize("kept", [SECOND, THIRD])
def test_one_table_alone_is_of_one_edition(text: str, kept: str) -> None:
    following = THIRD if kept == SECOND else FOURTH
    report = gxparse.parse(kept + between(text, kept, following))
    assert "GX208" not in codes(report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 行政规范性文件 |", "| 规范性文件 |"),
        ("| 本年制发件数 |", "| 本年新制作数量 |"),
        ("现行有效件数", "对外公开总数量"),
    ],
)
def test_a_word_of_another_edition_makes_no_table_one_of_it(old: str, new: str) -> None:
    report = gxparse.parse(changed(old, new))
    assert report.edition == "2021"
    assert "GX208" not in codes(report)


def test_a_single_row_of_another_edition_makes_no_table_one_of_it() -> None:
    row = THREE_ROWS.splitlines(keepends=True)[0]
    report = gxparse.parse(changed(ONE_ROW, row, REPORT_2019))
    assert report.edition == "2019"
    assert "GX208" not in codes(report)
    assert report.to_dict()["applications"]["total_handled"]["total"] == 35


def test_the_edition_is_told_by_labels_and_not_by_the_year() -> None:
    report = gxparse.parse(REPORT.replace("2022", "2020"))
    assert report.edition == "2021"
    assert [each[0] for each in told(report)] == ["GX206"]


# ---- tables of two editions ----


def test_a_table_of_another_edition_is_read_as_what_it_is() -> None:
    report = gxparse.parse(MIXED)
    assert report.edition == "2019"
    assert told(report) == [("GX208", "warning", line_of(MIXED, "| （本列数据"), 3, "applications")]
    data = report.to_dict()
    handling = data["applications"]["other_handling"]
    assert [handling[row]["total"] for row in ("overdue_correction", "overdue_fee", "other")] == [0, 0, 4]
    assert data["applications"]["total_handled"]["total"] == 35
    assert data["disclosure"]["licenses"] == {"prior_year_items": 287, "change": 14, "decisions": 30562}
    assert data["disclosure"]["procurement"] == {"items": 1529, "amount": 20481.337}


def test_every_figure_of_both_tables_is_the_one_that_its_own_report_has() -> None:
    mixed, old, new = (gxparse.parse(text).to_dict() for text in (MIXED, REPORT_2019, REPORT))
    assert mixed["disclosure"] == old["disclosure"]
    assert mixed["applications"] == new["applications"]
    assert mixed["disputes"] == old["disputes"] == new["disputes"]


def test_cells_of_a_table_of_another_edition_have_their_places() -> None:
    report = gxparse.parse(MIXED)
    label = "2.申请人逾期未按收费通知要求缴纳费用"
    cell = report.cell("applications.other_handling.overdue_fee.total")
    assert (cell.text, cell.state, cell.line) == ("0", "stated", line_of(MIXED, label))
    line = MIXED.split("\n")[line_of(MIXED, label) - 1]
    assert cell.column == line.rindex("0") + 1


def test_the_edition_of_most_labels_is_that_of_the_report() -> None:
    text = changed(DISCLOSURE_2021, f"\n{DISCLOSURE_2019}\n")
    report = gxparse.parse(text)
    assert report.edition == "2019"
    found = {each[0]: each[1:] for each in told(report)}
    assert set(found) == {"GX206", "GX208"}
    assert found["GX208"] == ("warning", line_of(text, "| （本列数据"), 3, "applications")
    assert report.to_dict()["disclosure"]["penalties"] == {"prior_year_items": 3140, "change": 226, "decisions": 12876}


def test_a_departure_in_a_table_of_another_edition_is_told_of_that_edition() -> None:
    text = MIXED.replace("| 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n|  |  | 3.其他", "| 0 | 0 | 0 | 0 | 0 | 0 |\n|  |  | 3.其他")
    assert text != MIXED
    report = gxparse.parse(text)
    path = "applications.other_handling.overdue_fee"
    assert ("GX208", "applications") in [(each[0], each[4]) for each in told(report)]
    assert ("GX303", path) in [(each[0], each[4]) for each in told(report)]
    assert report.cell(f"{path}.total").state == "ambiguous"
    assert report.to_dict()["applications"]["other_handling"]["other"]["total"] == 4


def test_a_report_of_two_editions_has_errors_only_where_a_figure_is_lost() -> None:
    assert not gxparse.parse(MIXED).has_errors
    assert gxparse.parse(MIXED, strict=True).edition == "2019"
