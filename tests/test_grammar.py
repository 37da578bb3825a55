"""The grammar files: sound, in the conventions that the code reads them by, at one with the model and the contract.

The checks are functions that return what is wrong, so that they can be tried on grammars that are.
"""

from __future__ import annotations

import ast
import pickle
import random
import re
import shutil
import tempfile
import typing
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from lark import Lark, Token, Tree
from lark.exceptions import GrammarError, LexError
from lark.load_grammar import GrammarBuilder
from lark.utils import logger as lark_logger

import gxparse
from gxparse import corpus, editions, grammar
from gxparse.model import ExtraRow
from gxparse.rules import checking
from gxparse.spelling import fold, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gxparse.form import Form, Row, Table, Variant

    Damage = Callable[[str, str, str], Path]

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(gxparse.__file__).resolve().parent
FOLDER = grammar.grammar_folder()
EDITIONS = grammar.edition_names(FOLDER)
FILES = sorted(FOLDER.rglob("*.lark"))
STARTS = {"document": "report", "narrative": "clause"}
NAMES = [*STARTS, *EDITIONS]

KINDS: dict[str, type] = {"COUNT": int, "CHANGE": int, "MONEY": Decimal}
LABELS = ("ROW_", "GROUP_", "COL_", "SPAN_", "BLOCK_", "CORNER_", "NOTE_")
EXTRA = {"EXTRA_LABEL", "EXTRA_HEAD", "EXTRA_FIGURE"}

# Lines that stand around a report may look alike in front and behind, and a title may look like anything:
# which they are is decided by where they stand, in gxparse/document.py, never by Lark's lexer.
DECIDED_BY_PLACE = {frozenset(pair) for pair in (("METADATA", "TRAILER"), ("METADATA", "TITLE"), ("TITLE", "TRAILER"))}


def composed(folder: Path, name: str, **options: Any) -> tuple[Any, Lark]:  # noqa: ANN401 (Lark's own interface)
    """Compile the grammar of the document (`document`), of its `narrative` or of an edition."""
    if name in STARTS:
        return grammar.compose([folder / f"{name}.lark"], [STARTS[name]], **options)
    return grammar.compose(grammar.edition_files(folder, name), **options)


@cache
def forms() -> dict[str, Form]:
    """Return what the grammars say of each edition."""
    return grammar.compile_all(FOLDER).forms


