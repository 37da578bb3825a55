"""Reads a cell that is no word of the form as the label that it is most like."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from gxparse.spelling import has_han, likeness, spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gxparse.cells import Cell
    from gxparse.lexer import Entry, Lexicon
    from gxparse.spelling import Spelling

_ALIKE = 0.66  # misspelt: two thirds of the characters are there
_ALIKE_IN_PLACE = 0.5  # the same where number or place leave one label only
_LETTERS_TO_A_SLIP = 4
_LONGEST_NEGATION = 2  # more letters lost at once are a part of a label, not its negation
_SHORTEST_WORD = 2  # letters
_OTHER_MEANING, _NEGATION, _STATED_YEAR, _TYPED = "OTHER_MEANING", "NEGATION", "STATED_YEAR", "TYPED_FOR_ANOTHER"
_SLIP, _TELLING_WORD = "SLIP", "TELLING_WORD"
SHORTEST_PIECE = 2
_PARTED = re.compile(r"\s+|<br\s*/?>", re.IGNORECASE)
_MOST_PARTS = 10


def most_alike(cell: Cell, due: Mapping[int, str], lexicon: Lexicon, *, in_place: bool) -> int | None:
    """Return the key of the label that a cell is most like, if it is like that one and no other.

    Takes the cell, the terminals of the labels that are due by keys of the caller's, the vocabulary, and whether
    the place of the cell leaves no other label. A word of the form is never read as another one.
    """
    best = _best(cell, due, lexicon, in_place=in_place)
    return best.key if best and best.is_slip else None


def says_other_than(cell: Cell, due: Mapping[int, str], lexicon: Lexicon, *, in_place: bool) -> int | None:
    """Return the key of the label that a cell is most like, but of which it says the contrary, say, or another year.

    Takes what `most_alike` takes.
    """
    best = _best(cell, due, lexicon, in_place=in_place)
    return best.key if best and not best.is_slip else None


class _Likeness(NamedTuple):
    """How like a label a cell is, and whether it differs by slips only, not in what it says."""

    score: float
    same_number: bool
    key: int
    is_slip: bool


def _best(cell: Cell, due: Mapping[int, str], lexicon: Lexicon, *, in_place: bool) -> _Likeness | None:
    """Return the label that a cell is more like than any other."""
    spelled = without_stated_year(cell.lexeme.spelling, lexicon)
    narrowed = spelled.folded.endswith(")") and lexicon.narrows(spelled)
    entries = cell.lexeme.entries
    found: list[_Likeness] = []
    for key, terminal in due.items():
        if not terminal:
            continue
        entry = lexicon.entries[terminal]
        wanted = entry.spelling
        if entries and _is_another(cell, entry):
            continue
        if _is_misnumbered(spelled, wanted, lexicon):
            found.append(_Likeness(1.0, same_number=True, key=key, is_slip=True))
            continue
        words, meant = spelled.words, wanted.words
        score = likeness(words, meant, _ALIKE_IN_PLACE)
        if words != spelled.short or meant != wanted.short:
            score, words, meant = max((score, words, meant), _short(spelled, wanted))
        same_number = spelled.number == wanted.number
        fixed = in_place and len(spelled.words) == len(wanted.words)
        enough = _ALIKE_IN_PLACE if fixed or (spelled.number and same_number) else _ALIKE
        cut = len(spelled.words) >= SHORTEST_PIECE and 2 * len(spelled.words) >= len(wanted.short)
        if cut and not narrowed and wanted.words.startswith(spelled.words):
            found.append(_Likeness(score, same_number, key, is_slip=True))
        elif score >= enough:
            is_other = narrowed or (says_other(words, meant, lexicon) and not _has_letter_twice(words, meant))
            if is_other or _has_few_slips(words, meant, lexicon, is_numbered=bool(spelled.number) and same_number):
                found.append(_Likeness(score, same_number, key, is_slip=not is_other))
    found.sort(key=lambda one: one[:2], reverse=True)
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]) or _is_several(cell, lexicon):
        return None
    return None if _is_piece_of_others(spelled, due, found[0].key, lexicon) else found[0]


def _is_misnumbered(spelled: Spelling, wanted: Spelling, lexicon: Lexicon) -> bool:
    """Whether a text is a label and its number, with marks at another place and one letter that does not belong there.

    A letter that says the contrary is none, nor is a digit.
    """
    letters, number = "".join(filter(str.isalnum, spelled.folded)), "".join(filter(str.isalnum, wanted.number))
    if not number or not letters.endswith(wanted.words):
        return False
    lead = letters[: -len(wanted.words)]
    if lead == number:
        return True
    strays = [lead[at] for at in range(len(lead)) if lead[:at] + lead[at + 1 :] == number]
    return any(has_han(stray) and not lexicon.kinds[_NEGATION].fullmatch(stray) for stray in strays)


def _is_piece_of_others(spelled: Spelling, due: Mapping[int, str], key: int, lexicon: Lexicon) -> bool:
    """Whether a text is a piece of the label that it is most like, and of another that is due as well."""
    wanted = lexicon.entries[due[key]].spelling
    if spelled.words == wanted.words or spelled.words not in wanted.words or spelled.number:
        return False
    others = (terminal for number, terminal in due.items() if terminal and number != key)
    return any(spelled.words in lexicon.entries[terminal].spelling.words for terminal in others)


def _short(spelled: Spelling, wanted: Spelling) -> tuple[float, str, str]:
    """Return how alike two labels are without what stands in brackets behind them, and these words."""
    return likeness(spelled.short, wanted.short, _ALIKE_IN_PLACE), spelled.short, wanted.short


def without_stated_year(spelled: Spelling, lexicon: Lexicon) -> Spelling:
    """Return how words are compared without a year that says which one the label speaks of."""
    folded = lexicon.kinds[_STATED_YEAR].sub("", spelled.folded)
    return spelled if folded == spelled.folded else spell(folded)


def _has_few_slips(found: str, meant: str, lexicon: Lexicon, *, is_numbered: bool) -> bool:
    """Whether letters are wrong or too many in a few places only: in one of a short label, else it is another name.

    A label that has its number, too, may have some more.

    Those that are lost are no sign of another name, as a page or a column may have cut the label.
    """
    if found == meant:
        return True
    typed, as_meant = _typed_words(found, meant, lexicon)
    if _has_word_of_its_own(as_meant, meant):
        return False
    slips = typed + _distance(as_meant, meant) - max(0, len(meant) - len(found))
    return slips <= max(1, len(meant) // (_LETTERS_TO_A_SLIP - is_numbered))


def _has_letter_twice(found: str, meant: str) -> bool:
    """Whether a text is a label but for one letter that it has twice."""
    return any(found[:at] + found[at + 1 :] == meant for at in range(1, len(found)) if found[at] == found[at - 1])


def _replaced(found: str, meant: str) -> list[tuple[int, int, int, int]]:
    """Return where letters of a text stand in the place of others of a label, or are too many."""
    operations = SequenceMatcher(None, meant, found, autojunk=False).get_opcodes()
    return [(start, end, first, last) for name, first, last, start, end in operations if name in ("insert", "replace")]


def _typed_words(found: str, meant: str, lexicon: Lexicon) -> tuple[int, str]:
    """Return how many words stand where the keys easily give them for the label's, and the text with the label's."""
    count = 0
    for start, end, first, last in reversed(_replaced(found, meant)):
        if lexicon.kinds[_TYPED].fullmatch(found, start, end):
            found = found[:start] + meant[first:last] + found[end:]
            count += 1
    return count, found


def _has_word_of_its_own(found: str, meant: str) -> bool:
    """Whether two letters or more beside each other are not the label's: that is a word, and no slip.

    Letters that only stand in another order are slips.
    """
    return any(
        sum(map(has_han, found[start:end])) >= _SHORTEST_WORD and sorted(found[start:end]) != sorted(meant[first:last])
        for start, end, first, last in _replaced(found, meant)
    )


def says_other(found: str, meant: str, lexicon: Lexicon) -> bool:
    """Whether two words differ in a letter that turns what a label says."""
    found = _without_slips(found, meant, lexicon)
    signs = [Counter(lexicon.kinds[_OTHER_MEANING].findall(words)) for words in (found, meant)]
    if signs[0] - signs[1]:
        return True
    lost = Counter(lexicon.kinds[_NEGATION].findall(meant)) - Counter(lexicon.kinds[_NEGATION].findall(found))
    return bool(lost) and any(
        operation == "delete" and end - start <= _LONGEST_NEGATION and lost.keys() & set(meant[start:end])
        for operation, start, end, _, _ in SequenceMatcher(None, meant, found, autojunk=False).get_opcodes()
    )


def _without_slips(found: str, meant: str, lexicon: Lexicon) -> str:
    """Return a text with the label's letter in the place of one that could tell another meaning, and does not there."""
    kinds = lexicon.kinds
    telling = {place for word in kinds[_TELLING_WORD].finditer(found) for place in range(*word.span())}
    for start, end, first, last in _replaced(found, meant):
        is_single = end - start == last - first == 1 and start not in telling
        if is_single and kinds[_SLIP].fullmatch(found[start]) and not kinds[_OTHER_MEANING].fullmatch(meant[first]):
            found = found[:start] + meant[first:last] + found[end:]
    return found


def _distance(left: str, right: str) -> int:
    """Return how many letters are wrong, lost, too many, or exchanged with the next one."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        now = [row]
        for column, other in enumerate(right, 1):
            least = min(above[column] + 1, now[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                least = min(least, before[column - 2] + 1)
            now.append(least)
        before, above = above, now
    return above[-1]


def _is_another(cell: Cell, due: Entry) -> bool:
    """Whether a cell has just the words of the form, in the table of a label that is due, for something else."""
    return any(
        entry.terminal != due.terminal and entry.spelling.short != due.spelling.short and entry.tables & due.tables
        for entry in cell.lexeme.entries
    )


def _is_several(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether blanks or ends of lines part a cell into several labels of the form: nothing tells which it is."""
    return sum(bool(lexicon.lookup(part)) for part in _PARTED.split(cell.text)[:_MOST_PARTS]) > 1
