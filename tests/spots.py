"""Where damage is planted in a printed table, what it did, and the marks by which it is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import damaged_grids as grids
from planted_text import MarkedCell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from random import Random

    from made_reports import MadeReport, Number

    from gxparse.writing.figures import FigureStyle
    from gxparse.writing.grid import Grid, GridCell
    from gxparse.writing.layouts import Layout

    Planter = Callable[[Grid, "Spot"], "Damage | None"]


@attrs.frozen
class Spot:
    """Where a departure is to be planted.

    Attributes:
        number: The number by which its cells are marked.
        random: Where chance comes from.
        report: The report that is written.
        layout: Its layout.
        style: How its figures are written.
        spare: Numbers that the report does not have.
    """

    number: int
    random: Random
    report: MadeReport
    layout: Layout
    style: FigureStyle
    spare: Iterator[int]

    def spare_figure(self) -> str:
        """Return a figure that stands nowhere in the report."""
        return self.style.write(next(self.spare))


@attrs.frozen
class Damage:
    """A table that was damaged; the rest is as in `planting.Departure`."""

    grid: Grid
    what: str
    kind: str = ""
    unread: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    instead: Mapping[str, Number] = attrs.field(factory=dict)
    about: frozenset[str] = frozenset()
    emptied: bool = False


def marked(cell: GridCell, number: int, *, near: bool = False) -> MarkedCell:
    """Return a cell with a mark more."""
    fields = {field.name: getattr(cell, field.name) for field in attrs.fields(MarkedCell) if hasattr(cell, field.name)}
    name = "near" if near else "marks"
    fields[name] = fields.get(name, frozenset()) | {number}
    return MarkedCell(**fields)


def with_marks(grid: Grid, cells: Iterable[GridCell], number: int, *, near: bool = False) -> Grid:
    return grids.with_cells(grid, {grids.place_of(cell): marked(cell, number, near=near) for cell in cells})


def is_free(grid: Grid, at: int) -> bool:
    return not any(getattr(cell, "marks", ()) for cell in grid.rows[at])


def paths_in(cells: Iterable[GridCell]) -> frozenset[str]:
    return frozenset(cell.path for cell in cells if cell.path)


def about(grid: Grid, at: int) -> frozenset[str]:
    """Return the paths that a diagnostic about a row may have; a row without label has that of its table."""
    paths = paths_in(grids.figures_in(grid, at))
    return paths if grids.own_label(grid, at) else paths | {grid.table}


def free_row(grid: Grid, spot: Spot) -> int | None:
    """Return a row with figures in which nothing is planted yet."""
    rows = [row for block in grids.blocks(grid) for row in block if is_free(grid, row)]
    return spot.random.choice(rows) if rows else None


def group_path(grid: Grid, group: GridCell) -> str:
    """Return what the paths of the rows of a group have in common."""
    rows = range(group.row, group.row + group.rows)
    parts = [path.split(".") for row in rows for path in paths_in(grids.figures_in(grid, row))]
    common = [parts[0][depth] for depth in range(min(map(len, parts))) if len({p[depth] for p in parts}) == 1]
    return ".".join(common) if len(common) < len(parts[0]) else ".".join(common[:-1])
