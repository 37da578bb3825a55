"""What the compiled document grammar says of the report: its sections in order, its words and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lark.grammar import Rule

_SECTIONS = "_section"
_TITLE = "TITLE_NAME"


class SectionForm(NamedTuple):
    """A section of the form: its number, the rule that describes it, its heading's terminal and wordings.

    `headings` are literal wordings, the form's own first; `pattern` matches other wordings in use.
    """

    number: int
    name: str
    terminal: str
    headings: tuple[str, ...]
    pattern: str

    @property
    def heading(self) -> str:
        """The heading as the form prints it."""
        return self.headings[0]


class DocumentForm(NamedTuple):
    """The sections of the form in order, the patterns of the other terminals by name, and what a title ends with."""

    sections: tuple[SectionForm, ...]
    patterns: dict[str, str]
    title: str


def read(rules: Sequence[Rule], spellings: Iterable[tuple[str, list[str], list[str]]]) -> DocumentForm:
    """Return what the rules and terminals of the document grammar say."""
    words = {
        name: (literals, "|".join(f"(?:{pattern})" for pattern in patterns)) for name, literals, patterns in spellings
    }
    names = [rule.expansion[0].name for rule in rules if rule.origin.name == _SECTIONS]
    opener = {rule.origin.name: rule.expansion[0].name for rule in rules if rule.origin.name in names}
    sections = tuple(
        SectionForm(number, name, opener[name], tuple(words[opener[name]][0]), words[opener[name]][1])
        for number, name in enumerate(names, 1)
    )
    headings = set(opener.values())
    patterns = {name: pattern for name, (_, pattern) in words.items() if name not in headings and pattern}
    return DocumentForm(sections, patterns, words[_TITLE][0][0])
