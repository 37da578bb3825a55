"""Lets a number that goes on in the next line go on there: as it is written it is none, and is not read."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse import totals
from gxparse.cells import DrawnCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell, PhysicalRow
    from gxparse.form import Row
    from gxparse.lexer import Lexicon
    from gxparse.rows import LogicalRow

_NEAR = 2  # columns of the page, from a number in the middle of its cell to its rest


def go_on(row: PhysicalRow, above: PhysicalRow, lexicon: Lexicon) -> bool:
    """Let the figures directly below those of a row with a label go on in them, each in or beside its column.

    A number that a narrow column has cut is no one number as written, so it is not read. Returns whether that is all
    that the row below has; the label of a group may stand there, too.
    """
    below = [cell for cell in row.cells if cell.text]
    pieces = [cell for cell in below if cell.text.isdigit() and isinstance(cell, DrawnCell)]
    others = [cell for cell in below if cell not in pieces]
    figures = [cell for cell in above.cells if cell.lexeme.kind == "figure" and isinstance(cell, DrawnCell)]
    labelled = any(cell.lexeme.kind in ("label", "text") for cell in above.cells)
    if not labelled or not 0 < len(pieces) <= len(figures) or not all(map(_is_group, others)):
        return False
    if others and len(pieces) == len(figures):
        return False  # a row of its own
    over = [min(figures, key=partial(_distance, piece)) for piece in pieces]
    if any(_distance(piece, figure) > _NEAR for piece, figure in zip(pieces, over, strict=True)):
        return False
    for figure, piece in zip(over, pieces, strict=True):
        _add_piece(figure, piece, lexicon)
        piece.text, piece.lexeme = "", lexicon.lexeme("")
    return not others


def _is_group(cell: Cell) -> bool:
    entries = cell.lexeme.entries
    return bool(entries) and all(entry.terminal.startswith("GROUP_") for entry in entries)


def _distance(piece: DrawnCell, figure: DrawnCell) -> int:
    """Return how many columns of the page lie between two cells; less than one if they are over each other."""
    return max(piece.left - figure.right, figure.left - piece.right)


def _add_piece(figure: Cell, piece: Cell, lexicon: Lexicon) -> None:
    """Let a figure go on in a cell below it: then it is no one number as written."""
    figure.text, figure.end = f"{figure.text}\n{piece.text}", piece.end
    figure.lexeme = lexicon.lexeme(figure.text)


def add_rest(row: LogicalRow, rest: LogicalRow, lexicon: Lexicon) -> bool:
    """Let the figures of a row go on in those below it, each in its column or the last one; return whether all did.

    On a page a figure stands over what it goes on in, if one does.
    """
    pieces = rest.filled
    aligned = row.physical.placed and len(row.physical.cells) == len(rest.physical.cells) and not rest.values[0].text
    if aligned:
        by_column = {cell.column: cell for cell in row.filled}
        figures = [by_column.get(piece.column) for piece in pieces]
    else:
        figures = [_over(pieces[0], row) or row.filled[-1]] if len(pieces) == 1 else [row.filled[-1]]
    for figure, piece in zip(figures, pieces, strict=False):
        if figure is not None:
            _add_piece(figure, piece, lexicon)
    return len(figures) == len(pieces) and None not in figures


def _over(piece: Cell, row: LogicalRow) -> Cell | None:
    """Return the figure of a row on a page that stands over a piece of a number; one at its edge goes on behind all."""
    over = (
        cell
        for cell in row.filled
        if isinstance(piece, DrawnCell) and isinstance(cell, DrawnCell) and piece.left > 0
        if _distance(piece, cell) < 0
    )
    return next(over, None)


def beginning_with_zero(row: LogicalRow) -> Cell | None:
    """Return a figure of a row of several that begins with 0: it is two numbers, or the rest of one.

    None of those beside an empty cell, whose number has run into it.
    """
    figures = row.values if len(row.filled) > 1 else []
    for before, cell, behind in zip([None, *figures], figures, [*figures[1:], None], strict=False):
        text = cell.lexeme.spelling.folded
        is_rest = len(text) > 1 and text.startswith("0") and text.isdecimal()
        if is_rest and all(beside is None or beside.text for beside in (before, behind)):
            return cell
    return None


def go_on_by_totals(physical: Sequence[PhysicalRow], alignment: Alignment, lexicon: Lexicon) -> None:
    """Let a number of a row go on in one that stands alone beside the row, if only so it adds up.

    So may its last number in what looks like the number of a page behind it, and its first one have begun in front of
    it. Takes the rows of a table as its layout has them, and its alignment, which what goes on is no row of any more.
    """
    rows, form_rows = alignment.rows, alignment.variant.rows
    for row in physical:
        cell = row.cells[0]
        if cell.lexeme.kind == "page" and cell.text.isdecimal():
            _go_on_in_page(cell, rows, form_rows, lexicon)
    begun = {id(row.filled[0]): index for index, row in rows.items() if row.label is None and row.filled}
    for above, row in pairwise(physical) if begun else ():
        cell = above.cells[0]
        index = begun.get(id(row.cells[0]))
        if index is None or len(above.cells) > 1 or cell.lexeme.count is None or not cell.text.isdecimal():
            continue
        counts = _counts_if_no_sums(rows[index], form_rows[index])
        if counts and totals.add_up(form_rows[index].sums[:1], [int(f"{cell.text}{counts[0]}"), *counts[1:]]):
            first = row.cells[0]
            first.text, first.start = f"{cell.text}\n{first.text}", cell.start
            first.lexeme = lexicon.lexeme(first.text)
            alignment.unplaced = [unplaced for unplaced in alignment.unplaced if cell not in unplaced.filled]


def _go_on_in_page(page: Cell, rows: Mapping[int, LogicalRow], form_rows: Sequence[Row], lexicon: Lexicon) -> None:
    """Let the last number of a row go on in what looks like the number of a page behind it, if it then is the total."""
    index = max((at for at, row in rows.items() if row.end < page.start), key=lambda at: rows[at].end, default=None)
    if index is None:
        return
    counts = _counts_if_no_sums(rows[index], form_rows[index])
    if counts and totals.add_up(form_rows[index].sums[-1:], [*counts[:-1], int(f"{counts[-1]}{page.text}")]):
        _add_piece(rows[index].filled[-1], page, lexicon)


def _counts_if_no_sums(row: LogicalRow, form_row: Row) -> list[int]:
    """Return the counts of a row that has one for each column, if its totals are not their sums; else nothing.

    A mark for none counts as 0.
    """
    found = [0 if cell.lexeme.kind == "mark" else cell.lexeme.count for cell in row.filled]
    counts = [count for count in found if count is not None]
    if len(found) != len(form_row.columns) or len(counts) < len(found) or totals.add_up(form_row.sums, counts):
        return []
    return counts
