"""What each stage of the reading hands on to the next, to see where a text goes wrong."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from gxparse import grammar, pipeline, rendering, rows, tables, tree_view
from gxparse.edition_reading import lexicon_of
from gxparse.errors import NotAReportError
from gxparse.language import Phrase
from gxparse.rows import Head, LogicalRow, Loose
from gxparse.tree_view import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.blocks import Block
    from gxparse.cells import Cell, PhysicalRow
    from gxparse.diagnostics import Diagnostic
    from gxparse.document import Document
    from gxparse.document_form import SectionForm
    from gxparse.evidence import Evidence
    from gxparse.rows import Event
    from gxparse.source import Source
    from gxparse.tables import TableText
    from gxparse.tree_view import Line, Node


_HEAD = tree_view.STYLES["rule"]
_EVENTS = {LogicalRow: "row", Head: "head", Loose: "loose"}
_Found = TypeVar("_Found")


class SectionAbsentError(LookupError):
    """The text does not have the section that was asked for.

    Attributes:
        reason: What is absent, in each language; the message is the English one.
    """

    def __init__(self, number: int, heading: str) -> None:
        """Take the number and the heading of the section."""
        self.reason = Phrase(
            f"section {number} 「{heading}」 is not in the text", f"文本中没有第{number}部分「{heading}」"
        )
        super().__init__(self.reason.en)


class View(NamedTuple):
    """What a stage hands on: as JSON-able data (made when it is called for), and as lines with their styles."""

    data: Callable[[], Any]
    lines: list[Line]


class Stages:
    """The stages of reading one text, each run when it is looked at.

    Args:
        text: The text of a report, or of anything else.
        section: Show only this section of the form, 1 to 6.
        positions: Show the position of everything in a tree.
    """

    def __init__(self, text: str, *, section: int | None = None, positions: bool = False) -> None:
        self.text = text
        self.section = section
        self.positions = positions

    # ---- the stages ----

    @cached_property
    def _reading(self) -> pipeline.Reading:
        return pipeline.Reading(self.text)

    @property
    def folded(self) -> Source:
        """The folded text."""
        return self._reading.source

    @property
    def parts(self) -> Document:
        """The parts of the document."""
        return self._reading.document

    @property
    def physical(self) -> list[list[PhysicalRow]]:
        """The rows of each block of tables, without lexemes."""
        return self._reading.block_rows

    @property
    def edition(self) -> str:
        """The edition of the form by which the tables are read."""
        return self._reading.edition

    @property
    def texts(self) -> list[TableText]:
        """The rows of each table; from here on cells have lexemes."""
        return [tables.joined(parts) for parts in self._reading.by_edition.texts.values()]

    @cached_property
    def evidence(self) -> Evidence:
        """What a report rests on.

        Raises:
            NotAReportError: The text holds nothing of a report.
        """
        return self._reading.examine()

    # ---- one section ----

    @cached_property
    def _form(self) -> SectionForm | None:
        """The section that is to be shown, as the grammar has it."""
        return None if self.section is None else grammar.compiled().document.sections[self.section - 1]

    @property
    def _name(self) -> str | None:
        return self._form.name if self._form else None

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of the text, or of the section that is shown."""
        try:
            _ = self.evidence
        except NotAReportError as error:
            return error.diagnostics
        return tuple(found for found in self._reading.reporter.diagnostics() if self._concerns(found))

    def _concerns(self, diagnostic: Diagnostic) -> bool:
        """Return whether a diagnostic is about the section that is shown: by its path, or by its line."""
        if self._name is None:
            return True
        path = diagnostic.path or ""
        if path == self._name or path.startswith(f"{self._name}."):
            return True
        sections = [
            (section.form.number, self.folded.position(section.heading.start)[0]) for section in self.parts.sections
        ]
        ends = [line for _, line in sections[1:]]
        return any(
            number == self.section and line <= diagnostic.line < (end or diagnostic.line + 1)
            for (number, line), end in zip_longest(sections, ends)
        )

    # ---- views ----

    def view(self, stage: str) -> View:
        """Return what a stage hands on.

        Raises:
            NotAReportError: The stage needs a report and the text is none.
            SectionAbsentError: The text does not have the section that was asked for.
        """
        shown: Callable[[], View] = getattr(self, f"_view_{stage}")
        return shown()

    def _view_source(self) -> View:
        first, last = 0, len(self.folded.text)
        if self._name is not None:
            found = self._required([part for part in self.parts.sections if part.form.name == self._name])
            first, last = found[0].heading.start, found[0].end
        start = self.folded.text.count("\n", 0, first) + 1
        lines = list(enumerate(self.folded.text[first:last].split("\n"), start))
        width = len(str(lines[-1][0]))
        return View(
            lambda: [{"line": number, "text": line} for number, line in lines],
            [(f"{number:>{width}} | {_visible(line)}".rstrip(), None) for number, line in lines],
        )

    def _view_document(self) -> View:
        return self._tree(tree_view.document(self.parts.tree))

    def _view_tree(self) -> View:
        return self._tree(tree_view.report(self.evidence))

    def _tree(self, root: Node) -> View:
        if self.section is not None:
            found = self._required([tree_view.section(root, self.section)])
            root = found[0]
        lines = tree_view.lines(root, self.folded, positions=self.positions)
        return View(lambda: tree_view.to_dict(root, self.folded), list(lines))

    def _view_cells(self) -> View:
        return self._blocks(self.physical, with_lexemes=False)

    def _view_tokens(self) -> View:
        _ = self.texts  # gives the cells their lexemes
        return self._blocks(self._reading.by_edition.block_rows, with_lexemes=True)

    def _blocks(self, physical: list[list[PhysicalRow]], *, with_lexemes: bool) -> View:
        blocks = [
            self._block(block, rows_of_block, with_lexemes=with_lexemes)
            for block, rows_of_block in zip(self.parts.blocks, physical, strict=True)
            if self._name is None or (block.section and block.section.name == self._name)
        ]
        self._required(blocks)
        return View(lambda: blocks, list(_block_lines(blocks)))

    def _block(self, block: Block, found: list[PhysicalRow], *, with_lexemes: bool) -> dict[str, Any]:
        return {
            "section": block.section.name if block.section else None,
            **self._place(block.start),
            "rows": [
                {
                    **self._place(row.start),
                    "bounded": row.bounded,
                    "cells": [self._cell(cell, with_lexeme=with_lexemes) for cell in row.cells],
                }
                for row in found
            ],
        }

    def _cell(self, cell: Cell, *, with_lexeme: bool) -> dict[str, Any]:
        found = {"index": cell.column, **self._place(cell.start), "text": cell.text}
        if with_lexeme:
            terminals = dict.fromkeys(entry.terminal for entry in cell.lexeme.entries)
            found |= {"kind": cell.lexeme.kind, "terminals": list(terminals)}
        return found

    def _view_rows(self) -> View:
        lexicon = lexicon_of(self.edition)
        forms = {table.name: table for table in lexicon.form.tables}
        found = [
            {
                "table": text.name,
                "edition": self.edition,
                **self._place(text.rows[0].start),
                "events": [self._event(event) for event in rows.segment(text.rows, forms[text.name], lexicon).events],
            }
            for text in self.texts
            if self._name in (None, text.name)
        ]
        self._required(found)
        return View(lambda: found, list(_event_lines(found)))

    def _event(self, event: Event) -> dict[str, Any]:
        found: dict[str, Any] = {"event": _EVENTS[type(event)], "terminal": event.terminal}
        if not isinstance(event, LogicalRow):
            return {**found, **self._place(event.cell.start), "text": event.cell.text}
        return {
            **found,
            **self._place(event.start),
            "text": event.label.text if event.label else None,
            "before": [cell.text for cell in event.lead],
            "values": [cell.text for cell in event.values],
        }

    def _view_model(self) -> View:
        data = pipeline.parse(self.text).to_dict()
        if self._name is not None:
            sections = [section for section in data["sections"] if section["number"] == self.section]
            table = {self._name: data[self._name]} if data.get(self._name) else {}
            self._required([*sections, *table])
            data = {"sections": sections, **table, "diagnostics": [found.to_dict() for found in self.diagnostics()]}
        import json

        text = json.dumps(data, ensure_ascii=False, indent=2)
        return View(lambda: data, [(line, None) for line in text.split("\n")])

    def _place(self, start: int) -> dict[str, int]:
        line, column = self.folded.position(start)
        return {"line": line, "column": column}

    def _required(self, found: Sequence[_Found | None]) -> list[_Found]:
        """Return what was found of the section that was asked for; nothing only if it is there all the same."""
        some = [item for item in found if item is not None]
        form = self._form
        if some or form is None or any(part.form.name == form.name for part in self.parts.sections):
            return some
        raise SectionAbsentError(form.number, form.heading)


