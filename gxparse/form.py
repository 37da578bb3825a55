"""What the compiled grammar says of the form: tables, rows in order, columns, heads and words.

Nothing here knows a row or a label: all of it is read from the rules and terminals of `grammar/`, by these
conventions, which the grammar files keep and a test checks:

- `ROW_…` and `GROUP_…` name the label of a row or of a group of rows, `COL_…` the head of a column,
  `SPAN_…` the head over several columns, `BLOCK_…`, `CORNER_…` and `NOTE_…` other words of a head;
- a rule of one other terminal is a column and that terminal its kind of figure; `COL_X` heads rule `x`;
- a rule with a label and columns is a row; columns without a label make one row without a label;
- a column `total` has the sum of the columns of its rule that stand before it;
- a row `total_…` of a group has, in each column, the sum of the rows of that group that stand before it;
- where `NOTE_BALANCE` is a head, the first two items of a table are as much as the last two, and an item of several
  rows is its row `total_…`;
- rules of one name beside each other make a list; several expansions of a rule are variants of the form.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lark.grammar import Rule, Symbol

_HEAD_PREFIXES = ("COL_", "SPAN_", "BLOCK_", "CORNER_", "NOTE_")
_LABEL_PREFIXES = ("ROW_", "GROUP_")
_EXTRA = "extra"
_TOTAL = "total"
_BALANCE = "NOTE_BALANCE"


class Column(NamedTuple):
    """A column of a row: its path below the row, the terminal that heads it, its kind of figure."""

    path: str
    head: str
    kind: str


class Sum(NamedTuple):
    """Columns of a row beside each other, from `first`, of which the one at `total` has the sum."""

    first: int
    total: int


class Balance(NamedTuple):
    """Rows of a variant, by their index, that are as much as others in each column."""

    left: tuple[int, ...]
    right: tuple[int, ...]


class Row(NamedTuple):
    """A row of a table: its path below the table, its label (None: the row has none), its groups outwards.

    `kinds` are the kinds of figures of its columns, `sums` says which of them add up to others.
    """

    path: str
    label: str | None
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    block: int
    kinds: tuple[str, ...]
    sums: tuple[Sum, ...]

    @classmethod
    def of(cls, path: str, label: str | None, groups: tuple[str, ...], columns: tuple[Column, ...]) -> Row:
        """Return the row with these columns; its block is given later."""
        return cls(path, label, groups, (), 0, (), ()).with_columns(columns)

    def with_columns(self, columns: tuple[Column, ...]) -> Row:
        """Return the row with other columns."""
        return self._replace(columns=columns, kinds=tuple(column.kind for column in columns), sums=_sums(columns))


def _sums(columns: Sequence[Column]) -> tuple[Sum, ...]:
    """Return the sums of a row: a column `total` has that of the columns of its rule, which stand before it."""
    rules = [column.path.rpartition(".")[0] for column in columns]
    totals = (at for at, column in enumerate(columns) if column.path.rpartition(".")[2] == _TOTAL)
    return tuple(Sum(rules.index(rules[at]), at) for at in totals)


class Label(NamedTuple):
    """A word of the form that is no row: a head of a block (and the head above it), or a group's label."""

    terminal: str
    block: int
    parent: str | None
    is_column: bool
    is_group: bool

    @property
    def tells_figures(self) -> bool:
        """Whether it says what figures are, or under which item they stand: all but words in a corner."""
        return not self.terminal.startswith(("CORNER_", "NOTE_"))

    @property
    def tells_columns(self) -> bool:
        """Whether it is the head of a column, or spans some."""
        return self.terminal.startswith(("COL_", "SPAN_"))

    @classmethod
    def of(cls, terminal: str, parent: str | None) -> Label:
        """Return the label that a terminal is; its block is given later."""
        return cls(terminal, 0, parent, terminal.startswith("COL_"), not terminal.startswith(_HEAD_PREFIXES))


class Variant(NamedTuple):
    """One way in which the form may be filled: labels and rows in the order of the form.

    `heads` has, for each block, its heads with their index in `labels`; `levels` those over figures, by how many heads
    span them; `printed` the indices and the terminals of all in the order in which they are read. `titles` gives the
    block of each title, `paths` the path within the table of the row or the group that a terminal is the label of,
    `balances` says which rows add up to others.
    """

    items: tuple[Label | Row, ...]
    rows: tuple[Row, ...]
    labels: tuple[Label, ...]
    heads: tuple[tuple[tuple[int, Label], ...], ...]
    levels: tuple[tuple[tuple[int, ...], ...], ...]
    printed: tuple[tuple[tuple[int, ...], list[str | None]], ...]
    titles: dict[str, int]
    paths: dict[str, str]
    balances: tuple[Balance, ...]

    @classmethod
    def of(cls, items: Sequence[Label | Row]) -> Variant:
        """Return the variant of these items."""
        rows = tuple(item for item in items if isinstance(item, Row))
        labels = tuple(item for item in items if isinstance(item, Label))
        heads = tuple(
            tuple((i, label) for i, label in enumerate(labels) if label.block == block and not label.is_group)
            for block in sorted({label.block for label in labels})
        )
        titles = {label.terminal: label.block for label in labels if label.terminal.startswith("BLOCK_")}
        levels = tuple(map(_levels, heads))
        printed = tuple(map(_printed, heads, levels))
        return cls(tuple(items), rows, labels, heads, levels, printed, titles, _paths(rows), _balances(rows, labels))


