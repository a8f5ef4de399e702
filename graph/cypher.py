"""The Cypher that Neo4j is sent, in one place. Values are parameters; labels and types come from the schema alone.

Nodes written by a load too large for one transaction carry the load's id as `load`, and so do its ties; as long as
there is a `(:Load)` of that id that is not `done` they are not to be seen. What it removes carries the id as `gone`,
and is not to be seen once the load is done (see neo4j_store).

What is found by its key is found with `seek`: the server plans a query by counts that lag behind, and where they say
that nothing is there (any more) it has been seen to walk through the whole index for each row. MERGE needs no hint.
"""

from collections.abc import Collection, Iterable
from typing import Final

from . import rows
from .schema import KINDS, TIE_TYPES

FORMAT: Final = 1  # of what follows; a database of another format is refused

NODES: Final = {"Actor": "id", "Statement": "id", "Document": "name", "Citation": "id"}  # label -> key
LABELS: Final = {kind: kind.title() for kind in KINDS}  # an actor's second label, by its kind
SCHEMA: Final = (
    *(
        f"CREATE CONSTRAINT pactgraph_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for label, key in NODES.items()
    ),
    *(
        f"CREATE CONSTRAINT pactgraph_{name.lower()} IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE"
        for name in TIE_TYPES
    ),
    *(
        f"CREATE INDEX pactgraph_{label.lower()}_{column} IF NOT EXISTS FOR (n:{label}) ON (n.{column})"
        for label, column in (
            *(("Statement", c) for c in ("tie", "source", "target")),
            ("Actor", "name"),
        )
    ),
    "CREATE FULLTEXT INDEX pactgraph_names IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.aliases]",
)
AWAIT_INDEXES: Final = "CALL db.awaitIndexes(300)"


def seek(variable: str, name: str, key: str) -> str:
    """Return the hint that nodes of a label, or ties of a type, are looked up in the index of `key`."""
    return f"USING INDEX SEEK {variable}:{name}({key})"


COMPONENTS: Final = "CALL dbms.components() YIELD name, versions RETURN name, versions"
MARK: Final = "MATCH (m:PactGraph) RETURN m.format, m.loads"
FOREIGN: Final = " UNION ".join(f"MATCH (n:{label}) RETURN '{label}' AS label LIMIT 1" for label in NODES)
BEGIN_MARK: Final = "MERGE (m:PactGraph {format: $format}) ON CREATE SET m.loads = 0 MERGE (:LoadLock {name: 'load'})"

# One load at a time. The lock is held by an open transaction, which the server ends when its client is gone; what makes
# sure is the count of loads, which is still as it was when the load began, or the load fails.
HOLD_LOCK: Final = "MATCH (l:LoadLock) SET l.held = true"
HOLDERS: Final = (
    "SHOW TRANSACTIONS YIELD metaData WHERE metaData.pactgraph IS NOT NULL RETURN metaData.pactgraph AS holder"
)
COUNT_LOAD: Final = "MATCH (m:PactGraph {loads: $loads}) SET m.loads = m.loads + 1 RETURN m.loads"

STAGED: Final = "MATCH (l:Load) RETURN l.id, l.origin, coalesce(l.done, false)"
STAGE: Final = "CREATE (:Load {id: $id, origin: $origin})"
STAGE_STANDS: Final = "MATCH (l:Load {id: $id}) RETURN l.id"
UNSTAGE: Final = "MATCH (l:Load {id: $id}) DELETE l"
DONE: Final = "MATCH (l:Load {id: $id}) SET l.done = true"


def discard(mark: str) -> list[str]:
    """Return what removes, some at a time, all that bears a load's id as `mark`: "load" or "gone"."""
    ties, some = "|".join(TIE_TYPES), f"{mark} = $id WITH x LIMIT $size"
    return [
        f"MATCH ()-[x:{ties}]->() WHERE x.{some} DELETE x RETURN count(*)",
        *(f"MATCH (x:{label}) WHERE x.{some} DETACH DELETE x RETURN count(*)" for label in NODES),
    ]


ACTOR: Final = ", ".join(f"a.{c}" for c in rows.ACTOR)
DOCUMENT: Final = ", ".join(f"d.{c}" for c in rows.DOCUMENT)
STATEMENT: Final = ", ".join(f"s.{c}" for c in rows.STATEMENT)
TIE: Final = ", ".join({"type": "type(r)", "source": "a.id", "target": "b.id"}.get(c, f"r.{c}") for c in rows.TIE)
ANY_TIE: Final = "|".join(TIE_TYPES)


def _values(variable: str, columns: Iterable[str], *, given: Collection[str]) -> str:
    """Return what is SET from a row: all its columns but those that are `given`. What is null is removed.

    Rows are lists: the server works a tenth longer on maps, and the names would travel with each.
    """
    values = (f"{variable}.{c} = row[{i}]" for i, c in enumerate(columns) if c not in given)
    return ", ".join((*values, f"{variable}.load = $load"))


def merge_actors(kind: str) -> str:
    """Write actors of one kind: MERGE on the constrained id, label by kind."""
    values = _values("a", rows.ACTOR, given=["id"])
    return f"UNWIND $rows AS row MERGE (a:Actor {{id: row[0]}}) SET {values}, a:{LABELS[kind]} RETURN count(*)"


def unlabel_actors(kind: str) -> str:
    """Take the labels of other kinds from actors that are about to be of this one."""
    others = ":".join(label for k, label in LABELS.items() if k != kind)
    return (
        f"UNWIND $rows AS id MATCH (a:Actor {{id: id}}) {seek('a', 'Actor', 'id')} "
        f"WHERE a.kind <> '{kind}' REMOVE a:{others}"
    )


