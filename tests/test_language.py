"""What gxparse says is said in English and in Chinese, wholly."""

from __future__ import annotations

import ast
import json
import pickle
import re
import string
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from samples import REPORT, changed

import gxparse
from gxparse import cli, corpus, language
from gxparse.catalogue import CODES, Text, words
from gxparse.diagnostics import Diagnostic
from gxparse.language import Phrase
from gxparse.rendering import SEVERITIES, Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gxparse.diagnostics import Severity

ROOT = Path(__file__).resolve().parent.parent
WARNING = changed("1.属于国家秘密", "1.属于国家秘蜜")
OWN_FIELDS = {"expected", "found", "path"}


def fields(template: str | None) -> list[str]:
    """Return the fields of a template, sorted."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(template or "") if name is not None)


def has_han(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def english_in(chinese: str) -> list[str]:
    """Return the English words of a Chinese text, leaving out what it quotes and names of the code and fields."""
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"「[^」]*」|`[^`]*`|\{\w+\}|\bNone\b|\binfo\b", "", chinese))


@cache
def corpus_diagnostics() -> list[tuple[str, Diagnostic]]:
    """Return each diagnostic of the corpus with its text."""
    found: list[tuple[str, Diagnostic]] = []
    for case in corpus.cases(ROOT / "corpus"):
        try:
            diagnostics = gxparse.parse(case.input).diagnostics
        except gxparse.NotAReportError as error:
            diagnostics = error.diagnostics
        found += [(case.input, diagnostic) for diagnostic in diagnostics]
    return found


def words_that_stages_give() -> set[str]:
    """Return the names of all that is handed to a reporter to be put into messages."""
    names: set[str] = set()
    for path in (ROOT / "gxparse").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
            if isinstance(node, ast.Call) and name in ("add", "add_row"):
                names |= {keyword.arg for keyword in node.keywords if keyword.arg}
    return names - {"severity"}


# ---- the catalogue ----


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_all_its_words_in_both_languages(code: str) -> None:
    english, chinese = CODES[code].en, CODES[code].zh
    for name in Text._fields:
        ours, theirs = getattr(english, name), getattr(chinese, name)
        assert (ours is None) == (theirs is None), name
        if ours is not None:
            assert ours.strip() == ours != ""
            assert has_han(theirs), name
            assert english_in(theirs) == [], name
            assert "“" not in theirs, "labels are quoted in one way"
    assert CODES[code].within("en") is english
    assert CODES[code].within("zh") is chinese


@pytest.mark.parametrize("code", CODES)
def test_templates_have_the_same_fields_and_only_known_ones(code: str) -> None:
    english, chinese = CODES[code].en, CODES[code].zh
    assert fields(english.message) == fields(chinese.message)
    assert fields(english.hint) == fields(chinese.hint)
    assert set(fields(english.message)) | set(fields(english.hint)) <= OWN_FIELDS | words_that_stages_give()


def test_words_that_are_put_into_messages_have_both_languages() -> None:
    named = [value for value in vars(words).values() if isinstance(value, Phrase)]
    named += [*words.KINDS_OF_FIGURES.values(), *SEVERITIES.values()]
    assert len(named) >= 9
    for phrase in named:
        assert has_han(phrase.zh)
        assert not has_han(phrase.en)
        assert english_in(phrase.zh) == []


def test_every_kind_of_figure_has_words() -> None:
    from gxparse import editions
    from gxparse.edition_reading import lexicon_of

    forms = [lexicon_of(edition).form for edition in editions.names()]
    kinds = {
        column.kind
        for form in forms
        for table in form.tables
        for variant in table.variants
        for row in variant.rows
        for column in row.columns
    }
    assert kinds == set(words.KINDS_OF_FIGURES)


def test_lists_are_joined_as_each_language_joins_them() -> None:
    labels = ["规章", "行政许可"]
    assert words.alternatives(labels, "en") == "「规章」 or 「行政许可」"
    assert words.alternatives(labels, "zh") == "「规章」或「行政许可」"
    assert words.alternatives([], "zh") == ""
    assert words.listed(iter(labels)) == ("「规章」, 「行政许可」", "「规章」「行政许可」")
    assert words.as_printed(labels) == ("规章, 行政许可", "「规章」「行政许可」")
    assert words.both(*labels) == ("「规章」 and 「行政许可」", "「规章」和「行政许可」")


# ---- diagnostics ----


def test_the_corpus_has_every_code() -> None:
    assert {diagnostic.code for _, diagnostic in corpus_diagnostics()} == set(CODES)


def test_every_diagnostic_of_the_corpus_is_said_in_chinese() -> None:
    for text, diagnostic in corpus_diagnostics():
        chinese = diagnostic.in_language("zh")
        same = attrs.evolve(chinese, message=diagnostic.message, hint=diagnostic.hint)
        assert same == diagnostic, "nothing but message and hint is another"
        assert has_han(chinese.message)
        assert "{" not in chinese.message
        quoted = [label for label in diagnostic.expected if f"「{label}」" in diagnostic.message]
        assert all(f"「{label}」" in chinese.message for label in quoted)
        assert "None" not in chinese.message
        if not diagnostic.found or "」" not in diagnostic.found:
            assert english_in(chinese.message) == [], chinese.message
        assert (chinese.hint is None) == (diagnostic.hint is None)
        assert chinese.in_language("en") == diagnostic.in_language("en") == diagnostic
        assert chinese.in_language("zh") == chinese
        shown = Renderer("a.txt", text, language="zh").full(diagnostic)
        assert f": {SEVERITIES[diagnostic.severity].zh} {diagnostic.code}: " in shown.split("\n")[0]
        assert not re.search(r"\b(error|warning|info|hint|expected|and \d+ more)\b", shown.split("\n")[-1])


def test_what_is_said_is_concrete() -> None:
    (diagnostic,) = gxparse.parse(changed("| 行政处罚 | 57 |", "| 行政处罚 | 5a |")).diagnostics
    assert diagnostic.in_language("zh").message == "此处应填数量（0或正整数），原文为「5a」"
    (diagnostic,) = gxparse.parse(WARNING).diagnostics
    assert diagnostic.in_language("zh").message == "「1.属于国家秘蜜」有误，按「1.属于国家秘密」读取"
    assert diagnostic.in_language("zh").hint == "请按表样的写法填写项目名称"


def test_what_fills_the_templates_is_not_seen() -> None:
    (diagnostic,) = gxparse.parse(changed("| （七）总计 |  | 35 |", "| （七）总计 |  |")).diagnostics
    assert diagnostic.code == "GX303"
    bare = Diagnostic(**{**diagnostic.to_dict(), "expected": diagnostic.expected})
    assert bare == diagnostic
    assert hash(bare) == hash(diagnostic)
    assert repr(bare) == repr(diagnostic)
    assert bare.to_dict() == diagnostic.to_dict()
    assert bare.in_language("zh") is bare, "one that was made from its fields says what its maker had it say"


def test_a_copy_can_be_said_in_chinese_too() -> None:
    for _, diagnostic in corpus_diagnostics():
        copied = pickle.loads(pickle.dumps(diagnostic))  # noqa: S301 (our own)
        assert copied == diagnostic
        assert copied.in_language("zh") == diagnostic.in_language("zh")


# ---- rendering ----


def test_carets_stand_under_wide_characters() -> None:
    (diagnostic,) = gxparse.parse(WARNING).diagnostics
    shown = Renderer("甲.txt", WARNING, language="zh").full(diagnostic).split("\n")
    assert shown[0] == "甲.txt:39:16: 警告 GX301: 「1.属于国家秘蜜」有误，按「1.属于国家秘密」读取"
    before, behind = shown[1].split("1.属于国家秘蜜")
    assert behind.startswith(" |")
    columns = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in before)
    assert shown[2] == "   |".ljust(columns) + "^" * 14
    assert shown[3:] == ["   = 建议: 请按表样的写法填写项目名称"]
    assert Renderer("甲.txt", WARNING, language="zh").compact(diagnostic) == shown[0]


def test_labels_that_are_not_in_the_message_are_listed_and_counted() -> None:
    diagnostic = Diagnostic("GX205", "info", "m", 1, 1, 1, 2, expected=tuple("甲乙丙丁戊己庚"))
    assert Renderer("a", "x", language="zh").full(diagnostic).split("\n")[-1] == (
        "  = 应为: 「甲」「乙」「丙」「丁」「戊」等7项"
    )
    assert Renderer("a", "x").full(diagnostic).split("\n")[-1] == (
        "  = expected: 「甲」, 「乙」, 「丙」, 「丁」, 「戊」 and 2 more"
    )
    few = attrs.evolve(diagnostic, expected=("甲", "乙"))
    assert Renderer("a", "x", language="zh").full(few).split("\n")[-1] == "  = 应为: 「甲」「乙」"


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_json_has_the_severity_in_english_and_the_message_in_the_language(severity: Severity) -> None:
    (diagnostic,) = gxparse.parse(WARNING).diagnostics
    diagnostic = attrs.evolve(diagnostic, severity=severity)
    data = json.loads(Renderer("a.txt", WARNING, language="zh").json(diagnostic))
    assert data == {"file": "a.txt", **diagnostic.in_language("zh").to_dict()}
    assert data["severity"] == severity
    assert has_han(data["hint"])


# ---- the language of an environment ----


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "ZH-Hant"}, "zh"),
        ({"LANG": "zh.GB18030"}, "zh"),
        ({"LANG": "zha_CN"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "", "LC_ALL": ""}, "zh"),
        ({"LANG": "C", "LC_MESSAGES": "C", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_CTYPE": "zh_CN.UTF-8", "LANGUAGE": "zh"}, "en"),
    ],
)
def test_language_of_an_environment(variables: Mapping[str, str], expected: str) -> None:
    assert language.from_environment(variables) == expected


# ---- the command line ----


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """Run a command; return what it wrote as data and what it had to say."""
    cli.main(arguments)
    written = capsys.readouterr()
    return written.out, written.err


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a report with a warning, in the folder where commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(WARNING.encode())
    return "a.txt"


@pytest.mark.parametrize("command", ["parse", "tree"])
def test_commands_speak_the_language_that_is_asked_for(
    file: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, english = said(capsys, command, file)
    assert english.startswith("a.txt:39:16: warning GX301: ")
    assert said(capsys, command, "--lang", "en", file) == (data, english)
    out, chinese = said(capsys, command, "--lang", "zh", file)
    assert out == data, "the data do not depend on the language"
    assert chinese.startswith("a.txt:39:16: 警告 GX301: 「1.属于国家秘蜜」有误")
    assert "建议: " in chinese
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert said(capsys, command, file) == (data, chinese)
    assert said(capsys, command, "--lang", "en", file) == (data, english)


def test_json_of_the_command_line(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "parse", "--lang", "zh", "--diagnostics", "json", file)[1])
    (diagnostic,) = gxparse.parse(WARNING).diagnostics
    assert found == {"file": "a.txt", **diagnostic.in_language("zh").to_dict()}
    found = json.loads(said(capsys, "parse", "--lang", "zh", "--diagnostics", "json", "none.txt")[1])
    assert found == {"file": "none.txt", "severity": "error", "message": "无法读取：没有该文件"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, "b.txt: 错误: 无法读取：没有该文件\n"),
        (REPORT.encode("gb18030"), "b.txt: 提示: 按 GB18030 编码读取\n"),
        (
            "规章".encode() + b"\xff\xff",
            "b.txt: 错误: 无法读取：文件既不是 UTF-8 编码（第 7 字节有误），也不是 GB18030 编码（第 7 字节有误）\n",
        ),
        (b"\xef\xbb\xbfab\xff", "b.txt: 错误: 无法读取：文件带有 UTF-8 字节顺序标记，但第 6 字节有误\n"),
    ],
)
def test_what_is_said_of_a_file_as_a_whole(
    data: bytes | None,
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    if data is not None:
        (tmp_path / "b.txt").write_bytes(data)
    assert said(capsys, "parse", "--lang", "zh", "b.txt")[1] == expected


def test_a_section_that_is_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_bytes(REPORT[: REPORT.index("六、")].encode())
    err = said(capsys, "tree", "--lang", "zh", "--section", "6", "b.txt")[1]
    assert err.startswith("b.txt: 错误: 文本中没有第6部分「六、其他需要报告的事项」\n")


def test_another_language_is_wrong_usage(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["parse", "--lang", "de", file])
    assert stopped.value.code == 2
    assert "--lang" in capsys.readouterr().err
