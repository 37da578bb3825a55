"""The geometry of the printed tables: spans, places for figures, and rows that the form does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from gxparse import grammar
from gxparse.build import figure_paths
from gxparse.editions import names, tables
from gxparse.model import ExtraRow
from gxparse.writing.grid import Grid, GridCell, grid_of
from gxparse.writing.report import filled

if TYPE_CHECKING:
    from gxparse.form import Form, Table

ALL = [(edition, table.name) for edition in names() for table in grammar.compiled().forms[edition].tables]


def parts(edition: str, name: str) -> tuple[Table, Form]:
    form = grammar.compiled().forms[edition]
    return next(table for table in form.tables if table.name == name), form


def grid(edition: str, name: str, variant: int = 0) -> Grid:
    table, form = parts(edition, name)
    return grid_of(table, form, table.variants[variant])


def spans(row: tuple[GridCell, ...]) -> list[tuple[str | None, int, int]]:
    """Return text, rows and columns of each cell of a row; of a place for a figure the path."""
    return [(cell.path or cell.text, cell.rows, cell.columns) for cell in row]


@pytest.mark.parametrize(("edition", "name"), ALL)
def test_every_place_is_covered_once_and_every_word_and_figure_stands_there(edition: str, name: str) -> None:
    table, form = parts(edition, name)
    for variant in table.variants:
        drawn = grid_of(table, form, variant)
        places = [
            (row, column)
            for cell in drawn.cells()
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert sorted(places) == [(row, column) for row in range(len(drawn.rows)) for column in range(drawn.width)]
        assert all(cell.row == at for at, row in enumerate(drawn.rows) for cell in row)
        assert [len(row) for row in drawn.covering()] == [drawn.width] * len(drawn.rows)
        words = {word.terminal: word.text for word in form.words if word.canonical}
        printed = [cell.text for cell in drawn.cells() if cell.kind not in ("figure", "filler")]
        stands = [label.terminal for label in variant.labels] + [row.label for row in variant.rows if row.label]
        assert sorted(filter(None, printed)) == sorted(words[terminal] for terminal in stands)
        own = {f"{name}.{row.path}" for row in variant.rows}
        paths = [cell.path for cell in drawn.cells() if cell.path]
        known = set(figure_paths(tables(edition)[name], name))
        assert len(paths) == len(set(paths))
        assert known <= set(paths)
        assert all(path in known or path.rpartition(".")[0] in own for path in paths)


def test_table_two_has_a_title_heads_and_rows_for_each_block() -> None:
    drawn = grid("2019", "disclosure")
    assert (drawn.width, drawn.label_columns, len(drawn.rows)) == (4, 1, 18)
    assert spans(drawn.rows[0]) == [("第二十条第（一）项", 1, 4)]
    assert spans(drawn.rows[1]) == [
        ("信息内容", 1, 1),
        ("本年新制作数量", 1, 1),
        ("本年新公开数量", 1, 1),
        ("对外公开总数量", 1, 1),
    ]
    assert spans(drawn.rows[2])[:2] == [("规章", 1, 1), ("disclosure.rules.produced", 1, 1)]
    assert spans(drawn.rows[7])[:2] == [
        ("其他对外管理服务事项", 1, 1),
        ("disclosure.other_services.0.prior_year_items", 1, 1),
    ]
    assert spans(drawn.rows[17]) == [
        ("政府集中采购", 1, 1),
        ("disclosure.procurement.items", 1, 1),
        ("disclosure.procurement.amount", 1, 1),
        ("", 1, 1),
    ]
    assert [cell.kind for cell in drawn.rows[17]] == ["label", "figure", "figure", "filler"]
    assert [cell.figure for cell in drawn.rows[17]] == [None, "COUNT", "MONEY", None]


def test_sub_rows_take_a_label_column_more() -> None:
    drawn = grid("2019", "disclosure", 1)
    assert (drawn.width, drawn.label_columns, len(drawn.rows)) == (5, 2, 19)
    assert spans(drawn.rows[1])[:2] == [("信息内容", 1, 2), ("本年新制作数量", 1, 1)]
    assert spans(drawn.rows[7])[:3] == [
        ("其他对外管理服务事项", 2, 1),
        ("行政检查", 1, 1),
        ("disclosure.other_services.0.prior_year_items", 1, 1),
    ]
    assert spans(drawn.rows[8])[:2] == [
        ("行政确认", 1, 1),
        ("disclosure.other_services.1.prior_year_items", 1, 1),
    ]


@pytest.mark.parametrize(("edition", "rows"), [("2019", 26), ("2021", 28)])
def test_table_three_has_three_lines_of_heads_and_three_columns_of_labels(edition: str, rows: int) -> None:
    drawn = grid(edition, "applications")
    assert (drawn.width, drawn.label_columns, len(drawn.rows)) == (10, 3, rows)
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert spans(drawn.rows[0]) == [(note, 3, 3), ("申请人情况", 1, 7)]
    assert spans(drawn.rows[1]) == [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)]
    five = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    assert spans(drawn.rows[2]) == [(head, 1, 1) for head in five]
    assert spans(drawn.rows[3])[0] == ("一、本年新收政府信息公开申请数量", 1, 3)
    assert spans(drawn.rows[5])[:3] == [
        ("三、本年度办理结果", rows - 6, 1),
        ("（一）予以公开", 1, 2),
        ("applications.granted.natural_person", 1, 1),
    ]
    assert spans(drawn.rows[7])[:2] == [("（三）不予公开", 8, 1), ("1.属于国家秘密", 1, 1)]
    assert spans(drawn.rows[-2])[0] == ("（七）总计", 1, 2)
    assert spans(drawn.rows[-1])[0] == ("四、结转下年度继续办理", 1, 3)


def test_table_four_is_a_row_of_figures_under_three_lines_of_heads() -> None:
    drawn = grid("2021", "disputes")
    assert (drawn.width, drawn.label_columns, len(drawn.rows)) == (15, 0, 4)
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert spans(drawn.rows[0]) == [("行政复议", 1, 5), ("行政诉讼", 1, 10)]
    assert spans(drawn.rows[1]) == [*((head, 2, 1) for head in five), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    assert spans(drawn.rows[2]) == [(head, 1, 1) for head in five * 2]
    assert spans(drawn.rows[3])[0] == ("disputes.reconsideration.upheld", 1, 1)
    assert len(drawn.rows[3]) == 15


def test_figures_are_filled_in_by_path() -> None:
    drawn = grid("2021", "disclosure").with_figures({"disclosure.licenses.decisions": "17"})
    assert spans(drawn.rows[6])[0] == ("行政许可", 1, 1)
    assert [cell.text for cell in drawn.rows[6]] == ["行政许可", "17", "", ""]


def test_texts_are_changed_and_places_for_figures_are_not() -> None:
    drawn = grid("2021", "disclosure").with_texts(lambda text: text[::-1])
    assert [cell.text for cell in drawn.rows[6]] == ["可许政行", None, "", ""]


def test_row_that_the_form_does_not_have_stands_in_the_block_with_its_heads() -> None:
    table, form = parts("2021", "disclosure")
    extra = ExtraRow("公告\n牌", ("本年制发件数", "本年废止件数", "现行有效件数"), ("1", "", "3"))
    drawn = grid_of(table, form, extra=[extra])
    assert [cell.text for cell in drawn.rows[4]] == ["公告 牌", "1", "", "3"]
    assert spans(drawn.rows[5])[0] == ("第二十条第（五）项", 1, 4)


def test_row_with_heads_of_its_own_stands_at_the_end_below_them() -> None:
    table, form = parts("2021", "disclosure")
    drawn = grid_of(table, form, extra=[ExtraRow("其他", ("甲", "乙"), ("1", "2", "3", "4"))])
    assert drawn.width == 5
    assert [cell.text for cell in drawn.rows[-2]] == ["信息内容", "甲", "乙", "", ""]
    assert [cell.text for cell in drawn.rows[-1]] == ["其他", "1", "2", "3", "4"]
    assert spans(drawn.rows[0]) == [("第二十条第（一）项", 1, 5)]


def test_table_is_as_wide_as_the_heads_of_such_a_row() -> None:
    table, form = parts("2021", "disclosure")
    drawn = grid_of(table, form, extra=[ExtraRow("其他", ("甲", "乙", "丙", "丁"), ("1",))])
    assert [cell.text for cell in drawn.rows[-2]] == ["信息内容", "甲", "乙", "丙", "丁"]
    assert [cell.text for cell in drawn.rows[-1]] == ["其他", "1", "", "", ""]


def test_row_without_heads_stands_at_the_end() -> None:
    table, form = parts("2021", "disclosure")
    plain = grid_of(table, form)
    drawn = grid_of(table, form, extra=[ExtraRow("其他", (), ("1",))])
    assert [cell.text for cell in drawn.rows[-1]] == ["其他", "1", "", ""]
    assert drawn.rows[:-1] == plain.rows


def test_grids_are_values() -> None:
    assert grid("2021", "disputes") == grid("2019", "disputes")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        grid("2021", "disputes").width = 3  # type: ignore[misc]


# ---- rows that could not be read back ----


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("规章", ("1", "2", "3"), "the table has a row or a head of this name"),
        ("12", ("1",), "a row needs a name with words"),
        ("a|甲", ("1",), "has a pipe or a tab"),
        ("甲", ("1|7", "2"), "has a pipe or a tab"),
    ],
)
def test_a_row_that_could_not_be_read_back_is_refused(name: str, values: tuple[str, ...], said: str) -> None:
    data = {"disclosure": {"extra": [{"name": name, "values": values}]}}
    with pytest.raises(ValueError, match=said):
        filled("2021", data)
