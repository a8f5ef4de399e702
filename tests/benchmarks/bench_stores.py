"""How fast the stores are, as ratios to a bare loop over the driver that does the same writes and reads, in one run.

    python tests/benchmarks/bench_stores.py [--ties 500000] [--actors 100000] [--only ladybug|neo4j] [--turns 2]

Loads the real twin-city ties of ../shared/data (26,000; left out where they are absent) and a synthetic graph, each
into an empty database: through PactGraph (resolving, deriving, diffing and all) and by the bare loop, which is given
ready rows, by turns. The server is warmed up first. Needs Java and Maven, or NEO4J_URI with a database without a graph.
"""

import argparse
import csv
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1]))

from neo4j_server import BUILD, PASSWORD, OwnServer, empty
from pactgraph.graph import rows
from pactgraph.graph.identity import Resolver
from pactgraph.graph.ingest import Source, ingest
from pactgraph.graph.model import Actor, Document, Evidence, Mention, Statement
from pactgraph.graph.names import slug
from pactgraph.graph.store import Store, open_reader, open_store
from pactgraph.graph.ties import derive
from pactgraph.queries.network import network

BATCH = 5_000
TABLE = Path(os.environ.get("PACTGRAPH_DATA", "../shared/data")) / "wikipedia_twin_cities_2026.csv"


class NoPlaces:
    """A gazetteer that knows nothing: every actor comes with the source."""

    def get(self, _: str) -> None:
        return None

    def find(self, *_: object, **__: object) -> list[Any]:
        return []


def synthetic(actors: int, ties: int) -> Source:
    """Return a source of that many actors and twinnings, the same each time."""
    chance = random.Random(1)
    found = [Actor(f"zz/city/{n}", f"City {n}", "city", "ZZ", (f"Stadt {n}",)) for n in range(actors)]
    mentions = [Mention(a.name, a.name, a.kind, a.country, a.id) for a in found]

    def statements() -> Iterator[Statement]:
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < ties:
            a, b = sorted((chance.randrange(actors), chance.randrange(actors)))
            if a != b and (a, b) not in pairs:
                pairs.add((a, b))
                yield _twinning(mentions[a], mentions[b], "synthetic.csv", len(pairs), str(1950 + len(pairs) % 70))

    return Source("synthetic", list(statements()), [Document("synthetic.csv", form="register")], found)


def twin_cities() -> Source:
    """Return the real table as a source; its places are actors of their own."""
    found: dict[str, Actor] = {}

    def place(name: str, country: str) -> Mention:
        id_ = f"{slug(country)}/{slug(name) or name}"
        found.setdefault(id_, Actor(id_, name, "city", country[:2].upper()))
        return Mention(name, name, "city", country[:2].upper(), id_)

    with TABLE.open(encoding="utf-8", newline="") as file:
        statements = [
            _twinning(place(r["city1"], r["country1"]), place(r["city2"], r["country2"]), TABLE.name, n, None)
            for n, r in enumerate(csv.DictReader(file), 1)
        ]
    return Source("twin cities", statements, [Document(TABLE.name, form="register")], list(found.values()))


def _twinning(a: Mention, b: Mention, document: str, row: int, date: str | None) -> Statement:
    return Statement("TWINNED_WITH", a, b, Evidence(document, row=row), "table", date)


def fresh(source: Source) -> Source:
    """Return the source as a loader yields it: statements that have not been hashed yet."""
    again = [
        Statement(s.type, s.source, s.target, s.evidence, s.rule, s.date, s.status, s.instrument, s.details)
        for s in source.statements
    ]
    return Source(source.name, again, source.documents, source.actors)


class Cost(NamedTuple):
    """What something took, in seconds: by the clock, and of the CPU's time here and in the server (0 if not ours)."""

    clock: float
    own: float
    server: float

    @property
    def cpu(self) -> float:
        return self.own + self.server


