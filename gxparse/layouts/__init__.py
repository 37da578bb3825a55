"""Cuts the lines of a table into rows of cells: one reader for each physical layout.

No label of the form is known here. A reader keeps empty cells and, by a cell's place in its row, its column;
what they mean is for the later stages. Readers are imported when a table needs them.
"""

from __future__ import annotations

import importlib
import re
from functools import partial
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, TypeVar

from gxparse.cells import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gxparse.cells import Line, Measure, PhysicalRow

_Sign = TypeVar("_Sign")
_MODULES = {
    "rows": "pipe_rows",
    "cells": "pipe_cells",
    "led": "tab_led_cells",
    "tabs": "tab_rows",
    "blanks": "blank_columns",
    "plain": "plain_lines",
}
_FEWEST_PLAIN = 4  # lines that stand together without pipes or tabs
_FEWEST_TABBED = 4
# compiled when a table needs them
_PLAIN_BEHIND_BLANK = r"\n[ \u3000]*\n[^\t\n]"
_PLAIN_ROW = r"[^|\n]+[ \t\u3000](?:[^\s|]{0,20}[0-9０-９][^\s|]{0,3}|[/／\\\-－—–−]+|无)[ \t\u3000]*"
_PIPES_IN_ROWS = 4  # for each line, where no part of a table has a cell a line


def read(text: str, start: int, end: int, measure: Measure = "display") -> list[PhysicalRow]:
    """Return the rows of the table that stands between two offsets of the folded text.

    Layouts may follow each other within the table: each run of lines of one kind has its reader. The measure is that
    of columns drawn with blanks.
    """
    block = text[start:end]
    if "<" in block:
        from gxparse.layouts import html_rows

        tags = list(html_rows.TAG_OF_TABLE.finditer(block))
        if tags:
            is_open = not tags[-1]["end"] and tags[-1]["name"].lower() in ("td", "th")
            first, last = start + tags[0].start(), end if is_open else start + tags[-1].end()
            before = read(text, start, first, measure) if html_rows.has_text(text[start:first]) else []
            behind = read(text, last, end, measure) if html_rows.has_text(text[last:end]) else []
            return [*before, *html_rows.read(text[first:last], first), *behind]
    dense = "|" in block and "\t" not in block and block.count("|") > _PIPES_IN_ROWS * block.count("\n")
    if dense and not _has_cells_a_line(found := lines(text, start, end)):
        from gxparse.layouts import pipe_rows

        return pipe_rows.read(found)
    if "|" not in block and "\t" in block:
        is_led = block[:1] == "\t" and block.count("\t") == f"\n{block}".count("\n\t")
        # lines without tabs go on in a cell above, but not behind a blank line
        if is_led and not re.search(_PLAIN_BEHIND_BLANK, block):
            return _reader("led")(lines(text, start, end))
    rows: list[PhysicalRow] = []
    for kind, run in _runs(lines(text, start, end)):
        rows += _reader(kind, measure)(run)
    return rows


def measure_of_columns(text: str, spans: Iterable[tuple[int, int]]) -> Measure:
    """Return the measure of the columns that are drawn with blanks in the tables between these offsets."""
    from gxparse.layouts import blank_columns

    runs = [run for span in spans for kind, run in _runs(lines(text, *span)) if kind == "blanks"]
    return blank_columns.measure_of(runs)


def _has_cells_a_line(found: Sequence[Line]) -> bool:
    """Whether some lines among rows of pipes may be cells a line, or rows parted by blanks."""
    few = [line for _, line in found if line.count("|") <= 1]
    plain = [line for line in few if "|" not in line]
    lone = sum(bool(line.split("|")[0].strip()) for line in few if line.rstrip(" \t").endswith("|"))
    return lone >= _FEWEST_PLAIN or any(re.fullmatch(_PLAIN_ROW, line) for line in plain)


def _reader(kind: str, measure: Measure = "display") -> Callable[[Sequence[Line]], list[PhysicalRow]]:
    """Return the reader of a kind of lines."""
    module = importlib.import_module(f"{__name__}.{_MODULES[kind]}")
    read_lines: Callable[[Sequence[Line]], list[PhysicalRow]] = module.read
    return read_lines if kind != "blanks" or measure == "display" else partial(module.read, measure=measure)


