"""Reads the tables of a text by the vocabulary and the grammars of one edition of the form."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from gxparse import belonging, captions, grammar, tables
from gxparse.cells import Cell, lines
from gxparse.diagnostics import Reporter
from gxparse.lexer import Lexicon
from gxparse.parser import parse_table
from gxparse.spelling import trim
from gxparse.units import LONGEST_REMARK

if TYPE_CHECKING:
    from collections.abc import Container

    from gxparse.belonging import Belonging
    from gxparse.cells import PhysicalRow
    from gxparse.document import Document
    from gxparse.source import Source
    from gxparse.tables import TableText
    from gxparse.tokens import ParsedTable


# heads that are not there or others, rows and figures without a place, too few or too many, or of another kind
_AGAINST_EDITION = frozenset(("GX203", "GX205", "GX211", "GX303", "GX304", "GX308", "GX309", "GX310", "GX319", "GX401"))


@cache
def lexicon_of(edition: str) -> Lexicon:
    """Return the vocabulary of an edition."""
    compiled = grammar.compiled()
    patterns = compiled.document.patterns
    return Lexicon(compiled.forms[edition], f"{patterns['PAGE_NUMBER']}|{patterns['PAGE_EDGE']}")


@cache
def tables_of_all_editions() -> frozenset[str]:
    """Return the names of the tables that some edition has."""
    return frozenset(table.name for form in grammar.compiled().forms.values() for table in form.tables)


class EditionReading:
    """The tables of a text as one edition reads them; each step is done when it is asked for.

    Takes the document, the rows of its blocks, which are its own to change, the report's year, and the end of the
    text if that is a report cut off. What departs from the form is in `reporter`.
    """

    def __init__(
        self,
        edition: str,
        source: Source,
        document: Document,
        block_rows: list[list[PhysicalRow]],
        *,
        year: int | None,
        cut_at: int | None,
    ) -> None:
        self.edition = edition
        self.block_rows = block_rows
        self.reporter = Reporter(source)
        self.reporter.year, self.reporter.cut_at = year, cut_at
        self._source = source
        self._document = document
        self._lexicon = lexicon_of(edition)

    @cached_property
    def belonging(self) -> Belonging:
        """The parts of the report's tables, and those of others that look like them."""
        found = tables.sort_rows(self._document.blocks, self.block_rows, self._lexicon, self._source)
        parts = [text for text in found if _says_something(text)]
        text, year = self._source.text, self.reporter.year
        told = {id(part): captions.of_others(text, part.rows[0].start, year) for part in parts}
        known = {part: caption for part, caption in told.items() if caption}
        return belonging.divide(parts, tables_of_all_editions(), known)

    @cached_property
    def texts(self) -> dict[str, list[TableText]]:
        """The rows of each of the report's tables, in one or more parts; their cells have lexemes."""
        found: dict[str, list[TableText]] = {}
        for part in self.belonging.own:
            found.setdefault(part.name, []).append(part)
        return found

    @cached_property
    def tables(self) -> dict[str, ParsedTable]:
        """All tables of the report as the grammars of this edition read them."""
        return self.tables_without(())

    def tables_without(self, names: Container[str]) -> dict[str, ParsedTable]:
        """Return the tables but those of these names; `reporter` then has what departs from the form."""
        return self._parse({name: tables.joined(parts) for name, parts in self.texts.items() if name not in names})

    def read(self, text: TableText) -> ParsedTable:
        """Return a table of the report that was sorted by another edition."""
        text.rows = tables.with_lexemes(text.rows, self._lexicon, self._source)
        return self._parse({text.name: text})[text.name]

    @cached_property
    def amiss(self) -> int:
        """How many labels and figures have no place in this edition, or are not there."""
        _ = self.tables
        against = [found for found in self.reporter.diagnostics() if found.code in _AGAINST_EDITION]
        return sum(max(1, len(found.expected)) for found in against)

    def _parse(self, texts: dict[str, TableText]) -> dict[str, ParsedTable]:
        habits = tables.Habits(texts.values())
        return {
            table.name: parse_table(
                texts[table.name],
                table,
                self._lexicon,
                self.reporter,
                habits=habits,
                unit_remarks=partial(self._unit_remarks, table.name),
            )
            for table in self._lexicon.form.tables
            if table.name in texts
        }

    def _unit_remarks(self, name: str) -> list[Cell]:
        """Return the short lines around the table of a section that say in which unit figures are."""
        section = next((section for section in self._document.sections if section.form.name == name), None)
        if section is None:
            return []
        block = next((block for block in self._document.blocks if block.section is section.form), None)
        start, end = section.start, section.end
        text, lexicon = self._source.text, self._lexicon
        around = [(start, block.start), (block.end, end)] if block else [(start, end)]
        parts = [(first, last) for first, last in around if text[first:last].strip()]  # there is mostly nothing
        found: list[Cell] = []
        if not any(lexicon.may_name_unit(text, *part) for part in parts):
            return found
        for place, line in (line for part in parts for line in lines(text, *part)):
            indent, words = trim(line)
            if len(words) > LONGEST_REMARK or not lexicon.may_name_unit(words):
                continue
            cell = Cell(words, place + indent, place + indent + len(words), 0)
            cell.lexeme = lexicon.lexeme(words)
            if lexicon.is_unit_remark(cell.lexeme.spelling.folded):
                found.append(cell)
        return found


def _says_something(text: TableText) -> bool:
    return any(cell.lexeme.kind in ("label", "figure") for row in text.rows for cell in row.cells)
