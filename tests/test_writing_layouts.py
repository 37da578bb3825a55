"""Every layout, held against the text that it makes of a small table, and what the parser reads of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_strategies import reports

import gxparse
from gxparse import editions, grammar
from gxparse.widths import display_width
from gxparse.writing.drawn_layouts import wrapped
from gxparse.writing.grid import Grid, GridCell, grid_of
from gxparse.writing.layouts import LAYOUTS, layout_of

if TYPE_CHECKING:
    from gxparse.writing.grid import Kind


def cell(text: str, kind: Kind = "figure", rows: int = 1, columns: int = 1) -> tuple[str, Kind, int, int]:
    return text, kind, rows, columns


def table(width: int, labels: int, rows: dict[int, list[tuple[int, tuple[str, Kind, int, int]]]]) -> Grid:
    """Return a table from the cells of each row with their columns."""
    return Grid(
        "small",
        width,
        labels,
        tuple(
            tuple(GridCell(row, column, down, across, kind, text) for column, (text, kind, down, across) in cells)
            for row, cells in rows.items()
        ),
    )


# A corner and a head that span, a blank figure, a group of two rows, a blank in a label, a place without a column.
SMALL = table(
    5,
    2,
    {
        0: [(0, cell("项目", "corner", 2, 2)), (2, cell("申请人", "head", 1, 2)), (4, cell("总计", "head", 2))],
        1: [(2, cell("自然人", "head")), (3, cell("法人", "head"))],
        2: [(0, cell("新收", "label", 1, 2)), (2, cell("1")), (3, cell("")), (4, cell("1"))],
        3: [
            (0, cell("结果", "label", 2)),
            (1, cell("公 开", "label")),
            (2, cell("20")),
            (3, cell("3")),
            (4, cell("23")),
        ],
        4: [(1, cell("不公开", "label")), (2, cell("0")), (3, cell("0")), (4, cell("", "filler"))],
    },
)

# → is a tab, · a blank at the end of a line.
EXPECTED = {
    "cell_per_line": """\
项目

申请人

总计

自然人

法人

新收

1

1

结果

公 开

20

3

23

不公开

0

0
""",
    "cell_per_line_dense": """\
项目
申请人
总计
自然人
法人
新收
1
1
结果
公 开
20
3
23
不公开
0
0
""",
    "tab_led": """\
→项目
→申请人
→总计

→
→自然人
→法人
→

→新收
→1
→
→1

→结果
→公 开
→20
→3
→23

→
→不公开
→0
→0
""",
    "cell_pipe": """\
项目 |
申请人 |
总计 |
||
自然人 |
法人 |
|||
新收 |
1 |
|
1 |
|
结果 |
公 开 |
20 |
3 |
23 |
不公开 |
0 |
0 |
||
""",
    "cell_pipe_apart": """\
项目
|
申请人
|
总计
|
||
自然人
|
法人
|
|||
新收
|
1
|
|
1
|
|
结果
|
公 开
|
20
|
3
|
23
|
不公开
|
0
|
0
|
||
""",
    "cell_pipe_framed": """\
|·
项目  |·
|·
申请人  |·
|·
总计  |·
||
|·
自然人  |·
|·
法人  |·
|||
|·
新收  |·
|·
1  |·
|·
  |·
|·
1  |·
|
|·
结果  |·
|·
公 开  |·
|·
20  |·
|·
3  |·
|·
23  |·
|·
不公开  |·
|·
0  |·
|·
0  |·
||
""",
    "cell_pipe_opened": """\
|
项目 |
申请人 |
总计 |
||
|
自然人 |
法人 |
|||
|
新收 |
1 |
|
1 |
|
|
结果 |
公 开 |
20 |
3 |
23 |
|
不公开 |
0 |
0 |
||
""",
    "pipe_rows": """\
项目 | 申请人 | 总计 |
自然人 | 法人 |
新收 | 1 | | 1 |
结果 | 公 开 | 20 | 3 | 23 |
不公开 | 0 | 0 |
""",
    "pipe_rows_placeholders": """\
项目 | 申请人 | 总计 |
| | 自然人 | 法人 |
新收 | 1 | | 1 |
结果 | 公 开 | 20 | 3 | 23 |
| 不公开 | 0 | 0 |
""",
    "pipe_rows_padded": """\
