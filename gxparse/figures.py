"""Reads the cells of a row as figures: numbers of their column's kind, or why they are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from gxparse.catalogue.words import ANY_FIGURE, KINDS_OF_FIGURES
from gxparse.spelling import has_han
from gxparse.tokens import FormToken, inserted_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from gxparse.cells import Cell
    from gxparse.diagnostics import Reporter
    from gxparse.form import Column, Row
    from gxparse.lexer import Lexicon
    from gxparse.model import State

_MONEY = "MONEY"
_EXCEPTIONAL = 20  # one cell in so many without a number is not a habit


class FigureReader:
    """Reads the figures of one table, and remembers which of its cells have no number."""

    def __init__(self, table: str, lexicon: Lexicon, reporter: Reporter) -> None:
        """Read the table of that name."""
        self._table = table
        self._lexicon = lexicon
        self._reporter = reporter
        self._unnumbered: list[tuple[Cell, str, State]] = []
        self._count = 0

    def plain(self, cells: Sequence[Cell | None], form_row: Row) -> list[FormToken] | None:
        """Return a token for each column if all cells are plain numbers of counts or changes, as in most rows.

        They add up to the totals among them, if the form has any there.
        """
        kinds = form_row.kinds
        if not _are_cells(cells) or _MONEY in kinds:
            return None
        numbers: Sequence[int | Decimal | None] = [cell.lexeme.count for cell in cells]
        if not _are_numbers(numbers):
            numbers = self.numbers(cells, kinds)  # with a sign, say
            if not _are_numbers(numbers):
                return None
        for first, total in form_row.sums:
            if sum(numbers[first:total]) != numbers[total]:
                return None
        self._count += len(numbers)
        return [
            FormToken(kind, cell, "stated", number, cell.start)
            for kind, cell, number in zip(kinds, cells, numbers, strict=True)
        ]

    def numbers(self, cells: Iterable[Cell | None], kinds: Iterable[str]) -> list[int | Decimal | None]:
        """Return the number of each cell, of its column's kind (None: it has none)."""
        number_of = self._lexicon.number
        return [
            number_of(cell.lexeme.spelling.folded, kind) if cell and cell.lexeme.kind == "figure" else None
            for cell, kind in zip(cells, kinds, strict=True)
        ]

    def numbers_with_units(self, cells: Sequence[Cell | None], kinds: Sequence[str]) -> list[int | Decimal | None]:
        """Return the number of each cell, also of one that has its unit."""
        found = self.numbers(cells, kinds)
        for at, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
            if found[at] is None and cell and cell.lexeme.kind == "figure":
                found[at] = self._lexicon.number_with_unit(cell.lexeme.spelling.folded, kind)
        return found

    def shifted(
        self, cells: Iterable[Cell | None], columns: Sequence[Column], numbers: Sequence[int | Decimal | None]
    ) -> Cell | None:
        """Return a cell that shows that the cells of a row stand beside their columns, None if they do not.

        It is a number that is none of its own column's kind, but of another's (decimals or a sign tell), where
        another cell has no number, or that sign says that the number was added.
        """
        if None not in numbers:
            return None
        kinds = {column.kind for column in columns}
        figures = [
            (cell, number) for cell, number in zip(cells, numbers, strict=True) if cell and cell.lexeme.kind == "figure"
        ]
        for cell, number in figures:
            folded = cell.lexeme.spelling.folded
            if number is None and any(self._lexicon.number(folded, kind) is not None for kind in kinds):
                is_added = not folded[0].isdigit() and not self._lexicon.is_negative(folded)
                if is_added or len(figures) < len(columns):
                    return cell
        return None

    def read(
        self,
        cells: Iterable[Cell | None],
        columns: Sequence[Column],
        numbers: Iterable[int | Decimal | None],
        path: str,
        *,
        units: Mapping[str, Cell | None],
        absent: tuple[State, int],
    ) -> list[FormToken]:
        """Return a token for each column of a row.

        Takes the cells by column (None: there is none), the columns, the numbers of the cells, the path of the row,
        for amounts that are not said to be in the form's unit what names another (None: nothing names any), and the
        state and the place of what is not there.
        """
        self._count += len(columns)
        tokens = []
        for cell, column, number in zip(cells, columns, numbers, strict=True):
            if cell is None:
                tokens.append(inserted_token(column.kind, *absent))
            elif number is not None and cell.end != self._reporter.cut_at and not (units and column.path in units):
                tokens.append(FormToken(column.kind, cell, "stated", number, cell.start))
            else:
                tokens.append(self._other_token(cell, column, number, f"{path}.{column.path}", units))
        return tokens

    def _other_token(
        self, cell: Cell, column: Column, number: int | Decimal | None, path: str, units: Mapping[str, Cell | None]
    ) -> FormToken:
        """Return the token of a cell that is no plain number of its column's kind, or one without the form's unit."""
        if number is not None and cell.end == self._reporter.cut_at:
            self._reporter.add("GX408", cell.start, cell.end, path=path, found=self._reporter.words(cell))
            return FormToken(column.kind, cell, "invalid", None, cell.start)
        if number is not None:
            head = units[column.path]
            if head and number:
                return self._other_unit(cell, column, path, head)
            if number:
                self._reporter.add("GX407", cell.start, cell.end, path=path, found=self._reporter.words(cell))
        elif cell.lexeme.kind == "figure":
            number = self._with_unit(cell, column, path)
        if number is None:
            return self._no_figure(cell, column, path)
        return FormToken(column.kind, cell, "stated", number, cell.start)

    def _with_unit(self, cell: Cell, column: Column, path: str) -> int | Decimal | None:
        """Return the number of a cell that has its own unit, in the form's unit, and say so."""
        number = self._lexicon.number_with_unit(cell.lexeme.spelling.folded, column.kind)
        if number is not None:
            found = self._reporter.words(cell)
            self._reporter.add(
                "GX406",
                cell.start,
                cell.end,
                path=path,
                found=found,
                number=f"{number:f}" if column.kind == _MONEY else number,
            )
        return number

    def _other_unit(self, cell: Cell, column: Column, path: str, head: Cell) -> FormToken:
        words = self._reporter.words
        self._reporter.add("GX405", cell.start, cell.end, path=path, found=words(cell), head=words(head))
        return FormToken(column.kind, cell, "invalid", None, cell.start)

    def _no_figure(self, cell: Cell, column: Column, path: str) -> FormToken:
        """Say why a cell in a number's place is none of its column's kind."""
        lexeme = cell.lexeme
        folded = lexeme.spelling.folded
        state: State = "not_applicable"
        if lexeme.kind in ("blank", "mark"):
            state = "blank" if lexeme.kind == "blank" else state
            self._unnumbered.append((cell, path, state))
        elif has_han(folded) and not any(map(str.isdigit, folded)) and not self._lexicon.is_numeral(folded):
            self._reporter.add("GX402", cell.start, cell.end, path=path, found=self._reporter.words(cell))
        else:
            state = "invalid"
            kind, found = KINDS_OF_FIGURES.get(column.kind, ANY_FIGURE), self._reporter.words(cell)
            self._reporter.add("GX401", cell.start, cell.end, path=path, found=found, expected_kind=kind)
        return FormToken(column.kind, cell, state, None, cell.start)

    def report_unnumbered(self) -> None:
        """Say once for the table that cells have no number; a lone one is a departure."""
        if not self._unnumbered:
            return
        if len(self._unnumbered) <= max(1, self._count // _EXCEPTIONAL) and self._count > 1:
            for cell, path, _ in self._unnumbered:
                self._reporter.add("GX404", cell.start, cell.end, path=path, found=cell.text or None)
            return
        cell = self._unnumbered[0][0]
        count = len(self._unnumbered)
        blank = sum(state == "blank" for _, _, state in self._unnumbered)
        self._reporter.add(
            "GX403", cell.start, cell.end, path=self._table, count=count, blank=blank, marked=count - blank
        )


def _are_cells(found: Sequence[Cell | None]) -> TypeGuard[Sequence[Cell]]:
    return None not in found


def _are_numbers(found: Sequence[int | Decimal | None]) -> TypeGuard[Sequence[int | Decimal]]:
    return None not in found
