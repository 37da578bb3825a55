"""What a kilobyte of a text that no report is costs, beside one of a normal report: at most twenty times is the aim.

    python tests/benchmarks/bench_hostile.py [ROUNDS [CHARACTERS]]

Kinds: pipes in one line and around labels and figures, labels in any order, a number of as many digits, one label
again and again, labels of two editions in turn, columns drawn askew. The reports were all parsed before, so nothing of them is new to the
parser; that is the cheapest that a report can be. Rounds are interleaved, medians are compared.
"""

from __future__ import annotations

import random
import sys
from functools import partial
from itertools import chain

from bench_common import medians, reports, say, verdict

import gxparse
from gxparse import grammar

ROUNDS = 5
CHARACTERS = 300_000
AIM = 20
HEADING = "二、主动公开政府信息情况\n"


def filled(unit: str, size: int) -> str:
    return HEADING + unit * (size // len(unit) + 1)


def soup(size: int) -> str:
    """Return labels of all editions in any order, with any mark behind each."""
    noise = random.Random(size)
    labels = sorted({word.text for form in grammar.compiled().forms.values() for word in form.words})
    return HEADING + "".join(noise.choice(labels) + noise.choice("|\t\n ") for _ in range(size // 10))


def askew(size: int) -> str:
    """Return tables drawn with blanks, in which no figure stands below another."""
    noise = random.Random(size)
    heads = "三、收到和处理政府信息公开申请情况\n   信息内容    自然人   商业企业   科研机构   其他   总计\n"
    row = "（一）予以公开"
    rows = ("".join(f"{' ' * noise.randint(1, 9)}{noise.randint(0, 99)}" for _ in range(5)) for _ in range(size // 40))
    return "".join(f"{'' if at % 40 else heads}{row}{figures}\n" for at, figures in enumerate(rows))


def kinds(size: int) -> dict[str, str]:
    """Return a text of about that many characters of each kind."""
    compiled = grammar.compiled()
    of_editions = [
        [word for word, editions in compiled.telling.items() if list(editions) == [edition]]
        for edition in compiled.forms
    ]
    in_turn = "".join(f"{word} |\n" for word in chain.from_iterable(zip(*of_editions, strict=False)))
    return {
        "one line of pipes": filled("|" * 1000, size),
        "lines of pipes, a label and a figure": filled("||||规章||||1||||\n", size),
        "labels in any order": soup(size),
        "a number of as many digits": filled("规章 | " + "1" * size + " |\n", 1),
        "one label again and again": filled("行政许可\n", size),
        "labels of two editions in turn": filled(in_turn, size),
        "figures, one a line": filled("1\n", size),
        "columns in which nothing stands below another": askew(size),
    }


def kilobytes(text: str) -> float:
    return len(text.encode()) / 1024


def main(rounds: int, size: int) -> None:
    normal, hostile = reports(), kinds(size)
    works = {name: partial(gxparse.parse, text) for name, text in (normal | hostile).items()}
    found = medians(works, rounds)
    cost = sum(found[name] for name in normal) / sum(map(kilobytes, normal.values()))
    say(f"a kilobyte of a report: {1e3 * cost:.3f} ms; medians of {rounds} interleaved rounds")
    for name, text in hostile.items():
        own = found[name] / kilobytes(text)
        say(f"  {name}: {kilobytes(text):.0f} KB, {1e3 * own:.3f} ms each, {verdict(own / cost, AIM)}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(ROUNDS, CHARACTERS)[len(given) :])
