"""What `gxparse tree FILE` costs as a whole process, against a Python that only imports what it needs.

    python tests/benchmarks/bench_process.py [ROUNDS]

The other process is `python -c "import lark, attrs, opencc"`. Time (aim: 1.6 times) is the median of interleaved
runs; peak memory (aim: 1.5 times) the largest resident set that the system reports for each process. The cache of
compiled grammars is warm and modules are compiled, as an installer leaves them (also where the environment keeps
Python from writing byte code): first runs that are not counted see to it. This process imports nothing large, since on
Linux a child's peak is not less than what its parent held when it was started.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

from bench_common import a_file, say, verdict

ROUNDS = 31
AIM_TIME = 1.6
AIM_MEMORY = 1.5
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
IMPORTS = "import lark, attrs, opencc"
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
DEPARTS = 1  # the exit status for a text that departs from the form: fine here


def run(command: list[str]) -> tuple[float, float]:
    """Return the time and the peak memory of a process, in seconds and megabytes."""
    start = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        command,
        ENVIRONMENT,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(child, 0)
    taken = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, DEPARTS):
        sys.exit(f"{' '.join(command)}: exit status {code}")
    return taken, usage.ru_maxrss * UNIT / 1e6


def main(rounds: int) -> None:
    if not hasattr(os, "posix_spawn"):
        sys.exit("this benchmark needs a system with posix_spawn and wait4")
    script = Path(sys.executable).with_name("gxparse")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "gxparse"]
    report = a_file()
    commands = {
        "tree": [*start, "tree", str(report)],
        "imports": [sys.executable, "-c", IMPORTS],
        "nothing": [sys.executable, "-c", ""],
        "help": [*start, "--help"],
    }
    for command in commands.values():
        run(command)
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(run(command))
    times = {name: statistics.median(taken for taken, _ in runs) for name, runs in measured.items()}
    peaks = {name: statistics.median(peak for _, peak in runs) for name, runs in measured.items()}
    say(f"whole processes, medians of {rounds} interleaved rounds, warm grammar cache; report: {report.name}")
    for name, command in commands.items():
        least = min(taken for taken, _ in measured[name])
        say(
            f"  {name}: {1e3 * times[name]:.1f} ms (least {1e3 * least:.1f}), peak {peaks[name]:.1f} MB: {' '.join(command)}"
        )
    say(f"  time, tree against imports: {verdict(times['tree'] / times['imports'], AIM_TIME)}")
    say(f"  peak memory, tree against imports: {verdict(peaks['tree'] / peaks['imports'], AIM_MEMORY)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
