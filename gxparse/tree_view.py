"""The parse tree of a whole report, for people who write grammars.

It is the document's tree in which each `TABLE` is replaced by the trees of the tables that stand there. What
the parser inserted, what it set aside and what is no plain number is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lark import Token, Tree

from gxparse import grammar
from gxparse.edition_reading import lexicon_of
from gxparse.tokens import FormToken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gxparse.cells import Cell
    from gxparse.evidence import Evidence
    from gxparse.lexer import Lexicon
    from gxparse.source import Source
    from gxparse.tokens import ParsedTable

_TABLE = "TABLE"
_INDENT = "  "
_LONGEST_TEXT = 60
STYLES = {"rule": "1", "inserted": "32", "dropped": "31", "state": "33"}


class Node(NamedTuple):
    """A rule or a terminal in the tree.

    Attributes:
        name: The name of the rule or terminal.
        start: Where it starts in the folded text; an inserted one: where it should stand.
        end: Where it ends.
        text: A terminal's text; None for a rule.
        mark: `inserted` (the text has it not) or `dropped` (the tree of the grammar has it not).
        state: A figure's state; an inserted label is `missing`.
        number: What a figure was read as.
        label: The form's words for an inserted label.
        edition: Of a table, the edition of the form by which it was read.
        children: What stands below a rule.
    """

    name: str
    start: int
    end: int
    text: str | None = None
    mark: Literal["inserted", "dropped"] | None = None
    state: str | None = None
    number: int | Decimal | None = None
    label: str | None = None
    edition: str | None = None
    children: tuple[Node, ...] = ()

    @property
    def is_rule(self) -> bool:
        """Whether this is a rule, not a terminal."""
        return self.text is None

    def walk(self) -> Iterator[Node]:
        """Return this node and all below it, in the order of the tree."""
        yield self
        for child in self.children:
            yield from child.walk()


# ---- from the parser's trees ----


def document(tree: Tree[Token]) -> Node:
    """Return the tree of a document, in which each table is one terminal."""
    return _of_document(tree, {})


def report(evidence: Evidence) -> Node:
    """Return the tree of a report with its tables."""
    tables = [(table.start, _table(table, lexicon_of(table.edition))) for table in evidence.tables.values()]
    in_order = [node for _, node in sorted(tables, key=lambda item: item[0])]
    replaced: dict[int, list[Node]] = {}
    for token in evidence.tree.scan_values(_is_table):
        first, last = token.start_pos or 0, token.end_pos or 0
        replaced[first] = [node for node in in_order if first <= node.start < last]
    return _of_document(evidence.tree, replaced)


def section(root: Node, number: int) -> Node | None:
    """Return the tree with one of the six sections only, and its table if that stands elsewhere.

    None if the text has neither.
    """
    name = grammar.compiled().document.sections[number - 1].name
    found = [child for child in root.children if child.name == name]
    for child in root.children:
        if child.name != name:
            found += [node for node in child.walk() if node.edition and node.name == name]
    if not found:
        return None
    return root._replace(
        start=min(node.start for node in found), end=max(node.end for node in found), children=tuple(found)
    )


def _is_table(leaf: object) -> bool:
    return isinstance(leaf, Token) and leaf.type == _TABLE


def _of_document(tree: Tree[Token], tables: dict[int, list[Node]]) -> Node:
    children: list[Node] = []
    for child in tree.children:
        if isinstance(child, Tree):
            children.append(_of_document(child, tables))
        elif child.type == _TABLE and tables.get(child.start_pos or 0):
            children += tables[child.start_pos or 0]
        else:
            children.append(Node(child.type, child.start_pos or 0, child.end_pos or 0, str(child)))
    return _rule(tree, children)


def _table(parsed: ParsedTable, lexicon: Lexicon) -> Node:
    root = _of_table(parsed.tree, lexicon)
    dropped = tuple(_dropped(cell) for cell in parsed.dropped)
    return root._replace(
        start=parsed.start, end=parsed.end, edition=lexicon.form.edition, children=root.children + dropped
    )


def _of_table(tree: Tree[Any], lexicon: Lexicon) -> Node:
    children: list[Node] = []
    for child in tree.children:
        if isinstance(child, Tree):
            children.append(_of_table(child, lexicon))
        elif isinstance(child, FormToken):
            children.append(_form_token(child, lexicon))
    return _rule(tree, children)


def _form_token(token: FormToken, lexicon: Lexicon) -> Node:
    figure = token.type in lexicon.kinds
    inserted = token.cell is None
    place = token.start_pos or 0
    return Node(
        token.type,
        token.cell.start if token.cell else place,
        token.cell.end if token.cell else place,
        token.text,
        mark="inserted" if inserted else None,
        state=token.state if figure or inserted else None,
        number=token.number,
        label=lexicon.label(token.type) if inserted and token.type in lexicon.entries else None,
    )


def _dropped(cell: Cell) -> Node:
    return Node("dropped", cell.start, cell.end, cell.text, mark="dropped")


def _rule(tree: Tree[Any], children: Sequence[Node]) -> Node:
    """Return a rule; it reaches over what the text has of it."""
    present = [child for child in children if child.mark != "inserted"]
    places = present or children
    return Node(
        str(tree.data),
        min((child.start for child in places), default=0),
        max((child.end for child in places), default=0),
        mark=None if present or not children else "inserted",
        children=tuple(children),
    )


# ---- as data and as text ----


def to_dict(node: Node, source: Source) -> dict[str, Any]:
    """Return a tree as JSON-able dicts: `rule` or `terminal`, its place, what is marked, its `children`."""
    line, column = source.position(node.start)
    end_line, end_column = source.position(node.end)
    found: dict[str, Any] = {"rule" if node.is_rule else "terminal": node.name}
    if node.mark == "dropped":
        found = {"dropped": True}
    if node.text is not None:
        found["text"] = node.text
    found |= {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    if node.edition:
        found["edition"] = node.edition
    if node.mark == "inserted":
        found["inserted"] = True
    if node.label:
        found["label"] = node.label
    if node.state:
        found["state"] = node.state
    if node.number is not None:
        found["number"] = int(node.number) if node.number == int(node.number) else float(node.number)
    if node.is_rule:
        found["children"] = [to_dict(child, source) for child in node.children]
    return found


Line = tuple[str, str | None]
"""A line of text and the ANSI style it may have."""


def lines(node: Node, source: Source, *, positions: bool = False, depth: int = 0) -> Iterator[Line]:
    """Return a tree as indented lines, a rule of one terminal on one line.

    With `positions`, each line ends with `line:column` in the caller's text.
    """
    only = node.children[0] if len(node.children) == 1 and not node.children[0].is_rule else None
    shown = only or node
    words = [node.name if node.mark != "dropped" else ""] if node.is_rule else []
    if node.edition:
        words.append(f"(table, form of {node.edition})")
    if not shown.is_rule:
        words.append(_terminal(shown))
    mark = {"inserted": "+ ", "dropped": "- "}.get(shown.mark or "", "")
    if positions or shown.mark == "dropped":
        line, column = source.position(shown.start)
        words.append(f"{line}:{column}")
    yield f"{_INDENT * depth}{mark}{' '.join(words)}", _style(shown)
    for child in () if only else node.children:
        yield from lines(child, source, positions=positions, depth=depth + 1)


def _terminal(node: Node) -> str:
    """Return a terminal with its text and what there is to say of it."""
    if node.mark == "inserted":
        return f"{node.name} inserted: " + (f"「{node.label}」 {node.state}" if node.label else str(node.state))
    said = f"{node.name} {quoted(node.text or '')}"
    if node.number is not None and str(node.number) != node.text:
        said += f" = {node.number}"
    return said if node.state in (None, "stated") else f"{said} {node.state}"


def _style(node: Node) -> str | None:
    if node.mark:
        return STYLES[node.mark]
    if node.is_rule:
        return STYLES["rule"]
    return STYLES["state"] if node.state not in (None, "stated") else None


def quoted(text: str) -> str:
    """Return a text in quotes and on one line, shortened if it is long."""
    return repr(text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…")
