"""Feed the parser what nobody should: whatever it is, it is read or refused as the contract says, in linear time.

Whatever the text, only `NotAReportError` may come out of `parse`, and only for a text without anything of a report;
every place that a diagnostic or a cell names must be in the text, and the data must be JSON.
"""

from __future__ import annotations

import gc
import json
import random
import re
import signal
import sys
import threading
import time
from contextlib import contextmanager
from functools import cache
from itertools import chain, cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
from test_departures import MADE, SEEDS, case_named, complaints, figures_of

import gxparse
from gxparse import grammar, pipeline
from gxparse.model import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 1_000_000
MANY = 100_000
PLAIN = (dict, list, str, int, float, bool, type(None))
TABLES = ("disclosure", "applications", "disputes")
STATES = {"stated", "blank", "not_applicable", "missing", "ambiguous", "invalid"}
LINE_END = re.compile(r"\r\n|\r|\n")
LONE = "\ud800"
PATIENCE = 120  # seconds for one text of some megabytes


# ---- reports to spoil ----


@cache
def real_reports() -> dict[str, str]:
    """Return the real reports, as far as they are here."""
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name[:3]] = file.read()
    return found


REPORTS = [*real_reports(), *MADE]


@cache
def report_text(name: str) -> str:
    return real_reports().get(name) or case_named(name).text


@pytest.fixture(params=REPORTS)
def text(request: pytest.FixtureRequest) -> str:
    return report_text(request.param)


@cache
def labels() -> tuple[str, ...]:
    """Return every label of every edition."""
    words = chain.from_iterable(form.words for form in grammar.compiled().forms.values())
    return tuple(dict.fromkeys(word.text for word in words))


@cache
def headings() -> tuple[str, ...]:
    return tuple(section.heading for section in grammar.compiled().document.sections)


# ---- the contract ----


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Give up after a while, where the system can interrupt."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_: object) -> None:
        pytest.fail(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def parsed(text: str) -> gxparse.Report | None:
    """Return the report, or None where the parser says that there is none; anything else escapes."""
    try:
        return gxparse.parse(text)
    except gxparse.NotAReportError:
        return None


def leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield path and value of everything that is neither a dict nor a list."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{path}.{index}")
    else:
        yield path, node


def misplaced(lines: list[str], line: int, column: int) -> bool:
    return not 1 <= line <= len(lines) or not 1 <= column <= len(lines[line - 1]) + 1


def place_faults(lines: list[str], diagnostics: tuple[gxparse.Diagnostic, ...]) -> Iterator[str]:
    for each in diagnostics:
        start, end = (each.line, each.column), (each.end_line, each.end_column)
        if misplaced(lines, *start) or misplaced(lines, *end) or end < start:
            yield f"{each.code} at {start} to {end}"
    starts = [(each.line, each.column) for each in diagnostics]
    if starts != sorted(starts):
        yield "diagnostics are not in the order of the text"


def figures(data: dict[str, Any]) -> dict[str, object]:
    """Return what stands in the data for each figure of the form."""
    found = chain.from_iterable(leaves(data[table], table) for table in TABLES if data[table] is not None)
    return {path: value for path, value in found if not path.endswith((".name", ".extra")) and ".extra." not in path}


def cell_faults(report: gxparse.Report, data: dict[str, Any], lines: list[str]) -> Iterator[str]:
    """Yield what is wrong with the cells of the figures: each has one, and the one that fits it."""
    for path, value in figures(data).items():
        cell = report.cell(path)
        if type(cell) is not Cell or cell.state not in STATES or (cell.state == "stated") != (value is not None):
            yield f"{path} is {value}, its cell {cell}"
        if cell.line is not None and misplaced(lines, cell.line, cell.column or 0):
            yield f"{path} stands at {cell.line}:{cell.column}"


def faults(text: str) -> Iterator[str]:
    """Yield everything in which the parser does not keep its contract with this text."""
    lines = LINE_END.split(text)
    try:
        report = gxparse.parse(text)
    except gxparse.NotAReportError as error:
        yield from place_faults(lines, error.diagnostics)
        if not error.diagnostics:
            yield "no diagnostic says why this is no report"
        return
    yield from place_faults(lines, report.diagnostics)
    data = report.to_dict()
    yield from (f"{path} is a {type(value)}" for path, value in leaves(data) if type(value) not in PLAIN)
    if json.loads(json.dumps(data, allow_nan=False)) != data:
        yield "to_dict() is not JSON"
    yield from cell_faults(report, data, lines)


def assert_contract(text: str) -> None:
    found = list(islice(faults(text), 10))
    assert not found, "\n".join(found)


