"""A line is a cell, without any mark of where a row ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import Cell, PhysicalRow
from gxparse.spelling import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.cells import Line


def read(run: Iterable[Line]) -> list[PhysicalRow]:
    """Return a row of one cell for each line that is not empty."""
    rows = []
    for place, line in run:
        text = stripped(line)
        if text:
            start = place + line.index(text[0])
            rows.append(PhysicalRow([Cell(text, start, start + len(text), 0)], bounded=False))
    return rows
