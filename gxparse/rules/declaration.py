"""What a rule is: an id, what it rests on and, for arithmetic, a formula over paths.

An edition declares its rules in `RULES` of its module. This module is imported with the models, so nothing here
imports Lark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from gxparse.diagnostics import Severity

Over = Literal["rows", "columns"]


class RuleError(ValueError):
    """A rule that is declared wrongly: a formula that cannot be read, or a name that the edition does not have."""


@attrs.frozen(cache_hash=True)
class Rule:
    """A rule.

    Attributes:
        id: Its stable name, family first: `applications.balance`.
        severity: What a failure counts as.
        meaning: What it asks for, in English.
        meaning_zh: The same in Chinese.
        stated_by: What it rests on, in English.
        stated_by_zh: The same in Chinese.
        formula: Two sums of paths and a relation, as `grammar/rules.lark` has them; empty for a rule that is no
            arithmetic, and which a function registered under its id evaluates.
        table: The table that a formula speaks of.
        over: Whether the formula holds for each row (its names are columns) or each column (its names are rows).
        rows: The rows of which it holds, where it does not hold of all that have its columns.
    """

    id: str
    severity: Severity
    meaning: str
    meaning_zh: str
    stated_by: str
    stated_by_zh: str
    formula: str = ""
    table: str = ""
    over: Over = "rows"
    rows: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The first part of its id."""
        return self.id.partition(".")[0]

    @property
    def asks_narrative(self) -> bool:
        """Whether it compares what the narrative claims; such rules are evaluated by `gxparse.rules.narrative`."""
        return self.family == "narrative"

    @property
    def asks_previous(self) -> bool:
        """Whether it compares a report with that of the year before."""
        return self.family == "years"
