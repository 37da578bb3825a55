"""What the line right above a table says of the year of its figures."""

from __future__ import annotations

import pytest
from samples import REPORT, changed

import gxparse

HEADING = "三、收到和处理政府信息公开申请情况\n\n"
OF_OTHERS = (
    "以下为2021年度数据，本年度（2022年）数据将另行公布。",
    "2021年政府信息公开申请情况如下：",
    "上一年度（2021年）情况如下",
    "去年的申请办理情况：",
    "表3 2019年度统计表",
)
OF_THE_REPORT = (
    "2022年政府信息公开申请办理情况如下：",
    "与2021年相比，申请有所增加，情况如下：",
    "申请情况如下：",
    "上年结转的申请已全部办结，具体见表。",
    "根据2019年修订的条例统计：",
)


@pytest.mark.parametrize("line", OF_OTHERS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_table_said_to_be_of_another_year_is_told(line: str, between: str) -> None:
    report = gxparse.parse(changed(HEADING, f"{HEADING}{line}{between}"))
    (told,) = [each for each in report.diagnostics if each.code == "GX210"]
    assert (told.severity, told.path, told.found) == ("warning", "applications", line)
    assert told.message.endswith("are its figures those of 2022?")
    assert report.to_dict()["applications"] == gxparse.parse(REPORT).to_dict()["applications"]


@pytest.mark.parametrize("line", OF_THE_REPORT)
def test_other_lines_above_a_table_say_nothing_of_its_year(line: str) -> None:
    report = gxparse.parse(changed(HEADING, f"{HEADING}{line}\n\n"))
    assert "GX210" not in [each.code for each in report.diagnostics]


# ---- tables of others ----

OF_ANOTHER_BODY = (
    "附：下属单位情况表",
    "下属单位市水文站情况如下：",
    "附件2：所属事业单位政府信息公开申请统计表",
    "直属机构数据一览表",
)
OF_THIS_BODY = (
    "本局及所属单位情况如下：",
    "所属各单位的数据已纳入下表：",
    "含下属单位情况",
)
DISPUTES_HEADING = "四、政府信息公开行政复议、行政诉讼情况\n\n"


def with_caption(line: str) -> str:
    return changed(DISPUTES_HEADING, f"{DISPUTES_HEADING}{line}\n\n")


@pytest.mark.parametrize("line", OF_ANOTHER_BODY)
def test_a_table_said_to_be_of_another_body_is_passed_over(line: str) -> None:
    report = gxparse.parse(with_caption(line))
    told = [each for each in report.diagnostics if each.severity != "info"]
    assert [(each.code, each.path) for each in told] == [("GX201", "disputes"), ("GX212", "disputes")]
    assert told[1].found == line
    assert report.disputes is None


@pytest.mark.parametrize("line", OF_THIS_BODY)
def test_a_table_of_a_body_with_its_subordinates_is_its_own(line: str) -> None:
    report = gxparse.parse(with_caption(line))
    assert not {each.code for each in report.diagnostics} & {"GX201", "GX212"}
    assert report.to_dict()["disputes"] == gxparse.parse(REPORT).to_dict()["disputes"]


@pytest.mark.parametrize("order", ["before", "behind"])
def test_the_table_of_another_year_beside_that_of_the_report_is_passed_over(order: str) -> None:
    start = REPORT.index(DISPUTES_HEADING) + len(DISPUTES_HEADING)
    end = REPORT.index("\n\n", start)
    own = REPORT[start:end]
    other = own.replace("| 1 | 0 | 0 | 0 | 1 |", "| 9 | 8 | 7 | 6 | 30 |")
    assert other != own
    first, second = (f"2021年情况\n{other}", f"2022年情况\n{own}")
    both = f"{first}\n{second}" if order == "before" else f"{second}\n{first}"
    report = gxparse.parse(f"{REPORT[:start]}{both}{REPORT[end:]}")
    assert report.to_dict()["disputes"] == gxparse.parse(REPORT).to_dict()["disputes"]
    assert [each.code for each in report.diagnostics if each.severity != "info"] == ["GX212"]


def test_last_years_table_in_a_section_of_words_is_passed_over() -> None:
    start = REPORT.index(DISPUTES_HEADING) + len(DISPUTES_HEADING)
    end = REPORT.index("\n\n", start)
    overview = "一、总体情况\n"
    text = f"{REPORT[:start]}（见下图）{REPORT[end:]}"
    text = text.replace(overview, f"{overview}\n去年的情况如下，供对比：\n\n{REPORT[start:end]}\n\n", 1)
    report = gxparse.parse(text)
    assert report.disputes is None
    assert {"GX201", "GX212"} <= {each.code for each in report.diagnostics}
