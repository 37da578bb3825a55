"""The corpus: what the parser makes of examples, one file a case, checked and rewritten here.

A case is a text file in UTF-8, made of a header and of parts that follow a marker line each:

    # what the case shows, in one line
    only: disclosure
    -- input --
    …
    -- diagnostics --
    …

Markers are `-- input --`, `-- previous --`, `-- tree --`, `-- model --`, `-- diagnostics --`, `-- findings --` and
`-- claims --`, nothing else: a page number such as `-- 7 --` stays input. The input is what stands between its marker
and the next, byte for byte, the line feed before that marker included. Behind it may stand, in the same way, the
report of the year before. The other parts are what is expected, a case has those of them that it is about.

Keys of the header, each on a line of its own:

- `only`: paths, parted by commas. The parts speak of what is at, above and below these paths (and of what
  has no path), so that a few lines can be a case without all that a report lacks. In the trees of the tables
  the names of rules are paths; the tree of the document is there if a path leads elsewhere.
- `newline: crlf`: every line of the input ends in CR LF.
- `final_newline: no`: the last line of the input has no end.
- `escapes: yes`: a backslash, a `u` and four hexadecimal digits are that character: marks that nobody sees.

The parts, a row or a field a line:

- `tree`: the tree of the document with the beginnings of its lines, then that of each table. A label is the
  name of its terminal, a figure its number, or its state and its cell (`n/a:/`). What a `+` stands before was
  inserted: the text does not have it. The cells that have no place in the tree stand at its end, `dropped`.
- `model`: the fields of the report as JSON, then the figures of the tables, a number or the state of its cell
  each; the names of the columns stand in brackets before the rows that have them.
- `diagnostics`: line, column, severity, code, path (`-`: none) and message.
- `findings`: line, column, severity (or `not_assessable`), rule and message of each finding that does not pass.
- `claims`: line, column, subject (and which of its kinds), number and unit, what else there is to say of it, the
  sums of figures that it may be, and its text. `#2` is the third claim: one that says so is a part of that.

A text that is no report at all has the name of the exception for a tree and for a model.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import attrs

from gxparse.expectation import expectation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO


_INPUT = "input"
_PREVIOUS = "previous"
_PARTS = ("tree", "model", "diagnostics", "findings", "claims")
_MARKER = re.compile(rf"^-- ({'|'.join((_INPUT, _PREVIOUS, *_PARTS))}) --(?:\n|\Z)", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_KEYS: dict[str, re.Pattern[str]] = {
    "only": re.compile(r"[\w.]+(, *[\w.]+)*"),
    "newline": re.compile("crlf"),
    "final_newline": re.compile("no"),
    "escapes": re.compile("yes"),
}
_RECORDED = re.compile(r"^\S+ (?P<severity>\w+) (?P<code>GX[0-9]+)\b", re.MULTILINE)
_FAILED = re.compile(r"^\S+ (?:error|warning|info) (?P<rule>[a-z_]+\.[a-z_]+) ", re.MULTILINE)
_LINE_END = "\n"
_COLORS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_PLAIN = "\x1b[0m"


class CaseError(ValueError):
    """A file of the corpus that is not a case."""


@attrs.frozen
class Case:
    """A case.

    Attributes:
        path: Its file.
        name: The file's path below the corpus, without its ending: `edition2021/clean`.
        title: What it shows, in one line.
        only: The paths that it is about; none means all.
        input: The text that is parsed.
        previous: The report of the year before, None if the case has none.
        parts: What is expected, by the name of the part, in the order of the file.
        head: The beginning of the file as it stands, up to the first expected part.
    """

    path: Path
    name: str
    title: str
    only: tuple[str, ...]
    input: str
    previous: str | None
    parts: dict[str, str]
    head: str

    def is_about(self, path: str) -> bool:
        """Whether the case is about what is at that path, below it or above it."""
        return not self.only or any(f"{path}.".startswith(f"{p}.") or p.startswith(f"{path}.") for p in self.only)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """The severity and the code of each diagnostic that is expected."""
        return _recorded(self.parts.get("diagnostics", ""))

    @property
    def failing(self) -> list[str]:
        """The rule of each failure that is expected."""
        return _failed(self.parts.get("findings", ""))


def load(path: Path, folder: Path | None = None) -> Case:
    """Return the case of a file.

    Args:
        path: The file.
        folder: The corpus that it is in; without it, the folder above the file's own.

    Raises:
        CaseError: The file is not a case.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8: {error.reason}"
        raise CaseError(message) from None
    markers = list(_MARKER.finditer(text))
    names = [marker[1] for marker in markers]
    if names[:1] != [_INPUT] or len(set(names)) < len(names):
        message = f"{path}: a case has its input first, and each part once; found: {', '.join(names) or 'no part'}"
        raise CaseError(message)
    ends = [*(marker.start() for marker in markers[1:]), len(text)]
    bodies = [text[marker.end() : end] for marker, end in zip(markers, ends, strict=True)]
    title, keys = _header(path, text[: markers[0].start()])
    given = 2 if names[1:2] == [_PREVIOUS] else 1
    if _PREVIOUS in names[given:]:
        message = f"{path}: the report of the year before stands right behind the input"
        raise CaseError(message)
    return Case(
        path=path,
        name=path.relative_to(folder or path.parent.parent).with_suffix("").as_posix(),
        title=title,
        only=tuple(part.strip() for part in keys["only"].split(",")) if "only" in keys else (),
        input=_input(bodies[0], keys),
        previous=_input(bodies[1], keys) if given > 1 else None,
        parts=dict(zip(names[given:], bodies[given:], strict=True)),
        head=text[: ends[given - 1]],
    )


