"""Tells in which order the heads of a table are printed, and whether that is the form's."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gxparse import totals
from gxparse.cells import DrawnCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.alignment import Alignment
    from gxparse.form import Label
    from gxparse.rows import Head


def columns_as_printed(alignment: Alignment, block: int) -> list[int] | None:
    """Return a block's columns in the order of the heads as printed: indices into the columns of its rows.

    None where heads are exchanged and others of them are missing, so that nothing tells which is which. Only
    heads beside each other in one row of the layout tell an order; a line of its own for each of them does not tell
    whether the last one stands beside the topmost, or in front of all.
    """
    heads = alignment.variant.heads[block]
    leaves = [index for index, label in heads if label.is_column]
    if _follow_each_other(alignment, block) or _stand_in_levels(alignment, block):  # as in most blocks
        return list(range(len(leaves)))
    if _crossed(alignment, heads):
        return None
    if not _exchanged(alignment, heads):
        return list(range(len(leaves)))
    found = [alignment.heads[index] for index in leaves if index in alignment.heads]
    if _overlap(found) or _goes_on_in_front(alignment, block):  # then places on the page tell nothing
        return list(range(len(leaves))) if _are_read_in_order(alignment, heads) else None
    order = _printed(alignment, heads, None, 0)[0]
    return None if order is None else [leaves.index(index) for index in order]


def _row_of(head: Head) -> int:
    """Return something that is the same for the heads of one row of the layout."""
    if head.physical.drawn and head.physical.placed:
        return 0  # heads are cut into lines
    return id(head.physical) if head.physical.bounded else 0


def place_of(head: Head) -> int:
    """Return what tells which of two heads comes first: their places in the text or, if they are drawn, on the page."""
    return head.cell.left if isinstance(head.cell, DrawnCell) else head.cell.start


def _follow_each_other(alignment: Alignment, block: int) -> bool:
    """Whether heads of which none spans others stand in the form's order and in columns of that order."""
    if len(alignment.variant.levels[block]) > 1:
        return False
    start = column = -1
    for index, _ in alignment.variant.heads[block]:
        head = alignment.heads.get(index)
        if head is None:
            continue
        cell = head.cell
        if head.physical.drawn or cell.start <= start or cell.column < column:
            return False
        start, column = cell.start, cell.column
    return True


def _stand_in_levels(alignment: Alignment, block: int) -> bool:
    """Whether all heads that no head spans stand in one row of the layout, those below them in the next, and so on.

    In each row they have the form's order.
    """
    last = -1
    rows: list[int] = []
    for level in alignment.variant.levels[block]:
        for index in level:
            head = alignment.heads.get(index)
            if head is None or head.cell.start <= last or not head.physical.bounded or head.physical.drawn:
                return False
            last = head.cell.start
            if not rows or rows[-1] != id(head.physical):
                rows.append(id(head.physical))
    return len(rows) == len(alignment.variant.levels[block])


