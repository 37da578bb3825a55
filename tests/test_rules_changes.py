"""Reports whose sums hold have no failure; one number changed fails exactly the rules that contain it."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import attrs
import pytest
from balanced_reports import balanced_report, rules_with
from made_reports import made_style

import gxparse
from gxparse import editions
from gxparse.writing.reading import report_from_dict
from gxparse.writing.report import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made_reports import MadeReport

    from gxparse.findings import Finding
    from gxparse.report import Report

EDITIONS = editions.names()
REPORTS = 7
WRITTEN = 30
TABLES = ("applications", "disputes")
FEWEST_CHANGES = 1000  # of each edition


@cache
def made(edition: str, seed: int) -> MadeReport:
    return balanced_report(edition, random.Random(f"{edition} {seed}"))


def as_report(report: MadeReport) -> Report:
    return attrs.evolve(report_from_dict(report.data(), report.edition), year=report.year)


def paths_of(report: MadeReport) -> list[str]:
    return [path for path in report.figures if path.partition(".")[0] in TABLES]


def failing(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.status == "fail"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_reports_whose_sums_hold_have_no_failure_as_they_are_written_and_read(edition: str) -> None:
    for seed in range(WRITTEN):
        report = made(edition, seed)
        style = made_style(random.Random(seed))
        text = filled(edition, report.data(), random.Random(seed).choice(("markdown", "tab_rows", "html")), style=style)
        findings = gxparse.check(gxparse.parse(text))
        assert [each.message for each in findings if each.status != "pass"] == []
        assert {each.rule for each in findings} >= {
            "applications.row_total",
            "applications.outcome_total",
            "applications.balance",
            "disputes.total",
            "form.blank_cells",
        }


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_number_changed_fails_exactly_the_rules_that_contain_it(edition: str) -> None:
    changes = 0
    for report, path, number in _changes(edition):
        figures = {**report.figures, path: number}
        found = failing(gxparse.check(as_report(attrs.evolve(report, figures=figures))))
        assert sorted(each.rule for each in found) == rules_with(path), path
        before = report.figures[path]
        assert isinstance(before, int)
        assert all(path in each.paths and abs(each.difference or 0) == abs(number - before) for each in found)
        changes += 1
    assert changes >= FEWEST_CHANGES


def _changes(edition: str) -> Iterator[tuple[MadeReport, str, int]]:
    chance = random.Random(edition)
    for seed in range(REPORTS):
        report = made(edition, seed)
        for path in paths_of(report):
            before = report.figures[path]
            assert isinstance(before, int)
            yield (
                report,
                path,
                chance.choice([number for number in (0, 1, before + 1, before * 10) if number != before]),
            )


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_number_changed_in_the_text_is_found_in_its_line(edition: str) -> None:
    report = made(edition, 0)
    for path in random.Random(edition).sample(paths_of(report), 40):
        before = report.figures[path]
        assert isinstance(before, int)
        text = filled(edition, attrs.evolve(report, figures={**report.figures, path: before + 7}).data())
        parsed = gxparse.parse(text)
        found = failing(gxparse.check(parsed))
        assert sorted(each.rule for each in found) == rules_with(path), path
        cell = parsed.cell(path)
        for each in found:
            assert (cell.line, cell.column) in [(place.line, place.column) for place in each.places]


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_number_taken_away_is_said_by_every_rule_that_contains_it(edition: str) -> None:
    report = made(edition, 1)
    for path in paths_of(report):
        number = report.figures[path]
        findings = gxparse.check(as_report(attrs.evolve(report, figures={**report.figures, path: None})))
        found = [each for each in findings if each.status == "not_assessable" and each.rule.startswith(TABLES)]
        assert sorted(each.rule for each in found) == rules_with(path), path
        assert [each.rule for each in failing(findings)] == ["form.blank_cells"]
        for each in found:
            assert "is blank" in each.message
            assert f"; {number} would satisfy it" in each.message, each.message
            assert f"填 {number} 可使本式" in each.message_zh
            assert "but" not in each.message
