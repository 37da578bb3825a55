"""What title and text say of the report: who issued it, for which year, over which period."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.catalogue.words import OF_THE_NARRATIVE, OF_THE_PERIOD
from gxparse.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.diagnostics import Reporter
    from gxparse.source import Source

Span = tuple[int, int]
Date = tuple[int, int, int]  # year, month, day
Dates = tuple[Date, Date]

# full-width digits and white space of any kind and width, each as one character
_PLAIN = {0xFF10 + digit: str(digit) for digit in range(10)} | dict.fromkeys(
    map(ord, "\u00a0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\t"), " "
)
_PLAIN |= dict.fromkeys(map(ord, "－–―‒−﹣"), "-") | dict.fromkeys(map(ord, "～〜∼"), "~")
_FEBRUARY = 2
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OUTER = r"^[^\w(]+|[^\w)]+$"
_NEAR = 60  # characters between the words that announce a period and its dates


@cache
def _pattern(terminal: str) -> re.Pattern[str]:
    return re.compile(grammar.compiled().document.patterns[terminal])


@lru_cache(maxsize=64)  # of one title it is asked for several reasons
def issuer_in(folded_title: str) -> str:
    """Return what is left of a title without the year and the name of the report, and what leads to it.

    It is looked for in the brackets at its end where nothing else is left.
    """
    rest = _pattern("TITLE_YEAR").sub("", _pattern("NO_TITLE_YEAR").sub("", folded_title))
    words = _pattern("TITLE_WORDS")
    named = re.sub(_OUTER, "", words.sub("", _pattern("TITLE_LEAD").sub("", words.sub("", rest))))
    if named:
        return named
    bracketed = re.search(r"\(([^()]+)\)\W*$", rest)
    return bracketed.group(1) if bracketed and _pattern("ISSUER").fullmatch(bracketed.group(1)) else ""


@lru_cache(maxsize=64)
def title_year(folded_title: str) -> int | None:
    """Return the year that a title names; of several, or of one that cannot be read, none."""
    if _pattern("NO_TITLE_YEAR").search(folded_title):
        return None
    named = {
        int(found.group("year") or _digits(found.group("chinese")))
        for found in _pattern("TITLE_YEAR").finditer(folded_title)
    }
    return named.pop() if len(named) == 1 else None


def issuer(source: Source, title: Span | None) -> str | None:
    """Return the body that the title names, in simplified characters without white space."""
    if title is None:
        return None
    written, folded = fold(source.unconverted(*title)), fold(source.text[slice(*title)])
    # the conversion changes a simplified name here and there, too (乾县)
    changed = sum(a != b for a, b in zip(written, folded, strict=False))
    return issuer_in(written if changed <= 1 else folded) or None


def period(source: Source, spans: Sequence[Span]) -> tuple[Dates, Span] | None:
    """Return the period of the statistics that one of the parts of the text states, and where."""
    for start, end in spans:
        for announced in _pattern("PERIOD_WORDS").finditer(source.text, start, end):
            window = source.text[announced.end() : min(end, announced.end() + _NEAR)].translate(_PLAIN)
            found = _pattern("PERIOD").search(window)
            if not found:
                continue
            year, month, day, end_year, end_month, end_day = (
                int(found.group(name) or found.group("year"))
                for name in ("year", "month", "day", "end_year", "end_month", "end_day")
            )
            dates = (year, month, day), (end_year, end_month, end_day)
            if all(_is_date(*date) for date in dates) and dates[0] <= dates[1]:  # 2019年13月1日 is none
                place = announced.end()
                return dates, (place + found.start(), place + found.end())
    return None


def _digits(chinese: str) -> str:
    """Return the digits of a year in Chinese numerals (二〇二二), with any of the signs in use for zero."""
    return "".join(str(int(unicodedata.numeric(character, 0))) for character in chinese)


def _is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1] + (month == _FEBRUARY and year % 4 == 0)


def year(
    source: Source,
    title: Span | None,
    stated: tuple[Dates, Span] | None,
    spans: Sequence[Span],
    reporter: Reporter,
) -> tuple[int, Span] | None:
    """Return the year of the report and where it stands.

    It is the title's, else the period's, else the one that the text speaks of most. Reports where it was found
    if not in the title, and a period that is not that calendar year.
    """
    found = title_year(fold(source.text[slice(*title)])) if title else None
    if found is not None and title:
        if stated and stated[0] != ((found, 1, 1), (found, 12, 31)):
            first, last = ("-".join(f"{number:02}" for number in date) for date in stated[0])
            reporter.add("GX111", *stated[1], path="period", title_year=found, first=first, last=last)
        return found, title
    if stated:
        end_year = stated[0][1][0]
        reporter.add("GX109", *stated[1], path="year", year=end_year, origin=OF_THE_PERIOD)
        return end_year, stated[1]
    years = [match for span in spans for match in _pattern("YEAR").finditer(source.text, *span)]
    counted = Counter(int(match.group("year")) for match in years).most_common(2)
    if counted and (len(counted) == 1 or counted[0][1] > counted[1][1]):
        most = counted[0][0]
        place = next(match.span() for match in years if int(match.group("year")) == most)
        reporter.add("GX109", *place, path="year", year=most, origin=OF_THE_NARRATIVE)
        return most, place
    reporter.add("GX110", title[0] if title else 0, path="year")
    return None
