"""Finds, composes, compiles and caches the grammars.

`grammar/document.lark` describes the report around its tables, `grammar/narrative.lark` what its text says in
numbers. An edition of the form is the files of
`grammar/common/` and of `grammar/edition<NAME>/`, composed in one namespace. A file that defines a rule of
its own name is a table, and that rule a start rule. `grammar/rules.lark` is the language of the formulas of
rules, `grammar/statements.lark` the words of statements that rules look for in the narrative.

Compiled grammars are kept in the user's cache folder (`GXPARSE_CACHE_DIR` overrides it), never in a shared
one; a cache that cannot be read or written is as good as none.
"""

from __future__ import annotations

import os
import pickle
import sys
from functools import cache
from importlib.util import source_hash
from io import BytesIO
from typing import TYPE_CHECKING, Any

import attrs
import lark
from lark.lexer import Lexer
from lark.load_grammar import GrammarBuilder

from gxparse import document_form, editions, form, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lark.lexer import LexerState

_EDITION = "edition"
_DOCUMENT = "document"
_RULES = "rules"
_STATEMENTS = "statements"
_NARRATIVE = "narrative"
_HASH_SIZE = 8


class ReadyTokens(Lexer):
    """A lexer for streams that the earlier stages have cut into tokens already."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: Any) -> None:  # noqa: ANN401 (Lark's own interface)
        """Take and ignore Lark's configuration."""

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[lark.Token]:  # noqa: ARG002
        """Return the iterator of tokens that was passed to `Lark.parse`."""
        return lexer_state.text  # type: ignore[return-value]


@attrs.frozen(eq=False, repr=False)
class Compiled:
    """What is kept of all grammars.

    Attributes:
        document: What the document grammar says.
        forms: What the grammars of each edition say.
        labels: The words of all labels of tables, as they are compared.
        telling: Those that not all editions have, with the editions that do.
        tables: Lark's tables as bytes, by name.
        statements: The patterns of the statements that the narrative owes, by terminal.
        narrative: The patterns of the narrative grammar's terminals by name, in its order.
    """

    document: document_form.DocumentForm
    forms: dict[str, form.Form]
    labels: frozenset[str]
    telling: dict[str, tuple[str, ...]]
    tables: dict[str, bytes]
    statements: dict[str, str]
    narrative: dict[str, str]


def _folder() -> str:
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "grammar")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "grammar")


def grammar_folder() -> Path:
    """Return the folder of grammars: inside the installed package, or beside it in a checkout."""
    from pathlib import Path

    return Path(_folder())


def edition_names(folder: Path) -> list[str]:
    """Return the names of the editions that have a folder of grammars and a model, oldest first."""
    found = {path.name.removeprefix(_EDITION) for path in folder.glob(f"{_EDITION}*") if path.is_dir()}
    return sorted(found.intersection(editions.names()))


def edition_files(folder: Path, edition: str) -> list[Path]:
    """Return the grammar files of an edition, shared ones first."""
    return [path for part in ("common", f"{_EDITION}{edition}") for path in sorted((folder / part).glob("*.lark"))]


