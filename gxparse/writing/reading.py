"""Turns data (what `Report.to_dict()` returns, or a part of it) into the model."""

from __future__ import annotations

import datetime as dt
import difflib
import typing
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from gxparse import editions, grammar
from gxparse.build import fields_of
from gxparse.lexer import MOST_DIGITS
from gxparse.model import Period, Section
from gxparse.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_CHANGE = "CHANGE"
_IGNORED = "diagnostics"
_Number = TypeVar("_Number", int, Decimal)
_LONGEST_SHOWN = 40  # of a wrong value: enough to know it by


def report_from_dict(data: Mapping[str, Any], edition: str) -> Report:
    """Return the report that some data describes.

    Args:
        data: What `Report.to_dict()` returns, or a part of it; what is not there is None. Money may be an
            int, a float, a Decimal or a str. Diagnostics are not taken over.
        edition: The edition of the form that the tables have.

    Raises:
        ValueError: The edition is not known, a key is not the model's, or a value is of the wrong type; the
            message starts with the dotted path.
    """
    require_edition(edition)
    tables = editions.tables(edition)
    readers: dict[str, Callable[[Any, str], Any]] = {
        "title": _words,
        "issuer": _words,
        "year": _natural,
        "edition": _words,
        "period": _period,
        "preamble": _words,
        "sections": _sections,
    }
    found: dict[str, Any] = {"edition": edition}
    for key, value in _mapping(data, "", [*readers, *tables, _IGNORED]).items():
        if key in tables:
            found[key] = None if value is None else _Reader(edition).read(value, tables[key], key)
        elif key in readers:
            found[key] = value if value is None and key != "sections" else readers[key](value, key)
    if found["edition"] not in (edition, None):
        message = f"edition: the data are of edition {found['edition']}, not {edition}"
        raise ValueError(message)
    return Report(**found)


def require_edition(edition: str) -> None:
    """Raise ValueError, with the names of those there are, if an edition is not known."""
    known = grammar.compiled().forms
    if edition not in known:
        message = f"there is no edition {edition!r} of the form; there are {', '.join(known)}"
        raise ValueError(message)


@cache
def _changes(edition: str) -> frozenset[str]:
    """Return the paths of figures that may be negative, the index of list rows as 0."""
    return frozenset(
        _of_first_row(".".join(part for part in (table.name, row.path, column.path) if part))
        for table in grammar.compiled().forms[edition].tables
        for variant in table.variants
        for row in variant.rows
        for column in row.columns
        if column.kind == _CHANGE
    )


def _of_first_row(path: str) -> str:
    return ".".join("0" if part.isdecimal() else part for part in path.split("."))


class _Reader:
    """Reads the tables of one edition."""

    def __init__(self, edition: str) -> None:
        self._changes = _changes(edition)

    def read(self, data: object, model: type, path: str) -> object:
        """Return an instance of a model class; None stands for one without figures."""
        if data is None:
            return model()
        hints = typing.get_type_hints(model)
        inner = {name: (kind, is_list) for name, kind, is_list in fields_of(model)}
        found = {}
        for key, value in _mapping(data, path, inner).items():
            kind, is_list = inner[key]
            place = f"{path}.{key}"
            if kind is None:
                found[key] = self._leaf(value, hints[key], place)
            elif is_list:
                rows = [] if value is None else _list(value, place)
                found[key] = tuple(self.read(row, kind, f"{place}.{index}") for index, row in enumerate(rows))
            else:
                found[key] = self.read(value, kind, place)
        return model(**found)

    def _leaf(self, value: object, hint: object, path: str) -> object:
        if hint is str:
            return _words(value, path)
        if typing.get_origin(hint) is tuple:
            return tuple(_words(item, f"{path}.{index}") for index, item in enumerate(_list(value, path)))
        if value is None:
            return None
        if Decimal in typing.get_args(hint):
            return _money(value, path)
        return _count(value, path) if _of_first_row(path) in self._changes else _natural(value, path)


def _wrong(path: str, expected: str, value: object) -> ValueError:
    shown = str(value) if isinstance(value, Decimal) else repr(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return ValueError(f"{path or 'the data'}: {expected} is expected, not {shown}")


def _mapping(data: object, path: str, known: Iterable[str]) -> Mapping[str, Any]:
    """Return data that is a dict with keys that are known."""
    if not isinstance(data, dict):
        raise _wrong(path, "an object (a dict)", data)
    names = list(known)
    for key in data:
        if key not in names:
            near = difflib.get_close_matches(str(key), names, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
            place = f"{path}.{key}" if path else f"{key}"
            raise ValueError(f"{place}: there is no such field; {hint}")
    return data


def _list(value: object, path: str) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _wrong(path, "a list", value)
    return value


def _words(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "a text", value)
    return value


def _count(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(path, "a whole number", value)
    return _readable(value, path)


def _natural(value: object, path: str) -> int:
    number = _count(value, path)
    if number < 0:
        raise _wrong(path, "a whole number, 0 or more,", value)
    return number


def _money(value: object, path: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise _wrong(path, "an amount", value)
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise _wrong(path, "an amount", value) from error
    if not amount.is_finite() or amount < 0:
        raise _wrong(path, "an amount, 0 or more,", value)
    return _readable(amount, path)


def _readable(number: _Number, path: str) -> _Number:
    """Return a number that is not too long to be read again."""
    if _length(number) > MOST_DIGITS:
        raise _wrong(path, f"a number of at most {MOST_DIGITS} digits", number)
    return number


def _length(number: int | Decimal) -> int:
    """Return how many characters a number has, written out without a sign."""
    decimals = -min(0, int(Decimal(number).as_tuple().exponent))  # of a finite number
    return max(0, Decimal(number).adjusted()) + 1 + (decimals + 1 if decimals else 0)


def _period(value: object, path: str) -> Period:
    data = _mapping(value, path, ("start", "end"))
    return Period(*(_date(data.get(name), f"{path}.{name}") for name in ("start", "end")))


def _date(value: object, path: str) -> dt.date:
    try:
        return dt.date.fromisoformat(_words(value, path))
    except ValueError as error:
        raise _wrong(path, "a date (YYYY-MM-DD)", value) from error


def _sections(value: object, path: str) -> tuple[Section, ...]:
    return tuple(
        _section(item, f"{path}.{index}") for index, item in enumerate([] if value is None else _list(value, path))
    )


def _section(value: object, path: str) -> Section:
    headings = grammar.compiled().document.sections
    data = _mapping(value, path, ("number", "heading", "text", "line"))
    number = _natural(data.get("number"), f"{path}.number")
    if not 1 <= number <= len(headings):
        raise _wrong(f"{path}.number", f"a number from 1 to {len(headings)}", number)
    return Section(
        number,
        _words(data.get("heading", headings[number - 1].heading), f"{path}.heading"),
        _words(data.get("text", ""), f"{path}.text"),
        _natural(data.get("line", 1), f"{path}.line"),
    )
