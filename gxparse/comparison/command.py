"""The command `gxparse diff`. Nothing here imports Lark or the model before the command runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from gxparse.console import Console
    from gxparse.report import Report

SHORT = "show what changed between two reports"
LONG = """\
Compare two reports, of one body or of two: the figures of their tables, with
difference and per cent, table by table and with the form's labels; the fields
that only one edition of the form has; and how alike the sections without a
table are (twice the clauses in common over all of both).

Text shows the figures that are not the same (--all: every figure), json has
all. What the parser has to say is not shown: see `gxparse parse`."""
EXAMPLES = """\
examples:
  gxparse diff 2021.txt 2022.txt
  gxparse diff --all --lang zh 2021.txt 2022.txt
  gxparse diff --format json one.txt another.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the default is text")
    parser.add_argument("--all", action="store_true", help="also the figures that are the same")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the comparison to standard output and return the exit status."""
    old, new = (_report(name, console) for name in (arguments.old, arguments.new))
    if old is None or new is None:
        return console.status
    import gxparse

    comparison = gxparse.diff(old, new)
    if arguments.format == "json":
        import json

        json.dump(comparison.to_dict(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        from gxparse.comparison.showing import lines

        shown = lines(comparison, arguments.lang, everything=arguments.all)
        sys.stdout.writelines(f"{line}\n" for line in shown)
    return console.status


def _report(name: str, console: Console) -> Report | None:
    """Return the report of a file, or None and say why."""
    file = console.read(name)
    if file is None:
        return None
    import gxparse

    try:
        return gxparse.parse(file.text)
    except gxparse.NotAReportError as error:
        console.show(file, error.diagnostics)
        return None
