"""Every place of the folded text leads to the caller's own line and column, whatever the folding did."""

from __future__ import annotations

import re
import time
import unicodedata

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import REPORT, changed

import gxparse
from gxparse import source as source_module
from gxparse.source import Source

LINE_END = re.compile("\r\n|\r|\n")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BOUNDED = settings(derandomize=True, max_examples=150, deadline=None)
# Line ends, what is invisible or unreadable, traditional and simplified characters, ordinary ones.
TEXTS = st.text(
    alphabet=[*"\r\n\x00\ud800\udfff\ufeff\u200b\u2028\x0b\x0c\x85", *"乾縣報告乾县开開 12|\tａ𠀀"], max_size=120
)


def naive_position(raw: str, offset: int) -> tuple[int, int]:
    """Count lines and columns as an editor does."""
    ends = [match for match in LINE_END.finditer(raw) if match.end() <= offset]
    return len(ends) + 1, offset - (ends[-1].end() if ends else 0) + 1


def places(raw: str) -> list[int]:
    """Return the offsets of all characters that are no part of a line's end, and of the end."""
    inside = {place for match in LINE_END.finditer(raw) for place in range(*match.span())}
    return [place for place in range(len(raw) + 1) if place not in inside]


class Converter:
    """Replaces words as OpenCC might, with others of any length."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def convert(self, text: str) -> str:
        text.encode()  # refuses lone surrogates as OpenCC does
        for old, new in self._words.items():
            text = text.replace(old, new)
        return text


@pytest.fixture
def lengths_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the conversion make 長詞 one character and 短 three.

    OpenCC's own t2s changes no length as far as is known (no single character's does), but says nowhere that
    it never will.
    """
    fake = Converter({"長詞": "长", "短": "短短短"})
    monkeypatch.setattr(source_module, "converter", lambda _: fake)


# ---- positions ----


@BOUNDED
@given(TEXTS)
def test_positions_are_those_of_a_naive_count_for_many_queries(raw: str) -> None:
    read = Source(raw)
    for place in places(raw):
        assert read.position(place) == naive_position(raw, place)


@BOUNDED
@given(TEXTS, st.data())
def test_positions_are_those_of_a_naive_count_for_few_queries(raw: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(raw)))
    assert Source(raw).position(place) == naive_position(raw, place)


@BOUNDED
@given(TEXTS, st.data())
def test_a_span_has_the_positions_of_its_ends(raw: str, data: st.DataObject) -> None:
    read = Source(raw)
    start, end = sorted(data.draw(st.sampled_from(places(raw))) for _ in range(2))
    assert read.span(start, end) == (*naive_position(raw, start), *naive_position(raw, end))


