"""What a check of a report found: one finding for each rule and each place where it applies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from gxparse.diagnostics import Severity

Status = Literal["pass", "fail", "not_assessable"]
Number = int | Decimal


@attrs.frozen
class Place:
    """Where something that a finding talks about stands in the caller's text; lines and columns count from 1.

    Attributes:
        line: The line in which it starts.
        column: The column in which it starts.
        end_line: The line in which it ends.
        end_column: The column behind it.
        previous: Whether the place is in the report of the year before, not in the one that is checked.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    previous: bool = False


@attrs.frozen
class Finding:
    """What a rule says of a report.

    Attributes:
        rule: The rule's id, as `gxparse rules` lists it.
        status: `pass`, `fail`, or `not_assessable` where a figure that the rule needs is not known.
        severity: What a failure counts as.
        message: What was compared, in English, with the form's own labels.
        message_zh: The same in Chinese.
        paths: The dotted paths of the figures compared.
        left: The number on the left of the rule; None where it is not known.
        right: The number on its right.
        difference: The left less the right; None where one of them is not known.
        line: The line of the first thing that the finding talks about.
        column: Its column.
        places: Where all that it talks about stands, the first one first.
    """

    rule: str
    status: Status
    severity: Severity
    message: str
    message_zh: str
    paths: tuple[str, ...]
    left: Number | None
    right: Number | None
    difference: Number | None
    line: int
    column: int
    places: tuple[Place, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-able data under the same names."""
        data: dict[str, Any] = attrs.asdict(self, recurse=True)
        for name in ("left", "right", "difference"):
            data[name] = _plain(data[name])
        data["paths"] = list(self.paths)
        data["places"] = list(data["places"])
        return data


def _plain(number: Number | None) -> int | float | None:
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else float(number)
    return number
