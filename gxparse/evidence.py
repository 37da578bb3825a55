"""What a report rests on, for those who ask where its values come from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Token, Tree

    from gxparse.document import Document
    from gxparse.model import Cell
    from gxparse.narrative.model import Claim
    from gxparse.source import Source
    from gxparse.tokens import FormToken, ParsedTable


class Evidence:
    """What a report rests on: the source, the trees, and where its parts stand in the text."""

    def __init__(
        self,
        source: Source,
        document: Document,
        tables: dict[str, ParsedTable],
        edition: str,
        spans: dict[str, tuple[int, int]],
    ) -> None:
        """Keep these.

        Args:
            source: The caller's text.
            document: The parts of the text.
            tables: The parsed tables by name.
            edition: The edition whose grammar the tables were read with.
            spans: For each path that is no figure the place in the folded text that states it.
        """
        self.source = source
        self.document = document
        self.tables = tables
        self.edition = edition
        self.spans = spans
        self._claims: dict[tuple[int | None, str | None], tuple[Claim, ...]] = {}

    @property
    def tree(self) -> Tree[Token]:
        """The tree of the document grammar."""
        return self.document.tree

    @cached_property
    def figures(self) -> dict[str, FormToken]:
        """The token of every figure of the tables that are there, by path."""
        from gxparse.build import blueprint_of, figures

        return {
            path: token
            for name, table in self.tables.items()
            for path, token in figures(blueprint_of(table), table.tokens, name)
        }

    @cached_property
    def _groups(self) -> dict[str, tuple[FormToken | None, list[FormToken]]]:
        """The label and the tokens of every row and group, by path."""
        from gxparse.build import blueprint_of, groups

        return {
            path: (label, tokens)
            for name, table in self.tables.items()
            for path, label, tokens in groups(blueprint_of(table), table.tokens, name)
        }

    @property
    def paths(self) -> list[str]:
        """The paths that have a cell."""
        return [*self.tables, *self._groups, *self.figures]

    def cell(self, path: str) -> Cell | None:
        """Return the cell of a figure, a row, a group or a table that is there; None of another path."""
        from gxparse.model import Cell

        token = self.figures.get(path)
        if token:
            cell = token.cell
            return self.cell_at(cell.start, cell.end, token.state) if cell else Cell("", token.state)
        if path in self._groups:
            return self._group_cell(*self._groups[path])
        table = self.tables.get(path)
        return self.cell_at(table.start, table.end, "stated") if table else None

    def claims(self, year: int | None, issuer: str | None) -> tuple[Claim, ...]:
        """Return the claims of the narrative of a report of that year and body; they are read once."""
        key = (year, issuer)
        if key not in self._claims:
            from gxparse.narrative.reader import read

            self._claims = {key: read(self, year, issuer)}
        return self._claims[key]

    def _group_cell(self, label: FormToken | None, tokens: list[FormToken]) -> Cell:
        """Return the cell of a row or group: its label or, where the form has none, all that the text has of it."""
        from gxparse.model import Cell

        cells = [token.cell for token in ([label] if label else tokens) if token.cell]
        if not cells:
            return Cell("", "missing")
        return self.cell_at(min(cell.start for cell in cells), max(cell.end for cell in cells), "stated")

    def cell_at(self, start: int, end: int, state: str) -> Cell:
        """Return the cell that stands between two places of the folded text."""
        from gxparse.model import Cell

        line, column = self.source.position(start)
        end_column = self.source.position(end)[1] if end > start else column
        return Cell(self.source.slice(start, end), state, line, column, end_column)  # type: ignore[arg-type]
