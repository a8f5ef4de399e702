"""Each export is read back by a program that is not ours, and hostile names survive it."""

import ast
import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.records import from_record, to_record
from pactgraph.queries.exports import FORMATS, Extras, clean, export, gexf
from pactgraph.queries.exports.cypher import literal
from pactgraph.queries.exports.ftm import entity_id
from pactgraph.queries.network import Network

from ..fakes import small_world
from ..hostile import CONTROLS, HALF, HOSTILE, hostile_world


@pytest.fixture
def world() -> Network:
    return hostile_world()


def attributes(graph: Network, name: str) -> dict[str, object]:
    return {node: data.get(name) for node, data in graph.nodes(data=True)}


def ties(graph: Network) -> set[tuple[str, str, str]]:
    return {(u, v, str(k)) for u, v, k in graph.edges(keys=True)}


def names(graph: Network, cleaned=clean.text) -> dict[str, str]:
    return {node: cleaned(data["name"]) for node, data in graph.nodes(data=True)}


def test_graphml_is_read_by_networkx_and_rustworkx(world: Network, tmp_path: Path) -> None:
    import rustworkx

    (path,) = export(world, "graphml", tmp_path / "world.graphml")
    found = nx.read_graphml(path, force_multigraph=True)
    assert attributes(found, "name") == names(world, lambda n: clean.xml(clean.text(n)))
    assert ties(found) == ties(world)
    assert {d["type"] for *_, d in found.edges(data=True)} == {d["type"] for *_, d in world.edges(data=True)}
    assert found.nodes["by/gomel"]["lat"] == 52.4
    assert json.loads(found.nodes["by/gomel"]["aliases"]) == list(world.nodes["by/gomel"]["aliases"])
    (again,) = rustworkx.read_graphml(str(path))
    assert (again.num_nodes(), again.num_edges()) == (len(world), world.number_of_edges())


def test_gexf_has_kinds_colours_and_dates(world: Network, tmp_path: Path) -> None:
    extras = Extras(kind_colors={"city": "#56B4E9"}, type_colors={"TWINNED_WITH": "#0072B2"})
    (path,) = export(world, "gexf", tmp_path / "world.gexf", extras)
    root = ElementTree.parse(path).getroot()
    ns = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    assert root.get("version") == "1.3"
    nodes = {n.get("id"): n for n in root.iterfind(".//g:node", ns)}
    assert {i: n.get("label") for i, n in nodes.items()} == names(world, lambda n: clean.xml(clean.text(n)))
    assert nodes["by/gomel"].find("viz:color", ns).attrib == {"r": "86", "g": "180", "b": "233"}
    edges = {e.get("id"): e for e in root.iterfind(".//g:edge", ns)}
    assert {(e.get("source"), e.get("target"), i) for i, e in edges.items()} == ties(world)
    for _, _, key, data in world.edges(keys=True, data=True):
        edge = edges[key]
        assert edge.get("type") == ("undirected" if data["symmetric"] else "directed")
        assert edge.get("kind") == data["type"]
        assert edge.get("start") == gexf.first_day(data["since"] or data["year"])
    declared = {a.get("id") for a in root.iterfind(".//g:attribute", ns)}
    assert {v.get("for") for v in root.iterfind(".//g:attvalue", ns)} <= declared
    starts = {e.get("start") for e in edges.values()}
    assert {"2015-05-01", "2018-01-01", "2019-03-02"} <= starts


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [("2015", "2015-01-01", "2015-12-28"), ("2015-05", "2015-05-01", "2015-05-28"), ("2015-05-06",) * 3, (None,) * 3],
)
def test_dates_of_any_precision_become_days(date: str, first: str, last: str) -> None:
    assert (gexf.first_day(date), gexf.last_day(date)) == (first, last)


def test_csv_is_two_tables(world: Network, tmp_path: Path) -> None:
    files = export(world, "csv", tmp_path / "tables")
    assert [f.name for f in files] == ["actors.csv", "ties.csv"]
    with files[0].open(encoding="utf-8", newline="") as file:
        actors = list(csv.DictReader(file))
    assert {a["id"]: a["name"] for a in actors} == names(world)
    with files[1].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["source"], r["target"], r["id"]) for r in rows} == ties(world)
    assert {r["conflict"] for r in rows if r["type"] == "TWINNED_WITH"} == {"[]", '["date"]'}


