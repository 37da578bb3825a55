"""What of the grammars and of the catalogue of diagnostics no case of the corpus uses.

A part of a grammar is used where a text has it: a token that was inserted for something missing uses
nothing, nor does a rule with such a token anywhere below it. Each edition is counted for itself, with what it
shares with others. These are the parts:

- a rule: some text is reduced to it (the tokens of every tree go through the parser once more to see that);
- an alternative: Lark compiles what stands between bars, and a part with a `?` or a `*` there and not there,
  to expansions of the rule. Each symbol that some expansion has must be in one that is used, and each that
  some expansion does without must be absent from one that is used. So each branch of a choice is used, each
  optional part is there once and not there once, each repetition is of one and of more; but not all the
  combinations of these have to occur;
- a terminal: a token of it;
- a spelling of a terminal: a token of it with these words (as `gxparse.spelling` compares them). The pattern
  beside the literal headings of a section is one more spelling of it;
- of the narrative, whose clauses are parsed each by itself, the words of its sentences, those that no rule uses
  among them, and the patterns that are asked for of these;
- a pattern that no rule uses, but code does: in the document one that is found in some line, in an edition
  one that is found where some cell in the place of a figure begins or ends.

A code of the catalogue is used where a case expects it, a rule of `gxparse check` where a case expects it to fail.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from gxparse import grammar, pipeline
from gxparse.catalogue import CODES
from gxparse.errors import NotAReportError
from gxparse.narrative import clauses, words
from gxparse.narrative.reader import sentences
from gxparse.report import evidence_of
from gxparse.spelling import fold, spell
from gxparse.tokens import FormToken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from lark import Token, Tree
    from lark.grammar import Rule

    from gxparse.corpus import Case
    from gxparse.evidence import Evidence

_DOCUMENT, _NARRATIVE = "document", "narrative"
_STARTS = {_DOCUMENT: "report", _NARRATIVE: "clause"}
_IN_HEADS = ("OTHER_UNIT", "MULTIPLE")  # the patterns that are looked for in heads
# those looked for in other words
_AROUND = (
    "UNIT_REMARK",
    "OTHER_MEANING",
    "SLIP",
    "TELLING_WORD",
    "NEGATION",
    "STATED_YEAR",
    "NARROWING",
    "TYPED_FOR_ANOTHER",
    "INSTEAD_OF_FIGURE",
)
_HELPER = re.compile(r"__\w+_(star|plus)_[0-9]+")


class Usage:
    """What texts use of one grammar."""

    def __init__(self, name: str) -> None:
        """Count for the grammar of the document (`document`), of its `narrative` or of an edition."""
        self.name = name
        self._shown = name if name in _STARTS else f"edition{name}"
        folder = grammar.grammar_folder()
        files = [folder / f"{name}.lark"] if name in _STARTS else grammar.edition_files(folder, name)
        composed, self._parser = grammar.compose(files, [_STARTS[name]] if name in _STARTS else None)
        self._defined = [definition[0] for definition in composed.rule_defs]
        self._in_rules = {symbol.name for rule in self._parser.rules for symbol in rule.expansion if symbol.is_term}
        compiled = grammar.compiled()
        others = {_DOCUMENT: compiled.document.patterns, _NARRATIVE: compiled.narrative}
        patterns = others[name] if name in others else compiled.forms[name].figures
        self._patterns = {name: re.compile(patterns[name]) for name in patterns if name not in self._in_rules}
        self._rules: set[Rule] = set()
        self._terminals: set[str] = set()
        self._spellings: set[tuple[str, str]] = set()
        # Lark calls one of these for each expansion that it reduces: here to ask whether the text has it all.
        callbacks = self._parser.parser.parser.parser.callbacks
        for rule in callbacks:
            callbacks[rule] = partial(self._reduce, rule)

    def _reduce(self, rule: Rule, children: Sequence[Token | FormToken | bool]) -> bool:
        whole = all(child if isinstance(child, bool) else _is_in_text(child) for child in children)
        if whole:
            self._rules.add(rule)
        return whole

    def add(self, tree: Tree[Any], start: str) -> None:
        """Count what a tree uses; `start` is the rule that it is of."""
        tokens = list(tree.scan_values(lambda _: True))
        self._parser.parse(iter(tokens), start=start)  # our lexer takes tokens
        for token in filter(_is_in_text, tokens):
            self._terminals.add(token.type)
            self._spellings.update((token.type, spelling) for spelling in _spellings_of(token))
            if isinstance(token, FormToken) and token.cell and token.type not in self._labels():
                self._find(token.cell.text, at_edge=True)
            elif isinstance(token, FormToken) and token.cell and token.type.startswith("COL_"):
                folded = fold(token.cell.text)
                self._terminals.update(name for name in _IN_HEADS if self._patterns[name].search(folded))

    def add_lines(self, text: str) -> None:
        """Count which of the document's patterns are found in the lines of a text."""
        for line in text.split("\n"):
            self._find(line, at_edge=False)

    def add_remarks(self, text: str) -> None:
        """Count which patterns of lines around tables are found in a text."""
        folded = [fold(line) for line in text.split("\n")]
        self._terminals.update(name for name in _AROUND if any(map(self._patterns[name].search, folded)))

    def add_sentences(self, evidence: Evidence, year: int | None, issuer: str | None) -> None:
        """Count what the sentences of a report of that year and body use of the narrative's grammar."""
        asked = (*words.ASKED, words.CARRIED_BY_YEAR)
        for index in range(len(evidence.document.sections)):
            for sentence, found in sentences(evidence, index, year):
                self._terminals.update(word.type for word in found)
                said = (sentence.text, issuer or "")
                self._terminals.update(name for name in asked if any(map(words.pattern(name).search, said)))
                for clause in clauses.clauses(found):
                    if isinstance(clause, clauses.Clause):
                        tree = clauses.parse([word.type for word in clauses.used_words(clause.words)])
                        if tree:
                            self.add(tree, _STARTS[_NARRATIVE])

    def _find(self, text: str, *, at_edge: bool) -> None:
        folded = fold(text)
        for name, pattern in self._patterns.items():
            if at_edge:
                found = pattern.match(folded) or any(place.end() == len(folded) for place in pattern.finditer(folded))
            else:
                found = pattern.search(folded) is not None
            self._terminals |= {name} if found else set()

    def _labels(self) -> set[str]:
        return {terminal for terminal, _ in self._spellings_to_use()}

    def unused(self) -> Iterator[str]:
        """Return what no text has used, a line each."""
        expansions: dict[str, list[Rule]] = {name: [] for name in self._defined}
        for rule in self._parser.rules:
            expansions.setdefault(rule.origin.name, []).append(rule)
        shown = {name: _shown(name, rules) for name, rules in expansions.items()}
        for name, rules in expansions.items():
            used = [_symbols(rule) for rule in rules if rule in self._rules]
            if not used:
                yield f"{self._shown}: rule {shown[name]} is not used"
                continue
            every = [_symbols(rule) for rule in rules]
            for symbol in sorted(frozenset().union(*every)):
                of = shown.get(symbol, symbol)
                if not any(symbol in symbols for symbols in used):
                    yield f"{self._shown}: rule {shown[name]} is not used {'twice' if symbol == name else f'with {of}'}"
                if all(symbol in symbols for symbols in used) and not all(symbol in symbols for symbols in every):
                    yield f"{self._shown}: rule {shown[name]} is not used without {of}"
        for terminal in sorted((self._in_rules | set(self._patterns)) - self._terminals):
            yield f"{self._shown}: terminal {terminal} is not used"
        for terminal, spelling in self._spellings_to_use():
            if terminal in self._terminals and (terminal, spelling) not in self._spellings:
                yield f"{self._shown}: spelling 「{spelling}」 of {terminal} is not used"

    def _spellings_to_use(self) -> Iterator[tuple[str, str]]:
        if self.name == _DOCUMENT:
            yield from ((terminal, spelling) for terminal, spelling, _ in _headings())
        elif self.name != _NARRATIVE:
            yield from ((word.terminal, word.text) for word in grammar.compiled().forms[self.name].words)


