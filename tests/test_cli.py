"""The command line: what it writes where, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from samples import REPORT, changed

import gxparse
from gxparse import cli

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

INFO = changed("六、其他需要报告的事项", "六、其他事项")
WARNING = changed("1.属于国家秘密", "1.属于国家秘蜜")
ERROR = changed("| 行政处罚 | 57 |", "| 行政处罚 | 5a |")
NOT_A_REPORT = "今天下雨。\n"
HEADER = ["file", "issuer", "year", "edition", "path", "value", "state", "text", "line", "column"]


class Run:
    """Runs the command line in this process."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capture = capture
        self.out = self.err = ""

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file and return its name."""
        (self.folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return name

    def __call__(self, *arguments: str) -> int:
        """Run, keep what was written, and return the status."""
        status = cli.main(arguments)
        self.out, self.err = self.capture.readouterr()
        return status

    @property
    def json(self) -> Any:  # noqa: ANN401 (JSON)
        """What was written as data."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """What was written as CSV."""
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return Run(tmp_path, capsys)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let standard input give these bytes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return these variables and, of those around, the ones that Python needs."""
    needed = ("PATH", "SYSTEMROOT", "HOME", "GXPARSE_CACHE_DIR")
    return (
        {name: os.environ[name] for name in needed if name in os.environ} | {"PYTHONPATH": str(ROOT)} | dict(variables)
    )


