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
DAMAGED = changed("1.属于国家秘密", "1.属于国家机蜜", GOOD)


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
    assert list(data) == ["file", "previous", "findings", "diagnostics", "summary"]
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
    assert run(capsys, "check", "--previous", "absent.txt", "good.txt")[0] == 2
    assert run(capsys, "check", "--previous", "none.txt", "good.txt")[0] == 0


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
