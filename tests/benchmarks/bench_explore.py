"""How long the exploring commands take on the bundled dataset, whole processes, beside a bare interpreter.

`python tests/benchmarks/bench_explore.py [RUNS]` prints the median of each command and how many bare interpreters
(`python -c "import click"`) that is, measured in turn in one run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = (
    ("--help",),
    ("show", "Gomel Region"),
    ("links", "Gomel Region", "Sichuan"),
    ("links", "Gomel Region", "--with", "china", "--kind", "region"),
    ("links", "--matrix", "--rows", "country=BY,kind=region", "--cols", "country=CN,kind=region"),
    ("path", "Gomselmash", "Chengdu", "-k", "3"),
    ("evidence", "Gomel Region", "Sichuan"),
    ("timeline",),
    ("gaps",),
    ("query", "--name", "kinds"),
)


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    pactgraph = (sys.executable, "-c", "from pactgraph.cli.main import main; main()")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PACTGRAPH_DB"] = str(Path(folder) / "bench.lbug")
        subprocess.run((*pactgraph, "build"), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        bare: list[float] = []
        times: dict[tuple[str, ...], list[float]] = {c: [] for c in COMMANDS}
        for _ in range(runs):
            bare.append(seconds(sys.executable, "-c", "import click"))
            for command in COMMANDS:
                times[command].append(seconds(*pactgraph, *command))
    unit = statistics.median(bare)
    print(f"{unit:7.3f} s  bare interpreter with click")
    for command, found in times.items():
        median = statistics.median(found)
        print(f"{median:7.3f} s  {median / unit:5.1f} x  pactgraph {' '.join(command)}")


if __name__ == "__main__":
    main()
