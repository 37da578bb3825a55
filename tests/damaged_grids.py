"""Changes to a printed table that keep its geometry sound: rows taken out, doubled and exchanged, cells changed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gxparse.writing.grid import Grid, GridCell

Place = tuple[int, int]


def with_cells(grid: Grid, changed: Mapping[Place, GridCell]) -> Grid:
    """Return a table with other cells at some places, given as row and column."""
    rows = tuple(tuple(changed.get((cell.row, cell.column), cell) for cell in row) for row in grid.rows)
    return attrs.evolve(grid, rows=rows)


def figures_in(grid: Grid, at: int) -> list[GridCell]:
    """Return the cells of a row that are places for figures."""
    return [cell for cell in grid.rows[at] if cell.path]


def own_label(grid: Grid, at: int) -> GridCell | None:
    """Return the label of a row that has figures: the last of its labels, those before are of groups."""
    labels = [cell for cell in grid.rows[at] if cell.kind == "label" and cell.text]
    return labels[-1] if labels and figures_in(grid, at) else None


def own_cells(grid: Grid, at: int) -> list[GridCell]:
    """Return the cells of a row that are its own: its label and its figures."""
    label = own_label(grid, at)
    return [*([label] if label else []), *figures_in(grid, at)]


def groups_over(grid: Grid, at: int) -> list[GridCell]:
    """Return the labels of the groups around a row."""
    own = own_label(grid, at)
    over = [cell for cell in grid.cells() if cell.kind == "label" and cell.row <= at < cell.row + cell.rows]
    return [cell for cell in over if own is None or place_of(cell) != place_of(own)]


def place_of(cell: GridCell) -> Place:
    """Return row and column of a cell."""
    return cell.row, cell.column


def blocks(grid: Grid) -> list[list[int]]:
    """Return the rows with figures, those under the same heads together."""
    at = range(len(grid.rows))
    return [list(rows) for filled, rows in groupby(at, lambda row: bool(figures_in(grid, row))) if filled]


def head_rows(grid: Grid, block: list[int]) -> Iterator[int]:
    """Return the rows of heads over a block."""
    at = block[0] - 1
    while at >= 0 and not figures_in(grid, at):
        yield at
        at -= 1


def without_row(grid: Grid, at: int, *, hand_on: bool, filler: bool) -> Grid:
    """Return a table without a row.

    Args:
        grid: The table.
        at: The row.
        hand_on: Whether labels of groups that begin in it begin in the next one instead; they are lost if not.
        filler: Whether nothing is written in the place of such a label that is lost; else an empty cell.
    """

    def left(cell: GridCell) -> GridCell | None:
        if cell.row == at:
            if cell.rows == 1:
                return None
            kept = attrs.evolve(cell, rows=cell.rows - 1)
            return kept if hand_on else attrs.evolve(kept, text="", kind="filler" if filler else "label")
        if cell.row < at < cell.row + cell.rows:
            return attrs.evolve(cell, rows=cell.rows - 1)
        return attrs.evolve(cell, row=cell.row - 1) if cell.row > at else cell

    return _laid_out(grid, [cell for cell in map(left, grid.cells()) if cell], len(grid.rows) - 1)


def with_row_again(grid: Grid, at: int, change: Callable[[GridCell], GridCell]) -> Grid:
    """Return a table in which a row's own label and figures stand again below it, each of these cells changed."""
    own = own_cells(grid, at)
    places = {place_of(cell) for cell in own}

    def moved(cell: GridCell) -> GridCell:
        if cell.row > at:
            return attrs.evolve(cell, row=cell.row + 1)
        spans = cell.row + cell.rows > at and cell.kind in ("label", "filler") and place_of(cell) not in places
        return attrs.evolve(cell, rows=cell.rows + 1) if spans else cell

    again = [attrs.evolve(change(cell), row=at + 1) for cell in own]
    return _laid_out(grid, [*map(moved, grid.cells()), *again], len(grid.rows) + 1)


def exchanged(grid: Grid, first: int, second: int) -> Grid:
    """Return a table in which two rows have each other's label and figures."""
    row_of = {place_of(cell): second for cell in own_cells(grid, first)}
    row_of |= {place_of(cell): first for cell in own_cells(grid, second)}
    cells = [attrs.evolve(cell, row=row_of.get(place_of(cell), cell.row)) for cell in grid.cells()]
    return _laid_out(grid, cells, len(grid.rows))


def can_be_exchanged(grid: Grid, first: int, second: int) -> bool:
    """Return whether two rows of one block are alike but for label and figures: in one group, as many figures."""
    labels = own_label(grid, first), own_label(grid, second)
    if labels[0] is None or labels[1] is None or labels[0].text == labels[1].text:
        return False
    same_groups = list(map(place_of, groups_over(grid, first))) == list(map(place_of, groups_over(grid, second)))
    same_width = len(figures_in(grid, first)) == len(figures_in(grid, second))
    return same_groups and same_width and labels[0].column == labels[1].column


def heads_beside(grid: Grid, block: list[int]) -> list[tuple[GridCell, GridCell]]:
    """Return the pairs of heads over one column each that stand beside each other under the same head."""
    pairs = []
    for at in head_rows(grid, block):
        heads = [cell for cell in grid.rows[at] if cell.kind == "head" and cell.columns == 1]
        for left in heads:
            for right in heads:
                beside = right.column == left.column + 1 and right.rows == left.rows and right.text != left.text
                if beside and _head_over(grid, left) == _head_over(grid, right):
                    pairs.append((left, right))
    return pairs


def _head_over(grid: Grid, cell: GridCell) -> GridCell | None:
    """Return the head right above a cell, None if there is none."""
    heads = [head for row in grid.rows[: cell.row] for head in row if head.kind == "head"]
    over = (head for head in heads if head.column <= cell.column < head.column + head.columns)
    return next((head for head in over if head.row + head.rows == cell.row), None)


def _laid_out(grid: Grid, cells: list[GridCell], count: int) -> Grid:
    """Return a table of that many rows with these cells, what is not taken filled."""
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    for cell in sorted(cells, key=place_of):
        rows[cell.row].append(cell)
    return attrs.evolve(grid, rows=tuple(map(tuple, rows)))