def _spellings_of(token: Token | FormToken) -> Iterator[str]:
    """Return the spellings in the grammar that a token has."""
    if isinstance(token, FormToken):
        entries = token.cell.lexeme.entries if token.cell else ()
        yield from (entry.word.text for entry in entries if entry.terminal == token.type)
        return
    words = spell(token).words
    for terminal, spelling, is_pattern in _headings():
        if terminal != token.type:
            continue
        if re.fullmatch(spelling, words) if is_pattern else spell(spelling).words == words:
            yield spelling


def _is_in_text(token: Token | FormToken) -> bool:
    return not isinstance(token, FormToken) or token.cell is not None


def _symbols(rule: Rule) -> frozenset[str]:
    return frozenset(symbol.name for symbol in rule.expansion)


def _shown(helper: str, rules: Sequence[Rule]) -> str:
    """Return the name of a rule; of one that Lark has made of a repetition, how the grammar writes that."""
    if not _HELPER.fullmatch(helper):
        return helper
    repeated = dict.fromkeys(symbol.name for rule in rules for symbol in rule.expansion if symbol.name != helper)
    sign = "+" if "_plus_" in helper else "*"
    return f"({' | '.join(repeated)}){sign}" if len(repeated) > 1 else f"{next(iter(repeated))}{sign}"


def _headings() -> Iterator[tuple[str, str, bool]]:
    """Return terminal and spelling of each heading, and whether it is a pattern."""
    for section in grammar.compiled().document.sections:
        yield from ((section.terminal, heading, False) for heading in section.headings)
        if section.pattern:
            yield section.terminal, section.pattern, True


def unused(cases: Iterable[Case]) -> Iterator[str]:
    """Return what of the grammars and of the catalogue no case uses, a line each."""
    usages = {name: Usage(name) for name in (*_STARTS, *grammar.compiled().forms)}
    codes: set[str] = set()
    failing: set[str] = set()
    for case in cases:
        codes |= {code for _, code in case.codes}
        failing.update(case.failing)
        try:
            parsed = pipeline.parse(case.input)
        except NotAReportError:
            continue
        evidence = evidence_of(parsed)
        if evidence is None:
            continue
        usages[_NARRATIVE].add_sentences(evidence, parsed.year, parsed.issuer)
        usages[_DOCUMENT].add(evidence.tree, _STARTS[_DOCUMENT])
        usages[_DOCUMENT].add_lines(evidence.source.text)
        usages[evidence.edition].add_remarks(evidence.source.text)
        for name, table in evidence.tables.items():
            usages[table.edition].add(table.tree, name)
    for usage in usages.values():
        yield from usage.unused()
    yield from (f"catalogue: no case expects {code}" for code in CODES if code not in codes)
    from gxparse.rules.checking import listed

    ids = dict.fromkeys(each.rule.id for each in listed())
    yield from (f"rules: no case expects {rule} to fail" for rule in ids if rule not in failing)


def report(cases: Sequence[Case], out: TextIO) -> int:
    """Print what no case uses; return 1 if there is any, else 0."""
    lines = list(unused(cases))
    for line in lines:
        print(line, file=out)
    print(f"{len(cases)} cases, {len(lines)} parts of the grammars and codes not used", file=out)
    return int(bool(lines))
