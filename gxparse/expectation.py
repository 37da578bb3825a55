"""What a case of the corpus expects of a text: its trees, its model, what is said of it, a row or a field a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs
from lark import Tree

from gxparse import pipeline
from gxparse.errors import NotAReportError
from gxparse.model import ExtraRow
from gxparse.report import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark import Token

    from gxparse.corpus import Case
    from gxparse.report import Report
    from gxparse.tokens import FormToken

_TABLES = ("disclosure", "applications", "disputes")
_LINE_END = "\n"
_LONGEST = 40  # characters of a text that are shown


def expectation(case: Case) -> dict[str, str]:
    """Return what each part of a case would be if it were written now."""
    try:
        report = pipeline.parse(case.input)
    except NotAReportError as error:
        nothing = [type(error).__name__]
        parts: dict[str, Iterable[str]] = {"tree": nothing, "model": nothing, "findings": nothing, "claims": nothing}
        diagnostics = error.diagnostics
    else:
        parts = {"tree": _trees(report, case), "model": _model(report, case), "claims": _claims(report)}
        if "findings" in case.parts:
            parts["findings"] = _findings(report, case)
        diagnostics = report.diagnostics
    parts["diagnostics"] = (
        f"{each.line}:{each.column} {each.severity} {each.code} {each.path or '-'} {each.message}"
        for each in diagnostics
        if each.path is None or case.is_about(each.path)
    )
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in parts.items()}


def _findings(report: Report, case: Case) -> Iterator[str]:
    from gxparse.rules.checking import check

    for each in check(report, None if case.previous is None else pipeline.parse(case.previous)):
        if each.status != "pass" and (not each.paths or any(case.is_about(path) for path in each.paths)):
            word = each.severity if each.status == "fail" else each.status
            yield f"{each.line}:{each.column} {word} {each.rule} {each.message}"


def _trees(report: Report, case: Case) -> Iterator[str]:
    evidence = evidence_of(report)
    if evidence is None:
        return
    if not case.only or any(path.partition(".")[0] not in _TABLES for path in case.only):
        yield from _document(evidence.tree, "")
    for name, table in evidence.tables.items():
        if case.is_about(name):
            yield from _node(table.tree, name, "", case)
            if table.dropped:
                yield f"  dropped {' | '.join(_shortened(cell.text) for cell in table.dropped)}"


def _document(tree: Tree[Token], indent: str) -> Iterator[str]:
    yield indent + tree.data
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _document(child, f"{indent}  ")
        elif child.type == "TABLE":
            yield f"{indent}  TABLE of {child.count(_LINE_END) + 1} lines"
        else:
            yield f"{indent}  {child.type} {_shortened(child)}"


def _node(tree: Tree[Any], path: str, indent: str, case: Case) -> Iterator[str]:
    if not case.is_about(path):
        return
    words, below = [str(tree.data)], f"{indent}  "
    for child in tree.children:
        if not isinstance(child, Tree):
            words.append(_label(child))
        elif len(child.children) == 1 and not isinstance(child.children[0], Tree):
            words.append(_figure(child.children[0]))
        else:
            if words:
                yield indent + " ".join(words)
            indent, words = below, []
            yield from _node(child, f"{path}.{child.data}", below, case)
    if words:
        yield indent + " ".join(words)


def _label(token: FormToken) -> str:
    if token.type.startswith("EXTRA_"):
        return f"{token.type}:{_shortened(token.cell.text if token.cell else '')}"
    return token.type if token.cell else f"+{token.type}"


def _figure(token: FormToken) -> str:
    if token.cell is None:
        return f"+{token.state}"
    if token.number is not None:
        return str(token.number)
    state = {"not_applicable": "n/a"}.get(token.state, token.state)
    return f"{state}:{_shortened(token.cell.text)}" if token.cell.text else state


def _shortened(text: str) -> str:
    text = "⏎".join(line.strip() for line in text.split(_LINE_END))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _model(report: Report, case: Case) -> Iterator[str]:
    for name, value in report.to_dict().items():
        if not case.is_about(name):
            continue
        if name == "sections":
            for index, section in enumerate(value):
                yield f"sections.{index}: {_json(section | {'text': _shortened(section['text'])})}"
        elif name in _TABLES and value is not None:
            columns: tuple[str, ...] = ()
            for found, line in _rows(report, getattr(report, name), name, case):
                if found and found != columns:
                    yield f"[{' '.join(found)}]"
                columns = found or columns
                yield line
        elif name != "diagnostics":
            yield f"{name}: {_json(_shortened(value) if isinstance(value, str) else value)}"


def _rows(report: Report, value: Any, path: str, case: Case) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401
    """Return the names of the columns and the line of each row at a path; a row as printed has no such names."""
    if not case.is_about(path):
        return
    if isinstance(value, ExtraRow):
        yield (), f"{path}: {_json(attrs.asdict(value))}"
        return
    fields = dict(enumerate(value)) if isinstance(value, tuple) else attrs.asdict(value, recurse=False)
    if any(attrs.has(type(inner)) or isinstance(inner, tuple) for inner in fields.values()):
        for name, inner in fields.items():
            yield from _rows(report, inner, f"{path}.{name}", case)
    elif fields:
        words = [report.cell(f"{path}.{name}").state if inner is None else str(inner) for name, inner in fields.items()]
        yield tuple(map(str, fields)), f"{path}: {' '.join(words)}"


def _claims(report: Report) -> Iterator[str]:
    for claim in report.claims:
        number = f"{claim.value}{claim.unit}" if claim.step == 1 else f"{claim.value}{claim.unit}±{claim.step}"
        flags = [name for name in ("approximate", "negated", "is_rest", "may_be_of_part") if getattr(claim, name)]
        flags += [claim.population] if claim.population else []
        flags += [] if claim.part_of is None else [f"of #{claim.part_of}"]
        named = ".".join((claim.subject, *claim.names))
        yield f"{claim.line}:{claim.column} {named} {number} {' '.join(flags)}".rstrip() + f" 「{claim.text}」"
        for reading in claim.readings:
            yield f"  {' - '.join((' + '.join(reading.paths), *reading.less))}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# ---- the runner ----