def test_parquet_is_read_by_the_embedded_database(world: Network, tmp_path: Path) -> None:
    import ladybug

    actors, edges = export(world, "parquet", tmp_path / "tables")
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    rows = connection.execute(f"LOAD FROM '{actors}' RETURN id, name, aliases, lat").get_all()
    assert {i: (n, tuple(a), lat) for i, n, a, lat in rows} == {
        node: (clean.text(d["name"]), d["aliases"], d["lat"]) for node, d in world.nodes(data=True)
    }
    rows = connection.execute(f"LOAD FROM '{edges}' RETURN source, target, id, statements, value").get_all()
    assert {(a, b, i) for a, b, i, *_ in rows} == ties(world)
    assert sum(r[3] for r in rows) == sum(d["statements"] for *_, d in world.edges(data=True))
    assert {r[4] for r in rows} == {None, 4.5, 5.1}


def test_json_is_read_by_networkx_with_its_evidence(world: Network, tmp_path: Path) -> None:
    (path,) = export(world, "json", tmp_path / "world.json")
    found = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="links")
    assert attributes(found, "name") == names(world)
    assert ties(found) == ties(world)
    for u, v, key, data in world.edges(keys=True, data=True):
        assert found.edges[u, v, key]["evidence"] == clean.plain(data["evidence"])
    assert found.graph["observations"]


@given(st.text() | st.sampled_from([*HOSTILE, CONTROLS, HALF]))
def test_a_cypher_string_is_what_it_was(value: str) -> None:
    # Cypher's string escapes are among Python's
    written = literal(value)
    assert written.isprintable() or any(ord(c) > 0xFFFF for c in written)
    assert ast.literal_eval(written) == clean.text(value)


def test_cypher_literals_of_every_sort() -> None:
    values = {"a": None, "b": True, "c": [1, 2.5], "d": {"e": "x"}, "f": float("nan")}
    assert literal(values) == "{a: null, b: true, c: [1, 2.5], d: {e: 'x'}, f: null}"


def test_followthemoney_reads_every_entity_and_finds_nothing_wrong(world: Network, tmp_path: Path) -> None:
    from followthemoney import model

    (path,) = export(world, "ftm", tmp_path / "world.ftm", Extras(documents=tuple(small_world().reader().documents())))
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    ids = {e["id"] for e in entities}
    for raw in entities:
        entity = model.get_proxy(raw, cleaned=False)
        for name, values in raw["properties"].items():
            kept = entity.get(name)
            assert len(kept) == len(set(values)) or name in ("name", "alias", "title"), (name, values)
            if entity.schema.get(name).type.name == "entity":
                assert set(kept) <= ids
    links = [e for e in entities if e["schema"] in ("UnknownLink", "Ownership", "Membership")]
    assert len(links) == world.number_of_edges()
    assert all(e["properties"]["proof"] for e in links)
    by_id = {e["id"]: e for e in entities}
    assert by_id[entity_id("by/company/gomselmash")]["schema"] == "Company"
    assert by_id[entity_id("by/gomel")]["schema"] == "Address"


def test_ids_of_any_form_stay_apart_in_followthemoney() -> None:
    ids = ["by/gomel", "by-gomel", "by.gomel", "by/Gomel", "zz/city/四川", "zz/city/成都"]
    assert len({entity_id(i) for i in ids}) == len(ids)


def test_statements_come_back_as_they_were(world: Network, tmp_path: Path) -> None:
    said = tuple(small_world().reader().statements())
    (path,) = export(world, "statements", tmp_path / "said.jsonl", Extras(statements=said))
    found = [from_record(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    assert [to_record(s) for s in found] == [to_record(s) for s in said]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(name: str, world: Network, tmp_path: Path) -> None:
    one, other = (export(world, name, tmp_path / str(i)) for i in range(2))
    assert [f.read_bytes() for f in one] == [f.read_bytes() for f in other]


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if not f.folder])
def test_an_empty_graph_is_a_valid_file(name: str, tmp_path: Path) -> None:
    (path,) = export(nx.MultiDiGraph(), name, tmp_path / "empty")
    if name in ("graphml", "gexf"):
        ElementTree.parse(path)
    if name == "json":
        assert json.loads(path.read_text())["nodes"] == []


def test_a_failed_export_leaves_the_old_file(world: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "world.gexf"
    path.write_text("old")

    def broken(*_: object) -> str:
        raise RuntimeError("disk full")

    monkeypatch.setattr(gexf, "_edge", broken)
    with pytest.raises(RuntimeError):
        export(world, "gexf", path)
    assert [p.name for p in tmp_path.iterdir()] == ["world.gexf"]
    assert path.read_text() == "old"


def test_a_format_of_several_files_needs_a_folder_and_an_unknown_one_is_refused(world: Network, capsys) -> None:
    import sys

    with pytest.raises(InputError, match="csv is several files; give a folder"):
        export(world, "csv", sys.stdout)
    with pytest.raises(InputError, match="unknown format 'xlsx'; the formats are graphml"):
        export(world, "xlsx", sys.stdout)
