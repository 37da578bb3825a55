"""Reads the formulas of rules (`grammar/rules.lark`) and applies them to the rows that an edition has."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gxparse import grammar
from gxparse.rules.declaration import Rule, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GRAMMAR = "rules"
EQUALS = "="
Rows = tuple[tuple[str, tuple[str, ...]], ...]
"""The rows of a table, each with its path below the table and its columns."""


class Term(NamedTuple):
    """A part of a sum: a path of this report (or of the one of the year before), or a number."""

    sign: int
    path: str = ""
    every: bool = False
    previous: bool = False
    number: int = 0


class Formula(NamedTuple):
    """Two sums and their relation, `=` or `>=`."""

    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, those of the left first."""
        return self.left + self.right


class Operand(NamedTuple):
    """What a term is in one row or column: the paths of its figures, in this report or in the one before.

    `name` is the row or the column (below the table) that the term speaks of; a number has no paths.
    """

    sign: int
    name: str
    paths: tuple[str, ...]
    previous: bool
    number: int


class Instance(NamedTuple):
    """A rule in one row or one column of its table."""

    rule: Rule
    place: str
    left: tuple[Operand, ...]
    relation: str
    right: tuple[Operand, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        """All operands, those of the left first."""
        return self.left + self.right


@cache
def read(text: str) -> Formula:
    """Return the formula that a text is.

    Raises:
        RuleError: It is none.
    """
    from lark.exceptions import LarkError

    try:
        tree = grammar.parser_of(GRAMMAR).parse(text, start="formula")
    except LarkError as error:
        message = f"not a formula: {text!r}: {error}"
        raise RuleError(message) from error
    left, relation, right = tree.children
    return Formula(_terms(left), str(relation), _terms(right))


def _terms(tree: Any) -> tuple[Term, ...]:  # noqa: ANN401 (a tree of Lark's)
    found: list[Term] = []
    sign = 1
    for part in tree.children:
        kind = getattr(part, "type", "operand")
        if kind in ("PLUS", "MINUS"):
            sign = 1 if kind == "PLUS" else -1
        elif kind == "NUMBER":
            found.append(Term(sign, number=int(str(part))))
        else:
            names = {token.type: str(token) for token in part.children}
            found.append(Term(sign, names["PATH"], "EVERY" in names, "PREVIOUS" in names))
    return tuple(found)


@lru_cache(maxsize=512)
def instances(rule: Rule, rows: Rows) -> tuple[Instance, ...]:
    """Return a rule in each row or column of its table to which it applies.

    Args:
        rule: A rule with a formula.
        rows: The rows of the table.
    """
    formula = read(rule.formula)
    if rule.over == "rows":
        names = {term.path for term in formula.terms if term.path}
        chosen = [row for row, columns in rows if names.issubset(columns) and (not rule.rows or row in rule.rows)]
        return tuple(_instance(rule, formula, row, [(row, term.path) for term in formula.terms]) for row in chosen)
    first = next(row for term in formula.terms if term.path for row in _matching(term, rows))
    return tuple(
        _instance(rule, formula, column, [(term.path, column) for term in formula.terms], rows)
        for column in dict(rows)[first]
    )


def _instance(
    rule: Rule, formula: Formula, place: str, parts: list[tuple[str, str]], rows: Rows | None = None
) -> Instance:
    operands = []
    for term, (row, column) in zip(formula.terms, parts, strict=True):
        found = [] if not term.path else [row] if rows is None else _matching(term, rows)
        paths = tuple(f"{rule.table}.{each}.{column}" for each in found)
        operands.append(Operand(term.sign, term.path, paths, term.previous, term.number))
    split = len(formula.left)
    return Instance(rule, place, tuple(operands[:split]), formula.relation, tuple(operands[split:]))


def _matching(term: Term, rows: Rows) -> list[str]:
    """Return the rows that a term of a column speaks of."""
    return [row for row, _ in rows if row == term.path or (term.every and row.startswith(f"{term.path}."))]


def validate(rules: Iterable[Rule], tables: Mapping[str, Rows]) -> None:
    """Hold the formulas of rules against the paths of an edition.

    Raises:
        RuleError: A formula cannot be read, or has a name that the edition does not have.
    """
    for rule in rules:
        if not rule.formula:
            continue
        rows = tables.get(rule.table)
        if rows is None:
            message = f"{rule.id}: there is no table {rule.table!r}; there are {', '.join(tables)}"
            raise RuleError(message)
        columns = {column for _, each in rows for column in each}
        for term in read(rule.formula).terms:
            known = not term.path or (term.path in columns if rule.over == "rows" else bool(_matching(term, rows)))
            if not known:
                message = f"{rule.id}: table {rule.table} has nothing called {term.path!r}"
                raise RuleError(message)
        unknown = set(rule.rows) - {row for row, _ in rows}
        if unknown:
            message = f"{rule.id}: table {rule.table} has no row {', '.join(sorted(unknown))}"
            raise RuleError(message)
        if not instances(rule, rows):
            message = f"{rule.id}: no row of table {rule.table} has all that the formula names"
            raise RuleError(message)
