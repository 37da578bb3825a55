"""Aligns what the text has with the form's sequence of rows, groups and heads.

Labels found stay what they are; what is not a word of the form is read as the label that the form has at
its place, if it is like that label and like no other. Nothing is decided here by the figures.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import lt
from typing import TYPE_CHECKING

from gxparse import heads
from gxparse.cut_numbers import add_rest
from gxparse.misspelling import SHORTEST_PIECE, most_alike
from gxparse.rows import LogicalRow, before_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.cells import Cell
    from gxparse.foreign_heads import Foreign
    from gxparse.form import Table, Variant
    from gxparse.lexer import Lexicon
    from gxparse.rows import Head, Segments

_NEAR = 4  # loose cells between the two pieces of a label


class Alignment:
    """What was found of a variant of a table.

    Attributes:
        variant: The variant of the form that the labels speak for.
        rows: For each row of the form the logical row that is it, by its index in the variant.
        labels: For each head or group label of the form its cells, by its index in the variant.
        heads: For each head of the form what was found, by the same index.
        repeated: Logical rows of a row of the form that is there already, with that row's index.
        unplaced: Logical rows that are no row of the form.
        loose: Cells with words that are nothing of the form.
        pieces: Cells with a piece of a head that is not there as a whole.
        extra_heads: Heads that are none of the form's.
        foreign: Heads that are none of the form's, with the columns whose figures stand below them.
        disordered: Indices of rows that stand out of the form's order.
        misspelt: Cells read as another label than they say, with that label's terminal.
        broken: Pairs of cells that together are a label, with its terminal.
        before_labels: Rows whose figures may stand before their labels.
    """

    def __init__(self, variant: Variant) -> None:
        """Align with that variant."""
        self.variant = variant
        self.rows: dict[int, LogicalRow] = {}
        self.labels: dict[int, list[Cell]] = {}
        self.heads: dict[int, Head] = {}
        self.repeated: list[tuple[int, LogicalRow]] = []
        self.unplaced: list[LogicalRow] = []
        self.loose: list[Cell] = []
        self.pieces: list[Cell] = []
        self.extra_heads: list[Head] = []
        self.foreign: list[Foreign] = []
        self.disordered: list[int] = []
        self.misspelt: list[tuple[Cell, str]] = []
        self.broken: list[tuple[Cell, Cell, str]] = []
        self.before_labels: list[LogicalRow] = []


def choose_variant(table: Table, rows: Sequence[LogicalRow]) -> Variant:
    """Return the variant of which the text has the most labels of rows and groups; the form's own if it is even."""
    if len(table.variants) == 1:
        return table.variants[0]
    found = {row.terminal for row in rows} | {
        entry.terminal for row in rows for cell in row.lead for entry in cell.lexeme.entries
    }

    def labels(variant: Variant) -> set[str | None]:
        return {row.label for row in variant.rows} | {group for row in variant.rows for group in row.groups}

    return max(table.variants, key=lambda variant: len(labels(variant) & found))


def align(table: Table, segments: Segments, lexicon: Lexicon) -> Alignment:
    """Return which row, group and head of the form each part of a table is."""
    alignment = Alignment(choose_variant(table, segments.rows))
    if any(row.label is None for row in segments.rows):
        alignment.before_labels = before_labels(segments.events)
    _Aligner(alignment, lexicon).run(segments)
    return alignment