@pytest.fixture
def damaged(tmp_path: Path) -> Damage:
    """Return a function that copies the grammars with one place of one file written otherwise."""

    def damage(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "grammar"
        shutil.copytree(FOLDER, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return damage


# ---- sound as grammars ----


def conflicts(folder: Path, name: str) -> list[str]:
    """Return what Lark's strict mode has against a grammar."""
    # A line or a word of a document is cut and named before Lark sees it, a cell of a table by its words: that those
    # of an edition exclude each other in every state of the parser is more than our own lexer asks.
    options = {} if name in STARTS else {"lexer": "contextual"}
    try:
        composed(folder, name, strict=True, **options)
    except (GrammarError, LexError) as error:
        return [str(error)]
    return []


@pytest.mark.parametrize("name", NAMES)
def test_strict_mode_finds_no_conflict(name: str) -> None:
    pytest.importorskip("interegular")
    assert conflicts(FOLDER, name) == []


def test_terminals_of_the_document_collide_only_where_the_place_decides(caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("interegular")
    with caplog.at_level("DEBUG", lark_logger.name):
        lark_logger.addHandler(caplog.handler)
        level = lark_logger.level
        try:
            lark_logger.setLevel("DEBUG")
            composed(FOLDER, "document", lexer="contextual")
        finally:
            lark_logger.setLevel(level)
            lark_logger.removeHandler(caplog.handler)
    found = {frozenset(re.findall(r"[A-Z_]{2,}", line)[:2]) for line in caplog.messages if line.startswith("Collision")}
    assert found <= DECIDED_BY_PLACE


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("edition2021/disclosure.lark", "extra*\n", "extra* extra*\n"),
        ("edition2021/disclosure.lark", "issued:   COUNT", "issued:   COUNT?"),
        ("edition2021/disclosure.lark", "issued:   COUNT", "issued:   COUNT | DIGITS\nDIGITS: /[0-9]+/"),
        ("document.lark", "\ntrailer: TRAILER+", "\ntrailer: TRAILER+ | TEXT+"),
        ("narrative.lark", "\nclaim: _subject+ COUNT", "\nclaim: _subject+ COUNT _subject?"),
    ],
)
def test_strict_mode_would_find_a_conflict(damaged: Damage, file: str, old: str, new: str) -> None:
    pytest.importorskip("interegular")
    folder = damaged(file, old, new)
    name = file.removesuffix(".lark")
    assert conflicts(folder, name if name in STARTS else "2021")


def twins(form: Form) -> list[str]:
    """Return the pairs of terminals of one table that the lexer cannot tell apart.

    Equal words are told apart by the number in front of them, or by one being a row's and one a column's.
    """
    found = []
    for table in form.tables:
        words = [word for word in form.words if word.terminal in table.terminals]
        for index, one in enumerate(words):
            for other in words[:index]:
                left, right = spell(one.text), spell(other.text)
                alike = {left.words, left.short} & {right.words, right.short} - {""}
                same_side = one.terminal.startswith(("ROW_", "GROUP_")) == other.terminal.startswith(("ROW_", "GROUP_"))
                if alike and same_side and left.number == right.number and one.terminal != other.terminal:
                    found.append(f"{table.name}: {other.terminal} and {one.terminal} are both {one.text}")
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_two_terminals_of_a_table_have_the_same_words(edition: str) -> None:
    assert twins(forms()[edition]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('ROW_REPEATED: "2.重复申请"', 'ROW_REPEATED: "2.没有现成信息需要另行制作"'),
        ('COL_NATURAL_PERSON: "自然人"', 'COL_NATURAL_PERSON: "科研机构（自然人）"'),
        ('"社会公益组织" | "社会组织"', '"社会公益组织" | "商业企业"'),
    ],
)
def test_terminals_with_the_same_words_would_be_found(damaged: Damage, old: str, new: str) -> None:
    folder = damaged("common/applications.lark", old, new)
    assert len(twins(grammar.compile_all(folder).forms["2021"])) == 1


def bad_names(folder: Path, name: str) -> list[str]:
    """Return the names that are not ASCII, and the terminals that the files do not name."""
    source, parser = composed(folder, name)
    named = {terminal for terminal, _ in source.term_defs}
    rules = {definition[0] for definition in source.rule_defs} | {rule.alias for rule in parser.rules if rule.alias}
    found = [f"not ASCII: {each}" for each in sorted(named | rules) if not re.fullmatch(r"[A-Za-z0-9_]+", each)]
    return found + [f"not named: {each.pattern}" for each in parser.terminals if each.name not in named]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_ascii_and_every_literal_is_named(name: str) -> None:
    assert bad_names(FOLDER, name) == []


def test_a_literal_without_a_name_would_be_found(damaged: Damage) -> None:
    folder = damaged("edition2021/disclosure.lark", "licenses: ROW_LICENSES", 'licenses: "行政许可事项"')
    assert bad_names(folder, "2021") == ["not named: '行政许可事项'"]


# ---- the conventions of gxparse/form.py ----


def heads_of(variant: Variant, row: Row) -> list[str]:
    """Return the heads of columns in the block of a row."""
    return [label.terminal for label in variant.labels if label.block == row.block and label.is_column]


def unconventional(folder: Path, edition: str) -> list[str]:
    """Return where an edition's grammar breaks the conventions by which its form is read."""
    _, parser = composed(folder, edition)
    form = grammar.compile_all(folder).forms[edition]
    expansions: dict[str, list[list[str]]] = {}
    for rule in parser.rules:
        expansions.setdefault(rule.origin.name, []).append([symbol.name for symbol in rule.expansion])
    used = {symbol.name for rule in parser.rules for symbol in rule.expansion if symbol.is_term}
    found = [each for name in sorted(used - set(KINDS) - EXTRA) for each in _wrong_label(name, form, expansions)]
    rows = [(table, variant, row) for table in form.tables for variant in table.variants for row in variant.rows]
    for table, variant, row in rows:
        if [column.head for column in row.columns] != heads_of(variant, row):
            found.append(f"{table.name}.{row.path} has other columns than its block has heads")
        found += [f"{column.kind} is no kind of figure" for column in row.columns if column.kind not in KINDS]
    foreign = set(form.figures) ^ figure_patterns(folder)
    return found + [f"{name} is a pattern outside of {' and '.join(PATTERNS)}" for name in sorted(foreign)]