def _crossed(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether a head is not below the head that spans it, or stands among those below another head."""
    if any(isinstance(head.cell, DrawnCell) for head in alignment.heads.values()):
        return False  # a head may be cut into lines, and stand beside several
    if _are_beside_their_columns(alignment, heads):
        return True
    if not any(label.parent for _, label in heads):
        return False
    spans = {label.terminal: alignment.heads.get(index) for index, label in heads if not label.is_column}
    found = [(alignment.heads[index], label.parent) for index, label in heads if index in alignment.heads]
    for head, parent in found:
        above = spans.get(parent or "")
        if above is None:
            continue
        beside = head.physical is above.physical and head.physical.bounded and _is_below(parent or "", heads)
        if beside or head.cell.start < above.cell.start:  # the last one of all may stand beside the topmost head
            return True
    if any(head.physical.bounded for head, _ in found):
        return False
    columns = sorted(
        (
            (alignment.heads[i].cell.start, label.parent)
            for i, label in heads
            if label.is_column and i in alignment.heads
        )
    )
    runs = [parent for parent, _ in groupby(parent for _, parent in columns)]
    return any(runs.count(parent) > 1 for parent in runs if parent and spans[parent] and _is_below(parent, heads))


def _are_beside_their_columns(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether two heads below one head, in lines of one size, stand in columns of another order than the form's.

    Lines that have fewer cells than the block has columns show no columns.
    """
    width = sum(label.is_column for _, label in heads)
    last: dict[str | None, Head] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head is None or not head.physical.placed:
            continue
        before = last.get(label.parent)
        if (
            before
            and before.physical is not head.physical
            and len(before.physical.cells) == len(head.physical.cells) >= width
            and head.cell.column < before.cell.column
        ):
            return True
        last[label.parent] = head
    return False


def _is_below(span: str, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether a head over columns is itself below another."""
    return any(label.terminal == span and label.parent for _, label in heads)


def _overlap(heads: Sequence[Head]) -> bool:
    """Whether two heads of columns stand over each other on the page: a line of heads goes on in the next one."""
    cells = sorted((head.cell for head in heads if isinstance(head.cell, DrawnCell)), key=lambda cell: cell.left)
    return any(before.right > cell.left for before, cell in pairwise(cells))


def _goes_on_in_front(alignment: Alignment, block: int) -> bool:
    """Whether a head stands in front of all figures: a line of heads goes on at the beginning of the next one."""
    form_rows = alignment.variant.rows
    rows = [row for index, row in alignment.rows.items() if form_rows[index].block == block]
    first = min((cell.left for row in rows for cell in row.filled if isinstance(cell, DrawnCell)), default=0)
    found = [alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.tells_columns]
    return any(head and isinstance(head.cell, DrawnCell) and head.cell.right <= first for head in found)


def _are_read_in_order(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether the heads below each head stand in the text in the form's order."""
    last: dict[str | None, int] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head and head.cell.start < last.get(label.parent, -1):
            return False
        last[label.parent] = head.cell.start if head else last.get(label.parent, -1)
    return True


def _exchanged(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether two heads below the same head stand in one row of the layout, the later one first."""
    last: dict[tuple[int, str | None], int] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head is None:
            continue
        key = (_row_of(head), label.parent)
        if place_of(head) < last.get(key, -1):
            return True
        last[key] = place_of(head)
    return False


def _end_with_sums(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether the rows of a block that have all their numbers end, as a rule, with the sum of the others."""
    width, block = sum(label.is_column for _, label in heads), heads[0][1].block
    rows = {index: row for index, row in alignment.rows.items() if alignment.variant.rows[index].block == block}
    counts = {
        index: [cell.lexeme.count for cell in row.filled if cell.lexeme.count is not None]
        for index, row in rows.items()
        if len(row.filled) == width
    }
    return totals.are_sums({index: numbers for index, numbers in counts.items() if len(numbers) == width})


def _printed(
    alignment: Alignment, heads: tuple[tuple[int, Label], ...], parent: str | None, start: int
) -> tuple[list[int] | None, int]:
    """Return the leaves below a head in the order printed, and where in `heads` the next sibling starts."""
    children: list[tuple[int, list[int]]] = []
    at = start
    while at < len(heads) and heads[at][1].parent == parent:
        index, label = heads[at]
        at += 1
        if label.is_column:
            children.append((index, [index]))
        elif at < len(heads) and heads[at][1].parent == label.terminal:
            below, at = _printed(alignment, heads, label.terminal, at)
            if below is None:
                return None, at
            children.append((index, below))
    found = [alignment.heads[index] for index, _ in children if index in alignment.heads]
    together = len({_row_of(head) for head in found}) == 1
    starts = [place_of(head) for head in found]
    if together and starts != sorted(starts):
        spans = any(len(leaves) > 1 for _, leaves in children)
        alone = spans and len(children[-1][1]) == 1 and not found[0].physical.bounded
        if alone and [starts[-1], *starts[:-1]] == sorted(starts) and _end_with_sums(alignment, heads):
            return [leaf for _, leaves in children for leaf in leaves], at  # the last stands beside all lines
        one = sum(len(leaves) > 1 for _, leaves in children) == 1 and found[0].physical.bounded
        told = not spans or (one and not _end_with_sums(alignment, heads))
        if len(found) < len(children) or not told:
            return None, at  # of several heads over columns it cannot be told which columns went with them
        children.sort(key=lambda child: place_of(alignment.heads[child[0]]))
    return [leaf for _, leaves in children for leaf in leaves], at
