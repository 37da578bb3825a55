"""Blanks part cells: by their order in a line, or by the columns of the page in which figures stand below each other."""

from __future__ import annotations

import time
import unicodedata
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import figures_of
from made_reports import made_report

import gxparse
from gxparse import layouts
from gxparse.writing import drawn_layouts
from gxparse.writing.layouts import LAYOUTS, Layout
from gxparse.writing.report import filled

if TYPE_CHECKING:
    from gxparse.cells import PhysicalRow

BOUNDED = settings(derandomize=True, max_examples=150, deadline=None)
PATIENCE = 3.0


def read(text: str) -> list[PhysicalRow]:
    return layouts.read(text, 0, len(text))


def texts(text: str) -> list[list[str]]:
    """Return the texts of the cells of each row, empty ones too."""
    return [[cell.text for cell in row.cells] for row in read(text)]


def check_places(text: str, start: int, end: int) -> None:
    """Every cell must be what stands at its place, within that part of a text; those with text in order."""
    last = start
    for row in layouts.read(text, start, end):
        assert row.cells
        for cell in row.cells:
            assert start <= cell.start <= cell.end <= end
            assert text[cell.start : cell.end] == cell.text
            if cell.text:
                assert last <= cell.start
                last = cell.end


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def drawn(table: list[list[str]], *, right: bool = False, gap: int = 2) -> str:
    """Return a table whose columns have room for their longest cell; figures stand left or right in theirs."""
    widths = [max(width(row[column]) for row in table) for column in range(len(table[0]))]
    lines = []
    for row in table:
        cells = []
        for column, text in enumerate(row):
            room = " " * (widths[column] - width(text))
            cells.append(room + text if right and column else text + room)
        lines.append((" " * gap).join(cells).rstrip())
    return "\n".join(lines)


# ---- single blanks: the order of the words counts ----


def test_single_blanks_part_the_cells_of_a_line() -> None:
    found = read("规章 0 0 0\n行政规范性文件 46 12 387")
    assert [[cell.text for cell in row.cells] for row in found] == [
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "46", "12", "387"],
    ]
    assert all(row.bounded and row.drawn for row in found)


@pytest.mark.parametrize("figure", ["0", "1,092", "１２", "+93", "-5", "—5", "减3", "477.35", "31批次", "/", "—", "无"])
def test_a_line_that_ends_with_a_figure_or_a_mark_is_a_row(figure: str) -> None:
    assert texts(f"许可 7 {figure}\n处罚 8 {figure}") == [["许可", "7", figure], ["处罚", "8", figure]]


def test_one_row_is_enough_if_it_is_long() -> None:
    assert texts("结转 1 2 3 4") == [["结转", "1", "2", "3", "4"]]
    assert texts("结转 1") == [["结转 1"]]


def test_lines_without_figures_between_rows_are_cut_at_their_blanks_too() -> None:
    text = "内容 制发 废止\n规章 3 1\n文件 46 12"
    assert texts(text) == [["内容", "制发", "废止"], ["规章", "3", "1"], ["文件", "46", "12"]]


def test_lines_of_prose_without_rows_are_cells() -> None:
    assert texts("本年 度 没有\n收 到 申请") == [["本年 度 没有"], ["收 到 申请"]]


def test_a_figure_less_is_no_empty_cell_where_single_blanks_part_them() -> None:
    assert texts("规章 3 29\n文件 46 12 387") == [["规章", "3", "29"], ["文件", "46", "12", "387"]]


# ---- numbering, pages ----


@pytest.mark.parametrize("number", ["1.", "1、", "１．", "（1）", "(一)", "（一）", "三、", "12."])
def test_a_bare_number_of_an_item_is_one_with_the_word_behind_it(number: str) -> None:
    text = f"{number} 属于国家秘密 1 2 3\n许可 4 5 6"
    assert texts(text) == [[f"{number} 属于国家秘密", "1", "2", "3"], ["许可", "4", "5", "6"]]
    check_places(text, 0, len(text))


