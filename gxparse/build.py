"""Builds the model from the trees: by the names of rules and fields, never by position."""

from __future__ import annotations

import typing
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from lark import Tree

from gxparse.model import ExtraRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.lexer import Lexicon
    from gxparse.parser import FormToken

_EXTRA = "extra"


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


def build(tree: Tree[Any], model: type, lexicon: Lexicon, label: str = "") -> Any:  # noqa: ANN401 (any model class)
    """Return an instance of a model class from a tree.

    Takes the tree of a table, a group or a row, the class whose fields are named as the rules below it, and
    the vocabulary that names list rows; `label` is the terminal of the label above.
    """
    plan = fields_of(model)
    if all(inner is None for _, inner, _ in plan):
        return _row(tree, model, lexicon, label)
    parts: dict[str, list[Any]] = {}
    for child in tree.children:
        if isinstance(child, Tree):
            parts.setdefault(child.data, []).append(child)
        elif child.type.startswith("ROW_"):
            label = child.type
    values: dict[str, Any] = {}
    for name, inner, is_list in plan:
        found = parts.get(name)
        if inner is ExtraRow:
            values[name] = tuple(_extra_row(child) for child in found or ())
        elif is_list and inner is not None:
            values[name] = _list(found[0], inner, lexicon) if found else ()
        elif found and inner:
            values[name] = build(found[0], inner, lexicon, label)
    return model(**values)


def _row(tree: Tree[Any], model: type, lexicon: Lexicon, label: str) -> Any:  # noqa: ANN401
    """Return an instance of a class that holds figures only, and perhaps the name of its row."""
    values: dict[str, Any] = {}
    for child in tree.children:
        if isinstance(child, Tree):
            values[child.data] = child.children[0].number  # type: ignore[union-attr]
        else:
            label = child.type
    if fields_of(model)[0][0] == "name":
        values["name"] = lexicon.label(label)
    return model(**values)


def _list(tree: Tree[Any], model: type, lexicon: Lexicon) -> tuple[Any, ...]:
    label = next((token.type for token in _tokens(tree)), "")
    return tuple(build(child, model, lexicon, label) for child in tree.children if isinstance(child, Tree))


def _tokens(tree: Tree[Any]) -> list[FormToken]:
    """Return the tokens directly below a tree."""
    return [child for child in tree.children if not isinstance(child, Tree)]


def _extra_row(tree: Tree[Any]) -> ExtraRow:
    by_type: dict[str, list[str]] = {}
    for token in _tokens(tree):
        by_type.setdefault(token.type, []).append("".join(token.split("\n")))
    name, columns, values = (by_type.get(f"EXTRA_{part}", []) for part in ("LABEL", "HEAD", "FIGURE"))
    return ExtraRow(name[0], tuple(columns), tuple(values))


def figures(tree: Tree[Any], model: type, prefix: str) -> Iterator[tuple[str, FormToken]]:
    """Return the path and the token of every figure below a tree, in the form's order."""
    by_name: dict[str, list[Tree[Any]]] = {}
    for child in tree.children:
        if isinstance(child, Tree):
            by_name.setdefault(child.data, []).append(child)
    for name, inner, is_list in fields_of(model):
        path = f"{prefix}.{name}"
        found = by_name.get(name, [])
        if inner is ExtraRow:
            for index, child in enumerate(found):
                cells = [token for token in _tokens(child) if token.type == "EXTRA_FIGURE"]
                yield from ((f"{path}.{index}.values.{number}", token) for number, token in enumerate(cells))
        elif is_list and inner is not None and found:
            children = [child for child in found[0].children if isinstance(child, Tree)]
            for index, child in enumerate(children):
                yield from figures(child, inner, f"{path}.{index}")
        elif inner is None and found:
            yield path, _tokens(found[0])[0]
        elif inner is not None and found:
            yield from figures(found[0], inner, path)


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
