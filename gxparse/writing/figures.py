"""How figures are written."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import attrs
from attrs.validators import in_

_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_CHANGE = "CHANGE"

Thousands = Literal["", ",", "，"]
Digits = Literal["ascii", "full_width"]
Changes = Literal["signed", "plain", "words"]
Minus = Literal["-", "－", "—", "−"]
NotApplicable = Literal["/", "-", "—", "无"]


@attrs.frozen(kw_only=True)
class FigureStyle:
    """How figures are written.

    Attributes:
        thousands: What parts every three digits: nothing, `,` or `，`.
        digits: `ascii` or `full_width`.
        changes: How a change is written: `signed` (+3, -3, 0), `plain` (3, -3) or `words` (增3, 减3).
        minus: The sign of a negative change: `-`, `－`, `—` or `−`.
        blank: What stands where there is no figure.
        not_applicable: The mark where a figure is not applicable: `/`, `-`, `—` or `无`.
    """

    thousands: Thousands = attrs.field(default="", validator=in_(("", ",", "，")))
    digits: Digits = attrs.field(default="ascii", validator=in_(("ascii", "full_width")))
    changes: Changes = attrs.field(default="signed", validator=in_(("signed", "plain", "words")))
    minus: Minus = attrs.field(default="-", validator=in_(("-", "－", "—", "−")))
    blank: str = ""
    not_applicable: NotApplicable = attrs.field(default="/", validator=in_(("/", "-", "—", "无")))

    def write(self, value: int | Decimal | None, kind: str | None = None, *, applicable: bool = True) -> str:
        """Return a figure as it is written.

        Args:
            value: The figure; None where there is none.
            kind: The kind of figure as the grammar names it; a change has a sign.
            applicable: Whether a figure could stand there at all.
        """
        if value is None:
            return self.blank if applicable else self.not_applicable
        whole, point, decimals = (f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value))).partition(".")
        if self.thousands:
            whole = f"{int(whole):,}".replace(",", self.thousands)
        written = whole + point + decimals
        if self.digits == "full_width":
            written = written.translate(_FULL_WIDTH)
        return self._sign(value, kind) + written

    def _sign(self, value: int | Decimal, kind: str | None) -> str:
        if not value or (value > 0 and kind != _CHANGE):
            return ""
        if self.changes == "words" and kind == _CHANGE:
            return "增" if value > 0 else "减"
        if value < 0:
            return self.minus
        return "+" if self.changes == "signed" else ""