def timed(label: str, work: Callable[[], Any], server: int | None = None) -> Cost:
    """Run `work`, print and return what it took; `server` is the process id of the server."""
    before = time.perf_counter(), time.process_time(), cpu_of(server)
    work()
    after = time.perf_counter(), time.process_time(), cpu_of(server)
    cost = Cost(*(b - a for a, b in zip(before, after, strict=True)))
    print(f"  {label:<42}{cost.clock:9.2f} s   (CPU: {cost.own:.2f} s here, {cost.server:.2f} s server)", flush=True)
    return cost


def cpu_of(process: int | None) -> float:
    """Return the seconds of CPU that a process has had, where Linux tells."""
    if process is None or not (stat := Path(f"/proc/{process}/stat")).exists():
        return 0.0
    user, system = stat.read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def ratio(what: str, ours: Sequence[Cost], bare: Sequence[Cost], wanted: str) -> None:
    """Print ours to the bare loop's: the best of each, which a busy machine spoils least, and turn by turn."""
    best = min(c.clock for c in ours) / min(c.clock for c in bare)
    turns = [a.clock / b.clock for a, b in zip(ours, bare, strict=True)]
    cpu = [a.cpu / b.cpu for a, b in zip(ours, bare, strict=True)]
    of_turns = f"median of {len(turns)} turns {median(turns):.2f}"
    print(f"  {what} ratio: best to best {best:.2f}, {of_turns} (wanted: {wanted}), CPU {median(cpu):.2f}", flush=True)


def load(store: Store, source: Source) -> None:
    """Load `source` as the command does, whose places the gazetteer does not know."""
    report = ingest(store, source, Resolver(NoPlaces()))  # type: ignore[arg-type]
    assert not report.rejected or len(report.rejected) < report.read / 50, report.rejected[:3]


BARE = {
    "actors": "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a = row, a:City",
    "documents": "UNWIND $rows AS row MERGE (d:Document {name: row.name}) SET d = row",
    "ties": (
        "UNWIND $rows AS row MATCH (a:Actor {id: row.source}) MATCH (b:Actor {id: row.target}) "
        "MERGE (a)-[r:TWINNED_WITH {id: row.tie.id}]->(b) SET r = row.tie"
    ),
    "statements": (
        "UNWIND $rows AS row MATCH (d:Document {name: row.document}) "
        "MERGE (s:Statement {id: row.id}) SET s = row MERGE (s)-[:FROM]->(d)"
    ),
}


class Bare:
    """The same nodes, ties and properties, ready made, written and read by a plain loop over the driver.

    Both write into a database with the same constraints and indexes; the loop's Cypher is of its own.
    """

    def __init__(self, uri: str, source: Source) -> None:
        self.driver = neo4j.GraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"]))
        said = [
            s.resolved(s.source.id, s.target.id, source.name)
            for s in fresh(source).statements
            if s.source.id != s.target.id
        ]
        ties = derive(said)
        self.rows = {
            "actors": [_properties(rows.ACTOR, r) for r in rows.actor_rows(source.actors)],
            "documents": [_properties(rows.DOCUMENT, r) for r in rows.document_rows(source.documents)],
            "ties": [
                {"source": t.source, "target": t.target, "tie": _properties(rows.TIE, r)}
                for t, r in zip(ties, rows.tie_rows(ties), strict=True)
            ],
            "statements": [_properties(rows.STATEMENT, r) for r in rows.statement_rows(said)],
        }
        for row in self.rows["ties"]:
            for place in ("type", "source", "target"):
                del row["tie"][place]

    def write(self) -> None:
        with self.driver.session(database="neo4j") as session:
            for what, query in BARE.items():
                for start in range(0, len(self.rows[what]), BATCH):
                    batch = self.rows[what][start : start + BATCH]
                    session.execute_write(lambda tx, q=query, b=batch: tx.run(q, rows=b).consume())

    def read(self) -> None:
        import networkx as nx

        graph: Any = nx.MultiDiGraph()
        with self.driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            for (node,) in session.execute_read(lambda tx: tx.run("MATCH (a:Actor) RETURN properties(a)").values()):
                graph.add_node(node["id"], **node)
            query = "MATCH (a:Actor)-[r:TWINNED_WITH]->(b:Actor) RETURN a.id, b.id, properties(r)"
            for a, b, tie in session.execute_read(lambda tx: tx.run(query).values()):
                graph.add_edge(a, b, key=tie["id"], **tie)


