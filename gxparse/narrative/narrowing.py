"""What a claim means as a part of another one or behind it: fewer requests than its words alone say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.narrative import subjects
from gxparse.narrative.model import CHANGE, NAMED

if TYPE_CHECKING:
    from decimal import Decimal

    from gxparse.narrative.model import Claim, Population
    from gxparse.narrative.subjects import Meaning

_LOOKS_BACK = 40  # claims
_ROWS = frozenset(("handled", "carried_over", "carried_forward", "outcome"))
_OF_REQUESTS = _ROWS | {"received", "applicants"}
_TOTALS = ("received", "handled")
_CARRIED = ("carried_over", "carried_forward")
_APPLICANTS = "applicants"
_DOCUMENTS = "documents"
_NOT_DIVIDING = ("", "receipt")  # dimensions of rows by themselves
# what is a part of what: 办结147件，其中当年收到134件; 制发25件，其中新制发20件
_PARTIAL = frozenset(
    (("received", "handled"), ("received", "received"), ("carried_over", "handled"), (_DOCUMENTS, _DOCUMENTS))
)


class Narrowed(NamedTuple):
    """A meaning as the claims around it leave it.

    Attributes:
        meaning: The meaning, with the readings that are left.
        why: Why it is not compared with the tables, None if it is.
        is_crossed: Whether it is of one row for some of those who applied.
    """

    meaning: Meaning
    why: Population | None
    is_crossed: bool = False


class Told:
    """The claims of a section so far, with their meanings."""

    def __init__(self, edition: str) -> None:
        """Begin a section of a report of that edition."""
        self.claims: list[Claim] = []
        self.meanings: list[Meaning | None] = []
        self._edition = edition
        self._first = 0  # the index of the first claim of the sentence
        self._crossed: set[int] = set()
        self.narrows = ""  # the dimension of a part that what follows may be of alone
        self._stretch = 0  # the index of the first claim behind a semicolon

    def open_sentence(self) -> None:
        """Begin a sentence."""
        self._first = len(self.claims)
        self.open_stretch()

    def open_stretch(self) -> None:
        """Begin a sentence, or what a semicolon parts from the rest of it."""
        self.narrows = ""
        self._stretch = len(self.claims)

    def add(self, claim: Claim, meaning: Meaning | None, *, is_crossed: bool) -> None:
        """Keep a claim."""
        if is_crossed:
            self._crossed.add(len(self.claims))
        self.claims.append(claim)
        self.meanings.append(meaning)
        if claim.population != CHANGE:
            self.narrows = self._narrows(claim, meaning)

    def _narrows(self, claim: Claim, meaning: Meaning | None) -> str:
        """Return the dimension of the latest claim if what follows may be of that alone: 其中网上申请80件，办结78件."""
        if claim.may_be_of_part:
            return self.narrows or (_DOCUMENTS if claim.subject == _DOCUMENTS else NAMED)
        if meaning is None or claim.population:
            return claim.dimension or NAMED
        if meaning.dimension == _APPLICANTS and claim.part_of is not None:
            first = max(self._stretch, len(self.claims) - _LOOKS_BACK)
            kinds = [other for other in self.claims[first:] if other.dimension == _APPLICANTS]
            if len(kinds) == 1 or not self.is_used_up(claim.part_of, _APPLICANTS):
                return _APPLICANTS
            return ""
        return self.narrows

    def may_be_of_part(self, meaning: Meaning, value: int | Decimal, around: int | None, parent: int | None) -> bool:
        """Whether a claim may be of a part alone, so that it is no failure if the figures are others.

        Takes its meaning and its number, the total around it, and the one that it is a part of.
        """
        if meaning.subject not in (*_OF_REQUESTS, _DOCUMENTS):
            return False
        of = self.claims[around] if around is not None and around >= 0 else None
        if of and meaning.dimension in _NOT_DIVIDING and (meaning.subject, of.subject) in _PARTIAL:
            return True
        if parent is not None and self.claims[parent].subject in _CARRIED and meaning.dimension:
            return self.total_of_requests(parent, self._first) is not None
        if meaning.dimension:
            return self.narrows not in ("", meaning.dimension)
        before = self.claims[max(self._first, len(self.claims) - _LOOKS_BACK) :]
        is_less = any(value < other.value for other in before if other.names == meaning.names and not other.population)
        return is_less or (bool(self.narrows) and (meaning.subject == _DOCUMENTS) == (self.narrows == _DOCUMENTS))

    def is_no_part(self, meaning: Meaning, value: int | Decimal, parent: int) -> bool:
        """Whether a number is too great for a part of what is carried: 收到145件，上年结转13件，其中自然人103件."""
        total = self.claims[parent]
        return bool(meaning.dimension) and total.subject in _CARRIED and value > total.value

    def total_of_requests(self, index: int, first: int) -> int | None:
        """Return the last total of all requests received or handled between two claims."""
        found = [self.last(subject, first, index) for subject in _TOTALS]
        return max((each for each in found if each is not None), default=None)

    def last(self, subject: str, first: int, end: int | None = None) -> int | None:
        """Return the last total of that subject from the claim of an index on, and before the other one."""
        end = len(self.claims) if end is None else end
        for index in range(end - 1, max(first, end - _LOOKS_BACK) - 1, -1):
            meaning = self.meanings[index]
            if meaning is not None and meaning.subject == subject and not meaning.dimension:
                return index
        return None

    def narrowed(self, meaning: Meaning, parent: int | None) -> Narrowed:
        """Return what a claim with that meaning is as a part of the claim of that index, or behind the others."""
        if parent is not None and parent < 0:
            parent = None
        total = None if parent is None else self.meanings[parent]
        why = None if parent is None else self.claims[parent].population
        if meaning.subject not in _OF_REQUESTS:
            return Narrowed(meaning, None if why == "part" else why)
        if parent in self._crossed:
            return Narrowed(meaning, "part")
        if total is None or total.subject in _TOTALS:
            return self._behind(meaning, total, why)
        return self._part(meaning, total, why)

    def _part(self, meaning: Meaning, total: Meaning, why: Population | None) -> Narrowed:
        """Return a part of what is no sum of all requests: 结转下年度8件，其中自然人7件."""
        if meaning.subject == "applicants" and total.subject != "applicants":
            return self._cross(meaning, total, meaning, why)
        if total.subject == "applicants" and meaning.subject in _ROWS:
            return self._cross(meaning, meaning, total, why)
        is_other = total.subject != meaning.subject or meaning.names == total.names or meaning.subject == "outcome"
        return Narrowed(meaning, "part" if is_other else why)

    def _behind(self, meaning: Meaning, total: Meaning | None, why: Population | None) -> Narrowed:
        """Return what a claim means by those before it in its sentence: 自然人申请100件，办结98件."""
        plain = Narrowed(meaning, why)
        if meaning.subject == "received":
            return plain
        before = range(max(self._first, len(self.claims) - _LOOKS_BACK), len(self.claims))
        told = [index for index in before if self.meanings[index]]
        kinds = [self.claims[index].subject for index in told]
        if meaning.subject in ("handled", "outcome") and kinds[-1:] == ["carried_over"] and total is None:
            return plain if "received" in kinds else Narrowed(meaning, why or "part")
        if meaning.subject == "applicants":
            row = next((self.meanings[index] for index in reversed(told) if self.claims[index].subject in _ROWS), None)
            others = subjects.crossed(row, meaning, self._edition) if row else ()
            return Narrowed(meaning._replace(readings=(*meaning.readings, *others)), why)
        who = next((index for index in reversed(told) if self.claims[index].subject == "applicants"), None)
        applicants = None if who is None else self.meanings[who]
        of = None if who is None else self.claims[who].part_of
        if applicants is None or (of is not None and self.is_used_up(of, applicants.dimension)):
            return plain
        others = subjects.crossed(meaning, applicants, self._edition)
        return Narrowed(meaning._replace(readings=(*meaning.readings, *others)), why)

    def _cross(self, meaning: Meaning, rows: Meaning, applicants: Meaning, why: Population | None) -> Narrowed:
        """Return what is of one row for some of those who applied; a part if the edition has no such cell."""
        readings = subjects.crossed(rows, applicants, self._edition)
        if not readings:
            return Narrowed(meaning, "part")
        return Narrowed(meaning._replace(readings=readings), why, is_crossed=True)

    def is_used_up(self, total: int, dimension: str) -> bool:
        """Whether the parts of a total by that dimension that were just named are the whole of it."""
        value = self.claims[total].value
        for index in range(len(self.claims) - 1, max(total, len(self.claims) - _LOOKS_BACK), -1):
            if self.claims[index].part_of == total and self.claims[index].dimension == dimension:
                value -= self.claims[index].value
        return value <= 0

    def is_contradicted(self, meaning: Meaning) -> bool:
        """Whether the text has just counted what it says that there is none of: there is none beside these."""
        for index in range(max(0, len(self.claims) - _LOOKS_BACK), len(self.claims)):
            other = self.meanings[index]
            if other and other.names == meaning.names and other.subject == meaning.subject and self.claims[index].value:
                return True
        return False

    def total_of_results(self, meaning: Meaning) -> int | None:
        """Return the claim of the disputes of which one with that meaning is a result."""
        for index in range(len(self.claims) - 1, -1, -1):
            other = self.meanings[index]
            if other is not None and other.names == meaning.names[:1]:
                return index
            around = self.claims[index].part_of
            total = None if around is None else self.meanings[around]
            if total is not None and total.names == meaning.names[:1]:
                return around
            if self.claims[index].subject != meaning.subject:
                return None
        return None
