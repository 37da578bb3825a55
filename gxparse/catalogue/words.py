"""Words that stages put into the messages of diagnostics, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.language import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.language import Language

KINDS_OF_FIGURES = {
    "COUNT": Phrase("a count (a whole number, 0 or more)", "数量（0或正整数）"),
    "CHANGE": Phrase("a change (a whole number, with a sign if it is one)", "增减数（整数，可带正负号）"),
    "MONEY": Phrase("an amount (a number, 0 or more)", "金额（0或正数）"),
}
ANY_FIGURE = Phrase("a figure", "数字")
OF_THE_PERIOD = Phrase("the statistics period", "数据统计期限")
OF_THE_NARRATIVE = Phrase("the narrative, which speaks of it most", "正文（该年份出现最多）")


_OR = Phrase(" or ", "或")


def alternatives(labels: Iterable[str], language: Language) -> str:
    """Return labels of the form of which any could stand at a place."""
    return _OR.within(language).join([f"「{label}」" for label in labels])


def listed(labels: Iterable[str]) -> Phrase:
    """Return labels, all of which are meant."""
    quoted = [f"「{label}」" for label in labels]
    return Phrase(", ".join(quoted), "".join(quoted))


def both(first: str, second: str) -> Phrase:
    """Return two pieces of the text."""
    return Phrase(f"「{first}」 and 「{second}」", f"「{first}」和「{second}」")


def as_printed(heads: Sequence[str]) -> Phrase:
    """Return words of the text in the order in which they stand there."""
    return Phrase(", ".join(heads), listed(heads).zh)
