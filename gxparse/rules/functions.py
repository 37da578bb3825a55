"""Rules that are no arithmetic: functions, registered under the ids of their declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gxparse.findings import Finding
    from gxparse.rules.declaration import Rule
    from gxparse.rules.subject import Subject

    Function = Callable[[Rule, Subject], Iterator[Finding]]

FUNCTIONS: dict[str, Function] = {}


def evaluates(rule: str) -> Callable[[Function], Function]:
    """Return a decorator that registers the function of a rule under its id."""

    def register(function: Function) -> Function:
        FUNCTIONS[rule] = function
        return function

    return register
