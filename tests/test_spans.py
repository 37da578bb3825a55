"""Cells over several places that a layout repeats are there once; figures, heads and words that only look so stay."""

from __future__ import annotations

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

BOUNDED = settings(derandomize=True, max_examples=100, deadline=None)


def read(text: str, edition: str = "2021") -> list[PhysicalRow]:
    """Return the rows of a table as the stages behind are given them."""
    return tables.with_lexemes(layouts.read(text, 0, len(text)), lexicon_of(edition), Source(text))


def pipes(*rows: str) -> str:
    """Return rows of cells, given with a blank between two, as lines of pipes."""
    return "\n".join(f"| {' | '.join(row.split())} |" for row in rows)


def texts(*rows: str, edition: str = "2021") -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read(pipes(*rows), edition)]


DECISIONS = "信息内容 本年处理决定数量 本年处理决定数量 本年处理决定数量"


# ---- labels ----


def test_a_label_repeated_beside_itself_is_there_once() -> None:
    assert texts("行政许可 行政许可 行政许可 7", "行政处罚 行政处罚 行政处罚 9") == [
        ["行政许可", "", "", "7"],
        ["行政处罚", "", "", "9"],
    ]


def test_a_group_beside_its_rows_stays_in_each_of_them() -> None:
    group, denied = "三、本年度办理结果", "（三）不予公开"
    received = "一、本年新收政府信息公开申请数量"
    rows = (
        f"{group} （一）予以公开 （一）予以公开 1 1",
        f"{group} {denied} 1.属于国家秘密 0 0",
        f"{group} {denied} 7.属于行政执法案卷 2 2",
    )
    assert texts(f"{received} {received} {received} 4 4", *rows) == [
        [received, "", "", "4", "4"],
        [group, "（一）予以公开", "", "1", "1"],
        [group, denied, "1.属于国家秘密", "0", "0"],
        [group, denied, "7.属于行政执法案卷", "2", "2"],
    ]


def test_words_of_no_label_in_front_of_all_are_there_once_where_they_are_repeated() -> None:
    assert texts("行政指导 行政指导 行政指导 7", "行政许可 行政许可 行政许可 9") == [
        ["行政指导", "", "", "7"],
        ["行政许可", "", "", "9"],
    ]


def test_an_emptied_cell_has_a_place_and_no_width() -> None:
    text = pipes("行政许可 行政许可 7")
    cell = read(text)[0].cells[1]
    assert (cell.text, cell.lexeme.kind, cell.column) == ("", "blank", 1)
    assert cell.start == cell.end == text.index("行政许可", 3)


def test_a_label_is_not_taken_for_the_one_above_it() -> None:
    rows = ("行政许可 行政许可 7", "行政许可 行政许可 8")
    assert texts(*rows) == [["行政许可", "", "7"], ["行政许可", "", "8"]]


# ---- heads ----


def test_a_head_over_several_columns_is_there_once() -> None:
    assert texts("申请人情况 申请人情况 申请人情况", "自然人 商业企业 总计") == [
        ["申请人情况", "", ""],
        ["自然人", "商业企业", "总计"],
    ]


def test_a_head_over_several_lines_is_there_once() -> None:
    rows = (
        "申请人情况 申请人情况 申请人情况 申请人情况",
        "自然人 法人或其他组织 法人或其他组织 总计",
        "自然人 商业企业 科研机构 总计",
    )
    assert texts(*rows) == [
        ["申请人情况", "", "", ""],
        ["自然人", "法人或其他组织", "", "总计"],
        ["", "商业企业", "科研机构", ""],
    ]


def test_heads_in_two_lines_are_no_repeats_where_none_spans_columns() -> None:
    heads = ["自然人", "商业企业", "总计"]
    spanning = "申请人情况 申请人情况 申请人情况"
    assert texts(" ".join(heads), " ".join(heads)) == [heads, heads]
    assert texts(" ".join(heads), " ".join(heads), spanning) == [heads, heads, ["申请人情况", "", ""]]


def test_heads_that_are_cut_are_no_repeats() -> None:
    rows = ("信息内容 本年新 本年新 对外公开总数量", "规章 5 5 5", "规范性文件 6 5 9")
    assert texts(*rows, edition="2019") == [row.split() for row in rows]


def test_groups_of_equal_heads_are_no_repeats() -> None:
    heads = "结果维持 结果纠正 总计 结果维持 结果纠正 总计"
    assert texts(heads, "1 1 1 1 1 1") == [heads.split(), ["1"] * 6]


# ---- figures ----


def test_equal_figures_under_a_repeated_head_are_one() -> None:
    assert texts(DECISIONS, "行政处罚 57 57 57", "行政强制 / / /") == [
        ["信息内容", "本年处理决定数量", "", ""],
        ["行政处罚", "57", "", ""],
        ["行政强制", "/", "", ""],
    ]


@pytest.mark.parametrize("figures", ["8 7 8", "8 8 7", "7 8 8", "8 8 /", "8 08 8", "/ / 8"])
def test_figures_under_a_repeated_head_of_which_one_differs_are_all_kept(figures: str) -> None:
    assert texts(DECISIONS, f"行政处罚 {figures}")[1] == ["行政处罚", *figures.split()]