@BOUNDED
@given(TEXTS, st.integers(0, 60))
def test_the_answer_does_not_depend_on_how_many_were_asked_for_before(raw: str, before: int) -> None:
    fresh, used = Source(raw), Source(raw)
    for _ in range(before):
        used.position(len(raw) // 2)
    for place in places(raw)[:5]:
        assert fresh.position(place) == used.position(place)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    read = Source(end.join(["甲", "", "乙丙"]))
    assert read.position(read.text.index("乙")) == (3, 1)
    assert read.position(read.text.index("丙")) == (3, 2)
    assert read.position(len(read.text)) == (3, 3)


def test_line_ends_of_all_kinds_may_be_mixed() -> None:
    read = Source("a\rb\r\nc\nd\r\r\ne")
    assert [read.position(read.text.index(letter)) for letter in "abcde"] == [(1, 1), (2, 1), (3, 1), (4, 1), (6, 1)]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
def test_other_separators_end_no_line(mark: str) -> None:
    read = Source(f"甲{mark}乙")
    assert read.position(read.text.index("乙")) == (1, 3)


@BOUNDED
@given(TEXTS)
def test_every_line_of_the_callers_text_is_a_line_of_the_folded_text(raw: str) -> None:
    folded = Source(raw).text
    ends = [match.end() - 1 for match in LINE_END.finditer(raw)]
    assert "\r" not in folded
    assert len(folded) == len(raw)
    assert [place for place, character in enumerate(folded) if character == "\n" and raw[place] in "\r\n"] == ends
    assert {raw[place] for place, character in enumerate(folded) if character == "\n"} <= set("\r\n\u2028\x0b")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b"], ids=ascii)
def test_separators_end_lines_where_they_are_more_than_line_ends_and_move_no_place(mark: str) -> None:
    raw = f"甲{mark}乙{mark}丙\r\n丁{mark}戊"
    read = Source(raw)
    assert read.text.split() == list("甲乙丙丁戊")
    assert read.text.count("\n") == 4
    for few in (True, False):
        read = Source(raw)
        for _ in range(0 if few else 50):
            read.position(0)
        for place in places(raw):
            assert read.position(place) == naive_position(raw, place)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b"], ids=ascii)
def test_separators_among_more_line_ends_part_words_not_lines(mark: str) -> None:
    assert Source(f"甲{mark}乙\n丙\n").text.count("\n") == 2


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b"], ids=ascii)
def test_a_report_with_separators_for_line_ends_is_read_whole(mark: str) -> None:
    plain = gxparse.parse(REPORT)
    other = gxparse.parse(REPORT.replace("\n", mark))
    assert other.diagnostics == plain.diagnostics
    assert other == attrs.evolve(plain, sections=other.sections, preamble=other.preamble)
    assert [section.line for section in other.sections] == [1] * 6
    place = REPORT.index("三、收到和处理")
    assert other.cell("sections.2.heading").column == place + 1


# ---- what is no text: comments, rules; radicals ----


def test_radicals_of_fonts_are_the_characters() -> None:
    raw = "⼀、总体情况\n⺠⻔⻓⻚⼈⼯龟⺌⺚\n甲"
    read = Source(raw)
    assert read.text == "一、总体情况\n民门长页人工龟小⺚\n甲"
    assert read.slice(0, 1) == "⼀"
    assert not read.traditional


def test_each_radical_is_one_character() -> None:
    radicals = "".join(map(chr, range(0x2E80, 0x2FD6)))
    assert len(Source(radicals).text) == len(radicals)


@pytest.mark.parametrize(
    ("comment", "blank"),
    [
        ("<!-- 第7页 -->", True),
        ("<!--[if gte mso 9]><xml>甲</xml><![endif]-->", True),
        ("<!-- 甲 -->", True),
        ("<!-- 甲", False),
        ("甲 -->", False),
    ],
)
def test_a_comment_is_nothing_where_it_ends(comment: str, blank: bool) -> None:  # noqa: FBT001
    read = Source(f"乙{comment}丙")
    assert len(read.text) == len(comment) + 2
    assert (read.text[1:-1].strip() == "") is blank


def test_a_comment_over_lines_leaves_their_ends() -> None:
    assert Source("甲<!-- 一\n二 -->乙").text == "甲      \n     乙"


def test_many_comments_without_an_end_are_passed_over_quickly() -> None:
    raw = "<!--" * 100_000
    assert Source(raw).text == raw


@pytest.mark.parametrize("sign", "-—―─*_=")
def test_a_rule_between_rows_is_nothing(sign: str) -> None:
    rule = 3 * sign
    assert Source(f"甲 | 1\n{rule}\n乙 | 2").text == "甲 | 1\n   \n乙 | 2"
    assert Source(f"甲\t1\n\n{rule}\n\n乙\t2").text == "甲\t1\n\n   \n\n乙\t2"
    assert Source(f"甲\n{2 * rule}\n乙").text == "甲\n      \n乙"


@pytest.mark.parametrize("mark", ["-", "--", "---", "—", "——", "———", "***"])
def test_what_may_be_a_mark_in_a_cell_of_a_line_stays(mark: str) -> None:
    for text in (
        f"甲\n{mark}\n1",
        f"甲\n\n{mark}\n\n1",
        f"<td>\n{mark}\n</td>",
        f"甲 |\n{mark} |\n1 |",
        f"\t甲\n\t{mark}\n\t1",
    ):
        assert Source(text).text == text


@pytest.mark.parametrize("row", ["|---|---|", "--- | ---", "---|---", "| - |"])
def test_a_row_that_parts_heads_and_cells_stays(row: str) -> None:
    text = f"| 甲 | 乙 |\n{row}\n| 1 | 2 |"
    assert Source(text).text == text


@BOUNDED
@given(TEXTS)
def test_what_no_stage_can_read_is_not_in_the_folded_text(raw: str) -> None:
    folded = Source(raw).text
    assert not {character for character in folded if unicodedata.category(character) == "Cc"} - {"\t", "\n"}
    folded.encode()  # refuses lone surrogates


@BOUNDED
@given(TEXTS)
def test_every_other_character_of_the_folded_text_leads_to_its_own(raw: str) -> None:
    read = Source(raw)
    for place, character in enumerate(read.text):
        if not character.isspace() and character not in "报干县开告乾" and character != REPLACEMENT:
            assert raw[read.offset(place)] == character


@BOUNDED
@given(TEXTS)
def test_a_slice_is_what_the_caller_wrote(raw: str) -> None:
    read = Source(raw)
    assert read.slice(0, len(read.text)) == raw
    middle = len(read.text) // 2
    assert read.slice(0, middle) + read.slice(middle, len(read.text)) == raw


def test_the_empty_text_has_one_place() -> None:
    read = Source("")
    assert read.text == ""
    assert read.position(0) == (1, 1)
    assert read.slice(0, 0) == ""
    assert not read.traditional


def test_a_byte_order_mark_takes_a_column() -> None:
    read = Source("\ufeff一、总体情况")
    assert read.position(read.text.index("一")) == (1, 2)


@pytest.mark.parametrize(
    ("mark", "read_as"),
    [("\x00", " "), ("\x0c", " "), ("\x1b", " "), ("\x85", " "), ("\ud800", REPLACEMENT)],
    ids=ascii,
)
def test_an_unreadable_character_is_one_character_and_moves_nothing(mark: str, read_as: str) -> None:
    read = Source(f"甲{mark}乙\n{mark}丙{mark}")
    assert read.text == f"甲{read_as}乙\n{read_as}丙{read_as}"
    assert read.position(read.text.index("乙")) == (1, 3)
    assert read.position(read.text.index("丙")) == (2, 2)
    assert read.slice(0, 3) == f"甲{mark}乙"


@pytest.mark.parametrize("mark", ["\x00", "\ud800"], ids=["nul", "surrogate"])
def test_unreadable_characters_do_not_make_a_text_traditional(mark: str) -> None:
    assert not Source(f"甲{mark}乙").traditional


def test_nul_and_surrogate_together_are_one_character_each() -> None:
    assert Source("\x00\ud800甲").text == f" {REPLACEMENT}甲"


def test_a_character_beyond_the_first_plane_is_one_column() -> None:
    read = Source("𠀀甲")
    assert read.position(read.text.index("甲")) == (1, 2)


# ---- conversion ----


def test_traditional_characters_are_read_as_simplified_ones_and_written_as_they_are() -> None:
    read = Source("臨江市\r\n總體情況")
    assert read.text == "临江市 \n总体情况"
    assert read.position(read.text.index("情")) == (2, 3)
    assert read.slice(read.text.index("总"), len(read.text)) == "總體情況"
    assert read.traditional


def test_the_wording_of_taiwan_is_replaced_where_it_is_asked_for() -> None:
    read = Source("政府資訊")
    assert read.text == "政府资讯"
    assert read.mainland_wording(0, 4) == "政府信息"


@pytest.mark.usefixtures("lengths_change")
def test_a_line_that_became_shorter_leaves_the_other_lines_exact() -> None:
    read = Source("甲長詞乙\r\n丙\n丁")
    assert read.text == "甲长乙 \n丙\n丁"
    assert read.position(read.text.index("甲")) == (1, 1)
    assert read.position(read.text.index("丙")) == (2, 1)
    assert read.position(read.text.index("丁")) == (3, 1)
    assert read.position(len(read.text)) == (3, 2)


@pytest.mark.usefixtures("lengths_change")
def test_a_line_that_became_longer_leaves_the_other_lines_exact() -> None:
    read = Source("短\n丙丁\n開")  # a text in simplified characters alone is not converted
    assert read.text == "短短短\n丙丁\n開"
    assert [read.position(place) for place in range(3)] == [(1, 1), (1, 2), (1, 2)]
    assert read.position(read.text.index("丁")) == (2, 2)


@pytest.mark.usefixtures("lengths_change")
def test_lines_are_exact_where_lengths_change_and_the_sum_is_the_same() -> None:
    read = Source("長詞長詞\n短\n丙")  # one line loses two characters, the next gains two
    assert len(read.text) == len(read.raw)
    assert read.position(read.text.index("短")) == (2, 1)
    assert read.position(read.text.index("丙")) == (3, 1)
    assert read.slice(read.text.index("丙"), len(read.text)) == "丙"


@pytest.mark.usefixtures("lengths_change")
@BOUNDED
@given(raw=st.text(alphabet="長詞短甲\n\r ", max_size=60))
def test_places_stay_in_their_line_whatever_lengths_became(raw: str) -> None:
    read = Source(raw)
    lines = LINE_END.split(raw)
    line = 1
    last = 0
    for place, character in enumerate(read.text):
        offset = read.offset(place)
        assert last <= offset <= len(raw)
        last = offset
        found, column = read.position(place)
        assert found == line
        assert 1 <= column <= len(lines[line - 1]) + 2  # behind it: the two characters of a line's end
        line += character == "\n"


def test_the_converter_is_loaded_once() -> None:
    assert source_module.converter("t2s") is source_module.converter("t2s")


# ---- the report's issuer ----


def test_a_name_in_a_simplified_report_keeps_the_character_that_the_conversion_would_change() -> None:
    report = gxparse.parse(changed("临江市2022年政府信息公开工作年度报告", "乾县2022年政府信息公开工作年度报告"))
    assert report.issuer == "乾县"
    assert report.title == "乾县2022年政府信息公开工作年度报告"


def test_a_title_alone_keeps_its_name() -> None:
    assert gxparse.parse("乾县2022年政府信息公开工作年度报告").issuer == "乾县"


def test_a_traditional_report_has_its_issuer_in_simplified_characters() -> None:
    title = "臨江縣2022年政府信息公開工作年度報告"
    report = gxparse.parse(f"{title}\n\n一、總體情況\n\n無。\n")
    assert report.issuer == "临江县"
    assert report.title == title


@pytest.mark.parametrize("title", ["臨江縣2022年政府信息公開工作年度報告", "臨江縣2022年政府信息公开工作年度报告"])
def test_a_traditional_title_over_a_simplified_report_has_its_issuer_in_simplified_characters(title: str) -> None:
    report = gxparse.parse(changed("临江市2022年政府信息公开工作年度报告", title))
    assert report.title == title
    assert report.issuer == "临江县"


def test_figures_have_the_same_places_in_a_report_with_other_line_ends() -> None:
    plain = gxparse.parse(REPORT)
    for end in ("\r\n", "\r"):
        other = gxparse.parse(REPORT.replace("\n", end))
        assert other.cell("applications.granted.total") == plain.cell("applications.granted.total")
        assert other == attrs.evolve(plain, sections=other.sections)  # these have the caller's own line ends


# ---- what a page does not show ----


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">9</span>',
        "<p style='color:red; DISPLAY : none !important'>9</p>",
        '<span style="visibility:hidden">9</span>',
        '<div class="a" hidden>9<div>8</div>7</div>',
        "<p hidden=''>9</p>",
        '<span style="mso-hide:all">9</span>',
        "<script>if (a < 9) { b('<td>9</td>') }</script>",
        '<STYLE type="text/css">td{width:9px}</STYLE>',
        "<template><tr><td>9</td></tr></template>",
        '<div style="display:none"><table><tr><td>9</td></tr></table></div>',
    ],
)
def test_what_a_page_does_not_show_is_nothing(hidden: str) -> None:
    read = Source(f"乙{hidden}丙")
    assert len(read.text) == len(hidden) + 2
    assert read.text.split() == ["乙", "丙"]


