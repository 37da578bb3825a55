"""A line is a row, tabs part its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.layouts.cutting import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.cells import Line


def read(run: Iterable[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines; one with tabs alone is a row of empty cells."""
    return [
        PhysicalRow(cut(line.split("\t"), place), bounded="\t" in line)
        for place, line in run
        if line and (not line.isspace() or line.count("\t") > 1)
    ]
