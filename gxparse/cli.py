"""The command line: `gxparse tree`, `parse`, `check`, `rules`, `diff`, `form`, `corpus`.

Data goes to standard output, what there is to say of a text to standard error. The exit status is 0 if all is
fine, 1 if a text departs from the form (or a case fails), 2 for wrong usage or a file that cannot be read.
Nothing here imports Lark before a text is parsed.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from gxparse import language, rendering
from gxparse.comparison import command as diff_command
from gxparse.console import FINE, UNUSABLE, Console, has_color
from gxparse.rules import command as check_command
from gxparse.writing import command as form_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from gxparse.diagnostics import Diagnostic
    from gxparse.export import Writer
    from gxparse.report import Report
    from gxparse.stages import View

_OBJECTS_BETWEEN_COLLECTIONS = 50_000  # a short process makes much and throws little away
STAGES = ("source", "document", "cells", "tokens", "rows", "tree", "model")

_DESCRIPTION = """\
Read the annual reports of Chinese administrative bodies on government
information disclosure (政府信息公开工作年度报告).

Data goes to standard output, diagnostics to standard error. FILE may be "-"
for standard input; UTF-8, UTF-16 with a byte order mark and GB18030 (GBK,
GB2312) are understood."""

_STATUS = """\
exit status:
  0  fine (at most infos)
  1  a text departs from the form (a warning or an error), or a case fails
  2  wrong usage, or a file that cannot be read"""

_EPILOG = f"""\
examples:
  gxparse parse report.txt
  gxparse parse --format csv reports/*.txt > figures.csv
  gxparse tree --section 3 report.txt

{_STATUS}"""

_PARSE = """\
Read reports and write what they say.

  json   a report as an indented object; of several files a list of objects
         that begin with "file"
  jsonl  an object a line, each beginning with "file"
  csv    a row for each figure of the three tables, also for those without a
         number: file, issuer, year, edition, path, value, state, text, line,
         column. State is stated, blank, not_applicable, missing, ambiguous or
         invalid; all but stated have an empty value. A table that the text
         does not hold is one row, with the table's path and the state
         missing. The name of a list row and the heads over it are rows too.

A text that is no report at all gives no data."""

_PARSE_EPILOG = f"""\
examples:
  gxparse parse report.txt | jq .applications.granted.total
  gxparse parse --format csv --quiet reports/*.txt > figures.csv
  curl -s https://example.org/report.txt | gxparse parse --strict -

{_STATUS}"""

_TREE = """\
Show how a report is parsed: the tree of its document, with the tree of each
table in its place. A line that begins with + was inserted (the text does not
have it), one that begins with - was set aside (the form has no place for it).

--stage shows what another stage of the reading hands on:

  source    the text as it is read: simplified characters, one kind of line end
  document  headings, paragraphs and tables, a table being one terminal
  cells     the rows of the tables as the layout has them, with their cells
  tokens    the same, with what each cell is and which terminals it may be
  rows      heads, rows with their figures, and words that are neither
  tree      the tree (the default)
  model     the data, as `gxparse parse` writes it"""

_TREE_EPILOG = f"""\
examples:
  gxparse tree report.txt
  gxparse tree --section 3 --positions report.txt
  gxparse tree --stage tokens --section 2 report.txt

{_STATUS}"""

_CORPUS = """\
Work with the corpus: examples of reports, each with what the parser should
make of it.

  test      check each case against its expectation, and show the differences
  update    rewrite the expectations; a clean case may not gain an error
  coverage  show what of the grammar no case uses"""

_CORPUS_EPILOG = f"""\
examples:
  gxparse corpus test
  gxparse corpus test edition2021
  gxparse corpus update gx303
  gxparse corpus coverage --corpus ../corpus

{_STATUS}"""


# ---- arguments ----


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("gxparse")
        except PackageNotFoundError:
            number = "(not installed)"
        sys.stdout.write(f"gxparse {number}\n")
        parser.exit(FINE)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group("diagnostics (on standard error)")
    group.add_argument(
        "--diagnostics",
        choices=("full", "compact", "json"),
        default="full",
        help="with the line of the text (full, the default), one line each (compact), or an object a line (json)",
    )
    group.add_argument(
        "--compact", dest="diagnostics", action="store_const", const="compact", help="short for --diagnostics compact"
    )
    group.add_argument("--quiet", "-q", action="store_true", help="leave out infos")
    group.add_argument(
        "--lang",
        choices=language.LANGUAGES,
        default=language.from_environment(os.environ),
        help="their language: English or Chinese (the default is that of LC_ALL, LC_MESSAGES or LANG)",
    )

    parser = argparse.ArgumentParser(
        "gxparse",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", nargs=0, action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)

    def command(name: str, short: str, long: str, epilog: str, **more: bool) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=short,
            description=long,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared] if more.get("reads", True) else [],
        )

    tree = command("tree", "show how a report is parsed", _TREE, _TREE_EPILOG)
    tree.add_argument("file", metavar="FILE")
    tree.add_argument("--section", type=int, choices=range(1, 7), metavar="N", help="only section N (1 to 6)")
    tree.add_argument("--positions", action="store_true", help="end each line of a tree with line:column")
    tree.add_argument("--stage", choices=STAGES, default="tree", metavar="STAGE", help="what to show (see above)")
    tree.add_argument("--format", choices=("text", "json"), default="text", help="the default is text")
    tree.set_defaults(run=_tree)

    parse = command("parse", "write the data of reports", _PARSE, _PARSE_EPILOG)
    parse.add_argument("files", metavar="FILE", nargs="+")
    parse.add_argument("--format", choices=("json", "jsonl", "csv"), default="json", help="the default is json")
    parse.add_argument("--strict", action="store_true", help="write nothing of a report that has an error")
    parse.set_defaults(run=_parse)

    check = command(
        "check",
        check_command.CHECK_SHORT,
        check_command.CHECK,
        f"{check_command.CHECK_EXAMPLES}\n\n{check_command.CHECK_STATUS}",
    )
    check_command.add_check_arguments(check)
    check.set_defaults(run=_check)

    rules = command("rules", check_command.RULES_SHORT, check_command.RULES, check_command.RULES_EXAMPLES, reads=False)
    check_command.add_rules_arguments(rules)
    rules.set_defaults(run=check_command.run_rules)

    diff = command("diff", diff_command.SHORT, diff_command.LONG, f"{diff_command.EXAMPLES}\n{_STATUS}")
    diff_command.add_arguments(diff)
    diff.set_defaults(run=lambda arguments: diff_command.run(arguments, Console(arguments)))

    form = command("form", form_command.SHORT, form_command.LONG, f"{form_command.EXAMPLES}\n{_STATUS}", reads=False)
    form_command.add_arguments(form)

    corpus = command("corpus", "check the parser against its examples", _CORPUS, _CORPUS_EPILOG, reads=False)
    corpus.add_argument("action", choices=("test", "update", "coverage"), metavar="ACTION", help="see above")
    corpus.add_argument("names", nargs="*", metavar="NAME", help="only cases whose names this is a part of")
    corpus.add_argument("--corpus", default="corpus", metavar="DIR", help="default: ./corpus")
    corpus.set_defaults(run=_corpus, error=corpus.error)
    return parser


# ---- commands ----


def _tree(arguments: argparse.Namespace) -> int:
    console = Console(arguments)
    file = console.read(arguments.file)
    if file is None:
        return console.status
    from gxparse.errors import NotAReportError
    from gxparse.stages import SectionAbsentError, Stages

    stages = Stages(file.text, section=arguments.section, positions=arguments.positions)
    try:
        view = stages.view(arguments.stage)
    except NotAReportError as error:
        console.show(file, error.diagnostics)
        return console.status
    except SectionAbsentError as error:
        console.say(file.name, "error", error.reason)
        console.departs()
        view = None
    if view:
        _write(view, sys.stdout, as_json=arguments.format == "json")
    if arguments.stage != "source":
        console.show(file, stages.diagnostics())
    return console.status


def _write(view: View, stream: TextIO, *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(view.data(), ensure_ascii=False, indent=2), file=stream)
        return
    color = has_color(stream)
    shown = [rendering.paint(line, style, color=color) if style and color else line for line, style in view.lines]
    print("\n".join(shown), file=stream)


def _parse(arguments: argparse.Namespace) -> int:
    console = Console(arguments)
    writer = _writer(arguments)
    for name in arguments.files:
        file = console.read(name)
        if file is None:
            continue
        report, diagnostics = _report(file.text, strict=arguments.strict)
        console.show(file, diagnostics)
        if report:
            writer.add(name, report)
    writer.finish()
    return console.status


def _report(text: str, *, strict: bool) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    import gxparse

    try:
        report = gxparse.parse(text, strict=strict)
    except gxparse.ReportError as error:
        return None, error.diagnostics
    return report, report.diagnostics


def _writer(arguments: argparse.Namespace) -> Writer:
    from gxparse import export

    if arguments.format == "csv":
        return export.CsvWriter(sys.stdout)
    if arguments.format == "jsonl":
        return export.JsonLinesWriter(sys.stdout)
    return export.JsonWriter(sys.stdout, several=len(arguments.files) > 1)


def _check(arguments: argparse.Namespace) -> int:
    color = (has_color(sys.stdout), has_color(sys.stderr))
    return check_command.run_check(arguments, Console(arguments), color=color)


def _corpus(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    folder = Path(arguments.corpus)
    if not folder.is_dir():
        arguments.error(f"there is no folder {folder}; --corpus DIR says where the corpus is")
    if arguments.action == "coverage" and arguments.names:
        arguments.error("coverage is that of the whole corpus and takes no names")
    from gxparse import corpus

    if arguments.action == "test":
        return corpus.run_tests(folder, arguments.names, sys.stdout, color=has_color(sys.stdout))
    if arguments.action == "update":
        return corpus.update(folder, arguments.names, sys.stdout)
    return corpus.coverage(folder, sys.stdout)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status.

    Args:
        argv: The arguments behind the program's name; those of the process if None.

    Raises:
        SystemExit: argparse ends the run, after `--help` and `--version` (0) or for wrong usage (2).
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.unregister(gc.freeze)  # once, however often this is called
    atexit.register(gc.freeze)  # a process that ends has no use for a last collection
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # whatever the locale says; what UTF-8 cannot write (half of a name that is not UTF-8) is escaped
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        arguments = command_line().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough; nothing may be flushed at exit
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return FINE
    except OSError as error:  # no room left, for example
        sys.stderr.write(f"gxparse: the output cannot be written: {error.strerror or error}\n")
        return UNUSABLE
    return status
