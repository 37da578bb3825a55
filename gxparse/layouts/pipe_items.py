"""Reads lines of `cell |` as texts and runs of pipes, and tells which pipes open a row or a cell and end none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import Cell
from gxparse.layouts.likely_figures import is_figure, is_likely, is_page_edge
from gxparse.layouts.pipe_edges import EDGES
from gxparse.spelling import BLANK, has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gxparse.cells import Line

_FEWEST_OPENED = 7  # cells beside each other, among others
_OPENED = 0.9  # of the cells, where each has a pipe in front
_SPANNED = 0.25  # of the rows, where all are of one width
_REMARK_ENDS = "。：:；;"


class Filling(int):
    """A run of so many pipes that is known to fill a row up."""

    __slots__ = ()


class Unclosed(Cell):
    """A text whose pipe stands only in a line below."""

    __slots__ = ()


class Remark(Cell):
    """A remark in lines of its own, without a pipe: it is no cell of a row."""

    __slots__ = ()


class _Piece(NamedTuple):
    """What a line has of a cell's text."""

    text: str
    start: int


Item = Cell | int  # a text, or a run of so many pipes


def read(run: Iterable[Line]) -> list[Item]:
    """Return the texts and the runs of pipes of some lines; the pipe that ends a text is none of a run."""
    return list(_with_ends(item for line in run for item in _items(line)))


def _items(line: Line) -> Iterator[int | _Piece]:
    """Return the texts and the pipes of a line."""
    place, content = line
    for index, part in enumerate(content.split("|")):
        if index:
            yield 1
        text = part.strip(BLANK)
        if part.strip(EDGES):
            yield _Piece(text, place + part.index(text[0]))
        place += len(part) + 1
    yield 0


def _with_ends(items: Iterable[int | _Piece]) -> Iterator[Item]:
    """Return texts, their lines joined, and runs of pipes of a line; the pipe that ends a text is none of a run."""
    pieces: list[_Piece] = []
    count = 0
    unclosed = False
    at_edge = False
    for item in items:
        if isinstance(item, _Piece):
            if count:
                yield count
                count = 0
            pieces.append(item)
            unclosed = False
        elif item and pieces:
            yield _joined(pieces, Unclosed if unclosed else Cell)
            pieces = []
        elif item:
            count += 1
            at_edge = False
        else:  # the end of a line
            unclosed = True
            if count:
                yield count
                count = 0
            if pieces and is_page_edge(pieces[-1].text, goes_on=at_edge):  # within a cell too
                yield _joined([pieces.pop()], Remark)
                at_edge = True
            elif pieces and pieces[-1].text[-1] in _REMARK_ENDS and has_han(pieces[-1].text):
                yield _joined(pieces, Remark)  # no cell that goes on
                pieces = []
    if pieces:
        yield _joined(pieces)


def _joined(pieces: Sequence[_Piece], kind: type[Cell] = Cell) -> Cell:
    """Return the cell that pieces are together."""
    end = pieces[-1].start + len(pieces[-1].text)
    return kind("\n".join(piece.text for piece in pieces), pieces[0].start, end, 0)


def opens_rows(items: Sequence[Item]) -> bool:
    """Whether a lone pipe, as it opens the first row, opens others: it stands in front of labels behind figures."""
    are_opened: list[bool] = []
    before = ""
    for previous, item in pairwise(items):
        if isinstance(item, Cell):
            if is_likely(before) and not is_likely(item.text) and not isinstance(item, Remark):
                are_opened.append(previous == 1)
            before = item.text
    return 2 * sum(are_opened) >= len(are_opened)


def with_openers_behind_remarks(items: Sequence[Item], *, behind_one: bool = False) -> Iterator[Item]:
    """Take a text between two rows for a remark, and the pipe it seems to have for the opener of the row behind.

    With `behind_one` also a text behind one pipe, which then fills up the row before; else that opens a row's label.
    """
    rare = _are_rare(items)
    behind = iter([item for item in items if isinstance(item, Cell)][1:])
    for before, item in zip([0, *items], items, strict=False):
        next_text = cell.text if isinstance(item, Cell) and (cell := next(behind, None)) else ""
        fills_up = 2 if behind_one and rare and before == 1 else before
        if isinstance(item, Unclosed) and _is_between_rows(fills_up, item.text, next_text, rare=rare):
            yield from _as_remark(item)
        else:
            yield item


