"""Shows a comparison of two reports as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.language import Phrase
from gxparse.rendering import clean
from gxparse.rules.wording import STATES_IN_CELLS, shown
from gxparse.widths import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.comparison.comparing import Comparison, FigureChange, FigureOfOne, Named, TableChange
    from gxparse.findings import Number
    from gxparse.language import Language

_HEADS = (
    Phrase("row", "行"),
    Phrase("column", "列"),
    Phrase("old", "原"),
    Phrase("new", "新"),
    Phrase("difference", "增减"),
    Phrase("%", "%"),
)
_WORDS_IN_FRONT = 2  # columns of words; those behind hold numbers
_ABSENT = Phrase("{0} does not have this table", "{0}没有这张表")
_OLD, _NEW = Phrase("the old report", "原报告"), Phrase("the new report", "新报告")
_ABSENT_IN_BOTH = Phrase("neither report has this table", "两份报告都没有这张表")
_SAME = Phrase("no figure differs", "各数相同")
_ONLY = Phrase("only {0} has", "只有{0}有")
_COLON, _COMMA = Phrase(": ", "："), Phrase(", ", "、")
_NARRATIVE = Phrase("narrative, how alike", "文字部分的相似度")
_NOT_THERE = Phrase("in neither report", "两份报告都没有")
_UNNAMED = Phrase("a report without a title", "无标题的报告")


def lines(comparison: Comparison, language: Language, *, everything: bool) -> Iterator[str]:
    """Return a comparison as lines for people; without `everything` figures that are the same are left out."""
    index = 1 if language == "zh" else 0
    yield f"{_title(comparison.old, index)} → {_title(comparison.new, index)}"
    for table in comparison.tables:
        yield ""
        yield table.heading
        yield from (f"  {line}" for line in _table(table, index, everything=everything))
    yield ""
    yield _NARRATIVE[index]
    for section in comparison.sections:
        alike = _NOT_THERE[index] if section.similarity is None else f"{100 * section.similarity:.1f} %"
        yield f"  {section.heading}: {alike}"


def _title(named: Named, index: int) -> str:
    return " ".join(str(part) for part in (clean(named.issuer or ""), named.year) if part) or _UNNAMED[index]


def _table(table: TableChange, index: int, *, everything: bool) -> Iterator[str]:
    if not (table.in_old and table.in_new):
        absent = table.in_old or table.in_new
        yield (_ABSENT.format(_NEW if table.in_old else _OLD) if absent else _ABSENT_IN_BOTH)[index]
        return
    chosen = [figure for figure in table.figures if everything or figure.is_changed]
    yield from (
        aligned([[head[index] for head in _HEADS], *(_cells(figure, index) for figure in chosen)], _WORDS_IN_FRONT)
        if chosen
        else [_SAME[index]]
    )
    for who, figures in ((_OLD, table.only_old), (_NEW, table.only_new)):
        if figures:
            yield _ONLY.format(who)[index]
            yield from (f"  {line}" for line in _listed(figures, index))


def _listed(figures: Sequence[FigureOfOne], index: int) -> Iterator[str]:
    """Return a line for each row, with its figures."""
    rows: dict[str, list[str]] = {}
    for each in figures:
        rows.setdefault(clean(each.row), []).append(f"{each.column} {_number(each.number, '')}".rstrip())
    yield from (f"{row}{_COLON[index]}{_COMMA[index].join(columns)}" for row, columns in rows.items())


def _cells(figure: FigureChange, index: int) -> list[str]:
    difference, per_cent = figure.difference, figure.per_cent
    return [
        clean(figure.row),
        figure.column,
        _number(figure.old, _state(figure.old_state, index)),
        _number(figure.new, _state(figure.new_state, index)),
        "" if difference is None else f"{'+' * (difference > 0)}{shown(difference)}",
        "" if per_cent is None else f"{per_cent:+.1f}",
    ]


def _state(state: str, index: int) -> str:
    return STATES_IN_CELLS[state][index] if state in STATES_IN_CELLS else state


def _number(number: Number | None, state: str) -> str:
    return state if number is None else shown(number)
