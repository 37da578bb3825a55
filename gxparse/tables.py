"""Sorts the rows of table blocks by the tables that they belong to, and finds the edition of the form."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from gxparse import captions, grammar, layouts, lexemes, spans, spelling
from gxparse.cells import IN_FIGURES_PLACE
from gxparse.rows import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.blocks import Block
    from gxparse.cells import Cell, Measure, PhysicalRow
    from gxparse.form import Table
    from gxparse.lexer import Lexicon
    from gxparse.source import Source


_FEWEST_BELOW_OTHERS = 3
_USUAL = 0.9  # of the rows of a grid
_SIGNS = {"figure": "f", "mark": "f", "blank": " "}
_FEWEST_FILLED_UP = 3


@attrs.define(eq=False, repr=False)
class TableText:
    """The rows of one table, and the section they stand in (None: in none)."""

    name: str
    section: str | None
    rows: list[PhysicalRow] = attrs.field(factory=list)


def cut(source: Source, blocks: Sequence[Block], measure: Measure = "display") -> list[list[PhysicalRow]]:
    """Return the rows of each block; the measure is that of columns drawn with blanks."""
    return [layouts.read(source.text, block.start, block.end, measure) for block in blocks]


def measure_of(source: Source, blocks: Sequence[Block], rows: Sequence[Sequence[PhysicalRow]]) -> Measure:
    """Return by what the columns of the blocks are drawn; `rows` are those of each, by any measure."""
    drawn = [block for block, found in zip(blocks, rows, strict=True) if any(row.drawn for row in found)]
    return (
        layouts.measure_of_columns(source.text, [(block.start, block.end) for block in drawn]) if drawn else "display"
    )


def joined(parts: Sequence[TableText]) -> TableText:
    """Return the parts of a table as one."""
    if len(parts) == 1:
        return parts[0]
    return TableText(parts[0].name, parts[0].section, [row for part in parts for row in part.rows])


def votes(rows: Iterable[PhysicalRow]) -> Counter[str]:
    """Return for each edition how many cells are labels of it and not of all."""
    found: list[str] = []
    for row in rows:
        for cell in row.cells:
            text = cell.text
            if not text:
                continue
            if text[-1].isdigit():
                break  # labels stand before figures
            found += _votes_of(text) if len(text) <= spelling.LONGEST else _votes_of.__wrapped__(text)
    return Counter(found)


@lru_cache(maxsize=8192)
def _votes_of(text: str) -> Sequence[str]:
    """Return the editions that have a label, if not all of them do, or those of each head in an undivided line."""
    told = _editions_of(text)
    if told or " " not in text:
        return told
    return [edition for part in text.split() for edition in _editions_of(part)]


def _editions_of(text: str) -> Sequence[str]:
    """Return the editions that have a word, if not all of them do."""
    return grammar.compiled().telling.get(spelling.spell(text[: spelling.LONGEST]).words, ())


def chosen(found: Counter[str], fewest: int = 1) -> str | None:
    """Return the edition with the most votes, if that is one and has so many."""
    best = [edition for edition in found if found[edition] == max(found.values())]
    return best[0] if len(best) == 1 and found[best[0]] >= fewest else None


def sort_rows(
    blocks: Sequence[Block], rows: Sequence[list[PhysicalRow]], lexicon: Lexicon, source: Source
) -> list[TableText]:
    """Return the text of each table, in the order of the text.

    A row belongs to the table that its labels are of; one without labels to the table before it or, at the
    start, to that of its section.
    """
    found: list[TableText] = []
    for block, block_rows in zip(blocks, rows, strict=True):
        block_rows[:] = with_lexemes(block_rows, lexicon, source)
        section = block.section.name if block.section else None
        names = {table.name for table in lexicon.form.tables}
        current = section if section in names else None
        text: TableText | None = None
        waiting: list[PhysicalRow] = []
        for index, (row, named) in enumerate(zip(block_rows, tables_of(block_rows), strict=True)):
            if text and len(row.cells) == 1 and _is_title(block_rows, index):
                text = None  # another table of this kind may begin here
                if captions.is_caption(row.cells[0].text):
                    continue
            table = _table_of(named, current) or _unlabelled(block_rows, index, current, lexicon)
            if table is None and section != current and _is_only_row(row, section, lexicon):
                table = section  # a row of another table stands before it
            if table is None and current is None:
                waiting.append(row)
                continue
            current = table or current
            if text is None or text.name != current:
                text = TableText(current or "", section)
                found.append(text)
            text.rows += [*waiting, row]
            waiting = []
    return found


def with_lexemes(rows: list[PhysicalRow], lexicon: Lexicon, source: Source) -> list[PhysicalRow]:
    """Return the rows with what their cells are by a vocabulary; what is repeated or cut is one cell."""
    lexemes.attach(rows, lexicon, source)
    spans.empty_repeats(rows, lexicon)
    if all(row.bounded and not row.drawn for row in rows):
        return rows
    from gxparse import wrapping

    return wrapping.join(rows, lexicon, source)


class Habits:
    """How the tables of a report show their empty cells."""

    def __init__(self, texts: Iterable[TableText] = ()) -> None:
        """Look at these tables when asked."""
        self._texts = list(texts)

    @cached_property
    def gridded(self) -> bool:
        """Whether some table has a cell in every place of its grid and no other."""
        return any(map(is_grid, self._texts))

    @cached_property
    def filled_up(self) -> bool:
        """Whether several rows of a table are filled up with pipes without blanks between them."""
        return any(sum((row.padding or 0) > 1 for row in text.rows) >= _FEWEST_FILLED_UP for text in self._texts)

    @cached_property
    def ends_empty(self) -> bool:
        """Whether most rows with figures end with an empty cell."""
        rows = [row for text in self._texts for row in text.rows if any(map(_is_in_figures_place, row.cells))]
        return 2 * sum(not row.cells[-1].text for row in rows) > len(rows)

    @cached_property
    def parted(self) -> bool:
        """Whether some row of a table has an empty cell between two figures."""
        return any(_is_parted(row) for text in self._texts for row in text.rows)


def _is_in_figures_place(cell: Cell) -> bool:
    return cell.lexeme.kind in IN_FIGURES_PLACE


def _is_parted(row: PhysicalRow) -> bool:
    """Whether an empty cell stands between two figures of a row."""
    if not row.placed:
        return False
    kinds = "".join(_SIGNS.get(cell.lexeme.kind, "x") for cell in row.cells)
    return re.search("f +f", kinds) is not None


def is_grid(text: TableText) -> bool:
    """Whether a table has a cell in every place of its grid and no other.

    Then rows are of one size (but for one that is damaged), empty cells stand before labels below others, and a head
    in the last column.
    """
    wide = [row for row in text.rows if len(row.cells) > 1]
    sizes = Counter(len(row.cells) for row in wide)
    if len(sizes) > 1:
        size, count = sizes.most_common(1)[0]
        if count < _USUAL * len(wide):
            return False
        wide = [row for row in wide if len(row.cells) == size]
    elif not sizes:
        return False
    kinds = [[cell.lexeme.kind for cell in row.cells] for row in wide]
    below_others = sum(row[0] == "blank" and row[1] == "label" for row in kinds)
    below_others += sum(
        above.cells[0].text == row.cells[0].text and row.cells[0].lexeme.kind == row.cells[1].lexeme.kind == "label"
        for above, row in pairwise(wide)
    )
    # a head in the last column: so none is there for nothing
    return below_others >= _FEWEST_BELOW_OTHERS and any(row[-1] == "label" for row in kinds)


def _is_title(rows: Sequence[PhysicalRow], index: int) -> bool:
    """Whether a row of one cell is a line of words and stands between figures, or cells for them, and heads."""
    if rows[index].cells[0].lexeme.kind != "text" or not 0 < index < len(rows) - 1:
        return False
    above, below = rows[index - 1].cells, rows[index + 1].cells
    has_figures = any(map(_is_in_figures_place, above)) or not any(cell.text for cell in above)
    return has_figures and any(cell.lexeme.is_head for cell in below)


def _table_of(named: frozenset[str], current: str | None) -> str | None:
    if not named or current in named:
        return current if named else None
    return next(iter(sorted(named))) if len(named) == 1 else None


def _unlabelled(rows: Sequence[PhysicalRow], index: int, current: str | None, lexicon: Lexicon) -> str | None:
    """Return the table whose row has no label, if pieces of its heads and a row of just its width stand here."""
    row = rows[index]
    kinds = {cell.lexeme.kind for cell in row.cells}
    if kinds <= {"blank", "text"} and "text" in kinds and index + 1 < len(rows):
        pieces, figures = row, rows[index + 1]
    else:
        return None
    count = sum(cell.lexeme.kind in IN_FIGURES_PLACE for cell in figures.cells)
    if count != sum(cell.lexeme.kind != "blank" for cell in figures.cells):
        return None
    for table in lexicon.form.tables:
        if table.name != current and count in table.widths_without_label and _are_pieces(pieces, table, lexicon):
            return table.name
    return None


def _is_only_row(row: PhysicalRow, name: str | None, lexicon: Lexicon) -> bool:
    """Whether a row has as many figures, and nothing else, as the row without a label that a table consists of."""
    count = sum(map(_is_in_figures_place, row.cells))
    alone = count == sum(bool(cell.text) for cell in row.cells)
    return alone and any(table.name == name and count in table.widths_without_label for table in lexicon.form.tables)


def _are_pieces(row: PhysicalRow, table: Table, lexicon: Lexicon) -> bool:
    """Whether all words of a row are pieces of the table's heads."""
    heads = [
        lexicon.entries[label.terminal].spelling.words
        for variant in table.variants
        for label in variant.labels
        if not label.is_group
    ]
    pieces = [cell.lexeme.spelling.words for cell in row.cells if cell.text]
    return all(piece and any(piece in head for head in heads) for piece in pieces)
