"""Cuts the lines of a table into rows of cells: one reader for each physical layout.

No label of the form is known here. A reader keeps empty cells and, by a cell's place in its row, its column;
what they mean is for the later stages.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gxparse.spelling import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.lexer import Lexeme

_FEWEST_DASHES = 3
_EXCEPTION = 10  # one line in so many may lack its first or last pipe
# At the ends of a line what cannot be read is no cell: a mark of the extraction, behind every line as a rule.
_EDGES = BLANK + "\N{REPLACEMENT CHARACTER}"
_TAB_LED = re.compile(r"^\t[^\t\n]*$", re.MULTILINE)
_TABBED = re.compile(r"^[^\t\n]*\t", re.MULTILINE)


class Cell:
    """A cell: its text, its span in the folded text, its column in the row (from 0)."""

    __slots__ = ("column", "end", "lexeme", "start", "text")

    lexeme: Lexeme

    def __init__(self, text: str, start: int, end: int, column: int) -> None:
        """Make a cell; the lexer adds the lexeme."""
        self.text = text
        self.start = start
        self.end = end
        self.column = column

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.start}, {self.end}, {self.column})"


class PhysicalRow:
    """A row of cells as the layout gives it.

    `bounded` says that the layout shows where the row starts and ends; where it does not, each line is a
    row of one cell and what belongs together is found by the labels.
    """

    __slots__ = ("bounded", "cells")

    def __init__(self, cells: list[Cell], *, bounded: bool) -> None:
        """Make a row of at least one cell."""
        self.cells = cells
        self.bounded = bounded

    def __repr__(self) -> str:
        return f"PhysicalRow({self.cells!r}, {self.bounded})"

    @property
    def start(self) -> int:
        """Where the row starts in the folded text."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where the row ends in the folded text."""
        return self.cells[-1].end


Line = tuple[int, str]  # offset in the folded text, and the line without its end


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Return the lines of a part of the text with their offsets."""
    place = start
    for line in text[start:end].split("\n"):
        yield place, line
        place += len(line) + 1


def read(text: str, start: int, end: int) -> list[PhysicalRow]:
    """Return the rows of the table that stands between two offsets of the folded text.

    Layouts may follow each other within the table: each run of lines of one kind has its reader.
    """
    block = text[start:end]
    if "|" not in block:
        return _tab_reader(block)(block.split("\n"), start) if "\t" in block else _plain_rows(block.split("\n"), start)
    if "\t" not in block:
        return _pipe_rows(block.split("\n"), start)
    rows: list[PhysicalRow] = []
    read_tabs = _tab_reader(block)
    for piped, run in groupby(lines(text, start, end), key=lambda line: "|" in line[1]):
        chosen = list(run)
        rows += (_pipe_rows if piped else read_tabs)([line for _, line in chosen], chosen[0][0])
    return rows


def _tab_reader(block: str) -> Callable[[list[str], int], list[PhysicalRow]]:
    """Return the reader for lines with tabs: one cell a line if most of them have one tab, in front."""
    return _tab_led_rows if 2 * len(_TAB_LED.findall(block)) > len(_TABBED.findall(block)) else _tab_rows


def _pipe_rows(block: list[str], place: int) -> list[PhysicalRow]:
    """Read `a | b | c |` or `| a | b | c |`: a line is a row, one without a pipe a cell of its own."""
    rows = []
    piped = [line.strip(_EDGES) for line in block if "|" in line and not ("---" in line and _is_separator(line))]
    led = _nearly_all([line.startswith("|") for line in piped])  # else an empty first cell is one
    closed = _nearly_all([line.endswith("|") for line in piped])
    for line in block:
        start = place
        place += len(line) + 1
        if "|" not in line:
            rows += _plain_rows([line], start)
            continue
        if "---" in line and _is_separator(line):
            continue
        parts = line.split("|")
        if led and not parts[0].strip(_EDGES):
            start += len(parts[0]) + 1
            del parts[0]
        if closed and len(parts) > 1 and not parts[-1].strip(_EDGES):
            del parts[-1]
        rows.append(PhysicalRow(_cut(parts, start), bounded=True))
    return rows


def _nearly_all(signs: Sequence[bool]) -> bool:
    """Whether a sign is there in all lines, but for a few that are damaged."""
    return _EXCEPTION * signs.count(False) <= len(signs)


def _is_separator(line: str) -> bool:
    """Whether a line is the one under a Markdown head: three dashes at least, for a lone one is a cell."""
    parts = "".join(line.strip(_EDGES).split()).removeprefix("|").removesuffix("|").split("|")
    return all(part.strip(":") == "-" * len(part.strip(":")) and len(part) >= _FEWEST_DASHES for part in parts)


def _tab_rows(block: list[str], place: int) -> list[PhysicalRow]:
    """Read cells parted by tabs: a line is a row."""
    rows = []
    for line in block:
        if line and not line.isspace():
            rows.append(PhysicalRow(_cut(line.split("\t"), place), bounded="\t" in line))
        place += len(line) + 1
    return rows


def _cut(parts: list[str], place: int) -> list[Cell]:
    cells = []
    for column, part in enumerate(parts):
        text = part.strip(BLANK)
        start = place + (part.index(text[0]) if text else 0)
        cells.append(Cell(text, start, start + len(text), column))
        place += len(part) + 1
    return cells


def _tab_led_rows(block: list[str], place: int) -> list[PhysicalRow]:
    """Read a cell a line, led by a tab; a blank line ends the row, a line without a tab continues the cell."""
    rows: list[PhysicalRow] = []
    cells: list[Cell] = []
    column = 0
    more: list[tuple[int, str]] = []  # lines that continue the last cell
    for line in block:
        if more and (line[:1] == "\t" or not line or line.isspace()):
            _continue(cells[-1], more)
            more = []
        if line[:1] == "\t":
            text = line[1:].strip(BLANK)
            size = len(text)
            start = place + (1 if size + 1 == len(line) or not text else line.index(text[0]))
            cells.append(Cell(text, start, start + size, column))
            column += 1
        elif not line or line.isspace():
            if cells:
                rows.append(PhysicalRow(cells, bounded=True))
                cells, column = [], 0
        elif cells:
            more.append((place, line))
        else:
            rows += _plain_rows([line], place)
        place += len(line) + 1
    if more:
        _continue(cells[-1], more)
    if cells:
        rows.append(PhysicalRow(cells, bounded=True))
    return rows


def _continue(cell: Cell, more: list[tuple[int, str]]) -> None:
    """Add lines to a cell; an empty cell takes the place of the first."""
    more = [(place, line) for place, line in more if line.strip(BLANK)]
    if not more:
        return
    texts = [line.strip(BLANK) for _, line in more]
    starts = [place + line.index(text[0]) for (place, line), text in zip(more, texts, strict=True)]
    cell.start = cell.start if cell.text else starts[0]
    cell.text = "\n".join([cell.text, *texts] if cell.text else texts)
    cell.end = starts[-1] + len(texts[-1])


def _plain_rows(block: list[str], place: int) -> list[PhysicalRow]:
    """Read a cell a line, without any mark of where a row ends."""
    rows = []
    for line in block:
        text = line.strip(BLANK)
        if text:
            start = place + line.index(text[0])
            rows.append(PhysicalRow([Cell(text, start, start + len(text), 0)], bounded=False))
        place += len(line) + 1
    return rows
