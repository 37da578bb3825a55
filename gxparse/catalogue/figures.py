"""The diagnostics of figures: GX4xx."""

from __future__ import annotations

from gxparse.catalogue.code import Code, Text

CODES = (
    Code(
        "GX401",
        "error",
        en=Text(
            "「{found}」 is not {expected_kind}",
            (
                "A cell holds something that is neither a figure of its column's kind nor a mark for none. It is "
                "None (`invalid`)."
            ),
        ),
        zh=Text(
            "此处应填{expected_kind}，原文为「{found}」",
            "单元格的内容既不是该列应填的数据，也不是表示没有数据的符号。该数据为 None（`invalid`）。",
        ),
    ),
    Code(
        "GX402",
        "warning",
        en=Text(
            "「{found}」 stands in a number's place and is taken as none to give",
            "A cell holds words instead of a figure. It is None (`not_applicable`).",
            "write 0 where there is nothing to report",
        ),
        zh=Text(
            "此处应填数字，原文为「{found}」，视为不适用",
            "单元格中是文字而不是数字。该数据为 None（`not_applicable`）。",
            "没有发生的请填0",
        ),
    ),
    Code(
        "GX403",
        "info",
        en=Text(
            "{count} cells of the table have no number: {blank} empty, {marked} with a mark such as / or -",
            "Cells were left empty or hold a mark for none. They are None (`blank`, `not_applicable`), never 0.",
        ),
        zh=Text(
            "表中有{count}个单元格没有数字：{blank}个空白，{marked}个填有「/」「-」等符号",
            "单元格空白，或者填有表示没有数据的符号。该数据为 None（`blank`、`not_applicable`），不视为0。",
        ),
    ),
    Code(
        "GX404",
        "warning",
        en=Text(
            "no number in this cell, while nearly all cells of the table have one",
            "A cell is empty or holds a mark while nearly all others of its table have numbers. It is None, never 0.",
            "write 0 if there is nothing to report",
        ),
        zh=Text(
            "此单元格没有数字，而表中其余单元格几乎都有",
            "单元格空白或者填有符号，而表中其余单元格几乎都有数字。该数据为 None，不视为0。",
            "没有发生的请填0",
        ),
    ),
    Code(
        "GX405",
        "error",
        en=Text(
            "「{found}」 is not taken: 「{head}」 names another unit than the form's",
            (
                "The head of an amount (or what stands around it) names 元, 千元 or another unit than 万元, or that "
                "of a count several things (万件). The figure is None (`invalid`), not converted."
            ),
            "give amounts in 万元, counts in single things",
        ),
        zh=Text(
            "「{found}」未予采用：「{head}」所写单位与表样不同",
            (
                "金额的表头（或者其前后文字）写明的单位是元、千元等，不是万元，或者数量的单位是若干件（万件）。"
                "该数据为 None（`invalid`），不作换算。"
            ),
            "金额请以万元为单位填写，数量请以单件为单位填写",
        ),
    ),
    Code(
        "GX406",
        "info",
        en=Text(
            "「{found}」 has its own unit and is read as {number}",
            "A count with a measure word, or an amount with 万元 or 元 behind it. Amounts are converted to 万元.",
        ),
        zh=Text(
            "「{found}」自带单位，读作{number}",
            "数量后带有量词，或者金额后带有万元或元。金额换算为万元。",
        ),
    ),
    Code(
        "GX407",
        "warning",
        en=Text(
            "nothing names the unit of 「{found}」; it is taken as printed",
            (
                "Neither the head nor the cell says in which unit an amount is. It is not converted: a large whole "
                "number is often in 元, not in 万元."
            ),
            "name the unit in the head",
        ),
        zh=Text(
            "「{found}」没有写明单位，按原文数字读取",
            "表头和单元格都没有写明金额的单位。不作换算：较大的整数往往以元为单位，而不是万元。",
            "请在表头写明单位",
        ),
    ),
    Code(
        "GX408",
        "error",
        en=Text(
            "the text ends with 「{found}」, of which digits may be cut off",
            "A report is cut off right behind a number. It is None (`invalid`): digits may be lost.",
            "get the whole text of the report",
        ),
        zh=Text(
            "文本到「{found}」即中断，该数字可能缺位",
            "报告恰在一个数字之后被截断。该数据为 None（`invalid`）：可能缺少数位。",
            "请取得报告全文",
        ),
    ),
    Code(
        "GX409",
        "error",
        en=Text(
            "「{found}」 stands over several columns of row {expected}: {columns}",
            "One cell reaches over columns that have a figure each. Those figures are None (`ambiguous`).",
            "part the cell, and fill each column",
        ),
        zh=Text(
            "{expected}一行的「{found}」跨了多列：{columns}",
            "一个合并的单元格跨了各有数据的几列。这几列的数据均为 None（`ambiguous`）。",
            "请拆分单元格，逐列填写",
        ),
    ),
    Code(
        "GX410",
        "error",
        en=Text(
            "「{found}」 in row {expected} may be several numbers: as {instead} the row adds up to {total}",
            (
                "A cell beside a number is empty, and the row adds up to its total only if the number is several. "
                "The figures of these columns are None (`ambiguous`)."
            ),
            "write each number in its own cell, and 0 in an empty one",
        ),
        zh=Text(
            "{expected}一行的「{found}」可能是几个数连在了一起：分为 {instead} 才与{total}相符",
            "数字旁边有空单元格，且只有把该数字分成几个数，该行各列之和才等于合计。这几列数据为 None（`ambiguous`）。",
            "请逐格填写各个数字，空格填0",
        ),
    ),
    Code(
        "GX411",
        "error",
        en=Text(
            "「{found}」 and 「{second}」 in row {expected} may be one number: as {instead} it adds up to {total}",
            (
                "The row adds up to its total only if two numbers beside each other are one. The figures of the "
                "columns in which it may stand are None (`ambiguous`)."
            ),
            "write the number in one cell",
        ),
        zh=Text(
            "{expected}一行的「{found}」和「{second}」可能是被拆开的一个数：合为 {instead} 才与{total}相符",
            "只有把相邻的两个数合成一个数，该行各列之和才等于合计。该数可能所在的各列数据为 None（`ambiguous`）。",
            "请把该数字写在一个单元格里",
        ),
    ),
)