MERGE_DOCUMENTS: Final = (
    f"UNWIND $rows AS row MERGE (d:Document {{name: row[0]}}) "
    f"SET {_values('d', rows.DOCUMENT, given=['name'])} RETURN count(*)"
)
MERGE_CITATIONS: Final = (  # the first words it; one that a load left behind belongs to the load that comes upon it
    "UNWIND $rows AS row MERGE (c:Citation {id: row[0]}) "
    f"ON CREATE SET {_values('c', rows.CITATION, given=['id'])} "
    "ON MATCH SET c.gone = null, c.load = CASE WHEN c.load IN $left THEN $load ELSE c.load END RETURN count(*)"
)
ADOPT: Final = (
    f"UNWIND $rows AS row MATCH (s:Statement {{id: row[0]}}) {seek('s', 'Statement', 'id')} "
    "WHERE s.load IN $left AND s.source = row[1] "
    "AND s.target = row[2] SET s.load = $own WITH s OPTIONAL MATCH (s)-[:CITES]->(c:Citation) WHERE c.load IN $left "
    "SET c.load = $own RETURN DISTINCT s.id"
)
MERGE_STATEMENTS: Final = (
    f"UNWIND $rows AS row MATCH (d:Document {{name: row[{list(rows.STATEMENT).index('document')}]}}) "
    f"{seek('d', 'Document', 'name')} MERGE (s:Statement {{id: row[0]}}) "
    f"SET {_values('s', rows.STATEMENT, given=['id'])} MERGE (s)-[:FROM]->(d) RETURN count(*)"
)
MERGE_CITES: Final = (
    f"UNWIND $rows AS row MATCH (s:Statement {{id: row[0]}}) {seek('s', 'Statement', 'id')} "
    f"MATCH (c:Citation {{id: row[1]}}) {seek('c', 'Citation', 'id')} "
    "MERGE (s)-[:CITES]->(c) RETURN count(*)"
)


def merge_ties(type_: str) -> str:
    """Write ties of one type, each between its actors: MERGE on the tie's own id, so that parallel ties stay apart."""
    id_, source, target = (list(rows.TIE).index(c) for c in ("id", "source", "target"))
    return (
        f"UNWIND $rows AS row MATCH (a:Actor {{id: row[{source}]}}) {seek('a', 'Actor', 'id')} "
        f"MATCH (b:Actor {{id: row[{target}]}}) {seek('b', 'Actor', 'id')} "
        f"MERGE (a)-[r:{type_} {{id: row[{id_}]}}]->(b) "
        f"SET {_values('r', rows.TIE, given=['id', 'type', 'source', 'target'])} RETURN count(*)"
    )


def remove_moved_ties(type_: str) -> str:
    """Remove ties of one type that are stored between other actors than they are now."""
    return (
        f"UNWIND $rows AS row MATCH (a)-[r:{type_} {{id: row[0]}}]->(b) {seek('r', type_, 'id')} "
        "WHERE a.id <> row[1] OR b.id <> row[2] DELETE r"
    )


def _each_tie(type_: str) -> str:
    """Return what finds each tie `r` of one type whose id is given."""
    return f"UNWIND $rows AS id MATCH ()-[r:{type_} {{id: id}}]->() {seek('r', type_, 'id')}"


def _each_node(label: str, variable: str = "n") -> str:
    """Return what finds each node whose key is given."""
    key = NODES[label]
    return f"UNWIND $rows AS id MATCH ({variable}:{label} {{{key}: id}}) {seek(variable, label, key)}"


def remove_ties(type_: str) -> str:
    """Remove ties of one type by id."""
    return f"{_each_tie(type_)} DELETE r"


def remove_nodes(label: str) -> str:
    """Remove nodes by key, with what is tied to them."""
    return f"{_each_node(label)} DETACH DELETE n"


CITED_BY: Final = (
    f"UNWIND $rows AS id MATCH (s:Statement {{id: id}})-[:CITES]->(c:Citation) {seek('s', 'Statement', 'id')} "
    "RETURN DISTINCT c.id"
)
REMOVE_UNCITED: Final = _each_node("Citation", "c") + " WHERE NOT EXISTS { (c)<-[:CITES]-() } DELETE c"


def mark_nodes(label: str) -> str:
    """Mark nodes as gone with a load, and what is tied to them."""
    return f"{_each_node(label)} SET n.gone = $own WITH n OPTIONAL MATCH (n)-[r:{ANY_TIE}]-() SET r.gone = $own"


def mark_ties(type_: str) -> str:
    """Mark ties of one type as gone with a load."""
    return f"{_each_tie(type_)} SET r.gone = $own"


MARK_UNCITED: Final = (
    _each_node("Citation", "c")
    + " WHERE NOT EXISTS { (c)<-[:CITES]-(s:Statement) WHERE coalesce(s.gone, 0) <> $own } SET c.gone = $own"
)


def stored(label: str) -> str:
    """Find which keys are stored to be seen: not staged."""
    return f"{_each_node(label)} WHERE NOT coalesce(n.load, 0) IN $staged RETURN n.{NODES[label]}"


def stored_ties(type_: str) -> str:
    """Find which ties of one type are stored to be seen: not staged."""
    return f"{_each_tie(type_)} WHERE NOT coalesce(r.load, 0) IN $staged RETURN r.id"
