"""Mutates the cases of the corpus at random and asks of every text what the contract says of all texts.

`python tests/fuzz.py --seconds 600 --seed 7` runs as long as that and writes each text that fails to a folder;
`test_fuzz.py` runs a bounded share.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import gxparse
from gxparse import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
MARKS = (
    "|",
    "\t",
    " ",
    "\n",
    "\r\n",
    "-",
    "0",
    "9",
    ",",
    "．",
    "<td>",
    "</tr>",
    "&",
    "\ufffd",
    "\u200b",
    "\x00",
    "一、",
)
MOST_MUTATIONS = 4
LONGEST = 60_000


def mutate_bytes(text: str, chance: random.Random) -> str:
    """Change a byte, as a damaged file has it."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data.decode("utf-8", chance.choice(("replace", "surrogateescape", "ignore")))


def mutate_characters(text: str, chance: random.Random) -> str:
    """Drop, double or exchange a character, or put a mark in."""
    if not text:
        return chance.choice(MARKS)
    at = chance.randrange(len(text))
    how = chance.randrange(4)
    if how == 0:
        return text[:at] + text[at + 1 :]
    if how == 1:
        return text[:at] + text[at] + text[at:]
    if how == 2:
        return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text[:at] + chance.choice(MARKS) + text[at:]


def mutate_lines(text: str, chance: random.Random) -> str:
    """Drop, double, move or cut a line."""
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.randrange(4)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(to, lines[at])
    elif how == 2:
        lines.insert(to, lines.pop(at))
    else:
        place = chance.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = [lines[at][:place], lines[at][place:]]
    return "\n".join(lines)


def mutate_cells(text: str, chance: random.Random) -> str:
    """Drop, empty, double or exchange a cell of a line with pipes or tabs."""
    lines = text.split("\n")
    having = [index for index, line in enumerate(lines) if "|" in line or "\t" in line]
    if not having:
        return mutate_characters(text, chance)
    index = chance.choice(having)
    mark = "|" if "|" in lines[index] else "\t"
    cells = lines[index].split(mark)
    at, to = chance.randrange(len(cells)), chance.randrange(len(cells))
    how = chance.randrange(4)
    if how == 0:
        del cells[at]
    elif how == 1:
        cells[at] = ""
    elif how == 2:
        cells.insert(to, cells[at])
    else:
        cells[at], cells[to] = cells[to], cells[at]
    lines[index] = mark.join(cells)
    return "\n".join(lines)


MUTATIONS = (mutate_bytes, mutate_characters, mutate_lines, mutate_cells)


def texts() -> list[str]:
    """Return the inputs of the corpus that are no longer than is quick."""
    return [case.input for case in corpus.cases(CORPUS) if len(case.input) <= LONGEST]


def mutants(inputs: Sequence[str], seed: int) -> Iterator[str]:
    """Return mutated inputs without end; the same for the same seed."""
    chance = random.Random(seed)
    while True:
        text = chance.choice(inputs)
        for _ in range(chance.randint(1, MOST_MUTATIONS)):
            text = chance.choice(MUTATIONS)(text, chance)
        yield text


def complaint(text: str) -> str | None:
    """Return what of the contract does not hold for a text, None if it all does."""
    try:
        report = gxparse.parse(text)
        diagnostics = report.diagnostics
        json.dumps(report.to_dict())
    except gxparse.NotAReportError as error:
        diagnostics = error.diagnostics
    except Exception as error:  # noqa: BLE001 (whatever it is: it should not be)
        return f"{type(error).__name__}: {error}"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in diagnostics:
        if not 1 <= found.line <= found.end_line <= len(lines):
            return f"{found.code} is about line {found.line} to {found.end_line} of {len(lines)}"
        if not 1 <= found.column <= len(lines[found.line - 1]) + 1:
            return f"{found.code} is about column {found.column} of line {found.line}"
    return None


def main() -> None:
    """Run for the time that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path("fuzz-failures"), help="folder for texts that fail")
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.seconds
    count = failed = 0
    for text in mutants(texts(), arguments.seed):
        if time.monotonic() > end:
            break
        count += 1
        found = complaint(text)
        if found:
            failed += 1
            arguments.save.mkdir(parents=True, exist_ok=True)
            path = arguments.save / f"{arguments.seed}-{count}.txt"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            sys.stdout.write(f"{path}: {found}\n")
    sys.stdout.write(f"{count} texts, {failed} failed\n")
    raise SystemExit(int(failed > 0))


if __name__ == "__main__":
    main()
