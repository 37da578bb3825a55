"""Totals tell figures that stand beside their columns, run together or apart; where they are no sums they tell nothing."""

from __future__ import annotations

import pytest
from balanced_reports import APPLICANTS, RESULTS

import gxparse
from gxparse import grammar, totals

HEADS = "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
NEW, OVER, TOTAL = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（七）总计"
NAMES = (*APPLICANTS, "total")
SOUND = "2 | 0 | 1 | 0 | 0 | 4 | 7 |"
KEPT = "2 |  | 1 | 0 | 0 | 4 | 7 |"  # shows that empty cells keep their places
UNSOUND = "2 | 0 | 1 | 0 | 0 | 4 | 9 |"


def read(row: str, beside: str = SOUND) -> tuple[list[int | None], list[str]]:
    """Return the figures of a row of table three, and the cells of which it is said that they may be two numbers."""
    report = gxparse.parse(
        f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{NEW} | {row}\n{OVER} | {beside}\n{TOTAL} | {beside}\n"
    )
    assert report.applications is not None
    figures = [getattr(report.applications.new_received, name) for name in NAMES]
    return figures, [found.found or "" for found in report.diagnostics if found.code == "GX410"]


@pytest.mark.parametrize(
    ("row", "figures", "told"),
    [
        ("18110 |  | 0 | 0 | 0 | 3 | 131 |", [None, None, 0, 0, 0, 3, 131], ["18110"]),
        (" | 18110 | 0 | 0 | 0 | 3 | 131 |", [None, None, 0, 0, 0, 3, 131], ["18110"]),
        ("18 | 110 | 0 | 0 | 0 |  | 3131 |", [18, 110, 0, 0, 0, None, None], ["3131"]),
        ("18，110 |  | 0 | 0 | 0 | 3 | 131 |", [None, None, 0, 0, 0, 3, 131], ["18，110"]),
        # two pairs, and three
        ("18110 |  | 0 | 0 | 21 |  | 131 |", [None, None, 0, 0, None, None, 131], ["18110", "21"]),
        (" | 11 |  | 11 |  | 11 | 6 |", [None] * 6 + [6], ["11", "11", "11"]),
        # three numbers in one cell
        ("300 |  |  | 0 | 0 | 0 | 3 |", [None, None, None, 0, 0, 0, 3], ["300"]),
        (" | 121 |  | 0 | 0 | 0 | 4 |", [None, None, None, 0, 0, 0, 4], ["121"]),
        # either of two numbers may be the one that is two
        ("11 |  | 11 | 0 | 0 | 3 | 16 |", [None, None, None, 0, 0, 3, 16], ["11", "11"]),
        # the cells behind it moved up to the next empty one
        ("18110 | 0 | 5 | 2 |  | 3 | 138 |", [None, None, None, None, None, 3, 138], ["18110"]),
    ],
)
def test_a_number_that_must_be_two_for_the_row_to_add_up_is_told(
    row: str, figures: list[int | None], told: list[str]
) -> None:
    assert read(row) == (figures, told)


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("18110 |  | 0 | 0 | 0 | 3 | 18113 |", [18110, None, 0, 0, 0, 3, 18113]),  # adds up as it stands
        ("18110 |  | 0 | 0 | 0 | 3 | 132 |", [18110, None, 0, 0, 0, 3, 132]),  # adds up in no way
        ("18110 | 0 | 0 | 0 | 0 | 3 | 131 |", [18110, 0, 0, 0, 0, 3, 131]),  # no cell is empty
        ("18110 | / | 0 | 0 | 0 | 3 | 131 |", [18110, None, 0, 0, 0, 3, 131]),  # nor here: a mark stands in it
        ("1805 |  | 0 | 0 | 0 | 3 | 26 |", [1805, None, 0, 0, 0, 3, 26]),  # 05 is no number
        ("18 |  | 0 | 0 | 0 | 3 |  |", [18, None, 0, 0, 0, 3, None]),  # no total
    ],
)
def test_a_number_beside_an_empty_cell_is_read_if_nothing_tells_that_it_is_two(
    row: str, figures: list[int | None]
) -> None:
    assert read(row) == (figures, [])


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("1 | 2 |  |  |  |  | 12 |", [None] * 6 + [12]),
        ("1 | 2 | 0 | 0 | 0 | 0 | 12 |", [None] * 6 + [12]),
        ("5 |  | 1 | 2 |  | 0 | 17 |", [5, None, None, None, None, 0, 17]),
        ("5 |  | 1 | 2 | 0 | 0 | 17 |", [5, None, 1, 2, 0, 0, 17]),  # 9 may have stood in the empty cell
    ],
)
def test_two_numbers_that_must_be_one_for_the_row_to_add_up_are_told(row: str, figures: list[int | None]) -> None:
    report = gxparse.parse(
        f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{NEW} | {row}\n{OVER} | {SOUND}\n{TOTAL} | {SOUND}\n"
    )
    assert report.applications is not None
    assert [getattr(report.applications.new_received, name) for name in NAMES] == figures
    told = [found for found in report.diagnostics if found.code == "GX411"]
    assert [found.line for found in told] == ([3] if figures[3] is None else [])


