"""The kinds of damage to a printed table, each as a function of the table and where it is to be planted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import damaged_grids as grids
from balanced_reports import may_be_beside
from damaged_labels import heads_exchanged, misspelt
from planted_text import APART, GONE, PADDED
from spots import Damage, about, free_row, group_path, is_free, marked, paths_in, with_marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from spots import Planter, Spot

    from gxparse.writing.grid import Grid, GridCell
    from gxparse.writing.layouts import Layout

SPANS_SHOWN = frozenset({"tab_led", "pipe_rows_placeholders", "html"})
RECTANGULAR = ("markdown", "markdown_cut", "grid_repeated", "grid_repeated_tabs", "pipe_rows_placeholders")
RUN_TOGETHER = "values run together"
BY_PLACE = "columns"  # where an empty cell is seen only beside others that are not
JUNK = ("12a3", "#REF!", "7x", "1?9", "#N/A")
LETTERS = {"0": "O", "1": "l", "５": "S"}


# ---- one value ----


def _value(
    write: Callable[[str, Spot], str],
    *,
    doubtful: bool = False,
    lost: bool = True,
    emptied: bool = False,
    counts_only: bool = False,
    several_digits: bool = False,
) -> Planter:
    """Return a planter that gives the cell of a figure another text.

    Args:
        write: Returns the text, of the figure as it is written.
        doubtful: Whether the whole row may be lost by it.
        lost: Whether the figure is not stated any more.
        emptied: Whether the cell is left empty.
        counts_only: Whether it is done to counts alone.
        several_digits: Whether it takes a figure of several digits beside each other.
    """

    def plant(grid: Grid, spot: Spot) -> Damage | None:
        at = free_row(grid, spot)
        if at is None:
            return None
        cell = spot.random.choice(grids.figures_in(grid, at))
        if (counts_only and cell.figure != "COUNT") or (several_digits and not _places_in_number(cell.text or "")):
            return None
        text = write(cell.text or "", spot)
        row = paths_in(grids.figures_in(grid, at))
        whole = doubtful or (emptied and not spot.layout.keeps_blanks)
        beside = [other for other in grids.own_cells(grid, at) if other is not cell]
        changed = with_marks(grid, beside, spot.number, near=True)
        changed = grids.with_cells(changed, {grids.place_of(cell): attrs.evolve(marked(cell, spot.number), text=text)})
        whole = whole or (
            emptied and (looks_padded(changed, at, spot.layout) or _may_move_without(cell, grid, at, spot))
        )
        shown = text.replace(GONE, "(no cell)").replace(APART, " ⏐ ") or "(empty)"
        return Damage(
            changed,
            f"{cell.path}: {cell.text} written {shown}",
            unread=frozenset({cell.path or ""}) if lost else frozenset(),
            doubtful=row if whole else frozenset(),
            about=about(grid, at),
            emptied=emptied and not (len(row) == 1 and spot.layout.name == BY_PLACE),
        )

    return plant


def _may_move_without(emptied: GridCell, grid: Grid, at: int, spot: Spot) -> bool:
    """Return whether a row that adds up can stand beside its columns if one of its figures is not there."""
    cells = grids.figures_in(grid, at)
    figures = {cell.path or "": spot.report.figures[cell.path or ""] for cell in cells}
    numbers = [*figures.values()]
    if not (cells[-1].path or "").endswith(".total") or sum(number or 0 for number in numbers[:-1]) != numbers[-1]:
        return False
    return may_be_beside([None if path == emptied.path else figure for path, figure in figures.items()])


def _with_surplus(text: str, spot: Spot) -> str:
    both = [text, spot.spare_figure()]
    spot.random.shuffle(both)
    return APART.join(both)


def _split(text: str, spot: Spot) -> str:
    at = spot.random.choice(_places_in_number(text))
    return text[:at] + APART + text[at:]


def _places_in_number(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if text[at - 1].isdecimal() and text[at].isdecimal()]


def _with_letter(text: str, spot: Spot) -> str:
    at = spot.random.choice([at for at, letter in enumerate(text) if letter.isdecimal()])
    return text[:at] + LETTERS.get(text[at], spot.random.choice("OlIS")) + text[at + 1 :]


def _junk(_text: str, spot: Spot) -> str:
    return spot.random.choice(JUNK)


def _run_together(grid: Grid, spot: Spot) -> Damage | None:
    """Write two figures beside each other in one cell, of a row that adds up to its total with the two alone."""
    at = free_row(grid, spot)
    pairs = [] if at is None else _summed_pairs(grid, at, spot)
    if at is None or not pairs:
        return None
    both = spot.random.choice(pairs)
    text = "".join(cell.text or "" for cell in both)
    kept, emptied = spot.random.sample(both, 2)
    row = grids.figures_in(grid, at)
    changed = with_marks(grid, [cell for cell in grids.own_cells(grid, at) if cell not in both], spot.number, near=True)
    cells = {kept: text, emptied: ""}
    changed = grids.with_cells(
        changed, {grids.place_of(c): attrs.evolve(marked(c, spot.number), text=t) for c, t in cells.items()}
    )
    whole = not spot.layout.keeps_blanks or looks_padded(changed, at, spot.layout)
    whole = whole or (emptied is row[-1] and len(grids.blocks(grid)) == len(grids.blocks(grid)[0]) == 1)  # none beside
    return Damage(
        changed,
        f"{' and '.join(cell.path or '' for cell in both)} written {text} as {kept.path}",
        unread=paths_in(both),
        # a number on the other side of the empty cell may be the one that is two
        doubtful=paths_in(row if whole else [c for c in row if abs(row.index(c) - row.index(emptied)) == 1]),
        about=about(grid, at),
    )


def _summed_pairs(grid: Grid, at: int, spot: Spot) -> list[list[GridCell]]:
    """Return the figures beside each other of those parts of a row that have a total and add up to it."""
    parts: dict[str, list[GridCell]] = {}
    for cell in grids.figures_in(grid, at):
        parts.setdefault((cell.path or "").rpartition(".")[0], []).append(cell)
    found: list[list[GridCell]] = []
    for cells in parts.values():
        figures = [spot.report.figures[cell.path or ""] or 0 for cell in cells]
        if (cells[-1].path or "").endswith(".total") and sum(figures[:-1]) == figures[-1]:
            found += [list(pair) for pair in pairwise(cells)]
    return found


# ---- the number of cells of a row that is padded to the table's width ----


def looks_padded(grid: Grid, at: int, layout: Layout) -> bool:
    """Return whether the last figure of a row is empty and the text is that of a row with a cell less, padded."""
    figures = grids.figures_in(grid, at)
    if not figures or figures[-1].text:
        return False
    if layout.name in PADDED:
        kept = [cell for cell in grid.rows[at] if cell is not figures[-1]]
        return layout.write(grid) == layout.write(_with_row(grid, at, kept))
    # in a grid and in tab rows an empty cell and padding are the same; in columns nothing at all is at the end
    return layout.name in (*RECTANGULAR, "tab_rows", "columns")


def _lost_padded(grid: Grid, spot: Spot) -> Damage | None:
    """Take a cell out of a row that is padded to the width; not where it then looks as if its last were empty."""
    at = free_row(grid, spot) if spot.layout.name in PADDED else None
    if at is None:
        return None
    cell = spot.random.choice(grids.figures_in(grid, at))
    behind = [other for other in grid.rows[at] if other.column > cell.column]
    kept = [other for other in grid.rows[at] if other.column < cell.column]
    moved = [attrs.evolve(other, column=other.column - 1) for other in behind]
    emptied = [*kept, *moved, attrs.evolve(cell, column=(behind[-1] if behind else cell).column, text="")]
    changed = _with_row(grid, at, [*kept, *moved])
    if spot.layout.write(changed) == spot.layout.write(_with_row(grid, at, emptied)):
        return None
    label = grids.own_label(grid, at)
    left = [*([label] if label else []), *grids.figures_in(changed, at)]
    changed = with_marks(changed, left, spot.number)
    row = paths_in(grids.figures_in(grid, at))
    what = f"{cell.path}: {cell.text} lost, the row padded"
    return Damage(changed, what, unread=frozenset({cell.path or ""}), doubtful=row, about=about(grid, at))


def _surplus_padded(grid: Grid, spot: Spot) -> Damage | None:
    """Put a cell more into a row that is padded to the width, with less padding."""
    at = free_row(grid, spot) if spot.layout.name in PADDED else None
    if at is None:
        return None
    cells = grids.figures_in(grid, at)
    place = cells[0].column + spot.random.randint(0, len(cells))
    behind = [attrs.evolve(other, column=other.column + 1) for other in grid.rows[at] if other.column >= place]
    kept = [other for other in grid.rows[at] if other.column < place]
    more = attrs.evolve(cells[0], column=place, text=spot.spare_figure(), path=None)
    changed = _with_row(grid, at, [*kept, more, *behind])
    changed = with_marks(changed, [*grids.own_cells(changed, at), more], spot.number)
    row = paths_in(cells)
    return Damage(changed, f"{more.text} more as cell {place} of {min(row)}", doubtful=row, about=about(grid, at))


def _with_row(grid: Grid, at: int, cells: list[GridCell]) -> Grid:
    return attrs.evolve(grid, rows=(*grid.rows[:at], tuple(cells), *grid.rows[at + 1 :]))


# ---- rows ----


def _row_lost(grid: Grid, spot: Spot) -> Damage | None:
    at = free_row(grid, spot)
    if at is None:
        return None
    hand_on = spot.random.random() < 1 / 2
    row = paths_in(grids.figures_in(grid, at))
    begun = [cell for cell in grids.groups_over(grid, at) if cell.row == at]
    concerned = about(grid, at) | frozenset(group_path(grid, cell) for cell in begun)
    near = [cell for other in (at - 1, at + 1) if 0 <= other < len(grid.rows) for cell in grid.rows[other]]
    changed = with_marks(grid, near, spot.number, near=True)
    changed = grids.without_row(changed, at, hand_on=hand_on, filler=spot.layout.name not in SPANS_SHOWN)
    what = f"row {_name(grid, at)} lost, {'label of its group left' if hand_on else 'with what stands in it'}"
    return Damage(changed, what, unread=row, about=concerned)


def _name(grid: Grid, at: int) -> str:
    label = grids.own_label(grid, at)
    return label.text or "" if label else grid.table


def _doubled(*, differently: bool) -> Planter:
    def plant(grid: Grid, spot: Spot) -> Damage | None:
        at = free_row(grid, spot)
        if at is None:
            return None
        cells = grids.figures_in(grid, at)
        chosen = spot.random.choice(cells)
        other = spot.spare_figure()

        def again(cell: GridCell) -> GridCell:
            differs = differently and grids.place_of(cell) == grids.place_of(chosen)
            copy = attrs.evolve(cell, text=other) if differs else cell
            return marked(attrs.evolve(copy, path=None), spot.number)

        original = with_marks(grid, grids.own_cells(grid, at), spot.number)
        changed = grids.with_row_again(original, at, again)
        row = paths_in(cells)
        difference = f", {chosen.text} once {other}" if differently else ""
        return Damage(
            changed,
            f"row {_name(grid, at)} doubled{difference}",
            unread=frozenset({chosen.path or ""}) if differently else frozenset(),
            doubtful=row if differently or not grids.own_label(grid, at) else frozenset(),
            about=about(grid, at),
        )

    return plant


def _rows_exchanged(grid: Grid, spot: Spot) -> Damage | None:
    pairs = [
        (first, second)
        for block in grids.blocks(grid)
        for first in block
        for second in block
        if first < second and is_free(grid, first) and is_free(grid, second)
        if grids.can_be_exchanged(grid, first, second)
    ]
    if not pairs:
        return None
    first, second = spot.random.choice(pairs)
    cells = [*grids.own_cells(grid, first), *grids.own_cells(grid, second)]
    changed = grids.exchanged(with_marks(grid, cells, spot.number), first, second)
    between = [cell for at in range(first, second + 1) for cell in grids.figures_in(grid, at)]  # out of order with them
    return Damage(changed, f"rows {_name(grid, first)} and {_name(grid, second)} exchanged", about=paths_in(between))


DAMAGE: dict[str, Planter] = {
    "value lost": _value(lambda _text, _spot: GONE, doubtful=True),
    "value lost, padded": _lost_padded,
    "value emptied": _value(lambda _text, _spot: "", emptied=True),
    "value surplus": _value(_with_surplus, doubtful=True, lost=False),
    "value surplus, padded": _surplus_padded,
    "value split": _value(_split, doubtful=True, several_digits=True),
    RUN_TOGETHER: _run_together,
    "junk": _value(_junk),
    "letter in number": _value(_with_letter),
    "decimal count": _value(lambda text, spot: f"{text}.{spot.random.randint(1, 9)}", counts_only=True),
    "negative count": _value(lambda text, _spot: f"-{text}", counts_only=True),
    "row lost": _row_lost,
    "row doubled": _doubled(differently=False),
    "row doubled differently": _doubled(differently=True),
    "rows exchanged": _rows_exchanged,
    "row misspelt": misspelt("row"),
    "group misspelt": misspelt("group"),
    "head misspelt": misspelt("head"),
    "heads exchanged": heads_exchanged,
}
