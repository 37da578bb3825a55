"""A line is a row, tabs part its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.layouts.cutting import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.cells import Cell, Line


_FEWEST_LED = 3


def read(run: Sequence[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines; one with tabs alone is a row of empty cells.

    A tab in front of all rows is an edge.
    """
    tabbed = [line for _, line in run if "\t" in line]
    edge = int(len(tabbed) >= _FEWEST_LED and all(line[0] == "\t" and line.count("\t") > 1 for line in tabbed))
    return [
        PhysicalRow(_cells(line, place, edge), bounded="\t" in line)
        for place, line in run
        if line and (not line.isspace() or line.count("\t") > 1)
    ]


def _cells(line: str, place: int, edge: int) -> list[Cell]:
    """Return the cells of a line, without the edge in front of a row."""
    own = line[edge:] if "\t" in line else line
    return cut(own.split("\t"), place + len(line) - len(own))
