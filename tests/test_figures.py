"""What stands in a number's place is that number in the form's unit, or none, with the reason and its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gxparse
from gxparse.editions import edition2019

if TYPE_CHECKING:
    from gxparse import Cell, Report

BOUNDED = settings(derandomize=True, max_examples=60, deadline=None)
SECTION = "二、主动公开政府信息情况\n"
AMOUNT = "disclosure.procurement.amount"
ROW = 4  # the line of the row of figures in these reports

Said = tuple[str, str, int, int | None, int | None]  # code, severity, line, column, end column


def procurement(
    amount: str, head: str = "采购总金额（万元，保留四位小数）", label: str = "政府集中采购", items: str = "12"
) -> Report:
    """Return a report of 2019's form with the row of 政府集中采购 in line 4."""
    return gxparse.parse(
        f"{SECTION}第二十条第（九）项 | | |\n信息内容 | 采购项目数量 | {head} |\n{label} | {items} | {amount} |\n"
    )


def fees(amount: str, head: str = "本年收费金额（单位：万元）") -> Report:
    """Return a report of 2021's form with the row of 行政事业性收费 in line 4."""
    return gxparse.parse(f"{SECTION}第二十条第（八）项 | |\n信息内容 | {head} |\n行政事业性收费 | {amount} |\n")


def licenses(figures: str) -> Report:
    """Return a report of 2019's form with the row of 行政许可 in line 4, one of 行政处罚 in line 7."""
    heads = "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |"
    return gxparse.parse(
        f"{SECTION}第二十条第（五）项 | | | |\n{heads}\n行政许可 | {figures} |\n"
        f"第二十条第（六）项 | | | |\n{heads}\n行政处罚 | 6508 | -2 | 1761 |\n行政强制 | 91 | 0 | 335 |\n"
    )


COLUMNS = ("prior_year_items", "change", "decisions")


def cells_of_licenses(report: Report) -> list[Cell]:
    return [report.cell(f"disclosure.licenses.{column}") for column in COLUMNS]


def said_of(report: Report, path: str) -> list[Said]:
    return [(d.code, d.severity, d.line, d.column, d.end_column) for d in report.diagnostics if d.path == path]


def amount_of(report: Report) -> Decimal | None:
    assert isinstance(report.disclosure, edition2019.Disclosure)
    return report.disclosure.procurement.amount


def check_place(report: Report, path: str, text: str, column: int, line: int = ROW) -> None:
    cell = report.cell(path)
    assert (cell.text, cell.line, cell.column, cell.end_column) == (text, line, column, column + len(text))


# ---- amounts with their own unit ----


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("43.788万元", "43.788"),
        ("5 万元", "5"),
        ("１２万元", "12"),
        ("0万元", "0"),
        ("709455.9元", "70.94559"),
        ("251000元", "25.1"),
        ("1元", "0.0001"),
        ("0.01元", "0.000001"),
        ("1,035,000元", "103.5"),
        ("1，035，000 元", "103.5"),
        ("251000圆", "25.1"),
        ("32,694.3253万元", "32694.3253"),
    ],
)
@pytest.mark.parametrize("head", ["采购总金额（万元，保留四位小数）", "采购总金额", "采购总金额（元）"])
def test_an_amount_with_its_own_unit_is_in_the_forms(written: str, number: str, head: str) -> None:
    report = procurement(written, head)
    column = len("政府集中采购 | 12 | ") + 1
    assert amount_of(report) == Decimal(number)
    assert report.cell(AMOUNT).state == "stated"
    check_place(report, AMOUNT, written, column)
    assert said_of(report, AMOUNT) == [("GX406", "info", ROW, column, column + len(written))]


@pytest.mark.parametrize(
    ("written", "amount"), [("1亿元", "10000"), ("1.5亿", "15000"), ("0.00001亿元", "0.1"), ("12.5（万元）", "12.5")]
)
def test_an_amount_in_hundred_millions_or_with_its_unit_in_brackets_is_read(written: str, amount: str) -> None:
    report = procurement(written)
    column = len("政府集中采购 | 12 | ") + 1
    assert amount_of(report) == Decimal(amount)
    assert said_of(report, AMOUNT) == [("GX406", "info", ROW, column, column + len(written))]


@BOUNDED
@given(st.decimals(0, 10**12, places=2), st.booleans())
def test_every_amount_in_yuan_is_a_ten_thousandth(yuan: Decimal, grouped: bool) -> None:  # noqa: FBT001
    assert amount_of(procurement(f"{yuan:,f}元" if grouped else f"{yuan:f}元")) == yuan / 10_000


