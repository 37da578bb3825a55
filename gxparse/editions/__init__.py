"""The editions of the form, one module each; a module that is here is an edition that is known."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_PREFIX = "edition"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all editions, oldest first."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.removeprefix(_PREFIX) for name in modules if name.startswith(_PREFIX)))


@cache
def module(edition: str) -> ModuleType:
    """Return the module of an edition: its `TABLES` (table name to model class) and the first year it is for."""
    return importlib.import_module(f"{__name__}.{_PREFIX}{edition}")


def tables(edition: str) -> dict[str, type]:
    """Return the model class of each table of an edition."""
    found: dict[str, type] = module(edition).TABLES
    return found


def fits(edition: str, year: int) -> bool:
    """Return whether an edition is the form for the reports of a year."""
    later = [name for name in names() if name > edition]
    first: int = module(edition).FIRST_YEAR
    return first <= year and not (later and year >= module(later[0]).FIRST_YEAR)


def for_year(year: int | None) -> str:
    """Return the edition for the reports of a year; the newest where none (or no year) is known."""
    return next((name for name in names() if year is not None and fits(name, year)), names()[-1])
