"""The form of 2021 (国办公开办函〔2021〕30号), for the reports of 2021 and later."""

from __future__ import annotations

from decimal import Decimal

import attrs

from gxparse.model import ApplicantCounts, Denied, Disputes, ExtraRow, NotProcessed, UnableToProvide
from gxparse.rules import shared
from gxparse.rules.declaration import Rule


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

RULES: tuple[Rule, ...] = (
    *shared.TABLES_THREE_AND_FOUR,
    Rule(
        id="disclosure.in_force",
        severity="warning",
        meaning="no fewer documents are in force than were issued and not repealed",
        meaning_zh="表二：现行有效的文件不少于制发数与废止数之差",
        stated_by="derived",
        stated_by_zh="由表头推得",
        table="disclosure",
        formula="in_force >= issued - repealed",
    ),
    *shared.FORM,
    Rule(
        id="form.fee_statement",
        severity="error",
        meaning="section six says what fee for processing information was charged: notices, amount, what was paid",
        meaning_zh="第六部分写明发出收费通知的件数和总金额以及实际收取的总金额",
        stated_by="〔2021〕30号",
        stated_by_zh="国办公开办函〔2021〕30号",
    ),
    *shared.NARRATIVE,
    shared.NARRATED_FEES,
    *shared.YEARS,
    Rule(
        id="years.in_force",
        severity="warning",
        meaning="documents in force are those of the year before, with what was issued, without what was repealed",
        meaning_zh="表二：现行有效的文件数等于上年报告的数加制发数、减废止数",
        stated_by="reviewers' practice, not the form's text",
        stated_by_zh="审核惯例，非格式原文",
        table="disclosure",
        formula="in_force = previous.in_force + issued - repealed",
    ),
)