def _runs(found: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """Return runs of lines of one kind; see `_MODULES`."""
    kinds = [_kind(line) for _, line in found]
    if "rows" in kinds:
        _mark_cells(found, kinds)
    if "led" in kinds:
        _mark_led(found, kinds)
    if "" in kinds:
        _mark_plain(found, kinds)
    for kind, start, end in _stretches(kinds):
        yield kind, found[start:end]


def _stretches(signs: Iterable[_Sign]) -> Iterator[tuple[_Sign, int, int]]:
    """Return each sign that several follow each other of, with the indices of the first and behind the last."""
    start = 0
    for sign, same in groupby(signs):
        end = start + sum(1 for _ in same)
        yield sign, start, end
        start = end


def _kind(line: str) -> str:
    if "|" in line:
        return "rows"
    if "\t" in line:
        return "led" if line.startswith("\t") and line.count("\t") == 1 else "tabs"
    return ""


def _mark_cells(found: Sequence[Line], kinds: list[str]) -> None:
    """Mark stretches in which pipes end a cell a line, and no line is a row."""
    from gxparse.layouts import blank_columns, pipe_cells

    others = [
        kind in ("led", "tabs") or (pipe_cells.is_row(line) if kind else blank_columns.is_certain_row(line))
        for (_, line), kind in zip(found, kinds, strict=True)
    ]
    for index in range(len(found) - 2, -1, -1):
        if others[index + 1] and _is_opened(found[index][1]) and _is_opened(found[index + 1][1]):
            others[index] = True  # a row of one cell in front of others that have no last pipe, either
    for is_other, start, end in _stretches(others):
        if is_other:
            continue
        whole = pipe_cells.are_cells(found[start:end])
        for first, last in _parts_with_pipes(found, start, end):
            if whole or pipe_cells.are_cells(found[first:last]):
                kinds[first:last] = ["cells"] * (last - first)


def _is_opened(line: str) -> bool:
    """Whether a line has a first pipe and no last one."""
    content = line.strip()
    return content[:1] == "|" and content[-1:] != "|"


def _parts_with_pipes(found: Sequence[Line], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch between lines without a pipe, where as many of these stand together as cells do.

    Or fewer behind the last pipe, which end no cell, if one of them or the next line is a row parted by blanks. Such
    a row is none in front of the first, either.
    """
    from gxparse.layouts import blank_columns

    begin = first
    for index in takewhile(lambda index: "|" not in found[index][1], range(first, last)):
        begin = index + 1 if blank_columns.is_labelled_row(found[index][1]) else begin
    for is_plain, start, end in _stretches("|" not in line for _, line in found[first:last]):
        run = found[first + start : first + end]
        behind = found[first + start : last + 1] if is_plain and first + end == last else []
        rests = any(blank_columns.is_labelled_row(line) for _, line in behind)
        if rests or (is_plain and _count_of_texts(run) >= _FEWEST_PLAIN):
            if begin < first + start:
                yield begin, first + start
            begin = first + end
    if begin < last:
        yield begin, last


def _count_of_texts(run: Iterable[Line]) -> int:
    """Return how many lines are not empty, nor at a page's edge."""
    from gxparse.layouts.likely_figures import is_page_edge

    texts = (text for _, line in run if (text := line.strip()))
    return sum(not is_page_edge(text, goes_on=True) for text in texts)


def _mark_led(found: Sequence[Line], kinds: list[str]) -> None:
    """Let few lines with tabs be of the kind that most are: rows, or cells that a tab in front leads.

    Not so several lines in which tabs only part cells.
    """
    usual, other = ("led", "tabs") if kinds.count("led") > kinds.count("tabs") else ("tabs", "led")
    if usual not in kinds:
        return
    for is_other, start, end in _stretches([kind in (other, "") for kind in kinds]):
        part = kinds[start:end]
        parted = sum("\t" not in line[:1] and line.count("\t") > 1 for _, line in found[start:end]) if is_other else 0
        if is_other and part.count(other) < _FEWEST_TABBED and (other == "led" or parted <= 1):
            kinds[start:end] = [usual if kind == other else kind for kind in part]


def _mark_plain(found: Sequence[Line], kinds: list[str]) -> None:
    """Give lines without pipes and tabs the kind of those before them, or their own."""
    from gxparse.layouts import blank_columns

    before = ""
    for kind, start, end in _stretches(list(kinds)):
        if kind:
            before = kind
            continue
        run = found[start:end]
        alone = len(run) == len(found)
        labelled = any(blank_columns.is_labelled_row(line) for _, line in run)
        if blank_columns.are_rows(run) or (labelled and not alone):
            kinds[start:end] = ["blanks"] * len(run)
        elif labelled and (first := blank_columns.first_of_rows([line for _, line in run])) is not None:
            kinds[start:end] = ["plain"] * first + ["blanks"] * (len(run) - first)
        else:  # a tab-led cell may go on in plain lines, a row of pipes or tabs stands before remarks
            own = before in ("", "cells") or (before != "led" and _count_of_texts(run) >= _FEWEST_PLAIN)
            kinds[start:end] = ["plain" if own else before] * len(run)
