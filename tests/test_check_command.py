"""`gxparse check` and `gxparse rules`: what they write where, in which language, and their exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from samples import changed
from test_rules import BEFORE, GOOD

from gxparse import cli
from gxparse.rules import checking
from gxparse.rules.showing import FindingRenderer, NamedText

if TYPE_CHECKING:
    from pathlib import Path

UNBALANCED = changed("| 四、结转下年度继续办理 |  |  | 7 |", "| 四、结转下年度继续办理 |  |  | 8 |", GOOD)
WARNED = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | 5 | 1 | 3 |", GOOD)
BLANK = changed("| 规章 | 0 | 0 | 0 |", "| 规章 |  | 0 | 0 |", GOOD)
DAMAGED = changed("1.属于国家秘密", "1.属于国家秘蜜", GOOD)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, text in {
        "good": GOOD,
        "before": BEFORE,
        "unbalanced": UNBALANCED,
        "warned": WARNED,
        "blank": BLANK,
        "damaged": DAMAGED,
        "other": GOOD.replace("临江市", "临海市"),
        "none": "今天下雨。\n",
    }.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_a_good_report_has_a_table_alone(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", "good.txt")
    assert (status, err) == (0, "")
    assert out == (
        "good.txt\n"
        "  rules         pass  fail  not assessable\n"
        "  applications    39     0               0\n"
        "  disputes         3     0               0\n"
        "  values           3     0               0\n"
        "  disclosure       2     0               0\n"
        "  form             9     0               0\n"
    )


def test_a_failure_has_the_line_of_each_number_with_carets(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "unbalanced.txt")
    assert status == 1
    balance = out[out.index("unbalanced.txt", out.index("applications.balance") - 30) :].splitlines()
    assert balance[0] == (
        "unbalanced.txt:35:28: error applications.balance: "
        "table 3, column 「自然人」: 一 40 + 二 2 ≠ （七） 35 + 四 8, difference 1"
    )
    assert balance[1:9] == [
        "35 | | 一、本年新收政府信息公开申请数量 |  |  | 40 | 0 | 0 | 0 | 0 | 0 | 40 |",
        "   |                                            ^^",
        "36 | | 二、上年结转政府信息公开申请数量 |  |  | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
        "   |                                            ^",
        "58 | |  | （七）总计 |  | 35 | 0 | 0 | 0 | 0 | 0 | 35 |",
        "   |                      ^^",
        "59 | | 四、结转下年度继续办理 |  |  | 8 | 0 | 0 | 0 | 0 | 0 | 7 |",
        "   |                                  ^",
    ]


def test_the_numbers_of_one_line_have_their_carets_under_it_once(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", "unbalanced.txt")
    lines = out.splitlines()
    at = next(index for index, line in enumerate(lines) if "row_total" in line)
    assert lines[at + 1] == "59 | | 四、结转下年度继续办理 |  |  | 8 | 0 | 0 | 0 | 0 | 0 | 7 |"
    assert lines[at + 2] == "   |                                  ^   ^   ^   ^   ^   ^   ^"


def test_compact_findings_are_a_line_each_in_either_language(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", "--compact", "--lang", "zh", "unbalanced.txt")
    found = [line for line in out.splitlines() if line.startswith("unbalanced.txt:")]
    assert found[1] == (
        "unbalanced.txt:35:28: 错误 applications.balance: 表三“自然人”列：一 40 ＋ 二 2 ≠ （七）35 ＋ 四 8，相差 1"
    )
    assert len(found) == 2
    assert "  规则          通过  不通过  无法核对\n  applications    37       2         0\n" in out


def test_warnings_that_fail_leave_the_status_at_0(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "--compact", "warned.txt")
    assert status == 0
    assert "warned.txt:17:16: warning disclosure.in_force: " in out


def test_what_the_parser_says_goes_to_standard_error_and_does_not_set_the_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "check", "--compact", "damaged.txt")
    assert status == 0
    assert " warning GX301: " in err
    assert "GX301" not in out


def test_all_shows_what_passes_and_what_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    _, few, _ = run(capsys, "check", "--compact", "blank.txt")
    _, all_of_them, _ = run(capsys, "check", "--compact", "--all", "blank.txt")
    assert few.count("blank.txt:") == 1
    assert all_of_them.count("blank.txt:") == 56
    assert " pass applications.balance: " in all_of_them
    assert (
        " not_assessable disclosure.in_force: table 2, row 「规章」: cannot be checked: column 「本年制发件数」 is blank"
        in (all_of_them)
    )


def test_the_year_before_is_given_or_found_among_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    _, alone, _ = run(capsys, "check", "--compact", "good.txt")
    assert "years." not in alone
    status, given, _ = run(capsys, "check", "--compact", "--previous", "before.txt", "good.txt")
    assert status == 0
    assert given.count(" warning years.carried: ") == 2
    _, found, _ = run(capsys, "check", "--compact", "other.txt", "good.txt", "before.txt")
    assert [line for line in found.splitlines() if " years." in line] == [
        line for line in given.splitlines() if " years." in line
    ]
    assert "other.txt:" not in found


def test_lines_of_the_year_before_are_shown_under_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", "--previous", "before.txt", "good.txt")
    lines = out.splitlines()
    at = next(index for index, line in enumerate(lines) if "years.carried" in line)
    assert lines[at + 1].startswith("36 | | 二、上年结转")
    assert lines[at + 3] == "   --> before.txt:59:23"
    assert lines[at + 4].startswith("59 | | 四、结转下年度")


def test_json_is_an_object_or_a_list_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "--format", "json", "unbalanced.txt")
    data: Any = json.loads(out)
    assert status == 1
    assert list(data) == ["file", "previous", "findings", "diagnostics", "summary", "warnings"]
    assert [each["rule"] for each in data["findings"]] == ["applications.row_total", "applications.balance"]
    assert data["findings"][1]["difference"] == -1
    assert data["findings"][1]["places"][0] == {
        "line": 35,
        "column": 28,
        "end_line": 35,
        "end_column": 30,
        "previous": False,
    }
    assert data["summary"]["applications"] == {"pass": 37, "fail": 2, "not_assessable": 0}
    _, out, _ = run(capsys, "check", "--format", "json", "--all", "before.txt", "good.txt", "damaged.txt")
    found = json.loads(out)
    assert [(each["file"], each["previous"]) for each in found] == [
        ("before.txt", None),
        ("good.txt", "before.txt"),
        ("damaged.txt", "before.txt"),
    ]
    assert found[2]["diagnostics"][0]["code"] == "GX301"
    assert {each["status"] for each in found[0]["findings"]} == {"pass"}


def test_a_text_that_is_no_report_is_1_and_an_unreadable_file_2(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", "none.txt")
    assert (status, out) == (1, "none.txt: nothing to check\n")
    assert "GX101" in err
    status, _, err = run(capsys, "check", "good.txt", "absent.txt")
    assert status == 2
    assert "absent.txt: error: cannot be read" in err
    status, out, err = run(capsys, "check", "--format", "json", "--previous", "absent.txt", "good.txt")
    assert status == 2
    assert json.loads(out)["warnings"][0].startswith("not compared with absent.txt: cannot be read: ")
    assert "absent.txt: error: cannot be read" in err
    status, _, err = run(capsys, "check", "--previous", "none.txt", "good.txt")
    assert status == 2
    assert "good.txt: warning: not compared with none.txt: it is no report\n" in err


def test_a_file_that_cannot_be_read_is_an_entry_of_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "--format", "json", "good.txt", "absent.txt", "other.txt")
    first, second, third = json.loads(out)
    assert status == 2
    assert (first["file"], third["file"]) == ("good.txt", "other.txt")
    assert list(second) == ["file", "error"]
    assert second["file"] == "absent.txt"
    assert second["error"].startswith("cannot be read: ")
    _, out, _ = run(capsys, "check", "--format", "json", "--lang", "zh", "absent.txt")
    assert json.loads(out)["error"].startswith("无法读取：")


@pytest.mark.parametrize(
    ("previous", "english", "chinese"),
    [
        (
            "other_before.txt",
            "the report it is compared with is that of 临海市, this one of 临江市: not one body",
            "用来比较的报告是“临海市”的，本报告是“临江市”的，不是同一机关",
        ),
        (
            "good.txt",
            "the report it is compared with is for 2022, this one for 2022: not two years in succession",
            "用来比较的报告是 2022 年的，本报告是 2022 年的，不是相邻年度",
        ),
    ],
)
def test_a_wrong_report_of_the_year_before_is_a_warning_and_2(
    capsys: pytest.CaptureFixture[str], folder: Path, previous: str, english: str, chinese: str
) -> None:
    (folder / "other_before.txt").write_bytes(BEFORE.replace("临江市", "临海市").encode())
    status, out, err = run(capsys, "check", "--previous", previous, "good.txt")
    assert (status, err) == (2, f"good.txt: warning: not compared with {previous}: {english}\n")
    assert " years." not in out
    _, _, err = run(capsys, "check", "--lang", "zh", "--previous", previous, "good.txt")
    assert err == f"good.txt: 警告: 未与 {previous} 比较：{chinese}\n"
    _, out, _ = run(capsys, "check", "--format", "json", "--all", "--previous", previous, "good.txt")
    data = json.loads(out)
    assert data["warnings"] == [f"not compared with {previous}: {english}"]
    years = [each for each in data["findings"] if each["rule"].startswith("years.")]
    assert {(each["status"], each["message"]) for each in years} == {("not_assessable", english)}


def test_the_government_of_a_region_is_known_by_the_region(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "government.txt").write_bytes(BEFORE.replace("临江市2021", "临江市人民政府2021").encode())
    (folder / "office.txt").write_bytes(BEFORE.replace("临江市2021", "临江市人民政府办公室2021").encode())
    for files in (("--previous", "government.txt", "good.txt"), ("government.txt", "good.txt", "office.txt")):
        status, out, err = run(capsys, "check", "--compact", *files)
        assert (status, err) == (0, "")
        assert out.count(" warning years.carried: ") == 2
    assert run(capsys, "check", "--previous", "office.txt", "good.txt")[0] == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_two_reports_for_the_year_before_are_no_pair(
    capsys: pytest.CaptureFixture[str], folder: Path, order: tuple[int, ...]
) -> None:
    (folder / "before2.txt").write_bytes(BEFORE.replace("| 行政处罚 | 57 |", "| 行政处罚 | 58 |").encode())
    names = ("before.txt", "before2.txt", "good.txt")
    status, out, err = run(capsys, "check", "--compact", *(names[index] for index in order))
    assert status == 0
    assert " years." not in out
    assert err == (
        "good.txt: warning: not compared with the year before:"
        " before.txt, before2.txt are reports of one body and year\n"
    )
    _, out, _ = run(capsys, "check", "--format", "json", *(names[index] for index in order))
    found = {each["file"]: each for each in json.loads(out)}
    assert found["good.txt"]["previous"] is None
    assert [len(found[name]["warnings"]) for name in names] == [0, 0, 1]


def test_the_same_text_twice_is_one_report(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "copy.txt").write_bytes(BEFORE.encode())
    status, out, err = run(capsys, "check", "--compact", "before.txt", "copy.txt", "good.txt")
    assert (status, err) == (0, "")
    assert out.count(" years.carried: ") == 2


def test_rules_are_listed_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "rules", "--format", "json")
    data = json.loads(out)
    assert status == 0
    assert [(each["id"], each["severity"], tuple(each["editions"])) for each in data] == [
        (each.rule.id, each.rule.severity, each.editions) for each in checking.listed()
    ]
    balance = next(each for each in data if each["id"] == "applications.balance")
    assert balance["formula"] == "new_received + carried_over = total_handled + carried_forward"
    assert (balance["table"], balance["over"], balance["rows"]) == ("applications", "columns", [])
    assert balance["meaning_zh"] == "表三每一列：第一项加第二项之和，等于第三项加第四项之和"
    assert next(each["formula"] for each in data if each["id"] == "form.period") is None


def test_previous_is_for_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "--previous", "before.txt", "good.txt", "other.txt"])
    assert ended.value.code == 2
    assert "--previous is for one FILE" in capsys.readouterr().err


def test_rules_are_listed_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = run(capsys, "rules")
    assert (status, err) == (0, "")
    for each in checking.listed():
        assert f"{each.rule.id}  {each.rule.severity}  forms of {', '.join(each.editions)}\n" in out
        assert each.rule.formula in out
        assert each.rule.meaning in out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    _, out, _ = run(capsys, "rules")
    assert "applications.balance  error  2019, 2021 年版\n  要求: 表三每一列：第一项加第二项之和" in out
    assert "依据: 表样所印勾稽关系\n" in out


def test_a_line_too_long_to_be_shown_whole_is_shown_for_each_number_beyond() -> None:
    import gxparse

    text = GOOD.replace("| 行政许可 | 1,024 | | |", "| 行政许可 | 1,024 |" + " " * 150 + "| |")
    text = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | 5 |" + " " * 150 + "1 | 3 |", text)
    finding = next(each for each in gxparse.check(gxparse.parse(text)) if each.rule == "disclosure.in_force")
    shown = FindingRenderer(NamedText.of("x", text), None, "en", color=False).full(finding).splitlines()
    assert len(shown) == 5
    assert all("…" in line for line in shown[1::2])
    assert [line.count("^") for line in shown[2::2]] == [2, 1]


def test_colours_are_those_of_the_severity() -> None:
    import gxparse

    findings = gxparse.check(gxparse.parse(UNBALANCED))
    failing = next(each for each in findings if each.status == "fail")
    shown = FindingRenderer(NamedText.of("x", UNBALANCED), None, "en", color=True).full(failing)
    assert "\x1b[1;31merror\x1b[0m" in shown
    assert "\x1b[1;31m^\x1b[0m" in shown
