"""Finds the lines of a table among the lines of a section."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import lines
from gxparse.spelling import has_han, likeness, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.cells import Line
    from gxparse.document_form import SectionForm

FEWEST_LABELS = 2  # of the form, for lines to be a table
_LONGEST_LABEL = 80
_FEWEST_VALUES = 5
_MOSTLY = 0.8
_FEWEST_GAPS = 2  # between cells of a long line
_LONGEST_DRAWN = 400  # with the blanks that draw its columns
_MOST_WORDS = 20
_LONGEST_ROW = 1600
_LONGEST_MARK = 2
_MOST_PIECES = 12  # lines of a label that is written downwards
_REACH = 2000  # characters to look for them
_WITH_UNIT = r"[+-]?[0-9][0-9,.]*[^\W\d_]{1,2}"  # 43.788万元
_SHORTEST_LIKE = 8  # characters of a label that one misspelt may be known by
_SHORTEST_OF_ROW = 5  # the same, before figures
_LIKE = 0.75
_LONGEST_JUNK = 12  # as a spreadsheet's #REF!
_MARKS = re.compile(r"[|\t<>]")
_TAG = re.compile(r"</?t(?:able|body|head|r|d|h)\b", re.IGNORECASE)
_ROW_OF_FIGURES = r"(?m)^[|\t ]*(?:[0-9０-９][0-9０-９,，]*[ ]?[|\t][ ]?){9}"  # compiled when it is needed


class Block(NamedTuple):
    """The lines of a table (or of several that follow each other); the section they stand in, if in any."""

    section: SectionForm | None
    start: int
    end: int


class _Finder:
    """Looks for a table in one part of the text."""

    def __init__(self, text: str, start: int, end: int, labels: frozenset[str], mark: re.Pattern[str]) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._labels = labels
        self._mark = mark
        self.known = 0
        self.first: Line | None = None
        self.last: Line | None = None

    def run(self) -> None:
        """Set the first and the last line of the table, and count its labels as far as it matters."""
        marked = self._marked_lines()
        if marked is None:
            self._plain(self._start, self._end)
            self._add_label_above()
            self._add_pieces()
            return
        first, last = marked
        first = self._with_text_above(first)
        self._plain(self._start, first)
        self._take(self._lines(first, first))
        place = first
        while place <= last and self.known < FEWEST_LABELS:
            _, line = self._line_at(place)
            self.known += sum(self._is_label(part) for part in _MARKS.split(line[:_LONGEST_ROW]))
            place += len(line) + 1
        self._take(self._lines(last, last))
        self._plain(min(self._end, last + len(self._line_at(last)[1]) + 1), self._end)

    def _add_label_above(self) -> None:
        """Let the table begin one line earlier, if that is like a label: a misspelt one."""
        if self.first is None or self.first[0] <= self._start:
            return
        above = list(lines(self._text, max(self._start, self.first[0] - _LONGEST_DRAWN), self.first[0] - 1))
        texts = [(place, line) for place, line in above if line.strip()]
        if not texts or not _SHORTEST_LIKE <= len(texts[-1][1].strip()) <= _LONGEST_LABEL:
            return
        if self._is_like_label(spell(texts[-1][1].strip()).words):
            self.first = texts[-1]

    def _add_pieces(self) -> None:
        """Let the table reach over the lines beside it that are pieces of labels, and rows below with one misspelt."""
        if self.first is None or self.last is None:
            return
        above = list(lines(self._text, max(self._start, self.first[0] - _REACH), max(self._start, self.first[0] - 1)))
        for line in reversed(above[-_MOST_PIECES:]):
            if not self._are_pieces(line[1]):
                break
            self.first = line
        end = self.last[0] + len(self.last[1]) + 1
        for line in (
            list(lines(self._text, end, min(end + _REACH, self._end)))[:_MOST_PIECES] if end < self._end else ()
        ):
            if not line[1].strip():
                continue
            if not self._are_pieces(line[1]) and not self._is_like_row(line[1]):
                break
            self.last = line

    def _is_like_row(self, line: str) -> bool:
        """Whether a line has a word like a label, a misspelt one, and figures behind it."""
        words = line.split(maxsplit=_MOST_WORDS)
        if len(words) <= 1 or not all(map(self._is_value, words[1:])):
            return False
        label = spell(words[0]).words
        return _SHORTEST_OF_ROW <= len(label) <= _LONGEST_LABEL and self._is_like_label(label)

    def _is_like_label(self, words: str) -> bool:
        return max((likeness(words, label, _LIKE) for label in self._labels), default=0.0) >= _LIKE

    def _are_pieces(self, line: str) -> bool:
        """Whether the words of a line are pieces of labels, figures behind them aside."""
        words = line.split(maxsplit=_MOST_WORDS)
        while len(words) > 1 and self._is_value(words[-1]):
            del words[-1]
        pieces = [spell(word).words for word in words]
        return bool(pieces) and all(
            piece and len(piece) <= _LONGEST_LABEL and piece in self._all_labels for piece in pieces
        )

    @cached_property
    def _all_labels(self) -> str:
        return "\n".join(self._labels)

    def _with_text_above(self, first: int) -> int:
        """Return where the first cell starts, if the first line is the pipe that ends it and each has a line so."""
        place, line = self._line_at(first)
        following = self._line_at(place + len(line) + 1)[1] if place + len(line) < self._end else ""
        if line.strip(" |") or not following.strip() or "|" in following:
            return first
        above = list(lines(self._text, max(self._start, first - _LONGEST_DRAWN), max(first - 1, 0)))
        texts = [place for place, line in above if line.strip() and len(line) <= _LONGEST_LABEL]
        return texts[-1] if texts and above[-1][1].strip() else first

    def has_row_of_figures(self) -> bool:
        """Whether a line is a row of so many figures that it is a table without any label."""
        return re.compile(_ROW_OF_FIGURES).search(self._text, self._start, self._end) is not None

    def _marked_lines(self) -> tuple[int, int] | None:
        """Return where the first and the last line with a pipe, a tab or a tag of a table start."""
        text, start, end = self._text, self._start, self._end
        places = [place for mark in "|\t" if (place := text.find(mark, start, end)) >= 0]
        lasts = [text.rfind(mark, start, end) for mark in "|\t"] if places else []
        if "<" in text[start:end]:
            tags = [tag.start() for tag in _TAG.finditer(text, start, end)]
            places += tags[:1]
            lasts += tags[-1:]
        if not places:
            return None
        return max(start, text.rfind("\n", 0, min(places)) + 1), max(start, text.rfind("\n", 0, max(lasts)) + 1)

    def _line_at(self, start: int) -> Line:
        end = self._text.find("\n", start, self._end)
        return start, self._text[start : self._end if end < 0 else end]

    def _lines(self, first: int, last: int) -> Iterator[Line]:
        yield self._line_at(first)
        if last != first:
            yield self._line_at(last)

    def _take(self, chosen: Iterator[Line]) -> None:
        for line in chosen:
            self.first = self.first or line
            self.last = line

    def _plain(self, start: int, end: int) -> None:
        """Look through lines without pipes and tabs: labels, and what has no words behind a label."""
        if start >= end:
            return
        for line in lines(self._text, start, end):
            content = line[1].strip()
            if not content or len(content) > _LONGEST_DRAWN:
                continue
            if len(content) > _LONGEST_LABEL and content.count(" ") < _FEWEST_GAPS and has_han(content):
                continue  # a sentence
            words = content.split(maxsplit=_MOST_WORDS)
            label = self._is_label(content) or (len(words) > 1 and any(map(self._is_label, words)))
            self.known += label
            if label or (self.known and (self._is_value(content) or self._are_values(words))):
                self.first = self.first or line
                self.last = line

    def _are_values(self, words: Sequence[str]) -> bool:
        """Whether words of a line are cells with figures or marks; of many, some may be words instead."""
        values = sum(map(self._is_value, words))
        return values == len(words) or (values >= _FEWEST_VALUES and values >= _MOSTLY * len(words))

    def _is_value(self, text: str) -> bool:
        """Whether a line can be cells with figures or marks: no words, and no rule drawn with dashes."""
        folded = spell(text).folded
        if has_han(folded):
            return self._mark.fullmatch(folded) is not None or re.fullmatch(_WITH_UNIT, folded) is not None
        return (
            len(text) <= _LONGEST_MARK
            or any(c.isdigit() for c in text)
            or (len(text) <= _LONGEST_JUNK and any(c.isalnum() for c in text))
        )

    def _is_label(self, text: str) -> bool:
        spelled = spell(text.strip())
        return spelled.words in self._labels or spelled.short in self._labels


def find(
    section: SectionForm | None,
    text: str,
    span: tuple[int, int],
    labels: frozenset[str],
    *,
    fewest: int,
    mark: re.Pattern[str],
    unlabelled: bool = False,
) -> Block | None:
    """Return the lines of a part of the text that are a table, from the first to the last of them.

    Takes the section and its span, the words of all labels of the form, how many of them there must be, what stands
    in the place of a number, and whether a row of many figures is a table without any.
    """
    finder = _Finder(text, *span, labels, mark)
    finder.run()
    if (
        not finder.first
        or not finder.last
        or (finder.known < fewest and not (unlabelled and finder.has_row_of_figures()))
    ):
        return None
    return Block(section, finder.first[0], finder.last[0] + len(finder.last[1]))
