"""The Cypher that Neo4j is sent, in one place. Values are parameters; labels and types come from the schema alone.

Nodes written by a load too large for one transaction carry the load's id as `load`, and so do its ties; as long as
there is a `(:Load)` of that id they are not to be seen (see neo4j_store).

What is found by its key is found with `seek`: the server plans a query by counts that lag behind, and where they say
that nothing is there (any more) it has been seen to walk through the whole index for each row. MERGE needs no hint.
"""

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

STAGED: Final = "MATCH (l:Load) RETURN l.id, l.origin"
STAGE: Final = "CREATE (:Load {id: $id, origin: $origin})"
STAGE_STANDS: Final = "MATCH (l:Load {id: $id}) RETURN l.id"
UNSTAGE: Final = "MATCH (l:Load {id: $id}) DELETE l"
DISCARD: Final = (
    *(f"MATCH ()-[r:{'|'.join(TIE_TYPES)}]->() WHERE r.load = $id WITH r LIMIT $size DELETE r RETURN count(*)",),
    *(f"MATCH (n:{label}) WHERE n.load = $id WITH n LIMIT $size DETACH DELETE n RETURN count(*)" for label in NODES),
)

ACTOR: Final = ", ".join(f"a.{c}" for c in rows.ACTOR)
DOCUMENT: Final = ", ".join(f"d.{c}" for c in rows.DOCUMENT)
STATEMENT: Final = ", ".join(f"s.{c}" for c in rows.STATEMENT)
TIE: Final = ", ".join({"type": "type(r)", "source": "a.id", "target": "b.id"}.get(c, f"r.{c}") for c in rows.TIE)
ANY_TIE: Final = "|".join(TIE_TYPES)


def merge_actors(kind: str) -> str:
    """Write actors of one kind: MERGE on the constrained id, replace all properties, label by kind."""
    others = ":".join(label for k, label in LABELS.items() if k != kind)
    return (
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a = row "
        f"REMOVE a:{others} SET a:{LABELS[kind]} RETURN count(*)"
    )


def merge_nodes(label: str) -> str:
    """Write nodes: MERGE on the constrained key, replace all properties."""
    key = NODES[label]
    return f"UNWIND $rows AS row MERGE (n:{label} {{{key}: row.{key}}}) SET n = row RETURN count(*)"


MERGE_CITATIONS: Final = (  # the first words it; one that a load left behind belongs to the load that comes upon it
    "UNWIND $rows AS row MERGE (c:Citation {id: row.id}) ON CREATE SET c = row "
    "ON MATCH SET c.load = CASE WHEN c.load IN $left THEN row.load ELSE c.load END RETURN count(*)"
)
ADOPT: Final = (
    f"UNWIND $rows AS row MATCH (s:Statement {{id: row[0]}}) {seek('s', 'Statement', 'id')} "
    "WHERE s.load IN $left AND s.source = row[1] "
    "AND s.target = row[2] SET s.load = $own WITH s OPTIONAL MATCH (s)-[:CITES]->(c:Citation) WHERE c.load IN $left "
    "SET c.load = $own RETURN DISTINCT s.id"
)
MERGE_STATEMENTS: Final = (
    f"UNWIND $rows AS row MATCH (d:Document {{name: row.document}}) {seek('d', 'Document', 'name')} "
    "MERGE (s:Statement {id: row.id}) SET s = row MERGE (s)-[:FROM]->(d) RETURN count(*)"
)
MERGE_CITES: Final = (
    f"UNWIND $rows AS row MATCH (s:Statement {{id: row[0]}}) {seek('s', 'Statement', 'id')} "
    f"MATCH (c:Citation {{id: row[1]}}) {seek('c', 'Citation', 'id')} "
    "MERGE (s)-[:CITES]->(c) RETURN count(*)"
)


def merge_ties(type_: str) -> str:
    """Write ties of one type, each between its actors: MERGE on the tie's own id, so that parallel ties stay apart."""
    return (
        f"UNWIND $rows AS row MATCH (a:Actor {{id: row[0]}}) {seek('a', 'Actor', 'id')} "
        f"MATCH (b:Actor {{id: row[1]}}) {seek('b', 'Actor', 'id')} "
        f"MERGE (a)-[r:{type_} {{id: row[2].id}}]->(b) SET r = row[2] RETURN count(*)"
    )


def remove_moved_ties(type_: str) -> str:
    """Remove ties of one type that are stored between other actors than they are now."""
    return (
        f"UNWIND $rows AS row MATCH (a)-[r:{type_} {{id: row[2].id}}]->(b) {seek('r', type_, 'id')} "
        "WHERE a.id <> row[0] OR b.id <> row[1] DELETE r"
    )


def remove_ties(type_: str) -> str:
    """Remove ties of one type by id."""
    return f"UNWIND $rows AS id MATCH ()-[r:{type_} {{id: id}}]->() {seek('r', type_, 'id')} DELETE r"


def remove_nodes(label: str) -> str:
    """Remove nodes by key, with what is tied to them."""
    key = NODES[label]
    return f"UNWIND $rows AS id MATCH (n:{label} {{{key}: id}}) {seek('n', label, key)} DETACH DELETE n"


CITED_BY: Final = (
    f"UNWIND $rows AS id MATCH (s:Statement {{id: id}})-[:CITES]->(c:Citation) {seek('s', 'Statement', 'id')} "
    "RETURN DISTINCT c.id"
)
REMOVE_UNCITED: Final = (
    f"UNWIND $rows AS id MATCH (c:Citation {{id: id}}) {seek('c', 'Citation', 'id')} "
    "WHERE NOT EXISTS { (c)<-[:CITES]-() } DELETE c"
)


def stored(label: str) -> str:
    """Find which keys are stored to be seen: not staged."""
    key = NODES[label]
    return (
        f"UNWIND $rows AS id MATCH (n:{label} {{{key}: id}}) {seek('n', label, key)} "
        f"WHERE NOT coalesce(n.load, '') IN $staged RETURN n.{key}"
    )


def stored_ties(type_: str) -> str:
    """Find which ties of one type are stored to be seen: not staged."""
    return (
        f"UNWIND $rows AS id MATCH ()-[r:{type_} {{id: id}}]->() {seek('r', type_, 'id')} "
        "WHERE NOT coalesce(r.load, '') IN $staged RETURN r.id"
    )