def _wrong_label(name: str, form: Form, expansions: dict[str, list[list[str]]]) -> Iterator[str]:
    if not name.startswith(LABELS):
        yield f"{name} is neither a label nor a kind of figure"
    elif not any(word.terminal == name and word.canonical for word in form.words):
        yield f"{name} has no words"
    columns = expansions.get(name.removeprefix("COL_").lower(), [])
    if name.startswith("COL_") and not (len(columns) == 1 == len(columns[0]) and columns[0][0] in KINDS):
        yield f"{name} heads no rule of one figure"


PATTERNS = ("figures.lark", "meanings.lark")


def figure_patterns(folder: Path) -> set[str]:
    """Return the terminals with a pattern that the files for patterns define."""
    builder = GrammarBuilder()
    for name in PATTERNS:
        builder.load_grammar((folder / "common" / name).read_text(encoding="utf-8"), name)
    return {name for name, (tree, _) in builder.build().term_defs if tree is not None}


@pytest.mark.parametrize("edition", EDITIONS)
def test_conventions_are_kept(edition: str) -> None:
    assert unconventional(FOLDER, edition) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tables_are_the_sections_with_figures_in_order(edition: str) -> None:
    assert [table.name for table in forms()[edition].tables] == ["disclosure", "applications", "disputes"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("COL_ISSUED COL_REPEALED COL_IN_FORCE", "COL_REPEALED COL_ISSUED COL_IN_FORCE", "has other columns than"),
        ("COL_ISSUED COL_REPEALED COL_IN_FORCE", "COL_ISSUED COL_REPEALED", "has other columns than"),
        ("fees: ROW_FEES amount", "fees: ROW_FEES decisions", "has other columns than"),
        ("repealed: COUNT", "repealed: DIGITS\nDIGITS: /[0-9]+/", "DIGITS is neither a label nor a kind"),
        ("repealed: COUNT", "repealed: MINUS", "MINUS is neither a label nor a kind"),
        ("repealed: COUNT", "repealed: COUNT COUNT", "COL_REPEALED heads no rule of one figure"),
        ('COL_REPEALED: "本年废止件数"', "%declare COL_REPEALED", "COL_REPEALED has no words"),
    ],
)
def test_broken_conventions_would_be_found(damaged: Damage, old: str, new: str, complaint: str) -> None:
    folder = damaged("edition2021/disclosure.lark", old, new)
    assert any(complaint in each for each in unconventional(folder, "2021"))


def test_every_file_begins_with_a_comment_that_names_its_form() -> None:
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = "\n".join(lines[: next(n for n, line in enumerate(lines) if not line.startswith("//"))])
        assert head, f"{path} does not begin with a comment"
        prints_the_form = re.search(r'^[A-Z0-9_]+: "[^"]*[一-鿿]', "\n".join(lines), re.MULTILINE)
        if prints_the_form:
            assert "国办公开办函〔" in head, f"{path} does not say which form it describes"
        edition = path.parent.name.removeprefix("edition")
        if edition in EDITIONS:
            assert f"国办公开办函〔{edition}〕" in head, f"{path} does not name the form of {edition}"


# ---- at one with the model and with the contract ----


def grammar_paths(table: Table) -> dict[str, str]:
    """Return the path and the kind of every figure of a table; `*` is any index."""
    return {
        re.sub(r"\.\d+(?=\.)", ".*", ".".join(filter(None, (table.name, row.path, column.path)))): column.kind
        for variant in table.variants
        for row in variant.rows
        for column in row.columns
    }


def model_paths(model: type, prefix: str) -> Iterator[tuple[str, type]]:
    """Return the path and the type of every figure of a model class, and of the names and lists that it has."""
    for field, hint in typing.get_type_hints(model).items():
        path = f"{prefix}.{field}"
        arguments = typing.get_args(hint)
        if attrs.has(hint):
            yield from model_paths(hint, path)
        elif typing.get_origin(hint) is tuple:
            element, rest = arguments
            assert rest is Ellipsis
            if element is ExtraRow:
                yield path, element
            else:
                yield from model_paths(element, f"{path}.*")
        elif hint is str:
            yield path, str
        else:
            kind, nothing = arguments
            assert nothing is type(None), f"{path} cannot be None"
            yield path, kind