def process(
    *arguments: str, cwd: Path, data: bytes = b"", variables: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m gxparse` to its end."""
    command = [sys.executable, "-m", "gxparse", *arguments]
    return subprocess.run(command, cwd=cwd, input=data, env=environment(variables), capture_output=True, check=False)


# ---- parse: JSON ----


def test_parse_writes_the_dict_of_one_report(run: Run) -> None:
    assert run("parse", run.file("a.txt", REPORT)) == 0
    assert run.err == ""
    assert run.json == gxparse.parse(REPORT).to_dict()
    assert run.out.startswith('{\n  "title": "临江市2022年')
    assert run.out.endswith("\n}\n")


def test_parse_writes_a_list_of_several_reports(run: Run) -> None:
    assert run("parse", run.file("a.txt", REPORT), run.file("甲.txt", INFO)) == 0
    assert [next(iter(found)) for found in run.json] == ["file", "file"]
    assert run.json == [
        {"file": "a.txt", **gxparse.parse(REPORT).to_dict()},
        {"file": "甲.txt", **gxparse.parse(INFO).to_dict()},
    ]


def test_the_list_does_not_depend_on_how_many_can_be_read(run: Run) -> None:
    assert run("parse", run.file("a.txt", REPORT), "none.txt") == 2
    assert [found["file"] for found in run.json] == ["a.txt"]
    assert run("parse", run.file("b.txt", NOT_A_REPORT), "none.txt") == 2
    assert run.json == []


def test_json_lines_have_their_file_in_any_number(run: Run) -> None:
    names = [run.file("a.txt", REPORT), run.file("b.txt", WARNING)]
    assert run("parse", "--format", "jsonl", *names) == 1
    lines = run.out.split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        {"file": name, **gxparse.parse(text).to_dict()} for name, text in zip(names, (REPORT, WARNING), strict=True)
    ]
    assert run("parse", "--format", "jsonl", names[0]) == 0
    assert run.out == f"{lines[0]}\n"


# ---- parse: CSV ----


def test_csv_has_every_figure_with_its_place(run: Run) -> None:
    assert run("parse", "--format", "csv", run.file("a.txt", REPORT)) == 0
    assert run.out.startswith(",".join(HEADER) + "\r\n")
    report = gxparse.parse(REPORT)
    assert len(run.rows) == 10 + 25 * 7 + 15
    for row in run.rows:
        assert (row["file"], row["issuer"], row["year"], row["edition"]) == ("a.txt", "临江市", "2022", "2021")
        cell = report.cell(row["path"])
        assert (row["state"], row["text"]) == (cell.state, cell.text) == ("stated", row["text"])
        assert (int(row["line"]), int(row["column"])) == (cell.line, cell.column)
        assert REPORT.split("\n")[int(row["line"]) - 1][int(row["column"]) - 1 :].startswith(row["text"])


def test_csv_values_are_exact(run: Run) -> None:
    run("parse", "--format", "csv", run.file("a.txt", changed("| 36.50 |", "| 32,694.32530000 |")))
    values = {row["path"]: (row["value"], row["text"]) for row in run.rows}
    assert values["disclosure.licenses.decisions"] == ("1024", "1,024")
    assert values["disclosure.fees.amount"] == ("32694.32530000", "32,694.32530000")
    assert values["applications.denied.third_party_rights.natural_person"] == ("2", "2")
    assert values["disputes.direct_litigation.total"] == ("3", "3")


def test_csv_says_why_there_is_no_value(run: Run) -> None:
    text = changed("| 规章 | 0 | 0 | 0 |", "| 规章 | / |  | 12a |")
    text = changed("| 行政强制 | 8 | | |\n", "", text)
    text = changed("| （七）总计 |  | 35 |", "| （七）总计 |  | 35 | 35 |", text)
    assert run("parse", "--format", "csv", "--compact", run.file("a.txt", text)) == 1
    found = {row["path"]: (row["value"], row["state"], row["text"]) for row in run.rows}
    assert found["disclosure.rules.issued"] == ("", "not_applicable", "/")
    assert found["disclosure.rules.repealed"] == ("", "blank", "")
    assert found["disclosure.rules.in_force"] == ("", "invalid", "12a")
    assert found["disclosure.compulsion.decisions"] == ("", "missing", "")
    assert found["applications.total_handled.total"] == ("", "ambiguous", "")
    (row,) = (row for row in run.rows if row["path"] == "disclosure.compulsion.decisions")
    assert (row["line"], row["column"]) == ("", "")


def test_csv_has_one_row_for_a_table_that_is_absent(run: Run) -> None:
    start, end = REPORT.index("| 行政复议"), REPORT.index("五、")
    text = REPORT[:start] + "见附图。\n\n" + REPORT[end:]
    assert run("parse", "--format", "csv", run.file("a.txt", text)) == 1
    assert [row for row in run.rows if row["path"].startswith("disputes")] == [
        dict(zip(HEADER, ["a.txt", "临江市", "2022", "2021", "disputes", "", "missing", "", "", ""], strict=True))
    ]


def test_csv_has_the_names_of_list_rows(run: Run) -> None:
    text = changed("| 行政强制 | 8 | | |\n", '| 行政强制 | 8 | | |\n| 其中"重大", 事项 | 4 | | |\n')
    run("parse", "--format", "csv", run.file("a.txt", text))
    extra = {row["path"]: row["value"] for row in run.rows if ".extra." in row["path"]}
    assert extra["disclosure.extra.0.name"] == '其中"重大", 事项'
    assert extra["disclosure.extra.0.columns.0"] == "本年处理决定数量"
    assert extra["disclosure.extra.0.values.0"] == "4"
    assert '"其中""重大"", 事项"' in run.out


def test_csv_has_one_header_for_all_files(run: Run) -> None:
    names = [run.file("a.txt", REPORT), run.file("b,c.txt", REPORT)]
    assert run("parse", "--format", "csv", *names) == 0
    assert run.out.count("issuer") == 1
    assert [row["file"] for row in run.rows] == ["a.txt"] * 200 + ["b,c.txt"] * 200
    assert run("parse", "--format", "csv", "none.txt") == 2
    assert run.out == ",".join(HEADER) + "\r\n"


# ---- exit status ----


@pytest.mark.parametrize(
    ("text", "status"), [(REPORT, 0), (INFO, 0), (WARNING, 1), (ERROR, 1), (NOT_A_REPORT, 1), ("", 1)]
)
def test_status(run: Run, text: str, status: int) -> None:
    name = run.file("a.txt", text)
    assert run("parse", name) == status
    assert run("tree", name) == status
    assert run("parse", "--format", "csv", "--quiet", name) == status
    assert run("tree", "--stage", "cells", name) == status
    assert run("tree", "--stage", "source", name) == 0


def test_a_file_that_cannot_be_read_counts_most_and_stops_nothing(run: Run) -> None:
    names = [run.file("a.txt", WARNING), "none.txt", run.file("b.txt", REPORT), "."]
    assert run("parse", "--format", "jsonl", *names) == 2
    assert [json.loads(line)["file"] for line in run.out.splitlines()] == ["a.txt", "b.txt"]
    assert "none.txt: error: cannot be read: No such file or directory\n" in run.err
    assert re.search(r"^\.: error: cannot be read: .+", run.err, re.MULTILINE)
    assert run("tree", "none.txt") == 2
    assert run.out == ""
    assert run("parse", "a\0b") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["parse"],
        ["parse", "--format", "xml", "a.txt"],
        ["tree"],
        ["tree", "a.txt", "b.txt"],
        ["tree", "--section", "0", "a.txt"],
        ["tree", "--section", "7", "a.txt"],
        ["tree", "--stage", "none", "a.txt"],
        ["corpus"],
        ["corpus", "none"],
        ["corpus", "test", "--corpus", "no such folder"],
        ["corpus", "coverage", "name", "--corpus", "."],
    ],
)
def test_wrong_usage(run: Run, arguments: Sequence[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert run.capture.readouterr().err.startswith("usage: gxparse")


# ---- strict ----


def test_strict_writes_nothing_of_a_report_with_an_error(run: Run) -> None:
    assert run("parse", "--strict", run.file("a.txt", ERROR)) == 1
    assert run.out == ""
    assert "GX401" in run.err
    assert run("parse", "--strict", "a.txt", run.file("b.txt", REPORT)) == 1
    assert [found["file"] for found in run.json] == ["b.txt"]


def test_strict_takes_a_warning(run: Run) -> None:
    assert run("parse", "--strict", run.file("a.txt", WARNING)) == 1
    assert run.json == gxparse.parse(WARNING).to_dict()


# ---- diagnostics ----


def test_diagnostics_have_the_line_and_a_caret(run: Run) -> None:
    run("parse", run.file("a.txt", ERROR))
    assert re.fullmatch(
        r"a\.txt:24:10: error GX401: 「5a」 is not .+\n"
        r"24 \| \| 行政处罚 \| 5a \| \| \|\n"
        r"   \|              \^\^\n",
        run.err,
    )


def test_compact_diagnostics_are_a_line_each(run: Run) -> None:
    name = run.file("a.txt", changed("1.属于国家秘密", "1.属于国家秘蜜", ERROR))
    for option in (["--compact"], ["--diagnostics", "compact"]):
        run("parse", *option, name)
        assert [line[: line.index(" GX") + 6] for line in run.err.splitlines()] == [
            "a.txt:24:10: error GX401",
            "a.txt:39:16: warning GX301",
        ]


def test_json_diagnostics_are_an_object_each(run: Run) -> None:
    names = [run.file("a.txt", ERROR), "none.txt", run.file("b.txt", REPORT.encode("gb18030"))]
    assert run("parse", "--diagnostics", "json", *names) == 2
    found = [json.loads(line) for line in run.err.splitlines()]
    assert found[0] == {"file": "a.txt", **gxparse.parse(ERROR).diagnostics[0].to_dict()}
    assert [(entry["file"], entry["severity"]) for entry in found[1:]] == [("none.txt", "error"), ("b.txt", "info")]


def test_quiet_leaves_out_infos_only(run: Run) -> None:
    name = run.file("a.txt", changed("1.属于国家秘密", "1.属于国家秘蜜", INFO).encode("gb18030"))
    assert run("parse", name) == 1
    assert "a.txt: info: read as GB18030" in run.err
    assert "info GX105" in run.err
    assert run("parse", "--quiet", name) == 1
    assert "info" not in run.err
    assert "warning GX301" in run.err
    assert run.json["diagnostics"], "the data has them all"


def test_a_text_that_is_no_report(run: Run) -> None:
    name = run.file("a.txt", NOT_A_REPORT)
    for arguments in (["parse", name], ["parse", "--format", "jsonl", name], ["tree", name]):
        assert run(*arguments) == 1
        assert run.out == ""
        assert run.err.startswith("a.txt:1:1: error GX101: ")
    assert run("tree", "--stage", "document", name) == 1
    assert run.out == "report\n  preamble TEXT '今天下雨。'\n"
    assert run.err.startswith("a.txt:1:1: error GX101: ")


# ---- reading ----


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
    ],
)
def test_encodings(run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str, said: str) -> None:
    data = REPORT.encode(encoding)
    expected = gxparse.parse(REPORT).to_dict()
    assert run("parse", run.file("a.txt", data)) == 0
    assert run.json == expected
    assert run.err == (f"a.txt: info: read as {said}\n" if said else "")
    feed(monkeypatch, data)
    assert run("parse", "-") == 0
    assert run.json == expected


def test_big_endian(run: Run) -> None:
    assert run("parse", run.file("a.txt", b"\xfe\xff" + REPORT.encode("utf-16-be"))) == 0
    assert run.json["issuer"] == "临江市"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\xff", r"neither UTF-8 \(wrong at byte 1\) nor GB18030 \(wrong at byte 9\)"),
        ("规章".encode() + b"\xff\xff", r"neither UTF-8 \(wrong at byte 7\)"),
        (b"\xef\xbb\xbfab\xff", r"byte order mark of UTF-8, but is wrong at byte 6"),
        (b"\xff\xfea", r"byte order mark of UTF-16, but is wrong at byte 3"),
    ],
)
def test_bytes_that_are_no_text(run: Run, data: bytes, reason: str) -> None:
    assert run("parse", run.file("a.txt", data)) == 2
    assert run.out == ""
    assert re.match(rf"a\.txt: error: cannot be read: .*{reason}", run.err)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_are_the_callers(run: Run, line_end: str) -> None:
    text = ERROR.replace("\n", line_end)
    assert run("parse", run.file("a.txt", text)) == 1
    assert run.json == gxparse.parse(text).to_dict()
    assert line_end in run.json["sections"][0]["text"]
    assert run.err.startswith("a.txt:24:10: error GX401")


def test_standard_input_has_a_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, WARNING.encode())
    assert run("parse", "--format", "jsonl", "--compact", "-") == 1
    assert run.json["file"] == "-"
    assert run.err.startswith("-:39:16: warning GX301")
    feed(monkeypatch, REPORT.encode())
    assert run("tree", "-") == 0
    assert run.out.startswith("report\n")


# ---- tree ----


def test_tree_marks_what_is_inserted(run: Run) -> None:
    name = run.file("a.txt", changed("| 行政强制 | 8 | | |\n", ""))
    assert run("tree", name) == 1
    assert "\n        + ROW_COMPULSION inserted: 「行政强制」 missing\n" in run.out
    assert "error GX302" in run.err


def test_tree_of_a_section(run: Run) -> None:
    name = run.file("a.txt", ERROR)
    assert run("tree", "--section", "4", name) == 0
    assert run.out.startswith("report\n  disputes\n    HEADING_DISPUTES '")
    assert run.err == "", "what is said of other sections is left out, and so is its status"
    assert run("tree", "--section", "2", "--positions", name) == 1
    assert "        decisions COUNT '5a' invalid 24:10\n" in run.out
    assert "GX401" in run.err


def test_tree_of_a_section_that_is_absent(run: Run) -> None:
    name = run.file("a.txt", REPORT[: REPORT.index("六、")])
    assert run("tree", "--section", "6", name) == 1
    assert run.out == ""
    assert run.err.startswith("a.txt: error: section 6 「六、其他需要报告的事项」 is not in the text\n")
    assert "GX103" in run.err


@pytest.mark.parametrize("stage", cli.STAGES)
def test_every_stage_in_both_forms(run: Run, stage: str) -> None:
    name = run.file("a.txt", REPORT)
    assert run("tree", "--stage", stage, name) == 0
    assert run.out.count("\n") > 20
    assert run("tree", "--stage", stage, "--format", "json", "--section", "3", name) == 0
    assert run.json
    assert run("tree", "--stage", stage, "--format", "json", name) == 0
    assert run.json


def test_tree_as_json(run: Run) -> None:
    run("tree", "--format", "json", run.file("a.txt", REPORT))
    assert run.json["rule"] == "report"
    assert run.json["children"][0] == {
        "rule": "title",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 21,
        "children": [
            {
                "terminal": "TITLE",
                "text": "临江市2022年政府信息公开工作年度报告",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 21,
            }
        ],
    }


# ---- colour ----


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, "color"), ({"NO_COLOR": "1"}, "plain"), ({"NO_COLOR": ""}, "color"), ({"TERM": "dumb"}, "plain")],
)
def test_color_is_for_terminals(
    run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    streams: dict[str, TextIO] = {"stdout": Terminal(), "stderr": Terminal()}
    file = run.file("a.txt", ERROR)
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    cli.main(["tree", file])
    for stream in streams.values():
        stream.seek(0)
        assert ("color" if "\x1b[" in stream.read() else "plain") == expected


def test_no_color_elsewhere(run: Run) -> None:
    run("tree", run.file("a.txt", ERROR))
    assert "\x1b" not in run.out + run.err


# ---- corpus ----

CASE = """\
# the title alone
only: title
-- input --
临江市2022年政府信息公开工作年度报告
-- model --
"""


def test_corpus_commands(run: Run) -> None:
    folder = run.folder / "examples" / "common"
    folder.mkdir(parents=True)
    (folder / "title.txt").write_bytes(CASE.encode())
    assert run("corpus", "test", "--corpus", "examples") == 1
    assert "临江市" in run.out
    assert run("corpus", "update", "title", "--corpus", "examples") == 0
    assert run("corpus", "test", "--corpus", "examples") == 0
    assert run("corpus", "test", "nothing-is-called-so", "--corpus", "examples") == 1
    assert run("corpus", "coverage", "--corpus", "examples") == 1
    (run.folder / "examples").rename(run.folder / "corpus")
    assert run("corpus", "test", "title") == 0, "the default is ./corpus"


# ---- as a process ----


def test_process_reads_standard_input(tmp_path: Path) -> None:
    done = process("parse", "-", cwd=tmp_path, data=WARNING.encode("gb18030"))
    assert done.returncode == 1
    assert json.loads(done.stdout) == gxparse.parse(WARNING).to_dict()
    assert done.stderr.decode().startswith("-: info: read as GB18030")


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
    ],
)
def test_process_writes_utf8_in_any_locale(tmp_path: Path, variables: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_bytes(ERROR.encode())
    done = process("parse", "a.txt", cwd=tmp_path, variables=variables)
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("utf-8"))["issuer"] == "临江市"
    assert "| 行政处罚 | 5a |" in done.stderr.decode("utf-8")
    assert process("--help", cwd=tmp_path, variables=variables).returncode == 0


def test_process_takes_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = "报告.txt".encode("gbk")
    try:
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_bytes(ERROR.encode())
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    done = process("parse", "--format", "jsonl", os.fsdecode(name), cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("utf-8"))["file"] == name.decode("utf-8", "surrogateescape")
    done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for index in range(20):
        (tmp_path / f"{index}.txt").write_bytes(REPORT.encode())
    names = [f"{index}.txt" for index in range(20)]
    with subprocess.Popen(
        [sys.executable, "-m", "gxparse", "parse", *names],
        cwd=tmp_path,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_help_and_version_are_quick(tmp_path: Path) -> None:
    """Lark is most of a cold start, and none of these needs it."""
    script = (
        "import sys\n"
        "from gxparse.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "except SystemExit as stop:\n"
        "    loaded = sorted({'lark', 'opencc'} & set(sys.modules))\n"
        "    print(stop.code, loaded, file=sys.stderr)\n"
    )
    for arguments in (["--help"], ["parse", "--help"], ["tree", "--help"], ["corpus", "--help"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path,
            env=environment({}),
            capture_output=True,
            check=False,
        )
        assert done.stderr.decode() == "0 []\n"
        assert done.stdout.startswith(b"usage: gxparse" if "--help" in arguments else b"gxparse ")


@pytest.mark.parametrize("command", [["parse"], ["tree"], ["corpus"], []])
def test_help_has_examples_that_are_right(run: Run, command: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*command, "--help")
    assert stopped.value.code == 0
    text = run.capture.readouterr().out
    examples = re.findall(r"^  (?:.*\| )?gxparse ([^|>\n]+)", text[text.index("examples:") :], re.MULTILINE)
    assert len(examples) >= 3
    for example in examples:
        assert cli.command_line().parse_args(example.split())
    assert "exit status:" in text
    assert all(len(line) <= 100 for line in text.split("\n"))


# ---- real reports ----


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the real reports are not here: no folder {SEEDS}")
def test_seeds(run: Run) -> None:
    names = sorted(str(path) for path in SEEDS.glob("*.txt"))
    reports = [gxparse.parse(Path(name).read_bytes().decode("utf-8")) for name in names]
    assert run("parse", *names) == 1
    assert run.json == [{"file": name, **found.to_dict()} for name, found in zip(names, reports, strict=True)]
    first_lines = [line for line in run.err.split("\n") if re.match(r"\S+:\d+:\d+: \w+ GX\d{3}: ", line)]
    assert len(first_lines) == sum(len(found.diagnostics) for found in reports)
    run("parse", "--format", "csv", *names)
    for row in run.rows:
        report = reports[names.index(row["file"])]
        if row["path"].endswith(".name"):
            continue
        assert row["state"] == report.cell(row["path"]).state


def test_a_case_of_the_corpus_is_read_by_its_input_alone_and_lines_count_as_in_the_file(run: Run) -> None:
    case = f"# a case\nonly: title\n-- input --\n{WARNING}-- tree --\n二、上年结转 | 1 |\n-- diagnostics --\n"
    plain = run.file("plain.txt", WARNING)
    assert run("parse", "--compact", plain) == 1
    line = int(run.err.split(":")[1])
    data = run.out
    assert run("parse", "--compact", run.file("case.txt", case)) == 1
    assert int(run.err.split(":")[1]) == line + 3
    assert json.loads(run.out)["applications"] == json.loads(data)["applications"]


def test_a_text_that_only_quotes_a_marker_is_read_whole(run: Run) -> None:
    assert run("parse", "--quiet", run.file("quoted.txt", f"{REPORT}\n-- tree --\n")) == 0
