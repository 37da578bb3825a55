"""Shows diagnostics to people: a line, or that line with the place in the text and a caret under it.

Columns are those of a terminal: wide and full-width characters take two, combining marks and invisible ones
none. Characters that a terminal prints in one or two columns, as its settings are (East Asian "ambiguous":
“ ” — ①), count as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from gxparse.language import Phrase
from gxparse.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.diagnostics import Diagnostic
    from gxparse.language import Language

COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
SEVERITIES = {
    "error": Phrase("error", "错误"),
    "warning": Phrase("warning", "警告"),
    "info": Phrase("info", "提示"),
}
_EXPECTED = Phrase("expected", "应为")
_HINT = Phrase("hint", "建议")
_PLACE = "1"
_GUTTER = "34"
_TAB = 4
_WIDEST = 100  # columns of the source line that are shown
_CONTEXT = 30  # columns of it before the span, where the line has to be cut
_REACH = 8  # characters for each such column to look at (invisible ones take no column)
_MOST_LABELS = 5
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = "…"
_CONTROL_PICTURES = {**{chr(code): chr(0x2400 + code) for code in range(0x20)}, "\x7f": "\u2421"}
_LINE_END = re.compile("\r\n|\r|\n")


def paint(text: str, style: str, *, color: bool) -> str:
    """Return the text in an ANSI style such as `1;31`, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text


@lru_cache(maxsize=4096)
def printable(character: str) -> str:
    """Return what is shown for a character: itself, unless it would move the cursor or not be seen."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return _CONTROL_PICTURES.get(character, _REPLACEMENT)
    return character


def clean(text: str) -> str:
    """Return a text as one line that any terminal prints without harm."""
    return text if text.isascii() and text.isprintable() else "".join(map(printable, text))


def excerpt(line: str, start: int, end: int, widest: int = _WIDEST) -> tuple[str, str]:
    """Return a line as a terminal shows it, and a line of carets for the characters from `start` to `end`.

    A longer line is cut to a window of `widest` columns around the span. A span without width, or behind the
    end of the line, has one caret.
    """
    line = line.rstrip()
    first = max(0, min(start, len(line)))
    last = max(first, min(end, len(line)))
    origin = max(0, first - _REACH * widest)  # lines can be whole documents: look only at what may be shown
    piece = line[origin : first + _REACH * widest]
    beyond = origin + len(piece) < len(line)
    first, last = first - origin, min(last - origin, len(piece) + beyond)
    shown: list[str] = []
    edges = [0]  # the column at which each character starts, and that of the end
    for character in piece:
        text = " " * (_TAB - edges[-1] % _TAB) if character == "\t" else printable(character)
        shown.append(text)
        edges.append(edges[-1] + display_width(text))
    left, right = _window(edges, first, widest)
    before = _ELLIPSIS * (origin + left > 0)
    after = _ELLIPSIS * (right < len(piece) or beyond)
    marked = edges[min(last, right)] - edges[first] + len(after) * (last > right)
    margin = len(before) + edges[first] - edges[left]
    return before + "".join(shown[left:right]) + after, " " * margin + "^" * max(1, marked)


def _window(edges: Sequence[int], first: int, widest: int) -> tuple[int, int]:
    """Return which characters to show of a line, so that those from `first` on are among them."""
    count = len(edges) - 1
    if edges[-1] <= widest:
        return 0, count
    room = widest - 2 * len(_ELLIPSIS)
    origin = min(edges[first] - min(_CONTEXT, room // 2), edges[-1] - room)
    left = next(index for index in range(count + 1) if edges[index] >= origin)
    right = next(index for index in range(count, -1, -1) if edges[index] - edges[left] <= room)
    return left, right


class Renderer:
    """Renders the diagnostics of one text.

    Args:
        name: What the text is called, usually the name of its file.
        text: The text that was parsed, for its lines.
        color: Whether to use the colours of an ANSI terminal.
        language: The language of messages and hints, and of the words around them.
    """

    def __init__(self, name: str, text: str, *, color: bool = False, language: Language = "en") -> None:
        self.name = name
        self.text = text
        self.color = color
        self.language: Language = language

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def compact(self, diagnostic: Diagnostic) -> str:
        """Return `file:line:column: severity code: message`."""
        return self._first_row(diagnostic.in_language(self.language))

    def _first_row(self, diagnostic: Diagnostic) -> str:
        place = f"{clean(self.name)}:{diagnostic.line}:{diagnostic.column}:"
        kind = paint(
            SEVERITIES[diagnostic.severity].within(self.language), COLORS[diagnostic.severity], color=self.color
        )
        return f"{paint(place, _PLACE, color=self.color)} {kind} {diagnostic.code}: {clean(diagnostic.message)}"

    def full(self, diagnostic: Diagnostic) -> str:
        """Return the compact line, the line of the text with carets under the span, and the hint."""
        diagnostic = diagnostic.in_language(self.language)
        number = str(diagnostic.line)
        blank = " " * len(number)
        rows = [self._first_row(diagnostic)]
        if diagnostic.line <= len(self._lines):
            line = self._lines[diagnostic.line - 1]
            end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else len(line)
            text, carets = excerpt(line, diagnostic.column - 1, end)
            margin, marks = carets[: carets.index("^")], carets.lstrip()
            marks = paint(marks, COLORS[diagnostic.severity], color=self.color)
            rows += [f"{self._bar(number)} {text}".rstrip(), f"{self._bar(blank)} {margin}{marks}"]
        unsaid = [f"「{label}」" for label in diagnostic.expected if label not in diagnostic.message]
        if unsaid:
            rows.append(self._note(blank, _EXPECTED, self._labels(unsaid)))
        if diagnostic.hint:
            rows.append(self._note(blank, _HINT, diagnostic.hint))
        return "\n".join(rows)

    def json(self, diagnostic: Diagnostic) -> str:
        """Return the diagnostic as one line of JSON, with the name of the file; severities are in English."""
        import json

        data = diagnostic.in_language(self.language).to_dict()
        return json.dumps({"file": self.name, **data}, ensure_ascii=False)

    def _labels(self, quoted: Sequence[str]) -> str:
        """Return a list of labels, shortened if there are many."""
        shown = quoted[:_MOST_LABELS]
        left_out = len(quoted) - len(shown)
        if self.language == "zh":
            return "".join(shown) + (f"等{len(quoted)}项" if left_out else "")
        return ", ".join(shown) + (f" and {left_out} more" if left_out else "")

    def _bar(self, number: str) -> str:
        return paint(f"{number} |", _GUTTER, color=self.color)

    def _note(self, blank: str, kind: Phrase, text: str) -> str:
        name = paint(kind.within(self.language), _PLACE, color=self.color)
        return f"{blank} {paint('=', _GUTTER, color=self.color)} {name}: {clean(text)}"