@pytest.mark.parametrize(
    "written",
    [
        "3千元",
        "3百万元",
        "12角",
        "12美元",
        "￥500",
        "500元整",
        "约500万元",
        "10万余元",
        "-5元",
        "-5万元",
        "+5万元",
        "1.2.3元",
        "12元/年",
        "1 2元",
        "1,09元",
        "12元3角",
        "人民币25元",
    ],
)
def test_an_amount_with_another_unit_or_more_words_is_none(written: str) -> None:
    report = procurement(written)
    column = len("政府集中采购 | 12 | ") + 1
    assert amount_of(report) is None
    assert report.cell(AMOUNT).state == "invalid"
    check_place(report, AMOUNT, written, column)
    assert said_of(report, AMOUNT) == [("GX401", "error", ROW, column, column + len(written))]
    assert report.cell("disclosure.procurement.items").text == "12"


# ---- counts with a measure word ----


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("31批次", 31),
        ("31 批次", 31),
        ("12件次", 12),
        ("7人", 7),
        ("2,081件", 2081),
        ("５条", 5),
        ("12个", 12),
        ("0件", 0),
        ("3项", 3),
        ("7人次", 7),
        ("31宗", 31),
    ],
)
def test_a_count_with_a_measure_word_is_that_count(written: str, number: int) -> None:
    report = procurement("477.35", items=written)
    column = len("政府集中采购 | ") + 1
    path = "disclosure.procurement.items"
    assert report.to_dict()["disclosure"]["procurement"] == {"items": number, "amount": 477.35}
    check_place(report, path, written, column)
    assert said_of(report, path) == [("GX406", "info", ROW, column, column + len(written))]


@pytest.mark.parametrize(
    "written", ["3.5件", "10余件", "第3件", "3件套", "31件（其中2件撤销）", "1 2件", "12元", "12万元", "3万件", "-3件"]
)
def test_a_count_with_other_words_is_none(written: str) -> None:
    report = procurement("477.35", items=written)
    column = len("政府集中采购 | ") + 1
    path = "disclosure.procurement.items"
    assert report.cell(path).state == "invalid"
    check_place(report, path, written, column)
    assert said_of(report, path) == [("GX401", "error", ROW, column, column + len(written))]
    assert amount_of(report) == Decimal("477.35")


def test_an_amount_has_no_measure_word() -> None:
    assert procurement("12件").cell(AMOUNT).state == "invalid"
    assert procurement("12项").cell(AMOUNT).state == "invalid"


# ---- units in heads, labels and remarks ----

OTHER_UNITS = (
    "元",
    "单位：元",
    "圆",
    "角",
    "百元",
    "千元",
    "十万元",
    "百万元",
    "千万元",
    "亿元",
    "美元",
    "人民币元",
    "万元/元",
)


@pytest.mark.parametrize("unit", OTHER_UNITS)
def test_an_amount_under_a_head_of_another_unit_is_not_converted(unit: str) -> None:
    report = procurement("709455.9", f"采购总金额（{unit}）")
    column = len("政府集中采购 | 12 | ") + 1
    assert amount_of(report) is None
    assert report.cell(AMOUNT).state == "invalid"
    check_place(report, AMOUNT, "709455.9", column)
    assert said_of(report, AMOUNT) == [("GX405", "error", ROW, column, column + 8)]
    assert report.cell("disclosure.procurement.items").text == "12"


@pytest.mark.parametrize("written", ["12 .5", "12. 5", "12 . 5", "1 2.5", "１２ ．５"])
def test_an_amount_with_blanks_in_it_may_be_two_numbers(written: str) -> None:
    report = procurement(written)
    assert report.cell(AMOUNT).state == "invalid"
    assert [each[0] for each in said_of(report, AMOUNT)] == ["GX401"]


@pytest.mark.parametrize("head", ["本年收费金额（单位：元）", "本年收费金额（单位：千元）", "本年收费金额（元）"])
def test_fees_under_a_head_of_another_unit_are_not_converted(head: str) -> None:
    report = fees("27270", head)
    assert report.cell("disclosure.fees.amount").state == "invalid"
    assert said_of(report, "disclosure.fees.amount") == [("GX405", "error", ROW, 11, 16)]


@pytest.mark.parametrize("unit", OTHER_UNITS)
def test_zero_is_zero_in_any_unit(unit: str) -> None:
    report = procurement("0", f"采购总金额（{unit}）")
    assert amount_of(report) == 0
    assert report.cell(AMOUNT).state == "stated"
    assert said_of(report, AMOUNT) == []


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("采购总金额（万元）", "政府集中采购"),
        ("采购总金额（单位：万元）", "政府集中采购"),
        ("采购总金额（万 元）", "政府集中采购"),
        ("采购总金额（萬元）", "政府集中采购"),
        ("采购总金额", "政府集中采购（万元）"),
    ],
)
def test_an_amount_said_to_be_in_the_forms_unit_is_taken_as_printed(head: str, label: str) -> None:
    report = procurement("477.35", head, label)
    assert amount_of(report) == Decimal("477.35")
    assert said_of(report, AMOUNT) == []


