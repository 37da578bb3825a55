"""The command `gxparse form`. Nothing here imports Lark or the model before the command runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from gxparse import editions

if TYPE_CHECKING:
    import argparse

SHORT = "write the form, blank or filled in"
LONG = """\
Write the form of an edition as text: its headings and its three tables, blank
or filled in with data as `gxparse parse` writes them (all of them or a part;
figures that the data do not have stay blank).

Layouts of the tables:

  a row a line    markdown, markdown_cut, pipe_rows, pipe_rows_placeholders,
                  pipe_rows_padded, leading_pipe_rows, tab_rows, blank_rows,
                  grid_repeated, grid_repeated_tabs
  a cell a line   cell_per_line, cell_per_line_dense, tab_led, cell_pipe,
                  cell_pipe_apart, cell_pipe_framed, cell_pipe_opened
  drawn           columns, html"""
EXAMPLES = """\
examples:
  gxparse form 2021
  gxparse form 2021 --layout html --script traditional
  gxparse form 2019 --fill report.json --layout tab_rows
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    known = ", ".join(editions.names())
    parser.add_argument("edition", metavar="EDITION", help=f"the edition of the form: {known}")
    parser.add_argument("--fill", metavar="FILE", help="fill in the data of a JSON file (- for standard input)")
    parser.add_argument("--layout", default="markdown", metavar="NAME", help="see above; the default is markdown")
    parser.add_argument(
        "--script",
        choices=("simplified", "traditional", "taiwan"),
        default="simplified",
        help="the characters; the default is simplified",
    )
    parser.set_defaults(run=run, error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Write the form to standard output and return the exit status; wrong data end the run (2)."""
    from gxparse.writing.report import blank_form, filled

    try:
        if arguments.fill is None:
            text = blank_form(arguments.edition, arguments.layout, script=arguments.script)
        else:
            data = _data(arguments.fill)
            text = filled(arguments.edition, data, arguments.layout, script=arguments.script)
    except ValueError as error:
        arguments.error(str(error))
    sys.stdout.write(text)
    return 0


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, in which each key stands once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in an object")
    return found


def _data(name: str) -> dict[str, Any]:
    """Return the data of a report from a JSON file; the `file` that `gxparse parse` puts in front is left out.

    Raises:
        ValueError: It cannot be read, is no JSON, or is not one report.
    """
    import json
    from decimal import Decimal

    from gxparse import files

    try:
        found = json.loads(files.read(name).text, parse_float=Decimal, object_pairs_hook=_object)
    except files.UnreadableError as error:
        raise ValueError(f"{name} cannot be read: {error}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{name}:{error.lineno}:{error.colno} is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise ValueError(f"{name} is not JSON that can be read: {error}") from error
    if not isinstance(found, dict):
        raise ValueError(f"{name} is not the data of one report (a JSON object)")  # noqa: TRY004 (a wrong file)
    found.pop("file", None)
    return found
