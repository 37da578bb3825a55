"""Cuts a sentence into the words that the narrative grammar knows and what is between them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.narrative import beginnings, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.narrative.numerals import Count

UNKNOWN = ""
COUNT = "COUNT"
PERCENT = "PERCENT"
_CHANGE = "CHANGE"
CARRIED_BY_YEAR = "CARRIED_BY_YEAR"
"""The terminal of what is carried from or to a year: which of the other two it is depends on the report's year."""
_CARRIED_OVER = "CARRIED_OVER"
_CARRIED_TO = {0: _CARRIED_OVER, 1: "CARRIED_FORWARD"}
_UNITS = ("CASE_UNIT", "REQUEST_UNIT", "DOCUMENT_UNIT", "DECISION_UNIT")
_MONEY_UNIT = "MONEY_UNIT"
_FEES = ("FEES", "INFORMATION_PROCESSING_FEE", "FEE_NOTICES", "FEE_COLLECTED")
_NUMBER_END = "NUMBER_END"
ASKED = (*_UNITS, "NOTICE_UNIT", _MONEY_UNIT, _NUMBER_END, "BODY", "REGION", "PUBLISHED", "THIS_REPORT_YEAR")
"""The patterns that are no words of a sentence, but are asked for of its words."""
_LEADING_OPTION = re.compile(r"^((?:\(\?:)*)\([^()]*\)\?")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_NEGATION = "NEGATION"
_DENIED = (  # what a sentence without counts may say that there is none of
    "APPLICATION",
    "REQUEST",
    "RECONSIDERATION",
    "LITIGATION",
    "DIRECT_LITIGATION",
    "LITIGATION_AFTER_RECONSIDERATION",
    "RULES",
    "NORMATIVE_DOCUMENTS",
    "CARRIED_OVER",
    "CARRIED_FORWARD",
    "CARRIED_BY_YEAR",
    "LICENSES",
    "PENALTIES",
    "COMPULSION",
    "REPEALED",
    "INFORMATION_PROCESSING_FEE",
    "FEE_NOTICES",
)


class Word(NamedTuple):
    """A word of a sentence: the name of its terminal (empty: words that are not known), its span, its text."""

    type: str
    start: int
    end: int
    text: str


@cache
def pattern(terminal: str) -> re.Pattern[str]:
    """Return the pattern of a terminal of the narrative grammar."""
    return re.compile(grammar.compiled().narrative[terminal])


@cache
def document_pattern(*terminals: str) -> re.Pattern[str]:
    """Return the pattern of any of several terminals of the document grammar."""
    patterns = grammar.compiled().document.patterns
    return re.compile("|".join(f"(?:{patterns[terminal]})" for terminal in terminals))


class _Beginnings(dict[str, "tuple[tuple[str, re.Pattern[str]], ...]"]):
    """The terminals of words that can begin with a character, in the order of the grammar, with their patterns.

    So few patterns need be tried at each place, and those that no sentence needs are never compiled.
    """

    def __init__(self) -> None:
        patterns = grammar.compiled().narrative
        self._signs = {name: beginnings.characters(patterns[name]) for name in patterns if name not in ASKED}

    def __missing__(self, character: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        able = [(name, pattern(name)) for name, signs in self._signs.items() if character in signs]
        self[character] = tuple(able)
        return self[character]


@cache
def _beginnings() -> _Beginnings:
    return _Beginnings()


@cache
def _core(terminal: str) -> re.Pattern[str]:
    """Return the pattern of a terminal without what may stand in front: that does not tell whether a word is there."""
    return re.compile(_LEADING_OPTION.sub(r"\1", grammar.compiled().narrative[terminal]))


@cache
def sought(*terminals: str) -> re.Pattern[str]:
    """Return the pattern of any of several terminals, to search for: a look at one character spares most attempts."""
    patterns = grammar.compiled().narrative
    signs = "".join(sorted(frozenset().union(*(beginnings.characters(patterns[name]) for name in terminals))))
    any_of = "|".join(f"(?:{_NAMED_GROUP.sub('(?:', patterns[name])})" for name in terminals)
    return re.compile(f"(?=[{re.escape(signs)}])(?:{any_of})")


@cache
def _looks_like_count() -> re.Pattern[str]:
    """Return what a count has: a unit behind a sign that a number can end with; other words have it, too."""
    patterns = grammar.compiled().narrative
    units = "".join(sorted(frozenset().union(*(beginnings.characters(patterns[name]) for name in _UNITS))))
    return re.compile(f"(?:{patterns[_NUMBER_END]})[{units}]")


def _tells_of_fees(sentence: str) -> bool:
    """Whether a sentence may have an amount of a fee that is claimed; amounts of other things are none."""
    return pattern(_MONEY_UNIT).search(sentence) is not None and sought(*_FEES).search(sentence) is not None


def telling(sentence: str, year: int | None) -> list[Word]:
    """Return the words of a sentence that can make a claim: it has a count, or denies what is counted."""
    if _looks_like_count().search(sentence) or _tells_of_fees(sentence):
        found = list(words(sentence, year))
        units = sought(*_UNITS, _MONEY_UNIT)
        if any(word.type == COUNT and units.search(word.text) for word in found):
            return found
    denies = _core(_NEGATION).search(sentence) is not None and sought(*_DENIED).search(sentence) is not None
    return list(words(sentence, year)) if denies else []


def words(sentence: str, year: int | None) -> Iterator[Word]:
    """Return the words of a sentence in order, of a report of that year; together they are the whole of it."""
    able_at = _beginnings()
    place = known = 0
    while place < len(sentence):
        for name, able in able_at[sentence[place]]:
            found = able.match(sentence, place)
            if found is None or found.end() == place:
                continue
            if place > known:
                yield Word(UNKNOWN, known, place, sentence[known:place])
            known = found.end()
            yield Word(_type(name, found, year), place, known, found.group())
            place = known
            break
        else:
            place += 1
    if place > known:
        yield Word(UNKNOWN, known, place, sentence[known:place])


def _type(name: str, parts: re.Match[str], year: int | None) -> str:
    """Return the terminal of a word; what is carried to a year is carried over or forward by that year."""
    if name != CARRIED_BY_YEAR:
        return name
    if year is None:
        return UNKNOWN
    until = parts.group("year") or parts.group("until")
    if until:
        return _CARRIED_TO.get(int(until) - year, UNKNOWN)
    return _CARRIED_OVER if int(parts.group("since")) == year - 1 else UNKNOWN


def year_of(terminal: str, text: str) -> int | None:
    """Return the year that a word names."""
    found = pattern(terminal).match(text)
    return int(found.group("year")) if found else None


def count(sentence: str, place: int) -> Count | None:
    """Return the number and the unit of a count that starts at that place."""
    found = pattern(COUNT).match(sentence, place)
    return numerals.read(found) if found else None


def change(sentence: str, start: int, place: int) -> Count | None:
    """Return the number by which something has changed, less than zero where it has become less.

    Takes where the word for the change starts, and where the count or the percentage behind it does.
    """
    percent = pattern(PERCENT).match(sentence, place)
    by = numerals.read_percent(percent) if percent else count(sentence, place)
    direction = pattern(_CHANGE).match(sentence, start)
    if by is None or direction is None:
        return None
    return by._replace(value=-by.value) if direction.group("down") else by
