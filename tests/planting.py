"""Departures planted in a report as it is written: what is damaged, what may be lost by it, and where it stands.

A departure is planted in the printed table, before a layout makes text of it, or in the lines of the text. Nothing
of the parser has a part in it, so what it says can be judged by what was planted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from balanced_reports import balanced_report
from damage import DAMAGE, RUN_TOGETHER
from doubtful_rows import rows_in_doubt
from made_reports import distinct_numbers, made_report
from planted_text import PADDED, lines_of, written
from spots import Damage, Spot

from gxparse import grammar
from gxparse.writing.grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

    from made_reports import MadeReport, Number

    from gxparse.writing.figures import FigureStyle
    from gxparse.writing.grid import Grid
    from gxparse.writing.layouts import Layout

HEADING_LOST, HEADING_RENAMED, CUT = "heading lost", "heading renamed", "cut off"
OF_TEXT = (HEADING_LOST, HEADING_RENAMED, CUT)
KINDS = (*DAMAGE, *OF_TEXT)
IN_ROWS = tuple(name for name in DAMAGE if "head" not in name and "group" not in name)
OTHER_WORDS = ("重点任务落实一览", "年度数据", "有关统计情况", "其它")
TRIES = 20


@attrs.frozen
class Departure:
    """One planted departure.

    Attributes:
        kind: Its kind, one of `KINDS`.
        what: What was done, in a few words.
        unread: Paths of figures that the text does not state any more: they must be None.
        doubtful: Paths of figures that may be None, if something is said about them.
        instead: The figures that the text states for other ones, by path, as where heads are exchanged.
        about: Paths that a diagnostic about it may have.
        lines: The lines of the text in which it stands, from 1.
        emptied: Whether it is a cell that was left empty.
    """

    kind: str
    what: str
    unread: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    instead: Mapping[str, Number] = attrs.field(factory=dict)
    about: frozenset[str] = frozenset()
    lines: frozenset[int] = frozenset()
    emptied: bool = False


@attrs.frozen
class Planted:
    """A text with departures."""

    report: MadeReport
    layout: Layout
    text: str
    departures: tuple[Departure, ...]


@attrs.frozen
class Manner:
    """How a report is written: its layout, how figures are, and the change from simplified characters."""

    layout: Layout
    style: FigureStyle
    convert: Callable[[str], str] = str


def can_have(layout: str, kind: str) -> bool:
    """Return whether there is a departure of that kind in that layout."""
    return layout in PADDED or not kind.endswith(", padded")


def report_for(kinds: Sequence[str], edition: str, random: Random) -> MadeReport:
    """Return a report of an edition in which departures of these kinds can be told: by its sums, if it takes those."""
    return balanced_report(edition, random) if RUN_TOGETHER in kinds else made_report(edition, random)


def planted(report: MadeReport, manner: Manner, kinds: Sequence[str], random: Random) -> Planted:
    """Return a report written with departures of these kinds, as many of them as there is a place for.

    Those of rows stand in different rows. At most one of the kinds may be one of the text.
    """
    grids = _grids(report, manner.style)
    spare = iter(distinct_numbers(random, 2 * len(kinds), frozenset(_digits(report))))
    drafts: list[tuple[str, Damage]] = []
    for number, kind in enumerate(kind for kind in kinds if kind in DAMAGE):
        spot = Spot(number, random, report, manner.layout, manner.style, spare)
        found = _plant(grids, kind, spot)
        if found:
            drafts.append(found)
    grids = {name: grid.with_texts(manner.convert) for name, grid in grids.items()}
    of_text = next((kind for kind in kinds if kind in OF_TEXT), None)
    document = _Document(report, manner, grids)
    heading = document.damaged_heading(of_text, random) if of_text in (HEADING_LOST, HEADING_RENAMED) else None
    departures = [document.departure(number, name, draft) for number, (name, draft) in enumerate(drafts)]
    departures += [heading] if heading else []
    if of_text == CUT:
        departures.append(document.cut(random))
    return Planted(report, manner.layout, document.text(), tuple(departures))


def _digits(report: MadeReport) -> Iterator[int]:
    return (abs(int(figure)) for figure in report.figures.values() if figure is not None)


def _grids(report: MadeReport, style: FigureStyle) -> dict[str, Grid]:
    texts = {path: style.write(figure, report.kinds[path]) for path, figure in report.figures.items()}
    return {
        table.name: grid_of(table, report.form, report.variants[table.name]).with_figures(texts)
        for table in report.form.tables
    }


def _plant(grids: dict[str, Grid], kind: str, spot: Spot) -> tuple[str, Damage] | None:
    """Plant a departure in one of the tables; return its table and what it does, None if there is no place."""
    for _ in range(TRIES):
        name = spot.random.choice(list(grids))
        damage = DAMAGE[kind](grids[name], spot)
        if damage:
            grids[name] = damage.grid
            return name, attrs.evolve(damage, kind=kind)
    return None


def doubtful(report: MadeReport, manner: Manner) -> frozenset[str]:
    """Return the figures of those rows of a report whose text shows no more where their blanks are."""
    style = manner.style
    return rows_in_doubt(report, _grids(report, style).values(), manner.layout, style.blank)


def prefixes(paths: Sequence[str] | frozenset[str]) -> frozenset[str]:
    """Return paths and all that is above them, but no table."""
    parts = [path.split(".") for path in paths]
    return frozenset(".".join(path[:depth]) for path in parts for depth in range(2, len(path) + 1))


class _Document:
    """The lines of a text, and where its parts stand in them."""

    def __init__(self, report: MadeReport, manner: Manner, grids: Mapping[str, Grid]) -> None:
        self._report = report
        self._manner = manner
        self._grids = grids
        self._headings = {s.number: s.heading for s in grammar.compiled().document.sections}
        self._tables = {name: written(grid, manner.layout) for name, grid in grids.items()}
        self._end: int | None = None
        self._parts: list[tuple[str, list[str]]] = []
        self._build()

    def _build(self) -> None:
        convert, report = self._manner.convert, self._report
        self._parts = [("title", [convert(report.title)]), ("preamble", [convert(report.preamble)])]
        for section in grammar.compiled().document.sections:
            if section.number in self._headings:
                self._parts.append((f"heading {section.number}", [convert(self._headings[section.number])]))
            body = self._tables.get(section.name) or [convert(report.narrative[section.number])]
            self._parts.append((section.name, body))

    def text(self) -> str:
        """Return the text."""
        return "\n".join(self._lines()[: self._end]) + "\n"

    def _lines(self) -> list[str]:
        return [line for _, lines in self._parts for line in (*lines, "")][:-1]

    def _start(self, name: str) -> int:
        """Return the first line of a part, from 1."""
        line = 1
        for part, lines in self._parts:
            if part == name:
                break
            line += len(lines) + 1
        return line

    def departure(self, number: int, table: str, damage: Damage) -> Departure:
        """Return a departure that was planted in a table."""
        start = self._start(table)
        found = lines_of(self._grids[table], self._manner.layout, number)
        return Departure(
            kind=damage.kind,
            what=damage.what,
            unread=damage.unread,
            doubtful=damage.doubtful,
            instead=damage.instead,
            about=damage.about | prefixes(damage.about),
            lines=frozenset(start + line for line in found),
            emptied=damage.emptied,
        )

    def damaged_heading(self, kind: str | None, random: Random) -> Departure:
        """Take out one of the headings or give it other words."""
        section = random.choice(grammar.compiled().document.sections)
        number, heading = section.number, self._headings[section.number]
        start = self._start(f"heading {number}")
        if kind == HEADING_LOST:
            del self._headings[number]
        else:
            self._headings[number] = heading[:2] + random.choice(OTHER_WORDS)
        self._build()
        return Departure(
            kind=kind or "",
            what=f"heading {heading} {self._headings.get(number, 'lost')}",
            doubtful=frozenset(self._paths(section.name)),
            about=frozenset({section.name}),
            lines=frozenset({start, self._start(section.name), start - 2}),
        )

    def _paths(self, table: str) -> list[str]:
        return [path for path in self._report.figures if path.startswith(f"{table}.")]

    def cut(self, random: Random) -> Departure:
        """Cut the text off before a line, in front of the last heading at least."""
        end = random.randrange(2, self._start(f"heading {max(self._headings)}"))
        self._end = end
        lost: set[str] = set()
        doubtful: set[str] = set()
        names = [name for name, _ in self._parts if self._start(name) + len(dict(self._parts)[name]) > end]
        for table in self._grids:
            if table in names:
                first = self._start(table) - 1
                behind, before = self._behind(table, end - first)
                lost.update(behind)
                doubtful.update(before)
        sections = {s.name for s in grammar.compiled().document.sections if f"heading {s.number}" in names}
        about = {*prefixes(frozenset(lost | doubtful)), *sections, *names, "edition", "period", "year"}
        return Departure(
            kind=CUT,
            what=f"cut off before line {end + 1}",
            unread=frozenset(lost),
            doubtful=frozenset(doubtful),
            about=frozenset(about),
            lines=frozenset({end, end - 1, end - 2}),
        )

    def _behind(self, table: str, end: int) -> tuple[set[str], set[str]]:
        """Return the paths of a table whose figures stand behind a line of it, and those of the last row before."""
        places = self._places(table)
        behind = {path for path, line in places.items() if line >= end}
        rows = [row for _, row in self._report.rows() if row[0] in places]
        begun = [row for row in rows if any(path not in behind for path in row)]
        return behind, {path for row in begun[-1:] for path in row}

    def _places(self, table: str) -> dict[str, int]:
        """Return the line of each figure of a table, from 0, found by the figure itself."""
        cells = [cell for cell in self._grids[table].cells() if cell.path and cell.text]
        found: dict[str, int] = {}
        for cell in cells:
            line = next(n for n, words in enumerate(self._tables[table]) if _stands_in(cell.text or "", words))
            found[cell.path or ""] = line
        return found


def _stands_in(figure: str, line: str) -> bool:
    """Return whether a figure stands in a line, and not only as a part of another one."""
    digits = figure.strip("+-－—−增减減")
    at = line.find(digits)
    while at >= 0:
        around = line[at - 1 : at] + line[at + len(digits) : at + len(digits) + 1]
        if not any(letter.isdecimal() or letter in ",，." for letter in around):
            return True
        at = line.find(digits, at + 1)
    return False
