"""HTML that was left as tags: rows and cells are those of a table, spans are made up, and what is read has its place."""

from __future__ import annotations

import html
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gxparse
from gxparse import layouts
from gxparse.source import Source

if TYPE_CHECKING:
    from gxparse.cells import PhysicalRow

BOUNDED = settings(derandomize=True, max_examples=100, deadline=None)
PATIENCE = 3.0


def read(text: str) -> list[PhysicalRow]:
    return layouts.read(text, 0, len(text))


def texts(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read(text)]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def written(text: str) -> str:
    """Return what a piece of HTML says: its words without tags, entities and white space."""
    return "".join(html.unescape(re.sub(r"<[^<>]*>", "", text)).split())


def check_places(text: str, start: int, end: int) -> None:
    """Every cell must be what stands at its place, in order, within that part of a text."""
    last = start
    for row in layouts.read(text, start, end):
        assert (row.start, row.end) == (row.cells[0].start, row.cells[-1].end)
        for cell in row.cells:
            assert last <= cell.start <= cell.end <= end
            assert written(text[cell.start : cell.end]) == "".join(cell.text.split())
            last = cell.end


# ---- rows and cells ----


def test_a_row_is_a_row_and_its_cells_have_their_columns() -> None:
    found = read(table("<th>内容</th><th>制发</th>", "<td>规章</td><td>3</td>"))
    assert [[cell.text for cell in row.cells] for row in found] == [["内容", "制发"], ["规章", "3"]]
    assert [[cell.column for cell in row.cells] for row in found] == [[0, 1], [0, 1]]
    assert all(row.bounded and not row.drawn for row in found)


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>规章<td>3<tr><td>文件<td>46</table>",
        "<TABLE><TR><TD>规章</TD><Td>3</tD></tr><tr><td>文件</td><td>46</td></TR></TABLE>",
        "<table><thead><tr><th>规章</th><th>3</th></tr></thead><tbody><tr><td>文件</td><td>46</td></tr></tbody></table>",
        "<table>\n<tr>\n<td>规章</td>\n<td>3</td>\n</tr>\n<tr>\n<td>文件</td>\n<td>46</td>\n</tr>\n</table>",
        "<tr><td>规章</td><td>3</td></tr><tr><td>文件</td><td>46</td></tr>",
        "<td>规章</td><td>3</td></tr><tr><td>文件</td><td>46</td>",
        "<table><tr></tr><tr><td>规章</td><td>3</td></tr><tr></tr><tr><td>文件</td><td>46</td></tr></table>",
        "<table><tr><td>规章</td><td>3</td></tr></table><table><tr><td>文件</td><td>46</td></tr></table>",
        "<table><tr><td>规章</td><td>3</td><tr><td>文件</td><td>46</td></table>",
        "<table >< tr><tr ><td >规章</td ><td\n>3</td></tr\n><tr><td>文件</td><td>46</td></tr></table>",
    ],
)
def test_tags_of_any_case_and_end_give_the_same_rows(text: str) -> None:
    assert texts(text) == [["规章", "3"], ["文件", "46"]]
    check_places(text, 0, len(text))


@pytest.mark.parametrize(
    "attributes",
    [
        'class="a b"',
        "class='a b' width=80",
        'style="width:3px;color:#fff"',
        "nowrap",
        'title="规章 7"',
        'title="规|章"',
        'width="100',
        'width=100"',
        'data-x="colspan"',
        "colspan",
        "colspan=",
        'colspan="两"',
        "colspan=0",
        'rowspan="1" colspan="1"',
    ],
)
def test_attributes_are_no_text_and_no_column(attributes: str) -> None:
    assert texts(table(f"<td {attributes}>规章</td><td>3</td>")) == [["规章", "3"]]


# ---- spans ----


