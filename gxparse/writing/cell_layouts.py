"""Layouts with a cell on each line, as web pages leave them when their tables are taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gxparse.writing.grid import Grid


def written_rows(grid: Grid) -> list[list[str]]:
    """Return for each row the texts of the cells that start in it; spans and fillers leave no trace."""
    return [[cell.text or "" for cell in row if cell.kind != "filler"] for row in grid.rows]


def without_pipes(text: str) -> str:
    """Return a text that does not look like several cells."""
    return text.replace("|", "｜")


def cell_per_line(grid: Grid) -> list[str]:
    """Write a cell a line, a blank line between; empty cells vanish and nothing marks a row."""
    return [line for text in _texts(grid) for line in (text, "")][:-1]


def cell_per_line_dense(grid: Grid) -> list[str]:
    """Write a cell a line, without blank lines."""
    return list(_texts(grid))


def _texts(grid: Grid) -> Iterator[str]:
    return (text for row in written_rows(grid) for text in row if text)


def tab_led(grid: Grid) -> list[str]:
    """Write a cell a line behind a tab, a blank line behind each row; below a cell that spans rows an empty one."""
    lines: list[str] = []
    for at, row in enumerate(grid.covering()):
        cells = [cell for cell in dict.fromkeys(row) if cell.kind != "filler"]
        lines += [f"\t{cell.text or ''}" if cell.row == at else "\t" for cell in cells]
        lines.append("")
    return lines[:-1]


def cell_pipe(grid: Grid) -> list[str]:
    """Write `cell |` a line; pipes on a line of their own fill the row up to the table's width."""
    return _piped(grid, lambda text: [f"{text} |" if text else "|"])


def cell_pipe_apart(grid: Grid) -> list[str]:
    """Write a cell and its pipe on two lines; see `cell_pipe`."""
    return _piped(grid, lambda text: [text, "|"] if text else ["|"])


def cell_pipe_framed(grid: Grid) -> list[str]:
    """Write a pipe, and on the next line the cell with its own; see `cell_pipe`."""
    return _piped(grid, lambda text: ["| ", f"{text}  | "])


def cell_pipe_opened(grid: Grid) -> list[str]:
    """Write a lone pipe at the start of each row; see `cell_pipe`."""
    return _piped(grid, lambda text: [f"{text} |" if text else "|"], opener=["|"])


def _piped(grid: Grid, cell: Callable[[str], list[str]], opener: list[str] | None = None) -> list[str]:
    lines: list[str] = []
    for row in written_rows(grid):
        lines += opener or []
        for text in row:
            lines += cell(without_pipes(text))
        if len(row) < grid.width:
            lines.append("|" * (grid.width - len(row)))
    return lines
