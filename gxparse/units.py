"""Finds what says in which unit the figures of a table are, where that is not the form's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.form import Label, Row
    from gxparse.lexer import Lexicon
    from gxparse.rows import LogicalRow

LONGEST_REMARK = 30  # that names a unit: 注：金额单位为元
_MONEY = "MONEY"
_BRACKETS = frozenset("）)")


class Units:
    """What names units in and around one table.

    Counts are of single things, amounts in 万元 by the form; heads, corners, labels, words in a row and short lines
    around the table may say otherwise.

    Attributes:
        multiples: What says that the counts below a head are of more than one thing each, by block and terminal.
        in_rows: What in a row says so, by the identity of the row.
    """

    def __init__(
        self,
        alignment: Alignment,
        dropped: Sequence[Cell],
        lexicon: Lexicon,
        remarks: Callable[[], Sequence[Cell]],
    ) -> None:
        """Look at an aligned table, and what of it is no figure; `remarks` gives the lines around that name a unit."""
        self._alignment = alignment
        self._dropped = dropped
        self._lexicon = lexicon
        self._remarks = [*(cell for cell in alignment.loose if len(cell.text) <= LONGEST_REMARK), *remarks()]
        self.multiples = self._multiples()
        self.in_rows = self._in_rows()

    def are_told(self, row: LogicalRow) -> bool:
        """Whether something says of a row's counts, or of any in its table, that they are of more than one thing."""
        return bool(self.multiples) or id(row) in self.in_rows

    def of_row(self, form_row: Row, row: LogicalRow) -> dict[str, Cell | None]:
        """Return the columns of a row, by their paths, whose figures are not said to be in the form's unit.

        With the words that name another unit, or None if nothing names that of an amount.
        """
        in_row = self.in_rows.get(id(row))
        found: dict[str, Cell | None] = {}
        for column in form_row.columns:
            if column.kind == _MONEY:
                cells = self._for_amount(form_row.block, column.head, row)
                other = next((cell for cell in cells if self._lexicon.names_other_unit(_folded(cell))), None)
                if other or not any(self._lexicon.names_unit(_folded(cell)) for cell in cells):
                    found[column.path] = other
            elif in_row or (form_row.block, column.head) in self.multiples:
                found[column.path] = in_row or self.multiples[form_row.block, column.head]
        return found

    def _multiples(self) -> dict[tuple[int, str], Cell]:
        """Return what says that the counts below a head are of more than one thing each, by block and terminal."""
        remarks = [cell for cell in self._remarks if self._lexicon.is_unit_remark(_folded(cell))]
        remark = next(filter(self._names_multiple, remarks), None)
        alignment = self._alignment
        telling: dict[int, Cell] = {}
        for index, (cell, *_) in alignment.labels.items():
            if (cell.text[-1:] in _BRACKETS or not cell.lexeme.entries) and self._names_multiple(cell):
                telling[index] = cell
        if not telling and remark is None:  # as in most tables
            return {}
        found: dict[tuple[int, str], Cell] = {}
        for block, heads in enumerate(alignment.variant.heads):
            over_all = next((telling[i] for i, label in heads if _is_corner(label) and i in telling), remark)
            for index, label in heads:
                told = telling.get(index, over_all) if label.is_column else None
                if told:
                    found[block, label.terminal] = told
        return found

    def _in_rows(self) -> dict[int, Cell]:
        """Return what in a row says that its counts are of more than one thing each, by the identity of the row.

        That is its label, or words beside it that only name the unit.
        """
        rows = self._alignment.rows.values()
        found: dict[int, Cell] = {}
        for row in rows:
            if row.label and row.label.text[-1:] in _BRACKETS and self._names_multiple(row.label):
                found[id(row)] = row.label
        words = [
            cell for cell in self._dropped if cell.lexeme.kind == "text" and self._lexicon.is_multiple(_folded(cell))
        ]
        for row in rows if words else ():
            start, end = row.physical.start, row.physical.end
            told = [cell for cell in words if row.physical.bounded and start <= cell.start < end]
            found |= {id(row): cell for cell in told}
        return found

    def _for_amount(self, block: int, terminal: str, row: LogicalRow) -> list[Cell]:
        """Return what may name the unit of an amount: its head first, then what is over, beside and around it."""
        heads = self._alignment.variant.heads[block]
        found = {index: self._alignment.labels.get(index, [])[:1] for index, _ in heads}
        own = [cell for index, label in heads if label.terminal == terminal for cell in found[index]]
        over = [cell for index, label in heads if not label.is_column for cell in found[index]]
        label = [row.label] if row.label else []
        return [*own, *over, *label, *_words_in(row), *self._remarks]

    def _names_multiple(self, cell: Cell) -> bool:
        return self._lexicon.names_multiple(_folded(cell))


def _folded(cell: Cell) -> str:
    return cell.lexeme.spelling.folded


def _is_corner(label: Label) -> bool:
    return label.terminal.startswith("CORNER_")


def _words_in(row: LogicalRow) -> list[Cell]:
    """Return the words in a row of the layout that are no label."""
    return [cell for cell in row.physical.cells if cell.lexeme.kind == "text"] if row.physical.bounded else []
