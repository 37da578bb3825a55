"""Cuts the lines of a table into rows of cells: one reader for each physical layout.

No label of the form is known here. A reader keeps empty cells and, by a cell's place in its row, its column;
what they mean is for the later stages.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gxparse.lexer import Lexeme

# The line under a Markdown head; at least three dashes, for a lone one is a cell without a figure.
_SEPARATOR = re.compile(r"^\s*\|?(\s*:?-{3,}:?\s*\|)*\s*:?-{3,}:?\s*\|?\s*$")


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


@attrs.define
class PhysicalRow:
    """A row of cells as the layout gives it.

    `bounded` says that the layout shows where the row starts and ends; where it does not, each line is a
    row of one cell and what belongs together is found by the labels.
    """

    cells: list[Cell]
    bounded: bool

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
    block = list(lines(text, start, end))
    tab_led = sum(line.rfind("\t") == 0 for _, line in block)
    tabbed = sum("\t" in line for _, line in block)
    tabs = "tab-led" if 2 * tab_led > tabbed else "tabs"

    def layout(line: Line) -> str | None:
        if "|" in line[1]:
            return "pipes"
        if "\t" in line[1] and line[1].strip():
            return tabs
        if tabbed and "\t" in line[1]:
            return tabs
        return "plain" if line[1].strip() else None

    rows: list[PhysicalRow] = []
    for name, run in groupby(_joined(block, layout, tabs), key=lambda item: item[0]):
        rows += _READERS[name]([line for _, line in run])
    return rows


def _joined(block: list[Line], layout: Callable[[Line], str | None], tabs: str) -> Iterator[tuple[str, Line]]:
    """Return each line with its layout; blank and plain lines of a tab-led run belong to that run."""
    current, row_open = "plain", False
    for line in block:
        name = layout(line)
        if name == "plain" and current == "tab-led" and row_open:
            name = tabs
        elif name is None:
            name, row_open = current, False
            yield name, line
            continue
        row_open = True
        current = name
        yield name, line


def _pipe_rows(block: list[Line]) -> list[PhysicalRow]:
    """Read `a | b | c |` or `| a | b | c |`: a line is a row."""
    rows = []
    for start, line in block:
        if ("-" in line and _SEPARATOR.match(line)) or not line.strip():
            continue
        parts = line.split("|")
        place = start
        if not parts[0].strip():
            place += len(parts[0]) + 1
            del parts[0]
        if len(parts) > 1 and not parts[-1].strip():
            del parts[-1]
        if parts:
            rows.append(PhysicalRow(_cut(parts, place), bounded=True))
    return rows


def _tab_rows(block: list[Line]) -> list[PhysicalRow]:
    """Read cells parted by tabs: a line is a row."""
    return [PhysicalRow(_cut(line.split("\t"), start), bounded="\t" in line) for start, line in block if line.strip()]


def _cut(parts: list[str], place: int) -> list[Cell]:
    cells = []
    for column, part in enumerate(parts):
        text = part.strip()
        start = place + (len(part) - len(part.lstrip()) if text else 0)
        cells.append(Cell(text, start, start + len(text), column))
        place += len(part) + 1
    return cells


def _tab_led_rows(block: list[Line]) -> list[PhysicalRow]:
    """Read a cell a line, led by a tab; a blank line ends the row, a line without a tab continues the cell."""
    rows: list[PhysicalRow] = []
    cells: list[Cell] = []
    for start, line in block:
        text = line.strip()
        if line[:1] == "\t":
            place = start + len(line) - len(line.lstrip()) if text else start + 1
            cells.append(Cell(text, place, place + len(text), len(cells)))
        elif not text:
            if cells:
                rows.append(PhysicalRow(cells, bounded=True))
                cells = []
        else:
            place = start + len(line) - len(line.lstrip())
            if not cells:
                rows.append(PhysicalRow([Cell(text, place, place + len(text), 0)], bounded=False))
                continue
            last = cells[-1]
            last.start = last.start if last.text else place
            last.text = f"{last.text}\n{text}" if last.text else text
            last.end = place + len(text)
    if cells:
        rows.append(PhysicalRow(cells, bounded=True))
    return rows


def _plain_rows(block: list[Line]) -> list[PhysicalRow]:
    """Read a cell a line, without any mark of where a row ends."""
    rows = []
    for start, line in block:
        text = line.strip()
        if text:
            place = start + len(line) - len(line.lstrip())
            rows.append(PhysicalRow([Cell(text, place, place + len(text), 0)], bounded=False))
    return rows


_READERS = {"pipes": _pipe_rows, "tabs": _tab_rows, "tab-led": _tab_led_rows, "plain": _plain_rows}
