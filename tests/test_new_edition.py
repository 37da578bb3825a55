"""The recipe for a new edition of the form, tried with an invented one: what it takes, and that it takes no more.

Files of grammar, a module with the model and cases for the corpus are added to a copy of the project;
nothing that is there is changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from samples import REPORT, changed
from test_grammar import missing_parts

import gxparse
from gxparse import corpus

ROOT = Path(__file__).resolve().parent.parent

# A column more in one block of table two: as all of its tables, the edition's own file.
DISCLOSURE = (ROOT / "grammar" / "edition2021" / "disclosure.lark").read_text(encoding="utf-8")
FOR_2031 = {
    "国办公开办函〔2021〕30号; reports for 2021 and later": "国办公开办函〔2031〕1号 (invented); reports for 2031 and later",
    "COL_ISSUED COL_REPEALED": "COL_ISSUED COL_REVISED COL_REPEALED",
    "_documents_columns: issued repealed": "_documents_columns: issued revised repealed",
    "repealed: COUNT": "revised:  COUNT\nrepealed: COUNT",
    'COL_REPEALED: "本年废止件数"': 'COL_REVISED: "本年修订件数"\nCOL_REPEALED: "本年废止件数"',
}

# A row more in a group of table three that both other editions share: the edition overrides that rule alone.
APPLICATIONS = r"""// 三、收到和处理政府信息公开申请情况: what the 2031 form has of its own. The table: ../common/applications.lark.
//
// Form: 国办公开办函〔2031〕1号 (invented). （三）不予公开 has a ninth reason; （六）其他处理 is one row.

%override denied: GROUP_DENIED \
    state_secret prohibited_by_law three_securities_one_stability third_party_rights \
    internal_affairs process_information enforcement_case_file administrative_query archived
archived: ROW_ARCHIVED _applicants

other_handling: ROW_OTHER_HANDLING _applicants

