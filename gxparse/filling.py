"""Tells how the rows of a table in cells come to their size: empty cells stand for spans, or fill up the rows' ends.

Where a page cuts a table both can occur, and a row that has empty cells of its own can be either; then the rows around
it tell, as long as they are alike.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.rows import LogicalRow

Filling = Literal["spans", "end"]
Place = tuple[int, ...]  # the columns of a row's figures


class Fillings:
    """How rows of one size and number of columns come to their size, as those tell that can be but one."""

    def __init__(self, rows: Sequence[LogicalRow], width: int, heads: Place | None) -> None:
        """Take the rows in the order of the text, how many figures each has, and the columns of the heads."""
        self._width = width
        spanned = [row for row in rows if self._has_spans(row)]
        # in rows that are filled up heads can stand behind the first label, and before others
        deepest = max((row.label.column for row in rows if row.label), default=-1)
        self._places = {place for row in rows if (place := self._behind_spans(row))}
        heads_are: Filling = "spans" if heads and heads[0] > deepest else "end"
        self._places |= {heads} if heads and heads_are == "spans" else set()
        self._first_place = min((place[0] for place in self._places), default=0)
        directly = {self._behind_label(row) for row in rows if self._is_complete_behind_label(row)}
        self._move_with_labels = len(self._places | directly) > 1
        self._label_columns = _label_columns([row for row in rows if _is_behind_span(row) or row in spanned])
        told = [(row, filling) for row in rows if (filling := self._filling(row))]
        self._told = [(row.start, filling) for row, filling in told]
        self._own = dict(self._told)
        if heads:  # above all rows
            self._told.insert(0, (-1, heads_are))
        self._told_behind_span = [(row.start, filling) for row, filling in told if _is_behind_span(row)]
        self._tells_padding = any(row.physical.padding for row in rows)
        lacking = self._tells_padding and any(map(self._lacks_padding, rows))
        self._doubted = lacking or any(map(self._is_before_labels, rows))

    @property
    def differ(self) -> bool:
        """Whether rows of both kinds are there."""
        return len({filling for _, filling in self._told}) > 1 or self._doubted

    def places_of(self, row: LogicalRow) -> list[Place]:
        """Return the columns in which a row can have its figures: in its own way, or in that of the rows around it."""
        own = self._own.get(row.start)
        ways = {own} if own else _nearest(self._told, row)
        if not own and _is_behind_span(row):
            # such a cell can be there for a span over rows alone, and the row be filled up for one over columns
            ways |= _nearest(self._told_behind_span, row) or {"spans", "end"}
        if self._tells_padding and self._lacks_padding(row):
            ways |= {"spans", "end"}
        if own == "end" and not row.values[0].text and any(_fits(row, place) for place in self._places):
            ways |= {"spans"}  # its empty cells behind the label can be places of the span
        if "spans" in ways and len(self._places) != 1:  # no row that has them all tells, or one is not as it seems
            return []
        places = set(self._places) if "spans" in ways else set()
        if "end" in ways:
            places.add(self._behind_label(row))
        return [place for place in places if _fits(row, place)]

    def _filling(self, row: LogicalRow) -> Filling | None:
        """Return how a row comes to its size, None if it can be either way."""
        if len(row.filled) > self._width:
            return None
        if self._has_spans(row):
            return "spans"
        if self._is_filled_up(row) or self._is_before_places(row):
            return "end"
        return "end" if self._room_behind(row) > 0 and self._is_before_labels(row) else None

    # ---- one row ----

    def _has_spans(self, row: LogicalRow) -> bool:
        """Whether a figure stands too far behind the label, or the label in every place that its cell covers."""
        if row.physical.repeats:
            return True
        if len(row.filled) == self._width:
            return self._behind_spans(row) is not None
        return 0 < len(row.filled) < self._width and row.filled[-1].column >= _first(row) + self._width

    def _behind_spans(self, row: LogicalRow) -> Place | None:
        """Return the columns of the figures of a row that has them all, behind empty cells."""
        if len(row.filled) != self._width or not row.label or row.filled[0].column == row.label.column + 1:
            return None
        return tuple(cell.column for cell in row.filled)

    def _is_filled_up(self, row: LogicalRow) -> bool:
        """Whether a row has empty cells behind its figures, which stand directly behind its label."""
        room = self._room_behind(row)
        if room < 1 or self._behind_label(row) in self._places:
            return False
        return row.physical.padding == room or (self._move_with_labels and self._is_complete_behind_label(row))

    def _is_complete_behind_label(self, row: LogicalRow) -> bool:
        if len(row.filled) != self._width:
            return False
        first = _first(row)
        return row.filled[0].column == first and row.filled[-1].column == first + self._width - 1

    def _is_before_places(self, row: LogicalRow) -> bool:
        """Whether a figure stands before all columns that are behind spans, in a row that can be filled up."""
        return bool(row.filled) and row.filled[0].column < self._first_place and self._room_behind(row) > 0

    def _is_before_labels(self, row: LogicalRow) -> bool:
        """Whether a label stands before the column of those that are numbered alike and have places for spans."""
        return row.label is not None and row.label.column < self._label_columns.get(_level(row), 0)

    def _lacks_padding(self, row: LogicalRow) -> bool:
        """Whether a row that would be filled up with several cells is not by what does so elsewhere."""
        return bool(row.filled) and self._room_behind(row) > 1 and not row.physical.padding

    def _behind_label(self, row: LogicalRow) -> Place:
        """Return the columns of a row's figures if they stand directly behind its label."""
        first = _first(row)
        return tuple(range(first, first + self._width))

    def _room_behind(self, row: LogicalRow) -> int:
        """Return how many cells fill up a row if its figures stand directly behind its label."""
        return len(row.physical.cells) - _first(row) - self._width


