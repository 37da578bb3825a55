"""Evaluates the rules that have a formula."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from gxparse.rules import unknown, wording
from gxparse.rules.formula import EQUALS, instances
from gxparse.rules.subject import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.findings import Finding, Number, Place
    from gxparse.rules.declaration import Rule
    from gxparse.rules.formula import Instance, Operand, Rows
    from gxparse.rules.labels import TableLabels
    from gxparse.rules.subject import Subject
    from gxparse.rules.wording import Words

Unknown = tuple[str, bool]
"""A figure without a number: its path, and whether it is one of the report of the year before."""


class Planned(NamedTuple):
    """A rule in one row or column, with its words: those in front, and the formula with gaps for the numbers."""

    instance: Instance
    place: Words
    template: Words
    paths: tuple[str, ...]
    previous_paths: tuple[str, ...]


class Result(NamedTuple):
    """What the figures of a report make of it.

    `sums` has the sum of each operand, without its sign; None where a figure of it is unknown. `known` has then what
    its other figures add up to, by the index of the operand.
    """

    planned: Planned
    sums: tuple[Number | None, ...]
    known: dict[int, Number]
    left: Number | None
    right: Number | None
    unknown: tuple[Unknown, ...]


@lru_cache(maxsize=512)
def _plan(rule: Rule, rows: Rows, names: tuple[tuple[str, str], ...], labels: TableLabels) -> tuple[Planned, ...]:
    return tuple(
        Planned(
            instance,
            wording.place(instance, labels, dict(names)),
            wording.template(instance, labels),
            tuple(path for operand in instance.operands for path in operand.paths),
            tuple(path for operand in instance.operands if operand.previous for path in operand.paths),
        )
        for instance in instances(rule, rows)
    )


def evaluate(rules: Sequence[Rule], subject: Subject) -> Iterator[tuple[Rule, list[Finding]]]:
    """Return what each rule with a formula says of a report, in the order of the rules.

    Args:
        rules: Rules of the report's edition that have a formula.
        subject: The report.
    """
    results: dict[str, list[Result]] = {}
    refused: dict[str, Finding] = {}
    for rule in rules:
        reason = _reason_to_refuse(rule, subject)
        if reason:
            refused[rule.id] = reason
        else:
            rows, names = subject.figures.rows[rule.table], subject.figures.names[rule.table]
            results[rule.id] = [_result(each, subject) for each in _plan(rule, rows, names, subject.labels(rule.table))]
    wanted = unknown.collect(result for found in results.values() for result in found)
    for rule in rules:
        if rule.id in refused:
            yield rule, [refused[rule.id]]
        else:
            yield rule, [_finding(result, subject, wanted) for result in results[rule.id]]


def _reason_to_refuse(rule: Rule, subject: Subject) -> Finding | None:
    """Return the finding of a rule that applies to nothing, None if it does apply."""
    figures, before = subject.figures, subject.figures_before
    if rule.table not in figures.rows:
        words = wording.ABSENT_TABLE.format(wording.table(subject.labels(rule.table)))
        return finding(rule, "not_assessable", words, paths=(rule.table,), places=[figures.part(rule.table)])
    if before is None or not rule.asks_previous:
        return None
    place = figures.part(rule.table)
    if rule.table not in before.rows:
        words = wording.ABSENT_TABLE.format(wording.table(subject.labels(rule.table), previous=True))
        return finding(rule, "not_assessable", words, paths=(rule.table,), places=[place, before.part(rule.table)])
    asked = {
        path
        for instance in instances(rule, figures.rows[rule.table])
        for operand in instance.operands
        for path in operand.paths
        if operand.previous
    }
    if not asked.issubset(before.numbers):
        return finding(rule, "not_assessable", wording.OTHER_FORM, paths=(rule.table,), places=[place])
    return None


def _result(planned: Planned, subject: Subject) -> Result:
    instance = planned.instance
    sums: list[Number | None] = []
    known: dict[int, Number] = {}
    unknown_figures: list[Unknown] = []
    now = subject.figures.numbers
    for index, operand in enumerate(instance.operands):
        numbers = subject.of(previous=True).numbers if operand.previous else now
        values = [numbers[path] for path in operand.paths]
        if len(values) == 1 and values[0] is not None:
            sums.append(values[0])
        elif None in values:
            unknown_figures += [(path, operand.previous) for path in operand.paths if numbers[path] is None]
            known[index] = sum(value for value in values if value is not None)
            sums.append(None)
        else:
            sums.append(sum(values) if values else operand.number)  # type: ignore[arg-type]
    split = len(instance.left)
    left, right = _total(instance.left, sums[:split]), _total(instance.right, sums[split:])
    return Result(planned, tuple(sums), known, left, right, tuple(unknown_figures))


def _total(operands: Sequence[Operand], sums: Sequence[Number | None]) -> Number | None:
    """Return the sum of one side, None if one of its operands is unknown."""
    total: Number = 0
    for operand, number in zip(operands, sums, strict=True):
        if number is None:
            return None
        total += operand.sign * number
    return total


def _finding(result: Result, subject: Subject, wanted: unknown.Wanted) -> Finding:
    planned = result.planned
    rule = planned.instance.rule
    numbers = (result.left, result.right)
    if result.left is None or result.right is None:
        places = [subject.of(previous=before).place(path) for path, before in result.unknown]
        places += [place for place in _places(result, subject) if place not in places]
        words = planned.place + wording.unknown(_named(result, subject)) + unknown.advice(result, subject, wanted)
        return finding(
            rule,
            "not_assessable",
            words,
            paths=planned.paths,
            previous_paths=planned.previous_paths,
            numbers=numbers,
            places=places if any(places) else [subject.figures.part(rule.table)],
        )
    relation = planned.instance.relation
    holds = result.left == result.right if relation == EQUALS else result.left >= result.right
    return finding(
        rule,
        "pass" if holds else "fail",
        partial(_words, result, holds=holds),
        paths=planned.paths,
        previous_paths=planned.previous_paths,
        numbers=numbers,
        places=partial(_places, result, subject),
    )


def _words(result: Result, *, holds: bool) -> Words:
    """Return the words for a result of which both sides are known."""
    instance = result.planned.instance
    split = len(instance.left)
    shown = [wording.shown(number) for number in result.sums if number is not None]
    relation = (instance.relation, holds)
    words = result.planned.place + wording.filled(result.planned.template, shown[:split], relation, shown[split:])
    if not holds and result.left is not None and result.right is not None:
        words += wording.difference(result.left - result.right)
    return words


def _places(result: Result, subject: Subject) -> list[Place | None]:
    return [
        subject.of(previous=operand.previous).place(path)
        for operand in result.planned.instance.operands
        for path in operand.paths
    ]


def _named(result: Result, subject: Subject) -> list[tuple[Words, str, bool]]:
    """Return the words for each figure without a number, its state, and whether it is last year's."""
    rule = result.planned.instance.rule
    labels, names = subject.labels(rule.table), subject.figures.names[rule.table]
    return [
        (wording.within(path, rule.over, labels, names), subject.of(previous=before).state(path), before)
        for path, before in result.unknown
    ]
