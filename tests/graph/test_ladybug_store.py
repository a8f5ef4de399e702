"""The embedded store's file: who may open it, and what is left when a load ends, fails or is killed."""

import os
import subprocess
import sys
from pathlib import Path

import ladybug
import pytest
from makers import change, statement
from pactgraph.graph import ladybug_load
from pactgraph.graph.errors import QueryError, StoreBusy, StoreError
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.model import Citation, Statement
from pactgraph.graph.store import open_reader, open_store
from pactgraph.graph.ties import derive


def made(path: Path) -> str:
    with open_store(str(path)) as store, store.load("book") as load:
        load.apply(change(statement()))
    return str(path)


def test_a_database_is_one_file(tmp_path: Path) -> None:
    made(tmp_path / "graph.lbug")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.lbug"]


def test_reading_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pactgraph build"):
        open_reader(str(tmp_path / "none.lbug"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [False, True])
def test_what_another_program_wrote_is_refused_and_left_alone(tmp_path: Path, write: bool) -> None:
    text, empty, other, folder = (tmp_path / n for n in ("notes.txt", "empty", "other.lbug", "folder"))
    text.write_text("Gomel is twinned with Chengdu.\n" * 500)
    empty.write_bytes(b"")
    folder.mkdir()
    with ladybug.Database(str(other)) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Actor(id STRING PRIMARY KEY)")
    before = {p: p.read_bytes() for p in (text, empty, other)}
    for path in (text, empty, other, folder):
        with pytest.raises(StoreError) as refused:
            LadybugStore.open(str(path), write=write)
        assert path.name in str(refused.value)
        assert "\n" not in str(refused.value)
    assert {p: p.read_bytes() for p in (text, empty, other)} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "folder", "notes.txt", "other.lbug"]


def test_a_database_of_a_later_format_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "graph.lbug")
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        connection.execute("MATCH (m:PactGraph) DELETE m")
        connection.execute("CREATE (:PactGraph {format: 99})")
    with pytest.raises(StoreError, match="format 99"):
        open_reader(path)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        open_store(str(tmp_path / "nowhere" / "graph.lbug"))


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.lbug")
    with open_store(path), pytest.raises(StoreBusy, match=f"process {os.getpid()} on "):
        open_store(path)
    open_store(path).close()


def test_a_second_writer_is_kept_out_while_a_load_goes_on(tmp_path: Path) -> None:
    path = made(tmp_path / "graph.lbug")
    with open_store(path) as store, store.load("book") as load:
        load.apply(change(statement("by/brest", "cn/xian")))
        with pytest.raises(StoreBusy):
            open_store(path)
    open_store(path).close()


def test_readers_read_while_a_load_goes_on_and_keep_what_they_opened(tmp_path: Path) -> None:
    path = made(tmp_path / "graph.lbug")
    with open_store(path) as store, open_reader(path) as early:
        with store.load("book") as load:
            load.apply(change(statement("by/brest", "cn/xian")))
            with open_reader(path) as late:
                assert len(late.statements()) == 1
        assert len(early.statements()) == 1
        assert len(store.statements()) == 2
        with open_reader(path) as after:
            assert len(after.statements()) == 2


def test_a_reader_cannot_load(tmp_path: Path) -> None:
    store = LadybugStore.open(made(tmp_path / "graph.lbug"), write=False)
    with store, pytest.raises(StoreError, match="reading only"), store.load("book"):
        pass


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    link = tmp_path / "graph.lbug"
    link.symlink_to(tmp_path / "data" / "real.lbug")
    made(link)
    assert link.is_symlink()
    with open_reader(str(link)) as reader:
        assert len(reader.statements()) == 1
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["real.lbug"]


def test_what_a_killed_load_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = made(tmp_path / "graph.lbug")
    for left in ("graph.lbug.load", "graph.lbug.load.wal", "graph.lbug.lock"):
        (tmp_path / left).write_bytes(b"half a load")
    made(Path(path))
    assert [p.name for p in tmp_path.iterdir()] == ["graph.lbug"]


