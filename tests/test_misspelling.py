"""What is read as a misspelt label, and what is another label although it is like one."""

from __future__ import annotations

import pytest
from samples import REPORT, changed

import gxparse


def codes(report: gxparse.Report, line: int) -> set[str]:
    return {each.code for each in report.diagnostics if each.line == line}


def read(old: str, new: str) -> tuple[gxparse.Report, set[str]]:
    """Return the sample with one label changed, and what is said of its line."""
    report = gxparse.parse(changed(old, new))
    return report, codes(report, REPORT.count("\n", 0, REPORT.index(old)) + 1)


def figure(report: gxparse.Report, path: str) -> object:
    node: object = report
    for part in path.split("."):
        node = getattr(node, part)
    return node


# ---- rows ----

NOT_HELD = "1.本机关不掌握相关政府信息"
EXCESSIVE = "4.无正当理由大量反复申请"
ROWS = {
    "行政许可": "disclosure.licenses.decisions",
    "行政强制": "disclosure.compulsion.decisions",
    "行政处罚": "disclosure.penalties.decisions",
    "行政规范性文件": "disclosure.normative_documents.issued",
    "行政事业性收费": "disclosure.fees.amount",
    NOT_HELD: "applications.unable_to_provide.not_held.total",
    EXCESSIVE: "applications.not_processed.excessive.total",
    "二、上年结转政府信息公开申请数量": "applications.carried_over.total",
    "5.属于三类内部事务信息": "applications.denied.internal_affairs.total",
}


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("行政许可", "行政许司"),
        ("行政许可", "行政许"),
        ("行政许可", "行许政可"),
        ("行政强制", "行政强制了"),
        ("行政规范性文件", "行政规范件文件"),
        (NOT_HELD, "1.本机关不掌屋相关政府信息"),
        (NOT_HELD, "1.本机关木掌握相关政府信息"),  # a negation that a scanner got wrong
        (NOT_HELD, "1.本机不关掌握相关政府信息"),
        (EXCESSIVE, "4.元正当理由大量反复申请"),
        (EXCESSIVE, "4.无正当理由大量反复"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开数量"),
        ("二、上年结转政府信息公开申请数量", "二、土年结转政府信息公开申请数量"),
        ("二、上年结转政府信息公开申请数量", "二、上大结转政府信息公开申请数量"),
        (NOT_HELD, "1.本机关不掌握相关月府信息"),
        ("5.属于三类内部事务信息", "5.属于三部事务信息"),
        (
            "二、上年结转政府信息公开申请数量",
            "二、上年结转政府信息公开神情数量",
        ),  # a word that the keys give for another
    ],
)
def test_a_slip_is_read_and_told(label: str, written: str) -> None:
    report, said = read(label, written)
    assert figure(report, ROWS[label]) is not None
    assert said == {"GX301"}


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("行政强制", "行政检查"),
        ("行政强制", "行政奖励"),
        ("行政强制", "行政征收"),
        ("行政许可", "行政确认"),
        ("行政许可", "行政给付"),
        ("行政处罚", "行政裁决"),
        ("行政规范性文件", "党内规范性文件"),
        ("行政事业性收费", "行政检查收费"),
        (NOT_HELD, "1.本机关掌握相关政府信息"),
        (NOT_HELD, "1.本机关已掌握相关政府信息"),
        (EXCESSIVE, "4.有正当理由大量反复申请"),
        (EXCESSIVE, "4.正当理由大量反复申请"),
        ("二、上年结转政府信息公开申请数量", "二、本年结转政府信息公开申请数量"),
        ("二、上年结转政府信息公开申请数量", "二、上月结转政府信息公开申请数量"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请人量"),
        ("二、上年结转政府信息公开申请数量", "二、2022年结转政府信息公开申请数量"),
        ("5.属于三类内部事务信息", "5.属于三类外部事务信息"),
        ("5.属于三类内部事务信息", "5.属于三类过程性信息"),  # two letters beside each other make a word
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请办结数量"),
        (NOT_HELD, "1.他机关不掌握相关政府信息"),
        ("行政处罚", "行政处分"),
        ("行政规范性文件", "行政规范性文件（废止）"),
    ],
)
def test_another_name_the_contrary_and_another_year_are_no_slips(label: str, written: str) -> None:
    report, said = read(label, written)
    assert figure(report, ROWS[label]) is None
    assert report.cell(ROWS[label]).state == "missing"
    assert said & {"GX308", "GX309"}
    assert "GX301" not in said


# ---- heads ----