def test_a_number_over_two_parts_of_table_four_is_told_by_both_totals() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    row = "0 | 3 | 0 | 0 |  | 30 | 0 | 0 | 6 | 6 | 1 | 0 | 0 | 0 | 1 |"
    report = gxparse.parse(f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\n{row}\n")
    assert report.disputes is not None
    assert (report.disputes.reconsideration.total, report.disputes.direct_litigation.upheld) == (None, None)
    assert (report.disputes.reconsideration.corrected, report.disputes.direct_litigation.pending) == (3, 6)


def test_a_row_tells_nothing_where_the_totals_of_the_table_are_no_sums() -> None:
    assert read("18110 |  | 0 | 0 | 0 | 3 | 131 |", beside=UNSOUND) == ([18110, None, 0, 0, 0, 3, 131], [])


def test_the_message_names_the_numbers_and_the_total() -> None:
    text = f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{NEW} | 18110 |  | 0 | 0 | 0 | 3 | 131 |\n"
    (found,) = [found for found in gxparse.parse(text).diagnostics if found.code == "GX410"]
    assert (found.line, found.path, found.severity) == (3, "applications.new_received", "error")
    assert "18 | 110" in found.message
    assert "「总计」" in found.message


# ---- too few figures ----


@pytest.mark.parametrize(
    ("row", "beside", "total"),
    [
        ("6 | 2 | 8 |", SOUND, 8),
        ("6 | 2 | 8 | | | | |", SOUND, 8),
        ("6 | 2 | 0 | 0 | 8 |", SOUND, None),  # a 0 is written: cells are not empty for that
        ("6 | 2 | 9 |", SOUND, None),  # does not add up
        ("6 | 0 | 0 | 0 | 2 | 8 |", SOUND, None),  # lacks a single figure, which may be the total
        ("5 | 5 |", SOUND, None),  # of two numbers alone, neither needs to be the total
        ("5 | 5 |", "3 | 3 |", 5),  # but here all rows are such: it is their total
        ("5 | 5 |", "3 | 4 |", None),
        ("0 | 0 |", "3 | 3 |", None),
        ("6 | 2 | 8 |", UNSOUND, None),  # the totals of the table are no sums
    ],
)
def test_the_last_of_too_few_figures_is_the_total_if_others_add_up_to_it(
    row: str, beside: str, total: int | None
) -> None:
    assert read(row, beside=beside) == ([None] * 6 + [total], [])


def test_the_last_figure_before_a_text_ends_is_no_total() -> None:
    text = f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{OVER} | {SOUND}\n（一）予以公开 | 6 | 2 | 8"
    report = gxparse.parse(text)
    assert report.applications is not None
    assert report.applications.granted.total is None


def test_a_row_that_goes_on_elsewhere_has_no_total_in_its_first_part() -> None:
    text = (
        f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{NEW} | 6 | 2 | 8 |\n"
        f"- 3 -\n0 | 0 | 0 | 16 |\n{OVER} | {SOUND}\n{TOTAL} | {SOUND}\n"
    )
    report = gxparse.parse(text)
    assert report.applications is not None
    assert report.applications.new_received.total in (16, None)


# ---- figures beside their columns ----


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("7 | 0 | 9 | 0 | 0 | 16 |  |", [None] * 7),  # filled up at its end
        ("3 | 3 |  |  |  |  |  |", [None] * 7),
        ("3 | 1 | 4 |  |  |  |  |", [None] * 7),
        ("3 |  | 4 |  |  | 7 |  |", [None] * 7),  # an empty cell may be lost behind the 4
        (" | 5 | 0 | 0 | 0 | 0 | 0 |", [None] * 7),  # a cell too many in front
        ("7 | 0 | 9 | 0 | 0 | 15 |  |", [7, 0, 9, 0, 0, 15, None]),
        (" | 5 | 0 | 0 | 0 | 0 | 6 |", [None, 5, 0, 0, 0, 0, 6]),
    ],
)
def test_a_row_whose_total_stands_beside_its_column_is_not_read(row: str, figures: list[int | None]) -> None:
    assert read(row, beside=KEPT) == (figures, [])


