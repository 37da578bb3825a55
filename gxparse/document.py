"""Finds the parts of a report: title, preamble, sections with their narrative, tables, trailer.

A line is a token, the lines of a table together are one; `grammar/document.lark` puts them in order.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs
from lark import Token, Tree

from gxparse import blocks, grammar, identity
from gxparse.cells import lines
from gxparse.spelling import INDENT, likeness, spell, trim

if TYPE_CHECKING:
    from gxparse.blocks import Block
    from gxparse.diagnostics import Reporter
    from gxparse.document_form import DocumentForm, SectionForm
    from gxparse.source import Source

Span = tuple[int, int]

_LONGEST_HEADING = 60
_LONGEST_LABEL = 80
_LIKE_HEADING = 0.75  # a misspelt heading with the right number
_LIKE_HEADING_RENUMBERED = 0.85
_TITLE_LINES = 3
_LONGEST_TITLE_LINE = 60


@attrs.frozen
class Heading:
    """A section heading in the text: which section's, where, and how it was recognised."""

    section: SectionForm
    start: int
    end: int
    how: str  # form, variant, misspelt


@attrs.frozen
class SectionText:
    """A section: its form, its heading, and the span of what stands under it."""

    form: SectionForm
    heading: Heading
    start: int
    end: int


@attrs.frozen(slots=False)
class Document:
    """The parts of a report as spans of the folded text, and its lines as tokens of the document grammar."""

    tokens: tuple[Token, ...]
    title: Span | None
    preamble: Span | None
    sections: tuple[SectionText, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def tree(self) -> Tree[Token]:
        """The tree of the document grammar."""
        return grammar.parse("document", "report", self.tokens)


class _Patterns:
    """The document grammar's terminals, ready to match."""

    def __init__(self, form: DocumentForm) -> None:
        found = {name: re.compile(f"(?:{pattern})") for name, pattern in form.patterns.items()}
        self.title = found["TITLE"]
        self.issuer = found["ISSUER"]
        self.metadata = found["METADATA"]
        self.trailer = found["TRAILER"]
        self.caption = found["CAPTION"]
        self.subheading = found["SUBHEADING"]
        self.point = found["POINT"]
        number = form.patterns["NUMBER_HEADING"]
        self.numbered = re.compile(rf"^{INDENT}(?:{number})[^|\t\n]{{0,{_LONGEST_HEADING}}}$", re.MULTILINE)
        self.headings = [(section, re.compile(f"(?:{section.pattern})")) for section in form.sections]
        self.wordings = {
            spell(heading).words: (section, not index)
            for section in form.sections
            for index, heading in enumerate(section.headings)
        }

    def section_of(self, words: str) -> tuple[SectionForm, bool] | None:
        """Return the section whose heading has these words, and whether they are the form's own."""
        exact = self.wordings.get(words)
        if exact:
            return exact
        return next(((section, False) for section, pattern in self.headings if pattern.fullmatch(words)), None)


@cache
def _patterns() -> _Patterns:
    return _Patterns(grammar.compiled().document)


class _Reader:
    """Reads one document."""

    def __init__(self, source: Source, reporter: Reporter, labels: frozenset[str]) -> None:
        self.source = source
        self.text = source.text
        self.reporter = reporter
        self.labels = labels
        self.patterns = _patterns()

    def read(self) -> Document:
        headings = self._headings()
        first = headings[0].start if headings else len(self.text)
        trailer = self._trailer(headings[-1].end if headings else 0)
        title = self._title(first)
        tokens: list[Token] = []
        found: list[Block] = []
        preamble = self._front(tokens, found, first if headings else trailer, title)
        sections: list[SectionText] = []
        for heading, following in zip(headings, [*headings[1:], None], strict=False):
            end = following.start if following else trailer
            tokens.append(_token(heading.section.terminal, self.text, heading.start, heading.end))
            sections.append(SectionText(heading.section, heading, heading.end, max(end, heading.end)))
            self._body(tokens, found, heading.section, heading.end, end)
        for start, line in lines(self.text, max(trailer, headings[-1].end if headings else 0), len(self.text)):
            if line.strip():
                tokens.append(_line_token("TRAILER", start, line))
        return Document(tuple(tokens), title, preamble, tuple(sections), tuple(found))

    # ---- headings ----

    def _headings(self) -> list[Heading]:
        """Return the six headings in the order of the text: the first of each."""
        found: list[Heading] = []
        seen: set[int] = set()
        for match in self.patterns.numbered.finditer(self.text):
            heading = self._heading(match.group(), match.start())
            if heading is None:
                continue
            if heading.section.number in seen:
                self.reporter.add("GX106", heading.start, heading.end, found=self._raw(heading))
                continue
            seen.add(heading.section.number)
            found.append(heading)
        return found

    def _heading(self, line: str, place: int) -> Heading | None:
        lead = len(line) - len(line.lstrip("#* \t"))
        indent, text = trim(line[lead:])
        text = text.rstrip("#* \t")
        start = place + lead + indent
        spelled = spell(text)
        words = spelled.words
        if not words or words in self.labels or spelled.short in self.labels:
            return None
        known = self.patterns.section_of(words)
        if known:
            section, own = known
            return Heading(section, start, start + len(text), "form" if own else "variant")
        scored = [
            (likeness(words, key, _LIKE_HEADING), spell(section.heading).number == spelled.number, section)
            for key, (section, _) in self.patterns.wordings.items()
        ]
        score, numbered, section = max(scored, key=lambda item: item[:2])
        if score < (_LIKE_HEADING if numbered else _LIKE_HEADING_RENUMBERED):
            return None
        if max((likeness(words, label, score) for label in self.labels), default=0.0) >= score:
            return None
        return Heading(section, start, start + len(text), "misspelt")

    def _raw(self, heading: Heading) -> str:
        return self.source.slice(heading.start, heading.end)

    # ---- before the first heading ----

    def _title(self, end: int) -> Span | None:
        """Return the span of the title: one line, or up to three where its words or its issuer are above."""
        front = [line for line in lines(self.text, 0, end) if line[1].strip() and not self._is_chrome(line[1])]
        for count in range(1, _TITLE_LINES + 1):
            for index in range(len(front) - count + 1):
                chosen = front[index : index + count]
                if any(len(text) > _LONGEST_TITLE_LINE for _, text in chosen):
                    continue
                folded = spell("".join(text for _, text in chosen)).folded
                if self.patterns.title.fullmatch(folded):
                    if index and not identity.issuer_in(folded) and self._is_issuer(front[index - 1][1]):
                        chosen.insert(0, front[index - 1])
                    return token_start(_line_token("", *chosen[0])), token_end(_line_token("", *chosen[-1]))
        return None

    def _is_issuer(self, line: str) -> bool:
        folded = spell(line).folded
        return bool(self.patterns.issuer.fullmatch(folded) and not self.patterns.metadata.fullmatch(folded))

    def _front(self, tokens: list[Token], found: list[Block], end: int, title: Span | None) -> Span | None:
        """Add the tokens before the first heading; return the span of the preamble."""
        begin = 0
        if title:
            tokens += [_line_token("METADATA", *line) for line in lines(self.text, 0, title[0]) if line[1].strip()]
            tokens.append(_token("TITLE", self.text, *title))
            begin = title[1]
        table = self._front_table(begin, end, titled=title is not None)
        spans = [(begin, end)] if table is None else [(begin, table.start), (table.end, end)]
        preamble: list[Token] = []
        for number, span in enumerate(spans):
            for line in lines(self.text, *span):
                if line[1].strip():
                    token = _line_token("METADATA" if self._is_chrome(line[1]) else "TEXT", *line)
                    tokens.append(token)
                    preamble += [token] if token.type == "TEXT" else []
            if table and not number:
                tokens.append(_token("TABLE", self.text, table.start, table.end))
                found.append(table)
        return (token_start(preamble[0]), token_end(preamble[-1])) if preamble else None

    def _front_table(self, begin: int, end: int, *, titled: bool) -> Block | None:
        """Return the table before the first heading; one row is enough where the text is nothing else."""
        alone = end == len(self.text) and not titled
        table = blocks.find(None, self.text, (begin, end), self.labels, 1 if alone else blocks.FEWEST_LABELS)
        if table and alone and not re.search(r"\d", self.text[table.start : table.end]):
            return None
        return table

    def _is_chrome(self, line: str) -> bool:
        if len(line) > _LONGEST_LABEL:
            return False
        folded = spell(line).folded
        return bool(self.patterns.metadata.fullmatch(folded) or self.patterns.trailer.fullmatch(folded))

    # ---- sections ----

    def _body(self, tokens: list[Token], found: list[Block], section: SectionForm, start: int, end: int) -> None:
        """Add the tokens of a section's body: its lines, and its tables as one token."""
        table = blocks.find(section, self.text, (start, end), self.labels, blocks.FEWEST_LABELS)
        spans = [(start, end)] if table is None else [(start, table.start), (table.end, end)]
        for number, (first, last) in enumerate(spans):
            for place, line in lines(self.text, first, last):
                if line.strip():
                    tokens.append(_line_token(self._kind(line, place), place, line))
            if table and not number:
                tokens.append(_token("TABLE", self.text, table.start, table.end))
                found.append(table)

    def _kind(self, line: str, place: int) -> str:
        text = line.lstrip()
        if self.patterns.subheading.match(text):
            return "SUBHEADING"
        if self.patterns.point.match(text):
            return "POINT"
        if len(text) <= _LONGEST_HEADING:
            spelled = spell(text)
            if self.patterns.caption.fullmatch(spelled.folded):
                return "CAPTION"
            if not spelled.number and self.patterns.section_of(spelled.words):
                start = place + len(line) - len(text)
                end = start + len(text.rstrip())
                self.reporter.add("GX107", start, end, found=self.source.slice(start, end))
                return "CAPTION"
        return "TEXT"

    # ---- behind the last section ----

    def _trailer(self, start: int) -> int:
        """Return where the lines at the end begin that a web page added, not the report."""
        trailer = len(self.text)
        place = len(self.text)
        for line in reversed(self.text[start:].split("\n")):
            place -= len(line)
            if line.strip():
                if not self._is_chrome(line):
                    break
                trailer = place
            place -= 1
        return max(trailer, start)


def _line_token(name: str, start: int, line: str) -> Token:
    indent, text = trim(line)
    return Token(name, text, start + indent, end_pos=start + indent + len(text))


def _token(name: str, text: str, start: int, end: int) -> Token:
    return Token(name, text[start:end], start, end_pos=end)


def token_start(token: Token) -> int:
    """Return where a token of the document starts in the folded text."""
    return token.start_pos or 0


def token_end(token: Token) -> int:
    """Return where a token of the document ends in the folded text."""
    return token.end_pos or 0


def read(source: Source, reporter: Reporter, labels: frozenset[str]) -> Document:
    """Return the parts of a report.

    Takes the source and the words of all labels of the tables (to know a table where no pipe or tab shows
    it). Headings that are repeated or not in the form's words are reported.
    """
    document = _Reader(source, reporter, labels).read()
    for section in document.sections:
        heading = section.heading
        found = source.slice(heading.start, heading.end)
        own = section.form.heading
        if spell(found).number not in ("", spell(own).number):
            reporter.add("GX112", heading.start, heading.end, path=section.form.name, expected=[own], found=found)
        if heading.how != "form":
            reporter.add(
                "GX105" if heading.how == "variant" else "GX104",
                heading.start,
                heading.end,
                path=section.form.name,
                expected=[own],
                found=found,
            )
    return document
