"""What is shipped: the wheel, its metadata, the checkout's top level, and how little `--help` imports."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import gxparse

ROOT = Path(__file__).resolve().parent.parent

TOP_LEVEL = {"LICENSE", "README.md", "corpus", "grammar", "gxparse", "pyproject.toml", "tests"}

NETWORK_FAILURE = re.compile(
    r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|Max retries exceeded"
    r"|Failed to establish a new connection|Temporary failure in name resolution|Name or service not known"
    r"|nodename nor servname|getaddrinfo failed|Network is unreachable|Connection refused|Connection reset"
    r"|Read timed out"
)


def run(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with `variables` added to the environment."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def files_below(folder: Path, pattern: str = "*") -> set[str]:
    """List the files below a folder as paths relative to it, without what Python compiles."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a user's pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    build = run(*command, cwd=folder, PIP_RETRIES="2")  # pip names a network failure only where it retries
    if build.returncode and (failure := NETWORK_FAILURE.search(build.stderr)):
        pytest.skip(f"pip cannot reach an index to fetch hatchling: {failure[0]}")
    assert build.returncode == 0, build.stderr
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel_names(wheel: Path) -> set[str]:
    """List the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_grammar_file(wheel_names: set[str]) -> None:
    """The grammars lie beside the package in a checkout and inside it in the wheel."""
    grammars = files_below(ROOT / "grammar", "*.lark")
    assert grammars
    assert {f"gxparse/grammar/{name}" for name in grammars} == {name for name in wheel_names if name.endswith(".lark")}


def test_wheel_holds_the_whole_package(wheel_names: set[str]) -> None:
    """No module is left behind, and type checkers are told that the package is typed."""
    package = files_below(ROOT / "gxparse", "*.py") | {"py.typed"}
    assert {f"gxparse/{name}" for name in package} <= wheel_names


def test_wheel_holds_nothing_else(wheel_names: set[str]) -> None:
    """Neither tests nor corpus end up in a user's site-packages."""
    tops = {name.partition("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"gxparse"}
    assert len(tops) == 2
    assert not [name for name in wheel_names if re.match(r"gxparse/(tests|corpus)/", name)]


def test_wheel_metadata(wheel: Path) -> None:
    """The licence and the console script are declared."""
    with zipfile.ZipFile(wheel) as archive:
        info = next(name.partition("/")[0] for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(f"{info}/METADATA").decode()
        scripts = archive.read(f"{info}/entry_points.txt").decode()
        licence = archive.read(f"{info}/licenses/LICENSE").decode()
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "\nClassifier: Typing :: Typed\n" in metadata
    assert scripts.split() == ["[console_scripts]", "gxparse", "=", "gxparse.cli:main"]
    assert licence.startswith("MIT License")


def test_wheel_parses_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The package as shipped finds its grammars, and reads what the checkout reads."""
    text = (ROOT / "corpus" / "edition2021" / "clean.txt").read_bytes().decode("utf-8")
    sample = tmp_path / "sample.txt"
    sample.write_bytes(text.encode("utf-8"))
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    shipped = run(
        sys.executable,
        "-c",
        "import json, pathlib, sys, gxparse\n"
        "text = pathlib.Path(sys.argv[1]).read_bytes().decode('utf-8')\n"
        "print(json.dumps({'file': gxparse.__file__, 'data': gxparse.parse(text).to_dict()}))\n",
        str(sample),
        cwd=tmp_path,
        PYTHONPATH=str(site),
        GXPARSE_CACHE_DIR=str(tmp_path / "cache"),
    )
    assert shipped.returncode == 0, shipped.stderr
    answer = json.loads(shipped.stdout)
    assert Path(answer["file"]).is_relative_to(site)
    assert answer["data"] == gxparse.parse(text).to_dict()


def test_top_level_of_the_checkout() -> None:
    """Only what a newcomer has to know lies at the top; dotfiles aside."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    top = run("git", "rev-parse", "--show-toplevel", cwd=ROOT)
    if top.returncode or Path(top.stdout.strip()).resolve() != ROOT:
        pytest.skip("not a git checkout")
    tracked = run("git", "ls-files", "-z", cwd=ROOT)
    assert tracked.returncode == 0, tracked.stderr
    tops = {name.partition("/")[0] for name in tracked.stdout.split("\0") if name}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_help_does_without_lark(tmp_path: Path) -> None:
    """Importing lark is most of a cold start, and help needs none of it."""
    shown = run(
        sys.executable,
        "-c",
        "import sys\n"
        "from gxparse.cli import main\n"
        "try:\n"
        "    status = main(['--help'])\n"
        "except SystemExit as stop:\n"
        "    status = stop.code\n"
        "lark = sorted(name for name in sys.modules if name.partition('.')[0] == 'lark')\n"
        "print(status or 0, lark, file=sys.stderr)\n",
        cwd=tmp_path,
        PYTHONPATH=str(ROOT),
    )
    assert shown.returncode == 0, shown.stderr
    assert "gxparse" in shown.stdout
    assert shown.stderr == "0 []\n"


def test_core_dependencies() -> None:
    """A new dependency is a decision, not an accident."""
    tomllib = pytest.importorskip("tomllib", reason="Python 3.10 has no tomllib")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w.-]", requirement, maxsplit=1)[0] for requirement in project["dependencies"]}
    assert names == {"attrs", "lark", "opencc"}
