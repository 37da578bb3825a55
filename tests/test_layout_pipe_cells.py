"""Pipes end cells, a cell a line: rows come back from their width, and no cell is lost or moved to another row."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxparse import layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from gxparse.cells import PhysicalRow

BOUNDED = settings(derandomize=True, max_examples=50, deadline=None)
PATIENCE = 40.0
MEGABYTES_5 = 5_000_000
NEWLINE = "\n"
Table = list[list[str]]

TABLE = [
    ["第一项", "", "", ""],
    ["内容", "制发", "废止", "有效"],
    ["规章", "3", "1", "29"],
    ["文件", "46", "12", "387"],
    ["第五项", "", "", ""],
    ["内容", "决定", "", ""],
    ["许可", "21874", "", ""],
    ["处罚", "9163", "", ""],
]


def read(text: str) -> list[PhysicalRow]:
    return layouts.read(text, 0, len(text))


def texts(text: str) -> Table:
    return [[cell.text for cell in row.cells] for row in read(text)]


def in_rows(text: str) -> Table:
    return [[cell.text for cell in row.cells] for row in read(text) if row.bounded]


def one_by_one(text: str) -> list[str]:
    return [cell.text for row in read(text) if not row.bounded for cell in row.cells]


# ---- ways to write a table ----


def written(table: Sequence[Sequence[str]], cell: Callable[[str], list[str]], opener: Sequence[str] = ()) -> str:
    """Return a table, a cell a line; empty cells that follow each other are a run of pipes."""
    lines: list[str] = []
    for row in table:
        lines += opener
        empty = 0
        for text in row:
            if not text:
                empty += 1
                continue
            if empty:
                lines.append("|" * empty)
                empty = 0
            lines += cell(text)
        if empty:
            lines.append("|" * empty)
    return "\n".join(lines)


def piped(table: Sequence[Sequence[str]]) -> str:
    return written(table, lambda text: [f"{text} |"])


def apart(table: Sequence[Sequence[str]]) -> str:
    return written(table, lambda text: [text, "|"])


def framed(table: Sequence[Sequence[str]]) -> str:
    return written(table, lambda text: ["| ", f"{text}  | "])


def opened(table: Sequence[Sequence[str]]) -> str:
    return written(table, lambda text: [f"{text} |"], opener=["|"])


WAYS = {"a pipe behind": piped, "a pipe apart": apart, "a pipe before and behind": framed, "rows opened": opened}
in_each_way = pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)


# ---- whole tables ----


@in_each_way
def test_rows_come_back_with_their_columns(write: Callable[[Table], str]) -> None:
    found = read(write(TABLE))
    assert [[cell.text for cell in row.cells] for row in found] == TABLE
    assert [[cell.column for cell in row.cells] for row in found] == [[0, 1, 2, 3]] * len(TABLE)
    assert all(row.bounded and not row.drawn for row in found)


@in_each_way
@pytest.mark.parametrize("blank", ["", " ", "\n", "\n\n", "\n \n\u3000\n"])
def test_blank_lines_and_blanks_around_pipes_are_nothing(write: Callable[[Table], str], blank: str) -> None:
    assert texts(blank + write(TABLE).replace("\n", f" \n{blank}") + blank) == TABLE


@in_each_way
@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_empty_cell_keeps_its_place(write: Callable[[Table], str], at: int) -> None:
    table = [[*row] for row in TABLE]
    table[3][at] = ""
    assert texts(write(table)) == table


@in_each_way
def test_a_row_of_a_label_alone_keeps_its_empty_cells(write: Callable[[Table], str]) -> None:
    table = [[*row] for row in TABLE]
    table[2][1:] = ["", "", ""]
    assert texts(write(table)) == table


def test_each_empty_cell_may_have_a_line_of_its_own() -> None:
    assert texts(piped(TABLE).replace("|||", "|\n|\n|").replace("\n||\n", "\n|\n|\n")) == TABLE


def test_a_lone_pipe_before_each_row_and_no_run_tell_the_rows() -> None:
    table = [["内容", "制发", "废止"], ["规章", "3", "1"], ["文件", "46", "12"], ["许可", "7", "8"]]
    assert texts(opened(table)) == table


def test_a_row_of_empty_cells_between_others_is_a_row() -> None:
    table = [*TABLE[:4], ["", "", "", ""], *TABLE[4:]]
    assert texts(piped(table)) == table


def test_a_width_that_the_table_has_not_is_not_taken() -> None:
    table = [["甲乙", *[""] * 9], *([f"第{name}行", "", "", *"1234567"] for name in "一二三四五")]
    assert texts(piped(table)) == table


@in_each_way
def test_marks_and_signed_numbers_are_cells_like_others(write: Callable[[Table], str]) -> None:
    table = [TABLE[0], TABLE[1], ["许可", "331", "+1,092", "20,817"], ["处罚", "12", "-5", "7"], *TABLE[4:]]
    assert texts(write(table)) == table


# ---- cells of several lines, and lines that are no cells ----


def test_lines_before_the_pipe_are_one_cell() -> None:
    text = piped(TABLE).replace("规章 |", "规\n章\n|").replace("有效 |", "有\n\n效 |")
    table = [[*row] for row in TABLE]
    table[1][3], table[2][0] = "有\n效", "规\n章"
    assert texts(text) == table


@pytest.mark.parametrize("remark", ["注：以上不含下属单位。", "单位：", "见下表；"])
@pytest.mark.parametrize("below", ["内容 |\n制发", "文件", "第五项", "处罚"])
def test_a_remark_between_rows_is_no_part_of_a_cell(remark: str, below: str) -> None:
    text = piped(TABLE).replace(f"{below} |", f"{remark}\n{below} |")
    assert remark in one_by_one(text)
    assert all(row in TABLE for row in in_rows(text))
    assert in_rows(text)[-1] == TABLE[-1] or below == "处罚"
    kept = [cell for row in texts(text) for cell in row if cell and cell != remark]
    assert kept == [cell for row in TABLE for cell in row if cell]


@in_each_way
@pytest.mark.parametrize("page", ["- 3 -", "—4—"])
def test_a_number_of_a_page_takes_no_cell_away(write: Callable[[Table], str], page: str) -> None:
    lines = write(TABLE).split("\n")
    for at in range(len(lines) + 1):
        text = "\n".join([*lines[:at], page, *lines[at:]])
        kept = [piece for row in texts(text) for cell in row for piece in cell.split("\n") if piece not in ("", page)]
        assert kept == [cell for row in TABLE for cell in row if cell]


# ---- cells that are lost ----


@pytest.mark.parametrize("write", [piped, apart, framed], ids=["behind", "apart", "framed"])
@pytest.mark.parametrize(("row", "column"), [(1, 2), (2, 0), (2, 1), (2, 3), (3, 1), (3, 3)])
def test_where_a_cell_is_lost_cells_come_one_by_one_and_the_others_in_rows(
    write: Callable[[Sequence[Sequence[str]]], str], row: int, column: int
) -> None:
    table = [[*each] for each in TABLE]
    del table[row][column]
    text = write(table)
    assert one_by_one(text) == [cell for each in table[1:5] for cell in each if cell][: len(one_by_one(text))]
    assert in_rows(text)[0] == TABLE[0]
    assert in_rows(text)[-3:] == TABLE[-3:]
    assert all(each in TABLE for each in in_rows(text))


def test_without_any_run_nothing_tells_the_rows() -> None:
    table = [["内容", "制发", "废止", "有效"], ["规章", "3", "1", "29"], ["文件", "46", "12", "387"], ["许可", *"789"]]
    assert texts(piped(table)) == [[cell] for row in table for cell in row]


def test_where_nothing_tells_the_rows_cells_come_one_by_one() -> None:
    table = [["内容", "制发", "废止", "有效"], ["规章", "3", "1", "29"], ["文件", "46", "12", "387"], ["许可", *"78"]]
    assert in_rows(piped(table)) == []
    assert one_by_one(piped(table)) == [cell for row in table for cell in row]


def test_two_figures_more_than_a_row_has_are_not_put_in_the_next() -> None:
    table = [[*row] for row in TABLE]
    table[2] += ["7", "8"]
    assert all(row in TABLE for row in in_rows(piped(table)))
    assert {"7", "8"} <= set(one_by_one(piped(table)))


# ---- any table ----

HAN = "甲乙丙丁戊己庚辛"
FIGURES = st.sampled_from(["0", "7", "12", "1,092", "+93", "-5", "477.35", "20817"])
MAYBE_FIGURES = st.one_of(FIGURES, FIGURES, FIGURES, st.just(""))


@st.composite
def tables(draw: st.DrawFn, complete: int = 2) -> Table:
    """Return blocks of a title, heads, so many complete rows, and others that have empty cells or end early."""
    width = draw(st.integers(3, 9))
    table: Table = []
    for block in range(draw(st.integers(1, 3))):
        table.append([f"第{HAN[block]}项", *[""] * (width - 1)])
        table.append(["内容", *(f"列{HAN[column]}" for column in range(width - 1))])
        for row in range(draw(st.integers(max(1, complete), 5))):
            cells = FIGURES if row < complete else MAYBE_FIGURES
            figures = draw(st.lists(cells, min_size=width - 1, max_size=width - 1))
            kept = width - 1 if row < complete else draw(st.sampled_from([0, 1, width - 2, width - 1]))
            table.append([f"行{HAN[block]}{HAN[row]}", *figures[:kept], *[""] * (width - 1 - kept)])
    return table


ANY_CELL = st.sampled_from(["", "", "甲", "乙丙", "0", "12", "+3", "/"])


@st.composite
def ragged_tables(draw: st.DrawFn) -> Table:
    """Return rows of a width each, of cells of any kind; the first cell has a text."""
    return [["首"], *draw(st.lists(st.lists(ANY_CELL, min_size=1, max_size=6), min_size=1, max_size=8))]


@in_each_way
@BOUNDED
@given(table=tables())
def test_any_table_of_titles_heads_and_rows_comes_back(write: Callable[[Table], str], table: Table) -> None:
    assert texts(write(table)) == table


@in_each_way
@BOUNDED
@given(table=tables(complete=0))
def test_a_table_with_few_complete_rows_comes_back_or_no_row_has_cells_of_two(
    write: Callable[[Table], str], table: Table
) -> None:
    found = read(write(table))
    owners = iter([at for at, row in enumerate(table) for cell in row if cell])
    for row in found:
        rows_of_cells = {next(owners) for cell in row.cells if cell.text}
        assert len(rows_of_cells) <= 1
    assert next(owners, None) is None


@in_each_way
@BOUNDED
@given(table=tables(), lost=st.randoms(use_true_random=False))
def test_whatever_cell_is_lost_no_other_is(write: Callable[[Table], str], table: Table, lost: Random) -> None:
    row = lost.randrange(len(table))
    filled = [column for column, text in enumerate(table[row]) if text]
    del table[row][lost.choice(filled)]
    kept = [cell for each in texts(write(table)) for cell in each if cell]
    assert kept == [cell for each in table for cell in each if cell]


@in_each_way
@BOUNDED
@given(table=ragged_tables())
def test_no_cell_is_lost_or_moved_whatever_the_rows_are(write: Callable[[Table], str], table: Table) -> None:
    kept = [cell for row in texts(write(table)) for cell in row if cell]
    assert kept == [cell for row in table for cell in row if cell]


# ---- places ----


@in_each_way
@BOUNDED
@given(table=ragged_tables(), before=st.sampled_from(["", "x\n", "甲：\n\n"]))
def test_every_cell_is_what_stands_at_its_place(write: Callable[[Table], str], table: Table, before: str) -> None:
    text = f"{before}{write(table)}\n尾"
    end = len(text) - 2
    last = len(before)
    for row in layouts.read(text, len(before), end):
        assert row.cells
        for cell in row.cells:
            assert last <= cell.start <= cell.end <= end
            assert [line.strip() for line in text[cell.start : cell.end].split("\n")] == cell.text.split("\n")
            last = cell.end


def test_a_cell_of_several_lines_has_the_span_of_all() -> None:
    text = piped(TABLE).replace("规章 |", " 规 \n\u3000章 |")
    cell = next(cell for row in read(text) for cell in row.cells if cell.text.startswith("规"))
    assert cell.text == "规\n章"
    assert text[cell.start : cell.end] == "规 \n\u3000章"


def test_an_empty_cell_stands_behind_the_cell_before_it() -> None:
    text = piped(TABLE)
    row = read(text)[6]
    assert [(cell.start, cell.end) for cell in row.cells[2:]] == [(row.cells[1].end, row.cells[1].end)] * 2


# ---- size ----


@pytest.mark.parametrize(
    "piece",
    [
        "|\n",
        "|",
        "\n",
        "||\n",
        "甲 |\n",
        "甲\n|\n",
        "甲\n",
        "| \n甲  | \n",
        "|\n甲 |\n1 |\n",
        "甲 |\n1 |\n|||\n",
        "甲。\n|\n",
    ],
    ids=repr,
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        text = f"{piped(TABLE)}\n" + piece * (size // len(piece))
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    quarter = 40_000
    assert seconds(4 * quarter) < 12 * seconds(quarter) + 0.05


def test_five_megabytes_of_pipes_and_empty_lines_take_seconds() -> None:
    text = f"{piped(TABLE)}\n{'|' * (MEGABYTES_5 // 5)}{NEWLINE * (4 * MEGABYTES_5 // 5)}"
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < PATIENCE