def with_remarks(items: Sequence[Item]) -> Iterator[Item]:
    """Take all texts that have their pipe in a line below for remarks, where they are rare; no pipe ends them then."""
    rare = _are_rare(items)
    for item in items:
        if rare and isinstance(item, Unclosed):
            yield from _as_remark(item)
        else:
            yield item


def _as_remark(cell: Cell) -> Iterator[Item]:
    """Return a text as a remark, and the pipe that does not end it."""
    yield Remark(cell.text, cell.start, cell.end, cell.column)
    yield 1


def _are_rare(items: Sequence[Item]) -> bool:
    """Whether few texts have their pipe in a line below."""
    cells = [item for item in items if isinstance(item, Cell)]
    return sum(isinstance(cell, Unclosed) for cell in cells) <= (1 - _OPENED) * len(cells)


def _is_between_rows(before: Item, text: str, behind: str, *, rare: bool) -> bool:
    """Whether a text that has its pipe in a line below is a remark between two rows, each of which a pipe opens.

    None opens it, though it stands behind a row's last figure, or what fills the row up, and in front of a label. Where
    such texts are rare, one that can be no label is a remark wherever it stands.
    """
    ends_row = is_likely(before.text) if isinstance(before, Cell) else before > 1
    return not is_figure(text) and ((ends_row and not is_likely(behind)) or (rare and not has_han(text)))


def opens_each_cell(items: Sequence[Item]) -> bool:
    """Whether a lone pipe stands before nearly every text."""
    before = [previous for previous, item in zip([0, *items], items, strict=False) if isinstance(item, Cell)]
    return before.count(1) >= _OPENED * len(before)


def have_spans(items: Sequence[Item]) -> bool:
    """Whether many labels have an empty cell beside the pipe in front, so that rows which each opens are of one width.

    It stands for a label in a row above, or fills up the row before.
    """
    counts: list[int] = []
    count = 0
    for item in items:
        if isinstance(item, int):
            count += item
        else:
            if count and not is_likely(item.text):
                counts.append(count)
            count = 0
    return sum(count > 1 for count in counts) >= _SPANNED * len(counts)


def without_openers_of_stretches(items: Sequence[Item]) -> Iterator[Item]:
    """Leave out the pipe before each cell where many have one, and none stand right beside each other.

    In other layouts every second cell of these rows would have to be empty.
    """
    start = 0
    for end in range(1, len(items) + 1):
        if end < len(items) and not (isinstance(items[end - 1], Cell) and isinstance(items[end], Cell)):
            continue
        stretch = items[start:end]
        cells = [index for index, item in enumerate(stretch) if isinstance(item, Cell)]
        opened = sum(stretch[before + 1 : cell] == [1] for before, cell in pairwise(cells))
        if opened >= _FEWEST_OPENED and 2 * opened >= len(cells):
            yield from without_openers(stretch)
        else:
            yield from stretch
        start = end


def without_openers(items: Iterable[Item]) -> Iterator[Item]:
    """Leave out the pipe before each cell, an empty one too."""
    runs: list[int] = []
    for item in items:
        if isinstance(item, int):
            runs.append(item)
            continue
        yield from _padding(runs[:-1] if runs[-1:] == [1] else runs)
        yield item
        runs = []
    yield from _padding(runs)


def _padding(runs: Sequence[int]) -> Iterator[int]:
    """Return how many cells each run of pipes is where two single ones are an empty cell, in their order."""
    single = 0
    for count in runs:
        if count > 1:
            yield from (Filling(count) for count in ([1] * single + [count]))
            single = 0
        elif single:
            yield 1
            single = 0
        else:
            single = 1
    yield from [Filling(1)] * single
