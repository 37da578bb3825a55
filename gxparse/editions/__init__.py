"""The editions of the form, one module each; a module that is here is an edition that is known.

An edition is named by the first year whose reports have it, and is the form until the next one.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_PREFIX = "edition"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all editions, oldest first."""
    files = (os.path.splitext(file) for folder in __path__ for file in os.listdir(folder))
    return tuple(sorted(name.removeprefix(_PREFIX) for name, end in files if end == ".py" and name.startswith(_PREFIX)))


@cache
def module(edition: str) -> ModuleType:
    """Return the module of an edition: its `TABLES` (table name to model class)."""
    return importlib.import_module(f"{__name__}.{_PREFIX}{edition}")


def tables(edition: str) -> dict[str, type]:
    """Return the model class of each table of an edition."""
    found: dict[str, type] = module(edition).TABLES
    return found


def fits(edition: str, year: int) -> bool:
    """Return whether an edition is the form for the reports of a year."""
    later = [name for name in names() if name > edition]
    return int(edition) <= year and not (later and int(later[0]) <= year)


def for_year(year: int | None) -> str:
    """Return the edition for the reports of a year; the newest where none (or no year) is known."""
    return next((name for name in names() if year is not None and fits(name, year)), names()[-1])