def assert_contract_of_each(texts: Iterator[str]) -> None:
    """Hold the contract for many texts; show the shortest of those that break it, by what is wrong."""
    broken: dict[str, str] = {}
    for text in texts:
        try:
            found = list(islice(faults(text), 3))
        except Exception as error:  # noqa: BLE001 (whatever it is: it should not be)
            found = [f"{type(error).__name__}: {error}"]
        for fault in found:
            if fault not in broken or len(text) < len(broken[fault]):
                broken[fault] = text
    assert not broken, "\n".join(f"{fault}: {text[:300]!r} ({len(text)} characters)" for fault, text in broken.items())


EXTRA = "二、主动公开政府信息情况\n规章 | 1 | 2 | 3 |\n行政许可 | 4 |\n本年制发件数 |\n其他主动公开文件 | 5 | 6 |\n"


@pytest.mark.parametrize("name", [*REPORTS, "extra rows"])
def test_every_path_of_the_data_has_a_cell_in_the_text(name: str) -> None:
    text = EXTRA if name == "extra rows" else report_text(name)
    report = gxparse.parse(text)
    data = {key: value for key, value in report.to_dict().items() if key != "diagnostics"}
    lines = LINE_END.split(text)
    found = []
    for path, value in leaves(data):
        try:
            cell = report.cell(path)
        except KeyError:
            found.append(f"{path} has no cell")
            continue
        if cell.line is not None and misplaced(lines, cell.line, cell.column or 0):
            found.append(f"{path} stands at {cell.line}:{cell.column}")
        if value is None and cell.state == "stated":
            found.append(f"{path} is None, its cell {cell}")
    assert not found, "\n".join(found)


# ---- what is no report ----


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        "一、总体情况".encode(),
        bytearray(b"x"),
        1,
        1.5,
        True,
        ["一、总体情况"],
        ("x",),
        {"text": "x"},
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_str_is_a_type_error(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError):
        gxparse.parse(value)


NOVEL = """
　　那是一个寒冷的冬天，街上没有什么人。他站在窗前，望着远处的灯火，想起了许多年前的事情。
　　“你还记得吗？”她问，“那一年，我们一起离开了故乡。”他点了点头，没有说话。
　　第二天清晨，雪停了。院子里的梅花开了三朵，一朵红的，两朵白的。
"""
CODE = """
import sys

def main(argv):
    for index, value in enumerate(argv | [1, 2]):
        print(f"{index}\\t{value}")  # 1 | 2 | 3
    return 0 if argv else 1
"""
JSON = '{"name": "某县", "values": [1, 2.5, null, true], "nested": {"a": {"b": {"c": []}}}}'
HTML = "<!DOCTYPE html>\n<html><body><table><tr><td>1</td><td>2</td></tr></table></body></html>"
NUMBERS = "\n".join(" | ".join(str(row * column) for column in range(10)) for row in range(30))
NO_REPORTS = {
    "empty": "",
    "a blank": " ",
    "a line end": "\n",
    "white space": " \t\r\n\u3000\xa0\u2028\x0b\x0c\x85 \n\n\t\t\n",
    "BOM": "\ufeff",
    "NUL": "\x00",
    "lone surrogates": LONE * 3,
    "invisible": "\u200b\u200f\u202e\u2060\n\u200b",
    "a letter": "x",
    "a number": "1",
    "pipes": "|||\n||||\n|\n",
    "tabs": "\t\t\t\n\t\n\t",
    "brackets": "（（（）））((()))【】",
    "novel": NOVEL,
    "code": CODE,
    "JSON": JSON,
    "HTML": HTML,
    "table of numbers": NUMBERS,
    "numbers in lines": "\n".join(map(str, range(300))),
    "numbers after tabs": "".join(f"\t{number}\n" for number in range(300)),
}


@pytest.mark.parametrize("text", NO_REPORTS.values(), ids=NO_REPORTS)
def test_a_text_with_nothing_of_a_report_is_refused(text: str) -> None:
    with pytest.raises(gxparse.NotAReportError) as refused:
        gxparse.parse(text)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, gxparse.ReportError)
    assert [each.severity for each in refused.value.diagnostics] == ["error"]
    assert_contract(text)


@pytest.mark.parametrize("text", NO_REPORTS.values(), ids=NO_REPORTS)
def test_strict_refuses_it_in_the_same_way(text: str) -> None:
    with pytest.raises(gxparse.NotAReportError):
        gxparse.parse(text, strict=True)


ROW = " | 1 | 2 | 3 | 4 | 5 | 6 | 21 |"
LITTLE = {
    "a heading": "一、总体情况",
    "a title": "某县2021年政府信息公开工作年度报告",
    "a row": f"一、本年新收政府信息公开申请数量{ROW}\n二、上年结转政府信息公开申请数量{ROW}\n",
    "rows and labels": "行政许可\n1\n\n行政处罚\n2\n\n行政强制\n3\n",
    "a title and a row": f"某县2021年政府信息公开工作年度报告\n一、本年新收政府信息公开申请数量{ROW}\n（七）总计{ROW}\n",
}