def _paths(rows: Sequence[Row]) -> dict[str, str]:
    """Return the paths of rows and of groups by the terminals of their labels."""
    found: dict[str, str] = {}
    for row in rows:
        path = row.path.split(".")
        for depth, group in enumerate(reversed(row.groups), 1):
            if depth < len(path):
                found.setdefault(group, ".".join(path[:-depth]))
        if row.label:
            found[row.label] = row.path
    return found


def _balances(rows: Sequence[Row], labels: Sequence[Label]) -> tuple[Balance, ...]:
    """Return which rows add up to others: to the row `total_…` of their group, and as `NOTE_BALANCE` says."""
    totals = [at for at, row in enumerate(rows) if row.groups and row.path.rpartition(".")[2].startswith(f"{_TOTAL}_")]
    found = []
    for total in totals:
        groups = rows[total].groups
        inside = (at for at in range(total) if rows[at].groups[: len(groups)] == groups)
        found.append(Balance(tuple(inside), (total,)))
    if any(label.terminal == _BALANCE for label in labels):
        items = [at for at, row in enumerate(rows) if not row.groups or at in totals]
        found.append(Balance(tuple(items[:2]), tuple(items[2:])))
    return tuple(found)


def _levels(heads: Sequence[tuple[int, Label]]) -> tuple[tuple[int, ...], ...]:
    """Return the heads over figures that no head spans, those below these, and so on."""
    found: list[tuple[int, ...]] = []
    spans: set[str | None] = {None}
    while True:
        level = [(i, head.terminal) for i, head in heads if head.parent in spans and head.tells_columns]
        if not level:
            return tuple(found)
        found.append(tuple(index for index, _ in level))
        spans = {terminal for _, terminal in level}


def _printed(
    heads: Sequence[tuple[int, Label]], levels: Sequence[Sequence[int]]
) -> tuple[tuple[int, ...], list[str | None]]:
    """Return the indices and the terminals of heads as they are read: where columns have the same, by their levels."""
    terminals = {index: head.terminal for index, head in heads}
    indices = list(terminals)
    if len(set(terminals.values())) < len(terminals):
        ordered = [index for level in levels for index in level]
        indices = [*(index for index in indices if index not in ordered), *ordered]
    return tuple(indices), [terminals[index] for index in indices]


class Table(NamedTuple):
    """A table of the form: its name (the start rule) and its variants, the form's own first.

    `groups` are the terminals that label groups of rows in any variant, `terminals` all of labels and heads.
    """

    name: str
    variants: tuple[Variant, ...]
    takes_extra_rows: bool
    groups: frozenset[str]
    terminals: frozenset[str]

    @classmethod
    def of(cls, name: str, variants: Sequence[Variant], *, takes_extra_rows: bool) -> Table:
        """Return the table with these variants."""
        rows = [row for variant in variants for row in variant.rows]
        labels = {label.terminal for variant in variants for label in variant.labels}
        groups = frozenset(group for row in rows for group in row.groups)
        terminals = frozenset(labels | {row.label for row in rows if row.label})
        return cls(name, tuple(variants), takes_extra_rows, groups, terminals)

    @property
    def widths_without_label(self) -> frozenset[int]:
        """How many columns its rows without a label have."""
        return frozenset(len(row.columns) for variant in self.variants for row in variant.rows if row.label is None)


class Word(NamedTuple):
    """A spelling of a terminal; the first of a terminal is the form's own."""

    terminal: str
    text: str
    canonical: bool


class Form(NamedTuple):
    """An edition of the form: its tables in order, its words, its kinds of figure (name to pattern)."""

    edition: str
    tables: tuple[Table, ...]
    words: tuple[Word, ...]
    figures: dict[str, str]


def read_tables(rules: Sequence[Rule], starts: Sequence[str]) -> tuple[Table, ...]:
    """Return the tables that the compiled rules describe, one for each start rule."""
    expansions: dict[str, list[Rule]] = {}
    for rule in rules:
        expansions.setdefault(rule.origin.name, []).append(rule)
    return tuple(_Reader(expansions, start).table() for start in starts)


class _Place(NamedTuple):
    """Where the walk stands: path below the table, label of the row, groups around it, head above."""

    path: tuple[str, ...] = ()
    label: str | None = None
    groups: tuple[str, ...] = ()
    span: str | None = None


