"""The corpus: every case is a test; and the runner that checks, rewrites and measures it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import gxparse
from gxparse import corpus, editions, files
from gxparse.catalogue import CODES
from gxparse.corpus import CaseError
from gxparse.expectation import expectation

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
CASES = corpus.cases(CORPUS)

ENFORCEMENT = """\
二、主动公开政府信息情况
第二十条第（六）项 |
信息内容 | 本年处理决定数量 |
行政处罚 | 207 |
行政强制 | 9 |
"""
ONLY = "only: disclosure.penalties, disclosure.compulsion\n"


def case_text(text: str, *parts: str, header: str = ONLY) -> str:
    """Return what the file of a case holds."""
    return f"# a case\n{header}-- input --\n{text}{''.join(parts)}"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a case into a corpus of its own."""

    def write_case(text: str, *parts: str, header: str = ONLY, name: str = "edition2021/case") -> Path:
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(case_text(text, *parts, header=header).encode())
        return path

    return write_case


def run(verb: Callable[..., int], *arguments: object) -> tuple[int, str]:
    """Run one of the corpus's commands; return its exit status and what it prints."""
    out = io.StringIO()
    return verb(*arguments, out), out.getvalue()


# ---- the corpus of this project ----


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: corpus.Case) -> None:
    """What the parser makes of the case's text is what a person has found right."""
    assert case.parts, "a case expects something"
    differences = corpus.check(case)
    assert not differences, "\n".join([case.title, *differences])


@pytest.mark.parametrize("code", CODES)
def test_code_has_a_case_of_its_name(code: str) -> None:
    """For each diagnostic there is an example, and it is found by the code."""
    named = [case for case in CASES if Path(case.name).name.startswith(f"{code.lower()}-")]
    assert named
    assert [case.name for case in named if code not in {found for _, found in case.codes}] == []


def test_names_of_codes_are_those_of_the_catalogue() -> None:
    """No case is called after a code that does not exist."""
    stems = [Path(case.name).name for case in CASES]
    assert {stem.partition("-")[0].upper() for stem in stems if re.match(r"gx\d", stem)} <= set(CODES)


@pytest.mark.parametrize("edition", editions.names())
def test_clean_report(edition: str) -> None:
    """Of each edition there is a whole report without departures; all figures of its table three differ, and add up."""
    case = next(case for case in CASES if case.name == f"edition{edition}/clean")
    assert list(case.parts) == ["tree", "model", "diagnostics"]
    assert case.parts["diagnostics"] == ""
    report = gxparse.parse(case.input, strict=True)
    assert report.edition == edition
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.disclosure
    assert report.disputes
    table = gxparse.parse(case.input).to_dict()["applications"]
    rows = {name: list(row.values()) for name, row in table.items() if isinstance(row.get("total"), int)}
    leaves = [list(row.values()) for group in table.values() if "total" not in group for row in group.values()]
    figures = [figure for row in [*rows.values(), *leaves] for figure in row]
    assert len(set(figures)) == len(figures)
    assert all(sum(row[:-1]) == row[-1] for row in [*rows.values(), *leaves])
    handled = [rows[name] for name in ("granted", "partially_granted", "other_handling") if name in rows] + leaves
    assert [sum(column) for column in zip(*handled, strict=True)] == rows["total_handled"]
    received = zip(rows["new_received"], rows["carried_over"], strict=True)
    left = zip(rows["total_handled"], rows["carried_forward"], strict=True)
    assert [sum(pair) for pair in received] == [sum(pair) for pair in left]


def test_first_file_is_a_report() -> None:
    """A newcomer who tries the first file of the corpus sees the tree of a report."""
    first = min(CORPUS.rglob("*.txt"), key=lambda path: path.as_posix())
    assert gxparse.parse(first.read_bytes().decode()).sections


def test_coverage_is_complete() -> None:
    """Nothing of the grammars and of the catalogue is without a case."""
    status, printed = run(corpus.coverage, CORPUS)
    assert (status, printed.splitlines()[:-1]) == (0, [])


