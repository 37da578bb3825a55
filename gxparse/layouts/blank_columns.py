"""A line is a row, blanks part its cells: `a b c`, or columns of a page as a PDF's text has them.

Where the figures of the lines stand below each other, each such place is a column, and a line that has nothing
there has an empty cell. Labels that are longer than their column go on in the next lines; `gxparse.wrapping` joins
them, for their words are not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

import attrs

from gxparse.cells import Cell, DrawnCell, PhysicalRow
from gxparse.layouts import drawn_anew
from gxparse.layouts.likely_figures import DASHED_NUMBER, is_figure, is_likely
from gxparse.spelling import BLANK, has_han
from gxparse.widths import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gxparse.cells import Line, Measure

_WORD = re.compile(rf"[^{re.escape(BLANK)}]+")
_GAP = re.compile(rf"[^{re.escape(BLANK)}](?:[ \u00a0]{{2,}}|\u3000+)[^{re.escape(BLANK)}]")
_BARE_NUMBERING = re.compile(r"[0-9０-９]{1,2}")
_NUMBERING = re.compile(r"[(（]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、,，]+|[①-⑳]")
_LONGEST = 400
_FEWEST_ROWS = 2
_FEWEST_IN_ONE = 5
_FEWEST_APART = 3  # lines, of a table with few figures
_MOST_BANDS = 30
_FIRST = 100  # the first column of figures: labels, of whatever number, stand before it

_CLEARLY = 0.8  # of the places by another measure
_MEASURES: tuple[Measure, Measure] = ("display", "characters")

_LINES_FOR_ONE_BESIDE = 10
_MOST_TRIED = 60  # lines: more than the largest table has

_Words = Sequence[DrawnCell]
Band = tuple[int, int]  # the columns of the page that the figures of one column take


@attrs.frozen(eq=False)
class _Parted:
    """A line: its words, and the figures at its end; words of a line without figures can be heads."""

    words: _Words
    figures: _Words
    heads: _Words


def is_row(line: str) -> bool:
    """Whether blanks part a line's last cell, a figure, from others."""
    if len(line) > _LONGEST:
        return False
    words = line.split()
    return len(words) > 1 and is_likely(words[-1])


def is_certain_row(line: str) -> bool:
    """Whether blanks part the last cells of a line, several figures or one far from a word, so that it is no cell."""
    if not is_row(line):
        return False
    several = len(words := line.split()) > _FEWEST_ROWS and is_likely(words[-2])
    return (several or (has_han(line) and is_parted(line))) and not DASHED_NUMBER.fullmatch(line.strip(BLANK))


def is_parted(line: str) -> bool:
    """Whether several blanks stand between two words of a line, as between columns."""
    return _GAP.search(line) is not None


def is_labelled_row(line: str) -> bool:
    """Whether blanks part a line's last cell, a figure, from words."""
    return is_row(line) and has_han(line) and not is_figure("".join(line.split()))


def first_of_rows(lines: Sequence[str]) -> int | None:
    """Return the place of the first of some lines, behind cells a line, that are heads and rows parted by blanks.

    None if there are no rows, or a single one that no head and only one blank tells.
    """
    for place, line in enumerate(lines):
        if is_parted(line) or is_labelled_row(line):
            first = place
            while first and len(lines[first - 1].split()) > 1:
                first -= 1
            return first if first < place or is_parted(line) else None
    return None


def are_rows(run: Iterable[Line]) -> bool:
    """Whether enough of some lines without pipes and tabs are rows parted by blanks: with words, or many figures.

    Few figures are enough where lines of heads stand apart, too.
    """
    lines = [line for _, line in run]
    rows = [line for line in lines if is_row(line)]
    labelled = sum(has_han(line) for line in rows)
    if labelled >= _FEWEST_ROWS or any(len(line.split()) >= _FEWEST_IN_ONE for line in rows):
        return True
    return any(map(is_parted, rows)) and sum(map(is_parted, lines)) >= _FEWEST_APART


def read(run: Sequence[Line], measure: Measure = "display") -> list[PhysicalRow]:
    """Return the rows of some lines; what stands in a column of figures has that column, from 100 on.

    A word that is alone in its line, and no piece of a row, may be a cell a line. Where the measure is unknown, no
    column is.
    """
    lines = [(place, line, _parted(words)) for place, line in run if (words := _words(line, place, measure))]
    gaps = [is_parted(line) for _, line, parted in lines if parted.figures and len(parted.words) > 1]
    if 2 * gaps.count(True) <= len(gaps):
        return [_row(parted.words) if len(parted.words) > 1 else _lone(parted.words) for _, _, parted in lines]
    told = [parted for _, _, parted in lines if len(parted.words) > 1 or not parted.figures]
    unknown = measure == "unknown" or _are_parted_alike(told) or _have_heads_elsewhere(told)
    bands, beside = ([], []) if unknown else _bands_of_most(told)
    rows = [
        _drawn_row(parted, [] if parted in beside else bands) if len(parted.words) > 1 else _lone(parted.words)
        for _, _, parted in lines
    ]
    for row, (place, _, _), (above, line, _) in zip(rows[1:], lines[1:], lines, strict=False):
        row.below = place == above + len(line) + 1
    return rows


