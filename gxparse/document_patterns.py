"""The terminals of the document grammar as patterns: what a line of a report is known by."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.spelling import INDENT, numeral, spell

if TYPE_CHECKING:
    from gxparse.document_form import DocumentForm, SectionForm

LONGEST_HEADING = 60
_LONGEST_LABEL = 80
_LAST_LETTERS = 2


class Patterns:
    """The document grammar's terminals, ready to match."""

    def __init__(self, form: DocumentForm) -> None:
        self._form = form
        self.wordings = {
            spell(heading).words: (section, not index)
            for section in form.sections
            for index, heading in enumerate(section.headings)
        }
        # what any wording of a heading ends with: a first look that saves the patterns
        self._letters = frozenset("".join(section.pattern for section in form.sections) + "".join(self.wordings))

    def _compiled(self, *terminals: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{self._form.patterns[terminal]})" for terminal in terminals))

    @cached_property
    def numbered_wordings(self) -> list[tuple[str, int | None, SectionForm]]:
        """The wordings of the headings with the number that the form gives each section."""
        return [
            (words, numeral(spell(section.heading).number), section) for words, (section, _) in self.wordings.items()
        ]

    @cached_property
    def title(self) -> re.Pattern[str]:
        """A title."""
        return self._compiled("TITLE")

    @cached_property
    def page_title(self) -> re.Pattern[str]:
        """A title with what a web page or a file adds to it."""
        return self._compiled("PAGE_TITLE")

    @cached_property
    def issuer(self) -> re.Pattern[str]:
        """What may be the name of an office."""
        return self._compiled("ISSUER")

    @cached_property
    def issuer_in_brackets(self) -> re.Pattern[str]:
        """The name of an office below a title."""
        return re.compile(rf"\({self.issuer.pattern}\)")

    @cached_property
    def year_in_brackets(self) -> re.Pattern[str]:
        """A year below a title."""
        return re.compile(rf"\(?{self._compiled('TITLE_YEAR').pattern}\)?")

    @cached_property
    def chrome(self) -> re.Pattern[str]:
        """A line that a web page puts around a report."""
        return self._compiled("METADATA", "TRAILER", "PAGE_NUMBER")

    @cached_property
    def subheading(self) -> re.Pattern[str]:
        """The beginning of a subsection."""
        return self._compiled("SUBHEADING")

    @cached_property
    def point(self) -> re.Pattern[str]:
        """The beginning of a numbered point."""
        return self._compiled("POINT")

    @cached_property
    def caption(self) -> re.Pattern[str]:
        """The caption of a table or picture."""
        return self._compiled("CAPTION")

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """The end of a line, and behind it a line that may be a heading: so a character tells where to look."""
        number = self._form.patterns["NUMBER_HEADING"]
        return re.compile(rf"\n({INDENT}(?:{number})[^|\t\n]{{0,{LONGEST_HEADING}}})(?=\n|\Z)")

    @cached_property
    def headings(self) -> list[tuple[SectionForm, re.Pattern[str]]]:
        """Other wordings of each section's heading."""
        return [(section, re.compile(f"(?:{section.pattern})")) for section in self._form.sections]

    def section_of(self, words: str) -> tuple[SectionForm, bool] | None:
        """Return the section whose heading has these words, and whether they are the form's own."""
        exact = self.wordings.get(words)
        if exact:
            return exact
        return next(((section, False) for section, pattern in self.headings if pattern.fullmatch(words)), None)

    def is_chrome(self, line: str) -> bool:
        """Whether a line is one of those that a web page puts around a report."""
        return len(line) <= _LONGEST_LABEL and self.chrome.fullmatch(spell(line).folded) is not None

    def repeats_heading(self, line: str) -> bool:
        """Whether a line is the words of a heading without a number."""
        if len(line) > LONGEST_HEADING:
            return False
        spelled = spell(line)
        if spelled.number or not self._letters.issuperset(spelled.words[-_LAST_LETTERS:]):
            return False
        return self.section_of(spelled.words) is not None


@cache
def form_patterns() -> Patterns:
    """Return the patterns of the document grammar, compiled once."""
    return Patterns(grammar.compiled().document)
