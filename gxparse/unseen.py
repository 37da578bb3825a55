"""Takes out of HTML what a page does not show: comments, scripts and styles, and elements that are hidden.

Nothing moves: each character is a blank. What has no end of its own is hidden no farther than in its cell or its line:
tags that are left of a page without their ends must not take a report with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_RAW = r"(?i)<!--|<(?P<name>script|style)\b[^<>]*>"
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]{0,15})(?P<attributes>(?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*)?)>"
)
_MAY_HIDE = r"(?i)<(?:template|[a-z][^<]*?(?:none|hidden|collapse|mso-hide))"  # begins with what is found quickest
_NOT_THERE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse|mso-hide\s*:\s*all", re.IGNORECASE)
_NOT_SEEN = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"\shidden(?=[\s=/]|$)", re.IGNORECASE)
_NEVER_FILLED = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_CELLS = frozenset(("td", "th"))
_PARTS = _CELLS | {"tr", "tbody", "thead", "tfoot", "table"}
_MOST_UNENDED = 10  # are looked for the end of; each may cost a walk through the text
_NO_WIDTH = "\N{ZERO WIDTH SPACE}"


def without_unseen(text: str) -> str:
    """Return a text of the same length and lines with blanks for what a page does not show."""
    text = _blanked(text, _raw(text))
    return _blanked(text, _Hidden(text).spans()) if re.search(_MAY_HIDE, text) else text


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text with blanks in the place of spans; within a number they part nothing."""
    parts: list[str] = []
    place = 0
    for start, end in spans:
        within = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        parts += text[place:start], re.sub(r"[^\n]", _NO_WIDTH if within else " ", text[start:end])
        place = end
    return "".join([*parts, text[place:]])


def _raw(text: str) -> Iterator[Span]:
    """Return where comments, scripts and styles stand."""
    place = 0
    unended: set[str] = set()
    for opener in re.finditer(_RAW, text):
        name = (opener["name"] or "").lower()
        if opener.start() < place or name in unended:
            continue
        start = opener.end() if name else opener.start() + 2  # <!--> is whole
        ender = re.compile(rf"(?i)</{name}\s*>" if name else "-->").search(text, start)
        if ender is None:
            unended.add(name)
            continue
        yield opener.start(), ender.end()
        place = ender.end()


class _Hidden:
    """Walks through the tags of a text from one hidden element to the next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unended = 0

    def spans(self) -> Iterator[Span]:
        """Return where hidden elements stand; of those that are not seen but take their place, what is in the cells."""
        place = 0
        while opener := self._opener(place):
            style = _style(opener)
            end, tags = self._end(opener)
            place = max(end, opener.end())
            if opener["name"].lower() == "template" or _NOT_THERE.search(style) or not _NOT_SEEN.search(style):
                yield opener.start(), place
                continue
            last = opener.end()
            for tag in tags:
                if tag["name"].lower() in _PARTS and tag.start() >= last:
                    yield last, tag.start()
                    last = tag.end()
            if last < place:
                yield last, place

    def _opener(self, place: int) -> re.Match[str] | None:
        """Return the next tag of a hidden element."""
        return next((tag for tag in _TAG.finditer(self._text, place) if _hides(tag)), None)

    def _end(self, opener: re.Match[str]) -> tuple[int, list[re.Match[str]]]:
        """Return where an element ends, and the tags within it, its own end among them."""
        hidden = opener["name"].lower()
        tags: list[re.Match[str]] = []
        depth, tables = 1, 0
        line_end = self._text.find("\n", opener.end())
        line_end = len(self._text) if line_end < 0 else line_end
        stop = len(self._text) if self._unended < _MOST_UNENDED else line_end
        for tag in _TAG.finditer(self._text, opener.end(), stop):
            name, is_end = tag["name"].lower(), bool(tag["end"])
            if tables == 0 and _ends_at(hidden, name, is_end=is_end):
                return tag.start(), tags
            if name == hidden:
                depth += -1 if is_end else 1
            elif name == "table":
                tables += -1 if is_end else 1
            tags.append(tag)
            if depth == 0:
                return tag.end(), tags
        self._unended += 1
        return line_end, [tag for tag in tags if tag.end() <= line_end]


def _style(tag: re.Match[str]) -> str:
    found = _STYLE.search(tag["attributes"])
    return found["value"] if found else ""


def _hides(tag: re.Match[str]) -> bool:
    """Whether a tag begins an element that is hidden."""
    name, attributes = tag["name"].lower(), tag["attributes"]
    if tag["end"] or name in _NEVER_FILLED or attributes.endswith("/"):
        return False
    if name == "template" or not attributes:
        return name == "template"
    style = _style(tag)
    hides = _NOT_THERE.search(style) or _NOT_SEEN.search(style)
    return hides is not None or _HIDDEN.search(_QUOTED.sub("", attributes)) is not None


def _ends_at(hidden: str, name: str, *, is_end: bool) -> bool:
    """Whether a tag of a table, in none that began within it, ends an element that has no end of its own before it."""
    if name not in _PARTS or hidden in ("template", "table", "tbody", "thead", "tfoot"):
        return False
    if hidden in _CELLS:
        return name != hidden or not is_end if name != "table" else is_end
    if hidden == "tr":
        return name not in (*_CELLS, "tr", "table") or (name == "tr" and not is_end) or (name == "table" and is_end)
    return name != "table" or is_end