class _Reader:
    """Walks the rules of one table."""

    def __init__(self, expansions: dict[str, list[Rule]], start: str) -> None:
        self._expansions = expansions
        self._start = start
        self._takes_extra_rows = False

    def table(self) -> Table:
        variants: list[Variant] = []
        for flat in self._flatten(self._start, _Place()):
            items = self._with_blocks(flat)
            variant = Variant.of(items)
            if variant not in variants:
                variants.append(variant)
        return Table.of(self._start, variants, takes_extra_rows=self._takes_extra_rows)

    def _flatten(self, rule: str, place: _Place) -> list[list[Label | Row]]:
        """Return the items of a rule, once for each variant."""
        found: list[list[Label | Row]] = []
        for expansion in self._expansions[rule]:
            found += [items for items in self._expand(expansion, place) if items not in found]
        return found

    def _expand(self, expansion: Rule, place: _Place) -> Iterator[list[Label | Row]]:
        symbols = [symbol for symbol in expansion.expansion if not self._is_extra(symbol)]
        label = next((s.name for s in symbols if s.is_term and s.name.startswith(_LABEL_PREFIXES)), None)
        columns = self._columns(symbols)
        if columns is not None:
            at = _Place(place.path, label or place.label, place.groups)
            yield [self._row(at, columns)]
            return
        groups = (*place.groups, label) if label else place.groups
        span = place.span
        parts: list[list[list[Label | Row]]] = []
        for index, symbol in enumerate(symbols):
            if symbol.is_term:
                parts.append([[Label.of(symbol.name, span)]])
                span = symbol.name if symbol.name.startswith("SPAN_") else span
            else:
                below = _Place((*place.path, *self._step(expansion, symbols, index)), None, groups, span)
                if label and self._unlabelled(symbol.name):  # the label of the list is that of its only row
                    below = below._replace(label=label, groups=place.groups)
                    parts.pop()
                parts.append(self._flatten(symbol.name, below))
        for chosen in product(*parts):
            yield [item for part in chosen for item in part]

    def _unlabelled(self, rule: str) -> bool:
        return all(
            self._columns(expansion.expansion) is not None and not any(s.is_term for s in expansion.expansion)
            for expansion in self._expansions[rule]
        )

    def _columns(self, symbols: Sequence[Symbol]) -> list[Column] | None:
        """Return the columns that the symbols are (beside a label), or None if they are more than that."""
        found: list[Column] = []
        for symbol in symbols:
            if symbol.is_term:
                if not symbol.name.startswith(_LABEL_PREFIXES):
                    return None
                continue
            expansions = self._expansions[symbol.name]
            only = expansions[0].expansion
            if len(expansions) == 1 and len(only) == 1 and self._is_figure(only[0]):
                found.append(Column(self._name(symbol.name), f"COL_{symbol.name.upper()}", only[0].name))
            elif symbol.name.startswith("_") and len(expansions) == 1:
                inner = self._columns(only)
                if inner is None or any(s.is_term for s in only):
                    return None
                found += inner
            else:
                return None
        return found or None

    def _row(self, place: _Place, columns: list[Column]) -> Row:
        return Row.of(".".join(place.path), place.label, place.groups, tuple(columns))

    def _step(self, expansion: Rule, symbols: Sequence[Symbol], index: int) -> tuple[str, ...]:
        """Return what the rule at that index adds to the path."""
        symbol = symbols[index]
        if symbol.name.startswith("_"):
            return ()
        name = self._name(symbol.name)
        if self._is_list(expansion.origin.name, name):
            earlier = sum(not s.is_term and self._name(s.name) == name for s in symbols[:index])
            return (str(earlier),)
        return (name,)

    def _is_list(self, rule: str, name: str) -> bool:
        return any(
            sum(not s.is_term and self._name(s.name) == name for s in expansion.expansion) > 1
            for expansion in self._expansions[rule]
        )

    def _is_extra(self, symbol: Symbol) -> bool:
        if symbol.is_term:
            return False
        found = symbol.name == _EXTRA or any(
            s.name == _EXTRA for rule in self._expansions[symbol.name] for s in rule.expansion
        )
        self._takes_extra_rows |= found
        return found

    def _name(self, rule: str) -> str:
        """Return the name that a rule has in the tree."""
        return self._expansions[rule][0].alias or rule

    @staticmethod
    def _is_figure(symbol: Symbol) -> bool:
        return symbol.is_term and not symbol.name.startswith(_HEAD_PREFIXES + _LABEL_PREFIXES)

    def _with_blocks(self, items: list[Label | Row]) -> list[Label | Row]:
        """Number the blocks (heads and the rows under them) and join rows without a label into one."""
        found: list[Label | Row] = []
        block, rows_seen = -1, True
        for item in items:
            if isinstance(item, Label):
                if not item.is_group and rows_seen:
                    block, rows_seen = block + 1, False
                found.append(item._replace(block=block))
                continue
            rows_seen = True
            previous = found[-1]
            if item.label is None:
                columns = tuple(c._replace(path=f"{item.path}.{c.path}") for c in item.columns)
                row = item._replace(path="", block=block).with_columns(columns)
                if isinstance(previous, Row) and previous.label is None:
                    found[-1] = previous.with_columns(previous.columns + row.columns)
                    continue
                found.append(row)
            else:
                found.append(item._replace(block=block))
        return found
