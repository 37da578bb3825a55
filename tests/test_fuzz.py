"""A bounded share of what `fuzz.py` does at length."""

from __future__ import annotations

from itertools import islice

import pytest
from fuzz import MUTATIONS, complaint, mutants, texts

SHARE = 300


@pytest.mark.parametrize("seed", range(4))
def test_mutated_cases_keep_the_contract(seed: int) -> None:
    failed = [(found, text) for text in islice(mutants(texts(), seed), SHARE) if (found := complaint(text))]
    assert failed == []


def test_mutations_change_texts() -> None:
    inputs = texts()
    changed = sum(text not in inputs for text in islice(mutants(inputs, 0), SHARE))
    assert changed > SHARE // 2
    assert len({mutation.__name__ for mutation in MUTATIONS}) == len(MUTATIONS)
