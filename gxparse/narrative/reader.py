"""Reads the claims of a report: follows its sentences, what they speak of and whose figures they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from gxparse.narrative import clauses as parsing
from gxparse.narrative import prose, subjects, surroundings, units, words
from gxparse.narrative.changes import Changes
from gxparse.narrative.clauses import Clause
from gxparse.narrative.heard import Heard
from gxparse.narrative.model import CHANGE, NAMED, Claim
from gxparse.narrative.narrowing import Told
from gxparse.narrative.numerals import PERCENT
from gxparse.narrative.scene import Stage
from gxparse.narrative.units import NONE_OF_IT
from gxparse.narrative.words import UNKNOWN

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gxparse.evidence import Evidence
    from gxparse.narrative.clauses import Item
    from gxparse.narrative.model import Population, Reading, Subject
    from gxparse.narrative.numerals import Count
    from gxparse.narrative.prose import Sentence
    from gxparse.narrative.subjects import Meaning
    from gxparse.narrative.words import Word

_LONGEST_HEADING = 40
_NOT_A_CLAIM = -1  # the index of a total that is none
_CASE_UNIT = "CASE_UNIT"
_REQUEST, _LISTS = "REQUEST", "AMONG"
_SILENT = frozenset(("EMPTY", "COUNT", "AMONG"))  # words that set no scene
_BODY, _PUBLISHED = "BODY", "PUBLISHED"
_PUBLISHABLE = "granted"


class _Facts(NamedTuple):
    """What a claim is, its number and its place aside; a part with a name of its own has no meaning."""

    meaning: Meaning | None
    subject: Subject
    readings: tuple[Reading, ...]
    population: Population | None
    part_of: int | None
    is_crossed: bool = False
    may_be_of_part: bool = False
    changed: Claim | None = None


class _Reader:
    """Reads the claims of one section."""

    def __init__(self, evidence: Evidence, index: int, year: int | None, issuer: str | None) -> None:
        section = evidence.document.sections[index].form.number
        self._told = Told(evidence.edition)
        self._source = evidence.source
        self._edition = evidence.edition
        self._stage = Stage(year, issuer)
        self._changes = Changes(year)
        self._section = section
        self._path = f"sections.{index}"
        self._heard = Heard(section)
        self._paragraph = 0  # the index of its first claim
        self._total: int | None = None  # of what an enumeration would be
        self._parts_of: int | None = None
        self._outside: int | None = None  # the enumeration around brackets
        self._latest: int | None = None  # the claim that a bracket here would be about
        self._is_rest = False
        self._after_semicolon = False
        self._publishes = False

    @property
    def claims(self) -> list[Claim]:
        """The claims of the section so far."""
        return self._told.claims

    # ---- sentences ----

    def read(self, sentence: Sentence, found: list[Word]) -> None:
        """Read a sentence that has counts, or says that there is none."""
        self._open(sentence)
        self._publishes = words.pattern(_PUBLISHED).search(sentence.text) is not None
        at_stop, label_at_stop = True, False
        label: Word | None = None
        for part in parsing.clauses(found):
            if isinstance(part, Clause):
                if label and not surroundings.labels(part):
                    self._stage.pass_unknown(label, after_stop=label_at_stop)
                    label = None
                self._clause(sentence, part, label)
                label, at_stop = None, False
            elif part.type == UNKNOWN:
                self._changes.pass_other()
                label, label_at_stop, at_stop = part, at_stop, False
            else:
                if label:
                    self._stage.pass_unknown(label, after_stop=label_at_stop)
                self._bracket(part)
                self._changes.pass_word(part)
                if part.type == "SEMICOLON":
                    self._after_semicolon = True
                    self._told.open_stretch()
                self._is_rest = False
                self._heard.decided = self._heard.decided and part.type == "COMMA"
                label, at_stop = None, True

    def _bracket(self, stop: Word) -> None:
        """Pass a stop; what stands in brackets behind a claim are parts of it."""
        was_in = self._stage.in_brackets
        self._stage.stop(stop)
        if self._stage.in_brackets and not was_in:
            self._outside = self._parts_of
            self._parts_of = self._latest if self._parts_of != _NOT_A_CLAIM else _NOT_A_CLAIM
        elif was_in and not self._stage.in_brackets:
            self._parts_of = self._outside

    def pass_by(self, sentence: Sentence) -> None:
        """Take from a sentence without claims what it speaks of."""
        self._open(sentence)
        self._total = None
        is_short = sentence.numbered or len(sentence.text) <= _LONGEST_HEADING
        if is_short and words.sought(_REQUEST).search(sentence.text, 0, _LONGEST_HEADING):
            self._heard.speak_of_requests(sentence.index)

    def _open(self, sentence: Sentence) -> None:
        if sentence.numbered:
            self._heard.forget()
        if sentence.opens:
            self._stage.open_paragraph()
            self._total, self._paragraph = None, len(self.claims)
        else:
            self._stage.open_sentence()
        self._told.open_sentence()
        self._changes.open_sentence()
        self._told.open_stretch()
        self._parts_of = None
        self._latest = None
        self._is_rest = self._heard.decided = self._after_semicolon = False

    # ---- clauses ----

    def _clause(self, sentence: Sentence, clause: Clause, label: Word | None) -> None:
        passed = 0
        for item in clause.items:
            self._pass(sentence, clause, passed, item.end)
            passed = item.end
            self._item(sentence, clause, item, label)
            label, self._is_rest = None, False
        self._pass(sentence, clause, passed, len(sentence.text))

    def _pass(self, sentence: Sentence, clause: Clause, start: int, end: int) -> None:
        """Pass the words of a clause between two places."""
        for word in clause.words:
            if word.type in _SILENT or not start <= word.start < end:
                continue
            self._stage.pass_word(word)
            self._changes.pass_word(word)
            self._heard.note(word, sentence.index)
            self._is_rest = self._is_rest or word.type == "REST"
            if word.type == "OF_WHICH":
                self._parts_of = self._total
                self._after_semicolon = False
            elif word.type == "BY_RESULT":
                handled = self._told.last("handled", self._paragraph)
                self._parts_of = self._told.last("received", self._paragraph) if handled is None else handled

    def _item(self, sentence: Sentence, clause: Clause, item: Item, label: Word | None) -> None:
        """Take a count with what belongs to it."""
        if item.subjects == (parsing.CHANGE,):
            self._change(sentence, item)
            return
        count = NONE_OF_IT if item.at is None else words.count(sentence.text, item.at)
        if count is None:
            return
        follows = surroundings.unknown_behind(clause, item)
        self._latest = None
        if not item.subjects:
            is_named = bool(label or follows or self._is_rest)
            self._is_rest = self._is_rest and (label is not None or surroundings.is_rest(clause, item))
            self._bare(sentence, item, label, count, is_named=is_named)
            return
        if item.at is None and (follows or surroundings.has_rest(clause, item) or surroundings.has_more(clause, item)):
            return  # what is denied is more than the subject: 未收到申请人的意见
        for names in subjects.alternatives(item.subjects) if item.at is None else (item.subjects,):
            meaning = subjects.meaning(names, self._edition, self._heard.names)
            shared = subjects.measure_of(self._heard.names) if clause.words[0].type == _LISTS else None
            if meaning is None and shared:
                meaning = subjects.meaning((*names, shared), self._edition, ())
            if meaning is None or not units.fits(meaning, count, item):
                self._heard.forget()
                self._total = _NOT_A_CLAIM
            else:
                known = self._is_known(meaning, clause, item, sentence.index, follows=follows)
                population = self._population(known=known)
                self._claim(sentence, item, count, meaning, population)

    def _bare(self, sentence: Sentence, item: Item, label: Word | None, count: Count, *, is_named: bool) -> None:
        """Take a count without a subject: a part of what is enumerated, or of something that the tables have not."""
        parent = self._parts_of
        of_year = self.claims[parent].population if parent is not None and parent >= 0 else None
        if self._stage.scene.is_of_other_year and of_year != self._stage.scene.population:
            return  # 去年为30件
        if parent is None:
            self._total = _NOT_A_CLAIM
            self._told.narrows = NAMED if label else self._told.narrows
            if words.pattern(_CASE_UNIT).fullmatch(count.unit) or label:
                self._heard.forget()
        elif parent != _NOT_A_CLAIM and is_named and count.unit == self.claims[parent].unit:
            subject = self.claims[parent].subject
            span = (label.start if label else item.start, item.end)
            if label:
                self._is_rest = self._is_rest and words.pattern(_BODY).search(label.text) is not None
                before = self._stage.scene.body
                self._stage.name_body(label.text)
            self._add(sentence, span, count, _Facts(None, subject, (), "part", parent))
            if label and (self._is_rest or self._told.is_used_up(parent, NAMED)):
                self._stage.scene.body = self.claims[parent].population and before

    def _change(self, sentence: Sentence, item: Item) -> None:
        """Take by how much what was told in front has changed since the year before."""
        count = None if item.at is None else words.change(sentence.text, item.start, item.at)
        compared = self._changes.compared(item.start)
        if count is None or compared is None:
            return
        start, told = compared[0], [self.claims[index] for index in compared[1]]
        if count.unit in (PERCENT, told[0].unit):
            readings = tuple(dict.fromkeys(reading for claim in told for reading in claim.readings))
            count = count._replace(approximate=count.approximate or told[0].approximate)
            facts = _Facts(None, told[0].subject, readings, CHANGE, None, changed=told[0])
            self._add(sentence, (start, item.end), count, facts)

    def _population(self, *, known: bool) -> Population | None:
        """Return why a claim does not give the report's own figure, None if it does."""
        of_scene = self._stage.scene.population
        if of_scene or self._parts_of != _NOT_A_CLAIM:
            return of_scene or (None if known else "unclear")
        return "part"

    def _is_known(self, meaning: Meaning, clause: Clause, item: Item, index: int, *, follows: bool) -> bool:
        """Whether the words around a claim say that it is of what the tables count."""
        if meaning.subject in ("reconsideration", "litigation"):
            total = self._parent(meaning)
            of_known = total is not None and self.claims[total].population is None
            return item.at is None or of_known or self._heard.disclosure(index)
        if meaning.subject in ("documents", "decisions", "fees"):
            return self._stage.names_own and (meaning.subject != "decisions" or self._heard.decided)
        if meaning.subject != subjects.INFORMATION_PROCESSING_FEE:
            return self._is_of_requests(meaning, clause, item, index, follows=follows)
        return not follows

    def _is_of_requests(self, meaning: Meaning, clause: Clause, item: Item, index: int, *, follows: bool) -> bool:
        """Whether the words around a claim say that it is of requests for information, not of other things."""
        if follows and item.is_behind:
            return False  # 3件予以公开的申请涉及第三方: not all of them
        if item.subjects == ("requests",) and item.is_behind:
            return False  # 3件申请 may be any three
        if surroundings.names_requests(clause, item):
            return True
        received = meaning.subject == "received" and item.subjects != ("requests",)
        behind = surroundings.has_requests_behind(clause, item) and (received or not follows)
        return behind or (self._heard.requests(index) and not follows)

    def _claim(
        self, sentence: Sentence, item: Item, count: Count, meaning: Meaning, population: Population | None
    ) -> None:
        parent = self._parent(meaning)
        if parent is not None and self._told.is_no_part(meaning, count.value, parent):
            self._parts_of = parent = self._told.total_of_requests(parent, self._paragraph)
        may_be_of_part = self._told.may_be_of_part(meaning, count.value, self._parts_of, parent)
        if parent is None:
            self._total = len(self.claims)
            self._parts_of = None if not meaning.dimension else self._parts_of
        elif meaning.subject == "received" and not meaning.dimension:
            population = population or "part"
        if population != "unclear":
            self._heard.understand(meaning, sentence.index)
        elif self._parts_of is None:
            self._heard.forget()
        narrowed = self._told.narrowed(meaning, parent)
        population = population or narrowed.why
        if self._publishes and _PUBLISHABLE in meaning.names:
            population = population or "part"
        if count is NONE_OF_IT and self._told.is_contradicted(meaning):
            population = population or "unclear"
        meaning = narrowed.meaning
        facts = _Facts(
            meaning, meaning.subject, meaning.readings, population, parent, narrowed.is_crossed, may_be_of_part
        )
        self._add(sentence, (item.start, item.end), count, facts)
        if population is None and parent is None:
            self._changes.tell(len(self.claims) - 1)

    def _parent(self, meaning: Meaning) -> int | None:
        """Return the claim of which one with that meaning is a part."""
        around = self._parts_of
        if meaning.dimension.startswith("results"):
            return self._told.total_of_results(meaning)
        if not meaning.dimension:  # 收到42件，其中办结35件
            of_received = around is not None and around >= 0 and self.claims[around].subject == "received"
            is_part = of_received and not self._after_semicolon and not self._stage.scene.year
            return around if is_part and meaning.subject in ("received", "handled") else None
        handled = self._told.last("handled", self._paragraph) if meaning.dimension == "outcome" else None
        if around is None or (handled is not None and handled > around >= 0):
            return handled
        return None if around == _NOT_A_CLAIM else around

    def _add(self, sentence: Sentence, span: tuple[int, int], count: Count, facts: _Facts) -> None:
        """Keep a claim that stands in that span of a sentence."""
        start, end = sentence.place(span[0]), sentence.place(span[1] - 1) + 1
        line, column, end_line, end_column = self._source.span(start, end)
        meaning = facts.meaning
        self._stage.give_figures()
        self._latest = len(self.claims) if meaning else None
        self._told.add(
            Claim(
                subject=facts.subject,
                readings=facts.readings,
                value=count.value,
                unit=count.unit,
                step=count.step,
                approximate=count.approximate,
                negated=count is NONE_OF_IT,
                population=facts.population,
                part_of=facts.part_of,
                dimension=_dimension(facts),
                names=facts.changed.names if facts.changed else meaning.names if meaning else (),
                is_rest=self._is_rest,
                may_be_of_part=facts.may_be_of_part,
                text=self._source.slice(start, end),
                section=self._section,
                path=self._path,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
            ),
            meaning,
            is_crossed=facts.is_crossed,
        )


