"""A tab leads each cell, a line each; a blank line ends the row, a line without a tab continues the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import Cell, PhysicalRow
from gxparse.layouts import plain_lines
from gxparse.spelling import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import Line


def read(run: Iterable[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines."""
    rows: list[PhysicalRow] = []
    cells: list[Cell] = []
    column = 0
    more: list[Line] = []  # lines that continue the last cell
    for place, line in run:
        is_led = line[:1] == "\t"
        if not is_led and line and not line.isspace():
            if cells:
                more.append((place, line))
            else:
                rows += plain_lines.read([(place, line)])
            continue
        if more:
            _continue(cells[-1], more)
            more = []
        if is_led:
            text = line.strip()
            if not text.isascii():
                text = stripped(text)  # invisible marks
            size = len(text)
            start = place + (1 if size + 1 == len(line) or not text else line.index(text[0]))
            cells.append(Cell(text, start, start + size, column))
            column += 1
        elif cells:
            rows.append(PhysicalRow(cells, bounded=True))
            cells, column = [], 0
    if more:
        _continue(cells[-1], more)
    if cells:
        rows.append(PhysicalRow(cells, bounded=True))
    return rows


def _continue(cell: Cell, more: Sequence[Line]) -> None:
    """Add lines to a cell; an empty cell takes the place of the first."""
    more = [(place, line) for place, line in more if stripped(line)]
    if not more:
        return
    texts = [stripped(line) for _, line in more]
    starts = [place + line.index(text[0]) for (place, line), text in zip(more, texts, strict=True)]
    cell.start = cell.start if cell.text else starts[0]
    cell.text = "\n".join([cell.text, *texts] if cell.text else texts)
    cell.end = starts[-1] + len(texts[-1])