def _cells(row: LogicalRow) -> int:
    """Return how many cells a row has, where the layout shows empty ones, or how many figures."""
    return len(row.values) if row.physical.placed else len(row.filled)


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly increasing subsequence (patience sorting, n log n)."""
    if all(map(lt, values, values[1:])):  # as in most tables
        return list(range(len(values)))
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            at.append(index)
        else:
            tops[pile] = value
            at[pile] = index
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


class _Aligner:
    """Fills an alignment."""

    def __init__(self, alignment: Alignment, lexicon: Lexicon) -> None:
        self.alignment = alignment
        self.lexicon = lexicon
        self.rows = alignment.variant.rows
        self._widest = 0
        self.row_index = {row.label: index for index, row in enumerate(self.rows) if row.label}
        self.group_index = {
            label.terminal: index for index, label in enumerate(alignment.variant.labels) if label.is_group
        }

    def run(self, segments: Segments) -> None:
        used = self._join_pieces(self._pieces_of_labels(segments))
        self._exact_rows(segments.rows)
        self._other_rows(segments.rows)
        self._groups(segments, used)
        if self.alignment.unplaced:
            self._remnants(segments)
        heads.align(self.alignment, segments.events, self.lexicon)

    # ---- pieces of a label that stand apart ----

    def _pieces_of_labels(self, segments: Segments) -> list[tuple[Cell, LogicalRow | None]]:
        """Return the cells that may be pieces of labels, with the row that they label."""
        pieces: list[tuple[Cell, LogicalRow | None]] = [
            (loose.cell, None) for loose in segments.loose if loose.terminal is None
        ]
        for row in segments.rows:
            if row.lead:
                pieces += [(cell, None) for cell in row.lead if not self._terminal(cell)]
            if row.terminal is None and row.label:
                pieces.append((row.label, row))
        pieces = [piece for piece in pieces if len(piece[0].lexeme.spelling.folded) >= SHORTEST_PIECE]
        return sorted(pieces, key=lambda piece: piece[0].start)

    def _join_pieces(self, pieces: list[tuple[Cell, LogicalRow | None]]) -> set[Cell]:
        """Join cells near each other that together are a label; return the cells that were used."""
        used: set[Cell] = set()
        if len(pieces) <= 1:
            return used
        wanted = {
            self.lexicon.entries[terminal].spelling.words: terminal for terminal in [*self.row_index, *self.group_index]
        }
        for index, (cell, row) in enumerate(pieces):
            for other, other_row in pieces[index + 1 : index + 1 + _NEAR]:
                terminal = wanted.get(cell.lexeme.spelling.words + other.lexeme.spelling.folded)
                if terminal is None or cell in used or other in used:
                    continue
                used |= {cell, other}
                self.alignment.broken.append((cell, other, terminal))
                labelled = row or other_row
                if labelled and terminal in self.row_index:
                    labelled.terminal = terminal
                elif terminal in self.group_index:
                    self.alignment.labels[self.group_index[terminal]] = [cell, other]
        return used

    # ---- rows ----

    def _exact_rows(self, logical: Sequence[LogicalRow]) -> None:
        """Place the rows whose labels are the form's words."""
        known = [
            (self.row_index[row.terminal], row)
            for row in logical
            if row.terminal is not None and row.terminal in self.row_index
        ]
        placed = self.alignment.rows
        for index, row in known:
            if index not in placed:
                placed[index] = row
            elif self._gives_way(row, placed[index], index):
                self.alignment.unplaced.append(row)
            elif self._gives_way(placed[index], row, index):
                self.alignment.unplaced.append(placed.pop(index))
                placed[index] = row
            else:
                self.alignment.repeated.append((index, row))
        order = list(placed)
        ordered = {order[position] for position in longest_increasing(order)}
        for index in [index for index in order if index not in ordered]:
            if self._has_another_number(placed[index], index):
                self._take_away(index)
            else:
                self.alignment.disordered.append(index)

    def _gives_way(self, row: LogicalRow, own: LogicalRow, index: int) -> bool:
        """Whether another row is the form's and this one, which has its label, is none."""
        if self._is_of_another_table(own, row, index):
            return True
        return self._is_numbered(own, index) and not self._is_numbered(row, index)

    def _is_numbered(self, row: LogicalRow, index: int) -> bool:
        """Whether a row is numbered as in the form, or not at all."""
        label, terminal = row.label, self.rows[index].label
        number = label.lexeme.spelling.number if label else ""
        return not number or terminal is None or number == self.lexicon.entries[terminal].spelling.number

    def _has_another_number(self, row: LogicalRow, index: int) -> bool:
        """Whether a row that stands out of the form's order is numbered as another one, of which its label is cut.

        A label without any number is no better, if columns have its words, too.
        """
        label, terminal = row.label, self.rows[index].label
        if label is None or terminal is None:
            return False
        number, words = label.lexeme.spelling.number, label.lexeme.entries
        return number != self.lexicon.entries[terminal].spelling.number and (bool(number) or len(words) > 1)

    def _take_away(self, index: int) -> None:
        """Leave a row of the form to the next that has its label; what had it is no row of the form."""
        self.alignment.unplaced.append(self.alignment.rows.pop(index))
        again = [number for number, _ in self.alignment.repeated]
        if index in again:
            self.alignment.rows[index] = self.alignment.repeated.pop(again.index(index))[1]

    def _is_of_another_table(self, own: LogicalRow, row: LogicalRow, index: int) -> bool:
        """Whether a row is no repetition of another one, which has all its figures: it has much fewer cells."""
        width = len(self.rows[index].columns)
        return len(own.filled) == width and bool(row.filled) and 2 * _cells(row) < width

    def _other_rows(self, logical: Sequence[LogicalRow]) -> None:
        """Place rows with other labels between the rows that are known, or set them aside."""
        placed = self.alignment.rows
        if len(placed) + len(self.alignment.repeated) == len(logical):
            return
        index_of = {id(row): index for index, row in placed.items()}
        following: list[int] = []
        nearest = len(self.rows)
        for row in reversed(logical):
            nearest = index_of.get(id(row), nearest)
            following.append(nearest)
        following.reverse()
        before = -1
        self._widest = max((_cells(row) for row in logical if row.label is None), default=0)
        for above, row, below, after in zip([None, *logical], logical, [*logical[1:], None], following, strict=False):
            if id(row) in index_of:
                before = index_of[id(row)]
                continue
            if row.terminal in self.row_index:
                continue  # a repeated one
            repeated = self._repeats_unlabelled(row)
            if repeated is not None:
                self.alignment.repeated.append((repeated, row))
                continue
            gap = [index for index in range(before + 1, after) if index not in placed]
            if not gap and self._goes_on(row, above, below, before):
                continue
            index = self._place(row, gap)
            if index is None:
                self.alignment.unplaced.append(row)
                continue
            placed[index] = row
            before = index
            if row.label and row.terminal is None and self.rows[index].label:
                self.alignment.misspelt.append((row.label, self.rows[index].label or ""))

    def _goes_on(self, row: LogicalRow, above: LogicalRow | None, below: LogicalRow | None, index: int) -> bool:
        """Let figures without a label be those of the label right above that has none, as a page cuts a row in two.

        They are if they are as many as its columns, no others follow, and the next row of the form has its own label
        and figures.
        """
        if row.label or above is None or above.values or above is not self.alignment.rows.get(index):
            return False
        if below and below.label is None and below.filled:
            return False
        counts = {len(row.filled), len(row.values), len(row.physical.cells), len(self.rows[index].columns)}
        if not above.physical.bounded or len(counts) > 1:  # something else stands there, or an empty cell
            return False
        above.values, above.filled = row.values, row.filled
        return True

    def _remnants(self, segments: Segments) -> None:
        """Let numbers go on in figures without a label right below them, which may be what a line end has cut off.

        So they are no numbers as written. Such figures are fewer than those above (or both are one), and no row of the
        form that is missing there has as many.
        """
        placed, unplaced = self.alignment.rows, self.alignment.unplaced
        index_of = {id(row): index for index, row in placed.items()}
        for above, row in pairwise(segments.events):
            index = index_of.get(id(above))
            if index is None or not isinstance(row, LogicalRow) or row.label or row not in unplaced:
                continue
            if placed[index].physical.closed and not row.physical.bounded:
                continue  # the number of a page, say
            if any(cell.lexeme.kind == "label" for cell in row.physical.cells):
                continue  # something in front of the next row
            after = min((other for other in placed if other > index), default=len(self.rows))
            due = {len(form_row.columns) for form_row in self.rows[index + 1 : after]}
            fewer = len(row.filled) < len(placed[index].filled) or len(placed[index].filled) == 1
            if row.filled and fewer and len(row.filled) not in due:
                unplaced[:] = [
                    other for other in unplaced if other is not row or not add_rest(placed[index], row, self.lexicon)
                ]

    def _place(self, row: LogicalRow, gap: list[int]) -> int | None:
        """Return which of the rows that are due here a row is."""
        if row.label is None:
            return next((index for index in gap if self._can_be_unlabelled(row, index)), None)
        if self._terminal(row.label):
            return None  # a group's label, or a head's
        if not self.row_index:  # no row of the table has a label: these words belong to its head
            index = next((index for index in gap if self._can_be_unlabelled(row, index)), None)
            if index is not None and len(row.filled) == len(self.rows[index].columns):
                self.alignment.loose.append(row.label)
                row.label = None
                return index
        due = {index: self.rows[index].label or "" for index in gap}
        chosen = most_alike(row.label, due, self.lexicon, in_place=len(gap) == 1)
        if chosen is not None:
            return chosen
        absent = {
            index: form_row.label
            for index, form_row in enumerate(self.rows)
            if form_row.label and index not in self.alignment.rows
        }
        chosen = most_alike(row.label, absent, self.lexicon, in_place=False)
        if chosen is not None:
            self.alignment.disordered.append(chosen)
        return chosen

    def _repeats_unlabelled(self, row: LogicalRow) -> int | None:
        """Return which row without a label, found before, a complete row without one is again."""
        if row.label is not None:
            return None
        return next(
            (
                index
                for index, form_row in enumerate(self.rows)
                if form_row.label is None and index in self.alignment.rows and _cells(row) >= len(form_row.columns)
            ),
            None,
        )

    def _can_be_unlabelled(self, row: LogicalRow, index: int) -> bool:
        """Whether figures without a label are a row that has none: the first with all its cells, if there is one."""
        width = len(self.rows[index].columns)
        return self.rows[index].label is None and _cells(row) >= min(width, self._widest)

    # ---- groups and loose words ----

    def _terminal(self, cell: Cell) -> str | None:
        """Return the terminal of a label that is a group's (or a divided row's)."""
        return next((e.terminal for e in cell.lexeme.entries if e.terminal in self.group_index), None)

    def _groups(self, segments: Segments, used: set[Cell]) -> None:
        labels = self.alignment.labels
        index_of = {id(row): index for index, row in self.alignment.rows.items()}
        cells = [(cell, index_of.get(id(row))) for row in segments.rows if row.lead for cell in row.lead]
        cells += [(loose.cell, None) for loose in segments.loose]
        cells.sort(key=lambda item: item[0].start)
        for cell, row in cells:
            terminal = self._terminal(cell)
            if terminal:
                labels.setdefault(self.group_index[terminal], [cell])
            elif cell not in used and not self._misspelt_group(cell, row):
                self.alignment.loose.append(cell)

    def _misspelt_group(self, cell: Cell, row: int | None) -> bool:
        """Read a cell as the label of a group that has none: of its own row's groups, if it is in a row."""
        labels = self.alignment.labels
        due = {index: terminal for terminal, index in self.group_index.items() if index not in labels}
        if row is not None:
            groups = self.rows[row].groups
            due = {index: terminal for index, terminal in due.items() if terminal in groups}
        chosen = most_alike(cell, due, self.lexicon, in_place=len(due) == 1)
        if chosen is None:
            return False
        labels[chosen] = [cell]
        self.alignment.misspelt.append((cell, due[chosen]))
        return True
