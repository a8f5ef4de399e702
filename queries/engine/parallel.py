"""Work in pieces on all cores: numpy and scipy release the interpreter in their loops, so threads do."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")
Tick = Callable[[int, int | None], None]  # is told how many pieces of the work are done, and of how many

MOST_THREADS = 8  # each keeps arrays of its own, and memory is what the loops wait for


def in_pieces(work: Callable[[P], R], pieces: Sequence[P], tick: Tick | None = None) -> Iterator[R]:
    """Yield `work(piece)` of each piece, in order, so that sums come out the same however threads run.

    An exception, Ctrl-C among them, drops the pieces that have not begun; those under way take a moment.
    """
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1, max(1, len(pieces)))) as pool:
        running = [pool.submit(work, piece) for piece in pieces]
        try:
            for done, future in enumerate(running, start=1):
                yield future.result()
                if tick:
                    tick(done, len(running))
        finally:
            for future in running:
                future.cancel()
