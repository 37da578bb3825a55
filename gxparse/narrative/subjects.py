"""What the subjects of a count mean in the tables of an edition: which figures it may be the sum of.

The rules of the narrative grammar are named as the rows, columns and measures of the model; which of these an
edition has, and what is below them, comes from the model.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import editions
from gxparse.build import figure_paths
from gxparse.narrative.model import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.narrative.model import Subject

_NEW, _OVER = "applications.new_received", "applications.carried_over"
_HANDLED, _FORWARD = "applications.total_handled", "applications.carried_forward"
_GRANTED, _PARTIALLY_GRANTED = "granted", "partially_granted"
_OUTCOMES = (
    _GRANTED,
    _PARTIALLY_GRANTED,
    "denied",
    "unable_to_provide",
    "not_processed",
    "other_handling",
)
_ORGANIZATIONS = "organizations"
_APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
)
_OF_ORGANIZATIONS = (*_APPLICANTS[1:], "other")
_COURTS = ("direct_litigation", "litigation_after_reconsideration")
_DISPUTES = {"reconsideration": ("reconsideration",), "litigation": _COURTS, **{name: (name,) for name in _COURTS}}
_RESULTS = ("upheld", "corrected", "other", "pending")
_DOCUMENTS = ("rules", "normative_documents")
_MEASURES = {
    "issued": ("issued", "produced"),
    "repealed": ("repealed",),
    "in_force": ("in_force",),
    "newly_disclosed": ("newly_disclosed",),
    "total_disclosed": ("total_disclosed",),
}
_DECISIONS = ("licenses", "penalties", "compulsion")
_FEES = "fees"
INFORMATION_PROCESSING_FEE: Subject = "information_processing_fee"
FEE_NOTICES = "fee_notices"
_FEE_PARTS = (FEE_NOTICES, "fee_collected", "fee_notified")  # what section six owes of that fee
_VERBS = frozenset(("requests", "received", "processed"))

NEW_TOTAL, OVER_TOTAL = f"{_NEW}.total", f"{_OVER}.total"

WITH_CARRIED_OVER = "received, with those carried over"
NEWLY_RECEIVED = "newly received"
HANDLED = "handled"
WITHOUT_CARRIED_OVER = "handled, without those carried over"
WITH_PARTIALLY_GRANTED = "granted, with those granted in part"
OF_APPLICANTS = "of these applicants"
OWN = "as the table has it"


class Meaning(NamedTuple):
    """What a count speaks of.

    Attributes:
        subject: The subject.
        dimension: By what it divides a total, empty where it is one.
        names: The members of the dimension, or the kinds of what is counted, that it is.
        readings: The sums of figures that it may be.
    """

    subject: Subject
    dimension: str
    names: tuple[str, ...]
    readings: tuple[Reading, ...]


@cache
def _figures(edition: str) -> tuple[str, ...]:
    """Return the paths of all figures of an edition."""
    return tuple(path for name, model in editions.tables(edition).items() for path in figure_paths(model, name))


@cache
def _totals_of(row: str, edition: str) -> tuple[str, ...]:
    """Return the paths of the totals of a row of requests, or of all rows of a group."""
    start = f"applications.{row}."
    return tuple(path for path in _figures(edition) if path.startswith(start) and path.endswith(".total"))


def _one(*paths: str) -> tuple[Reading, ...]:
    return (Reading(OWN, paths),) if paths else ()


def _received(column: str) -> tuple[Reading, ...]:
    new, over = f"{_NEW}.{column}", f"{_OVER}.{column}"
    return Reading(WITH_CARRIED_OVER, (new, over)), Reading(NEWLY_RECEIVED, (new,))


def _handled(column: str) -> tuple[Reading, ...]:
    total, over = f"{_HANDLED}.{column}", f"{_OVER}.{column}"
    return (
        Reading(HANDLED, (total,)),
        Reading(WITHOUT_CARRIED_OVER, (total,), (over,)),
    )


def meaning(names: Sequence[str], edition: str, context: Sequence[str]) -> Meaning | None:
    """Return what subjects together mean; None where that is not clear.

    Takes the names of the subjects, the edition, and the names of what was spoken of before: which a result or
    a measure is of, and whether those who applied are those of requests received or of requests handled.
    """
    telling = [name for name in names if name not in _VERBS]
    if not telling:
        return _requests(names)
    if len(telling) == 1:
        found = _of_requests(telling[0], edition)
        if found:
            return found
    for of_kind in (_applicants, _outcome, _dispute, _documents, _decisions, _fees):
        kind = of_kind(telling, edition, context)
        if kind:
            return kind
    return None


def _requests(names: Sequence[str]) -> Meaning | None:
    if not names:
        return None
    received = _received("total")
    if "received" in names:
        return Meaning("received", "", ("received",), received) if "processed" not in names else None
    return Meaning("received", "", ("requests",), (*received, Reading(HANDLED, (f"{_HANDLED}.total",))))


def _of_requests(name: str, _edition: str) -> Meaning | None:
    rows: dict[str, tuple[Subject, tuple[Reading, ...]]] = {
        "newly_received": ("received", (Reading(NEWLY_RECEIVED, (f"{_NEW}.total",)),)),
        "handled": ("handled", _handled("total")),
        "carried_over": ("carried_over", _one(f"{_OVER}.total")),
        "carried_forward": ("carried_forward", _one(f"{_FORWARD}.total")),
    }
    if name not in rows:
        return None
    subject, readings = rows[name]
    return Meaning(subject, "" if name == "handled" else "receipt", (name,), readings)


def _applicants(names: Sequence[str], _edition: str, context: Sequence[str]) -> Meaning | None:
    who = [name for name in names if name in (*_APPLICANTS, _ORGANIZATIONS)]
    rest = set(names) - set(who) - {"handled", "newly_received"}
    if len(who) != 1 or rest:
        return None
    columns = _OF_ORGANIZATIONS if who[0] == _ORGANIZATIONS else (who[0],)
    of_handled = "handled" in names or ("received" not in context and "handled" in context)
    new = tuple(f"{_NEW}.{column}" for column in columns)
    over = tuple(f"{_OVER}.{column}" for column in columns)
    handled = tuple(f"{_HANDLED}.{column}" for column in columns)
    readings: tuple[Reading, ...] = (
        Reading(WITH_CARRIED_OVER, (*new, *over)),
        Reading(NEWLY_RECEIVED, new),
        Reading(HANDLED, handled),
    )
    if of_handled:
        readings = (Reading(HANDLED, handled), Reading(NEWLY_RECEIVED, new), Reading(WITH_CARRIED_OVER, (*new, *over)))
    return Meaning("applicants", "applicants", (who[0],), readings)


def _outcome(names: Sequence[str], edition: str, _context: Sequence[str]) -> Meaning | None:
    which = [name for name in names if name in _OUTCOMES]
    if (len(which) != 1 and set(which) != set(_OUTCOMES[:2])) or set(names) - set(which) - {"handled"}:
        return None  # 全部或部分公开 is both
    paths = [path for name in which for path in _totals_of(name, edition)]
    return Meaning("outcome", "outcome", tuple(which), _one(*paths))


def as_whole(names: Sequence[str], edition: str) -> tuple[Reading, ...]:
    """Return what an outcome may be besides where it has parts of its own: 予以公开84件（含部分公开23件）."""
    if tuple(names) != (_GRANTED,):
        return ()
    both = [path for name in (_GRANTED, _PARTIALLY_GRANTED) for path in _totals_of(name, edition)]
    return (Reading(WITH_PARTIALLY_GRANTED, tuple(both)),)


def _dispute(names: Sequence[str], _edition: str, context: Sequence[str]) -> Meaning | None:
    kinds = [name for name in names if name in _DISPUTES] or [name for name in context if name in _DISPUTES][-1:]
    results = [name for name in names if name in _RESULTS]
    if set(names) - set(kinds) - set(results) or not kinds or len(set(results)) > 1:
        return None
    courts = [name for name in kinds if name in _COURTS]
    if len(courts) == 1 and set(kinds) == {"litigation", *courts}:  # 行政诉讼直接起诉4件
        kinds = courts
    if len(kinds) > 1:  # 行政复议、行政诉讼2件
        return None
    columns = [f"disputes.{row}.{results[0] if results else 'total'}" for row in _DISPUTES[kinds[0]]]
    subject: Subject = "reconsideration" if kinds[0] == "reconsideration" else "litigation"
    return Meaning(subject, f"results of {kinds[0]}" if results else "", (kinds[0], *results), _one(*columns))


def _documents(names: Sequence[str], edition: str, context: Sequence[str]) -> Meaning | None:
    kinds = [name for name in names if name in _DOCUMENTS] or [name for name in context if name in _DOCUMENTS][-1:]
    measures = [name for name in names if name in _MEASURES]
    if set(names) - set(kinds) - set(measures) or len(kinds) != 1 or len(measures) != 1:
        return None
    known = _figures(edition)
    wanted = [f"disclosure.{kinds[0]}.{field}" for field in _MEASURES[measures[0]]]
    return Meaning("documents", "", (kinds[0], measures[0]), _one(*[path for path in wanted if path in known]))


def measure_of(context: Sequence[str]) -> str | None:
    """Return what was last counted of documents, if that is what was spoken of last: a list goes on with it."""
    return context[-1] if context and context[-1] in _MEASURES else None


def _decisions(names: Sequence[str], _edition: str, _context: Sequence[str]) -> Meaning | None:
    which = [name for name in names if name in _DECISIONS]
    if len(which) != 1 or set(names) - set(which):
        return None
    return Meaning("decisions", "", (which[0],), _one(f"disclosure.{which[0]}.decisions"))


def _fees(names: Sequence[str], edition: str, context: Sequence[str]) -> Meaning | None:
    if list(names) == [_FEES]:
        path = f"disclosure.{_FEES}.amount"
        return Meaning("fees", "", (_FEES,), _one(*[path] if path in _figures(edition) else []))
    parts = [name for name in names if name in _FEE_PARTS]
    if set(names) - {*parts, INFORMATION_PROCESSING_FEE} or len(parts) > 1:
        return None
    if parts == ["fee_notified"] and not {INFORMATION_PROCESSING_FEE, FEE_NOTICES}.intersection((*names, *context)):
        return None  # an amount of anything
    return Meaning(INFORMATION_PROCESSING_FEE, "", (*parts, INFORMATION_PROCESSING_FEE)[:1], ())


def crossed(rows: Meaning, applicants: Meaning, edition: str) -> tuple[Reading, ...]:
    """Return what a row of requests has for those who applied, as readings; none where the edition has no such cell."""
    columns = _OF_ORGANIZATIONS if applicants.names[0] == _ORGANIZATIONS else applicants.names
    known = _figures(edition)
    found = []
    for reading in rows.readings:
        paths, less = (
            tuple(f"{path.rpartition('.')[0]}.{column}" for path in paths for column in columns)
            for paths in (reading.paths, reading.less)
        )
        if paths and all(path in known for path in (*paths, *less)):
            found.append(Reading(OF_APPLICANTS if reading.name == OWN else reading.name, paths, less))
    return tuple(found)


def outcomes() -> tuple[str, ...]:
    """Return the names of all outcomes, which together are what was handled."""
    return _OUTCOMES


def alternatives(names: Sequence[str]) -> list[list[str]]:
    """Return the subjects of what a negation denies, one list for each: 无行政复议、行政诉讼 denies two."""
    kinds = [name for name in names if name in (*_DISPUTES, *_DOCUMENTS)]
    if not kinds or any(name in _RESULTS for name in names):
        return [list(names)]
    return [[name for name in names if name not in kinds or name == kind] for kind in kinds]
