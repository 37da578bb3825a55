"""The rules that more than one edition has; an edition imports those that hold for it."""

from __future__ import annotations

from gxparse.rules.declaration import Rule

_COLUMN_HEAD, _COLUMN_HEAD_ZH = "column header", "表头"
_REVIEWERS, _REVIEWERS_ZH = "reviewers' practice", "审核惯例"
_FORMS, _FORMS_ZH = "the forms", "国办公开办函〔2019〕60号、〔2021〕30号所附格式"
_YEARS, _YEARS_ZH = "reviewers' practice, not the form's text", "审核惯例，非格式原文"

ROW_TOTAL = Rule(
    id="applications.row_total",
    severity="error",
    meaning="in each row of table three the six kinds of applicants add up to the total",
    meaning_zh="表三每一行：六类申请人之和等于合计",
    stated_by=_COLUMN_HEAD,
    stated_by_zh=_COLUMN_HEAD_ZH,
    table="applications",
    formula="natural_person + commercial_enterprise + research_institution + public_welfare_organization"
    " + legal_service_institution + other = total",
)
OUTCOME_TOTAL = Rule(
    id="applications.outcome_total",
    severity="error",
    meaning="in each column of table three all outcomes add up to the number handled",
    meaning_zh="表三每一列：各项办理结果之和等于办理合计",
    stated_by="row label （七）",
    stated_by_zh="（七）的栏目名称",
    table="applications",
    over="columns",
    formula="granted + partially_granted + denied.* + unable_to_provide.* + not_processed.* + other_handling.*"
    " = total_handled",
)
BALANCE = Rule(
    id="applications.balance",
    severity="error",
    meaning="in each column of table three: new plus carried over is handled plus carried forward",
    meaning_zh="表三每一列：第一项加第二项之和，等于第三项加第四项之和",
    stated_by="printed on the form",
    stated_by_zh="表样所印勾稽关系",
    table="applications",
    over="columns",
    formula="new_received + carried_over = total_handled + carried_forward",
)
DISPUTE_TOTAL = Rule(
    id="disputes.total",
    severity="error",
    meaning="in each part of table four the four results add up to the total",
    meaning_zh="表四每一部分：四种结果之和等于合计",
    stated_by=_COLUMN_HEAD,
    stated_by_zh=_COLUMN_HEAD_ZH,
    table="disputes",
    formula="upheld + corrected + other + pending = total",
)
SIGN = Rule(
    id="values.sign",
    severity="error",
    meaning="counts are whole numbers, 0 or more; only a change has a sign, only money has decimals",
    meaning_zh="数量为非负整数；只有增减数可带正负号，只有金额可有小数",
    stated_by="implied",
    stated_by_zh="统计口径的应有之义",
)
HEADINGS = Rule(
    id="form.headings",
    severity="error",
    meaning="the report has the six headings of the form: their words (others in common use: a warning), order and"
    " numbers",
    meaning_zh="六个部分的标题齐全，名称（惯用的别种写法为警告）、顺序、序号与格式一致",
    stated_by=_FORMS,
    stated_by_zh=_FORMS_ZH,
)
EDITION_YEAR = Rule(
    id="form.edition_year",
    severity="error",
    meaning="the tables are those of the form for the report's year",
    meaning_zh="表格版本与报告年度相符",
    stated_by=_FORMS,
    stated_by_zh=_FORMS_ZH,
)
PERIOD = Rule(
    id="form.period",
    severity="error",
    meaning="a period that is stated is that of the report's year, from its first day to its last",
    meaning_zh="所写统计期限为报告年度1月1日至12月31日",
    stated_by="circulars",
    stated_by_zh="历年关于编制年度报告的通知",
)
BLANK_CELLS = Rule(
    id="form.blank_cells",
    severity="warning",
    meaning="no cell of a table is empty or holds a mark instead of a number",
    meaning_zh="表格中没有空白或以“/”等符号代替数字的单元格",
    stated_by=_REVIEWERS,
    stated_by_zh=_REVIEWERS_ZH,
)
EMPTY_SECTION = Rule(
    id="form.empty_section",
    severity="warning",
    meaning="sections one and five are there and say something",
    meaning_zh="第一、第五部分有实质内容",
    stated_by=_REVIEWERS,
    stated_by_zh=_REVIEWERS_ZH,
)
CARRIED = Rule(
    id="years.carried",
    severity="warning",
    meaning="what is carried over is what the year before carried forward, in each column of table three",
    meaning_zh="表三每一列：上年结转数等于上年报告的结转下年度数",
    stated_by=_YEARS,
    stated_by_zh=_YEARS_ZH,
    table="applications",
    over="columns",
    formula="carried_over = previous.carried_forward",
)
REPEATED_TEXT = Rule(
    id="years.repeated_text",
    severity="info",
    meaning="how many sentences of sections one and five stand word for word in the report of the year before",
    meaning_zh="第一、第五部分与上年报告逐字相同的句子",
    stated_by=_YEARS,
    stated_by_zh=_YEARS_ZH,
)


def _narrative(name: str, meaning: str, meaning_zh: str) -> Rule:
    return Rule(
        id=f"narrative.{name}",
        severity="warning",
        meaning=meaning,
        meaning_zh=meaning_zh,
        stated_by=_REVIEWERS,
        stated_by_zh=_REVIEWERS_ZH,
    )


TABLES_THREE_AND_FOUR = (ROW_TOTAL, OUTCOME_TOTAL, BALANCE, DISPUTE_TOTAL, SIGN)
FORM = (HEADINGS, EDITION_YEAR, PERIOD, BLANK_CELLS, EMPTY_SECTION)
NARRATIVE = (
    _narrative(
        "received",
        "the number of requests received is that of table three, with those carried over or without",
        "收到的申请数与表三一致：含上年结转或仅本年新收",
    ),
    _narrative(
        "handled",
        "the number of requests handled is that of table three, with those carried over or without",
        "办结的申请数与表三一致：含上年结转件或不含",
    ),
    _narrative(
        "carried_over",
        "the number of requests carried over from the year before is that of table three",
        "上年结转的申请数与表三一致",
    ),
    _narrative(
        "carried_forward",
        "the number of requests carried forward to the next year is that of table three",
        "结转下年度的申请数与表三一致",
    ),
    _narrative(
        "outcome",
        "the number of requests of an outcome is the sum of its rows in table three",
        "各类办理结果的件数与表三该类各行之和一致",
    ),
    _narrative(
        "applicants",
        "the number of requests of a kind of applicants is that of its columns in table three",
        "各类申请人的申请数与表三相应各列一致",
    ),
    _narrative(
        "reconsideration",
        "the numbers of administrative reconsiderations are those of table four",
        "文中复议件数与表四一致",
    ),
    _narrative(
        "litigation",
        "the numbers of administrative lawsuits are those of table four, of both kinds together",
        "文中诉讼件数与表四两类之和一致",
    ),
    _narrative(
        "documents",
        "the numbers of rules and normative documents are those of table two",
        "文中各类文件的制发、废止、有效件数与表二一致",
    ),
    _narrative(
        "decisions",
        "the numbers of decisions are those of table two",
        "文中各类处理决定数与表二一致",
    ),
    _narrative(
        "parts",
        "what the text says makes up a number adds up to it",
        "文中所列各部分之和等于所述总数",
    ),
)
NARRATED_FEES = _narrative(
    "fees",
    "the amount of administrative charges is that of table two",
    "文中所述收费金额与表二一致",
)
YEARS = (CARRIED, REPEATED_TEXT)
