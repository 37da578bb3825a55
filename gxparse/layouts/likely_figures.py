"""Tells what is likely to be a figure before anything is known of the form: for layouts that do not show rows."""

from __future__ import annotations

import re

from gxparse.spelling import has_han

# A number with a sign (a word, too) and a unit of a few characters, or a mark for none.
_FIGURE = re.compile(r"[^\w\s]?(?:增加?|减少?)?[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?\w{0,3}|[/／\\\-－—–−]+|无")
DASHED_NUMBER = re.compile(r"[\-－—–−]+[ ]*[0-9]{1,4}[ ]*[\-－—–−]+")  # of a page, as a rule


def is_likely(text: str) -> bool:
    """Whether a cell is likely to stand in a figure's place: a number, a mark, or whatever has no Chinese character."""
    return not has_han(text) or is_figure(text)


def is_figure(text: str) -> bool:
    """Whether a text is a number, with a sign and a unit or without, or a mark for none."""
    return _FIGURE.fullmatch(text) is not None
