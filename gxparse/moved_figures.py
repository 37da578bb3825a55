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
    figures but 0 have moved at least. So it is if all columns whose numbers change add up then, and a figure that is
    there would be another.
    """
    counts = list(map(count, numbers))
    return any(_fits_columns(each, counts, numbers, lacking, fewest) for each in _arrangements(numbers))


def _fits_columns(
    other: _Arrangement, counts: Sequence[int], numbers: Numbers, lacking: Sequence[int], fewest: int
) -> bool:
    is_told, moved = False, 0
    for at, number in enumerate(map(count, other.numbers)):
        wanted = counts[at] + lacking[at]
        if at == other.lost:
            if wanted < 0:
                return False
            is_told = is_told or (numbers[at] is not None and lacking[at] < 0)
        elif number != counts[at]:
            if number != wanted:
                return False
            is_told = is_told or numbers[at] is not None
            moved += number > 0
    return is_told and moved >= fewest


def by_totals(numbers: Numbers, sums: Sequence[Sum]) -> bool:
    """Return whether figures of a row of several sums may stand in other columns, by its totals.

    Takes the numbers by column (None: the cell is empty). So it is if all totals that are there are sums then, while
    one of them, not 0, is none as the row stands.
    """
    wrong = [each for each in sums if numbers[each.total] is not None and not adds_up(each, numbers)]
    return bool(wrong) and any(_fits_totals(each, sums, wrong) for each in _arrangements(numbers))


def _fits_totals(other: _Arrangement, sums: Sequence[Sum], wrong: Sequence[Sum]) -> bool:
    numbers, lost = other
    known = [each for each in sums if lost is None or not each.first <= lost <= each.total]
    if not any(numbers[each.total] and adds_up(each, numbers) for each in known if each in wrong):
        return False
    if not add_up((each for each in known if numbers[each.total] is not None), numbers):
        return False
    return all(
        lost == each.total or sum(map(count, numbers[each.first : each.total])) <= count(numbers[each.total])
        for each in sums
        if each not in known and (lost == each.total or numbers[each.total] is not None)
    )


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
