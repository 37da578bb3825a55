"""The diagnostics of the document: GX1xx."""

from __future__ import annotations

from gxparse.catalogue.code import Code, Text

CODES = (
    Code(
        "GX101",
        "error",
        en=Text(
            "the text holds nothing of a report: no heading, no row of a table, no title",
            "Nothing of an annual report was found; `parse` raises `NotAReportError`.",
            "check that this is the report's text and not, for example, its download page",
        ),
        zh=Text(
            "文本中没有年度报告的任何内容：没有报告标题，没有各部分标题，也没有表格的行",
            "未发现年度报告的任何内容；`parse` 抛出 `NotAReportError`。",
            "请核对该文本是否为报告正文，而不是下载页面等无关内容",
        ),
    ),
    Code(
        "GX102",
        "warning",
        en=Text(
            "no title names this report",
            "No line names the report; `title` and `issuer` are None.",
        ),
        zh=Text(
            "未找到本报告的标题",
            "没有一行写明报告名称；`title` 和 `issuer` 为 None。",
        ),
    ),
    Code(
        "GX103",
        "error",
        en=Text(
            "section {expected} is missing",
            "A heading of the form is not in the text. A table that stands without it is read all the same.",
            "if the section is there, write its heading on a line of its own",
        ),
        zh=Text(
            "缺少{expected}部分",
            "文本中没有表样规定的这一部分标题。没有标题的表格仍照常读取。",
            "如该部分确已编写，请将其标题单独写成一行",
        ),
    ),
    Code(
        "GX104",
        "warning",
        en=Text(
            "heading 「{found}」 is read as {expected}",
            "A heading is misspelt.",
            "write the heading as the form has it",
        ),
        zh=Text(
            "标题「{found}」有误，按{expected}读取",
            "标题中有错字。",
            "请按表样的写法书写标题",
        ),
    ),
    Code(
        "GX105",
        "info",
        en=Text(
            "heading 「{found}」 is another wording of {expected}",
            "A heading has other words than the form's, of a kind in common use.",
        ),
        zh=Text(
            "标题「{found}」与表样写法不同，视同{expected}",
            "标题用语与表样不同，但属于常见写法。",
        ),
    ),
    Code(
        "GX106",
        "warning",
        en=Text(
            "heading 「{found}」 stands here again; the first one counts",
            "A numbered heading is repeated. The first one opens the section.",
        ),
        zh=Text(
            "标题「{found}」在此重复出现，以第一处为准",
            "带序号的标题重复出现。该部分从第一处标题开始。",
        ),
    ),
    Code(
        "GX107",
        "info",
        en=Text(
            "heading words 「{found}」 are repeated as a caption",
            "The words of a heading stand again without number, usually where a picture of the table was.",
        ),
        zh=Text(
            "标题文字「{found}」在此作为图表题注重复出现",
            "标题文字不带序号再次出现，一般是原有表格图片的题注。",
        ),
    ),
    Code(
        "GX108",
        "warning",
        en=Text(
            "section {expected} is out of order",
            "A heading stands before one that the form has earlier.",
        ),
        zh=Text(
            "{expected}部分的位置与表样顺序不符",
            "该标题出现在表样中应排在其前的标题之后。",
        ),
    ),
    Code(
        "GX109",
        "info",
        en=Text(
            "the title names no year; {year} is taken from {origin}",
            "The year was found elsewhere: in the statistics period, or as the year the narrative speaks of most.",
        ),
        zh=Text(
            "标题未写明年份，根据{origin}认定为{year}年",
            "年份取自标题以外的位置：数据统计期限，或者正文中出现最多的年份。",
        ),
    ),
    Code(
        "GX110",
        "warning",
        en=Text(
            "the text states no year",
            "Neither the title nor a statistics period nor the narrative says which year is reported.",
        ),
        zh=Text(
            "文本未写明报告年份",
            "标题、数据统计期限和正文均未写明报告的是哪一年。",
        ),
    ),
    Code(
        "GX111",
        "warning",
        en=Text(
            "the title says {title_year}, the statistics period {first} to {last}",
            "The period is not 1月1日 to 12月31日 of the title's year. The title's year counts.",
        ),
        zh=Text(
            "标题写明{title_year}年，数据统计期限却为{first}至{last}",
            "数据统计期限不是标题所写年份的1月1日至12月31日。以标题的年份为准。",
        ),
    ),
    Code(
        "GX112",
        "warning",
        en=Text(
            "heading 「{found}」 has another number than {expected}",
            "A heading is numbered otherwise than in the form. Its words count.",
        ),
        zh=Text(
            "标题「{found}」的序号与{expected}不同",
            "标题的序号与表样不同。以标题文字为准。",
        ),
    ),
    Code(
        "GX113",
        "info",
        en=Text(
            "a table of contents stands here and is passed over",
            "The headings are listed, with nothing between them, before they stand again over the sections.",
        ),
        zh=Text(
            "此处为目录，不作为正文读取",
            "各标题先连续列出，其间没有内容，之后又在各部分之上再次出现。",
        ),
    ),
    Code(
        "GX114",
        "error",
        en=Text(
            "another report begins here, 「{found}」: it is not read",
            "A text holds one report. Behind another title the headings stand again; nothing from there on is read.",
            "put each report into a file of its own",
        ),
        zh=Text(
            "此处为另一份报告「{found}」的开头，不予读取",
            "一个文本只能是一份报告。另一标题之后各部分标题再次出现，其后内容均不读取。",
            "请将每份报告分别存为一个文件",
        ),
    ),
)
