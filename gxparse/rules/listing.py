"""Lists the rules: for the command line, and as the table of the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gxparse.language import Phrase
from gxparse.rules.checking import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.language import Language
    from gxparse.rules.declaration import Rule

_FORMULA, _MEANING, _STATED = Phrase("formula", "公式"), Phrase("asks", "要求"), Phrase("stated by", "依据")
_EACH = {"rows": Phrase("each row", "每一行"), "columns": Phrase("each column", "每一列")}
_EDITIONS = Phrase("forms of {0}", "{0} 年版")


def scope(rule: Rule) -> Phrase:
    """Return where the formula of a rule holds: in each row or column of its table, or in some rows of it."""
    where = Phrase(f"{rule.table}, ", f"{rule.table}，")
    return where + (Phrase(", ".join(rule.rows), "、".join(rule.rows)) if rule.rows else _EACH[rule.over])


def lines(language: Language) -> Iterator[str]:
    """Return the list of rules as lines for people."""
    index = 1 if language == "zh" else 0
    for each in listed():
        rule = each.rule
        yield f"{rule.id}  {rule.severity}  {_EDITIONS.format(', '.join(each.editions))[index]}"
        yield f"  {_MEANING[index]}: {(rule.meaning, rule.meaning_zh)[index]}"
        if rule.formula:
            yield f"  {_FORMULA[index]}: {rule.formula}  ({scope(rule)[index]})"
        yield f"  {_STATED[index]}: {(rule.stated_by, rule.stated_by_zh)[index]}"


def data() -> list[dict[str, Any]]:
    """Return the rules as JSON-able data; one that editions declare differently is there once for each."""
    return [
        {
            "id": each.rule.id,
            "severity": each.rule.severity,
            "editions": list(each.editions),
            "formula": each.rule.formula or None,
            "table": each.rule.table or None,
            "over": each.rule.over if each.rule.formula else None,
            "rows": list(each.rule.rows),
            "meaning": each.rule.meaning,
            "meaning_zh": each.rule.meaning_zh,
            "stated_by": each.rule.stated_by,
            "stated_by_zh": each.rule.stated_by_zh,
        }
        for each in listed()
    ]


def table() -> str:
    """Return the table of rules in Markdown."""
    rows = ["| rule | severity | forms | what it asks for | stated by |", "|---|---|---|---|---|"]
    for each in listed():
        rule = each.rule
        formula = f"<br>`{rule.formula}`, {scope(rule).en}" if rule.formula else ""
        editions = ", ".join(each.editions)
        rows.append(f"| `{rule.id}` | {rule.severity} | {editions} | {rule.meaning}{formula} | {rule.stated_by} |")
    return "\n".join(rows) + "\n"
