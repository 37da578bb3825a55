"""Finds the parts of a report: title, preamble, sections with their narrative, tables, trailer.

The words and patterns by which they are known are the terminals of `grammar/document.lark`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import attrs

from gxparse import blocks, grammar, identity, outline, title
from gxparse.cells import lines
from gxparse.document_patterns import LONGEST_HEADING, form_patterns
from gxparse.spelling import has_han, likeness, numeral, spell, trim

if TYPE_CHECKING:
    from lark import Token, Tree

    from gxparse.blocks import Block
    from gxparse.diagnostics import Reporter
    from gxparse.document_form import SectionForm
    from gxparse.source import Source

Span = tuple[int, int]

_LIKE_HEADING = 0.75  # a misspelt heading with the right number
_LIKE_HEADING_RENUMBERED = 0.85
_FEWEST_IN_CONTENTS = 3
_FEWEST_HEADINGS = 2
_FEWEST_OTHERWISE_NUMBERED = 4
_DRAWN = "|-: \t"  # with which Markdown draws a table


class Heading(NamedTuple):
    """A section heading in the text: which section's, where, and how it was recognised."""

    section: SectionForm
    line_start: int
    start: int
    end: int
    how: str  # form, variant, misspelt


class SectionText(NamedTuple):
    """A section: its form, its heading, and the span of what stands under it."""

    form: SectionForm
    heading: Heading
    start: int
    end: int


@attrs.frozen(slots=False, eq=False, repr=False)
class Document:
    """The parts of a report as spans of the folded text.

    Attributes:
        text: The folded text.
        title: Its title.
        preamble: What stands between title and first heading, a page's own lines around it aside.
        sections: The sections in the order of the text.
        blocks: The tables.
        trailer: Where the lines begin that a web page added at the end.
    """

    text: str
    title: Span | None
    preamble: Span | None
    sections: tuple[SectionText, ...]
    blocks: tuple[Block, ...]
    trailer: int

    @cached_property
    def tree(self) -> Tree[Token]:
        """The tree of the document grammar."""
        return outline.tree_of(self, form_patterns())


@cache
def _mark() -> re.Pattern[str]:
    """What stands in a table in the place of a number."""
    return re.compile("|".join(sorted({form.figures["NOT_APPLICABLE"] for form in grammar.compiled().forms.values()})))


