"""Columns of a table that are none of the form's (上年总计): their heads tell them, beside all those of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse import heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.rows import Head, LogicalRow

_MOST = 0.5  # of the rows
_FEWEST_WIDER = 2


def take_out(alignment: Alignment, dropped: list[Cell]) -> dict[int, int]:
    """Take figures in columns of other heads out of the rows of an alignment; they are added to what is dropped.

    That takes lines with a cell in each place, those of the heads, too, and figures below heads alone. Returns for the
    other rows, by their index, of how many columns they may have figures besides: nothing tells which are the form's.
    """
    unsure: dict[int, int] = {}
    form_rows = alignment.variant.rows
    wider = [index for index, row in alignment.rows.items() if len(row.filled) > len(form_rows[index].columns)]
    if not wider and not alignment.extra_heads:  # as in most tables
        return unsure
    for block in range(len(alignment.variant.heads)):
        rows = {index: row for index, row in alignment.rows.items() if form_rows[index].block == block}
        foreign = _foreign_heads(alignment, block)
        are_wider, is_any_wider = _are_wider(alignment, rows), any(index in wider for index in rows)
        terminals = {label.terminal for _, label in alignment.variant.heads[block] if label.is_column}
        is_doubled = len(terminals) > 1 and any(head.terminal in terminals for head in alignment.extra_heads)
        is_doubled = is_doubled or _have_more_than_heads(
            alignment, block, [rows[index] for index in wider if index in rows]
        )
        size = {len(head.physical.cells) for head in foreign}
        columns = {head.cell.column for head in foreign}
        places: set[int | None] = {*columns, *(heads.columns_of_heads(alignment, block) if foreign else ())}
        below = all(places.issuperset(cell.column for cell in row.filled) for row in rows.values())
        for index, row in rows.items():
            if below and row.physical.placed and size == {len(row.physical.cells)}:
                dropped += [cell for cell in row.filled if cell.column in columns]
                row.filled = [cell for cell in row.filled if cell.column not in columns]
                row.values = [cell for cell in row.values if cell.column not in columns]
            elif are_wider or (is_any_wider and (foreign or is_doubled)):
                unsure[index] = len(foreign) or 1
    return unsure


def _foreign_heads(alignment: Alignment, block: int) -> list[Head]:
    """Return heads in columns of their own; none if one of the form's is not there, which they may be."""
    labels = [(index, label) for index, label in alignment.variant.heads[block] if label.is_column]
    if any(index not in alignment.heads for index, _ in labels):
        return []
    places = heads.columns_of_heads(alignment, block)
    own = {label.terminal for _, label in labels}
    others = [head for head in alignment.extra_heads if head.terminal not in own]
    return [head for head in others if head.physical.placed and head.cell.column not in places]


def _are_wider(alignment: Alignment, rows: dict[int, LogicalRow]) -> bool:
    """Whether most rows have more figures than the form has columns."""
    wider = [len(row.filled) > len(alignment.variant.rows[index].columns) for index, row in rows.items()]
    return sum(wider) > _MOST * len(wider)


def _have_more_than_heads(alignment: Alignment, block: int, wider: Sequence[LogicalRow]) -> bool:
    """Whether several rows with more figures than columns have one below each head, and another below none."""
    columns = set(heads.columns_of_heads(alignment, block))
    sizes = heads.sizes_of_rows(alignment, block)
    below = [
        row
        for row in wider
        if row.physical.placed and sizes == {len(row.physical.cells)} and columns < {cell.column for cell in row.filled}
    ]
    return len(below) >= _FEWEST_WIDER
