"""The readable tree of a report, and what each stage of the reading hands on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from samples import REPORT, changed

import gxparse
from gxparse import cli
from gxparse.stages import SectionAbsentError, Stages

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
NOT_A_REPORT = "今天下雨。\n明天也是。\n"


def tree(text: str, *, section: int | None = None, positions: bool = False) -> list[str]:
    """Return the lines of the tree of a text."""
    return [line for line, _ in Stages(text, section=section, positions=positions).view("tree").lines]


def stage(text: str, name: str, *, section: int | None = None) -> list[str]:
    """Return the lines that show what a stage hands on."""
    return [line for line, _ in Stages(text, section=section).view(name).lines]


def data(text: str, name: str = "tree", *, section: int | None = None) -> Any:  # noqa: ANN401 (JSON)
    """Return what a stage hands on, as JSON gives it back."""
    return json.loads(json.dumps(Stages(text, section=section).view(name).data()))


def below(lines: list[str], opener: str) -> list[str]:
    """Return the lines below a line that is there once, without the indentation that they share."""
    (index,) = (number for number, line in enumerate(lines) if line.strip() == opener)
    depth = len(lines[index]) - len(lines[index].lstrip())
    found = []
    for line in lines[index + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line[depth + 2 :])
    return found


def terminals(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all terminals of a tree, and what was set aside."""
    if "rule" not in node:
        yield node
    for child in node.get("children", ()):
        yield from terminals(child)


