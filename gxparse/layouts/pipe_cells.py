"""Pipes end cells, whatever the lines: `cell |` a line, and runs of pipes that fill a row up.

A run may also be an empty cell, and a lone pipe may open a row or each cell. What is meant is told by the table's
width: the number of cells after which most runs end. Where cells are lost, so that a stretch between two runs does
not make whole rows, its cells are given one by one, as if each were a line without a pipe.
"""

from __future__ import annotations

from itertools import accumulate, dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import Cell, PhysicalRow
from gxparse.layouts.likely_figures import DASHED_NUMBER, is_figure, is_likely
from gxparse.layouts.pipe_rows import EDGES
from gxparse.spelling import BLANK, has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gxparse.cells import Line

_FEWEST_PIPED = 6
_FEWEST_TEXTS = 4
_WIDTHS = range(3, 25)
_FEWEST_OPENED = 7  # cells beside each other, among others
_OPENED = 0.9  # of the cells, where each has a pipe in front
_SPANNED = 0.25  # of the rows, where all are of one width
_FEWEST_WHOLE = 6  # rows, where only the order of words and figures tells their width
_REMARK_ENDS = "。：:；;"


class _Padding(Cell):
    """An empty cell that fills a row up."""

    __slots__ = ()


class _Filling(int):
    """A run of so many pipes that is known to fill a row up."""

    __slots__ = ()


class _Unclosed(Cell):
    """A text whose pipe stands only in a line below."""

    __slots__ = ()


class _Remark(Cell):
    """A remark in lines of its own, without a pipe: it is no cell of a row."""

    __slots__ = ()


class _Piece(NamedTuple):
    """What a line has of a cell's text."""

    text: str
    start: int


_Item = Cell | int  # a text, or a run of so many pipes


def is_row(line: str) -> bool:
    """Whether a line with pipes is more than one cell: it has a text and several pipes."""
    content = line.strip(EDGES)
    inner = content.removeprefix("|").removesuffix("|")
    return "|" in inner and bool(inner.strip("| \t"))


