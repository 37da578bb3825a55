"""`gxparse.diff` and `gxparse diff`: figures with difference and per cent, fields of one edition, likeness of text."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from samples import changed
from test_rules import GOOD

import gxparse
from gxparse import cli
from gxparse.comparison.comparing import FigureChange, similarity
from gxparse.writing.reading import report_from_dict

if TYPE_CHECKING:
    from pathlib import Path

LATER = changed("| 行政处罚 | 57 |", "| 行政处罚 | 60 |", GOOD)
LATER = changed("| 行政事业性收费 | 36.50 |", "| 行政事业性收费 | 0 |", LATER)
LATER = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | 2 | / | 0 |", LATER)
LATER = changed("部分栏目更新不够及时，将加强检查。", "部分栏目更新不够及时，将加强培训。", LATER)


def compare(old: str, new: str) -> gxparse.Comparison:
    return gxparse.diff(gxparse.parse(old), gxparse.parse(new))


def changes(comparison: gxparse.Comparison) -> dict[str, tuple[Any, ...]]:
    return {
        figure.path: (figure.old, figure.new, figure.difference, figure.per_cent)
        for table in comparison.tables
        for figure in table.figures
        if figure.is_changed
    }


def test_a_report_is_the_same_as_itself() -> None:
    comparison = compare(GOOD, GOOD)
    assert changes(comparison) == {}
    assert [len(table.figures) for table in comparison.tables] == [10, 175, 15]
    assert [section.similarity for section in comparison.sections] == [1, 1, 1]
    assert [(table.only_old, table.only_new) for table in comparison.tables] == [((), ())] * 3


def test_figures_have_difference_and_per_cent() -> None:
    comparison = compare(GOOD, LATER)
    assert changes(comparison) == {
        "disclosure.rules.issued": (0, 2, 2, None),
        "disclosure.rules.repealed": (0, None, None, None),
        "disclosure.penalties.decisions": (57, 60, 3, Decimal("5.3")),
        "disclosure.fees.amount": (Decimal("36.50"), 0, Decimal("-36.5"), Decimal(-100)),
    }
    figure = next(each for each in comparison.tables[0].figures if each.path == "disclosure.rules.repealed")
    assert (figure.row, figure.column, figure.old_state, figure.new_state) == (
        "规章",
        "本年废止件数",
        "stated",
        "not_applicable",
    )
    assert [section.similarity for section in comparison.sections] == [1, 0.5, 1]


def test_fields_that_one_edition_has_are_said_to_be_so() -> None:
    row = {"natural_person": 3, "total": 3}
    old = report_from_dict(
        {
            "year": 2020,
            "disclosure": {"other_services": [{"name": "行政检查", "change": 4}], "licenses": {"decisions": 7}},
            "applications": {"other_handling": row, "granted": row},
        },
        "2019",
    )
    new = report_from_dict(
        {
            "year": 2021,
            "disclosure": {"licenses": {"decisions": 14}},
            "applications": {"other_handling": {"other": row}},
        },
        "2021",
    )
    comparison = gxparse.diff(old, new)
    disclosure, applications, disputes = comparison.tables
    assert changes(comparison)["disclosure.licenses.decisions"] == (7, 14, 7, Decimal(100))
    only_old = {each.path: each.number for each in disclosure.only_old}
    assert only_old["disclosure.other_services.行政检查.change"] == 4
    assert "disclosure.procurement.amount" in only_old
    assert {each.path.rpartition(".")[2] for each in disclosure.only_new} == {
        "issued",
        "repealed",
        "in_force",
        "amount",
    }
    assert [each.path for each in applications.only_old] == [
        f"applications.other_handling.{figure.path.rpartition('.')[2]}" for figure in applications.figures[:7]
    ]
    assert len(applications.only_new) == 21
    assert {each.row for each in applications.only_new if each.number == 3} == {"（六）其他处理 3.其他"}
    assert (disputes.in_old, disputes.in_new, disputes.figures) == (False, False, ())
    assert [section.similarity for section in comparison.sections] == [None, None, None]


def test_rows_that_a_report_names_are_compared_by_their_names() -> None:
    def services(*names: str) -> Any:  # noqa: ANN401
        rows = [{"name": name, "decisions": len(name) + index} for index, name in enumerate(names)]
        return report_from_dict({"disclosure": {"other_services": rows}}, "2019")

    comparison = gxparse.diff(services("行政检查", "行政确认"), services("行政确认", "行政检查", "行政检查"))
    assert changes(comparison) == {
        "disclosure.other_services.行政检查.decisions": (4, 5, 1, Decimal("25.0")),
        "disclosure.other_services.行政确认.decisions": (5, 4, -1, Decimal("-20.0")),
    }
    assert [each.number for each in comparison.tables[0].only_new if each.column == "处理决定数量"] == [6]


def test_likeness_is_twice_what_is_in_common_over_both() -> None:
    assert similarity(["a", "b", "c"], ["a", "c", "d"]) == pytest.approx(2 / 3, abs=1e-3)
    assert similarity(["a", "b"], ["b", "a"]) == 0.5
    many = [str(number) for number in range(5000)]
    assert similarity(many, many[::-1]) == 1  # the order of very long texts is not looked at


def test_likeness_of_a_very_long_text_takes_no_square_of_its_length() -> None:
    long = changed("全市全年主动公开信息六百余条。", "同一句话。" * 200_000, GOOD)
    assert compare(long, long).sections[0].similarity == 1


@pytest.mark.parametrize("wrong", [None, "text"])
def test_what_is_no_report_is_refused(wrong: Any) -> None:  # noqa: ANN401
    report = gxparse.parse(GOOD)
    for pair in ((wrong, report), (report, wrong)):
        with pytest.raises(TypeError, match="takes reports"):
            gxparse.diff(*pair)


# ---- the command ----


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, text in (("good", GOOD), ("later", LATER.replace("2022年", "2023年")), ("none", "今天下雨。\n")):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    (tmp_path / "half.txt").write_bytes(GOOD.partition("三、收到和处理")[0].encode())


def test_text_has_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "good.txt", "later.txt"]) == 0
    assert capsys.readouterr().out == (
        "临江市 2022 → 临江市 2023\n"
        "\n"
        "二、主动公开政府信息情况\n"
        "  row             column             old             new  difference       %\n"
        "  规章            本年制发件数         0               2          +2\n"
        "  规章            本年废止件数         0  not_applicable\n"
        "  行政处罚        本年处理决定数量    57              60          +3    +5.3\n"
        "  行政事业性收费  本年收费金额      36.5               0       -36.5  -100.0\n"
        "\n"
        "三、收到和处理政府信息公开申请情况\n"
        "  no figure differs\n"
        "\n"
        "四、政府信息公开行政复议、行政诉讼情况\n"
        "  no figure differs\n"
        "\n"
        "narrative, how alike\n"
        "  一、总体情况: 100.0 %\n"
        "  五、存在的主要问题及改进情况: 50.0 %\n"
        "  六、其他需要报告的事项: 100.0 %\n"
    )


def test_text_may_have_every_figure_and_is_chinese_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "--all", "--lang", "zh", "good.txt", "later.txt"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n  ") == 3 + 200 + 3
    assert "not_applicable" not in out
    assert [line.split()[-1] for line in out.splitlines() if line.startswith("  规章  ") and "废止" in line] == [
        "符号或文字"
    ]
    assert "  行" in out
    assert "文字部分的相似度\n" in out


def test_a_table_that_one_report_lacks_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "good.txt", "half.txt"]) == 0
    assert capsys.readouterr().out.count("  the new report does not have this table\n") == 2
    assert cli.main(["diff", "half.txt", "half.txt"]) == 0
    assert capsys.readouterr().out.count("  neither report has this table\n") == 2


def test_json_has_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "--format", "json", "good.txt", "later.txt"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["old"] == {"issuer": "临江市", "year": 2022, "edition": "2021"}
    assert [len(table["figures"]) for table in data["tables"]] == [10, 175, 15]
    fees = data["tables"][0]["figures"][-1]
    assert (fees["path"], fees["old"], fees["new"], fees["difference"], fees["per_cent"]) == (
        "disclosure.fees.amount",
        36.5,
        0,
        -36.5,
        -100,
    )


def test_what_cannot_be_compared_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "good.txt", "none.txt"]) == 1
    assert "GX101" in capsys.readouterr().err
    assert cli.main(["diff", "absent.txt", "good.txt"]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "per_cent"),
    [(-4, 2, "150.0"), (-4, -6, "-50.0"), (4, 2, "-50.0"), (5, 5, "0.0"), (-5, -5, "0.0"), (0, 3, None)],
)
def test_per_cent_has_the_sign_of_the_difference(old: int, new: int, per_cent: str | None) -> None:
    """See that a change from less than nothing is told by its size: 本年增/减 may be negative."""
    found = FigureChange("path", "row", "column", old, new, "stated", "stated")
    assert (None if found.per_cent is None else str(found.per_cent)) == per_cent
