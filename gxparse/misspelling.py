"""Reads a cell that is no word of the form as the label that it is most like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxparse.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gxparse.cells import Cell
    from gxparse.lexer import Entry, Lexicon

_ALIKE = 0.66  # misspelt: two thirds of the characters are there
_ALIKE_IN_PLACE = 0.5  # the same where number or place leave one label only
SHORTEST_PIECE = 2
_PARTED = re.compile(r"\s+|<br\s*/?>", re.IGNORECASE)
_MOST_PARTS = 10


def most_alike(cell: Cell, due: Mapping[int, str], lexicon: Lexicon, *, in_place: bool) -> int | None:
    """Return the key of the label that a cell is most like, if it is like that one and no other.

    Takes the cell, the terminals of the labels that are due by keys of the caller's, the vocabulary, and whether
    the place of the cell leaves no other label. A word of the form is never read as another one.
    """
    spelled = cell.lexeme.spelling
    scored = []
    for key, terminal in due.items():
        if not terminal:
            continue
        entry = lexicon.entries[terminal]
        wanted = entry.spelling
        if cell.lexeme.entries and _is_another(cell, entry):
            continue
        score = max(
            likeness(spelled.words, wanted.words, _ALIKE_IN_PLACE),
            likeness(spelled.short, wanted.short, _ALIKE_IN_PLACE),
        )
        fixed = in_place and len(spelled.words) == len(wanted.words)
        enough = _ALIKE_IN_PLACE if fixed or (spelled.number and spelled.number == wanted.number) else _ALIKE
        cut = len(spelled.words) >= SHORTEST_PIECE and 2 * len(spelled.words) >= len(wanted.short)
        if score >= enough or (cut and wanted.words.startswith(spelled.words)):
            scored.append((score, spelled.number == wanted.number, key))
    scored.sort(key=lambda item: item[:2], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][:2] == scored[1][:2]) or _is_several(cell, lexicon):
        return None
    return scored[0][2]


def _is_another(cell: Cell, due: Entry) -> bool:
    """Whether a cell has just the words of the form, in the table of a label that is due, for something else."""
    return any(
        entry.terminal != due.terminal and entry.spelling.short != due.spelling.short and entry.tables & due.tables
        for entry in cell.lexeme.entries
    )


def _is_several(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether blanks or ends of lines part a cell into several labels of the form: nothing tells which it is."""
    return sum(bool(lexicon.lookup(part)) for part in _PARTED.split(cell.text)[:_MOST_PARTS]) > 1