def model_classes(model: type) -> Iterator[type[Any]]:
    """Return a model class and all that it is made of."""
    yield model
    for hint in typing.get_type_hints(model).values():
        for inner in (hint, *typing.get_args(hint)):
            if isinstance(inner, type) and attrs.has(inner):
                yield from model_classes(inner)


@pytest.mark.parametrize("edition", EDITIONS)
def test_model_and_grammar_have_the_same_paths_and_kinds(edition: str) -> None:
    classes = editions.tables(edition)
    assert set(classes) == {table.name for table in forms()[edition].tables}
    for table in forms()[edition].tables:
        in_model = dict(model_paths(classes[table.name], table.name))
        lists = {path.rpartition(".*.")[0] for path in in_model if ".*." in path}
        names = {path for path, kind in in_model.items() if kind is str}
        assert names == {f"{path}.*.name" for path in lists}, "rows of lists have a name, other rows have none"
        extra = {path for path, kind in in_model.items() if kind is ExtraRow}
        assert extra == ({f"{table.name}.extra"} if table.takes_extra_rows else set())
        figures = {path: kind for path, kind in in_model.items() if path not in names | extra}
        assert figures == {path: KINDS[kind] for path, kind in grammar_paths(table).items()}


@pytest.mark.parametrize("edition", EDITIONS)
def test_model_classes_are_frozen_and_slotted(edition: str) -> None:
    for table in editions.tables(edition).values():
        for model in model_classes(table):
            names = [field.name for field in attrs.fields(model)]
            assert "__slots__" in vars(model), model
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(model(**dict.fromkeys(names, 0)), names[0], 1)


APPLICANTS = (
    "natural_person commercial_enterprise research_institution public_welfare_organization "
    "legal_service_institution other total"
)
APPLICATIONS = (
    "new_received carried_over granted partially_granted denied.state_secret denied.prohibited_by_law "
    "denied.three_securities_one_stability denied.third_party_rights denied.internal_affairs "
    "denied.process_information denied.enforcement_case_file denied.administrative_query "
    "unable_to_provide.not_held unable_to_provide.not_readily_available unable_to_provide.unclear_after_correction "
    "not_processed.petition_or_complaint not_processed.repeated not_processed.publication not_processed.excessive "
    "not_processed.confirmation_or_reissue total_handled carried_forward"
)
DISPUTES = {
    "reconsideration direct_litigation litigation_after_reconsideration": "upheld corrected other pending total",
}
CONTRACT: dict[str, dict[str, dict[str, str]]] = {
    "2019": {
        "disclosure": {
            "rules normative_documents": "produced newly_disclosed total_disclosed",
            "licenses penalties compulsion other_services.*": "prior_year_items change decisions",
            "fees": "prior_year_items change",
            "procurement": "items amount",
        },
        "applications": {f"{APPLICATIONS} other_handling": APPLICANTS},
        "disputes": DISPUTES,
    },
    "2021": {
        "disclosure": {
            "rules normative_documents": "issued repealed in_force",
            "licenses penalties compulsion": "decisions",
            "fees": "amount",
        },
        "applications": {
            f"{APPLICATIONS} other_handling.overdue_correction other_handling.overdue_fee "
            "other_handling.other": APPLICANTS,
        },
        "disputes": DISPUTES,
    },
}
MONEY = {"2019": {"disclosure.procurement.amount"}, "2021": {"disclosure.fees.amount"}}
SIGNED = {
    "2019": {f"disclosure.{row}.change" for row in ("licenses", "penalties", "compulsion", "other_services.*", "fees")},
    "2021": set(),
}


@pytest.mark.parametrize("edition", CONTRACT)
def test_paths_are_those_of_the_contract(edition: str) -> None:
    promised = {
        f"{table}.{row}.{column}"
        for table, rows in CONTRACT[edition].items()
        for names, columns in rows.items()
        for row in names.split()
        for column in columns.split()
    }
    found = {path: kind for table in forms()[edition].tables for path, kind in grammar_paths(table).items()}
    assert set(found) == promised
    assert {path for path, kind in found.items() if kind == "MONEY"} == MONEY[edition]
    assert {path for path, kind in found.items() if kind == "CHANGE"} == SIGNED[edition]