class _Reader:
    """Reads one document."""

    def __init__(self, source: Source, reporter: Reporter, labels: frozenset[str], tables: frozenset[str]) -> None:
        self.source = source
        self.text = source.text
        self.reporter = reporter
        self.labels = labels
        self.tables = tables
        self.patterns = form_patterns()
        self.mark = _mark()
        self._end = len(self.text)  # where another report begins
        self._own: Span | None = None  # the title, where another one was looked for

    def read(self) -> Document:
        headings = self._headings()
        first = headings[0].line_start if headings else len(self.text)
        trailer = self._trailer(headings[-1].end if headings else 0)
        named = self._title(first)
        running = list(title.running(self.text, named, headings[0].end, self.patterns)) if named and headings else []
        if running:
            self.source.blank(running)
            self.text = self.source.text
        front = (named[1] if named else 0, first if headings else trailer)
        found = [self._front_table(*front, alone=not headings and named is None)]
        preamble = self._preamble(front, found[0])
        sections: list[SectionText] = []
        for heading, following in zip(headings, [*[later.line_start for later in headings[1:]], trailer], strict=False):
            begin = self._line_end(heading.end)
            sections.append(SectionText(heading.section, heading, begin, max(following, begin)))
            span = (begin, sections[-1].end)
            tabular = heading.section.name in self.tables
            fewest = blocks.FEWEST_LABELS
            found.append(
                blocks.find(
                    heading.section, self.text, span, self.labels, fewest=fewest, mark=self.mark, unlabelled=tabular
                )
            )
            if found[-1] is None and tabular:
                self._report_captions(span)
        return Document(self.text, named, preamble, tuple(sections), tuple(block for block in found if block), trailer)

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    # ---- headings ----

    def _headings(self) -> list[Heading]:
        """Return the six headings in the order of the text: the first of each, a table of contents aside."""
        matches = self.patterns.numbered.finditer(f"\n{self.text}")
        read = [heading for match in matches if (heading := self._heading(match.group(1), match.start()))]
        if len({heading.section.number for heading in read}) < _FEWEST_HEADINGS:
            read = self._otherwise_numbered() or read
        found: list[Heading] = []
        seen: set[int] = set()
        end = 0
        for heading in self._without_contents(read):
            before, end = end, heading.end
            if heading.section.number in seen and self._begins_another((before, heading.line_start), found[0]):
                break
            if heading.section.number in seen:
                self.reporter.add("GX106", heading.start, heading.end, found=self._raw(heading))
                continue
            seen.add(heading.section.number)
            found.append(heading)
        return found

    def _begins_another(self, part: Span, first: Heading) -> bool:
        """Whether another report begins between a heading and one that stands again; it is not read."""
        if self._own is None:
            self._own = title.find(self.text, first.line_start, self.patterns, self._stated_year) or (0, 0)
        other = title.another(self.text, self._own, part, self.patterns)
        if other is None:
            return False
        self.reporter.add("GX114", *other, found=self.source.slice(*other))
        self._end = other[0]
        return True

    def _otherwise_numbered(self) -> list[Heading]:
        """Return headings with numbers of another kind (below a heading over them all, say) or without any.

        They must have known words, and be enough of the six not to be anything else.
        """
        found = [
            heading
            for place, line in lines(self.text, 0, len(self.text))
            if len(line) <= LONGEST_HEADING
            and has_han(line)
            and (heading := self._heading(line, place))
            and heading.how != "misspelt"
        ]
        return found if len({heading.section.number for heading in found}) >= _FEWEST_OTHERWISE_NUMBERED else []

    def _without_contents(self, headings: list[Heading]) -> list[Heading]:
        """Leave out a list of headings with nothing between them, all of which stand again behind it."""
        numbers = [heading.section.number for heading in headings]
        size = 1
        while (
            size < len(headings)
            and numbers[size] not in numbers[:size]
            and not self.text[headings[size - 1].end : headings[size].line_start].strip()
        ):
            size += 1
        listed, others = headings[:size], headings[size:]
        if size < _FEWEST_IN_CONTENTS or not set(numbers[size:]).issuperset(numbers[:size]):
            return headings
        self.reporter.add("GX113", listed[0].start, listed[-1].end)
        return others

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
            own = own and (not spelled.number or spelled.number.isnumeric())
            return Heading(section, place, start, start + len(text), "form" if own else "variant")
        number = numeral(spelled.number)
        scored = [
            (likeness(words, key, _LIKE_HEADING), own_number == number, section)
            for key, own_number, section in self.patterns.numbered_wordings
        ]
        score, numbered, section = max(scored, key=lambda item: item[:2])
        if score < (_LIKE_HEADING if numbered else _LIKE_HEADING_RENUMBERED):
            return None
        if max((likeness(words, label, score) for label in self.labels), default=0.0) >= score:
            return None
        return Heading(section, place, start, start + len(text), "misspelt")

    def _raw(self, heading: Heading) -> str:
        return self.source.slice(heading.start, heading.end)

    # ---- before the first heading ----

    def _title(self, end: int) -> Span | None:
        """Return the span of the title."""
        return title.find(self.text, end, self.patterns, self._stated_year)

    def _stated_year(self) -> int | None:
        """Return the year in which the period that the text states ends."""
        stated = identity.period(self.source, [(0, len(self.text))])
        return stated[0][1][0] if stated else None

    def _preamble(self, span: Span, table: Block | None) -> Span | None:
        """Return the span of the preamble: the lines that are neither a table nor a page's own."""
        start, end = span
        parts = [(start, end)] if table is None else [(start, table.start), (table.end, end)]
        texts = [
            (place + indent, place + indent + len(text))
            for part in parts
            for place, line in lines(self.text, *part)
            for indent, text in [trim(line)]
            if text.strip(_DRAWN) and not self.patterns.is_chrome(text)
        ]
        return (texts[0][0], texts[-1][1]) if texts else None

    def _front_table(self, start: int, end: int, *, alone: bool) -> Block | None:
        """Return the table before the first heading; one row is enough where the text is nothing else."""
        fewest = 1 if alone else blocks.FEWEST_LABELS
        table = blocks.find(None, self.text, (start, end), self.labels, fewest=fewest, mark=self.mark)
        if table and alone and not re.search(r"\d", self.text[table.start : table.end]):
            return None
        return table

    def _report_captions(self, span: Span) -> None:
        """Report headings that stand again as the caption of a picture."""
        for place, line in lines(self.text, *span):
            indent, text = trim(line)
            if text and self.patterns.repeats_heading(text):
                start, end = place + indent, place + indent + len(text)
                self.reporter.add("GX107", start, end, found=self.source.slice(start, end))

    # ---- behind the last section ----

    def _trailer(self, start: int) -> int:
        """Return where the lines at the end begin that a web page added, not the report."""
        trailer = place = self._end
        for line in reversed(self.text[start : self._end].split("\n")):
            place -= len(line)
            if line.strip():
                if not self.patterns.is_chrome(line):
                    break
                trailer = place
            place -= 1
        return max(trailer, start)


def read(source: Source, reporter: Reporter, labels: frozenset[str], tables: frozenset[str]) -> Document:
    """Return the parts of a report.

    Takes the source, the words of all labels of the tables (to know a table where no pipe or tab shows it),
    and the names of the sections that have a table. Headings that are repeated or not in the form's words are reported.
    """
    document = _Reader(source, reporter, labels, tables).read()
    for section in document.sections:
        heading = section.heading
        found = source.slice(heading.start, heading.end)
        own = section.form.heading
        if numeral(spell(found).number) not in (None, section.form.number):
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
