"""Which units the subjects of the narrative are counted in, and of what it may say that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.narrative.numerals import Count
from gxparse.narrative.subjects import FEE_NOTICES, INFORMATION_PROCESSING_FEE
from gxparse.narrative.words import pattern

if TYPE_CHECKING:
    from gxparse.narrative.clauses import Item
    from gxparse.narrative.subjects import Meaning

NONE_OF_IT = Count(0, "", 1, approximate=False)
"""The count of what the text denies."""
_UNITS = {
    "documents": "DOCUMENT_UNIT",
    "decisions": "DECISION_UNIT",
    "fees": "MONEY_UNIT",
    INFORMATION_PROCESSING_FEE: "MONEY_UNIT",
}
_CASE_UNIT, _REQUEST_UNIT = "CASE_UNIT", "REQUEST_UNIT"
_MAY_BE_DENIED = frozenset(("received", "newly_received", "carried_over", "carried_forward", "issued", "repealed"))


def fits(meaning: Meaning, count: Count, item: Item) -> bool:
    """Whether a count has a unit in which its subject is counted, or that there is none is said of what may be so."""
    if count is NONE_OF_IT:
        of_table = meaning.subject not in ("received", "handled", "outcome", "applicants")
        return of_table or item.subjects == ("requests",) or not _MAY_BE_DENIED.isdisjoint(item.subjects)
    unit = "NOTICE_UNIT" if FEE_NOTICES in meaning.names else _UNITS.get(meaning.subject, _CASE_UNIT)
    fits = pattern(unit).fullmatch(count.unit)
    if fits is None and "requests" in item.subjects:
        fits = pattern(_REQUEST_UNIT).fullmatch(count.unit)
    return fits is not None
