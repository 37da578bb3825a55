"""What the benchmarks share: reports to measure with, interleaved timing, and how a ratio is printed.

Run by itself this only lists the reports that the benchmarks beside it would use. They are the five real ones of
`../shared/seeds`, or, where that folder is absent, the inputs of the five longest cases of `corpus/`.
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
CORPUS = ROOT / "corpus"
FEWEST = 5

INPUT = re.compile(
    r"^-- input --\n(.*?)(?=\n-- (?:previous|tree|model|diagnostics|findings) --$|\Z)", re.MULTILINE | re.DOTALL
)


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def reports() -> dict[str, str]:
    """Return the reports to measure with, by name."""
    found = {path.stem[:3]: read(path) for path in sorted(SEEDS.glob("*.txt"))}
    if found:
        return found
    inputs = {path.stem: match[1] for path in CORPUS.rglob("*.txt") if (match := INPUT.search(read(path)))}
    longest = sorted(inputs, key=lambda name: len(inputs[name]), reverse=True)[:FEWEST]
    return {name: inputs[name] for name in sorted(longest)}


def a_file() -> Path:
    """Return the file of a whole report; the longest one."""
    paths = list(SEEDS.glob("*.txt")) or list(CORPUS.rglob("*.txt"))
    return max(paths, key=lambda path: path.stat().st_size)


def medians(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median time of each piece of work; every round does each of them once, one after the other."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, work in works.items():
                start = time.perf_counter()
                work()
                times[name].append(time.perf_counter() - start)
            gc.collect()
    finally:
        gc.enable()
    return {name: statistics.median(of_work) for name, of_work in times.items()}


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")


def verdict(ratio: float, aim: float | None) -> str:
    """Return a ratio beside its aim."""
    if aim is None:
        return f"ratio {ratio:.2f} (the lower the better)"
    return f"ratio {ratio:.2f}, aim at most {aim:g}: {'met' if ratio <= aim else 'MISSED'}"


if __name__ == "__main__":
    for report, text in reports().items():
        say(f"{report}: {len(text)} characters, {text.count(chr(10))} lines")
