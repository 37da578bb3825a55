"""What the line right above a table says of whose figures it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.narrative import beginnings
from gxparse.spelling import BLANK, fold, trim

if TYPE_CHECKING:
    from gxparse.document import Span

_LONGEST = 60
_WIDER = 0xFEE0  # from a digit to the full-width one


@cache
def _of_year() -> re.Pattern[str]:
    return re.compile(grammar.compiled().document.patterns["CAPTION_YEAR"])


@cache
def _sign() -> re.Pattern[str]:
    """A character that the words for a year can begin with, of any width: most lines above a table have none."""
    signs = beginnings.characters(grammar.compiled().document.patterns["CAPTION_YEAR"])
    wide = {chr(ord(sign) + _WIDER) for sign in signs if sign.isdigit()}
    return re.compile(f"[{''.join(sorted(signs | wide))}]")


def of_other_year(text: str, place: int, year: int) -> Span | None:
    """Return the line above that says that the table which starts at that place is of another year than the report's.

    Takes the folded text. A line that names several years is taken by the first.
    """
    end = text.rfind("\n", 0, place)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip(BLANK):
            return _named(text, (start, end), year) if _sign().search(text, start, end) else None
        end = start - 1
    return None


def _named(text: str, span: Span, year: int) -> Span | None:
    """Return where the words of a line stand, if they name a year and the first one is another."""
    indent, line = trim(text[slice(*span)])
    found = _of_year().search(fold(line)) if len(line) <= _LONGEST else None
    if found is None or found.group("year") == str(year):
        return None
    return span[0] + indent, span[0] + indent + len(line)