@pytest.mark.parametrize(
    ("head", "written", "path"),
    [
        ("现行有效件数", "现行失效件数", "disclosure.normative_documents.in_force"),
        ("本年收费金额（单位：万元）", "上年收费金额（单位：万元）", "disclosure.fees.amount"),
        ("本年收费金额（单位：万元）", "本月收费金额（单位：万元）", "disclosure.fees.amount"),
        ("现行有效件数", "现行有效人数", "disclosure.normative_documents.in_force"),
        ("本年收费金额（单位：万元）", "2021年收费金额（单位：万元）", "disclosure.fees.amount"),
        ("本年废止件数", "本年（2023）废止件数", "disclosure.normative_documents.repealed"),
        ("自然人", "非自然人", "applications.new_received.natural_person"),
        ("未经复议直接起诉", "经复议直接起诉", "disputes.direct_litigation.total"),
        ("未经复议直接起诉", "未经仲裁直接起诉", "disputes.direct_litigation.total"),
        ("本年收费金额（单位：万元）", "本年收费项目数", "disclosure.fees.amount"),
        ("本年制发件数", "本年修订件数", "disclosure.normative_documents.issued"),
        ("自然人", "法人", "applications.new_received.natural_person"),
        ("科研机构", "医疗机构", "applications.new_received.research_institution"),
        ("商业企业", "工业企业", "applications.new_received.commercial_enterprise"),
    ],
)
def test_figures_below_a_head_of_another_meaning_are_nobodys(head: str, written: str, path: str) -> None:
    report, said = read(head, written)
    assert figure(report, path) is None
    assert report.cell(path).state == "ambiguous"
    assert "GX211" in said
    others = {each.code for each in report.diagnostics if each.severity != "info"} - {"GX211"}
    assert not others


@pytest.mark.parametrize(
    ("head", "written", "path"),
    [
        ("现行有效件数", "现行有效牛数", "disclosure.normative_documents.in_force"),
        ("现行有效件数", "现行有效件", "disclosure.normative_documents.in_force"),
        ("自然人", "自燃人", "applications.new_received.natural_person"),
        ("申请人情况", "申请人情小", "applications.new_received.natural_person"),
        ("未经复议直接起诉", "末经复议直接起诉", "disputes.direct_litigation.total"),
    ],
)
def test_a_misspelt_head_is_read_and_told(head: str, written: str, path: str) -> None:
    report, said = read(head, written)
    assert figure(report, path) is not None
    assert said == {"GX301"}


@pytest.mark.parametrize(
    ("head", "written", "path"),
    [
        ("本年废止件数", "本年（2022）废止件数", "disclosure.normative_documents.repealed"),
        ("本年废止件数", "2022年废止件数", "disclosure.normative_documents.repealed"),
        ("本年收费金额（单位：万元）", "2022年收费金额（单位：万元）", "disclosure.fees.amount"),
    ],
)
def test_a_head_may_say_which_year_this_one_is(head: str, written: str, path: str) -> None:
    report, said = read(head, written)
    assert figure(report, path) is not None
    assert not said


# ---- brackets behind a label ----


@pytest.mark.parametrize(
    "bracket",
    [
        "（上年）",
        "（上一年度）",
        "(2022年)",
        "（其中备案）",
        "（备案）",
        "（部分）",
        "（不含下属单位）",
        " （ 去 年 ）",
    ],
)
def test_a_bracket_that_narrows_makes_another_row(bracket: str) -> None:
    report, said = read("行政许可", f"行政许可{bracket}")
    assert report.cell("disclosure.licenses.decisions").state == "missing"
    assert said == {"GX308"}
    assert report.disclosure is not None
    assert [row.name for row in report.disclosure.extra] == [f"行政许可{bracket}".strip()]


@pytest.mark.parametrize("bracket", ["（单位：件）", "（指办件量）", "（含行政确认）", "（应提供）", "()"])
def test_a_bracket_that_explains_changes_nothing(bracket: str) -> None:
    report, said = read("行政许可", f"行政许可{bracket}")
    assert figure(report, "disclosure.licenses.decisions") is not None
    assert not said


@pytest.mark.parametrize("bracket", ["（其中备案）", "（上年）", "（2022年）"])
def test_figures_below_a_narrowed_head_are_nobodys(bracket: str) -> None:
    report, said = read("本年废止件数", f"本年废止件数{bracket}")
    assert report.cell("disclosure.rules.repealed").state == "ambiguous"
    assert said == {"GX211"}


# ---- labels with the words of another row, and labels of another table ----


@pytest.mark.parametrize("written", ["2.其他", "其他", "2．其他 "])
def test_a_label_out_of_order_without_the_row_s_number_is_not_that_row(written: str) -> None:
    report, said = read("2.其他法律行政法规禁止公开", written)
    assert said == {"GX309"}
    assert report.cell("applications.denied.prohibited_by_law.total").state == "missing"
    assert figure(report, "applications.other_handling.other.total") == 4


def test_a_row_in_its_place_may_have_another_number() -> None:
    report, said = read("3.其他", "2.其他")
    assert figure(report, "applications.other_handling.other.total") == 4
    assert not said


@pytest.mark.parametrize("label", ["行政诉讼", "行政许可", "结果维持"])
def test_a_label_of_another_table_is_no_figure(label: str) -> None:
    row = "| 四、结转下年度继续办理 |  |  | 7 | 0 | 0 | 0 | 0 | 0 | 7 |"
    report, said = read(row, row.removesuffix("7 |") + f"{label} |")
    assert report.applications is not None
    carried = report.to_dict()["applications"]["carried_forward"]
    assert set(carried.values()) == {None}
    assert "GX303" in said
    assert "GX402" not in said