def are_cells(run: Sequence[Line]) -> bool:
    """Whether lines, none of which is a row, are enough to be a table of a cell a line."""
    contents = [content for _, line in run if (content := line.strip(EDGES))]
    piped = sum("|" in content for content in contents)
    texts = sum(bool(content.strip("| \t")) for content in contents)
    fewest = _FEWEST_TEXTS if contents.count("|") + 1 >= texts else _FEWEST_PIPED  # few if each has a line of its own
    return piped >= max(fewest, texts // 2) and texts >= _FEWEST_TEXTS


def read(run: Sequence[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines; a row of one cell where nothing tells its row's ends."""
    found = list(_with_ends(item for line in run for item in _items(line)))
    if found[:1] == [1] and not _opens_rows(found):
        found = list(dropwhile(lambda item: isinstance(item, int), found))  # of a cell in the lines above
    elif found[:1] == [1]:
        found = list(_with_openers_behind_remarks(found))
    items = [item for item in found if not isinstance(item, _Remark)]
    framed = _opens_each_cell(items)
    items = list(_without_openers(items) if framed else _without_openers_of_stretches(items))
    opened = bool(items) and items[0] == 1
    if opened:  # one that opens the first row: behind the last row each has its own at the end
        items = [*items[1:], 1]
    segments = list(_segments(items, run[0][0]))
    rows = _whole(segments)
    if not rows and opened and not _have_spans(items):
        rows = _one_by_one([cell for segment in segments for cell in segment])
    rows = rows or _in_parts(segments)
    if opened and not any(row.bounded and row.cells[-1].text for row in rows):
        for row in rows:
            row.cells = row.cells[:-1] if row.bounded else row.cells
            row.opened = bool(row.blanks) and is_likely(row.cells[0].text)
            row.blanks -= bool(row.blanks) and not row.opened
    for row in rows:
        padding = sum(1 for _ in takewhile(lambda cell: isinstance(cell, _Padding), reversed(row.cells)))
        row.padding = padding if padding or framed else None
    remarks = [PhysicalRow([item], bounded=False) for item in found if isinstance(item, _Remark)]
    return sorted([*rows, *remarks], key=lambda row: row.start) if remarks else rows


# ---- lines as texts and runs of pipes ----


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


def _with_ends(items: Iterable[int | _Piece]) -> Iterator[_Item]:
    """Return texts, their lines joined, and runs of pipes of a line; the pipe that ends a text is none of a run."""
    pieces: list[_Piece] = []
    count = 0
    unclosed = False
    for item in items:
        if isinstance(item, _Piece):
            if count:
                yield count
                count = 0
            pieces.append(item)
            unclosed = False
        elif item and pieces:
            yield _joined(pieces, _Unclosed if unclosed else Cell)
            pieces = []
        elif item:
            count += 1
        else:  # the end of a line
            unclosed = True
            if count:
                yield count
                count = 0
            if pieces and DASHED_NUMBER.fullmatch(pieces[-1].text):  # a page's, within a cell too
                yield _joined([pieces.pop()], _Remark)
            elif pieces and pieces[-1].text[-1] in _REMARK_ENDS and has_han(pieces[-1].text):
                yield _joined(pieces, _Remark)  # no cell that goes on
                pieces = []
    if pieces:
        yield _joined(pieces)


def _joined(pieces: Sequence[_Piece], kind: type[Cell] = Cell) -> Cell:
    """Return the cell that pieces are together."""
    end = pieces[-1].start + len(pieces[-1].text)
    return kind("\n".join(piece.text for piece in pieces), pieces[0].start, end, 0)


def _opens_rows(items: Sequence[_Item]) -> bool:
    """Whether a lone pipe, as it opens the first row, opens others: it stands in front of labels behind figures."""
    are_opened: list[bool] = []
    before = ""
    for previous, item in pairwise(items):
        if isinstance(item, Cell):
            if is_likely(before) and not is_likely(item.text) and not isinstance(item, _Remark):
                are_opened.append(previous == 1)
            before = item.text
    return 2 * sum(are_opened) >= len(are_opened)


def _with_openers_behind_remarks(items: Sequence[_Item]) -> Iterator[_Item]:
    """Take a text between two rows for a remark, and the pipe it seems to have for the opener of the row behind."""
    cells = [item for item in items if isinstance(item, Cell)]
    rare = sum(isinstance(cell, _Unclosed) for cell in cells) <= (1 - _OPENED) * len(cells)
    behind = iter(cells[1:])
    for before, item in zip([0, *items], items, strict=False):
        next_text = cell.text if isinstance(item, Cell) and (cell := next(behind, None)) else ""
        if isinstance(item, _Unclosed) and _is_between_rows(before, item.text, next_text, rare=rare):
            yield _Remark(item.text, item.start, item.end, 0)
            yield 1
        else:
            yield item


def _is_between_rows(before: _Item, text: str, behind: str, *, rare: bool) -> bool:
    """Whether a text that has its pipe in a line below is a remark between two rows, each of which a pipe opens.

    None opens it, though it stands behind a row's last figure, or what fills the row up, and in front of a label. Where
    such texts are rare, one that can be no label is a remark wherever it stands.
    """
    ends_row = is_likely(before.text) if isinstance(before, Cell) else before > 1
    return not is_figure(text) and ((ends_row and not is_likely(behind)) or (rare and not has_han(text)))


def _opens_each_cell(items: Sequence[_Item]) -> bool:
    """Whether a lone pipe stands before nearly every text."""
    before = [previous for previous, item in zip([0, *items], items, strict=False) if isinstance(item, Cell)]
    return before.count(1) >= _OPENED * len(before)


def _have_spans(items: Sequence[_Item]) -> bool:
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


def _without_openers_of_stretches(items: Sequence[_Item]) -> Iterator[_Item]:
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
            yield from _without_openers(stretch)
        else:
            yield from stretch
        start = end


def _without_openers(items: Iterable[_Item]) -> Iterator[_Item]:
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
            yield from (_Filling(count) for count in ([1] * single + [count]))
            single = 0
        elif single:
            yield 1
            single = 0
        else:
            single = 1
    yield from [_Filling(1)] * single


# ---- rows ----


def _segments(items: Iterable[_Item], place: int) -> Iterator[list[Cell]]:
    """Return the cells up to the end of each run; the first stand at that place, if they are empty."""
    cells: list[Cell] = []
    in_run = False
    for item in items:
        if isinstance(item, Cell):
            if in_run:
                yield cells
                cells, in_run = [], False
            cells.append(item)
        else:
            end = cells[-1].end if cells else place
            kind = _Padding if item > 1 or isinstance(item, _Filling) else Cell
            cells += [kind("", end, end, 0) for _ in range(item)]
            in_run = True
    if cells:
        yield cells


def _whole(segments: Sequence[Sequence[Cell]]) -> list[PhysicalRow]:
    """Return the rows if all cells together make rows of one width; none otherwise."""
    cells = [cell for segment in segments for cell in segment]
    ends = list(accumulate(map(len, segments)))
    for width in _likely_widths(ends):
        rows = _cut(cells, width) if len(cells) % width == 0 else []
        if rows:
            return rows
    widths = [width for width in _WIDTHS if len(cells) >= _FEWEST_WHOLE * width and _make_rows(cells, width)]
    return _cut(cells, widths[0]) if len(widths) == 1 else []


def _make_rows(cells: Sequence[Cell], width: int) -> bool:
    """Whether cells make rows of a width only, most with figures, where runs of pipes do not tell the ends of rows."""
    if len(cells) % width:
        return False
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    ending = sum(bool(row[-1].text) and is_likely(row[-1].text) for row in rows)
    return 2 * ending > len(rows) and _are_rows(rows)


def _in_parts(segments: Sequence[Sequence[Cell]]) -> list[PhysicalRow]:
    """Return the rows where stretches between two runs make rows of one width, and cells one by one elsewhere."""
    lengths = [len(segment) for segment in segments]
    width = next(_likely_widths(lengths), None)
    rows: list[PhysicalRow] = []
    loose: list[Cell] = []  # which make no rows
    waiting: list[Cell] = []
    for segment in segments:
        if width and len(segment) % width == 0:
            loose += waiting
            waiting = []
        waiting += segment
        cut = _cut(waiting, width) if width and len(waiting) % width == 0 else []
        if cut:
            cut[0].blanks = _blanks_behind(loose)
            rows += [*_one_by_one(loose), *cut]
            loose, waiting = [], []
    return rows + _one_by_one([*loose, *waiting])


def _likely_widths(counts: Sequence[int]) -> Iterator[int]:
    """Return numbers of cells in a row that divide more of the counts than chance would; best first."""
    hits = {width: sum(n % width == 0 for n in counts) for width in _WIDTHS}
    scores = {width: hits[width] - len(counts) / width for width in _WIDTHS}
    likely = [width for width in _WIDTHS if scores[width] > 0 and hits[width] > 1]
    return iter(sorted(likely, key=lambda width: (scores[width], width), reverse=True))


def _cut(cells: Sequence[Cell], width: int) -> list[PhysicalRow]:
    """Return cells as rows of that width; none if these are no rows."""
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    if not _are_rows(rows):
        return []
    found = []
    for row in rows:
        for column, cell in enumerate(row):
            cell.column = column
        found.append(PhysicalRow(list(row), bounded=True))
    return found


def _are_rows(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether words stand in front of the figures, and no figures without words go on behind a row with figures.

    Nor do they begin with what fills up the row before.
    """
    has_figures = False
    for row in rows:
        signs = ["figure" if is_likely(cell.text) else "words" for cell in row if cell.text]
        words = signs.count("words")
        goes_on = bool(signs) and not words and (has_figures or isinstance(row[0], _Padding))
        if "words" in signs[words:] or goes_on:
            return False
        has_figures = "figure" in signs
    return True


def _blanks_behind(cells: Sequence[Cell]) -> int:
    """Return how many empty cells stand behind the last text; what fills up a row of heads or labels is none."""
    blanks = list(takewhile(lambda cell: not cell.text, reversed(cells)))
    last = cells[-len(blanks) - 1] if len(blanks) < len(cells) else None
    behind_figure = last is not None and is_likely(last.text)
    return sum(behind_figure or not isinstance(cell, _Padding) for cell in blanks)


def _one_by_one(cells: Sequence[Cell]) -> list[PhysicalRow]:
    """Return a row for each cell with a text; it has the number of the empty ones in front of it."""
    rows: list[PhysicalRow] = []
    last = 0
    for at, cell in enumerate(cells):
        if cell.text:
            rows.append(PhysicalRow([cell], bounded=False))
            rows[-1].blanks = _blanks_behind(cells[last:at])
            last = at
    return rows
