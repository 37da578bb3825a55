"""How long a report takes to check, against its parse in the same run.

    python tests/benchmarks/bench_check.py [ROUNDS]

Each round parses every report, and parses and checks it (a report that was checked before would have places at hand
that a new one has not). "with the year before" also holds the report against itself as that of the year before.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import attrs
from bench_common import medians, reports, say, verdict

import gxparse

if TYPE_CHECKING:
    from collections.abc import Callable

    from gxparse.report import Report

ROUNDS = 101
AIM = 1.0  # check costs at most as much again as parse


def parse_and_check(text: str) -> None:
    gxparse.check(gxparse.parse(text))


def parse_and_check_years(text: str, before: Report) -> None:
    gxparse.check(gxparse.parse(text), before)


def year_before(text: str) -> Report:
    report = gxparse.parse(text)
    return attrs.evolve(report, year=report.year - 1 if report.year else None)


def main(rounds: int) -> None:
    texts = reports()
    works: dict[str, Callable[[], object]] = {}
    for name, text in texts.items():
        works[f"parse {name}"] = partial(gxparse.parse, text)
        works[f"check {name}"] = partial(parse_and_check, text)
        works[f"years {name}"] = partial(parse_and_check_years, text, year_before(text))
    found = medians(works, rounds)
    say(f"check beside parse, medians of {rounds} interleaved rounds")
    totals = {
        what: sum(found[f"{what} {name}"] - found[f"parse {name}"] for name in texts) for what in ("check", "years")
    }
    for name in texts:
        parse = found[f"parse {name}"]
        check, years = (found[f"{what} {name}"] - parse for what in ("check", "years"))
        say(f"  {name}: parse {1e3 * parse:.3f} ms, check {1e3 * check:.3f} ms, ratio {check / parse:.2f}")
        say(f"  {name}: with the year before {1e3 * years:.3f} ms, ratio {years / parse:.2f}")
    parse = sum(found[f"parse {name}"] for name in texts)
    say(
        f"  all: parse {1e3 * parse:.3f} ms, check {1e3 * totals['check']:.3f} ms: {verdict(totals['check'] / parse, AIM)}"
    )
    say(f"  all: with the year before {1e3 * totals['years']:.3f} ms: {verdict(totals['years'] / parse, None)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
