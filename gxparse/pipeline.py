"""From text to report: the stages in their order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gxparse import build, document, editions, grammar, identity, tables
from gxparse.diagnostics import Reporter
from gxparse.lexer import Lexicon
from gxparse.model import Section
from gxparse.parser import parse_table
from gxparse.report import Evidence, NotAReportError, Report, ReportError
from gxparse.source import Source

if TYPE_CHECKING:
    from gxparse.cells import PhysicalRow
    from gxparse.document import Document
    from gxparse.tables import TableText
    from gxparse.tokens import ParsedTable


@cache
def lexicon_of(edition: str) -> Lexicon:
    """Return the vocabulary of an edition."""
    compiled = grammar.compiled()
    return Lexicon(compiled.forms[edition], compiled.document.patterns["PAGE_NUMBER"])


@cache
def _labels() -> frozenset[str]:
    return frozenset().union(*(lexicon_of(edition).words for edition in grammar.compiled().forms))


@cache
def _exclusive_words() -> dict[str, str]:
    return tables.exclusive_words(grammar.compiled().forms.values())


def parse(text: str, *, strict: bool = False) -> Report:
    """Read a report; see `gxparse.parse`."""
    if not isinstance(text, str):
        message = f"parse() takes the report's text as str, not {type(text).__name__}"
        raise TypeError(message)
    source = Source(text)
    reporter = Reporter(source)
    found = document.read(source, reporter, _labels())
    if not (found.title or found.sections or found.blocks):
        reporter.add("GX101", 0)
        diagnostics = reporter.diagnostics()
        raise NotAReportError(diagnostics[0].message, diagnostics)
    report = _Reading(source, reporter, found).report()
    if strict and report.has_errors:
        first = next(d for d in report.diagnostics if d.severity == "error")
        count = sum(d.severity == "error" for d in report.diagnostics)
        message = f"{count} errors, the first in line {first.line}: {first.code} {first.message}"
        raise ReportError(message, report.diagnostics, report)
    return report


class _Reading:
    """Reads the tables and the particulars of one document."""

    def __init__(self, source: Source, reporter: Reporter, found: Document) -> None:
        self.source = source
        self.reporter = reporter
        self.document = found
        self.spans: dict[str, tuple[int, int]] = {}

    def report(self) -> Report:
        source, found = self.source, self.document
        year = self._particulars()
        period = self._period
        self._report_sections()
        rows = tables.cut(source, found.blocks)
        edition = tables.edition_of((row for block in rows for row in block), _exclusive_words())
        if edition is None and rows:
            edition = self._edition_that_fits(rows)
        used = edition or editions.for_year(year)
        texts = tables.sort_rows(found.blocks, rows, lexicon_of(used), source)
        parsed = self.tables(texts, used)
        sections = self._sections()
        if parsed:
            self.spans["edition"] = next((table.start, table.end) for table in parsed.values())
            start = min(table.start for table in parsed.values())
            if edition is None:
                self.reporter.add("GX207", start, path="edition", edition=used)
            elif year is not None and not editions.fits(edition, year):
                self.reporter.add("GX206", start, path="edition", edition=edition, year=year)
        built = {
            name: build.build(build.blueprint_of(table), table.tokens, lexicon_of(used))
            for name, table in parsed.items()
        }
        return Report(
            title=self._slice("title"),
            issuer=identity.issuer(source, found.title),
            year=year,
            edition=used if parsed else None,
            period=period,
            preamble=self._slice("preamble"),
            sections=sections,
            disclosure=built.get("disclosure"),
            applications=built.get("applications"),
            disputes=built.get("disputes"),
            diagnostics=self.reporter.diagnostics(),
            evidence=Evidence(source, found, parsed, used, self.spans),
        )

    def _edition_that_fits(self, rows: list[list[PhysicalRow]]) -> str | None:
        """Return the edition as which most figures of the tables have a place, if that is one."""
        placed: dict[str, int] = {}
        for edition in editions.names():
            texts = tables.sort_rows(self.document.blocks, rows, lexicon_of(edition), self.source)
            parsed = _Reading(self.source, Reporter(self.source), self.document).tables(texts, edition)
            placed[edition] = sum(token.state == "stated" for table in parsed.values() for token in table.tokens)
        best = [edition for edition in placed if placed[edition] == max(placed.values())]
        return best[0] if len(best) == 1 else None

    # ---- title, year, period ----

    def _particulars(self) -> int | None:
        found = self.document
        whole = (0, len(self.source.text))
        sections = {section.form.number: (section.start, section.end) for section in found.sections}
        stated = identity.period(self.source, [whole])
        if found.title is None:
            self.reporter.add("GX102", 0, path="title")
        else:
            self.spans |= {"title": found.title, "issuer": found.title}
        if found.preamble:
            self.spans["preamble"] = found.preamble
        if stated:
            self.spans |= {"period": stated[1], "period.start": stated[1], "period.end": stated[1]}
        self._period = stated[0] if stated else None
        first = [sections[1]] if 1 in sections else []
        narrative = ([found.preamble] if found.preamble else []) + first
        year = identity.year(self.source, found.title, stated, narrative, self.reporter)
        if year is None:
            return None
        self.spans["year"] = year[1]
        return year[0]

    def _slice(self, name: str) -> str | None:
        span = self.spans.get(name)
        return self.source.slice(*span).strip() if span else None

    # ---- sections ----

    def _sections(self) -> tuple[Section, ...]:
        found = []
        if self.document.sections:
            self.spans["sections"] = (self.document.sections[0].heading.start, self.document.sections[-1].end)
        for index, section in enumerate(self.document.sections):
            heading = self.source.slice(section.heading.start, section.heading.end)
            line = self.source.position(section.heading.start)[0]
            text = self.source.slice(section.start, section.end).strip()
            found.append(Section(section.form.number, heading, text, line))
            self.spans[f"sections.{index}"] = (section.heading.start, section.end)
            for part in ("heading", "number", "line"):
                self.spans[f"sections.{index}.{part}"] = (section.heading.start, section.heading.end)
            self.spans[f"sections.{index}.text"] = (section.start, section.end)
        return tuple(found)

    def _report_sections(self) -> None:
        """Report sections that are missing or out of order."""
        sections = self.document.sections
        present = {section.form.number for section in sections}
        for form in grammar.compiled().document.sections:
            if form.number not in present:
                later = [s.heading.start for s in sections if s.form.number > form.number]
                place = min(later, default=len(self.source.text.rstrip()))
                self.reporter.add("GX103", place, path=form.name, expected=[form.heading])
        highest = 0
        for section in sections:
            if section.form.number < highest:
                heading = section.heading
                self.reporter.add(
                    "GX108",
                    heading.start,
                    heading.end,
                    path=section.form.name,
                    expected=[section.form.heading],
                )
            highest = max(highest, section.form.number)

    # ---- tables ----

    def tables(self, texts: list[TableText], edition: str) -> dict[str, ParsedTable]:
        """Parse the tables; report those that are absent or stand under another heading."""
        lexicon = lexicon_of(edition)
        headings = {form.name: form.heading for form in grammar.compiled().document.sections}
        parsed: dict[str, ParsedTable] = {}
        for table in lexicon.form.tables:
            parts = [text for text in texts if text.name == table.name and _says_something(text)]
            if not parts:
                self._report_absent(table.name, headings[table.name])
                continue
            for part in parts:
                if part.section != table.name:
                    start, end = part.rows[0].start, part.rows[0].end
                    self.reporter.add("GX202", start, end, path=table.name, expected=[headings[table.name]])
            whole = parts[0]
            whole.rows = [row for part in parts for row in part.rows]
            parsed[table.name] = parse_table(whole, table, lexicon, self.reporter)
        return parsed

    def _report_absent(self, name: str, heading: str) -> None:
        section = next((s for s in self.document.sections if s.form.name == name), None)
        if section:
            start, end = section.heading.start, section.heading.end
        else:
            start, end = len(self.source.text.rstrip()), None
        self.reporter.add("GX201", start, end, path=name, expected=[heading])


def _says_something(text: TableText) -> bool:
    return any(cell.lexeme.kind in ("label", "figure") for row in text.rows for cell in row.cells)
