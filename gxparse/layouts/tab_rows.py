"""A line is a row, tabs part its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.layouts.cutting import cut

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(block: Iterable[str], place: int) -> list[PhysicalRow]:
    """Return the rows of some lines, of which the first starts at that place."""
    rows = []
    for line in block:
        if line and not line.isspace():
            rows.append(PhysicalRow(cut(line.split("\t"), place), bounded="\t" in line))
        place += len(line) + 1
    return rows