@pytest.mark.parametrize(
    ("edition", "figures"), [("2019", [{22, 25}, {161}, {15}]), ("2021", [{10}, {175}, {15}])], ids=["2019", "2021"]
)
def test_the_form_has_as_many_figures_as_the_printed_one(edition: str, figures: list[set[int]]) -> None:
    for table, expected in zip(forms()[edition].tables, figures, strict=True):
        assert {sum(len(row.columns) for row in variant.rows) for variant in table.variants} == expected


# ---- an edition is whole ----


PARTS = {
    "grammar folder": ("grammar/{}", "/*.lark"),
    "model module": ("gxparse/editions/{}.py", ""),
    "corpus folder": ("corpus/{}", "/**/*.txt"),
}


def missing_parts(root: Path) -> list[str]:
    """Return what editions lack of their three parts, below a checkout."""
    names = {path.stem for place, _ in PARTS.values() for path in root.glob(place.format("edition*"))}
    return [
        f"{name} has no {part}: {place.format(name)}"
        for name in sorted(names)
        for part, (place, files) in PARTS.items()
        if not any(root.glob(f"{place.format(name)}{files}"))
    ]


def test_every_edition_has_its_three_parts() -> None:
    assert missing_parts(ROOT) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_has_rules_that_hold_against_its_paths(edition: str) -> None:
    assert [rule for rule in checking.rules_of(edition) if rule.formula]


def test_code_and_grammar_know_the_same_editions() -> None:
    assert list(editions.names()) == EDITIONS == list(forms())


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("grammar/edition2031/disclosure.lark", "edition2031 has no grammar folder: grammar/edition2031"),
        ("gxparse/editions/edition2031.py", "edition2031 has no model module: gxparse/editions/edition2031.py"),
        ("corpus/edition2031/clean.txt", "edition2031 has no corpus folder: corpus/edition2031"),
    ],
)
@pytest.mark.parametrize("empty", [False, True], ids=["absent", "empty"])
def test_a_missing_part_of_an_edition_is_named(part: str, complaint: str, tmp_path: Path, *, empty: bool) -> None:
    parts = ("grammar/edition2031/disclosure.lark", "gxparse/editions/edition2031.py", "corpus/edition2031/clean.txt")
    for name in parts:
        path = tmp_path / name
        if name != part or (empty and path.suffix != ".py"):
            path.parent.mkdir(parents=True)
        if name != part:
            path.touch()
    assert missing_parts(tmp_path) == [complaint]


# ---- the form's labels stand in the grammar and nowhere else ----


def code_texts(path: Path) -> Iterator[str]:
    """Return the strings of a module as they are when it runs, and its text; docstrings and comments aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                block[:] = [each for each in block if not _is_docstring(each)] or [ast.Pass()]
    yield ast.unparse(ast.fix_missing_locations(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            yield node.value if isinstance(node.value, str) else node.value.decode("utf-8", "replace")


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def labels_in(path: Path) -> list[str]:
    """Return the words of the form that stand in a module."""
    printed = {word.text for form in forms().values() for word in form.words}
    printed |= {text for section in grammar.compiled().document.sections for text in section.headings}
    compared = {words for text in printed for words in (spell(text).words, spell(text).short) if words}
    found = set()
    for text in code_texts(path):
        folded = re.sub(r"[\W_]+", "", fold(text))
        found |= {words for words in compared if words in folded}
    return sorted(found)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_label_of_the_form_stands_in_code(path: Path) -> None:
    assert labels_in(path) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('"""自然人"""\nx = 1  # 总计\n"""科研机构"""\n', []),
        ('def f():\n    """规章"""\n', []),
        ('x = "自 然\\n人"\n', ["自然人"]),
        ('x = "\\u81ea\\u7136\\u4eba"\n', ["自然人"]),
        ('x = f"{y}（一）予以公开"\n', ["予以公开"]),
        ('x = f"予以{y}公开"\n', ["予以公开"]),
        ("自然人 = 1\n", ["自然人"]),
        ('x = "六、其他需要报告的事项"\n', ["其他", "其他需要报告的事项"]),
    ],
)
def test_a_label_in_code_would_be_found(code: str, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    assert labels_in(path) == words


# ---- the cache of compiled grammars ----


@pytest.fixture
def cache_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache folder of its own, which does not exist yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("GXPARSE_CACHE_DIR", str(folder))
    return folder


def read_anew() -> tuple[object, ...]:
    """Return what the compiled grammars hold that a new process would get."""
    found = grammar.compiled.__wrapped__()
    words = [(word.terminal, word.text) for form in found.forms.values() for word in form.words]
    return found.tables, list(found.forms), words, [section.headings for section in found.document.sections]


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list to which every compilation adds its folder; the compilation itself is done only once."""
    known, seen = grammar.compile_all(FOLDER), []

    def compile_all(folder: Path) -> grammar.Compiled:
        seen.append(folder)
        return known

    monkeypatch.setattr(grammar, "compile_all", compile_all)
    return seen


