"""The languages in which gxparse speaks of a text: English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which POSIX has them decide


class Phrase(NamedTuple):
    """The same words, or a template, in each language."""

    en: str
    zh: str

    def within(self, language: Language) -> str:
        """Return the words in that language."""
        return self.zh if language == "zh" else self.en

    def format(self, *values: object, **named: object) -> Phrase:
        """Return both with these values; of a value that is a `Phrase` each language takes its own."""
        return Phrase(
            *(
                template.format(
                    *[value[index] if isinstance(value, Phrase) else value for value in values],
                    **{key: value[index] if isinstance(value, Phrase) else value for key, value in named.items()},
                )
                for index, template in enumerate(self)
            )
        )

    def __add__(self, other: object) -> Phrase:
        """Return the two texts one behind the other."""
        if not isinstance(other, Phrase):
            return NotImplemented
        return Phrase(self.en + other.en, self.zh + other.zh)


def from_environment(environ: Mapping[str, str]) -> Language:
    """Return the language that an environment asks for: Chinese if its locale is a Chinese one, else English.

    Takes variables such as `os.environ`. The first of LC_ALL, LC_MESSAGES and LANG that is not empty decides.
    """
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    is_chinese = locale[:2].lower() == "zh" and not locale[2:3].isalpha()  # zh, zh_CN.UTF-8, zh-Hans
    return "zh" if is_chinese else "en"
