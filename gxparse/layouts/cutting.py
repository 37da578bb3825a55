"""Cuts a line at its marks into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import Cell
from gxparse.spelling import OUTER, stripped

if TYPE_CHECKING:
    from collections.abc import Iterable


def cut(parts: Iterable[str], place: int) -> list[Cell]:
    """Return a cell for each part of a line, of which the first starts at that place; a mark stands between two."""
    cells = []
    for column, part in enumerate(parts):
        text = part.strip()
        if text and (text[0] in OUTER or text[-1] in OUTER):
            text = stripped(text)  # invisible marks
        if text:
            start = place + part.index(text[0])
            cells.append(Cell(text, start, start + len(text), column))
        else:
            cells.append(Cell("", place, place, column))
        place += len(part) + 1
    return cells
