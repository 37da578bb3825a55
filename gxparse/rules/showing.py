"""Shows findings to people: a line, or that line with the lines of the text that it talks about, and a summary."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gxparse.language import Phrase
from gxparse.rendering import COLORS, SEVERITIES, clean, excerpt, paint
from gxparse.widths import aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.findings import Finding, Place
    from gxparse.language import Language

_PLACE, _GUTTER, _FINE = "1", "34", "32"
_LINE_END = re.compile("\r\n|\r|\n")
_MOST_LINES = 6
STATUSES = ("pass", "fail", "not_assessable")
_STATUSES = {"pass": Phrase("pass", "通过"), "not_assessable": Phrase("not_assessable", "无法核对")}
_HEADS = (
    Phrase("rules", "规则"),
    Phrase("pass", "通过"),
    Phrase("fail", "不通过"),
    Phrase("not assessable", "无法核对"),
)
_MORE = Phrase("and {0} more lines", "另有 {0} 行")
_NONE = Phrase("nothing to check", "没有可核对的内容")


class NamedText(NamedTuple):
    """A text and the name of its file."""

    name: str
    lines: Sequence[str]

    @classmethod
    def of(cls, name: str, text: str) -> NamedText:
        """Return a text cut into lines."""
        return cls(name, _LINE_END.split(text))


class FindingRenderer:
    """Renders the findings about one text.

    Args:
        text: The text that was checked.
        before: That of the year before, if there is one.
        language: The language of the messages.
        color: Whether to use the colours of an ANSI terminal.
    """

    def __init__(self, text: NamedText, before: NamedText | None, language: Language, *, color: bool) -> None:
        self._text = text
        self._before = before
        self._language: Language = language
        self._color = color

    def _style(self, finding: Finding) -> str:
        return COLORS[finding.severity] if finding.status == "fail" else _FINE if finding.status == "pass" else _GUTTER

    def compact(self, finding: Finding) -> str:
        """Return `file:line:column: severity rule: message`; of what does not fail the status for a severity."""
        place = f"{clean(self._text.name)}:{finding.line}:{finding.column}:"
        said = SEVERITIES[finding.severity] if finding.status == "fail" else _STATUSES[finding.status]
        word = said.within(self._language)
        kind = paint(word, self._style(finding), color=self._color)
        message = finding.message_zh if self._language == "zh" else finding.message
        return f"{paint(place, _PLACE, color=self._color)} {kind} {finding.rule}: {clean(message)}"

    def full(self, finding: Finding) -> str:
        """Return the compact line, and each line of the texts that it talks about with carets under the numbers."""
        rows = [self.compact(finding)]
        lines: dict[tuple[bool, int], list[Place]] = {}
        for place in finding.places:
            lines.setdefault((place.previous, place.line), []).append(place)
        shown = list(lines.items())[:_MOST_LINES]
        width = max((len(str(line)) for (_, line), _ in shown), default=1)
        previous = False
        for (before, line), places in shown:
            text = self._before if before else self._text
            if text is None or line > len(text.lines):
                continue
            if before != previous:
                rows.append(f"{' ' * width} {self._bar('-->')} {clean(text.name)}:{line}:{places[0].column}")
                previous = before
            rows += self._marked(text.lines[line - 1], str(line).rjust(width), places, self._style(finding))
        if len(lines) > len(shown):
            more = _MORE.format(len(lines) - len(shown)).within(self._language)
            rows.append(f"{' ' * width} {self._bar('=')} {more}")
        return "\n".join(rows)

    def _bar(self, sign: str) -> str:
        return paint(sign, _GUTTER, color=self._color)

    def _marked(self, line: str, number: str, places: Sequence[Place], style: str) -> list[str]:
        """Return a line with carets under several places; it is shown again for those that its window leaves out."""
        windows: dict[str, str] = {}
        for place in places:
            end = place.end_column - 1 if place.end_line == place.line else len(line)
            text, carets = excerpt(line, place.column - 1, end)
            windows[text] = _overlaid(windows.get(text, ""), carets)
        rows = []
        for text, carets in windows.items():
            marks = re.sub(r"\^+", lambda found: paint(found.group(), style, color=self._color), carets)
            rows += [f"{number} {self._bar('|')} {text}".rstrip(), f"{' ' * len(number)} {self._bar('|')} {marks}"]
        return rows


def _overlaid(one: str, other: str) -> str:
    """Return the carets of both lines."""
    width = max(len(one), len(other))
    return "".join(max(pair) for pair in zip(one.ljust(width), other.ljust(width), strict=True))


def summary(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """Return how many findings of each family of rules pass, fail and are not assessable."""
    counted: dict[str, Counter[str]] = {}
    for finding in findings:
        counted.setdefault(finding.rule.partition(".")[0], Counter())[finding.status] += 1
    return {family: {status: counts[status] for status in STATUSES} for family, counts in counted.items()}


def summary_table(name: str, counted: dict[str, dict[str, int]], language: Language) -> str:
    """Return the summary of a file as a table for people."""
    if not counted:
        return f"{clean(name)}: {_NONE.within(language)}"
    rows = [[head.within(language) for head in _HEADS]]
    rows += [[family, *(str(counts[status]) for status in STATUSES)] for family, counts in counted.items()]
    return "\n".join([clean(name), *(f"  {line}" for line in aligned(rows, 1))])
