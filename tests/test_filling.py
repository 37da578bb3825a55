"""Rows that can come to their size in one way only are told without a look at each of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import gxparse
from gxparse import filling, layout_survey

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from bench_common import CORPUS, INPUT, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from gxparse.rows import LogicalRow


def test_rows_that_cannot_differ_do_not_wherever_their_heads_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []

    def can_differ(rows: Sequence[LogicalRow], width: int) -> bool:
        found = filling.can_differ(rows, width)
        told.append(found)
        if not found:
            places = [None, *(tuple(range(first, first + width)) for first in range(1, 6))]
            assert not any(filling.Fillings(rows, width, heads).differ for heads in places)
        return found

    monkeypatch.setattr(layout_survey, "can_differ", can_differ)
    for path in sorted(CORPUS.rglob("*.txt")):
        text = INPUT.search(read(path))
        try:
            gxparse.parse(text[1] if text else "")
        except gxparse.NotAReportError:
            continue
    assert {True, False} <= set(told)
