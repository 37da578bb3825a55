"""Damage to the words of a printed table: heads exchanged, labels misspelt."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import damaged_grids as grids
from spots import Damage, group_path, is_free, marked, paths_in

from gxparse import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made_reports import Number
    from spots import Planter, Spot

    from gxparse.writing.grid import Grid, GridCell

NOT_WORDS = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\.)|（[^（）]*）")


def heads_exchanged(grid: Grid, spot: Spot) -> Damage | None:
    pairs = [(block, *pair) for block in grids.blocks(grid) for pair in grids.heads_beside(grid, block)]
    if not pairs:
        return None
    block, left, right = spot.random.choice(pairs)
    heads = [
        attrs.evolve(marked(left, spot.number), text=right.text),
        attrs.evolve(marked(right, spot.number), text=left.text),
    ]
    instead: dict[str, Number] = {}
    unread: set[str] = set()
    doubtful: set[str] = set()
    for at, own, other in _figures_below(grid, block, left.column, right.column):
        figure = spot.report.figures[other.path or ""]
        if figure is not None and _can_be(figure, own.figure):
            instead[own.path or ""] = figure
        else:
            unread.add(own.path or "")
        if own.figure != other.figure:  # what the head's column cannot hold is held against the heads, or the row
            doubtful |= paths_in(grids.figures_in(grid, at))
    return Damage(
        grids.with_cells(grid, {grids.place_of(cell): cell for cell in heads}),
        f"heads {left.text} and {right.text} exchanged",
        unread=frozenset(unread),
        doubtful=frozenset(doubtful),
        instead=instead,
        about=frozenset({grid.table, *instead, *unread}),
    )


def _figures_below(grid: Grid, block: list[int], left: int, right: int) -> Iterator[tuple[int, GridCell, GridCell]]:
    """Return each row of a block with its figures in two columns, and again with them the other way round."""
    for at in block:
        columns = {cell.column: cell for cell in grids.figures_in(grid, at)}
        if left in columns and right in columns:
            yield at, columns[left], columns[right]
            yield at, columns[right], columns[left]


def _can_be(figure: Number, kind: str | None) -> bool:
    return kind != "COUNT" or (figure >= 0 and figure == int(figure))


def misspelt(role: str) -> Planter:
    """Return a planter that misspells the label of a row, of a group, or a head."""

    def plant(grid: Grid, spot: Spot) -> Damage | None:
        cells = [
            cell for cell in _of_role(grid, role) if _word_places(cell.text or "") and not getattr(cell, "marks", ())
        ]
        cells = [cell for cell in cells if role != "row" or is_free(grid, cell.row)]
        if not cells:
            return None
        cell = spot.random.choice(cells)
        text = _misspelling(cell.text or "", spot)
        if text is None:
            return None
        changed = grids.with_cells(grid, {grids.place_of(cell): attrs.evolve(marked(cell, spot.number), text=text)})
        row = paths_in(grids.figures_in(grid, cell.row)) if role == "row" else frozenset()
        concerned = row or frozenset({group_path(grid, cell) if role == "group" else grid.table})
        lost = row or (_figures_of_head(grid, cell, spot) if _says_other(cell.text or "", text, spot) else row)
        return Damage(changed, f"{role} {cell.text} written {text}", doubtful=lost, about=concerned)

    return plant


def _says_other(label: str, text: str, spot: Spot) -> bool:
    """Return whether a misspelling makes a label another one: by a sign of another meaning, or without its negation."""
    patterns = spot.report.form.figures
    gained, negated = (
        [Counter(re.findall(patterns[name], words)) for words in (label, text)]
        for name in ("OTHER_MEANING", "NEGATION")
    )
    return bool(gained[1] - gained[0]) or (len(text) < len(label) and bool(negated[0] - negated[1]))


def _figures_of_head(grid: Grid, cell: GridCell, spot: Spot) -> frozenset[str]:
    """Return the figures that stand below a head of columns."""
    words = spot.report.form.words
    if not any(word.text == cell.text and word.terminal.startswith(("COL_", "SPAN_")) for word in words):
        return frozenset()
    rows = [at for block in grids.blocks(grid) if cell.row in grids.head_rows(grid, block) for at in block]
    columns = range(cell.column, cell.column + cell.columns)
    return paths_in(figure for at in rows for figure in grids.figures_in(grid, at) if figure.column in columns)


def _of_role(grid: Grid, role: str) -> list[GridCell]:
    if role == "head":
        return [cell for cell in grid.cells() if cell.kind in ("head", "corner")]
    own = [grids.own_label(grid, at) for at in range(len(grid.rows))]
    rows = {grids.place_of(cell) for cell in own if cell}
    labels = [cell for cell in grid.cells() if cell.kind == "label" and cell.text]
    return [cell for cell in labels if (grids.place_of(cell) in rows) == (role == "row")]


def _word_places(label: str) -> list[int]:
    """Return where the characters of a label's words stand: not its numbering, punctuation or explanation."""
    apart = {place for found in NOT_WORDS.finditer(label) for place in range(*found.span())}
    whole = len(apart) == len(label)  # a note is nothing but an explanation
    return [place for place, letter in enumerate(label) if letter.isalpha() and (whole or place not in apart)]


def _misspelling(label: str, spot: Spot) -> str | None:
    """Return a label misspelt in one of its characters, None if it came out as another label of the form."""
    places = _word_places(label)
    words = {spelling.spell(word.text).words for word in spot.report.form.words}
    pool = sorted({letter for text in words for letter in text if letter.isalpha()})
    at = spot.random.choice(places)
    pairs = [(one, other) for one, other in pairwise(places) if label[one] != label[other] and other == one + 1]
    found = [
        label[:at] + spot.random.choice([letter for letter in pool if letter != label[at]]) + label[at + 1 :],
        label[:at] + label[at + 1 :],
    ]
    if pairs:
        one, other = spot.random.choice(pairs)
        found.append(label[:one] + label[other] + label[one] + label[other + 1 :])
    text = spot.random.choice(found)
    return None if spelling.spell(text).words in words else text
