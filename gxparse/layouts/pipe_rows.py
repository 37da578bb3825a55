"""A line is a row, pipes part its cells: `a | b | c |`, `| a | b | c |`, Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.cells import PhysicalRow
from gxparse.layouts import plain_lines
from gxparse.layouts.cutting import cut
from gxparse.spelling import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_DASHES = 3
_EXCEPTION = 10  # one line in so many may lack its first or last pipe
# At the ends of a line what cannot be read is no cell: a mark of the extraction, behind every line as a rule.
EDGES = BLANK + "\N{REPLACEMENT CHARACTER}"


def read(block: Sequence[str], place: int) -> list[PhysicalRow]:
    """Return the rows of some lines, of which the first starts at that place; a line without a pipe is a cell."""
    rows = []
    piped = [line.strip(EDGES) for line in block if "|" in line and not ("---" in line and is_separator(line))]
    led = _nearly_all([line.startswith("|") for line in piped])  # else an empty first cell is one
    closed = _nearly_all([line.endswith("|") for line in piped])
    for line in block:
        start = place
        place += len(line) + 1
        if "|" not in line:
            rows += plain_lines.read([line], start)
            continue
        if "---" in line and is_separator(line):
            continue
        parts = line.split("|")
        if led and not parts[0].strip(EDGES):
            start += len(parts[0]) + 1
            del parts[0]
        if closed and len(parts) > 1 and not parts[-1].strip(EDGES):
            del parts[-1]
        rows.append(PhysicalRow(cut(parts, start), bounded=True))
    return rows


def _nearly_all(signs: Sequence[bool]) -> bool:
    """Whether a sign is there in all lines, but for a few that are damaged."""
    return _EXCEPTION * signs.count(False) <= len(signs)


def is_separator(line: str) -> bool:
    """Whether a line is the one under a Markdown head: three dashes at least, for a lone one is a cell."""
    parts = "".join(line.strip(EDGES).split()).removeprefix("|").removesuffix("|").split("|")
    return all(part.strip(":") == "-" * len(part.strip(":")) and len(part) >= _FEWEST_DASHES for part in parts)
