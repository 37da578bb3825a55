"""The sentences of the narrative, without white space, each with the way back to its places in the folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import attrs

from gxparse.cells import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.document import Document, SectionText

_NO_WORD = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xad]")
_WORDS = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff\xad]+")
_SENTENCE = re.compile(r"[^。!?]+[。!?]*")
_SHORTEST_WRAPPED = 16  # characters of a line that goes on in the next one
_ENDS = frozenset("。；：;:!?！？")
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {ord("﹐"): ","}
_WIDE = re.compile("[\uff01-\uff5e﹐]")


@attrs.define(eq=False, repr=False)
class Sentence:
    """A sentence: its text as patterns see it, and where that comes from.

    Attributes:
        text: The sentence without white space; a blank stands where white space parts two digits.
        index: How many sentences are in front of it in its section.
        opens: Whether a paragraph starts with it.
        numbered: Whether that paragraph is a heading or a point of the section.
        section: The section that it stands in.
    """

    text: str
    index: int
    opens: bool
    numbered: bool
    section: SectionText
    _begin: int
    _runs: list[int]
    _places: list[int]

    def place(self, index: int) -> int:
        """Return the offset in the folded text of a character of the sentence."""
        at = self._begin + index
        run = bisect_right(self._runs, at) - 1
        return self._places[run] + at - self._runs[run]


class _Paragraph(NamedTuple):
    """Lines that belong together, with their offsets."""

    lines: list[tuple[int, str]]
    numbered: bool


def sentences(document: Document, section: SectionText, numbering: re.Pattern[str]) -> Iterator[Sentence]:
    """Return the sentences of a section in order; the lines of tables are left out.

    Takes the document, the section, and what numbers a heading or a point at the beginning of a line.
    """
    index = 0
    for start, end in _spans(document, section):
        narrow = _narrowed(document.text[start:end])
        for paragraph in _paragraphs(document.text, start, end, numbering):
            text, runs, places = _joined(
                [(offset, narrow[offset - start : offset - start + len(line)]) for offset, line in paragraph.lines]
            )
            for found in _SENTENCE.finditer(text):
                opens = found.start() == 0
                begin = found.start()
                yield Sentence(found.group(), index, opens, opens and paragraph.numbered, section, begin, runs, places)
                index += 1


def _spans(document: Document, section: SectionText) -> Iterator[tuple[int, int]]:
    start = section.start
    for block in document.blocks:
        if start <= block.start < section.end:
            yield start, block.start
            start = block.end
    yield start, section.end


def _paragraphs(text: str, start: int, end: int, numbering: re.Pattern[str]) -> Iterator[_Paragraph]:
    """Return the paragraphs of a part of the text; a line that a page has wrapped goes on in the next one."""
    open_lines: list[tuple[int, str]] = []
    numbered = False
    for place, line in lines(text, start, end):
        words = line.strip()
        is_numbered = bool(words) and numbering.match(words) is not None
        last = open_lines[-1][1].rstrip() if open_lines else ""
        goes_on = words and len(last) >= _SHORTEST_WRAPPED and last[-1] not in _ENDS and not is_numbered
        if open_lines and not goes_on:
            yield _Paragraph(open_lines, numbered)
            open_lines = []
        if words:
            numbered = numbered if open_lines else is_numbered
            open_lines.append((place, line))
    if open_lines:
        yield _Paragraph(open_lines, numbered)


def _narrowed(text: str) -> str:
    """Return a text of the same length with its full-width signs in ASCII; only those that it has are looked for."""
    for sign in set(_WIDE.findall(text)):
        text = text.replace(sign, _NARROW[ord(sign)])
    return text


def _joined(parts: list[tuple[int, str]]) -> tuple[str, list[int], list[int]]:
    """Return lines as one text without white space, and where each run of it starts, there and in the lines."""
    pieces: list[str] = []
    runs: list[int] = []
    places: list[int] = []
    length = 0
    for offset, line in parts:
        for start, word in _words(line):
            if pieces and pieces[-1][-1].isdigit() and word[0].isdigit():
                runs.append(length)
                places.append(offset + max(start - 1, 0))
                pieces.append(" ")
                length += 1
            runs.append(length)
            places.append(offset + start)
            pieces.append(word)
            length += len(word)
    return "".join(pieces), runs, places


def _words(line: str) -> list[tuple[int, str]]:
    """Return what white space and invisible marks part in a line, with where it starts."""
    text = line.strip()
    if text and not _NO_WORD.search(text):  # as in most lines
        return [(len(line) - len(line.lstrip()), text)]
    return [(found.start(), found.group()) for found in _WORDS.finditer(line)]
