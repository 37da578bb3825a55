"""Cells, and rows of cells as the layout of a table gives them. No label of the form is known here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gxparse.lexer import Lexeme

Measure = Literal["display", "characters", "unknown"]  # of columns drawn with blanks
IN_FIGURES_PLACE = frozenset(("figure", "mark"))  # kinds of lexemes: a number, or what says that there is none


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


class DrawnCell(Cell):
    """A cell of a table that is drawn with blanks: it also has the columns of the page from `left` to `right`."""

    __slots__ = ("left", "right")

    def __init__(self, text: str, start: int, left: int, right: int) -> None:
        """Make a cell; its column is given later."""
        super().__init__(text, start, start + len(text), 0)
        self.left = left
        self.right = right


class CoveredCell(Cell):
    """An empty cell that stands for a column over which another cell of its row reaches: `by`."""

    __slots__ = ("by",)

    def __init__(self, by: Cell, column: int) -> None:
        """Make a cell at the end of the one that covers it."""
        super().__init__("", by.end, by.end, column)
        self.by = by


class PhysicalRow:
    """A row of cells as the layout gives it.

    `bounded` says that the layout shows where the row starts and ends; where it does not, each line is a
    row of one cell and what belongs together is found by the labels. A row that is `drawn` is a line of a table
    drawn with blanks, in which a label may go on in the lines below. In a row that is `placed` an empty cell leaves
    a trace, so that the columns of the cells tell something. Its `padding` is how many empty cells fill
    it up at its end and are not its own (None: nothing tells). `below` says that a line that is drawn stands directly
    below another, with no empty line between; `closed` that a mark shows the end of its last cell; `repeats` that a
    label stood in every place that its cell covers. `blanks` is how many empty cells stand in front of it where the
    layout does not show where all rows start; of a row that is `opened` the first of them can be a mark in its front.
    """

    __slots__ = ("below", "blanks", "bounded", "cells", "closed", "drawn", "opened", "padding", "placed", "repeats")

    def __init__(self, cells: list[Cell], *, bounded: bool, drawn: bool = False, placed: bool | None = None) -> None:
        """Make a row of at least one cell; it is placed, if nothing else is said, where it is bounded."""
        self.cells = cells
        self.bounded = bounded
        self.drawn = drawn
        self.placed = bounded if placed is None else placed
        self.padding: int | None = None
        self.below = False
        self.blanks = 0
        self.closed = False
        self.repeats = False
        self.opened = False

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


def lines(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of a part of the text with their offsets."""
    found = []
    for line in text[start:end].split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found
