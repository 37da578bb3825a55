"""What the figures of a claim add up to, and how much that has changed since the year before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gxparse.lexer import YUAN_IN_FORM_UNIT
from gxparse.narrative.numerals import PERCENT
from gxparse.rules import wording

if TYPE_CHECKING:
    from gxparse.findings import Number
    from gxparse.language import Phrase
    from gxparse.narrative.model import Reading


class Sum(NamedTuple):
    """The figures of a reading: their sum (in yuan, of amounts), None if some are not known, and the paths of those."""

    reading: Reading
    value: Number | None
    unknown: tuple[str, ...]
    unit: Phrase = wording.NOTHING

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all its figures."""
        return *self.reading.paths, *self.reading.less

    def in_yuan(self) -> Sum:
        """Return the sum of amounts, which the tables have in ten thousands of yuan, in yuan."""
        return self._replace(value=None if self.value is None else self.value * YUAN_IN_FORM_UNIT, unit=wording.IN_FORM)


class Change(NamedTuple):
    """The sums of a reading in a year and the year before, and the unit in which it is told how they differ."""

    now: Sum
    then: Sum
    unit: str

    @property
    def value(self) -> Number | None:
        """By how much the sum has changed, to a hundredth of a per cent; None where a sum is not known, or was none."""
        exact = self._exact
        return exact if exact is None or self.unit != PERCENT else round(Decimal(exact), 2)

    @property
    def _exact(self) -> Number | None:
        now, then = self.now.value, self.then.value
        if now is None or then is None or (self.unit == PERCENT and not then):
            return None
        return Decimal(100 * (now - then)) / then if self.unit == PERCENT else now - then

    def agrees_with(self, told: Number) -> bool:
        """Whether it is what is told, a percentage rounded or cut off to the digits that it is told with."""
        value = self._exact
        if value is None:
            return False
        if self.unit != PERCENT:
            return value == told
        return apart(value, told) < Decimal(1).scaleb(int(Decimal(told).as_tuple().exponent))

    def __str__(self) -> str:
        return with_sign(self.value or 0, self.unit)


def with_sign(number: Number, unit: str) -> str:
    """Return by how much something has changed: +36, -4.5%."""
    return f"{number:+}{unit if unit == PERCENT else ''}"


def plain(number: Number) -> str:
    """Return a number without zeros at its end that say nothing."""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def apart(left: Number, right: Number) -> Number:
    """Return how far apart two numbers are."""
    return left - right if left > right else right - left
