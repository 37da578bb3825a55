"""The rules that hold a report's text against that of the year before. Those with a formula: the editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxparse.rules import wording
from gxparse.rules.functions import evaluates
from gxparse.rules.subject import finding
from gxparse.rules.texts import NARRATIVE, numbers_of_section, place_of_section, section_text, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gxparse.findings import Finding
    from gxparse.rules.declaration import Rule
    from gxparse.rules.subject import Subject

_SHORTEST = 8  # letters of a sentence: shorter ones are the same by chance


@evaluates("years.repeated_text")
def repeated_text(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Count the sentences of sections one and five that stand word for word in the report of the year before."""
    if subject.before is None:
        return
    for number in NARRATIVE:
        text, place = section_text(subject.report, number), place_of_section(subject, number)
        told = [each for each in sentences(text) if len(each) >= _SHORTEST]
        names = numbers_of_section(number)
        if not told:
            words = wording.EMPTY_SECTION.format(*names)
            yield finding(rule, "not_assessable", words, paths=("sections",), places=[place])
            continue
        known = frozenset(sentences(section_text(subject.before, number)))
        again = sum(each in known for each in told)
        share = round(100 * again / len(told))
        template = wording.REPEATED if again else wording.NOTHING_REPEATED
        words = template.format(names[0], len(told), names[1], again, share)
        numbers = (again, len(told))
        yield finding(rule, "fail" if again else "pass", words, paths=("sections",), numbers=numbers, places=[place])
