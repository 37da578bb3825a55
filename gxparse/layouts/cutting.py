"""Cuts a line at its marks into cells."""

from __future__ import annotations

from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from gxparse.cells import Cell
from gxparse.spelling import stripped

if TYPE_CHECKING:
    from collections.abc import Sequence


def cut(parts: Sequence[str], place: int) -> list[Cell]:
    """Return a cell for each part of a line, of which the first starts at that place; a mark stands between two."""
    line = "".join(parts)
    strip = str.strip if line.isprintable() and "[" not in line else stripped  # invisible marks and bookmarks
    starts = map(add, accumulate(map(len, parts), initial=place), count())  # behind the parts and their marks
    return [
        Cell(text, start := place + part.find(text), start + len(text), column)
        for column, part, text, place in zip(count(), parts, map(strip, parts), starts, strict=False)
    ]
