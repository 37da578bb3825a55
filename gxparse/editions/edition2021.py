"""The form of 2021 (国办公开办函〔2021〕30号), for the reports of 2021 and later."""

from __future__ import annotations

from decimal import Decimal

import attrs

from gxparse.model import ApplicantCounts, Denied, Disputes, ExtraRow, NotProcessed, UnableToProvide


@attrs.frozen
class DocumentCounts:
    """Documents of one kind: issued in the year, repealed in the year, in force."""

    issued: int | None = None
    repealed: int | None = None
    in_force: int | None = None


@attrs.frozen
class DecisionCounts:
    """Decisions made in the year."""

    decisions: int | None = None


@attrs.frozen
class FeeAmount:
    """Administrative fees charged in the year, in 万元."""

    amount: Decimal | None = None


@attrs.frozen
class Disclosure:
    """Table two: information disclosed on the body's own initiative."""

    rules: DocumentCounts = DocumentCounts()
    normative_documents: DocumentCounts = DocumentCounts()
    licenses: DecisionCounts = DecisionCounts()
    penalties: DecisionCounts = DecisionCounts()
    compulsion: DecisionCounts = DecisionCounts()
    fees: FeeAmount = FeeAmount()
    extra: tuple[ExtraRow, ...] = ()


@attrs.frozen
class OtherHandling:
    """Handled otherwise: the reasons of item three (6)."""

    overdue_correction: ApplicantCounts = ApplicantCounts()
    overdue_fee: ApplicantCounts = ApplicantCounts()
    other: ApplicantCounts = ApplicantCounts()


@attrs.frozen
class Applications:
    """Table three: applications received and handled."""

    new_received: ApplicantCounts = ApplicantCounts()
    carried_over: ApplicantCounts = ApplicantCounts()
    granted: ApplicantCounts = ApplicantCounts()
    partially_granted: ApplicantCounts = ApplicantCounts()
    denied: Denied = Denied()
    unable_to_provide: UnableToProvide = UnableToProvide()
    not_processed: NotProcessed = NotProcessed()
    other_handling: OtherHandling = OtherHandling()
    total_handled: ApplicantCounts = ApplicantCounts()
    carried_forward: ApplicantCounts = ApplicantCounts()


TABLES: dict[str, type] = {"disclosure": Disclosure, "applications": Applications, "disputes": Disputes}
