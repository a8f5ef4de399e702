"""What is exported for Neo4j loads into a real one."""

from pathlib import Path

import pytest
from pactgraph.queries.exports import clean, export
from pactgraph.queries.network import Network

from ..hostile import hostile_world
from ..neo4j_server import PASSWORD, OwnServer, ask, empty


@pytest.fixture
def world() -> Network:
    return hostile_world()


def names(graph: Network, cleaned=clean.text) -> dict[str, str]:
    return {node: cleaned(data["name"]) for node, data in graph.nodes(data=True)}


def ties(graph: Network) -> set[tuple[str, str, str]]:
    return {(u, v, str(k)) for u, v, k in graph.edges(keys=True)}


def test_the_cypher_script_loads_into_an_empty_neo4j(world: Network, tmp_path: Path, neo4j_uri: str) -> None:
    (path,) = export(world, "cypher", tmp_path / "world.cypher")
    try:
        for line in path.read_text("utf-8").splitlines():
            ask(neo4j_uri, line.removesuffix(";"))
        rows = ask(neo4j_uri, "MATCH (a:Actor) RETURN a.id, a.name, labels(a)")
        edges = ask(neo4j_uri, "MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, b.id, r.id")
    finally:
        empty(neo4j_uri)
    assert {id_: name for id_, name, _ in rows} == names(world)
    assert {tuple(edge) for edge in edges} == ties(world)
    assert {"Actor", "City", "Country", "Region"} <= {label for *_, labels in rows for label in labels}


def test_neo4j_admin_imports_the_tables(world: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actors, edges, script = export(world, "neo4j", tmp_path / "import")
    assert "neo4j-admin database import full" in script.read_text("utf-8")
    server = OwnServer(tmp_path / "server")
    server.admin(
        *("database", "import", "full", "neo4j", "--overwrite-destination", "--array-delimiter=U+001F"),
        *(f"--nodes={actors}", f"--relationships={edges}", f"--report-file={tmp_path / 'report'}"),
    )
    server.up()
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    try:
        rows = ask(server.uri, "MATCH (a:Actor) RETURN a.id, a.name")
        found = ask(server.uri, "MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, b.id, r.id")
    finally:
        server.down()
    assert dict(rows) == names(world, clean.one_line)
    assert {tuple(edge) for edge in found} == ties(world)
