"""A grid with lines drawn between all its rows: what stands between two lines is one row, however many lines it has."""

from __future__ import annotations

import time

import pytest

from gxparse import layouts
from gxparse.source import Source

_BOX = str.maketrans("|", "│")


def texts(text: str) -> list[list[str]]:
    source = Source(text).text
    start = source.index("|")
    rows = layouts.read(source, start, len(source))
    return [[cell.text for cell in row.cells] for row in rows]


def grid(*rows: str, box: bool = False) -> str:
    """Return a grid of rows, each of one or more lines, with a line drawn around and between all of them."""
    rule = "├────────┼────┼────┤" if box else "+--------+----+----+"
    lines = [rule]
    for row in rows:
        lines += [*(row.translate(_BOX) if box else row).split("\n"), rule]
    return "\n".join(lines)


@pytest.mark.parametrize("box", [False, True])
def test_the_lines_between_two_that_are_drawn_are_one_row(box: bool) -> None:  # noqa: FBT001
    text = grid(
        "| 规章   | 3  | 12 |",
        "| 行政规 | 10 | 4  |\n| 范文件 | 92 |    |",
        "| 许可   | 3  | 5  |\n|        |    | 7  |",
        box=box,
    )
    assert texts(text) == [["规章", "3", "12"], ["行政规\n范文件", "10\n92", "4"], ["许可", "3", "5\n7"]]


def test_each_piece_has_its_place() -> None:
    source = Source(grid("| 行政规 | 10 | 4  |\n| 范文件 |    |    |", "| 规章   | 3  | 12 |")).text
    label, first, _ = layouts.read(source, source.index("|"), len(source))[0].cells
    assert source[label.start : label.end].startswith("行政规")
    assert source[label.start : label.end].endswith("范文件")
    assert source[first.start : first.end] == "10"


def test_pieces_in_the_middle_of_their_row_are_one_with_it() -> None:
    text = grid("| 规章   | 3  | 12 |", "| 行政规 |    |    |\n| 范性文 | 10 | 4  |\n| 件     | 92 |    |")
    assert texts(text)[1] == ["行政规\n范性文\n件", "10\n92", "4"]


def test_below_heads_that_alone_have_a_line_each_line_is_a_row() -> None:
    rule = "+--------+----+----+"
    rows = ["| 规章   | 3  | 12 |", "| 文件   | 4  | 5  |"]
    text = "\n".join([rule, "| 内容   | 一 | 二 |", rule, *rows, rule])
    assert texts(text) == [["内容", "一", "二"], ["规章", "3", "12"], ["文件", "4", "5"]]


def test_lines_between_blocks_alone_leave_each_line_a_row() -> None:
    block = "| 规章   | 3  | 12 |\n| 文件   | 4  | 5  |"
    assert texts(grid(block, "| 内容   | 一 | 二 |", block)) == [
        ["规章", "3", "12"],
        ["文件", "4", "5"],
        ["内容", "一", "二"],
        ["规章", "3", "12"],
        ["文件", "4", "5"],
    ]


def test_heads_in_several_lines_of_one_group_stay_rows() -> None:
    text = grid("| 行政复 | 诉 |    |\n|        | 一 | 二 |", "| 1      | 2  | 3  |")
    assert texts(text) == [["行政复", "诉", ""], ["", "一", "二"], ["1", "2", "3"]]


def test_empty_lines_end_no_row_of_a_table_without_drawn_lines() -> None:
    rows = ["| 规章   | 3  | 12 |", "| 文件   | 4  | 5  |"]
    assert texts("\n".join([*rows, "", *rows, " " * 20, *rows])) == 3 * [["规章", "3", "12"], ["文件", "4", "5"]]


def test_a_cell_over_several_rows_parts_no_row() -> None:
    rule, inner = "+--------+----+----+", "|        +----+----+"
    lines = [rule, "| 公开   | 3  | 12 |", inner, "|        | 10 | 5  |", "|        | 92 |    |", rule]
    assert texts("\n".join(lines)) == [["公开", "3", "12"], ["", "10\n92", "5"]]


@pytest.mark.parametrize("row", ["| 规 | 1 |", "| 规 | 1 |\n| 章 | 2 |"])
def test_many_rows_take_no_time(row: str) -> None:
    text = "+----+----+\n" + f"{row}\n+----+----+\n" * 10_000 + f"{row}\n" * 10_000
    start = time.perf_counter()
    assert texts(text)
    assert time.perf_counter() - start < 3
