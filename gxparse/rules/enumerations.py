"""The sums that the narrative makes itself: parts that are named beside a total add up to it.

This is reviewers' practice, not the form's text: a failure is a warning.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gxparse.findings import Content, Finding, Place
from gxparse.narrative import subjects
from gxparse.narrative.model import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.findings import Number, Status
    from gxparse.narrative.model import Claim

_PARTS = "narrative.parts"
_TOTALS = ("received", "handled")
_NEAR = 4  # claims


def enumerations(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Finding]]:
    """Return each total with a finding about the parts that are named beside it, one dimension at a time."""
    parts = [claim for claim in claims if claim.part_of is not None]
    parts.sort(key=lambda claim: claim.part_of or 0)
    for index, group in groupby(parts, key=lambda claim: claim.part_of or 0):
        for together in _together(claims[index], list(group)):
            if len(together) > 1:
                yield claims[index], _parts(claims[index], together, _beside(claims, index))


def _together(total: Claim, parts: Sequence[Claim]) -> list[list[Claim]]:
    """Return the parts of a total by dimension; those with names of their own beside the others they add up with."""
    by_dimension: dict[str, list[Claim]] = {}
    for part in parts:
        by_dimension.setdefault(part.dimension, []).append(part)
    if NAMED in by_dimension and len(by_dimension) == 2:  # noqa: PLR2004 (those and one more)
        others = sum(part.value for part in parts if part.dimension != NAMED)
        if others < total.value or sum(part.value for part in parts) == total.value:
            return [list(parts)]
    return list(by_dimension.values())


def _beside(claims: Sequence[Claim], index: int) -> set[Number]:
    """Return other totals of requests near one, and it with what was carried over: parts may be theirs."""
    total = claims[index]
    near = [
        claim
        for claim in (*claims[max(0, index - _NEAR) : index], *claims[index + 1 : index + 1 + _NEAR])
        if claim.line == total.line and claim.population is None
    ]
    found = {claim.value for claim in near if claim.subject in _TOTALS and not claim.part_of}
    return found | {total.value + claim.value for claim in near if claim.subject == "carried_over"}


def _parts(total: Claim, parts: Sequence[Claim], beside: set[Number]) -> Finding:
    """Return whether the parts of an enumeration add up to its total."""
    added = sum(part.value for part in parts)
    status, reason, reason_zh = _status_of_parts(total, parts, added)
    if status == "fail" and added in beside:
        status, reason, reason_zh = "not_assessable", ": they add up to another total", "，与另一总数相符，未核对"

    def messages() -> tuple[str, str]:
        shown = " + ".join(str(part.value) for part in parts)
        compared = {"pass": f" = {total.value}", "fail": f" ≠ {total.value}"}.get(status, "")
        return (
            f"「{total.text}」 (section {total.section}): its parts {shown} = {added}{compared}{reason}",
            f"正文“{total.text}”：各分项 {shown} ＝ {added}，总数 {total.value}{reason_zh}",
        )

    return Finding(
        rule=_PARTS,
        status=status,
        severity="warning",
        paths=(),
        left=added,
        right=total.value,
        difference=added - total.value,
        content=Content(messages, lambda: [place_of(claim) for claim in (total, *parts)]),
    )


def _status_of_parts(total: Claim, parts: Sequence[Claim], added: Number) -> tuple[Status, str, str]:
    """Return the status of an enumeration and why, in English and Chinese."""
    if any(claim.approximate for claim in (total, *parts)):
        return "not_assessable", ": approximate numbers", "，含约数，未核对"
    if any(part.population not in (total.population, "part") for part in parts):
        return "not_assessable", ": figures of different bodies or years", "，口径不同，未核对"
    if added == total.value:
        return "pass", "", "，相符"
    difference = added - total.value
    exclude = difference > 0 and _exclude_each_other(total, parts)
    if not any(part.may_be_of_part for part in parts) and (_is_complete(total, parts) or exclude):
        return "fail", f"; difference {abs(difference)}", f"，相差 {abs(difference)}"
    if difference > 0:
        return "not_assessable", ": the parts may overlap", "，各分项可能有重叠，未核对"
    return "not_assessable", ": there may be parts that are not named", "，可能未列全，未核对"


def _is_complete(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether nothing can be missing among the parts: the rest is named, or every member of the dimension."""
    named = {name for part in parts for name in part.names}
    if len({part.dimension for part in parts}) > 1:
        return False
    if parts[0].dimension == NAMED:
        return [part.is_rest for part in parts] == [False] * (len(parts) - 1) + [True]
    if parts[0].dimension == "outcome":
        return total.subject == "handled" and named.issuperset(subjects.outcomes())
    return parts[0].dimension == "applicants" and named.issuperset(("natural_person", "organizations"))


def _exclude_each_other(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether no case can be in two of the parts: results, or those who applied, each named once."""
    if len({part.dimension for part in parts}) > 1:
        return False
    names = [part.names for part in parts]
    if len({name for each in names for name in each}) < sum(map(len, names)) and not parts[0].dimension.startswith(
        "results"
    ):
        return False
    if len(set(names)) < len(names):
        return False
    dimension = parts[0].dimension
    if dimension == "applicants":
        return ("organizations",) not in names or len(names) == 2  # noqa: PLR2004 (persons and organizations)
    return dimension.startswith("results") or (dimension == "outcome" and total.subject == "handled")


def place_of(claim: Claim) -> Place:
    """Return where a claim stands."""
    return Place(claim.line, claim.column, claim.end_line, claim.end_column)
