"""What a check of a report found: one finding for each rule and each place where it applies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import attrs

from gxparse.model import plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gxparse.diagnostics import Severity

Status = Literal["pass", "fail", "not_assessable"]
Number = int | Decimal
_NOWHERE = (1, 1)


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


class Content:
    """The words and the places of a finding: they are made when they are asked for, as few of most findings are."""

    __slots__ = ("_places", "_words")

    def __init__(
        self,
        words: tuple[str, str] | Callable[[], tuple[str, str]],
        places: Iterable[Place | None] | Callable[[], Iterable[Place | None]],
    ) -> None:
        """Take the message in English and in Chinese, and the places (None is left out), or what makes them."""
        self._words = words
        self._places: tuple[Place, ...] | Callable[[], Iterable[Place | None]] = (
            places if callable(places) else tuple([place for place in places if place])
        )

    @property
    def words(self) -> tuple[str, str]:
        """The message in English and in Chinese."""
        if callable(self._words):
            self._words = self._words()
        return self._words

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, the first one first."""
        if callable(self._places):
            self._places = tuple([place for place in self._places() if place])
        return self._places

    def __reduce__(self) -> tuple[Any, ...]:
        return Content, (self.words, self.places)


@attrs.frozen(repr=False)
class Finding:
    """What a rule says of a report.

    Attributes:
        rule: The rule's id, as `gxparse rules` lists it.
        status: `pass`, `fail`, or `not_assessable` where a figure that the rule needs is not known.
        severity: What a failure counts as; a lesser departure may count as less than its rule says.
        paths: The dotted paths of the figures compared.
        left: The number on the left of the rule; None where it is not known.
        right: The number on its right.
        difference: The left less the right; None where one of them is not known.
        previous_paths: Those of `paths` that are figures of the report of the year before; one that the rule compares
            in both years is in `paths` twice.
    """

    rule: str
    status: Status
    severity: Severity
    paths: tuple[str, ...]
    left: Number | None
    right: Number | None
    difference: Number | None
    _content: Content = attrs.field(eq=False)
    previous_paths: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was compared, in English, with the form's own labels."""
        return self._content.words[0]

    @property
    def message_zh(self) -> str:
        """The same in Chinese."""
        return self._content.words[1]

    @property
    def places(self) -> tuple[Place, ...]:
        """Where all that the finding talks about stands, the first one first."""
        return self._content.places

    @property
    def line(self) -> int:
        """The line of the first thing in the report that the finding talks about."""
        return self._first[0]

    @property
    def column(self) -> int:
        """The column of that."""
        return self._first[1]

    @property
    def _first(self) -> tuple[int, int]:
        return next(((place.line, place.column) for place in self.places if not place.previous), _NOWHERE)

    def __repr__(self) -> str:
        return f"Finding({self.rule}, {self.status}, {self.severity}, {self.message!r}, {self.line}:{self.column})"

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-able data under the same names."""
        return {
            "rule": self.rule,
            "status": self.status,
            "severity": self.severity,
            "message": self.message,
            "message_zh": self.message_zh,
            "paths": list(self.paths),
            "previous_paths": list(self.previous_paths),
            "left": _number(self.left),
            "right": _number(self.right),
            "difference": _number(self.difference),
            "line": self.line,
            "column": self.column,
            "places": [attrs.asdict(place) for place in self.places],
        }


def _number(number: Number | None) -> int | float | None:
    return plain_number(number) if isinstance(number, Decimal) else number
