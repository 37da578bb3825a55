"""How two spellings are compared: without white space, width, punctuation or numbering.

Labels, headings and figures all go through here, so that `（一）⏎予以 公开` and `(一)予以公开` are one.
No label of the form stands in this module.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

# Invisible marks and the bookmarks that word processors leave behind.
_MARKS = "".join(
    chr(code)
    for span in ((0xAD,), (0x180E,), range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2065), (0xFEFF,))
    for code in span
)
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
# In front of a heading: signs of any kind, but no bracket; Markdown's marks and bookmarks among them.
INDENT = r"[^\w\n|(（]*(?:\[bookmark:[^\]\n]{0,80}\][^\w\n|(（]*)?"
OUTER = frozenset(f"{_MARKS}[")
"""What may stand at the edge of a text whose white space is off and is nothing to read, or begins it."""
_WHITE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# Nothing to read: white space, and marks that nobody sees.
BLANK = _MARKS + _WHITE
_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−─﹣－"}
_QUOTES = {ord(quote): '"' for quote in "“”„‟«»「」『』＂〝〞"}
_FOLD: dict[int, str | None] = {
    **_DASHES,
    **_QUOTES,
    **dict.fromkeys(map(ord, "‘’"), "'"),
    ord("〜"): "~",
    ord("﹐"): ",",
}
_FOLD |= dict.fromkeys(map(ord, _MARKS))
_NUMBERING = re.compile(  # of a text in which 、 is a comma
    r"""\(?(?P<chinese>[一二三四五六七八九十]{1,3})(?:\)[.,]?|[.,])   # 一、 （一）
      | (?P<arabic>[0-9]{1,2})(?:[.,)](?![0-9])|(?=[^\W\d_A-Za-z]))     # 1. 1、 1) ①
      | \((?P<bracketed>[0-9]{1,2})\)                                  # （1）
      | (?P<part>第(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:部分|章|节))[.,:]?  # 第三部分
    """,
    re.VERBOSE,
)
_NUMERAL = re.compile(
    r"(?P<arabic>[0-9]+)|(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?(?<=[一二三四五六七八九十])"
)
_NO_MARKS = dict.fromkeys(map(ord, _MARKS))
_LATIN_IN_BRACKETS = re.compile(r"\([^\W\d_]")
_NOT_WORDS = re.compile(r"[\W_]+")
_EXPLANATIONS = re.compile(r"(?:\([^()]*\))+$")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0010ffff]")
LONGEST = 300
"""What is longer is compared by its beginning: no label is that long."""


class Spelling(NamedTuple):
    """A piece of text as it is compared."""

    folded: str  # white space out, width and quotes folded
    number: str  # the numbering in front, as it stands ('' if there is none)
    words: str  # letters, digits and Han characters behind the numbering
    short: str  # the words without explanations in brackets at the end


def fold(text: str) -> str:
    """Return the text without white space and invisible marks, full-width characters made ASCII."""
    if text.isascii() and "[" not in text:
        return "".join(text.split())
    text = unicodedata.normalize("NFKC", _BOOKMARK.sub("", text) if "[" in text else text)
    folded = "".join(text.translate(_FOLD).split())
    return _pinyin().sub("", folded) if _LATIN_IN_BRACKETS.search(folded) else folded


def without_marks(text: str) -> str:
    """Return the text without invisible marks and bookmarks."""
    return _BOOKMARK.sub("", text).translate(_NO_MARKS)


@cache
def _pinyin() -> re.Pattern[str]:
    """Tone-marked or plain pinyin in brackets after the character it explains, once or again and again."""
    return re.compile(r"(?<=\w)(?:\([a-zà-ÿāēīōūǎěǐǒǔǘǚǜńňǹḿ]{1,6}\))+")


@cache
def _leading() -> re.Pattern[str]:
    """White space, invisible marks and bookmarks in front."""
    return re.compile(rf"(?:[\s{_MARKS}]|\[bookmark:[^\]\n]{{0,80}}\])*")


@lru_cache(maxsize=8192)
def _spell(text: str) -> Spelling:
    folded = fold(text)
    found = _NUMBERING.match(folded.replace("、", ","))
    number, rest = (found.group(found.lastgroup or 0), folded[found.end() :]) if found else ("", folded)
    short = _EXPLANATIONS.sub("", rest)
    words = _NOT_WORDS.sub("", rest)
    return Spelling(folded, number, words, words if short == rest else _NOT_WORDS.sub("", short))


def spell(text: str) -> Spelling:
    """Return how a cell or a line is compared; long ones (no label is that long) by their beginning."""
    return _spell(text if len(text) <= LONGEST else text[:LONGEST])


def explanations(folded: str) -> list[str]:
    """Return what a folded text has in brackets at its end."""
    found = _EXPLANATIONS.search(folded)
    return found.group()[1:-1].split(")(") if found else []


@lru_cache(maxsize=1024)
def numeral(number: str) -> int | None:
    """Return the number that a numbering says in Chinese or Arabic numerals (三, 十二, 3, 第三部分); None if none."""
    found = _NUMERAL.search(number)
    if not found:
        return None
    if found["arabic"]:
        return int(found["arabic"])
    tens, ten, ones = (int(unicodedata.numeric(part)) if part else 0 for part in found.group("tens", "ten", "ones"))
    return (tens or 1) * ten + ones if ten else ones


def trim(line: str) -> tuple[int, str]:
    """Return a line without white space and invisible marks around it, and how much was in front."""
    text = line.strip()
    if not text or (text[0] not in OUTER and text[-1] not in OUTER):
        return len(line) - len(line.lstrip()) if text else 0, text
    found = _leading().match(line)
    start = found.end() if found else 0
    return start, line[start:].rstrip(BLANK)


def stripped(text: str) -> str:
    """Return a text without white space and invisible marks around it."""
    text = text.strip()
    return text.strip(BLANK) if text and (text[0] in OUTER or text[-1] in OUTER) else text


def has_han(text: str) -> bool:
    """Return whether a Chinese character stands in the text."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=8192)
def likeness(left: str, right: str, least: float = 0.0) -> float:
    """Return how alike two words are, 0 to 1 (twice the characters in common over both lengths).

    What is less than `least` may be returned as 0, which is quicker.
    """
    if left == right:
        return 1.0
    length = len(left) + len(right)
    common = sum(character in right for character in left)  # no less than SequenceMatcher will find
    if not common or 2 * common < least * length or length > 2 * LONGEST:
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, left, right, autojunk=False).ratio()
