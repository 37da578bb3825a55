"""Reads the rows of a table that are no row of the form: kept as extra rows where the table takes these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.tokens import label_token

if TYPE_CHECKING:
    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.diagnostics import Reporter
    from gxparse.form import Table
    from gxparse.rows import LogicalRow
    from gxparse.tokens import FormToken


def read(alignment: Alignment, table: Table, reporter: Reporter) -> tuple[list[FormToken], list[Cell]]:
    """Report the rows that are no row of the form; return the tokens of those kept, and the cells of the others."""
    tokens: list[FormToken] = []
    dropped: list[Cell] = []
    kept = 0
    for row in alignment.unplaced:
        label = row.label
        if label and table.takes_extra_rows and not label.lexeme.entries:
            path = f"{table.name}.extra.{kept}"
            reporter.add("GX308", label.start, row.end, path=path, found=reporter.words(label))
            tokens.append(label_token("EXTRA_LABEL", label))
            tokens += [label_token("EXTRA_HEAD", head) for head in _heads_over(row, alignment)]
            tokens += [label_token("EXTRA_FIGURE", cell) for cell in row.values]
            kept += 1
            continue
        if label:
            reporter.add("GX309", row.start, row.end, path=table.name, found=reporter.words(label))
        else:
            reporter.add("GX310", row.start, row.end, path=table.name)
        dropped += [cell for cell in (label, *row.values) if cell and cell.text]
    return tokens, dropped


def _heads_over(row: LogicalRow, alignment: Alignment) -> list[Cell]:
    """Return the heads of the columns in whose block a row stands."""
    labels = alignment.variant.labels
    above = [
        (labels[index].block, head.cell)
        for index, head in alignment.heads.items()
        if labels[index].is_column and head.cell.start < row.start
    ]
    last = max((block for block, _ in above), default=None)
    return [cell for block, cell in above if block == last]
