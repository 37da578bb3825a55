"""Parses the clauses of a sentence: which counts belong to which subjects."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gxparse import grammar
from gxparse.narrative.words import COUNT, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lark import Token, Tree

    from gxparse.narrative.words import Word

STOPS = frozenset(("COMMA", "SEMICOLON", "BRACKET", "STOP"))
_LONGEST = 100  # words of a clause that are parsed
_MAKES_CLAIMS = frozenset((COUNT, "NEGATION"))
_CLAUSE = "clause"


class Item(NamedTuple):
    """A count with its subjects, or subjects of which there is nothing.

    Attributes:
        subjects: The names of the rules of its subjects, in the order of the text; none for a bare count.
        start: Where it starts in the sentence.
        end: Where it ends.
        count: Where its count starts; None where the words say that there is nothing.
    """

    subjects: tuple[str, ...]
    start: int
    end: int
    count: int | None


class Clause(NamedTuple):
    """A run of known words, and its items.

    Attributes:
        words: The words.
        items: Counts with their subjects, in order.
        before: The words that are not known in front of it, back to the last stop; None where a stop is there.
        behind: The word behind it, a stop or words that are not known; None at the end of the sentence.
        tree: What the grammar makes of it, None where that is nothing.
    """

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    before: Word | None
    behind: Word | None
    tree: Tree[Token] | None


@cache
def _used() -> frozenset[str]:
    """The terminals that the grammar's rules use."""
    return frozenset(terminal.name for terminal in grammar.parser_of("narrative").terminals)


def clauses(words: Sequence[Word]) -> Iterator[Clause | Word]:
    """Return the clauses of a sentence and the stops and unknown words between them, in order."""
    run: list[Word] = []
    before: Word | None = None
    for word in words:
        if word.type != UNKNOWN and word.type not in STOPS:
            run.append(word)
            continue
        if run:
            yield _clause(run, before, word)
            run = []
        before = word if word.type == UNKNOWN else None
        yield word
    if run:
        yield _clause(run, before, None)


def _clause(run: list[Word], before: Word | None, behind: Word | None) -> Clause:
    tree = parse(run) if any(word.type in _MAKES_CLAIMS for word in run) else None
    return Clause(tuple(run), tuple(_items(tree)) if tree else (), before, behind, tree)


def parse(words: Sequence[Word]) -> Tree[Token] | None:
    """Return the tree of a clause, None if the grammar has none for it."""
    from lark import Token, UnexpectedInput

    tokens = [Token(word.type, word.text, word.start, end_pos=word.end) for word in words if word.type in _used()]
    if not tokens or len(tokens) > _LONGEST:
        return None
    try:
        return grammar.parse("narrative", _CLAUSE, tokens)
    except UnexpectedInput:
        return None


def _items(tree: Tree[Token]) -> Iterator[Item]:
    """Return the items of a clause: claims, counts with the subject behind them, and counts alone."""
    from lark import Token

    bare: Token | None = None
    for child in tree.children:
        if isinstance(child, Token):
            if child.type == COUNT:
                if bare:
                    yield _item([], bare)
                bare = child
            continue
        if child.data == "behind":
            yield _item(_trees(child), bare)
            bare = None
        elif child.data == "respective":
            yield from _respective(child)
        elif child.data in ("claim", "negated"):
            counts = [token for token in child.children if isinstance(token, Token) and token.type == COUNT]
            yield _item(_trees(child), counts[0] if counts else None, _start(child))
    if bare:
        yield _item([], bare)


def _start(tree: Tree[Token]) -> int:
    return next(token.start_pos or 0 for token in tree.scan_values(lambda _: True))


def _respective(tree: Tree[Token]) -> Iterator[Item]:
    """Return an item for each of several subjects and its count; none where these are not as many."""
    from lark import Token

    subjects = _trees(tree)
    counts = [token for token in tree.children if isinstance(token, Token) and token.type == COUNT]
    # what all of them are of, 收到 or 申请, stands before or behind the list
    while len(subjects) > len(counts) and str(subjects[-1].data) == "requests":
        del subjects[-1]
    shared = subjects[: max(0, len(subjects) - len(counts))]
    if len(shared) > 1 or len(subjects) < len(counts):
        return
    for subject, count in zip(subjects[len(shared) :], counts, strict=True):
        yield _item([*shared, subject], count, (count.start_pos or 0))


def _item(subjects: Sequence[Tree[Token]], count: Token | None, first: int | None = None) -> Item:
    tokens = [token for tree in subjects for token in tree.scan_values(lambda _: True)] + ([count] if count else [])
    start = min(token.start_pos or 0 for token in tokens) if first is None else first
    names = tuple(dict.fromkeys(str(tree.data) for tree in subjects))
    return Item(names, start, max(token.end_pos or 0 for token in tokens), count.start_pos if count else None)


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    """Return the subjects below a node."""
    return [child for child in tree.children if hasattr(child, "data")]
