"""What ten times the narrative, and ten times the rows, cost: at most eleven times is the aim.

    python tests/benchmarks/bench_growth.py [ROUNDS]

Narrative: the lines below the headings of sections 1, 5 and 6, ten times over. Rows: the lines below those of
sections 2, 3 and 4, which hold the tables, ten times over. Rounds are interleaved, medians are compared.
"""

from __future__ import annotations

import re
import sys
from functools import partial

from bench_common import medians, reports, say, verdict

import gxparse

ROUNDS = 31
TIMES = 10
AIM = 11
NARRATIVE = {1, 5, 6}
TABLES = {2, 3, 4}


def grown(text: str, numbers: set[int]) -> str:
    """Return a report with the lines of those sections ten times over."""
    lines = re.split(r"(?<=\n)", text)
    sections = gxparse.parse(text).sections
    ends = [*(section.line - 1 for section in sections[1:]), len(lines)]
    found = lines[: sections[0].line - 1]
    for section, end in zip(sections, ends, strict=True):
        body = lines[section.line : end]
        if body and not body[-1].endswith("\n"):
            body[-1] += "\n"
        found += [lines[section.line - 1], *body * (TIMES if section.number in numbers else 1)]
    return "".join(found)


def main(rounds: int) -> None:
    texts = {name: text for name, text in reports().items() if gxparse.parse(text).sections}
    variants = {
        name: {"as it is": text, "narrative": grown(text, NARRATIVE), "rows": grown(text, TABLES)}
        for name, text in texts.items()
    }
    works = {
        f"{name} {what}": partial(gxparse.parse, text) for name, made in variants.items() for what, text in made.items()
    }
    found = medians(works, rounds)
    say(f"ten times the narrative, ten times the rows; medians of {rounds} interleaved rounds")
    for name, made in variants.items():
        once = found[f"{name} as it is"]
        say(f"  {name}: {len(made['as it is'])} characters, {1e3 * once:.3f} ms")
        for what in ("narrative", "rows"):
            time = found[f"{name} {what}"]
            say(
                f"    ten times the {what}: {len(made[what])} characters, {1e3 * time:.3f} ms, {verdict(time / once, AIM)}"
            )
    once = sum(found[f"{name} as it is"] for name in texts)
    for what in ("narrative", "rows"):
        time = sum(found[f"{name} {what}"] for name in texts)
        say(f"  all, ten times the {what}: {1e3 * once:.3f} to {1e3 * time:.3f} ms, {verdict(time / once, AIM)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
