"""Joins labels that go on in the next lines, where no cell of the layout holds them together.

A piece that begins a label is kept open; a later piece that goes on with it is added, one below it rather than
one elsewhere. A label that is whole in the end becomes one cell, in the line that has its figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxparse.cells import IN_FIGURES_PLACE, Cell, DrawnCell
from gxparse.spelling import fold, has_han

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gxparse.cells import PhysicalRow
    from gxparse.lexer import Lexicon
    from gxparse.source import Source

_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]+[）)、.]")
_ANY_EXPLANATION = re.compile(r"[（(][^（）()]*[）)]$")
_EXPLANATION = re.compile(r"（[^（）]*）$")
_OPEN, _CLOSED = re.compile(r"[（(]"), re.compile(r"[）)]")
_FARTHEST = 3  # lines without a piece of the label
_LONGEST = 60


class Beginnings:
    """The labels of an edition, and all that one of them begins with; numbered and not."""

    def __init__(self, labels: Iterable[str], wordings: Callable[[str], Iterable[str]]) -> None:
        """Take the labels as the form prints them, and what gives all wordings in which a text may have one."""
        self._labels: dict[str, str] = {}
        for label in labels:
            for wording in wordings(label):
                for text in (wording, _NUMBER.sub("", wording), _EXPLANATION.sub("", wording)):
                    self._labels.setdefault(squeezed(text), label)
        self.parts = {text[:length] for text in self._labels for length in range(1, len(text) + 1)}

    def label(self, text: str, written: str) -> str | None:
        """Return the label that a squeezed text is, or is without what stands in brackets; None if it is none."""
        return self._labels.get(text) or self._labels.get(squeezed(_ANY_EXPLANATION.sub("", written)))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text."""
    return _NOT_WORDS.sub("", fold(text))


class _Label:
    """A label of which the beginning was found: its pieces with the index of their row."""

    def __init__(self, text: str, row: int, cell: Cell) -> None:
        self.text = text
        self.pieces = [(row, cell)]

    def add(self, text: str, row: int, cell: Cell) -> None:
        self.text += text
        self.pieces.append((row, cell))

    def is_in_brackets(self) -> bool:
        """Whether the last piece ends in brackets that are open."""
        text = self.pieces[-1][1].text
        return len(_OPEN.findall(text)) > len(_CLOSED.findall(text))

    def is_above(self, cell: Cell) -> bool:
        """Whether a cell stands below the last piece, or behind it in its line."""
        last = self.pieces[-1][1]
        if not isinstance(last, DrawnCell) or not isinstance(cell, DrawnCell):
            return True
        return any(
            piece.left < cell.right and cell.left < piece.right
            for _, piece in self.pieces
            if isinstance(piece, DrawnCell)
        )


def join(rows: list[PhysicalRow], lexicon: Lexicon, source: Source) -> list[PhysicalRow]:
    """Return the rows of a table, in which labels that lines have cut are whole; their cells have lexemes."""
    beginnings = lexicon.beginnings_in_taiwan if source.traditional else lexicon.beginnings
    whole = []
    for label in _found(rows, beginnings):
        words = beginnings.label(label.text, "".join(cell.text for _, cell in label.pieces))
        if words and len(label.pieces) > 1:
            whole.append(label)
            _join(label, rows, words, lexicon)
    return [row for row in rows if row.cells] if whole else rows


def _found(rows: Sequence[PhysicalRow], beginnings: Beginnings) -> list[_Label]:
    """Return the labels of which the beginning was found, with what goes on with it."""
    found: list[_Label] = []
    opened: list[_Label] = []
    for index, row in enumerate(rows):
        if row.bounded and not row.drawn:
            opened = []
            continue
        reach = _FARTHEST if row.drawn else 1
        opened = [label for label in opened if index - label.pieces[-1][0] <= reach]
        before: Cell | None = None  # in the row, if it is words
        for cell in row.cells:
            is_word = cell.lexeme.kind in ("text", "label") or (cell.lexeme.kind == "mark" and has_han(cell.text))
            if not is_word or len(cell.text) > _LONGEST:
                before = None if cell.text else before
                continue
            text = squeezed(cell.text)
            if not has_han(text) and not cell.lexeme.spelling.number:  # 7. may begin a label
                _add_punctuation(opened, text, index, cell)
                continue
            label = _continued(opened, text, (index, cell), before, beginnings)
            if label is None and text in beginnings.parts:
                label = _Label(text, index, cell)
                opened.append(label)
                found.append(label)
            before = cell
    return found


