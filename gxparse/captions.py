"""What the line right above a table says of whose figures it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.spelling import fold, trim

if TYPE_CHECKING:
    from gxparse.document import Span

_LONGEST = 60


@cache
def _of_year() -> re.Pattern[str]:
    return re.compile(grammar.compiled().document.patterns["CAPTION_YEAR"])


def of_other_year(text: str, place: int, year: int) -> Span | None:
    """Return the line above that says that the table which starts at that place is of another year than the report's.

    Takes the folded text. A line that names several years is taken by the first.
    """
    end = text.rfind("\n", 0, place)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        indent, line = trim(text[start:end])
        if line:
            found = _of_year().search(fold(line)) if len(line) <= _LONGEST else None
            is_other = found is not None and found.group("year") != str(year)
            return (start + indent, start + indent + len(line)) if is_other else None
        end = start - 1
    return None
