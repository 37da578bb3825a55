"""The commands `gxparse check` and `gxparse rules`. Nothing here imports Lark or the model before a command runs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from gxparse import language, rendering
from gxparse.console import DEPARTS, FINE, UNUSABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gxparse.console import Console
    from gxparse.diagnostics import Diagnostic
    from gxparse.files import TextFile
    from gxparse.findings import Finding
    from gxparse.language import Phrase
    from gxparse.report import Report

CHECK_SHORT = "check reports against the rules of the form"
CHECK = """\
Hold reports against the rules that `gxparse rules` lists: the sums of the
form, the form itself and, with the report of the year before, year against
year. Of several files those of one issuer and of years in succession are held
against each other; where two are of one issuer and year, nothing tells which of
them comes before, and a warning names both. The government of a region is known
by the region's name.

The findings are the data and go to standard output: those that fail (with
--all also those that pass or cannot be checked), each with the lines of the
numbers that it talks about or, with --compact, as one line

  file:line:column: severity rule: message

and behind them a table for each file with how many passed, failed and could
not be checked. What the parser has to say (its errors and warnings) goes to
standard error. --format json writes an object, of several files a list of
them: file, previous, findings, diagnostics, summary, warnings (why it was not
compared with the year before); of a file that cannot be read: file, error."""
CHECK_EXAMPLES = """\
examples:
  gxparse check report.txt
  gxparse check --previous 2021.txt 2022.txt
  gxparse check --compact --lang zh reports/*.txt
  gxparse check --all --format json report.txt"""
CHECK_STATUS = """\
exit status:
  0  no rule of severity error fails
  1  one does, or a text is no report
  2  wrong usage, a file that cannot be read, or a --previous that is not the
     report of the same issuer for the year before"""
RULES_SHORT = "list the rules that reports are checked against"
RULES = """\
List all rules: id, severity, the editions of the form that have it, its
formula if it is arithmetic, what it asks for and what it rests on. --format
json has all of it, in both languages."""
RULES_EXAMPLES = """\
examples:
  gxparse rules
  gxparse rules --lang zh
  gxparse rules --format json"""


class _Checked(NamedTuple):
    """A file that was read: its text, its report (None: it is none), what the parser says."""

    file: TextFile
    report: Report | None
    diagnostics: tuple[Diagnostic, ...]


class _Compared(NamedTuple):
    """The file of the year before (None: there is none), and why there is none although there seems to be one."""

    earlier: _Checked | None
    warning: Phrase | None = None


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument(
        "--lang",
        choices=language.LANGUAGES,
        default=language.from_environment(os.environ),
        help="the language of messages; the default is the environment's (LC_ALL, LC_MESSAGES, LANG)",
    )


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gxparse check`."""
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument("--previous", metavar="FILE", help="the report of the year before, for one FILE")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the default is text")
    parser.add_argument("--all", action="store_true", help="also what passes and what cannot be checked")
    parser.set_defaults(error=parser.error)


def add_rules_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gxparse rules`."""
    add_language(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the default is text")


def run_check(arguments: argparse.Namespace, console: Console, *, color: tuple[bool, bool]) -> int:
    """Check the files and return the exit status.

    Args:
        arguments: Those of the command line.
        console: Reads the files.
        color: Whether standard output and standard error have colours.
    """
    if arguments.previous is not None and len(arguments.files) > 1:
        arguments.error("--previous is for one FILE; of several files, years in succession are found")
    files = [console.read(name) for name in arguments.files]
    checked = [_checked(file) for file in files if file]
    previous: str | None = arguments.previous
    pairs = _pairs(checked) if previous is None else _asked_for(checked, previous, console)
    write = _Json(arguments, console) if arguments.format == "json" else _Text(arguments, color)
    status = 0
    work = iter(zip(checked, pairs, strict=True))
    for name, read in zip(arguments.files, files, strict=True):
        if read is None:
            write.unreadable(name)
            continue
        each, (earlier, warning) = next(work)
        if warning:
            console.say(each.file.name, "warning", warning)
            status = max(status, FINE if previous is None else UNUSABLE)
        findings = _findings(each, earlier)
        failed = each.report is None or any(one.status == "fail" and one.severity == "error" for one in findings)
        status = max(status, DEPARTS if failed else FINE)
        write.add(each, _Compared(earlier, warning), findings)
    write.finish()
    return max(console.status, status)


def _checked(file: TextFile) -> _Checked:
    import gxparse

    try:
        report = gxparse.parse(file.text)
    except gxparse.NotAReportError as error:
        return _Checked(file, None, error.diagnostics)
    return _Checked(file, report, report.diagnostics)


def _asked_for(checked: Sequence[_Checked], name: str, console: Console) -> list[_Compared]:
    """Return the file that --previous names for each file, with a warning if it is not that of the year before.

    The rules between years are asked all the same where it is a report, and say so, too.
    """
    from gxparse.rules import pairing, wording

    file = console.read(name)
    before = _checked(file) if file else None
    found: list[_Compared] = []
    for each in checked:
        reason: Phrase | None = None
        if before is None:
            unreadable = console.reason(name)
            reason = unreadable
        elif before.report is None:
            reason = wording.NO_REPORT
        elif each.report:
            against = pairing.reason_against(each.report, before.report)
            reason = against[0] if against else None
        found.append(_Compared(before, wording.NOT_COMPARED.format(name, reason) if reason else None))
    return found


def _pairs(checked: Sequence[_Checked]) -> list[_Compared]:
    """Return for each file that of the same issuer for the year before, if exactly one is among them."""
    from gxparse.rules import pairing, wording

    found: list[_Compared] = []
    for indices in pairing.befores([each.report for each in checked]):
        texts = {checked[index].file.text: checked[index] for index in indices}
        names = ", ".join(sorted(each.file.name for each in texts.values()))
        several = wording.SEVERAL_BEFORE.format(names) if len(texts) > 1 else None
        found.append(_Compared(None if several else next(iter(texts.values()), None), several))
    return found


def _findings(each: _Checked, earlier: _Checked | None) -> tuple[Finding, ...]:
    import gxparse

    return gxparse.check(each.report, earlier.report if earlier else None) if each.report else ()


class _Text:
    """Writes findings for people, and what the parser says to standard error."""

    def __init__(self, arguments: argparse.Namespace, color: tuple[bool, bool]) -> None:
        self._arguments = arguments
        self._color = color
        self._out, self._errors = sys.stdout, sys.stderr
        self._tables: list[str] = []

    def unreadable(self, name: str) -> None:
        """The reason has gone to standard error."""

    def add(self, each: _Checked, compared: _Compared, findings: tuple[Finding, ...]) -> None:
        from gxparse.rules import showing

        earlier = compared.earlier
        wanted: language.Language = self._arguments.lang
        diagnostics = rendering.Renderer(each.file.name, each.file.text, color=self._color[1], language=wanted)
        render = getattr(diagnostics, self._arguments.diagnostics)
        for diagnostic in each.diagnostics:
            if diagnostic.severity != "info" or (self._arguments.all and not self._arguments.quiet):
                print(render(diagnostic), file=self._errors)
        before = showing.NamedText.of(earlier.file.name, earlier.file.text) if earlier else None
        text = showing.NamedText.of(each.file.name, each.file.text)
        renderer = showing.FindingRenderer(text, before, wanted, color=self._color[0])
        show = renderer.compact if self._arguments.diagnostics == "compact" else renderer.full
        for finding in _chosen(findings, self._arguments):
            print(show(finding), file=self._out)
        self._tables.append(showing.summary_table(each.file.name, showing.summary(findings), wanted))

    def finish(self) -> None:
        print("\n".join(self._tables), file=self._out)


class _Json:
    """Writes an object or, of several files, a list of objects."""

    def __init__(self, arguments: argparse.Namespace, console: Console) -> None:
        self._arguments = arguments
        self._console = console
        self._several = len(arguments.files) > 1
        self._count = 0

    def unreadable(self, name: str) -> None:
        reason = self._console.reason(name)
        self._write({"file": name, "error": reason.within(self._arguments.lang) if reason else ""})

    def add(self, each: _Checked, compared: _Compared, findings: tuple[Finding, ...]) -> None:
        from gxparse.rules import showing

        earlier, warning = compared
        data: dict[str, Any] = {
            "file": each.file.name,
            "previous": earlier.file.name if earlier else None,
            "findings": [finding.to_dict() for finding in _chosen(findings, self._arguments)],
            "diagnostics": [diagnostic.in_language(self._arguments.lang).to_dict() for diagnostic in each.diagnostics],
            "summary": showing.summary(findings),
            "warnings": [warning.within(self._arguments.lang)] if warning else [],
        }
        self._write(data)

    def _write(self, data: dict[str, Any]) -> None:
        import json

        if self._several:
            sys.stdout.write(",\n" if self._count else "[\n")
        json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
        self._count += 1

    def finish(self) -> None:
        if self._several:
            sys.stdout.write("\n]\n" if self._count else "[]\n")
        elif self._count:
            sys.stdout.write("\n")


def _chosen(findings: Sequence[Finding], arguments: argparse.Namespace) -> list[Finding]:
    """Return the findings that are asked for."""
    if arguments.all:
        return list(findings)
    failing = [finding for finding in findings if finding.status == "fail"]
    return [finding for finding in failing if finding.severity != "info" or not arguments.quiet]


def run_rules(arguments: argparse.Namespace) -> int:
    """List the rules and return the exit status."""
    from gxparse.rules.listing import data, lines

    if arguments.format == "json":
        import json

        json.dump(data(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return 0
    sys.stdout.writelines(f"{line}\n" for line in lines(arguments.lang))
    return 0
