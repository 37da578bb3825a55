"""Reads the heads of a table: which they are, and in which columns of the layout they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse import foreign_heads
from gxparse.cells import DrawnCell
from gxparse.foreign_heads import Foreign
from gxparse.head_order import place_of
from gxparse.misspelling import most_alike, says_other_than
from gxparse.rows import Head, LogicalRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.lexer import Lexicon
    from gxparse.rows import Event


def align(alignment: Alignment, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Add to an alignment of rows and groups which of the form's heads each head of the text is."""
    _Aligner(alignment, lexicon).run(events)


def of_columns(alignment: Alignment, block: int) -> list[Head | None]:
    """Return the head of each column of a block (None: not there)."""
    return [alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.is_column]


def columns_of_heads(alignment: Alignment, block: int) -> list[int | None]:
    """Return the physical column of each head of a block (None: not there, or the layout has no columns)."""
    found = of_columns(alignment, block)
    return [head.cell.column if head and head.physical.bounded else None for head in found]


def sizes_of_rows(alignment: Alignment, block: int) -> frozenset[int]:
    """Return the numbers of cells of the rows of the layout in which the heads of a block's columns stand."""
    found = of_columns(alignment, block)
    return frozenset(len(head.physical.cells) for head in found if head and head.physical.bounded)


def _without_repeats_below(heads: Sequence[Head]) -> list[Head]:
    """Return heads without those that stand again right below themselves, in a row of as many cells."""
    seen: set[tuple[int, int, str]] = set()
    kept = []
    for head in heads:
        key = (len(head.physical.cells), head.cell.column, head.cell.text)
        if not head.physical.placed or key not in seen:
            kept.append(head)
        seen.add(key)
    return kept


