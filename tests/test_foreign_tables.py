"""Tables of a body's own beside the form's, with some of the form's words: they take nothing from the form's."""

from __future__ import annotations

import re

import pytest
from samples import REPORT, changed

import gxparse

BY_CHANNEL = """\
| 申请方式 | 自然人 | 法人或其他组织 | 总计 |
|---|---|---|---|
| 当面申请 | 12 | 3 | 15 |
| 网络申请 | 1 | 0 | 1 |
| 总计 | 13 | 3 | 16 |

"""
HEADINGS = ("三、收到和处理政府信息公开申请情况\n\n", "四、政府信息公开行政复议、行政诉讼情况\n\n")
TABLES = ("disclosure", "applications", "disputes")


def figures(report: gxparse.Report) -> dict[str, object]:
    data = report.to_dict()
    return {name: data[name] for name in TABLES}


@pytest.mark.parametrize(
    "text",
    [
        changed(HEADINGS[0], f"{BY_CHANNEL}{HEADINGS[0]}"),  # behind table two
        changed(HEADINGS[0], f"{HEADINGS[0]}{BY_CHANNEL}"),  # in front of table three, in its section
        changed(HEADINGS[1], f"{HEADINGS[1]}{BY_CHANNEL}"),  # in front of table four
    ],
    ids=["section two", "section three", "section four"],
)
def test_a_table_by_channel_takes_nothing_from_the_forms(text: str) -> None:
    """See that every figure is the one of the report without it, and that the other table is named."""
    found = gxparse.parse(text)
    assert figures(found) == figures(gxparse.parse(REPORT))
    first = text[: text.index("| 申请方式")].count("\n") + 1
    told = [each for each in found.diagnostics if each.severity != "info"]
    assert told
    assert all(first <= each.line <= first + BY_CHANNEL.count("\n") for each in told)
    assert not {"GX302", "GX303", "GX307", "GX316"} & {each.code for each in told}


# ---- columns ----

ROW = re.compile(r"^(\|.*\| (?P<total>[0-9]+) )\|$")


def with_column(head: str, *, blank: str | None = None) -> str:
    """Return the report with one more column in table three, of figures; a row may have an empty cell."""
    before, table, behind = re.split(r"(?s)(\| （本列.*?\n)(?=\n四、)", REPORT)
    lines = table.splitlines()
    for number, line in enumerate(lines):
        more = head if number == 0 else "9" if ROW.search(line) else ""
        lines[number] = f"{line} {more} |"
        if blank and blank in line:
            lines[number] = lines[number].replace("| 0 |", "|  |", 1)
    return before + "\n".join(lines) + "\n" + behind


@pytest.mark.parametrize("head", ["上年总计", "同比增减", "合同数"])
def test_a_column_of_another_head_takes_nothing_from_the_forms(head: str) -> None:
    """See that every figure stands where it did, and that the head is named."""
    report = gxparse.parse(with_column(head))
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert [(each.code, each.found) for each in report.diagnostics if each.severity != "info"] == [("GX205", head)]


def test_a_blank_beside_a_column_of_another_head_moves_no_figure() -> None:
    """See that a row with as many figures as the form has columns is not taken to have just these."""
    report = gxparse.parse(with_column("上年总计", blank="一、本年新收"))
    assert report.applications is not None
    row = report.applications.new_received
    assert (row.natural_person, row.commercial_enterprise, row.total) == (40, None, 40)
    assert report.cell("applications.new_received.commercial_enterprise").state == "blank"


def test_without_columns_a_row_beside_wider_ones_is_nobodys() -> None:
    """See that nothing tells which figures are the form's where cells have lines of their own."""
    lines = [cell.strip() for line in with_column("上年总计").splitlines() for cell in line.strip("|").split("|")]
    text = "\n".join(line for line in lines if line)
    text = text.replace("一、本年新收政府信息公开申请数量\n40\n0", "一、本年新收政府信息公开申请数量\n40", 1)
    report = gxparse.parse(text)
    assert report.applications is not None
    assert report.applications.new_received.total is None
    assert report.applications.new_received.natural_person is None
    told = [each for each in report.diagnostics if each.path == "applications.new_received"]
    assert [each.code for each in told] == ["GX303"]
