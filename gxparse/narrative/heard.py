"""What a section has spoken of, as far as it matters to what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.narrative.subjects import INFORMATION_PROCESSING_FEE

if TYPE_CHECKING:
    from gxparse.narrative.subjects import Meaning
    from gxparse.narrative.words import Word

_REACH = 1  # sentences in which what was spoken of is still known
_MOST = 40  # names that are kept
_APPLICATIONS, _DISPUTES = 3, 4  # sections
_OWN_FAMILY = frozenset(("reconsideration", "litigation", "documents", "decisions", "fees"))
_OF_REQUESTS = "requests"


class Heard:
    """What a section has spoken of: requests, the disclosure of information, and the subjects of its claims."""

    def __init__(self, section: int) -> None:
        """Begin a section of that number."""
        self.names: list[str] = []
        self.decided = False
        self._family = ""
        self._section = section
        self._disclosure: int | None = None
        self._requests: int | None = None

    def note(self, word: Word, index: int) -> None:
        """Note a word of the sentence of that index."""
        if word.type in ("REQUEST", "DISCLOSURE"):
            self._disclosure = index
        if word.type == "REQUEST":
            self.speak_of_requests(index)
        self.decided = self.decided or word.type == "DECIDED"

    def speak_of_requests(self, index: int) -> None:
        """Note that the sentence of that index speaks of requests."""
        self._requests = index
        if self._family != _OF_REQUESTS:
            self._family, self.names = "", []

    def understand(self, meaning: Meaning, index: int) -> None:
        """Note what a claim in the sentence of that index was of; what a fee was is said beside other things."""
        if meaning.subject == INFORMATION_PROCESSING_FEE:
            self.names = [*self.names[-_MOST:], *meaning.names]
            return
        family = meaning.subject if meaning.subject in _OWN_FAMILY else _OF_REQUESTS
        if family != self._family:
            self.names = []
        self._family = family
        if family == _OF_REQUESTS and self._requests is not None:
            self._requests = index
        self.names = [*self.names[-_MOST:], *meaning.names]

    def forget(self) -> None:
        """Note that something else is spoken of."""
        self.names = []
        self._requests = None

    def requests(self, index: int) -> bool:
        """Whether a sentence may speak of requests without a word of them."""
        if self._family in _OWN_FAMILY:
            return False
        return self._section == _APPLICATIONS or (self._requests is not None and index - self._requests <= _REACH)

    def disclosure(self, index: int) -> bool:
        """Whether a sentence speaks of the disclosure of information."""
        return self._section == _DISPUTES or self._disclosure == index
