"""The rules that ask whether a report keeps to the form: signs, headings, edition, period, statements, blanks."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse import editions, grammar
from gxparse.edition_reading import lexicon_of
from gxparse.findings import Place
from gxparse.language import Phrase
from gxparse.report import evidence_of
from gxparse.rules import wording
from gxparse.rules.figures import TABLES
from gxparse.rules.functions import evaluates
from gxparse.rules.subject import finding
from gxparse.rules.texts import (
    NARRATIVE,
    numbers_of_section,
    place_of_section,
    section_form,
    section_text,
    sentences,
    statement,
)
from gxparse.spelling import fold, numeral, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gxparse.diagnostics import Diagnostic, Severity
    from gxparse.findings import Finding, Status
    from gxparse.rules.declaration import Rule
    from gxparse.rules.figures import Figures
    from gxparse.rules.labels import TableLabels
    from gxparse.rules.subject import Subject

_CHANGE, _MONEY, _MINUS = "CHANGE", "MONEY", "MINUS"
_MIXED = "GX208"
_UNTOLD = "GX207"
_LAST = 6
_IN_USE, _ORDER, _NUMBER = "GX105", "GX108", "GX112"
_WITHOUT_NUMBER = ("blank", "not_applicable")
_LONGEST_NOTHING = 20


# ---- figures ----


def _of_each_table(rule: Rule, subject: Subject, say: Callable[[str], Iterator[Finding]]) -> Iterator[Finding]:
    """Return what there is to say of each table, and that a table is absent."""
    for table in TABLES:
        if table in subject.figures.rows:
            yield from say(table)
        else:
            words = partial(_of_table, wording.ABSENT_TABLE, subject.labels(table))
            places = partial(_places_of_parts, subject.figures, table)
            yield finding(rule, "not_assessable", words, paths=(table,), places=places)


@evaluates("values.sign")
def signs(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say of each table which counts are negative or have decimals."""
    figures = subject.figures

    def say(table: str) -> Iterator[Finding]:
        labels = subject.labels(table)
        wrong = [path for path in _suspect(figures, table) if _has_wrong_sign(path, subject, labels)]
        for path in wrong:
            words = partial(_wrong_sign, path, subject, labels)
            yield finding(rule, "fail", words, paths=(path,), places=partial(_place_of_figure, figures, path))
        if not wrong:
            words = partial(_of_table, wording.SIGNS_FINE, labels)
            yield finding(rule, "pass", words, paths=(table,), places=partial(_places_of_parts, figures, table))

    return _of_each_table(rule, subject, say)


def _suspect(figures: Figures, table: str) -> list[str]:
    """Return the paths of the figures of a table that are negative or no valid figures."""
    states = figures.without_number(table)
    numbers = zip(figures.paths[table], figures.values[table], strict=True)
    return [path for path, number in numbers if (states[path] == "invalid" if number is None else number < 0)]


def _wrong_sign(path: str, subject: Subject, labels: TableLabels) -> Phrase:
    """Return what is wrong with a figure: what its column takes, and what stands there."""
    figures = subject.figures
    column = path.rpartition(".")[2]
    table = path.partition(".")[0]
    taken = wording.AMOUNT if labels.takes(column, _MONEY) else wording.COUNT
    return wording.WRONG_SIGN.format(
        wording.table(labels) + Phrase(", ", ""),
        wording.figure(path, labels, dict(figures.names[table])),
        figures.text(path) or str(figures.numbers[path]),
        wording.CHANGE if labels.takes(column, _CHANGE) else taken,
    )


def _of_table(template: Phrase, labels: TableLabels, *values: object) -> Phrase:
    return template.format(wording.table(labels), *values)


def _places_of_parts(figures: Figures, *paths: str) -> list[Place | None]:
    return [figures.part(path) for path in paths]


def _place_of_figure(figures: Figures, *paths: str) -> list[Place | None]:
    return [figures.place(path) for path in paths]


def _has_wrong_sign(path: str, subject: Subject, labels: TableLabels) -> bool:
    """Whether a figure is a number, but one that its column does not take."""
    figures = subject.figures
    number = figures.numbers[path]
    column = path.rpartition(".")[2]
    if number is not None:
        return number < 0 and not labels.takes(column, _CHANGE)
    lexicon = lexicon_of(figures.edition)
    folded = fold(figures.text(path))
    positive = lexicon.kinds[_MINUS].sub("", folded, count=1)
    return lexicon.number(folded, _CHANGE) is not None or lexicon.number(positive.lstrip("+"), _MONEY) is not None


