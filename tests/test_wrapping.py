"""Labels that lines have cut become one cell; what is no label, and what a layout holds together, stays as it is."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gxparse
from gxparse import layouts, tables
from gxparse.edition_reading import lexicon_of
from gxparse.source import Source

if TYPE_CHECKING:
    from gxparse.cells import PhysicalRow

BOUNDED = settings(derandomize=True, max_examples=150, deadline=None)
LABELS = (
    "行政规范性文件",
    "行政事业性收费",
    "（三）不予公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "5.要求行政机关确认或重新出具已获取信息",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "四、结转下年度继续办理",
    "法律服务机构",
)


def read(text: str, edition: str = "2021") -> list[PhysicalRow]:
    """Return the rows of a table as the stages behind are given them."""
    rows = layouts.read(text, 0, len(text))
    return tables.with_lexemes(rows, lexicon_of(edition), Source(text))


def texts(text: str) -> list[list[str]]:
    """Return the texts of each row, lines of a cell joined, without the empty cells."""
    return [["".join(cell.text.split("\n")) for cell in row.cells if cell.text] for row in read(text)]


def kinds(text: str) -> list[list[str]]:
    return [[cell.lexeme.kind for cell in row.cells if cell.text] for row in read(text)]


# ---- a cell a line ----


@pytest.mark.parametrize("label", LABELS)
def test_a_label_cut_in_two_anywhere_is_one(label: str) -> None:
    for at in range(2, len(label)):
        if not any(character.isalpha() for character in label[:at]) or not label[at:].strip("）、.”"):
            continue
        text = f"{label[:at]}\n{label[at:]}\n7\n12"
        assert texts(text) == [[label], ["7"], ["12"]], at
        assert kinds(text) == [["label"], ["figure"], ["figure"]], at


@BOUNDED
@given(st.sampled_from(LABELS), st.sets(st.integers(1, 30), max_size=6))
def test_a_label_cut_in_any_number_of_lines_is_one(label: str, places: set[int]) -> None:
    words = [
        at for at in sorted(places) if at < len(label) and label[at].isalpha() and any(map(str.isalpha, label[:at]))
    ]
    edges = [0, *words, len(label)]
    text = "\n".join(label[left:right] for left, right in itertools.pairwise(edges))
    assert texts(f"{text}\n7") == [[label], ["7"]]


@pytest.mark.parametrize("label", ["行政规范性文件", "法律服务机构", "规章"])
def test_a_vertical_label_is_one(label: str) -> None:
    assert texts("\n".join(label) + "\n7") == [[label], ["7"]]


def test_blank_lines_between_the_pieces_are_nothing() -> None:
    assert texts("行政规范\n\n性文件\n\n46") == [["行政规范性文件"], ["46"]]


def test_labels_cut_one_after_the_other_are_each_one() -> None:
    text = "（三）不\n予公开\n1.属于国家\n秘密\n0\n2.其他法律行政\n法规禁止公开\n3"
    assert texts(text) == [["（三）不予公开"], ["1.属于国家秘密"], ["0"], ["2.其他法律行政法规禁止公开"], ["3"]]


def test_labels_with_equal_beginnings_go_on_with_their_own_pieces() -> None:
    assert texts("行政许可\n1\n行政处\n罚\n9\n行政强\n制\n8") == [
        ["行政许可"],
        ["1"],
        ["行政处罚"],
        ["9"],
        ["行政强制"],
        ["8"],
    ]
    first, second = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", LABELS[6]
    text = f"{first[:12]}\n{first[12:]}\n5\n{second[:12]}\n{second[12:]}\n6"
    assert texts(text) == [[first], ["5"], [second], ["6"]]


def test_a_bracket_alone_on_its_line_is_part_of_the_label_above() -> None:
    text = "（二）部分公开（区分处理的，只计这一\n情形，不计其他情形\n）\n5"
    rows = read(text)
    assert [cell.lexeme.kind for row in rows for cell in row.cells] == ["label", "figure"]
    assert rows[0].cells[0].text.endswith("\n）")


def test_a_joined_label_has_the_span_of_its_pieces() -> None:
    text = "许可\n 行政规范 \n\n性文件\n46"
    cell = read(text)[1].cells[0]
    assert cell.text == "行政规范\n性文件"
    assert text[cell.start : cell.end] == "行政规范 \n\n性文件"


# ---- what stays ----


@pytest.mark.parametrize(
    "text",
    [
        "未知的\n东西\n3",
        "行政规范\n12",
        "行政规范\n12\n性文件\n3",
        "性文件\n行政规范\n3",
        "行政规范\n其他\n性文件\n3",
        "行政许可\n行政许可\n3",
        "信访举报\n重复申请\n3",
        "1\n2\n3",
        "1,\n092",
        "12\n34",
        "+\n3",
        "7.\n5",
        "/\n/",
    ],
    ids=repr,
)
def test_lines_that_are_no_label_together_stay_apart(text: str) -> None:
    assert texts(text) == [[line] for line in text.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "| 行政规范 | |\n| 性文件 | 3 |",
        "行政规范 | 1 |\n性文件 | 3 |",
        "\t行政规范\n\t1\n\n\t性文件\n\t3",
        "行政规范\t1\n性文件\t3",
        "<table><tr><td>行政规范</td><td>1</td></tr><tr><td>性文件</td><td>3</td></tr></table>",
    ],
    ids=repr,
)
def test_nothing_is_joined_across_rows_that_the_layout_bounds(text: str) -> None:
    labels = [[cell.text for cell in row.cells if cell.lexeme.kind == "text"] for row in read(text)]
    assert labels == [["行政规范"], ["性文件"]]


def test_a_bounded_row_between_ends_a_label() -> None:
    text = "行政规范\n| 行政许可 | 1 |\n| 行政处罚 | 2 |\n性文件"
    assert "行政规范性文件" not in [cell for row in texts(text) for cell in row]


def test_a_table_of_html_between_columns_ends_a_label() -> None:
    above, below = "行政许可  1  2\n行政强制  3  4\n行政规范", "性文件\n行政处罚  5  6\n规章      7  8"
    assert ["行政规范性文件"] in texts(f"{above}\n{below}")
    found = texts(f"{above}\n<table><tr><td>甲</td><td>3</td></tr></table>\n{below}")
    assert found[2:5] == [["行政规范"], ["甲", "3"], ["性文件"]]


FIGURES = st.sampled_from(["0", "1", "12", "1,092", "+3", "-5", "477.35", "/"])


@BOUNDED
@given(
    st.lists(
        st.one_of(FIGURES, st.sampled_from(["规", "章", "行政", "许可", "处罚", "其他", "总", "计", "（", "）"])),
        max_size=14,
    )
)
def test_no_figure_is_ever_joined_and_nothing_is_lost(lines: list[str]) -> None:
    found = [cell.text for row in read("\n".join(lines)) for cell in row.cells]
    digits = [text for text in found if any(character in "0123456789/" for character in text)]
    assert digits == [line for line in lines if any(character in "0123456789/" for character in line)]
    assert sorted("".join(found).replace("\n", "")) == sorted("".join(lines))


# ---- columns of a page ----


def test_labels_side_by_side_are_each_joined_with_what_stands_below() -> None:
    text = (
        "（三）不  1.属于国家秘密            121     67\n"
        "予公开    2.其他法律行政法规禁止公  139     141\n"
        "          开\n"
        "          4.保护第三方合法权益      17      5"
    )
    assert texts(text) == [
        ["（三）不予公开", "1.属于国家秘密", "121", "67"],
        ["2.其他法律行政法规禁止公开", "139", "141"],
        ["4.保护第三方合法权益", "17", "5"],
    ]


def test_heads_side_by_side_are_each_joined_with_what_stands_below() -> None:
    text = "信息内容  本年制发  本年废止  现行有效\n          件数      件数      件数\n规章      3         1         29\n行政许可  46        12        387"
    assert texts(text)[0] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    rows = read(text)
    assert [cell.column for cell in rows[0].cells[1:]] == [
        cell.column for cell in rows[1].cells if cell.lexeme.kind == "figure"
    ]


def test_a_piece_that_stands_in_another_column_is_not_joined() -> None:
    rows = "规章      3         1         29\n行政许可  46        12        387\n行政处罚  5         6         7"
    assert texts(f"行政规范\n性文件\n{rows}")[0] == ["行政规范性文件"]
    assert texts(f"行政规范\n                    性文件\n{rows}")[:2] == [["行政规范"], ["性文件"]]


def test_vertical_heads_side_by_side_are_each_one() -> None:
    text = "结   结   其   尚   总\n果   果   他   未   计\n维   纠   结   审\n持   正   果   结\n1    2    3    4    10\n5    2    3    4    14"
    assert texts(text) == [
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        ["1", "2", "3", "4", "10"],
        ["5", "2", "3", "4", "14"],
    ]


LINES = ["5.要求行政机", "关确认或重新出", "具已获取信息"]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_label_stands_in_the_line_of_its_figures(at: int) -> None:
    above, below = "1.信访举报投诉  82     17", "2.重复申请      9      62"
    lines = [
        f"{line}{' ' * (16 - 2 * len(line))}{' ' * (line[0] == '5')}{'49     6' if row == at else ''}".rstrip()
        for row, line in enumerate(LINES)
    ]
    found = texts("\n".join([above, *lines, below]))
    assert found[1:] == [["5.要求行政机关确认或重新出具已获取信息", "49", "6"], ["2.重复申请", "9", "62"]]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_report_of_columns_has_the_figures_of_a_wrapped_label_wherever_they_stand(at: int) -> None:
    heads = "                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n"
    first = "2.重复申请      1       2         3         4             5             6     21\n"
    last = "四、结转下年度继续办理  7       8         9         1             2             3     30\n".replace(
        "办理  7", "办理 7"
    )
    figures = "11      12        13        14            15            16    81"
    lines = [
        f"{line}{' ' * (16 - 2 * len(line))}{' ' * (line[0] == '5')}{figures if row == at else ''}".rstrip()
        for row, line in enumerate(LINES)
    ]
    report = gxparse.parse("三、收到和处理政府信息公开申请情况\n" + heads + first + "\n".join(lines) + "\n" + last)
    path = "applications.not_processed.confirmation_or_reissue"
    assert [report.cell(f"{path}.{column}").text for column in ("natural_person", "other", "total")] == [
        "11",
        "16",
        "81",
    ]
    assert report.cell(f"{path}.total").line == 4 + at
