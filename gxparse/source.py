"""The caller's text, folded for reading, with a way back to every place in it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from gxparse import clearing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opencc import OpenCC

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What the converter cannot encode.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters stand for nothing; white space keeps apart what they part. NUL would end a C string.
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)], " ")
# Radicals that fonts of PDF files have in the place of the characters. The Kangxi radicals are compatibility
# characters; for the supplement see EquivalentUnifiedIdeograph.txt of the Unicode Character Database ('.': none).
_KANGXI = range(0x2F00, 0x2FD6)
_SUPPLEMENT = range(0x2E81, 0x2EF4)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂.刀刂卜㔾小小兀尣尢.巳幺彑彐忄心扌攵.旡日月歺母民氵氺灬爫爫丬牛犭王.目示礻.糹纟罓罒㓁冗.羊..耂肀聿肉"
    ".艹艹艹虎衤覀西见角.讠贝.车辶辶辶邑钅長镸长门.阝雨青韦页风飞食.飠饣.马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# What ends a line elsewhere, and here in a text that has more of it than of line ends.
_SEPARATORS = "\x0b\u2028\u2029"
# Characters written as their numbers; those of white space and markup would cut lines and cells.
_REFERENCE = r"&#(?:[0-9]{2,7}|[xX][0-9A-Fa-f]{2,6});"
_PUNCTUATION = frozenset("、，。：；？！（）《》〈〉〔〕【】「」『』“”‘’—…／－＋")
# A text in the characters of GB 2312 is simplified, but for what the converter changes: these, and others in words,
# in front of or behind which one of those stands.
_GB2312 = "gb2312"
_CHANGED = "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽"
_CHANGED_IN_WORDS = {
    "坏": ("一土打拉捏毛陶", "子布土"),
    "藉": ("凌滑素茵", "代以助卉口喻手故方槁此甚由着端"),
    "覆": ("函反回批拜明申示答重", "信呈命墓按文校"),
    "沈": ("昏浮深耳", "下冤厚吟寂思浮浸湎溺痛痼睡筒船落迷醉重降陷香默"),
    "哩": ("海英", ""),
}
_BESIDE_GB2312 = "\u2014\u00b7\u00a0"  # dash, dot and blank that its codec lacks
_UNUSUAL = f"{re.escape(''.join(map(chr, _CONTROL)))}\u2028\u2029\u2e80-\u2fd5{clearing.DRAWN}"
_FOLDED = re.compile(f"[{_UNUSUAL}]")
_FOLDED_OR_CHANGED = re.compile(f"[{_UNUSUAL}{_CHANGED}]")
# A text counts as written in traditional characters from this share of converted characters on; a few
# characters that the converter changes (乾县 is a simplified name) do not make it so.
_TRADITIONAL_SHARE = 0.05
_SAMPLE = 2000
_FEW = 20  # places to be found by counting lines


@cache
def converter(name: str) -> OpenCC:
    """Return the OpenCC converter of that name (loading its dictionaries takes milliseconds)."""
    from opencc import OpenCC

    return OpenCC(name)


@cache
def _radicals() -> dict[int, str]:
    """Return the character of each radical that has one."""
    from unicodedata import normalize

    found = {code: normalize("NFKC", chr(code)) for code in _KANGXI}
    return found | {code: same for code, same in zip(_SUPPLEMENT, _IDEOGRAPHS, strict=True) if same != "."}


def _character(reference: re.Match[str]) -> str:
    """Return the character that a numeric reference of HTML stands for; itself where that is no letter or digit."""
    number = reference.group().strip("&#;")
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    character = chr(code) if code <= sys.maxunicode else ""
    return character if character.isalnum() or character in _PUNCTUATION else reference.group()


def taiwan_wording(text: str) -> str:
    """Return a simplified text with the words of Taiwan's usage, still in simplified characters."""
    return str(converter("t2s").convert(converter("s2twp").convert(text)))


def _has_changed_word(text: str, character: str) -> bool:
    """Whether a character stands in a word that the converter changes."""
    in_front, behind = _CHANGED_IN_WORDS[character]
    place = text.find(character)
    while place >= 0:
        if text[max(0, place - 1)] in in_front or text[place + 1 : place + 2] in (*behind,):
            return True
        place = text.find(character, place + 1)
    return False


def _is_simplified(text: str) -> bool:
    """Whether a text has characters of GB 2312 alone, and no words that the converter changes.

    That is told sooner than it is converted. Characters that change by themselves are looked for before.
    """
    if any(_has_changed_word(text, character) for character in _CHANGED_IN_WORDS):
        return False
    for other in _BESIDE_GB2312:
        text = text.replace(other, "")
    try:
        text.encode(_GB2312)
    except UnicodeEncodeError:
        return False
    return True