def test_update_changes_nothing_that_is_right(tmp_path: Path) -> None:
    """A case that is right is rewritten to the same bytes."""
    for case in CASES:
        if not corpus.check(case):
            path = tmp_path / f"{case.name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(case.path.read_bytes())
    status, printed = run(corpus.update, tmp_path, [])
    assert (status, printed.splitlines()[:-1]) == (0, [])
    for path in tmp_path.rglob("*.txt"):
        assert path.read_bytes() == (CORPUS / path.relative_to(tmp_path)).read_bytes()


# ---- the file of a case ----


def test_load(write: Callable[..., Path]) -> None:
    """A case has a name, a title, a text, and the parts that its file has, in their order."""
    path = write(ENFORCEMENT, "-- diagnostics --\n", "-- model --\n[decisions]\n")
    case = corpus.load(path)
    assert (case.name, case.title) == ("edition2021/case", "a case")
    assert case.only == ("disclosure.penalties", "disclosure.compulsion")
    assert case.input == ENFORCEMENT
    assert list(case.parts.items()) == [("diagnostics", ""), ("model", "[decisions]\n")]


def test_only_four_lines_are_markers(write: Callable[..., Path]) -> None:
    """Page numbers, other words, blanks and more dashes are input."""
    text = "-- 7 --\n-- inputs --\n--input--\n --  tree --\n-- tree -- \n--- tree ---\n- tree -\n\n"
    case = corpus.load(write(text, "-- tree --\nreport\n"))
    assert case.input == text
    assert case.parts == {"tree": "report\n"}


@pytest.mark.parametrize("text", ["", "\n", "a\r\nb\n", "a\rb\n", "\ufeffa \t\n\n\n", "\x0c\u2028\x85\n", "a"])
def test_input_is_exact(write: Callable[..., Path], text: str) -> None:
    """The input is what stands in the file, whatever ends its lines."""
    assert corpus.load(write(text)).input == text
    if not text or text.endswith("\n"):
        assert corpus.load(write(text, "-- model --\n")).input == text


@pytest.mark.parametrize(
    ("header", "text", "expected"),
    [
        ("newline: crlf\n", "a\n\nb\n", "a\r\n\r\nb\r\n"),
        ("final_newline: no\n", "a\nb\n", "a\nb"),
        ("final_newline: no\nnewline: crlf\n", "a\nb\n", "a\r\nb"),
        ("escapes: yes\n", "\\ufeffa\\u00A0b\\u000d\\n\n", "\ufeffa\xa0b\r\\n\n"),
        ("", "\\ufeff\n", "\\ufeff\n"),
    ],
)
def test_keys_of_the_input(write: Callable[..., Path], header: str, text: str, expected: str) -> None:
    """Line ends and marks that no editor shows can be written so that they are seen."""
    assert corpus.load(write(text, "-- model --\n", header=header)).input == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "input first"),
        ("# a case\n", "input first"),
        ("# a case\n-- tree --\n-- input --\n", "input first"),
        ("# a case\n-- input --\n-- tree --\n-- tree --\n", "each part once"),
        ("# a case\n-- input --\n-- findings --\n-- previous --\n", "right behind the input"),
        ("-- input --\n", "first line"),
        ("a case\n-- input --\n", "first line"),
        ("#\n-- input --\n", "first line"),
        ("# a case\nedition: 2021\n-- input --\n", "edition: 2021"),
        ("# a case\nnewline: lf\n-- input --\n", "newline: lf"),
        ("# a case\nonly:\n-- input --\n", "only:"),
        ("# a case\nescapes: yes\nescapes: yes\n-- input --\n", "escapes: yes"),
    ],
)
def test_not_a_case(tmp_path: Path, text: str, said: str) -> None:
    """A file that cannot be a case is refused, with its name and the reason."""
    path = tmp_path / "case.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=re.escape(said)) as caught:
        corpus.load(path)
    assert "case.txt" in str(caught.value)