def test_cache_saves_the_second_compilation(cache_dir: Path, compilations: list[Path]) -> None:
    first = read_anew()
    [file] = cache_dir.iterdir()
    assert file.suffix == ".pickle"
    assert read_anew() == first
    assert compilations == [FOLDER]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "not a pickle": lambda _: "国办公开办函".encode(),
    "overwritten": lambda data: b"\xff" * len(data),
    "of another type": lambda _: pickle.dumps({"document": None, "forms": {}, "tables": {}}),
    "of nothing": lambda _: pickle.dumps(None),
    "of a class that is gone": lambda _: b"cgxparse.grammar\nCompilation\n.",
    "of a module that is gone": lambda _: b"cgxparse.gone\nCompiled\n.",
    "of a call that fails": lambda _: b"cbuiltins\nint\n(S'twelve'\ntR.",
    "of the wrong arguments": lambda _: b"cgxparse.grammar\nCompiled\n(I1\ntR.",
}


def flip(data: bytes) -> bytes:
    """Change one bit in the middle, which no pickle notices."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize("damage", [*DAMAGE.values(), flip], ids=[*DAMAGE, "changed in one bit"])
def test_cache_that_is_damaged_or_foreign_is_a_miss_and_replaced(
    damage: Callable[[bytes], bytes], cache_dir: Path, compilations: list[Path]
) -> None:
    expected = read_anew()
    [file] = cache_dir.iterdir()
    genuine = file.read_bytes()
    file.write_bytes(damage(genuine))
    assert read_anew() == expected
    assert len(compilations) == 2
    assert file.read_bytes() == genuine
    assert list(cache_dir.iterdir()) == [file]


def test_cache_folder_that_cannot_be_made_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilations: list[Path]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("GXPARSE_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert read_anew() == read_anew()
    assert len(compilations) == 2


def test_cache_folder_that_cannot_be_written_does_no_harm(
    cache_dir: Path, monkeypatch: pytest.MonkeyPatch, compilations: list[Path]
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError

    cache_dir.mkdir()
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)  # root may write where permissions forbid it
    assert read_anew() == read_anew()
    assert len(compilations) == 2
    assert list(cache_dir.iterdir()) == []


def test_cache_file_that_cannot_be_replaced_does_no_harm(cache_dir: Path, compilations: list[Path]) -> None:
    read_anew()
    [file] = cache_dir.iterdir()
    file.unlink()
    file.mkdir()
    assert read_anew() == read_anew()
    assert len(compilations) == 3


def test_cache_file_that_cannot_be_replaced_leaves_nothing_else(cache_dir: Path, compilations: list[Path]) -> None:
    read_anew()
    [file] = cache_dir.iterdir()
    file.unlink()
    file.mkdir()
    read_anew()
    assert compilations
    assert list(cache_dir.iterdir()) == [file]


def test_cache_leaves_nothing_in_the_shared_temporary_folder(
    tmp_path: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    assert read_anew() == read_anew()
    assert len(list(cache_dir.iterdir())) == 1
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_cache_is_below_the_users_home(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GXPARSE_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(grammar.sys, "platform", platform)  # type: ignore[attr-defined]
    folder = grammar.cache_folder()
    assert Path(folder).is_relative_to(tmp_path)
    assert Path(folder).name == "gxparse"


def fingerprint(folder: Path) -> str:
    """Return the part of the cache file's name that tells what is in it."""
    return grammar._fingerprint(folder)  # noqa: SLF001 (which grammars it takes cannot be chosen otherwise)


