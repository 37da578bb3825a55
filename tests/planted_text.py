"""Tables with damage as lines of text, and the lines in which a cell stands.

A table is damaged as a grid, before it is laid out. What a grid cannot say (a cell that is not there at all, one cell
that is two) is said by two signs in the cell's text, which are carried out in the lines.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import attrs

from gxparse.writing.grid import GridCell

if TYPE_CHECKING:
    from gxparse.writing.grid import Grid
    from gxparse.writing.layouts import Layout

GONE = "\ue000"  # for the whole text of a cell: there is no such cell
APART = "\ue001"  # within the text of a cell: here one cell ends and another begins
SIGNS = (GONE, APART)
WIDE, NARROW = "〓", "q"


@attrs.frozen
class MarkedCell(GridCell):
    """A cell that damage is about.

    Attributes:
        marks: The numbers of the departures that stand in it.
        near: The numbers of those that it only stands beside.
    """

    marks: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()


class _Frame(NamedTuple):
    """What a layout writes before and behind the text of a cell."""

    before: str
    behind: str

    @property
    def between(self) -> str:
        return self.behind + self.before


_PIPES, _TABS, _PIPED = _Frame("", " | "), _Frame("", "\t"), _Frame("", " |\n")
_FRAMES = {
    "cell_per_line": _Frame("", "\n\n"),
    "cell_per_line_dense": _Frame("", "\n"),
    "tab_led": _Frame("\t", "\n"),
    "cell_pipe": _PIPED,
    "cell_pipe_apart": _Frame("", "\n|\n"),
    "cell_pipe_framed": _Frame("| \n", "  | \n"),
    "cell_pipe_opened": _PIPED,
    "pipe_rows": _PIPES,
    "pipe_rows_placeholders": _PIPES,
    "pipe_rows_padded": _PIPES,
    "leading_pipe_rows": _PIPES,
    "markdown": _PIPES,
    "markdown_cut": _PIPES,
    "tab_rows": _TABS,
    "blank_rows": _Frame("", " "),
    "columns": _Frame("", " "),
    "html": _Frame("<td>", "</td>"),
    "grid_repeated": _PIPES,
    "grid_repeated_tabs": _TABS,
}
PADDED = frozenset({"cell_pipe", "cell_pipe_apart", "cell_pipe_framed", "cell_pipe_opened", "pipe_rows_padded"})
PADDED |= {"leading_pipe_rows"}


def written(grid: Grid, layout: Layout) -> list[str]:
    """Return a table as lines, with what the signs in its cells say carried out."""
    lines = layout.write(grid)
    if not any(sign in line for line in lines for sign in SIGNS):
        return lines
    frame = _FRAMES[layout.name]
    text = "\n".join(lines) + "\n\n"
    if layout.name == "columns":  # the place stays, so that the others keep theirs
        text = text.replace(GONE, " ")
    for cell in (frame.before + GONE + frame.behind, frame.behind.rstrip("\n") + GONE, f" {GONE} |"):
        text = text.replace(cell, "")
    text = text.replace(APART, frame.between)
    found = text.split("\n")
    while found and not found[-1].strip(" "):
        found.pop()
    return [line.rstrip(" ") if layout.name == "columns" else line for line in found]


def lines_of(grid: Grid, layout: Layout, number: int) -> list[int]:
    """Return the lines of a table, from 0, in which a departure stands; if nothing is left of it, those beside it."""
    for attribute in ("marks", "near"):
        changed = _with_stand_ins(grid, attribute, number)
        before, behind = written(grid, layout), written(changed, layout)
        found = [index for index, (line, other) in enumerate(zip(before, behind, strict=True)) if line != other]
        if found:
            return found
    return []


def _with_stand_ins(grid: Grid, attribute: str, number: int) -> Grid:
    """Return a table with every character of the marked cells replaced by another one that is as wide."""
    rows = tuple(
        tuple(
            attrs.evolve(cell, text=_stand_in(cell.text or "")) if number in getattr(cell, attribute, ()) else cell
            for cell in row
        )
        for row in grid.rows
    )
    return attrs.evolve(grid, rows=rows)


def _stand_in(text: str) -> str:
    return "".join(letter if letter in SIGNS or letter.isspace() else _as_wide_as(letter) for letter in text)


def _as_wide_as(letter: str) -> str:
    return WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW
