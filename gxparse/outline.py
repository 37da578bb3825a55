"""The lines of a report as tokens of the document grammar, and their tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token

from gxparse import grammar
from gxparse.cells import lines
from gxparse.spelling import spell, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Tree

    from gxparse.document import Document, Span
    from gxparse.document_patterns import Patterns


def tree_of(document: Document, patterns: Patterns) -> Tree[Token]:
    """Return the tree of the document grammar for the parts of a text."""
    return grammar.parse("document", "report", _Outline(document, patterns).tokens())


class _Outline:
    """Makes the tokens of one document: a line is one, the lines of a table together are one."""

    def __init__(self, document: Document, patterns: Patterns) -> None:
        self._document = document
        self._text = document.text
        self._patterns = patterns

    def tokens(self) -> Iterator[Token]:
        document = self._document
        begin = 0
        if document.title:
            yield from self._lines((0, document.title[0]), "METADATA")
            yield self._span("TITLE", document.title)
            begin = document.title[1]
        first = document.sections[0].heading.line_start if document.sections else document.trailer
        for token in self._body((begin, first)):
            if token.type not in ("TABLE", "METADATA"):
                token.type = "TEXT"
            yield token
        for section in document.sections:
            yield self._span(section.form.terminal, (section.heading.start, section.heading.end))
            for token in self._body((section.start, section.end)):
                if token.type == "METADATA":
                    token.type = "TEXT"
                yield token
        yield from self._lines((document.trailer, len(self._text)), "TRAILER")

    def _body(self, span: Span) -> Iterator[Token]:
        """Return the tokens of a part of the text, its table as one."""
        start, end = span
        for block in self._document.blocks:
            if start <= block.start < end:
                yield from self._lines((start, block.start))
                yield self._span("TABLE", (block.start, block.end))
                start = block.end
        yield from self._lines((start, end))

    def _lines(self, span: Span, terminal: str | None = None) -> Iterator[Token]:
        for place, line in lines(self._text, *span):
            indent, text = trim(line)
            if text:
                start = place + indent
                yield Token(terminal or self._terminal(text), text, start, end_pos=start + len(text))

    def _span(self, terminal: str, span: Span) -> Token:
        return Token(terminal, self._text[slice(*span)], span[0], end_pos=span[1])

    def _terminal(self, text: str) -> str:
        patterns = self._patterns
        if patterns.subheading.match(text):
            return "SUBHEADING"
        if patterns.point.match(text):
            return "POINT"
        if patterns.is_chrome(text):
            return "METADATA"
        if patterns.caption.fullmatch(spell(text).folded) or patterns.repeats_heading(text):
            return "CAPTION"
        return "TEXT"