def test_numbers_of_a_group_and_of_its_first_row_stay_apart() -> None:
    text = "（三） 不予公开 1. 属于国家秘密 1 2\n2. 禁止公开 4 5"
    assert texts(text) == [["（三） 不予公开", "1. 属于国家秘密", "1", "2"], ["2. 禁止公开", "4", "5"]]


@pytest.mark.parametrize("page", ["- 3 -", "-3-", "— 12 —", "－ 4 －", "-- 7 --"])
@pytest.mark.parametrize("gap", [" ", "  ", "    "])
def test_a_number_of_a_page_is_one_cell_and_the_rows_around_it_stay(page: str, gap: str) -> None:
    lines = [gap.join(["规章", "3", "12", "29"]), f"{gap}{page}", gap.join(["文件", "4", "13", "38"])]
    found = [[cell for cell in row if cell] for row in texts("\n".join(lines))]
    assert found == [["规章", "3", "12", "29"], [page], ["文件", "4", "13", "38"]]
    check_places("\n".join(lines), 0, len("\n".join(lines)))


# ---- columns of a page ----

TABLE = [
    ["规章", "3", "1", "29"],
    ["行政规范性文件", "46", "12", "387"],
    ["许可", "", "7", "1,092"],
    ["处罚", "8", "", "5"],
]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("gap", [2, 3, 8])
def test_an_empty_cell_in_the_middle_keeps_its_column(gap: int, right: bool) -> None:  # noqa: FBT001
    text = drawn(TABLE, gap=gap, right=right)
    assert texts(text) == TABLE
    columns = [[cell.column for cell in row.cells[1:]] for row in read(text)]
    assert all(found == columns[0] for found in columns)
    check_places(text, 0, len(text))


def test_an_empty_cell_at_the_end_is_there() -> None:
    table = [*TABLE, ["强制", "6", "2", ""], ["收费", "9", "", ""]]
    assert texts(drawn(table)) == table


def test_no_break_spaces_are_blanks() -> None:
    assert texts(drawn(TABLE).replace(" ", "\u00a0")) == TABLE


def test_a_full_width_blank_is_a_gap_of_a_column() -> None:
    text = "规章\u30003\u300012\u300029\n文件\u30004\u300013\u300038\n许可\u3000\u3000 14\u300039"
    assert texts(text) == [["规章", "3", "12", "29"], ["文件", "4", "13", "38"], ["许可", "", "14", "39"]]


def test_figures_of_any_width_below_each_other_are_one_column() -> None:
    table = [["许可", "1", "12345678"], ["处罚", "12,345", "1"], ["强制", "123", ""], ["收费", "", "9"]]
    assert texts(drawn(table)) == table
    assert texts(drawn(table, right=True)) == table


def test_marks_stand_in_columns_as_figures_do() -> None:
    table = [["许可", "12", "345"], ["处罚", "/", "—"], ["强制", "", "无"]]
    assert texts(drawn(table)) == table


def test_labels_of_any_number_before_the_figures_have_columns_of_their_own() -> None:
    text = "办理结果  予以公开  1  12\n          部分公开  2  13\n不予公开  秘密      3  14\n总计                6  39"
    rows = read(text)
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["办理结果", "予以公开", "1", "12"],
        ["部分公开", "2", "13"],
        ["不予公开", "秘密", "3", "14"],
        ["总计", "6", "39"],
    ]
    assert len({tuple(cell.column for cell in row.cells[-2:]) for row in rows}) == 1
    assert max(cell.column for row in rows for cell in row.cells[:-2]) < rows[0].cells[-2].column


def test_a_wrapped_head_stands_in_the_column_of_its_figures() -> None:
    text = "内容    本年制发  本年废止\n        件数      件数\n规章    3         1\n文件    46        12"
    rows = read(text)
    columns = [cell.column for cell in rows[2].cells[1:]]
    assert [cell.column for cell in rows[0].cells[1:]] == [cell.column for cell in rows[1].cells] == columns


def test_figures_that_stand_across_each_other_make_no_columns() -> None:
    text = "许可  1   2   3\n处罚  12345678  9\n强制  4   5   6"
    assert texts(text) == [["许可", "1", "2", "3"], ["处罚", "12345678", "9"], ["强制", "4", "5", "6"]]


