"""What the narrative says against the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxparse.findings import Finding
    from gxparse.report import Report


def narrative_findings(report: Report) -> tuple[Finding, ...]:  # noqa: ARG001 (the rules of the narrative go here)
    """Return what the claims of the narrative say against the tables of a report."""
    return ()
