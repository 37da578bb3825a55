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
