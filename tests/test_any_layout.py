"""Any layout, any damage: what the text tells is read, what it does not is reported, nothing is guessed.

A fixed share of what `benchmarks/measure_layouts.py` measures. Reports are made from a seed, written in every layout,
whole and damaged, and held against what was written: `planting` says what was done to the text, `judging` what it
may cost. No kind of fault is tolerated.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from balanced_reports import balanced_report
from damage import RUN_TOGETHER
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import blanks, judge
from made_reports import made_report, made_style
from planting import CUT, IN_ROWS, KINDS, Manner, can_have, doubtful, planted, report_for

import gxparse
from gxparse import editions
from gxparse.source import converter
from gxparse.writing import drawn_layouts
from gxparse.writing.layouts import LAYOUTS
from gxparse.writing.report import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from made_reports import MadeReport
    from planting import Departure

    from gxparse.writing.figures import FigureStyle
    from gxparse.writing.report import Script

READ = tuple(LAYOUTS)
"""The layouts that are read."""

EDITIONS = editions.names()
SHARES = (0.0, 0.02, 0.15)
CONVERTERS: dict[Script, str | None] = {"simplified": None, "traditional": "s2t", "taiwan": "s2twp"}
PAIRS = [(layout, kind) for layout in READ for kind in KINDS if can_have(layout, kind)]
WITH_ROWS = [layout for layout in READ if layout not in ("columns", "html", "markdown_cut")]  # row below row
MOVING = ("columns", "html")  # there a cell may change lines far from it: its column's width, a group's span
SHOWN = 12  # faults of one test that are worth reading


@cache
def in_script(script: Script) -> Callable[[str], str]:
    name = CONVERTERS[script]
    if name is None:
        return str
    convert: Callable[[str], str] = converter(name).convert
    return convert


def shown(faults: Sequence[str]) -> str:
    return "\n".join(["", *faults[: 2 * SHOWN], *(["..."] if len(faults) > 2 * SHOWN else [])])


def around(text: str, departure: Departure) -> list[str]:
    """Return the lines of a text in which a departure stands and those beside them."""
    near = {at + beside for at in departure.lines for beside in (-1, 0, 1)}
    lines = [f"  {at}: {line}" for at, line in enumerate(text.split("\n"), 1) if at in near]
    return [f"{departure.kind}: {departure.what}", *lines[:SHOWN]]


def faults_of_clean(layout: str, edition: str, share: float, random: Random) -> list[str]:
    """Return what is wrong with how a report without departures is read."""
    if random.random() < 1 / 3:
        report = balanced_report(edition, random)
    else:
        report = made_report(edition, random, distinct=random.random() < 1 / 2)
    report = report.with_blanks(share, random)
    style, script = made_style(random), random.choice(list(CONVERTERS))
    text = filled(edition, report.data(), layout, style=style, script=script)
    departures = blanks(report, doubtful(report, Manner(LAYOUTS[layout], style)))
    return judge(report, text, departures, gxparse.parse(text)).faults


def faults_of_damaged(layout: str, kinds: Sequence[str], random: Random) -> list[str]:
    """Return what is wrong with how a report with departures of these kinds is read, behind what was planted."""
    report = report_for(kinds, random.choice(EDITIONS), random)
    convert = in_script(random.choice(list(CONVERTERS)))
    manner = Manner(LAYOUTS[layout], made_style(random, blanks=False), convert)
    made = planted(report, manner, kinds, random)
    verdict = judge(report, made.text, made.departures, gxparse.parse(made.text))
    done = [line for departure in made.departures for line in around(made.text, departure)]
    return [*done[:SHOWN], *verdict.faults] if verdict.faults else []


# ---- what is planted is what is said ----


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_without_departures_the_text_is_that_of_the_writer(layout: str, edition: str) -> None:
    random = Random(f"{layout} {edition}")
    report, style = made_report(edition, random), made_style(random)
    made = planted(report, Manner(LAYOUTS[layout], style), [], random)
    assert made.text == filled(edition, report.data(), layout, style=style)
    assert made.departures == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_departure_changes_the_text_where_it_says(layout: str) -> None:
    for kind in (kind for kind in KINDS if can_have(layout, kind)):
        random = Random(f"{layout} {kind}")
        report, style = report_for([kind], "2021", random), made_style(random, blanks=False)
        manner = Manner(LAYOUTS[layout], style)
        whole = planted(report, manner, [], random).text.splitlines()
        made = planted(report, manner, [kind], random)
        lines = made.text.splitlines()
        assert lines != whole, kind
        (departure,) = made.departures
        assert departure.lines, kind
        if layout in MOVING and kind != CUT:
            continue
        pairs = enumerate(zip(whole, lines, strict=False), 1)
        first = next((at for at, (old, new) in pairs if old != new), len(lines))
        assert min(departure.lines) - 2 <= first <= max(departure.lines) + 2, (kind, departure)


# ---- clean reports ----


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", READ)
def test_a_clean_report_is_read_whole(layout: str, edition: str, share: float) -> None:
    faults = faults_of_clean(layout, edition, share, Random(f"clean {layout} {edition} {share}"))
    assert not faults, shown(faults)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.sampled_from(READ), st.sampled_from(EDITIONS), st.sampled_from(SHARES), st.integers(0, 2**32))
def test_any_clean_report_is_read_whole(layout: str, edition: str, share: float, seed: int) -> None:
    faults = faults_of_clean(layout, edition, share, Random(seed))
    assert not faults, shown(faults)


@pytest.mark.parametrize(("edition", "seed"), [("2019", 26), ("2019", 35), ("2021", 0), ("2021", 9), ("2021", 12)])
def test_a_part_that_a_page_has_cut_off_tells_its_own_columns(edition: str, seed: int) -> None:
    """See that few complete rows are enough, or heads with a cell below each, where the parts differ in width."""
    faults = faults_of_clean("markdown_cut", edition, SHARES[-1], Random(seed))
    assert not faults, shown(faults)


def cut_by_a_page(before: str, behind: str, style: FigureStyle, random: Random) -> tuple[MadeReport, str]:
    """Return a report and its text, of which table three goes on in another layout from some line on."""
    edition = random.choice(EDITIONS)
    report = balanced_report(edition, random).with_blanks(random.choice((0.15, 0.4)), random)
    first, second = (filled(edition, report.data(), layout, style=style) for layout in (before, behind))
    label = random.choice(
        ["二、上年结转", "（一）予以公开", "1.属于国家秘密", "4.无正当理由", "（七）总计", "四、结转下年度"]
    )
    ends = [text.rindex("\n", 0, text.index(label)) for text in (first, second)]
    return report, f"{first[: ends[0]]}\n- 3 -\n{second[ends[1] + 1 :]}"


@pytest.mark.parametrize("behind", WITH_ROWS)
@pytest.mark.parametrize("before", WITH_ROWS)
def test_a_table_that_goes_on_in_another_layout_gives_no_wrong_figure(before: str, behind: str) -> None:
    for seed in range(2):
        random = Random(f"{before} {behind} {seed}")
        style = made_style(random, blanks=False)
        report, text = cut_by_a_page(before, behind, style, random)
        may_be_none = blanks(report, doubtful(report, Manner(LAYOUTS[before], style)))
        verdict = judge(report, text, may_be_none, gxparse.parse(text))
        assert not verdict.wrong + verdict.silent, shown([text, *verdict.wrong, *verdict.silent])


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_columns_that_count_each_character_once_are_read_as_those_that_a_terminal_shows(
    edition: str, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """See that text made of a page, where a Chinese character takes one column, has its empty cells told as well."""
    monkeypatch.setattr(drawn_layouts, "display_width", len)
    for seed in range(3):
        faults = faults_of_clean("columns", edition, share, Random(seed))
        assert not faults, shown(faults)


# ---- damaged reports ----


@pytest.mark.parametrize(("layout", "kind"), PAIRS)
def test_a_departure_is_told_and_costs_no_more_than_it_must(layout: str, kind: str) -> None:
    for number in range(2):
        faults = faults_of_damaged(layout, [kind], Random(f"one {layout} {kind} {number}"))
        assert not faults, shown(faults)


def faults_of_several(layout: str, number: int) -> list[str]:
    """Return what is wrong with how a report with departures in two to four rows is read."""
    random = Random(f"several {layout} {number}")
    kinds = random.choices([kind for kind in IN_ROWS if can_have(layout, kind)], k=random.randint(2, 4))
    return faults_of_damaged(layout, kinds, random)


@pytest.mark.parametrize("layout", READ)
def test_departures_in_several_rows_are_told_and_cost_no_more_than_they_must(layout: str) -> None:
    for number in range(8):
        faults = faults_of_several(layout, number)
        assert not faults, shown(faults)


@pytest.mark.parametrize(("layout", "number"), [("html", 32), ("html", 34), ("markdown_cut", 45), ("blank_rows", 14)])
def test_damage_to_a_row_costs_nothing_of_one_that_is_damaged_otherwise(layout: str, number: int) -> None:
    """See that a row too wide hides no grid, and a spoilt figure is no word of a label."""
    faults = faults_of_several(layout, number)
    assert not faults, shown(faults)


def test_an_empty_cell_behind_the_label_is_told_in_a_part_whose_rows_have_their_figures_in_the_same_columns() -> None:
    faults = faults_of_damaged("markdown_cut", [RUN_TOGETHER], Random("markdown_cut 20 x"))
    assert not faults, shown(faults)
