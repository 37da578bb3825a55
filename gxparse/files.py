"""Reads texts from files, in the encodings that Chinese reports come in."""

from __future__ import annotations

import codecs
import re
import sys
from typing import NamedTuple

from gxparse.language import Phrase

STANDARD_INPUT = "-"
_REFUSALS: dict[type[Exception], str] = {
    FileNotFoundError: "没有该文件",
    IsADirectoryError: "这是文件夹，不是文件",
    PermissionError: "没有读取权限",
    ValueError: "文件名无效",
}
_ORDER_MARKS = {
    codecs.BOM_UTF8: ("utf-8", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "UTF-16"),
}


# A case of the corpus: a header, the input, what is expected of it; see `gxparse.corpus`.
_CASE_HEADER = r"# .*\n(?:[a-z_]+: .*\n)*-- input --\n"
_CASE_PART = r"(?m)^-- (?:previous|tree|model|diagnostics|findings) --$"


class UnreadableError(Exception):
    """A file that cannot be read or decoded.

    Attributes:
        reason: Why, without the file's name, in each language; the message is the English one.
    """

    def __init__(self, reason: Phrase) -> None:
        """Make the error."""
        super().__init__(reason.en)
        self.reason = reason


class TextFile(NamedTuple):
    """A text with the name and the encoding of its file."""

    name: str
    text: str
    encoding: str


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of some bytes, and the name of its encoding.

    UTF-8 and, with a byte order mark, UTF-16 show themselves; GB18030 (which GBK and GB2312 are part of) is
    the guess for what is neither. The mark is taken off, line ends stay as they are.

    Raises:
        UnreadableError: The bytes are none of these.
    """
    mark = next((mark for mark in _ORDER_MARKS if data.startswith(mark)), None)
    if mark:
        codec, name = _ORDER_MARKS[mark]
        try:
            return data[len(mark) :].decode(codec), name
        except UnicodeDecodeError as error:
            wrong = len(mark) + error.start + 1
            reason = Phrase(
                f"it has the byte order mark of {name}, but is wrong at byte {wrong}",
                f"文件带有 {name} 字节顺序标记，但第 {wrong} 字节有误",
            )
            raise UnreadableError(reason) from error
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        utf8 = error.start + 1
    try:
        return data.decode("gb18030"), "GB18030"
    except UnicodeDecodeError as error:
        gb18030 = error.start + 1
        reason = Phrase(
            f"it is neither UTF-8 (wrong at byte {utf8}) nor GB18030 (wrong at byte {gb18030})",
            f"文件既不是 UTF-8 编码（第 {utf8} 字节有误），也不是 GB18030 编码（第 {gb18030} 字节有误）",
        )
        raise UnreadableError(reason) from error


def case_input(text: str) -> str:
    """Return the input of a case of the corpus, and any other text as it is.

    The header is left as empty lines, so that lines count as in the file.
    """
    header = re.match(_CASE_HEADER, text) if text.startswith("# ") else None
    if not header:
        return text
    part = re.compile(_CASE_PART).search(text, header.end())
    return "\n" * header.group().count("\n") + text[header.end() : part.start() if part else len(text)]


def _bytes(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def read(name: str) -> TextFile:
    """Read a file; `-` is standard input. Of a case of the corpus the input alone is read.

    Raises:
        UnreadableError: There is no such file, it may not be read, or it is not text.
    """
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else _bytes(name)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        said = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(Phrase(said, _REFUSALS.get(type(error), said))) from error
    text, encoding = decode(data)
    return TextFile(name, case_input(text), encoding)
