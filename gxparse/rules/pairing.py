"""Which report is that of the year before: the same body's, and one year earlier."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gxparse import grammar
from gxparse.rules import wording
from gxparse.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.language import Phrase
    from gxparse.report import Report

_OF_REGION = "OF_REGION"


@cache
def _of_region() -> re.Pattern[str]:
    return re.compile(f"(?:{grammar.compiled().statements[_OF_REGION]})$")


def body(issuer: str | None) -> str | None:
    """Return the name by which a body is known: a region's government by the name of its region."""
    return _of_region().sub("", fold(issuer)) if issuer else None


def reason_against(report: Report, before: Report) -> tuple[Phrase, tuple[str, ...]] | None:
    """Return why the one is not the report of the year before the other, and of what it speaks; None if it may be.

    What a report does not say is no reason.
    """
    own, other = body(report.issuer), body(before.issuer)
    if own and other and own != other:
        return wording.OTHER_BODY.format(before.issuer, report.issuer), ("issuer",)
    if report.year is None or before.year is None or before.year == report.year - 1:
        return None
    return wording.NOT_CONSECUTIVE.format(before.year, report.year), ("year",)


def befores(reports: Sequence[Report | None]) -> list[list[int]]:
    """Return for each report (None: a text that is none) which others are its body's for the year before.

    More than one: nothing tells which of them it is.
    """
    known: dict[tuple[str, int], list[int]] = {}
    keys = [_key(report) for report in reports]
    for index, key in enumerate(keys):
        if key:
            known.setdefault(key, []).append(index)
    return [known.get((key[0], key[1] - 1), []) if key else [] for key in keys]


def _key(report: Report | None) -> tuple[str, int] | None:
    name = body(report.issuer) if report else None
    return (name, report.year) if report and name and report.year else None
