"""Finds the parts of a report: title, preamble, sections with their narrative, tables, trailer.

A line is a token, the lines of a table together are one; `grammar/document.lark` puts them in order.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs
from lark import Token, Tree

from gxparse import grammar, identity
from gxparse.cells import Line, lines
from gxparse.spelling import has_han, likeness, spell

if TYPE_CHECKING:
    from gxparse.diagnostics import Reporter
    from gxparse.document_form import DocumentForm, SectionForm
    from gxparse.source import Source

_LONGEST_HEADING = 60
_LONGEST_LABEL = 80
_LIKE_HEADING = 0.75  # a misspelt heading with the right number
_LIKE_HEADING_RENUMBERED = 0.85
_FEWEST_LABELS = 2  # of the form, for lines to be a table
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


@attrs.frozen
class Block:
    """The lines of a table (or of several that follow each other); the section they stand in, if in any."""

    section: SectionForm | None
    start: int
    end: int


@attrs.frozen
class Document:
    """The parts of a report as spans of the folded text, and the tree of the document grammar."""

    tree: Tree[Token]
    title: tuple[int, int] | None
    preamble: tuple[int, int] | None
    sections: tuple[SectionText, ...]
    blocks: tuple[Block, ...]


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
        self.numbered = re.compile(rf"^[ \t\u3000\xa0#*]*(?:{number})[^|\t\n]{{0,{_LONGEST_HEADING}}}$", re.MULTILINE)
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
        blocks: list[Block] = []
        preamble = self._front(tokens, blocks, first if headings else trailer, title)
        sections: list[SectionText] = []
        for heading, following in zip(headings, [*headings[1:], None], strict=True):
            end = following.start if following else trailer
            tokens.append(_token(heading.section.terminal, self.text, heading.start, heading.end))
            sections.append(SectionText(heading.section, heading, heading.end, max(end, heading.end)))
            self._body(tokens, blocks, heading.section, heading.end, end)
        for start, line in lines(self.text, max(trailer, headings[-1].end if headings else 0), len(self.text)):
            if line.strip():
                tokens.append(_line_token("TRAILER", start, line))
        tree = grammar.parser_of("document").parse(iter(tokens))
        return Document(tree, title, preamble, tuple(sections), tuple(blocks))

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
        text = line.strip().strip("#*").strip()
        start = place + line.index(text)
        spelled = spell(text)
        words = spelled.words
        if not words or words in self.labels or spelled.short in self.labels:
            return None
        known = self.patterns.section_of(words)
        if known:
            section, own = known
            return Heading(section, start, start + len(text), "form" if own else "variant")
        scored = [
            (likeness(words, key), spell(section.heading).number == spelled.number, section)
            for key, (section, _) in self.patterns.wordings.items()
        ]
        score, numbered, section = max(scored, key=lambda item: item[:2])
        if score < (_LIKE_HEADING if numbered else _LIKE_HEADING_RENUMBERED):
            return None
        if max((likeness(words, label) for label in self.labels), default=0.0) >= score:
            return None
        return Heading(section, start, start + len(text), "misspelt")

    def _raw(self, heading: Heading) -> str:
        return self.source.slice(heading.start, heading.end)

    # ---- before the first heading ----

    def _title(self, end: int) -> tuple[int, int] | None:
        """Return the span of the title: one line, or up to three where its words or its issuer are above."""
        front = [line for line in lines(self.text, 0, end) if line[1].strip()]
        for index, (start, line) in enumerate(front):
            for count in range(1, _TITLE_LINES + 1):
                chosen = front[index : index + count]
                if len(chosen) < count or any(len(text) > _LONGEST_TITLE_LINE for _, text in chosen):
                    break
                folded = spell("".join(text for _, text in chosen)).folded
                if self.patterns.title.fullmatch(folded):
                    if index and not identity.issuer_in(folded):
                        above = spell(front[index - 1][1]).folded
                        if self.patterns.issuer.fullmatch(above) and not self.patterns.metadata.fullmatch(above):
                            start, line = front[index - 1]
                    last_start, last = chosen[-1]
                    return start + len(line) - len(line.lstrip()), last_start + len(last.rstrip())
        return None

    def _front(
        self, tokens: list[Token], blocks: list[Block], end: int, title: tuple[int, int] | None
    ) -> tuple[int, int] | None:
        """Add the tokens before the first heading; return the span of the preamble."""
        table = self._block(None, title[1] if title else 0, end)
        preamble: tuple[int, int] | None = None
        for start, line in lines(self.text, 0, end):
            if not line.strip():
                continue
            token = _line_token("TEXT", start, line)
            if title and token_start(token) < title[1]:
                if token_start(token) < title[0]:
                    token.type = "METADATA"
                elif token_start(token) == title[0]:
                    token = _token("TITLE", self.text, *title)
                else:
                    continue
            elif table and table.start <= token_start(token) < table.end:
                if tokens and tokens[-1].type == "TABLE":
                    continue
                token = _token("TABLE", self.text, table.start, table.end)
                blocks.append(table)
            elif self._is_chrome(line):
                token.type = "METADATA"
            if token.type in ("TEXT", "TABLE"):
                if preamble is None:
                    preamble = (token_start(token), token_end(token))
                elif token.type == "TEXT":
                    preamble = (preamble[0], token_end(token))
            tokens.append(token)
        return preamble

    def _is_chrome(self, line: str) -> bool:
        if len(line) > _LONGEST_LABEL:
            return False
        folded = spell(line).folded
        return bool(self.patterns.metadata.fullmatch(folded) or self.patterns.trailer.fullmatch(folded))

    # ---- sections ----

    def _body(self, tokens: list[Token], blocks: list[Block], section: SectionForm, start: int, end: int) -> None:
        """Add the tokens of a section's body: its lines, and its tables as one token."""
        table = self._block(section, start, end)
        spans = [(start, end)] if table is None else [(start, table.start), (table.end, end)]
        for number, (first, last) in enumerate(spans):
            for place, line in lines(self.text, first, last):
                if line.strip():
                    tokens.append(_line_token(self._kind(line, place), place, line))
            if table and not number:
                tokens.append(_token("TABLE", self.text, table.start, table.end))
                blocks.append(table)

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
                self.reporter.add("GX107", start, start + len(text.rstrip()), found=text.strip())
                return "CAPTION"
        return "TEXT"

    def _block(self, section: SectionForm | None, start: int, end: int) -> Block | None:
        """Return the lines of the section that are a table, from the first to the last of them."""
        text = self.text
        chosen: list[Line] = []
        known = 0
        for line in lines(text, start, end):
            content = line[1]
            if "|" in content or "\t" in content:
                table_line = True
                known += self._labels_in(content) if known < _FEWEST_LABELS else 0
            elif len(content) > _LONGEST_LABEL or not content.strip():
                continue
            else:
                spelled = spell(content.strip())
                label = spelled.words in self.labels or spelled.short in self.labels
                known += label
                table_line = label or (known > 0 and not has_han(spelled.folded))
            if table_line and content.strip():
                chosen.append(line)
        if known < _FEWEST_LABELS:
            return None
        return Block(section, chosen[0][0], chosen[-1][0] + len(chosen[-1][1]))

    def _labels_in(self, line: str) -> int:
        if len(line) > 20 * _LONGEST_LABEL:
            return 0
        found = 0
        for part in re.split(r"[|\t]", line):
            spelled = spell(part.strip())
            found += spelled.words in self.labels or spelled.short in self.labels
        return found

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
    text = line.strip()
    first = start + len(line) - len(line.lstrip())
    return Token(name, text, first, end_pos=first + len(text))


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
        if heading.how != "form":
            reporter.add(
                "GX105" if heading.how == "variant" else "GX104",
                heading.start,
                heading.end,
                path=section.form.name,
                expected=[section.form.heading],
                found=source.slice(heading.start, heading.end),
            )
    return document
