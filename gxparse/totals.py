"""What the totals of rows tell of their figures.

Nothing is read for a total's sake: it tells what cannot be read, or which column's a number that stands there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from gxparse.form import Row, Sum

    Numbers = Sequence[int | Decimal | None]

_FEWEST_COLLAPSED = 2  # empty cells that left no trace
_FEWEST_HELD = 2
_ONE_REPEATED = 2


def adds_up(of: Sum, numbers: Numbers) -> bool:
    """Return whether there is a total and it is the sum of the others, empty ones being 0."""
    total = numbers[of.total]
    return total is not None and total == sum(number or 0 for number in numbers[of.first : of.total])


def add_up(sums: Iterable[Sum], numbers: Numbers) -> bool:
    """Return whether the totals of a row are the sums of what stands before them."""
    return all(adds_up(each, numbers) for each in sums)


def count(number: int | Decimal | None) -> int:
    """Return a count as it is added up: nothing is 0."""
    return number if isinstance(number, int) else 0


def has_total_last(row: Row) -> bool:
    """Return whether the last column of a row is the total of all others."""
    return row.sums == ((0, len(row.columns) - 1),)


# ---- rows of numbers, of which the last is the total of the others ----


def last_is_total(rows: Mapping[int, Sequence[int]], at: int, width: int) -> bool:
    """Return whether the last number of a row that has too few is its total, because the others add up to it.

    Takes the numbers of the rows of a table, which row, and how many it should have. One that lacks a single number
    may lack the total, and so may one in which a 0 is written, as cells were not left empty for that. Where one
    number alone is repeated, other rows that lack some must have their total.
    """
    numbers = rows[at]
    if 0 in numbers or not 1 < len(numbers) <= width - _FEWEST_COLLAPSED or not _ends_in_sum(numbers):
        return False
    if len(numbers) > _ONE_REPEATED:
        return _held(rows, at) >= 0
    collapsed = {index: row for index, row in rows.items() if len(row) <= width - _FEWEST_COLLAPSED}
    return _held(collapsed, at) >= _FEWEST_HELD


def adds_up_without_one(rows: Mapping[int, Sequence[int]], at: int) -> bool:
    """Return whether a row does not add up to its last number and does without one of its numbers, as others do.

    Takes the numbers of the rows of a table, and which row.
    """
    numbers = rows[at]
    total, others = numbers[-1], numbers[:-1]
    excess = sum(others) - total
    without_last = bool(others) and any(others) and _ends_in_sum(others)
    if not excess or not (without_last or excess in others):
        return False
    return _held(rows, at) >= 0


def may_have_moved_to_the_left(rows: Mapping[int, Sequence[int]], at: int, by_column: Numbers) -> bool:
    """Return whether the figures of a row may have moved to the left, by its total, where others have theirs.

    Takes the numbers of the rows of a table, which row, and its numbers by column. So it is if the total's column is
    empty, and the last number the sum of the others; or it stands right before that column and is larger than the
    sum: then a cell before it is lost, and the row was filled up at its end.
    """
    numbers = rows[at]
    if by_column[-1] is not None or numbers[-1] <= 0 or _held(rows, at) < 0:
        return False
    if _ends_in_sum(numbers):
        return True
    return by_column[-2] is not None and numbers[-1] > sum(numbers[:-1])


def may_have_moved_to_the_right(rows: Mapping[int, Sequence[int]], at: int, by_column: Numbers) -> bool:
    """Return whether a cell in front of a row may be too many, by its total, where others have theirs.

    Takes the same. So it is if the first column is empty and the total less than the sum of the others.
    """
    numbers = rows[at]
    is_less = by_column[0] is None and by_column[-1] is not None and sum(numbers[:-1]) > numbers[-1]
    return is_less and _held(rows, at) >= 0


def are_sums(rows: Mapping[int, Sequence[int]]) -> bool:
    """Return whether more rows than not end with the sum of their other numbers; takes the numbers of the rows."""
    return sum(1 if _ends_in_sum(row) else -1 for row in rows.values() if len(row) > 1 and any(row)) > 0


def is_no_sum_among_sums(rows: Mapping[int, Sequence[int]], at: int) -> bool:
    """Return whether a row does not add up to its last number, as others do.

    Takes the numbers of the rows of a table, and which row.
    """
    return not _ends_in_sum(rows[at]) and _held(rows, at) >= _FEWEST_HELD


def is_sum_among_sums(rows: Mapping[int, Sequence[int]], at: int) -> bool:
    """Return whether a row adds up to its last number, which is not 0, as others do; takes the same."""
    return rows[at][-1] > 0 and _ends_in_sum(rows[at]) and _held(rows, at) >= 0


def is_sum_of_all(numbers: Sequence[int]) -> bool:
    """Return whether the last of some numbers is the sum of the others, and would be of no fewer: none of them is 0."""
    return 0 not in numbers[:-1] and _ends_in_sum(numbers)


def _held(rows: Mapping[int, Sequence[int]], at: int) -> int:
    """Return in how many more rows than not, not counting one, the last number is the sum of the others."""
    others = (row for index, row in rows.items() if index != at and len(row) > 1 and any(row))
    return sum(1 if _ends_in_sum(row) else -1 for row in others)


def _ends_in_sum(numbers: Sequence[int]) -> bool:
    return sum(numbers[:-1]) == numbers[-1]


# ---- rows of several sums ----


def may_lack_one(numbers: Numbers, sums: Sequence[Sum]) -> bool:
    """Return whether the last column of a row of several sums may be empty because a number before it is lost.

    Then all sums behind that number add up if those behind it stand one column further, and do not as they stand; or
    the totals that are there are their sums, and behind the last that is not 0 a part has none, whose last number may
    be that.
    """
    if len(sums) <= 1 or numbers[-1] is not None:
        return False
    with_total = [each for each in sums if numbers[each.total] is not None]
    if add_up(with_total, numbers):
        standing = [each.total for each in with_total if numbers[each.total]]
        behind = [each for each in sums if each not in with_total and standing and each.first > standing[-1]]
        parts = [list(map(count, numbers[each.first : each.total])) for each in behind]
        return any(may_end_in_total([each for each in part if each]) for part in parts)
    if numbers[-2] is None:
        return False
    for at in range(len(numbers) - 1):
        moved = [*numbers[:at], None, *numbers[at:-1]]
        if all(_can_add_up(each, moved, at) for each in sums):
            return True
    return False


def may_end_in_total(numbers: Sequence[int]) -> bool:
    """Return whether the last of some numbers is as large as the others together."""
    return bool(numbers) and numbers[-1] >= sum(numbers[:-1])


def _can_add_up(of: Sum, numbers: Numbers, unknown: int) -> bool:
    """Whether a sum adds up, or can with a number in the column that is unknown."""
    if not of.first <= unknown <= of.total:
        return adds_up(of, numbers)
    return unknown == of.total or sum(map(count, numbers[of.first : of.total])) <= count(numbers[of.total])
