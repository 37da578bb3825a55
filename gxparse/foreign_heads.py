"""Tells the columns whose heads say something else than the form's, so that nothing says what their figures are.

Heads that are missing, or of which a piece is left, say nothing; the columns are then those of the form. A head
that can be read and is another one does say something: the figures below it are not those of the form's column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.form import Label
    from gxparse.rows import Head


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
