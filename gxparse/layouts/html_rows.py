"""HTML that was left as tags: a `tr` is a row, a `td` or `th` a cell; spans are made up by empty cells."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import Cell, CoveredCell, PhysicalRow
from gxparse.clearing import INLINE_TAGS, STRUCK_NAMES, STRUCK_STYLE
from gxparse.spelling import BLANK, has_han

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES = r"""(?P<attributes>(?:"[^"<]*"|'[^'<]*'|[^<>"'])*|[^<>]*)"""
TAG_OF_TABLE = re.compile(rf"<(?P<end>/?)(?P<name>table|tbody|thead|caption|tr|td|th)\b{_ATTRIBUTES}>", re.IGNORECASE)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{{0,15}})(?![a-zA-Z0-9]){_ATTRIBUTES}>")
_SPAN = re.compile(r"(?<![\w-])(?P<name>rowspan|colspan)\s*=\s*[\"']?\s*(?P<number>[0-9]{1,3})", re.IGNORECASE)
_TABLES, _ROW, _CELLS = ("table",), ("tr", "tbody", "thead", "caption"), ("td", "th")
_MOST_COLUMNS = 60
_GAP = re.compile(r" {2,}")  # that tags leave between the letters of a word, say


class _Tag(NamedTuple):
    """A tag, and the text that stands before it."""

    name: str
    attributes: str
    is_end: bool
    start: int
    end: int
    before: str


class _Text:
    """A cell, or text between cells, that is being read."""

    def __init__(self, attributes: str, place: int, struck: str = "") -> None:
        """Begin a text at a place; `struck` is the tag before it of a cell that is struck out."""
        spans = {found["name"].lower(): int(found["number"]) for found in _SPAN.finditer(attributes)}
        self.rows = max(1, spans.get("rowspan", 1))
        self.columns = max(1, spans.get("colspan", 1))
        self.place = place
        self._struck = struck
        self._pieces: list[str] = []
        self._start: int | None = None
        self._end = place

    def add(self, piece: str, place: int) -> None:
        """Add a piece of text that stands at that place."""
        text = html.unescape(piece)
        self._pieces.append(" ".join(text.split("\n")))
        stripped = piece.strip(BLANK)
        if text.strip(BLANK):
            self._start = place + piece.index(stripped[0]) if self._start is None else self._start
            self._end = place + piece.rindex(stripped[-1]) + 1

    def end_line(self) -> None:
        """Let what follows begin a line."""
        self._pieces.append("\n")

    def cell(self, column: int) -> Cell:
        """Return the cell that was read."""
        lines = [_GAP.sub(" ", line.strip(BLANK)) for line in "".join(self._pieces).split("\n")]
        text = "\n".join(line for line in lines if line)
        start = self.place if self._start is None else self._start
        if text and self._struck:
            text, start = f"{self._struck}{text}", self.place - len(self._struck)
        return Cell(text, start, self._end if text else start, column)


class _Table:
    """The rows read so far, and the places that cells from above still cover."""

    def __init__(self) -> None:
        self.rows: list[PhysicalRow] = []
        self._cells: list[Cell] = []
        self._covered: dict[int, int] = {}

    def add(self, read: _Text) -> None:
        """Add a cell to the row."""
        self._cover(read.place)
        column = len(self._cells)
        self._cells.append(read.cell(column))
        last = min(column + read.columns, _MOST_COLUMNS)
        while len(self._cells) < last:
            self._cells.append(CoveredCell(self._cells[column], len(self._cells)))
        if read.rows > 1:
            self._covered |= dict.fromkeys(range(column, max(last, column + 1)), read.rows - 1)

    def add_text(self, read: _Text) -> None:
        """Add text that stands in no cell: a caption, or a remark."""
        cell = read.cell(0)
        if has_han(cell.text):
            self.end_row()
            self.rows.append(PhysicalRow([cell], bounded=False))

    def _cover(self, place: int) -> None:
        """Add empty cells where cells from above reach down."""
        while self._covered.get(len(self._cells)):
            column = len(self._cells)
            self._covered[column] -= 1
            self._cells.append(Cell("", place, place, column))

    def end_row(self, *, was_open: bool = False) -> None:
        """End the row; an open one without cells uses up spans, too."""
        if self._cells:
            self._cover(self._cells[-1].end)
            self.rows.append(PhysicalRow(self._cells, bounded=True))
            self.rows[-1].padding = 0  # each cell has its tag
        if self._cells or was_open:
            for column in [column for column in self._covered if column >= len(self._cells)]:
                self._covered[column] = max(0, self._covered[column] - 1)
        self._cells = []

    def end_table(self) -> None:
        """Let no cell reach into what follows."""
        self.end_row()
        self._covered = {}


def read(block: str, place: int) -> list[PhysicalRow]:
    """Return the rows of a piece of HTML that starts at that place."""
    table = _Table()
    text = _Text("", place)
    in_cell = row_is_open = row_is_struck = False
    for tag in _tags(_without_comments(block), place):
        text.add(tag.before, tag.start - len(tag.before))
        written, is_struck = block[tag.start - place : tag.end - place], _strikes(tag)
        if tag.name not in (*_CELLS, *_ROW, *_TABLES):
            if is_struck:  # its tags stay with what is struck out, which is no figure so
                text.add(written, tag.start)
            elif tag.name not in INLINE_TAGS:  # a line's end, or what may not be one with the rest: struck out, say
                text.end_line()
            continue
        (table.add if in_cell else table.add_text)(text)
        in_cell = tag.name in _CELLS and not tag.is_end
        row_is_struck = is_struck if tag.name not in _CELLS else row_is_struck
        struck = written if in_cell and (is_struck or row_is_struck) else ""
        text = _Text(tag.attributes if in_cell else "", tag.end, struck)
        if tag.name in _TABLES:
            table.end_table()
        elif tag.name in _ROW:
            table.end_row(was_open=row_is_open)
        row_is_open = tag.name == "tr" and not tag.is_end if tag.name in (*_ROW, *_TABLES) else row_is_open
    table.end_row()
    return table.rows


def _strikes(tag: _Tag) -> bool:
    """Whether a tag strikes out what stands in it, or ends that."""
    return tag.name in STRUCK_NAMES or STRUCK_STYLE in tag.attributes.lower()


def has_text(part: str) -> bool:
    """Whether a part of a text is more than tags."""
    return bool(_TAG.sub("", _without_comments(part)).strip())


def _without_comments(block: str) -> str:
    """Return the text with blanks in the place of comments; one that is not closed reaches to the end."""
    pieces = []
    at = 0
    while (start := block.find("<!--", at)) >= 0:
        end = block.find("-->", start)
        end = len(block) if end < 0 else end + 3
        pieces += [block[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, block[at:]])


def _tags(block: str, place: int) -> Iterator[_Tag]:
    last = 0
    for tag in _TAG.finditer(block):
        start, end = tag.span()
        name = tag["name"].lower()
        yield _Tag(name, tag["attributes"], bool(tag["end"]), place + start, place + end, block[last:start])
        last = end
    end = place + len(block)
    yield _Tag("table", "", is_end=True, start=end, end=end, before=block[last:])
