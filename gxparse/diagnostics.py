"""Diagnostics: what the parser has to say of a text, as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import attrs

from gxparse.catalogue import CODES
from gxparse.catalogue.words import alternatives
from gxparse.language import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gxparse.cells import Cell
    from gxparse.language import Language
    from gxparse.source import Source

Severity = Literal["error", "warning", "info"]
_LONGEST_WORDS = 40


@attrs.frozen
class Diagnostic:
    """One thing to say about a place of the text.

    Message and hint are English; `in_language` gives the same in Chinese.

    Attributes:
        code: Stable name of the kind, `GX…`; see `gxparse.catalogue`.
        severity: `error` (a stated figure could not be placed, or a required part is absent), `warning`
            (read, but the text departs from the form) or `info` (a harmless oddity).
        message: One sentence with the form's Chinese labels.
        line: Line in the caller's text, from 1.
        column: Column in that line, from 1, in characters.
        end_line: Line of the end.
        end_column: Column behind the last character.
        path: Dotted path of the value, row or table concerned, or None.
        expected: The form's own labels (or kinds of figure) that could stand there.
        found: What the text has there, or None.
        hint: What to do about it, or None.
    """

    code: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: str | None = None
    expected: tuple[str, ...] = ()
    found: str | None = None
    hint: str | None = None
    # what else fills the templates of message and hint; None if no reader made this, but the caller
    _words: Mapping[str, object] | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the same names as a JSON-able dict."""
        return {
            name: list(value) if isinstance(value := getattr(self, name), tuple) else value for name in _PUBLIC_NAMES
        }

    def in_language(self, language: Language) -> Diagnostic:
        """Return the diagnostic with its message and hint in a language, `en` or `zh`.

        One that does not come from reading a text, but was made from its fields, stays as it is: its message
        may be the caller's own.
        """
        if self._words is None:
            return self
        text = CODES[self.code].within(language)
        fields = _fields(language, self.expected, self.found, self.path, self._words)
        return attrs.evolve(
            self,
            message=text.message.format_map(fields),
            hint=_filled(text.hint, fields),
        )


_PUBLIC_NAMES = tuple(field.name for field in attrs.fields(Diagnostic) if not field.name.startswith("_"))


def _fields(
    language: Language,
    expected: tuple[str, ...],
    found: str | None,
    path: str | None,
    words: Mapping[str, object],
) -> dict[str, object]:
    """Return what fills the templates of a message and its hint in a language."""
    labels = alternatives(expected, language) if expected else ""
    fields: dict[str, object] = {"expected": labels, "found": found, "path": path}
    for name, word in words.items():
        fields[name] = word.within(language) if isinstance(word, Phrase) else word
    return fields


def _filled(template: str | None, fields: Mapping[str, object]) -> str | None:
    """Return a hint with its fields; most have none."""
    return template.format_map(fields) if template and "{" in template else template


class Reporter:
    """Collects the diagnostics of one text; stages speak of offsets in the folded text."""

    def __init__(self, source: Source) -> None:
        """Report about that source."""
        self.source = source
        self._found: list[tuple[int, Diagnostic]] = []
        self.cut_at: int | None = None  # where a report was cut off that ends in the middle
        self.year: int | None = None  # the report's

    def add(
        self,
        code: str,
        start: int,
        end: int | None = None,
        *,
        path: str | None = None,
        expected: Iterable[str] = (),
        found: str | None = None,
        severity: Severity | None = None,
        **words: object,
    ) -> None:
        """Add a diagnostic about a span (or a point) of the folded text.

        `words` fill the code's message and hint, phrases in the language of each; `severity` overrides the
        code's own where the catalogue says that it may.
        """
        kind = CODES[code]
        line, column, end_line, end_column = self.source.span(start, start if end is None else end)
        expected = tuple(expected)
        fields = _fields("en", expected, found, path, words)
        diagnostic = Diagnostic(
            code=code,
            severity=severity or kind.severity,
            message=kind.en.message.format_map(fields),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            path=path,
            expected=expected,
            found=found,
            hint=_filled(kind.en.hint, fields),
            words=words,
        )
        self._found.append((start, diagnostic))

    def take_over(self, other: Reporter) -> None:
        """Add the diagnostics of another reporter about the same text."""
        self._found += other._found

    def words(self, cell: Cell) -> str:
        """Return a cell's words as the caller wrote them, on one line, shortened if there are many."""
        words = _one_line(self.source.slice(cell.start, cell.end))
        if len(words) > 2 * len(cell.text):  # its pieces stand apart, with others between
            words = _one_line(cell.text)
        return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all diagnostics in the order of the text (those about one place as they were added)."""
        return tuple(diagnostic for _, diagnostic in sorted(self._found, key=lambda item: item[0]))


def _one_line(text: str) -> str:
    """Return a text of several lines as one, in which the end of a line within digits is seen."""
    if "\n" in text:
        text = re.sub(r"(?<=[0-9])\s*\n\s*(?=[0-9])", "⏎", text)
    return "".join(text.splitlines())
