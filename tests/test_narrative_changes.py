"""By how much the narrative says that a figure has changed since the year before, held against both reports.

The report says: 40 requests received and 2 carried over, 35 handled, 7 carried forward; that of the year before has
other numbers of requests received.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest
import samples
from narrated import narrated

import gxparse

if TYPE_CHECKING:
    from gxparse import Report
    from gxparse.findings import Finding

SPOKEN = {
    "收到政府信息公开申请42件，同比增长20%。": ["received 20%"],
    "收到政府信息公开申请42件，较上年增长20.5%。": ["received 20.5%"],
    "收到政府信息公开申请42件（同比下降12.3%）。": ["received -12.3%"],
    "收到政府信息公开申请42件，同比减少5件，下降10.6%。": ["received -5件", "received -10.6%"],
    "收到政府信息公开申请42件，与去年相比，增加2件。": ["received 2件"],
    "收到政府信息公开申请42件，较2021年的40件增长百分之五。": ["received 5%"],
    "收到政府信息公开申请42件，比2021年增长5%，办结35件，同比增长16.7%。": ["received 5%", "handled 16.7%"],
    "收到政府信息公开申请42件同比增长5%；结转下年度7件，较上年度减少1件。": ["received 5%", "carried_forward -1件"],
    "收到政府信息公开申请42件，总量同比增长了约20%。": ["received 20% approximate"],
    "收到行政复议案件1件，同比下降50%。": [],  # not said to be about the disclosure of information
    "因政府信息公开引起行政复议案件1件，同比下降50%。": ["reconsideration -50%"],
    "全市制发规范性文件3件，同比下降25%。": ["documents -25%"],
}
TRAPS = (
    "收到政府信息公开申请42件，网站访问量同比增长20%。",
    "收到政府信息公开申请42件，其中自然人36件，同比增长20%。",
    "收到政府信息公开申请42件，环比增长20%。",
    "收到政府信息公开申请42件，较2019年增长20%。",
    "收到政府信息公开申请42件，增长20%。",
    "收到政府信息公开申请42件，同比增长至20件。",
    "收到政府信息公开申请42件，同比增长1.2倍。",
    "收到政府信息公开申请42件，按时答复率同比提升3个百分点，增长20%。",
    "收到政府信息公开申请42件，同比提高0.5个百分点。",
    "收到政府信息公开申请42件，行政复议同比增长20%。",
    "收到政府信息公开申请42件。网站点击量同比增长20%。",
    "2021年收到政府信息公开申请42件，同比增长20%。",
    "某局收到政府信息公开申请42件，同比增长20%。",
    "收到政府信息公开申请42件，主要涉及征地拆迁，同比增长20%。",
    "网上收到信件42件，同比增长20%。",
)


def changes(sentence: str) -> list[str]:
    """Return the changes that a sentence claims, in a few words."""
    found = [claim for claim in narrated(sentence).claims if claim.population == "change"]
    return [
        f"{claim.subject} {claim.value}{claim.unit}{' approximate' if claim.approximate else ''}" for claim in found
    ]


def year_before(received: object, text: str = samples.REPORT) -> Report:
    """Return the report of 2021, with so many requests newly received."""
    newly = "申请数量 |  |  | 40 | 0 | 0 | 0 | 0 | 0 | {} |"
    return gxparse.parse(samples.changed(newly.format(40), newly.format(received), text.replace("2022", "2021")))


def held(sentence: str, before: Report | None) -> Finding:
    """Return the only finding about a change that a sentence claims."""
    found = gxparse.check(narrated(sentence), before)
    (finding,) = [each for each in found if re.search(r"」 \(section 1\): [+-]", each.message)]
    return finding


@pytest.mark.parametrize("sentence", SPOKEN)
def test_changes_that_are_claimed(sentence: str) -> None:
    """See which claims a sentence makes of what has changed."""
    assert changes(sentence) == SPOKEN[sentence]


@pytest.mark.parametrize("sentence", TRAPS)
def test_changes_of_something_else(sentence: str) -> None:
    """See that nothing is claimed of what has not been counted just in front, or not since the year before."""
    assert changes(sentence) == []


@pytest.mark.parametrize(
    ("told", "received", "status"),
    [
        ("同比增长40%", 28, "pass"),  # 42 after 30
        ("同比增长60%", 25, "pass"),  # 40 after 25: the other reading
        ("同比增长39%", 28, "fail"),
        ("同比增长16.6%", 34, "pass"),  # 16.67: cut off
        ("同比增长16.7%", 34, "pass"),  # or rounded
        ("同比增长16.8%", 34, "fail"),
        ("同比下降16.6%", 34, "fail"),
        ("同比下降12.5%", 46, "pass"),  # 42 after 48
        ("同比增加12件", 28, "pass"),
        ("同比增加11件", 28, "fail"),
        ("同比减少6件", 46, "pass"),
        ("同比增长约40%", 20, "not_assessable"),
    ],
)
def test_a_change_is_held_against_both_years(told: str, received: int, status: str) -> None:
    """See that a change agrees with the figures of both years, in one of the readings."""
    finding = held(f"收到政府信息公开申请42件，{told}。", year_before(received))
    assert (finding.rule, finding.status) == ("narrative.received", status)


def test_what_a_failure_says() -> None:
    """See that the figures of both years are named, with their places, in both languages."""
    finding = held("收到政府信息公开申请42件，同比增长39%。", year_before(28))
    assert finding.message == (
        "「同比增长39%」 (section 1): +39% is not what has changed: table 3, column 「总计」: 一 40 + 二 2 = 42, after 30 the "
        "year before (+40.00%), nor table 3 「一、本年新收政府信息公开申请数量 / 总计」 40, after 28 the year before (+42.86%)"
    )
    assert "（+39%）与两年数字不符：" in finding.message_zh
    assert "、上年 30（+40.00%）" in finding.message_zh
    assert [place.previous for place in finding.places] == [False, False, False, True, True]
    assert finding.previous_paths == ("applications.new_received.total", "applications.carried_over.total")
    assert (finding.left, str(finding.right), str(finding.difference)) == (39, "40.00", "-1.00")


@pytest.mark.parametrize("told", ["同比增长40%", "同比增加12件"])
def test_without_the_year_before_a_change_is_not_compared(told: str) -> None:
    """See that a change needs the other report, and that one of another year is none."""
    sentence = f"收到政府信息公开申请42件，{told}。"
    other = attrs.evolve(year_before(28), year=2019)
    for finding in (held(sentence, None), held(sentence, other)):
        assert finding.status == "not_assessable"
        assert "it takes the report of the year before" in finding.message
        assert "须有上一年度报告" in finding.message_zh


def test_what_is_not_known_of_the_year_before_is_named() -> None:
    """See that a figure without a number keeps a change from being checked, and a table that is not there."""
    sentence = "收到政府信息公开申请42件，同比增长40%。"
    before = year_before(28)
    finding = held(sentence, year_before(""))
    assert finding.status == "not_assessable"
    assert "last year's row 「一、本年新收政府信息公开申请数量」, column 「总计」" in finding.message
    finding = held(sentence, attrs.evolve(before, applications=None))
    assert finding.status == "not_assessable"
    assert "the text has no table 3 of the year before" in finding.message


def test_a_change_from_nothing_has_no_percentage() -> None:
    """See that nothing is divided by zero."""
    sentence = "因政府信息公开引起行政诉讼3件，同比增长100%。"
    none = samples.changed("| 2 | 0 | 0 | 1 | 3 |", "| 0 | 0 | 0 | 0 | 0 |")
    finding = held(sentence, year_before(28, none))
    assert finding.status == "not_assessable"
    assert "there was none the year before" in finding.message
