"""Tells the tables of a report from others in it that have some of their labels: a section's own figures, last year's.

Heads of columns tell a table of the form, and so do many of its rows. Labels such as 其他 and 总计 alone do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.tables import TableText

_FEWEST_HEADS = 2
_FEWEST_ROWS = 8  # that only this table has


class Belonging(NamedTuple):
    """The parts of the report's tables, and those of others that look like them."""

    own: list[TableText]
    others: list[TableText]


def divide(found: Iterable[TableText], tables: frozenset[str]) -> Belonging:
    """Tell parts of the report's tables from others.

    Takes the parts with the sections in which they stand, and the names of the sections that have a table. In a
    section of words a table of the form has its heads, or many of its rows, and no other of its kind stands under
    the headings of tables. There a part without heads is another table's if it has rows that the own one has, and so
    is one of heads alone.
    """
    parts = list(found)
    if all(part.section == part.name for part in parts):  # as in most reports
        return Belonging(parts, [])
    own: list[TableText] = []
    others: list[TableText] = []
    near = [part for part in parts if part.section is None or part.section in tables]
    named = {part.name for part in near}
    at_home = {part.name: _rows_of(part) for part in near if part.section == part.name}
    for part in parts:
        if part.section is not None and part.section not in tables:
            is_own = part.name not in named and is_table(part)
        else:
            rows, home = _rows_of(part), at_home.get(part.name)
            goes_on = home is None or (bool(rows) and rows.isdisjoint(home))
            is_own = part.section in (None, part.name) or goes_on or (bool(rows) and _has_heads(part))
        (own if is_own else others).append(part)
    return Belonging(own, others)


def is_table(part: TableText) -> bool:
    """Whether a part of a table has its heads, or many rows that only this table has."""
    return _has_heads(part) or len(_rows_of(part)) >= _FEWEST_ROWS


def _has_heads(part: TableText) -> bool:
    heads = {cell.text for row in part.rows for cell in row.cells if cell.lexeme.is_head}
    return len(heads) >= _FEWEST_HEADS


def _rows_of(part: TableText) -> set[str]:
    """Return the terminals of the rows of a part that can be no other label."""
    lexemes = [cell.lexeme for row in part.rows for cell in row.cells if cell.lexeme.kind == "label"]
    return {
        entry.terminal
        for lexeme in lexemes
        if all(entry.is_row for entry in lexeme.entries)
        for entry in lexeme.entries
        if part.name in entry.tables
    }
