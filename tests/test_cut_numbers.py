"""A number that a line end cuts in two is none as written: not read by its first digits, whatever the layout."""

from __future__ import annotations

import re
from random import Random

import pytest
from judging import figures_of
from made_reports import made_report

import gxparse
from gxparse.writing.report import filled

SEED = 20221231
ROW_LAYOUTS = ("pipe_rows", "pipe_rows_padded", "leading_pipe_rows", "markdown", "tab_rows", "columns", "grid_repeated")
END_OF_ROW = re.compile(r"(?<![0-9,.])(?P<kept>[0-9][0-9,.]*)(?P<cut>[0-9])(?P<behind>[ |\t]*)$")
DRAWN = """\
三、收到和处理政府信息公开申请情况
                                          申请人情况
                                               法人或其他组织
                                      自然   商业   科研   社会公   法律服   其他   总计
                                      人     企业   机构   益组织   务机构
一、本年新收政府信息公开申请数量       10     11     12     13       14       15     75
二、上年结转政府信息公开申请数量        0      0      0      0        0        0      0
              （一）予以公开            1      2    752      4        5        6     21
{below}
              （二）部分公开            1      2    329      4        5        6     21
"""
IN_ITS_COLUMN = 54


def cut_in(text: str, line: int) -> str:
    """Return a text in which the last figure of a line has its last digit in the next one."""
    lines = text.split("\n")
    found = END_OF_ROW.search(lines[line])
    assert found
    lines[line] = f"{lines[line][: found.start()]}{found['kept']}\n{found['cut']}{found['behind']}"
    return "\n".join(lines)


def rows_of(text: str) -> list[int]:
    """Return the lines that end with a figure of two digits or more, below the heading of the first table."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("二、"))
    return [number for number, line in enumerate(lines) if number > first and END_OF_ROW.search(line)]


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", ROW_LAYOUTS)
def test_the_last_figure_of_a_row_cut_in_two_is_told_and_not_read(layout: str, edition: str) -> None:
    """See for every row that what is lost is in that row, that nothing is wrong, and that the line is named."""
    text = filled(edition, made_report(edition, Random(SEED)).data(), layout)
    stated = figures_of(gxparse.parse(text))
    rows = rows_of(text)
    assert len(rows) > 20
    for number in rows:
        found = gxparse.parse(cut_in(text, number))
        now = figures_of(found)
        line = text.split("\n")[number]
        changed = {path for path in stated if now.get(path) != stated[path]}
        assert changed, line
        assert {now.get(path) for path in changed} == {None}, line
        assert len({path.rpartition(".")[0] for path in changed if "disputes" not in path} | {""}) <= 2, line
        told = [each for each in found.diagnostics if each.severity == "error"]
        assert any(each.line in (number + 1, number + 2) for each in told), line


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        (
            "| 三、本年度办理结果 | （一）予以公开 |  | 109 | 0 | 0 | 0 | 0 | 0 | 20 |",
            "|  |  |  | 2 |  |  |  |  |  |  |",
        ),
        ("三、本年度办理结果\t（一）予以公开\t\t109\t0\t0\t0\t0\t0\t20", "\t\t\t2\t\t\t\t\t\t"),
    ],
)
def test_a_row_without_a_label_cuts_the_figure_above_it(line: str, rest: str) -> None:
    """See that the figure in the column of the rest is not read, and the others are."""
    report = gxparse.parse(f"三、收到和处理政府信息公开申请情况\n{line}\n{rest}\n")
    granted = report.to_dict()["applications"]["granted"]
    assert (granted["natural_person"], granted["total"]) == (None, 20)
    assert report.cell("applications.granted.natural_person").state == "invalid"
    assert "GX401" in [each.code for each in report.diagnostics if each.line == 2]


def test_a_row_that_has_lost_its_label_cuts_none() -> None:
    """See that figures that may be a row of the form, which is missing there, leave those above as they are."""
    report = gxparse.parse("二、主动公开政府信息情况\n行政处罚 | 33 |\n | 7 |\n行政事业性收费 | 2.5 |\n")
    assert report.to_dict()["disclosure"]["penalties"]["decisions"] == 33


@pytest.mark.parametrize("beside", [-2, -1, 0, 1])
@pytest.mark.parametrize("label", ["", "三、本年度办理结果"])
def test_a_number_that_a_narrow_column_cuts_is_not_read(label: str, beside: int) -> None:
    """See that digits below a figure, or a little beside it, belong to it, with a group's label in their line, too."""
    width = IN_ITS_COLUMN + beside - 2 * len(label)
    report = gxparse.parse(DRAWN.format(below=f"{label}{' ' * width}1"))
    applications = report.to_dict()["applications"]
    assert report.cell("applications.granted.research_institution").state == "invalid"
    assert [each.found for each in report.diagnostics if each.code == "GX401"] == ["752⏎1"]
    assert applications["granted"]["research_institution"] is None
    assert applications["partially_granted"]["research_institution"] == 329


# ---- a number that begins in the line above a row without a label ----

DISPUTES = """\
云溪市水务局2023年政府信息公开工作年度报告

四、政府信息公开行政复议、行政诉讼情况

行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计
{above}
6 1 4 2 {total} 1 0 1 3 5 2 7 0 13 22
"""


@pytest.mark.parametrize(("above", "total", "first"), [("2", 33, None), ("2", 13, 6), ("3", 33, 6)])
def test_the_first_figure_begins_in_the_line_above_only_if_its_row_then_adds_up(
    above: str, total: int, first: int | None
) -> None:
    report = gxparse.parse(DISPUTES.format(above=above, total=total))
    assert report.disputes
    assert report.disputes.reconsideration.upheld == first
    assert report.disputes.reconsideration.total == total


def test_a_number_of_any_length_may_stand_above_a_row_that_does_not_add_up() -> None:
    report = gxparse.parse(DISPUTES.format(above="1" * 5000, total=33))
    assert report.disputes
    assert (report.disputes.reconsideration.upheld, report.disputes.reconsideration.total) == (6, 33)
    assert any(each.code == "GX310" for each in report.diagnostics)