@evaluates("form.blank_cells")
def blank_cells(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Count the cells of each table that are empty or hold a mark."""
    figures = subject.figures

    def say(table: str) -> Iterator[Finding]:
        labels = subject.labels(table)
        states = figures.without_number(table)
        blank = [path for path, state in states.items() if state == "blank"]
        marked = [path for path, state in states.items() if state == "not_applicable"]
        found = (*blank, *marked)
        if not found:
            words = partial(_of_table, wording.CELLS_FILLED, labels)
            yield finding(rule, "pass", words, paths=(table,), places=partial(_places_of_parts, figures, table))
            return
        words = partial(
            _of_table, wording.CELLS_BLANK, labels, len(found), len(figures.paths[table]), len(blank), len(marked)
        )
        inside = [path for path, state in states.items() if state in _WITHOUT_NUMBER]
        yield finding(rule, "fail", words, paths=found, places=partial(_place_of_figure, figures, *inside))

    return _of_each_table(rule, subject, say)


# ---- the document ----


@evaluates("form.headings")
def headings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say what the parser had to say of the six headings; of their order and what follows from it only once."""
    report = subject.report
    found = [each for each in report.diagnostics if each.code in wording.HEADING and not _is_of_a_form(each)]
    order = [diagnostic for diagnostic in found if diagnostic.code == _ORDER]
    follow = _exchanged(found) if order else []
    for diagnostic in found:
        if diagnostic in follow or diagnostic in order[1:]:
            continue
        together = order if diagnostic.code == _ORDER else [diagnostic]
        expected = "、".join(name for each in together for name in each.expected)
        words = wording.HEADING[diagnostic.code].format(expected, diagnostic.found or "")
        paths = tuple(path for each in together for path in _path_of(each))
        places = [_place_of(each) for each in together]
        severity: Severity = "warning" if diagnostic.code == _IN_USE else rule.severity
        yield finding(rule, "fail", words, paths=paths, places=places, severity=severity)
    if found:
        return
    if evidence_of(report) is None and not report.sections:
        yield finding(rule, "not_assessable", wording.NO_TEXT, paths=("sections",))
        return
    yield from _headings_of_model(rule, subject)


def _headings_of_model(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say which sections a report has of which the parser had nothing to say, as it may have read none."""
    present = [section.number for section in subject.report.sections]
    missing = [form for form in grammar.compiled().document.sections if form.number not in present]
    for form in missing:
        yield finding(rule, "fail", wording.HEADING["GX103"].format(form.heading), paths=(form.name,))
    late = next((later for earlier, later in pairwise(present) if later < earlier), None)
    if late is not None and not missing:
        form = section_form(late)
        yield finding(rule, "fail", wording.HEADING["GX108"].format(form.heading), paths=(form.name,))
    elif not missing:
        places = partial(_places_of_parts, subject.figures, "sections")
        yield finding(rule, "pass", wording.HEADINGS_FINE, paths=("sections",), places=places)


def _is_of_a_form(diagnostic: Diagnostic) -> bool:
    """Whether a heading in other words has those that the form has in some places (Beijing's section five)."""
    if diagnostic.code != _IN_USE:
        return False
    form = next(form for form in grammar.compiled().document.sections if form.name == diagnostic.path)
    return spell(diagnostic.found or "").words in [spell(heading).words for heading in form.headings]


def _exchanged(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return what is said of the numbers of headings, if they are the same numbers in another order."""
    numbers = {form.name: form.number for form in grammar.compiled().document.sections}
    renumbered = [diagnostic for diagnostic in found if diagnostic.code == _NUMBER]
    own = sorted(numbers[diagnostic.path or ""] for diagnostic in renumbered)
    printed = sorted(_printed_number(diagnostic.found or "") for diagnostic in renumbered)
    return renumbered if own == printed else []


def _printed_number(heading: str) -> int:
    """Return the number in front of a heading; 0 if there is none."""
    return numeral(spell(heading).number) or 0


def _path_of(diagnostic: Diagnostic) -> tuple[str, ...]:
    return (diagnostic.path,) if diagnostic.path else ()


def _place_of(diagnostic: Diagnostic) -> Place:
    return Place(diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column)


@evaluates("form.edition_year")
def edition_year(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say whether the tables are those of the form for the report's year."""
    report = subject.report
    by_code = {diagnostic.code: diagnostic for diagnostic in report.diagnostics}
    paths = ("edition", "year")
    place = partial(_places_of_parts, subject.figures, "edition")
    if _MIXED in by_code:
        mixed = by_code[_MIXED]
        yield finding(rule, "fail", wording.EDITIONS_MIXED, paths=_path_of(mixed), places=[_place_of(mixed)])
    elif report.year is None:
        yield finding(rule, "not_assessable", wording.NO_YEAR, paths=paths, places=place)
    elif report.edition is None or _UNTOLD in by_code:
        yield finding(rule, "not_assessable", wording.EDITION_UNKNOWN, paths=paths, places=place)
    else:
        fits = editions.fits(report.edition, report.year)
        words = partial((wording.EDITION_FITS if fits else wording.EDITION_WRONG).format, report.edition, report.year)
        places = partial(_places_of_parts, subject.figures, *paths)
        yield finding(rule, "pass" if fits else "fail", words, paths=paths, places=places)


@evaluates("form.period")
def period(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say whether the period that is stated is that of the report's year."""
    stated, year = subject.report.period, subject.report.year
    place = partial(_places_of_parts, subject.figures, "period")
    if stated is None or year is None:
        reason = wording.NO_PERIOD if stated is None else wording.NO_YEAR
        yield finding(rule, "not_assessable", reason, paths=("period",), places=place)
        return
    fits = (stated.start, stated.end) == (dt.date(year, 1, 1), dt.date(year, 12, 31))
    words = partial((wording.PERIOD_FITS if fits else wording.PERIOD_WRONG).format, stated.start, stated.end, year)
    yield finding(rule, "pass" if fits else "fail", words, paths=("period",), places=place)


# ---- the narrative ----


@evaluates("form.fee_statement")
def fee_statement(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say whether section six says what fee for processing information was charged."""
    if all(section.number != _LAST for section in subject.report.sections):
        yield _without_section(rule, subject, _LAST)
        return
    text = section_text(subject.report, _LAST)
    places = partial(_place_of_section, subject, _LAST, ".heading")
    if all(
        _printed_number(each.heading) != _LAST for each in subject.report.sections if each.number == _LAST
    ):  # the headings alone were exchanged
        text += "".join(f"\n{each.text}" for each in subject.report.sections if _printed_number(each.heading) == _LAST)
    spoken = [each for each in sentences(text) if statement("FEE").search(each)]
    told = [each for each in spoken if statement("FEE_NONE").search(each) or statement("FEE_FIGURE").search(each)]
    if not told:
        yield finding(rule, "fail", wording.FEE_NOT_STATED, paths=("sections",), places=places)
        return
    unsaid = [words for name, words in wording.FEE_PARTS.items() if not any(map(statement(name).search, told))]
    none_at_all = any(statement("FEE_NONE").search(each) for each in told)
    partly = wording.FEE_PARTLY.format(wording.joined(unsaid)) if unsaid and not none_at_all else wording.NOTHING
    yield finding(rule, "pass", wording.FEE_STATED + partly, paths=("sections",), places=places)


@evaluates("form.empty_section")
def empty_section(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Say of sections one and five whether they say something."""
    sections = subject.report.sections
    for number in NARRATIVE:
        names = numbers_of_section(number)
        if all(section.number != number for section in sections):
            yield _without_section(rule, subject, number)
            continue
        text = section_text(subject.report, number)
        is_empty = len(text) < _LONGEST_NOTHING and _says_nothing("".join(sentences(text)))
        words = partial((wording.EMPTY_SECTION if is_empty else wording.FULL_SECTION).format, *names)
        places = partial(_place_of_section, subject, number)
        yield finding(rule, "fail" if is_empty else "pass", words, paths=("sections",), places=places)


def _place_of_section(subject: Subject, number: int, part: str = "") -> list[Place | None]:
    return [place_of_section(subject, number, part)]


def _without_section(rule: Rule, subject: Subject, number: int) -> Finding:
    """Return the finding that a section is missing; it stands where the heading is missed."""
    words = wording.NO_SECTION.format(*numbers_of_section(number))
    status: Status = "fail" if subject.report.sections else "not_assessable"
    place = subject.figures.part(section_form(number).name)
    return finding(rule, status, words, paths=("sections",), places=[place])


def _says_nothing(folded: str) -> bool:
    words = re.sub(r"[\W_]", "", folded)
    return not words or statement("NOTHING").fullmatch(words) is not None