def test_table_four_is_not_read_where_a_figure_is_lost_and_its_last_cell_empty() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    row = "5 | 0 | 0 | 9 | 14 | 0 | 0 | 19 | 6 | 0 | 0 | 15 | 0 | 15 |  |"
    report = gxparse.parse(f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\n{row}\n")
    assert report.disputes is not None
    assert report.disputes.litigation_after_reconsideration.corrected is None
    assert any(found.code == "GX303" for found in report.diagnostics)


def read_disputes(row: str) -> list[int | None]:
    """Return the figures of table four."""
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    disputes = gxparse.parse(f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\n{row}\n").disputes
    assert disputes is not None
    parts = (disputes.reconsideration, disputes.direct_litigation, disputes.litigation_after_reconsideration)
    return [getattr(part, name) for part in parts for name in (*RESULTS, "total")]


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        # the last figure may be the total of the last part, as that before it is its sum
        ("5 | 0 | 0 | 9 | 14 | 9 | 6 | 0 | 9 | 24 | 1 | 2 | 0 | 3 |  |", [None] * 15),
        ("5 |  | 0 | 0 |  | 9 | 6 | 0 | 9 | 24 | 1 | 2 | 0 | 3 |  |", [None] * 15),
        # it is less than the sum of the others, and nothing in front of a total that is a sum has moved
        (
            "5 |  | 0 | 0 |  | 9 | 6 | 0 | 9 | 24 | 1 | 2 | 0 | 2 |  |",
            [5, None, 0, 0, None, 9, 6, 0, 9, 24, 1, 2, 0, 2, None],
        ),
    ],
)
def test_a_part_of_table_four_without_total_is_not_read_if_its_last_figure_may_be_that(
    row: str, figures: list[int | None]
) -> None:
    assert read_disputes(row) == figures


def test_totals_of_zeros_alone_do_not_tell_that_totals_are_sums() -> None:
    row = "4 | 0 | 7 | 8 | 5 | / | 2 | 8 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert read_disputes(row) == [4, 0, 7, 8, 5, None, 2, 8, 1, 0, 0, 0, 0, 0, 0]  # not 10, and 0 lost


# ---- a figure too many behind an empty cell ----


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        (" | 128 | 0 | 0 | 0 | 3 | 131 | 5 |", [None] * 7),  # 5 is too many, the first column empty
        (" | 128 | 5 | 0 | 0 | 0 | 3 | 131 |", [None] * 7),
        (" | 128 | 0 | 0 | 0 | 0 | 3 | 131 |", [128, 0, 0, 0, 0, 3, 131]),  # the place of a span
        (" | 128 | 0 | 0 | 0 | 0 | 3 | 135 |", [128, 0, 0, 0, 0, 3, 135]),  # adds up in no way
    ],
)
def test_a_row_with_an_empty_cell_in_front_that_adds_up_without_one_figure_is_not_read(
    row: str, figures: list[int | None]
) -> None:
    report = gxparse.parse(f"三、收到和处理政府信息公开申请情况\n{HEADS}\n{NEW} | {row}\n")
    assert report.applications is not None
    assert [getattr(report.applications.new_received, name) for name in NAMES] == figures
    assert any(found.code == "GX304" for found in report.diagnostics) == (figures[-1] is None)


