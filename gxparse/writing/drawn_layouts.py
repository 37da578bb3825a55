"""Layouts that keep the look of a table: columns of text as in a PDF, and HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from gxparse.widths import display_width

if TYPE_CHECKING:
    from gxparse.writing.grid import Grid, GridCell

# in half-width columns, of which a Chinese character takes two
_LABEL = 24
_HEAD = 8
_FIGURE = 4
_GAP = 2


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most that width (or one character)."""
    lines = [""]
    for character in text:
        if lines[-1] and display_width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def columns(grid: Grid, *, label: int = _LABEL, head: int = _HEAD, middle: bool = False) -> list[str]:
    """Write aligned columns, long labels and heads wrapped in theirs; a row's figures stand on its first line.

    Takes the widths of labels and heads (a Chinese character is two wide), and whether everything stands in the
    middle of its lines instead.
    """
    widths = _widths(grid, label, head)
    starts = [sum(widths[:column]) + _GAP * column for column in range(grid.width)]
    blocks = [(cell, wrapped(cell.text or "", _span(cell, widths))) for cell in grid.cells()]
    tops = _tops(grid, blocks)
    pieces: list[list[tuple[int, str]]] = [[] for _ in range(tops[-1])]
    for cell, lines in blocks:
        lines_of_row = tops[cell.row + cell.rows] - tops[cell.row]
        first = (lines_of_row - len(lines)) // 2 if middle else 0
        for down, line in enumerate(lines, first):
            if line:
                pieces[tops[cell.row] + down].append((starts[cell.column], line))
    return [_composed(sorted(line)) for line in pieces if line]


def _span(cell: GridCell, widths: list[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.columns]) + _GAP * (cell.columns - 1)


def _widths(grid: Grid, label: int, head: int) -> list[int]:
    """Return the width of each column: that of its longest figure, or of a line of its label or head."""
    found = [_FIGURE] * grid.width
    last_label = grid.label_columns - 1
    for cell in grid.cells():
        if cell.columns == 1:
            most = {"label": label if cell.column == last_label else head, "head": head}.get(cell.kind)
            width = display_width(cell.text or "")
            found[cell.column] = max(found[cell.column], width if most is None else min(width, most))
    if grid.label_columns:  # labels over all these columns have no less room
        found[last_label] += max(0, label - sum(found[: grid.label_columns]))
    return found


def _tops(grid: Grid, blocks: list[tuple[GridCell, list[str]]]) -> list[int]:
    """Return the line on which each row starts, and the number of lines."""
    heights = [1] * len(grid.rows)
    for spanning in sorted({cell.rows for cell, _ in blocks}):
        for cell, lines in blocks:
            if cell.rows == spanning:
                lacking = len(lines) - sum(heights[cell.row : cell.row + cell.rows])
                heights[cell.row + cell.rows - 1] += max(0, lacking)
    return [sum(heights[:row]) for row in range(len(heights) + 1)]


def _composed(pieces: list[tuple[int, str]]) -> str:
    line = ""
    for start, text in pieces:
        line += " " * (start - display_width(line)) + text
    return line


def html_table(grid: Grid) -> list[str]:
    """Write a table of HTML with its spans, `&nbsp;` in empty cells."""
    return ["<table>", *(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in grid.rows), "</table>"]


def _html_cell(cell: GridCell) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.rows), ("colspan", cell.columns)) if count > 1
    )
    return f"<td{spans}>{html.escape(cell.text or '', quote=False) or '&nbsp;'}</td>"
