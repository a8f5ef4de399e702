"""Writing a change to Neo4j inside a transaction, batch by batch, with what came back counted."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import cypher, rows
from .errors import StoreError
from .pending import Pending
from .schema import TIE_TYPES
from .store import batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = ManagedTransaction | Transaction

BATCH = 5_000  # rows a query


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


def mark_dead(write: Callable[..., list[list[Any]]], pending: Pending, own: int) -> Pending:
    """Mark what is dead as gone with the load `own`, a transaction a batch, and return what remains to be done.

    Until the load is done the marks mean nothing; then nothing of it is to be seen. `write` runs a query with
    parameters and returns its rows. What is dead and written anew is left to the last transaction.
    """
    statements = sorted(pending.dead_statements - pending.statements.keys())
    cited: set[str] = set()
    for batch in batches(statements, BATCH):
        cited.update(id_ for (id_,) in write(cypher.CITED_BY, rows=batch))
    gone = {
        **{cypher.mark_nodes("Statement"): statements, cypher.MARK_UNCITED: sorted(cited)},
        **{cypher.mark_ties(t): sorted(pending.dead_ties - pending.ties.keys()) for t in TIE_TYPES},
        cypher.mark_nodes("Document"): sorted(pending.dead_documents - pending.documents.keys()),
        cypher.mark_nodes("Actor"): sorted(pending.dead_actors - pending.actors.keys()),
    }
    for query, ids in gone.items():
        for batch in batches(ids, BATCH):
            write(query, rows=batch, own=own)
    return replace(
        pending,
        dead_statements=pending.dead_statements & pending.statements.keys(),
        dead_ties=pending.dead_ties & pending.ties.keys(),
        dead_documents=pending.dead_documents & pending.documents.keys(),
        dead_actors=pending.dead_actors & pending.actors.keys(),
    )


def write_frame(tx: "Tx", pending: Pending, *, load: int | None = None, moved: bool) -> None:
    """Write actors, documents and ties, staged for `load` if given.

    `moved`: actors may be stored with another kind, ties between others.
    """
    by_kind = defaultdict(list)
    for actor in pending.actors.values():
        by_kind[actor.kind].append(actor)
    for kind, actors in sorted(by_kind.items()):
        if moved:
            _each(tx, cypher.unlabel_actors(kind), [a.id for a in actors])
        _write(tx, cypher.merge_actors(kind), actors, rows.actor_rows, load=load)
    _write(tx, cypher.MERGE_DOCUMENTS, list(pending.documents.values()), rows.document_rows, load=load)
    by_type = defaultdict(list)
    for tie in pending.ties.values():
        by_type[tie.type].append(tie)
    for type_, ties in sorted(by_type.items()):
        if moved:
            _each(tx, cypher.remove_moved_ties(type_), [[t.id, t.source, t.target] for t in ties])
        _write(tx, cypher.merge_ties(type_), ties, rows.tie_rows, load=load)


def write_statements(tx: "Tx", pending: Pending, *, load: int | None = None, left: Sequence[int] = ()) -> None:
    """Write statements with their evidence: where they stand and what they cite.

    `left` are the loads that were cut off; a citation they staged becomes this load's.
    """
    statements = list(pending.statements.values())
    citations = rows.citations(statements)
    _write(tx, cypher.MERGE_CITATIONS, citations, rows.citation_rows, load=load, left=list(left))
    _write(tx, cypher.MERGE_STATEMENTS, statements, rows.statement_rows, load=load)
    cites = [(s.id, c.id) for s in statements if (c := s.evidence.citation) and (c.title or c.url)]
    _write(tx, cypher.MERGE_CITES, cites, list)


def _write(tx: "Tx", query: str, items: Sequence[Any], to_rows: Callable[[Any], Any], **parameters: Any) -> None:
    """Run `query` on `items` in batches; the rows of one are made while the server writes the one before.

    Raises StoreError when it did not write a row for each.
    """
    under_way: tuple[Any, int] | None = None
    for batch in batches(items, BATCH):
        ready = to_rows(batch)
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
