"""Reads the heads of a table: in which order they are printed, and in which columns of the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxparse.alignment import Alignment
    from gxparse.form import Label


def columns_as_printed(alignment: Alignment, block: int) -> list[int] | None:
    """Return a block's columns in the order of the heads as printed: indices into the columns of its rows.

    None where heads are exchanged and others of them are missing, so that nothing tells which is which. Only
    heads beside each other in one row of the layout tell an order.
    """
    heads = alignment.variant.heads[block]
    leaves = [index for index, label in heads if label.is_column]
    if not _exchanged(alignment, heads):
        return list(range(len(leaves)))
    order = _printed(alignment, heads, None, 0)[0]
    return None if order is None else [leaves.index(index) for index in order]


def columns_of_heads(alignment: Alignment, block: int) -> list[int | None]:
    """Return the physical column of each head of a block (None: not there, or the layout has no columns)."""
    found = [alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.is_column]
    return [head.cell.column if head and head.physical.bounded else None for head in found]


def _exchanged(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether two heads below the same head stand in one row of the layout, the later one first."""
    last: dict[tuple[int, str | None], int] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head is None:
            continue
        key = (id(head.physical) if head.physical.bounded else 0, label.parent)
        if head.cell.start < last.get(key, -1):
            return True
        last[key] = head.cell.start
    return False


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
    together = len({id(head.physical) if head.physical.bounded else 0 for head in found}) == 1
    starts = [head.cell.start for head in found]
    if together and starts != sorted(starts):
        spans = any(len(leaves) > 1 for _, leaves in children)
        if spans and not found[0].physical.bounded and [starts[-1], *starts[:-1]] == sorted(starts):
            return [leaf for _, leaves in children for leaf in leaves], at  # the last stands beside all lines
        if len(found) < len(children) or spans:
            return None, at  # of heads over several columns it cannot be told which columns went with them
        children.sort(key=lambda child: alignment.heads[child[0]].cell.start)
    return [leaf for _, leaves in children for leaf in leaves], at
