"""Read the claims of prose that nobody should write: nothing raises, every place is in the text, time is linear."""

from __future__ import annotations

import gc
import random
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrated import narrated

import gxparse
from gxparse import grammar
from gxparse.narrative import beginnings, clauses, numerals, words
from gxparse.rules.narrative import narrative_findings

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "临江市2022年政府信息公开工作年度报告\n一、总体情况\n"
PIECES = [
    *"，。；：、（）！？,.;:()\n 　\t“”",
    *("2022年", "上年度", "去年", "同比", "增加", "其中", "全市", "市政府", "某局", "备案", "上半年", "其余", "分别为"),
    *("收到", "受理", "办结", "答复", "未", "无", "没有", "上年结转", "结转下年度", "结转至2023年", "从办理结果看"),
    *("政府信息公开申请", "依申请公开", "申请", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"),
    *("自然人", "法人或其他组织", "行政复议", "行政诉讼", "结果维持", "被依法纠错", "尚未审结", "规章", "规范性文件"),
    *("制发", "废止", "现行有效", "行政许可", "决定", "一是", "二是", "约", "余", "左右", "3至5件", "两件", "百余件"),
    *(
        "1,092件",
        "１０件",
        "10 件",
        "12",
        "万件",
        "1.2万件",
        "三百一十二件",
        "十百件",
        "0件",
        "98条",
        "30%",
        "〔2021〕30号",
    ),
    *(
        "天气",
        "来信",
        "的",
        "了",
        "\u200b",
        "\ud800",
        "&nbsp;",
        "<p>",
        "第二十条",
        "99999999999999999999件",
        "ⅷ件",
        "²件",
    ),
]
FIRST, SECOND = 2_000, 8_000  # repetitions
ALLOWED = 8  # for four times the text: linear with room for a machine that is busy


def check(text: str) -> None:
    """Read the claims of a text and see that they are where they say, and that each can be judged."""
    report = gxparse.parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for index, claim in enumerate(report.claims):
        assert 1 <= claim.line <= claim.end_line <= len(lines)
        assert 1 <= claim.column <= len(lines[claim.line - 1]) + 1
        assert 1 <= claim.end_column <= len(lines[claim.end_line - 1]) + 1
        assert claim.value >= 0
        assert claim.text
        assert claim.part_of is None or 0 <= claim.part_of < index
    found = narrative_findings(report)
    assert all(finding.message and finding.message_zh and finding.places for finding in found)
    assert [(finding.line, finding.column) for finding in found] == sorted(
        (finding.line, finding.column) for finding in found
    )


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_mixture_of_words_raises(pieces: list[str]) -> None:
    """See that words of claims in any order are read or passed over."""
    check(TITLE + "".join(pieces))


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    """See that a section of any text is read or passed over."""
    check(TITLE + text)


@given(st.text(alphabet="零〇一二三四五六七八九十百千两万亿0123456789,.", min_size=1, max_size=24))
def test_no_numeral_raises(numeral: str) -> None:
    """See that every number is a number or none."""
    found = words.count(f"{numeral}件", 0)
    assert found is None or (found.value >= 0 and found.step >= 1)


@given(st.lists(st.sampled_from(sorted({*grammar.compiled().narrative} - {*words.ASKED})), max_size=30))
def test_no_clause_raises(terminals: list[str]) -> None:
    """See that the grammar takes or refuses any clause."""
    used = {terminal.name for terminal in grammar.parser_of("narrative").terminals}
    clauses.parse([terminal for terminal in terminals if terminal in used])


LONG: dict[str, Callable[[int], str]] = {
    "one clause of counts": lambda n: "收到申请" + "10件" * n,
    "one sentence of claims": lambda n: "全市收到政府信息公开申请42件，" * n,
    "an enumeration without end": lambda n: "收到政府信息公开申请42件，其中" + "甲处1件，" * n,
    "outcomes without end": lambda n: "办结申请42件，" + "予以公开1件；" * n,
    "results without end": lambda n: "因政府信息公开被申请行政复议9件，其中" + "维持1件、" * n,
    "brackets that open": lambda n: "收到申请10件（其中" * n,
    "subjects without a count": lambda n: "收到办结申请" * n,
    "negations": lambda n: "未无没有" * n,
    "digits": lambda n: "1" * 8 * n,
    "digits with separators": lambda n: "1,092" * n,
    "numerals": lambda n: "三百一十二" * n,
    "years": lambda n: "2022年" * n,
    "blanks": lambda n: "收到 10 " * n,
    "lines that are wrapped": lambda n: "本年度收到政府信息公开申请的数量为十件\n" * n,
    "sentences": lambda n: "收到政府信息公开申请42件。" * n,
    "names of bodies": lambda n: "某某局某某委" * n + "收到政府信息公开申请42件。",
}


def seconds(text: str) -> float:
    """Return how long the claims of a text take, parsing aside; the best of some attempts."""
    report = gxparse.parse(text)
    evidence = report._evidence  # noqa: SLF001 (claims are kept there, and this asks for them again)
    assert evidence is not None
    best = float("inf")
    for _ in range(3):
        evidence._claims = {}  # noqa: SLF001
        gc.collect()
        start = time.process_time()
        narrative_findings(report)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("kind", LONG)
def test_time_is_linear(kind: str) -> None:
    """See that four times the text takes about four times as long."""
    first, second = (seconds(TITLE + LONG[kind](count)) for count in (FIRST, SECOND))
    assert second < ALLOWED * max(first, 0.002), (first, second)


def test_a_narrative_of_100_kb_is_read_quickly() -> None:
    """See that mixed prose of that size takes a second at most on a busy machine."""
    chosen = random.Random(4)
    text = "".join(chosen.choice(PIECES[20:]) for _ in range(25_000))
    assert len(text) > 60_000
    assert seconds(TITLE + text) < 3


CHINESE = {
    "零": 0,
    "两": 2,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "一百": 100,
    "一百零五": 105,
    "一百二十": 120,
    "三百一十二": 312,
    "二〇二二": 2022,
    "三千零四十": 3040,
    "一千二百三十四": 1234,
    "百百": None,
    "十百": None,
    "二三百": None,
}


@pytest.mark.parametrize("numeral", CHINESE)
def test_chinese_numerals(numeral: str) -> None:
    """See that Chinese numerals are the numbers that they are."""
    found = words.count(f"{numeral}件", 0)
    assert (found.value if found else None) == CHINESE[numeral]


def test_what_numbers_are_given_to() -> None:
    """See that multiples say what they are rounded to."""
    assert words.count("1.2万件", 0) == numerals.Count(12_000, "件", 1_000, approximate=False)
    assert words.count("14万件", 0) == numerals.Count(140_000, "件", 10_000, approximate=False)
    assert words.count("1,092件", 0) == numerals.Count(1_092, "件", 1, approximate=False)


def test_parsing_alone_reads_no_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """See that a report costs nothing for its claims until they are asked for, and is asked once."""
    from gxparse.narrative import reader

    asked = []
    original = reader.read

    def read(*arguments: Any) -> tuple[gxparse.Claim, ...]:  # noqa: ANN401
        asked.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(reader, "read", read)
    report = narrated("全市收到政府信息公开申请42件。")
    report.to_dict()
    assert not asked
    assert report.claims is report.claims
    assert len(asked) == 1


def test_a_report_that_was_made_has_no_claims() -> None:
    """See that a report without a text says nothing in numbers."""
    report = gxparse.Report(title="临江市2022年政府信息公开工作年度报告")
    assert report.claims == ()
    assert narrative_findings(report) == ()


BEGINNINGS = {
    "件|起": "件起",
    "(未|没有)?(收到|受理)": "未没收受",
    "(?<![0-9])[0-9]{1,3}件": "0123456789",
    "(?=甲)乙": "乙",
    "甲{0,2}乙": "甲乙",
    "甲{2}乙": "甲",
    "(?P<a>甲?)(?:乙*丙)+": "甲乙丙",
    r"\.|[()\[\]]": ".()[]",
    "(省|市)$": "省市",
}


@pytest.mark.parametrize("pattern", BEGINNINGS)
def test_beginnings_of_a_pattern(pattern: str) -> None:
    """See with which characters a match can begin."""
    assert beginnings.characters(pattern) == set(BEGINNINGS[pattern])


@pytest.mark.parametrize("pattern", [r"\d件", "[^件]起", ".件", "(件", "件)", "[件", r"\w"])
def test_patterns_that_are_not_understood_are_refused(pattern: str) -> None:
    """See that nothing is said of what is not known."""
    with pytest.raises(beginnings.UnknownPatternError):
        beginnings.characters(pattern)


COUNTS = [
    "1,092件",
    "１０件",
    "约10件",
    "十余起",
    "几百条",
    "3至5件",
    "三到五份",
    "两千多项",
    "1.2万件",
    "百来个",
    "10件左右",
]


@pytest.mark.parametrize("said", COUNTS)
def test_a_sentence_with_a_count_tells_something(said: str) -> None:
    """See that the first look at a sentence misses no way to write a number."""
    narrow = said.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    assert [word.text for word in words.telling(f"天气{narrow}", 2022) if word.type == words.COUNT] == [narrow]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
def test_the_first_look_at_a_sentence_misses_no_count(sentence: str) -> None:
    """See that a sentence in which the words have a count of cases has all its words read."""
    found = [word for word in words.words(sentence, 2022) if word.type == words.COUNT]
    if any(words.sought("CASE_UNIT").search(word.text) for word in found):
        assert words.telling(sentence, 2022)


@pytest.mark.parametrize("name", grammar.compiled().narrative)
def test_every_pattern_begins_as_said(name: str) -> None:
    """See that each pattern of the grammar is understood, and finds nothing that begins otherwise."""
    signs = beginnings.characters(grammar.compiled().narrative[name])
    said = "。".join([*PIECES, *(piece * 2 for piece in PIECES), *map("".join, pairwise(PIECES))])
    assert signs
    assert {found.group()[0] for found in words.pattern(name).finditer(said)} <= signs
