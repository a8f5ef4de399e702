"""The worker process of `betweenness`: arrays in on standard input, values out on standard output.

It runs as a script and imports nothing of ours: it must work wherever the interpreter finds rustworkx.
"""

import io
import signal
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray


def run(n: int, source: NDArray[Any], target: NDArray[Any], directed: bool) -> NDArray[np.float64]:
    """Return the normalised betweenness of each of `n` nodes."""
    import rustworkx as rx

    graph = rx.PyDiGraph(multigraph=True) if directed else rx.PyGraph(multigraph=True)  # nothing to look for: simple
    graph.add_nodes_from(range(n))
    graph.add_edges_from_no_data(list(zip(source.tolist(), target.tolist(), strict=True)))
    values = rx.betweenness_centrality(graph, normalized=True)
    return np.fromiter(values.values(), float, n)


def main() -> None:
    """Answer one request. Ctrl-C ends the process at once, native code or not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as request:
        value = run(int(request["n"]), request["source"], request["target"], bool(request["directed"]))
    answer = io.BytesIO()
    np.save(answer, value, allow_pickle=False)
    sys.stdout.buffer.write(answer.getvalue())


if __name__ == "__main__":
    main()
