"""What stands around a count in its clause, known words and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.narrative import words
from gxparse.narrative.words import UNKNOWN

if TYPE_CHECKING:
    from gxparse.narrative.clauses import Clause, Item

_CARRIED_OVER = "CARRIED_OVER"
_REQUEST = "REQUEST"
_SILENT = frozenset(
    ("EMPTY", "AMONG", "CAUSED", "HANDLED_AS", "REQUEST", "APPLICATION", "DISCLOSURE", "CHANGE", "COMPARISON")
)


def labels(clause: Clause) -> bool:
    """Whether words that are not known may name the first count of a clause: nothing of another kind is between."""
    if not clause.items or clause.items[0].subjects:
        return False
    return not any(word.start < clause.items[0].start and word.type != "EMPTY" for word in clause.words)


def unknown_behind(clause: Clause, item: Item) -> bool:
    """Whether words that are not known follow an item in its clause, empty words aside."""
    if clause.behind is None or clause.behind.type != UNKNOWN:
        return False
    return not has_more(clause, item)


def names_requests(clause: Clause, item: Item) -> bool:
    """Whether requests are named as such in an item."""
    named = [word for word in clause.words if item.start <= word.start < item.end]
    return any(
        word.type == _REQUEST or (word.type == _CARRIED_OVER and words.pattern(_REQUEST).search(word.text) is not None)
        for word in named
    )


def has_requests_behind(clause: Clause, item: Item) -> bool:
    """Whether requests are named right behind an item: 收到40件政府信息公开申请."""
    later = [word.type for word in clause.words if word.start >= item.end and word.type not in ("EMPTY", "AMONG")]
    return later[:1] == [_REQUEST]


def is_rest(clause: Clause, item: Item) -> bool:
    """Whether a count is of the rest and of nothing that is named: 其余2件, not 其他申请人1件."""
    before = [word.type for word in clause.words if word.start < item.start and word.type != "EMPTY"]
    return before[-1:] == ["REST"]


def has_rest(clause: Clause, item: Item) -> bool:
    """Whether an item speaks of others than those that were named: 无其他行政复议."""
    return any(item.start <= word.start < item.end and word.type == "REST" for word in clause.words)


def has_more(clause: Clause, item: Item) -> bool:
    """Whether more than empty words stand behind an item in its clause."""
    return any(word.start >= item.end and word.type not in _SILENT for word in clause.words)
