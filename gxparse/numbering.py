"""Takes out running numbers that stand before the rows of a table: 序号, 行次.

They are no figures of the form, and where no layout shows rows they would be read as the last figure of the row above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import IN_FIGURES_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gxparse.cells import Cell, PhysicalRow
    from gxparse.lexer import Lexicon

_FIRST = "1"
_MOST = 0.8  # of the rows
_FEWEST = 3


def without_numbers(rows: list[PhysicalRow], lexicon: Lexicon) -> list[PhysicalRow]:
    """Return the rows of a table with lexemes without the running numbers before their labels.

    In rows that the layout shows they are made empty cells. Numbers are such if one stands before the first row, and
    nearly all have one that counts them.
    """
    if not _can_be_numbered(rows):
        return rows
    numbers = {id(cell) for cell in _running(rows)}
    kept = [row for row in rows if row.bounded or id(row.cells[0]) not in numbers]
    for cell in (cell for row in kept for cell in row.cells if id(cell) in numbers):
        cell.text, cell.end = "", cell.start
        cell.lexeme = lexicon.lexeme("")
    return kept


def _can_be_numbered(rows: Iterable[PhysicalRow]) -> bool:
    """Whether the first number of a table is that of a first row, before its label."""
    for row in rows:
        for cell in row.cells:
            if cell.lexeme.kind in IN_FIGURES_PLACE:
                return cell.text == _FIRST
            if cell.lexeme.is_of_row:
                return False
    return False


def _starts(rows: Iterable[PhysicalRow]) -> Iterator[tuple[Cell | None, bool]]:
    """Yield what stands before the first label of each row, and whether heads stand before that."""
    before: Cell | None = None
    below_heads = False
    for cell in (cell for row in rows for cell in row.cells):
        if cell.lexeme.kind in ("blank", "page"):
            continue
        can_be = cell.lexeme.kind == "label" and not cell.lexeme.is_head
        behind_figure = before is not None and before.lexeme.kind == "figure"
        if can_be and (behind_figure or (cell.lexeme.is_of_row and not (before and before.lexeme.is_of_row))):
            yield before, below_heads
            below_heads = False
        below_heads = below_heads or cell.lexeme.is_head
        before = cell


def _running(rows: Sequence[PhysicalRow]) -> list[Cell]:
    """Return the numbers before labels that count the rows, none of them if few rows have one.

    A row may have lost its number or have no label of the form, so that one is passed over.
    """
    found: list[Cell] = []
    last = since = count = 0
    for before, below_heads in _starts(rows):
        count += 1
        since += 1
        if before is None or not before.text.isascii() or not before.text.isdigit():
            continue
        number = int(before.text) if len(before.text) <= len(str(len(rows))) else 0
        if last < number <= last + since + 1 or (below_heads and before.text == _FIRST):
            found.append(before)
            last, since = number, 0
    return found if len(found) >= max(_FEWEST, _MOST * count) else []
