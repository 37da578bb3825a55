"""Hold the claims read from the five real reports against what a person read from them.

`claim_truth/` has one file per report: each claim that can be checked against the tables, in the order of the text,
with the sum of figures that it may mean, and those of which another population is said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_seeds import PREFIXES, SEEDS

import gxparse
from gxparse.rules.narrative import narrative_findings

TRUTH = Path(__file__).resolve().parent / "claim_truth"
LEAST_FOUND = 0.95


def truth(prefix: str) -> list[dict[str, Any]]:
    """Return the claims that a person read from a report."""
    found: list[dict[str, Any]] = json.loads((TRUTH / f"{prefix}.json").read_text(encoding="utf-8"))
    return found


def parsed(prefix: str) -> gxparse.Report:
    """Return the report whose file's name begins so."""
    if not SEEDS.is_dir():
        pytest.skip(f"the real reports are not here: no folder {SEEDS}")
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        return gxparse.parse(file.read())


def agrees(claim: gxparse.Claim, known: dict[str, Any]) -> bool:
    """Return whether a claim is one that a person read."""
    sums = [set(reading.paths) for reading in claim.readings if not reading.less]
    return (
        (claim.line, claim.value, claim.subject) == (known["line"], known["value"], known["subject"])
        and claim.population == known["population"]
        and claim.negated == known.get("negated", False)
        and (set(known["paths"]) in sums if known["paths"] else not claim.readings)
    )


def test_nearly_all_claims_are_found_and_their_enumerations_known() -> None:
    """See that at least 95 in a hundred claims are found, each as part of the total it is a part of."""
    missed = []
    count = 0
    for prefix in PREFIXES:
        claims = parsed(prefix).claims
        wanted = truth(prefix)
        for known in wanted:
            count += 1
            found = next((claim for claim in claims if agrees(claim, known)), None)
            total = None if found is None or found.part_of is None else claims[found.part_of]
            of = None if known.get("part_of") is None else wanted[known["part_of"]]
            if found is None or (total is None) != (of is None) or (total and of and not agrees(total, of)):
                missed.append((prefix, known))
    assert count > 25
    assert len(missed) <= (1 - LEAST_FOUND) * count, missed


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_claim_is_misread(prefix: str) -> None:
    """See that whatever would be compared with the tables is what a person read as well."""
    wanted = truth(prefix)
    for claim in parsed(prefix).claims:
        assert claim.population or any(agrees(claim, known) for known in wanted), claim


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_claim_fails(prefix: str) -> None:
    """See that the real reports, in which text and tables agree, have no failure."""
    found = narrative_findings(parsed(prefix))
    assert [finding.message for finding in found if finding.status == "fail"] == []
    assert found


def test_claims_of_a_report_with_tables_pass() -> None:
    """See that ten claims of one report are compared, and their sum."""
    found = narrative_findings(parsed("001"))
    assert [finding.status for finding in found] == ["pass"] * 11
    assert [finding.rule for finding in found].count("narrative.parts") == 1


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_claim_is_where_it_says(prefix: str) -> None:
    """See that the place of a claim in the caller's text is the claim."""
    report = parsed(prefix)
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().replace("\r\n", "\n").split("\n")
    for claim in report.claims:
        assert claim.line == claim.end_line
        assert lines[claim.line - 1][claim.column - 1 : claim.end_column - 1] == claim.text


CHANGES = {
    "1,092件": ("1,093件", "narrative.received"),
    "1,005件": ("1,006件", "narrative.handled"),
    "结转136件": ("结转135件", "narrative.carried_over"),
    "办理87件": ("办理78件", "narrative.carried_forward"),
    "予以公开279件": ("予以公开297件", "narrative.outcome"),
    "部分公开35件": ("部分公开36件", "narrative.outcome"),
    "不予公开59件": ("不予公开58件", "narrative.outcome"),
    "无法提供525件": ("无法提供524件", "narrative.outcome"),
    "不予处理54件": ("不予处理53件", "narrative.outcome"),
    "其他处理53件": ("其他处理54件", "narrative.outcome"),
}


@pytest.mark.parametrize("old", CHANGES)
def test_a_changed_claim_is_caught(old: str) -> None:
    """See that the rule of the claim fails, and that of the sum where it is a part or the total of one."""
    if not SEEDS.is_dir():
        pytest.skip(f"the real reports are not here: no folder {SEEDS}")
    (path,) = SEEDS.glob("001_*.txt")
    text = path.read_text(encoding="utf-8")
    new, rule = CHANGES[old]
    assert text.count(old) == 1
    found = [
        finding for finding in narrative_findings(gxparse.parse(text.replace(old, new))) if finding.status == "fail"
    ]
    in_sum = rule in ("narrative.outcome", "narrative.handled")
    assert sorted(finding.rule for finding in found) == sorted([rule, "narrative.parts"] if in_sum else [rule])
    assert all(finding.difference for finding in found)