# ---- columns that are drawn anew, as on another page ----

HEADS = ["内容", "本年制发件数", "本年废止件数", "现行有效件数"]
MORE = [["强制", "", "2", "15"], ["收费", "9", "", "7"]]


def have_columns(text: str) -> bool:
    """Whether the rows of a text keep the places of their empty cells."""
    return all(row.placed for row in read(text) if len(row.cells) > 1)


def shifted(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


@pytest.mark.parametrize("by", [0, 1, 3, 6, 12])
def test_columns_of_another_page_count_only_where_they_stand_as_before(by: int) -> None:
    lines = drawn([HEADS, *TABLE, *MORE]).split("\n")
    text = "\n".join(lines[:-2]) + "\n\n- 3 -\n\n" + shifted("\n".join(lines[-2:]), by)
    assert have_columns(text) is (by <= 1)


@pytest.mark.parametrize("by", [0, 1, 3, 6, 12])
def test_figures_count_below_heads_of_another_page_only_where_these_are_all_as_far(by: int) -> None:
    heads, *rows = drawn([HEADS, *MORE]).split("\n")
    above = heads[: heads.index("现行")].rstrip()
    other = " " * (width(heads) - width("现行有效件数") + by) + "现行有效件数"
    assert have_columns("\n".join([above, "", other, *rows])) is (by <= 1)


def test_a_head_over_two_columns_of_figures_tells_of_neither() -> None:
    heads = "内容  本年制发件数  本年废止件数"
    assert have_columns(f"{heads}\n许可       3             4\n处罚                     5")
    assert not have_columns(f"{heads}\n许可  3         4            6\n处罚                     5")


def test_a_figure_without_a_head_beside_others_with_one_tells_of_no_column() -> None:
    heads = "内容  本年制发件数        本年废止件数"
    assert not have_columns(f"{heads}\n许可       3               4\n处罚                 5")


def test_heads_of_another_page_that_go_on_in_other_lines_move_the_columns() -> None:
    before = "内容  自然人  商业企业  科研机构\n许可    3        4         5\n处罚             6         7\n"
    again = "内容       自然   商业   科研\n             人   企业   机构\n"
    assert not have_columns(before + again + "强制                8        9\n收费    1       2")


# ---- any table ----

FIGURES = st.one_of(
    st.integers(0, 10**7).map(str), st.integers(1000, 10**7).map("{:,}".format), st.sampled_from(["/", "+3", "-5"])
)
MAYBE_FIGURES = st.one_of(FIGURES, FIGURES, st.just(""))
NAMES = st.sampled_from(["规章", "行政许可", "其他法律行政法规禁止公开", "1.属于国家秘密", "（七）总计"])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return two complete rows, and rows that have some figures at least."""
    count = draw(st.integers(2, 7))
    complete = draw(st.lists(st.lists(FIGURES, min_size=count, max_size=count), min_size=2, max_size=3))
    cells = st.lists(MAYBE_FIGURES, min_size=count, max_size=count).filter(any)
    rows = complete + draw(st.lists(cells, max_size=5))
    return [[draw(NAMES), *figures] for figures in rows]


@BOUNDED
@given(tables(), st.booleans(), st.integers(2, 6))
def test_any_table_in_columns_comes_back(table: list[list[str]], right: bool, gap: int) -> None:  # noqa: FBT001
    text = drawn(table, right=right, gap=gap)
    assert texts(text) == table
    check_places(f"甲\n{text}\n乙", 2, 2 + len(text))


@BOUNDED
@given(tables())
def test_any_table_with_single_blanks_comes_back_without_its_empty_cells(table: list[list[str]]) -> None:
    rows = [[cell for cell in row if cell] for row in table]
    text = "\n".join(" ".join(row) for row in rows)
    assert texts(text) == rows
    check_places(f"甲\n{text}\n乙", 2, 2 + len(text))


PIECES = st.sampled_from(
    ["规章", "1", "12", "/", "-", "1.", "（一）", "无", " ", "  ", "    ", "\u3000", "\u00a0", "\n", "\n\n", "\u200b"]
)


@BOUNDED
@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_is_lost_and_every_cell_is_what_stands_at_its_place(text: str) -> None:
    check_places(text, 0, len(text))
    kept = "".join("".join(cell.text.split()) for row in read(text) for cell in row.cells)
    assert kept.replace("\u200b", "") == "".join(text.split()).replace("\u200b", "")


# ---- reports ----

HEAD = "二、主动公开政府信息情况\n第二十条第（一）项\n"
COLUMNS = ("issued", "repealed", "in_force")


def test_a_blank_in_the_middle_column_is_blank_and_the_others_are_read() -> None:
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "3", "", "29"],
        ["行政规范性文件", "46", "12", "387"],
    ]
    report = gxparse.parse(HEAD + drawn(rows))
    cells = [report.cell(f"disclosure.rules.{column}") for column in COLUMNS]
    assert [cell.state for cell in cells] == ["stated", "blank", "stated"]
    assert [cell.text for cell in cells] == ["3", "", "29"]
    assert [cell.line for cell in cells] == [4, 4, 4]


def test_a_figure_less_between_single_blanks_is_nobodys() -> None:
    report = gxparse.parse(
        HEAD + "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 3 29\n行政规范性文件 46 12 387"
    )
    assert [report.cell(f"disclosure.rules.{column}").state for column in COLUMNS] == ["ambiguous"] * 3
    assert [report.cell(f"disclosure.normative_documents.{column}").text for column in COLUMNS] == ["46", "12", "387"]
    assert [(each.code, each.line) for each in report.diagnostics if each.path == "disclosure.rules"] == [("GX303", 4)]


def test_a_figure_less_behind_two_labels_is_nobodys() -> None:
    head = "信息内容 上一年项目数量 本年增/减 处理决定数量\n"
    text = (
        f"二、主动公开政府信息情况\n第二十条第（五）项\n{head}行政许可 57 3 2081\n其他对外管理服务事项 行政检查 4 812\n"
        f"行政确认 6 0 55\n第二十条第（六）项\n{head}行政处罚 6508 237 1761\n行政强制 91 8 335\n"
    )
    report = gxparse.parse(text)
    path = "disclosure.other_services.0"
    states = [report.cell(f"{path}.{column}").state for column in ("prior_year_items", "change", "decisions")]
    assert states == ["ambiguous"] * 3
    assert ("GX303", 5, path) in [(each.code, each.line, each.path) for each in report.diagnostics]


# ---- size ----


@pytest.mark.parametrize(
    "line",
    [
        " " * 200_000 + "x",
        "\u3000" * 200_000,
        "-" * 200_000,
        "甲  " + "1" * 200_000,
        "甲  1" + "，" * 200_000,
        "（" * 200_000,
    ],
    ids=["blanks", "wide blanks", "dashes", "digits", "commas", "brackets"],
)
def test_no_long_line_takes_long(line: str) -> None:
    text = f"规章  1  2\n许可  3  4\n{line}\n处罚  5  6"
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < PATIENCE


def test_many_lines_take_time_for_their_number_alone() -> None:
    def seconds(rows: int) -> float:
        text = "规章  1  12  3\n许可  4      6\n" * rows
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    assert seconds(8000) < 12 * seconds(2000) + 0.05


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize(("label", "head"), [(8, 6), (10, 8), (12, 8), (16, 6), (20, 8), (40, 12), (60, 16)])
def test_labels_may_be_wrapped_at_any_width(
    edition: str, label: int, head: int, *, middle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_report(edition, Random(f"{edition} {label} {head} {middle}"))
    write = partial(drawn_layouts.columns, label=label, head=head, middle=middle)
    monkeypatch.setitem(LAYOUTS, "columns", Layout("columns", write))
    report = gxparse.parse(filled(edition, made.data(), "columns"))
    assert figures_of(report) == made.figures
    assert not [d for d in report.diagnostics if d.severity != "info"]
