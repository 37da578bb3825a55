"""Every kind of diagnostic: its code, severity, words and meaning.

Bands: GX1xx the document, GX2xx a table as a whole, GX3xx rows and labels, GX4xx figures. A code keeps its
meaning for ever and is never used again for another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gxparse.diagnostics import Severity


class Code(NamedTuple):
    """A kind of diagnostic: message and hint are templates, meaning is for the documentation."""

    code: str
    severity: Severity
    message: str
    meaning: str
    hint: str | None = None


_CODES = (
    # ---- GX1xx: the document ----
    Code(
        "GX101",
        "error",
        "the text holds nothing of a report: no heading, no row of a table, no title",
        "Nothing of an annual report was found; `parse` raises `NotAReportError`.",
        "check that this is the report's text and not, for example, its download page",
    ),
    Code(
        "GX102",
        "warning",
        "no title names this report",
        "No line names the report; `title` and `issuer` are None.",
    ),
    Code(
        "GX103",
        "error",
        "section {expected} is missing",
        "A heading of the form is not in the text. A table that stands without it is read all the same.",
        "if the section is there, write its heading on a line of its own",
    ),
    Code(
        "GX104",
        "warning",
        "heading 「{found}」 is read as {expected}",
        "A heading is misspelt.",
        "write the heading as the form has it",
    ),
    Code(
        "GX105",
        "info",
        "heading 「{found}」 is another wording of {expected}",
        "A heading has other words than the form's, of a kind in common use.",
    ),
    Code(
        "GX106",
        "warning",
        "heading 「{found}」 stands here again; the first one counts",
        "A numbered heading is repeated. The first one opens the section.",
    ),
    Code(
        "GX107",
        "info",
        "heading words 「{found}」 are repeated as a caption",
        "The words of a heading stand again without number, usually where a picture of the table was.",
    ),
    Code(
        "GX108",
        "warning",
        "section {expected} is out of order",
        "A heading stands before one that the form has earlier.",
    ),
    Code(
        "GX109",
        "info",
        "the title names no year; {year} is taken from {origin}",
        "The year was found elsewhere: in the statistics period, or as the year the narrative speaks of most.",
    ),
    Code(
        "GX110",
        "warning",
        "the text states no year",
        "Neither the title nor a statistics period nor the narrative says which year is reported.",
    ),
    Code(
        "GX111",
        "warning",
        "the title says {title_year}, the statistics period {period}",
        "The period is not 1月1日 to 12月31日 of the title's year. The title's year counts.",
    ),
    Code(
        "GX112",
        "warning",
        "heading 「{found}」 has another number than {expected}",
        "A heading is numbered otherwise than in the form. Its words count.",
    ),
    Code(
        "GX113",
        "info",
        "a table of contents stands here and is passed over",
        "The headings are listed, with nothing between them, before they stand again over the sections.",
    ),
    # ---- GX2xx: tables ----
    Code(
        "GX201",
        "error",
        "the table of section {expected} is not present as text",
        "The section (or the report) has no table that can be read: it was a picture or was left "
        "out. The table is None.",
        "if the table is a picture, its figures have to be transcribed",
    ),
    Code(
        "GX202",
        "warning",
        "this table belongs under the heading {expected}",
        "A table stands in a section that is not its own, or without a heading. It is read as what it is.",
    ),
    Code(
        "GX203",
        "warning",
        "heads are missing or cannot be read: {heads}; figures are read in the form's order",
        "Heads of columns are missing or cannot be read. Rows that have a figure for every column "
        "are read in the form's order.",
    ),
    Code(
        "GX204",
        "warning",
        "the heads stand in another order than the form's: {printed}; figures follow the heads as printed",
        "Column heads are exchanged. Each figure is read as what its head says.",
    ),
    Code(
        "GX205",
        "warning",
        "「{found}」 is not part of the form and is passed over",
        "Words inside a table that are no label of the form and stand before no figure.",
    ),
    Code(
        "GX206",
        "warning",
        "the table has the rows of the {edition} form, the report is for {year}",
        "The edition of the form does not fit the year of the report (2019 form: 2019 and 2020; "
        "2021 form: from 2021 on).",
    ),
    Code(
        "GX207",
        "warning",
        "nothing in the tables tells the edition of the form; they are read as the {edition} form",
        "Only parts that all editions share are there. The edition is that of the report's year (then this is an "
        "info), or the newest.",
    ),
    Code(
        "GX208",
        "warning",
        "this table has the rows of the {edition} form, the report those of the {other} form",
        "The tables of the report are of different editions. Each is read as what it is.",
    ),
    Code(
        "GX209",
        "warning",
        "this table is passed over: it has the rows of the one under the heading {expected}",
        "A table like one of the form stands in a section of words, too (last year's, say). "
        "The one under the heading of a table counts.",
    ),
    # ---- GX3xx: rows and labels ----
    Code(
        "GX301",
        "warning",
        "「{found}」 is read as {expected}",
        "A label is misspelt. It is read as the label that the form has at this place.",
        "write the label as the form has it",
    ),
    Code(
        "GX302",
        "error",
        "row {expected} is missing",
        "A row of the form is not in the table. Its figures are None (`missing`). The place is where it should stand.",
    ),
    Code(
        "GX303",
        "error",
        "row {expected} has {count} of {width} figures, and nothing tells which are absent",
        "Too few figures stand behind a label and no column shows which are lost. All of them are None (`ambiguous`).",
        "fill every cell of the row, with 0 where there is nothing to report",
    ),
    Code(
        "GX304",
        "error",
        "row {expected} has {count} figures for {width} columns",
        "Too many figures stand behind a label. All of them are None (`ambiguous`).",
        "check for a number that was split, or one that belongs to another row",
    ),
    Code(
        "GX305",
        "warning",
        "row {expected} is out of order",
        "A row stands at another place than in the form. It is read as what its label says.",
    ),
    Code(
        "GX306",
        "warning",
        "row {expected} stands here again with the same figures",
        "A row is repeated. The first one counts.",
    ),
    Code(
        "GX307",
        "error",
        "row {expected} stands here again with other figures",
        "A row is repeated and the two differ. Its figures are None (`ambiguous`).",
        "keep the right one of the two rows",
    ),
    Code(
        "GX308",
        "warning",
        "row 「{found}」 is not in the form; it is kept in `{path}`",
        "A row that the form does not have. It is kept as printed.",
    ),
    Code(
        "GX309",
        "error",
        "the figures of 「{found}」 have no place in the form",
        "Figures behind words that are no row of the form, in a table that takes no other rows, or "
        "behind a group's label.",
        "if this is a row of the form, correct its label",
    ),
    Code(
        "GX310",
        "error",
        "figures without a label",
        "Figures stand in a row without any label, and nothing tells whose they are.",
    ),
    Code(
        "GX311",
        "info",
        "「{found}」 is another wording of {expected}",
        "A label has other words than the form's, of a kind in common use.",
    ),
    Code(
        "GX312",
        "warning",
        "label {expected} is broken in two, 「{found}」",
        "The pieces of a label stand apart, usually because a page ended between them.",
    ),
    Code(
        "GX313",
        "warning",
        "group label {expected} is missing",
        "The rows of a group are there, the label over them is not.",
    ),
    Code(
        "GX314",
        "warning",
        "row {expected} has no cell for {columns}; the columns tell where its other figures belong",
        "Something (usually a sub-label) stands in the place of a figure. The figure is None "
        "(`missing`), the others are read by their columns.",
    ),
    Code(
        "GX315",
        "error",
        "row {expected} has a label and no figures",
        "Nothing stands behind a row's label, not even an empty cell. Its figures are None (`missing`).",
        "fill every cell of the row, with 0 where there is nothing to report",
    ),
    Code(
        "GX316",
        "error",
        "nothing tells whose the figures of row {expected} are: its heads are exchanged in a way with two readings",
        "Heads over several columns are exchanged, or single ones while others are missing. All figures of the row are "
        "None (`ambiguous`).",
        "put the heads in the form's order",
    ),
    Code(
        "GX317",
        "error",
        "the figures of row {expected} stand beside their columns: 「{found}」 can be none of its column's",
        "A number has a sign or decimals that only another column takes, so the cells of the row have shifted. All "
        "figures of the row are None (`ambiguous`).",
        "fill every cell of the row, with 0 where there is nothing to report",
    ),
    Code(
        "GX318",
        "error",
        "nothing tells whether the figures of row {expected} stand before or behind its label",
        "Figures stand before the first label and none behind the last one, a cell a line: they may belong to the "
        "labels below them. All figures of the row are None (`ambiguous`).",
    ),
    # ---- GX4xx: figures ----
    Code(
        "GX401",
        "error",
        "「{found}」 is not {expected_kind}",
        "A cell holds something that is neither a figure of its column's kind nor a mark for none. "
        "It is None (`invalid`).",
    ),
    Code(
        "GX402",
        "warning",
        "「{found}」 stands in a number's place and is taken as none to give",
        "A cell holds words instead of a figure. It is None (`not_applicable`).",
        "write 0 where there is nothing to report",
    ),
    Code(
        "GX403",
        "info",
        "{count} cells of the table have no number: {blank} empty, {marked} with a mark such as / or -",
        "Cells were left empty or hold a mark for none. They are None (`blank`, `not_applicable`), never 0.",
    ),
    Code(
        "GX404",
        "warning",
        "no number in this cell, while nearly all cells of the table have one",
        "A cell is empty or holds a mark while nearly all others of its table have numbers. It is None, never 0.",
        "write 0 if there is nothing to report",
    ),
    Code(
        "GX405",
        "error",
        "「{found}」 stands under 「{head}」, which names another unit than the form's",
        "The head of an amount (or what stands around it) names 元, 千元 or another unit than 万元, or that of a count "
        "several things (万件). The figure is None (`invalid`), not converted.",
        "give amounts in 万元, counts in single things",
    ),
    Code(
        "GX406",
        "info",
        "「{found}」 has its own unit and is read as {number}",
        "A count with a measure word, or an amount with 万元 or 元 behind it. Amounts are converted to 万元.",
    ),
    Code(
        "GX407",
        "warning",
        "nothing names the unit of 「{found}」; it is taken as printed",
        "Neither the head nor the cell says in which unit an amount is. It is not converted: a large whole number is "
        "often in 元, not in 万元.",
        "name the unit in the head",
    ),
    Code(
        "GX408",
        "error",
        "the text ends with 「{found}」, of which digits may be cut off",
        "A report is cut off right behind a number. It is None (`invalid`): digits may be lost.",
        "get the whole text of the report",
    ),
)

CODES: dict[str, Code] = {code.code: code for code in _CODES}
