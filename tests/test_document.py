"""The parts of a report around its tables: headings, title, preamble, trailer, year and period."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import REPORT, changed

import gxparse
from gxparse import title as title_module
from gxparse.document_patterns import form_patterns

TITLE = "临江市2022年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限自2022年1月1日至2022年12月31日。"
HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
NUMBERS = [1, 2, 3, 4, 5, 6]
YEAR = gxparse.Period(dt.date(2022, 1, 1), dt.date(2022, 12, 31))


def codes(report: gxparse.Report) -> list[str]:
    return [diagnostic.code for diagnostic in report.diagnostics]


def numbers(report: gxparse.Report) -> list[int]:
    return [section.number for section in report.sections]


def figures(report: gxparse.Report) -> list[object]:
    return [report.disclosure, report.applications, report.disputes]


def with_heading(number: int, heading: str) -> gxparse.Report:
    """Return the sample with another heading; its sections and figures must be the same."""
    report = gxparse.parse(changed(HEADINGS[number - 1], heading))
    assert numbers(report) == NUMBERS
    assert figures(report) == figures(gxparse.parse(REPORT))
    return report


# ---- headings ----


def test_headings_are_given_as_written_with_their_lines() -> None:
    report = gxparse.parse(REPORT)
    lines = REPORT.split("\n")
    assert [section.heading for section in report.sections] == HEADINGS
    assert [lines[section.line - 1] for section in report.sections] == HEADINGS


def test_the_text_of_a_section_is_what_stands_under_its_heading() -> None:
    report = gxparse.parse(REPORT)
    assert report.sections[0].text == "全市全年主动公开信息六百余条。\n\n（一）主动公开\n\n公开栏目按月更新。"
    assert report.sections[4].text == "部分栏目更新不够及时，将加强检查。"
    assert report.sections[5].text == "无。"
    assert report.sections[3].text.startswith("| 行政复议 |")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\u3000\u3000", ""),
        ("  ", "  "),
        ("\u00a0", "\u3000"),
        ("\u200b", ""),
        ("\ufeff", "\u200b"),
        ("[bookmark: _Toc1]", ""),
        ("", "。"),
        ("", "："),
        ("\t", ""),
    ],
)
def test_what_stands_around_a_heading_does_not_hide_it(number: int, before: str, after: str) -> None:
    report = with_heading(number, f"{before}{HEADINGS[number - 1]}{after}")
    assert report.sections[number - 1].heading.strip("。：") == HEADINGS[number - 1]
    assert codes(report) == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("before", "after"), [("# ", ""), ("## ", ""), ("### ", " ###"), ("**", "**"), ("## **", "**")]
)
def test_markdown_marks_are_no_part_of_a_heading_nor_of_what_stands_around_it(
    number: int, before: str, after: str
) -> None:
    report = with_heading(number, f"{before}{HEADINGS[number - 1]}{after}")
    assert report.sections[number - 1].heading == HEADINGS[number - 1]
    assert codes(report) == []
    assert report.preamble == PERIOD
    assert [section.text for section in report.sections] == [section.text for section in gxparse.parse(REPORT).sections]


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一.总体情况"),
        (1, "一，总体情况"),
        (1, "一 、总体情况"),
        (1, "一、 总 体 情 况"),
        (2, "二．主动公开政府信息情况"),
        (3, "三、收到和处理政府信息公开申请情况:"),
        (6, "六、其他需要报告的事项。"),
    ],
)
def test_punctuation_and_white_space_are_no_departure(number: int, heading: str) -> None:
    assert codes(with_heading(number, heading)) == []


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、总体概述"),
        (1, "一、基本情况"),
        (1, "一、工作基本情况"),
        (1, "一、政府信息公开工作总体情况"),
        (2, "二、主动公开政府信息的情况"),
        (2, "二、行政机关主动公开政府信息情况"),
        (3, "三、行政机关收到和处理政府信息公开申请情况"),
        (3, "三、收到及处理政府信息公开申请的情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (5, "五、存在问题和改进措施"),
        (5, "五、存在问题及改进情况"),
        (6, "六、其他需要报告事项"),
        (6, "六、其他事项"),
        (6, "六、其它需要说明的事项"),
    ],
)
def test_another_wording_in_use_is_told_as_one(number: int, heading: str) -> None:
    report = with_heading(number, heading)
    assert codes(report) == ["GX105"]
    assert report.sections[number - 1].heading == heading
    assert report.diagnostics[0].expected == (HEADINGS[number - 1],)
    assert report.diagnostics[0].found == heading


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、总休情况"),
        (2, "二、主动公开政府信息情泥"),
        (3, "三、收到和处理政府信息公开申情况"),
        (4, "四、政府信息公开行政复议行政诉颂情况"),
        (5, "五、存在的主要问题及改进情況兄"),
        (6, "六、其他需要报告的事顶"),
    ],
)
def test_a_misspelt_heading_is_told_with_the_form_s_own(number: int, heading: str) -> None:
    report = with_heading(number, heading)
    assert codes(report) == ["GX104"]
    assert report.diagnostics[0].expected == (HEADINGS[number - 1],)
    assert report.diagnostics[0].line == report.sections[number - 1].line


@pytest.mark.parametrize("number", NUMBERS)
def test_a_wrong_number_does_not_hide_a_heading(number: int) -> None:
    words = HEADINGS[number - 1][2:]
    report = with_heading(number, f"十、{words}")
    assert codes(report) == ["GX112"]
    assert report.sections[number - 1].heading == f"十、{words}"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("numbering", ["{}、", "{}.", "{}．", "（{}）"])
def test_the_same_number_in_other_numerals_is_no_departure(number: int, numbering: str) -> None:
    assert numbers(gxparse.parse(REPORT)) == NUMBERS
    text = REPORT
    for other, heading in enumerate(HEADINGS, 1):
        text = text.replace(heading, f"{numbering.format(other)}{heading[2:]}")
    report = gxparse.parse(text)
    assert numbers(report) == NUMBERS
    assert codes(report) == []
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert report.sections[number - 1].heading == f"{numbering.format(number)}{HEADINGS[number - 1][2:]}"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("numbering", ["第{}部分 ", "第{}部分：", "第{}部分", "第 {} 部分　", "第{}章 "])
def test_a_heading_numbered_as_a_part_is_another_wording(number: int, numbering: str) -> None:
    numeral, _, words = HEADINGS[number - 1].partition("、")
    heading = f"{numbering.format(numeral)}{words}"
    report = with_heading(number, heading)
    assert report.sections[number - 1].heading == heading
    assert codes(report) == ["GX105"]


def test_the_wrong_number_of_a_part_is_told() -> None:
    assert sorted(codes(with_heading(2, "第三部分 主动公开政府信息情况"))) == ["GX105", "GX112"]


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "⼀、总体情况"),
        (2, "⼆、主动公开政府信息情况"),
        (5, "五、存在的主要问题及改进情况"),
        (6, "六、其他需要报告的事项"),
    ],
)
def test_radicals_in_a_heading_are_its_characters(number: int, heading: str) -> None:
    report = with_heading(number, heading)
    assert report.sections[number - 1].heading == heading
    assert codes(report) == []


def test_the_second_heading_numbered_as_the_first_is_told() -> None:
    assert codes(with_heading(2, "一、主动公开政府信息情况")) == ["GX112"]


@pytest.mark.parametrize("number", NUMBERS)
def test_of_a_repeated_heading_the_first_counts(number: int) -> None:
    heading = HEADINGS[number - 1]
    report = with_heading(number, f"{heading}\n\n{heading}")
    assert codes(report) == ["GX106"]
    assert report.diagnostics[0].line == report.sections[number - 1].line + 2


@pytest.mark.parametrize("number", NUMBERS)
def test_a_missing_heading_is_told_and_the_tables_are_read(number: int) -> None:
    report = gxparse.parse(changed(HEADINGS[number - 1], ""))
    assert numbers(report) == [other for other in NUMBERS if other != number]
    assert "GX103" in codes(report)
    assert figures(report) == figures(gxparse.parse(REPORT))
    missing = next(d for d in report.diagnostics if d.code == "GX103")
    assert missing.expected == (HEADINGS[number - 1],)


def test_a_heading_out_of_order_is_told() -> None:
    text = changed(HEADINGS[4], "五六").replace(HEADINGS[5], HEADINGS[4]).replace("五六", HEADINGS[5])
    report = gxparse.parse(text)
    assert numbers(report) == [1, 2, 3, 4, 6, 5]
    assert codes(report) == ["GX108"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。",
        "本报告分为一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况六部分。",
        "详见三、收到和处理政府信息公开申请情况。",
        "其中存在的主要问题及改进情况见第五部分。",
        "（一）主动公开政府信息情况",
        "（二）收到和处理政府信息公开申请情况",
        "1.其他需要报告的事项",
        "一、二、三季度分别公开信息若干条。",
        "三、四季度主动公开政府信息的情况比一、二季度有所改善，全年收到和处理政府信息公开申请的情况也一样好，特此说明。",
    ],
)
def test_headings_within_sentences_are_none(sentence: str) -> None:
    report = gxparse.parse(changed("公开栏目按月更新。", sentence))
    assert numbers(report) == NUMBERS
    assert [section.heading for section in report.sections] == HEADINGS
    assert figures(report) == figures(gxparse.parse(REPORT))
    assert [d for d in report.diagnostics if d.severity == "error"] == []
    assert sentence in report.sections[0].text


def test_rows_of_table_three_that_are_numbered_like_headings_are_none() -> None:
    rows = "\n".join(
        cell for line in REPORT.splitlines() if line.startswith("|") for cell in map(str.strip, line.split("|")) if cell
    )
    before, _, rest = REPORT.partition(HEADINGS[1])
    after = rest[rest.index(HEADINGS[4]) :]
    report = gxparse.parse(f"{before}{HEADINGS[1]}\n{rows}\n{after}")
    assert [number for number in numbers(report) if number in (1, 2, 5, 6)] == [1, 2, 5, 6]
    assert "一、本年新收政府信息公开申请数量" not in [section.heading for section in report.sections]
    assert figures(report)[1:] == figures(gxparse.parse(REPORT))[1:]


def test_a_heading_in_a_cell_is_none() -> None:
    report = gxparse.parse(changed("公开栏目按月更新。", "| 五、存在的主要问题及改进情况 |"))
    assert numbers(report) == NUMBERS


# ---- title ----


@pytest.mark.parametrize(
    "title",
    [
        "临江市2022年政府信息公开工作年度报告",
        "临江市2022年度政府信息公开工作报告",
        "临江市2022年政府信息公开年度报告",
        "临江市2022年度政务公开工作年报",
        "临江市政府信息公开2022年度报告",
        "临江市政府信息公开工作2022年度报告",
        "临江市政府信息公开工作年度报告（2022年）",
        "临江市政府信息公开工作年度报告(2022)",
        "临江市【2022】年政府信息公开工作年度报告",
        "临江市〔2022〕年政府信息公开工作年度报告",
        "临江市２０２２年政府信息公开工作年度报告",
        "临江市 2022 年 政府信息公开 工作年度报告",
        "2022年度临江市政府信息公开工作年度报告",
        "临江市\n2022年政府信息公开工作年度报告",
        "临江市2022年\n政府信息公开工作年度报告",
        "临江市\n2022年政府信息公开\n工作年度报告",
        "临江市\n\n2022年政府信息公开\n\n工作年度报告",
        "临江市2022年政府信息公开工作\n年度报告",
    ],
)
def test_a_title_in_one_to_three_lines_names_issuer_and_year(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title))
    assert (report.title, report.issuer, report.year) == (title, "临江市", 2022)
    assert report.preamble == PERIOD
    assert codes(report) == []


@pytest.mark.parametrize("title", ["\u3000\u3000{}\u3000", "\u200b{}", "\ufeff{}", "[bookmark: _GoBack]{}", "\t{}"])
def test_white_space_around_a_title_is_no_part_of_it(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title.format(TITLE)))
    assert (report.title, report.issuer, report.year) == (TITLE, "临江市", 2022)


@pytest.mark.parametrize("title", ["# {}", "**{}**", "# **{}**", "《{}》", "{}。"])
def test_marks_around_a_title_do_not_hide_it(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title.format(TITLE)))
    assert report.title is not None
    assert TITLE in report.title
    assert (report.issuer, report.year) == ("临江市", 2022)
    assert report.preamble == PERIOD


def test_words_before_the_issuer_are_no_part_of_it() -> None:
    assert gxparse.parse(changed(TITLE, f"关于{TITLE}")).issuer == "临江市"


def test_a_year_in_chinese_numerals_is_no_part_of_the_issuer() -> None:
    report = gxparse.parse(changed(TITLE, "临江市二〇二二年政府信息公开工作年度报告"))
    assert (report.issuer, report.year) == ("临江市", 2022)


@pytest.mark.parametrize(
    "metadata",
    [
        "首页",
        "当前位置：首页>政府信息公开>年报",
        "发布日期：2023-01-20\n来源：市政府办公室",
        "索引号：000014349/2023-00001\n发布机构：临江市人民政府\n成文日期：2023年01月20日\n有效性：有效",
        "日期：2023-01-20\n\n字号：大 中 小\n打印",
        "浏览次数：2021",
    ],
)
def test_a_title_stands_below_metadata(metadata: str) -> None:
    report = gxparse.parse(changed(TITLE, f"{metadata}\n\n{TITLE}"))
    assert (report.title, report.issuer, report.year, report.preamble) == (TITLE, "临江市", 2022, PERIOD)
    assert codes(report) == []


def test_metadata_below_the_title_is_no_part_of_the_preamble() -> None:
    report = gxparse.parse(changed(TITLE, f"{TITLE}\n\n发布日期：2023-01-20\n来源：市政府办公室"))
    assert (report.title, report.preamble) == (TITLE, PERIOD)


@pytest.mark.parametrize("line", ["", "随便一行", "临江市人民政府", "附件"])
def test_without_a_title_there_is_neither_title_nor_issuer(line: str) -> None:
    report = gxparse.parse(changed(TITLE, line))
    assert (report.title, report.issuer) == (None, None)
    assert report.year == 2022
    assert codes(report) == ["GX102", "GX109"]
    assert figures(report) == figures(gxparse.parse(REPORT))


@pytest.mark.parametrize(
    "above",
    [
        "2021年政府信息公开工作年度报告",
        "临江市2021年政府信息公开工作年度报告",
        "政府信息公开年报",
        "历年政府信息公开年报",
        "临江市2022年政府信息公开工作年度报告 - 临江市人民政府",
    ],
)
@pytest.mark.parametrize("title", [TITLE, "临江市2022年\n政府信息公开工作年度报告"])
def test_of_several_titles_the_one_with_issuer_and_stated_year_is_the_report_s(above: str, title: str) -> None:
    report = gxparse.parse(changed(TITLE, f"{above}\n\n{title}"))
    assert (report.title, report.issuer, report.year, report.preamble) == (title, "临江市", 2022, PERIOD)
    assert codes(report) == []


def test_of_several_titles_without_issuer_the_one_of_the_stated_year_is_the_report_s() -> None:
    title = "2022年政府信息公开工作年度报告"
    report = gxparse.parse(changed(TITLE, f"2021年政府信息公开工作年度报告\n{title}"))
    assert (report.title, report.issuer, report.year) == (title, None, 2022)


def test_a_sentence_behind_a_title_without_issuer_is_no_title() -> None:
    title, sentence = "2022年政府信息公开工作年度报告", "根据条例，现公布清河县2021年政府信息公开工作年度报告。"
    report = gxparse.parse(changed(TITLE, f"{title}\n{sentence}"))
    assert (report.title, report.issuer, report.year) == (title, None, 2022)


@pytest.mark.parametrize(
    "title",
    [
        "临江市2021-2022年政府信息公开工作年度报告",
        "临江市2021—2022年度政府信息公开工作年度报告",
        "临江市2021年至2022年政府信息公开工作年度报告",
        "临江市2021、2022年政府信息公开工作年度报告",
        "临江市2021-22年政府信息公开工作年度报告",
        "临江市政府信息公开工作2021-2022年度报告",
        "临江市2021年政府信息公开工作年度报告（2022年）",
        "临江市2O22年政府信息公开工作年度报告",
        "临江市20222年政府信息公开工作年度报告",
        "临江市202年政府信息公开工作年度报告",
    ],
)
def test_several_years_or_a_misread_one_are_no_year_and_no_part_of_the_issuer(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title))
    assert (report.title, report.issuer, report.year) == (title, "临江市", 2022)
    assert codes(report) == ["GX109"]


@pytest.mark.parametrize("lead", ["附件1：", "附件2 ", "附件一、", "标题：", "【年报】", "[公告]", "附件1：关于"])
def test_what_leads_to_a_title_is_no_part_of_the_issuer(lead: str) -> None:
    report = gxparse.parse(changed(TITLE, f"{lead}{TITLE}"))
    assert (report.title, report.issuer, report.year) == (f"{lead}{TITLE}", "临江市", 2022)
    assert codes(report) == []


@pytest.mark.parametrize(
    "title", ["【年报】{} - 临江市人民政府", "{}_年报_临江网", "{}.docx", "{} | 临江网", "《{}》.pdf"]
)
def test_what_a_page_or_a_file_adds_to_a_title_does_not_hide_it(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title.format(TITLE)))
    assert (report.issuer, report.year) == ("临江市", 2022)
    assert codes(report) == []


@pytest.mark.parametrize("title", ["| {} |", "| {} |\n|---|", "|{}|\n|:---:|", "| 标题 | {} |"])
def test_a_title_may_stand_in_a_cell(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title.format(TITLE)))
    assert (report.title, report.issuer, report.year, report.preamble) == (TITLE, "临江市", 2022, PERIOD)
    assert codes(report) == []


@pytest.mark.parametrize(
    "title",
    [
        "2022年政府信息公开工作年度报告\n（临江市水利局）",
        "2022年政府信息公开工作年度报告（临江市水利局）",
        "2022年政府信息公开工作年度报告\n\n(临江市水利局)",
        "政府信息公开工作年度报告\n（临江市水利局）\n（2022年度）",
        "临江市水利局政府信息公开工作年度报告\n（2022年）",
        "临江市水利局\n政府信息公开工作年度报告\n（2022）",
    ],
)
def test_issuer_and_year_may_stand_in_brackets_below_a_title(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title))
    assert (report.title, report.issuer, report.year, report.preamble) == (title, "临江市水利局", 2022, PERIOD)
    assert codes(report) == []


@pytest.mark.parametrize("line", ["（公开稿）", "（草案）", "（此件公开）"])
def test_other_words_in_brackets_below_a_title_are_no_issuer(line: str) -> None:
    report = gxparse.parse(changed(TITLE, f"2022年政府信息公开工作年度报告\n{line}"))
    assert report.issuer is None
    assert report.preamble == f"{line}\n\n{PERIOD}"


def test_a_letter_that_sends_a_report_is_not_its_title() -> None:
    assert gxparse.parse(changed(TITLE, f"关于印发《{TITLE}》的通知")).title is None


@pytest.mark.parametrize("line", [TITLE, f"\f{TITLE}", f"  {TITLE}  7", f"7  {TITLE}"])
@pytest.mark.parametrize("label", ["一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理"])
def test_a_running_title_among_the_rows_of_a_table_is_nothing(line: str, label: str) -> None:
    row = next(row for row in REPORT.split("\n") if label in row)
    report = gxparse.parse(changed(row, f"{line}\n{row}"))
    assert codes(report) == []
    assert figures(report) == figures(gxparse.parse(REPORT))


@pytest.mark.parametrize("lines", [f"{TITLE}\n7", f"7\n{TITLE}", f"{TITLE}\n\n7", f"- 7 -\n{TITLE}"])
def test_the_number_of_a_page_beside_a_running_title_is_nothing_among_rows(lines: str) -> None:
    row = next(row for row in REPORT.split("\n") if "（一）予以公开" in row)
    report = gxparse.parse(changed(row, f"\n{lines}\n\n{row}"))
    assert codes(report) == []
    assert figures(report) == figures(gxparse.parse(REPORT))


@pytest.mark.parametrize(
    ("above", "below", "taken"),
    [
        ("甲 | 1", "乙 | 2", [TITLE]),
        ("甲 | 1\n7", "乙 | 2", ["7", TITLE]),
        ("甲\t1", "7\n乙\t2", [TITLE, "7"]),
        ("\t甲\n\t12", "\t7\n\t乙", [TITLE]),  # figures in cells of their own
        ("甲\n12", "乙", [TITLE]),
        ("甲", "7\n乙", []),
        ("甲\n— 3 —", "7\n乙", [TITLE]),  # behind the foot of a page
        ("甲\n第3页", "\n7\n乙", [TITLE]),
        ("甲 | 1\n12345", "乙 | 2", [TITLE]),
    ],
)
def test_a_running_title_takes_only_a_number_with_it_that_can_be_no_figure(
    above: str, below: str, taken: list[str]
) -> None:
    text = f"{TITLE}\n{above}\n{TITLE}\n{below}\n"
    spans = list(title_module.running(text, (0, len(TITLE)), len(TITLE), form_patterns()))
    assert [text[start:end] for start, end in spans] == taken


def test_a_running_title_in_the_narrative_is_kept_as_written() -> None:
    report = gxparse.parse(changed("公开栏目按月更新。", f"{TITLE}\n公开栏目按月更新。"))
    assert report.sections[0].text.endswith(f"{TITLE}\n公开栏目按月更新。")
    assert codes(report) == []


@pytest.mark.parametrize(
    "line",
    [
        "Page 7",
        "page 7 of 12",
        "P7",
        "P.7",
        "Ｐ．７",
        "[7]",
        "【7】",
        "· 7 ·",
        "~ 7 ~",
        "- 7 -",
        "<!-- 第7页 -->",
        "---",
        "***",
    ],
)
def test_what_stands_at_the_foot_of_a_page_among_rows_is_nothing(line: str) -> None:
    row = next(row for row in REPORT.split("\n") if "（一）予以公开" in row)
    for text in (f"{line}\n{row}", f"\n{line}\n\n{row}"):
        report = gxparse.parse(changed(row, text))
        assert codes(report) == []
        assert figures(report) == figures(gxparse.parse(REPORT))


@pytest.mark.parametrize(
    "title", ["政务信息公开年报", "政府政务公开年报", "2022年政府信息公开工作年度报告", "政府信息公开工作年度报告"]
)
def test_a_title_may_name_no_issuer(title: str) -> None:
    report = gxparse.parse(changed(TITLE, title))
    assert (report.title, report.issuer, report.year) == (title, None, 2022)


def test_a_title_alone_is_a_report() -> None:
    report = gxparse.parse(TITLE)
    assert (report.title, report.issuer, report.year, report.sections) == (TITLE, "临江市", 2022, ())


def test_the_title_is_not_looked_for_in_the_sections() -> None:
    text = changed(TITLE, "").replace("公开栏目按月更新。", TITLE)
    assert gxparse.parse(text).title is None


# ---- preamble and trailer ----


def test_the_preamble_is_what_stands_between_title_and_first_heading() -> None:
    lines = "根据条例编制本报告。\n\n　　联系电话：0000。"
    assert gxparse.parse(changed(PERIOD, lines)).preamble == lines


def test_no_preamble_is_none() -> None:
    assert gxparse.parse(changed(PERIOD, "")).preamble is None


@pytest.mark.parametrize(
    "lines",
    [
        "打印本页\n关闭窗口",
        "附件：1.统计表.docx",
        "扫一扫在手机打开当前页",
        "上一篇：甲\n下一篇：乙",
        "版权所有：临江市",
    ],
)
def test_what_a_page_adds_at_the_end_is_no_part_of_the_last_section(lines: str) -> None:
    report = gxparse.parse(f"{REPORT}\n{lines}\n")
    assert report.sections[-1].text == "无。"
    assert codes(report) == []


def test_such_a_line_within_the_text_stays() -> None:
    report = gxparse.parse(changed("无。\n", "附件：1.统计表.docx\n\n无。\n"))
    assert report.sections[-1].text == "附件：1.统计表.docx\n\n无。"


@pytest.mark.parametrize("rule", ["---", "***", "----------"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_rule_between_sections_is_no_figure(heading: str, rule: str) -> None:
    report = gxparse.parse(changed(heading, f"{rule}\n\n{heading}"))
    assert codes(report) == []
    assert figures(report) == figures(gxparse.parse(REPORT))


# ---- period and year ----

NAMELESS = changed(TITLE, TITLE.replace("2022年", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自2022年1月1日至2022年12月31日。",
        "统计期限自2022年01月01日至12月31日。",
        "统计期限自 2022 年 1 月 1 日 至 2022 年 12 月 31 日。",
        "统计期限为2022年1月1日起至2022年12月31日止。",
        "统计期限：2022年1月1日-12月31日",
        "统计期限：2022年1月1日—2022年12月31日",
        "统计期限：2022年1月1日到12月31日",
        "所列数据的时间为2022年1月1日至12月31日。",
    ],
)
def test_a_period_is_read_as_first_and_last_day(sentence: str) -> None:
    report = gxparse.parse(changed(PERIOD, sentence))
    assert report.period == YEAR
    assert codes(report) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自２０２２年１月１日至２０２２年１２月３１日。",
        "统计期限：２０２２年１月１日－１２月３１日",
        "统计期限：2022年1月1日－12月31日",
        "统计期限：2022年1月1日～12月31日",
        "统计期限自2022\u00a0年\u00a01\u00a0月1日至12月31日。",
        "统计期限自2022\u3000年1月1日至12月31日。",
        "统计期限自2022\u200b年1月1日至12月31日。",
    ],
)
def test_a_period_in_full_width_characters_or_with_other_blanks_is_read(sentence: str) -> None:
    assert gxparse.parse(changed(PERIOD, sentence)).period == YEAR


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自2022年13月1日至2022年12月31日。",
        "统计期限自2022年2月30日至12月31日。",
        "统计期限自2022年1月1日至202212月31日。",
        "2022年1月1日至2022年12月31日，我市公开信息若干。",
        "统计期限为全年。",
    ],
)
def test_what_is_no_period_is_none(sentence: str) -> None:
    assert gxparse.parse(changed(PERIOD, sentence)).period is None


def test_a_period_does_not_end_before_it_begins() -> None:
    report = gxparse.parse(changed(PERIOD, "统计期限自2022年12月31日至2022年1月1日。"))
    assert report.period is None or report.period.start <= report.period.end


def test_a_period_of_another_year_is_told_and_the_title_counts() -> None:
    report = gxparse.parse(changed(PERIOD, PERIOD.replace("2022", "2021")))
    assert report.year == 2022
    assert report.period == gxparse.Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert codes(report) == ["GX111"]
    assert report.diagnostics[0].path == "period"


def test_a_period_in_the_first_section_is_found() -> None:
    text = changed("公开栏目按月更新。", PERIOD, changed(PERIOD, ""))
    report = gxparse.parse(text)
    assert report.period == YEAR
    assert report.cell("period").line == text.split("\n").index(PERIOD) + 1


def test_without_a_year_in_the_title_the_period_tells_it() -> None:
    report = gxparse.parse(NAMELESS)
    assert report.year == 2022
    assert codes(report) == ["GX109"]
    assert report.cell("year").line == 3


def test_without_title_and_period_the_narrative_tells_the_year_it_speaks_of_most() -> None:
    report = gxparse.parse(changed(PERIOD, "2021年以来，2022年公开，2022 年受理。", NAMELESS))
    assert report.year == 2022
    assert codes(report) == ["GX109"]
    cell = report.cell("year")
    assert (cell.text, cell.line, cell.column) == ("2022年", 3, 9)


def test_two_years_spoken_of_alike_are_none() -> None:
    report = gxparse.parse(changed(PERIOD, "2021年公开，2022年受理。", NAMELESS))
    assert report.year is None
    assert codes(report) == ["GX110"]


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自201911日至20191231日。",
        "自201911日起，至201911日止，共201911日。",
        "自20211月1日至202112月31日。",
        "据〔202130号文件，公开2021件。",
        "电话20222022，编号12022年第2022号。",
        "1999年、2100年。",
    ],
)
def test_a_truncated_date_is_never_a_year(sentence: str) -> None:
    report = gxparse.parse(changed(PERIOD, sentence, NAMELESS))
    assert report.period is None
    assert report.year is None
    assert codes(report) == ["GX110"]


def test_a_truncated_date_beside_a_whole_one_is_not_read() -> None:
    report = gxparse.parse(changed(PERIOD, "统计期限自201911日至2022年12月31日。", NAMELESS))
    assert report.period is None
    assert report.year == 2022


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31)),
    st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31)),
    st.sampled_from(["", " "]),
)
def test_every_period_is_read_as_it_is(one: dt.date, other: dt.date, blank: str) -> None:
    start, end = sorted([one, other])
    days = [f"{day.year}{blank}年{blank}{day.month}{blank}月{day.day}{blank}日" for day in (start, end)]
    report = gxparse.parse(changed(PERIOD, f"统计期限自{days[0]}至{days[1]}。"))
    assert report.period == gxparse.Period(start, end)
    whole = (start, end) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert codes(report) == ([] if whole else ["GX111"])
