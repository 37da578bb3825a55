"""Diagnostics as people see them: the line, the place in the text, carets that line up, hints."""

from __future__ import annotations

import json
import unicodedata

import attrs
import pytest
from samples import changed

import gxparse
from gxparse.diagnostics import Diagnostic
from gxparse.rendering import Renderer, clean, excerpt

TEXT = "第一行\n1.属于国家秘蜜 2 0 2\n第三行\n"
DIAGNOSTIC = Diagnostic(
    code="GX301",
    severity="warning",
    message="「1.属于国家秘蜜」 is read as 「1.属于国家秘密」",
    line=2,
    column=1,
    end_line=2,
    end_column=9,
    path="applications.denied.state_secret",
    expected=("1.属于国家秘密",),
    found="1.属于国家秘蜜",
    hint="write the label as the form has it",
)


def terminal_width(text: str) -> int:
    """Return how many columns a terminal gives a text, reckoned apart from the module under test."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
        for character in text
    )


def marked(line: str, start: int, end: int) -> str:
    """Return what stands above the carets for a span, in the line as it is shown."""
    shown, carets = excerpt(line, start, end)
    left, right = len(carets) - len(carets.lstrip()), len(carets)
    found, column = "", 0
    for character in shown:
        if left <= column < right:
            found += character
        column += terminal_width(character)
    return found


def test_first_line_is_that_of_the_contract() -> None:
    expected = "dir/a.txt:2:1: warning GX301: 「1.属于国家秘蜜」 is read as 「1.属于国家秘密」"
    renderer = Renderer("dir/a.txt", TEXT)
    assert renderer.compact(DIAGNOSTIC) == expected
    assert renderer.full(DIAGNOSTIC).split("\n")[0] == expected


def test_full_form() -> None:
    assert Renderer("a.txt", TEXT).full(DIAGNOSTIC).split("\n")[1:] == [
        "2 | 1.属于国家秘蜜 2 0 2",
        "  | ^^^^^^^^^^^^^^",
        "  = hint: write the label as the form has it",
    ]


def test_gutter_grows_with_the_line_number() -> None:
    text = "\n" * 119 + "属于国家秘蜜"
    diagnostic = attrs.evolve(DIAGNOSTIC, line=120, end_line=120, column=3, end_column=5)
    rows = Renderer("a.txt", text).full(diagnostic).split("\n")
    assert rows[1:] == [
        "120 | 属于国家秘蜜",
        "    |     ^^^^",
        "    = hint: write the label as the form has it",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_parser_ends_them(line_end: str) -> None:
    text = line_end.join(["甲\x0b乙\u2028丙\x85丁", "1.属于国家秘蜜 2 0 2", ""])
    assert "2 | 1.属于国家秘蜜 2 0 2" in Renderer("a.txt", text).full(DIAGNOSTIC).split("\n")


def test_expected_labels_are_added_only_if_the_message_has_them_not() -> None:
    renderer = Renderer("a.txt", TEXT)
    assert "= expected" not in renderer.full(DIAGNOSTIC)
    unsaid = attrs.evolve(DIAGNOSTIC, message="no", expected=("甲", "乙"), hint=None)
    assert renderer.full(unsaid).split("\n")[3:] == ["  = expected: 「甲」, 「乙」"]
    many = attrs.evolve(unsaid, expected=tuple("甲乙丙丁戊己庚"))
    assert renderer.full(many).endswith("= expected: 「甲」, 「乙」, 「丙」, 「丁」, 「戊」 and 2 more")


# ---- carets ----


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("abc def", 4, 7, "def"),
        ("| 规章 | 12a | 0 |", 7, 10, "12a"),
        ("｜规章　｜", 1, 3, "规章"),  # full-width bar and blank
        ("ﾊﾝｶｸ 半角", 5, 7, "半角"),  # half-width katakana
        ("한국 값", 3, 4, "값"),
        ("𠀀𠀁 x", 3, 4, "x"),  # outside the basic plane
        ("“引号” x", 5, 6, "x"),  # ambiguous: one column
    ],
)
def test_carets_stand_under_the_span(line: str, start: int, end: int, shown: str) -> None:
    assert marked(line, start, end) == shown
    assert excerpt(line, start, end)[1].strip() == "^" * terminal_width(shown)


def test_combining_marks_take_no_column() -> None:
    assert excerpt("e\u0301e\u0301 規", 5, 6) == ("e\u0301e\u0301 規", "   ^^")


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u202e", "\u2066", "\u00ad", "\u200d"])
def test_invisible_characters_are_left_out(invisible: str) -> None:
    """They would reverse the line, or take a column in one terminal and none in another."""
    assert excerpt(f"规{invisible}章 x", 4, 5) == ("规章 x", "     ^")


def test_tabs_are_blanks_in_both_rows() -> None:
    shown, carets = excerpt("\t规\t12a\t0", 3, 6)
    assert shown == "    规  12a 0"
    assert carets == "        ^^^"
    assert excerpt("规章\t", 2, 3) == ("规章", "    ^"), "a blank at the end of a line is not shown, but marked"


@pytest.mark.parametrize(("start", "end"), [(2, 2), (2, 1), (9, 9), (9, 12), (-3, 0)])
def test_a_span_without_width_has_one_caret(start: int, end: int) -> None:
    shown, carets = excerpt("规章", start, end)
    assert shown == "规章"
    assert carets == ("^" if start < 0 else "    ^")


def test_an_empty_line_has_a_caret() -> None:
    diagnostic = attrs.evolve(DIAGNOSTIC, line=1, column=1, end_line=1, end_column=1, hint=None)
    assert Renderer("a.txt", "").full(diagnostic).split("\n")[1:] == ["1 |", "  | ^"]


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    text = "一、本年新收  \n政府信息公开申请数量\n"
    diagnostic = attrs.evolve(DIAGNOSTIC, line=1, column=3, end_line=2, end_column=5, hint=None)
    assert Renderer("a.txt", text).full(diagnostic).split("\n")[1:] == ["1 | 一、本年新收", "  |     ^^^^^^^^"]


def test_a_line_that_the_text_has_not_is_no_reason_to_fail() -> None:
    diagnostic = attrs.evolve(DIAGNOSTIC, line=99, end_line=99, hint=None)
    assert Renderer("a.txt", TEXT).full(diagnostic) == Renderer("a.txt", TEXT).compact(diagnostic)


# ---- long lines ----


@pytest.mark.parametrize("filling", ["x", "目", "目x\t", "e\u0301"])
@pytest.mark.parametrize("before", [0, 40, 5_000])
@pytest.mark.parametrize("behind", [0, 40, 5_000])
def test_long_lines_are_cut_around_the_span(filling: str, before: int, behind: int) -> None:
    line = filling * before + "靶子" + filling * behind
    start = len(filling) * before
    shown, carets = excerpt(line, start, start + 2)
    assert terminal_width(shown) <= 100
    assert carets == " " * terminal_width(shown[: shown.index("靶子")]) + "^^^^"
    if before != 40:  # 40 of them fit with some fillings
        assert shown.startswith("…") == (before > 0)
    if behind != 40:
        assert shown.endswith("…") == (behind > 0)
    assert len(shown) > 40 or len(shown) == len(line.rstrip()), "the window is used"


def test_a_span_that_is_cut_is_marked_to_the_edge() -> None:
    shown, carets = excerpt("目" * 300, 100, 290)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(carets) == terminal_width(shown)
    assert carets.lstrip() == "^" * (terminal_width(shown) - 31)


def test_a_document_in_one_line_is_no_burden() -> None:
    line = "目" * 3_000_000
    for start in range(0, 3_000_000, 10_000):
        assert terminal_width(excerpt(line, start, start + 5)[0]) <= 100


# ---- what would break a terminal or a stream ----


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("a\x00b", "a␀b"),
        ("a\x7f\x85b", "a␡\ufffdb"),
        ("\ud800", "\ufffd"),
        ("a\u2028b\u2029c", "a\ufffdb\ufffdc"),
        ("two\nlines\tand a tab", "two␊lines␉and a tab"),
        ("规章 plain", "规章 plain"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_hostile_text_stays_where_it_belongs() -> None:
    hostile = "\x1b[2J\x00\ud800\x9b\u202e规"
    diagnostic = attrs.evolve(
        DIAGNOSTIC,
        line=1,
        end_line=1,
        column=len(hostile),
        end_column=len(hostile) + 1,
        message=f"found {hostile}\nx",
        expected=(),
    )
    rows = Renderer(f"na\nme{hostile}", hostile).full(diagnostic).split("\n")
    assert len(rows) == 4
    assert all(row.isprintable() for row in rows)
    "\n".join(rows).encode("utf-8")
    assert rows[1] == "1 | ␛[2J␀\ufffd\ufffd规"
    assert rows[2] == "  |        ^^"


# ---- other forms ----


def test_json_is_the_dict_of_the_diagnostic_with_the_file() -> None:
    line = Renderer("甲.txt", TEXT).json(DIAGNOSTIC)
    assert "\n" not in line
    assert "国家秘密" in line
    assert json.loads(line) == {"file": "甲.txt", **DIAGNOSTIC.to_dict()}


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_color_adds_nothing_but_color(severity: gxparse.diagnostics.Severity) -> None:
    diagnostic = attrs.evolve(DIAGNOSTIC, severity=severity)
    plain, colored = Renderer("a.txt", TEXT), Renderer("a.txt", TEXT, color=True)
    assert "\x1b" not in plain.full(diagnostic)
    stripped = colored.full(diagnostic)
    assert stripped.count("\x1b[0m") >= 4
    for code in ("0", "1", "34", "1;31", "1;33", "1;36"):
        stripped = stripped.replace(f"\x1b[{code}m", "")
    assert stripped == plain.full(diagnostic)


def test_every_diagnostic_of_a_damaged_report_points_at_what_it_found() -> None:
    text = changed("| 行政处罚 | 57 |", "| 行政处罚 | 5七 |")
    report = gxparse.parse(text)
    (diagnostic,) = (found for found in report.diagnostics if found.severity != "info")
    rows = Renderer("a.txt", text).full(diagnostic).split("\n")
    assert rows[1].endswith("| 行政处罚 | 5七 | | |")
    assert rows[2].endswith(" " * terminal_width("| 行政处罚 | ") + "^^^")
