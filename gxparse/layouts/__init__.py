"""Cuts the lines of a table into rows of cells: one reader for each physical layout.

No label of the form is known here. A reader keeps empty cells and, by a cell's place in its row, its column;
what they mean is for the later stages.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gxparse.cells import lines
from gxparse.layouts import pipe_rows, plain_lines, tab_led_cells, tab_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from gxparse.cells import PhysicalRow

_TAB_LED = re.compile(r"^\t[^\t\n]*$", re.MULTILINE)
_TABBED = re.compile(r"^[^\t\n]*\t", re.MULTILINE)


def read(text: str, start: int, end: int) -> list[PhysicalRow]:
    """Return the rows of the table that stands between two offsets of the folded text.

    Layouts may follow each other within the table: each run of lines of one kind has its reader.
    """
    block = text[start:end]
    if "|" not in block:
        reader = _tab_reader(block) if "\t" in block else plain_lines.read
        return reader(block.split("\n"), start)
    if "\t" not in block:
        return pipe_rows.read(block.split("\n"), start)
    rows: list[PhysicalRow] = []
    read_tabs = _tab_reader(block)
    for piped, run in groupby(lines(text, start, end), key=lambda line: "|" in line[1]):
        chosen = list(run)
        rows += (pipe_rows.read if piped else read_tabs)([line for _, line in chosen], chosen[0][0])
    return rows


def _tab_reader(block: str) -> Callable[[list[str], int], list[PhysicalRow]]:
    """Return the reader for lines with tabs: one cell a line if most of them have one tab, in front."""
    led = 2 * len(_TAB_LED.findall(block)) > len(_TABBED.findall(block))
    return tab_led_cells.read if led else tab_rows.read
