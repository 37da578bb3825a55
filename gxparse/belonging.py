"""Tells the tables of a report from others in it that have some of their labels: a section's own figures, last year's.

Heads of columns tell a table of the form, and so do many of its rows. Labels such as 其他 and 总计 alone do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gxparse.captions import Caption
    from gxparse.tables import TableText

_FEWEST_HEADS = 2
_FEWEST_ROWS = 8  # that only this table has


class Belonging(NamedTuple):
    """The parts of the report's tables, and those of others that look like them."""

    own: list[TableText]
    others: list[TableText]
    captions: Mapping[int, Caption]


def divide(found: Iterable[TableText], tables: frozenset[str], captions: Mapping[int, Caption]) -> Belonging:
    """Tell parts of the report's tables from others.

    Takes the parts with the sections in which they stand, the names of the sections that have a table, and the lines
    above parts that say that they are of another body or year, by the identity of the part. A table of another body
    is none of the report's; one of another year is its own if it has no other under the heading of such tables. In a
    section of words a table of the form has its heads, or many of its rows, and no other of its kind stands under
    the headings of tables. There a part without heads is another table's if it has rows that the own one has, and so
    is one of heads alone.
    """
    parts = list(found)
    if not captions and all(part.section == part.name for part in parts):  # as in most reports
        return Belonging(parts, [], captions)
    own: list[TableText] = []
    others = _told_of_others(parts, captions)
    passed_over = set(map(id, others))
    parts = [part for part in parts if id(part) not in passed_over]
    near = [part for part in parts if part.section is None or part.section in tables]
    named = {part.name for part in near}
    at_home = {part.name: part for part in near if part.section == part.name}
    rows_at_home: dict[str, set[str]] = {}
    for part in parts:
        if part.section is not None and part.section not in tables:
            is_own = part.name not in named and is_table(part)
        else:
            is_own = part.section in (None, part.name) or part.name not in at_home
            if not is_own:
                home = rows_at_home.get(part.name) or _rows_of(at_home[part.name])
                rows_at_home[part.name] = home
                is_own = _can_be_of(part, home)
        (own if is_own else others).append(part)
    return Belonging(own, others, captions)


def _told_of_others(parts: Sequence[TableText], captions: Mapping[int, Caption]) -> list[TableText]:
    """Return the tables that are another body's, or another year's beside the report's own or under another heading."""
    told = {part.name for part in parts if id(part) not in captions and part.section == part.name and is_table(part)}
    return [
        part
        for part in parts
        if id(part) in captions
        and (captions[id(part)].of_body or part.name in told or part.section not in (None, part.name))
    ]


def _can_be_of(part: TableText, home: set[str]) -> bool:
    """Whether a part under another heading goes on with the rows under its own, or is a table itself."""
    rows = _rows_of(part)
    return bool(rows) and (rows.isdisjoint(home) or _has_heads(part))


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
