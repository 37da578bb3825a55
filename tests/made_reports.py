"""Reports made from a seed, in the rows and columns that the grammars have: what is written, to hold a reading against."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from report_strategies import ISSUERS, LATEST_YEAR, names

from gxparse import editions, grammar
from gxparse.writing.figures import FigureStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from gxparse.form import Form, Row, Table, Variant

Number = int | Decimal
BLANKS = ("", "/", "-", "—", "无")
USUAL_MOST = (9, 99, 99999)
NARRATIVE = (
    "全年主动公开政府信息{}条，网站访问量{}人次。",
    "本机关组织培训{}次，参加{}人次，公开工作进一步规范。",
    "公开内容与群众期待还有差距，下一步将修订目录{}项、更新栏目{}个。",
    "本年度发出收费通知{}件，收取信息处理费{}元。",
)


@attrs.frozen
class MadeReport:
    """A report as it is to be written.

    Attributes:
        edition: The edition of its form.
        year: The year that it is about.
        title: Its title.
        preamble: The text before the first heading, with the period.
        narrative: The text of each section that has no table, by its number.
        variants: The variant of the form that each table has, by the table's name.
        kinds: The kind of every figure, by its path, in the order of the form.
        figures: Every figure, by its path; None where none is to be written.
    """

    edition: str
    year: int
    title: str
    preamble: str
    narrative: Mapping[int, str]
    variants: Mapping[str, Variant]
    kinds: Mapping[str, str]
    figures: Mapping[str, Number | None]

    @property
    def form(self) -> Form:
        """The edition of the form."""
        return grammar.compiled().forms[self.edition]

    def with_blanks(self, share: float, random: Random) -> MadeReport:
        """Return the report with about that share of its figures None."""
        left = {path: None if random.random() < share else figure for path, figure in self.figures.items()}
        return attrs.evolve(self, figures=left)

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return the path of each row of each table (the table's if the row has no label) and those of its figures."""
        for table in self.form.tables:
            for row in self.variants[table.name].rows:
                yield f"{table.name}.{row.path}".rstrip("."), tuple(paths_of(table, row))

    def data(self) -> dict[str, Any]:
        """Return the report as data, as `gxparse.writing.report.filled` takes them."""
        data: dict[str, Any] = {
            "title": self.title,
            "preamble": self.preamble,
            "sections": [
                {"number": section.number, "heading": section.heading, "text": self.narrative.get(section.number, "")}
                for section in grammar.compiled().document.sections
            ],
        }
        data |= _nested(self.figures)
        for table in self.form.tables:
            for path, name in names(self.variants[table.name], self.form).items():
                if path.rpartition(".")[2].isdecimal():
                    _at(data, [table.name, *path.split(".")])["name"] = name
        listed: dict[str, Any] = _with_lists(data)
        return listed


def paths_of(table: Table, row: Row) -> Iterator[str]:
    """Return the paths of the figures of a row."""
    for column in row.columns:
        yield ".".join(part for part in (table.name, row.path, column.path) if part)


def made_report(edition: str, random: Random, *, distinct: bool = True) -> MadeReport:
    """Return a report of an edition with every figure.

    Args:
        edition: The edition of the form.
        random: Where chance comes from.
        distinct: Whether each figure has digits that no other has, three at least; else many are small or 0.
    """
    form = grammar.compiled().forms[edition]
    variants = {table.name: random.choice(table.variants) for table in form.tables}
    kinds = {
        path: column.kind
        for table in form.tables
        for row in variants[table.name].rows
        for path, column in zip(paths_of(table, row), row.columns, strict=True)
    }
    year = random.choice(_years(edition))
    issuer = random.choice(ISSUERS)
    wholes = distinct_numbers(random, len(kinds)) if distinct else [_usual(random) for _ in kinds]
    return MadeReport(
        edition=edition,
        year=year,
        title=f"{issuer}{year}年政府信息公开工作年度报告",
        preamble=f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        narrative=_narrative(form, random),
        variants=variants,
        kinds=kinds,
        figures={
            path: _of_kind(kind, whole, random) for (path, kind), whole in zip(kinds.items(), wholes, strict=True)
        },
    )


@cache
def _years(edition: str) -> tuple[int, ...]:
    return tuple(year for year in range(2015, LATEST_YEAR + 1) if editions.fits(edition, year))


def distinct_numbers(random: Random, count: int, taken: frozenset[int] = frozenset()) -> list[int]:
    """Return numbers of three to six digits, each another, none of them in `taken`."""
    found: dict[int, None] = {}
    while len(found) < count:
        number = random.randrange(100, 10 ** random.randint(3, 6))
        if number not in taken:
            found[number] = None
    return list(found)


def _usual(random: Random) -> int:
    return 0 if random.random() < 1 / 3 else random.randint(0, random.choice(USUAL_MOST))


def _of_kind(kind: str, whole: int, random: Random) -> Number:
    if kind == "MONEY":
        places = random.randint(0, 4)
        return whole + Decimal(random.randrange(10**places)).scaleb(-places)
    return -whole if kind == "CHANGE" and random.random() < 1 / 2 else whole


def _narrative(form: Form, random: Random) -> dict[int, str]:
    with_tables = {table.name for table in form.tables}
    sections = [section for section in grammar.compiled().document.sections if section.name not in with_tables]
    return {
        section.number: random.choice(NARRATIVE).format(random.randint(1, 9999), random.randint(1, 9999))
        for section in sections
    }


def made_style(random: Random, *, blanks: bool = True) -> FigureStyle:
    """Return a way to write figures; without `blanks` an empty cell stands where there is no figure."""
    return FigureStyle(
        thousands=random.choice(("", "", ",", "，")),
        digits=random.choice(("ascii", "ascii", "ascii", "full_width")),
        changes=random.choice(("signed", "plain", "words")),
        minus=random.choice(("-", "－", "—", "−")),
        blank=random.choice(BLANKS) if blanks else "",
    )


def _nested(figures: Mapping[str, Number | None]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for path, figure in figures.items():
        *above, last = path.split(".")
        _at(data, above)[last] = figure
    return data


def _at(data: dict[str, Any], path: list[str]) -> dict[str, Any]:
    for part in path:
        data = data.setdefault(part, {})
    return data


def _with_lists(data: Any) -> Any:  # noqa: ANN401 (any data)
    """Return data with a list in the place of each dict whose keys are indices."""
    if not isinstance(data, dict):
        return data
    if data and all(key.isdecimal() for key in data):
        return [_with_lists(data[key]) for key in sorted(data, key=int)]
    return {key: _with_lists(value) for key, value in data.items()}
