"""Reports of one invented sentence each, to see what is claimed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import samples

import gxparse

if TYPE_CHECKING:
    from gxparse import Claim, Report

PLACE = "公开栏目按月更新。"
OFFICE = ("临江市2022年政府信息公开工作年度报告", "临江市水务局2022年政府信息公开工作年度报告")


def narrated(sentence: str, *, office: bool = False) -> Report:
    """Return the sample report, a city's or an office's, with a sentence in its first section."""
    text = samples.changed(PLACE, sentence)
    return gxparse.parse(text.replace(*OFFICE) if office else text)


def shown(claim: Claim) -> str:
    """Return a claim in a few words: its subject, its number, and why it is not compared."""
    words = [claim.subject, str(claim.value)]
    words += ["approximate"] if claim.approximate else []
    words += ["negated"] if claim.negated else []
    words += [claim.population] if claim.population else []
    return " ".join(words)