def compose(files: list[Path], starts: list[str] | None = None, **options: Any) -> tuple[Any, lark.Lark]:  # noqa: ANN401
    """Compile grammar files in one namespace.

    Takes the files, the start rules (default: the rules named as one of the files), and options for Lark.
    Returns Lark's grammar object, which still holds every terminal as written, and the parser.
    """
    builder = GrammarBuilder()
    for path in files:
        builder.load_grammar(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")
    grammar = builder.build()
    rules = {definition[0] for definition in grammar.rule_defs}
    starts = starts or [path.stem for path in files if path.stem in rules]
    settings = {"parser": "lalr", "lexer": ReadyTokens, "maybe_placeholders": False, **options}
    return grammar, lark.Lark(grammar, start=list(dict.fromkeys(starts)), **settings)


def _spellings(grammar: Any) -> Iterator[tuple[str, list[str], list[str]]]:  # noqa: ANN401
    """Return for each terminal its name, its literal spellings in the order written, and its patterns."""
    for name, (tree, _) in grammar.term_defs:
        if tree is None:
            continue
        literals = [str(token) for token in tree.scan_values(lambda leaf: isinstance(leaf, lark.Token))]
        yield (
            name,
            [_unquote(text) for text in literals if text.startswith('"')],
            [text[1 : text.rindex("/")].replace("\\/", "/") for text in literals if text.startswith("/")],
        )


def _unquote(literal: str) -> str:
    return literal[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def _edition_form(edition: str, grammar: Any, parser: lark.Lark, order: list[str]) -> form.Form:  # noqa: ANN401
    starts = sorted(parser.options.start, key=order.index)
    words: list[form.Word] = []
    figures: dict[str, str] = {}
    for name, literals, patterns in _spellings(grammar):
        if literals:
            words += [form.Word(name, text, canonical=not index) for index, text in enumerate(literals)]
        else:
            figures[name] = "|".join(f"(?:{pattern})" for pattern in patterns)
    return form.Form(edition, form.read_tables(parser.rules, starts), tuple(words), figures)


def _saved(parser: lark.Lark) -> bytes:
    buffer = BytesIO()
    parser.save(buffer)
    return buffer.getvalue()


def compile_all(folder: Path) -> Compiled:
    """Compile every grammar of the folder."""
    grammar, parser = compose([folder / f"{_DOCUMENT}.lark"], ["report"])
    document = document_form.read(parser.rules, list(_spellings(grammar)))
    tables = {_DOCUMENT: _saved(parser)}
    grammar, parser = compose([folder / f"{_NARRATIVE}.lark"], ["clause"])
    narrative = {name: "|".join(f"(?:{pattern})" for pattern in patterns) for name, _, patterns in _spellings(grammar)}
    tables[_NARRATIVE] = _saved(parser)
    forms = {}
    for edition in edition_names(folder):
        grammar, parser = compose(edition_files(folder, edition))
        forms[edition] = _edition_form(edition, grammar, parser, [section.name for section in document.sections])
        tables[edition] = _saved(parser)
    tables[_RULES] = _saved(compose([folder / f"{_RULES}.lark"], ["formula"], lexer="basic")[1])
    words = _editions_of_words(forms.values())
    telling = {spelled: tuple(sorted(found)) for spelled, found in words.items() if len(found) < len(forms)}
    statements = _patterns_of(folder / f"{_STATEMENTS}.lark")
    return Compiled(document, forms, frozenset(words), telling, tables, statements, narrative)


def _patterns_of(path: Path) -> dict[str, str]:
    """Return the patterns of a file of terminals alone."""
    builder = GrammarBuilder()
    builder.load_grammar(path.read_text(encoding="utf-8"), path.name)
    return {name: "|".join(f"(?:{each})" for each in patterns) for name, _, patterns in _spellings(builder.build())}


def _editions_of_words(forms: Iterable[form.Form]) -> dict[str, set[str]]:
    """Return the words of all labels, without and with what is explained in brackets, and who has them."""
    found: dict[str, set[str]] = {}
    for edition in forms:
        for word in edition.words:
            spelled = spelling.spell(word.text)
            for words in {spelled.words, spelled.short} - {""}:
                found.setdefault(words, set()).add(edition.edition)
    return found


def cache_folder() -> str:
    """Return the folder for compiled grammars."""
    override = os.environ.get("GXPARSE_CACHE_DIR")
    if override:
        return override
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "gxparse")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "gxparse")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "gxparse")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _fingerprint(folder: str | os.PathLike[str]) -> str:
    """Return a hash of everything that the compiled grammars depend on."""
    root = os.fspath(folder)
    found = [os.path.join(place, file) for place, _, files in os.walk(root) for file in files if file.endswith(".lark")]
    parts = [f"{lark.__version__} {sys.version_info[:2]}".encode()]
    for path in sorted(found):
        parts += [os.path.relpath(path, root).replace(os.sep, "/").encode(), _read(path)]
    modules = (form.__file__, document_form.__file__, spelling.__file__, __file__)
    parts += [_read(path) for path in modules if path]
    parts.append(" ".join(editions.names()).encode())
    return source_hash(b"\0".join(parts)).hex()


def _load(path: str) -> Compiled | None:
    try:
        data = _read(path)
        if source_hash(data[_HASH_SIZE:]) != data[:_HASH_SIZE]:
            return None
        compiled = pickle.loads(data[_HASH_SIZE:])  # noqa: S301 (the user's own folder)
    except Exception:  # noqa: BLE001 (whatever is wrong with it: a miss)
        return None
    return compiled if isinstance(compiled, Compiled) else None


def _store(path: str, compiled: Compiled) -> None:
    import tempfile

    data = pickle.dumps(compiled)
    folder, name = os.path.split(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as place:
            file = os.path.join(place, name)
            with open(file, "wb") as stream:
                stream.write(source_hash(data) + data)
            os.replace(file, path)
    except OSError:
        return


@cache
def compiled() -> Compiled:
    """Return all compiled grammars, from the cache folder if they are there."""
    try:
        path = os.path.join(cache_folder(), f"grammars-{_fingerprint(_folder())}.pickle")
    except OSError:  # module files that cannot be read
        return compile_all(grammar_folder())
    found = _load(path)
    if found is None:
        found = compile_all(grammar_folder())
        _store(path, found)
    return found


@cache
def parser_of(name: str) -> lark.Lark:
    """Return the parser for the document (`document`), for its `narrative`, or for the tables of an edition."""
    return lark.Lark.load(BytesIO(compiled().tables[name]))


def parse(name: str, start: str, tokens: Iterable[Any]) -> lark.Tree[Any]:
    """Return the tree of a stream of tokens, of which Lark asks the `type` alone.

    Takes the name of a grammar (`document`, `narrative`, or an edition), a start rule of it, and the tokens.
    """
    return parser_of(name).parse(iter(tokens), start=start)