@pytest.mark.parametrize(
    "span", ['colspan="3"', "colspan='3'", "COLSPAN=3", "colspan = 3", 'class="x" colspan=" 3" id=y']
)
def test_a_cell_over_columns_is_followed_by_empty_cells(span: str) -> None:
    text = table(f"<td {span}>第五项</td><td>尾</td>", "<td>许可</td><td>1</td><td>2</td><td>3</td>")
    assert texts(text) == [["第五项", "", "", "尾"], ["许可", "1", "2", "3"]]


@pytest.mark.parametrize("span", ['rowspan="3"', "rowspan='3'", "RowSpan=3", "rowspan = 3"])
def test_below_a_cell_over_rows_stand_empty_cells(span: str) -> None:
    text = table(
        f"<td {span}>不予公开</td><td>秘密</td><td>1</td>", "<td>禁止</td><td>2</td>", "<td>案卷</td><td>3</td>"
    )
    text = text.replace("</table>", "<tr><td>总计</td><td></td><td>6</td></tr></table>")
    assert texts(text) == [["不予公开", "秘密", "1"], ["", "禁止", "2"], ["", "案卷", "3"], ["总计", "", "6"]]


def test_spans_over_rows_and_columns_stand_beside_each_other() -> None:
    text = table(
        '<td rowspan="3" colspan="2">勾稽</td><td colspan="4">申请人</td>',
        '<td rowspan="2">自然人</td><td colspan="2">法人</td><td rowspan="2">总计</td>',
        "<td>企业</td><td>科研</td>",
        '<td colspan="2">新收</td><td>1</td><td>2</td><td>3</td><td>6</td>',
    )
    assert texts(text) == [
        ["勾稽", "", "申请人", "", "", ""],
        ["", "", "自然人", "法人", "", "总计"],
        ["", "", "", "企业", "科研", ""],
        ["新收", "", "1", "2", "3", "6"],
    ]
    assert all([cell.column for cell in row.cells] == list(range(6)) for row in read(text))


def test_a_cell_over_more_rows_than_there_are_adds_none() -> None:
    assert texts(table('<td rowspan="9">甲</td><td>1</td>', "<td>2</td>")) == [["甲", "1"], ["", "2"]]


def test_the_last_column_may_be_covered_where_a_row_is_short() -> None:
    text = table(
        '<td>甲</td><td>1</td><td rowspan="2">计</td>', "<td>乙</td><td>2</td>", "<td>丙</td><td>3</td><td>4</td>"
    )
    assert texts(text) == [["甲", "1", "计"], ["乙", "2", ""], ["丙", "3", "4"]]


# ---- what a cell says ----


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("", ""),
        ("&nbsp;", ""),
        ("&nbsp;&#160;&ensp;\u3000", ""),
        ("<p>&nbsp;</p>", ""),
        ("<br>", ""),
        ("&nbsp;12&nbsp;", "12"),
        ("&#49;&#x32;", "12"),
        ("1&#44;092", "1,092"),
        ("甲&amp;乙", "甲&乙"),
        ("&lt;5&gt;", "<5>"),
        ("&ldquo;三安全&rdquo;", "“三安全”"),
        ("&unknown;", "&unknown;"),
        ("5 < 6", "5 < 6"),
        ("<b>12</b>", "12"),
        ("<span lang='EN'>1</span><span>2</span>", "12"),
        ("<p style='x'><b><i>12</i></b></p>", "12"),
        ("行政<br>许可", "行政\n许可"),
        ("行政<br/>许可", "行政\n许可"),
        ("行政<BR />许可", "行政\n许可"),
        ("<p>行政</p><p>许可</p>", "行政\n许可"),
        ("<div>行政</div>\n<div>许可</div>", "行政\n许可"),
        ("行政\n许可", "行政 许可"),
        ("12<!-- 13 -->", "12"),
        ("<!-- -->12", "12"),
        ("<!---->12", "12"),
        ("a|b", "a|b"),
        ("a\tb", "a\tb"),
    ],
)
def test_what_a_cell_says(inner: str, text: str) -> None:
    page = table(f"<td>规章</td><td>{inner}</td><td>7</td>")
    assert texts(page) == [["规章", text, "7"]]


