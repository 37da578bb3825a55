"""Finds numbers that may be several, and two that may be one: only so does their row add up to its total."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from gxparse.totals import add_up, adds_up, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from gxparse.cells import Cell
    from gxparse.form import Sum
    from gxparse.totals import Numbers

_COUNTED_AS_NONE = ("blank", "mark")
_LONGEST = 14  # digits of two counts
_MOST_DIVIDED = 3  # numbers in a sum that have an empty cell each
_PARTS = (2, 3)  # of one number


class Doubt(NamedTuple):
    """Columns, from `first` to `last`, whose figures may be others.

    The `width` numbers from column `at` on may be `numbers` instead; `total` is the column of the total that tells.
    """

    at: int
    width: int
    numbers: tuple[int, ...]
    total: int
    first: int
    last: int


def find(cells: Sequence[Cell | None], numbers: Numbers, sums: Sequence[Sum]) -> list[Doubt]:
    """Return where numbers of a row may be others.

    Takes the cells by column (None: there is none), their numbers (None: the cell has none), and the sums of the
    row. Of several numbers in one cell the others left theirs empty, or the cells behind it moved there up to the
    next empty one. A number over two cells has taken the place of an empty one, or of a figure that is lost.
    """
    if add_up(sums, numbers):
        return []
    without_number = unknown(cells, numbers)
    empty = [cell is None or cell.lexeme.kind == "blank" for cell in cells]
    told = [
        each for each in sums if not adds_up(each, numbers) and not any(without_number[each.first : each.total + 1])
    ]
    found = [doubt for each in told for doubt in _divided(numbers, empty, each)]
    if not found and not any(without_number):
        found = _divided_over_parts(numbers, empty, sums) or _before_moved(numbers, empty, sums)
        if not found and not any(empty) and len(sums) > 1:
            found = list(_joined_before_lost(numbers, sums))
    return found or [doubt for each in told for doubt in _joined(numbers, empty, each)]


def unknown(cells: Sequence[Cell | None], numbers: Numbers) -> list[bool]:
    """Return which cells have something that is no number: neither empty nor a mark for none."""
    kinds = [cell.lexeme.kind if cell else "blank" for cell in cells]
    return [number is None and kind not in _COUNTED_AS_NONE for number, kind in zip(numbers, kinds, strict=True)]


def exceed_total(doubts: Iterable[Doubt], numbers: Numbers) -> bool:
    """Return whether a number that may be several is larger than the total that it is part of, as no count can be."""
    return any(
        numbers[doubt.total] is not None and count(numbers[doubt.at]) > count(numbers[doubt.total])
        for doubt in doubts
        if doubt.width == 1
    )


def held(cells: Sequence[Cell | None], numbers: Numbers, sums: Sequence[Sum]) -> int:
    """Return how many more totals of a row are sums than are none.

    Those that may be are not counted, nor those of zeros alone.
    """
    doubts = find(cells, numbers, sums)
    told = (
        each
        for each in sums
        if numbers[each.total] is not None
        and any(numbers[each.first : each.total + 1])
        and not any(doubt.total == each.total or doubt.first <= each.total <= doubt.last for doubt in doubts)
    )
    return sum(1 if adds_up(each, numbers) else -1 for each in told)


# ---- one number that may be several ----


class _Division(NamedTuple):
    """A number that is divided over the columns from `first` to `last`, and by how much more than the total all are."""

    doubt: Doubt
    first: int
    last: int
    change: int


def _divided(numbers: Numbers, empty: Sequence[bool], of: Sum) -> list[Doubt]:
    """Return the numbers beside empty cells that may be several for a sum to add up, as few as can be."""
    total = numbers[of.total]
    missing = count(total) - sum(map(count, numbers[of.first : of.total]))
    divisions = list(_divisions(numbers, empty, of))
    found = [
        each.doubt for each in divisions if each.change == missing and (total is not None or each.last == of.total)
    ]
    in_two = [each for each in divisions if len(each.doubt.numbers) == _PARTS[0]]
    by_change: dict[int, list[_Division]] = {}
    for each in in_two:
        by_change.setdefault(each.change, []).append(each)
    chains: list[tuple[_Division, ...]] = [(each,) for each in in_two]
    for number in range(1, _MOST_DIVIDED):
        if found:
            break
        if number > 1:
            chains = [(*chain, last) for chain in chains for last in in_two if chain[-1].last < last.first]
        found = [
            each.doubt
            for chain in chains
            for last in by_change.get(missing - sum(division.change for division in chain), ())
            if chain[-1].last < last.first and (total is not None or last.last == of.total)
            for each in (*chain, last)
        ]
    return list(dict.fromkeys(found))


def _divisions(numbers: Numbers, empty: Sequence[bool], of: Sum) -> Iterator[_Division]:
    """Yield each number of a sum that is divided over its own and the empty cells beside it."""
    for width in _PARTS:
        for first in range(of.first, of.total - width + 2):
            last = first + width - 1
            stated = [at for at in range(first, last + 1) if not empty[at]]
            if len(stated) != 1:
                continue
            at = stated[0]
            around = (first - (first > of.first and empty[first - 1]), last + (last < of.total and empty[last + 1]))
            number = count(numbers[at])
            for parts in parts_of(number, width):
                in_total = parts[-1] if last == of.total else 0
                change = sum(parts) - 2 * in_total - (-number if at == of.total else number)
                yield _Division(Doubt(at, 1, parts, of.total, *around), first, last, change)


def _divided_over_parts(numbers: Numbers, empty: Sequence[bool], sums: Sequence[Sum]) -> list[Doubt]:
    """Return a total and the first figures of the next part of a row that may stand in one cell, by both totals.

    Also the last figure before the total, of three.
    """
    for left, right in pairwise(sums):
        if adds_up(left, numbers) and adds_up(right, numbers):
            continue
        for width in _PARTS:
            for first in range(max(left.first, right.first - width + 1), left.total + 1):
                last = first + width - 1
                stated = [at for at in range(first, last + 1) if not empty[at]]
                if last >= right.total or len(stated) != 1:
                    continue
                for parts in parts_of(count(numbers[stated[0]]), width):
                    divided = [*numbers[:first], *parts, *numbers[last + 1 :]]
                    if adds_up(left, divided) and adds_up(right, divided):
                        return [Doubt(stated[0], 1, parts, left.total, first, last)]
    return []


def _before_moved(numbers: Numbers, empty: Sequence[bool], sums: Sequence[Sum]) -> list[Doubt]:
    """Return a number that makes all sums add up if it is divided and the cells behind it move to the empty one."""
    for at, number in enumerate(numbers):
        last = next((index for index in range(at + 1, len(empty)) if empty[index]), None)
        if last is None:
            return []
        touched = [found for found in sums if found.first <= last and at <= found.total]
        if add_up(touched, numbers):
            continue
        for parts in parts_of(count(number), 2):
            divided = [*numbers[:at], *parts, *numbers[at + 1 : last], *numbers[last + 1 :]]
            if add_up(touched, divided):
                return [Doubt(at, 1, parts, touched[0].total, at, last)]
    return []


def parts_of(number: int, width: int) -> Iterator[tuple[int, ...]]:
    """Yield the numbers, that many, that a number can have been, as they are written."""
    digits = str(number) if 0 <= number < 10**_LONGEST else ""
    for places in combinations(range(1, len(digits)), width - 1):
        parts = [digits[start:end] for start, end in pairwise((0, *places, len(digits)))]
        if all(part == "0" or part[0] != "0" for part in parts):
            yield tuple(map(int, parts))


# ---- two numbers that may be one ----


def as_one(left: int | Decimal | None, right: int | Decimal | None) -> int | None:
    """Return the number that two beside each other are as one (None: none)."""
    return int(f"{left}{right}") if left and right is not None else None


def _joined(numbers: Numbers, empty: list[bool], of: Sum) -> Iterator[Doubt]:
    """Yield the numbers beside each other that may be one for a sum to add up.

    Where a single cell is empty, what is missing may have stood there.
    """
    total = numbers[of.total]
    if total is None or empty[of.first : of.total].count(True) == 1:
        return
    excess = sum(map(count, numbers[of.first : of.total])) - count(total)
    for first in range(of.first, of.total):
        left, right = numbers[first], numbers[first + 1]
        one = as_one(left, right)
        if one is None:
            continue
        is_total = first + 1 == of.total
        if excess != (count(left) - count(right) + one if is_total else count(left) + count(right) - one):
            continue
        if not any(empty[of.first : of.total]):  # then another number is lost, and any may stand beside its column
            yield Doubt(first, 2, (one,), of.total, of.first, of.total if is_total else of.total - 1)
            continue
        behind = next((at for at in range(first + 2, of.total) if empty[at]), None)
        in_front = first > of.first and empty[first - 1]
        last = first + 1 if is_total or (behind is None and in_front) else of.total - 1 if behind is None else behind
        yield Doubt(first, 2, (one,), of.total, first - in_front, last)


def _joined_before_lost(numbers: Numbers, sums: Sequence[Sum]) -> Iterator[Doubt]:
    """Yield the numbers beside each other that make all sums add up as one, if an empty cell or a 0 is lost elsewhere.

    All figures between have moved by a column.
    """
    for at, (left, right) in enumerate(pairwise(numbers)):
        one = as_one(left, right)
        if one is None:
            continue
        joined = [*numbers[:at], one, *numbers[at + 2 :]]
        for lost in range(len(numbers)):
            if add_up(sums, [*joined[:lost], 0, *joined[lost:]]):
                total = next(of.total for of in sums if at <= of.total)
                yield Doubt(at, 2, (one,), total, min(at, lost), max(at + 1, lost))
