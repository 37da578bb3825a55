"""A head that can be read and is not the form's in its place is no misspelling: figures below it are nobody's."""

from __future__ import annotations

import pytest
from samples import REPORT, changed

import gxparse

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