@pytest.mark.parametrize(
    "shown",
    [
        '<span class="hidden">9</span>',
        '<span style="overflow:hidden">9</span>',
        '<span data-x=" hidden ">9</span>',
        '<span aria-hidden="true">9</span>',
        '<input type="hidden">9',
        '<p style="display:block">9</p>',
    ],
)
def test_what_a_page_shows_stays(shown: str) -> None:
    assert "9" in Source(f"乙{shown}丙").text


def test_digits_around_what_is_hidden_are_one_number() -> None:
    assert "".join(Source('1<span style="display:none">9</span>240').text.split("\u200b")) == "1240"


def test_a_hidden_cell_ends_where_the_next_begins() -> None:
    read = Source("<table><tr><td hidden>9<td>8</tr><tr hidden><td>7<tr><td>6</table>").text
    assert [figure for figure in "6789" if figure in read] == ["6", "8"]


def test_a_cell_that_is_not_seen_keeps_its_place() -> None:
    assert Source('<tr><td style="visibility:hidden">9</td><td>8</td></tr>').text.count("<td") == 2


def test_a_hidden_element_without_an_end_hides_its_line_or_cell_alone() -> None:
    assert Source('<div style="display:none">9\n丙').text.strip() == "丙"
    assert "丙" in Source('<td><span style="display:none">9</td><td>丙</td>').text


