"""Reads the heads of a table: which they are, in which order they are printed, in which columns of the layout."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gxparse import foreign_heads
from gxparse.cells import DrawnCell
from gxparse.foreign_heads import Foreign
from gxparse.misspelling import most_alike, says_other_than
from gxparse.rows import Head, LogicalRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.alignment import Alignment
    from gxparse.cells import Cell
    from gxparse.form import Label
    from gxparse.lexer import Lexicon
    from gxparse.rows import Event


def align(alignment: Alignment, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Add to an alignment of rows and groups which of the form's heads each head of the text is."""
    _Aligner(alignment, lexicon).run(events)


def columns_as_printed(alignment: Alignment, block: int) -> list[int] | None:
    """Return a block's columns in the order of the heads as printed: indices into the columns of its rows.

    None where heads are exchanged and others of them are missing, so that nothing tells which is which. Only
    heads beside each other in one row of the layout tell an order.
    """
    heads = alignment.variant.heads[block]
    leaves = [index for index, label in heads if label.is_column]
    if _follow_each_other(alignment, block) or _stand_in_levels(alignment, block):  # as in most blocks
        return list(range(len(leaves)))
    if _crossed(alignment, heads):
        return None
    if not _exchanged(alignment, heads):
        return list(range(len(leaves)))
    found = [alignment.heads[index] for index in leaves if index in alignment.heads]
    if _overlap(found):  # a line of heads goes on in the next one: places on the page tell nothing
        starts = [head.cell.start for head in found]
        return list(range(len(leaves))) if starts == sorted(starts) else None
    order = _printed(alignment, heads, None, 0)[0]
    return None if order is None else [leaves.index(index) for index in order]


def columns_of_heads(alignment: Alignment, block: int) -> list[int | None]:
    """Return the physical column of each head of a block (None: not there, or the layout has no columns)."""
    found = [alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.is_column]
    return [head.cell.column if head and head.physical.bounded else None for head in found]


def sizes_of_rows(alignment: Alignment, block: int) -> frozenset[int]:
    """Return the numbers of cells of the rows of the layout in which the heads of a block's columns stand."""
    found = [alignment.heads.get(index) for index, label in alignment.variant.heads[block] if label.is_column]
    return frozenset(len(head.physical.cells) for head in found if head and head.physical.bounded)


def _row_of(head: Head) -> int:
    """Return something that is the same for the heads of one row of the layout."""
    if head.physical.drawn and head.physical.placed:
        return 0  # heads are cut into lines
    return id(head.physical) if head.physical.bounded else 0


def _place_of(head: Head) -> int:
    """Return what tells which of two heads comes first: their places in the text or, if they are drawn, on the page."""
    return head.cell.left if isinstance(head.cell, DrawnCell) else head.cell.start


def _follow_each_other(alignment: Alignment, block: int) -> bool:
    """Whether heads of which none spans others stand in the form's order and in columns of that order."""
    if len(alignment.variant.levels[block]) > 1:
        return False
    start = column = -1
    for index, _ in alignment.variant.heads[block]:
        head = alignment.heads.get(index)
        if head is None:
            continue
        cell = head.cell
        if head.physical.drawn or cell.start <= start or cell.column < column:
            return False
        start, column = cell.start, cell.column
    return True


def _stand_in_levels(alignment: Alignment, block: int) -> bool:
    """Whether all heads that no head spans stand in one row of the layout, those below them in the next, and so on.

    In each row they have the form's order.
    """
    last = -1
    rows: list[int] = []
    for level in alignment.variant.levels[block]:
        for index in level:
            head = alignment.heads.get(index)
            if head is None or head.cell.start <= last or not head.physical.bounded or head.physical.drawn:
                return False
            last = head.cell.start
            if not rows or rows[-1] != id(head.physical):
                rows.append(id(head.physical))
    return len(rows) == len(alignment.variant.levels[block])


