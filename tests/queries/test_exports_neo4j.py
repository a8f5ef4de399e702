"""What is exported for Neo4j loads into a real one."""

from pathlib import Path

import neo4j
import pytest
from pactgraph.queries.exports import clean, export
from pactgraph.queries.network import Network

from ..hostile import hostile_world
from ..neo4j_server import PASSWORD, OwnServer


@pytest.fixture
def world() -> Network:
    return hostile_world()


def names(graph: Network, cleaned=clean.text) -> dict[str, str]:
    return {node: cleaned(data["name"]) for node, data in graph.nodes(data=True)}


def ties(graph: Network) -> set[tuple[str, str, str]]:
    return {(u, v, str(k)) for u, v, k in graph.edges(keys=True)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    found = OwnServer(tmp_path_factory.mktemp("neo4j"))
    found.up()
    yield found
    found.down()


def in_neo4j(server: OwnServer) -> tuple[dict[str, str], set[tuple[str, str, str]], set[str]]:
    """Return names and ties that a server holds, and the labels of its nodes."""
    with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", PASSWORD)) as driver:
        found = driver.execute_query("MATCH (a:Actor) RETURN a.id, a.name, labels(a)").records
        edges = driver.execute_query("MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, b.id, r.id").records
    labels = {label for *_, given in found for label in given}
    return {i: n for i, n, _ in found}, {tuple(e) for e in edges}, labels


def test_the_cypher_script_loads_into_an_empty_neo4j(world: Network, tmp_path: Path, server: OwnServer) -> None:
    (path,) = export(world, "cypher", tmp_path / "world.cypher")
    with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", PASSWORD)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for line in path.read_text("utf-8").splitlines():
            driver.execute_query(line.removesuffix(";"))
    found, edges, labels = in_neo4j(server)
    assert found == names(world)
    assert edges == ties(world)
    assert {"Actor", "City", "Country", "Region"} <= labels


def test_neo4j_admin_imports_the_tables(world: Network, tmp_path: Path, server: OwnServer) -> None:
    actors, edges, script = export(world, "neo4j", tmp_path / "import")
    assert "neo4j-admin database import full" in script.read_text("utf-8")
    server.down()
    server.admin(
        *("database", "import", "full", "neo4j", "--overwrite-destination", "--array-delimiter=U+001F"),
        *(f"--nodes={actors}", f"--relationships={edges}", f"--report-file={tmp_path / 'report'}"),
    )
    server.up()
    found, ties_found, _ = in_neo4j(server)
    assert found == names(world, clean.one_line)
    assert ties_found == ties(world)
