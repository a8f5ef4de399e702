"""Where the Cypher of LadybugDB and of Neo4j differ: what to say when a query meets the other one's."""

import re

from .errors import QueryError

# The clauses that begin a reading query. LadybugDB open for reading still copies to files, installs extensions and
# changes settings, so that a query begins with one of these is asked for before it sees it.
_READING = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "EXPLAIN")
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STANDALONE_CALL = re.compile(r"CALL\s+\w+\s*=", re.IGNORECASE)  # a setting: CALL threads=1

_HINTS = (
    (r"function TYPE does not exist", "here the type of a tie is label(r), not type(r)"),
    (r"function LABELS does not exist", "here the kind of an actor is a.kind and a label is label(n), not labels(n)"),
    (
        r"(?i)function (ELEMENTID|PROPERTIES|KEYS) does not exist",
        "ask for properties by name, as in a.name, r.since",
    ),
    (r"(?i)shortestpath", "here a shortest path is MATCH p = (a:Actor)-[* SHORTEST 1..6]-(b:Actor)"),
    (r"CALL\s*\{|(EXISTS|COUNT|COLLECT)\s*\{", "subqueries in braces are Neo4j's; split the query with WITH"),
    (r"Table \w+ does not exist", "the labels are Actor (with its kind), Statement, Document and Citation"),
    (r"read-only|write operations", "pactgraph query only reads; `pactgraph load` and `review` change the graph"),
    (r"prepare multiple statements", "give one query at a time"),
)


def only_reads(cypher: str) -> None:
    """Raise QueryError unless `cypher` begins as a reading query does."""
    text = _COMMENTS.sub(" ", cypher).strip()
    first = re.match(r"\w*", text)
    word = first[0].upper() if first else ""
    if not text:
        raise QueryError("the query is empty")
    if word not in _READING or _STANDALONE_CALL.match(text):
        raise QueryError(f"{word or text[:10]} is not allowed: a query only reads, and begins with MATCH or CALL")


def ladybug_hint(cypher: str, message: str) -> str:
    """Return LadybugDB's error `message` for `cypher` as one line, with advice where Neo4j's dialect is meant."""
    lines = message.splitlines() or [""]
    text = re.sub(r"^(Parser|Binder|Catalog|Connection|Runtime) exception: ", "", lines[0], flags=re.IGNORECASE)
    for pattern, hint in _HINTS:
        if re.search(pattern, message) or re.search(pattern, cypher):
            return f"{text.rstrip('.')}; {hint}"
    return text
