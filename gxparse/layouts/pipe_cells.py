"""Pipes end cells, whatever the lines: `cell |` a line, and runs of pipes that fill a row up.

A run may also be an empty cell, and a lone pipe may open a row or each cell. What is meant is told by the table's
width: the number of cells after which most runs end. Where cells are lost, so that a stretch between two runs does
not make whole rows, its cells are given one by one, as if each were a line without a pipe.
"""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import Cell, PhysicalRow
from gxparse.layouts import pipe_items
from gxparse.layouts.likely_figures import is_likely
from gxparse.layouts.pipe_edges import EDGES
from gxparse.layouts.pipe_items import Filling, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gxparse.cells import Line
    from gxparse.layouts.pipe_items import Item

_FEWEST_PIPED = 6
_FEWEST_TEXTS = 4
_WIDTHS = range(3, 25)
_FEWEST_WHOLE = 6  # rows, where only the order of words and figures tells their width


class _Padding(Cell):
    """An empty cell that fills a row up."""

    __slots__ = ()


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
    found, place = pipe_items.read(run), run[0][0]
    readings: Iterator[Iterable[Item]]
    if found[:1] == [1] and pipe_items.opens_rows(found):
        readings = (pipe_items.with_openers_behind_remarks(found, behind_one=one) for one in (False, True))
    else:
        below_cell = dropwhile(lambda item: isinstance(item, int), found)  # of a cell in the lines above
        found = list(below_cell) if found[:1] == [1] else found
        readings = (items for items in (found, pipe_items.with_remarks(found)))
    first = _Reading.of(next(readings), place)
    reading = first if first.whole else _Reading.of(next(readings), place)
    reading = reading if reading.whole else first
    rows = reading.rows()
    remarks = [PhysicalRow([remark], bounded=False) for remark in reading.remarks]
    return sorted([*rows, *remarks], key=lambda row: row.start) if remarks else rows


class _Reading(NamedTuple):
    """One way to read texts and runs of pipes: the cells up to the end of each run, and the rows if all are whole."""

    segments: Sequence[Sequence[Cell]]
    whole: list[PhysicalRow]
    remarks: Sequence[Remark]
    framed: bool  # a pipe stands in front of each cell
    opened: bool  # of each row
    has_spans: bool

    @classmethod
    def of(cls, found: Iterable[Item], place: int) -> _Reading:
        """Return the reading of items, of which the first stands at that place."""
        found = list(found)
        items = [item for item in found if not isinstance(item, Remark)]
        framed = pipe_items.opens_each_cell(items)
        items = list(pipe_items.without_openers(items) if framed else pipe_items.without_openers_of_stretches(items))
        opened = bool(items) and items[0] == 1
        if opened:  # one that opens the first row: behind the last row each has its own at the end
            items = [*items[1:], 1]
        segments = list(_segments(items, place))
        ends = list(_ends(items))
        remarks = [item for item in found if isinstance(item, Remark)]
        return cls(segments, _whole(segments, ends), remarks, framed, opened, pipe_items.have_spans(items))

    def rows(self) -> list[PhysicalRow]:
        """Return the rows, without the remarks."""
        rows = self.whole
        if not rows and self.opened and not self.has_spans:
            rows = _one_by_one([cell for segment in self.segments for cell in segment])
        rows = rows or _in_parts(self.segments)
        if self.opened and not any(row.bounded and row.cells[-1].text for row in rows):
            for row in rows:
                row.cells = row.cells[:-1] if row.bounded else row.cells
                row.opened = bool(row.blanks) and is_likely(row.cells[0].text)
                row.blanks -= bool(row.blanks) and not row.opened
        for row in rows:
            padding = sum(1 for _ in takewhile(lambda cell: isinstance(cell, _Padding), reversed(row.cells)))
            row.padding = padding if padding or self.framed else None
        return rows


def _segments(items: Iterable[Item], place: int) -> Iterator[list[Cell]]:
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
            kind = _Padding if item > 1 or isinstance(item, Filling) else Cell
            cells += [kind("", end, end, 0) for _ in range(item)]
            in_run = True
    if cells:
        yield cells


def _ends(items: Sequence[Item]) -> Iterator[int]:
    """Yield how many cells there are up to the end of each run of pipes, where a row may end, and in all."""
    count = 0
    for item in items:
        count += 1 if isinstance(item, Cell) else item
        if not isinstance(item, Cell) or item is items[-1]:
            yield count


def _whole(segments: Sequence[Sequence[Cell]], ends: Sequence[int]) -> list[PhysicalRow]:
    """Return the rows if all cells together make rows of one width, which most runs end; none otherwise."""
    cells = [cell for segment in segments for cell in segment]
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

    Nor do they begin with what fills up the row before, or have an empty cell between the words of a row with figures.
    And figures stand in the first cell of all rows that have some, or of none.
    """
    has_figures = False
    are_first: set[bool] = set()
    for row in rows:
        texts = [cell.text for cell in row]
        signs = ["figure" if is_likely(text) else "words" for text in texts if text]
        words = signs.count("words")
        goes_on = bool(signs) and not words and (has_figures or isinstance(row[0], _Padding))
        if "words" in signs[words:] or goes_on:
            return False
        has_figures = "figure" in signs
        if has_figures:
            are_first.add(not words and texts[0] != "")
        if len(are_first) > 1 or (has_figures and words > 1 and "" in _between(texts, words)):
            return False
    return True


def _between(texts: Sequence[str], count: int) -> Sequence[str]:
    """Return the texts of a row from its first that is not empty to the last of so many."""
    filled = [index for index, text in enumerate(texts) if text]
    return texts[filled[0] : filled[count - 1]]


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