ROW_ARCHIVED: "9.属于已移交档案"
ROW_OTHER_HANDLING: "（六）其他处理"
"""

MODEL = '''"""The form of 2031 (invented), for the reports of 2031 and later."""

from __future__ import annotations

import attrs

from gxparse.editions.edition2021 import DecisionCounts, FeeAmount
from gxparse.model import ApplicantCounts, Disputes, ExtraRow, NotProcessed, UnableToProvide
from gxparse.model import Denied as DeniedBefore
from gxparse.rules import shared
from gxparse.rules.declaration import Rule

FIRST_YEAR = 2031
LAST_YEAR: int | None = None


@attrs.frozen
class DocumentCounts:
    issued: int | None = None
    revised: int | None = None
    repealed: int | None = None
    in_force: int | None = None


@attrs.frozen
class Disclosure:
    rules: DocumentCounts = DocumentCounts()
    normative_documents: DocumentCounts = DocumentCounts()
    licenses: DecisionCounts = DecisionCounts()
    penalties: DecisionCounts = DecisionCounts()
    compulsion: DecisionCounts = DecisionCounts()
    fees: FeeAmount = FeeAmount()
    extra: tuple[ExtraRow, ...] = ()


@attrs.frozen
class Denied(DeniedBefore):
    archived: ApplicantCounts = ApplicantCounts()


@attrs.frozen
class Applications:
    new_received: ApplicantCounts = ApplicantCounts()
    carried_over: ApplicantCounts = ApplicantCounts()
    granted: ApplicantCounts = ApplicantCounts()
    partially_granted: ApplicantCounts = ApplicantCounts()
    denied: Denied = Denied()
    unable_to_provide: UnableToProvide = UnableToProvide()
    not_processed: NotProcessed = NotProcessed()
    other_handling: ApplicantCounts = ApplicantCounts()
    total_handled: ApplicantCounts = ApplicantCounts()
    carried_forward: ApplicantCounts = ApplicantCounts()


TABLES: dict[str, type] = {"disclosure": Disclosure, "applications": Applications, "disputes": Disputes}

RULES: tuple[Rule, ...] = (
    *shared.TABLES_THREE_AND_FOUR,
    *shared.FORM,
    *shared.YEARS,
    Rule(
        id="disclosure.revised",
        severity="warning",
        meaning="no more documents are revised than are in force",
        meaning_zh="表二：修订的文件不多于现行有效的文件",
        stated_by="derived",
        stated_by_zh="推得",
        table="disclosure",
        formula="in_force >= revised",
    ),
)
'''


def report_of_2031() -> str:
    """Return a report in the invented form, made of the one in the form of 2021."""
    lines = []
    for line in REPORT.replace("2022年", "2031年").splitlines():
        if line.startswith(("|  |  | 2.申请人逾期", "|  |  | 3.其他 |")):
            continue
        if "（六）其他处理" in line:
            lines.append("|  | （六）其他处理 |  | 4 | 0 | 0 | 0 | 0 | 0 | 4 |")
            continue
        lines.append(line)
        if "8.属于行政查询事项" in line:
            lines.append("|  |  | 9.属于已移交档案 | 6 | 0 | 0 | 0 | 0 | 1 | 7 |")
    text = changed("| 本年制发件数 |", "| 本年制发件数 | 本年修订件数 |", "\n".join(lines) + "\n")
    text = changed("| 规章 | 0 |", "| 规章 | 0 | 5 |", text)
    return changed("| 行政规范性文件 | 3 |", "| 行政规范性文件 | 3 | 2 |", text)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project, and add the edition to the copy."""
    root = tmp_path_factory.mktemp("project")
    for part in ("gxparse", "grammar", "corpus", "tests"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    disclosure = DISCLOSURE
    for old, new in FOR_2031.items():
        disclosure = changed(old, new, disclosure)
    added = {
        "grammar/edition2031/disclosure.lark": disclosure,
        "grammar/edition2031/applications.lark": APPLICATIONS,
        "gxparse/editions/edition2031.py": MODEL,
        "corpus/edition2031/clean.txt": f"# a whole report\n-- input --\n{report_of_2031()}-- diagnostics --\n",
    }
    for name, text in added.items():
        path = root / name
        assert not path.exists()
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return root


def run(project: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python in the copy of the project."""
    variables = {"PYTHONPATH": str(project), "GXPARSE_CACHE_DIR": str(project / "cache"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**os.environ, **variables},
        input=given,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


READ = """
import json, sys, gxparse
print(json.dumps([gxparse.__file__, [gxparse.parse(text).to_dict() for text in json.load(sys.stdin)]]))
"""


def test_new_edition_is_read_and_the_others_as_before(project: Path) -> None:
    text = report_of_2031()
    without_row = "".join(line for line in text.splitlines(keepends=True) if "9.属于已移交档案" not in line)
    of_2030 = text.replace("2031年", "2030年")
    before = whole_reports()
    assert {data["edition"] for _, data in before} == {"2019", "2021"}

    done = run(project, "-c", READ, given=json.dumps([text, without_row, of_2030, *(text for text, _ in before)]))
    assert done.returncode == 0, done.stderr
    file, (whole, departing, early, *after) = json.loads(done.stdout)
    assert Path(file).is_relative_to(project)

    assert (whole["edition"], whole["diagnostics"]) == ("2031", [])
    assert whole["disclosure"]["rules"] == {"issued": 0, "revised": 5, "repealed": 0, "in_force": 0}
    assert whole["disclosure"]["normative_documents"]["revised"] == 2
    assert list(whole["applications"]["denied"]["archived"].values()) == [6, 0, 0, 0, 0, 1, 7]
    assert whole["applications"]["other_handling"]["total"] == 4

    assert departing["edition"] == "2031"
    assert [(d["code"], d["path"], d["expected"]) for d in departing["diagnostics"]] == [
        ("GX302", "applications.denied.archived", ["9.属于已移交档案"])
    ]
    assert [(d["code"], d["path"]) for d in early["diagnostics"]] == [("GX206", "edition")]

    for data in after:  # where damage leaves more editions than one to choose from, the year decides, which is said
        data["diagnostics"] = [found for found in data["diagnostics"] if found["code"] != "GX207"]
    assert after == [data for _, data in before]


def whole_reports() -> list[tuple[str, dict[str, Any]]]:
    """Return the sample and those reports of the corpus that have all tables and tell their year, as they are read."""
    texts = [REPORT, *(case.input for case in corpus.cases(ROOT / "corpus") if not case.only)]
    found = []
    for text in texts:
        try:
            data = gxparse.parse(text).to_dict()
        except gxparse.NotAReportError:
            continue
        if data["year"] and all(data[table] for table in ("disclosure", "applications", "disputes")):
            found.append((text, data))
    return found


def test_grammar_tests_hold_for_the_new_edition_as_they_are(project: Path) -> None:
    tests = ("tests/test_grammar.py", "-k", "not cache and not would", "-p", "no:cacheprovider", "-q")
    done = run(project, "-m", "pytest", *tests)
    assert done.returncode == 0, done.stdout
    assert run(project, "-m", "gxparse", "corpus", "test", "edition2031").returncode == 0


CHECK = """
import json, sys, gxparse
findings = gxparse.check(gxparse.parse(sys.stdin.read()))
print(json.dumps([[each.rule, each.status, each.message_zh] for each in findings]))
"""


def test_new_edition_brings_its_rules(project: Path) -> None:
    def findings(text: str) -> list[tuple[str, str, str]]:
        done = run(project, "-c", CHECK, given=text)
        assert done.returncode == 0, done.stderr
        return [tuple(each) for each in json.loads(done.stdout)]

    text = report_of_2031()
    found = findings(text)
    assert [message for rule, status, message in found if rule == "disclosure.revised" and status == "fail"] == [
        "表二“规章”行：现行有效件数 0 ＜ 本年修订件数 5，相差 5"
    ]
    totals = [message for rule, status, message in found if rule == "applications.outcome_total" and status == "fail"]
    assert totals[0] == (
        "表三“自然人”列：（一）20 ＋ （二）1 ＋ （三）8 ＋ （四）5 ＋ （五）3 ＋ （六）4 ≠ （七）35，相差 6"
    ), "the new row is in the sum of its group without a word of the rule"
    assert len(totals) == 3
    rows = [status for rule, status, _ in found if rule == "applications.row_total"]
    assert rows == ["pass"] * 24
    assert not [rule for rule, _, _ in found if rule in ("disclosure.in_force", "form.fee_statement")]


def test_rule_with_a_name_that_the_edition_does_not_have_is_refused(project: Path) -> None:
    module = project / "gxparse" / "editions" / "edition2031.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(changed("in_force >= revised", "in_force >= amended", text), encoding="utf-8")
    try:
        done = run(project, "-c", CHECK, given=report_of_2031())
        assert "RuleError: disclosure.revised: table disclosure has nothing called 'amended'" in done.stderr
    finally:
        module.write_text(text, encoding="utf-8")


def test_missing_model_module_is_named(project: Path) -> None:
    assert missing_parts(project) == []
    module = project / "gxparse" / "editions" / "edition2031.py"
    aside = module.rename(project / "aside.py")
    try:
        assert missing_parts(project) == ["edition2031 has no model module: gxparse/editions/edition2031.py"]
    finally:
        aside.rename(module)