@pytest.mark.parametrize("label", ["政府集中采购（元）", "政府集中采购（单位：千元）"])
def test_a_label_of_the_row_may_name_another_unit(label: str) -> None:
    report = procurement("709455.9", "采购总金额", label)
    column = len(f"{label} | 12 | ") + 1
    assert report.cell(AMOUNT).state == "invalid"
    assert said_of(report, AMOUNT) == [("GX405", "error", ROW, column, column + 8)]


@pytest.mark.parametrize("remark", ["单位：元 | | |", "单位：元", "（金额单位：元） | | |"])
def test_a_remark_over_the_heads_may_name_another_unit(remark: str) -> None:
    report = gxparse.parse(
        f"{SECTION}第二十条第（九）项 | | |\n{remark}\n信息内容 | 采购项目数量 | 采购总金额 |\n政府集中采购 | 12 | 709455.9 |\n"
    )
    assert report.cell(AMOUNT).state == "invalid"
    assert said_of(report, AMOUNT) == [("GX405", "error", 5, 15, 23)]


def test_the_unit_of_another_block_is_not_that_of_this_one() -> None:
    heads = "信息内容 | 上一年项目数量 | 本年增/减 | |"
    report = gxparse.parse(
        f"{SECTION}第二十条第（八）项（单位：元） | | |\n{heads}\n行政事业性收费 | 3 | 0 | |\n"
        "第二十条第（九）项 | | |\n信息内容 | 采购项目数量 | 采购总金额（万元） |\n政府集中采购 | 12 | 477.35 |\n"
    )
    assert amount_of(report) == Decimal("477.35")
    assert said_of(report, AMOUNT) == []


# ---- no unit at all ----


@pytest.mark.parametrize("written", ["1035000", "477.35", "1,035,000"])
def test_an_amount_without_any_unit_is_taken_as_printed_with_a_warning(written: str) -> None:
    report = procurement(written, "采购总金额")
    column = len("政府集中采购 | 12 | ") + 1
    assert amount_of(report) == Decimal(written.replace(",", ""))
    assert report.cell(AMOUNT).state == "stated"
    assert said_of(report, AMOUNT) == [("GX407", "warning", ROW, column, column + len(written))]


@pytest.mark.parametrize("written", ["0", "0.00", "0.0000"])
def test_zero_needs_no_unit(written: str) -> None:
    report = procurement(written, "采购总金额")
    assert amount_of(report) == 0
    assert said_of(report, AMOUNT) == []


# ---- changes ----


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ("+93", 93),
        ("＋4,448", 4448),
        ("-5", -5),
        ("—5", -5),
        ("－ 5", -5),
        ("减3", -3),
        ("增3", 3),
        ("减少12", -12),
        ("增加12", 12),
        ("36", 36),
        ("0", 0),
    ],
)
def test_a_change_has_its_sign(written: str, change: int) -> None:
    report = licenses(f"57 | {written} | 2081")
    assert report.to_dict()["disclosure"]["licenses"] == {"prior_year_items": 57, "change": change, "decisions": 2081}
    assert [cell.state for cell in cells_of_licenses(report)] == ["stated"] * 3
    check_place(report, "disclosure.licenses.change", written, len("行政许可 | 57 | ") + 1)


# ---- rows that are shifted ----


@pytest.mark.parametrize(
    "figures",
    [
        "+12 | 4096 | 见附件",
        "+12 | 4096 | /",
        "-12 | 4096 | /",
        "-12 | — | 4096",
        "+12 | 4096 | 7",
        "4096 | 7 | +12",
        "增12 | 4096 | 7",
        "+12 | 4096a | 7",
        "+12 | 无 | 4096",
    ],
)
def test_figures_beside_their_columns_are_nobodys(figures: str) -> None:
    report = licenses(figures)
    assert [(cell.text, cell.state) for cell in cells_of_licenses(report)] == [("", "ambiguous")] * 3
    assert report.to_dict()["disclosure"]["licenses"] == {"prior_year_items": None, "change": None, "decisions": None}
    end = len(f"行政许可 | {figures}") + 1
    assert said_of(report, "disclosure.licenses") == [("GX317", "error", ROW, 1, end)]
    assert report.to_dict()["disclosure"]["penalties"] == {"prior_year_items": 6508, "change": -2, "decisions": 1761}


@pytest.mark.parametrize(
    "figures", ["57 | +3 | 2081", "/ | +3 | 2081", "57 | -3 | /", "57 | 3.5 | 2081", "57 | +3 | -5", "12a | +3 | 7"]
)
def test_figures_that_may_stand_in_their_columns_are_read(figures: str) -> None:
    report = licenses(figures)
    assert "ambiguous" not in [cell.state for cell in cells_of_licenses(report)]
    assert [cell.text for cell in cells_of_licenses(report)] == figures.split(" | ")
    assert said_of(report, "disclosure.licenses") == []


