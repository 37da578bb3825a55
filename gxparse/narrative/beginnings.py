"""With which characters a match of a pattern can begin, so that a sentence need not try every pattern everywhere.

Knows the patterns that the narrative grammar has: characters, classes, groups, alternatives, looks ahead and behind,
escaped signs, and what says how often; classes that exclude and escapes of letters are none of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MODES = re.compile(r"\((?:\?(?P<look><?[=!])|\?P<\w+>|\?:)?")
_CLASS = re.compile(r"\[(?!\^)(?P<members>(?:\\\W|[^\]\\])+)\]")
_REPEATS = re.compile(r"\?|\*|\+|\{(?P<fewest>[0-9]*)(?:,[0-9]*)?\}")
_END = "$"


class UnknownPatternError(ValueError):
    """A pattern that is not of the kind that is known here."""


class _Beginning(NamedTuple):
    """The characters with which something can begin, and whether it can be nothing."""

    characters: frozenset[str]
    is_nothing: bool


def characters(pattern: str) -> frozenset[str]:
    """Return the characters with which a match of a pattern can begin.

    Raises:
        UnknownPatternError: The pattern has something that is not known here.
    """
    found, place = _alternatives(pattern, 0)
    if place != len(pattern):
        raise UnknownPatternError(pattern)
    return found.characters


def _alternatives(pattern: str, place: int) -> tuple[_Beginning, int]:
    begins, is_nothing = frozenset[str](), False
    while True:
        found, place = _sequence(pattern, place)
        begins |= found.characters
        is_nothing |= found.is_nothing
        if pattern[place : place + 1] != "|":
            return _Beginning(begins, is_nothing), place
        place += 1


def _sequence(pattern: str, place: int) -> tuple[_Beginning, int]:
    begins, is_nothing = frozenset[str](), True
    while place < len(pattern) and pattern[place] not in "|)":
        found, place = _piece(pattern, place)
        repeats = _REPEATS.match(pattern, place)
        optional = found.is_nothing
        if repeats:
            optional |= repeats.group() in "?*" or repeats.group("fewest") in ("", "0")
            place = repeats.end()
        if is_nothing:
            begins |= found.characters
        is_nothing &= optional
    return _Beginning(begins, is_nothing), place


def _piece(pattern: str, place: int) -> tuple[_Beginning, int]:
    """Return what one character, class or group begins with, and where it ends."""
    sign = pattern[place]
    if sign == "(":
        mode = _MODES.match(pattern, place)
        found, end = _alternatives(pattern, mode.end() if mode else place + 1)
        if mode is None or pattern[end : end + 1] != ")":
            raise UnknownPatternError(pattern)
        return (_Beginning(frozenset(), is_nothing=True) if mode["look"] else found), end + 1
    if sign == "[":
        members = _CLASS.match(pattern, place)
        if members is None:
            raise UnknownPatternError(pattern)
        return _Beginning(_members(members["members"]), is_nothing=False), members.end()
    if sign == _END:
        return _Beginning(frozenset(), is_nothing=True), place + 1
    if sign == "\\" and not pattern[place + 1 : place + 2].isalnum():
        return _Beginning(frozenset(pattern[place + 1]), is_nothing=False), place + 2
    if sign in "\\.^]}*+?{":
        raise UnknownPatternError(pattern)
    return _Beginning(frozenset(sign), is_nothing=False), place + 1


def _members(text: str) -> frozenset[str]:
    """Return the characters of a class, of its ranges too."""
    found: set[str] = set()
    place = 0
    text = re.sub(r"\\(\W)", r"\1", text)
    while place < len(text):
        if text[place + 1 : place + 2] == "-" and place + 2 < len(text):
            found.update(map(chr, range(ord(text[place]), ord(text[place + 2]) + 1)))
            place += 3
        else:
            found.add(text[place])
            place += 1
    return frozenset(found)
