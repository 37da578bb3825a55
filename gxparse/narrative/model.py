"""What the narrative of a report says in numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import attrs

from gxparse.model import plain_number

Subject = Literal[
    "received",
    "handled",
    "carried_over",
    "carried_forward",
    "outcome",
    "applicants",
    "reconsideration",
    "litigation",
    "documents",
    "decisions",
    "fees",
    "information_processing_fee",
]
"""What claims speak of. `fees` are 行政事业性收费 of table two; 信息处理费, another one, is in no table."""
Population = Literal["other_year", "part_of_year", "other_body", "part", "filed", "change", "unclear"]
"""What a claim gives, where it is not the report's own figure for its year: mostly whose figures.

`part`: an item of an enumeration that says no more of itself than a name the form does not have; `change`: by how much
the figure has changed since the year before; `unclear`: words around the claim are not known, so that it may speak of
anything.
"""

CHANGE: Population = "change"
NAMED = "parts"
"""The dimension of parts with names of their own."""


@attrs.frozen
class Reading:
    """One way to understand what a claim counts.

    Attributes:
        name: What it is called: `newly received`.
        paths: The figures whose sum it is.
        less: The figures that are taken off that sum.
    """

    name: str
    paths: tuple[str, ...]
    less: tuple[str, ...] = ()


@attrs.frozen
class Claim:
    """A number with a unit that the narrative ties to a subject of the tables.

    Attributes:
        subject: What it speaks of.
        readings: The sums of figures that it may mean, the likeliest first; none where the tables have none.
        value: The number; of a range, its first number; of a change, less than zero where there was more before.
        unit: The unit as written; empty where the text says that there is none of it; `%` of any percentage.
        step: What the number is given to: 1, or 1,000 for 1.2万.
        approximate: Whether the number is rounded, a bound or a range.
        negated: Whether the text says in words that there is none (未收到申请).
        population: Why it is not compared with the tables of the report alone, None where it gives its own figure.
        part_of: The index among the report's claims of the total that it is a part of.
        dimension: By what that total is divided: `applicants`, `outcome`; empty for a total.
        names: Which of the subjects it is, as the rules of the grammar call them.
        is_rest: Whether it is named as what remains of that total (其他135件).
        may_be_of_part: Whether it may be of a part alone that was told in front of it (其中网上申请80件，办结78件).
        text: The claim as the caller wrote it.
        section: The number of the section that it stands in.
        path: The path of that section.
        line: The line in which it starts, from 1.
        column: The column in which it starts, from 1.
        end_line: The line in which it ends.
        end_column: The column behind its end.
    """

    subject: Subject
    readings: tuple[Reading, ...]
    value: int | Decimal
    unit: str
    step: int
    approximate: bool
    negated: bool
    population: Population | None
    part_of: int | None
    dimension: str
    names: tuple[str, ...]
    is_rest: bool
    may_be_of_part: bool
    text: str
    section: int
    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def to_dict(self) -> dict[str, Any]:
        """Return the claim as JSON-able data under the same names."""
        data = attrs.asdict(self)
        data["value"] = plain_number(self.value) if isinstance(self.value, Decimal) else self.value
        data["names"] = list(self.names)
        parts = ("paths", "less")
        data["readings"] = [
            {"name": reading.name} | {part: list(getattr(reading, part)) for part in parts} for reading in self.readings
        ]
        return data
