"""From text to report: the stages in their order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gxparse import belonging, document, editions, grammar, identity, tables
from gxparse.diagnostics import Reporter
from gxparse.edition_reading import EditionReading, lexicon_of, tables_of_all_editions
from gxparse.errors import NotAReportError, ReportError
from gxparse.evidence import Evidence
from gxparse.source import Source

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from gxparse.cells import Measure, PhysicalRow
    from gxparse.diagnostics import Severity
    from gxparse.document import Document, SectionText
    from gxparse.identity import Dates, Span
    from gxparse.model import Section
    from gxparse.report import Report
    from gxparse.tables import TableText
    from gxparse.tokens import ParsedTable


_MOST_ROWS = 2000  # of tables; no report has as many lines of them, in whatever layout
_LONGEST_ROW = 1000  # characters
_FEWEST_TELLING = 2  # words that only another edition has, for a table to be of that edition


def parse(text: str, *, strict: bool = False) -> Report:
    """Read a report; see `gxparse.parse`."""
    if not isinstance(text, str):
        message = f"parse() takes the report's text as str, not {type(text).__name__}"
        raise TypeError(message)
    report = Reading(text).report()
    if strict and report.has_errors:
        errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity == "error"]
        first = errors[0]
        message = f"{len(errors)} errors, the first in line {first.line}: {first.code} {first.message}"
        raise ReportError(message, report.diagnostics, report)
    return report


class Reading:
    """The stages of reading one text; each is run when it is asked for."""

    def __init__(self, text: str) -> None:
        """Read that text."""
        self.source = Source(text)
        self.reporter = Reporter(self.source)
        self.spans: dict[str, Span] = {}
        self._trials: dict[str, EditionReading] = {}

    @cached_property
    def document(self) -> Document:
        """The parts of the document."""
        return document.read(self.source, self.reporter, grammar.compiled().labels, tables_of_all_editions())

    @cached_property
    def block_rows(self) -> list[list[PhysicalRow]]:
        """The rows of each block of tables as the layout has them."""
        if self._measure == "display":
            return self._rows_as_shown
        return tables.cut(self.source, self.document.blocks, self._measure)

    @cached_property
    def _rows_as_shown(self) -> list[list[PhysicalRow]]:
        """The rows of each block if columns drawn with blanks are as a terminal shows them."""
        return tables.cut(self.source, self.document.blocks)

    @cached_property
    def _measure(self) -> Measure:
        """The measure of columns drawn with blanks."""
        return tables.measure_of(self.source, self.document.blocks, self._rows_as_shown)

    @cached_property
    def _votes(self) -> Counter[str]:
        """How many labels of each edition, and not of all, the tables have."""
        return tables.votes(row for block in self.block_rows for row in block)

    @cached_property
    def edition_of_labels(self) -> str | None:
        """The edition of the form that the tables show, None if nothing in them does."""
        count = sum(map(len, self.block_rows))
        return tables.chosen(self._votes) or (self._edition_that_fits() if 0 < count <= _MOST_ROWS else None)

    @cached_property
    def edition(self) -> str:
        """The edition by which the tables are read."""
        return self.edition_of_labels or editions.for_year(self.year)

    def _as_edition(self, edition: str, block_rows: list[list[PhysicalRow]] | None = None) -> EditionReading:
        rows = tables.cut(self.source, self.document.blocks, self._measure) if block_rows is None else block_rows
        return EditionReading(edition, self.source, self.document, rows, year=self.year, cut_at=self._end_of_a_cut)

    @cached_property
    def by_edition(self) -> EditionReading:
        """The tables as the report's edition reads them; those of other editions are not told yet."""
        trial = self._trials.get(self.edition)
        if trial and not self._of_other_editions(trial.texts):
            return trial
        return self._as_edition(self.edition, None if self._trials else self.block_rows)

    @cached_property
    def tables(self) -> dict[str, ParsedTable]:
        """The tables as their grammars read them."""
        own = self.by_edition
        others = self._of_other_editions(own.texts)
        found = own.tables_without(others) if others else dict(own.tables)
        self.reporter.take_over(own.reporter)
        for name, (edition, text) in others.items():
            reading = self._as_edition(edition, [])
            found[name] = reading.read(text)
            self.reporter.take_over(reading.reporter)
            start, end = text.rows[0].start, text.rows[0].end
            self.reporter.add("GX208", start, end, path=name, edition=edition, other=self.edition)
        return {table.name: found[table.name] for table in lexicon_of(self.edition).form.tables if table.name in found}

    def examine(self) -> Evidence:
        """Run all stages and report what departs from the form; return what a report rests on.

        Raises:
            NotAReportError: The text holds nothing of a report.
        """
        found = self.document
        if not (found.title or found.sections or found.blocks):
            self.reporter.add("GX101", 0)
            diagnostics = self.reporter.diagnostics()
            raise NotAReportError(diagnostics[0].message, diagnostics)
        self._place_parts()
        _ = self.year  # reports where it was found
        self._report_sections()
        parsed = self.tables
        self._report_tables()
        return Evidence(self.source, found, parsed, self.edition, self.spans)

    def report(self) -> Report:
        """Return the report.

        Raises:
            NotAReportError: The text holds nothing of one.
        """
        from gxparse import build
        from gxparse.report import Report

        evidence = self.examine()
        built = {
            name: build.build(build.blueprint_of(table), table.tokens, lexicon_of(table.edition))
            for name, table in self.tables.items()
        }
        return Report(
            title=self._slice("title"),
            issuer=identity.issuer(self.source, self.document.title),
            year=self.year,
            edition=self.edition if built else None,
            period=build.period(*self._stated_period[0]) if self._stated_period else None,
            preamble=self._slice("preamble"),
            sections=self._sections(),
            disclosure=built.get("disclosure"),
            applications=built.get("applications"),
            disputes=built.get("disputes"),
            diagnostics=self.reporter.diagnostics(),
            evidence=evidence,
        )

    # ---- title, year, period ----

    @cached_property
    def _stated_period(self) -> tuple[Dates, Span] | None:
        return identity.period(self.source, [(0, self.document.trailer)])

    def _place_parts(self) -> None:
        """Keep where title, preamble and period stand."""
        found = self.document
        if found.title is None:
            self.reporter.add("GX102", 0, path="title")
        else:
            self.spans |= {"title": found.title, "issuer": found.title}
        if found.preamble:
            self.spans["preamble"] = found.preamble
        if self._stated_period:
            self.spans |= dict.fromkeys(("period", "period.start", "period.end"), self._stated_period[1])

    @cached_property
    def year(self) -> int | None:
        """The year that is reported."""
        found = self.document
        first = [(section.start, section.end) for section in found.sections if section.form.number == 1]
        narrative = ([found.preamble] if found.preamble else []) + first
        year = identity.year(self.source, found.title, self._stated_period, narrative, self.reporter)
        if year is None:
            return None
        self.spans["year"] = year[1]
        return year[0]

    def _slice(self, name: str) -> str | None:
        span = self.spans.get(name)
        return self.source.slice(*span).strip() if span else None

    # ---- sections ----

    def _sections(self) -> tuple[Section, ...]:
        sections = self.document.sections
        if sections:
            self.spans["sections"] = self._trimmed(sections[0].heading.start, sections[-1].end)
        return tuple(self._section(index, section) for index, section in enumerate(sections))

    def _section(self, index: int, section: SectionText) -> Section:
        from gxparse.model import Section

        heading = (section.heading.start, section.heading.end)
        path = f"sections.{index}"
        body = self._trimmed(section.start, section.end)
        self.spans |= {path: (heading[0], max(heading[1], body[1])), f"{path}.text": body}
        self.spans |= {f"{path}.{part}": heading for part in ("heading", "number", "line")}
        text = self.source.slice(*body)
        line = self.source.position(heading[0])[0]
        return Section(section.form.number, self.source.slice(*heading), text, line)

    def _trimmed(self, start: int, end: int) -> Span:
        """Return a span without the white space around it."""
        text = self.source.text[start:end]
        stripped = text.strip()
        first = start + (text.index(stripped[0]) if stripped else 0)
        return first, first + len(stripped)

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
                heading, form = section.heading, section.form
                self.reporter.add("GX108", heading.start, heading.end, path=form.name, expected=[form.heading])
            highest = max(highest, section.form.number)

    # ---- tables ----

    @property
    def _end_of_a_cut(self) -> int | None:
        """Where the text ends, if that is a report cut off: it has no last section and an open cell or line."""
        found = self.document
        last = len(grammar.compiled().document.sections)
        is_report = found.title or len(found.sections) > 1
        text = self.source.text.rstrip()
        whole = len(text) < len(self.source.text) and not _is_open(text)
        whole = whole or any(section.form.number == last for section in found.sections)
        return len(text) if is_report and not whole else None

    def _of_other_editions(self, texts: Mapping[str, list[TableText]]) -> dict[str, tuple[str, TableText]]:
        """Return the tables whose own words are those of another edition than the report's, with that edition."""
        found: dict[str, tuple[str, TableText]] = {}
        if len(self._votes) <= 1:
            return found
        for name, parts in texts.items():
            text = tables.joined(parts)
            own = tables.chosen(tables.votes(text.rows), _FEWEST_TELLING)
            if own and own != self.edition:
                found[name] = (own, text)
        return found

    def _edition_that_fits(self) -> str | None:
        """Return the edition in which the fewest labels are not there and the fewest figures without a place."""
        for edition in grammar.compiled().forms:  # rows are changed in being read: each trial has its own
            self._trials[edition] = self._as_edition(edition, None if self._trials else self.block_rows)
        fewest = min(trial.amiss for trial in self._trials.values())
        least = [edition for edition, trial in self._trials.items() if trial.amiss == fewest]
        return least[0] if len(least) == 1 else None

    def _report_tables(self) -> None:
        """Report tables that are absent, stand under another heading, or are of another year's form."""
        headings = {form.name: form.heading for form in grammar.compiled().document.sections}
        for table in lexicon_of(self.edition).form.tables:
            if table.name not in self.tables:
                self._report_absent(table.name, headings[table.name])
            for part in self.by_edition.texts.get(table.name, []):
                if part.section != table.name:
                    start, end = part.rows[0].start, part.rows[0].end
                    self.reporter.add("GX202", start, end, path=table.name, expected=[headings[table.name]])
                self._report_caption(table.name, part)
        self._report_passed_over(headings)
        if not self.tables:
            return
        self.spans["edition"] = next((table.start, table.end) for table in self.tables.values())
        start = min(table.start for table in self.tables.values())
        if self.edition_of_labels is None:
            severity: Severity | None = "info" if self.year and editions.fits(self.edition, self.year) else None
            self.reporter.add("GX207", start, path="edition", severity=severity, edition=self.edition)
        elif self.year is not None and not editions.fits(self.edition, self.year):
            self.reporter.add("GX206", start, path="edition", edition=self.edition, year=self.year)

    def _report_passed_over(self, headings: Mapping[str, str]) -> None:
        """Report tables that have rows of the form and are not the report's own."""
        for part in self.by_edition.belonging.others:
            if id(part) in self.by_edition.belonging.captions:
                caption = self.by_edition.belonging.captions[id(part)].span
                self.reporter.add("GX212", *caption, path=part.name, found=self.source.slice(*caption))
            elif belonging.is_table(part):
                start, end = part.rows[0].start, part.rows[-1].end
                self.reporter.add("GX209", start, end, path=part.name, expected=[headings[part.name]])

    def _report_caption(self, name: str, part: TableText) -> None:
        """Report a line right above a table that says that it is of another year."""
        caption = self.by_edition.belonging.captions.get(id(part))
        if caption:
            found = self.source.slice(*caption.span)
            self.reporter.add("GX210", *caption.span, path=name, found=found, year=self.year)

    def _report_absent(self, name: str, heading: str) -> None:
        section = next((s for s in self.document.sections if s.form.name == name), None)
        if section:
            self.reporter.add("GX201", section.heading.start, section.heading.end, path=name, expected=[heading])
        else:
            self.reporter.add("GX201", len(self.source.text.rstrip()), path=name, expected=[heading])


def _is_open(text: str) -> bool:
    """Whether the last line of a text is a cell that no pipe or tag closes, as one closes those in the line before."""
    above, last = ["", *text[-_LONGEST_ROW:].split("\n")][-2:]
    in_cell = last.rpartition("<td")[2] if "<td" in last else ""
    return ("|" in last and last[-1] != "|" == above[-1:]) or (bool(in_cell) and "</td" not in in_cell)
