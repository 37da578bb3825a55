"""What rules are held against: a report, the one of the year before, and how findings about them are made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gxparse.findings import Content, Finding
from gxparse.rules.figures import Figures
from gxparse.rules.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gxparse.diagnostics import Severity
    from gxparse.findings import Number, Place, Status
    from gxparse.language import Phrase
    from gxparse.report import Report
    from gxparse.rules.declaration import Rule
    from gxparse.rules.labels import TableLabels


class Subject:
    """A report that is checked.

    Attributes:
        report: The report.
        before: The report of the year before, if there is one.
        figures: The figures of the report.
    """

    def __init__(self, report: Report, before: Report | None) -> None:
        """Check that report, against the one of the year before if it is given."""
        self.report = report
        self.before = before
        self.figures = Figures(report)

    @cached_property
    def figures_before(self) -> Figures | None:
        """The figures of the report of the year before."""
        return Figures(self.before, previous=True) if self.before else None

    def labels(self, table: str) -> TableLabels:
        """Return the labels of a table in the report's edition."""
        return labels_of(self.figures.edition_of(table), table)

    def of(self, *, previous: bool) -> Figures:
        """Return the figures of the report, or those of the report of the year before."""
        before = self.figures_before
        return before if previous and before else self.figures


def finding(
    rule: Rule,
    status: Status,
    words: Phrase | Callable[[], Phrase],
    *,
    paths: tuple[str, ...] = (),
    numbers: tuple[Number | None, Number | None] = (None, None),
    places: Sequence[Place | None] | Callable[[], Sequence[Place | None]] = (),
    severity: Severity | None = None,
    previous_paths: tuple[str, ...] = (),
) -> Finding:
    """Return a finding; the places that are None are left out, and the first one of the report is its own.

    Phrase and places may be given as what makes them when they are asked for. The severity is the rule's, if none is
    given.
    """
    left, right = numbers
    difference = None if left is None or right is None else left - right
    content = Content(words, places)
    return Finding(rule.id, status, severity or rule.severity, paths, left, right, difference, content, previous_paths)
