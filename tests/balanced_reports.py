"""Made reports whose sums hold, and what of the rules each figure of tables three and four is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from made_reports import made_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from made_reports import MadeReport, Number

APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
)
RESULTS = ("upheld", "corrected", "other", "pending")
BALANCE = ("new_received", "carried_over", "total_handled", "carried_forward")
FEES = "本年度发出收费通知0件，总金额0元，实际收取0元。"


def balanced_report(edition: str, random: Random) -> MadeReport:
    """Return a report of an edition that satisfies every rule; where sums hold, many figures are small or 0."""
    made = made_report(edition, random, distinct=False)
    figures = dict(made.figures)
    rows = dict.fromkeys(path.rpartition(".")[0] for path in figures if path.startswith("applications."))
    outcomes = [row for row in rows if row.rpartition(".")[2] not in BALANCE]
    for applicant in APPLICANTS:
        handled = sum(_number(figures, f"{row}.{applicant}") for row in outcomes)
        figures[f"applications.total_handled.{applicant}"] = handled
        all_of_them = handled + _number(figures, f"applications.carried_forward.{applicant}")
        carried = min(_number(figures, f"applications.carried_over.{applicant}"), all_of_them)
        figures[f"applications.carried_over.{applicant}"] = carried
        figures[f"applications.new_received.{applicant}"] = all_of_them - carried
    for row in rows:
        figures[f"{row}.total"] = sum(_number(figures, f"{row}.{applicant}") for applicant in APPLICANTS)
    for path in [path for path in figures if path.startswith("disputes.") and path.endswith(".total")]:
        figures[path] = sum(_number(figures, f"{path.removesuffix('total')}{result}") for result in RESULTS)
    for path in figures:
        above, _, name = path.rpartition(".")
        if name == "total_disclosed":
            figures[path] = _number(figures, path) + _number(figures, f"{above}.newly_disclosed")
        elif name == "in_force":
            figures[path] = _number(figures, path) + _number(figures, f"{above}.issued")
        elif name == "change":
            figures[path] = max(_number(figures, path), -_number(figures, f"{above}.prior_year_items"))
    return attrs.evolve(made, figures=figures, narrative={**made.narrative, 6: FEES})


def _number(figures: dict[str, Number | None], path: str) -> int:
    number = figures[path]
    assert isinstance(number, int)
    return number


def rules_with(path: str) -> list[str]:
    """Return the rules that a figure of tables three or four is part of, by what the form says of its row."""
    table, *inner, _ = path.split(".")
    if table == "disputes":
        return ["disputes.total"]
    found = ["applications.row_total"]
    if inner[0] not in BALANCE or inner[0] == "total_handled":
        found.append("applications.outcome_total")
    if inner[0] in BALANCE:
        found.append("applications.balance")
    return sorted(found)


def may_be_beside(numbers: Sequence[Number | None]) -> bool:
    """Return whether the figures of a part whose total is a sum can stand beside their columns, by what is blank."""
    stated = [number for number in numbers if number is not None]
    if not stated or (numbers[0] is not None and numbers[-1] is not None):
        return False
    others, last = sum(stated[:-1]), stated[-1]
    return last >= others and last > 0 if numbers[-1] is None else last < others