def _block_lines(blocks: list[dict[str, Any]]) -> Iterator[Line]:
    for block in blocks:
        section = f"in section {block['section']}" if block["section"] else "before the first section"
        yield f"block {_at(block)} {section}", _HEAD
        for row in block["rows"]:
            yield f"  row {_at(row)}{'' if row['bounded'] else ' not'} bounded", None
            for cell in row["cells"]:
                kind = f"{cell['kind']} " if "kind" in cell else ""
                terminals = "".join(f" {terminal}" for terminal in cell.get("terminals", ()))
                yield f"    {cell['index']} {_at(cell)} {kind}{quoted(cell['text'])}{terminals}", None


def _event_lines(found: list[dict[str, Any]]) -> Iterator[Line]:
    for table in found:
        yield f"{table['table']} {_at(table)} (table, form of {table['edition']})", _HEAD
        for event in table["events"]:
            label = "without a label" if event["text"] is None else quoted(event["text"])
            yield f"  {event['event']} {_at(event)} {event['terminal'] or '?'} {label}", None
            for name in ("before", "values"):
                if event.get(name):
                    yield f"    {name} {' '.join(map(quoted, event[name]))}", None


def _at(found: dict[str, Any]) -> str:
    return f"{found['line']}:{found['column']}"


def _visible(text: str) -> str:
    """Return a line of text in which characters that are not seen are."""
    return "".join(
        f"<U+{ord(character):04X}>" if unicodedata.category(character) == "Cf" else rendering.printable(character)
        for character in text
    )
