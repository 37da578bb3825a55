"""What the totals of rows tell of their figures: that a number may be two, that the last of too few is the total.

Nothing is read for a total's sake: it tells what cannot be read, or which column's a number that stands there is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gxparse.cells import Cell
    from gxparse.form import Column

    Numbers = Sequence[int | Decimal | None]

_TOTAL = "total"
_COUNTED_AS_NONE = ("blank", "mark")
_LONGEST = 14  # digits of two counts
_FEWEST_COLLAPSED = 2  # empty cells that left no trace
_FEWEST_HELD = 2
_MOST_DIVIDED = 3  # numbers in a sum that have an empty cell each


class RunTogether(NamedTuple):
    """A number that may be two, those two, and the columns from `first` to `last` whose figures it makes doubtful.

    `at` is the column in which it stands, `total` that of the total that tells.
    """

    at: int
    total: int
    parts: tuple[int, int]
    first: int
    last: int


class _Sum(NamedTuple):
    """Columns of a row beside each other, from `first`, of which the one at `total` has the sum."""

    first: int
    total: int

    def adds_up(self, numbers: Numbers) -> bool:
        """Whether there is a total and it is the sum of the others, empty ones being 0."""
        total = numbers[self.total]
        return total is not None and total == sum(number or 0 for number in numbers[self.first : self.total])


@cache
def _sums(columns: tuple[Column, ...]) -> tuple[_Sum, ...]:
    """Return the sums of a row: a column `total` has that of the columns of its rule, which stand before it."""
    rules = [column.path.rpartition(".")[0] for column in columns]
    totals = (at for at, column in enumerate(columns) if column.path.rpartition(".")[2] == _TOTAL)
    return tuple(_Sum(rules.index(rules[at]), at) for at in totals)


def find_run_together(cells: Sequence[Cell | None], numbers: Numbers, columns: tuple[Column, ...]) -> list[RunTogether]:
    """Return the numbers of a row that may be two each.

    Takes the cells by column (None: there is none), their numbers (None: the cell has none), and the columns. Of two
    numbers in one cell the other left its own empty, or the cells behind it moved there up to the next empty one.
    """
    sums = _sums(columns)
    if all(each.adds_up(numbers) for each in sums):
        return []
    kinds = [cell.lexeme.kind if cell else "blank" for cell in cells]
    unknown = [number is None and kind not in _COUNTED_AS_NONE for number, kind in zip(numbers, kinds, strict=True)]
    empty = [kind == "blank" for kind in kinds]
    found: list[RunTogether] = []
    for each in sums:
        if not each.adds_up(numbers) and not any(unknown[each.first : each.total + 1]):
            found += _beside_empty(numbers, empty, each)
    return found or ([] if any(unknown) else _before_moved(numbers, empty, sums))


def held(cells: Sequence[Cell | None], numbers: Numbers, columns: tuple[Column, ...]) -> int:
    """Return how many more totals of a row are sums than are none; those that may be are not counted."""
    doubted = {each.total for each in find_run_together(cells, numbers, columns)}
    sums = (each for each in _sums(columns) if each.total not in doubted and numbers[each.total] is not None)
    return sum(1 if each.adds_up(numbers) else -1 for each in sums)


def last_is_total(rows: Mapping[int, Sequence[int]], at: int, width: int) -> bool:
    """Return whether the last number of a row that has too few is its total, because the others add up to it.

    Takes the numbers of the rows of a table, which row, and how many it should have. One that lacks a single number
    may lack the total. Where one number alone is repeated, other rows that lack some must have their total.
    """
    numbers = rows[at]
    addends = sum(number > 0 for number in numbers[:-1])
    if not addends or len(numbers) > width - _FEWEST_COLLAPSED or not _ends_in_sum(numbers):
        return False
    others = [row for index, row in rows.items() if index != at and len(row) > 1 and any(row)]
    if addends == 1:
        others = [row for row in others if len(row) <= width - _FEWEST_COLLAPSED]
    held = sum(1 if _ends_in_sum(row) else -1 for row in others)
    return held >= (0 if addends > 1 else _FEWEST_HELD)


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
    return sum(1 if _ends_in_sum(row) else -1 for index, row in rows.items() if index != at and len(row) > 1) >= 0


def _ends_in_sum(numbers: Sequence[int]) -> bool:
    return sum(numbers[:-1]) == numbers[-1]


def has_total_last(columns: tuple[Column, ...]) -> bool:
    """Return whether the last column of a row is the total of all others."""
    return _sums(columns) == (_Sum(0, len(columns) - 1),)


class _Division(NamedTuple):
    """A number beside an empty cell that is divided into the two, and by how much more than the total all then are."""

    together: RunTogether
    first: int
    change: int


def _beside_empty(numbers: Numbers, empty: Sequence[bool], of: _Sum) -> Sequence[RunTogether]:
    """Return the numbers beside empty cells that may be divided into these for a sum to add up, as few as can be."""
    total = numbers[of.total]
    missing = _count(total) - sum(map(_count, numbers[of.first : of.total]))
    divisions = list(_divisions(numbers, empty, of))
    by_change: dict[int, list[_Division]] = {}
    for division in divisions:
        by_change.setdefault(division.change, []).append(division)
    chains: list[tuple[_Division, ...]] = [()]
    for count in range(_MOST_DIVIDED):
        if count:
            chains = [(*chain, last) for chain in chains for last in divisions if _are_apart(chain, last)]
        found = [
            (*chain, last)
            for chain in chains
            for last in by_change.get(missing - sum(division.change for division in chain), ())
            if _are_apart(chain, last) and (total is not None or last.first + 1 == of.total)
        ]
        if found:
            return list(dict.fromkeys(division.together for chain in found for division in chain))
    return []


def _divisions(numbers: Numbers, empty: Sequence[bool], of: _Sum) -> Iterator[_Division]:
    for first in range(of.first, of.total):
        last, is_total = first + 1, first + 1 == of.total
        if empty[first] == empty[last]:
            continue
        at = first if empty[last] else last
        around = (at - (at > of.first and empty[at - 1]), at + (at < of.total and empty[at + 1]))
        number = _count(numbers[at])
        counted = -number if is_total and at == last else number
        for parts in _divided(number):
            change = parts[0] + (-parts[1] if is_total else parts[1]) - counted
            yield _Division(RunTogether(at, of.total, parts, *around), first, change)


def _are_apart(chain: Sequence[_Division], last: _Division) -> bool:
    """Whether a division stands behind others, of other cells."""
    return not chain or chain[-1].first + 1 < last.first


def _count(number: int | Decimal | None) -> int:
    return number if isinstance(number, int) else 0


def _before_moved(numbers: Numbers, empty: Sequence[bool], sums: Sequence[_Sum]) -> list[RunTogether]:
    """Return a number that makes all sums add up if it is divided and the cells behind it move to the empty one."""
    for at, number in enumerate(numbers):
        last = next((index for index in range(at + 1, len(empty)) if empty[index]), None)
        if last is None:
            return []
        touched = [found for found in sums if found.first <= last and at <= found.total]
        if all(found.adds_up(numbers) for found in touched):
            continue
        for parts in _divided(_count(number)):
            divided = [*numbers[:at], *parts, *numbers[at + 1 : last], *numbers[last + 1 :]]
            if all(found.adds_up(divided) for found in touched):
                return [RunTogether(at, touched[0].total, parts, at, last)]
    return []


def _divided(number: int) -> Iterator[tuple[int, int]]:
    """Yield the two numbers that a number can have been, as they are written."""
    digits = str(number) if 0 <= number < 10**_LONGEST else ""
    for place in range(1, len(digits)):
        if digits[place] != "0" or place == len(digits) - 1:
            yield int(digits[:place]), int(digits[place:])
