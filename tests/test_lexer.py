"""What a cell is: one figure as written, a mark, nothing, a label of the form, or a text that is none of these."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import REPORT, changed

import gxparse
from gxparse import layouts, lexemes
from gxparse.edition_reading import lexicon_of
from gxparse.source import Source

if TYPE_CHECKING:
    from gxparse.lexer import Lexeme, Lexicon

BOUNDED = settings(derandomize=True, max_examples=300, deadline=None)
EDITIONS = ("2019", "2021")
KINDS = ("COUNT", "CHANGE", "MONEY")
Number = int | Decimal | None


@pytest.fixture(params=EDITIONS)
def lexicon(request: pytest.FixtureRequest) -> Lexicon:
    return lexicon_of(request.param)


def lexeme(text: str) -> Lexeme:
    return lexicon_of("2021").lexeme(text)


def numbers(text: str) -> tuple[Number, Number, Number]:
    """Return the figure that a cell is as a count, a change and an amount."""
    found = lexeme(text)
    if found.kind != "figure":
        return None, None, None
    count, change, money = (lexicon_of("2021").number(found.spelling.folded, kind) for kind in KINDS)
    return count, change, money


# ---- figures ----


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("1092", 1092),
        ("1,092", 1092),
        ("1，092", 1092),
        ("1, 092", 1092),
        ("12,345,678", 12345678),
        ("１２", 12),
        ("１，０９２", 1092),
        (" 12 ", 12),
        ("\u300012\u00a0", 12),
        ("12\u200b", 12),
        ("\ufeff12", 12),
        ("1\u200b2", 12),  # a mark without width parts nothing
        ("[bookmark: _GoBack]12", 12),
        ("12[bookmark: _GoBack]", 12),
        ("9" * 30, int("9" * 30)),
    ],
)
def test_a_whole_number_is_a_figure_of_every_kind(text: str, number: int) -> None:
    assert numbers(text) == (number, number, Decimal(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [("+5", 5), ("＋5", 5), ("增3", 3), ("+4,448", 4448), ("+0", 0), ("+ 5", 5), ("增 3", 3)],
)
def test_a_sign_of_increase_makes_a_change_alone(text: str, number: int) -> None:
    assert numbers(text) == (None, number, None)


@pytest.mark.parametrize("sign", [*"-‐‑‒–—―−─﹣－减", "- "])
def test_every_sign_of_decrease_makes_a_negative_change_alone(sign: str) -> None:
    assert numbers(f"{sign}1,005") == (None, -1005, None)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("477.35", "477.35"),
        ("36.50", "36.50"),
        ("32,694.3253", "32694.3253"),
        ("１２．５", "12.5"),
        ("0.0", "0.0"),
        ("0.1", "0.1"),
    ],
)
def test_decimals_are_an_amount_alone_and_exact(text: str, amount: str) -> None:
    assert numbers(text) == (None, None, Decimal(amount))
    assert str(numbers(text)[2]) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1O",
        "l2",
        "12a3",
        "#REF!",
        "1 2",
        "１ ２",
        "1\u30002",
        "1\n2",
        "1 092",
        "1\u00a0092",
        "1\u200b 2",
        "1 \u200b2",
        "1 [bookmark: x]2",
        "12①",
        "①",
        "⑫",
        "12²",
        "1¹",
        "₁2",
        "½",
        "1½",
        "⒈",
        "1,09",
        "1,0920",
        ",092",
        "1,,092",
        "1092,345",
        "12,",
        "1.",
        ".5",
        "1.2.3",
        "1,024.5.0",
        "+",
        "增",
        "减",
        "--5",
        "+-5",
        "5-",
        "5+",
        "+1.5",
        "-1.5",
        "-1,09",
        "1e5",
        "007",
        "00",
        "1_000",
        "0x12",
        "12%",
        "(12)",
        "12*",
        "12。",
        "1//2",
        "٣",
        "१",
        "十二",
        "Ⅻ",
        "12\ufffd",
    ],
)
def test_what_is_not_one_number_as_written_is_no_figure(text: str) -> None:
    assert numbers(text) == (None, None, None)
    assert lexeme(text).kind == "text"


@pytest.mark.parametrize("digits", [31, 32, 201, 5000, 100_000])
def test_a_number_of_absurdly_many_digits_is_none(digits: int) -> None:
    assert numbers("1" * digits) == (None, None, None)
    assert numbers("1" * digits + ".5") == (None, None, None)


@BOUNDED
@given(st.integers(0, 10**29), st.sampled_from(["{}", "{:,}", " {} ", "\u3000{:,}\n"]))
def test_every_number_is_read_as_itself(number: int, how: str) -> None:
    assert numbers(how.format(number)) == (number, number, Decimal(number))


@BOUNDED
@given(st.integers(0, 10**9), st.sampled_from("-－—−减"), st.booleans())
def test_every_negative_change_is_read_as_itself(number: int, sign: str, grouped: bool) -> None:  # noqa: FBT001
    assert numbers(f"{sign}{number:,}" if grouped else f"{sign}{number}") == (None, -number, None)


@BOUNDED
@given(st.decimals(0, 10**9, places=4))
def test_every_amount_is_exact(amount: Decimal) -> None:
    assert numbers(f"{amount:f}")[2] == amount
    assert numbers(f"{amount:,f}")[2] == amount


@BOUNDED
@given(st.text(alphabet="0123456789,.+-增减 aO①²１，－—/无\n\u200b", max_size=9))
def test_a_figure_is_what_its_digits_say_or_none(text: str) -> None:
    digits = re.sub(r"[^0-9.]", "", text.translate({ord("１"): "1"}))
    for number in numbers(text):
        assert number is None or abs(number) == Decimal(digits)


def test_a_figure_of_one_kind_says_nothing_as_another() -> None:
    number = lexicon_of("2021").number
    assert number("12.5", "COUNT") is None
    assert number("-5", "COUNT") is None
    assert number("-5", "MONEY") is None
    assert number("12.5", "CHANGE") is None
    assert number("", "COUNT") is None


# ---- marks, blanks, page numbers ----


@pytest.mark.parametrize(
    "text", ["/", "//", "／", "\\", "-", "--", "—", "——", "–", "－", "−", "─", "无", " 无 ", "-/-", "— —"]
)
def test_a_mark_for_none_is_a_mark(text: str) -> None:
    assert lexeme(text).kind == "mark"


@pytest.mark.parametrize(
    "text", ["", " ", "\t", "\n", "\u00a0", "\u3000", "\u2003", "\u200b", "\ufeff", "\u200b \u00ad", "[bookmark: x]"]
)
def test_what_shows_nothing_is_a_blank(text: str) -> None:
    assert lexeme(text).kind == "blank"


@pytest.mark.parametrize("text", ["N/A", "不适用", "无此项", "空", "x", "*", "、", "。", "？"])
def test_other_words_are_text(text: str) -> None:
    assert lexeme(text).kind == "text"


@pytest.mark.parametrize(
    "text", ["-7-", "- 7 -", "－７－", "— 12 —", "第7页", "第 7 页", "第7页，共12页", "7 / 20", "1/2"]
)
def test_the_number_of_a_page_is_no_figure(text: str) -> None:
    assert lexeme(text).kind == "page"


@pytest.mark.parametrize("gap", [" ", "  ", "    "])
@pytest.mark.parametrize("row", ["- 7 - - - - -", "- - - 7 - - -", "- - - - - 7 -", "- - - 7 - - - - - -"])
def test_marks_side_by_side_around_a_number_are_a_row_of_cells(row: str, gap: str) -> None:
    assert drawn(row.replace(" ", gap), gap) == row.split()


def test_a_mark_that_stands_off_between_two_figures_is_a_cell() -> None:
    assert drawn("7    /    20", "    ") == ["7", "/", "20"]
    assert drawn("7 / 20", "    ") == ["7 / 20"]


def drawn(line: str, gap: str) -> list[str]:
    """Return the cells of a line below rows that such gaps part."""
    source = Source(f"规章{gap}1{gap}2{gap}3\n许可{gap}1{gap}2{gap}3\n{line}")
    rows = layouts.read(source.text, 0, len(source.text))
    lexemes.attach(rows, lexicon_of("2021"), source)
    return [cell.text for cell in rows[-1].cells if cell.text]


# ---- labels ----


def test_every_word_of_the_grammar_is_its_own_label(lexicon: Lexicon) -> None:
    for word in lexicon.form.words:
        found = lexicon.lexeme(word.text)
        assert found.kind == "label"
        assert word.terminal in {entry.terminal for entry in found.entries}


def test_a_label_of_the_form_has_no_second_meaning_but_other_and_total(lexicon: Lexicon) -> None:
    for table in lexicon.form.tables:
        several = set()
        for word in lexicon.form.words:
            terminals = {e.terminal for e in lexicon.lexeme(word.text).entries if table.name in e.tables}
            several |= {word.text} if len(terminals) > 1 else set()
        assert {re.sub(r"^.*[.）]", "", text) for text in several} <= {"其他", "总计", "其他处理"}


@pytest.mark.parametrize(
    "text",
    [
        "（一）予以公开",
        "(一)予以公开",
        "（ 一 ）予以 公开",
        "（一）\n予以公开",
        "一、予以公开",
        "1.予以公开",
        "１．予以公开",
        "①予以公开",
        "㈠予以公开",
        "（1）予以公开",
        "予以公开",
        "予\u200b以\u3000公\u00a0开",
        "予以公开：",
        "[bookmark: x]予以公开",
        "予(yǔ)以公开",
        "予以公开（件）",
    ],
)
def test_a_label_is_known_with_any_numbering_brackets_and_spaces(text: str) -> None:
    found = lexeme(text)
    assert found.kind == "label"
    assert [entry.terminal for entry in found.entries] == ["ROW_GRANTED"]
    assert found.tables == {"applications"}


@pytest.mark.parametrize(
    "text", ["（二）部分公开", "部分公开(区分处理的，只计这一情形，不计其他情形)", "部分公开（区分处理）"]
)
def test_the_explanation_of_a_label_is_optional(text: str) -> None:
    assert [entry.terminal for entry in lexeme(text).entries] == ["ROW_PARTIALLY_GRANTED"]


@pytest.mark.parametrize(
    ("text", "terminal"),
    [
        ("第二十条第（一）项", "BLOCK_ITEM_1"),
        ("第二十条 第(五)项", "BLOCK_ITEM_5"),
        ("第二十条第六项", "BLOCK_ITEM_6"),
        ("危及「三安全一稳定」", "ROW_THREE_SECURITIES_ONE_STABILITY"),
        ("3.危及三安全一稳定", "ROW_THREE_SECURITIES_ONE_STABILITY"),
        ("本年收费金额", "COL_AMOUNT"),
        ("本年收费金额(单位:万元)", "COL_AMOUNT"),
        ("本年收费金额（万元）", "COL_AMOUNT"),
    ],
)
def test_labels_are_told_apart_by_their_words(text: str, terminal: str) -> None:
    assert [entry.terminal for entry in lexeme(text).entries] == [terminal]


@pytest.mark.parametrize("text", ["予以", "予以公开的", "不予以公开", "行政许可数", "许可", "第二十条", "（一）"])
def test_a_piece_of_a_label_and_more_than_one_are_no_labels(text: str) -> None:
    assert lexeme(text).kind == "text"


def test_a_variant_is_marked_as_one() -> None:
    assert lexeme("规范性文件").is_variant
    assert not lexeme("行政规范性文件").is_variant


def test_a_head_is_marked_as_one() -> None:
    assert lexeme("自然人").is_head
    assert lexeme("信息内容").is_head
    assert not lexeme("行政许可").is_head
    assert not lexeme("其他").is_head  # it may be a row


def test_a_word_of_taiwan_is_known_in_a_traditional_text_alone() -> None:
    for text, kind in (("5.屬於三類內部事務資訊", "label"), ("5.属于三类内部事务资讯", "text")):
        source = Source(f"{text} | 0 |")
        rows = layouts.read(source.text, 0, len(source.text))
        lexemes.attach(rows, lexicon_of("2021"), source)
        assert [cell.lexeme.kind for cell in rows[0].cells] == [kind, "figure"]


@BOUNDED
@given(st.text(max_size=30))
def test_whatever_a_cell_holds_it_is_something(text: str) -> None:
    assert lexeme(text).kind in {"label", "figure", "mark", "blank", "page", "text"}


# ---- 其他 and 总计: rows or columns ----


def as_pipes(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_tab_rows(rows: list[list[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def as_tab_led(rows: list[list[str]]) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


def as_lines(rows: list[list[str]]) -> str:
    return "".join(f"{cell}\n" for row in rows for cell in row if cell)


LAYOUTS = {"pipes": as_pipes, "tab-rows": as_tab_rows, "tab-led": as_tab_led, "lines": as_lines}


def in_layout(report: str, layout: str) -> str:
    """Return the report with its tables in another layout."""

    def rewritten(table: re.Match[str]) -> str:
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.group().splitlines()]
        return LAYOUTS[layout](rows)

    return re.sub(r"(?:^\|.*\n)+", rewritten, report, flags=re.MULTILINE)


def figures(report: gxparse.Report) -> dict[str, object]:
    found = report.to_dict()
    return {name: found[name] for name in ("disclosure", "applications", "disputes")}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_is_read_in_every_layout(layout: str) -> None:
    report = gxparse.parse(in_layout(REPORT, layout))
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert report.diagnostics == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("words", ["其他", "3、其他", "（3）其他", "③其他", "3 其他", "三、其他"])
def test_other_is_a_row_with_any_number_or_none(words: str, layout: str) -> None:
    report = gxparse.parse(in_layout(changed("3.其他", words), layout))
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert not [d for d in report.diagnostics if d.severity != "info"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("words", ["总计", "七、总计", "(7)总计", "7.总计", "⑦总计"])
def test_total_is_a_row_with_any_number_or_none(words: str, layout: str) -> None:
    report = gxparse.parse(in_layout(changed("（七）总计", words), layout))
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert not [d for d in report.diagnostics if d.severity != "info"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_other_and_total_are_heads_where_rows_have_not_begun(layout: str) -> None:
    head = "| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |"
    report = gxparse.parse(
        in_layout(changed(head, head.replace("其他", "（其他）").replace("（其他）", " 其 他 ")), layout)
    )
    assert report.cell("applications.granted.other").text == "0"
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("12件", "COUNT", 12),
        ("1,092 件", "COUNT", 1092),
        ("31批次", "COUNT", 31),
        ("减少3项", "CHANGE", -3),
        ("43.788万元", "MONEY", Decimal("43.788")),
        ("251000元", "MONEY", Decimal("25.1")),
        ("0.5元", "MONEY", Decimal("0.00005")),
    ],
)
def test_a_number_with_its_own_unit_is_a_figure(text: str, kind: str, number: int | Decimal) -> None:
    found = lexeme(text)
    assert found.kind == "figure"
    assert lexicon_of("2021").number_with_unit(found.spelling.folded, kind) == number


@pytest.mark.parametrize("text", ["1 2件", "12美元", "12百万元", "件", "十二件", "12件3", "第12件"])
def test_words_behind_a_number_are_no_unit(text: str) -> None:
    assert lexeme(text).kind == "text"