class Source:
    """A text as the caller passed it in (`raw`) and as the stages read it (`text`).

    The stages may rely on this of `text`:

    - simplified characters; every line of `raw` is a line of `text`, ended by a line feed alone (more than one
      where Unicode's separators end most lines);
    - no control character but tab and line feed, no comment and no tag of HTML but those of tables (each of their
      characters is a blank), no lone surrogate (each is one U+FFFD);
    - an offset into `text` leads to a place in `raw` by `offset`. Places are exact, save inside a line
      that the conversion made longer or shorter: there they are clamped to the line.
    """

    __slots__ = ("__dict__", "raw", "text")

    def __init__(self, raw: str) -> None:
        """Fold the text; takes any str."""
        self.raw = raw
        text = raw
        if "\r" in text:  # same length: a blank at the end of a line is nothing
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        self._ended: str | None = None  # with no line ends but the caller's
        usual = _FOLDED_OR_CHANGED.search(text) is None
        unusual = not usual and _FOLDED.search(text) is not None
        if unusual:
            text = self._usual(text)
        text = clearing.clear(text, is_drawn=unusual)
        self._asked = 0
        resolved = re.sub(_REFERENCE, _character, text) if "&" in text else text
        try:
            self.text = resolved if usual and _is_simplified(resolved) else converter("t2s").convert(resolved)
        except UnicodeEncodeError:
            text, resolved = (_LONE_SURROGATE.sub(_REPLACEMENT, each) for each in (text, resolved))
            self.text = converter("t2s").convert(resolved)
        self._plain, self._resolved = text, resolved

    def _usual(self, text: str) -> str:
        """Return a text with each unusual character folded to one."""
        folding = _CONTROL | _radicals()
        if sum(map(text.count, _SEPARATORS)) > text.count("\n"):
            self._ended = text
            folding |= dict.fromkeys(map(ord, _SEPARATORS), "\n")
        return text.translate(folding)

    @cached_property
    def _is_as_written(self) -> bool:
        """Whether nothing was folded."""
        return bool(self.raw == self.text)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset in `raw` at which each line starts."""
        return [0, *accumulate(len(line) + 1 for line in self._plain.split("\n"))][:-1]

    @cached_property
    def _callers_starts(self) -> list[int]:
        """The offset in `raw` at which each of the caller's lines starts."""
        if self._ended is None:
            return self._starts
        return [0, *accumulate(len(line) + 1 for line in self._ended.split("\n"))][:-1]

    @cached_property
    def _folded_starts(self) -> list[int] | None:
        """The offset in `text` at which each line starts; None where it is that of `raw`."""
        if len(self._plain) == len(self.text):
            if self._plain == self.text:
                return None
            plain, folded = self._plain.split("\n"), self.text.split("\n")
            if all(len(a) == len(b) for a, b in zip(plain, folded, strict=True)):
                return None
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))][:-1]

    @cached_property
    def traditional(self) -> bool:
        """Whether the text is written in traditional characters, wholly or in good part."""
        if not self._is_changed:
            return False
        plain, folded = self._resolved[:_SAMPLE], self.text[:_SAMPLE]
        changed = sum(a != b for a, b in zip(plain, folded, strict=False))
        return bool(changed > _TRADITIONAL_SHARE * len("".join(plain.split())))

    def offset(self, place: int) -> int:
        """Return the offset in `raw` of an offset in `text`."""
        starts = self._folded_starts
        if starts is None:
            return place
        line = bisect_right(starts, place) - 1
        start = self._starts[line]
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self.raw)
        return min(start + place - starts[line], end)

    def position(self, place: int) -> tuple[int, int]:
        """Return line and column (both from 1, in characters of `raw`) of an offset in `text`."""
        offset = self.offset(place)
        if self._asked < _FEW:  # counting is quicker than a table of all lines
            self._asked += 1
            ended = self._plain if self._ended is None else self._ended
            return ended.count("\n", 0, offset) + 1, offset - ended.rfind("\n", 0, offset)
        line = bisect_right(self._callers_starts, offset)
        return line, offset - self._callers_starts[line - 1] + 1

    def span(self, start: int, end: int) -> tuple[int, int, int, int]:
        """Return line and column of a start, then of an end: offsets in `text`, which mostly are of one line."""
        line, column = self.position(start)
        if "\n" in self.text[start:end]:
            return line, column, *self.position(end)
        return line, column, line, column + self.offset(end) - self.offset(start)

    def slice(self, start: int, end: int) -> str:
        """Return what the caller wrote between two offsets in `text`."""
        if self._is_as_written:
            return self.raw[start:end]
        return self.raw[self.offset(start) : self.offset(end)]

    def blank(self, spans: Iterable[tuple[int, int]]) -> None:
        """Let parts of lines be nothing for all that read the text from now on; takes their offsets in order."""
        parts: list[str] = []
        place = 0
        for start, end in spans:
            parts += self.text[place:start], " " * (end - start)
            place = end
        self.text = "".join([*parts, self.text[place:]])

    def unconverted(self, start: int, end: int) -> str:
        """Return a part of the text in the characters that it is written in."""
        return self._plain[self.offset(start) : self.offset(end)]

    def is_converted(self, start: int, end: int) -> bool:
        """Whether a part of the text is written with traditional characters."""
        return self._is_changed and self.unconverted(start, end) != self.text[start:end]

    @cached_property
    def _is_changed(self) -> bool:
        """Whether something of the text was converted, or is to be read as blank."""
        return bool(self._resolved != self.text)

    def mainland_wording(self, start: int, end: int) -> str:
        """Return a part of the text with the words of Taiwan's usage replaced, too."""
        return str(converter("tw2sp").convert(self.unconverted(start, end)))