def measure_of(runs: Sequence[Sequence[Line]]) -> Measure:
    """Return by what the columns of some lines are drawn: as a terminal shows them, or a column for each character.

    Programs that make text of a page do the latter. Figures of one column begin or end at the same place by the right
    measure, and stand alike below their heads; where neither tells, and figures would be other columns', it is unknown.
    """
    lines = [[_lines(run, measure) for run in runs] for measure in _MEASURES]
    for scatter in (_scatter_of_figures, _scatter_below_heads):
        by_display, by_characters = (sum(map(scatter, of_runs)) for of_runs in lines)
        if by_display < _CLEARLY * by_characters:
            return "display"
        if by_characters < _CLEARLY * by_display:
            return "characters"
    places = [
        [[(cell.start, cell.column) for cell in row.cells if cell.text] for run in runs for row in read(run, measure)]
        for measure in _MEASURES
    ]
    return "display" if places[0] == places[1] else "unknown"


def _lines(run: Sequence[Line], measure: Measure) -> list[_Parted]:
    return [_parted(words) for place, line in run if (words := _words(line, place, measure))]


def _parted(words: _Words) -> _Parted:
    figures = _figures(words)
    return _Parted(words, figures, () if figures else words)


def _scatter_of_figures(lines: Sequence[_Parted]) -> int:
    """Return at how many places figures begin, end or have their middle, whichever are the fewest."""
    return _fewest_places([(cell.left, cell.right) for line in lines for cell in line.figures])


def _scatter_below_heads(lines: Sequence[_Parted]) -> int:
    """Return in how many ways figures stand below the nearest head: by begin, end or middle, whichever are fewest."""
    heads = sorted((cell.left + cell.right, cell.left, cell.right) for line in lines for cell in line.heads)
    offsets = []
    for cell in (cell for line in lines for cell in line.figures):
        middle = cell.left + cell.right
        at = bisect_left(heads, (middle,))
        nearest = min(heads[max(0, at - 1) : at + 1], key=lambda head: abs(head[0] - middle), default=None)
        if nearest:
            offsets.append((cell.left - nearest[1], cell.right - nearest[2]))
    return _fewest_places(offsets)