def test_not_utf_8(tmp_path: Path) -> None:
    """A file in another encoding is refused, by each command."""
    path = tmp_path / "common" / "case.txt"
    path.parent.mkdir()
    path.write_bytes("# 县\n-- input --\n".encode("gb18030"))
    with pytest.raises(CaseError, match="UTF-8"):
        corpus.load(path)
    assert [run(verb, tmp_path, [])[0] for verb in (corpus.run_tests, corpus.update)] == [1, 1]
    assert run(corpus.coverage, tmp_path)[0] == 1


def test_names_choose_cases(write: Callable[..., Path], tmp_path: Path) -> None:
    """A name chooses all cases that it is a part of; one that is no part of any is an error."""
    for name in ("common/b", "common/a", "edition2021/a"):
        write(ENFORCEMENT, name=name)
    assert [case.name for case in corpus.cases(tmp_path)] == ["common/a", "common/b", "edition2021/a"]
    assert [case.name for case in corpus.cases(tmp_path, ["common"])] == ["common/a", "common/b"]
    assert [case.name for case in corpus.cases(tmp_path, ["edition", "n/b"])] == ["common/b", "edition2021/a"]
    with pytest.raises(CaseError, match="gx999"):
        corpus.cases(tmp_path, ["common", "gx999"])
    with pytest.raises(CaseError, match="no cases"):
        corpus.cases(tmp_path / "common" / "nothing")


# ---- what is expected ----


def test_parts_of_a_table(write: Callable[..., Path]) -> None:
    """Every state of a figure, and what was inserted or set aside, is seen in the parts."""
    text = ENFORCEMENT.replace("207", "/").replace("| 9 ", "| 12a3 ") + "第二十条第（八）项 |\n行政事业性收费 |  |\n"
    text += "第二十条第（一）项 |\n规章 | 1 | 2 |\n"
    only = "only: disclosure.rules, disclosure.penalties, disclosure.compulsion, disclosure.fees, disclosure.licenses\n"
    found = expectation(corpus.load(write(text, header=only)))
    assert found["tree"].splitlines() == [
        "disclosure",
        "  rules ROW_RULES +ambiguous +ambiguous +ambiguous",
        "  licenses +ROW_LICENSES +missing",
        "  penalties ROW_PENALTIES n/a:/",
        "  compulsion ROW_COMPULSION invalid:12a3",
        "  fees ROW_FEES blank",
        "  dropped 1 | 2",
    ]
    assert found["model"].splitlines() == [
        "[issued repealed in_force]",
        "disclosure.rules: ambiguous ambiguous ambiguous",
        "[decisions]",
        "disclosure.licenses: missing",
        "disclosure.penalties: not_applicable",
        "disclosure.compulsion: invalid",
        "[amount]",
        "disclosure.fees: blank",
    ]
    codes = {line.split(" ")[2] for line in found["diagnostics"].splitlines()}
    assert {"GX302", "GX303", "GX401", "GX403"} <= codes


def test_parts_of_a_document(write: Callable[..., Path]) -> None:
    """Without `only` the parts speak of everything: the document and what it lacks, too."""
    found = expectation(corpus.load(write("青石县2022年政府信息公开工作年度报告\n一、总体情况\n平稳。\n", header="")))
    assert found["tree"].splitlines() == [
        "report",
        "  title",
        "    TITLE 青石县2022年政府信息公开工作年度报告",
        "  overview",
        "    HEADING_OVERVIEW 一、总体情况",
        "    TEXT 平稳。",
    ]
    assert found["model"].splitlines() == [
        'title: "青石县2022年政府信息公开工作年度报告"',
        'issuer: "青石县"',
        "year: 2022",
        "edition: null",
        "period: null",
        "preamble: null",
        'sections.0: {"number": 1, "heading": "一、总体情况", "text": "平稳。", "line": 2}',
        "disclosure: null",
        "applications: null",
        "disputes: null",
    ]
    assert [line.split(" ")[2] for line in found["diagnostics"].splitlines()] == ["GX103"] * 5 + ["GX201"] * 3