class _Aligner:
    """Fills the heads of an alignment."""

    def __init__(self, alignment: Alignment, lexicon: Lexicon) -> None:
        self.alignment = alignment
        self.lexicon = lexicon

    def run(self, events: Sequence[Event]) -> None:
        """Give each block its heads: those under its title, or those before its rows."""
        labels = self.alignment.variant.labels
        titles = self.alignment.variant.titles
        index_of = {id(row): index for index, row in self.alignment.rows.items()}
        pending: list[Head] = []
        above_others = 0  # how many of them have other rows below
        block: int | None = None
        parts: list[tuple[int, list[Head]]] = []
        for event in events:
            if isinstance(event, Head):
                if event.terminal in titles:
                    if pending:
                        parts.append((titles[event.terminal] if block is None else block, pending))
                    pending, block, above_others = [], titles[event.terminal], 0
                if above_others and event.terminal in {head.terminal for head in pending[:above_others]}:  # another's
                    pending, above_others = pending[above_others:], 0
                pending.append(event)
            elif isinstance(event, LogicalRow) and pending and id(event) in index_of:
                row_block = self.alignment.variant.rows[index_of[id(event)]].block
                parts.append((row_block if block is None else block, pending))
                pending, block, above_others = [], None, 0
            elif isinstance(event, LogicalRow):
                above_others = len(pending)
        if pending:
            parts.append((block if block is not None else labels[-1].block, pending))
        for number, heads in parts:
            self._heads_of_block(number, heads)
        self._pieces()
        foreign_heads.add_unlike(self.alignment, events, self.lexicon)

    def _heads_of_block(self, block: int, heads: Sequence[Head]) -> None:
        found = self.alignment.heads
        if self._are_as_in_form(block, heads):
            return
        free: dict[str, list[int]] = {}
        for index, label in self.alignment.variant.heads[block]:
            if index not in found:
                free.setdefault(label.terminal, []).append(index)
        if any(len(indices) > 1 for indices in free.values()):
            heads = self._repeated_heads(block, heads, free)
        if len(heads) > sum(map(len, free.values())):
            self._add_twice_in_row(free, heads)
        due = {indices[0]: terminal for terminal, indices in free.items() if indices}
        # a page may repeat heads: those that are not due any more are passed over
        terminals = set(due.values())
        self._set_heads(due, [head for head in heads if head.terminal is None or head.terminal in terminals])

    def _add_twice_in_row(self, free: Mapping[str, Sequence[int]], heads: Sequence[Head]) -> None:
        """Tell heads that stand once more in the same row of cells: a column is there twice."""
        seen: set[tuple[int, str]] = set()
        for head in heads:
            if head.terminal is None or len(free.get(head.terminal, ())) != 1 or not head.physical.bounded:
                continue
            key = (id(head.physical), head.terminal)
            if key in seen:
                self.alignment.extra_heads.append(head)
            seen.add(key)

    def _are_as_in_form(self, block: int, heads: Sequence[Head]) -> bool:
        """Give a block its heads if they are just the form's, in the order in which it is read; return whether so."""
        indices, terminals = self.alignment.variant.printed[block]
        if [head.terminal for head in heads] != terminals or any(index in self.alignment.heads for index in indices):
            return False
        if any(isinstance(head.cell, DrawnCell) for head in heads) and len(set(terminals)) < len(terminals):
            return False  # their places tell
        for index, head in zip(indices, heads, strict=True):
            self._set_head(index, head)
        return True

    def _repeated_heads(self, block: int, heads: Sequence[Head], free: dict[str, list[int]]) -> list[Head]:
        """Give columns that have the same heads, in several groups, theirs; return the heads that are others.

        The groups are told by place alone: if just as many heads stand there as the form has columns, the first
        ones are the first group's, and so on. Otherwise nothing tells which groups the heads are of.
        """
        leaves = [(index, label) for index, label in self.alignment.variant.heads[block] if label.is_column]
        spans = {indices[0]: terminal for terminal, indices in free.items() if len(indices) == 1}
        columns: list[Head] = []
        others: list[Head] = []
        for head in heads:
            is_column = head.terminal is not None and len(free.get(head.terminal, ())) > 1
            is_other = head.terminal is not None or any(
                like(head.cell, spans, self.lexicon, in_place=False) is not None
                for like in (most_alike, says_other_than)
            )
            (columns if is_column or not is_other else others).append(head)
        known = [head for head in columns if head.terminal is not None]
        if len(columns) > len(known) == len(leaves):  # then the others stand over columns
            others += [head for head in columns if head.terminal is None]
            others.sort(key=lambda head: head.cell.start)
            columns = known
        in_form = [label.terminal for _, label in leaves]
        if all(isinstance(head.cell, DrawnCell) for head in columns) and [h.terminal for h in columns] != in_form:
            columns.sort(key=place_of)
        if len(columns) % len(leaves):
            columns = _without_repeats_below(columns)
        columns = columns[: len(leaves)] if len(columns) % len(leaves) == 0 else columns
        for terminal in {label.terminal for _, label in leaves}:
            free.pop(terminal, None)
        if len(columns) != len(leaves):
            self.alignment.pieces += [head.cell for head in columns]
            return others
        groups: dict[str | None, list[tuple[int, str]]] = {}
        for index, label in leaves:
            groups.setdefault(label.parent, []).append((index, label.terminal))
        at = 0
        for group in groups.values():
            self._set_heads(dict(group), columns[at : at + len(group)])
            at += len(group)
        return others

    def _set_heads(self, due: dict[int, str], heads: Sequence[Head]) -> None:
        """Give labels that are due their heads: those with their words, then those that are like them."""
        unknown = []
        all_due = dict(due)
        for head in heads:
            index = next((index for index, terminal in due.items() if terminal == head.terminal), None)
            if index is None:
                unknown.append(head)
            else:
                self._set_head(index, head)
                del due[index]
        if any(head.terminal for head in unknown):
            foreign_heads.add_doubled(self.alignment, list(all_due), heads, place_of)
            unknown = [head for head in unknown if head.terminal not in all_due.values()]
        for head in unknown:
            in_place = len(due) == 1
            chosen = most_alike(head.cell, due, self.lexicon, in_place=in_place)
            if chosen is None:
                if not self._says_other(head.cell, due, in_place=in_place):
                    self.alignment.loose.append(head.cell)
                    self.alignment.extra_heads.append(head)
                continue
            self._set_head(chosen, head)
            self.alignment.misspelt.append((head.cell, due.pop(chosen)))

    def _says_other(self, cell: Cell, due: dict[int, str], *, in_place: bool) -> bool:
        """Tell the columns below a head that says the contrary, say, of the form's; that is not due any more."""
        labels = self.alignment.variant.labels
        telling = {index: due[index] for index in due if foreign_heads.columns_below(labels, index)}
        chosen = says_other_than(cell, telling, self.lexicon, in_place=in_place)
        if chosen is None:
            return False
        del due[chosen]
        self.alignment.foreign.append(Foreign((cell,), (chosen,), foreign_heads.columns_below(labels, chosen)))
        return True

    def _pieces(self) -> None:
        """Read loose words as heads that are not there, or tell pieces of column heads from other words."""
        alignment = self.alignment
        loose, alignment.loose = alignment.loose, []
        if not loose:
            return
        labels = alignment.variant.labels
        foreign = {index for found in alignment.foreign for index in found.labels}
        absent = {
            index: label.terminal
            for index, label in enumerate(labels)
            if not label.is_group and index not in alignment.labels and index not in foreign
        }
        entries = self.lexicon.entries
        told: dict[str, list[Cell]] = {}  # where words like none of the heads that are still absent belong
        for cell in loose:
            if cell.text in told:
                told[cell.text].append(cell)
                continue
            words = cell.lexeme.spelling.words
            if len(words) > 1:  # a letter is a piece at most
                first = {terminal: index for index, terminal in reversed(absent.items())}  # of heads that are the same
                due = {index: terminal for terminal, index in first.items()}
                chosen = most_alike(cell, due, self.lexicon, in_place=False)
                if chosen is not None:
                    alignment.labels[chosen] = [cell]
                    alignment.misspelt.append((cell, absent.pop(chosen)))
                    told.clear()
                    continue
                if self._says_other(cell, absent, in_place=False):
                    told.clear()
                    continue
            columns = {entries[absent[index]].spelling.words for index in absent if labels[index].is_column}
            is_piece = bool(words) and any(words in head for head in columns)
            told[cell.text] = alignment.pieces if is_piece else alignment.loose
            told[cell.text].append(cell)

    def _set_head(self, index: int, head: Head) -> None:
        self.alignment.heads[index] = head
        self.alignment.labels[index] = [head.cell]