def _continued(
    opened: Sequence[_Label], text: str, piece: tuple[int, Cell], before: Cell | None, beginnings: Beginnings
) -> _Label | None:
    """Add a piece to the label that it goes on with, above it or right before it in its row, if there is one."""
    index, cell = piece
    fitting = [label for label in opened if label.text + text in beginnings.parts and label.pieces[-1][1] is not cell]
    below = [label for label in fitting if label.is_above(cell)]
    beside = [label for label in fitting if label.pieces[-1][1] is before and not _are_columns_apart(before, cell)]
    chosen = below or beside[-1:]
    if not chosen:
        return None
    same = [label for label in chosen if label.text == chosen[-1].text]
    same[0].add(text, index, cell)
    return same[0]


def _are_columns_apart(left: Cell, right: Cell) -> bool:
    """Whether several blanks stand between two words of a line that is drawn."""
    return isinstance(left, DrawnCell) and isinstance(right, DrawnCell) and right.left - left.right > 1


def _add_punctuation(opened: Sequence[_Label], text: str, index: int, cell: Cell) -> None:
    """Add a bracket, say, that stands in a line of its own to the label above it, cut elsewhere or in its brackets."""
    above = [label for label in opened if label.is_above(cell) and (len(label.pieces) > 1 or label.is_in_brackets())]
    if above and not text:
        above[-1].add("", index, cell)


def _join(label: _Label, rows: Sequence[PhysicalRow], words: str, lexicon: Lexicon) -> None:
    """Make one cell of the pieces of a label, which has these words."""
    target = _row_of(label, rows)
    cells = [cell for _, cell in label.pieces]
    joined: Cell
    text = "\n".join(cell.text for cell in cells)
    if isinstance(cells[0], DrawnCell):
        drawn = [cell for cell in cells if isinstance(cell, DrawnCell)]
        joined = DrawnCell(text, cells[0].start, min(c.left for c in drawn), max(c.right for c in drawn))
    else:
        joined = Cell(text, cells[0].start, cells[0].end, 0)
    joined.end, joined.column = max(cell.end for cell in cells), cells[0].column
    lexeme = lexicon.lexeme(text)
    joined.lexeme = lexeme if lexeme.kind == "label" else lexicon.lexeme(words)
    for index, cell in label.pieces:
        place = rows[index].cells.index(cell)
        rows[index].cells[place : place + 1] = [joined] if index == target and joined not in rows[index].cells else []
    if joined not in rows[target].cells:
        rows[target].cells.insert(_place_in(rows[target], joined), joined)


def _row_of(label: _Label, rows: Sequence[PhysicalRow]) -> int:
    """Return in which row a label belongs: the one among its lines that has figures and no other label."""
    pieces = [cell for _, cell in label.pieces]
    first, last = label.pieces[0][0], label.pieces[-1][0]
    having_piece = {index for index, _ in label.pieces}
    chosen = [
        index
        for index in range(first, last + 1)
        if any(map(_is_figure, rows[index].cells))
        and (
            index in having_piece or all(_is_figure(c) or not has_han(c.text) or c in pieces for c in rows[index].cells)
        )
    ]
    return chosen[0] if len(chosen) == 1 else first


def _is_figure(cell: Cell) -> bool:
    """Whether a cell stands in a figure's place and can be no piece of a label: it has no words, or a unit at most."""
    is_number = cell.lexeme.kind == "figure" and cell.text[:1].isdigit()
    return is_number or (cell.lexeme.kind in IN_FIGURES_PLACE and not has_han(cell.text))


def _place_in(row: PhysicalRow, joined: Cell) -> int:
    """Return where in a row a label goes: behind those to its left, before the figures."""
    left = joined.left if isinstance(joined, DrawnCell) else 0
    return sum(
        isinstance(cell, DrawnCell) and cell.left <= left and cell.lexeme.kind not in (*IN_FIGURES_PLACE, "blank")
        for cell in row.cells
    )