def _properties(columns: Iterable[str], row: Sequence[Any]) -> dict[str, Any]:
    return {c: v for c, v in zip(columns, row, strict=True) if v is not None}


def bench_neo4j(sources: Sequence[Source], own: OwnServer | None, turns: int) -> None:
    uri = os.environ.get("NEO4J_URI") or (own.uri if own else "")
    server = own.process if own else None
    print("warming the server up")
    warm = synthetic(5_000, 40_000)
    with open_store(uri) as store:
        load(store, fresh(warm))
    for _ in range(3):
        bare = Bare(uri, warm)
        bare.write()
        bare.read()
    empty(uri)
    for source in sources:
        print(f"Neo4j, {source.name}: {len(source.actors):,} actors, {len(list(source.statements)):,} statements")
        bare = Bare(uri, source)
        loads: list[Cost] = []
        bare_loads: list[Cost] = []
        reads: list[Cost] = []
        bare_reads: list[Cost] = []
        for turn in range(turns):
            for is_ours in (turn % 2 == 1, turn % 2 == 0):  # by turns, so that neither always comes first
                empty(uri)
                again = fresh(source)
                with open_store(uri) as store:  # both write into an empty database with its indexes
                    if is_ours:
                        loads.append(timed("PactGraph loads", partial(load, store, again), server))
                    else:
                        bare_loads.append(timed("bare loop writes", bare.write, server))
            with open_reader(uri) as reader:
                for _ in range(2):
                    bare_reads.append(timed("bare read into networkx", bare.read, server))
                    reads.append(timed("PactGraph reads into networkx", partial(network, reader), server))
        ratio("load", loads, bare_loads, "at most 1.3")
        ratio("read", reads, bare_reads, "at most 1.5")
        with open_store(uri) as store:
            again = fresh(source)
            timed("PactGraph loads it once more (no change)", partial(load, store, again), server)
            timed("PactGraph removes it", partial(load, store, Source(source.name, ())), server)
        empty(uri)


def bench_ladybug(sources: Sequence[Source]) -> None:
    for source in sources:
        print(f"LadybugDB, {source.name}: {len(source.actors):,} actors, {len(list(source.statements)):,} statements")
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "graph.lbug")
            for label in (
                "PactGraph loads (wanted for 500,000: under 20 s)",
                "PactGraph loads it once more (no change)",
            ):
                again = fresh(source)
                with open_store(path) as store:
                    timed(label, partial(load, store, again))
            with open_reader(path) as reader:
                timed("PactGraph reads into networkx", partial(network, reader))
            print(f"  {Path(path).stat().st_size / 1e6:.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--actors", type=int, default=100_000)
    options.add_argument("--ties", type=int, default=500_000)
    options.add_argument("--only", choices=["ladybug", "neo4j"])
    options.add_argument("--turns", type=int, default=2, help="of each side on the server; the best counts")
    given = options.parse_args()
    sources = [twin_cities()] if TABLE.exists() else []
    if given.ties:
        sources.append(synthetic(given.actors, given.ties))
    if given.only != "neo4j":
        bench_ladybug(sources)
    if given.only != "ladybug":
        own = None
        if "NEO4J_URI" not in os.environ:
            os.environ["NEO4J_PASSWORD"] = PASSWORD
            own = OwnServer(BUILD / "neo4j-bench")
            own.up()
        try:
            bench_neo4j(sources, own, given.turns)
        finally:
            if own:
                own.down()


if __name__ == "__main__":
    main()