def _dimension(facts: _Facts) -> str:
    """Return by what a total is divided where a claim is a part of it."""
    if facts.changed:
        return ""
    if facts.meaning is None:
        return NAMED
    return facts.meaning.dimension or ("" if facts.part_of is None else "receipt")


def sentences(evidence: Evidence, number: int, year: int | None) -> Iterator[tuple[Sentence, list[Word]]]:
    """Return the sentences of a section, and the words of those that may make a claim; of the others, none.

    Takes what the report rests on, the index of the section, and the report's year.
    """
    section = evidence.document.sections[number]
    for sentence in prose.sentences(evidence.document, section, _numbering()):
        yield sentence, words.telling(sentence.text, year)


def _numbering() -> re.Pattern[str]:
    return words.document_pattern("SUBHEADING", "POINT")


def read(evidence: Evidence, year: int | None, issuer: str | None) -> tuple[Claim, ...]:
    """Return the claims of a report in the order of its text.

    Takes what the report rests on, its year and its issuer. Nothing raises, whatever the text is.
    """
    found: list[Claim] = []
    for index in range(len(evidence.document.sections)):
        reader = _Reader(evidence, index, year, issuer)
        for sentence, cut in sentences(evidence, index, year):
            if cut:
                reader.read(sentence, cut)
            else:
                reader.pass_by(sentence)
        first = len(found)
        wholes = {claim.part_of for claim in reader.claims}
        for number, claim in enumerate(reader.claims):
            more = subjects.as_whole(claim.names, evidence.edition) if number in wholes else ()
            part_of = None if claim.part_of is None else claim.part_of + first
            same = not more and part_of == claim.part_of
            found.append(claim if same else attrs.evolve(claim, part_of=part_of, readings=(*claim.readings, *more)))
    return tuple(found)