def rules(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all rules of a tree."""
    if "rule" in node:
        yield node
    for child in node.get("children", ()):
        yield from rules(child)


def place_of(text: str, words: str) -> tuple[int, int]:
    """Return line and column of words that stand once in a text."""
    assert text.count(words) == 1
    offset = text.index(words)
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


# ---- the tree as text ----


def test_the_document_around_the_tables() -> None:
    lines = tree(REPORT)
    assert lines[0] == "report"
    assert lines[1:9] == [
        "  title TITLE '临江市2022年政府信息公开工作年度报告'",
        "  preamble TEXT '本报告所列数据的统计期限自2022年1月1日至2022年12月31日。'",
        "  overview",
        "    HEADING_OVERVIEW '一、总体情况'",
        "    TEXT '全市全年主动公开信息六百余条。'",
        "    subsection",
        "      SUBHEADING '（一）主动公开'",
        "      TEXT '公开栏目按月更新。'",
    ]
    assert lines[-3:] == ["  other_matters", "    HEADING_OTHER_MATTERS '六、其他需要报告的事项'", "    TEXT '无。'"]


def test_tables_stand_in_the_place_of_their_lines() -> None:
    lines = tree(REPORT)
    assert not [line for line in lines if "TABLE" in line]
    assert [line for line in lines if "(table" in line] == [
        "    disclosure (table, form of 2021)",
        "    applications (table, form of 2021)",
        "    disputes (table, form of 2021)",
    ]
    heading = lines.index("    HEADING_APPLICATIONS '三、收到和处理政府信息公开申请情况'")
    assert lines[heading + 1] == "    applications (table, form of 2021)"


def test_a_row_is_its_label_and_a_line_for_each_column() -> None:
    lines = tree(REPORT)
    assert below(lines, "carried_forward") == [
        "ROW_CARRIED_FORWARD '四、结转下年度继续办理'",
        "natural_person COUNT '7'",
        "commercial_enterprise COUNT '0'",
        "research_institution COUNT '0'",
        "public_welfare_organization COUNT '0'",
        "legal_service_institution COUNT '0'",
        "other COUNT '0'",
        "total COUNT '7'",
    ]
    assert below(lines, "direct_litigation") == [
        "upheld COUNT '2'",
        "corrected COUNT '0'",
        "other COUNT '0'",
        "pending COUNT '1'",
        "total COUNT '3'",
    ]
    assert below(lines, "denied")[:3] == [
        "GROUP_DENIED '（三）不予公开'",
        "state_secret",
        "  ROW_STATE_SECRET '1.属于国家秘密'",
    ]


def test_a_number_is_shown_where_it_is_not_what_is_written() -> None:
    lines = tree(changed("| 36.50 |", "| ３６.５０ |"))
    assert below(lines, "licenses")[1] == "decisions COUNT '1,024' = 1024"
    assert below(lines, "fees")[1] == "amount MONEY '３６.５０' = 36.50"
    assert below(lines, "penalties")[1] == "decisions COUNT '57'"


def test_long_texts_are_shortened_and_stay_on_their_line() -> None:
    lines = tree(changed("部分栏目更新不够及时", "部分栏目更新不够及时" * 20))
    (line,) = (line for line in lines if "部分栏目" in line)
    assert line.endswith("…'")
    assert len(line) < 90
    assert all("\n" not in line and line.isprintable() for line in lines)


def test_every_line_of_the_text_and_every_cell_is_in_the_tree() -> None:
    found = [leaf["text"] for leaf in terminals(data(REPORT))]
    words = [part.strip() for line in REPORT.split("\n") for part in line.split("|")]
    assert sorted(found) == sorted(word for word in words if word)


# ---- positions ----


def test_positions_are_those_of_the_caller() -> None:
    lines = tree(REPORT, positions=True)
    assert all(line.rpartition(" ")[2].replace(":", "").isdigit() for line in lines)
    line, column = place_of(REPORT, "36.50")
    assert f"        amount MONEY '36.50' {line}:{column}" in lines
    line, column = place_of(REPORT, "| 行政事业性收费")
    assert f"      fees {line}:{column + 2}" in lines, "a rule is where its first word is"


def test_positions_in_a_text_with_other_line_ends_and_characters() -> None:
    text = REPORT.replace("行政许可", "行政許可").replace("\n", "\r\n")
    assert any(line.endswith("ROW_LICENSES '行政许可' 21:3") for line in tree(text, positions=True))
    assert text.split("\r\n")[20][2:6] == "行政許可"


def test_json_positions_lead_to_the_text() -> None:
    lines = REPORT.split("\n")
    for leaf in terminals(data(REPORT)):
        assert leaf["line"] == leaf["end_line"]
        assert lines[leaf["line"] - 1][leaf["column"] - 1 : leaf["end_column"] - 1] == leaf["text"]


# ---- what is marked ----


def test_a_missing_row_is_marked_as_inserted() -> None:
    text = changed("| 行政强制 | 8 | | |\n", "")
    (line, column) = place_of(text, "| 行政事业性收费")
    assert below(tree(text), "+ compulsion") == [
        "+ ROW_COMPULSION inserted: 「行政强制」 missing",
        "+ decisions COUNT inserted: missing",
    ]
    (label,) = (leaf for leaf in terminals(data(text)) if leaf.get("label"))
    assert label == {
        "terminal": "ROW_COMPULSION",
        "text": "",
        "line": line,
        "column": column + 2,
        "end_line": line,
        "end_column": column + 2,
        "inserted": True,
        "label": "行政强制",
        "state": "missing",
    }
    assert [rule["rule"] for rule in rules(data(text)) if rule.get("inserted")] == ["compulsion", "decisions"]


def test_figures_that_are_no_numbers_are_marked_with_their_state() -> None:
    text = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | / |  | 12a |")
    assert below(tree(text), "rules") == [
        "ROW_RULES '规章'",
        "issued COUNT '/' not_applicable",
        "repealed COUNT '' blank",
        "in_force COUNT '12a' invalid",
    ]
    found = {leaf["text"]: leaf for leaf in terminals(data(text)) if leaf.get("state", "stated") != "stated"}
    assert {text: leaf["state"] for text, leaf in found.items()} == {
        "/": "not_applicable",
        "": "blank",
        "12a": "invalid",
    }
    assert not [leaf for leaf in found.values() if "number" in leaf or "inserted" in leaf]


def test_what_is_ambiguous_is_inserted_and_its_cells_are_dropped() -> None:
    text = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | 21 | 22 | 23 | 24 |")
    lines = tree(text)
    assert below(lines, "rules") == [
        "ROW_RULES '规章'",
        "+ issued COUNT inserted: ambiguous",
        "+ repealed COUNT inserted: ambiguous",
        "+ in_force COUNT inserted: ambiguous",
    ]
    line, column = place_of(text, "21")
    assert below(lines, "disclosure (table, form of 2021)")[-4:] == [
        f"- dropped '{number}' {line}:{column + 5 * index}" for index, number in enumerate(("21", "22", "23", "24"))
    ]
    (table,) = (rule for rule in rules(data(text)) if rule.get("edition") and rule["rule"] == "disclosure")
    assert table["children"][-1] == {
        "dropped": True,
        "text": "24",
        "line": line,
        "column": column + 15,
        "end_line": line,
        "end_column": column + 17,
    }


def test_dropped_cells_stand_under_their_own_table() -> None:
    text = changed("| 1 | 0 | 0 | 0 | 1 | 2 |", "| 1 | 0 | 0 | 0 | 1 | 2 | 9 |")
    lines = tree(text)
    dropped = [index for index, line in enumerate(lines) if "- dropped" in line]
    assert len(dropped) == 16
    assert dropped[0] > lines.index("    disputes (table, form of 2021)")
    assert not [line for line in below(lines, "applications (table, form of 2021)") if "dropped" in line]


def test_a_clean_report_has_no_marks() -> None:
    assert not [line for line in tree(REPORT) if line.lstrip().startswith(("+ ", "- "))]
    assert not [leaf for leaf in terminals(data(REPORT)) if leaf.get("inserted") or leaf.get("dropped")]


def test_an_extra_row_is_shown_as_printed() -> None:
    text = changed("| 行政强制 | 8 | | |\n", "| 行政强制 | 8 | | |\n| 行政奖励事项 | 4 | | |\n")
    assert below(tree(text), "extra")[:3] == [
        "EXTRA_LABEL '行政奖励事项'",
        "EXTRA_HEAD '本年处理决定数量'",
        "EXTRA_FIGURE '4'",
    ]


# ---- the tree as data ----


def test_json_tree_has_one_root_and_names_everything() -> None:
    root = data(REPORT)
    assert root["rule"] == "report"
    assert (root["line"], root["column"]) == (1, 1)
    for rule in rules(root):
        assert rule["children"]
        assert not {"text", "terminal", "state", "number"} & rule.keys()
    assert {rule["edition"] for rule in rules(root) if "edition" in rule} == {"2021"}


def test_json_numbers_are_those_of_the_model() -> None:
    found = [leaf["number"] for leaf in terminals(data(REPORT)) if "number" in leaf]
    assert found[:10] == [0, 0, 0, 3, 1, 12, 1024, 57, 8, 36.5]
    assert len(found) == 10 + 25 * 7 + 15
    stated = [leaf for leaf in terminals(data(REPORT)) if leaf.get("state") == "stated"]
    assert len(stated) == len(found), "labels have no state"


# ---- sections ----


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "overview"),
        (2, "disclosure"),
        (3, "applications"),
        (4, "disputes"),
        (5, "problems"),
        (6, "other_matters"),
    ],
)
def test_a_section_alone(number: int, name: str) -> None:
    whole, part = tree(REPORT), tree(REPORT, section=number)
    assert part[:2] == ["report", f"  {name}"]
    start = whole.index(f"  {name}")
    assert whole[start : start + len(part) - 1] == part[1:]
    assert [line for line in part if line.startswith("  ") and line[2] != " "] == [f"  {name}"]


def test_a_section_brings_its_table_from_under_another_heading() -> None:
    text = changed("四、政府信息公开行政复议、行政诉讼情况\n\n", "")
    lines = tree(text, section=4)
    assert lines[:2] == ["report", "  disputes (table, form of 2021)"]
    assert below(lines, "reconsideration")[0] == "upheld COUNT '1'"
    assert any(line.strip() == "disputes (table, form of 2021)" for line in tree(text, section=3))


@pytest.mark.parametrize("name", cli.STAGES)
def test_a_section_that_is_not_there_is_named(name: str) -> None:
    text = REPORT[: REPORT.index("六、")]
    with pytest.raises(SectionAbsentError, match="section 6 「六、其他需要报告的事项」 is not in the text"):
        Stages(text, section=6).view(name)


@pytest.mark.parametrize("name", ["cells", "tokens", "rows"])
def test_a_section_without_a_table_has_nothing_of_one(name: str) -> None:
    assert data(REPORT, name, section=1) == []
    assert stage(REPORT, name, section=1) == []


def test_the_diagnostics_of_a_section() -> None:
    text = changed("| 行政强制 | 8 | | |\n", "", changed("六、其他需要报告的事项", "六、其他事项"))
    assert {found.code for found in Stages(text, section=2).diagnostics()} == {"GX302"}
    assert {found.code for found in Stages(text, section=6).diagnostics()} == {"GX105"}
    assert Stages(text, section=3).diagnostics() == ()
    assert Stages(text).diagnostics() == gxparse.parse(text).diagnostics


# ---- other stages ----


def test_stages_are_those_of_the_command_line() -> None:
    for name in cli.STAGES:
        view = Stages(REPORT).view(name)
        assert view.lines
        json.dumps(view.data())


def test_source_is_the_folded_text_with_its_lines() -> None:
    text = "臨江市2022年\r\n\t政府\u200b信息公開\x00工作年度報告\r第三行"
    assert stage(text, "source") == ["1 | 临江市2022年", "2 | ␉政府<U+200B>信息公开 工作年度报告", "3 | 第三行"]
    assert [row["line"] for row in data(text, "source")] == [1, 2, 3]
    part = stage(REPORT, "source", section=6)
    line, _ = place_of(REPORT, "六、其他需要报告的事项")
    assert part[0] == f"{line} | 六、其他需要报告的事项"
    assert part[2] == f"{line + 2} | 无。"


def test_document_has_a_table_as_one_terminal() -> None:
    lines = stage(REPORT, "document", section=2)
    assert lines[:3] == ["report", "  disclosure", "    HEADING_DISCLOSURE '二、主动公开政府信息情况'"]
    assert lines[3].startswith("    TABLE '| 第二十条第（一）项 |")
    assert len(lines) == 4


def test_cells_are_those_of_the_layout() -> None:
    text = changed("| 规章 | 0 | 0 | 0 |", "规章\n0")
    lines = stage(text, "cells", section=2)
    first, _ = place_of(REPORT, "| 第二十条第（一）项")
    assert lines[:4] == [
        f"block {first}:1 in section disclosure",
        f"  row {first}:3 bounded",
        f"    0 {first}:3 '第二十条第（一）项'",
        f"    1 {first}:14 ''",
    ]
    assert [f"  row {first + 2}:1 not bounded", f"    0 {first + 2}:1 '规章'"] == lines[11:13]
    (block,) = data(text, "cells", section=2)
    assert [row["bounded"] for row in block["rows"]][:5] == [True, True, False, False, True]
    assert set(block["rows"][0]["cells"][0]) == {"index", "line", "column", "text"}


def test_tokens_say_what_each_cell_is() -> None:
    text = changed("| 行政许可 | 1,024 | | |", "| 行政许可 | 1,024 | / | 若干 |")
    (block,) = data(text, "tokens", section=2)
    row = next(row for row in block["rows"] if row["cells"][0]["text"] == "行政许可")
    assert [(cell["kind"], cell["terminals"]) for cell in row["cells"]] == [
        ("label", ["ROW_LICENSES"]),
        ("figure", []),
        ("mark", []),
        ("text", []),
    ]
    line, column = place_of(text, "1,024")
    assert f"    1 {line}:{column} figure '1,024'" in stage(text, "tokens", section=2)
    assert f"    0 {line}:3 label '行政许可' ROW_LICENSES" in stage(text, "tokens", section=2)


def test_rows_are_heads_and_labels_with_their_cells() -> None:
    lines = stage(REPORT, "rows", section=3)
    line, _ = place_of(REPORT, "| （三）不予公开")
    assert lines[0].endswith("(table, form of 2021)")
    assert lines[1].startswith("  head ")
    index = lines.index(f"  row {line}:16 ROW_STATE_SECRET '1.属于国家秘密'")
    assert lines[index + 1 : index + 3] == ["    before '（三）不予公开'", "    values '0' '0' '0' '0' '0' '0' '0'"]
    (table,) = data(REPORT, "rows", section=3)
    assert [event["event"] for event in table["events"]].count("row") == 25
    assert [table["table"] for table in data(REPORT, "rows")] == ["disclosure", "applications", "disputes"]


def test_rows_show_words_and_figures_that_are_nobodys() -> None:
    text = changed("| 行政强制 | 8 | | |", "| 说明文字在此 | | | |\n| | 8 | | |")
    lines = stage(text, "rows", section=2)
    line, _ = place_of(text, "| 说明文字在此")
    assert f"  loose {line}:3 ? '说明文字在此'" in lines
    assert f"  row {line + 1}:5 ? without a label" in lines


def test_model_is_that_of_parse() -> None:
    assert data(REPORT, "model") == gxparse.parse(REPORT).to_dict()
    assert json.loads("\n".join(stage(REPORT, "model"))) == gxparse.parse(REPORT).to_dict()
    part = data(REPORT, "model", section=4)
    assert list(part) == ["sections", "disputes", "diagnostics"]
    assert [section["number"] for section in part["sections"]] == [4]


# ---- texts that lack much ----


def test_absent_tables_leave_the_document() -> None:
    text = REPORT
    for opener, following in (("| 第二十条第（一）项", "三、"), ("| （本列数据", "四、"), ("| 行政复议", "五、")):
        start = text.index(opener)
        text = text[:start] + "（见附图）\n\n" + text[text.index(f"\n{following}", start) + 1 :]
    lines = tree(text)
    assert below(lines, "disputes") == [
        "HEADING_DISPUTES '四、政府信息公开行政复议、行政诉讼情况'",
        "TEXT '（见附图）'",
    ]
    assert not [line for line in lines if "(table" in line]
    for name in cli.STAGES:
        Stages(text).view(name)
    assert data(text, "cells") == data(text, "tokens") == data(text, "rows") == []


@pytest.mark.parametrize("text", ["", "\n", NOT_A_REPORT])
def test_a_text_that_is_no_report_has_its_first_stages(text: str) -> None:
    assert stage(text, "document")[0] == "report" or text != NOT_A_REPORT
    for name in ("source", "document", "cells", "tokens", "rows"):
        Stages(text).view(name)
    for name in ("tree", "model"):
        with pytest.raises(gxparse.NotAReportError):
            Stages(text).view(name)
    assert [found.code for found in Stages(text).diagnostics()] == ["GX101"]


# ---- real reports ----


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the real reports are not here: no folder {SEEDS}")
@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_seeds_have_trees(prefix: str) -> None:
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    text = path.read_bytes().decode("utf-8")
    report = gxparse.parse(text)
    root = data(text)
    tables = [rule["rule"] for rule in rules(root) if "edition" in rule]
    assert set(tables) == {name for name in ("disclosure", "applications", "disputes") if getattr(report, name)}
    lines = text.split("\n")
    for leaf in terminals(root):
        assert 1 <= leaf["line"] <= leaf["end_line"] <= len(lines)
        if leaf["text"] and leaf["line"] == leaf["end_line"]:
            assert leaf["end_column"] - leaf["column"] == len(leaf["text"])
    for name in cli.STAGES:
        Stages(text).view(name)
