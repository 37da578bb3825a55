"""What `gxparse.check` says: of the seeds, of the sample report, of years; and how rules are declared."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from samples import REPORT, changed

import gxparse
from gxparse import editions, grammar
from gxparse.findings import Finding
from gxparse.rules import checking, formula, shared
from gxparse.rules.declaration import Rule, RuleError
from gxparse.rules.figures import rows_of_model
from gxparse.writing.reading import report_from_dict

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
ARITHMETIC = ("applications", "disputes", "disclosure", "values")
FEES = "本年度未发出收费通知，未收取信息处理费。"
GOOD = changed("六、其他需要报告的事项\n\n无。", f"六、其他需要报告的事项\n\n{FEES}")
BEFORE = GOOD.replace("2022年", "2021年")


def check(text: str, before: str | None = None) -> tuple[Finding, ...]:
    return gxparse.check(gxparse.parse(text), gxparse.parse(before) if before else None)


def amiss(text: str, before: str | None = None, status: str = "fail") -> list[tuple[str, str]]:
    return [(each.rule, each.message) for each in check(text, before) if each.status == status]


def only(findings: tuple[Finding, ...], rule: str, status: str = "fail") -> Finding:
    found = [each for each in findings if each.rule == rule and each.status == status]
    assert len(found) == 1, [each.message for each in found]
    return found[0]


# ---- the seeds ----


def seed(number: str) -> tuple[Finding, ...]:
    paths = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("../shared/seeds is not there")
    return check(paths[0].read_text(encoding="utf-8"))


def counted(findings: tuple[Finding, ...], status: str) -> Counter[str]:
    return Counter(each.rule for each in findings if each.status == status)


@pytest.mark.parametrize(
    ("number", "rows", "disclosure"),
    [
        ("000", 23, {"disclosure.total_disclosed": 2, "disclosure.items": 4}),
        ("001", 23, {"disclosure.total_disclosed": 2, "disclosure.items": 6}),
        ("004", 25, {"disclosure.in_force": 2}),
    ],
)
def test_whole_seeds_pass_every_arithmetic_rule(number: str, rows: int, disclosure: dict[str, int]) -> None:
    findings = seed(number)
    assert not [each.message for each in findings if each.status == "fail" and each.rule.startswith(ARITHMETIC)]
    passed = counted(findings, "pass")
    sums = {"applications.row_total": rows, "applications.outcome_total": 7, "applications.balance": 7}
    expected = {**sums, "disputes.total": 3, "values.sign": 3, **disclosure}
    assert {rule: count for rule, count in passed.items() if rule.startswith(ARITHMETIC)} == expected


def test_a_seed_without_sub_rows_names_what_is_missing_in_them() -> None:
    found = [each for each in seed("000") if each.status == "not_assessable" and each.rule.startswith(ARITHMETIC)]
    assert [(each.rule, each.message_zh) for each in found] == [
        ("disclosure.items", "表二“行政检查”行：无法核对：“上一年项目数量”列缺失"),
        ("disclosure.items", "表二“行政确认”行：无法核对：“上一年项目数量”列缺失"),
    ]


def test_a_seed_that_lost_twelve_rows_is_not_assessable_where_they_are_needed() -> None:
    findings = seed("002")
    assert not [each.message for each in findings if each.status == "fail" and each.rule.startswith(ARITHMETIC)]
    passed, not_assessable = counted(findings, "pass"), counted(findings, "not_assessable")
    assert (passed["applications.row_total"], not_assessable["applications.row_total"]) == (11, 12)
    assert (passed["applications.outcome_total"], not_assessable["applications.outcome_total"]) == (0, 7)
    assert (passed["applications.balance"], not_assessable["applications.balance"]) == (0, 7)
    assert passed["disputes.total"] == 3
    balance = next(each for each in findings if each.rule == "applications.balance")
    assert balance.message_zh == "表三“自然人”列：无法核对：“（七）总计”行缺失、“四、结转下年度继续办理”行缺失"


def test_a_seed_without_tables_has_each_rule_once_and_says_so() -> None:
    findings = seed("003")
    found = [each for each in findings if each.rule.startswith(("applications", "disputes", "disclosure"))]
    assert {(each.rule, each.status) for each in found} == {
        (rule, "not_assessable")
        for rule in (
            "applications.row_total",
            "applications.outcome_total",
            "applications.balance",
            "disputes.total",
            "disclosure.total_disclosed",
            "disclosure.items",
        )
    }
    assert len(found) == 6
    assert next(each.message for each in found) == "the report does not have table 3, so this cannot be checked"
    assert all(each.line > 1 for each in found)


# ---- the sample: what is said ----


def test_the_sample_satisfies_every_rule() -> None:
    findings = check(GOOD)
    assert [each for each in findings if each.status != "pass"] == []
    assert [each.rule for each in findings] == sorted(
        (each.rule for each in findings), key=[rule.id for rule in checking.rules_of("2021")].index
    )


def test_a_column_out_of_balance_names_rows_numbers_difference_and_lines() -> None:
    text = changed("| 四、结转下年度继续办理 |  |  | 7 |", "| 四、结转下年度继续办理 |  |  | 8 |", GOOD)
    found = only(check(text), "applications.balance")
    assert found.message == "table 3, column 「自然人」: 一 40 + 二 2 ≠ （七） 35 + 四 8, difference 1"
    assert found.message_zh == "表三“自然人”列：一 40 ＋ 二 2 ≠ （七）35 ＋ 四 8，相差 1"
    assert (found.left, found.right, found.difference) == (42, 43, -1)
    lines = text.splitlines()
    assert [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in found.places] == [
        "40",
        "2",
        "35",
        "8",
    ]
    assert (found.line, found.column) == (found.places[0].line, found.places[0].column)
    assert found.paths[-1] == "applications.carried_forward.natural_person"
    row = only(check(text), "applications.row_total")
    assert row.message_zh.startswith("表三“四、结转下年度继续办理”行：自然人 8 ＋ 商业企业 0 ＋ ")
    assert row.message_zh.endswith(" ＋ 其他 0 ≠ 总计 7，相差 1")


def test_groups_stand_in_the_sum_of_outcomes_as_one_number() -> None:
    text = changed("| （七）总计 |  | 35 |", "| （七）总计 |  | 34 |", GOOD)
    found = only(check(text), "applications.outcome_total")
    assert (
        found.message_zh
        == "表三“自然人”列：（一）20 ＋ （二）1 ＋ （三）2 ＋ （四）5 ＋ （五）3 ＋ （六）4 ≠ （七）34，相差 1"
    )


def test_results_of_disputes_are_named_by_their_block() -> None:
    text = changed("| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 1 | 3 |", "| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 1 | 4 |", GOOD)
    found = only(check(text), "disputes.total")
    assert found.message == (
        "table 4, 「行政诉讼 未经复议直接起诉」: 结果维持 2 + 结果纠正 0 + 其他结果 0 + 尚未审结 1 ≠ 总计 4, difference 1"
    )


def test_two_rules_that_disagree_about_an_unknown_number_say_so() -> None:
    text = changed(
        "| 二、上年结转政府信息公开申请数量 |  |  | 2 |", "| 二、上年结转政府信息公开申请数量 |  |  | / |", GOOD
    )
    text = changed(
        "| 一、本年新收政府信息公开申请数量 |  |  | 40 | 0 |",
        "| 一、本年新收政府信息公开申请数量 |  |  | 41 | -1 |",
        text,
    )
    findings = [each for each in check(text) if each.status == "not_assessable"]
    messages = [each.message for each in findings if "上年结转" in each.message]
    assert any("; 2 would satisfy it, but applications.balance asks for 1" in each for each in messages)
    assert any("; 1 would satisfy it, but applications.row_total asks for 2" in each for each in messages)
    assert any("；填 2 可使本式成立，但按 applications.balance 应为 1" in each.message_zh for each in findings)


def test_a_number_that_no_count_can_be_is_said() -> None:
    text = changed("| （七）总计 |  | 35 |", "| （七）总计 |  | 50 |", GOOD)
    text = changed("| 四、结转下年度继续办理 |  |  | 7 |", "| 四、结转下年度继续办理 |  |  |  |", text)
    found = [each for each in check(text) if each.rule == "applications.balance" and each.status == "not_assessable"]
    message = "table 3, column 「自然人」: cannot be checked: row 「四、结转下年度继续办理」 is blank"
    assert [each.message for each in found] == [f"{message}; only -8 would satisfy it, which no count can be"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        (
            "| 规章 | 0 | 0 | 0 |",
            "| 规章 | 5 | 1 | 3 |",
            "disclosure.in_force",
            "table 2, row 「规章」: 现行有效件数 3 < 本年制发件数 5 - 本年废止件数 1, difference 1",
        ),
        (
            "| 规章 | 0 | 0 | 0 |",
            "| 规章 | 0 | -1 | 0 |",
            "values.sign",
            "table 2, row 「规章」, column 「本年废止件数」 is 「-1」, but a count is a whole number, 0 or more",
        ),
        (
            "| 行政事业性收费 | 36.50 |",
            "| 行政事业性收费 | -36.50 |",
            "values.sign",
            (
                "table 2, row 「行政事业性收费」, column 「本年收费金额」 is 「-36.50」,"
                " but an amount of money is a number, 0 or more"
            ),
        ),
        (
            "一、总体情况\n",
            "一、工作基本情况\n",
            "form.headings",
            "the heading 「一、工作基本情况」 should be 一、总体情况",
        ),
        (
            "| 规章 | 0 | 0 | 0 |",
            "| 规章 | 0 | 1.5 | 0 |",
            "values.sign",
            "table 2, row 「规章」, column 「本年废止件数」 is 「1.5」, but a count is a whole number, 0 or more",
        ),
        (
            "| 规章 | 0 | 0 | 0 |",
            "| 规章 |  | / | 0 |",
            "form.blank_cells",
            "table 2: 2 of 10 cells have no number (1 empty, 1 with a mark)",
        ),
        ("五、存在的主要问题及改进情况\n", "五、存在的主要问题和改进情形\n", "form.headings", None),
        ("五、存在的主要问题及改进情况\n", "七、存在的主要问题及改进情况\n", "form.headings", None),
        ("部分栏目更新不够及时，将加强检查。", "无。", "form.empty_section", "section 5 is empty or says nothing"),
        ("部分栏目更新不够及时，将加强检查。", "", "form.empty_section", "section 5 is empty or says nothing"),
        (
            "2022年1月1日至2022年12月31日",
            "2022年1月1日至2022年11月30日",
            "form.period",
            "the period is 2022-01-01 to 2022-11-30, the report is for 2022",
        ),
        (
            "临江市2022年政府",
            "临江市2020年政府",
            "form.edition_year",
            "the tables are in the form of 2021, the report is for 2020",
        ),
        (FEES, "欢迎登录本市网站查询。", "form.fee_statement", None),
        (FEES, "本市行政事业性收费36.50万元。", "form.fee_statement", None),
        (FEES, "本市没有公布行政事业性收费情况，不存在违规收费情况。", "form.fee_statement", None),
        (
            FEES,
            "信息处理费管理办法（国办函〔2020〕109号）已在网站公布，未来将持续做好收费通知工作。",
            "form.fee_statement",
            None,
        ),
    ],
)
def test_each_rule_of_one_report_can_fail(old: str, new: str, rule: str, message: str | None) -> None:
    found = only(check(changed(old, new, GOOD)), rule)
    assert message in (None, found.message)
    assert found.message_zh
    assert found.message_zh != found.message
    assert found.line > 1 or rule == "form.edition_year"


@pytest.mark.parametrize(
    "words",
    [
        "我单位本年度发出收费通知的件数和总金额以及实际收取的总金额均为0。",
        "2022年度依申请提供政府信息没有收取信息处理费。",
        "本年发出收费通知3件，总金额380元，实际收取信息处理费380元。",
        "本年度未产生信息处理费。",
        "本機關本年度未收取信息處理費。",
        "本年度收取信息处理费400元。",
        "2022年未向申请人收取任何费用。",
        "全年未收取信息处理费。",
        "本年度无收费情况。",
        "没有收取检索、复制、邮寄等费用。",
        "收取信息处理费0元。",
        "依申请公开未产生收费。",
        "本年度未发生收费。",
        "2022年未收费。",
    ],
)
def test_statements_about_the_fee_are_known(words: str) -> None:
    findings = check(changed(FEES, words, GOOD))
    assert [each.status for each in findings if each.rule == "form.fee_statement"] == ["pass"]


def test_a_statement_about_the_fee_says_what_it_leaves_out() -> None:
    found = only(check(changed(FEES, "本年度收取信息处理费400元。", GOOD)), "form.fee_statement", "pass")
    assert found.message_zh == "第六部分写明了信息处理费收取情况；未提到收费通知件数、应收总金额"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("", "fail"),
        ("无", "fail"),
        ("  （無） ", "fail"),
        ("暂无相关情况。", "fail"),
        ("本年度无", "fail"),
        ("……", "fail"),
        ("无明显问题，将继续改进。", "pass"),
        ("没有问题。", "fail"),
        ("不存在明显问题。", "fail"),
        ("略", "fail"),
        ("（略）", "fail"),
        ("见附件。", "fail"),
        ("具体情况详见附件1。", "fail"),
        ("1.无", "fail"),
        ("一、没有。", "fail"),
        ("策略单一，培训偏少。", "pass"),
        ("见附件所列三项问题。", "pass"),
        ("没有专职人员。", "pass"),
        ("无" + "障碍浏览专栏已上线并完成改版。", "pass"),
    ],
)
def test_sections_that_say_nothing_are_known(words: str, status: str) -> None:
    findings = check(changed("部分栏目更新不够及时，将加强检查。", words, GOOD))
    assert [each.status for each in findings if each.rule == "form.empty_section"] == ["pass", status]


def test_a_section_that_is_missing_is_missed_where_its_heading_is() -> None:
    text = GOOD.partition("六、其他需要报告的事项")[0]
    found = {each.rule: (each.line, each.column) for each in check(text) if each.status == "fail"}
    assert set(found) == {"form.headings", "form.fee_statement"}
    assert found["form.fee_statement"] == found["form.headings"] > (1, 1)


PROBLEMS, OTHER = "存在的主要问题及改进情况\n\n部分栏目更新不够及时，将加强检查。", f"其他需要报告的事项\n\n{FEES}"


@pytest.mark.parametrize(
    "exchanged",
    [
        f"五、{OTHER}\n\n六、{PROBLEMS}",
        f"六、{OTHER}\n\n五、{PROBLEMS}",
        (
            f"五、其他需要报告的事项{PROBLEMS.removeprefix('存在的主要问题及改进情况')}"
            f"\n\n六、存在的主要问题及改进情况{OTHER.removeprefix('其他需要报告的事项')}"
        ),
    ],
)
def test_sections_exchanged_are_one_finding(exchanged: str) -> None:
    text = changed(f"五、{PROBLEMS}\n\n六、{OTHER}", exchanged, GOOD)
    assert amiss(text) == [("form.headings", "the section 五、存在的主要问题及改进情况 is out of order")]


def test_a_number_that_is_wrong_is_said_beside_an_exchange() -> None:
    text = changed(f"五、{PROBLEMS}\n\n六、{OTHER}", f"六、{OTHER}\n\n五、{PROBLEMS}", GOOD)
    text = changed("二、主动公开政府信息情况\n", "三、主动公开政府信息情况\n", text)
    assert len(amiss(text)) == 2


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("一、总体情况\n", "一、工作基本情况\n", "warning"),
        ("五、存在的主要问题及改进情况\n", "五、存在的主要问题和改进措施\n", "warning"),
        ("五、存在的主要问题及改进情况\n", "五、存在的主要问题和改进情形\n", "error"),
        ("二、主动公开政府信息情况\n", "三、主动公开政府信息情况\n", "error"),
    ],
)
def test_other_words_in_common_use_are_the_lesser_departure(old: str, new: str, severity: str) -> None:
    found = only(check(changed(old, new, GOOD)), "form.headings")
    assert found.severity == severity
    assert new.strip() in found.message
    assert old.strip() in found.message_zh


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("2022年度，即2022.1.1-2022.12.31", "pass"),
        ("2022年度（2022.01.01—12.31）", "pass"),
        ("2022/1/1至2022/12/31", "pass"),
        ("2022-01-01至2022-12-31", "pass"),
        ("2022.1.1-2022.11.30", "fail"),
        ("2022.1-2022.12", "not_assessable"),
    ],
)
def test_a_period_may_be_written_with_points_or_slashes(words: str, status: str) -> None:
    text = changed("自2022年1月1日至2022年12月31日", f"为{words}", GOOD)
    assert [each.status for each in check(text) if each.rule == "form.period"] == [status]


def test_the_form_of_2019_asks_for_no_statement_about_the_fee() -> None:
    assert "form.fee_statement" not in {rule.id for rule in checking.rules_of("2019")}
    assert {"disclosure.items", "disclosure.total_disclosed"} <= {rule.id for rule in checking.rules_of("2019")}


# ---- year against year ----


def test_years_are_held_against_each_other_only_where_both_are_given() -> None:
    assert not [each for each in check(GOOD) if each.rule.startswith("years.")]
    found = Counter(each.rule for each in check(GOOD, BEFORE) if each.rule.startswith("years."))
    assert found == {"years.carried": 7, "years.repeated_text": 2, "years.in_force": 2}


def test_what_is_carried_over_is_what_was_carried_forward() -> None:
    messages = dict.fromkeys(each for each in amiss(GOOD, BEFORE) if each[0] == "years.carried")
    assert [message for _, message in messages] == [
        "table 3, column 「自然人」: 二 2 ≠ last year's 四 7, difference 5",
        "table 3, column 「总计」: 二 2 ≠ last year's 四 7, difference 5",
    ]
    found = next(each for each in check(GOOD, BEFORE) if each.rule == "years.carried" and each.status == "fail")
    assert found.message_zh == "表三“自然人”列：二 2 ≠ 上年四 7，相差 5"
    assert [place.previous for place in found.places] == [False, True]
    good = BEFORE.replace(
        "| 四、结转下年度继续办理 |  |  | 7 | 0 | 0 | 0 | 0 | 0 | 7 |",
        "| 四、结转下年度继续办理 |  |  | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
    )
    assert not [each for each in amiss(GOOD, good) if each[0] == "years.carried"]


def test_documents_in_force_follow_from_the_year_before() -> None:
    found = [message for rule, message in amiss(GOOD, BEFORE) if rule == "years.in_force"]
    assert found == [
        "table 2, row 「行政规范性文件」: 现行有效件数 12 ≠ last year's 现行有效件数 12 + 本年制发件数 3 - 本年废止件数 1, difference 2"
    ]
    good = changed("| 行政规范性文件 | 3 | 1 | 12 |", "| 行政规范性文件 | 3 | 1 | 10 |", BEFORE)
    assert not [each for each in amiss(GOOD, good) if each[0] == "years.in_force"]


def test_items_of_the_year_before_follow_from_its_report() -> None:
    items = {"prior_year_items": 10, "change": -3, "decisions": 1}
    before: dict[str, Any] = {"year": 2019, "disclosure": {"licenses": items, "penalties": items}}
    after: dict[str, Any] = {
        "year": 2020,
        "disclosure": {
            "licenses": items | {"prior_year_items": 7},
            "penalties": items,
            "other_services": [{"name": "行政检查", "prior_year_items": 1, "change": 0, "decisions": 0}],
        },
    }
    findings = gxparse.check(report_from_dict(after, "2019"), report_from_dict(before, "2019"))
    found = {each.paths[0]: each for each in findings if each.rule == "years.items"}
    assert {path: each.status for path, each in found.items()} == {
        "disclosure.licenses.prior_year_items": "pass",
        "disclosure.penalties.prior_year_items": "fail",
        "disclosure.compulsion.prior_year_items": "not_assessable",
        "disclosure.fees.prior_year_items": "not_assessable",
    }
    wrong = found["disclosure.penalties.prior_year_items"]
    assert (
        wrong.message_zh
        == "表二“行政处罚”行：上一年项目数量 10 ≠ 上年报告上一年项目数量 10 ＋ 上年报告本年增/减 -3，相差 3"
    )
    assert (wrong.line, wrong.places) == (1, ())


def test_a_year_before_in_another_form_is_not_compared_where_the_forms_differ() -> None:
    before = report_from_dict({"year": 2020, "disclosure": {}, "applications": {}}, "2019")
    findings = gxparse.check(attrs.evolve(gxparse.parse(BEFORE)), before)
    found = [each for each in findings if each.rule == "years.in_force"]
    assert [(each.status, "another form" in each.message) for each in found] == [("not_assessable", True)]
    assert Counter(each.status for each in findings if each.rule == "years.carried") == {"not_assessable": 7}


def test_years_that_do_not_follow_each_other_are_not_compared() -> None:
    findings = [each for each in check(GOOD, GOOD) if each.rule.startswith("years.")]
    assert {each.status for each in findings} == {"not_assessable"}
    assert len(findings) == len({each.rule for each in findings}) == 3
    assert "is for 2022, this one for 2022" in findings[0].message


def test_another_body_is_not_compared() -> None:
    for issuer, status in (("临海市", {"not_assessable"}), ("临江市人民政府", {"pass", "fail"})):
        before = BEFORE.replace("临江市2021", f"{issuer}2021")
        found = [each for each in check(GOOD, before) if each.rule.startswith("years.")]
        assert {each.status for each in found} == status
        assert all("临海市" in each.message and "临江市" in each.message_zh for each in found) == (issuer == "临海市")


def test_a_body_that_is_not_named_is_compared() -> None:
    before = attrs.evolve(gxparse.parse(BEFORE), issuer=None)
    found = {each.status for each in gxparse.check(gxparse.parse(GOOD), before) if each.rule.startswith("years.")}
    assert found == {"pass", "fail"}


def test_paths_of_the_year_before_are_told() -> None:
    found = {each.paths[0]: each for each in check(GOOD, BEFORE) if each.rule in ("years.carried", "years.in_force")}
    carried, rules = found["applications.carried_over.total"], found["disclosure.rules.in_force"]
    assert carried.previous_paths == ("applications.carried_forward.total",)
    assert rules.previous_paths == ("disclosure.rules.in_force",)
    assert rules.paths.count("disclosure.rules.in_force") == 2
    assert all(set(each.previous_paths) <= set(each.paths) for each in found.values())
    assert {each.previous_paths for each in check(GOOD)} == {()}
    assert carried.to_dict()["previous_paths"] == ["applications.carried_forward.total"]


def test_sentences_of_last_year_are_counted() -> None:
    text = changed(
        "部分栏目更新不够及时，将加强检查。", "部分栏目更新不够及时，将加强检查。今年新设了三个专栏并定期维护。", GOOD
    )
    found = [each for each in check(text, BEFORE) if each.rule == "years.repeated_text"]
    assert [(each.status, each.severity, each.left, each.right) for each in found] == [
        ("fail", "info", 2, 2),
        ("fail", "info", 1, 2),
    ]
    assert (
        found[1].message == "1 of 2 sentences of section 5 stand word for word in the report of the year before (50 %)"
    )


# ---- in general ----


def test_tables_of_another_edition_are_held_against_its_rules() -> None:
    report = gxparse.parse(GOOD)
    mixed = attrs.evolve(report, disclosure=report_from_dict({"disclosure": {}}, "2019").disclosure)
    rules = {each.rule for each in gxparse.check(mixed)}
    assert {"disclosure.items", "disclosure.total_disclosed"} <= rules
    assert "disclosure.in_force" not in rules


def test_findings_are_json_able_under_their_own_names() -> None:
    for each in check(GOOD, BEFORE):
        data = json.loads(json.dumps(each.to_dict()))
        assert all(hasattr(each, name) for name in data)
        assert set(data) >= {field.name for field in attrs.fields(Finding) if not field.name.startswith("_")}
        assert pickle.loads(pickle.dumps(each)).to_dict() == each.to_dict()  # noqa: S301 (its own)


@pytest.mark.parametrize("wrong", [None, "text", 3])
def test_what_is_no_report_is_refused(wrong: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError, match="takes reports"):
        gxparse.check(wrong)
    if wrong is not None:
        with pytest.raises(TypeError, match="takes reports"):
            gxparse.check(gxparse.parse(GOOD), wrong)


def rows_of(edition: str) -> dict[str, formula.Rows]:
    return {name: rows_of_model(model) for name, model in editions.tables(edition).items()}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"formula": "new_received + carried_over = total_handled + carried_onward"},
            "nothing called 'carried_onward'",
        ),
        ({"formula": "new_received + + = total_handled"}, "not a formula"),
        ({"formula": "new_received < total_handled"}, "not a formula"),
        ({"table": "annex"}, "there is no table 'annex'"),
        ({"formula": "refused.* = total_handled"}, "nothing called 'refused'"),
        ({"over": "rows", "formula": "natural_person = totals"}, "nothing called 'totals'"),
        ({"over": "rows", "formula": "natural_person = total", "rows": ("denied",)}, "has no row denied"),
    ],
)
def test_a_rule_that_the_edition_cannot_hold_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        formula.validate([attrs.evolve(shared.BALANCE, **change)], rows_of("2021"))


def test_columns_that_no_row_has_together_are_refused() -> None:
    rule = Rule("x.y", "error", "", "", "", "", formula="issued = decisions", table="disclosure")
    with pytest.raises(RuleError, match="no row of table disclosure"):
        formula.validate([rule], rows_of("2021"))


@pytest.mark.parametrize("edition", editions.names())
def test_every_rule_of_the_page_of_rules_is_declared(edition: str) -> None:
    common = {
        "applications.row_total",
        "applications.outcome_total",
        "applications.balance",
        "disputes.total",
        "values.sign",
        "form.headings",
        "form.edition_year",
        "form.period",
        "form.blank_cells",
        "form.empty_section",
        "narrative.received",
        "narrative.handled",
        "narrative.carried_over",
        "narrative.carried_forward",
        "narrative.outcome",
        "narrative.applicants",
        "narrative.reconsideration",
        "narrative.litigation",
        "narrative.documents",
        "narrative.decisions",
        "narrative.parts",
        "years.carried",
        "years.repeated_text",
    }
    own = {
        "2019": {"disclosure.total_disclosed", "disclosure.items", "years.items"},
        "2021": {"disclosure.in_force", "form.fee_statement", "years.in_force", "narrative.fees"},
    }
    assert {rule.id for rule in checking.rules_of(edition)} == common | own[edition]


def test_listed_rules_are_in_the_order_of_findings() -> None:
    listed = [each.rule.id for each in checking.listed()]
    assert len(set(listed)) == len(listed)
    findings = list(dict.fromkeys(each.rule for each in check(GOOD, BEFORE)))
    assert [rule for rule in listed if rule in findings] == findings


def test_groups_in_formulas_are_all_rows_below_or_the_row_itself() -> None:
    for edition, count in (("2019", 20), ("2021", 22)):
        rows = rows_of(edition)["applications"]
        instance = formula.instances(shared.OUTCOME_TOTAL, rows)[0]
        paths = [path for operand in instance.operands for path in operand.paths]
        assert len(paths) == len(set(paths)) == count


def test_a_report_that_was_not_read_from_a_text_is_checked_all_the_same() -> None:
    report = report_from_dict(gxparse.parse(REPORT).to_dict() | {"diagnostics": []}, "2021")
    parsed = check(REPORT)
    assert [(each.rule, each.status) for each in gxparse.check(report)] == [(each.rule, each.status) for each in parsed]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("五、存在的主要问题及改进情况", "pass"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "pass"),  # the form has it so in Beijing
        ("五、存在问题和改进措施", "fail"),
    ],
)
def test_words_that_the_form_has_in_some_places_are_its_own(heading: str, status: str) -> None:
    report = gxparse.parse(changed("五、存在的主要问题及改进情况", heading, REPORT))
    (found,) = [each for each in gxparse.check(report) if each.rule == "form.headings"]
    assert (found.status, found.severity == "error") == (status, status == "pass")


@pytest.mark.parametrize("edition", editions.names())
def test_the_rules_of_columns_are_the_sums_that_the_grammar_says(edition: str) -> None:
    applications = next(t for t in grammar.compiled().forms[edition].tables if t.name == "applications")
    for variant in applications.variants:
        names = [row.path.partition(".")[0] for row in variant.rows]
        for rule, balance in zip((shared.OUTCOME_TOTAL, shared.BALANCE), variant.balances, strict=True):
            sides = [side.replace(".*", "").split(" + ") for side in rule.formula.split(" = ")]
            assert sides == [list(dict.fromkeys(names[at] for at in side)) for side in balance]