def test_equal_figures_under_heads_of_their_own_are_all_kept() -> None:
    rows = (
        "第二十条第（一）项 " * 4,
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "规章 5 5 5",
        "行政规范性文件 0 0 0",
    )
    assert texts(*rows)[2:] == [["规章", "5", "5", "5"], ["行政规范性文件", "0", "0", "0"]]


def test_equal_figures_in_a_row_of_another_width_than_the_heads_are_all_kept() -> None:
    assert texts(DECISIONS, "行政处罚 57 57")[1] == ["行政处罚", "57", "57"]


def test_figures_without_any_head_are_all_kept() -> None:
    assert texts("行政许可 行政许可 行政许可 1 1", "行政处罚 行政处罚 行政处罚 7 7") == [
        ["行政许可", "", "", "1", "1"],
        ["行政处罚", "", "", "7", "7"],
    ]


def test_a_line_that_is_no_row_ends_what_the_heads_say() -> None:
    text = pipes(DECISIONS) + "\n注\n" + pipes("行政处罚 57 57 57")
    assert [cell.text for cell in read(text)[-1].cells] == ["行政处罚", "57", "57", "57"]


WORDS = ["本单位未制作规章", "见附件", "无此项", "未开展"]


@pytest.mark.parametrize("words", WORDS)
def test_words_in_the_place_of_figures_are_all_kept(words: str) -> None:
    assert texts("信息内容 信息内容 本年制发件数 本年废止件数", f"规章 规章 {words} {words}") == [
        ["信息内容", "", "本年制发件数", "本年废止件数"],
        ["规章", "", words, words],
    ]


@pytest.mark.parametrize("layout", ["\t", "blanks"])
def test_other_layouts_than_grids_keep_what_they_repeat(layout: str) -> None:
    text = "行政许可  7  7\n行政处罚  9  9" if layout == "blanks" else "\t行政许可\n\t7\n\t7\n\n\t行政处罚\n\t9\n\t9"
    assert [[cell.text for cell in row.cells] for row in read(text)] == [["行政许可", "7", "7"], ["行政处罚", "9", "9"]]


@BOUNDED
@given(st.lists(st.lists(st.sampled_from(["0", "5", "12", "/"]), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_figure_under_heads_of_their_own_is_ever_taken_out(figures: list[list[str]]) -> None:
    heads = ("第二十条第（一）项 " * 4, "信息内容 本年制发件数 本年废止件数 现行有效件数")
    assert texts(*heads, *(f"规章 {' '.join(row)}" for row in figures))[2:] == [["规章", *row] for row in figures]


@BOUNDED
@given(
    st.lists(st.sampled_from(["", "行政许可", "规章", "自然人", "甲", "0", "5", "/"]), min_size=2, max_size=5),
    st.integers(1, 3),
)
def test_what_is_taken_out_stands_beside_or_above_it(cells: list[str], lines: int) -> None:
    found = [row.cells for row in read("\n".join([f"| {' | '.join(cells)} |"] * lines))]
    for row in found:
        assert len(row) == len(cells)
        for column, cell in enumerate(row):
            assert cell.text in (cells[column], "")
            assert cell.text or not cells[column] or cells[column] == cells[column - 1] or lines > 1
        assert {cell.text for cell in row if cell.lexeme.kind == "text"} == {text for text in cells if text == "甲"}


# ---- reports ----

DOCUMENTS = (("第二十条第（一）项 " * 4).strip(), "信息内容 本年制发件数 本年废止件数 现行有效件数")


def report(*rows: str) -> gxparse.Report:
    return gxparse.parse("二、主动公开政府信息情况\n" + pipes(*rows))


def test_words_in_three_cells_are_three_cells_without_a_number() -> None:
    found = report(*DOCUMENTS, "规章 本单位未制作规章 本单位未制作规章 本单位未制作规章", "行政规范性文件 5 5 5")
    cells = [found.cell(f"disclosure.rules.{column}") for column in ("issued", "repealed", "in_force")]
    assert [cell.state for cell in cells] == ["not_applicable"] * 3
    assert [(cell.line, cell.column, cell.end_column) for cell in cells] == [(4, 8, 16), (4, 19, 27), (4, 30, 38)]
    assert [each.path for each in found.diagnostics if each.code == "GX402"] == [
        "disclosure.rules.issued",
        "disclosure.rules.repealed",
        "disclosure.rules.in_force",
    ]
    assert found.disclosure is not None
    assert found.to_dict()["disclosure"]["normative_documents"] == {"issued": 5, "repealed": 5, "in_force": 5}


def test_equal_figures_are_one_and_different_ones_are_nobodys() -> None:
    title = ("第二十条第（六）项 " * 4).strip()
    found = report(title, DECISIONS, "行政处罚 57 57 57", "行政强制 8 7 8")
    penalties, compulsion = (found.cell(f"disclosure.{row}.decisions") for row in ("penalties", "compulsion"))
    assert (penalties.text, penalties.state, penalties.line, penalties.column) == ("57", "stated", 4, 10)
    assert compulsion.state == "ambiguous"
    said = [(each.code, each.line) for each in found.diagnostics if each.path == "disclosure.compulsion"]
    assert said == [("GX304", 5)]
