"""gxparse reads the yearly 政府信息公开工作年度报告 of Chinese administrative bodies.

`parse(text)` returns a `Report`; what departs from the statutory form is in its diagnostics.
"""

from __future__ import annotations

from gxparse.diagnostics import Diagnostic
from gxparse.model import Cell, Period, Section
from gxparse.report import NotAReportError, Report, ReportError

__all__ = ["Cell", "Diagnostic", "NotAReportError", "Period", "Report", "ReportError", "Section", "parse"]


def parse(text: str, *, strict: bool = False) -> Report:
    """Read a report.

    Args:
        text: The report's text, with whatever a web page, a word processor or a PDF made of it.
        strict: Raise instead of returning a report that has an error among its diagnostics.

    Returns:
        The report. What the text does not state is None; `Report.cell` tells why.

    Raises:
        NotAReportError: The text holds nothing of a report: no heading, no row, no title.
        ReportError: With `strict`, if a diagnostic is an error; carries the diagnostics.
        TypeError: `text` is not a str.
    """
    from gxparse.pipeline import parse as read

    return read(text, strict=strict)
