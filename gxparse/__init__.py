"""gxparse reads the yearly 政府信息公开工作年度报告 of Chinese administrative bodies.

`parse(text)` returns a `Report`; what departs from the statutory form is in its diagnostics. `check(report)` holds
it against the rules that reports have to satisfy. `render(report)` writes one.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxparse.comparison.comparing import Comparison
    from gxparse.diagnostics import Diagnostic
    from gxparse.errors import NotAReportError, ReportError
    from gxparse.findings import Finding
    from gxparse.model import Cell, Period, Section
    from gxparse.narrative.model import Claim
    from gxparse.report import Report
    from gxparse.writing.figures import FigureStyle
    from gxparse.writing.report import Script

__all__ = [
    "Cell",
    "Claim",
    "Comparison",
    "Diagnostic",
    "Finding",
    "NotAReportError",
    "Period",
    "Report",
    "ReportError",
    "Section",
    "check",
    "diff",
    "parse",
    "render",
]

# Public classes are imported when they are asked for: a command that shows help, or a tree, needs few of them.
_HOMES = {
    "Cell": "model",
    "Comparison": "comparison.comparing",
    "Claim": "narrative.model",
    "Diagnostic": "diagnostics",
    "Finding": "findings",
    "NotAReportError": "errors",
    "Period": "model",
    "Report": "report",
    "ReportError": "errors",
    "Section": "model",
}


def __getattr__(name: str) -> object:
    """Return a public class."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the names of the module, public classes among them."""
    return sorted({*globals(), *__all__})


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


def check(report: Report, previous: Report | None = None) -> tuple[Finding, ...]:
    """Hold a report against the rules of its form, and against the report of the year before.

    Args:
        report: A report, parsed or made.
        previous: The report of the same body for the year before; without it the rules between years are left out.
            With that of another body or year they are `not_assessable`.

    Returns:
        A finding for each rule and each place where it applies, those that pass among them, in the order of
        `gxparse rules`. A rule with a figure that is not known is `not_assessable`.

    Raises:
        TypeError: One of the two is no report.
    """
    from gxparse.rules.checking import check as hold

    return hold(report, previous)


def diff(old: Report, new: Report) -> Comparison:
    """Compare two reports, of one body or of two.

    Args:
        old: A report, parsed or made.
        new: Another one.

    Returns:
        The figures of all tables with their difference and per cent, those that only one of the two has a place
        for, and how alike the sections without a table are.

    Raises:
        TypeError: One of the two is no report.
    """
    from gxparse.comparison.comparing import diff as compare

    return compare(old, new)


def render(
    report: Report,
    layout: str = "markdown",
    *,
    style: FigureStyle | None = None,
    script: Script = "simplified",
) -> str:
    """Write a report in the words and the order of the form.

    A section that the form has a table in is written as its heading and that table, or the heading alone if
    the report does not have the table; what else a parsed text had there is not kept. A report without
    sections gets the headings of the form.

    Args:
        report: A report, parsed or made.
        layout: How the tables are laid out: a name of `gxparse.writing.layouts.LAYOUTS`.
        style: How figures are written; see `gxparse.writing.figures`.
        script: `simplified` (the form's words, and the rest as it is), `traditional` or `taiwan`.

    Returns:
        The text. A figure that is None is blank or, where the parsed text has a mark, the mark of the style.

    Raises:
        ValueError: There is no such layout or script, or the form has no place for something of the report.
    """
    from gxparse.writing.report import render as write

    return write(report, layout, style=style, script=script)