def _fewest_places(spans: Sequence[tuple[int, int]]) -> int:
    lefts, rights = {left for left, _ in spans}, {right for _, right in spans}
    return min(len(lefts), len(rights), len({(left + right) // 2 for left, right in spans}))


def _lone(words: Sequence[DrawnCell]) -> PhysicalRow:
    """Return the row of a word that is alone in its line."""
    return PhysicalRow(list(words), bounded=False, drawn=True)


def _words(line: str, place: int, measure: Measure) -> list[DrawnCell]:
    """Return the words of a line; a bare number of an item is one with the word behind it."""
    widths = repeat(1, len(line)) if measure == "characters" else map(width_of, line)
    edges = list(accumulate(widths, initial=0))
    found: list[DrawnCell] = []
    for match in (DASHED_NUMBER if DASHED_NUMBER.fullmatch(line.strip(BLANK)) else _WORD).finditer(line):
        start, end = match.span()
        if found and edges[start] - found[-1].right <= 1 and _is_numbering(found[-1].text, match.group()):
            start = found.pop().start - place
        found.append(DrawnCell(line[start:end], place + start, edges[start], edges[end]))
    return found


def _is_numbering(word: str, following: str) -> bool:
    """Whether a word is the number of the item behind it; its dot may be lost."""
    if _NUMBERING.fullmatch(word):
        return True
    return bool(_BARE_NUMBERING.fullmatch(word) and all(map(has_han, following[:2])) and not is_likely(following))


def _are_parted_alike(lines: Sequence[_Parted]) -> bool:
    """Whether labels of different lengths have their figures as far behind them: then figures stand in no columns.

    What stands below each other does so by chance, as where each cell has the same blanks behind it.
    """
    ends: set[int] = set()
    gaps: set[int] = set()
    for line in lines:
        figures = line.figures
        if figures and len(figures) < len(line.words):
            label = line.words[-len(figures) - 1]
            ends.add(label.right)
            gaps.add(figures[0].left - label.right)
    return len(ends) > 1 and len(gaps) == 1


def _have_heads_elsewhere(lines: Sequence[_Parted]) -> bool:
    """Whether heads stand again, and elsewhere, as on another page: then so do the columns below them."""
    return drawn_anew.stand_again_elsewhere(line.heads for line in lines)


def _bands_of_most(lines: Sequence[_Parted]) -> tuple[list[Band], list[_Parted]]:
    """Return the columns in which figures stand below each other and below their heads, and lines that are beside them.

    Those are a few at most, as where a number is cut in two, and others stand above and below them; else some columns
    are drawn in other places than the others, as on another page, and there are none.
    """
    bands = _bands(lines)
    if not _count_beside(lines, bands):
        return bands, []
    kept = list(lines)
    figured = [line for line in kept if line.figures]
    beside: list[_Parted] = []
    most = len(figured) // _LINES_FOR_ONE_BESIDE if len(lines) <= _MOST_TRIED else 0
    while len(beside) < most:
        counts = {line: _count_beside(rest, _bands(rest)) for line, rest in _without_each(figured[1:-1], kept)}
        left_out = min(counts, key=counts.__getitem__)
        beside.append(left_out)
        kept, figured = ([line for line in those if line is not left_out] for those in (kept, figured))
        if not counts[left_out]:
            return _bands(kept), beside
    return [], []


def _without_each(tried: Iterable[_Parted], lines: Sequence[_Parted]) -> Iterator[tuple[_Parted, list[_Parted]]]:
    """Yield some lines, and all others with each."""
    for line in tried:
        yield line, [other for other in lines if other is not line]


def _count_beside(lines: Sequence[_Parted], bands: Sequence[Band]) -> int:
    """Return how many figures do not stand in columns as most do."""
    if not bands:
        return sum(len(line.figures) for line in lines)
    starts = [left for left, _ in bands]

    def bands_of(cell: DrawnCell) -> range:
        first = bisect_right(starts, cell.left) - 1
        if first < 0 or bands[first][1] <= cell.left:
            first += 1
        return range(first, bisect_left(starts, cell.right))

    return drawn_anew.count_beside([(line.heads, line.figures) for line in lines], bands_of)


def _bands(lines: Sequence[_Parted]) -> list[Band]:
    """Return the columns in which figures stand below each other; none if two of one line stand in the same."""
    found: list[Band] = []
    spans = sorted((cell.left, cell.right) for line in lines for cell in line.figures)
    for left, right in spans:
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    if len(found) > _MOST_BANDS:
        return []
    for line in lines:
        taken = [_band(cell, found) for cell in line.figures]
        if len(set(taken)) < len(taken):
            return []
    return sorted([*found, *_bands_of_heads(lines, found)])


def _bands_of_heads(lines: Sequence[_Parted], found: Sequence[Band]) -> list[Band]:
    """Return columns over which a head stands and in which no line has a figure."""
    labelled = any(len(line.figures) < len(line.words) for line in lines if line.figures)
    first = found[0][0] if labelled and found else -1
    heads = sorted(
        ((cell.left, cell.right) for line in lines for cell in line.heads if cell.left > first),
        key=lambda band: band[1] - band[0],
    )
    added: list[Band] = []
    for left, right in heads:  # the narrowest first: wider ones span several columns
        if all(right <= other[0] or other[1] <= left for other in (*found, *added)):
            added.append((left, right))
    return added if len(added) <= _MOST_BANDS else []


def _figures(words: Sequence[DrawnCell]) -> list[DrawnCell]:
    """Return the figures at the end of a line."""
    count = 0
    while count < len(words) and is_likely(words[-1 - count].text):
        count += 1
    return list(words[len(words) - count :])


def _band(cell: DrawnCell, bands: Sequence[Band]) -> int | None:
    """Return the column in which a cell stands: the one that it shares most of the page with."""
    shared = [min(cell.right, right) - max(cell.left, left) for left, right in bands]
    most = max(range(len(bands)), key=lambda index: shared[index], default=None)
    return most if most is not None and shared[most] > 0 else None


def _row(words: Sequence[DrawnCell]) -> PhysicalRow:
    """Return a row of which only the order of the words counts."""
    cells = [Cell(word.text, word.start, word.end, column) for column, word in enumerate(words)]
    return PhysicalRow(cells, bounded=True, drawn=True, placed=False)


def _drawn_row(line: _Parted, bands: Sequence[Band]) -> PhysicalRow:
    """Return a row in which each figure, and each head over figures, has the column that it stands in."""
    words, figures = line.words, line.figures
    labels = words[: len(words) - len(figures)]
    for column, cell in enumerate(labels):
        band = _band(cell, bands) if not figures else None
        cell.column = column if band is None else _FIRST + band
    by_band = {_band(cell, bands): cell for cell in figures} if bands else {}
    end = words[-1].end
    places = [by_band.get(band) or DrawnCell("", end, *bands[band]) for band in range(len(bands))]
    cells: list[Cell] = [*labels, *((places if bands else figures) if figures else [])]
    for column, placed in enumerate(cells[len(labels) :], _FIRST):
        placed.column = column
    return PhysicalRow(cells, bounded=True, drawn=True, placed=bool(bands))
