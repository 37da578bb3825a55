"""What a change since the year before is of: the figures told just in front of it (收到申请120件，同比增长20%)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.narrative.words import pattern

if TYPE_CHECKING:
    from gxparse.narrative.words import Word

_COMPARISON = "COMPARISON"
_ENDS = frozenset(("STOP", "SEMICOLON"))
_BETWEEN = frozenset(("CHANGE", "COUNT", "PERCENT", "EMPTY", "COMMA", "BRACKET"))


class Changes:
    """Follows a sentence: the totals that it has told, and whether they are compared with the year before."""

    def __init__(self, year: int | None) -> None:
        """Begin a section of a report of that year."""
        self._year = year
        self.open_sentence()

    def open_sentence(self) -> None:
        """Begin a sentence, or what a semicolon parts from the rest of it."""
        self._told: list[int] = []
        self._start: int | None = None
        self._is_compared = self._is_about_told = self._has_changed = False

    def pass_word(self, word: Word) -> None:
        """Pass a word or a stop."""
        if word.type == _COMPARISON:
            self._is_compared = self._is_with_year_before(word.text)
            self._start = word.start
        elif word.type in _ENDS:
            self.open_sentence()
        elif word.type not in _BETWEEN:
            self.pass_other()

    def pass_other(self) -> None:
        """Pass something else that may have changed: words that are not known, or a subject."""
        self._is_compared = self._is_about_told = False

    def tell(self, claim: int) -> None:
        """Note the index of a claim that gives one of the report's own totals."""
        self._told = [*([] if self._has_changed else self._told), claim]
        self._is_about_told, self._has_changed = True, False

    def compared(self, start: int) -> tuple[int, list[int]] | None:
        """Return where the words for a change start, with the comparison if it is the first, and what may have changed.

        Takes where they start without it. The likeliest claim is the first; None if nothing is compared.
        """
        if not self._is_compared or not self._is_about_told:
            return None
        first, self._start, self._has_changed = self._start, None, True
        return start if first is None else first, self._told[::-1]

    def _is_with_year_before(self, text: str) -> bool:
        """Whether a comparison is with the year before, not with a month or another year."""
        compared = pattern(_COMPARISON).match(text)
        if compared is None or compared.group("other"):
            return False
        named = compared.group("named")
        return named is None or (self._year is not None and int(named) == self._year - 1)
