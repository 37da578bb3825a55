"""Tells what is likely to be a figure before anything is known of the form: for layouts that do not show rows."""

from __future__ import annotations

import re

from gxparse.spelling import has_han

# A number with a sign (a word, too) and a unit of a few characters, or a mark for none.
_FIGURE = re.compile(r"[^\w\s]?(?:增加?|减少?)?[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?\w{0,3}|[/／\\\-－—–−]+|无")
DASHED_NUMBER = re.compile(r"[\-－—–−]+[ ]*[0-9]{1,4}[ ]*[\-－—–−]+")  # of a page, as a rule
# At a page's edge a browser prints the date, with a time and a title, and the address.
_PAGE_EDGE = re.compile(
    r"20[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s.{0,80})?)?"
    r"|https?://[!-~]{1,300}(?:\s+[0-9]{1,3}\s?/\s?[0-9]{1,3})?"
)
_PAGE_OF_PAGES = re.compile(r"[0-9]{1,3} ?/ ?[0-9]{1,3}")


def is_likely(text: str) -> bool:
    """Whether a cell is likely to stand in a figure's place: a number, a mark, or whatever has no Chinese character."""
    return not has_han(text) or is_figure(text)


def is_figure(text: str) -> bool:
    """Whether a text is a number, with a sign and a unit or without, or a mark for none."""
    return _FIGURE.fullmatch(text) is not None


def is_page_edge(text: str, *, goes_on: bool = False) -> bool:
    """Whether a line of its own stands at a page's edge, as its number between dashes does.

    With `goes_on` 3/6, too, the number behind an address.
    """
    edges = (DASHED_NUMBER, _PAGE_EDGE, _PAGE_OF_PAGES) if goes_on else (DASHED_NUMBER, _PAGE_EDGE)
    return any(edge.fullmatch(text) for edge in edges)
