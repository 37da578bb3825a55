"""The narrative against the tables: what the text claims in numbers, held against the figures, and its own sums.

These are reviewers' practice, not the form's text: a failure is a warning.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gxparse.findings import Content, Finding
from gxparse.narrative import subjects
from gxparse.narrative.model import CHANGE
from gxparse.narrative.numerals import PERCENT
from gxparse.rules import labels, wording
from gxparse.rules.enumerations import enumerations, place_of
from gxparse.rules.subject import Subject
from gxparse.rules.sums import Change, Sum, apart, plain, with_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gxparse.findings import Number, Place, Status
    from gxparse.language import Phrase
    from gxparse.narrative.model import Claim, Reading
    from gxparse.report import Report
    from gxparse.rules.figures import Figures
    from gxparse.rules.labels import TableLabels

_PREFIX = "narrative."
_FEES = "fees"
_FEE_SUBJECTS = (_FEES, subjects.INFORMATION_PROCESSING_FEE)
_PARTS_OF_REQUESTS = ("outcome", "applicants")
_READINGS_ZH = {
    subjects.WITH_CARRIED_OVER: "新收与上年结转之和",
    subjects.NEWLY_RECEIVED: "仅本年新收",
    subjects.HANDLED: "办结总数",
    subjects.WITHOUT_CARRIED_OVER: "办结总数减上年结转数",
    subjects.WITH_PARTIALLY_GRANTED: "连同只公开一部分的",
    subjects.OF_APPLICANTS: "该类申请人",
    subjects.OWN: "表中数",
}
_POPULATIONS = {
    "other_year": ("figures of another year", "别的年度的数字"),
    "part_of_year": ("figures of a part of the year", "年内某一时段的数字"),
    "other_body": ("figures of another body, or of a part of this one", "别的单位或部分单位的数字"),
    "part": ("a part of the figure", "其中一部分"),
    "filed": ("what was filed for the record", "备案数"),
    "unclear": ("it is not clear what they count", "所指不明"),
}
_APPROXIMATE = ("an approximate number", "约数")


def narrative_findings(report: Report, before: Report | None = None) -> tuple[Finding, ...]:
    """Return what the rules of the narrative say of a report: a finding for each claim, and for each enumeration.

    Takes a report that was parsed (one that was made has no text and gets no finding) and the same body's of the year
    before, against which changes are held. Raises nothing.
    """
    return findings_of(Subject(report, before))


def findings_of(subject: Subject) -> tuple[Finding, ...]:
    """Return the same of what is checked."""
    claims = subject.report.claims
    checker = _Checker(subject)
    found = [(claim, checker.claim(claim)) for claim in claims if _has_rule(claim)]
    found += enumerations(claims)
    return tuple(finding for _, finding in sorted(found, key=lambda each: (each[0].line, each[0].column)))


def _has_rule(claim: Claim) -> bool:
    """Whether a rule speaks of a claim: not of a part with a name of its own, or of what is in no table."""
    return bool(claim.readings) or (claim.population != "part" and claim.subject not in _FEE_SUBJECTS)


class _Checker:
    """Checks the claims of one report."""

    def __init__(self, subject: Subject) -> None:
        self._claims = subject.report.claims
        self._figures = subject.figures
        self._before = subject.figures_before

    # ---- a claim and its figures ----

    def claim(self, claim: Claim) -> Finding:
        """Return what is to be said of a claim."""
        reason = _APPROXIMATE if claim.approximate else None
        if claim.population and claim.population != CHANGE:
            reason = _POPULATIONS[claim.population]
        if reason or not claim.readings:
            english, chinese = reason or ("nothing in the tables of this edition", "本版表格无此项")
            return self._unassessed(claim, f"not compared: {english}", f"未核对：{chinese}", ())
        if claim.population == CHANGE:
            return self._change(claim)
        sums = self._sums(claim, self._figures)
        agreeing = next((found for found in sums if found.value == claim.value), None)
        if agreeing:
            return self._agrees(claim, agreeing, alone=len(sums) == 1)
        return self._uncertain(claim, sums) or self._fails(claim, sums)

    def _uncertain(self, claim: Claim, sums: Sequence[Sum]) -> Finding | None:
        """Return why a claim that agrees with no sum is not a failure, if something tells so."""
        if any(found.value is not None and apart(found.value, claim.value) < claim.step for found in sums):
            return self._unassessed(claim, "not compared: a rounded number", "未核对：取整数", ())
        if claim.subject == "handled" and self._may_be_new_ones(claim, sums):
            english = "not compared: of the requests received, some of those handled may have been carried over"
            return self._unassessed(claim, english, "未核对：办结数中可能含上年结转件", ())
        if claim.may_be_of_part or self._is_of_fewer(claim, sums) or self._is_share(claim, sums):
            return self._unassessed(claim, "not compared: a part of the figure", "未核对：其中一部分", ())
        unknown = tuple(dict.fromkeys(path for found in sums for path in found.unknown))
        if not unknown:
            return None
        return self._unknown(claim, self._figures, unknown)

    def _unknown(self, claim: Claim, figures: Figures, unknown: tuple[str, ...]) -> Finding:
        """Say which figures of a report keep a claim from being checked, or that the report has no such table."""
        table = self._table(unknown[0])
        if table.name not in figures.rows:
            name, name_zh = wording.table(table, previous=figures.previous)
            return self._unassessed(claim, f"the text has no {name}", f"未核对：文中无{name_zh}", ())
        if not figures.numbers.keys() >= set(unknown):
            return self._unassessed(claim, *wording.OTHER_FORM, ())
        names = dict(figures.names[table.name])
        named = [(wording.figure(path, table, names), figures.state(path), figures.previous) for path in unknown]
        return self._unassessed(claim, *wording.unknown(named), () if figures.previous else unknown)

    def _may_be_new_ones(self, claim: Claim, sums: Sequence[Sum]) -> bool:
        """Whether a number lies between what was handled and that without what was carried over, and may be meant."""
        ends = [found.value for found in sums[:2] if found.value is not None]
        between = len(ends) == 2 and min(ends) < claim.value < max(ends)  # noqa: PLR2004 (the two ends)
        return between and (claim.part_of is not None or claim.value == self._figures.numbers.get(subjects.NEW_TOTAL))

    def _is_share(self, claim: Claim, sums: Sequence[Sum]) -> bool:
        """Whether a claim is one of several of the same in its paragraph that together are the figure."""
        count, together = self._together.get((claim.names, claim.line), (0, 0))
        return count > 1 and any(found.value == together for found in sums)

    @cached_property
    def _together(self) -> dict[tuple[tuple[str, ...], int], tuple[int, Number]]:
        """How many of the report's own totals there are, and their sum, by what they are and by their line."""
        found: dict[tuple[tuple[str, ...], int], tuple[int, Number]] = {}
        for claim in self._claims:
            if claim.population is None and claim.part_of is None:
                count, together = found.get((claim.names, claim.line), (0, 0))
                found[claim.names, claim.line] = count + 1, together + claim.value
        return found

    def _is_of_fewer(self, claim: Claim, sums: Sequence[Sum]) -> bool:
        """Whether a claim is a part of a total that leaves out what was carried over, and may leave out as many."""
        total = self._claims[claim.part_of] if claim.part_of is not None else None
        if total is None or total.subject not in ("handled", "received") or claim.subject not in _PARTS_OF_REQUESTS:
            return False
        whole = self._sum(total.readings[0], self._figures).value if total.readings else None
        over = self._figures.numbers.get(subjects.OVER_TOTAL)
        if whole is None or over is None or not whole - over <= total.value < whole:
            return False
        return any(found.value is not None and found.value - over <= claim.value < found.value for found in sums)

    # ---- a change since the year before ----

    def _change(self, claim: Claim) -> Finding:
        """Return what is to be said of a claim by how much a figure has changed."""
        before = self._before
        if before is None:
            english, chinese = "it takes the report of the year before to check it", "核对须有上一年度报告"
            return self._unassessed(claim, f"not compared: {english}", f"未核对：{chinese}", ())
        years = zip(self._sums(claim, self._figures), self._sums(claim, before), strict=True)
        changes = [Change(now, then, claim.unit) for now, then in years]
        agreeing = next((each for each in changes if each.agrees_with(claim.value)), None)
        if agreeing:
            return self._compared(claim, [agreeing], "pass")
        for figures, sums in (
            (self._figures, [each.now for each in changes]),
            (before, [each.then for each in changes]),
        ):
            unknown = tuple(dict.fromkeys(path for found in sums for path in found.unknown))
            if unknown:
                return self._unknown(claim, figures, unknown)
        if any(each.value is None for each in changes):
            return self._unassessed(claim, "not compared: there was none the year before", "未核对：上年为零", ())
        return self._compared(claim, changes, "fail")

    def _compared(self, claim: Claim, changes: Sequence[Change], status: Status) -> Finding:
        """Return what a claim by how much a figure has changed is, beside what the figures of both years say."""
        nearest = min((each.value for each in changes if each.value is not None), key=lambda it: apart(it, claim.value))
        now = tuple(dict.fromkeys(path for each in changes for path in each.now.paths))
        then = tuple(dict.fromkeys(path for each in changes for path in each.then.paths))

        def messages() -> tuple[str, str]:
            shown = [f"{self._shown(each.now)}, after {each.then.value} the year before ({each})" for each in changes]
            shown_zh = [f"{self._shown_zh(each.now)}、上年 {each.then.value}（{each}）" for each in changes]
            if status == "pass":
                return f"{_said(claim)} agrees with {shown[0]}", f"{_said_zh(claim)}与{shown_zh[0]}一致"
            return (
                f"{_said(claim)} is not what has changed: {', nor '.join(shown)}",
                f"{_said_zh(claim)}与两年数字不符：{'，也不符：'.join(shown_zh)}",
            )

        def places() -> list[Place | None]:
            before = self._before
            return [place_of(claim), *self._places(now), *(before.place(path) for path in then if before)]

        return Finding(
            rule=f"{_PREFIX}{claim.subject}",
            status=status,
            severity="warning",
            paths=(*now, *then),
            left=claim.value,
            right=nearest,
            difference=claim.value - nearest,
            content=Content(messages, places),
            previous_paths=then,
        )

    # ---- figures ----

    def _sums(self, claim: Claim, figures: Figures) -> list[Sum]:
        """Return the sums of the figures of a claim's readings."""
        sums = [self._sum(reading, figures) for reading in claim.readings]
        return [found.in_yuan() for found in sums] if claim.subject == _FEES else sums

    def _sum(self, reading: Reading, figures: Figures) -> Sum:
        """Return the sum of the figures of a reading."""
        numbers = figures.numbers
        plus = [numbers.get(path) for path in reading.paths]
        minus = [numbers.get(path) for path in reading.less]
        known = [figure for figure in plus if figure is not None], [figure for figure in minus if figure is not None]
        read = zip((*reading.paths, *reading.less), (*plus, *minus), strict=True)
        unknown = tuple(path for path, figure in read if figure is None)
        return Sum(reading, None if unknown else sum(known[0]) - sum(known[1]), unknown)

    def _agrees(self, claim: Claim, found: Sum, *, alone: bool) -> Finding:
        name, name_zh = found.reading.name, _READINGS_ZH[found.reading.name]
        how = "" if alone else f", read as {name}"
        how_zh = "" if alone else f"（按“{name_zh}”理解）"

        def messages() -> tuple[str, str]:
            return (
                f"{_said(claim)} agrees with {self._shown(found)}{how}",
                f"{_said_zh(claim)}与{self._shown_zh(found)}一致{how_zh}",
            )

        return self._finding(claim, "pass", messages, (found,), claim.value)

    def _fails(self, claim: Claim, sums: Sequence[Sum]) -> Finding:
        values = [found.value for found in sums if found.value is not None]
        nearest = min(values, key=lambda value: apart(value, claim.value))
        compared = " nor ".join(
            f"{self._shown(found)}" + (f" [{found.reading.name}]" if len(sums) > 1 else "") for found in sums
        )
        compared_zh = "，也不等于".join(
            f"{self._shown_zh(found)}" + (f"（{_READINGS_ZH[found.reading.name]}）" if len(sums) > 1 else "")
            for found in sums
        )
        unit = _unit(claim)
        differs = f"; difference {plain(apart(nearest, claim.value))}{unit.en}" if len(sums) == 1 else ""
        differs_zh = f"，相差 {plain(apart(nearest, claim.value))}{unit.zh}" if len(sums) == 1 else ""
        messages = (
            f"{_said(claim)} is {'neither ' if len(sums) > 1 else 'not '}{compared}{differs}",
            f"{_said_zh(claim)}不等于{compared_zh}{differs_zh}",
        )
        return self._finding(claim, "fail", lambda: messages, sums, nearest)

    def _unassessed(self, claim: Claim, message: str, message_zh: str, unknown: tuple[str, ...]) -> Finding:
        return Finding(
            rule=f"{_PREFIX}{claim.subject}",
            status="not_assessable",
            severity="warning",
            paths=tuple(path for reading in claim.readings for path in (*reading.paths, *reading.less)),
            left=claim.value,
            right=None,
            difference=None,
            content=Content(
                lambda: (f"{_said(claim)}: {message}", f"{_said_zh(claim)}，{message_zh}"),
                lambda: (place_of(claim), *self._places(unknown)),
            ),
        )

    def _finding(
        self, claim: Claim, status: Status, messages: Callable[[], tuple[str, str]], sums: Sequence[Sum], right: Number
    ) -> Finding:
        read = [path for found in sums for path in (*found.reading.paths, *found.reading.less)]
        paths = tuple(dict.fromkeys(read))
        return Finding(
            rule=f"{_PREFIX}{claim.subject}",
            status=status,
            severity="warning",
            paths=paths,
            left=claim.value,
            right=right,
            difference=claim.value - right,
            content=Content(messages, lambda: (place_of(claim), *self._places(paths))),
        )

    # ---- words and places ----

    def _places(self, paths: Iterable[str]) -> list[Place | None]:
        return [self._figures.place(path) for path in paths]

    def _table(self, path: str) -> TableLabels:
        """Return the labels of the table that a path leads into."""
        table = path.partition(".")[0]
        return labels.labels_of(self._figures.edition_of(table), table)

    def _shown(self, found: Sum) -> str:
        """Return the figures of a sum and what it is: table 3, column 「总计」: 一 956 + 二 136 = 1092."""
        return self._written(found, 0, " + ", " - ")

    def _shown_zh(self, found: Sum) -> str:
        return self._written(found, 1, " ＋ ", " － ")

    def _written(self, found: Sum, language: int, plus: str, minus: str) -> str:
        paths, less = found.reading.paths, found.reading.less
        table = self._table(paths[0])
        name = wording.table(table)[language]
        if len(paths) + len(less) == 1:
            quoted = (" 「{}」", "“{}”")[language].format(labels.of_path(table, paths[0]))
            return f"{name}{quoted} {self._figures.numbers.get(paths[0])}{found.unit[language]}"
        columns = {path.rpartition(".")[2] for path in (*paths, *less)}
        if len(columns) == 1:
            head, named = wording.in_column(table, labels.column_of(table, paths[0]))[language], labels.short_of
        else:
            head, named = name + (" ", "")[language], labels.of_path
        terms = [f"{named(table, path)} {self._figures.numbers.get(path)}" for path in (*paths, *less)]
        shown = plus.join(terms[: len(paths)]) + "".join(f"{minus}{term}" for term in terms[len(paths) :])
        return f"{head}{shown} = {found.value}"


def _said(claim: Claim) -> str:
    return f"「{claim.text}」 (section {claim.section}): {_number(claim)}{_unit(claim).en}"


def _said_zh(claim: Claim) -> str:
    return f"正文“{claim.text}”（{_number(claim)}{_unit(claim).zh}）"


def _unit(claim: Claim) -> Phrase:
    """Return the unit of an amount."""
    return wording.IN_YUAN if claim.subject == _FEES and claim.unit != PERCENT else wording.NOTHING


def _number(claim: Claim) -> str:
    return with_sign(claim.value, claim.unit) if claim.population == CHANGE else str(claim.value)
