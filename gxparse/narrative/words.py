"""Cuts a sentence into the words that the narrative grammar knows and what is between them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.narrative import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.narrative.numerals import Count

UNKNOWN = ""
COUNT = "COUNT"
_CARRIED_TO_YEAR = "CARRIED_TO_YEAR"
_CARRIED = {0: "CARRIED_OVER", 1: "CARRIED_FORWARD"}
_NO_WORDS = ("CASE_UNIT", "DOCUMENT_UNIT", "DECISION_UNIT", "BODY", "REGION")  # patterns that other code asks for
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_TELLING = (COUNT, "NEGATION")


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


@cache
def _any_word() -> re.Pattern[str]:
    """What matches any word, its terminal being the group."""
    patterns = grammar.compiled().narrative
    words = {name: _NAMED_GROUP.sub("(?:", patterns[name]) for name in patterns if name not in _NO_WORDS}
    return re.compile("|".join(f"(?P<{name}>{words[name]})" for name in words))


@cache
def _tells() -> re.Pattern[str]:
    patterns = grammar.compiled().narrative
    return re.compile("|".join(_NAMED_GROUP.sub("(?:", patterns[name]) for name in _TELLING))


def tells_something(sentence: str) -> bool:
    """Whether a sentence can make a claim: it has a count, or says that there is none."""
    return _tells().search(sentence) is not None


def words(sentence: str, year: int | None) -> Iterator[Word]:
    """Return the words of a sentence in order, of a report of that year; together they are the whole of it."""
    place = 0
    for found in _any_word().finditer(sentence):
        start, end = found.span()
        if end == start:
            continue
        if start > place:
            yield Word(UNKNOWN, place, start, sentence[place:start])
        yield Word(_type(found, year), start, end, found.group())
        place = end
    if place < len(sentence):
        yield Word(UNKNOWN, place, len(sentence), sentence[place:])


def _type(found: re.Match[str], year: int | None) -> str:
    """Return the terminal of a word; what is carried to a year is carried over or forward by that year."""
    name = found.lastgroup or UNKNOWN
    if name != _CARRIED_TO_YEAR:
        return name
    to_year = year_of(name, found.group())
    return UNKNOWN if year is None or to_year is None else _CARRIED.get(to_year - year, UNKNOWN)


def year_of(terminal: str, text: str) -> int | None:
    """Return the year that a word names."""
    found = pattern(terminal).match(text)
    return int(found.group("year")) if found else None


def count(sentence: str, place: int) -> Count | None:
    """Return the number and the unit of a count that starts at that place."""
    found = pattern(COUNT).match(sentence, place)
    return numerals.read(found) if found else None
