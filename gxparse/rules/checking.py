"""Holds a report against all rules of its edition."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from gxparse import editions
from gxparse.report import Report
from gxparse.rules import engine, form, formula, pairing, years
from gxparse.rules.declaration import Rule, RuleError
from gxparse.rules.figures import rows_of_model
from gxparse.rules.functions import FUNCTIONS
from gxparse.rules.subject import Subject, finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gxparse.findings import Finding

__all__ = ["Listed", "check", "listed", "rules_of"]

_WITH_FUNCTIONS = (form, years)  # importing them registers their functions
FAMILIES = ("applications", "disputes", "values", "disclosure", "form", "narrative", "years")


@cache
def rules_of(edition: str) -> tuple[Rule, ...]:
    """Return the rules of an edition, in the order in which findings are given.

    Raises:
        RuleError: A formula cannot be read or has a name that the edition does not have, or a rule has neither
            a formula nor a function.
    """
    declared: tuple[Rule, ...] = editions.module(edition).RULES
    formula.validate(declared, {name: rows_of_model(model) for name, model in editions.tables(edition).items()})
    for rule in declared:
        if not (rule.formula or rule.asks_narrative or rule.id in FUNCTIONS):
            message = f"{rule.id} has no formula, and no function is registered for it"
            raise RuleError(message)
    return tuple(sorted(declared, key=_order))


def _order(rule: Rule) -> int:
    return FAMILIES.index(rule.family) if rule.family in FAMILIES else FAMILIES.index("form")


@attrs.frozen
class Listed:
    """A rule as it is listed: with the editions that have it so."""

    rule: Rule
    editions: tuple[str, ...]


def listed() -> tuple[Listed, ...]:
    """Return the rules of all editions; one that editions declare differently is there once for each."""
    found: dict[Rule, list[str]] = {}
    for edition in editions.names():
        for rule in rules_of(edition):
            found.setdefault(rule, []).append(edition)
    return tuple(Listed(rule, tuple(names)) for rule, names in sorted(found.items(), key=lambda item: _order(item[0])))


def _rules_for(subject: Subject) -> list[Rule]:
    """Return the rules for a report: those of its edition, those about a table of another one by that one."""
    own = subject.figures.edition
    others = {table: other for table in subject.figures.rows if (other := subject.figures.edition_of(table)) != own}
    if not others:
        return list(rules_of(own))
    found = [rule for rule in rules_of(own) if rule.table not in others]
    for table, other in others.items():
        found += [rule for rule in rules_of(other) if rule.table == table]
    return sorted(found, key=_order)


def check(report: Report, previous: Report | None = None) -> tuple[Finding, ...]:
    """Hold a report against the rules; see `gxparse.check`."""
    for given in (report,) if previous is None else (report, previous):
        if not isinstance(given, Report):
            message = f"check() takes reports as gxparse.parse() returns them, not {type(given).__name__}"
            raise TypeError(message)
    subject = Subject(report, previous)
    every = _rules_for(subject)
    rules = [rule for rule in every if previous is not None or not rule.asks_previous]
    refused = _not_comparable(subject, rules)
    rules = [rule for rule in rules if rule.id not in refused]
    found: dict[str, Iterable[Finding]] = {each.rule: [each] for each in refused.values()}
    found |= {rule.id: each for rule, each in engine.evaluate([rule for rule in rules if rule.formula], subject)}
    found |= {rule.id: FUNCTIONS[rule.id](rule, subject) for rule in rules if rule.id in FUNCTIONS}
    from gxparse.rules.narrative import findings_of

    ordered = [rule.id for rule in every if rule.id in found]
    inside = [each for each in ordered if not each.startswith("years.")]
    between = [each for each in ordered if each.startswith("years.")]
    return (
        *(one for each in inside for one in found[each]),
        *findings_of(Subject(report, None) if refused else subject),
        *(one for each in between for one in found[each]),
    )


def _not_comparable(subject: Subject, rules: Iterable[Rule]) -> dict[str, Finding]:
    """Return a finding for each rule between years, if the other report is another body's or of another year."""
    reason = pairing.reason_against(subject.report, subject.before) if subject.before else None
    if reason is None:
        return {}
    words, paths = reason
    place = subject.figures.part(paths[0])
    return {
        rule.id: finding(rule, "not_assessable", words, paths=paths, places=[place])
        for rule in rules
        if rule.asks_previous
    }
