"""Two spellings of one label are one, two labels are two, and no text is long or odd enough to hold this up."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxparse.spelling import fold, has_han, likeness, numeral, spell, trim

BOUNDED = settings(derandomize=True, max_examples=200, deadline=None)
PATIENCE = 2.0  # seconds for a string of some hundred thousand characters
MARKS = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\ufeff"
SPACES = " \t\n\r\x0b\x0c\x1c\x85\u00a0\u2003\u2028\u3000"
PIECES = (*MARKS, *SPACES, *"（一）1.①⑴((a)[bookmark:]行政许可第—－“”'〜，,１２乾ē", "[bookmark: x]")
ODD = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
WORDS = st.text(alphabet="行政许可处罚强制abc12", max_size=12)


# ---- fold ----


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("", ""),
        ("  行 政\t许\n可 ", "行政许可"),
        ("行\u3000政\u00a0许\u2003可", "行政许可"),
        ("１，０９２", "1,092"),
        ("（一）予以公开", "(一)予以公开"),
        ("：；！？％", ":;!?%"),
        ("ＡＢｃ", "ABc"),
        ("1 092", "1092"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("危及「三安全一稳定」", '危及"三安全一稳定"'),
        ("危及『三安全一稳定』", '危及"三安全一稳定"'),
        ("危及＂三安全一稳定〞", '危及"三安全一稳定"'),
        ("危及‘三安全一稳定’", "危及'三安全一稳定'"),
        ("其他〜", "其他~"),
        ("一、﹐", "一、,"),
    ],
)
def test_width_white_space_and_quotes_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("dash", "-‐‑‒–—―−─﹣－")
def test_every_dash_is_one(dash: str) -> None:
    assert fold(dash) == "-"
    assert fold(f" {dash}５") == "-5"


@pytest.mark.parametrize("mark", MARKS)
def test_invisible_marks_are_left_out(mark: str) -> None:
    assert fold(f"{mark}行{mark}政1{mark}2{mark}") == "行政12"


@pytest.mark.parametrize("mark", ["[bookmark: _GoBack]", "[bookmark:x]", "[bookmark: 第一 章]"])
def test_bookmarks_are_left_out(mark: str) -> None:
    assert fold(f"行政{mark}许可") == "行政许可"
    assert fold(f"{mark}12") == "12"


def test_a_bookmark_that_is_not_closed_is_text() -> None:
    assert fold("[bookmark: x\n]行") == "[bookmark:x]行"


@pytest.mark.parametrize(
    "pinyin", ["(tou)", "（tóu）", "(zhèng)", "（lǜ）", "(ě)", "(shuāng)", "(ń)", "(wu)(wu)", "（tóu）(tou)（tou）"]
)
def test_pinyin_in_brackets_behind_a_character_is_left_out(pinyin: str) -> None:
    assert fold(f"头{pinyin}部") == "头部"


@pytest.mark.parametrize("text", ["(abc)", "头(ABC)", "头(1)", "头(shuangx)", "a(tou)", "头()"])
def test_other_words_in_brackets_stay(text: str) -> None:
    assert fold(text) == text


@BOUNDED
@given(ODD)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@BOUNDED
@given(ODD, st.sampled_from([*MARKS, *SPACES]), st.integers(0, 60))
def test_white_space_and_invisible_marks_change_nothing_wherever_they_are(text: str, mark: str, place: int) -> None:
    if "[" in text or unicodedata.normalize("NFKC", text) != text:
        return  # a bookmark would be broken; a mark can part what normalization joins
    assert fold(text[:place] + mark + text[place:]) == fold(text)


@BOUNDED
@given(st.text(max_size=40))
def test_nothing_that_is_white_is_left_of_any_text(text: str) -> None:
    folded = fold(text)
    assert not any(character.isspace() for character in folded)
    assert spell(text).folded == folded


# ---- numbering ----


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("一、总计", "一"),
        ("一.总计", "一"),
        ("一,总计", "一"),
        ("一，总计", "一"),
        ("十二、总计", "十二"),
        ("二十一、总计", "二十一"),
        ("（七）总计", "七"),
        ("(七)总计", "七"),
        ("（七）、总计", "七"),
        ("七）总计", "七"),
        ("㈦总计", "七"),
        ("1.总计", "1"),
        ("1．总计", "1"),
        ("1、总计", "1"),
        ("1)总计", "1"),
        ("1）总计", "1"),
        ("12.总计", "12"),
        ("1总计", "1"),
        ("1 总计", "1"),
        ("1 . 总计", "1"),
        ("（1）总计", "1"),
        ("(12)总计", "12"),
        ("⑴总计", "1"),
        ("⒈总计", "1"),
        ("①总计", "1"),
        ("⑫总计", "12"),
        ("总计", ""),
        ("第一项总计", ""),
    ],
)
def test_numbering_of_every_kind_is_told_from_the_words(written: str, number: str) -> None:
    found = spell(written)
    assert found.number == number
    assert found.words == ("第一项总计" if written.startswith("第") else "总计")


@pytest.mark.parametrize(
    "text", ["一", "一总计", "12", "1.5", "1,092", "1092", "三安全一稳定", "三类", "十", "(1", "123.总计"]
)
def test_what_only_begins_like_a_number_is_none(text: str) -> None:
    assert spell(text).number == ""


@pytest.mark.parametrize("text", ["2019年", "20条"])
def test_digits_before_a_character_are_taken_as_a_number_of_two_digits_at_most(text: str) -> None:
    assert spell(text).number == ("20" if text == "20条" else "")


def test_other_is_one_word_with_any_numbering() -> None:
    assert {spell(f"{number}其他").words for number in ("", "3.", "3、", "（六）", "③", "六、", "3 ")} == {"其他"}


# ---- words and explanations ----


def test_an_explanation_in_brackets_at_the_end_is_optional() -> None:
    found = spell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    assert found.short == "部分公开" == spell("（二）部分公开").words
    assert found.words == "部分公开区分处理的只计这一情形不计其他情形"


def test_brackets_within_the_words_part_nothing() -> None:
    items = [spell(f"第二十条第（{number}）项") for number in "一五六八九"]
    assert len({item.words for item in items}) == len({item.short for item in items}) == 5


def test_only_the_last_brackets_are_an_explanation() -> None:
    assert spell("收费（甲）金额（单位：万元）").short == "收费甲金额"


def test_a_text_that_is_nothing_but_brackets_has_no_short_words() -> None:
    found = spell("（本列数据的勾稽关系为：第一项加第二项之和）")
    assert found.short == ""
    assert found.words == "本列数据的勾稽关系为第一项加第二项之和"


def test_words_have_no_punctuation() -> None:
    assert spell("危及“三安全一稳定”、等。").words == "危及三安全一稳定等"


@BOUNDED
@given(ODD)
def test_the_parts_of_a_spelling_are_parts_of_the_folded_text(text: str) -> None:
    found = spell(text)
    assert found.number in found.folded
    assert len(found.short) <= len(found.words) <= len(found.folded)
    rest = iter(found.folded)
    assert all(character in rest for character in found.words)  # in this order


def test_a_long_text_is_compared_by_its_beginning() -> None:
    assert spell("甲" * 300) == spell("甲" * 100_000)
    assert len(spell("甲" * 100_000).folded) == 300


# ---- trim ----


@pytest.mark.parametrize(
    ("line", "start", "text"),
    [
        ("", 0, ""),
        ("\u3000\u3000一、总体情况 ", 2, "一、总体情况"),
        ("\ufeff一", 1, "一"),
        ("\u200b \u200b甲 乙\u200b \u200b", 3, "甲 乙"),
        ("[bookmark: _Go]甲", 15, "甲"),
        ("\t[bookmark:a][bookmark:b] 甲", 26, "甲"),
        ("甲\ufeff", 0, "甲"),
    ],
)
def test_trim_says_how_much_was_in_front(line: str, start: int, text: str) -> None:
    assert trim(line) == (start, text)


@BOUNDED
@given(ODD)
def test_what_is_trimmed_stands_where_it_says(line: str) -> None:
    start, text = trim(line)
    assert line[start : start + len(text)] == text
    assert fold(text) == fold(line)
    assert trim(text) == (0, text)


@BOUNDED
@given(ODD)
def test_what_is_trimmed_has_nothing_white_around_it(line: str) -> None:
    text = trim(line)[1]
    assert text == text.strip() == text.strip(MARKS)


# ---- likeness ----


@BOUNDED
@given(WORDS, WORDS)
def test_likeness_is_bounded_and_nearly_symmetric(left: str, right: str) -> None:
    one, other = likeness(left, right), likeness(right, left)
    assert 0.0 <= one <= 1.0
    assert (one == 0.0) == (other == 0.0)
    assert abs(one - other) <= 0.5  # SequenceMatcher breaks ties by the order of its arguments


@BOUNDED
@given(WORDS, WORDS)
def test_only_the_same_words_are_wholly_alike(left: str, right: str) -> None:
    assert likeness(left, left) == 1.0
    assert (likeness(left, right) == 1.0) == (left == right)


@BOUNDED
@given(WORDS, WORDS, st.floats(0.0, 1.0))
def test_a_limit_leaves_what_reaches_it_as_it_is(left: str, right: str, least: float) -> None:
    whole = likeness(left, right)
    assert likeness(left, right, least) in ({whole} if whole >= least else {whole, 0.0})


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("行政许可", "行政许司", 0.75),
        ("行政许可", "行政许", 6 / 7),
        ("行政许可", "甲乙丙丁", 0.0),
        ("行政许可", "", 0.0),
        ("", "", 1.0),
        ("甲" * 300, "甲" * 301, 0.0),  # together longer than any two labels
    ],
)
def test_likeness_is_twice_what_is_common_over_both_lengths(left: str, right: str, expected: float) -> None:
    assert likeness(left, right) == pytest.approx(expected)


# ---- Han characters ----


@pytest.mark.parametrize(
    ("text", "expected"),
    [("甲", True), ("1甲", True), ("㐀", True), ("𠀀", True), ("a1-/", False), ("", False), ("①。、", False)],
)
def test_han_characters_are_known_beyond_the_first_plane(text: str, *, expected: bool) -> None:
    assert has_han(text) is expected


@pytest.mark.parametrize("text", ["龦", "\u9fff"])
def test_han_characters_are_known_to_the_end_of_their_block(text: str) -> None:
    assert has_han(text)


# ---- odd strings ----


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "一" * 200_000,
        "[bookmark:" * 20_000,
        "[" * 200_000,
        " " * 200_000 + "甲",
        "甲" + " " * 200_000,
        "甲" + "\u200b" * 200_000,
        "甲" + " \u200b" * 20_000 + "乙",
        "甲" + " \u200b" * 20_000 + "乙\u200b",
        "\u200b " * 100_000 + "甲",
        "头(tou" * 40_000,
        "1" * 200_000,
        "12." * 70_000,
        "甲(乙" * 70_000,
        "\ufdfa" * 20_000,  # eighteen characters each when normalized
        "e" + "\u0301" * 100_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_long_odd_string_takes_long(text: str) -> None:
    begun = time.perf_counter()
    fold(text)
    spell(text)
    trim(text)
    likeness(text, text[1:])
    has_han(text)
    assert time.perf_counter() - begun < PATIENCE


# ---- numeral ----


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三、总体情况", 3),
        ("（三）总体情况", 3),
        ("3.总体情况", 3),
        ("③总体情况", 3),
        ("第三部分 总体情况", 3),
        ("第3部分：总体情况", 3),
        ("第十章 总体情况", 10),
        ("十二、总体情况", 12),
        ("二十、总体情况", 20),
        ("二十一、总体情况", 21),
        ("总体情况", None),
        ("第二十条总体情况", None),
    ],
)
def test_a_numbering_is_a_number_in_whatever_numerals(text: str, number: int | None) -> None:
    assert numeral(spell(text).number) == number
    if number is not None:
        assert spell(text).words == "总体情况"
