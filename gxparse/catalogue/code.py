"""What the catalogue says of a kind of diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gxparse.diagnostics import Severity
    from gxparse.language import Language


class Text(NamedTuple):
    """The words of a kind of diagnostic in one language: message and hint are templates, meaning is for documentation.

    The templates of all languages have the same fields.
    """

    message: str
    meaning: str
    hint: str | None = None


class Code(NamedTuple):
    """A kind of diagnostic, in each language."""

    code: str
    severity: Severity
    en: Text
    zh: Text

    def within(self, language: Language) -> Text:
        """Return the words in that language."""
        return self.zh if language == "zh" else self.en
