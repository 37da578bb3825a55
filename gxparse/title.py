"""Finds the title of a report among the lines before its first heading.

A web page may have others there: the way to the page, its own title, the reports of other years.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gxparse import identity
from gxparse.cells import lines
from gxparse.spelling import spell, trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.cells import Line
    from gxparse.document import Span
    from gxparse.document_patterns import Patterns

_LONGEST_LINE = 60
_MOST_LINES = 3
_MOST_PIPES = 3  # of a line that may be a title in a cell, with the name of a field in front
_LONGEST_RUNNING = 80
_LAST_LETTERS = 2
_DIGITS = "0123456789"  # of a page, in the line of a running title
_LONE_NUMBER = re.compile("[ ]*[0-9]{1,4}[ ]*")
_OF_CELLS = re.compile(r"[|\t<]")
_SENTENCE = re.compile(r"[,;:!?。]")
_STATEMENT = re.compile(r".*[,;!?。].*。")  # a sentence that speaks of the report


class _Candidate(NamedTuple):
    """Lines that may be the title: where, how many they are, whether they name an issuer, and which year."""

    span: Span
    is_named: bool
    year: int | None


class _Finder:
    """Looks for the title in the lines before one place."""

    def __init__(self, text: str, end: int, patterns: Patterns) -> None:
        self._text = text
        self._patterns = patterns
        self._front = [line for line in self._lines(end) if line[1].strip() and not patterns.is_chrome(line[1])]

    def _lines(self, end: int) -> Iterator[Line]:
        """Return the lines, and the cells of those that have a few."""
        for place, line in lines(self._text, 0, end):
            if "|" not in line or line.count("|") > _MOST_PIPES:
                yield place, line
                continue
            start = place
            for cell in line.split("|"):
                yield start, cell
                start += len(cell) + 1

    def candidates(self) -> list[_Candidate]:
        """Return what may be the title, in the order in which it is likely."""
        single = list(self._windows(1))
        if len(single) == 1 and single[0][1].is_named:
            return [single[0][1]]
        alone = {index for index, _ in single}
        for count in range(2, _MOST_LINES + 1):
            found = [
                candidate
                for index, candidate in self._windows(count)
                if not single or (candidate.is_named and alone.isdisjoint(range(index, index + count)))
            ]
            if found:
                return [*(candidate for _, candidate in single), *found]
        return [candidate for _, candidate in single or self._windows(1, self._patterns.page_title)]

    def _windows(self, count: int, pattern: re.Pattern[str] | None = None) -> Iterator[tuple[int, _Candidate]]:
        """Return the titles of so many lines, and the index of the first line of each."""
        title = pattern or self._patterns.title
        for index in range(len(self._front) - count + 1):
            chosen = self._front[index : index + count]
            if any(len(text) > _LONGEST_LINE for _, text in chosen):
                continue
            folded = _folded(chosen)
            if title.fullmatch(folded) and not _STATEMENT.fullmatch(folded):
                yield index, self._candidate(index, index + count, folded)

    def _candidate(self, start: int, end: int, folded: str) -> _Candidate:
        """Return the title of these lines, with what the line above or below says of its issuer or year."""
        if not identity.issuer_in(folded):
            if start and self._is_issuer(self._front[start - 1][1]):
                start -= 1
            elif self._is_below(end, self._patterns.issuer_in_brackets):
                end += 1
        if identity.title_year(folded) is None and self._is_below(end, self._patterns.year_in_brackets):
            end += 1
        chosen = self._front[start:end]
        (first, line), (last, last_line) = chosen[0], chosen[-1]
        indent, text = trim(last_line)
        folded = _folded(chosen)
        is_named = self._patterns.issuer.fullmatch(identity.issuer_in(folded)) and not _SENTENCE.search(folded)
        span = (first + trim(line)[0], last + indent + len(text))
        return _Candidate(span, bool(is_named), identity.title_year(folded))

    def _is_issuer(self, line: str) -> bool:
        return self._patterns.issuer.fullmatch(identity.issuer_in(spell(line).folded)) is not None

    def _is_below(self, index: int, pattern: re.Pattern[str]) -> bool:
        """Whether a line is like that, with nothing but blanks between it and the line above."""
        if index >= len(self._front) or len(self._front[index][1]) > _LONGEST_LINE:
            return False
        (above, line), (place, below) = self._front[index - 1], self._front[index]
        between = self._text[above + len(line) : place]
        return not between.strip() and pattern.fullmatch(spell(below).folded) is not None


def _folded(chosen: Sequence[Line]) -> str:
    return spell("".join(text for _, text in chosen)).folded


def find(text: str, end: int, patterns: Patterns, stated_year: Callable[[], int | None]) -> Span | None:
    """Return the span of the title: one line, or up to three where its words or its issuer are in others.

    Takes the folded text, where its first heading stands, the patterns, and what gives the year of the period that
    the text states. Of several titles one that names an issuer wins, then one of that year, then the first.
    """
    found = _Finder(text, end, patterns).candidates()
    if len(found) <= 1:
        return found[0].span if found else None
    year = stated_year()
    return max(found, key=lambda title: (title.is_named, title.year is not None and title.year == year)).span


def another(text: str, own: Span, part: Span, patterns: Patterns) -> Span | None:
    """Return the line in a part of the text that is a title in other words than the report's own, None if none is.

    The same title again is the head of a page.
    """
    words = spell(text[slice(*own)]).words
    for place, line in lines(text, *part):
        indent, content = trim(line)
        spelled = spell(content)
        if patterns.title.fullmatch(spelled.folded) and spelled.words != words:
            return place + indent, place + indent + len(content)
    return None


def running(text: str, title: Span, place: int, patterns: Patterns) -> Iterator[Span]:
    """Return the spans of the lines behind a place that repeat the title, as the head of a page does."""
    words = spell(text[slice(*title)]).words.rstrip(_DIGITS)
    found = [start for start, line in _lines_with(words[-_LAST_LETTERS:], text, place) if _repeats(line, words)]
    if not found:
        return
    filled = [line for line in lines(text, place, len(text)) if line[1].strip()]
    starts = [start for start, _ in filled]
    for start in found:
        yield from (
            (at, at + len(line)) for at, line in _with_page_number(filled, bisect_left(starts, start), patterns)
        )


def _lines_with(words: str, text: str, place: int) -> Iterator[Line]:
    """Return the lines behind a place that have some words."""
    at = text.find(words, place) if words else -1
    while at >= 0:
        start, end = max(place, text.rfind("\n", 0, at) + 1), text.find("\n", at)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        at = text.find(words, end)


def _repeats(line: str, words: str) -> bool:
    """Whether a line is these words, but for a number behind them."""
    if len(line) > _LONGEST_RUNNING or _OF_CELLS.search(line.strip()):
        return False
    return spell(line).words.rstrip(_DIGITS) == words


def _with_page_number(filled: Sequence[Line], index: int, patterns: Patterns) -> Sequence[Line]:
    """Return a running title with the number beside it, if that can only be its page's: between rows of cells.

    Where a figure may have a line of its own the title stays if a number follows: it parts that from a row above. What
    can be nothing but the foot of a page in front of it tells that it is the head of the next one.
    """
    above, below = (
        0 <= beside < len(filled) and _LONE_NUMBER.fullmatch(filled[beside][1]) is not None
        for beside in (index - 1, index + 1)
    )
    start, end = index - (above and not below), index + 1 + below
    beside = [*filled[max(start - 1, 0) : start], *filled[end : end + 1]]
    is_among_rows = len(beside) > 1 and all(_OF_CELLS.search(line) for _, line in beside)
    if is_among_rows:
        return filled[start:end]
    if index and not above and patterns.is_chrome(filled[index - 1][1]):
        return filled[index : index + 1]
    return () if below else filled[index : index + 1]