def test_an_amount_in_the_place_of_a_count_shows_a_shift_where_a_figure_is_absent() -> None:
    report = procurement("见附件", items="477.35")
    assert [report.cell(f"disclosure.procurement.{column}").state for column in ("items", "amount")] == [
        "ambiguous"
    ] * 2
    assert [each[:3] for each in said_of(report, "disclosure.procurement")] == [("GX317", "error", ROW)]


# ---- marks, words, and what is neither ----


@pytest.mark.parametrize("mark", ["/", "／", "\\", "-", "—", "——", "－", "--", "无"])
def test_a_mark_is_no_number(mark: str) -> None:
    report = licenses(f"57 | {mark} | 2081")
    path = "disclosure.licenses.change"
    assert [cell.state for cell in cells_of_licenses(report)] == ["stated", "not_applicable", "stated"]
    column = len("行政许可 | 57 | ") + 1
    check_place(report, path, mark, column)
    assert said_of(report, path) == [("GX404", "warning", ROW, column, column + len(mark))]


def test_many_marks_are_told_once() -> None:
    report = licenses("/ | / | /")
    assert [cell.state for cell in cells_of_licenses(report)] == ["not_applicable"] * 3
    assert said_of(report, "disclosure") == [("GX403", "info", ROW, 8, 9)]
    (told,) = [each.message for each in report.diagnostics if each.code == "GX403"]
    assert told.startswith("3 cells")


def test_an_empty_cell_is_blank() -> None:
    report = licenses("57 | | 2081")
    assert [cell.state for cell in cells_of_licenses(report)] == ["stated", "blank", "stated"]
    assert [each[:3] for each in said_of(report, "disclosure.licenses.change")] == [("GX404", "warning", ROW)]


@pytest.mark.parametrize("words", ["零", "八", "十二件", "两件", "三百", "减三", "增加十二件"])
def test_a_number_in_words_is_stated_and_not_read(words: str) -> None:
    report = licenses(f"{words} | 3 | 2081")
    path = f"disclosure.licenses.{COLUMNS[0]}"
    assert [cell.state for cell in cells_of_licenses(report)] == ["invalid", "stated", "stated"]
    assert [each[:3] for each in said_of(report, path)] == [("GX401", "error", ROW)]


@pytest.mark.parametrize("words", ["本单位无此事项", "见附件", "未统计", "第二季度未办理"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_words_in_a_numbers_place_are_none_to_give(words: str, at: int) -> None:
    figures = ["57", "3", "2081"]
    figures[at] = words
    report = licenses(" | ".join(figures))
    path = f"disclosure.licenses.{COLUMNS[at]}"
    column = len("行政许可 | ") + sum(len(figure) + 3 for figure in figures[:at]) + 1
    assert [cell.state for cell in cells_of_licenses(report)] == [
        "not_applicable" if i == at else "stated" for i in range(3)
    ]
    check_place(report, path, words, column)
    assert said_of(report, path) == [("GX402", "warning", ROW, column, column + len(words))]


@pytest.mark.parametrize(
    "junk", ["12a3", "1O", "#REF!", "9l63", "1 2", "①", "12%", "3.5", "-5", "1,09", "2021年", "12①", "?"]
)
@pytest.mark.parametrize("at", [0, 2])
def test_what_is_neither_is_invalid(junk: str, at: int) -> None:
    figures = ["57", "3", "2081"]
    figures[at] = junk
    report = licenses(" | ".join(figures))
    path = f"disclosure.licenses.{COLUMNS[at]}"
    column = len("行政许可 | ") + sum(len(figure) + 3 for figure in figures[:at]) + 1
    assert [cell.state for cell in cells_of_licenses(report)] == ["invalid" if i == at else "stated" for i in range(3)]
    check_place(report, path, junk, column)
    assert said_of(report, path) == [("GX401", "error", ROW, column, column + len(junk))]


@BOUNDED
@given(
    st.lists(
        st.sampled_from(["0", "57", "1,092", "+3", "-5", "/", "", "3.5", "1O", "见附件", "31件"]),
        min_size=3,
        max_size=3,
    )
)
def test_no_figure_is_another_than_its_cell_says(figures: list[str]) -> None:
    report = licenses(" | ".join(figures))
    numbers = report.to_dict()["disclosure"]["licenses"]
    for column, written in zip(COLUMNS, figures, strict=True):
        cell = report.cell(f"disclosure.licenses.{column}")
        assert (numbers[column] is not None) == (cell.state == "stated")
        if cell.state == "stated":
            assert cell.text == written
            assert str(numbers[column]) == written.replace(",", "").removeprefix("+").removesuffix("件")