def _crossed(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether a head is not below the head that spans it, or stands among those below another head."""
    if any(isinstance(head.cell, DrawnCell) for head in alignment.heads.values()):
        return False  # a head may be cut into lines, and stand beside several
    if _are_beside_their_columns(alignment, heads):
        return True
    if not any(label.parent for _, label in heads):
        return False
    spans = {label.terminal: alignment.heads.get(index) for index, label in heads if not label.is_column}
    found = [(alignment.heads[index], label.parent) for index, label in heads if index in alignment.heads]
    for head, parent in found:
        above = spans.get(parent or "")
        if above is None:
            continue
        beside = head.physical is above.physical and head.physical.bounded and _is_below(parent or "", heads)
        if beside or head.cell.start < above.cell.start:  # the last one of all may stand beside the topmost head
            return True
    if any(head.physical.bounded for head, _ in found):
        return False
    columns = sorted(
        (
            (alignment.heads[i].cell.start, label.parent)
            for i, label in heads
            if label.is_column and i in alignment.heads
        )
    )
    runs = [parent for parent, _ in groupby(parent for _, parent in columns)]
    return any(runs.count(parent) > 1 for parent in runs if parent and spans[parent] and _is_below(parent, heads))


def _are_beside_their_columns(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether two heads below one head, in lines of one size, stand in columns of another order than the form's."""
    last: dict[str | None, Head] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head is None or not head.physical.placed:
            continue
        before = last.get(label.parent)
        if (
            before
            and before.physical is not head.physical
            and len(before.physical.cells) == len(head.physical.cells)
            and head.cell.column < before.cell.column
        ):
            return True
        last[label.parent] = head
    return False


def _is_below(span: str, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether a head over columns is itself below another."""
    return any(label.terminal == span and label.parent for _, label in heads)


def _overlap(heads: Sequence[Head]) -> bool:
    """Whether two heads of columns stand over each other on the page."""
    cells = sorted((head.cell for head in heads if isinstance(head.cell, DrawnCell)), key=lambda cell: cell.left)
    return any(before.right > cell.left for before, cell in pairwise(cells))


def _exchanged(alignment: Alignment, heads: tuple[tuple[int, Label], ...]) -> bool:
    """Whether two heads below the same head stand in one row of the layout, the later one first."""
    last: dict[tuple[int, str | None], int] = {}
    for index, label in heads:
        head = alignment.heads.get(index)
        if head is None:
            continue
        key = (_row_of(head), label.parent)
        if _place_of(head) < last.get(key, -1):
            return True
        last[key] = _place_of(head)
    return False


def _printed(
    alignment: Alignment, heads: tuple[tuple[int, Label], ...], parent: str | None, start: int
) -> tuple[list[int] | None, int]:
    """Return the leaves below a head in the order printed, and where in `heads` the next sibling starts."""
    children: list[tuple[int, list[int]]] = []
    at = start
    while at < len(heads) and heads[at][1].parent == parent:
        index, label = heads[at]
        at += 1
        if label.is_column:
            children.append((index, [index]))
        elif at < len(heads) and heads[at][1].parent == label.terminal:
            below, at = _printed(alignment, heads, label.terminal, at)
            if below is None:
                return None, at
            children.append((index, below))
    found = [alignment.heads[index] for index, _ in children if index in alignment.heads]
    together = len({_row_of(head) for head in found}) == 1
    starts = [_place_of(head) for head in found]
    if together and starts != sorted(starts):
        spans = any(len(leaves) > 1 for _, leaves in children)
        if spans and not found[0].physical.bounded and [starts[-1], *starts[:-1]] == sorted(starts):
            return [leaf for _, leaves in children for leaf in leaves], at  # the last stands beside all lines
        if len(found) < len(children) or spans:
            return None, at  # of heads over several columns it cannot be told which columns went with them
        children.sort(key=lambda child: _place_of(alignment.heads[child[0]]))
    return [leaf for _, leaves in children for leaf in leaves], at


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
        due = {indices[0]: terminal for terminal, indices in free.items() if indices}
        # a page may repeat heads: those that are not due any more are passed over
        terminals = set(due.values())
        self._set_heads(due, [head for head in heads if head.terminal is None or head.terminal in terminals])

    def _are_as_in_form(self, block: int, heads: Sequence[Head]) -> bool:
        """Give a block its heads if they are just the form's, in its order and each once; return whether they are."""
        of_form = self.alignment.variant.heads[block]
        terminals = [label.terminal for _, label in of_form]
        if [head.terminal for head in heads] != terminals or len(set(terminals)) < len(terminals):
            return False
        if any(index in self.alignment.heads for index, _ in of_form):
            return False
        for (index, _), head in zip(of_form, heads, strict=True):
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
            columns.sort(key=_place_of)
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
            foreign_heads.add_doubled(self.alignment, list(all_due), heads, _place_of)
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
        for cell in loose:
            words = cell.lexeme.spelling.words
            if len(words) > 1:  # a letter is a piece at most
                first = {terminal: index for index, terminal in reversed(absent.items())}  # of heads that are the same
                due = {index: terminal for terminal, index in first.items()}
                chosen = most_alike(cell, due, self.lexicon, in_place=False)
                if chosen is not None:
                    alignment.labels[chosen] = [cell]
                    alignment.misspelt.append((cell, absent.pop(chosen)))
                    continue
                if self._says_other(cell, absent, in_place=False):
                    continue
            columns = {entries[absent[index]].spelling.words for index in absent if labels[index].is_column}
            is_piece = bool(words) and any(words in head for head in columns)
            (alignment.pieces if is_piece else alignment.loose).append(cell)

    def _set_head(self, index: int, head: Head) -> None:
        self.alignment.heads[index] = head
        self.alignment.labels[index] = [head.cell]
