"""Takes out what a layout repeats of cells over several columns or lines.

Readers of word processors' files give such a cell in every place that it covers. Each time but the first it is
made an empty cell, as other layouts have it there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse.cells import IN_FIGURES_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import Cell, PhysicalRow
    from gxparse.lexer import Lexicon

_FEWEST = 2
_MOST_ROWS_OF_HEADS = 4  # above figures
_MOST_ROWS_BEFORE = 4  # the next heads


def empty_repeats(rows: Sequence[PhysicalRow], lexicon: Lexicon) -> None:
    """Empty the cells of rows with lexemes that repeat the cell beside or above them.

    Labels count as repeated wherever they are; figures where the heads over them are, and these are all that the form
    has there (else a head may be printed in the place of another).
    """
    if not _repeat(rows):
        return
    own = _columns_of_their_own(rows, lexicon)
    least = _fewest_cells_of_figures(rows)
    above: list[str] = []  # the labels over each column, as printed
    columns: list[str] = []  # those that are heads of columns: over a figure no other label can be repeated
    whole = False
    at_end = False  # whether the last of several heads is repeated
    for index, row in enumerate(rows):
        if not row.bounded or row.drawn:
            if row.cells[0].lexeme.kind not in ("label", "page"):  # nothing is repeated below a remark
                above, columns = [], []
            continue
        labels = [cell.text if _is_label(cell) else "" for cell in row.cells]
        repeated = [cell for cell in _repeated_labels(row.cells) if id(cell) not in own]
        if len(row.cells) < least:  # it has not a cell in every place
            repeated = []
        if any(cell.lexeme.kind in IN_FIGURES_PLACE for cell in row.cells):
            row.repeats = bool(repeated)
            figures = _repeated_figures(row.cells, columns) if whole else []
            if not figures and _is_one_figure_repeated(row, rows[index + 1 : index + 1 + _MOST_ROWS_BEFORE], lexicon):
                figures = row.cells[2:]
            repeated += figures
            if at_end and len(row.cells) == len(columns) - 1 and _ends_twice(row.cells):
                del row.cells[-1]  # another cell is lost, so that the row has but one figure less than cells
        elif not any(cell.lexeme.is_of_row for cell in row.cells):  # else a row without figures: heads stay
            repeated += _labels_from_above(row.cells, above)
            above, whole = labels, _columns(row.cells) in lexicon.column_heads
            columns = [cell.text if _columns([cell]) else "" for cell in row.cells]
            is_last_twice = columns[-1:] == columns[-2:-1] != [""] and row.cells[-1] in repeated
            at_end = is_last_twice and len(set(filter(None, columns))) > 1
        _empty(repeated, lexicon)


def _columns(cells: Iterable[Cell]) -> frozenset[str]:
    """Return the terminals of the heads of columns in a row."""
    entries = [entry for cell in cells if _is_label(cell) for entry in cell.lexeme.entries]
    return frozenset(entry.terminal for entry in entries if entry.terminal.startswith("COL_"))


def _repeat(rows: Sequence[PhysicalRow]) -> bool:
    """Whether a row has a label twice: its first one or the next, or one of several heads."""
    for row in rows:
        cells = row.cells
        if len(cells) < _FEWEST or row.drawn:
            continue
        second = cells[1]
        if second.lexeme.kind in IN_FIGURES_PLACE:
            continue
        if second.text and (second.text == cells[0].text or (len(cells) > _FEWEST and second.text == cells[2].text)):
            return True
        if cells[-1].lexeme.kind not in IN_FIGURES_PLACE and _has_head_twice(cells):
            return True
    return False


def _has_head_twice(cells: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    if len(set(texts)) == len(texts):
        return False
    return any(left.text == right.text and left.lexeme.kind == "label" for left, right in pairwise(cells))


def _is_label(cell: Cell) -> bool:
    return cell.lexeme.kind == "label"


def _fewest_cells_of_figures(rows: Iterable[PhysicalRow]) -> int:
    """Return how many cells the shortest row with figures has."""
    return min(
        (len(row.cells) for row in rows if any(cell.lexeme.kind in IN_FIGURES_PLACE for cell in row.cells)), default=0
    )


def _columns_of_their_own(rows: Sequence[PhysicalRow], lexicon: Lexicon) -> set[int]:
    """Return the identities of heads of columns that are the same as the one before and have other figures below.

    So they are no one cell over several columns, but the same head twice. The same figures tell nothing where the form
    has that head several times.
    """
    own: set[int] = set()
    heads: list[PhysicalRow] = []
    below = False
    for row in rows:
        if not row.bounded or row.drawn:
            continue
        if not any(cell.lexeme.kind in IN_FIGURES_PLACE for cell in row.cells):
            heads = [row] if below else [*heads[1 - _MOST_ROWS_OF_HEADS :], row]
            below = False
            continue
        below = True
        for above in heads:
            if len(above.cells) == len(row.cells):
                own |= _heads_of_their_own(above, row, lexicon)
    return own


def _heads_of_their_own(heads: PhysicalRow, row: PhysicalRow, lexicon: Lexicon) -> set[int]:
    found: set[int] = set()
    for (left, right), (before, cell) in zip(pairwise(heads.cells), pairwise(row.cells), strict=True):
        terminals = _columns([right]) if left.text == right.text else ()
        are_apart = cell.text != before.text or lexicon.heads_of_several_columns.issuperset(terminals)
        if terminals and before.text and cell.text and are_apart:
            found.add(id(right))
    return found


def _repeated_labels(cells: Sequence[Cell]) -> list[Cell]:
    """Return labels that are the same as the one before; words of no label, too, in front of all figures."""
    found = []
    in_front = True
    for before, cell in pairwise(cells):
        in_front = in_front and before.lexeme.kind == "text"
        if cell.text and cell.text == before.text and (_is_label(cell) or in_front):
            found.append(cell)
    return found


def _labels_from_above(cells: Sequence[Cell], above: Sequence[str]) -> list[Cell]:
    """Return heads that are the same as those above them, where cells over several columns are repeated, too."""
    if len(above) != len(cells) or not any(left and left == right for left, right in pairwise(above)):
        return []
    return [cell for cell, text in zip(cells, above, strict=True) if text and text == cell.text]


def _repeated_figures(cells: Sequence[Cell], above: Sequence[str]) -> list[Cell]:
    """Return figures below one head that are the same; if one of those below a head is not, none of them."""
    found: list[Cell] = []
    if len(above) != len(cells):
        return found
    start = 0
    for end in range(1, len(cells) + 1):
        if end < len(cells) and above[end] and above[end] == above[start]:
            continue
        below = cells[start:end]
        if len({cell.text for cell in below}) == 1 and below[0].lexeme.kind in IN_FIGURES_PLACE:
            found += below[1:]
        start = end
    return found


def _ends_twice(cells: Sequence[Cell]) -> bool:
    """Whether the last two cells of a row are the same figure."""
    last = cells[-_FEWEST:]
    return len({cell.text for cell in last}) == 1 and all(cell.lexeme.kind in IN_FIGURES_PLACE for cell in last)


def _is_one_figure_repeated(row: PhysicalRow, behind: Iterable[PhysicalRow], lexicon: Lexicon) -> bool:
    """Whether a row of one figure, the heads of which another layout has, repeats it as the next heads are repeated."""
    label, *figures = row.cells
    if len(figures) < _FEWEST or len({cell.text for cell in figures}) > 1 or not _is_label(label):
        return False
    if not lexicon.rows_of_one_figure.issuperset(entry.terminal for entry in label.lexeme.entries):
        return False
    for below in behind:
        if not below.bounded or len(below.cells) != len(row.cells):
            return False
        if not any(cell.lexeme.kind in IN_FIGURES_PLACE for cell in below.cells):
            return _is_label(below.cells[1]) and len({cell.text for cell in below.cells[1:]}) == 1
    return False


def _empty(cells: Iterable[Cell], lexicon: Lexicon) -> None:
    for cell in cells:
        cell.text, cell.end = "", cell.start
        cell.lexeme = lexicon.lexeme("")
