"""Builds the model from the trees: by the names of rules and fields, never by position.

What the grammar makes of a sequence of terminals, it makes of every such sequence. So it is asked once for
each: the tree of a sequence becomes a blueprint (which token is which field of which class), and tokens
become a model by their blueprint.
"""

from __future__ import annotations

import datetime as dt
import typing
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import attrs
from lark import Tree

from gxparse import editions, grammar
from gxparse.model import ExtraRow, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gxparse.identity import Date
    from gxparse.lexer import Lexicon
    from gxparse.tokens import FormToken, ParsedTable

_NAME = "name"
_EXTRA_PARTS = ("EXTRA_LABEL", "EXTRA_HEAD", "EXTRA_FIGURE")


@cache
def fields_of(model: type) -> tuple[tuple[str, type | None, bool], ...]:
    """Return for each field of a model class its name, its class (None: a figure or a name), whether it is a list."""
    found: list[tuple[str, type | None, bool]] = []
    for name, hint in typing.get_type_hints(model).items():
        arguments = typing.get_args(hint)
        if attrs.has(hint):
            found.append((name, hint, False))
        elif arguments and isinstance(arguments[0], type) and attrs.has(arguments[0]):
            found.append((name, arguments[0], True))
        else:
            found.append((name, None, False))
    return tuple(found)


@attrs.frozen(eq=False, repr=False)
class Blueprint:
    """Which tokens of a sequence are which fields of a model class.

    Attributes:
        model: The class.
        figures: Index of the token of each figure, in the order of the class's fields.
        label: The terminal whose label names the row, for classes with a name.
        parts: For each other field its name, its blueprints, and whether it is a list.
        extra: For an extra row, the indices of its label, its heads and its cells.
        at: Index of the token of its own label, None if it has none.
        tokens: Indices of all its tokens.
    """

    model: type
    figures: tuple[int, ...] = ()
    label: str | None = None
    parts: tuple[tuple[str, tuple[Blueprint, ...], bool], ...] = ()
    extra: tuple[tuple[int, ...], ...] = ()
    at: int | None = None
    tokens: tuple[int, ...] = ()


class _Numbered:
    """A token that is nothing but its type and its place in the sequence."""

    __slots__ = ("index", "type")

    line = column = end_line = end_column = start_pos = end_pos = None

    def __init__(self, terminal: str, index: int) -> None:
        self.type = terminal
        self.index = index


@lru_cache(maxsize=256)
def _blueprint(edition: str, table: str, terminals: tuple[str, ...]) -> Blueprint:
    """Return the blueprint of a sequence of terminals of a table."""
    tokens = [_Numbered(terminal, index) for index, terminal in enumerate(terminals)]
    return _read(grammar.parse(edition, table, tokens), editions.tables(edition)[table], None)


def blueprint_of(parsed: ParsedTable) -> Blueprint:
    """Return the blueprint of a parsed table."""
    return _blueprint(parsed.edition, parsed.name, tuple([token.type for token in parsed.tokens]))


def _read(tree: Tree[Any], model: type, above: _Numbered | None) -> Blueprint:
    """Return the blueprint of a tree for the class whose fields are named as the rules below it.

    `above` is the label of the list that a row is in: it names a row that has no label of its own.
    """
    below: dict[str, list[Any]] = {}
    label: _Numbered | None = above
    for child in tree.children:
        if isinstance(child, Tree):
            below.setdefault(child.data, []).append(child)
        elif child.type.startswith(("ROW_", "GROUP_")):
            label = child
    fields = fields_of(model)
    parts = []
    for name, inner, is_list in fields:
        found = below.get(name, [])
        if inner is ExtraRow:
            parts.append((name, tuple(_read_extra(child) for child in found), True))
        elif inner is not None and is_list:
            rows = [(group, row) for group in found for row in group.children if isinstance(row, Tree)]
            parts.append((name, tuple(_read(row, inner, _label_of(group)) for group, row in rows), True))
        elif inner is not None:
            parts.append((name, (_read(found[0], inner, None),), False))
    figures = tuple(below[name][0].children[0].index for name, inner, _ in fields if inner is None and name != _NAME)
    named = any(name == _NAME for name, _, _ in fields)
    indices = tuple(token.index for token in tree.scan_values(lambda leaf: isinstance(leaf, _Numbered)))
    at = label.index if label else None
    return Blueprint(model, figures, label.type if label and named else None, tuple(parts), at=at, tokens=indices)


