"""Writing a change to Neo4j inside a transaction, batch by batch, with what came back counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import cypher, rows
from .errors import StoreError
from .model import Tie
from .pending import Pending
from .schema import TIE_TYPES
from .store import batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = ManagedTransaction | Transaction

BATCH = 5_000  # rows a query

_TIE_COLUMNS = [c for c in rows.TIE if c not in ("type", "source", "target")]  # the others are its place
_tie_values = rows.getter(_TIE_COLUMNS)


def properties(columns: Iterable[str], row: Sequence[Any], load: str | None) -> dict[str, Any]:
    """Return a row as the properties of a node or a tie: Neo4j keeps no nulls, and a staged one its load's id."""
    kept = {c: v for c, v in zip(columns, row, strict=True) if v is not None}
    if load:
        kept["load"] = load
    return kept


def remove_dead(tx: "Tx", pending: Pending) -> None:
    """Remove what is dead, and the statements that are about to be written: they may be stored with other evidence."""
    statements = sorted(pending.dead_statements | pending.statements.keys())
    cited: set[str] = set()
    for batch in batches(statements, BATCH):
        cited.update(id_ for (id_,) in tx.run(cypher.CITED_BY, rows=batch).values())
        tx.run(cypher.remove_nodes("Statement"), rows=batch).consume()
    _each(tx, cypher.REMOVE_UNCITED, sorted(cited))
    if pending.dead_ties:
        for type_ in TIE_TYPES:
            _each(tx, cypher.remove_ties(type_), sorted(pending.dead_ties))
    _each(tx, cypher.remove_nodes("Document"), sorted(pending.dead_documents))
    _each(tx, cypher.remove_nodes("Actor"), sorted(pending.dead_actors))


def write_frame(tx: "Tx", pending: Pending, *, load: str | None = None, moved: bool) -> None:
    """Write actors, documents and ties, staged for `load` if given. `moved`: ties may be stored between others."""
    by_kind = defaultdict(list)
    for actor in pending.actors.values():
        by_kind[actor.kind].append(actor)
    for kind, actors in sorted(by_kind.items()):
        _write(tx, cypher.merge_actors(kind), actors, lambda a: properties(rows.ACTOR, rows.actor_row(a), load))
    documents = list(pending.documents.values())
    merge = cypher.merge_nodes("Document")
    _write(tx, merge, documents, lambda d: properties(rows.DOCUMENT, rows.document_row(d), load))
    by_type = defaultdict(list)
    for tie in pending.ties.values():
        by_type[tie.type].append(tie)

    def tie_row(t: Tie) -> list[Any]:
        return [t.source, t.target, properties(_TIE_COLUMNS, _tie_values(t), load)]

    for type_, ties in sorted(by_type.items()):
        if moved:
            _each(tx, cypher.remove_moved_ties(type_), [[t.source, t.target, {"id": t.id}] for t in ties])
        _write(tx, cypher.merge_ties(type_), ties, tie_row)


def write_statements(tx: "Tx", pending: Pending, *, load: str | None = None, left: Sequence[str] = ()) -> None:
    """Write statements with their evidence: where they stand and what they cite.

    `left` are the loads that were cut off; a citation they staged becomes this load's.
    """
    statements = list(pending.statements.values())
    citations = rows.citations(statements)
    _write(
        tx,
        cypher.MERGE_CITATIONS,
        citations,
        lambda c: properties(rows.CITATION, rows.citation_row(c), load),
        left=list(left),
    )
    _write(tx, cypher.MERGE_STATEMENTS, statements, lambda s: properties(rows.STATEMENT, rows.statement_row(s), load))
    cites = [(s.id, c.id) for s in statements if (c := s.evidence.citation) and (c.title or c.url)]
    _write(tx, cypher.MERGE_CITES, cites, list)


def _write(tx: "Tx", query: str, items: Sequence[Any], to_row: Callable[[Any], Any], **parameters: Any) -> None:
    """Run `query` on `items` in batches; the rows of one are made while the server writes the one before.

    Raises StoreError when it did not write a row for each.
    """
    under_way: tuple[Any, int] | None = None
    for batch in batches(items, BATCH):
        ready = [to_row(item) for item in batch]
        _expect(under_way, items)
        under_way = tx.run(query, rows=ready, **parameters), len(batch)
    _expect(under_way, items)


def _expect(under_way: tuple[Any, int] | None, items: Sequence[Any]) -> None:
    if under_way is None:
        return
    result, sent = under_way
    (written,) = result.single(strict=True)
    if written != sent:
        what = type(items[0]).__name__.lower()
        raise StoreError(f"{sent - written} of {sent} rows ({what}) could not be written: an end is missing")


def _each(tx: "Tx", query: str, items: Sequence[Any]) -> None:
    for batch in batches(items, BATCH):
        tx.run(query, rows=batch).consume()
