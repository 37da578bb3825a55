"""How reports are read in every layout, clean and damaged: what is right, what is told, what is wrong.

    python tests/benchmarks/measure_layouts.py [--reports N] [--departures N] [--layout NAME] [--seed N]
                                               [--show N] [--save FOLDER]

The first table is of clean reports: a third without blanks, a third with 2 % and a third with 15 % of blank figures,
in all conventions of blanks, separators, digits and characters. The second is of single departures by kind, the
third of two to four departures in different rows. What counts as what is said in `tests/judging.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from balanced_reports import balanced_report
from bench_common import say
from judging import FAULTS, Verdict, blanks, judge
from made_reports import made_report, made_style
from planting import IN_ROWS, KINDS, Manner, can_have, doubtful, planted, report_for

import gxparse
from gxparse import editions
from gxparse.source import converter
from gxparse.writing.layouts import LAYOUTS
from gxparse.writing.report import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from made_reports import MadeReport
    from planting import Departure

    from gxparse.writing.report import Script

SHARES = (0.0, 0.02, 0.15)
SCRIPTS: dict[Script, Callable[[str], str]] = {
    "simplified": str,
    "traditional": converter("s2t").convert,
    "taiwan": converter("s2twp").convert,
}
CLEAN = ("reports", "stated", "right", "told", "silent", "wrong", "untouched", "misnamed", "stray", "clean_complaints")
DAMAGED = ("texts", "planted", "located", "wrong", "untouched", "silent", "misnamed", "stray", "stated", "right")


@attrs.define
class Failures:
    """Keeps the texts that failed.

    Attributes:
        folder: Where to write them, None for nowhere.
        most: How many to show.
        found: How many there were.
    """

    folder: Path | None
    most: int
    found: int = 0

    def add(self, name: str, text: str, departures: Iterable[Departure], verdict: Verdict) -> None:
        """Keep a text if something about it should not be."""
        if not verdict.faults:
            return
        self.found += 1
        if self.found > self.most:
            return
        place = name
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"{self.found:04}-{name.replace(' ', '-')}.txt"
            path.write_text(text, encoding="utf-8")
            place = str(path)
        say(f"{place}: {'; '.join(departure.what for departure in departures if departure.what) or 'clean'}")
        for fault in verdict.faults[:6]:
            say(f"    {fault}")


def measure_clean(layout: str, reports: int, seed: int, failures: Failures) -> Counter[str]:
    """Read clean reports of each edition in a layout and return what became of them."""
    found: Counter[str] = Counter()
    for edition in editions.names():
        for number in range(reports):
            random = Random(f"{seed} {layout} {edition} {number}")
            share = SHARES[number % len(SHARES)]
            report = _made(edition, number // len(SHARES), random).with_blanks(share, random)
            style, script = made_style(random), random.choice(list(SCRIPTS))
            text = filled(edition, report.data(), layout, style=style, script=script)
            departures = blanks(report, doubtful(report, Manner(LAYOUTS[layout], style)))
            verdict = judge(report, text, departures, gxparse.parse(text))
            found.update(_counts(verdict) | {"reports": 1})
            if not departures:
                found["clean_complaints"] += len(verdict.stray)
            failures.add(f"{layout} {edition} {number}", text, departures, verdict)
    return found


def _made(edition: str, number: int, random: Random) -> MadeReport:
    """Return a report; of every three one has totals that are sums, one figures that are all different."""
    if number % 3 == 0:
        return balanced_report(edition, random)
    return made_report(edition, random, distinct=number % 3 == 1)


def measure_departures(
    choices: Sequence[Sequence[str]], layouts: Sequence[str], texts: int, seed: int, failures: Failures
) -> dict[str, Counter[str]]:
    """Read damaged reports, each with one of the choices of departures, and return what became of each choice."""
    found: dict[str, Counter[str]] = {}
    for number in range(texts):
        random = Random(f"{seed} {number} departures")
        kinds = choices[number % len(choices)]
        able = [layout for layout in layouts if can_have(layout, kinds[0])] or layouts
        layout = able[(number // len(choices) + number) % len(able)]
        script = random.choice(list(SCRIPTS))
        planting = kinds if len(kinds) == 1 else _some(kinds, layout, random)
        report = report_for(planting, random.choice(editions.names()), random)
        manner = Manner(LAYOUTS[layout], made_style(random, blanks=False), SCRIPTS[script])
        made = planted(report, manner, planting, random)
        if not made.departures:
            continue
        verdict = judge(report, made.text, made.departures, gxparse.parse(made.text))
        name = kinds[0] if len(kinds) == 1 else f"{len(made.departures)} departures"
        counts = _counts(verdict) | {"texts": 1, "planted": len(made.departures)}
        found.setdefault(name, Counter()).update(counts)
        failures.add(f"{layout} {name} {number}", made.text, made.departures, verdict)
    return found


def _some(kinds: Sequence[str], layout: str, random: Random) -> list[str]:
    return random.choices([kind for kind in kinds if can_have(layout, kind)], k=random.randint(2, 4))


def _counts(verdict: Verdict) -> dict[str, int]:
    lists = {name: len(getattr(verdict, name)) for name in (*FAULTS, "told", "located")}
    return lists | {"stated": verdict.stated, "right": verdict.right}


def show(title: str, columns: Sequence[str], found: dict[str, Counter[str]]) -> None:
    """Print a table with a row for each name and one for all."""
    total: Counter[str] = Counter()
    for counts in found.values():
        total.update(counts)
    say(f"{title:<24}" + "".join(f"{column.replace('_', ' '):>18}" for column in columns))
    for name, counts in [*found.items(), ("all", total)]:
        say(f"{name:<24}" + "".join(f"{counts[column]:>18,}" for column in columns))
    say()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=54, metavar="N", help="clean reports per layout and edition")
    parser.add_argument("--departures", type=int, default=1300, metavar="N", help="texts with one departure")
    parser.add_argument("--layout", choices=LAYOUTS, action="append", help="only this layout; may be repeated")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N texts that fail")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="write these texts there")
    given = parser.parse_args()
    layouts = given.layout or list(LAYOUTS)
    failures = Failures(given.save, given.show)
    clean = {layout: measure_clean(layout, given.reports, given.seed, failures) for layout in layouts}
    single = measure_departures([[kind] for kind in KINDS], layouts, given.departures, given.seed, failures)
    several = measure_departures([IN_ROWS], layouts, given.departures // 4, given.seed + 1, failures)
    show("clean", CLEAN, clean)
    show("one departure", DAMAGED, single)
    show("several departures", DAMAGED, dict(sorted(several.items())))
    say(f"{failures.found} texts with something that should not be")


if __name__ == "__main__":
    main()
