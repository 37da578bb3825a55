"""Whatever a report holds, check and diff return findings and a comparison: they never raise."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import gxparse
from gxparse import corpus
from gxparse.findings import Finding
from gxparse.rules import checking

CASES = corpus.cases(Path(__file__).resolve().parent.parent / "corpus")
RULES = {each.rule.id for each in checking.listed()}


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with some of its lines gone, repeated, exchanged, or with other numbers."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines)) if lines else 0
        match chance.randrange(4):
            case 0:
                del lines[at : at + chance.randint(1, 9)]
            case 1:
                lines[at:at] = lines[at : at + 3]
            case 2:
                lines[at : at + 2] = reversed(lines[at : at + 2])
            case _:
                lines[at : at + 1] = [
                    line.replace("0", chance.choice(("-1", "9" * 40, "", "/"))) for line in lines[at : at + 1]
                ]
    return "".join(lines)


def judge(text: str, before: gxparse.Report | None) -> gxparse.Report | None:
    try:
        report = gxparse.parse(text)
    except gxparse.NotAReportError:
        return None
    height = max(len(text.splitlines()), 1) + 1
    for given in (None, report, before):
        for finding in gxparse.check(report, given):
            assert isinstance(finding, Finding)
            assert finding.rule in RULES
            assert finding.message
            assert finding.message_zh
            assert finding.status != "fail" or not finding.difference or finding.left is not None
            assert all(1 <= place.line <= place.end_line <= height for place in finding.places if not place.previous)
            json.dumps(finding.to_dict())
    json.dumps(gxparse.diff(before or report, report).to_dict())
    return report


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_case_is_checked_whole_and_damaged(case: corpus.Case) -> None:
    chance = random.Random(case.name)
    before = judge(case.input, None)
    for _ in range(3):
        judge(damaged(case.input, chance), before)
