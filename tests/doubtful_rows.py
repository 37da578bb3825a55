"""Rows of a report, some of whose figures are blank, whose text shows no more which figures are which columns'."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from balanced_reports import BALANCE, may_be_beside
from damage import looks_padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from made_reports import MadeReport, Number

    from gxparse.writing.grid import Grid
    from gxparse.writing.layouts import Layout


def rows_in_doubt(report: MadeReport, grids: Iterable[Grid], layout: Layout, blank: str) -> frozenset[str]:
    """Return the figures of those rows of a report whose text shows no more where their blanks are.

    Args:
        report: The report.
        grids: Its tables as they are printed.
        layout: How they are written.
        blank: What is written in a blank cell.
    """
    found = _by_numbers(report)
    if blank:
        return frozenset(found)
    if not layout.keeps_blanks:
        rows = [row for _, row in report.rows() if any(report.figures[path] is None for path in row)]
        return frozenset(path for row in rows for path in row)
    for grid in grids:
        for at in range(len(grid.rows)):
            if looks_padded(grid, at, layout):
                found.update(cell.path for cell in grid.rows[at] if cell.path)
    return frozenset(found | _moved_to_the_end(report) | _by_totals(report))


def _moved_to_the_end(report: MadeReport) -> set[str]:
    """Return the figures of rows whose empty cells may have been moved to their end.

    So it is if they all stand there, and no row of the table has a figure behind an empty cell.
    """
    found: set[str] = set()
    for rows in _tables(report).values():
        empty = [[report.figures[path] is None for path in row] for row in rows]
        at_end = [any(each) and each == sorted(each) for each in empty]
        if not any(any(each) and not last for each, last in zip(empty, at_end, strict=True)):
            found |= {path for row, last in zip(rows, at_end, strict=True) if last for path in row}
    return found


def _by_totals(report: MadeReport) -> set[str]:
    """Return the figures of rows that may stand beside their columns, as totals are sums.

    So it is if the total is blank and the last figure as large as the others together, or if the first figure is
    blank and the total less than the sum; but not if the sums of the columns tell where they stand. Of a row with
    several totals the last is blank and so may be one before.
    """
    found: set[str] = set()
    for rows in _tables(report).values():
        if not _has_sums(report, rows):
            continue
        for row in rows:
            parts = [[report.figures[path] for path in part] for part in _parts(row)]
            if len(parts) > 1:
                parts = [part for part in parts if part[-1] is None and parts[-1][-1] is None]
            if any(map(may_be_beside, parts)) and not _is_in_its_columns(report, row):
                found.update(row)
    return found


def _is_in_its_columns(report: MadeReport, row: Sequence[str]) -> bool:
    """Return whether sums of columns show where a row stands.

    That of its last figure, not 0, adds up, and the row has not too much in another.
    """
    places = [place for place, _ in report.rows() if place.startswith("applications.")]
    outcomes = [place for place in places if place.rpartition(".")[2] not in BALANCE]
    balance = [f"applications.{name}" for name in BALANCE]
    for sides in ((outcomes, balance[2:3]), (balance[:2], balance[2:])):
        own = next((side for side in sides if row[0].rpartition(".")[0] in side), None)
        if own is None:
            continue
        names = [path.rpartition(".")[2] for path in row if report.figures[path]]
        sums = [[sum(report.figures[f"{place}.{name}"] or 0 for place in side) for name in names] for side in sides]
        less = [b - a if own is sides[0] else a - b for a, b in zip(*sums, strict=True)]
        if less and less[-1] == 0 and min(less) >= 0:
            return True
    return False


def _by_numbers(report: MadeReport) -> set[str]:
    """Return the figures of rows with blanks whose total is the sum if one number is two, or two are one."""
    found: set[str] = set()
    for rows in _tables(report).values():
        if not _has_sums(report, rows):
            continue
        for row in rows:
            for part in _parts(row):
                numbers = [report.figures[path] for path in part]
                if None in numbers and _would_add_up([number for number in numbers if number is not None]):
                    found.update(row)
    return found


def _would_add_up(numbers: Sequence[Number]) -> bool:
    """Return whether the last number is the sum of the others if one is two or three, or two side by side are one."""
    texts = [str(number) for number in numbers]
    divided = [
        [*texts[:at], *parts, *texts[at + 1 :]]
        for at, text in enumerate(texts)
        for width in (2, 3)
        for parts in _divisions(text, width)
    ]
    joined = [[*texts[:at], left + right, *texts[at + 2 :]] for at, (left, right) in enumerate(pairwise(texts))]
    changed = [[*map(int, each)] for each in (*divided, *joined)]
    return any(sum(each[:-1]) == each[-1] for each in changed)


def _divisions(digits: str, width: int) -> list[list[str]]:
    """Return the numbers, that many, that are written as these digits if they stand side by side."""
    ends = [[0, *places, len(digits)] for places in combinations(range(1, len(digits)), width - 1)]
    found = [[digits[start:end] for start, end in pairwise(each)] for each in ends]
    return [parts for parts in found if all(part == "0" or part[0] != "0" for part in parts)]


def _tables(report: MadeReport) -> Mapping[str, list[tuple[str, ...]]]:
    """Return the rows of each table."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for place, row in report.rows():
        found.setdefault(place.partition(".")[0], []).append(row)
    return found


def _parts(row: Sequence[str]) -> list[list[str]]:
    """Return the figures of a row with the total of each; none if it has no totals."""
    found: dict[str, list[str]] = {}
    for path in row:
        found.setdefault(path.rpartition(".")[0], []).append(path)
    return [part for part in found.values() if part[-1].endswith(".total")]


def _has_sums(report: MadeReport, rows: Iterable[Sequence[str]]) -> bool:
    """Return whether some totals, not 0, are the sums of the other figures of their part."""
    for part in (part for row in rows for part in _parts(row)):
        *others, total = [report.figures[path] or 0 for path in part]
        if total and total == sum(others):
            return True
    return False
