"""How many columns of a terminal, or of a page in a font of one width, a text takes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@lru_cache(maxsize=4096)
def width_of(character: str) -> int:
    """Return how many columns a printable character takes: two if it is wide, none if nothing of it is seen."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(width_of, text))


def aligned(rows: Sequence[Sequence[str]], words: int) -> Iterator[str]:
    """Return the rows of a table as lines: so many columns of words in front, then columns of numbers."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - display_width(cell))
            cells.append(cell + blank if place < words else blank + cell)
        yield "  ".join(cells).rstrip()
