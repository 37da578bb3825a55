"""HTML that was left as tags: a `tr` is a row, a `td` or `th` a cell; spans are made up by empty cells."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from gxparse.cells import Cell, PhysicalRow
from gxparse.spelling import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG_OF_TABLE = re.compile(r"</?(?:table|tbody|thead|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>[^<>]*)>|<!--[^<>]*-->")
_SPAN = re.compile(r"(?P<name>rowspan|colspan)\s*=\s*[\"']?\s*(?P<number>[0-9]{1,3})", re.IGNORECASE)
_ROW, _CELLS = ("tr", "table", "tbody", "thead"), ("td", "th")
_LINES = ("br", "p", "div")
_MOST_COLUMNS = 60


class _Open:
    """A cell that is being read."""

    def __init__(self, attributes: str, place: int) -> None:
        spans = {found["name"].lower(): int(found["number"]) for found in _SPAN.finditer(attributes)}
        self.rows = max(1, spans.get("rowspan", 1))
        self.columns = min(max(1, spans.get("colspan", 1)), _MOST_COLUMNS)
        self.pieces: list[str] = []
        self.start: int | None = None
        self.end = place
        self.place = place

    def add(self, piece: str, place: int) -> None:
        text = html.unescape(piece)
        self.pieces.append(" ".join(text.split("\n")))
        stripped = piece.strip(BLANK)
        if text.strip(BLANK):
            self.start = place + piece.index(stripped[0]) if self.start is None else self.start
            self.end = place + piece.rindex(stripped[-1]) + 1

    def cell(self, column: int) -> Cell:
        lines = [line.strip(BLANK) for line in "".join(self.pieces).split("\n")]
        text = "\n".join(line for line in lines if line)
        start = self.place if self.start is None else self.start
        return Cell(text, start, self.end if text else start, column)


class _Table:
    """The rows read so far, and the places that cells from above still cover."""

    def __init__(self) -> None:
        self.rows: list[PhysicalRow] = []
        self._cells: list[Cell] = []
        self._covered: dict[int, int] = {}

    def add(self, opened: _Open) -> None:
        self._cover(opened.place)
        column = len(self._cells)
        self._cells.append(opened.cell(column))
        for beside in range(1, opened.columns):
            self._cells.append(Cell("", self._cells[-1].end, self._cells[-1].end, column + beside))
        if opened.rows > 1:
            self._covered |= dict.fromkeys(range(column, column + opened.columns), opened.rows - 1)

    def _cover(self, place: int) -> None:
        """Add empty cells where cells from above reach down."""
        while self._covered.get(len(self._cells)):
            column = len(self._cells)
            self._covered[column] -= 1
            self._cells.append(Cell("", place, place, column))

    def end_row(self) -> None:
        if self._cells:
            self._cover(self._cells[-1].end)
            for column in self._covered:  # those behind a row that is too short
                self._covered[column] -= column >= len(self._cells) and self._covered[column] > 0
            self.rows.append(PhysicalRow(self._cells, bounded=True))
        self._cells = []


def read(block: str, place: int) -> list[PhysicalRow]:
    """Return the rows of a piece of HTML that starts at that place."""
    table = _Table()
    opened: _Open | None = None
    for name, attributes, is_end, start, end, before in _tags(block, place):
        if opened:
            opened.add(before, start - len(before))
        if name in _LINES and opened:
            opened.pieces.append("\n")
        if opened and name in (*_CELLS, *_ROW):
            table.add(opened)
            opened = None
        if name in _ROW:
            table.end_row()
        elif name in _CELLS and not is_end:
            opened = _Open(attributes, end)
    table.end_row()
    return table.rows


def _tags(block: str, place: int) -> Iterator[tuple[str, str, bool, int, int, str]]:
    """Return each tag's name, attributes, whether it ends something, start, end, and the text before it."""
    last = 0
    for tag in _TAG.finditer(block):
        name = (tag["name"] or "").lower()
        yield (
            name,
            tag["attributes"] or "",
            bool(tag["end"]),
            place + tag.start(),
            place + tag.end(),
            block[last : tag.start()],
        )
        last = tag.end()
    yield "table", "", True, place + len(block), place + len(block), block[last:]
