"""Which number a figure that is not known would need, for the rules that hold it to be satisfied.

This is information for a person who corrects a report. It is never a value of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.rules import wording
from gxparse.rules.formula import EQUALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.findings import Number
    from gxparse.language import Phrase
    from gxparse.rules.engine import Result, Unknown
    from gxparse.rules.subject import Subject


class Wish(NamedTuple):
    """The number that a rule asks for."""

    result: Result
    number: Number


Wanted = dict["Unknown", "list[Wish]"]
"""For each figure that is not known the numbers that the rules which know all others ask for."""

_CHANGE = "CHANGE"


def collect(results: Iterable[Result]) -> Wanted:
    """Return what the rules with exactly one figure unknown ask for."""
    found: Wanted = {}
    for result in results:
        if len(result.unknown) == 1 and result.planned.instance.relation == EQUALS:
            found.setdefault(result.unknown[0], []).append(Wish(result, _solved(result)))
    return found


def _solved(result: Result) -> Number:
    """Return the number that the only figure unknown must be for the two sides to be equal."""
    rest: Number = 0  # left less right, without the figure
    factor = 1
    instance = result.planned.instance
    for index, operand in enumerate(instance.operands):
        sign = operand.sign if index < len(instance.left) else -operand.sign
        number = result.sums[index]
        if number is None:
            factor, number = sign, result.known[index]
        rest += sign * number
    return -factor * rest


def advice(result: Result, subject: Subject, wanted: Wanted) -> Phrase:
    """Return what to say of the number that would satisfy a rule with one figure unknown."""
    if len(result.unknown) != 1 or result.planned.instance.relation != EQUALS:
        return wording.NOTHING
    wishes = wanted[result.unknown[0]]
    own = next(wish for wish in wishes if wish.result is result)
    column = result.unknown[0][0].rpartition(".")[2]
    table = result.planned.instance.rule.table
    if own.number < 0 and not subject.labels(table).takes(column, _CHANGE):
        return wording.IMPOSSIBLE.format(wording.shown(own.number))
    others = [wish for wish in wishes if wish is not own]
    if not others:
        return wording.SATISFIES.format(wording.shown(own.number))
    against = [wish for wish in others if wish.number != own.number]
    if not against:
        return wording.SATISFIES_ALL.format(wording.shown(own.number), ", ".join(map(_rule_of, others)))
    asked = [wording.ASKS.format(_rule_of(wish), wording.shown(wish.number)) for wish in against]
    return wording.DISAGREE.format(wording.shown(own.number), wording.joined(asked))


def _rule_of(wish: Wish) -> str:
    return wish.result.planned.instance.rule.id