@pytest.mark.parametrize(
    "opener", ['<p style="display:none">', "<script>", "<a{} hidden>", "<td hidden>", "<!--<style>"]
)
def test_many_hidden_elements_without_an_end_are_passed_over_quickly(opener: str) -> None:
    text = "\n".join(opener.format(number) for number in range(20_000))
    start = time.perf_counter()
    Source(text)
    assert time.perf_counter() - start < 5


# ---- simplified texts are not converted, and read as if they were ----

CHARACTERS = [chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("gb2312", "ignore")]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet=[*CHARACTERS, *"\n —·\u00a0，。12"], max_size=400))
def test_a_text_of_simplified_characters_is_as_the_converter_has_it(text: str) -> None:
    assert Source(text).text == source_module.converter("t2s").convert(text)


@pytest.mark.parametrize(
    "word", ["答覆", "反覆", "全覆盖", "藉口", "沈默", "沈阳", "乾县", "以後", "於", "土坏", "破坏", "海哩"]
)
def test_words_in_which_a_simplified_character_is_a_traditional_one_are_converted(word: str) -> None:
    assert Source(f"依法{word}。").text == source_module.converter("t2s").convert(f"依法{word}。")


def test_each_character_of_simplified_texts_is_as_the_converter_has_it() -> None:
    for start in range(0, len(CHARACTERS), 10):
        text = "，".join(CHARACTERS[start : start + 10])
        assert Source(text).text == source_module.converter("t2s").convert(text)
