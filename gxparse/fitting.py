"""Decides which cell of a row is which column's figure: by count, by place, by the heads' columns, or not at all.

A figure is never guessed: where two columns could have it, all figures of the row are ambiguous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import Cell
    from gxparse.rows import LogicalRow

How = Literal["blanks", "columns", "few", "many", "none"]


@attrs.define
class Fit:
    """The cells of a row by column, in the form's order.

    A cell with text is a stated figure or mark, one without is blank, None is missing. `how` says on what
    the fit rests; with `few` and `many` nothing is known (the cells are all None).
    """

    cells: list[Cell | None]
    how: How


@attrs.frozen
class Layout:
    """How a table is laid out, as far as its rows tell.

    Attributes:
        keeps_blanks: Some row that is not complete has a figure behind an empty cell, so empty cells keep
            their places.
        by_columns: Widths of rows in which all figures stand under their heads, in every complete row.
        padded: Complete rows have their figures directly behind the label; what follows is padding.
    """

    keeps_blanks: bool
    by_columns: frozenset[int]
    padded: bool


def survey(rows: Iterable[tuple[LogicalRow, int, Sequence[int | None]]]) -> Layout:
    """Return how a table is laid out, from its rows, their numbers of columns and their heads' columns."""
    keeps_blanks = False
    directly: list[bool] = []
    agreeing: set[int] = set()
    contradicting: set[int] = set()
    for row, width, heads in rows:
        filled = row.filled
        if len(filled) != width:
            if filled and any(not cell.text for cell in row.values[: row.values.index(filled[-1])]):
                keeps_blanks = True
            continue
        directly.append(row.values[:width] == filled)
        size = len(row.physical.cells)
        if [cell.column for cell in filled] != list(heads):
            contradicting.add(size)
        elif heads[-1] == size - 1:
            agreeing.add(size)
    return Layout(keeps_blanks, frozenset(agreeing - contradicting), padded=bool(directly) and all(directly))


def fit(row: LogicalRow, width: int, heads: Sequence[int | None], layout: Layout) -> Fit:
    """Return which cells of a row that is not complete are which of its columns, in the order of the heads.

    Takes the row (one with fewer or more figures than columns), its number of columns, the physical columns
    of their heads (None where unknown) and the layout of the table.
    """
    filled = row.filled
    if len(filled) > width:
        return Fit([None] * width, "many")
    if not row.values:
        return Fit([None] * width, "none")
    if not filled and row.physical.bounded:
        return Fit([*row.values[:width], *[row.values[-1]] * (width - len(row.values))], "blanks")
    by_columns = _by_columns(row, heads, layout)
    if by_columns:
        return by_columns
    window = _window(row, width, layout)
    if window:
        return Fit(list(window), "blanks")
    return Fit([None] * width, "few")


def _by_columns(row: LogicalRow, heads: Sequence[int | None], layout: Layout) -> Fit | None:
    """Fit the row by its heads' columns, if rows of its width are known to keep them."""
    size = len(row.physical.cells)
    if not row.physical.bounded or size not in layout.by_columns or None in heads or heads[-1] != size - 1:
        return None
    by_column = {cell.column: cell for cell in row.values}
    if any(cell.column not in heads for cell in row.filled):
        return None
    return Fit([by_column.get(column) if column is not None else None for column in heads], "columns")


def _window(row: LogicalRow, width: int, layout: Layout) -> list[Cell] | None:
    """Return the cells that are the row's columns where empty ones keep their places."""
    if not row.physical.bounded:
        return None
    values = row.values
    if len(values) > width and layout.padded:
        if any(cell.text for cell in values[width:]):
            return None
        values = values[:width]
    if len(values) != width:
        return None
    last = max(index for index, cell in enumerate(values) if cell.text)
    trusted = layout.keeps_blanks or any(not cell.text for cell in values[:last])
    return values if trusted else None
