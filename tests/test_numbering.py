"""Running numbers before the rows of a table (序号) are no figures, whatever the layout and whatever is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from samples import REPORT, a_cell_a_line, changed

import gxparse
from gxparse.spelling import has_han

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = ("disclosure", "applications", "disputes")
WANTED = gxparse.parse(REPORT).to_dict()


def numbered(text: str) -> str:
    """Return the sample with a column of running numbers in front of the rows of its labelled tables."""
    lines = []
    count = 0
    for line in text.split("\n"):
        if not line.startswith("|"):
            count = 0
            lines.append(line)
            continue
        cells = [cell.strip() for cell in line.split("|")]
        is_row = any(cell[:1].isdigit() and not has_han(cell) for cell in cells) and has_han(line)
        if is_row:
            count += 1
        lines.append(f"| {count if is_row else ''} {line}")
    return "\n".join(lines)


def tables_of(report: gxparse.Report) -> dict[str, object]:
    return {name: report.to_dict()[name] for name in TABLES}


@pytest.mark.parametrize("layout", [str, a_cell_a_line])
def test_running_numbers_are_no_figures(layout: Callable[[str], str]) -> None:
    text = layout(numbered(REPORT))
    assert "25" in text  # the last row of table three is numbered
    report = gxparse.parse(text)
    assert tables_of(report) == {name: WANTED[name] for name in TABLES}
    assert not [each for each in report.diagnostics if each.severity == "error"]


def test_a_running_number_never_stands_for_a_figure_that_is_lost() -> None:
    lines = a_cell_a_line(numbered(REPORT)).split("\n")
    at = lines.index("行政规范性文件") + 3  # its last figure
    assert lines[at] == "12"
    del lines[at]
    report = gxparse.parse("\n".join(lines))
    assert report.cell("disclosure.normative_documents.in_force").state == "ambiguous"
    assert report.to_dict()["applications"] == WANTED["applications"]
    assert "GX303" in {each.code for each in report.diagnostics}


def test_without_a_number_before_the_first_row_nothing_counts_rows() -> None:
    counting = REPORT  # the last figures of three rows count the rows below them
    for label, figure, counted in (("行政许可", "1,024", "4"), ("行政处罚", "57", "5"), ("行政强制", "8", "6")):
        counting = changed(f"| {label} | {figure} |", f"| {label} | {counted} |", counting)
    disclosure = gxparse.parse(a_cell_a_line(counting)).to_dict()["disclosure"]
    read = [disclosure[name]["decisions"] for name in ("licenses", "penalties", "compulsion")]
    assert read == [4, 5, 6]
    assert tables_of(gxparse.parse(a_cell_a_line(REPORT))) == {name: WANTED[name] for name in TABLES}
