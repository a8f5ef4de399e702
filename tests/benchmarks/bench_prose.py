"""How long the prose loader takes, and how much memory, for the books once, four and sixteen times over.

    python tests/benchmarks/bench_prose.py [FOLDER OF BOOKS]

Times are processor seconds after start-up; the last column should stay level: cost is linear in length.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    from pactgraph.graph.collector import collector_paused
    from pactgraph.loaders.prose import Extractor

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/seeds")
    text = "\n".join(p.read_text("utf-8") for p in sorted(folder.glob("*.txt")))
    if not text:
        sys.exit(f"no books (*.txt) in {folder}")
    start = time.process_time()
    extractor = Extractor()
    print(f"start-up {time.process_time() - start:.2f} s")
    print(f"{'copies':>6} {'MB':>6} {'seconds':>8} {'statements':>11} {'peak MB':>8} {'s per MB':>9}")
    with tempfile.TemporaryDirectory() as scratch:
        for copies in (1, 4, 16):
            path = Path(scratch) / f"{copies}.txt"
            with path.open("w", encoding="utf-8") as out:
                for _ in range(copies):
                    out.write(text)
            size = path.stat().st_size / 1e6
            start = time.process_time()
            with collector_paused():  # as the command does
                count = sum(len(passage.statements) for passage in extractor.file(path)[1])
            spent = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{copies:>6} {size:>6.1f} {spent:>8.2f} {count:>11} {peak:>8.0f} {spent / size:>9.2f}")


if __name__ == "__main__":
    main()
