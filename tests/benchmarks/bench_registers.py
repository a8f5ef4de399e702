"""How fast and how large a load of registers is. Run as `python tests/benchmarks/bench_registers.py [--rows N]`.

Each load is a process of its own, kept to one core where the system can: time is that of its threads together (user and
system), memory the most that was resident. The pairs of Wikipedia are looked for in PACTGRAPH_DATA (default
../shared/data) and must load in under 10 s; the register is made here (a tenth as many companies as rows, in any order,
in seven zones) and must take under 500 MB.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

SECONDS, MEGABYTES = 10.0, 500
HEADER = "resident,country,zone,zone_country,registered,left,sector,investment,currency,jobs,decision,link\n"
COUNTRIES = ("China", "Russia", "Germany", "Belarus", "Poland", "Turkey", "Lithuania", "Cyprus", "Austria", "Italy")
ZONES = ("Great Stone", "FEZ Minsk", "FEZ Brest", "Grodnoinvest", "FEZ Vitebsk", "FEZ Mogilev", "Gomel-Raton")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="rows of the register")
    rows = options.parse_args().rows
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        pairs = Path(os.environ.get("PACTGRAPH_DATA", "../shared/data")) / "wikipedia_twin_cities_2026.csv"
        if pairs.exists():
            used, wall, memory = load(pairs, Path(folder) / "pairs.lbug")
            print(
                f"pairs of Wikipedia: {used:.1f} s of one core ({SECONDS / used:.1f} times under {SECONDS:.0f} s), ",
                end="",
            )
            print(f"{wall:.1f} s on the clock, {memory} MB")
        else:
            print(f"pairs of Wikipedia: not measured, there is no {pairs}")
        register = Path(folder) / "register.csv"
        write_register(register, rows)
        used, wall, memory = load(register, Path(folder) / "register.lbug")
        print(f"register of {rows} rows: {memory} MB ({MEGABYTES / memory:.2f} times under {MEGABYTES} MB), ", end="")
        print(f"{used:.0f} s of one core, {rows / used:.0f} rows/s, {wall:.0f} s on the clock")


def write_register(path: Path, rows: int) -> None:
    chance = random.Random(8)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        for _ in range(rows):
            c = chance.randrange(max(1, rows // 10))
            stream.write(
                f"Works {c} of {c % 97} LLC,{COUNTRIES[c % 10]},{ZONES[c % 7]},Belarus,{1998 + c % 26},,steel,"
                f"{chance.randint(1, 900) * 1000},USD,{chance.randint(1, 900)},,\n"
            )


def load(table: Path, database: Path) -> tuple[float, float, int]:
    """Load `table` in a process of its own; return its seconds, those on the clock, and its megabytes."""
    code = "from pactgraph.cli.main import main; main()"
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(sys.executable, [sys.executable, "-c", code, "load", str(table), "--db", str(database)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"loading {table} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