@pytest.mark.parametrize("text", LITTLE.values(), ids=LITTLE)
def test_a_text_with_a_little_of_a_report_is_read(text: str) -> None:
    assert parsed(text) is not None
    assert_contract(text)


def test_a_row_without_any_heading_is_read() -> None:
    report = gxparse.parse(LITTLE["a row"])
    assert report.applications is not None
    assert report.applications.new_received.total == 21
    assert report.applications.carried_over.natural_person == 1
    assert report.disclosure is None
    assert report.disputes is None


# ---- kinds of text that grow ----


def filled(unit: str, size: int) -> str:
    """Return a text of about that many characters that repeats a unit."""
    return unit * (size // len(unit) + 1)


def numbered(unit: str, size: int) -> str:
    """Return a text of about that many characters that repeats a unit with another number each time.

    Like random ones, texts of different sizes have nothing in common that the parser could remember.
    """
    return "".join(unit.format(1_000_000 * size + number) for number in range(size // (len(unit) + 10) + 1))


def random_lines(size: int, letters: str, length: int, before: str = "", after: str = "") -> str:
    noise = random.Random(size)
    count = size // (len(before) + length + len(after) + 1) + 1
    return "".join(f"{before}{''.join(noise.choices(letters, k=length))}{after}\n" for _ in range(count))


def shuffled_labels(size: int, before: str, after: str) -> str:
    noise = random.Random(size)
    found: list[str] = []
    length = 0
    while length < size:
        order = list(labels())
        noise.shuffle(order)
        found += [f"{before}{label}{after}\n" for label in order]
        length += sum(len(label) + len(before) + len(after) + 1 for label in order)
    return "".join(found)


def sound() -> str:
    """Return a sound report in which something is made to grow."""
    return case_named("2019-pipes").text


def grown(old: str, new: str, name: str = "2019-pipes") -> str:
    whole = case_named(name).text
    assert old in whole
    return whole.replace(old, new, 1)


def askew(size: int) -> str:
    """Return tables under headings, drawn with blanks, in each of which no figure stands below another."""
    noise = random.Random(size)
    found: list[str] = []
    while sum(map(len, found)) < size:
        found.append(f"{THREE}   信息内容    自然人   商业企业   科研机构   其他   总计\n")
        for _ in range(40):
            figures = "".join(f"{' ' * noise.randint(1, 9)}{noise.randint(0, 99)}" for _ in range(5))
            found.append(f"（一）予以公开{figures}\n")
    return "".join(found)


THREE = "三、收到和处理政府信息公开申请情况\n"
TABLE_OF_2021 = f"{THREE}规章 | 1 | 2 | 3 |\n行政许可 | 2 |\n本年制发件数 |\n"
TABLE_OF_2019 = f"{THREE}规章 | 1 | 2 | 3 |\n行政许可 | 2 | 3 | 4 |\n本年新制作数量 |\n"
SOME_WORDS = "本年新收政府信息公开申请数量属于国家秘密"
HEADING_WORDS = "总体情况主动公开政府信息收到和处理申请"
LONG_ROW = "一、本年新收政府信息公开申请数量"

KINDS: dict[str, Callable[[int], str]] = {
    # one line
    "one line of a letter": lambda n: "a" * n,
    "one line of a Han character": lambda n: "某" * n,
    "one line of a title's words": lambda n: filled("政府信息公开工作年度报告", n),
    "one line of labels": lambda n: filled("".join(labels()), n),
    "one line of labels with blanks": lambda n: filled(" ".join(labels()), n),
    "one line of labels with pipes": lambda n: THREE + filled("|".join(labels()), n),
    "one line of labels in a table": lambda n: TABLE_OF_2021 + filled("|".join(labels()), n),
    "one line of pipes": lambda n: TABLE_OF_2021 + "|" * n,
    "one line of tabs": lambda n: f"{THREE}规章\t1\n行政许可\t1\n" + "\t" * n,
    "one line of blanks": lambda n: f"{' ' * n}\n{sound()}",
    "one row of figures": lambda n: f"{TABLE_OF_2021}规章 |" + filled("1|", n),
    "one row of words": lambda n: f"{TABLE_OF_2021}规章 |" + filled("某某|", n),
    "one row of words behind a figure": lambda n: f"{TABLE_OF_2021}规章 | 1 |" + filled("某某|", n),
    "one row of words in tabs": lambda n: f"{THREE}规章\t1\n行政许可\t2\n规章\t" + filled("某某\t", n),
    "one row of words, a cell a line": lambda n: f"{THREE}\t行政许可\n\t2\n\n\t规章\n" + filled("\t某某\n", n),
    "one row of words before a figure": lambda n: TABLE_OF_2021 + filled("某某某 | ", n) + "1 | 2\n",
    "one row of a row's label": lambda n: f"{TABLE_OF_2021}规章 |" + filled("1.属于国家秘密|", n),
    "one row of groups": lambda n: TABLE_OF_2021 + filled("（三）不予公开 |", n),
    "one row of a divided row's label": lambda n: TABLE_OF_2019 + filled("其他对外管理服务事项 |", n),
    "one row of unknown heads": lambda n: f"{TABLE_OF_2021}自然人 |" + numbered("某某某某某某某{} |", n),
    # separators, blanks, dashes
    "dashes": lambda n: TABLE_OF_2021 + "-" * n + "|x\n",
    "a separator of many columns": lambda n: TABLE_OF_2021 + filled("---|", n) + "x\n",
    "blanks before dashes": lambda n: TABLE_OF_2021 + " " * n + "x---|\n",
    "blanks behind dashes": lambda n: f"{TABLE_OF_2021}---{' ' * n}x|\n",
    "blanks between dashes": lambda n: f"{TABLE_OF_2021}---|{' ' * n}---{' ' * n}x|\n",
    "blank lines": lambda n: "\n" * n + sound(),
    "blank lines in a table": lambda n: grown("| 一、本年新收", "\n" * n + "| 一、本年新收"),
    "carriage returns": lambda n: "\r" * n + sound(),
    "line ends of Windows": lambda n: sound().replace("\n", "\r\n") + "\r\n" * (n // 2),
    "form feeds": lambda n: sound() + filled("\x0c\n", n),
    # many lines
    "lines of pipes": lambda n: TABLE_OF_2021 + filled("|\n", n),
    "lines of tabs": lambda n: f"{THREE}\t规章\n\t0\n\n\t行政许可\n\t0\n" + filled("\t\n", n),
    "lines of figures": lambda n: f"{THREE}规章\n行政许可\n" + filled("1\n", n),
    "lines of labels": lambda n: filled("\n".join(labels()) + "\n", n),
    "lines of labels under a heading": lambda n: THREE + filled("\n".join(labels()) + "\n", n),
    "lines of labels after tabs": lambda n: THREE + filled("".join(f"\t{label}\n\n" for label in labels()), n),
    "lines of a label": lambda n: THREE + filled(f"{LONG_ROW}\n", n),
    "lines of a label with a pipe": lambda n: THREE + filled(f"{LONG_ROW} |\n", n),
    "lines of a divided row's label": lambda n: TABLE_OF_2019 + filled("其他对外管理服务事项\n", n),
    "lines of a divided row": lambda n: TABLE_OF_2019 + filled(f"其他对外管理服务事项 | 行政检查{ROW}\n", n),
    "lines of a divided row without figures": lambda n: TABLE_OF_2019 + filled("其他对外管理服务事项 | 行政检查\n", n),
    "lines of groups": lambda n: TABLE_OF_2021 + filled("（三）不予公开 |\n", n),
    "lines of misspelt groups": lambda n: TABLE_OF_2021 + numbered("（三）不某公开{} |\n", n),
    "lines of heads": lambda n: TABLE_OF_2021 + filled("自然人 | 商业企业 | 总计 |\n", n),
    "lines of block titles": lambda n: TABLE_OF_2021 + filled("第二十条第（一）项 |\n信息内容 |\n", n),
    "lines of blocks": lambda n: TABLE_OF_2021 + filled("第二十条第（一）项 |\n本年制发件数 |\n规章 | 1\n", n),
    "lines of rows without labels": lambda n: TABLE_OF_2021 + filled("1 | 2 | 3 |\n", n),
    "one cell of lines of words": lambda n: (
        f"{THREE}\t规章\n\t0\n\n\t某某某\n{filled('某某某' + chr(10), n)}\n\t行政许可\n\t2\n"
    ),
    "drawn tables askew": askew,
    "drawn heads and figures": lambda n: f"{THREE}规章   1   2\n" + filled("某某某   某某某   某某某\n1   2   3\n", n),
    "lines of words": lambda n: TABLE_OF_2021 + random_lines(n, SOME_WORDS, 9, after=" |"),
    "lines of wrapped heads": lambda n: TABLE_OF_2021 + filled("结\n果\n维\n持\n", n),
    "lines of wrapped heads with pipes": lambda n: TABLE_OF_2021 + filled("结果 |\n维持 |\n", n),
    "lines that continue a cell": lambda n: f"{THREE}\t规章\n\t行政许可\n\t1\n" + filled("2\n", n),
    "lines that continue a label": lambda n: f"{THREE}\t规章\n\t1\n\n\t行政许可\n" + filled("某\n", n),
    "rows of the form": lambda n: THREE + filled(f"{LONG_ROW}{ROW}\n", n),
    "rows of the form that differ": lambda n: THREE + numbered(LONG_ROW + " | {} | 2 | 3 | 4 | 5 | 6 | 21 |\n", n),
    "rows of the form that miss a figure": lambda n: THREE + filled(f"{LONG_ROW} | 1 | 2 |\n（七）总计 | 1 |\n", n),
    "rows with bad figures": lambda n: TABLE_OF_2021 + numbered("行政许可 | 1x{} |\n", n),
    "misspelt rows": lambda n: TABLE_OF_2021 + random_lines(n, SOME_WORDS, 9, after=" | 1 | 2 |"),
    "misspelt rows after tabs": lambda n: f"{THREE}\t规章\n\t1\n\n" + random_lines(n, SOME_WORDS, 9, "\t", "\n\t1\n"),
    "extra rows": lambda n: f"二、主动公开政府信息情况\n{TABLE_OF_2021}" + numbered("某某某某{} | 1 | 2 |\n", n),
    "shuffled labels": lambda n: THREE + shuffled_labels(n, "", ""),
    "shuffled rows": lambda n: THREE + shuffled_labels(n, "", ROW),
    "shuffled rows after tabs": lambda n: THREE + shuffled_labels(n, "\t", "\n\t1\n\t2\n"),
    "shuffled rows of one cell a line": lambda n: THREE + shuffled_labels(n, "", "\n1\n2\n"),
    "a table of each kind in turn": lambda n: filled(
        f"{THREE}{LONG_ROW}{ROW}\n行政许可 | 3 |\n结果维持 | 结果纠正\n", n
    ),
    "reports": lambda n: filled(f"{sound()}\n", n),
    # headings, title, narrative
    "headings": lambda n: filled("\n".join(headings()) + "\n", n),
    "a heading again and again": lambda n: filled("一、总体情况\n", n),
    "unknown headings": lambda n: THREE + numbered("一、总体某情况{}\n", n),
    "random headings": lambda n: THREE + random_lines(n, HEADING_WORDS, 8, "一、"),
    "long random headings": lambda n: THREE + random_lines(n, HEADING_WORDS, 55, "一、"),
    "captions": lambda n: sound() + filled("总体情况\n", n),
    "hash signs": lambda n: filled(f"{' ' * 40}{'#' * 40}\n", n) + sound(),
    "titles": lambda n: filled("某县2021年政府信息公开工作年度报告\n", n) + sound(),
    "titles without a year": lambda n: filled("政府信息公开\n", n) + sound(),
    "points": lambda n: sound() + filled("1.某某某\n", n),
    "narrative": lambda n: grown("本机关按要求", filled("本年公开2021年信息三十条。\n", n) + "本机关按要求"),
    "narrative in one line": lambda n: grown("本机关按要求", filled("本年公开2021年信息三十条。", n) + "本机关按要求"),
    "preamble": lambda n: grown("根据条例", filled("某某某某某某。\n", n) + "根据条例"),
    "metadata": lambda n: filled("发布日期：2021\n", n) + sound(),
    "trailer": lambda n: sound() + filled("打印本页\n", n),
    "words of a period": lambda n: sound() + filled("统计期限数据", n),
    "years with blanks": lambda n: filled(f"2021{' ' * 60}", n) + "\n" + sound(),
    "text without a heading": lambda n: filled("某某某某某某。\n", n) + "规章 | 1 |\n行政许可 | 2 |\n",
    "figures without a heading": lambda n: "规章 | 1 |\n行政许可 | 2 |\n" + filled("123\n", n),
    # numbers, brackets, odd characters
    "a figure of many digits": lambda n: grown("1163", "1" * n),
    "a figure of many thousands": lambda n: grown("1163", "1" + filled(",111", n)),
    "an amount of many decimals": lambda n: grown("1156", "1." + "1" * n),
    "a change of many digits": lambda n: grown("1058", "+" + "1" * n),
    "a figure of full-width digits": lambda n: grown("1163", "１" * n),
    "deep brackets": lambda n: f"{THREE}{'（' * n}{'）' * n}\n",
    "deep brackets behind a label": lambda n: grown("属于国家秘密", f"属于国家秘密{'（' * n}{'）' * n}"),
    "lines of brackets": lambda n: THREE + filled(f"{'（' * 40}\n", n),
    "NUL": lambda n: sound() + "\x00" * n,
    "NUL behind each character": lambda n: filled("\x00".join(sound()), n),
    "lone surrogates": lambda n: sound() + LONE * n,
    "lines of lone surrogates": lambda n: sound() + filled(f"{LONE}\n", n),
    "lone surrogates in cells": lambda n: TABLE_OF_2021 + filled(f"行政{LONE}许可 | 1{LONE} |\n", n),
    "combining accents": lambda n: grown("总体情况", "总体情况" + "\u0301" * n),
    "zero-width characters": lambda n: grown("总体情况", "总" + "\u200b" * n + "体情况"),
    "characters that NFKC makes long": lambda n: f"{TABLE_OF_2021}行政许可{chr(0xFDFA) * n} | 1 |\n",
    "pinyin": lambda n: TABLE_OF_2021 + filled("业(yè)", n) + " | 1 |\n",
    "bookmarks that do not close": lambda n: f"{TABLE_OF_2021}{filled('[bookmark:', n)} | 1 |\n",
    "traditional characters": lambda n: filled("業務資訊檔案網路\n", n) + sound(),
    "traditional cells": lambda n: filled("資訊檔案網路\n", 2000) + TABLE_OF_2021 + numbered("資訊檔案{} | 1 |\n", n),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [0, 50, 3000])
def test_contract_holds_for_texts_of_each_kind(kind: str, size: int) -> None:
    assert_contract(KINDS[kind](size))


# ---- large texts ----

LARGE: dict[str, Callable[[], str]] = {
    "5 MB in one line": lambda: KINDS["one line of a letter"](5 * MEGABYTE),
    "5 MB of Han characters in one line": lambda: KINDS["one line of a Han character"](5 * MEGABYTE),
    "5 MB of narrative in one line": lambda: KINDS["narrative in one line"](5 * MEGABYTE),
    "5 MB of labels in one line": lambda: KINDS["one line of labels"](5 * MEGABYTE),
    "2 MB of labels in lines": lambda: KINDS["lines of labels under a heading"](2 * MEGABYTE),
    "5 MB of blanks": lambda: " " * 5 * MEGABYTE,
    "5 MB of NUL": lambda: "\x00" * 5 * MEGABYTE,
    "100,000 pipes in one line": lambda: KINDS["one line of pipes"](MANY),
    "100,000 lines of a pipe": lambda: KINDS["lines of pipes"](2 * MANY),
    "100,000 tabs in one line": lambda: KINDS["one line of tabs"](MANY),
    "100,000 lines of a tab": lambda: KINDS["lines of tabs"](2 * MANY),
    "a figure of 100,000 digits": lambda: KINDS["a figure of many digits"](MANY),
    "an amount of 100,000 decimals": lambda: KINDS["an amount of many decimals"](MANY),
    "brackets 100,000 deep": lambda: KINDS["deep brackets"](MANY),
    "brackets 100,000 deep behind a label": lambda: KINDS["deep brackets behind a label"](MANY),
    "50,000 headings": lambda: "\n".join(islice(cycle(headings()), 50_000)),
    "50,000 times one heading": lambda: "一、总体情况\n" * 50_000,
    "50,000 unknown headings": lambda: "".join(f"一、总体某情况{number}\n" for number in range(50_000)),
    "one label 100,000 times": lambda: THREE + f"{LONG_ROW}\n" * MANY,
    "one row 30,000 times": lambda: THREE + f"{LONG_ROW}{ROW}\n" * 30_000,
    "all labels shuffled 200 times": lambda: KINDS["shuffled labels"](200 * sum(map(len, labels()))),
    "20,000 extra rows": lambda: KINDS["extra rows"](20_000 * 20),
    "one line of 50,000 labels": lambda: KINDS["one line of labels in a table"](50_000 * 10),
    "100,000 lone surrogates": lambda: KINDS["lone surrogates"](MANY),
}


@pytest.mark.parametrize("kind", LARGE)
def test_contract_holds_for_large_texts(kind: str) -> None:
    text = LARGE[kind]()
    with patience(PATIENCE):
        assert_contract(text)


# ---- growth ----

GROWTH = 4
MOST = 9  # times the time for four times the text
ENOUGH = 0.03  # seconds of processor time in which a text of a kind can be measured
ATTEMPTS = 3
SIZES = (2000, 128_000)
AT_LEAST = {  # a step for each cell or line that is short, but goes over all that came before
    "headings": 256_000,
    "a heading again and again": 256_000,
    "lines of a divided row's label": 200_000,
    "lines of wrapped heads with pipes": 200_000,
    "lines that continue a cell": 200_000,
    "one row of a divided row's label": 200_000,
    "one row of words before a figure": 200_000,
}


def processor_time(text: str) -> float:
    gc.collect()
    start = time.process_time()
    parsed(text)
    return time.process_time() - start


def size_to_measure(kind: str) -> int:
    size, most = max(SIZES[0], AT_LEAST.get(kind, 0)), SIZES[1]
    while size < most and processor_time(KINDS[kind](size)) < ENOUGH:
        size *= 2
    return size


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_length_of_the_text(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_MOST_ROWS", sys.maxsize)  # long texts are not spared what short ones take
    small = large = float("inf")
    with patience(PATIENCE):
        size = size_to_measure(kind)
        for attempt in range(1, ATTEMPTS + 1):  # the least of several: other work on the machine only ever adds
            small = min(small, processor_time(KINDS[kind](size + attempt)))
            large = min(large, processor_time(KINDS[kind](GROWTH * (size + attempt))))
            if large < MOST * max(small, ENOUGH / 4):
                return
    pytest.fail(f"{size} characters take {small:.3f} s, {GROWTH} times as many {large:.3f} s")


def test_time_to_look_at_all_cells_grows_with_the_length_of_the_text() -> None:
    def looking(size: int) -> float:
        report = gxparse.parse(KINDS["extra rows"](size))
        gc.collect()
        start = time.process_time()
        report.cell("disclosure.rules.issued")
        return time.process_time() - start

    size = 200_000
    with patience(PATIENCE):
        times = [(looking(size), looking(GROWTH * size)) for _ in range(2)]
    small, large = (min(of_size) for of_size in zip(*times, strict=True))
    assert large < MOST * max(small, ENOUGH / 4), (
        f"{size} characters: {small:.3f} s, {GROWTH} times as many: {large:.3f} s"
    )


# ---- reports that were cut, doubled, mixed up ----


def test_contract_holds_for_a_report_cut_off_at_any_place(text: str) -> None:
    assert_contract_of_each(text[:end] for end in range(0, len(text), 50))


def test_contract_holds_for_a_report_that_begins_at_any_place(text: str) -> None:
    assert_contract_of_each(text[start:] for start in range(0, len(text), 50))


def test_contract_holds_for_a_report_without_any_one_line(text: str) -> None:
    lines = text.split("\n")
    assert_contract_of_each("\n".join(lines[:index] + lines[index + 1 :]) for index in range(len(lines)))


def test_contract_holds_for_a_report_with_any_line_doubled(text: str) -> None:
    lines = text.split("\n")
    assert_contract_of_each("\n".join(lines[: index + 1] + lines[index:]) for index in range(len(lines)))


def read_strictly(text: str) -> tuple[bool, bool]:
    """Return whether a text is refused by `strict`, and whether there is an error to refuse it for."""
    try:
        report = gxparse.parse(text, strict=True)
    except gxparse.ReportError as error:
        return True, any(each.severity == "error" for each in error.diagnostics)
    return False, report.has_errors


def test_strict_refuses_a_report_that_is_cut_off_if_it_has_an_error(text: str) -> None:
    found = {end: read_strictly(text[:end]) for end in range(0, len(text), 150)}
    assert {end: read for end, read in found.items() if read[0] != read[1]} == {}


NASTY = [
    *"|\t\n \r\x00\x0b\x0c\x1c\x85\u2028\u2029\ufeff\u200b\u200f\u202e\xa0\u3000\u0301",
    *"0123456789１２,，.．+-－—/\\()（）[]【】一二三四五六七、:：#*其他总计无",
    "\r\n",
    "\n\n",
    "\t\n",
    "---",
    "| --- |",
    LONE,
    "\udc80",
    "\U0001f600",
    "[bookmark: x]",
    "三、",
    "（三）",
    "1.",
]


def with_other_characters(text: str, noise: random.Random) -> str:
    letters = list(text)
    for _ in range(noise.randint(1, 30)):
        place = noise.randrange(len(letters))
        letters[place] = noise.choice(["", letters[place] * 2, noise.choice(NASTY), noise.choice(letters)])
    return "".join(letters)


def with_other_lines(text: str, noise: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(noise.randint(1, 30)):
        here, there = noise.randrange(len(lines)), noise.randrange(len(lines))
        how = noise.randrange(5)
        if how == 0:
            lines[here], lines[there] = lines[there], lines[here]
        elif how == 1:
            lines.insert(there, lines[here])
        elif how == 2 and len(lines) > 1:
            del lines[here]
        elif how == 3:
            lines[here] += noise.choice(["", " ", "|", "\t"]) + lines[there]
        else:
            lines[here] = noise.choice([*NASTY, *labels(), *headings()])
    return "\n".join(lines)


def with_other_bytes(text: str, noise: random.Random) -> str:
    data = bytearray(text.encode("utf-8"))
    for _ in range(noise.randint(1, 60)):
        data[noise.randrange(len(data))] = noise.randrange(256)
    return data.decode("utf-8", noise.choice(["replace", "surrogateescape", "ignore"]))


def with_parts_moved(text: str, noise: random.Random) -> str:
    cuts = sorted(noise.randrange(len(text)) for _ in range(noise.randint(2, 8)))
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    noise.shuffle(parts)
    return "".join(parts)


def mixed_with_another(text: str, noise: random.Random) -> str:
    other = report_text(noise.choice(REPORTS)).split("\n")
    lines = text.split("\n")
    start, end = sorted(noise.randrange(len(other)) for _ in range(2))
    place = noise.randrange(len(lines))
    return "\n".join([*lines[:place], *other[start:end], *lines[place + noise.randrange(40) :]])


MUTATIONS = {
    "characters": with_other_characters,
    "lines": with_other_lines,
    "bytes": with_other_bytes,
    "parts": with_parts_moved,
    "another report": mixed_with_another,
}


@pytest.mark.parametrize("how", MUTATIONS)
def test_contract_holds_for_a_report_changed_at_random(text: str, how: str) -> None:
    noise = random.Random(f"{how} {len(text)}")
    assert_contract_of_each(MUTATIONS[how](text, noise) for _ in range(100))


@pytest.mark.parametrize("size", [20, 200, 2000])
def test_contract_holds_for_a_soup_of_the_forms_words(size: int) -> None:
    noise = random.Random(size)
    words = [*NASTY, *labels(), *headings(), "\n", "|", "\t", "1", "0", "某某"]
    assert_contract_of_each("".join(noise.choices(words, k=noise.randint(1, size))) for _ in range(40_000 // size // 2))


# ---- line ends, marks, odd characters in a sound report ----

LINE_ENDS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\x1c", " \n", "\n\r")


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_contract_holds_for_any_line_ends(text: str, end: str) -> None:
    assert_contract(text.replace("\n", end))


def test_contract_holds_for_mixed_line_ends(text: str) -> None:
    noise = random.Random(len(text))
    for ends in (LINE_ENDS[:3], LINE_ENDS, ("\n", "\x0c\n", "\n\x0b", "\u2028\n")):
        parts = text.split("\n")
        assert_contract_of_each("".join(part + noise.choice(ends) for part in parts) for _ in range(10))


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=ascii)
@pytest.mark.parametrize("name", MADE)
def test_line_ends_of_other_systems_change_nothing(name: str, end: str) -> None:
    case = case_named(name)
    report = gxparse.parse(case.text.replace("\n", end))
    assert figures_of(report, case.figures) == case.figures
    assert complaints(report) == []
    sound = gxparse.parse(case.text)
    assert [report.cell(path) for path in case.figures] == [sound.cell(path) for path in case.figures]


MARKS = {
    "BOM": "\ufeff",
    "right-to-left mark": "\u200f",
    "right-to-left override": "\u202e",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "soft hyphen": "\xad",
}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("name", MADE)
def test_invisible_marks_in_labels_and_numbers_change_nothing(name: str, mark: str) -> None:
    case = case_named(name)
    marked = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])|(?<=[0-9])(?=[0-9])", mark, case.text)
    report = gxparse.parse(marked)
    assert figures_of(report, case.figures) == case.figures
    assert complaints(report) == []
    assert_contract(marked)


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_contract_holds_with_an_invisible_mark_at_any_place(text: str, mark: str) -> None:
    assert_contract_of_each(text[:place] + mark + text[place:] for place in range(0, len(text), 97))


@pytest.mark.parametrize("mark", ["\x00", LONE, "\ufffd", "\U0010ffff"], ids=ascii)
def test_contract_holds_with_what_is_no_character_anywhere(text: str, mark: str) -> None:
    assert_contract(mark.join(text))
    assert_contract_of_each(text[:place] + mark + text[place + 1 :] for place in range(0, len(text), 97))


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\x7f", LONE, "\ufffd", "\u200b", "\ufeff"], ids=ascii)
@pytest.mark.parametrize("name", MADE)
def test_what_nobody_can_read_behind_each_row_is_no_cell(name: str, mark: str) -> None:
    case = case_named(name)
    marked = "\n".join(line + mark if line.endswith("|") else line for line in case.text.split("\n"))
    assert figures_of(gxparse.parse(marked), case.figures) == case.figures


@pytest.mark.parametrize("name", MADE)
def test_a_number_with_a_lone_surrogate_is_invalid_and_the_others_are_read(name: str) -> None:
    case = case_named(name)
    path = next(path for path in case.figures if path.startswith("applications."))
    number = str(case.figures[path])
    report = gxparse.parse(case.text.replace(number, f"{number[:2]}{LONE}{number[2:]}"))
    found = figures_of(report, case.figures)
    assert found.pop(path) is None
    assert report.cell(path).state == "invalid"
    assert found == {other: value for other, value in case.figures.items() if other != path}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("digits", [31, 4300, 4301, MANY])
def test_a_number_of_absurdly_many_digits_is_invalid_and_the_others_are_read(name: str, digits: int) -> None:
    case = case_named(name)
    path = next(path for path in case.figures if path.startswith("applications."))
    report = gxparse.parse(case.text.replace(str(case.figures[path]), "9" * digits))
    found = figures_of(report, case.figures)
    assert found.pop(path) is None
    assert report.cell(path).state == "invalid"
    assert found == {other: value for other, value in case.figures.items() if other != path}
