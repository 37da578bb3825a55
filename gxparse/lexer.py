"""The vocabulary of an edition: what a text is, a label of the form, a figure, a blank, a mark, or other text.

The vocabulary comes from the grammar's terminals. Nothing raises here: what is not known is text.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import spelling

if TYPE_CHECKING:
    from gxparse.form import Form, Word
    from gxparse.wrapping import Beginnings

_MARK = "NOT_APPLICABLE"
_PARTED = re.compile(r"\d\s+\d|\s[.．]|[.．]\s|\n")
_BY_THIN_SPACES = re.compile(r"\s*[+-]?[0-9]{1,3}(?:[\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?\s*")  # thousands
_SIGN = re.compile(r"^\D+")
_MARKUP = frozenset("&*_`\\")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_MINUS = "MINUS"
_MULTIPLE = "MULTIPLE"
_NARROWING = "NARROWING"
_STATED_YEAR = "STATED_YEAR"
_MEASURE, _FORM_UNIT, _YUAN, _HUNDRED_MILLION = "MEASURE", "FORM_UNIT", "YUAN", "HUNDRED_MILLION_YUAN"
YUAN_IN_FORM_UNIT = 10_000
_FORM_UNITS_IN_HUNDRED_MILLION = 10_000
_OF_MONEY = (_FORM_UNIT, _YUAN, _HUNDRED_MILLION)
_UNITS = (_MEASURE, *_OF_MONEY)
_UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,3})\)$")
_OTHER_UNIT = "OTHER_UNIT"
_UNIT_REMARK = "UNIT_REMARK"
_INSTEAD = "INSTEAD_OF_FIGURE"
_MONEY = "MONEY"
_COUNT = "COUNT"
_CHANGE = "CHANGE"
_FIGURES = (_COUNT, _CHANGE, _MONEY)
_LONGEST_SIGN = 2  # a word
_FIRST_OF_A_NUMBER = frozenset("0123456789+-增减")
LONGEST = 200
MOST_DIGITS = 30
"""Of a number, with its point: no report has more, and a text of any length costs no more."""
_MOST_USUAL = 8192
_TWO = "两"  # of which Unicode does not say that it is a number


class Entry(NamedTuple):
    """A spelling in the vocabulary.

    Attributes:
        word: The word of the grammar.
        spelling: How it is compared.
        tables: The tables that have it.
        terminal: The terminal that it is.
        is_row: Whether it labels a row or a group of rows, not a column.
    """

    word: Word
    spelling: spelling.Spelling
    tables: frozenset[str]
    terminal: str
    is_row: bool


class Lexeme:
    """What a cell's text is.

    Attributes:
        kind: label, figure, mark, blank, page (what stands at a page's edges: its number, say) or text.
        spelling: How the text is compared.
        entries: The words of the form that a label may be.
        tables: The tables that have one of them.
        is_head: Whether a label can only be a head.
        is_of_row: Whether a label can only be that of a row or of a group of rows.
        is_variant: Whether a label has not the form's own words.
        count: The number of a figure that is a count, and as such a change, too.
    """

    __slots__ = ("count", "entries", "is_head", "is_of_row", "is_variant", "kind", "spelling", "tables")

    def __init__(
        self, kind: str, spelled: spelling.Spelling, entries: tuple[Entry, ...] = (), count: int | None = None
    ) -> None:
        """Make a lexeme."""
        self.count = count
        self.kind = kind
        self.spelling = spelled
        self.entries = entries
        self.tables: frozenset[str] = frozenset().union(*(entry.tables for entry in entries))
        self.is_head = len(entries) == 1 and not entries[0].is_row
        self.is_of_row = bool(entries) and all(entry.is_row for entry in entries)
        self.is_variant = any(not entry.word.canonical for entry in entries)

    def __repr__(self) -> str:
        return f"Lexeme({self.kind}, {self.spelling.folded!r}, {[e.terminal for e in self.entries]})"


class Lexicon:
    """The vocabulary of an edition."""

    def __init__(self, form: Form, page: str) -> None:
        """Read the words and kinds of figure of that form; `page` is the pattern of what stands at a page's edges."""
        self._page = page
        self.form = form
        self.kinds = {
            name: re.compile(f"(?:{pattern})") for name, pattern in form.figures.items() if name not in _UNITS
        }
        self._mark = self.kinds[_MARK]
        tables = [(table.name, table.terminals) for table in form.tables]
        self.entries: dict[str, Entry] = {}  # the form's own word of each terminal
        self._by_words: dict[str, list[Entry]] = {}
        for word in form.words:
            entry = Entry(
                word,
                spelling.spell(word.text),
                frozenset(name for name, has in tables if word.terminal in has),
                word.terminal,
                word.terminal.startswith(("ROW_", "GROUP_")),
            )
            if word.canonical:
                self.entries[word.terminal] = entry
            for key in {entry.spelling.words, entry.spelling.short} - {""}:
                self._by_words.setdefault(key, []).append(entry)
        self._words = [word.text for word in form.words]
        self.number = lru_cache(maxsize=8192)(self._number)
        self.lexeme = lru_cache(maxsize=8192)(self._lexeme)
        self.usual = {"": self.lexeme("")}  # of the texts that most cells have: none, figures and labels
        self.names_multiple = lru_cache(maxsize=8192)(self._names_multiple)

    def keep(self, text: str, found: Lexeme) -> None:
        """Keep the lexeme of a figure or a label among the usual ones; only so many."""
        if len(self.usual) >= _MOST_USUAL:
            self.usual.clear()
            self.usual[""] = self.lexeme("")
        if len(text) <= LONGEST:
            self.usual[text] = found

    def _number(self, folded: str, kind: str) -> int | Decimal | None:
        """Return the number that a folded text is as a figure of some kind, None if it is none."""
        if not self.kinds[kind].fullmatch(folded):
            return None
        digits = folded.replace(",", "")
        if len(digits) > MOST_DIGITS:
            return None
        minus = self.is_negative(digits)
        digits = _SIGN.sub("", digits)
        number = Decimal(digits) if kind == _MONEY else int(digits)
        return -number if minus else number

    @cached_property
    def _units(self) -> dict[str, re.Pattern[str]]:
        """The patterns of a figure's own units."""
        return {unit: re.compile(f"(?:{self.form.figures[unit]})") for unit in _UNITS}

    def _unit_behind(self, folded: str, unit: str) -> int | None:
        """Return where a unit at the end of a folded text starts."""
        found = [place.start() for place in self._units[unit].finditer(folded) if place.end() == len(folded)]
        return found[0] if found else None

    def number_with_unit(self, folded: str, kind: str) -> int | Decimal | None:
        """Return the number that a folded text with its own unit is, in the form's unit; None if it is none.

        A count has a measure word behind it (31批次), an amount 万元, 元 or 亿元 (43.788万元, 251000元).
        """
        folded = _UNIT_IN_BRACKETS.sub(r"\1", folded)
        for unit in _OF_MONEY if kind == _MONEY else (_MEASURE,):
            start = self._unit_behind(folded, unit)
            number = self._number(folded[:start], kind) if start else None
            if number is not None:
                return _in_form_unit(Decimal(number), unit) if unit in (_YUAN, _HUNDRED_MILLION) else number
        return None

    def is_instead_of_figure(self, folded: str) -> bool:
        """Whether words say that there is nothing to count."""
        return self.kinds[_INSTEAD].fullmatch(folded) is not None

    def _names_multiple(self, folded: str) -> bool:
        """Whether a head counts by tens, hundreds or more (万件)."""
        return self.kinds[_MULTIPLE].search(folded) is not None

    def is_multiple(self, folded: str) -> bool:
        """Whether words only name a unit of tens, hundreds or more (万件)."""
        return self.kinds[_MULTIPLE].fullmatch(folded) is not None

    def names_unit(self, folded: str) -> bool:
        """Whether a head names a unit of money."""
        return self._units[_FORM_UNIT].search(folded) is not None or self.names_other_unit(folded)

    @cached_property
    def column_heads(self) -> frozenset[frozenset[str]]:
        """The terminals of the heads of columns, of each block of each table."""
        variants = [variant for table in self.form.tables for variant in table.variants]
        blocks = [heads for variant in variants for heads in variant.heads]
        return frozenset(frozenset(label.terminal for _, label in heads if label.is_column) for heads in blocks)

    @cached_property
    def heads_of_several_columns(self) -> frozenset[str]:
        """The terminals of the heads that several columns of a block have, each its own."""
        blocks = [heads for table in self.form.tables for variant in table.variants for heads in variant.heads]
        counts = [Counter(label.terminal for _, label in heads if label.is_column) for heads in blocks]
        return frozenset(terminal for found in counts for terminal, count in found.items() if count > 1)

    @cached_property
    def rows_of_one_figure(self) -> frozenset[str]:
        """The terminals of the labels of rows that have one column wherever they occur."""
        rows = [row for table in self.form.tables for variant in table.variants for row in variant.rows if row.label]
        several = {row.label for row in rows if len(row.columns) > 1}
        return frozenset(row.label for row in rows if row.label and row.label not in several)

    @cached_property
    def beginnings(self) -> Beginnings:
        """What labels begin with, to join those that lines have cut."""
        from gxparse.wrapping import Beginnings

        return Beginnings(self._words, lambda label: (label,))

    @cached_property
    def beginnings_in_taiwan(self) -> Beginnings:
        """The same with the words of Taiwan's usage, too, in simplified characters."""
        from gxparse.source import taiwan_wording
        from gxparse.wrapping import Beginnings

        return Beginnings(self._words, lambda label: (label, taiwan_wording(label)))

    def is_numeral(self, folded: str) -> bool:
        """Whether a folded text is a number in Chinese numerals, with a sign or a unit (减三件) or without."""
        starts = [self._unit_behind(folded, unit) for unit in _UNITS]
        ends = [len(folded), *[start for start in starts if start]]
        signs = [at for at in range(_LONGEST_SIGN + 1) if self.kinds[_CHANGE].fullmatch(f"{folded[:at]}0")]
        return any(
            all(digit == _TWO or unicodedata.numeric(digit, None) is not None for digit in folded[sign:end])
            for sign in signs
            for end in ends
            if sign < end
        )

    def is_negative(self, folded: str) -> bool:
        """Whether a figure has a sign that makes it negative."""
        return self.kinds[_MINUS].match(folded) is not None

    @cached_property
    def _sign_of_unit(self) -> re.Pattern[str]:
        """What has to stand in words that name a unit."""
        named = (self._units[_FORM_UNIT], self.kinds[_OTHER_UNIT], self.kinds[_MULTIPLE])
        return re.compile("|".join(pattern.pattern for pattern in named))

    def may_name_unit(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a part of a text can name a unit."""
        return self._sign_of_unit.search(text, start, end) is not None

    def is_unit_remark(self, folded: str) -> bool:
        """Whether a line says in which unit amounts are."""
        return self.kinds[_UNIT_REMARK].search(folded) is not None

    def names_other_unit(self, folded: str) -> bool:
        """Whether a head names a unit of money other than the form's."""
        return self.kinds[_OTHER_UNIT].search(folded) is not None

    def label(self, terminal: str) -> str:
        """Return a terminal's words as the form prints them."""
        return self.entries[terminal].word.text

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """Return the words of the form that a text is, however numbered; the number decides between several."""
        spelled = spelling.spell(text)
        found = self._by_words.get(spelled.words) or self._by_words.get(spelled.short) or ()
        if found and spelled.folded.endswith(")") and self.narrows(spelled):
            return ()
        return tuple(found)

    def narrows(self, spelled: spelling.Spelling) -> bool:
        """Whether what stands in brackets behind a label makes it one of something else: another year, a part."""
        return any(map(self.kinds[_NARROWING].match, spelling.explanations(spelled.folded)))

    def stated_year(self, folded: str) -> int | None:
        """Return the year that a head says to be this one: 2023 of 本年（2023） or 2023年; None if it says none."""
        found = self.kinds[_STATED_YEAR].search(folded)
        return int("".join(filter(str.isdigit, found.group()))) if found else None

    def _has_unit(self, folded: str) -> bool:
        """Whether a folded text is a number with its own unit."""
        if folded[0] not in _FIRST_OF_A_NUMBER or not (folded[-1] == ")" or spelling.has_han(folded[-1])):
            return False
        return any(self.number_with_unit(folded, kind) is not None for kind in _FIGURES)

    def _lexeme(self, text: str) -> Lexeme:
        if len(text) > LONGEST:
            text = text[:LONGEST]
        if _MARKUP.intersection(text):
            text = _unmarked(text)
        spelled = spelling.spell(text)
        folded = spelled.folded
        if not folded:
            return Lexeme("blank", spelled)
        if any(self.kinds[kind].fullmatch(folded) for kind in _FIGURES) or self._has_unit(folded):
            if not _is_one_number(text):
                return Lexeme("text", spelled)
            count = self.number(folded, _COUNT)
            return Lexeme("figure", spelled, count=count if isinstance(count, int) else None)
        if self._mark.fullmatch(folded):
            return Lexeme("mark", spelled)
        if re.fullmatch(self._page, folded):
            return Lexeme("page", spelled)
        entries = self.lookup(text)
        return Lexeme("label" if entries else "text", spelled, entries)


def _in_form_unit(number: Decimal, unit: str) -> Decimal:
    """Return an amount in yuan, or in hundred millions of them, in the form's unit."""
    if unit == _YUAN:
        return number / YUAN_IN_FORM_UNIT
    converted = number * _FORM_UNITS_IN_HUNDRED_MILLION
    whole = converted.to_integral_value()
    return whole if whole == converted else converted


def _unmarked(text: str) -> str:
    """Return a text without Markdown's escapes and its marks around it, references of HTML made characters."""
    import html

    text = _ESCAPE.sub("", html.unescape(text)) if len(text) > 1 else text  # a backslash alone is a mark
    found = re.fullmatch(r"\s*[*_`]{1,4}(?P<inner>[^*_`]+)[*_`]{1,4}\s*", text)
    return found["inner"] if found else text


def _is_one_number(text: str) -> bool:
    """Whether a text is one number as written, not only when folded.

    White space between digits, or a new line, may part two numbers (or one that an extraction split), and the
    digits of footnote marks (①, ²) are none of the number's.
    """
    if text.isdecimal():
        return True
    if _PARTED.search(spelling.without_marks(text).strip()) and not _BY_THIN_SPACES.fullmatch(text):
        return False
    return text.isascii() or not any(unicodedata.category(character) == "No" for character in text)
