"""What a claim means as a part of another one or behind it: fewer requests than its words alone say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gxparse.narrative import subjects

if TYPE_CHECKING:
    from gxparse.narrative.model import Claim, Population
    from gxparse.narrative.subjects import Meaning

_LOOKS_BACK = 40  # claims
_ROWS = frozenset(("handled", "carried_over", "carried_forward", "outcome"))
_OF_REQUESTS = _ROWS | {"received", "applicants"}
_TOTALS = ("received", "handled")


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

    def open_sentence(self) -> None:
        """Begin a sentence."""
        self._first = len(self.claims)

    def add(self, claim: Claim, meaning: Meaning | None, *, is_crossed: bool) -> None:
        """Keep a claim."""
        if is_crossed:
            self._crossed.add(len(self.claims))
        self.claims.append(claim)
        self.meanings.append(meaning)

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