@pytest.mark.parametrize(
    ("numbers", "moved"),
    [
        ([3, 4, 5, 0, 0, 12, None], True),  # the sum of the others: its column's own figure is 0, and lost
        ([3, 4, 5, 0, 0, 15, None], True),  # more than their sum: another figure is lost
        ([None, None, None, None, None, 4, None], True),
        ([3, 4, 5, 0, 0, 9, None], False),  # less than their sum, so it is none
        ([3, 4, 5, 0, 15, None, None], False),  # two cells are empty, and it is not their sum
        ([0, 0, 0, 0, 0, 0, None], False),
    ],
)
def test_a_last_figure_may_be_the_total_that_has_moved(numbers: list[int | None], *, moved: bool) -> None:
    rows = {0: [1, 2, 3, 0, 0, 4, 10], 1: [0, 0, 3, 0, 0, 4, 7], 2: [each for each in numbers if each is not None]}
    assert totals.may_have_moved_to_the_left(rows, 2, numbers) is moved


# ---- the sums of columns ----


def read_row(name: str, rows: dict[str, str], *, as_grid: bool = False) -> list[int | None]:
    """Return the figures of a row of table three that has these rows, by their paths, and 0 in all others.

    In a grid each row has as many cells.
    """
    form = grammar.compiled().forms["2021"]
    (variant,) = next(table for table in form.tables if table.name == "applications").variants
    words = {word.terminal: word.text for word in form.words if word.canonical}
    lines = ["三、收到和处理政府信息公开申请情况", HEADS]
    for row in variant.rows:
        groups = [words[group] for group in row.groups][1:]
        if as_grid:
            groups = ["", *(groups or [" "])]
        lines.append(" | ".join([*groups, words[row.label or ""], rows.get(row.path, "0 | " * 7)]))
    report = gxparse.parse("\n".join(lines) + "\n")
    assert report.applications is not None
    return [getattr(getattr(report.applications, name), applicant) for applicant in NAMES]


def read_granted(granted: str, handled: str, held: str) -> list[int | None]:
    """Return the figures of （一）予以公开, where one more row has figures, and （七）总计 those that are to be their sum."""
    rows = {"granted": granted, "unable_to_provide.not_held": held, "total_handled": handled}
    assert read_row("total_handled", rows)[5] == int(handled.split(" | ")[5])
    return read_row("granted", rows)


