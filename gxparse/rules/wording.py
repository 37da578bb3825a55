"""The words of all findings, in English and in Chinese side by side. Labels of the form come from the grammar."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gxparse.language import Phrase
from gxparse.rules.formula import EQUALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gxparse.findings import Number
    from gxparse.rules.formula import Instance, Operand
    from gxparse.rules.labels import TableLabels, Title


NOTHING = Phrase("", "")
IN_FORM = Phrase(" ten thousand yuan", "万元")
IN_YUAN = Phrase(" yuan", "元")
_TABLE = Phrase("table {0}", "表{1}")
_PREVIOUS_TABLE = Phrase("table {0} of the year before", "上年报告表{1}")
_IN_COLUMN = Phrase("{table}, column 「{name}」: ", "{table}“{name}”列：")
_IN_ROW = Phrase("{table}, row 「{name}」: ", "{table}“{name}”行：")
_IN_BLOCK = Phrase("{table}, 「{name}」: ", "{table}“{name}”：")
_FIGURE_IN_ROW = Phrase("row 「{row}」, column 「{column}」 ", "“{row}”行“{column}”列")
_FIGURE_IN_BLOCK = Phrase("「{row}」, column 「{column}」 ", "“{row}”“{column}”")
_ROW = Phrase("row 「{0}」 ", "“{0}”行")
_COLUMN = Phrase("column 「{0}」 ", "“{0}”列")
_OF_PREVIOUS = Phrase("last year's ", "上年")
_OF_PREVIOUS_REPORT = Phrase("last year's ", "上年报告")
_DIFFERENCE = Phrase(", difference {0}", "，相差 {0}")
_UNKNOWN = Phrase("cannot be checked: {0}", "无法核对：{0}")
_MORE = Phrase(", and {0} more", "，等{1}处")
_LIST = Phrase(", ", "、")
_STATES = {
    "blank": Phrase("is blank", "为空白"),
    "not_applicable": Phrase("has a mark or words instead of a number", "以符号或文字代替数字"),
    "missing": Phrase("is missing", "缺失"),
    "ambiguous": Phrase("is ambiguous: nothing tells which figure of the row it is", "无法确定是该行的哪一个数"),
    "invalid": Phrase("is not a valid figure", "不是有效的数"),
}
STATES_IN_CELLS = {
    "blank": Phrase("blank", "空白"),
    "not_applicable": Phrase("not_applicable", "符号或文字"),
    "missing": Phrase("missing", "缺失"),
    "ambiguous": Phrase("ambiguous", "无法确定"),
    "invalid": Phrase("invalid", "无效"),
}
_RELATIONS = {
    (EQUALS, True): ("=", "＝"),
    (EQUALS, False): ("≠", "≠"),
    (">=", True): ("≥", "≥"),
    (">=", False): ("<", "＜"),
}
_SIGNS = {1: (" + ", " ＋ "), -1: (" - ", " － ")}
_MOST_UNKNOWN = 3

SATISFIES = Phrase("; {0} would satisfy it", "；填 {0} 可使本式成立")
SATISFIES_ALL = Phrase(
    "; {0} would satisfy it, and {1}, which holds the same figure",
    "；填 {0} 可使本式成立，也与含有该数的 {1} 相符",
)
DISAGREE = Phrase("; {0} would satisfy it, but {1}", "；填 {0} 可使本式成立，但{1}")
ASKS = Phrase("{0} asks for {1}", "按 {0} 应为 {1}")
IMPOSSIBLE = Phrase("; only {0} would satisfy it, which no count can be", "；须为 {0} 本式才能成立，而数量不能为负")

ABSENT_TABLE = Phrase("the report does not have {0}, so this cannot be checked", "报告中没有{0}，无法核对")
OTHER_FORM = Phrase(
    "the report of the year before is in another form, without these figures",
    "上年报告用的是另一版本的格式，没有可比的数",
)
NOT_CONSECUTIVE = Phrase(
    "the report it is compared with is for {0}, this one for {1}: not two years in succession",
    "用来比较的报告是 {0} 年的，本报告是 {1} 年的，不是相邻年度",
)
OTHER_BODY = Phrase(
    "the report it is compared with is that of {0}, this one of {1}: not one body",
    "用来比较的报告是“{0}”的，本报告是“{1}”的，不是同一机关",
)
NO_REPORT = Phrase("it is no report", "它不是报告")
NOT_COMPARED = Phrase("not compared with {0}: {1}", "未与 {0} 比较：{1}")
SEVERAL_BEFORE = Phrase(
    "not compared with the year before: {0} are reports of one body and year",
    "未与上年比较：{0} 是同一机关同一年度的报告",
)

# ---- rules that are no arithmetic ----
SIGNS_FINE = Phrase("{0}: no count is negative or has decimals", "{0}：没有负数或带小数的数量")
WRONG_SIGN = Phrase("{0}{1}is 「{2}」, but {3}", "{0}{1}为“{2}”，而{3}")
COUNT = Phrase("a count is a whole number, 0 or more", "数量应为非负整数")
AMOUNT = Phrase("an amount of money is a number, 0 or more", "金额应为非负数")
CHANGE = Phrase("a change is a whole number, with or without a sign", "增减数应为整数")
HEADINGS_FINE = Phrase("all six headings are there, in their order", "六个部分的标题齐全，顺序正确")
NO_TEXT = Phrase("the report was not read from a text", "报告不是从文本读出的，无法核对")
HEADING = {
    "GX103": Phrase("the section {0} is missing", "缺少“{0}”部分"),
    "GX104": Phrase("the heading 「{1}」 should be {0}", "标题“{1}”应为“{0}”"),
    "GX105": Phrase("the heading 「{1}」 should be {0}", "标题“{1}”应为“{0}”"),
    "GX106": Phrase("the heading 「{1}」 is repeated", "标题“{1}”重复出现"),
    "GX108": Phrase("the section {0} is out of order", "“{0}”部分的顺序与格式不符"),
    "GX112": Phrase("the heading 「{1}」 has another number than {0}", "标题“{1}”的序号与“{0}”不符"),
}
EDITION_FITS = Phrase("the tables are in the form of {0}, which is that for {1}", "表格为 {0} 年版，与 {1} 年度相符")
EDITION_WRONG = Phrase("the tables are in the form of {0}, the report is for {1}", "表格为 {0} 年版，与 {1} 年度不符")
EDITIONS_MIXED = Phrase("tables of two editions of the form stand in one report", "同一报告中混用了两个版本的表格")
EDITION_UNKNOWN = Phrase("nothing in the tables tells the edition of the form", "表格内容不足以判断格式版本")
NO_YEAR = Phrase("the report does not say which year it is for", "报告未写明年度")
PERIOD_FITS = Phrase("the period is {0} to {1}", "统计期限为 {0} 至 {1}")
PERIOD_WRONG = Phrase("the period is {0} to {1}, the report is for {2}", "统计期限为 {0} 至 {1}，而报告年度为 {2} 年")
NO_PERIOD = Phrase("the report states no period", "报告未写明统计期限")
FEE_STATED = Phrase("section six says what was charged for processing information", "第六部分写明了信息处理费收取情况")
FEE_NOT_STATED = Phrase(
    "section six does not say what was charged for processing information (notices, their amount, what was paid)",
    "第六部分未写明信息处理费收取情况（发出收费通知的件数和总金额、实际收取的总金额）",
)
FEE_PARTLY = Phrase("; it does not speak of {0}", "；未提到{0}")
FEE_PARTS = {
    "FEE_NOTICES": Phrase("the number of notices", "收费通知件数"),
    "FEE_CHARGED": Phrase("their amount", "应收总金额"),
    "FEE_COLLECTED": Phrase("the amount paid", "实际收取金额"),
}
NO_SECTION = Phrase("section {0} is missing", "缺少第{1}部分")
EMPTY_SECTION = Phrase("section {0} is empty or says nothing", "第{1}部分为空或没有实质内容")
FULL_SECTION = Phrase("section {0} says something", "第{1}部分有内容")
CELLS_FILLED = Phrase("{0}: every cell has something", "{0}：没有空白单元格")
CELLS_BLANK = Phrase(
    "{0}: {1} of {2} cells have no number ({3} empty, {4} with a mark)",
    "{0}：{2} 个单元格中有 {1} 个没有数（空白 {3} 个，符号 {4} 个）",
)
NOTHING_REPEATED = Phrase(
    "none of {1} sentences of section {0} stands in the report of the year before",
    "第{2}部分 {1} 句中没有与上年报告相同的句子",
)
REPEATED = Phrase(
    "{3} of {1} sentences of section {0} stand word for word in the report of the year before ({4} %)",
    "第{2}部分 {1} 句中有 {3} 句与上年报告逐字相同（{4}%）",
)


def shown(number: Number) -> str:
    """Return a number as a message shows it."""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def table(labels: TableLabels, *, previous: bool = False) -> Phrase:
    """Return what a table is called."""
    return (_PREVIOUS_TABLE if previous else _TABLE).format(*labels.number)


def in_column(labels: TableLabels, name: str) -> Phrase:
    """Return the words in front of what is said of a column."""
    return _IN_COLUMN.format(table=table(labels), name=name)


def place(instance: Instance, labels: TableLabels, names: dict[str, str]) -> Phrase:
    """Return the words in front of what is said of a row or a column."""
    if instance.rule.over == "columns":
        return in_column(labels, labels.column("", instance.place))
    title = labels.row(instance.place)
    template = _IN_ROW if title.is_row else _IN_BLOCK
    return template.format(table=table(labels), name=_named(title, instance.place, names))


def _named(title: Title, path: str, names: dict[str, str]) -> str:
    return names.get(path) or title.full


def template(instance: Instance, labels: TableLabels) -> Phrase:
    """Return the formula of an instance with a `{}` for each number and one for the relation."""
    left, right = (
        [_sum(side, instance, labels, language) for language in (0, 1)] for side in (instance.left, instance.right)
    )
    return Phrase(f"{left[0]} {{}} {right[0]}", f"{left[1]} {{}} {right[1]}")


def _sum(operands: Sequence[Operand], instance: Instance, labels: TableLabels, language: int) -> str:
    found = ""
    for index, operand in enumerate(operands):
        found += _SIGNS[operand.sign][language] if index else "-" * (operand.sign < 0)
        found += _term(operand, instance, labels, language)
    return found


def _term(operand: Operand, instance: Instance, labels: TableLabels, language: int) -> str:
    if not operand.name:
        return "{}"
    if instance.rule.over == "columns":
        words = labels.row(operand.name).short
    else:
        words = labels.column(instance.place, operand.name)
    blank = "" if language and words.endswith("）") else " "
    before = _OF_PREVIOUS if instance.rule.over == "columns" else _OF_PREVIOUS_REPORT
    return f"{before[language] * operand.previous}{words}{blank}{{}}"


def filled(template: Phrase, left: Sequence[str], relation: tuple[str, bool], right: Sequence[str]) -> Phrase:
    """Return a template with its numbers, and with its relation (the sign, and whether it holds) between them."""
    en, zh = _RELATIONS[relation]
    return Phrase(template.en.format(*left, en, *right), template.zh.format(*left, zh, *right))


def difference(number: Number) -> Phrase:
    """Return how far two sides are apart."""
    return _DIFFERENCE.format(shown(max(number, -number)))


def figure(path: str, labels: TableLabels, names: dict[str, str]) -> Phrase:
    """Return what a figure is called: its row and its column."""
    row, _, column = path.partition(".")[2].rpartition(".")
    title = labels.row(row)
    words = _FIGURE_IN_ROW if title.is_row else _FIGURE_IN_BLOCK
    return words.format(row=_named(title, row, names), column=labels.column(row, column))


@lru_cache(maxsize=2048)
def within(path: str, over: str, labels: TableLabels, names: tuple[tuple[str, str], ...]) -> Phrase:
    """Return what a figure is called where its row (of a rule over rows) or its column has been named."""
    row, _, column = path.partition(".")[2].rpartition(".")
    if over == "rows":
        return _COLUMN.format(labels.column(row, column))
    title = labels.row(row)
    return (_ROW if title.is_row else _COLUMN).format(_named(title, row, dict(names)))


def unknown(figures: Sequence[tuple[Phrase, str, bool]]) -> Phrase:
    """Return which figures (each with its state, and whether it is last year's) keep a rule from being checked."""
    named = [
        (_OF_PREVIOUS if previous else NOTHING) + name + _STATES[state]
        for name, state, previous in figures[:_MOST_UNKNOWN]
    ]
    words = joined(named)
    if len(figures) > _MOST_UNKNOWN:
        words += _MORE.format(len(figures) - _MOST_UNKNOWN, len(figures))
    return _UNKNOWN.format(words)


def joined(parts: Sequence[Phrase]) -> Phrase:
    """Return an enumeration."""
    return Phrase(*(_LIST[language].join(part[language] for part in parts) for language in (0, 1)))