def _header(path: Path, header: str) -> tuple[str, dict[str, str]]:
    first, *lines = header.splitlines() or [""]
    title = first.removeprefix("#").strip()
    if not first.startswith("# ") or not title:
        message = f"{path}: the first line says what the case shows: # …"
        raise CaseError(message)
    keys: dict[str, str] = {}
    for line in filter(None, lines):
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in keys or key not in _KEYS or not _KEYS[key].fullmatch(value):
            message = f"{path}: not a line of a header: {line}"
            raise CaseError(message)
        keys[key] = value
    return title, keys


def _input(body: str, keys: dict[str, str]) -> str:
    if "final_newline" in keys:
        body = body.removesuffix("\n")
    if "newline" in keys:
        body = body.replace("\n", "\r\n")
    if "escapes" in keys:
        body = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), body)
    return body


def cases(folder: Path, names: Sequence[str] = ()) -> list[Case]:
    """Return the cases of a corpus by name: those that one of the names is a part of, or all.

    Raises:
        CaseError: A file is not a case, or a name is no case's.
    """
    found = [load(path, folder) for path in sorted(folder.rglob("*.txt"))]
    if not found:
        message = f"{folder}: no cases here"
        raise CaseError(message)
    chosen: set[str] = set()
    for name in names:
        matching = {case.name for case in found if name in case.name}
        if not matching:
            message = f"no case is called {name}"
            raise CaseError(message)
        chosen |= matching
    return [case for case in found if not names or case.name in chosen]


# ---- the parts ----


def check(case: Case) -> list[str]:
    """Return how a case differs from its expectation: the lines of a unified diff, none if it does not."""
    found = expectation(case)
    differences: list[str] = []
    for part, wanted in case.parts.items():
        names = (f"{case.name} {part} (expected)", f"{case.name} {part} (found)")
        differences += difflib.unified_diff(wanted.split("\n"), found[part].split("\n"), *names, lineterm="")
    return differences


def run_tests(folder: Path, names: Sequence[str], out: TextIO, color: bool = False) -> int:  # noqa: FBT001, FBT002
    """Check cases and print the differences; return 1 if there are any, else 0."""
    chosen = _chosen(folder, names, out)
    failed = 0
    for case in chosen:
        differences = check(case)
        failed += bool(differences)
        if differences:
            print(f"{case.name}: {case.title}", file=out)
        for line in differences:
            paint = _COLORS.get(line[:1], "") if color else ""
            print(f"{paint}{line}{_PLAIN}" if paint else line, file=out)
    print(f"{len(chosen)} cases, {failed} failed", file=out)
    return int(failed > 0 or not chosen)


def update(folder: Path, names: Sequence[str], out: TextIO) -> int:
    """Rewrite the expected parts that cases have; return 1 if one was refused, else 0.

    A case that expects no error does not gain one, and no code that is expected vanishes: such a file stays
    as it is until a person has changed it.
    """
    chosen = _chosen(folder, names, out)
    refused = written = 0
    for case in chosen:
        found = expectation(case)
        reason = _reason_to_refuse(case, found)
        if reason:
            refused += 1
            print(f"{case.name}: not written: {reason}", file=out)
            continue
        if case.parts != {part: found[part] for part in case.parts}:
            written += 1
            text = case.head + "".join(f"-- {part} --\n{found[part]}" for part in case.parts)
            case.path.write_bytes(text.encode("utf-8"))
            print(f"{case.name}: written", file=out)
    print(f"{len(chosen)} cases, {written} written, {refused} refused", file=out)
    return int(refused > 0 or not chosen)


def _reason_to_refuse(case: Case, parts: dict[str, str]) -> str | None:
    passing = set(case.failing) - set(_failed(parts.get("findings", "")))
    if passing:
        return f"it expects {', '.join(sorted(passing))} to fail, which no longer does"
    if "diagnostics" not in case.parts:
        return None
    found = _recorded(parts["diagnostics"])
    errors = [code for severity, code in found if severity == "error"]
    if errors and not any(severity == "error" for severity, _ in case.codes):
        return f"it expects no error, and now has {', '.join(dict.fromkeys(errors))}"
    vanished = {code for _, code in case.codes} - {code for _, code in found}
    return f"it expects {', '.join(sorted(vanished))}, and no longer has it" if vanished else None


def _recorded(diagnostics: str) -> list[tuple[str, str]]:
    return [(match["severity"], match["code"]) for match in _RECORDED.finditer(diagnostics)]


def _failed(findings: str) -> list[str]:
    return [match["rule"] for match in _FAILED.finditer(findings)]


def _chosen(folder: Path, names: Sequence[str], out: TextIO) -> list[Case]:
    """Return the cases that are meant; none, and say why, if they cannot be read."""
    try:
        return cases(folder, names)
    except CaseError as error:
        print(error, file=out)
        return []


def coverage(folder: Path, out: TextIO) -> int:
    """Print what of the grammars and of the catalogue no case uses; return 1 if there is any, else 0."""
    from gxparse import coverage as measuring

    chosen = _chosen(folder, (), out)
    return measuring.report(chosen, out) if chosen else 1