项目 | 申请人 | 总计 | ||
自然人 | 法人 | |||
新收 | 1 | | 1 | |
结果 | 公 开 | 20 | 3 | 23 |
不公开 | 0 | 0 | ||
""",
    "leading_pipe_rows": """\
| 项目 | 申请人 | 总计 | ||
| 自然人 | 法人 | |||
| 新收 | 1 | | 1 | |
| 结果 | 公 开 | 20 | 3 | 23 |
| 不公开 | 0 | 0 | ||
""",
    "markdown": """\
| 项目 | | 申请人 | | 总计 |
|---|---|---|---|---|
| | | 自然人 | 法人 | |
| 新收 | | 1 | | 1 |
| 结果 | 公 开 | 20 | 3 | 23 |
| | 不公开 | 0 | 0 | |
""",
    "markdown_cut": """\
| 项目 | | 申请人 | | 总计 |
|---|---|---|---|---|
| | | 自然人 | 法人 | |
| 新收 | | 1 | | 1 |
| 结果 | 公 开 | 20 | 3 | 23 |
| | 不公开 | 0 | 0 | |
""",
    "tab_rows": """\
项目→申请人→→总计→
→自然人→法人→→
新收→1→→1→
结果→公 开→20→3→23
→不公开→0→0→
""",
    "blank_rows": """\
项目 申请人 总计
自然人 法人
新收 1 1
结果 公开 20 3 23
不公开 0 0
""",
    "columns": """\
项目                        申请人        总计
                            自然人  法人
新收                        1             1
结果  公 开                 20      3     23
      不公开                0       0
""",
    "html": """\
<table>
<tr><td rowspan="2" colspan="2">项目</td><td colspan="2">申请人</td><td rowspan="2">总计</td></tr>
<tr><td>自然人</td><td>法人</td></tr>
<tr><td colspan="2">新收</td><td>1</td><td>&nbsp;</td><td>1</td></tr>
<tr><td rowspan="2">结果</td><td>公 开</td><td>20</td><td>3</td><td>23</td></tr>
<tr><td>不公开</td><td>0</td><td>0</td><td>&nbsp;</td></tr>
</table>
""",
    "grid_repeated": """\
| 项目 | 项目 | 申请人 | 申请人 | 总计 |
| 项目 | 项目 | 自然人 | 法人 | 总计 |
| 新收 | 新收 | 1 | | 1 |
| 结果 | 公 开 | 20 | 3 | 23 |
| 结果 | 不公开 | 0 | 0 | |
""",
    "grid_repeated_tabs": """\