def test_two_numbers_in_paragraphs_are_not_one() -> None:
    assert texts(table("<td><p>1</p><p>2</p></td><td>1<br>2</td>")) == [["1\n2", "1\n2"]]


# ---- around the table ----


@pytest.mark.parametrize("between", ["", "\n", " \n\n"])
def test_text_around_the_table_is_read_as_lines(between: str) -> None:
    text = f"说明{between}{table('<td>规章</td><td>3</td>')}{between}备注"
    found = read(text)
    assert [[cell.text for cell in row.cells] for row in found] == [["说明"], ["规章", "3"], ["备注"]]
    assert [row.bounded for row in found] == [False, True, False]
    check_places(text, 0, len(text))


def test_other_layouts_may_stand_around_the_table() -> None:
    text = f"| 许可 | 7 |\n{table('<td>规章</td><td>3</td>')}\n处罚\t9"
    assert texts(text) == [["许可", "7"], ["规章", "3"], ["处罚", "9"]]
    check_places(text, 0, len(text))


@pytest.mark.parametrize("cut", ["<", "<t", "</td", "</tr", "</table", '<td colspan="'])
def test_a_tag_that_is_cut_off_costs_no_row_before_it(cut: str) -> None:
    text = "<table><tr><td>规章</td><td>3</td></tr><tr><td>文件</td><td>46</td>" + cut
    assert texts(text)[:2] == [["规章", "3"], ["文件", "46"]]


def test_tags_of_no_table_make_no_table() -> None:
    assert texts("<p>规章</p>\n<b>3</b>") == [["<p>规章</p>"], ["<b>3</b>"]]


# ---- any table ----

CELLS = st.sampled_from(
    ["", "&nbsp;", "规章", "12", "+3", "<b>4</b>", "<p>行政</p><p>许可</p>", " 7 ", "&lt;", "\n8\n"]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5)
SPANS = st.lists(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=5
)


@BOUNDED
@given(ROWS, st.booleans(), st.sampled_from(["", "\n", " "]))
def test_any_cells_come_back_with_their_places(rows: list[list[str]], closed: bool, between: str) -> None:  # noqa: FBT001
    end = "</td>" if closed else ""
    text = (
        "<table>"
        + between.join(f"<tr>{between.join(f'<td>{cell}{end}' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )
    assert [["".join(cell.split()) for cell in row] for row in texts(text)] == [
        [written(cell) for cell in row] for row in rows
    ]
    check_places(text, 0, len(text))
    check_places(f"甲\n{text}\n乙", 2, 2 + len(text))


@BOUNDED
@given(SPANS)
def test_any_spans_give_the_grid_that_a_browser_draws(rows: list[list[tuple[int, int]]]) -> None:
    drawn: dict[tuple[int, int], str] = {}
    lines = []
    for at, row in enumerate(rows):
        line, column = "", 0
        for index, (down, across) in enumerate(row):
            while (at, column) in drawn:
                column += 1
            name = f"第{at}行{index}"
            free = next((more for more in range(1, across) if (at, column + more) in drawn), across)
            drawn |= {(at + y, column + x): "" for y in range(down) for x in range(free)}
            drawn[at, column] = name
            line += f'<td rowspan="{down}" colspan="{free}">{name}</td>'
        lines.append(line)
    found = texts(table(*lines))
    for at, cells in enumerate(found):
        assert cells == [drawn.get((at, column), "") for column in range(len(cells))]
        assert len(cells) >= max(column for row, column in drawn if row == at and drawn[row, column]) + 1


PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=2>",
        "<td colspan=2>",
        "<b>",
        "<br>",
        "<",
        ">",
        "&nbsp;",
        "甲",
        "12",
        "\n",
        " ",
        "<!--",
        "-->",
        "|",
        "\t",
        '"',
        "</",
    ]
)


