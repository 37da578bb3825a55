"""Cuts the lines of a table into rows of cells: one reader for each physical layout.

No label of the form is known here. A reader keeps empty cells and, by a cell's place in its row, its column;
what they mean is for the later stages. Readers are imported when a table needs them.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gxparse.cells import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.cells import Line, PhysicalRow

_PIPES_IN_ROWS = 4  # for each line, where no part of a table has a cell a line
_TAB_LED = re.compile(r"^\t[^\t\n]*$", re.MULTILINE)
_TABBED = re.compile(r"^[^\t\n]*\t", re.MULTILINE)


def read(text: str, start: int, end: int) -> list[PhysicalRow]:
    """Return the rows of the table that stands between two offsets of the folded text.

    Layouts may follow each other within the table: each run of lines of one kind has its reader.
    """
    block = text[start:end]
    if "<" in block:
        from gxparse.layouts import html_rows

        tags = list(html_rows.TAG_OF_TABLE.finditer(block))
        if tags:
            is_open = not tags[-1]["end"] and tags[-1]["name"].lower() in ("td", "th")
            return _around_html(text, start, end, (start + tags[0].start(), end if is_open else start + tags[-1].end()))
    if "|" not in block and "\t" in block:
        return _tab_reader(block)(block.split("\n"), start)
    if "|" not in block:
        from gxparse.layouts import blank_columns, plain_lines

        found = list(lines(text, start, end))
        return (
            blank_columns.read(found) if blank_columns.are_rows(found) else plain_lines.read(block.split("\n"), start)
        )
    from gxparse.layouts import pipe_cells, pipe_rows

    if "\t" not in block and block.count("|") > _PIPES_IN_ROWS * block.count("\n"):
        return pipe_rows.read(block.split("\n"), start)
    rows: list[PhysicalRow] = []
    read_tabs = _tab_reader(block)
    for kind, run in _runs(list(lines(text, start, end))):
        chosen = [line for _, line in run]
        if kind == "cells":
            rows += pipe_cells.read(run)
        else:
            rows += (pipe_rows.read if kind == "rows" else read_tabs)(chosen, run[0][0])
    return rows


def _around_html(text: str, start: int, end: int, tags: tuple[int, int]) -> list[PhysicalRow]:
    """Return the rows of a table that is HTML from its first to its last tag."""
    from gxparse.layouts import html_rows

    first, last = tags
    rows = read(text, start, first) if html_rows.has_text(text[start:first]) else []
    rows += html_rows.read(text[first:last], first)
    return rows + (read(text, last, end) if html_rows.has_text(text[last:end]) else [])


def _runs(found: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """Return runs of lines of one kind: `rows` of pipes, `cells` that pipes end, `tabs` (or plain lines)."""
    from gxparse.layouts import pipe_cells

    kinds = ["rows" if "|" in line else "tabs" if "\t" in line else "" for _, line in found]
    at = 0
    for is_row, group in groupby(found, key=lambda line: "\t" in line[1] or pipe_cells.is_row(line[1])):
        size = len(list(group))
        if not is_row and pipe_cells.are_cells(found[at : at + size]):
            kinds[at : at + size] = ["cells"] * size
        at += size
    has_tabs = "tabs" in kinds
    for index, kind in enumerate(
        kinds
    ):  # a plain line belongs to what it follows, unless tab-led cells may go on in it
        if not kind:
            kinds[index] = (
                "tabs" if has_tabs and kinds[index - 1 : index] != ["cells"] else kinds[max(index - 1, 0)] or "rows"
            )
    at = 0
    for kind, same in groupby(kinds):
        size = len(list(same))
        yield kind, found[at : at + size]
        at += size


def _tab_reader(block: str) -> Callable[[list[str], int], list[PhysicalRow]]:
    """Return the reader for lines with tabs: one cell a line if most of them have one tab, in front."""
    from gxparse.layouts import tab_led_cells, tab_rows

    led = 2 * len(_TAB_LED.findall(block)) > len(_TABBED.findall(block))
    return tab_led_cells.read if led else tab_rows.read
