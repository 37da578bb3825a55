"""The parts of a report that every edition has."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

import attrs

State = Literal["stated", "blank", "not_applicable", "missing", "ambiguous", "invalid"]


@attrs.frozen
class Cell:
    """Where a value of the report comes from.

    Attributes:
        text: What the text has there, outer white space aside ('' if nothing).
        state: `stated` (a number), `blank` (an empty cell), `not_applicable` (a mark or words instead of a
            number), `missing` (the text has no such cell), `ambiguous` (it cannot be known which column the
            number belongs to) or `invalid` (neither a figure nor a mark).
        line: Line in the caller's text, from 1; None where the text has no such cell.
        column: Column of the first character, from 1.
        end_column: Column behind the last character (in the last line of the cell).
    """

    text: str
    state: State
    line: int | None = None
    column: int | None = None
    end_column: int | None = None


@attrs.frozen
class Period:
    """The time that the figures are about, first and last day."""

    start: dt.date
    end: dt.date


@attrs.frozen
class Section:
    """A section of the report: its number in the form (1 to 6), heading and text as written, heading's line."""

    number: int
    heading: str
    text: str
    line: int


@attrs.frozen
class ExtraRow:
    """A row that the form does not have, as printed: its name, the heads over it, its cells."""

    name: str
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@attrs.frozen
class ApplicantCounts:
    """A row of table three: numbers of applications, by who applied."""

    natural_person: int | None = None
    commercial_enterprise: int | None = None
    research_institution: int | None = None
    public_welfare_organization: int | None = None
    legal_service_institution: int | None = None
    other: int | None = None
    total: int | None = None


@attrs.frozen
class Denied:
    """Not disclosed: the reasons of item three (3)."""

    state_secret: ApplicantCounts = ApplicantCounts()
    prohibited_by_law: ApplicantCounts = ApplicantCounts()
    three_securities_one_stability: ApplicantCounts = ApplicantCounts()
    third_party_rights: ApplicantCounts = ApplicantCounts()
    internal_affairs: ApplicantCounts = ApplicantCounts()
    process_information: ApplicantCounts = ApplicantCounts()
    enforcement_case_file: ApplicantCounts = ApplicantCounts()
    administrative_query: ApplicantCounts = ApplicantCounts()


@attrs.frozen
class UnableToProvide:
    """Could not be provided: the reasons of item three (4)."""

    not_held: ApplicantCounts = ApplicantCounts()
    not_readily_available: ApplicantCounts = ApplicantCounts()
    unclear_after_correction: ApplicantCounts = ApplicantCounts()


@attrs.frozen
class NotProcessed:
    """Not processed: the reasons of item three (5)."""

    petition_or_complaint: ApplicantCounts = ApplicantCounts()
    repeated: ApplicantCounts = ApplicantCounts()
    publication: ApplicantCounts = ApplicantCounts()
    excessive: ApplicantCounts = ApplicantCounts()
    confirmation_or_reissue: ApplicantCounts = ApplicantCounts()


@attrs.frozen
class DisputeResults:
    """Results of cases brought for reasons of information disclosure."""

    upheld: int | None = None
    corrected: int | None = None
    other: int | None = None
    pending: int | None = None
    total: int | None = None


@attrs.frozen
class Disputes:
    """Table four: administrative reconsideration and litigation. The same in both editions."""

    reconsideration: DisputeResults = DisputeResults()
    direct_litigation: DisputeResults = DisputeResults()
    litigation_after_reconsideration: DisputeResults = DisputeResults()


def plain_number(number: Decimal) -> int | float:
    """Return an exact number as JSON can hold it: a whole one as int, else the nearest float."""
    return int(number) if number == number.to_integral_value() else float(number)