def _label_of(tree: Tree[Any]) -> _Numbered | None:
    return next((child for child in tree.children if not isinstance(child, Tree)), None)


def _read_extra(tree: Tree[Any]) -> Blueprint:
    tokens: list[Any] = tree.children
    parts = tuple(tuple(token.index for token in tokens if token.type == part) for part in _EXTRA_PARTS)
    return Blueprint(ExtraRow, extra=parts, at=parts[0][0], tokens=tuple(token.index for token in tokens))


def build(blueprint: Blueprint, tokens: Sequence[FormToken], lexicon: Lexicon) -> Any:  # noqa: ANN401 (any model class)
    """Return an instance of the blueprint's class.

    Takes the blueprint, the tokens of its table, and the vocabulary that names the rows of lists.
    """
    if blueprint.extra:
        name, columns, values = (tuple(_line(tokens[index]) for index in part) for part in blueprint.extra)
        return ExtraRow(name[0], columns, values)
    if not blueprint.parts:
        figures = [tokens[index].number for index in blueprint.figures]
        return (
            blueprint.model(lexicon.label(blueprint.label), *figures) if blueprint.label else blueprint.model(*figures)
        )
    fields: dict[str, Any] = {}
    for field, inner, is_list in blueprint.parts:
        built = [build(part, tokens, lexicon) for part in inner]
        fields[field] = tuple(built) if is_list else built[0]
    return blueprint.model(**fields)


def period(first: Date, last: Date) -> Period:
    """Return the period between two dates."""
    return Period(dt.date(*first), dt.date(*last))


def _line(token: FormToken) -> str:
    return "".join(token.text.split("\n"))


def figures(blueprint: Blueprint, tokens: Sequence[FormToken], prefix: str) -> Iterator[tuple[str, FormToken]]:
    """Return the path and the token of every figure of a blueprint, in the order of the class's fields."""
    return ((path, tokens[index]) for path, index in _places_of_figures(blueprint, prefix))


@lru_cache(maxsize=256)
def _places_of_figures(blueprint: Blueprint, prefix: str) -> tuple[tuple[str, int], ...]:
    """Return the path of every figure of a blueprint and the index of its token."""
    names = [name for name, inner, _ in fields_of(blueprint.model) if inner is None and name != _NAME]
    if blueprint.extra:
        return tuple((f"{prefix}.values.{number}", index) for number, index in enumerate(blueprint.extra[2]))
    found = [(f"{prefix}.{name}", index) for name, index in zip(names, blueprint.figures, strict=True)]
    for name, inner, is_list in blueprint.parts:
        for number, part in enumerate(inner):
            found += _places_of_figures(part, f"{prefix}.{name}.{number}" if is_list else f"{prefix}.{name}")
    return tuple(found)


def groups(
    blueprint: Blueprint, tokens: Sequence[FormToken], prefix: str
) -> Iterator[tuple[str, FormToken | None, list[FormToken]]]:
    """Return the path of every row, group and list below a blueprint, its label and all tokens that it has.

    The label is None where the form has none. A row with a name has its label once more, as that name.
    """
    for field, inner, is_list in blueprint.parts:
        if is_list:
            listed = [token for part in inner for token in _tokens_of(part, tokens)]
            yield f"{prefix}.{field}", None, listed
        for number, part in enumerate(inner):
            path = f"{prefix}.{field}.{number}" if is_list else f"{prefix}.{field}"
            label = tokens[part.at] if part.at is not None else None
            yield path, label, _tokens_of(part, tokens)
            if label and (part.label or part.extra):
                yield f"{path}.{_NAME}", label, [label]
            if part.extra:
                heads, cells = ([tokens[at] for at in indices] for indices in part.extra[1:])
                yield f"{path}.columns", None, heads
                yield f"{path}.values", None, cells
                yield from ((f"{path}.columns.{place}", head, [head]) for place, head in enumerate(heads))
            yield from groups(part, tokens, path)


def _tokens_of(blueprint: Blueprint, tokens: Sequence[FormToken]) -> list[FormToken]:
    return [tokens[index] for index in blueprint.tokens]


def figure_paths(model: type, prefix: str) -> Iterator[str]:
    """Return the paths of all figures that a model class can hold (of a list, those of its first row)."""
    for name, inner, is_list in fields_of(model):
        if inner is ExtraRow or name == "name":
            continue
        path = f"{prefix}.{name}"
        if inner is None:
            yield path
        else:
            yield from figure_paths(inner, f"{path}.0" if is_list else path)
