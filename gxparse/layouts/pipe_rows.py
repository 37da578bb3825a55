"""A line is a row, pipes part its cells: `a | b | c |`, `| a | b | c |`, Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.clearing import RULE
from gxparse.layouts import pipe_edges, plain_lines
from gxparse.layouts.cutting import cut
from gxparse.layouts.pipe_edges import EDGES
from gxparse.spelling import without_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.cells import Line

_FEWEST_DASHES = 3
_RULED = re.compile(r":?(?:-+|=+|_+|[‐‑‒–—―−─－]+):?")
_WORD = re.compile(r"[^\W_]")  # a letter or a digit
_SECOND = 2


def read(run: Sequence[Line]) -> list[PhysicalRow]:
    """Return the rows of some lines; a line without a pipe is a cell."""
    run = _with_cut_rows(run)
    by_line: dict[int, list[PhysicalRow]] = {}
    is_drawn = False
    ruled = _separators([line for _, line in run])
    piped = [line for index, (_, line) in enumerate(run) if "|" in line and index not in ruled]
    led, closed = pipe_edges.tell(piped)
    for index, (start, line) in enumerate(run):
        if index in ruled:
            continue
        if "|" not in line:
            by_line[index] = plain_lines.read([(start, line)])
            is_drawn = is_drawn or line[:1] == RULE
            continue
        parts, place = line.split("|"), start
        is_led, is_closed = next(led), next(closed)
        if is_led and not (parts[0] and parts[0].strip(EDGES)):
            place += len(parts[0]) + 1
            del parts[0]
        if is_closed and len(parts) > 1 and not (parts[-1] and parts[-1].strip(EDGES)):
            del parts[-1]
        row = PhysicalRow(cut(parts, place), bounded=True)
        row.closed = line[-1:] == "|"
        if "||" in line:
            row.padding = _padding(line)
        by_line[index] = [row]
    if is_drawn:
        from gxparse.layouts import ruled_rows

        return ruled_rows.join(run, by_line)
    return [row for rows in by_line.values() for row in rows]


def _with_cut_rows(run: Sequence[Line]) -> Sequence[Line]:
    """Return the lines, with a row as one that a line end cuts within a cell: its rest has the last pipe of all others.

    So what it cuts is seen as cut: 9 and 7 in two lines are no 9.
    """
    if all(line.endswith("|") or "|" not in line for _, line in run):  # as in most tables
        return run
    lines = [line.strip(EDGES) for _, line in run]
    piped = [line for line in lines if "|" in line]
    are_open = [bool(line) and not line.endswith("|") for line in piped]
    if not any(are_open) or 2 * sum(are_open) >= len(piped):
        return run
    is_led = 2 * sum(line.startswith("|") for line in piped) > len(piped)
    most = max(line.count("|") for line in piped)
    found: list[Line] = []
    is_cut = False
    for (place, line), content in zip(run, lines, strict=True):
        fits = bool(found) and found[-1][1].count("|") + content.count("|") <= most
        if is_cut and fits and _is_rest(content, is_led=is_led):
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}"
            is_cut = False
            continue
        found.append((place, line))
        is_cut = "|" in content and not content.endswith("|") and (not is_led or content.startswith("|"))
    return found


def _is_rest(line: str, *, is_led: bool) -> bool:
    """Whether a line can be the rest of a row: it has no first pipe as others have, or begins with digits alone."""
    if not line.endswith("|") or line.startswith("|"):
        return False
    return is_led or line.split("|", 1)[0].strip().isdecimal()


def _padding(line: str) -> int | None:
    """Return how many pipes without blanks fill a line up at its end; None if they stand elsewhere, too."""
    content = line.rstrip(EDGES)
    rest = content.rstrip("|")
    return len(content) - len(rest) if "||" not in rest and len(content) - len(rest) > 1 else None


def _separators(block: Sequence[str]) -> set[int]:
    """Return which lines are those below a Markdown head: its second line, or any with dashes enough in each cell.

    A dash alone is a mark in a cell, too: then the line is a row if no other follows.
    """
    found = set()
    above = 0  # lines with pipes, in this piece of the table
    for index, line in enumerate(block):
        if "|" not in line:
            above = 0 if not line.strip(EDGES) else above
            continue
        above += 1
        if above != _SECOND and "---" not in line:
            continue
        if _WORD.search(line):
            continue
        below_head = above == _SECOND and len(_parts(line)) > 1 and "|" in "".join(block[index + 1 : index + 2])
        if _is_ruled(line) and (below_head or ("---" in line and _is_long(line))):
            found.add(index)
    return found


def _is_ruled(line: str) -> bool:
    """Whether each cell of a line is drawn of dashes alone."""
    if not line.strip("|- "):  # as most are
        return all(_parts(line))
    return all(_RULED.fullmatch(part) for part in _parts(line))


def _is_long(line: str) -> bool:
    return all(len(part) >= _FEWEST_DASHES for part in _parts(line))


def _parts(line: str) -> list[str]:
    content = "".join((line if line.isascii() else without_marks(line)).strip(EDGES).split())
    return content.removeprefix("|").removesuffix("|").split("|")
