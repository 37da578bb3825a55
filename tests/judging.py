"""The oracle: holds a report as it was read against what was written and what was planted.

It knows the rules of the project and nothing of how the parser goes about it: a figure that the text states is read
or it is said why not, a figure that it does not state is None, damage spoils nothing but the row that it is in, and
what is said of damage is said where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from planting import Departure, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from made_reports import MadeReport, Number

    import gxparse

NOT_FIGURES = frozenset({"name", "extra"})
TABLES = ("disclosure", "applications", "disputes")
BLANK = "blank"
NOTHING_STATED = frozenset({"blank", "not_applicable"})
FAULTS = ("wrong", "silent", "untouched", "unlocated", "stray", "misnamed")


@attrs.define
class Verdict:
    """What became of a text. Each list holds sentences, one for each case.

    Attributes:
        stated: How many figures the text states.
        right: How many of them were read.
        told: Stated figures that are None, with a diagnostic that says so.
        silent: Figures written or planted that are None without one.
        wrong: Numbers where the text states another one or none.
        untouched: Stated figures that are None although no departure may cost them.
        located: The kinds of departures that were told where they are.
        unlocated: Departures that were not.
        stray: Errors and warnings that are about none of the departures.
        misnamed: Cells left empty whose state is not `blank`.
    """

    stated: int = 0
    right: int = 0
    told: list[str] = attrs.field(factory=list)
    silent: list[str] = attrs.field(factory=list)
    wrong: list[str] = attrs.field(factory=list)
    untouched: list[str] = attrs.field(factory=list)
    located: list[str] = attrs.field(factory=list)
    unlocated: list[str] = attrs.field(factory=list)
    stray: list[str] = attrs.field(factory=list)
    misnamed: list[str] = attrs.field(factory=list)

    @property
    def faults(self) -> list[str]:
        """All that should not be, the worst first."""
        return [f"{name}: {words}" for name in FAULTS for words in getattr(self, name)]


def judge(written: MadeReport, text: str, departures: Sequence[Departure], report: gxparse.Report) -> Verdict:
    """Return what is to be said of a report that was read from a text.

    Args:
        written: The report that the text was made of.
        text: The text.
        departures: What was planted in it.
        report: The report as it was read.
    """
    return _Judge(written, text, departures, report).verdict()


def blanks(written: MadeReport, doubtful: frozenset[str]) -> list[Departure]:
    """Return as departures the figures of a report that are None; `doubtful` are those that may be lost by it."""
    found = []
    for place, row in written.rows():
        unread = frozenset(path for path in row if written.figures[path] is None)
        if unread:
            about = prefixes(frozenset(row)) | {place}
            found.append(
                Departure(BLANK, "", unread, doubtful.intersection(row), about=about, emptied=len(unread) < len(row))
            )
    return found


def figures_of(report: gxparse.Report) -> dict[str, Number]:
    """Return every number of the tables of a report by its path."""
    return {path: figure for name in TABLES for path, figure in _numbers(getattr(report, name), name)}


def _numbers(part: Any, path: str) -> Iterator[tuple[str, Number]]:  # noqa: ANN401 (any part of the model)
    if isinstance(part, tuple):
        for index, row in enumerate(part):
            yield from _numbers(row, f"{path}.{index}")
    elif attrs.has(type(part)):
        for field in attrs.fields(type(part)):
            if field.name not in NOT_FIGURES:
                yield from _numbers(getattr(part, field.name), f"{path}.{field.name}")
    elif part is not None:
        yield path, part


def told_of(diagnostic: gxparse.Diagnostic) -> str:
    """Return a diagnostic on one line."""
    return f"{diagnostic.line}: {diagnostic.severity} {diagnostic.code} {diagnostic.path}: {diagnostic.message}"


class _Judge:
    """Judges one text."""

    def __init__(self, written: MadeReport, text: str, departures: Sequence[Departure], report: gxparse.Report) -> None:
        self._written = written
        self._departures = departures
        self._report = report
        self._last = text.count("\n") + 1
        self._complaints = [each for each in report.diagnostics if each.severity != "info"]
        self._complained = {each.path for each in self._complaints}
        self._said = {each.path for each in report.diagnostics}
        self._found = figures_of(report)
        self._verdict = Verdict()

    def verdict(self) -> Verdict:
        unread = {path for departure in self._departures for path in departure.unread}
        instead: dict[str, Number] = {}
        for departure in self._departures:
            instead |= departure.instead
        for path, figure in self._written.figures.items():
            if path in unread:
                self._judge_unread(path)
            elif figure is not None:
                self._judge_stated(path, instead.get(path, figure))
        self._judge_others(self._written.figures)
        for departure in self._departures:
            self._judge_place(departure)
            self._judge_state(departure)
        self._judge_complaints()
        return self._verdict

    # ---- figures ----

    def _judge_stated(self, path: str, figure: Number) -> None:
        found = self._found.get(path)
        self._verdict.stated += 1
        if found == figure:
            self._verdict.right += 1
        elif found is not None:
            self._verdict.wrong.append(f"{path} is {found}, the text has {figure}")
        else:
            words = f"{path} is None ({self._state(path)}), the text has {figure}"
            (self._verdict.told if self._is_told(path) else self._verdict.silent).append(words)
            if not any(path in departure.doubtful for departure in self._departures):
                self._verdict.untouched.append(words)

    def _judge_unread(self, path: str) -> None:
        found = self._found.get(path)
        if found is not None:
            self._verdict.wrong.append(f"{path} is {found}, the text has nothing there")
        elif not self._is_told(path):
            self._verdict.silent.append(f"{path} is None ({self._state(path)}), and it is not said that it is")

    def _judge_others(self, known: Mapping[str, object]) -> None:
        for path, figure in self._found.items():
            if path not in known:
                self._verdict.wrong.append(f"{path} is {figure}, there is no such path")

    def _state(self, path: str) -> str:
        try:
            return self._report.cell(path).state
        except KeyError:  # it was read by another edition or variant
            return "missing"

    def _is_told(self, path: str) -> bool:
        """Return whether a diagnostic has a figure's path, its row's, its group's or its table's."""
        first = ".".join("0" if part.isdecimal() else part for part in path.split("."))  # of a list
        above = {*prefixes(frozenset({path, first})), path.partition(".")[0]}
        said = self._said if self._state(path) in NOTHING_STATED else self._complained
        return self._state(path) != "stated" and not above.isdisjoint(said)

    # ---- diagnostics ----

    def _judge_place(self, departure: Departure) -> None:
        if departure.kind == BLANK:
            return
        tables = {path.partition(".")[0] for path in departure.about}
        about = departure.about | tables
        said = self._report.diagnostics if departure.emptied else self._complaints
        if any(each.path in about or _is_near(each, departure) for each in said):
            self._verdict.located.append(departure.kind)
        else:
            self._verdict.unlocated.append(f"{departure.what} (line {sorted(departure.lines)})")

    def _judge_complaints(self) -> None:
        for each in self._complaints:
            if not any(each.path in departure.about or _is_near(each, departure) for departure in self._departures):
                self._verdict.stray.append(told_of(each))

    def _judge_state(self, departure: Departure) -> None:
        for path in departure.unread if departure.emptied else ():
            state = self._state(path)
            if self._may_be_blank(path) and state not in NOTHING_STATED:
                self._verdict.misnamed.append(f"{path} is {state}, the text has an empty cell or a mark")

    def _may_be_blank(self, path: str) -> bool:
        """Return whether nothing but the empty cell itself can have cost a figure."""
        return not any(path in departure.doubtful for departure in self._departures)


def _is_near(diagnostic: gxparse.Diagnostic, departure: Departure) -> bool:
    lines = range(diagnostic.line - 1, max(diagnostic.line, diagnostic.end_line) + 2)
    return not departure.lines.isdisjoint(lines)
