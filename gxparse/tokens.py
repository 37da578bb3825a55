"""The tokens that the tables' grammars read, and a table made of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from gxparse import grammar

if TYPE_CHECKING:
    from decimal import Decimal

    from lark import Tree

    from gxparse.cells import Cell
    from gxparse.model import State


class FormToken:
    """A token of a table: a label or a figure, with the cell that it came from (None: inserted).

    Lark asks a token for its type alone; a plain class is made in half the time of its own.

    Attributes:
        type: The terminal.
        cell: The cell of the text, or None.
        state: Of a figure why it is one or none; of a label `stated`, or `missing`.
        number: The figure.
        start_pos: Where the token, or the place for it, starts in the folded text.
    """

    __slots__ = ("cell", "number", "start_pos", "state", "type")

    # what Lark's end of stream borrows from the last token
    line = column = end_line = end_column = end_pos = None

    def __init__(
        self, terminal: str, cell: Cell | None, state: State, number: int | Decimal | None, start: int
    ) -> None:
        """Make a token; `start` is its cell's or, of an inserted one, where it is due."""
        self.type = terminal
        self.cell = cell
        self.state = state
        self.number = number
        self.start_pos = start

    @property
    def text(self) -> str:
        """What the text has there ('' for an inserted token)."""
        return self.cell.text if self.cell else ""

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"FormToken({self.type}, {self.text!r}, {self.state})"


def label_token(terminal: str, cell: Cell) -> FormToken:
    """Return the token of a label that the text has."""
    return FormToken(terminal, cell, "stated", None, cell.start)


def inserted_token(terminal: str, state: State, start: int) -> FormToken:
    """Return a token for what the text does not have, due at that place."""
    return FormToken(terminal, None, state, None, start)


@attrs.frozen(slots=False, eq=False, repr=False)
class ParsedTable:
    """A table as its grammar reads it.

    Attributes:
        name: Which table.
        edition: The edition of the form.
        tokens: Its labels and figures in the form's order.
        start: Where the table starts in the folded text.
        end: Where it ends.
        dropped: Cells that were set aside.
    """

    name: str
    edition: str
    tokens: tuple[FormToken, ...]
    start: int
    end: int
    dropped: tuple[Cell, ...]

    @cached_property
    def tree(self) -> Tree[FormToken]:
        """The tree of the table's grammar."""
        return grammar.parse(self.edition, self.name, self.tokens)