def can_differ(rows: Sequence[LogicalRow], width: int) -> bool:
    """Whether rows of one size and number of columns may come to it in different ways.

    They cannot where each ends with a figure that stands behind its label no farther than it has columns, and no
    numbered label stands behind a span.
    """
    return not all(
        row.filled
        and row.values[-1] is row.filled[-1]
        and not row.physical.repeats
        and (len(row.filled) != width or row.filled[0].column == _first(row))
        and row.filled[-1].column < _first(row) + width
        and not (_is_behind_span(row) and _level(row))
        for row in rows
    )


def _fits(row: LogicalRow, place: Place) -> bool:
    """Whether all figures of a row stand in some columns."""
    return all(cell.column in place for cell in row.filled)


def _first(row: LogicalRow) -> int:
    """Return the column behind a row's label."""
    return row.label.column + 1 if row.label else 0


def _nearest(told: Sequence[tuple[int, Filling]], row: LogicalRow) -> set[Filling]:
    """Return how the nearest rows of some, before and behind a row, come to their size."""
    at = bisect_left(told, (row.start, ""))
    return {filling for _, filling in told[max(0, at - 1) : at + 1]}


def _label_columns(rows: Sequence[LogicalRow]) -> dict[str, int]:
    """Return the columns of labels numbered in one way, where all stand in the same."""
    found: dict[str, set[int]] = {}
    for row in rows:
        if row.label and _level(row):
            found.setdefault(_level(row), set()).add(row.label.column)
    return {level: columns.pop() for level, columns in found.items() if len(columns) == 1}


def _level(row: LogicalRow) -> str:
    """Return in which way the label of a row is numbered: of groups, of their rows; otherwise it is empty."""
    first = row.label.text[:1] if row.label else ""
    return "(" if first in "(（" else "1" if first.isdecimal() else ""


def _is_behind_span(row: LogicalRow) -> bool:
    """Whether an empty cell stands in front of the label, as in a row over which a group's label reaches."""
    return row.label is not None and not row.physical.cells[0].text
