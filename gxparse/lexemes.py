"""Says of each cell of a table what it is, by the vocabulary, and parts cells that are several.

What a text alone does not tell, its row and the lines around it may: the number of a page, a footnote's mark.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gxparse import spelling
from gxparse.cells import Cell
from gxparse.layouts.likely_figures import is_likely
from gxparse.lexer import LONGEST, Lexeme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gxparse.cells import PhysicalRow
    from gxparse.lexer import Lexicon
    from gxparse.source import Source

_LABEL_AND_NUMBER = r"(?P<label>.{0,120}?[^\d\s.,，+-])[^\S\n]*(?P<number>[+-]?[0-9][0-9,，.]{0,29})"
_USUAL = ("figure", "label")  # kinds of most cells
_FOOTNOTE = re.compile(r"[\[［【〔][0-9]{1,2}[\]］】〕]$|[①-⑳⁰¹²³⁴-⁹]+$")
_OF_PATH = "-"  # between a group and its rows
_MOST_LINES_OF_REMARK = 3
_BARE_NUMBER = re.compile(r"[0-9]{1,3}")


def attach(rows: Iterable[PhysicalRow], lexicon: Lexicon, source: Source) -> None:
    """Give every cell of the rows its lexeme.

    A word that is not known is tried once more without the numbers of pages that run through it, in the wording of
    the mainland where the text is written in traditional characters (資訊 for 信息, 檔案 for 文件), and without a
    number behind it, which then is a cell of its own.
    """
    usual = lexicon.usual
    above: PhysicalRow | None = None
    for row in rows:
        if row.drawn and len(row.cells) > 1:
            _join_page_number(row, lexicon)
        for index, cell in enumerate(row.cells):
            known = usual.get(cell.text)
            if known is not None:
                cell.lexeme = known
                continue
            text = cell.text
            cell.lexeme = found = lexicon.lexeme(text[:LONGEST])
            kind = found.kind
            if kind in _USUAL:
                lexicon.keep(text, found)
                continue
            if kind == "text" or (kind == "page" and "\n" in cell.text):
                _attach_other(row, index, lexicon, source)
            elif kind == "blank":  # a bookmark, say: nothing to read
                cell.text, cell.end = "", cell.start
            elif kind == "page" and not _is_alone(cell, source.text) and _has_others(cell, row):
                cell.lexeme = Lexeme("text", found.spelling)
        goes_on = above is not None and (len(above.cells) > 1 or above.drawn)  # a label in several lines, say
        if goes_on and len(row.cells) == 1 and _is_between_pages(row.cells[0], source.text):
            row.cells[0].lexeme = Lexeme("page", row.cells[0].lexeme.spelling)
            continue
        above = row


def _has_others(cell: Cell, row: PhysicalRow) -> bool:
    """Whether another cell of a row has a text."""
    return any(other.text for other in row.cells if other is not cell)


def _is_between_pages(cell: Cell, text: str) -> bool:
    """Whether a bare number stands alone between empty lines, below two lines with none between them.

    So it is the number of a page, which has cut the table.
    """
    end = text.find("\n", cell.end)
    if not _BARE_NUMBER.fullmatch(cell.text) or not _is_alone(cell, text) or "|" in text[cell.end : max(cell.end, end)]:
        return False
    starts = [text.rfind("\n", 0, cell.start)]
    for _ in range(3):
        starts.append(text.rfind("\n", 0, max(0, starts[-1])))
    above = [bool(text[start + 1 : end].strip(spelling.BLANK)) for end, start in pairwise(starts) if start >= 0]
    behind = text[end + 1 : text.find("\n", end + 1)] if end >= 0 else "."
    return above == [False, True, True] and not behind.strip(spelling.BLANK)


def _is_alone(cell: Cell, text: str) -> bool:
    """Whether nothing else stands in the line of a cell, as is so with the number of a page."""
    end = text.find("\n", cell.end)
    before, behind = text[text.rfind("\n", 0, cell.start) + 1 : cell.start], text[cell.end : end if end >= 0 else None]
    return not f"{before}{behind}".strip(" |\t\u3000")


def _join_page_number(row: PhysicalRow, lexicon: Lexicon) -> None:
    """Make one cell of a line drawn with blanks that is the number of a page."""
    cells = [cell for cell in row.cells if cell.text]
    text = " ".join(cell.text for cell in cells)
    if lexicon.lexeme(text).kind == "page" and not any(
        _are_marks_apart(left, right, lexicon) for left, right in pairwise(cells)
    ):
        row.cells[0].text, row.cells[0].end = text, row.end
        del row.cells[1:]


def _are_marks_apart(left: Cell, right: Cell, lexicon: Lexicon) -> bool:
    """Whether two neighbours are cells of a row with marks: two marks, or one that stands off from its number."""
    marks = [lexicon.lexeme(cell.text).kind for cell in (left, right)].count("mark")
    return marks > 1 or (marks == 1 and right.start - left.end > 1)


def _attach_other(row: PhysicalRow, index: int, lexicon: Lexicon, source: Source) -> None:
    """Try what else a cell with unknown words can be."""
    cell = row.cells[index]
    if "\n" in cell.text:
        lines = cell.text.split("\n")
        kept = [line for line in lines if lexicon.lexeme(line).kind != "page"]
        if 0 < len(kept) < len(lines):  # also where digits of the number of a page and of the cell are one number
            cell.lexeme = lexicon.lexeme("\n".join(kept))
        if cell.lexeme.kind == "text":
            cell.lexeme = _behind_remark(kept, lexicon) or cell.lexeme
    if cell.lexeme.kind == "text" and (source.traditional or source.is_converted(cell.start, cell.end)):
        reworded = lexicon.lexeme(source.mainland_wording(cell.start, cell.end))
        if reworded.kind in ("label", "text"):  # one misspelt is compared in these words, too
            cell.lexeme = reworded
    if cell.lexeme.kind == "text" and len(cell.text) <= LONGEST:
        unmarked = _FOOTNOTE.sub("", cell.text)
        if unmarked != cell.text and lexicon.lookup(unmarked):
            cell.lexeme = lexicon.lexeme(unmarked)
        elif _OF_PATH in cell.text:
            _divide_path(row, index, lexicon)
            cell = row.cells[index]
    if cell.lexeme.kind == "text" and cell.text[-1].isdigit():
        _divide(row, index, lexicon)


def _behind_remark(lines: Sequence[str], lexicon: Lexicon) -> Lexeme | None:
    """Return what the last lines of a cell are, if those before it are a remark without a mark of its end.

    That has no word of the form, no figure and no unit.
    """
    for count in range(1, min(len(lines), _MOST_LINES_OF_REMARK + 1)):
        remark, rest = lines[:count], lexicon.lexeme("\n".join(lines[count:])[:LONGEST])
        if any(lexicon.lexeme(line).kind != "text" or lexicon.may_name_unit(line) for line in remark):
            return None
        if rest.kind in _USUAL:
            words = "".join(remark)
            is_remark = spelling.has_han(words) and not any(map(is_likely, " ".join(remark).split()))
            return rest if is_remark else None
    return None


def _divide_path(row: PhysicalRow, index: int, lexicon: Lexicon) -> None:
    """Make two cells of a label that has the one of its group before it, and a dash between."""
    cell = row.cells[index]
    groups, _, label = cell.text.rpartition(_OF_PATH)
    starts = [0, *(place for place, letter in enumerate(groups) if letter in "（(")]
    start = next((place for place in starts if lexicon.lookup(groups[place:])), None)
    if start is None or not lexicon.lookup(label):
        return
    group = Cell(groups[start:], cell.start + start, cell.start + len(groups), cell.column)
    own = Cell(label, cell.end - len(label), cell.end, cell.column)
    for part in (group, own):
        part.lexeme = lexicon.lexeme(part.text)
    row.cells[index : index + 1] = [group, own]


def _divide(row: PhysicalRow, index: int, lexicon: Lexicon) -> None:
    """Make two cells of a label with a number behind it."""
    cell = row.cells[index]
    found = re.fullmatch(_LABEL_AND_NUMBER, cell.text)
    if not found or not lexicon.lookup(found["label"]):
        return
    start = cell.end - len(found["number"])
    number = Cell(found["number"], start, cell.end, cell.column)
    number.lexeme = lexicon.lexeme(number.text)
    cell.text, cell.end = found["label"], cell.start + len(found["label"])
    cell.lexeme = lexicon.lexeme(cell.text)
    row.cells.insert(index + 1, number)
