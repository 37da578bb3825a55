"""Writes reports as JSON, as JSON lines, or as a CSV table of their figures."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from gxparse.report import Report

_TABLES = ("disclosure", "applications", "disputes")
_WORDS = ("name", "columns")
CSV_HEADER = ("file", "issuer", "year", "edition", "path", "value", "state", "text", "line", "column")


class Writer(Protocol):
    """Writes reports one after the other."""

    def add(self, name: str, report: Report) -> None:
        """Write the report of the file with that name."""

    def finish(self) -> None:
        """Write what stands behind the last report."""


class JsonWriter:
    """Writes an indented object or, for several files, a list of objects that begin with `file`.

    Args:
        stream: Where to write.
        several: Whether several files were asked for (however many of them can be read).
    """

    def __init__(self, stream: TextIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several
        self._count = 0

    def add(self, name: str, report: Report) -> None:
        """Write a report; see `Writer`."""
        data = report.to_dict()
        if self._several:
            self._stream.write(",\n" if self._count else "[\n")
            data = {"file": name, **data}
        json.dump(data, self._stream, ensure_ascii=False, indent=2)
        self._count += 1

    def finish(self) -> None:
        """End the list; see `Writer`."""
        if self._several:
            self._stream.write("\n]\n" if self._count else "[]\n")
        elif self._count:
            self._stream.write("\n")


class JsonLinesWriter:
    """Writes an object a line; each begins with `file`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, name: str, report: Report) -> None:
        """Write a report; see `Writer`."""
        line = json.dumps({"file": name, **report.to_dict()}, ensure_ascii=False, separators=(",", ":"))
        self._stream.write(f"{line}\n")

    def finish(self) -> None:
        """Do nothing; see `Writer`."""


class CsvWriter:
    """Writes the figures of the three tables, one a row (RFC 4180), behind one row of heads."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream)
        self._rows.writerow(CSV_HEADER)

    def add(self, name: str, report: Report) -> None:
        """Write a report; see `Writer`."""
        about = (name, report.issuer, report.year, report.edition)
        self._rows.writerows((*about, *row) for row in figure_rows(report))

    def finish(self) -> None:
        """Do nothing; see `Writer`."""


FigureRow = tuple[str, str, str, str, "int | None", "int | None"]
"""Path, value, state, text, line, column."""


def figure_rows(report: Report) -> Iterator[FigureRow]:
    """Return what the three tables hold, a row for each path.

    A value that is None is an empty string. A table that the text does not hold is one row, with its own path
    and the state `missing`. Names and heads in a list row, which tell what it is about, are rows as well.
    """
    for table in _TABLES:
        for path, value in _values(getattr(report, table), table):
            written = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
            if _is_words(path):
                yield path, written, "stated", written, None, None
            else:
                cell = report.cell(path)
                yield path, written, cell.state, cell.text, cell.line, cell.column


def _is_words(path: str) -> bool:
    """Return whether a path is that of words, which have no cell of their own."""
    return path.rstrip(".0123456789").rpartition(".")[2] in _WORDS


def _values(node: object, path: str) -> Iterator[tuple[str, object]]:
    """Return every value of a part of the model with its path."""
    if isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _values(item, f"{path}.{index}")
        return
    model = type(node)
    if attrs.has(model):
        for field in attrs.fields(model):
            yield from _values(getattr(node, field.name), f"{path}.{field.name}")
    else:
        yield path, node
