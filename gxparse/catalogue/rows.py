"""The diagnostics of rows and labels: GX3xx."""

from __future__ import annotations

from gxparse.catalogue.code import Code, Text

CODES = (
    Code(
        "GX301",
        "warning",
        en=Text(
            "「{found}」 is read as {expected}",
            "A label is misspelt. It is read as the label that the form has at this place.",
            "write the label as the form has it",
        ),
        zh=Text(
            "「{found}」有误，按{expected}读取",
            "项目名称中有错字。按表样在该位置的项目名称读取。",
            "请按表样的写法填写项目名称",
        ),
    ),
    Code(
        "GX302",
        "error",
        en=Text(
            "row {expected} is missing",
            (
                "A row of the form is not in the table. Its figures are None (`missing`). The place is where it "
                "should stand."
            ),
        ),
        zh=Text(
            "缺少{expected}一行",
            "表格中没有表样规定的这一行。该行数据为 None（`missing`）。所示位置是该行应在之处。",
        ),
    ),
    Code(
        "GX303",
        "error",
        en=Text(
            "row {expected} has {count} of {width} figures, and nothing tells which are absent",
            (
                "Too few figures stand behind a label and no column shows which are lost. All of them are None "
                "(`ambiguous`)."
            ),
            "fill every cell of the row, with 0 where there is nothing to report",
        ),
        zh=Text(
            "{expected}一行应有{width}个数据，实有{count}个，无法判断缺少哪几个",
            "项目名称之后的数据不足，且无法根据列判断缺少哪几个。该行数据均为 None（`ambiguous`）。",
            "请填满该行的每个单元格，没有发生的填0",
        ),
    ),
    Code(
        "GX304",
        "error",
        en=Text(
            "row {expected} has {count} cells for {width} columns",
            "Too many figures, or figures and empty cells between them, stand behind a label. "
            "All of them are None (`ambiguous`).",
            "check for a number that was split, or one that belongs to another row",
        ),
        zh=Text(
            "{expected}一行应有{width}格，实有{count}格，多于列数",
            "项目名称之后的数据（或者数据及其间的空格）过多。该行数据均为 None（`ambiguous`）。",
            "请核对是否有数字被拆开，或者混入了别行的数字",
        ),
    ),
    Code(
        "GX305",
        "warning",
        en=Text(
            "row {expected} is out of order",
            "A row stands at another place than in the form. It is read as what its label says.",
        ),
        zh=Text(
            "{expected}一行的位置与表样顺序不符",
            "该行的位置与表样不同。按其项目名称读取。",
        ),
    ),
    Code(
        "GX306",
        "warning",
        en=Text(
            "row {expected} stands here again with the same figures",
            "A row is repeated. The first one counts.",
        ),
        zh=Text(
            "{expected}一行在此重复出现，数据相同",
            "该行重复出现。以第一处为准。",
        ),
    ),
    Code(
        "GX307",
        "error",
        en=Text(
            "row {expected} stands here again with other figures",
            "A row is repeated and the two differ. Its figures are None (`ambiguous`).",
            "keep the right one of the two rows",
        ),
        zh=Text(
            "{expected}一行在此重复出现，数据不同",
            "该行重复出现且数据不一致。该行数据均为 None（`ambiguous`）。",
            "请核实两行数据，保留正确的一行",
        ),
    ),
    Code(
        "GX308",
        "warning",
        en=Text(
            "row 「{found}」 is not in the form; it is kept in `{path}`",
            "A row that the form does not have. It is kept as printed.",
        ),
        zh=Text(
            "表样没有「{found}」一行，其内容保留在 `{path}`",
            "表样中没有这一行。按原文保留。",
        ),
    ),
    Code(
        "GX309",
        "error",
        en=Text(
            "the figures of 「{found}」 have no place in the form",
            (
                "Figures behind words that are no row of the form, in a table that takes no other rows, or behind a "
                "group's label."
            ),
            "if this is a row of the form, correct its label",
        ),
        zh=Text(
            "「{found}」之后的数据在表样中没有对应位置",
            "数据前的文字不是表样的项目名称，而该表不得增加行；或者数据直接写在分组名称之后。",
            "如该行属于表样，请更正其项目名称",
        ),
    ),
    Code(
        "GX310",
        "error",
        en=Text(
            "figures without a label",
            "Figures stand in a row without any label, and nothing tells whose they are.",
        ),
        zh=Text(
            "此行数据没有项目名称",
            "该行数据没有任何项目名称，无法判断属于哪一行。",
        ),
    ),
    Code(
        "GX311",
        "info",
        en=Text(
            "「{found}」 is another wording of {expected}",
            "A label has other words than the form's, of a kind in common use.",
        ),
        zh=Text(
            "「{found}」与表样写法不同，视同{expected}",
            "项目名称用语与表样不同，但属于常见写法。",
        ),
    ),
    Code(
        "GX312",
        "warning",
        en=Text(
            "label {expected} is broken in two, {pieces}",
            "The pieces of a label stand apart, usually because a page ended between them.",
        ),
        zh=Text(
            "项目名称{expected}被断开，原文为{pieces}",
            "项目名称的各部分不相连，一般是因为中间换页。",
        ),
    ),
    Code(
        "GX313",
        "warning",
        en=Text(
            "group label {expected} is missing",
            "The rows of a group are there, the label over them is not.",
        ),
        zh=Text(
            "缺少分组名称{expected}",
            "分组下的各行都在，但其上的分组名称缺失。",
        ),
    ),
    Code(
        "GX314",
        "warning",
        en=Text(
            "row {expected} has no cell for {columns}; the columns tell where its other figures belong",
            (
                "Something (usually a sub-label) stands in the place of a figure. The figure is None (`missing`), "
                "the others are read by their columns."
            ),
        ),
        zh=Text(
            "{expected}一行在{columns}列没有单元格，其余数据根据列位归列",
            "应填数据之处是别的内容（一般是下级项目名称）。该数据为 None（`missing`），其余数据按列读取。",
        ),
    ),
    Code(
        "GX315",
        "error",
        en=Text(
            "row {expected} has a label and no figures",
            "Nothing stands behind a row's label, not even an empty cell. Its figures are None (`missing`).",
            "fill every cell of the row, with 0 where there is nothing to report",
        ),
        zh=Text(
            "{expected}一行只有项目名称，没有数据",
            "项目名称之后什么都没有，连空单元格也没有。该行数据均为 None（`missing`）。",
            "请填满该行的每个单元格，没有发生的填0",
        ),
    ),
    Code(
        "GX316",
        "error",
        en=Text(
            (
                "nothing tells whose the figures of row {expected} are: its heads are exchanged in a way with two "
                "readings"
            ),
            (
                "Heads over several columns are exchanged, or single ones while others are missing. All figures of "
                "the row are None (`ambiguous`)."
            ),
            "put the heads in the form's order",
        ),
        zh=Text(
            "{expected}一行的数据无法归列：表头次序有变动，且有两种读法",
            "跨多列的表头次序有变动，或者部分表头次序有变动而其余表头缺失。该行数据均为 None（`ambiguous`）。",
            "请按表样的顺序排列表头",
        ),
    ),
    Code(
        "GX317",
        "error",
        en=Text(
            "the figures of row {expected} stand beside their columns: 「{found}」 can be none of its column's",
            (
                "A number has a sign or decimals that only another column takes, so the cells of the row have "
                "shifted. All figures of the row are None (`ambiguous`)."
            ),
            "fill every cell of the row, with 0 where there is nothing to report",
        ),
        zh=Text(
            "{expected}一行的数据与列错位：「{found}」不可能是所在列的数据",
            "某个数字带有只有别的列才允许的正负号或小数，说明该行单元格已错位。该行数据均为 None（`ambiguous`）。",
            "请填满该行的每个单元格，没有发生的填0",
        ),
    ),
    Code(
        "GX318",
        "error",
        en=Text(
            "nothing tells whether the figures of row {expected} stand before or behind its label",
            (
                "Figures stand before the first label and none behind the last one, a cell a line: they may belong "
                "to the labels below them. All figures of the row are None (`ambiguous`)."
            ),
        ),
        zh=Text(
            "无法判断{expected}一行的数据在其项目名称之前还是之后",
            (
                "每个单元格一行，第一个项目名称之前有数据，最后一个项目名称之后没有数据："
                "数据可能属于其下方的项目名称。该行数据均为 None（`ambiguous`）。"
            ),
        ),
    ),
    Code(
        "GX319",
        "error",
        en=Text(
            "row {expected} has {count} of {width} figures, and only the last, {total}, can be told",
            (
                "Empty cells have left no trace, so no column shows which figures are absent. The last is the total, "
                "as the others add up to it; all others are None (`ambiguous`)."
            ),
            "fill every cell of the row, with 0 where there is nothing to report",
        ),
        zh=Text(
            "{expected}一行应有{width}个数据，实有{count}个，只能确定最后一个是{total}",
            (
                "空单元格没有留下痕迹，无法根据列判断缺少哪几个。其余数据之和等于最后一个，故最后一个为合计；"
                "其余数据均为 None（`ambiguous`）。"
            ),
            "请填满该行的每个单元格，没有发生的填0",
        ),
    ),
    Code(
        "GX320",
        "error",
        en=Text(
            "the figures of row {expected} do not add up, and the row behind it is missing: some may be that row's",
            (
                "A cell stands in each line, a row is lost, and the figures of the row before it do not add up to its "
                "total, as those of others do: lines may be lost from the middle of both. All of its figures are None "
                "(`ambiguous`)."
            ),
            "compare the lines with the report that was published",
        ),
        zh=Text(
            "{expected}一行的数据与合计不符，且其下一行缺失：部分数据可能属于下一行",
            (
                "每个单元格一行，缺少一行，而其上一行的数据之和与合计不符，其余各行则相符："
                "可能是从上一行中间到下一行中间的文本丢失。该行数据均为 None（`ambiguous`）。"
            ),
            "请与公布的报告逐行核对",
        ),
    ),
    Code(
        "GX321",
        "error",
        en=Text(
            (
                "「{found}」 in row {expected} begins with 0, so it is two numbers or the rest of one; "
                "the other figures may have moved"
            ),
            (
                "A number of a row is written with a 0 in front, so it is two numbers, or the rest of one, and figures "
                "may stand beside their columns. All of the row's figures are None (`ambiguous`)."
            ),
            "compare the row with the report that was published",
        ),
        zh=Text(
            "{expected}一行中的「{found}」以 0 开头：可能有两个数连在一起或一个数被拆开，其余数据可能已移位",
            (
                "一行中有以 0 开头的数，可能是两个数连在一起，或是一个数的后半部分，因此其余数据可能不在本列。"
                "该行数据均为 None（`ambiguous`）。"
            ),
            "请与公布的报告核对该行",
        ),
    ),
    Code(
        "GX322",
        "error",
        en=Text(
            "row {expected} has empty cells and does not add up with the table's totals: its figures may have moved",
            (
                "Some cells of a row are empty, and with the others in their columns it does not add up as rows of the "
                "table do: a cell may be lost, or a total wrong. All of the row's figures are None (`ambiguous`)."
            ),
            "check the totals and that each figure stands in its column",
        ),
        zh=Text(
            "{expected}一行有空单元格，且与表中合计不符：数据可能已移位",
            (
                "一行中有空单元格，其余数据按所在列与表中的合计不符，其余各行则相符：可能缺少单元格，或合计有误。"
                "该行数据均为 None（`ambiguous`）。"
            ),
            "请核对合计，并检查每个数据是否在所属的列",
        ),
    ),
    Code(
        "GX323",
        "error",
        en=Text(
            "row {expected} does not add up, and figures without a label stand in the lines beside it",
            (
                "In columns drawn with blanks a row does not add up, and right above or below it figures stand without "
                "a label: in narrow columns a number goes on in the next line, so the row's own figures may be pieces "
                "of numbers. All of them are None (`ambiguous`)."
            ),
            "write each number in one line",
        ),
        zh=Text(
            "{expected}一行与合计不符，且相邻的行有无标签的数据",
            (
                "以空格对齐的表格中，一行与合计不符，其上一行或下一行有无标签的数据：列宽不足时数字会换行，"
                "该行的数据可能只是数字的一部分，均为 None（`ambiguous`）。"
            ),
            "请将每个数字写在同一行内",
        ),
    ),
)
