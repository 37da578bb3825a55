"""What title and text say of the report: who issued it, for which year, over which period."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.model import Period
from gxparse.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.diagnostics import Reporter
    from gxparse.source import Source

Span = tuple[int, int]

_NEAR = 60  # characters between the words that announce a period and its dates


@cache
def _pattern(terminal: str) -> re.Pattern[str]:
    return re.compile(grammar.compiled().document.patterns[terminal])


def issuer_in(folded_title: str) -> str:
    """Return what is left of a title without the year and the name of the report."""
    named = _pattern("TITLE_WORDS").sub("", _pattern("TITLE_YEAR").sub("", folded_title))
    return re.sub(r"^[^\w(]+|[^\w)]+$", "", named)


def issuer(source: Source, title: Span | None) -> str | None:
    """Return the body that the title names, in simplified characters without white space."""
    if title is None:
        return None
    # a few characters of simplified names (乾县) are changed by the conversion: only where it is called for
    words = source.text[slice(*title)] if source.traditional else source.slice(*title)
    return issuer_in(fold(words)) or None


def period(source: Source, spans: Sequence[Span]) -> tuple[Period, Span] | None:
    """Return the period of the statistics that one of the parts of the text states, and where."""
    for start, end in spans:
        for announced in _pattern("PERIOD_WORDS").finditer(source.text, start, end):
            found = _pattern("PERIOD").search(source.text, announced.end(), min(end, announced.end() + _NEAR))
            if not found:
                continue
            year, month, day, end_year, end_month, end_day = (
                int(found.group(name) or found.group("year"))
                for name in ("year", "month", "day", "end_year", "end_month", "end_day")
            )
            try:
                first, last = dt.date(year, month, day), dt.date(end_year, end_month, end_day)
            except ValueError:  # 2019年13月1日: not a date, so no period
                continue
            return Period(first, last), found.span()
    return None


def year(
    source: Source,
    title: Span | None,
    stated: tuple[Period, Span] | None,
    spans: Sequence[Span],
    reporter: Reporter,
) -> tuple[int, Span] | None:
    """Return the year of the report and where it stands.

    It is the title's, else the period's, else the one that the text speaks of most. Reports where it was found
    if not in the title, and a period that is not that calendar year.
    """
    named = _pattern("TITLE_YEAR").search(fold(source.text[slice(*title)])) if title else None
    if named and title:
        found = int(named.group("year"))
        if stated and stated[0] != Period(dt.date(found, 1, 1), dt.date(found, 12, 31)):
            dates = f"{stated[0].start} to {stated[0].end}"
            reporter.add("GX111", *stated[1], path="period", title_year=found, period=dates)
        return found, title
    if stated:
        last = stated[0].end.year
        reporter.add("GX109", *stated[1], path="year", year=last, origin="the statistics period")
        return last, stated[1]
    years = [match for span in spans for match in _pattern("YEAR").finditer(source.text, *span)]
    counted = Counter(int(match.group("year")) for match in years).most_common(2)
    if counted and (len(counted) == 1 or counted[0][1] > counted[1][1]):
        most = counted[0][0]
        place = next(match.span() for match in years if int(match.group("year")) == most)
        reporter.add("GX109", *place, path="year", year=most, origin="the narrative, which speaks of it most")
        return most, place
    reporter.add("GX110", title[0] if title else 0, path="year")
    return None
