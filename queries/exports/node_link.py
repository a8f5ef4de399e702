"""Node-link JSON: what `networkx.node_link_graph(data, edges="links")` and D3 read. Evidence comes along."""

import json
from collections.abc import Iterator
from typing import Any

from ..network import Network
from . import Extras
from .clean import plain


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the JSON of `network`, a node or tie a line."""
    observations = json.dumps(plain(network.graph.get("observations", [])), ensure_ascii=False)
    yield f'{{"directed": true, "multigraph": true, "graph": {{"observations": {observations}}}, "nodes": [\n'
    ties: list[tuple[str, str, str, dict[str, Any]]] = list(network.edges(keys=True, data=True))
    for i, node in enumerate(network):
        data = network.nodes[node]
        yield (",\n" if i else "") + json.dumps(plain({**data, "id": node}), ensure_ascii=False)
    yield '\n], "links": [\n'
    for i, (source, target, key, data) in enumerate(ties):
        record = plain({**data, "source": source, "target": target, "key": key})
        yield (",\n" if i else "") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"
