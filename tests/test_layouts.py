"""Each layout has its reader; whatever the lines are, a cell is what stands at its place in the text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gxparse import layouts
from gxparse.cells import lines

if TYPE_CHECKING:
    from gxparse.cells import PhysicalRow

BOUNDED = settings(derandomize=True, max_examples=300, deadline=None)
PATIENCE = 2.0
PIECES = (
    "\n",
    "\n\n",
    "\t",
    "|",
    "| ",
    " |",
    " ",
    "\u3000",
    "甲",
    "乙 丙",
    "12",
    "-",
    "---",
    ":---:",
    "0",
    "\x0b",
    "/",
)
LAYOUTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
WORDS = st.sampled_from(["", "甲", "乙丙", "12", "0", "-", "--", "/", "1 2", "A"])
TABLES = st.lists(st.lists(WORDS, min_size=2, max_size=6), min_size=1, max_size=6)


def read(text: str) -> list[PhysicalRow]:
    return layouts.read(text, 0, len(text))


def texts(text: str) -> list[list[str]]:
    """Return the texts of the cells of each row."""
    return [[cell.text for cell in row.cells] for row in read(text)]


def columns(text: str) -> list[list[int]]:
    return [[cell.column for cell in row.cells] for row in read(text)]


def bounds(text: str) -> list[bool]:
    return [row.bounded for row in read(text)]


def check_spans(text: str, start: int, end: int) -> list[PhysicalRow]:
    """Read a part of a text; every cell must be what stands at its place, in order, within that part."""
    rows = layouts.read(text, start, end)
    last = start
    for row in rows:
        assert row.cells
        assert (row.start, row.end) == (row.cells[0].start, row.cells[-1].end)
        for cell in row.cells:
            assert last <= cell.start <= cell.end <= end
            last = cell.end
            written = text[cell.start : cell.end]
            assert cell.text == cell.text.strip()
            if "\n" in cell.text:  # continued over lines: their outer white space is left out
                assert cell.text.split("\n") == [line.strip() for line in written.split("\n")]
            else:
                assert cell.text == written
    return rows


# ---- spans ----


@BOUNDED
@given(LAYOUTS)
def test_every_cell_is_what_stands_at_its_place(text: str) -> None:
    check_spans(text, 0, len(text))


@BOUNDED
@given(LAYOUTS, LAYOUTS, LAYOUTS)
def test_places_are_those_of_the_whole_text_wherever_the_table_stands(before: str, text: str, behind: str) -> None:
    found = check_spans(f"{before}{text}{behind}", len(before), len(before) + len(text))
    alone = read(text)
    assert [[cell.text for cell in row.cells] for row in found] == [[cell.text for cell in row.cells] for row in alone]


@BOUNDED
@given(LAYOUTS)
def test_nothing_but_layout_is_left_out(text: str) -> None:
    kept = "".join(cell.text for row in read(text) for cell in row.cells)
    assert [c for c in kept if c in "甲乙丙120/"] == [c for c in text if c in "甲乙丙120/"]


def _seem_led(row: list[str], table: list[list[str]]) -> bool:
    """Whether nothing tells the empty first cells of a row, and of those with as many cells, from leading pipes."""
    alike = [other for other in table if len(other) == len(row)]
    alike = alike if len(alike) >= 4 else table
    return all(not other[0] for other in alike)


def _seems_short(at: int, table: list[list[str]], led: list[bool]) -> bool:
    """Whether a row can be one of those beside it that seem to have leading pipes, with a cell lost."""
    row = table[at]
    if row[0] or not any(row[1:2]):
        return False
    for beside, other in ((at - 1, at + 1), (at + 1, at - 1)):
        if 0 <= beside < len(table) and led[beside] and len(table[beside]) == len(row) + 1:
            return not 0 <= other < len(table) or len(table[other]) != len(row) or all(row[1:])
    return False


@BOUNDED
@given(TABLES, st.booleans(), st.sampled_from(["|", " | ", "  |\t".replace("\t", " ")]))
def test_a_table_in_pipes_is_read_as_it_was_written(table: list[list[str]], leading: bool, between: str) -> None:  # noqa: FBT001
    second = table[min(1, len(table) - 1)]
    own = second if leading or second[0] else second[1:]  # an empty first cell may be a leading pipe
    assume(len(table) < 3 or not all(word in ("-", "--") for word in own))  # a separator
    text = "\n".join(f"{'| ' if leading else ''}{between.join(row)} |" for row in table)
    led = [not leading and _seem_led(row, table) for row in table]
    around = zip([None, *led], led, [*led[1:], ""], ["", *table], table, [*table[1:], ""], strict=False)
    are_led = [
        before if before == after != own and len(row) not in (len(above), len(below)) else own
        for before, own, after, above, row, below in around
    ]
    are_led = [own or (not leading and _seems_short(at, table, led)) for at, own in enumerate(are_led)]
    kept = [row[1:] if is_led and not row[0] else row for is_led, row in zip(are_led, table, strict=True)]
    assert texts(text) == kept
    assert columns(text) == [list(range(len(row))) for row in kept]
    assert all(bounds(text))


@BOUNDED
@given(TABLES)
def test_a_table_in_tab_rows_is_read_as_it_was_written(table: list[list[str]]) -> None:
    text = "\n".join("\t".join(["行", *row]) for row in table)
    assert texts(text) == [["行", *row] for row in table]
    assert columns(text) == [list(range(len(row) + 1)) for row in table]
    assert all(bounds(text))


@BOUNDED
@given(TABLES)
def test_a_table_of_tab_led_cells_is_read_as_it_was_written(table: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in table)
    assert texts(text) == table
    assert columns(text) == [list(range(len(row))) for row in table]
    assert all(bounds(text))


# ---- pipes ----


def test_a_leading_pipe_is_no_cell() -> None:
    assert texts("| a | b |") == texts("a | b |") == texts("  | a | b |") == [["a", "b"]]


def test_the_last_pipe_may_be_left_out() -> None:
    assert texts("| a | b") == texts("a | b") == [["a", "b"]]


def test_empty_cells_are_kept_in_their_columns() -> None:
    assert texts("| a | | b | | |") == [["a", "", "b", "", ""]]
    assert columns("| a | | b | | |") == [[0, 1, 2, 3, 4]]


def test_two_pipes_in_front_are_an_empty_first_cell() -> None:
    assert texts("|| a |") == texts("| | a |") == [["", "a"]]


def test_an_empty_cell_has_a_place_and_no_width() -> None:
    text = "| a | | b |"
    empty = read(text)[0].cells[1]
    assert empty.start == empty.end
    assert text[: empty.start].count("|") == 2


@pytest.mark.parametrize("line", ["|", "| |", "||", "|||", "| | | |"])
def test_a_line_of_pipes_alone_is_a_row_of_empty_cells(line: str) -> None:
    found = read(line)
    assert len(found) == 1
    assert all(not cell.text for cell in found[0].cells)


def test_a_line_without_a_pipe_between_lines_with_pipes_is_a_cell_of_its_own() -> None:
    text = "a | 1 |\n- 7 -\nb | 2 |"
    assert texts(text) == [["a", "1"], ["- 7 -"], ["b", "2"]]
    assert bounds(text) == [True, False, True]


def test_empty_lines_between_pipes_are_nothing() -> None:
    assert texts("\na | 1 |\n \n\nb | 2 |\n") == [["a", "1"], ["b", "2"]]


@pytest.mark.parametrize(
    "line",
    [
        "|---|---|",
        "| --- | --- |",
        "--- | ---",
        "|:---|---:|",
        "| :---: | :---: |",
        "  |-----|-----|  ",
        "---|---|",
        "| --- |",
    ],
)
def test_a_separator_row_is_left_out(line: str) -> None:
    assert texts(f"| a | b |\n{line}\n| 1 | 2 |") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("line", "cells_of_line"),
    [
        ("| a | --- |", ["a", "---"]),
        ("| --- | 1 |", ["---", "1"]),
        ("| : | : |", [":", ":"]),
        ("| --- | |", ["---", ""]),
    ],
)
def test_a_row_of_dashes_as_values_is_a_row(line: str, cells_of_line: list[str]) -> None:
    assert texts(f"| a | b |\n{line}\n| 1 | 2 |") == [["a", "b"], cells_of_line, ["1", "2"]]


@pytest.mark.parametrize(
    "line", ["| - | - |", "|--|--|", "| — | — |", "| ——— | ——— |", "|====|====|", "| - | -\u200b |"]
)
def test_dashes_of_any_length_are_a_separator_below_a_first_line_alone(line: str) -> None:
    cells_of_line = [part.strip() for part in line.strip("|").split("|")]
    assert texts(f"| a | b |\n{line}\n| 1 | 2 |") == [["a", "b"], ["1", "2"]]
    assert texts(f"| a | b |\n| c | d |\n{line}\n| 1 | 2 |")[2] == [part.strip("\u200b") for part in cells_of_line]
    assert len(texts(f"| a | b |\n{line}")) == 2


def test_a_row_of_label_and_long_dashes_is_a_row() -> None:
    assert texts("行政许可 | --- | --- |") == [["行政许可", "---", "---"]]


# ---- tab-led cells ----


def test_an_empty_line_ends_a_row_of_tab_led_cells() -> None:
    text = "\ta\n\tb\n\n\tc\n \n\td"
    assert texts(text) == [["a", "b"], ["c"], ["d"]]
    assert columns(text) == [[0, 1], [0], [0]]


def test_a_line_without_a_tab_continues_the_cell_above() -> None:
    text = "\t行政\n 许可 \n(甲)\n\t12"
    assert texts(text) == [["行政\n许可\n(甲)", "12"]]
    cell = read(text)[0].cells[0]
    assert text[cell.start : cell.end] == "行政\n 许可 \n(甲)"


def test_a_line_without_a_tab_fills_an_empty_cell() -> None:
    text = "\ta\n\t\n12\n\tb"
    assert texts(text) == [["a", "12", "b"]]
    cell = read(text)[0].cells[1]
    assert text[cell.start : cell.end] == "12"


def test_a_line_before_the_first_tab_is_a_cell_of_its_own() -> None:
    text = "表\n\ta\n\tb\n\n注\n\n\tc"
    assert texts(text) == [["表"], ["a", "b"], ["注"], ["c"]]
    assert bounds(text) == [False, True, False, True]


def test_an_empty_tab_led_cell_keeps_its_place() -> None:
    text = "\ta\n\t\n\tb\n\t \n"
    assert texts(text) == [["a", "", "b", ""]]
    assert columns(text) == [[0, 1, 2, 3]]


# ---- tab rows ----


def test_a_line_with_tabs_is_a_row() -> None:
    text = "a\t1\t\t2\n\n\tb\t\t\t3"
    assert texts(text) == [["a", "1", "", "2"], ["", "b", "", "", "3"]]
    assert columns(text) == [[0, 1, 2, 3], [0, 1, 2, 3, 4]]
    assert bounds(text) == [True, True]


def test_a_line_without_a_tab_among_tab_rows_is_not_bounded() -> None:
    assert bounds("a\t1\n表\nb\t2") == [True, False, True]
    assert texts("a\t1\n表\nb\t2") == [["a", "1"], ["表"], ["b", "2"]]


def test_a_last_tab_is_an_empty_cell() -> None:
    assert texts("a\t1\t") == [["a", "1", ""]]


def test_lines_of_one_kind_decide_between_tab_led_and_tab_rows() -> None:
    assert texts("\ta\n\tb\n\tc\nx\ty") == [["a", "b", "c\nx\ty"]]
    assert texts("a\tb\nc\td\n\te") == [["a", "b"], ["c", "d"], ["", "e"]]


# ---- plain lines ----


def test_without_pipes_and_tabs_a_line_is_a_cell() -> None:
    text = " 行政许可\n\n12 \n\u3000\n1 2"
    assert texts(text) == [["行政许可"], ["12"], ["1 2"]]
    assert bounds(text) == [False, False, False]
    assert columns(text) == [[0], [0], [0]]


@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\n"])
def test_nothing_is_no_row(text: str) -> None:
    assert read(text) == []


# ---- mixed layouts ----


def test_each_run_of_lines_has_its_reader() -> None:
    text = "a | 1 |\nb | 2 |\n\tc\n\t3\n\n\td\n\t4\n| e | 5 |"
    assert texts(text) == [["a", "1"], ["b", "2"], ["c", "3"], ["d", "4"], ["e", "5"]]
    check_spans(text, 0, len(text))


def test_pipes_before_tab_rows() -> None:
    text = "| a | 1 |\n|---|---|\nb\t2\nc\t3"
    assert texts(text) == [["a", "1"], ["b", "2"], ["c", "3"]]


def test_tabs_around_pipes_are_white_space() -> None:
    assert texts("\t| a\t|\t1 |\nb\t2\nc\t3") == [["a", "1"], ["b", "2"], ["c", "3"]]


def test_lines_give_their_offsets() -> None:
    assert list(lines("ab\n\ncd\ne", 1, 6)) == [(1, "b"), (3, ""), (4, "cd")]


# ---- odd lines ----


@pytest.mark.parametrize(
    "text",
    [
        "|" * 100_000,
        "\t" * 100_000,
        "\n".join(["\t甲"] * 50_000),
        "\t甲\n" + "乙\n" * 30_000,
        "| ---" * 50_000 + "x",
        "-" * 100_000 + "|x",
        "| ---" + " " * 60_000 + "x |",
        "|" + " " * 60_000 + "---x|",
        "甲|" + "\u3000" * 100_000,
        "甲\t|\n乙\n" * 20_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_long_odd_line_takes_long(text: str) -> None:
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < PATIENCE
