"""The text of a report's sections as rules ask for it, and the statements that they look for in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.findings import Place
from gxparse.spelling import fold

if TYPE_CHECKING:
    from gxparse.document_form import SectionForm
    from gxparse.report import Report
    from gxparse.rules.subject import Subject

NARRATIVE = (1, 5)  # the sections that have to say something of their own


@cache
def statement(name: str) -> re.Pattern[str]:
    """Return the pattern of a statement; see `grammar/statements.lark`."""
    return re.compile(grammar.compiled().statements[name])


def section_form(number: int) -> SectionForm:
    """Return what the form says of a section."""
    return grammar.compiled().document.sections[number - 1]


def numbers_of_section(number: int) -> tuple[int, str]:
    """Return a section's number, and the same as the form writes it."""
    return number, section_form(number).heading[0]


def place_of_section(subject: Subject, number: int, part: str = "") -> Place | None:
    """Return where the first section (or a part of it) stands that is the form's of a number; None if there is none."""
    found = [(index, section) for index, section in enumerate(subject.report.sections) if section.number == number]
    if not found:
        return None
    index, section = found[0]
    return subject.figures.part(f"sections.{index}{part}") or Place(section.line, 1, section.line, 1)


def section_text(report: Report, number: int) -> str:
    """Return the text of all sections that are the form's of a number, whatever number their headings print."""
    return "\n".join(section.text for section in report.sections if section.number == number)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as they are compared: simplified, without white space, width folded."""
    from gxparse.source import converter

    simplified = text if text.isascii() else str(converter("t2s").convert(text))
    return [folded for each in statement("SENTENCE_END").split(simplified) if (folded := fold(each))]


def clauses(text: str) -> list[str]:
    """Return the clauses of a text as they are compared."""
    return [clause for each in sentences(text) for clause in statement("CLAUSE_END").split(each) if clause]
