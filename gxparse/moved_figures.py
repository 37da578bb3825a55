"""Finds in which other columns the figures of a row with empty cells can stand, so that more sums add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.number_bounds import as_one, parts_of
from gxparse.totals import add_up, adds_up, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.form import Sum
    from gxparse.totals import Numbers


class _Arrangement(NamedTuple):
    """Numbers by column, and the column of one that is lost (None: none is)."""

    numbers: list[int | None]
    lost: int | None


def by_columns(numbers: Numbers, lacking: Sequence[int], *, fewest: int) -> bool:
    """Return whether figures of a row may stand in other columns, by the sums of columns.

    Takes the numbers by column (None: the cell is empty), by how much each column lacks to add up, and how many
    figures but 0 have moved at least. So it is if all columns whose numbers change add up then, as do more columns
    than not, and a figure that is there would be another.
    """
    counts = list(map(count, numbers))
    return any(_fits_columns(each, counts, numbers, lacking, fewest) for each in _arrangements(numbers))


def _fits_columns(
    other: _Arrangement, counts: Sequence[int], numbers: Numbers, lacking: Sequence[int], fewest: int
) -> bool:
    is_told, moved, add_up_then = False, 0, 0
    for at, number in enumerate(map(count, other.numbers)):
        wanted = counts[at] + lacking[at]
        if at == other.lost:
            if wanted < 0:
                return False
            is_told = is_told or (numbers[at] is not None and lacking[at] < 0)
            continue
        add_up_then += number == wanted
        if number != counts[at]:
            if number != wanted:
                return False
            is_told = is_told or numbers[at] is not None
            moved += number > 0
    return is_told and moved >= fewest and add_up_then > len(counts) / 2


def by_totals(numbers: Numbers, sums: Sequence[Sum]) -> bool:
    """Return whether figures of a row of several sums may stand in other columns, by its totals.

    Takes the numbers by column (None: the cell is empty). So it is if all totals that are there are sums then, while
    one of them, not 0, is none as the row stands, and a figure that is there would be another.
    """
    wrong = [each for each in sums if numbers[each.total] is not None and not adds_up(each, numbers)]
    return bool(wrong) and any(
        _fits_totals(each, sums, wrong) and _has_others(each, sums, numbers) for each in _arrangements(numbers)
    )


def _fits_totals(other: _Arrangement, sums: Sequence[Sum], wrong: Sequence[Sum]) -> bool:
    numbers, lost = other
    known = [each for each in sums if lost is None or not each.first <= lost <= each.total]
    if not any(numbers[each.total] and adds_up(each, numbers) for each in known if each in wrong):
        return False
    if not add_up((each for each in known if numbers[each.total] is not None), numbers):
        return False
    return all(each in known or _lacks(each, numbers, lost) is not None for each in sums)


def _has_others(other: _Arrangement, sums: Sequence[Sum], numbers: Numbers) -> bool:
    """Return whether a figure that is there would be another one."""
    for at, (number, found) in enumerate(zip(numbers, other.numbers, strict=True)):
        if number is None:
            continue
        of = next(each for each in sums if at <= each.total)
        if count(number) != (_lacks(of, other.numbers, at) if at == other.lost else count(found)):
            return True
    return False


def _lacks(of: Sum, numbers: Numbers, lost: int | None) -> int | None:
    """Return the number that is lost in a sum (None: there is none that fits); 0 if nothing tells it."""
    others = sum(count(number) for at, number in enumerate(numbers[of.first : of.total], of.first) if at != lost)
    if lost == of.total:
        return others
    if numbers[of.total] is None:
        return 0
    return count(numbers[of.total]) - others if count(numbers[of.total]) >= others else None


def _arrangements(numbers: Numbers) -> Iterator[_Arrangement]:
    """Yield how the numbers of a row can have stood before a single damage, which leaves an empty cell or takes one.

    A number was lost and a cell is empty for it, or one was put in; two numbers stand in one cell, or one in two.
    """
    counts = [number if isinstance(number, int) else None for number in numbers]
    for empty in [at for at, number in enumerate(numbers) if number is None]:
        without = [*counts[:empty], *counts[empty + 1 :]]
        for at in range(len(counts)):
            if at != empty:
                yield _Arrangement([*without[:at], None, *without[at:]], at)
        for at, number in enumerate(without):
            for parts in parts_of(count(number), 2):
                yield _Arrangement([*without[:at], *parts, *without[at + 1 :]], None)
        for at in range(len(counts) - 1):
            one = as_one(counts[at], counts[at + 1])
            if one is not None:
                joined = [*counts[:at], one, *counts[at + 2 :]]
                place = empty - (empty > at)
                yield _Arrangement([*joined[:place], None, *joined[place:]], None)
