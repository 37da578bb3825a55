"""Takes out of a text what is drawn or marked around its words, so that nothing moves: each character is a blank.

Tags of HTML and what a page does not show, lines drawn between rows, the signs of quoted text. Tags of tables stay.
"""

from __future__ import annotations

import re
from typing import Literal

_ATTRIBUTES = r"\b(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*>"
# What HTML has around words, which parts no number, and around lines; tags of tables are for the readers of layouts,
# and others in a cell (of text that is struck out, say) may part what they stand between.
_INLINE_NAMES = "span|strong|b|i|em|u|font|a|o:p|ins|big|small|mark|code|tt|label|nobr|abbr"
INLINE_TAGS = frozenset(_INLINE_NAMES.split("|"))
STRUCK_NAMES = ("s", "strike", "del")
STRUCK_STYLE = "line-through"
_NOT_STRUCK = rf"(?![^<>]*{STRUCK_STYLE})"
_NOTHING_STRUCK = rf"(?i)<(?P<name>{'|'.join(STRUCK_NAMES)}){_ATTRIBUTES}[ \n]*</(?P=name)>"
_INLINE = rf"{_NOT_STRUCK}/?(?:{_INLINE_NAMES}){_ATTRIBUTES}"
_BLOCK_NAMES = (
    "p|div|h[1-6]|center|br|section|article|ul|ol|li|img|body|html|head|meta|link|title|header|footer|main|nav"
    "|blockquote|pre|col|colgroup"
)
_ANY_TAG = r"<(?:!|/?[A-Za-z][A-Za-z0-9:]{0,15}(?:[\s>]|/>))"  # no <http://...>
_TAG = rf"(?i)<(?:{_INLINE}|{_NOT_STRUCK}/?(?:{_BLOCK_NAMES}){_ATTRIBUTES})"
# each begins with the sign that a search finds quickest
_IN_A_NUMBER = rf"(?i)<(?<=[0-9,.，．０-９]<){_INLINE}(?:<{_INLINE})*(?=[0-9,.，．０-９])"
_FOOTNOTE_MARK = rf"(?i)<(?<=[^\s<>]<)(?P<name>su[pb]){_ATTRIBUTES}[^<>\n]{{0,8}}</(?P=name)>"
_NO_WIDTH = "\N{ZERO WIDTH SPACE}"
_BLANK_ENTITY = r"(?i)&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288);"
_QUOTED = r"(?m)^(?:>[ ]?)+"  # as a letter's text is
# Tables drawn with lines: what parts cells is a pipe, a line that parts rows is nothing.
_DRAWN_PIPES = dict.fromkeys(map(ord, "│┃║｜¦"), "|")
_CORNERS = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜"
DRAWN = "\u2500-\u257f｜¦"  # in a class of a pattern
_DRAWN_RULE = rf"(?m)^[{_CORNERS}+|─━═=:\- ]+$"
_IS_DRAWN_RULE = rf"[{_CORNERS}+][─━═=\-]{{2}}|^[= ]*={{3}}"
RULE = "\N{EN QUAD}"  # of which a line is that was drawn between rows of cells: it is blank, but tells of it
# A line drawn with signs. A short one may be a mark in a cell that is a line, save between rows of cells.
_RULE = r"(?m)^([-—―─*_=])\1{2,}[ ]*$"
_HAS_RULE = re.compile(r"\n([-—―─*_=])\1\1")
_LONG_RULE = 5


def clear(text: str, *, is_drawn: bool) -> str:
    """Return a text of the same length in which only words, figures and what parts cells and lines are left.

    `is_drawn` says that there is one of `DRAWN` in it, with which lines are drawn.
    """
    if "&" in text:
        text = _blanked(text, _BLANK_ENTITY)
    if "<" in text and re.search(_ANY_TAG, text):
        from gxparse.unseen import without_unseen

        text = _without_tags(without_unseen(text))
    if is_drawn:
        text = text.translate(_DRAWN_PIPES)
    is_ruled = _HAS_RULE.search(text) is not None
    if is_drawn or is_ruled or ("+" in text and ("+-" in text or "+=" in text)):
        text = re.sub(_DRAWN_RULE, _without_rule, text)
    if text.lstrip()[:1] == ">" and _is_quoted(text):
        text = _blanked(text, _QUOTED)
    if is_ruled:
        text = _without_rules(text)
    return text


def _blanked(text: str, pattern: str) -> str:
    """Return a text in which what a pattern finds is as many blanks; its line ends stay."""
    return re.sub(pattern, lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _without_tags(text: str) -> str:
    """Return a text with blanks, or within numbers signs of no width, in the place of tags and footnote marks."""
    text = _blanked(text, _FOOTNOTE_MARK)
    text = re.sub(_IN_A_NUMBER, lambda found: _NO_WIDTH * len(found.group()), text)
    return _blanked(_blanked(text, _TAG), _NOTHING_STRUCK)


def _without_rules(text: str) -> str:
    """Return a text with blanks for the lines that are drawn between others, but for what may be a mark."""
    parts: list[str] = []
    place = 0
    for rule in re.finditer(_RULE, text):
        start, end = rule.span()
        beside = _filled_line(text, start, -1), _filled_line(text, end, 1)
        among_rows = all("|" in other or "\t" in other for other in beside)
        is_long = len(rule.group().rstrip()) >= _LONG_RULE and not any("<" in other for other in beside)
        if all(beside) and (among_rows or is_long):
            parts += text[place:start], " " * (end - start)
            place = end
    return "".join([*parts, text[place:]])


def _filled_line(text: str, place: int, step: Literal[-1, 1]) -> str:
    """Return the next line above or below a place, at the edge of a line, that is not empty; '' if there is none."""
    while 0 <= (edge := place if step > 0 else place - 1) < len(text):
        other = text.find("\n", edge + 1) if step > 0 else text.rfind("\n", 0, edge)
        other = len(text) if step > 0 and other < 0 else other
        line = text[edge + 1 : other] if step > 0 else text[other + 1 : edge]
        if line.strip():
            return line
        place = other if step > 0 else other + 1
    return ""


def _without_rule(line: re.Match[str]) -> str:
    """Return blanks in the place of a line that is drawn between rows; others, as below the heads of Markdown, stay."""
    written = line.group()
    if not re.search(_IS_DRAWN_RULE, written):
        return written
    return (" " if written.strip()[:1] == "=" else RULE) * len(written)


def _is_quoted(text: str) -> bool:
    """Whether each line with words is marked as quoted."""
    return all(line.startswith(">") for line in text.split("\n") if line.strip())
