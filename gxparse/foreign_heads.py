"""Tells the columns whose heads say something else than the form's, so that nothing says what their figures are.

Heads that are missing, or of which a piece is left, say nothing; the columns are then those of the form. A head
that can be read and is another one does say something: the figures below it are not those of the form's column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.misspelling import says_other, without_stated_year
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
    found = {labels[index].terminal: index for index in due if index in alignment.heads and labels[index].tells_columns}
    cells = {id(alignment.heads[index].cell) for index in found.values()}
    again = [head for head in heads if head.terminal in found and id(head.cell) not in cells]
    if not again or len({head.terminal for head in again}) == len(found):
        return
    for parent in {labels[found[head.terminal or ""]].parent for head in again}:
        siblings = [index for index in due if labels[index].tells_columns and labels[index].parent == parent]
        absent = [index for index in siblings if index not in alignment.heads]
        doubled = [head for head in again if found[head.terminal or ""] in siblings]
        if not absent:
            continue
        unknown = {*absent, *(found[head.terminal or ""] for head in doubled)}
        known = [index for index in siblings if index not in unknown]
        printed = sorted([alignment.heads[index] for index in siblings if index not in absent] + doubled, key=place_of)
        in_place = len(printed) == len(siblings) and all(
            printed[siblings.index(index)] is alignment.heads[index] for index in known
        )
        concerned = siblings if not in_place else [index for index in siblings if index in unknown]
        for index in concerned:
            alignment.heads.pop(index, None)  # it tells no order any more
        columns = tuple(column for index in concerned for column in columns_below(labels, index))
        alignment.foreign.append(Foreign(tuple(head.cell for head in doubled), tuple(concerned), columns))


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


def add_of_other_year(alignment: Alignment, lexicon: Lexicon, year: int | None) -> None:
    """Tell the columns whose head says of which year it speaks, and that is not the report's.

    Takes an alignment with its heads, in which such a head counts as misspelt, the vocabulary and the year of the
    report. A head of that year is not misspelt, if it is the form's but for the year.
    """
    labels = alignment.variant.labels
    for cell, terminal in list(alignment.misspelt):
        spelled = cell.lexeme.spelling
        stated = lexicon.stated_year(spelled.folded)
        if stated is None or (year is None and not spelled.folded[0].isdigit()):
            continue
        if stated == year:
            if lexicon.entries[terminal].spelling.words.endswith(without_stated_year(spelled, lexicon).words):
                alignment.misspelt.remove((cell, terminal))
            continue
        index = next((index for index, (first, *_) in alignment.labels.items() if first is cell), None)
        if index is None or not columns_below(labels, index):
            continue
        del alignment.labels[index]
        alignment.heads.pop(index, None)
        alignment.misspelt.remove((cell, terminal))
        alignment.foreign.append(Foreign((cell,), (index,), columns_below(labels, index)))


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
    """Tell single columns in the place of whose head, or of one over it, stand other words.

    They are in the place of that head if they stand beside the one that the form has there.
    """
    loose = {id(cell) for cell in alignment.loose}
    heads = {id(cells[0]): index for index, cells in alignment.labels.items()}
    for run in _runs(events):
        for before, cell, behind in zip([None, *run], run, [*run[1:], None], strict=False):
            if id(cell) not in loose or not has_han(cell.text):
                continue
            index = _between(alignment, heads.get(id(before)), heads.get(id(behind)))
            if index is not None and not _is_told_below(alignment, index, cell, lexicon):
                columns = columns_below(alignment.variant.labels, index)
                alignment.foreign.append(Foreign((cell,), (index,), columns))


def _is_told_below(alignment: Alignment, index: int, cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the heads below other words are the form's, and stand nowhere else in it, so that these are no matter.

    Save where they say the contrary, say, or another year.
    """
    labels = alignment.variant.labels
    span = labels[index]
    if span.is_column or says_other(cell.lexeme.spelling.words, lexicon.entries[span.terminal].spelling.words, lexicon):
        return False
    terminals = [label.terminal for label in labels]
    below = [at for at, label in enumerate(labels) if label.parent == span.terminal and label.block == span.block]
    return all(at in alignment.labels and terminals.count(terminals[at]) == 1 for at in below)


def _runs(events: Sequence[Event]) -> list[list[Cell]]:
    """Return the words that are no row's by their places: those in one row of the layout, or up to the next figures.

    Where the layout has no rows, the words in front of the next label stand there, too. Of drawn heads, which are cut
    into lines, nothing tells.
    """
    runs: list[list[Cell]] = [[]]
    place: PhysicalRow | None = None
    for event in events:
        here = event.physical if event.physical.bounded else None
        if isinstance(event, LogicalRow):
            runs[-1] += event.lead if here is place is None else ()
            runs.append([])
            continue
        if here is not place:
            runs.append([])
        place = here
        if not event.physical.drawn:
            runs[-1].append(event.cell)
    return runs


def _between(alignment: Alignment, before: int | None, behind: int | None) -> int | None:
    """Return the head that is not there and that the form has behind one head, or the corner, or before another."""
    labels = alignment.variant.labels
    told = {index for found in alignment.foreign for index in found.columns}
    for beside, step in ((before, 1), (behind, -1)):
        if beside is None:
            continue
        siblings = [
            index
            for index, label in alignment.variant.heads[labels[beside].block]
            if label.parent == labels[beside].parent and label.tells_columns
        ]
        in_corner = labels[beside].terminal.startswith("CORNER_") and step > 0
        at = siblings.index(beside) + step if beside in siblings else in_corner - 1
        index = siblings[at] if 0 <= at < len(siblings) else None
        if index is not None and index not in alignment.labels and told.isdisjoint(columns_below(labels, index)):
            return index
    return None
