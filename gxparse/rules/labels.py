"""What the form calls the figure of a path: its table, row and column."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.pipeline import lexicon_of

_EXPLANATION = re.compile(r"（[^（）]{5,}）$")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.form import Table
    from gxparse.lexer import Lexicon


@cache
def _labels(edition: str) -> dict[str, tuple[str, str]]:
    """Return row and column of the path of each figure that the grammar of an edition knows."""
    lexicon = lexicon_of(edition)
    return {path: names for table in lexicon.form.tables for path, names in _of_table(table, lexicon)}


def _of_table(table: Table, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, str]]]:
    variant_rows = [(variant, row) for variant in table.variants for row in variant.rows]
    for variant, row in variant_rows:
        seen: Counter[str] = Counter()
        for column in row.columns:
            path = ".".join(part for part in (table.name, row.path, column.path) if part)
            head = lexicon.label(column.head) if column.head in lexicon.entries else ""
            if row.label:
                yield path, (lexicon.label(row.label), head)
                continue
            # a row without a label: what its columns stand under names them
            spans = [label.parent for label in variant.labels if label.terminal == column.head]
            span = spans[seen[column.head]] if seen[column.head] < len(spans) else None
            seen[column.head] += 1
            yield path, (lexicon.label(span) if span else "", head)


@cache
def _tables() -> dict[str, str]:
    return {section.name: section.heading for section in grammar.compiled().document.sections}


def of_table(path: str) -> str:
    """Return the heading of the table that a path leads into."""
    return _tables().get(path.partition(".")[0], path)


def of_path(edition: str, path: str) -> str:
    """Return the form's words for row and column of a figure, without what they explain in brackets."""
    words = (_EXPLANATION.sub("", label) for label in _labels(edition).get(path, ("", "")))
    return " / ".join(filter(None, words)) or path
