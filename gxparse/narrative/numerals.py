"""Numbers as a narrative writes them: with digits or in Chinese numerals, with multiples, rounded or as a range."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

_TWO = 2  # of 两, which Unicode does not call a numeral
_PAIR = 2  # digits without a zero or a ten between them
_TEN = 10
_TEN_THOUSAND = 10_000
PERCENT = "%"
"""The unit of a percentage, however it is written."""
_ROUNDED = ("before", "inside", "range", "after")


class Count(NamedTuple):
    """A number with its unit, what it is given to (1,000 for 1.2万), and whether it is said to be about that."""

    value: int | Decimal
    unit: str
    step: int
    approximate: bool


def read(found: re.Match[str]) -> Count | None:
    """Return the number of a match of the grammar's COUNT; None if its numerals do not make one."""
    parts = found.groupdict()
    approximate = any(parts[name] for name in _ROUNDED)
    if parts["number"].isdecimal() and parts["multiple"] is None:  # as most are
        return Count(int(parts["number"]), parts["unit"], 1, approximate=approximate)
    number = _number(parts["number"])
    if number is None:
        return None
    places = len(parts["number"].partition(".")[2])
    multiple = 1
    for sign in parts["multiple"] or "":
        multiple *= int(unicodedata.numeric(sign))
    number *= multiple
    whole = int(number) if number == number.to_integral_value() else number
    step = max(1, multiple // 10**places)
    return Count(whole, parts["unit"], step, approximate=approximate)


def read_percent(found: re.Match[str]) -> Count | None:
    """Return the number of a match of the grammar's PERCENT; None if its numerals do not make one."""
    parts = found.groupdict()
    number = _number(parts["number"] or parts["chinese"])
    return None if number is None else Count(number, PERCENT, 1, approximate=bool(parts["before"] or parts["after"]))


def _number(text: str) -> Decimal | None:
    """Return the number that digits or Chinese numerals write."""
    digits = text.replace(",", "")
    if digits.isascii():
        try:
            return Decimal(digits)
        except InvalidOperation:
            return None
    return _chinese(text)


def _chinese(text: str) -> Decimal | None:
    """Return the number of Chinese numerals, 三百一十二 or 二〇; None where the signs are in no order."""
    values = [_TWO if sign == "\N{CJK UNIFIED IDEOGRAPH-4E24}" else int(unicodedata.numeric(sign)) for sign in text]
    if len(values) == _PAIR and all(0 < value < _TEN for value in values):
        return None  # seven or eight
    if all(value < _TEN for value in values):
        return Decimal("".join(map(str, values)))
    total, digit, least = 0, 0, _TEN_THOUSAND
    for place, value in enumerate(values):
        if value < _TEN:
            if digit:
                return None
            digit = value
            continue
        if value >= least or (not digit and place):  # 十百, 百百
            return None
        total += (digit or 1) * value
        digit, least = 0, value
    return Decimal(total + digit)
