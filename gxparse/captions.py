"""What the line right above a table says of whose figures it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.narrative import beginnings
from gxparse.spelling import BLANK, fold, trim

if TYPE_CHECKING:
    from gxparse.document import Span

_LONGEST = 60
_WIDER = 0xFEE0  # from a digit to the full-width one
_YEAR, _BODY = "CAPTION_YEAR", "CAPTION_BODY"


class Caption(NamedTuple):
    """A line that says whose figures a table has, and whether these are another body's (else another year's)."""

    span: Span
    of_body: bool


@cache
def _pattern(terminal: str) -> re.Pattern[str]:
    return re.compile(grammar.compiled().document.patterns[terminal])


@cache
def _sign() -> re.Pattern[str]:
    """A character that such words can begin with, of any width: most lines above a table have none."""
    patterns = grammar.compiled().document.patterns
    signs = beginnings.characters(patterns[_YEAR]) | beginnings.characters(patterns["OTHER_BODY"])
    wide = {chr(ord(sign) + _WIDER) for sign in signs if sign.isdigit()}
    return re.compile(f"[{''.join(sorted(signs | wide))}]")


def is_caption(line: str) -> bool:
    """Whether a line says of which year or body a table is."""
    if len(line) > _LONGEST or not _sign().search(line):
        return False
    folded = fold(line)
    return bool(_pattern(_YEAR).search(folded) or _pattern(_BODY).fullmatch(folded))


def of_others(text: str, place: int, year: int | None) -> Caption | None:
    """Return the line above that says that the table which starts at that place is another's, or of another year.

    Takes the folded text, and the report's year. A line that names several years is taken by the first.
    """
    end = text.rfind("\n", 0, place)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip(BLANK):
            return _told(text, (start, end), year) if _sign().search(text, start, end) else None
        end = start - 1
    return None


def _told(text: str, span: Span, year: int | None) -> Caption | None:
    """Return what a line says, if it names another body, or a year and the first one is another."""
    indent, line = trim(text[slice(*span)])
    if len(line) > _LONGEST:
        return None
    folded = fold(line)
    of_body = _pattern(_BODY).fullmatch(folded) is not None
    named = None if of_body else _pattern(_YEAR).search(folded)
    if not of_body and (named is None or year is None or named.group("year") == str(year)):
        return None
    return Caption((span[0] + indent, span[0] + indent + len(line)), of_body)
