"""Figures follow the heads as printed where these tell an order, and are nobody's where they have two readings."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from samples import REPORT, changed

import gxparse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOP = "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |\n"
SECOND = "| | | | 自然人 | 法人或其他组织 | | | | | 总计 |\n"
THIRD = "| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |\n"
FIRST_ROW = "| 一、本年新收政府信息公开申请数量 |  |  | 40 | 0 | 0 | 0 | 0 | 0 | 40 |\n"
FIGURES = (11, 12, 13, 14, 15, 16, 81)
TOLD_APART = changed(FIRST_ROW, "| 一、本年新收政府信息公开申请数量 |  |  | 11 | 12 | 13 | 14 | 15 | 16 | 81 |\n")
"""The sample with another figure in each column of a row."""

COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
    "total",
)
UNDER = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
ROWS_OF_APPLICATIONS = 25
Said = list[tuple[str, str, int]]


def with_heads(*lines: str) -> str:
    """Return the report with these lines for those below the topmost head."""
    return changed(SECOND + THIRD, "".join(lines), TOLD_APART)


def received(report: gxparse.Report) -> tuple[int | None, ...]:
    row = report.to_dict()["applications"]["new_received"]
    return tuple(row[column] for column in COLUMNS)


def said(report: gxparse.Report) -> Said:
    return [(each.code, each.severity, each.line) for each in report.diagnostics]


def codes(report: gxparse.Report) -> set[str]:
    return {each.code for each in report.diagnostics}


def check_nobodys(report: gxparse.Report) -> None:
    """Every row of the table of applications must be ambiguous, each with its error; other tables are read."""
    told = [each for each in report.diagnostics if each.code == "GX316"]
    assert len(told) == ROWS_OF_APPLICATIONS
    assert {each.severity for each in told} == {"error"}
    assert told[0].path == "applications.new_received"
    for column in COLUMNS:
        cell = report.cell(f"applications.new_received.{column}")
        assert (cell.text, cell.state) == ("", "ambiguous")
    assert not any(isinstance(number, int) for number in numbers(report.to_dict()["applications"]))
    assert report.to_dict()["disclosure"]["licenses"] == {"decisions": 1024}


def numbers(data: Any) -> list[Any]:  # noqa: ANN401 (any data)
    return [leaf for value in data.values() for leaf in numbers(value)] if isinstance(data, dict) else [data]


# ---- in the form's order ----


@pytest.mark.parametrize(
    "lines",
    [
        (SECOND, THIRD),
        (SECOND.replace("总计", ""), THIRD.replace("其他 | |", "其他 | 总计 |")),
        (SECOND, "\n", THIRD),
    ],
)
def test_heads_below_each_other_in_the_forms_order_are_no_departure(lines: Sequence[str]) -> None:
    report = gxparse.parse(with_heads(*lines))
    assert received(report) == FIGURES
    assert said(report) == []


def test_the_last_head_may_stand_beside_the_topmost() -> None:
    text = changed(
        TOP,
        TOP.replace("申请人情况 | | | | | | |", "申请人情况 | | | | | | 总计 |"),
        with_heads(SECOND.replace("总计", ""), THIRD),
    )
    report = gxparse.parse(text)
    assert received(report) == FIGURES
    assert said(report) == []


def test_the_last_head_may_stand_beside_the_topmost_where_spans_leave_no_trace() -> None:
    lines = [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | | | | | | 总计 |",
        "自然人 | 法人或其他组织 |",
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
        "一、本年新收政府信息公开申请数量 | 11 | 12 | 13 | 14 | 15 | 16 | 81 |",
        "二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
    ]
    report = gxparse.parse("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines))
    assert received(report) == FIGURES
    assert codes(report).isdisjoint({"GX204", "GX316"})


def test_the_last_head_may_stand_beside_the_topmost_where_each_cell_has_a_line() -> None:
    heads = ["申请人情况", "总计", "自然人", "法人或其他组织", *UNDER]
    rows = ["一、本年新收政府信息公开申请数量", *FIGURES, "二、上年结转政府信息公开申请数量", 1, 2, 3, 4, 5, 6, 21]
    report = gxparse.parse("三、收到和处理政府信息公开申请情况\n" + "\n".join(map(str, [*heads, *rows])))
    assert received(report) == FIGURES
    assert codes(report).isdisjoint({"GX204", "GX316"})


# ---- exchanged in one line: figures follow ----


@pytest.mark.parametrize("order", [p for p in permutations(range(5)) if p != (0, 1, 2, 3, 4)][::7])
def test_heads_exchanged_in_one_line_below_one_head_are_followed(order: tuple[int, ...]) -> None:
    report = gxparse.parse(with_heads(SECOND, f"| | | | | {' | '.join(UNDER[at] for at in order)} | |\n"))
    assert received(report) == (11, *(12 + order.index(at) for at in range(5)), 81)
    assert [(code, severity) for code, severity, _ in said(report)] == [("GX204", "warning")]


def test_a_figure_that_follows_its_head_has_its_own_place() -> None:
    text = with_heads(SECOND, THIRD.replace("商业企业 | 科研机构", "科研机构 | 商业企业"))
    report = gxparse.parse(text)
    cell = report.cell("applications.new_received.commercial_enterprise")
    line = text.split("\n").index(
        FIRST_ROW.replace("40 | 0 | 0 | 0 | 0 | 0 | 40", "11 | 12 | 13 | 14 | 15 | 16 | 81").strip("\n")
    )
    assert (cell.text, cell.line) == ("13", line + 1)
    assert cell.column == text.split("\n")[line].index("13") + 1


HEADS = ("本年制发件数", "本年废止件数", "现行有效件数")
FIELDS = ("issued", "repealed", "in_force")


def pipe_rows(heads: Sequence[str]) -> str:
    return f"| 第二十条第（一）项 | | | |\n| 信息内容 | {' | '.join(heads)} |\n| 规章 | 4 | 5 | 6 |\n| 行政规范性文件 | 7 | 8 | 9 |"


def cell_per_line(heads: Sequence[str]) -> str:
    return "\n".join(["第二十条第（一）项", "信息内容", *heads, "规章", *"456", "行政规范性文件", *"789"])


def cell_and_pipe(heads: Sequence[str]) -> str:
    return (
        "第二十条第（一）项 |\n|||\n"
        + " |\n".join(["信息内容", *heads, "规章", *"456", "行政规范性文件", *"789"])
        + " |"
    )


def tab_led(heads: Sequence[str]) -> str:
    rows = (["第二十条第（一）项"], ["信息内容", *heads], ["规章", *"456"], ["行政规范性文件", *"789"])
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)


def tab_rows(heads: Sequence[str]) -> str:
    rows = (["第二十条第（一）项", "", "", ""], ["信息内容", *heads], ["规章", *"456"], ["行政规范性文件", *"789"])
    return "\n".join("\t".join(row) for row in rows)


def columns(heads: Sequence[str]) -> str:
    rows = (
        ["信息内容      ", *heads],
        ["规章          ", *(f"{n:12}" for n in "456")],
        ["行政规范性文件", *(f"{n:12}" for n in "789")],
    )
    return "第二十条第（一）项\n" + "\n".join("    ".join(row).rstrip() for row in rows)


def html(heads: Sequence[str]) -> str:
    rows = (["第二十条第（一）项", "", "", ""], ["信息内容", *heads], ["规章", *"456"], ["行政规范性文件", *"789"])
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


LAYOUTS = (pipe_rows, cell_per_line, cell_and_pipe, tab_led, tab_rows, columns, html)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_exchanged_heads_are_followed_in_every_layout(
    layout: Callable[[Sequence[str]], str], order: tuple[int, ...]
) -> None:
    report = gxparse.parse("二、主动公开政府信息情况\n" + layout([HEADS[at] for at in order]))
    data = report.to_dict()["disclosure"]
    assert [data["rules"][field] for field in FIELDS] == [4 + order.index(at) for at in range(3)]
    assert [data["normative_documents"][field] for field in FIELDS] == [7 + order.index(at) for at in range(3)]
    assert ("GX204" in codes(report)) == (order != (0, 1, 2))
    assert "GX316" not in codes(report)


def test_a_row_with_an_empty_cell_follows_exchanged_heads_by_its_columns() -> None:
    text = "二、主动公开政府信息情况\n" + pipe_rows(HEADS[::-1]).replace("| 7 | 8 | 9 |", "| 7 | | 9 |")
    report = gxparse.parse(text)
    cells = [report.cell(f"disclosure.normative_documents.{field}") for field in FIELDS]
    assert [(cell.text, cell.state) for cell in cells] == [("9", "stated"), ("", "blank"), ("7", "stated")]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_results_exchanged_in_one_group_of_table_four_are_followed_in_that_group(at: int) -> None:
    figures = " | ".join(str(number) for number in range(1, 16))
    text = changed("| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 1 | 3 | 0 | 0 | 0 | 0 | 0 |", f"| {figures} |")
    heads = "结果维持 | 结果纠正"
    places = [place for place in range(len(text)) if text.startswith(heads, place)]
    text = text[: places[at]] + "结果纠正 | 结果维持" + text[places[at] + len(heads) :]
    data = gxparse.parse(text).to_dict()["disputes"]
    groups = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    for number, group in enumerate(groups):
        first, second = (2, 1) if number == at else (1, 2)
        assert (data[group]["upheld"], data[group]["corrected"]) == (5 * number + first, 5 * number + second)
        assert data[group]["total"] == 5 * number + 5


# ---- two readings: nobody's ----


@pytest.mark.parametrize(
    ("second", "third"),
    [
        (SECOND.replace("自然人", "商业企业"), THIRD.replace("商业企业", "自然人")),
        (SECOND.replace("总计", "其他"), THIRD.replace("其他", "总计")),
        (SECOND.replace("自然人", "科研机构"), THIRD.replace("科研机构", "自然人")),
        ("| | | | 总计 | 法人或其他组织 | | | | | 自然人 |\n", THIRD),
        (
            "| | | | 法人或其他组织 | | | | | 自然人 | 总计 |\n",
            "| | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | |\n",
        ),
        (THIRD, SECOND),
    ],
    ids=["first", "last", "middle", "ends", "span", "lines"],
)
def test_heads_exchanged_across_lines_or_spans_are_nobodys(second: str, third: str) -> None:
    text = with_heads(second, third)
    assert text != TOLD_APART
    check_nobodys(gxparse.parse(text))


@pytest.mark.parametrize("lost", ["社会公益组织", "法律服务机构", "其他"])
def test_heads_exchanged_while_another_is_missing_are_nobodys(lost: str) -> None:
    third = THIRD.replace("商业企业 | 科研机构", "科研机构 | 商业企业").replace(f" {lost} ", " ")
    report = gxparse.parse(with_heads(SECOND, third))
    check_nobodys(report)
    assert "GX203" in codes(report)
    assert "GX204" not in codes(report)


SPANS = "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |"
SPANS_BELOW = "| 未经复议直接起诉 | | | | | 复议后起诉 | | | | |"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SPANS, "| 行政诉讼 | | | | | 行政复议 | | | | | | | | | |"),
        (SPANS_BELOW, "| 复议后起诉 | | | | | 未经复议直接起诉 | | | | |"),
    ],
)
def test_exchanged_spans_of_table_four_are_nobodys(old: str, new: str) -> None:
    text = changed(old, new)
    report = gxparse.parse(text)
    row = text.split("\n").index("| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 1 | 3 | 0 | 0 | 0 | 0 | 0 |") + 1
    assert said(report) == [("GX316", "error", row)]
    assert report.cell("disputes.direct_litigation.total").state == "ambiguous"
    assert not any(isinstance(number, int) for number in numbers(report.to_dict()["disputes"]))


def test_a_block_with_crossed_heads_leaves_the_others() -> None:
    text = changed(
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |", "| 信息内容 | 现行有效件数 | | 本年制发件数 |"
    )
    report = gxparse.parse(text)
    assert [each.path for each in report.diagnostics if each.code == "GX316"] == [
        "disclosure.rules",
        "disclosure.normative_documents",
    ]
    assert report.cell("disclosure.normative_documents.issued").state == "ambiguous"
    assert report.to_dict()["disclosure"]["fees"] == {"amount": 36.5}
    assert received(report)[0] == 40


def test_strict_reading_fails_where_heads_are_crossed() -> None:
    with pytest.raises(gxparse.ReportError):
        gxparse.parse(changed(SPANS, "| 行政诉讼 | | | | | 行政复议 | | | | | | | | | |"), strict=True)
    text = changed(SECOND + THIRD, SECOND + THIRD.replace("商业企业 | 科研机构", "科研机构 | 商业企业"), REPORT)
    assert gxparse.parse(text, strict=True).edition == "2021"
