"""Tables of a body's own beside the form's, with some of the form's words: they take nothing from the form's."""

from __future__ import annotations

import pytest
from samples import REPORT, changed

import gxparse

BY_CHANNEL = """\
| 申请方式 | 自然人 | 法人或其他组织 | 总计 |
|---|---|---|---|
| 当面申请 | 12 | 3 | 15 |
| 网络申请 | 1 | 0 | 1 |
| 总计 | 13 | 3 | 16 |

"""
HEADINGS = ("三、收到和处理政府信息公开申请情况\n\n", "四、政府信息公开行政复议、行政诉讼情况\n\n")
TABLES = ("disclosure", "applications", "disputes")


def figures(report: gxparse.Report) -> dict[str, object]:
    data = report.to_dict()
    return {name: data[name] for name in TABLES}


@pytest.mark.parametrize(
    "text",
    [
        changed(HEADINGS[0], f"{BY_CHANNEL}{HEADINGS[0]}"),  # behind table two
        changed(HEADINGS[0], f"{HEADINGS[0]}{BY_CHANNEL}"),  # in front of table three, in its section
        changed(HEADINGS[1], f"{HEADINGS[1]}{BY_CHANNEL}"),  # in front of table four
    ],
    ids=["section two", "section three", "section four"],
)
def test_a_table_by_channel_takes_nothing_from_the_forms(text: str) -> None:
    """See that every figure is the one of the report without it, and that the other table is named."""
    found = gxparse.parse(text)
    assert figures(found) == figures(gxparse.parse(REPORT))
    first = text[: text.index("| 申请方式")].count("\n") + 1
    told = [each for each in found.diagnostics if each.severity != "info"]
    assert told
    assert all(first <= each.line <= first + BY_CHANNEL.count("\n") for each in told)
    assert not {"GX302", "GX303", "GX307", "GX316"} & {each.code for each in told}