@BOUNDED
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_the_tags_are_cells_stand_in_their_order_within_the_text(text: str) -> None:
    last = 0
    for row in read(text):
        assert row.cells
        for cell in row.cells:
            assert last <= cell.start <= cell.end <= len(text)
            last = cell.end


# ---- a report ----


def test_a_report_in_one_line_is_read_with_its_columns() -> None:
    rows = (
        '<td colspan="4">第二十条第（一）项</td>',
        "<td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>",
    )
    text = (
        "二、主动公开政府信息情况 " + "\n" + table(*rows, "<td>规章</td><td>&nbsp;</td><td>2</td><td><p>1,092</p></td>")
    )
    report = gxparse.parse(text)
    cells = {column: report.cell(f"disclosure.rules.{column}") for column in ("issued", "repealed", "in_force")}
    assert [cell.state for cell in cells.values()] == ["blank", "stated", "stated"]
    line = text.split("\n")[1]
    for column, written_text in (("repealed", "2"), ("in_force", "1,092")):
        cell = cells[column]
        assert (cell.line, cell.text) == (2, written_text)
        assert cell.column is not None
        assert cell.end_column is not None
        assert line[cell.column - 1 : cell.end_column - 1] == written_text


# ---- size ----


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<td ",
        "<td>",
        "<tr>",
        '<td title="',
        "<!--",
        "<br>",
        "<b>1",
        "&",
        "&nbsp",
        "</table",
        "<td rowspan=999",
        "colspan=9 ",
    ],
    ids=repr,
)
def test_hostile_tags_take_no_time(piece: str) -> None:
    text = table("<td>规章</td><td>3</td>") + "<table><tr><td>" + piece * (200_000 // len(piece)) + "</table>"
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < PATIENCE


def test_a_span_over_very_many_columns_makes_few_cells() -> None:
    assert sum(len(row.cells) for row in read(table("<td colspan=999>甲</td>"))) < 100


# ---- what is struck out, what tags stand within ----


@pytest.mark.parametrize(
    "cell",
    [
        "<td><s>1240</s></td>",
        "<td><del>1240</del></td>",
        '<td>12<strike class="x">40</strike></td>',
        '<td><span style="text-decoration: line-through">1240</span></td>',
        '<td style="text-decoration:line-through">1240</td>',
    ],
)
def test_what_is_struck_out_is_no_figure(cell: str) -> None:
    text = (
        f"二、主动公开政府信息情况\n<table><tr><td>行政许可</td>{cell}</tr><tr><td>行政处罚</td><td>3</td></tr></table>"
    )
    report = gxparse.parse(text)
    assert report.cell("disclosure.licenses.decisions").state == "invalid"
    assert report.disclosure is not None
    assert any(d.path == "disclosure.licenses.decisions" and d.severity == "error" for d in report.diagnostics)
    assert report.cell("disclosure.penalties.decisions").text == "3"


def test_a_row_that_is_struck_out_has_no_figure() -> None:
    text = '<table><tr style="text-decoration:line-through"><td>行政许可</td><td>5</td></tr><tr><td>规章</td><td>3</td></tr></table>'
    assert texts(text) == [["<td>行政许可", "<td>5"], ["规章", "3"]]


def test_nothing_that_is_struck_out_is_nothing() -> None:
    text = Source("<table><tr><td>规章<s> </s></td><td>3<del></del></td></tr></table>").text
    assert texts(text) == [["规章", "3"]]


def test_tags_around_each_letter_part_no_label() -> None:
    label = "".join(f'<span style="font-size:12pt">{letter}</span>' for letter in "本机关不掌握相关政府信息")
    text = Source(f"<table><tr><td>{label}</td><td>3</td></tr></table>").text
    assert [["".join(cell.split()) for cell in row] for row in texts(text)] == [["本机关不掌握相关政府信息", "3"]]
    assert all(len(cell) < 40 for row in texts(text) for cell in row)
