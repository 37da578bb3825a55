"""Parses the clauses of a sentence: which counts belong to which subjects."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.narrative.words import COUNT, PERCENT, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lark import Token, Tree

    from gxparse.narrative.words import Word

STOPS = frozenset(("COMMA", "SEMICOLON", "BRACKET", "STOP"))
_LONGEST = 100  # words of a clause that are parsed
_MAKES_CLAIMS = frozenset((COUNT, PERCENT, "NEGATION"))
_NARRATIVE, _CLAUSE = "narrative", "clause"
_OF_ALL = "requests"
CHANGE = "change"
"""The rule of an item that says by how much something has changed."""
_LISTS = "AMONG"


class Item(NamedTuple):
    """A count with its subjects, or subjects of which there is nothing.

    Attributes:
        subjects: The names of the rules of its subjects, in the order of the text; none for a bare count.
        start: Where it starts in the sentence.
        end: Where it ends.
        at: Where its count starts; None where the words say that there is nothing.
        is_behind: Whether the subject stands behind the count.
    """

    subjects: tuple[str, ...]
    start: int
    end: int
    at: int | None
    is_behind: bool


class Clause(NamedTuple):
    """A run of known words, and its items.

    Attributes:
        words: The words.
        items: Counts with their subjects, in order.
        before: The words that are not known in front of it, back to the last stop; None where a stop is there.
        behind: The word behind it, a stop or words that are not known; None at the end of the sentence.
    """

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    before: Word | None
    behind: Word | None


@cache
def _used() -> frozenset[str]:
    """The terminals that the grammar's rules use."""
    return frozenset(terminal.name for terminal in grammar.parser_of(_NARRATIVE).terminals)


def clauses(words: Sequence[Word]) -> Iterator[Clause | Word]:
    """Return the clauses of a sentence and the stops and unknown words between them, in order."""
    used = _used()
    run: list[Word] = []
    before: Word | None = None
    last, listed = "", 0  # the latest word that the rules speak of; how much of the run a list goes on behind
    for word in words:
        if word.type == UNKNOWN or word.type in STOPS:
            if run:
                yield _clause(run, before, word)
            run, last, listed = [], "", 0
            before = word if word.type == UNKNOWN else None
            yield word
            continue
        if word.type == _LISTS and last == COUNT:
            listed = len(run)
        elif word.type in used:
            if listed and word.type != COUNT:  # 2件、未审结1件: the count has nothing to do with what follows
                yield _clause(run[:listed], before, None)
                run, before = run[listed:], None
            last, listed = word.type, 0
        run.append(word)
    if run:
        yield _clause(run, before, None)


def _clause(run: list[Word], before: Word | None, behind: Word | None) -> Clause:
    items: tuple[Item, ...] = ()
    if not _MAKES_CLAIMS.isdisjoint([word.type for word in run]):
        used = used_words(run)
        items = tuple(_item(shape, used) for shape in _shapes(tuple(word.type for word in used)))
    return Clause(tuple(run), items, before, behind)


def used_words(run: Sequence[Word]) -> list[Word]:
    """Return the words of a clause that the rules of the grammar speak of."""
    used = _used()
    return [word for word in run if word.type in used]


def _item(shape: _Shape, used: Sequence[Word]) -> Item:
    count = None if shape.at is None else used[shape.at].start
    is_behind = bool(shape.subjects) and shape.at == shape.first
    return Item(shape.subjects, used[shape.first].start, used[shape.last].end, count, is_behind)


# ---- the grammar ----


class _Shape(NamedTuple):
    """An item, its places being the indices of words."""

    subjects: tuple[str, ...]
    first: int
    last: int
    at: int | None


@lru_cache(maxsize=4096)
def _shapes(terminals: tuple[str, ...]) -> tuple[_Shape, ...]:
    """Return the items of a clause of these terminals; none where the grammar has no such clause."""
    tree = parse(terminals)
    return tuple(_read(tree)) if tree else ()


def parse(terminals: Sequence[str]) -> Tree[Token] | None:
    """Return the tree of a clause of these terminals, each token with its index; None if the grammar has none."""
    from lark import Token, UnexpectedInput

    if not terminals or len(terminals) > _LONGEST:
        return None
    tokens = [Token(terminal, terminal, index) for index, terminal in enumerate(terminals)]
    try:
        return grammar.parse(_NARRATIVE, _CLAUSE, tokens)
    except UnexpectedInput:
        return None


def _read(tree: Tree[Token]) -> Iterator[_Shape]:
    """Return the items of a clause: claims, counts with the subject behind them, and counts alone."""
    bare: Token | None = None
    for child in tree.children:
        if isinstance(child, str):
            if child.type == COUNT:
                if bare:
                    yield _shape([], bare)
                bare = child
            continue
        if child.data == "behind":
            yield _shape(_trees(child), bare)
            bare = None
        else:
            yield from _of_rule(child)
    if bare:
        yield _shape([], bare)


def _of_rule(tree: Tree[Token]) -> Iterator[_Shape]:
    """Return the items of what a rule of a clause has read; subjects alone are none."""
    inner, tokens = _trees(tree), _tokens(tree)
    if tree.data == "claim":
        yield _shape(inner, tokens[0])
    elif tree.data == "negated":
        yield _shape(inner, None)._replace(first=tokens[0].start_pos or 0)
    elif tree.data == CHANGE:
        yield _shape([tree], tokens[-1])
    elif tree.data == "respective":
        yield from _respective(inner, tokens[1:])


def _respective(inner: list[Tree[Token]], counts: list[Token]) -> Iterator[_Shape]:
    """Return an item for each of several subjects and its count; none where these are not as many."""
    while len(inner) > len(counts) and inner[-1].data == _OF_ALL:
        del inner[-1]  # what all of them are of stands in front of the list or behind it
    shared = inner[: max(0, len(inner) - len(counts))]
    if len(shared) > 1 or len(inner) < len(counts):
        return
    for subject, count in zip(inner[len(shared) :], counts, strict=True):
        shape = _shape([*shared, subject], count)
        yield shape._replace(first=count.start_pos or 0)


def _shape(inner: Sequence[Tree[Token]], count: Token | None) -> _Shape:
    places = [token.start_pos or 0 for tree in inner for token in _tokens(tree)]
    at = count.start_pos if count else None
    places += [] if at is None else [at]
    return _Shape(tuple(dict.fromkeys(str(tree.data) for tree in inner)), min(places), max(places), at)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if not isinstance(child, str)]


def _tokens(tree: Tree[Token]) -> list[Token]:
    return [child for child in tree.children if isinstance(child, str)]
