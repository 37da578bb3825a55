"""Evaluates the rules that have a formula."""

from __future__ import annotations

from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from gxparse.rules import unknown, wording
from gxparse.rules.figures import rows_of_model
from gxparse.rules.formula import EQUALS, instances
from gxparse.rules.subject import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gxparse.findings import Finding, Number, Place
    from gxparse.language import Phrase
    from gxparse.rules.declaration import Rule
    from gxparse.rules.formula import Instance, Operand, Rows
    from gxparse.rules.labels import TableLabels
    from gxparse.rules.subject import Subject

_SEVERAL = 2  # keys of which `itemgetter` returns a tuple
Unknown = tuple[str, bool]
"""A figure without a number: its path, and whether it is one of the report of the year before."""


class Planned(NamedTuple):
    """A rule in one row or column, with all that does not change from report to report.

    `take` returns the figures of both sides at once, where all of them are only added up; else it is None. `left` is
    how many of them stand on the left, and `numbers` are what is added to each side besides.
    """

    instance: Instance
    labels: TableLabels
    names: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]
    previous_paths: tuple[str, ...]
    take: Callable[[Mapping[str, Number | None]], tuple[Number | None, ...]] | None
    left: int
    numbers: tuple[int, int]

    def words(self) -> tuple[Phrase, Phrase]:
        """Return the words in front, and the formula with gaps for the numbers."""
        instance, labels = self.instance, self.labels
        return wording.place(instance, labels, dict(self.names)), wording.template(instance, labels)


class Result(NamedTuple):
    """What the figures of a report make of it.

    `sums` has the sum of each operand, without its sign; None where a figure of it is unknown. `known` has then what
    its other figures add up to, by the index of the operand. Where every figure is known `sums` may be empty.
    """

    planned: Planned
    sums: tuple[Number | None, ...]
    known: dict[int, Number]
    left: Number | None
    right: Number | None
    unknown: tuple[Unknown, ...]


@lru_cache(maxsize=512)
def _plan(rule: Rule, rows: Rows, names: tuple[tuple[str, str], ...], labels: TableLabels) -> tuple[Planned, ...]:
    return tuple(_planned(instance, names, labels) for instance in instances(rule, rows))


@lru_cache(maxsize=512)
def _plan_of_model(rule: Rule, model: type, labels: TableLabels) -> tuple[Planned, ...]:
    """Return the plan for a table that has the rows of its class and no others."""
    return _plan(rule, rows_of_model(model), (), labels)


def _planned(instance: Instance, names: tuple[tuple[str, str], ...], labels: TableLabels) -> Planned:
    operands = instance.operands
    paths = tuple(path for operand in operands for path in operand.paths)
    only_added = all(operand.sign > 0 and not operand.previous for operand in operands)
    return Planned(
        instance,
        labels,
        names,
        paths,
        tuple(path for operand in operands if operand.previous for path in operand.paths),
        itemgetter(*paths) if only_added and len(paths) >= _SEVERAL else None,
        sum(len(operand.paths) for operand in instance.left),
        (sum(operand.number for operand in instance.left), sum(operand.number for operand in instance.right)),
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
            results[rule.id] = [_result(each, subject) for each in _plan_for(rule, subject)]
    wanted = unknown.collect(result for found in results.values() for result in found)
    for rule in rules:
        if rule.id in refused:
            yield rule, [refused[rule.id]]
        else:
            yield rule, [_finding(result, subject, wanted) for result in results[rule.id]]


def _plan_for(rule: Rule, subject: Subject) -> tuple[Planned, ...]:
    figures, table = subject.figures, rule.table
    labels = subject.labels(table)
    if table in figures.models:
        return _plan_of_model(rule, figures.models[table], labels)
    return _plan(rule, figures.rows[table], figures.names[table], labels)


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
    if planned.take:
        taken = planned.take(subject.figures.numbers)
        if None not in taken:
            values = cast("tuple[Number, ...]", taken)
            sides = values[: planned.left], values[planned.left :]
            left, right = (sum(side, number) for side, number in zip(sides, planned.numbers, strict=True))
            return Result(planned, (), {}, left, right, ())
    return _result_by_operands(planned, subject)


def _result_by_operands(planned: Planned, subject: Subject) -> Result:
    instance = planned.instance
    sums: list[Number | None] = []
    known: dict[int, Number] = {}
    unknown_figures: list[Unknown] = []
    now = subject.figures.numbers
    for index, operand in enumerate(instance.operands):
        numbers = subject.of(previous=True).numbers if operand.previous else now
        given = [number for path in operand.paths if (number := numbers[path]) is not None]
        if len(given) < len(operand.paths):
            unknown_figures += [(path, operand.previous) for path in operand.paths if numbers[path] is None]
            known[index] = sum(given)
            sums.append(None)
        else:
            sums.append(sum(given) if given else operand.number)
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
        return finding(
            rule,
            "not_assessable",
            partial(_words_for_unknown, result, subject, wanted),
            paths=planned.paths,
            previous_paths=planned.previous_paths,
            numbers=numbers,
            places=partial(_places_for_unknown, result, subject),
        )
    relation = planned.instance.relation
    holds = result.left == result.right if relation == EQUALS else result.left >= result.right
    return finding(
        rule,
        "pass" if holds else "fail",
        partial(_words, result, subject, holds=holds),
        paths=planned.paths,
        previous_paths=planned.previous_paths,
        numbers=numbers,
        places=partial(_places, result, subject),
    )


def _words_for_unknown(result: Result, subject: Subject, wanted: unknown.Wanted) -> Phrase:
    """Return the words for a result of which a side is not known."""
    place, _ = result.planned.words()
    return place + wording.unknown(_named(result, subject)) + unknown.advice(result, subject, wanted)


def _places_for_unknown(result: Result, subject: Subject) -> list[Place | None]:
    """Return the places of the figures that are not known, then those of the others; else that of the table."""
    places = [subject.of(previous=before).place(path) for path, before in result.unknown]
    places += [place for place in _places(result, subject) if place not in places]
    return places if any(places) else [subject.figures.part(result.planned.instance.rule.table)]


def _words(result: Result, subject: Subject, *, holds: bool) -> Phrase:
    """Return the words for a result of which both sides are known."""
    instance = result.planned.instance
    place, template = result.planned.words()
    sums = result.sums or _result_by_operands(result.planned, subject).sums
    split = len(instance.left)
    shown = [wording.shown(number) for number in sums if number is not None]
    relation = (instance.relation, holds)
    words = place + wording.filled(template, shown[:split], relation, shown[split:])
    if not holds and result.left is not None and result.right is not None:
        words += wording.difference(result.left - result.right)
    return words


def _places(result: Result, subject: Subject) -> list[Place | None]:
    return [
        subject.of(previous=operand.previous).place(path)
        for operand in result.planned.instance.operands
        for path in operand.paths
    ]


def _named(result: Result, subject: Subject) -> list[tuple[Phrase, str, bool]]:
    """Return the words for each figure without a number, its state, and whether it is last year's."""
    rule = result.planned.instance.rule
    labels, names = subject.labels(rule.table), subject.figures.names[rule.table]
    return [
        (wording.within(path, rule.over, labels, names), subject.of(previous=before).state(path), before)
        for path, before in result.unknown
    ]
