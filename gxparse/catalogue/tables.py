"""The diagnostics of a table as a whole: GX2xx."""

from __future__ import annotations

from gxparse.catalogue.code import Code, Text

CODES = (
    Code(
        "GX201",
        "error",
        en=Text(
            "the table of section {expected} is not present as text",
            (
                "The section (or the report) has no table that can be read: it was a picture or was left out. The "
                "table is None."
            ),
            "if the table is a picture, its figures have to be transcribed",
        ),
        zh=Text(
            "{expected}部分没有文本形式的表格",
            "该部分（或者整个报告）没有可以读取的表格：表格是图片，或者被遗漏。该表为 None。",
            "如表格是图片，请将其中的数据录入为文本",
        ),
    ),
    Code(
        "GX202",
        "warning",
        en=Text(
            "this table belongs under the heading {expected}",
            "A table stands in a section that is not its own, or without a heading. It is read as what it is.",
        ),
        zh=Text(
            "此表应在标题{expected}之下",
            "表格不在其所属的部分内，或者没有标题。仍按其自身内容读取。",
        ),
    ),
    Code(
        "GX203",
        "warning",
        en=Text(
            "heads are missing or cannot be read: {heads}; figures are read in the form's order",
            (
                "Heads of columns are missing or cannot be read. Rows that have a figure for every column are read "
                "in the form's order."
            ),
        ),
        zh=Text(
            "表头缺失或无法辨认：{heads}；数据按表样的列序读取",
            "列的表头缺失或无法辨认。各列数据齐全的行按表样的列序读取。",
        ),
    ),
    Code(
        "GX204",
        "warning",
        en=Text(
            "the heads stand in another order than the form's: {printed}; figures follow the heads as printed",
            "Column heads are exchanged. Each figure is read as what its head says.",
        ),
        zh=Text(
            "表头的顺序与表样不同：{printed}；数据按实际表头归列",
            "列的表头次序有变动。每个数据按其上方的表头归列。",
        ),
    ),
    Code(
        "GX205",
        "warning",
        en=Text(
            "「{found}」 is not part of the form and is passed over",
            "Words inside a table that are no label of the form and stand before no figure.",
        ),
        zh=Text(
            "「{found}」不是表样的内容，未予读取",
            "表格内的文字不是表样的项目名称，其后也没有数据。",
        ),
    ),
    Code(
        "GX206",
        "warning",
        en=Text(
            "the table has the rows of the {edition} form, the report is for {year}",
            (
                "The edition of the form does not fit the year of the report (2019 form: 2019 and 2020; 2021 form: "
                "from 2021 on)."
            ),
        ),
        zh=Text(
            "表格使用{edition}年版表样，报告年份为{year}年，两者不符",
            "表样版本与报告年份不符（2019年版适用于2019年和2020年的报告，2021年版适用于2021年以后的报告）。",
        ),
    ),
    Code(
        "GX207",
        "warning",
        en=Text(
            "nothing in the tables tells the edition of the form; they are read as the {edition} form",
            (
                "Only parts that all editions share are there. The edition is that of the report's year (then this "
                "is an info), or the newest."
            ),
        ),
        zh=Text(
            "从表格无法判断表样版本，按{edition}年版表样读取",
            "表格中只有各版本共有的内容。采用报告年份对应的版本（此时级别为 info），否则采用最新版本。",
        ),
    ),
    Code(
        "GX208",
        "warning",
        en=Text(
            "this table has the rows of the {edition} form, the report those of the {other} form",
            "The tables of the report are of different editions. Each is read as what it is.",
        ),
        zh=Text(
            "此表使用{edition}年版表样，本报告其余表格使用{other}年版表样",
            "报告的各表格使用了不同版本的表样。各表按其自身版本读取。",
        ),
    ),
    Code(
        "GX209",
        "warning",
        en=Text(
            "this table is passed over: it has the rows of the one under the heading {expected}",
            "A table like one of the form stands in a section of words, too (last year's, say). "
            "The one under the heading of a table counts.",
        ),
        zh=Text(
            "此表未读取：其各行与标题{expected}下的表格相同",
            "文字部分另有一张与表样相同的表格（例如上一年的），以表格所属标题下的那张为准。",
        ),
    ),
    Code(
        "GX210",
        "warning",
        en=Text(
            "「{found}」 stands above the table: are its figures those of {year}?",
            "The line right above a table names another year than the report's. The table is read all the same.",
            "name the year of the report above its tables, and leave out those of other years",
        ),
        zh=Text(
            "表格上方写有「{found}」：表中数据是否为{year}年的？",
            "表格上方紧邻的一行所写年份与报告年度不同。该表仍予读取。",
            "请在表格上方写明报告年度，并删去别的年度的表格",
        ),
    ),
    Code(
        "GX211",
        "error",
        en=Text(
            "the heads 「{found}」 do not tell which column is {expected}; the figures below are not taken",
            (
                "Heads say something else than the form's in their place: the same head twice, another year, the "
                "opposite, other words. The figures of these columns are None (`ambiguous`)."
            ),
            "write the heads as the form has them",
        ),
        zh=Text(
            "表头「{found}」无法说明哪一列是{expected}，其下数据未予采用",
            "表头与表样在该处的表头含义不同：同一表头出现两次，或者是另一年份、相反的含义、别的内容。"
            "这些列的数据为 None（`ambiguous`）。",
            "请按表样的写法填写表头",
        ),
    ),
    Code(
        "GX212",
        "warning",
        en=Text(
            "this table is passed over: 「{found}」 stands above it",
            "The line right above a table says that its figures are those of another body, or of another year where "
            "the report has a table of its own, or the table stands under another heading.",
        ),
        zh=Text(
            "此表未读取：其上方写有「{found}」",
            "表格上方紧邻的一行说明其中数据属于另一单位；或者属于别的年度，而报告另有本年度的表格，或该表不在所属标题之下。",
        ),
    ),
)