@pytest.mark.parametrize(
    "cypher",
    [
        "COPY (MATCH (a:Actor) RETURN a.id) TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "/**/ export database '{out}'",
        "INSTALL httpfs",
        "CALL threads=1",
        "PROFILE COPY (MATCH (a:Actor) RETURN a.id) TO '{out}'",
        "RETURN 1; COPY (MATCH (a:Actor) RETURN a.id) TO '{out}'",
        "LOAD FROM '{out}' RETURN *",
        "ATTACH '{out}' AS other (dbtype lbug)",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
    ],
)
def test_a_query_does_nothing_but_read_the_database(tmp_path: Path, cypher: str) -> None:
    out = tmp_path / "out.csv"
    with open_reader(made(tmp_path / "graph.lbug")) as reader:
        with pytest.raises(QueryError):
            reader.query(cypher.format(out=out))
        assert not out.exists()
        assert reader.query("MATCH (a:Actor) RETURN count(a)").rows == [(2,)]


@pytest.mark.parametrize(
    ("cypher", "advice"),
    [
        ("MATCH (a:Actor)-[r]->(b:Actor) RETURN type(r)", r"label\(r\)"),
        ("MATCH p = shortestPath((a:Actor)-[*]-(b:Actor)) RETURN p", "SHORTEST"),
        ("MATCH (n:Region) RETURN n", "kind"),
        ("CREATE (:Actor {id: 'x'})", "only reads"),
    ],
)
def test_a_query_in_the_other_dialect_is_told_how_it_is_said_here(tmp_path: Path, cypher: str, advice: str) -> None:
    with open_reader(made(tmp_path / "graph.lbug")) as reader, pytest.raises(QueryError, match=advice):
        reader.query(cypher)


def test_opening_to_read_imports_neither_arrow_nor_the_driver(tmp_path: Path) -> None:
    path = made(tmp_path / "graph.lbug")
    script = (
        "import sys; from pactgraph.graph.store import open_reader; r = open_reader(sys.argv[1]); "
        "r.actors(); r.ties(); r.statements(); print({'pyarrow', 'neo4j', 'numpy', 'networkx'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("asks", "flush", "group", "checkpoint", "read"),
    [
        (True, 5, 10**6, 10**6, 10**6),
        (True, 5, 16, 8, 10**6),
        (False, 5, 32, 16, 10**6),
        (True, 5, 64, 10**6, 40),
        (False, 1, 64, 32, 1),
    ],
)
def test_a_large_load_ends_in_the_graph_that_a_small_one_ends_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asks: bool, flush: int, group: int, checkpoint: int, read: int
) -> None:
    said = [
        statement(f"by/a{n % 7}", f"cn/b{n % 11}", line=n, citation=Citation(str(n), f"T{n % 3}"))
        for n in range(1, 200)
    ]

    def load(name: str) -> tuple[object, ...]:
        alive: dict[str, Statement] = {}
        with open_store(str(tmp_path / name)) as store:
            for origin_says in (said[:120], said[60:]):
                with store.load("book") as load:
                    for start in range(0, len(origin_says), 20):
                        part = origin_says[start : start + 20]
                        standing = load.statements(ties={s.tie_id for s in part}) if start % 40 else []
                        together = {s.id: s for s in (*standing, *part)}.values()
                        dead = [said[start].id] if start > 60 else []
                        load.apply(change(*part, ties=derive(together), dead_statements=dead))
                        alive = {i: s for i, s in alive.items() if i not in dead} | {s.id: s for s in part}
                        if asks:
                            assert load.statements([s.id for s in part]) == sorted(part, key=lambda s: s.id)
                            assert load.statements(list(alive)) == [alive[i] for i in sorted(alive)]
                            ids = [part[0].tie_id, "none"]
                            assert load.tie_ids(ids, types=["TWINNED_WITH"]) == {part[0].tie_id}
            return store.actors(), store.ties(), store.statements(), store.documents(), store.counts()

    whole = load("whole.lbug")
    sizes = {"FLUSH": flush, "GROUP": group, "TIES": group, "PIECE": group // 3, "CHECKPOINT": checkpoint, "READ": read}
    for name, size in sizes.items():
        monkeypatch.setattr(ladybug_load, name, size)
    assert load("parts.lbug") == whole
    assert sorted(p.name for p in tmp_path.iterdir()) == ["parts.lbug", "whole.lbug"]