@pytest.mark.parametrize(
    ("granted", "handled", "figures"),
    [
        # the columns add up to （七）总计 as the row stands
        ("2 | 1 | 0 | 0 | 0 | 4 |  |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [2, 1, 0, 0, 0, 4, None]),
        ("2 | 1 | 0 | 0 | 0 | 3 |  |", "5 | 1 | 0 | 0 | 3 | 3 | 12 |", [2, 1, 0, 0, 0, 3, None]),
        ("2 | 1 |  | 0 | 0 | 4 |  |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [2, 1, None, 0, 0, 4, None]),
        (" | 2 | 1 | 0 | 0 | 0 | 2 |", "3 | 2 | 1 | 0 | 3 | 0 | 8 |", [None, 2, 1, 0, 0, 0, 2]),
        # a figure of another row is not there
        ("1 | 0 | 0 | 0 | 0 | 4 |  |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [1, 0, 0, 0, 0, 4, None]),
        # the last figure is in another column's place
        ("2 | 1 | 0 | 0 | 1 | 4 |  |", "5 | 1 | 0 | 0 | 3 | 1 | 10 |", [None] * 7),
        # or one is where 0 stood
        ("0 | 0 | 0 | 0 | 4 | 4 |  |", "3 | 0 | 0 | 0 | 3 | 4 | 10 |", [None] * 7),
    ],
)
def test_a_row_whose_columns_add_up_is_read_whatever_its_total_tells(
    granted: str, handled: str, figures: list[int | None]
) -> None:
    assert read_granted(granted, handled, "3 |  | 0 | 0 | 3 | 0 | 6 |") == figures


def test_columns_with_something_that_is_no_number_tell_nothing() -> None:
    handled = "5 | 1 | 0 | 0 | 3 | 4 | 13 |"
    assert read_granted("2 | 1 | 0 | 0 | 0 | 4 |  |", handled, "3 |  | 件 | 0 | 3 | 0 | 6 |") == [None] * 7


@pytest.mark.parametrize(
    ("granted", "handled", "figures"),
    [
        ("2 | 1 | 0 | 0 | 0 | 4 |  |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [2, 1, 0, 0, 0, 4, None]),
        ("2 | 1 | 0 | 0 | 4 | 7 |  |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [None] * 7),
        ("0 | 0 | 0 | 0 | 0 | 0 |  |", "3 | 0 | 0 | 0 | 3 | 0 | 6 |", [0, 0, 0, 0, 0, 0, None]),
        ("0 | 0 | 0 | 0 | 0 | 0 |  |", "3 | 0 | 1 | 0 | 3 | 0 | 7 |", [None] * 7),  # 1 may be lost
    ],
)
def test_the_only_row_of_a_grid_with_an_empty_cell_at_its_end_is_read_if_its_columns_add_up(
    granted: str, handled: str, figures: list[int | None]
) -> None:
    rows = {"granted": granted, "unable_to_provide.not_held": "3 | 0 | 0 | 0 | 3 | 0 | 6 |", "total_handled": handled}
    assert read_row("granted", rows, as_grid=True) == figures


@pytest.mark.parametrize(
    ("granted", "handled", "figures"),
    [
        # 0 is lost, the row closed up, and its total empty
        ("2 | 1 | 4 | 1 |  |  |  |", "5 | 1 | 0 | 4 | 4 | 0 | 14 |", [None] * 7),
        # a cell is put in front, and the total lost
        (" | 2 | 1 | 0 | 0 | 0 | 4 |", "5 | 1 | 0 | 0 | 3 | 4 | 13 |", [None] * 7),
        # 1 and 2 stand in one cell, and the row is closed up
        ("12 | 4 | 0 | 0 |  | 0 |  |", "4 | 2 | 4 | 0 | 3 | 0 | 13 |", [None] * 7),
        # 12 stands in two cells
        ("1 | 2 | 4 |  | 0 | 0 | 19 |", "15 | 4 | 0 | 0 | 3 | 0 | 25 |", [None] * 7),
        # a cell is put in front and an empty one is lost: the row adds up, but several figures stand beside their columns
        (" | 2 | 1 | 0 | 0 | 0 | 3 |", "5 | 1 | 0 | 0 | 3 | 0 | 9 |", [None] * 7),
        # a single one may have been written into another column
        ("2 |  | 1 | 0 | 0 | 0 | 3 |", "5 | 1 | 0 | 0 | 3 | 0 | 9 |", [2, None, 1, 0, 0, 0, 3]),
        # most columns do not add up
        ("2 | 1 | 4 | 1 |  |  |  |", "5 | 9 | 9 | 4 | 9 | 9 | 9 |", [2, 1, 4, 1, None, None, None]),
    ],
)
def test_a_row_is_not_read_if_the_columns_add_up_only_as_it_can_have_stood(
    granted: str, handled: str, figures: list[int | None]
) -> None:
    assert read_granted(granted, handled, "3 |  | 0 | 0 | 3 | 0 | 6 |") == figures


@pytest.mark.parametrize(
    ("received", "handled", "figures"),
    [
        (" | 0 | 0 | 0 | 0 | 0 | 1 |", "0 | 0 | 0 | 0 | 0 | 1 | 1 |", [None] * 7),
        (" | 0 | 0 | 0 | 0 | 1 | 1 |", "0 | 0 | 0 | 0 | 0 | 1 | 1 |", [None, 0, 0, 0, 0, 1, 1]),
        ("2 | 1 | 0 | 0 | 0 | 4 |  |", "2 | 1 | 0 | 0 | 0 | 4 | 7 |", [2, 1, 0, 0, 0, 4, None]),
        ("2 | 1 | 0 | 0 | 4 | 7 |  |", "2 | 1 | 0 | 0 | 0 | 4 | 7 |", [None] * 7),
    ],
)
def test_the_balance_of_the_first_two_items_and_the_last_two_tells_as_much(
    received: str, handled: str, figures: list[int | None]
) -> None:
    rows = {"new_received": received, "granted": handled, "total_handled": handled}
    assert read_row("new_received", rows) == figures


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        (" | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 2 | 0 | 2 | 0 | 0 | 0 | 2 |", [None] * 15),
        ("1 | 2 | 0 | 3 | 0 | 0 | 0 | 2 | 2 |  | 1 | 3 |  | 4 |  |", [None] * 15),
        # wrong totals that add up in no other way
        (
            " | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 2 | 0 | 7 | 0 | 0 | 0 | 2 |",
            [None, 0, 0, 0, 1, 1, 0, 0, 2, 0, 7, 0, 0, 0, 2],
        ),
    ],
)
def test_table_four_is_not_read_if_its_totals_are_sums_only_as_it_can_have_stood(
    row: str, figures: list[int | None]
) -> None:
    assert read_disputes(row) == figures