项目→项目→申请人→申请人→总计
项目→项目→自然人→法人→总计
新收→新收→1→→1
结果→公 开→20→3→23
结果→不公开→0→0→
""",
}

READ_WHOLLY = tuple(LAYOUTS)
"""The layouts of which the parser reads every figure of a complete report."""


def test_every_layout_has_an_expectation() -> None:
    assert list(EXPECTED) == list(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_small_table(name: str) -> None:
    expected = EXPECTED[name].replace("→", "\t").replace("·\n", " \n")
    assert "\n".join(LAYOUTS[name].write(SMALL)) + "\n" == expected


def test_table_longer_than_a_page_is_cut_where_labels_need_a_column_more() -> None:
    heads = [(0, cell("项目", "corner", 1, 2)), (2, cell("总计", "head"))]
    rows = {row: [(0, cell(f"第{row}行", "label", 1, 2)), (2, cell(str(row)))] for row in range(1, 20)}
    group = [(0, cell("结果", "label", 2)), (1, cell("公开", "label")), (2, cell("20"))]
    last = [(1, cell("不公开", "label")), (2, cell("21"))]
    lines = LAYOUTS["markdown_cut"].write(table(3, 2, {0: heads, **rows, 20: group, 21: last}))
    assert lines[:3] == ["| 项目 | 总计 |", "|---|---|", "| 第1行 | 1 |"]
    assert lines[20:] == [
        "| 第19行 | 19 |",
        "",
        "| | | |",
        "|---|---|---|",
        "| 结果 | 公开 | 20 |",
        "| | 不公开 | 21 |",
    ]


def test_table_of_a_page_is_not_cut() -> None:
    assert LAYOUTS["markdown_cut"].write(SMALL) == LAYOUTS["markdown"].write(SMALL)


def test_long_table_whose_labels_never_need_a_column_more_is_not_cut() -> None:
    rows = {row: [(0, cell(f"第{row}行", "label")), (1, cell(str(row)))] for row in range(30)}
    long = table(2, 1, rows)
    assert LAYOUTS["markdown_cut"].write(long) == LAYOUTS["markdown"].write(long)


def test_columns_wrap_labels_and_heads_and_keep_figures_on_the_first_line() -> None:
    long = table(
        4,
        2,
        {
            0: [(0, cell("项目", "corner", 1, 2)), (2, cell("社会公益组织", "head")), (3, cell("总计", "head"))],
            1: [
                (0, cell("三、本年度办理结果", "label", 2)),
                (1, cell("2.其他法律行政法规禁止公开的", "label")),
                (2, cell("1234567890")),
                (3, cell("7")),
            ],
            2: [(1, cell("（七）总计", "label")), (2, cell("")), (3, cell("8"))],
        },
    )
    assert LAYOUTS["columns"].write(long) == [
        "项目                                社会公益组  总计",
        "                                    织",
        "三、本年  2.其他法律行政法规禁止公  1234567890  7",
        "度办理结  开的",
        "果        （七）总计                            8",
    ]


def test_rows_grow_where_a_group_has_more_lines_than_its_rows() -> None:
    narrow = table(3, 2, {0: [(0, cell("一二三四五六七八九", "label")), (1, cell("甲", "label")), (2, cell("1"))]})
    assert LAYOUTS["columns"].write(narrow) == [
        "一二三四  甲                1",
        "五六七八",
        "九",
    ]


@given(st.text(min_size=1, max_size=40), st.integers(2, 30))
def test_wrapped_text_is_whole_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines) == text
    assert all(display_width(line) <= width for line in lines)


@pytest.mark.parametrize("name", LAYOUTS)
def test_pipe_in_a_cell_does_not_part_it(name: str) -> None:
    write = LAYOUTS[name].write
    is_piped = any("|" in line for line in write(SMALL))
    text = "\n".join(write(table(2, 1, {0: [(0, cell("甲|乙", "label")), (1, cell("1"))]})))
    assert ("甲｜乙" if is_piped else "甲|乙") in text


def test_cells_are_escaped_in_html() -> None:
    odd = table(1, 1, {0: [(0, cell("<td>&", "label"))]})
    assert LAYOUTS["html"].write(odd)[1] == "<tr><td>&lt;td&gt;&amp;</td></tr>"


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_layout_says_of_empty_cells_is_so(name: str) -> None:
    written = [
        LAYOUTS[name].write(table(3, 1, {0: [(0, cell("甲", "label")), (1, cell(first)), (2, cell(second))]}))
        for first, second in (("1", ""), ("", "1"))
    ]
    assert (written[0] != written[1]) == LAYOUTS[name].keeps_blanks


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("edition", editions.names())
def test_every_label_of_the_form_is_written(edition: str, name: str) -> None:
    form = grammar.compiled().forms[edition]
    for part in form.tables:
        for variant in part.variants:
            drawn = grid_of(part, form, variant)
            text = "".join("".join(line.split()) for line in LAYOUTS[name].write(drawn))
            if name == "columns":  # labels are broken there
                assert all(set(one.text or "") <= set(text) for one in drawn.cells())
            else:
                assert all((one.text or "") in text for one in drawn.cells())


def test_layouts_say_what_they_look_like() -> None:
    assert all(layout.summary.startswith("Write") and layout.name == name for name, layout in LAYOUTS.items())


def test_unknown_layout_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(ValueError, match=r"no layout 'table'; there are cell_per_line, .*, html, ") as error:
        layout_of("table")
    assert all(name in str(error.value) for name in LAYOUTS)


@pytest.mark.parametrize("name", READ_WHOLLY)
@pytest.mark.parametrize("edition", editions.names())
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read(edition: str, name: str, data: st.DataObject) -> None:
    report = data.draw(reports(edition))
    found = gxparse.parse(gxparse.render(report, name))
    assert found.diagnostics == ()
    assert (found.issuer, found.year, found.title) == (report.issuer, report.year, report.title)
    assert found.edition == edition
    assert found.disclosure == report.disclosure
    assert found.applications == report.applications
    assert found.disputes == report.disputes
