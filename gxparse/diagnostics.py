"""Diagnostics: what the parser has to say of a text, as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import attrs

from gxparse.catalogue import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.cells import Cell
    from gxparse.source import Source

Severity = Literal["error", "warning", "info"]
_LONGEST_WORDS = 40


@attrs.frozen
class Diagnostic:
    """One thing to say about a place of the text.

    Attributes:
        code: Stable name of the kind, `GX…`; see `gxparse.catalogue`.
        severity: `error` (a stated figure could not be placed, or a required part is absent), `warning`
            (read, but the text departs from the form) or `info` (a harmless oddity).
        message: One English sentence with the form's Chinese labels.
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

    def to_dict(self) -> dict[str, Any]:
        """Return the same names as a JSON-able dict."""
        return {
            field.name: list(value) if isinstance(value := getattr(self, field.name), tuple) else value
            for field in attrs.fields(Diagnostic)
        }


class Reporter:
    """Collects the diagnostics of one text; stages speak of offsets in the folded text."""

    def __init__(self, source: Source) -> None:
        """Report about that source."""
        self.source = source
        self._found: list[tuple[int, Diagnostic]] = []
        self.cut_at: int | None = None  # where a report was cut off that ends in the middle

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

        `words` fill the code's message and hint; `severity` overrides the code's own where the catalogue
        says that it may.
        """
        kind = CODES[code]
        line, column = self.source.position(start)
        end_line, end_column = (line, column) if end is None else self.source.position(end)
        expected = tuple(expected)
        words = {
            "expected": " or ".join(f"「{label}」" for label in expected),
            "found": found,
            "path": path,
        } | words
        diagnostic = Diagnostic(
            code=code,
            severity=severity or kind.severity,
            message=kind.message.format(**words),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            path=path,
            expected=expected,
            found=found,
            hint=kind.hint.format(**words) if kind.hint else None,
        )
        self._found.append((start, diagnostic))

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
    return "".join(re.sub(r"(?<=[0-9])\s*\n\s*(?=[0-9])", "⏎", text).splitlines())
