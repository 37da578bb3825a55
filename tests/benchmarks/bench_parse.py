"""How long a report takes to parse, against the least that any reader of these texts must do.

    python tests/benchmarks/bench_parse.py [ROUNDS]

The floor, measured in the same run: convert the text to simplified characters with OpenCC (the converter is built
beforehand), split it into lines, and find every number in it by a regular expression. Rounds are interleaved (each
does floor and parse of every report), medians are compared, so that a busy machine slows both. The second floor
only searches for one number; it is nearly OpenCC and the splitting alone. "new sentences" is the parse of a report
whose sentences differ in every round, so that nothing but the form's words can be remembered from the round before.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from bench_common import medians, reports, say, verdict
from opencc import OpenCC

import gxparse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 101
NUMBER = re.compile(r"[0-9][0-9,.]*")
CONVERTER = OpenCC("t2s")


def floor_of_all_numbers(text: str) -> None:
    CONVERTER.convert(text).splitlines()
    NUMBER.findall(text)


def floor_of_one_number(text: str) -> None:
    CONVERTER.convert(text).splitlines()
    NUMBER.search(text)


def parse_next(texts: Iterator[str]) -> None:
    gxparse.parse(next(texts))


def with_new_sentences(text: str, rounds: int) -> Iterator[str]:
    """Return the report again and again, with other words at the end of each sentence of its narrative."""
    yield from [text.replace("。", f"{chr(ord('一') + number)}。") for number in range(rounds + 1)]


WORKS: dict[str, Callable[[str], object]] = {
    "parse": gxparse.parse,
    "findall": floor_of_all_numbers,
    "search": floor_of_one_number,
}


def main(rounds: int) -> None:
    texts = reports()
    works: dict[str, Callable[[], object]] = {
        f"{what} {name}": partial(work, text) for name, text in texts.items() for what, work in WORKS.items()
    }
    unseen = {name: with_new_sentences(text, rounds) for name, text in texts.items()}
    works |= {f"new sentences {name}": partial(parse_next, iterator) for name, iterator in unseen.items()}
    found = medians(works, rounds)
    say(f"parse against floor, medians of {rounds} interleaved rounds (floor: t2s, splitlines, findall of numbers)")
    for name, text in texts.items():
        parse, floor, search = (found[f"{what} {name}"] for what in WORKS)
        rate = len(text.encode()) / 1e3 / parse
        say(
            f"  {name}: parse {1e3 * parse:.3f} ms ({rate:.0f} kB/s), floor {1e3 * floor:.3f} ms, ratio {parse / floor:.2f}"
            f"; with search for findall {1e3 * search:.3f} ms, ratio {parse / search:.2f}"
        )
    parse, floor, search = (sum(found[f"{what} {name}"] for name in texts) for what in WORKS)
    say(f"  all: parse {1e3 * parse:.3f} ms, floor {1e3 * floor:.3f} ms: {verdict(parse / floor, None)}")
    new = sum(found[f"new sentences {name}"] for name in texts)
    say(f"  all: parse of new sentences {1e3 * new:.3f} ms, floor {1e3 * floor:.3f} ms: {verdict(new / floor, None)}")
    say(f"  all: parse {1e3 * parse:.3f} ms, floor with search {1e3 * search:.3f} ms: {verdict(parse / search, None)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