def test_only_keeps_what_has_no_path(write: Callable[..., Path]) -> None:
    """`only` leaves out what is elsewhere; what is above a path, or nowhere, is kept."""
    case = corpus.load(write("", header="only: disclosure.rules.issued, title\n"))
    about = ["disclosure", "disclosure.rules", "disclosure.rules.issued", "title"]
    assert [
        path for path in [*about, "disclosure.rules.in_force", "applications", "titles"] if case.is_about(path)
    ] == about
    found = expectation(corpus.load(write("一、总体情况\n一、总体情况\n", header="only: sections\n")))
    assert [line.split(" ")[2:4] for line in found["diagnostics"].splitlines()] == [["GX106", "-"]]


def test_text_that_is_no_report(write: Callable[..., Path]) -> None:
    """A text that is refused has an expectation, too."""
    found = expectation(corpus.load(write("通知\n", header="")))
    assert (found["tree"], found["model"]) == ("NotAReportError\n", "NotAReportError\n")
    assert found["diagnostics"].startswith("1:1 error GX101 - ")


# ---- test ----

RIGHT = "-- model --\n[decisions]\ndisclosure.penalties: 207\ndisclosure.compulsion: 9\n"
WRONG = RIGHT.replace("207", "270")


def test_right_case(write: Callable[..., Path], tmp_path: Path) -> None:
    """A right case has no differences."""
    assert corpus.check(corpus.load(write(ENFORCEMENT, RIGHT, "-- diagnostics --\n"))) == []
    assert run(corpus.run_tests, tmp_path, []) == (0, "1 cases, 0 failed\n")


def test_wrong_case(write: Callable[..., Path], tmp_path: Path) -> None:
    """A wrong case is shown as a unified diff, part by part; other cases do not change the status."""
    differences = corpus.check(corpus.load(write(ENFORCEMENT, WRONG)))
    assert [line for line in differences if re.match(r"[-+](?![-+])", line)] == [
        "-disclosure.penalties: 270",
        "+disclosure.penalties: 207",
    ]
    write(ENFORCEMENT, RIGHT, name="edition2021/other")
    status, printed = run(corpus.run_tests, tmp_path, [])
    assert status == 1
    assert printed.splitlines() == ["edition2021/case: a case", *differences, "2 cases, 1 failed"]
    assert run(corpus.run_tests, tmp_path, ["other"])[0] == 0
    assert run(corpus.run_tests, tmp_path, ["nothing"])[0] == 1


