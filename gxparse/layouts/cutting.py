"""Cuts a line at its marks into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import Cell
from gxparse.spelling import stripped

if TYPE_CHECKING:
    from collections.abc import Sequence


def cut(parts: Sequence[str], place: int) -> list[Cell]:
    """Return a cell for each part of a line, of which the first starts at that place; a mark stands between two."""
    cells = []
    line = "".join(parts)
    may_be_marked = not line.isprintable() or "[" in line  # invisible marks and bookmarks
    for column, part in enumerate(parts):
        text = part.strip()
        if text and may_be_marked:
            text = stripped(text)
        if text:
            start = place if text is part else place + part.index(text[0])
            cells.append(Cell(text, start, start + len(text), column))
        else:
            cells.append(Cell("", place, place, column))
        place += len(part) + 1
    return cells