def append(folder: Path) -> None:
    """Change a file."""
    with (folder / "common" / "figures.lark").open("a", encoding="utf-8") as file:
        file.write("\n")


def exchange(folder: Path) -> None:
    """Exchange the files of two editions."""
    one, other = (folder / f"edition{edition}" / "disclosure.lark" for edition in ("2019", "2021"))
    texts = one.read_bytes(), other.read_bytes()
    other.write_bytes(texts[0])
    one.write_bytes(texts[1])


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file changed": append,
    "a file added": lambda folder: (folder / "edition2021" / "more.lark").touch(),
    "a file removed": lambda folder: (folder / "edition2019" / "applications.lark").unlink(),
    "files exchanged": exchange,
}


def rename(folder: Path) -> None:
    """Give an edition another name, and leave its files as they are."""
    (folder / "edition2021").rename(folder / "edition2022")


@pytest.mark.parametrize("change", [*CHANGES.values(), rename], ids=[*CHANGES, "an edition renamed"])
def test_cache_of_other_grammars_is_another_file(change: Callable[[Path], object], tmp_path: Path) -> None:
    folder = tmp_path / "grammar"
    shutil.copytree(FOLDER, folder)
    before = fingerprint(folder)
    assert before == fingerprint(FOLDER), "the place of the grammars is none of their content"
    change(folder)
    assert fingerprint(folder) != before


# ---- the document's grammar takes whatever the document stage emits ----

FRONT = ("METADATA", "TEXT", "TABLE")
BODY = ("TEXT", "SUBHEADING", "POINT", "CAPTION", "TABLE")
SECTIONS = ("overview", "disclosure", "applications", "disputes", "problems", "other_matters")
EMITTED = re.compile(
    rf"((METADATA )*TITLE )?(({'|'.join(FRONT)}) )*(HEADING_\w+ (({'|'.join(BODY)}) )*)*(TRAILER )*",
)


def headings() -> list[str]:
    """Return the terminals of the six headings."""
    return [section.terminal for section in grammar.compiled().document.sections]


def emitted(rng: random.Random) -> list[str]:
    """Return terminals as gxparse/outline.py may emit them for some text."""

    def some(kinds: tuple[str, ...], most: int) -> list[str]:
        return rng.choices(kinds, k=rng.randrange(most))

    tokens = [*some(("METADATA",), 3), "TITLE"] if rng.random() < 0.7 else []
    tokens += some(FRONT, 8)
    for heading in rng.sample(headings(), rng.randrange(7)):
        tokens += [heading, *some(BODY, 12)]
    return tokens + some(("TRAILER",), 4)


def is_emitted(types: list[str]) -> bool:
    """Whether the document stage may emit these terminals."""
    sections = [name for name in types if name in headings()]
    return len(sections) == len(set(sections)) and bool(EMITTED.fullmatch("".join(f"{name} " for name in types)))


def terminals_of(tree: Tree[Token]) -> list[str]:
    """Return the terminals of a tree in its order."""
    return [token.type for token in tree.scan_values(lambda leaf: isinstance(leaf, Token))]


def test_document_grammar_parses_whatever_the_document_stage_can_emit() -> None:
    rng = random.Random(2019)
    seen: set[str] = set()
    for _ in range(2000):
        types = emitted(rng)
        assert is_emitted(types)
        tree = grammar.parse("document", "report", [Token(name, "") for name in types])
        assert terminals_of(tree) == types
        sections = [child.data for child in tree.children if isinstance(child, Tree) and child.data in SECTIONS]
        assert sections == [SECTIONS[headings().index(name)] for name in types if name in headings()]
        seen.update(types)
    assert seen == {"TITLE", "TRAILER", *FRONT, *BODY, *headings()}


def test_document_stage_emits_for_the_corpus_only_what_is_tried_here() -> None:
    for case in corpus.cases(ROOT / "corpus"):
        try:
            evidence = gxparse.parse(case.input)._evidence  # noqa: SLF001 (the trees are not for users)
        except gxparse.NotAReportError:
            continue
        assert evidence
        assert is_emitted(terminals_of(evidence.tree)), case.name
