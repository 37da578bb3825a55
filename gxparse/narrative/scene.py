"""Whose figures a clause gives, and of which year: what the words around its counts say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from gxparse.narrative.words import pattern, year_of

if TYPE_CHECKING:
    from gxparse.narrative.model import Population
    from gxparse.narrative.words import Word

_BODY = "BODY"
_OTHER_YEAR: Population = "other_year"
_OF_YEAR = ("YEAR", "PERIOD", "PERIOD_END")
_SETS_SCENE = frozenset(
    (
        *_OF_YEAR,
        *("THIS_YEAR", "TO_DATE", "OTHER_YEAR", "DATE", "COMPARISON"),
        *("OWN_BODY", "OWN_REGION", "ASIDE", "FILED"),
    )
)
_DOUBLED = re.compile(r"(..)\1")  # a title's 政府政府办公室
_LONGEST_NAME = 40
_LONGEST_OPENING = 12  # characters in which a clause names its body
_LONGEST_ENDING = 4
_OF_PEOPLE = "\N{CJK UNIFIED IDEOGRAPH-4EBA}\N{CJK UNIFIED IDEOGRAPH-6C11}"  # 人民, which names leave out


@attrs.define(slots=True)
class Scene:
    """What is known of the figures at one place of a paragraph."""

    year: Population | None = None
    body: Population | None = None
    time: Population | None = None
    filed: Population | None = None
    unknown: Population | None = None
    aside: Population | None = None
    is_own: bool = False
    is_this_year: bool = False

    @property
    def population(self) -> Population | None:
        """Why a figure here is not the report's own, None if it is."""
        return self.filed or self.year or self.time or self.body or self.aside or self.unknown

    @property
    def is_of_other_year(self) -> bool:
        """Whether a figure here is said to be of another year, or to be what this year's is compared with."""
        return self.year is not None or self.unknown == _OTHER_YEAR


class Stage:
    """Follows the scene through the sentences of a section."""

    def __init__(self, year: int | None, issuer: str | None) -> None:
        """Begin a section of a report of that year and body."""
        self._year = year
        self._issuer = _DOUBLED.sub(r"\1", (issuer or "").replace(_OF_PEOPLE, ""))
        region = pattern("REGION").search(self._issuer)
        self._is_region = region is not None
        self._government = (region and region.group("government")) or ""
        self.scene = Scene()
        self._outside: Scene | None = None
        self._time_has_figures = False
        self._kind = (region and region.group(1)) or ""

    @property
    def names_own(self) -> bool:
        """Whether a figure here is that of all bodies that report: a region's is if its words say so."""
        return self.scene.is_own or not self._is_region

    def open_paragraph(self) -> None:
        """Begin a paragraph: the report's own figures again."""
        self.scene = Scene()
        self._outside = None
        self._time_has_figures = False

    def open_sentence(self) -> None:
        """Begin a sentence: year and body stay those of the one before, and a part of the year that has figures."""
        before = self.scene
        self.scene = Scene(year=before.year, body=before.body, is_own=before.is_own, is_this_year=before.is_this_year)
        self.scene.time = before.time if self._time_has_figures else None
        self._outside = None

    def stop(self, word: Word) -> None:
        """Pass a stop; what brackets say of the scene ends with them."""
        if word.text in "([":
            self._outside = attrs.evolve(self.scene)
        elif word.text in ")]" and self._outside:
            self.scene = self._outside
            self._outside = None
        self.scene.unknown = None

    @property
    def in_brackets(self) -> bool:
        """Whether a bracket is open."""
        return self._outside is not None

    def pass_word(self, word: Word) -> None:
        """Pass a word that may set the scene."""
        if word.type not in _SETS_SCENE:
            return
        if word.type in _OF_YEAR:
            year = year_of(word.type, word.text)
            self.scene.is_this_year = self._year is not None and year == self._year
            self.scene.year = None if self.scene.is_this_year else _OTHER_YEAR
            self.scene.time = None
            self._time_has_figures = False
        elif word.type == "THIS_YEAR":
            self._this_year(word.text)
        elif word.type == "TO_DATE":
            self.scene.year = self.scene.year or (None if self.scene.is_this_year else _OTHER_YEAR)
        elif word.type == "OTHER_YEAR":
            self.scene.year = _OTHER_YEAR
        elif word.type == "DATE":
            self.scene.time = "part_of_year"
        elif word.type == "COMPARISON":  # 与2021年收到的30件相比; up to the next stop
            self.scene.unknown = _OTHER_YEAR
        else:
            self._whose(word)

    def _whose(self, word: Word) -> None:
        """Pass a word that may say whose figures are given, or of what."""
        if word.type == "OWN_BODY":  # in the report of a region an office is a part of it
            is_own = not self._is_region or self._issuer.endswith(word.text[1:])
            self.scene.body, self.scene.is_own = (None if is_own else "other_body"), True
        elif word.type == "OWN_REGION":  # in the report of an office the region is more than the office
            is_own = self._is_region and word.text[1] == self._kind
            self.scene.body, self.scene.is_own = (None if is_own else "other_body"), True
        elif word.type == "ASIDE":
            self.scene.aside = "unclear"
        elif word.type == "FILED":
            self.scene.filed = "filed"

    def _this_year(self, text: str) -> None:
        """Pass words for the year; behind another one some mean that: 截至12月31日, 当年, 全年."""
        self.scene.time = None
        self._time_has_figures = False
        if self.scene.year is None or pattern("THIS_REPORT_YEAR").match(text):
            self.scene.year, self.scene.is_this_year = None, True

    def give_figures(self) -> None:
        """Note that a claim is made here: what it says of a part of the year holds in sentences behind it, too."""
        self._time_has_figures = self.scene.time is not None

    def name_body(self, text: str) -> None:
        """Pass the name of a part: the figures behind it are of that body."""
        if pattern(_BODY).search(text, 0, _LONGEST_NAME) and not self._is_issuer(text):
            self.scene.body = "other_body"

    def pass_unknown(self, word: Word, *, after_stop: bool) -> None:
        """Pass words that are not known: what is in front of a clause and is no label of its count."""
        if self._is_issuer(word.text):
            self.scene.body, self.scene.is_own = None, True
        elif self._is_body(word.text, after_stop=after_stop):
            self.scene.body = "other_body"
        else:
            self.scene.unknown = "unclear"

    def _is_issuer(self, text: str) -> bool:
        """Whether words are the name of the body that reports, or its end; a region's government is one of many."""
        name = text.strip('"').replace(_OF_PEOPLE, "")
        if not 1 < len(name) <= _LONGEST_NAME:
            return False
        if self._government and name.endswith(self._government):
            return name == self._issuer
        return self._issuer.removesuffix(self._government).endswith(name)

    def _is_body(self, text: str, *, after_stop: bool) -> bool:
        """Whether words name a body or begin with one."""
        found = pattern(_BODY).search(text, 0, _LONGEST_OPENING if after_stop else len(text))
        return found is not None and (after_stop or pattern(_BODY).search(text[-_LONGEST_ENDING:]) is not None)
