"""Tells the columns whose heads say something else than the form's, so that nothing says what their figures are.

Heads that are missing, or of which a piece is left, say nothing; the columns are then those of the form. A head
that can be read and is another one does say something: the figures below it are not those of the form's column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.misspelling import says_other
from gxparse.rows import LogicalRow
from gxparse.spelling import has_han

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell, PhysicalRow
    from gxparse.form import Label
    from gxparse.lexer import Lexicon
    from gxparse.rows import Event, Head

_FEWEST = 2  # a head over the labels and one over figures


class Foreign(NamedTuple):
    """Heads as printed, the form's heads for which they stand, and the columns that may be below them.

    Heads of the form are indices into the labels of the variant.
    """

    cells: tuple[Cell, ...]
    labels: tuple[int, ...]
    columns: tuple[int, ...]


def columns_below(labels: Sequence[Label], index: int) -> tuple[int, ...]:
    """Return the columns that a head is over, itself if it is one; none if it is a title or in a corner."""
    head = labels[index]
    if head.is_column:
        return (index,)
    below = [at for at, label in enumerate(labels) if label.parent == head.terminal and label.block == head.block]
    return tuple(column for at in below for column in columns_below(labels, at))


def add_doubled(
    alignment: Alignment, due: Sequence[int], heads: Sequence[Head], place_of: Callable[[Head], int]
) -> None:
    """Tell the columns of heads that stand twice where another one is missing.

    Takes the labels that were due, all heads that stand there, and what gives their places. Which of two equal heads
    is in the place of the missing one is unknown. If a page repeats all heads, that is no departure.
    """
    labels = alignment.variant.labels
    found = {labels[index].terminal: index for index in due if index in alignment.heads and labels[index].is_column}
    cells = {id(alignment.heads[index].cell) for index in found.values()}
    again = [head for head in heads if head.terminal in found and id(head.cell) not in cells]
    if not again or len({head.terminal for head in again}) == len(found):
        return
    for parent in {labels[found[head.terminal or ""]].parent for head in again}:
        columns = [index for index in due if labels[index].is_column and labels[index].parent == parent]
        absent = [index for index in columns if index not in alignment.heads]
        doubled = [head for head in again if found[head.terminal or ""] in columns]
        if not absent:
            continue
        unknown = {*absent, *(found[head.terminal or ""] for head in doubled)}
        known = [index for index in columns if index not in unknown]
        printed = sorted([alignment.heads[index] for index in columns if index not in absent] + doubled, key=place_of)
        in_place = len(printed) == len(columns) and all(
            printed[columns.index(index)] is alignment.heads[index] for index in known
        )
        concerned = columns if not in_place else [index for index in columns if index in unknown]
        for index in concerned:
            alignment.heads.pop(index, None)  # it tells no order any more
        alignment.foreign.append(Foreign(tuple(head.cell for head in doubled), tuple(concerned), tuple(concerned)))


def add_unlike(alignment: Alignment, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Tell the columns in whose heads' place stand words that are like none of the form's.

    Takes an alignment with its heads, what the table consists of, and the vocabulary.
    """
    if not alignment.loose:
        return
    _add_blocks(alignment, events)
    _add_single(alignment, events, lexicon)
    told = {id(cell) for found in alignment.foreign for cell in found.cells}
    alignment.loose = [cell for cell in alignment.loose if id(cell) not in told]


def _add_blocks(alignment: Alignment, events: Sequence[Event]) -> None:
    """Tell all columns of blocks of which no head is there, and other heads stand above their rows.

    Those are as many words in one line of the layout as there are figures below, and one over the labels if it is one.
    """
    variant = alignment.variant
    own = {label.block for index, label in enumerate(variant.labels) if label.is_column and index in alignment.labels}
    own |= {variant.labels[index].block for found in alignment.foreign for index in found.columns}
    of_form = {id(cells[0]) for index, cells in alignment.labels.items() if variant.labels[index].is_column}
    of_form |= {id(cell) for cell in alignment.pieces}
    loose = {id(cell) for cell in alignment.loose}
    index_of = {id(row): index for index, row in alignment.rows.items()}
    line: list[Cell] = []
    other: list[Cell] = []  # the heads of something else that stand above
    place: PhysicalRow | None = None
    for event in events:
        if isinstance(event, LogicalRow):
            other, line = _longer(line, other, loose), []
            row = variant.rows[index_of[id(event)]] if id(event) in index_of else None
            if row and row.block not in own and other and len(other) >= max(_FEWEST, len(event.filled)):
                columns = tuple(index for index, label in variant.heads[row.block] if label.is_column)
                cells = tuple(cell for cell in other if id(cell) in loose)
                alignment.foreign.append(Foreign(cells, columns, columns))
                own.add(row.block)
            continue
        here = event.physical if event.physical.bounded else None
        if here is not place:
            other, line = _longer(line, other, loose), []
        place = here
        if id(event.cell) in of_form or (event.terminal or "").startswith("BLOCK_"):
            other, line = [], []
        else:
            line.append(event.cell)


def _longer(line: list[Cell], other: list[Cell], loose: set[int]) -> list[Cell]:
    """Return the words of a line if they may be heads, else the heads before."""
    return line if len(line) >= _FEWEST and any(id(cell) in loose for cell in line) else other


def _add_single(alignment: Alignment, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Tell single columns whose head has not a letter of the form's, or a sign of another meaning.

    It is in the place of that head if it stands beside the one that the form has there.
    """
    loose = {id(cell) for cell in alignment.loose}
    heads = {id(cells[0]): index for index, cells in alignment.labels.items()}
    row: PhysicalRow | None = None
    beside: dict[int, tuple[Cell | None, Cell | None]] = {}
    for event in events:
        if isinstance(event, LogicalRow) or id(event.cell) not in loose or not has_han(event.cell.text):
            continue
        if event.physical.drawn or not event.physical.bounded:
            continue
        if event.physical is not row:
            row, beside = event.physical, _neighbours(event.physical)
        before, behind = beside.get(id(event.cell), (None, None))
        index = _between(alignment, heads.get(id(before)), heads.get(id(behind)))
        if index is None:
            continue
        wanted = lexicon.entries[alignment.variant.labels[index].terminal].spelling.words
        words = event.cell.lexeme.spelling.words
        if not set(words) & set(wanted) or says_other(words, wanted, lexicon):
            alignment.foreign.append(Foreign((event.cell,), (index,), (index,)))


def _neighbours(row: PhysicalRow) -> dict[int, tuple[Cell | None, Cell | None]]:
    """Return what stands before and behind each cell of a row that is not empty, by the identity of the cell."""
    cells = [None, *(cell for cell in row.cells if cell.text), None]
    return {id(cell): (left, right) for left, cell, right in zip(cells, cells[1:], cells[2:], strict=False)}


def _between(alignment: Alignment, before: int | None, behind: int | None) -> int | None:
    """Return the column without a head that the form has behind one head, or before another."""
    labels = alignment.variant.labels
    told = {index for found in alignment.foreign for index in found.columns}
    for beside, step in ((before, 1), (behind, -1)):
        if beside is None:
            continue
        siblings = [
            index
            for index, label in alignment.variant.heads[labels[beside].block]
            if label.parent == labels[beside].parent and label.terminal.startswith(("COL_", "SPAN_"))
        ]
        at = siblings.index(beside) + step if beside in siblings else -1
        index = siblings[at] if 0 <= at < len(siblings) else None
        if index is not None and labels[index].is_column and index not in alignment.labels and index not in told:
            return index
    return None
