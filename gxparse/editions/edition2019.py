"""The form of 2019 (国办公开办函〔2019〕60号), for the reports of 2019 and 2020."""

from __future__ import annotations

from decimal import Decimal

import attrs

from gxparse.model import ApplicantCounts, Denied, Disputes, ExtraRow, NotProcessed, UnableToProvide
from gxparse.rules import shared
from gxparse.rules.declaration import Rule


@attrs.frozen
class DocumentCounts:
    """Documents of one kind: made in the year, newly disclosed in the year, disclosed in all."""

    produced: int | None = None
    newly_disclosed: int | None = None
    total_disclosed: int | None = None


@attrs.frozen
class ItemCounts:
    """Items of one kind: at the end of the year before, their change in the year, decisions made."""

    prior_year_items: int | None = None
    change: int | None = None
    decisions: int | None = None


@attrs.frozen
class ServiceCounts:
    """A row of other services to the public: its name and the same three figures."""

    name: str = ""
    prior_year_items: int | None = None
    change: int | None = None
    decisions: int | None = None


@attrs.frozen
class FeeItems:
    """Administrative fees: items at the end of the year before, and their change in the year."""

    prior_year_items: int | None = None
    change: int | None = None


@attrs.frozen
class Procurement:
    """Centralised government procurement: number of items, and amount in 万元."""

    items: int | None = None
    amount: Decimal | None = None


@attrs.frozen
class Disclosure:
    """Table two: information disclosed on the body's own initiative."""

    rules: DocumentCounts = DocumentCounts()
    normative_documents: DocumentCounts = DocumentCounts()
    licenses: ItemCounts = ItemCounts()
    other_services: tuple[ServiceCounts, ...] = ()
    penalties: ItemCounts = ItemCounts()
    compulsion: ItemCounts = ItemCounts()
    fees: FeeItems = FeeItems()
    procurement: Procurement = Procurement()
    extra: tuple[ExtraRow, ...] = ()


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
    other_handling: ApplicantCounts = ApplicantCounts()
    total_handled: ApplicantCounts = ApplicantCounts()
    carried_forward: ApplicantCounts = ApplicantCounts()


TABLES: dict[str, type] = {"disclosure": Disclosure, "applications": Applications, "disputes": Disputes}

RULES: tuple[Rule, ...] = (
    *shared.TABLES_THREE_AND_FOUR,
    Rule(
        id="disclosure.total_disclosed",
        severity="warning",
        meaning="no more documents are newly disclosed than are disclosed in all",
        meaning_zh="表二：对外公开的总数不少于本年新公开的数量",
        stated_by="derived",
        stated_by_zh="由表头推得",
        table="disclosure",
        formula="total_disclosed >= newly_disclosed",
    ),
    Rule(
        id="disclosure.items",
        severity="warning",
        meaning="no more items are taken away than there were",
        meaning_zh="表二：上年项目数加增减数不小于零",
        stated_by="derived",
        stated_by_zh="由表头推得",
        table="disclosure",
        formula="prior_year_items + change >= 0",
    ),
    *shared.FORM,
    *shared.NARRATIVE,
    *shared.YEARS,
    Rule(
        id="years.items",
        severity="warning",
        meaning="the items of the year before are those that its own report leads to",
        meaning_zh="表二：上年项目数等于上年报告的项目数加其增减数",
        stated_by="reviewers' practice, not the form's text",
        stated_by_zh="审核惯例，非格式原文",
        table="disclosure",
        formula="prior_year_items = previous.prior_year_items + previous.change",
        rows=("licenses", "penalties", "compulsion", "fees"),
    ),
)
