"""Lets a number that goes on in the next line go on there: as it is written it is none, and is not read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gxparse import totals
from gxparse.cells import DrawnCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """Let the figures of a row go on in those below it, each in its column or the last one; return whether all did."""
    pieces = rest.filled
    aligned = row.physical.placed and len(row.physical.cells) == len(rest.physical.cells) and not rest.values[0].text
    if aligned:
        by_column = {cell.column: cell for cell in row.filled}
        figures = [by_column.get(piece.column) for piece in pieces]
    else:
        figures = [row.filled[-1]]
    for figure, piece in zip(figures, pieces, strict=False):
        if figure is not None:
            _add_piece(figure, piece, lexicon)
    return len(figures) == len(pieces) and None not in figures


def go_on_in_pages(
    physical: Sequence[PhysicalRow], rows: Mapping[int, LogicalRow], form_rows: Sequence[Row], lexicon: Lexicon
) -> None:
    """Let the last number of a row go on in what looks like the number of a page behind it, if it then is the total.

    Takes the rows of a table as its layout has them, the form's rows among them by their index, and the form.
    """
    first = (row.cells[0] for row in physical)
    for page in (cell for cell in first if cell.lexeme.kind == "page" and cell.text.isdecimal()):
        index = max((at for at, row in rows.items() if row.end < page.start), key=lambda at: rows[at].end, default=None)
        if index is None or not form_rows[index].sums:
            continue
        row, form_row = rows[index], form_rows[index]
        counts = [cell.lexeme.count for cell in row.filled]
        if len(counts) != len(form_row.columns) or None in counts or totals.add_up(form_row.sums, counts):
            continue
        last = row.filled[-1]
        if totals.add_up(form_row.sums[-1:], [*counts[:-1], int(f"{counts[-1]}{page.text}")]):
            _add_piece(last, page, lexicon)
