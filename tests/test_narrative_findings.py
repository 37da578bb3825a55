"""What is said of the claims of a report: which reading agrees, what is not known, which sums do not hold."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import attrs
import pytest
import samples
from narrated import OFFICE, PLACE, narrated
from test_readme import ROOT, block

import gxparse
from gxparse.rules import shared
from gxparse.rules.narrative import narrative_findings

if TYPE_CHECKING:
    from gxparse.findings import Finding


def found(sentence: str, rule: str | None = None) -> list[Finding]:
    """Return the findings of a sentence, or those of one rule."""
    return [each for each in narrative_findings(narrated(sentence)) if rule in (None, each.rule)]


def only(sentence: str, rule: str | None = None) -> Finding:
    """Return the only finding of a sentence, or of one rule."""
    (finding,) = found(sentence, rule)
    return finding


# ---- readings ----


@pytest.mark.parametrize(
    ("value", "status", "reading", "reading_zh"),
    [
        (42, "pass", "received, with those carried over", "新收与上年结转之和"),
        (40, "pass", "newly received", "仅本年新收"),
        (41, "fail", None, None),
    ],
)
def test_either_reading_of_received_agrees_and_is_named(
    value: int, status: str, reading: str | None, reading_zh: str | None
) -> None:
    """See that a failure names both sums, and a pass the one that agrees."""
    finding = only(f"全市收到政府信息公开申请{value}件。")
    assert (finding.rule, finding.status, finding.severity) == ("narrative.received", status, "warning")
    if reading is None or reading_zh is None:
        assert "neither" in finding.message
        assert "= 42" in finding.message
        assert "40" in finding.message
        assert finding.difference in (-1, 1)
        assert finding.paths == ("applications.new_received.total", "applications.carried_over.total")
    else:
        assert reading in finding.message
        assert reading_zh in finding.message_zh
        assert finding.difference == 0


@pytest.mark.parametrize(("value", "status"), [(35, "pass"), (33, "pass"), (40, "fail"), (34, "fail"), (36, "fail")])
def test_handled_may_leave_out_what_was_carried_over(value: int, status: str) -> None:
    """See that the total, and the total less what was carried over, are read; what was received is another number."""
    assert only(f"全市办结政府信息公开申请{value}件。").status == status


def test_of_what_was_received_some_of_what_was_carried_over_may_be_handled() -> None:
    """See that a number between is no failure where it is a part of what was received."""
    sentence = "全市受理政府信息公开申请40件，其中办结{}件。"
    assert [each.status for each in found(sentence.format(34), "narrative.handled")] == ["not_assessable"]
    assert [each.status for each in found(sentence.format(32), "narrative.handled")] == ["fail"]


def test_a_finding_has_both_numbers_and_all_places() -> None:
    """See where a claim and its figures stand."""
    report = narrated("全市政府信息公开申请予以公开21件。")
    (finding,) = narrative_findings(report)
    cell = report.cell("applications.granted.total")
    assert (finding.left, finding.right, finding.difference) == (21, 20, 1)
    assert [place.line for place in finding.places] == [report.claims[0].line, cell.line]
    assert (finding.line, finding.column) == (report.claims[0].line, report.claims[0].column)
    assert "（一）予以公开" in finding.message
    assert "（一）予以公开" in finding.message_zh
    assert json.loads(json.dumps(finding.to_dict(), ensure_ascii=False))["rule"] == "narrative.outcome"


def test_a_claim_is_data() -> None:
    """See that a claim can be written as JSON under the names of its attributes."""
    (claim,) = narrated("全市收到政府信息公开申请42件。").claims
    data = json.loads(json.dumps(claim.to_dict(), ensure_ascii=False))
    assert list(data) == [field.name for field in attrs.fields(gxparse.Claim)]
    assert data["value"] == 42
    assert data["readings"][1] == {"name": "newly received", "paths": ["applications.new_received.total"], "less": []}


# ---- what is not known ----


def test_a_figure_that_is_blank_is_named_and_no_zero() -> None:
    """See that a claim that needs a blank figure is not assessable."""
    text = samples.changed(PLACE, "全市政府信息公开申请予以公开0件。")
    text = text.replace("| 20 | 0 | 0 | 0 | 0 | 0 | 20 |", "| 20 | 0 | | 0 | 0 | 0 | |")  # blanks keep their places
    (finding,) = narrative_findings(gxparse.parse(text))
    assert finding.status == "not_assessable"
    assert "（一）予以公开" in finding.message
    assert "blank" in finding.message
    assert "空白" in finding.message_zh


def test_one_reading_is_enough_where_the_other_is_not_known() -> None:
    """See that a reading whose figures are known can agree, and that nothing fails while another is not."""
    blank = ("| 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| 三", "| 2 | 0 | 0 | 0 | 0 | 0 | |\n| 三")
    for value, status in ((40, "pass"), (42, "not_assessable")):
        text = samples.changed(PLACE, f"全市收到政府信息公开申请{value}件。")
        assert blank[0] in text
        (finding,) = narrative_findings(gxparse.parse(text.replace(*blank)))
        assert finding.status == status


def test_a_table_that_is_absent_is_named() -> None:
    """See that claims of a report without tables are not assessable."""
    text = "临江市2022年政府信息公开工作年度报告\n一、总体情况\n全市收到政府信息公开申请42件。\n"
    (finding,) = narrative_findings(gxparse.parse(text))
    assert finding.status == "not_assessable"
    assert "no table 3" in finding.message


@pytest.mark.parametrize(
    ("sentence", "why", "why_zh"),
    [
        ("上年度收到政府信息公开申请30件。", "another year", "别的年度"),
        ("上半年收到政府信息公开申请30件。", "part of the year", "某一时段"),
        ("市水务局收到政府信息公开申请30件。", "another body", "别的单位"),
        ("备案审查制发规范性文件30件。", "filed", "备案数"),
        ("通过网站收到政府信息公开申请30件。", "not clear", "所指不明"),
        ("全市收到政府信息公开申请约40件。", "approximate", "约数"),
        ("全市收到政府信息公开申请0.01万件。", "rounded", "取整数"),
    ],
)
def test_why_a_claim_is_not_compared(sentence: str, why: str, why_zh: str) -> None:
    """See that the reason is said in both languages."""
    finding = only(sentence)
    assert finding.status == "not_assessable"
    assert why in finding.message
    assert why_zh in finding.message_zh


# ---- sums inside the text ----


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("全市收到政府信息公开申请42件，其中，市政府10件，县区30件，其他单位2件。", "pass"),
        ("全市收到政府信息公开申请42件，其中，市政府10件，县区30件，其他单位3件。", "fail"),
        ("全市收到政府信息公开申请42件，其中，市政府10件，县区30件。", "not_assessable"),
        ("全市收到政府信息公开申请42件，其中，市政府20件，县区30件。", "not_assessable"),
        ("全市收到政府信息公开申请42件，其中，市政府约10件，县区30件，其他单位3件。", "not_assessable"),
        ("全市收到政府信息公开申请42件，其中自然人30件，法人或其他组织12件。", "pass"),
        ("全市收到政府信息公开申请42件，其中自然人30件，法人或其他组织11件。", "fail"),
        ("全市收到政府信息公开申请42件，其中自然人30件，商业企业10件。", "not_assessable"),
        ("全市收到政府信息公开申请42件，其中自然人40件，商业企业10件。", "fail"),
        ("因政府信息公开发生行政诉讼3件，其中维持2件，尚未审结1件。", "pass"),
        ("因政府信息公开发生行政诉讼3件，其中维持2件，尚未审结2件。", "fail"),
        ("因政府信息公开发生行政诉讼3件，其中维持1件，尚未审结1件。", "not_assessable"),
        ("全市办结政府信息公开申请35件，其中予以公开30件，部分公开10件。", "fail"),
        ("上年度收到政府信息公开申请30件，其中，市政府10件，其余单位20件。", "pass"),
    ],
)
def test_parts_add_up_where_they_must(sentence: str, status: str) -> None:
    """See that parts fail only where none can be missing, or none can be in two of them."""
    assert only(sentence, "narrative.parts").status == status


def test_a_failure_of_parts_says_both_numbers() -> None:
    """See what is said of parts."""
    finding = only("全市收到政府信息公开申请42件，其中，市政府10件，县区30件，其他单位3件。", "narrative.parts")
    assert (finding.left, finding.right, finding.difference) == (43, 42, 1)
    assert "10 + 30 + 3 = 43" in finding.message
    assert len(finding.places) == 4


# ---- amounts ----


def test_an_amount_is_held_in_yuan_against_the_form_s_ten_thousands() -> None:
    """See that both units are named."""
    finding = only("全市行政事业性收费1.25万元。")
    assert finding.message == (
        "「行政事业性收费1.25万元」 (section 1): 12500 yuan is not table 2 「行政事业性收费 / 本年收费金额」 36.50 ten thousand "
        "yuan; difference 352500 yuan"
    )
    assert finding.message_zh == (
        "正文“行政事业性收费1.25万元”（12500元）不等于表二“行政事业性收费 / 本年收费金额” 36.50万元，相差 352500元"
    )
    assert only("全市行政事业性收费37万元。").status == "not_assessable"  # a rounded number


def test_what_is_in_no_table_has_no_finding() -> None:
    """See that what section six owes of the other fee is claimed, and not compared."""
    report = narrated("发出收费通知的件数为2件，总金额120元，实际收取的总金额120元。")
    assert [claim.names for claim in report.claims] == [("fee_notices",), ("fee_notified",), ("fee_collected",)]
    assert narrative_findings(report) == ()


# ---- all rules ----


def test_each_rule_can_pass_and_fail() -> None:
    """See that there is a sentence for each rule that agrees with the tables, and one that does not."""
    sentences = {
        "received": "全市收到政府信息公开申请{}件。",
        "handled": "全市办结政府信息公开申请{}件。",
        "carried_over": "政府信息公开申请上年结转{}件。",
        "carried_forward": "政府信息公开申请结转下年度{}件。",
        "outcome": "政府信息公开申请不予处理{}件。",
        "applicants": "自然人提出政府信息公开申请{}件。",
        "reconsideration": "因政府信息公开被申请行政复议{}件。",
        "litigation": "因政府信息公开被提起行政诉讼{}件。",
        "documents": "全市制发规范性文件{}件。",
        "decisions": "全市作出行政处罚决定{}件。",
        "fees": "全市行政事业性收费{}元。",
        "parts": "全市收到政府信息公开申请42件，其中，市政府12件，其余{}件。",
    }
    right = dict(zip(sentences, (40, 35, 2, 7, 3, 40, 1, 3, 3, 57, 365_000, 30), strict=True))
    assert {f"narrative.{name}" for name in sentences} == {
        rule.id for rule in (*shared.NARRATIVE, shared.NARRATED_FEES)
    }
    for name, sentence in sentences.items():
        for value, status in ((right[name], "pass"), (right[name] + 100, "fail")):
            assert only(sentence.format(value), f"narrative.{name}").status == status, sentence


def test_findings_are_in_the_order_of_the_text_wherever_a_claim_stands() -> None:
    """See that notes beside tables and later sections are read, too, and the lines of tables are not."""
    text = samples.changed("部分栏目更新不够及时，将加强检查。", "今年政府信息公开申请予以公开20件。")
    text = text.replace("三、收到和处理政府信息公开申请情况\n", "三、收到和处理政府信息公开申请情况\n收到42件。\n", 1)
    report = gxparse.parse(text.replace(*OFFICE))
    assert [(claim.section, claim.path, claim.value) for claim in report.claims] == [
        (3, "sections.2", 42),
        (5, "sections.4", 20),
    ]
    assert [finding.status for finding in narrative_findings(report)] == ["pass", "pass"]


def test_the_sample_itself_claims_nothing() -> None:
    """See that no line of a table is a claim."""
    assert gxparse.parse(samples.REPORT).claims == ()


def test_the_readme_shows_what_is_claimed() -> None:
    """See that the example of the README prints what is shown."""
    run = subprocess.run(
        [sys.executable, "-c", block("claims")],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert run.stdout == block("claims output")
