"""A head that can be read and is not the form's in its place is no misspelling: figures below it are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import REPORT, a_cell_a_line, changed

import gxparse

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_ROW = "| 一、本年新收政府信息公开申请数量 |  |  | 40 | 0 | 0 | 0 | 0 | 0 | 40 |\n"
TOLD_APART = changed(FIRST_ROW, "| 一、本年新收政府信息公开申请数量 |  |  | 11 | 12 | 13 | 14 | 15 | 16 | 81 |\n")
HEADS = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"
RECEIVED = [11, 12, 13, 14, 15, 16, 81]


def received(report: gxparse.Report) -> list[int | None]:
    return list(report.to_dict()["applications"]["new_received"].values())


def codes(report: gxparse.Report) -> set[str]:
    return {each.code for each in report.diagnostics}


# ---- the same head twice ----


@pytest.mark.parametrize(
    ("heads", "unknown"),
    [
        ("科研机构 | 商业企业 | 科研机构 | 法律服务机构 | 其他", {1, 2, 3, 4, 5}),  # others are not in place either
        ("法律服务机构 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他", {1, 4}),
        ("商业企业 | 科研机构 | 商业企业 | 法律服务机构 | 其他", {1, 3}),
        ("商业企业 | 科研机构 | 其他 | 法律服务机构 | 其他", {3, 5}),
    ],
)
def test_a_head_twice_and_another_missing_leave_both_columns_unknown(heads: str, unknown: set[int]) -> None:
    report = gxparse.parse(changed(HEADS, heads, TOLD_APART))
    assert received(report) == [None if at in unknown else figure for at, figure in enumerate(RECEIVED)]
    assert "GX211" in codes(report)
    assert "GX301" not in codes(report)
    assert report.cell("applications.new_received.commercial_enterprise").state == (
        "ambiguous" if 1 in unknown else "stated"
    )


def test_heads_that_a_page_repeats_are_no_departure() -> None:
    lines = REPORT.split("\n")
    first = next(at for at, line in enumerate(lines) if "（四）无法提供" in line)
    heads = [line for line in lines if "自然人" in line or "商业企业" in line]
    report = gxparse.parse("\n".join([*lines[:first], *heads, *lines[first:]]))
    assert "GX211" not in codes(report)
    assert report.to_dict()["applications"] == gxparse.parse(REPORT).to_dict()["applications"]


# ---- heads of another table ----


def test_a_readable_head_of_something_else_costs_its_column() -> None:
    report = gxparse.parse(changed("自然人", "1月", TOLD_APART))
    assert received(report) == [None, *RECEIVED[1:]]
    assert codes(report) == {"GX211"}


@pytest.mark.parametrize("head", ["上一年项目数量", "平均", "合并前的"])
def test_so_it_is_in_table_two(head: str) -> None:
    report = gxparse.parse(changed("本年废止件数", head))
    assert report.to_dict()["disclosure"]["normative_documents"] == {"issued": 3, "repealed": None, "in_force": 12}
    assert codes(report) == {"GX211"}


def test_nothing_tells_a_garbled_head_from_one_of_something_else() -> None:
    report = gxparse.parse(changed("本年废止件数", "本年庆工什数"))
    assert report.to_dict()["disclosure"]["normative_documents"] == {"issued": 3, "repealed": None, "in_force": 12}
    assert codes(report) == {"GX211"}


@pytest.mark.parametrize("head", ["", "??", "年废"])
def test_a_head_that_cannot_be_read_says_nothing(head: str) -> None:
    report = gxparse.parse(changed("本年废止件数", head))
    assert report.to_dict()["disclosure"]["normative_documents"] == {"issued": 3, "repealed": 1, "in_force": 12}
    assert "GX203" in codes(report)


# ---- in one cell a line ----


@pytest.mark.parametrize(
    ("head", "written", "path"),
    [
        ("现行有效件数", "截至上年有效件数", "disclosure.normative_documents.in_force"),
        ("本年制发件数", "本年修订件数", "disclosure.normative_documents.issued"),
        ("本年收费金额（单位：万元）", "本年收费项目数", "disclosure.fees.amount"),
        ("自然人", "法人", "applications.new_received.natural_person"),
        ("科研机构", "医疗机构", "applications.new_received.research_institution"),
        ("未经复议直接起诉", "仲裁", "disputes.direct_litigation.total"),
    ],
)
@pytest.mark.parametrize("layout", [str, a_cell_a_line])
def test_a_head_of_something_else_is_told_in_any_layout(
    layout: Callable[[str], str], head: str, written: str, path: str
) -> None:
    report = gxparse.parse(layout(changed(head, written)))
    assert report.cell(path).state == "ambiguous"
    assert {each.code for each in report.diagnostics if each.severity != "info"} == {"GX211"}
    told = report.to_dict()
    own = gxparse.parse(REPORT).to_dict()
    for table in ("disclosure", "applications", "disputes"):
        if not path.startswith(table):
            assert told[table] == own[table]


def test_a_head_of_the_first_columns_of_disputes_that_is_another_costs_these() -> None:
    disputes = gxparse.parse(changed("| 行政复议 |", "| 行政仲裁 |")).to_dict()["disputes"]
    assert set(disputes["reconsideration"].values()) == {None}
    assert disputes["direct_litigation"] == gxparse.parse(REPORT).to_dict()["disputes"]["direct_litigation"]


@pytest.mark.parametrize(("head", "written"), [("申请人情况", "申请人类型"), ("法人或其他组织", "法人和社会团体")])
def test_other_words_over_heads_of_the_form_are_no_matter(head: str, written: str) -> None:
    report = gxparse.parse(changed(head, written))
    assert report.to_dict()["applications"] == gxparse.parse(REPORT).to_dict()["applications"]
    assert codes(report) == {"GX203", "GX205"}


@pytest.mark.parametrize("written", ["上年申请人情况", "2021年申请人情况"])
def test_another_year_over_heads_of_the_form_is(written: str) -> None:
    report = gxparse.parse(changed("申请人情况", written))
    assert received(report) == [None] * 7
    assert codes(report) == {"GX211"}


def test_the_same_head_over_two_groups_of_columns_tells_neither() -> None:
    report = gxparse.parse(changed("复议后起诉", "未经复议直接起诉"))
    disputes = report.to_dict()["disputes"]
    assert set(disputes["direct_litigation"].values()) == {None}
    assert set(disputes["litigation_after_reconsideration"].values()) == {None}
    assert disputes["reconsideration"] == gxparse.parse(REPORT).to_dict()["disputes"]["reconsideration"]
    assert codes(report) == {"GX211"}


def with_table(section: str, table: str) -> str:
    """Return the sample with another table in the place of that of a section."""
    lines = REPORT.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(section))
    end = next(at for at in range(start + 1, len(lines)) if lines[at][1:2] == "、" and not lines[at].startswith("|"))
    return "\n".join([*lines[: start + 1], "", *table.split("\n"), "", *lines[end:]])


MONTHS = """\
| 申请 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 合计 |
|---|---|---|---|---|---|---|---|
| 予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |
| 部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 重复申请 | 1 | 0 | 0 | 0 | 1 | 0 | 2 |"""
IN_TABS = "\n".join(line[2:-2].replace(" | ", "\t") for line in MONTHS.split("\n") if "---" not in line)
YEARS = """\
项目  2022年  2023年
一、本年新收政府信息公开申请数量  12  15
二、上年结转政府信息公开申请数量  1  0
四、结转下年度继续办理  0  2"""
WEBSITE = """\
| 事项 | 网站公开条数 |
|---|---|
| 行政许可 | 77 |
| 行政处罚 | 88 |
| 规章 | 4 |"""
CORNER = "| 信息内容 | 网站公开条数 |\n|---|---|\n| 行政许可 | 77 |\n| 行政强制 | 3 |"


def numbers(part: object) -> set[object]:
    if isinstance(part, dict):
        return set().union(*(numbers(each) for name, each in part.items() if name != "extra"))
    return {part}


@pytest.mark.parametrize(
    ("section", "name", "table"),
    [
        ("三、", "applications", MONTHS),
        ("三、", "applications", IN_TABS),
        ("三、", "applications", YEARS),
        ("二、", "disclosure", WEBSITE),
        ("二、", "disclosure", CORNER),
    ],
)
def test_a_table_with_other_heads_fills_no_table_of_the_form(section: str, name: str, table: str) -> None:
    report = gxparse.parse(with_table(section, table))
    assert numbers(report.to_dict()[name]) == {None}
    assert "GX211" in codes(report)


def test_heads_that_are_not_there_leave_the_form_s_order() -> None:
    text = changed("| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 ", "| 行政许可 ")
    report = gxparse.parse(text)
    assert report.cell("disclosure.licenses.decisions").state == "stated"
    assert "GX203" in codes(report)


def test_equal_heads_side_by_side_are_two_where_figures_below_differ() -> None:
    """See that a head printed in the place of its neighbour is no cell over two columns: both columns are nobody's."""
    text = changed("科研机构 | 社会公益组织", "科研机构 | 科研机构")
    text = text.replace("| 40 | 0 | 0 | 0 | 0 | 0 | 40 |", "| 11 | 12 | 13 | 14 | 15 | 16 | 81 |", 1)
    report = gxparse.parse(text)
    row = report.to_dict()["applications"]["new_received"]
    assert list(row.values()) == [11, 12, None, None, 15, 16, 81]
    assert [each.code for each in report.diagnostics if each.severity == "error"] == ["GX211"]
