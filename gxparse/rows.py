"""Cuts the cells of a table into logical rows: a label, the groups before it, and the cells that are its.

Nothing is repaired here. What a cell is comes from its lexeme; where a row ends comes from the layout or,
where the layout does not tell, from the next label.
"""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from gxparse.cells import IN_FIGURES_PLACE, Cell, CoveredCell
from gxparse.cut_numbers import go_on
from gxparse.spelling import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import PhysicalRow
    from gxparse.form import Table
    from gxparse.lexer import Entry, Lexicon

_NONE: frozenset[str] = frozenset()
_FILLING = IN_FIGURES_PLACE | {"blank"}
_PUNCTUATION = frozenset("（(「『“‘）)」』”’\"'。，、；：")
_NOTHING = ("blank", "page")
_NUMBER_AND_WORDS = re.compile(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?[(亿]")  # 12（含备案）, 1.2亿


class LogicalRow:
    """A label and its cells.

    Attributes:
        lead: Cells before the label: groups, and what is not known.
        label: The cell of the label; None where figures stand without one.
        terminal: The label's terminal if it is one of the form's words.
        values: The cells behind the label, empty ones too.
        filled: Those of them that are not empty.
        physical: The row of the layout in which the label (or the first figure) stands.
        blanks: How many empty cells stand in front of the row that are no other row's.
    """

    __slots__ = ("blanks", "filled", "label", "lead", "physical", "terminal", "values")

    def __init__(self, lead: list[Cell], label: Cell | None, terminal: str | None, physical: PhysicalRow) -> None:
        """Make a row without values."""
        self.lead = lead
        self.label = label
        self.terminal = terminal
        self.values: list[Cell] = []
        self.filled: list[Cell] = []
        self.physical = physical
        self.blanks = 0

    @property
    def start(self) -> int:
        """Where the row starts in the folded text."""
        return self.label.start if self.label else (self.filled or self.values)[0].start

    @property
    def end(self) -> int:
        """Where the row ends in the folded text."""
        return max([cell.end for cell in self.filled or self.values] + ([self.label.end] if self.label else []))

    def has_gap(self) -> bool:
        """Whether a cell is empty between two that are not, in a layout where an empty cell leaves a trace."""
        leaves_none = self.physical.drawn or (self.physical.bounded and not self.physical.placed)
        if len(self.filled) == len(self.values) or leaves_none:
            return False
        return self.values[self.values.index(self.filled[0]) : self.values.index(self.filled[-1])] != self.filled[:-1]

    def may_be_words(self) -> bool:
        """Whether words among the figures may be more of the label, as blanks part them all.

        Words with digits in them are a spoilt figure, if they do not stand right behind the label.
        """
        if self.physical.placed or not self.physical.bounded:
            return False
        return any(
            cell.lexeme.kind == "text" and has_han(cell.text) and not (at and any(map(str.isdigit, cell.text)))
            for at, cell in enumerate(self.filled)
        )

    def add(self, cell: Cell) -> None:
        """Add a value that is not empty."""
        self.values.append(cell)
        self.filled.append(cell)


class Head(NamedTuple):
    """A cell of a table's head; `terminal` is None where its words are not the form's."""

    cell: Cell
    terminal: str | None
    physical: PhysicalRow


class Loose(NamedTuple):
    """A cell with words that are neither a label nor a head nor in a row with figures."""

    cell: Cell
    terminal: str | None
    physical: PhysicalRow


Event = LogicalRow | Head | Loose


class Segments:
    """The parts of a table: all in the order of the text, and rows and loose words by themselves."""

    def __init__(self) -> None:
        """Start without any."""
        self.events: list[Event] = []
        self.rows: list[LogicalRow] = []
        self.loose: list[Loose] = []

    def add_row(self, row: LogicalRow) -> LogicalRow:
        """Add a logical row."""
        self.events.append(row)
        self.rows.append(row)
        return row

    def add_loose(self, loose: Loose) -> None:
        """Add loose words."""
        self.events.append(loose)
        self.loose.append(loose)

    def take_back(self) -> None:
        """Remove the logical row that was added last."""
        self.events.pop()
        self.rows.pop()


class _Segmenter:
    """Walks the cells of one table."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self._table = table.name
        self._lexicon = lexicon
        self._dividing = table.groups
        self._unlabelled = table.widths_without_label
        self._found = Segments()
        self._lead: list[Cell] = []
        self._divided: LogicalRow | None = None  # whose label is in the lead
        self._row: LogicalRow | None = None
        self._begun = False

    def run(self, rows: Sequence[PhysicalRow]) -> Segments:
        for index, physical in enumerate(rows):
            if physical.below and go_on(physical, rows[index - 1], self._lexicon):
                continue
            blanks = self._blanks(physical) if physical.blanks else []
            if self._row and blanks:  # which shows no end
                self._row.values += blanks
                blanks = []
            if physical.bounded:
                self._close(physical)
                self._bounded(physical)
                if self._row:
                    self._row.blanks = len(blanks)
                self._close(physical)
            else:
                following = next((r.cells[0].lexeme.kind for r in rows[index + 1 : index + 2]), "")
                figures = self._begun and following in IN_FIGURES_PLACE
                for cell in physical.cells:
                    self._take(cell, physical, figures=figures, heads=not figures and self._follows_head())
                if self._row and self._row.label is None:  # it begins here
                    self._row.values[:0] = blanks[physical.opened :]
        if rows:
            self._close(rows[-1])
        if not self._found.rows:
            self._take_blank_row(rows)
        return self._found

    def _blanks(self, physical: PhysicalRow) -> list[Cell]:
        """Return the empty cells in front of a cell."""
        blanks = [Cell("", physical.start, physical.start, 0) for _ in range(physical.blanks)]
        for cell in blanks:
            cell.lexeme = self._lexicon.lexeme("")
        return blanks

    def _follows_head(self) -> bool:
        """Whether the last that was read is a head, so that a word that may be one is one, too."""
        return bool(self._found.events) and isinstance(self._found.events[-1], Head) and not self._lead

    def _take_blank_row(self, rows: Sequence[PhysicalRow]) -> None:
        """Take the last row of empty cells for the table's only row, if that has no label and nothing else is it."""
        last_head = max((event.cell.start for event in self._found.events if isinstance(event, Head)), default=None)
        blank = [
            row
            for row in rows
            if row.bounded
            and len(row.cells) in self._unlabelled
            and last_head is not None
            and last_head < row.start
            and all(cell.lexeme.kind == "blank" for cell in row.cells)
        ]
        if blank:
            row = self._found.add_row(LogicalRow([], None, None, blank[-1]))
            row.values += blank[-1].cells

    def _bounded(self, physical: PhysicalRow) -> None:
        cells = physical.cells
        kinds = [cell.lexeme.kind for cell in cells]
        figures = "figure" in kinds or "mark" in kinds
        if figures and kinds[-1] == "label" and _stand_before_label(cells):
            at = max(index for index, kind in enumerate(kinds) if kind in IN_FIGURES_PLACE) + 1
            cells = [*cells[at:], *cells[:at]]
            kinds = [*kinds[at:], *kinds[:at]]
        heads = not figures and any(cell.lexeme.is_head for cell in cells)
        count = len(cells)
        if figures:  # most rows: labels, then nothing but figures and empty cells
            first = kinds.index("figure") if "figure" in kinds else len(kinds)
            first = min(first, kinds.index("mark")) if "mark" in kinds else first
            behind = kinds[first:]
            count = first if _FILLING.issuperset(behind) else count
        for kind, cell in zip(kinds[:count], cells, strict=False):
            if kind == "label":
                self._take_label(cell, physical, figures=figures, heads=heads)
            elif kind != "blank":
                self._take_other(cell, physical, heads=heads)
            elif self._row and not (isinstance(cell, CoveredCell) and cell.by is self._row.label):
                self._row.values.append(cell)
        if count < len(cells):
            row = self._row or self._start(physical)
            behind_labels = cells[count:]
            row.values += behind_labels
            row.filled += [cell for cell in behind_labels if cell.text] if "blank" in kinds else behind_labels

    def _take(self, cell: Cell, physical: PhysicalRow, *, figures: bool, heads: bool) -> None:
        if cell.lexeme.kind == "label":
            self._take_label(cell, physical, figures=figures, heads=heads)
        else:
            self._take_other(cell, physical, heads=heads)

    def _take_label(self, cell: Cell, physical: PhysicalRow, *, figures: bool, heads: bool) -> None:
        entry = self._resolve(cell, figures=figures, heads=heads)
        if entry and not entry.is_row:
            self._close(physical, is_head=not physical.bounded)
            self._found.events.append(Head(cell, entry.terminal, physical))
        elif entry and entry.terminal.startswith("ROW_"):
            self._row_label(cell, entry.terminal, physical)
        elif entry is None and heads and physical.bounded:
            self._found.events.append(Head(cell, None, physical))
        else:
            if self._row and self._row.filled:  # the next table has run into this row: its cells tell no place
                physical.placed = False
            self._end_row(physical)
            self._lead.append(cell)

    def _take_other(self, cell: Cell, physical: PhysicalRow, *, heads: bool) -> None:
        """Take a cell that is no label."""
        kind = cell.lexeme.kind
        row = self._row
        if kind in _NOTHING:
            if row and kind == "blank":
                row.values.append(cell)
            return
        if (physical.drawn or not physical.bounded) and kind == "text" and cell.text in _PUNCTUATION:
            return  # of a label that lines have cut
        if kind in IN_FIGURES_PLACE or (kind == "text" and self._is_in_figures_place(cell, physical)):
            (row or self._start(physical)).add(cell)
        elif heads and physical.bounded:
            self._found.events.append(Head(cell, None, physical))
        elif row and self._is_value(row, physical):  # a label of another table is none of this row's values
            row.add(cell)
        else:
            self._end_row(physical)
            self._lead.append(cell)

    def _is_in_figures_place(self, cell: Cell, physical: PhysicalRow) -> bool:
        """Whether a text that is no number can only be meant as one: it has no words, or begins with digits."""
        folded = cell.lexeme.spelling.folded
        if not has_han(folded):
            return True
        if self._row is None and physical.bounded:  # in a row without a label words may stand first, too
            has_label = self._lead or any(other.lexeme.kind == "label" for other in physical.cells)
            return not has_label and self._lexicon.is_instead_of_figure(folded)
        if self._row is None or physical.bounded:
            return False
        return _NUMBER_AND_WORDS.match(folded) is not None or self._lexicon.is_instead_of_figure(folded)

    def _is_value(self, row: LogicalRow, physical: PhysicalRow) -> bool:
        """Whether words behind a row's label stand in a number's place."""
        if not physical.bounded or row.physical is not physical:
            return False
        return bool(row.filled) or row.terminal not in self._dividing

    def _row_label(self, cell: Cell, terminal: str, physical: PhysicalRow) -> None:
        self._end_row(physical)
        self._row = self._found.add_row(LogicalRow(self._lead, cell, terminal, physical))
        self._lead = []
        self._begun = True

    def _end_row(self, physical: PhysicalRow) -> None:
        """End the row at another label; one without figures may turn out to be a row that is divided."""
        row = self._row
        if row and row.label and row.terminal in self._dividing and not row.filled:
            self._found.take_back()
            row.lead.append(row.label)
            self._lead = row.lead
            self._divided = row
            self._row = None
        elif row:
            self._close(physical)

    def _start(self, physical: PhysicalRow) -> LogicalRow:
        """Start a row at its first figure: its label is the last of the words before it, if any stand there."""
        label = self._lead.pop() if self._lead else None
        self._row = row = self._found.add_row(LogicalRow(self._lead, label, None, physical))
        if label is None:  # empty cells in front may be columns, too
            row.values += takewhile(lambda cell: cell.lexeme.kind == "blank", physical.cells)
        self._lead = []
        self._begun = True
        return row

    def _close(self, physical: PhysicalRow, *, is_head: bool = False) -> None:
        """End a row; words that are no row's are loose, or a head of something else if they stand between two heads."""
        self._row = None
        if not self._lead or self._take_words():
            return
        if is_head and len(self._lead) == 1 and self._found.events and isinstance(self._found.events[-1], Head):
            self._found.events.append(Head(self._lead.pop(), None, physical))
        for cell in self._lead:
            entry = self._resolve(cell, figures=False, heads=False) if cell.lexeme.kind == "label" else None
            self._found.add_loose(Loose(cell, entry.terminal if entry else None, physical))
        self._lead = []

    def _take_words(self) -> bool:
        """Take words behind the label of a row that could be divided for what stands in its figures' place."""
        row = self._divided
        self._divided = None
        if row is None or row.label not in self._lead:
            return False
        at = self._lead.index(row.label)
        words = self._lead[at + 1 :]
        behind = row.physical.cells if row.physical.bounded else []
        if not words or any(cell.lexeme.kind != "text" or cell not in behind for cell in words):
            return False
        row.lead = self._lead[:at]
        for cell in words:
            row.add(cell)
        self._found.add_row(row)
        self._lead = []
        return True

    def _resolve(self, cell: Cell, *, figures: bool, heads: bool) -> Entry | None:
        """Return which of the table's words a label is: by its number, by what stands in its row."""
        entries: Sequence[Entry] = cell.lexeme.entries
        if len(entries) > 1:
            entries = [entry for entry in entries if self._table in entry.tables]
        if len(entries) <= 1:
            return entries[0] if entries and self._table in entries[0].tables else None
        number = cell.lexeme.spelling.number
        numbered = [entry for entry in entries if entry.spelling.number == number]
        if number and len(numbered) == 1:
            return numbered[0]
        rows = [entry for entry in entries if entry.terminal.startswith("ROW_")]
        others = [entry for entry in entries if entry not in rows]
        wanted = rows if figures or (self._begun and not heads) else others
        return (wanted or entries)[0]


def _stand_before_label(cells: Sequence[Cell]) -> bool:
    """Whether a row has several figures, and behind them all its labels: that of a row of the form is the last."""
    labels = [index for index, cell in enumerate(cells) if cell.lexeme.kind in ("label", "text")]
    figures = [index for index, cell in enumerate(cells) if cell.lexeme.kind in IN_FIGURES_PLACE]
    return not cells[-1].lexeme.is_head and len(figures) > 1 and figures[-1] < labels[0]


def before_labels(events: Iterable[Event]) -> list[LogicalRow]:
    """Return rows whose figures may stand before their labels, not behind them.

    So it may be, where no layout shows rows, if figures stand before the first label below a head, and none behind
    the last one.
    """
    found: list[LogicalRow] = []
    for is_row, group in groupby(events, key=lambda event: isinstance(event, LogicalRow)):
        run = [event for event in group if isinstance(event, LogicalRow)] if is_row else []
        if len(run) > 1 and run[0].label is None and run[-1].label and not run[-1].filled:
            found += [row for row in run if not row.physical.bounded]
    return found


def segment(rows: Sequence[PhysicalRow], table: Table, lexicon: Lexicon) -> Segments:
    """Return the heads, logical rows and loose words of a table in the order of the text."""
    return _Segmenter(table, lexicon).run(rows)


def tables_of(rows: Iterable[PhysicalRow]) -> list[frozenset[str]]:
    """Return for each physical row the tables that its labels can belong to (empty: it has none)."""
    found = []
    for row in rows:
        named = [tables for cell in row.cells if (tables := cell.lexeme.tables)]
        found.append(named[0].intersection(*named[1:]) if named else _NONE)
    return found
