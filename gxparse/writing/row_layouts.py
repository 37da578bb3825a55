"""Layouts with a row on each line: pipes, Markdown, tabs and blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.writing.cell_layouts import without_pipes, written_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.writing.grid import Grid

_ROWS_OF_A_PAGE = 20


def _closed(texts: Sequence[str]) -> str:
    """Return cells that each end with a pipe."""
    return " ".join(f"{without_pipes(text)} |" if text else "|" for text in texts)


def pipe_rows(grid: Grid) -> list[str]:
    """Write `a | b | c |` without any trace of spans."""
    return [_closed(row) for row in written_rows(grid)]


def pipe_rows_placeholders(grid: Grid) -> list[str]:
    """Write `| a | b |`, with an empty cell in front for each column that a cell from above spans there."""
    pairs = zip(grid.rows, written_rows(grid), strict=True)
    return [_closed([""] * (cells[0].column if cells else 0) + texts) for cells, texts in pairs]


def pipe_rows_padded(grid: Grid) -> list[str]:
    """Write `a | b | ||`: what spans have taken is made up at the end, up to the table's width."""
    return [
        " ".join([_closed(row)] + ["|" * (grid.width - len(row))] * (len(row) < grid.width))
        for row in written_rows(grid)
    ]


def leading_pipe_rows(grid: Grid) -> list[str]:
    """Write `| a | b | ||`; see `pipe_rows_padded`."""
    return [f"| {line}" for line in pipe_rows_padded(grid)]


def _in_place(grid: Grid) -> list[list[str]]:
    """Return the text of every place; a cell that spans several stands in the first."""
    return [
        [(cell.text or "") if (cell.row, cell.column) == (at, column) else "" for column, cell in enumerate(row)]
        for at, row in enumerate(grid.covering())
    ]


def _markdown_row(texts: Sequence[str]) -> str:
    return f"| {_closed(texts)}"


def _separator(width: int) -> str:
    return "|" + "---|" * width


def markdown(grid: Grid) -> list[str]:
    """Write a Markdown table: every place has its cell, a separator stands below the first row."""
    rows = [_markdown_row(row) for row in _in_place(grid)]
    return [*rows[:1], _separator(grid.width), *rows[1:]]


def markdown_cut(grid: Grid) -> list[str]:
    """Write Markdown of a table that is longer than a page and cut by it.

    The first page ends where the labels need a column more than before. It has no such column; the second
    page has it, and an empty row for a head.
    """
    cut, unused = _page_end(grid)
    if cut is None:
        return markdown(grid)
    rows = _in_place(grid)
    first = [_markdown_row([text for column, text in enumerate(row) if column not in unused]) for row in rows[:cut]]
    return [
        *first[:1],
        _separator(grid.width - len(unused)),
        *first[1:],
        "",
        _markdown_row([""] * grid.width),
        _separator(grid.width),
        *(_markdown_row(row) for row in rows[cut:]),
    ]


def _page_end(grid: Grid) -> tuple[int | None, set[int]]:
    """Return the row before which the page ends (None: nowhere), and the columns that it does without."""
    if len(grid.rows) <= _ROWS_OF_A_PAGE:
        return None, set()
    unused = set(range(grid.width))
    for at, row in enumerate(grid.rows):
        starts = {cell.column for cell in row}
        if at and starts & unused and any(cell.kind == "label" for cell in row):
            return at, unused
        unused -= starts
    return None, set()


def tab_rows(grid: Grid) -> list[str]:
    """Write cells parted by tabs; labels over several columns are one cell, made up by tabs at the end."""
    return ["\t".join(row) for row in _with_narrow_labels(grid)]


def _with_narrow_labels(grid: Grid) -> list[list[str]]:
    found = []
    for at, row in enumerate(grid.covering()):
        labels = dict.fromkeys(row[: grid.label_columns])
        texts = [(cell.text or "") if cell.row == at else "" for cell in labels]
        heads = [
            (cell.text or "") if (cell.row, cell.column) == (at, column) else ""
            for column, cell in enumerate(row)
            if column >= grid.label_columns and cell not in labels
        ]
        found.append((texts + heads + [""] * grid.width)[: grid.width])
    return found


def blank_rows(grid: Grid) -> list[str]:
    """Write cells parted by single blanks, without those inside a cell; empty cells vanish."""
    lines = (" ".join("".join(text.split()) for text in row if text) for row in written_rows(grid))
    return [line for line in lines if line]


def _repeated(grid: Grid) -> list[list[str]]:
    return [[cell.text or "" for cell in row] for row in grid.covering()]


def grid_repeated(grid: Grid) -> list[str]:
    """Write `| a | a | b |`: a cell that spans several places stands in each."""
    return [_markdown_row(row) for row in _repeated(grid)]


def grid_repeated_tabs(grid: Grid) -> list[str]:
    """Write places parted by tabs; see `grid_repeated`."""
    return ["\t".join(row) for row in _repeated(grid)]
