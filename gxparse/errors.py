"""What `gxparse.parse` raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxparse.diagnostics import Diagnostic
    from gxparse.report import Report


class ReportError(ValueError):
    """A text that departs from the form, where that was not to be accepted.

    Attributes:
        diagnostics: All diagnostics of the text.
        report: The report as far as it could be read, or None.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = (), report: Report | None = None) -> None:
        """Make the error."""
        super().__init__(message)
        self.diagnostics = diagnostics
        self.report = report

    def __reduce__(self) -> tuple[type[ReportError], tuple[str, tuple[Diagnostic, ...], Report | None]]:
        """Keep the diagnostics when the error is pickled (as between processes)."""
        return type(self), (str(self), self.diagnostics, self.report)


class NotAReportError(ReportError):
    """A text that holds nothing of a report: no heading, no row, no title."""