def test_colors(write: Callable[..., Path], tmp_path: Path) -> None:
    """Colours are for terminals."""
    write(ENFORCEMENT, WRONG)
    plain, colored = io.StringIO(), io.StringIO()
    corpus.run_tests(tmp_path, [], plain, color=False)
    corpus.run_tests(tmp_path, [], colored, color=True)
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[31m-disclosure.penalties: 270\x1b[0m" in colored.getvalue().splitlines()
    assert re.sub(r"\x1b\[\d+m", "", colored.getvalue()) == plain.getvalue()


# ---- update ----


def test_update_writes_the_parts_that_a_case_has(write: Callable[..., Path], tmp_path: Path) -> None:
    """Header, input and order of the parts stay; no part is added."""
    header = f"{ONLY}newline: crlf\n"
    path = write(ENFORCEMENT, "-- diagnostics --\n", WRONG, header=header)
    status, printed = run(corpus.update, tmp_path, [])
    assert (status, printed) == (0, "edition2021/case: written\n1 cases, 1 written, 0 refused\n")
    assert path.read_bytes().decode() == case_text(ENFORCEMENT, "-- diagnostics --\n", RIGHT, header=header)
    assert run(corpus.update, tmp_path, []) == (0, "1 cases, 0 written, 0 refused\n")


def test_update_needs_a_line_behind_the_last_marker(write: Callable[..., Path], tmp_path: Path) -> None:
    """A draft may end in a marker."""
    path = write(ENFORCEMENT, "-- model --")
    assert run(corpus.update, tmp_path, [])[0] == 0
    assert path.read_bytes().decode() == case_text(ENFORCEMENT, RIGHT)


@pytest.mark.parametrize("expected", ["", "1:1 warning GX203 disclosure words\n"])
def test_update_refuses_a_new_error(write: Callable[..., Path], tmp_path: Path, expected: str) -> None:
    """A case without errors does not come to expect one unseen."""
    path = write(ENFORCEMENT.replace("207", "2o7"), RIGHT, f"-- diagnostics --\n{expected}")
    before = path.read_bytes()
    status, printed = run(corpus.update, tmp_path, [])
    assert status == 1
    assert "GX401" in printed.splitlines()[0]
    assert path.read_bytes() == before


def test_update_refuses_to_lose_a_code(write: Callable[..., Path], tmp_path: Path) -> None:
    """A code that is expected does not vanish unseen, even where another comes instead."""
    path = write(
        ENFORCEMENT.replace("207", "2o7"), WRONG, "-- diagnostics --\n4:8 error GX303 disclosure.penalties words\n"
    )
    before = path.read_bytes()
    status, printed = run(corpus.update, tmp_path, [])
    assert status == 1
    assert "GX303" in printed.splitlines()[0]
    assert path.read_bytes() == before


def test_update_rewrites_words_and_places(write: Callable[..., Path], tmp_path: Path) -> None:
    """Of a code that stays, message and place are rewritten; so are further errors beside one."""
    path = write(ENFORCEMENT.replace("207", "2o7").replace("9", "-9"), "-- diagnostics --\n0:0 error GX401 old words\n")
    assert run(corpus.update, tmp_path, [])[0] == 0
    lines = path.read_text(encoding="utf-8").splitlines()[-2:]
    assert [line.split(" ")[:4] for line in lines] == [
        ["4:8", "error", "GX401", "disclosure.penalties.decisions"],
        ["5:8", "error", "GX401", "disclosure.compulsion.decisions"],
    ]


def test_update_goes_on_behind_a_refusal(write: Callable[..., Path], tmp_path: Path) -> None:
    """One refused case does not keep the others from being written."""
    write(ENFORCEMENT.replace("207", "2o7"), "-- diagnostics --\n", name="common/refused")
    other = write(ENFORCEMENT, WRONG)
    status, printed = run(corpus.update, tmp_path, [])
    assert (status, printed.splitlines()[-1]) == (1, "2 cases, 1 written, 1 refused")
    assert other.read_bytes().decode() == case_text(ENFORCEMENT, RIGHT)


# ---- coverage ----


@pytest.fixture
def uncovered(write: Callable[..., Path], tmp_path: Path) -> set[str]:
    """Return what is unused by a corpus of one clean report of 2021, a table with a lost row, and one expected code."""
    clean = next(case for case in CASES if case.name == "edition2021/clean")
    text = clean.input.replace("| 规章 | 3 | 1 | 29 |\n", "")
    write(text, "-- diagnostics --\n1:1 error GX302 disclosure.rules words\n", header="")
    status, printed = run(corpus.coverage, tmp_path)
    assert status == 1
    *lines, last = printed.splitlines()
    assert last.startswith(f"1 cases, {len(lines)} ")
    return set(lines)


def test_coverage_finds_rules(uncovered: set[str]) -> None:
    """A rule that nothing is reduced to is found; one that is, is not. Inserted rows use no rule."""
    assert "edition2019: rule procurement is not used" in uncovered
    assert "edition2021: rule rules is not used" in uncovered
    assert not {line for line in uncovered if line.startswith("edition2021: rule normative_documents ")}


def test_coverage_finds_alternatives(uncovered: set[str]) -> None:
    """A branch, an optional part and a repetition that do not occur are found."""
    assert "document: rule report is not used with trailer" in uncovered
    assert "document: rule report is not used without title" in uncovered
    assert "document: rule title is not used with METADATA+" in uncovered
    assert "document: rule preamble is not used with TABLE" in uncovered
    assert "document: rule _section* is not used twice" not in uncovered


def test_coverage_finds_terminals_and_spellings(uncovered: set[str]) -> None:
    """A terminal, a pattern that only code uses, and a spelling of a terminal that do not occur are found."""
    assert "edition2021: terminal ROW_RULES is not used" in uncovered
    assert "edition2021: terminal NOT_APPLICABLE is not used" in uncovered
    assert "edition2021: spelling 「规范性文件」 of ROW_NORMATIVE_DOCUMENTS is not used" in uncovered
    assert "edition2021: spelling 「行政规范性文件」 of ROW_NORMATIVE_DOCUMENTS is not used" not in uncovered
    assert "document: terminal TRAILER is not used" in uncovered
    assert not {
        line for line in uncovered if line.startswith(("document: terminal PERIOD", "document: terminal TITLE"))
    }


def test_coverage_finds_codes(uncovered: set[str]) -> None:
    """A code counts where it is expected."""
    assert "catalogue: no case expects GX303" in uncovered
    assert "catalogue: no case expects GX302" not in uncovered


def test_coverage_finds_rules_of_check(uncovered: set[str]) -> None:
    """A rule counts where it is expected to fail."""
    assert "rules: no case expects applications.balance to fail" in uncovered


def test_findings_are_held_against_the_year_before(write: Callable[..., Path], tmp_path: Path) -> None:
    """The report of the year before stands behind the input; findings are rewritten, but none may vanish."""
    documents = ENFORCEMENT.replace("第二十条第（六）项", "第二十条第（一）项")
    documents = re.sub(r"信息内容.*\n", "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n", documents)
    documents = re.sub(r"行政处罚.*\n行政强制.*\n", "规章 | 0 | 0 | 2 |\n行政规范性文件 | 3 | 1 | 12 |\n", documents)
    before = f"-- previous --\n{documents.replace('12', '11')}"
    path = write(documents, before, "-- findings --\n", header="only: disclosure\n")
    assert run(corpus.update, tmp_path, [])[0] == 0
    case = corpus.load(path, tmp_path)
    assert case.previous == documents.replace("12", "11")
    assert case.failing == ["years.in_force"]
    assert case.parts["findings"].startswith("5:19 warning years.in_force table 2, row 「行政规范性文件」: ")
    assert run(corpus.run_tests, tmp_path, [])[0] == 0

    path.write_bytes(path.read_bytes().replace(b"| 11 |", b"| 10 |"))
    assert case.parts["findings"] == corpus.load(path, tmp_path).parts["findings"]
    status, printed = run(corpus.update, tmp_path, [])
    assert (status, "it expects years.in_force to fail, which no longer does" in printed) == (1, True)
    assert files.read(str(path)).text.strip() == documents.strip()


def test_coverage_of_a_new_alternative(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A rule that is added to a grammar has no case yet, and that is found."""
    from gxparse import coverage, grammar

    folder = tmp_path / "grammar"
    for path in grammar.grammar_folder().rglob("*.lark"):
        copy = folder / path.relative_to(grammar.grammar_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    changed = folder / "common" / "disputes.lark"
    text = changed.read_text(encoding="utf-8").replace("_results: upheld", "_results: SPAN_MEDIATED mediated | upheld")
    changed.write_text(f'{text}\nmediated: COUNT\nSPAN_MEDIATED: "调解"\n', encoding="utf-8")
    monkeypatch.setattr(grammar, "grammar_folder", lambda: folder)
    usage = coverage.Usage("2021")
    report = gxparse.parse(next(case for case in CASES if case.name == "edition2021/disputes").input)
    evidence = report._evidence  # noqa: SLF001 (the trees are the package's own affair)
    assert evidence
    usage.add(evidence.tables["disputes"].tree, "disputes")
    lines = set(usage.unused())
    assert "edition2021: rule mediated is not used" in lines
    assert "edition2021: rule _results is not used with mediated" in lines
    assert "edition2021: terminal SPAN_MEDIATED is not used" in lines
    assert not {line for line in lines if "_results is not used with upheld" in line}


def test_cases_are_values() -> None:
    """A case is frozen, as all models are."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CASES[0].title = "another"  # type: ignore[misc]
