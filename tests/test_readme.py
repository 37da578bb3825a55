"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gxparse.catalogue import CODES
from gxparse.cli import main
from gxparse.rules.listing import table as rule_table

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """Return the code block behind a marker comment."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, name
    return found.group(1)


def code_table() -> str:
    """Return the table of all diagnostics, each with a case of the corpus as its example."""
    rows = ["| code | severity | meaning | example |", "|---|---|---|---|"]
    for code in CODES.values():
        case = min(
            (path.relative_to(ROOT).as_posix() for path in (ROOT / "corpus").rglob(f"{code.code.lower()}-*.txt")),
            key=lambda path: (len(path), path),
        )
        rows.append(f"| {code.code} | {code.severity} | {code.en.meaning} | [{Path(case).stem[6:]}]({case}) |")
    return "\n".join(rows) + "\n"


def test_the_example_prints_what_is_shown() -> None:
    run = subprocess.run(
        [sys.executable, "-c", block("example")],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert run.stdout == block("example output")


def test_the_diagnostics_are_those_of_the_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["parse", "--quiet", "corpus/edition2021/several-departures.txt"]) == 1
    assert capsys.readouterr().err == block("diagnostics")
    assert main(["parse", "--quiet", "--lang", "zh", "corpus/edition2021/several-departures.txt"]) == 1
    assert capsys.readouterr().err == block("diagnostics in Chinese")


def test_the_table_of_codes_is_current() -> None:
    assert f"<!-- codes -->\n{code_table()}<!-- /codes -->" in README


def test_the_findings_are_those_of_the_two_cases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    reports = [f"corpus/rules/whole-{year}.txt" for year in (2021, 2022)]
    arguments = ["check", "--lang", "zh", "--compact", *reports]
    assert f"```sh\ngxparse {' '.join(arguments)}\n```" in README
    assert main(arguments) == 1
    assert capsys.readouterr().out == block("check")


def test_the_table_of_rules_is_current() -> None:
    assert f"<!-- rules -->\n{rule_table()}<!-- /rules -->" in README


def test_a_case_is_an_example_of_each_code() -> None:
    for line in code_table().splitlines()[2:]:
        code, path = line.split(" | ")[0].strip("| "), line.rsplit("(", 1)[1].rstrip(") |")
        case = (ROOT / path).read_text(encoding="utf-8")
        assert code in case.split("-- diagnostics --")[-1] or "-- diagnostics --" not in case, path


def test_every_module_of_the_way_of_the_data_is_there() -> None:
    named = re.findall(r"─ ([a-z, ]+) ─▶", README)
    for name in [part.strip() for names in named for part in names.split(",")]:
        module = ROOT / "gxparse" / name
        assert module.with_suffix(".py").is_file() or (module / "__init__.py").is_file(), name
