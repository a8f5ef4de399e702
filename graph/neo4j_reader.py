"""Reading a Neo4j database. What an unfinished load has staged is left out, except for that load itself."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from . import cypher, rows
from .cypher import seek
from .errors import QueryError
from .model import Actor, Document, Statement, Tie
from .neo4j_server import Server, explained, refused
from .schema import TIE_TYPES
from .store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows, distinct

if TYPE_CHECKING:
    import neo4j

    _Tx = neo4j.ManagedTransaction | neo4j.Transaction

T = TypeVar("T")


class Neo4jReader:
    """Reads through managed read transactions, which the driver tries again when a server is briefly away."""

    own = 0  # the id of the load whose staged rows are seen
    tx: "neo4j.Transaction | None" = None  # a transaction to read in, instead of one for each read

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def where(self) -> str:
        """The URI, without credentials."""
        return self._server.where

    def actors(self, ids: Collection[str] | None = None) -> list[Actor]:
        """See graph.store.Reader."""
        match = (
            "MATCH (a:Actor)"
            if ids is None
            else f"UNWIND $ids AS i MATCH (a:Actor {{id: i}}) {seek('a', 'Actor', 'id')}"
        )
        found = self._read(match, cypher.ACTOR, see="a", ids=distinct(ids))
        return sorted(map(rows.actor_of, found), key=lambda a: a.id)

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """See graph.store.Reader."""
        wanted = TIE_TYPES if types is None else sorted(set(types))
        if not wanted:
            return []
        where = []
        if ids is not None and touching is None:  # each type has an index of its own
            matches = [
                f"UNWIND $ids AS i MATCH (a:Actor)-[r:{t} {{id: i}}]->(b:Actor) {seek('r', t, 'id')}" for t in wanted
            ]
        elif touching is not None:
            where += ["r.id IN $ids"] if ids is not None else []
            any_ = "|".join(wanted)
            matches = [
                f"UNWIND $touching AS i MATCH (a:Actor {{id: i}})-[r:{any_}]->(b:Actor) {seek('a', 'Actor', 'id')}",
                f"UNWIND $touching AS i MATCH (a:Actor)-[r:{any_}]->(b:Actor {{id: i}}) {seek('b', 'Actor', 'id')}",
            ]
        else:
            matches = [f"MATCH (a:Actor)-[r:{'|'.join(wanted)}]->(b:Actor)"]
        given = {"ids": distinct(ids), "touching": distinct(touching)}
        found = {r[0]: r for m in matches for r in self._read(m, cypher.TIE, *where, see="r", **given)}
        return [rows.tie_of(found[i]) for i in sorted(found)]

    def statements(
        self,
        ids: Collection[str] | None = None,
        *,
        ties: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        observations: bool | None = None,
    ) -> list[Statement]:
        """See graph.store.Reader."""
        filters = {"id": ids, "tie": ties, "touching": touching, "document": documents}
        given = {c: distinct(values) for c, values in filters.items() if values is not None}
        first = next(iter(given), None)
        tests = [_LISTED.get(c, f"s.{c} IN ${c}") for c in given if c != first]
        if observations is not None:
            tests.append("s.observation = $observations")
        columns = ("source", "target") if first == "touching" else (first,)
        found: dict[str, Any] = {}
        for column in columns:
            found_by = f"UNWIND $values AS i MATCH (s:Statement {{{column}: i}}) {seek('s', 'Statement', str(column))}"
            match = _FOUND_BY.get(column, found_by)
            values = given.get(first or "")
            read = self._read(
                match, cypher.STATEMENT, *tests, see="s", values=values, observations=observations, **given
            )
            found.update((r[0], r) for r in read)
        return [rows.statement_of(found[i]) for i in sorted(found)]

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        """See graph.store.Reader."""
        match = "MATCH (s:Statement {origin: $origin})"
        yield from map(tuple, self._read(match, "s.id, s.source, s.target", see="s", origin=origin))

    def statement_ids(self, column: str, values: Collection[str]) -> list[Any]:
        """Return each of `values` with the id of each statement whose `column`, source, target or document, it is."""
        found_by = f"UNWIND $values AS i MATCH (s:Statement {{{column}: i}}) {seek('s', 'Statement', column)}"
        return self._read(_FOUND_BY.get(column, found_by), "i, s.id", see="s", values=list(values))

    def documents(self) -> list[Document]:
        """See graph.store.Reader."""
        return sorted(
            map(rows.document_of, self._read("MATCH (d:Document)", cypher.DOCUMENT, see="d")), key=lambda d: d.name
        )

    def counts(self) -> Counts:
        """See graph.store.Reader."""
        conflicts = "sum(CASE WHEN size(r.conflict) > 0 THEN 1 ELSE 0 END)"
        ties = self._read(f"MATCH (:Actor)-[r:{cypher.ANY_TIE}]->(:Actor)", f"type(r), count(*), {conflicts}", see="r")
        said = dict(self._read("MATCH (s:Statement)", "s.observation, count(*)", see="s"))
        return Counts(
            actors=dict(sorted(self._read("MATCH (a:Actor)", "a.kind, count(*)", see="a"))),
            ties={type_: n for type_, n, _ in sorted(ties)},
            statements=sum(said.values()),
            observations=said.get(True, 0),
            documents=self._read("MATCH (d:Document)", "count(*)", see="d")[0][0],
            citations=self._read("MATCH (c:Citation)", "count(*)", see="c")[0][0],
            conflicts=sum(n for _, _, n in ties),
        )

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = QUERY_TIMEOUT,
        limit: int = QUERY_LIMIT,
    ) -> Rows:
        """See graph.store.Reader. It runs in a read transaction, in which the server refuses to write."""
        from neo4j.exceptions import Neo4jError

        if not cypher.strip():
            raise QueryError("the query is empty")
        with explained(self.where, self._server.database):
            try:
                return self._in_transaction(lambda tx: _answer(tx, cypher, parameters, limit), timeout)
            except Neo4jError as error:
                raise refused(error, timeout) from None

    def close(self) -> None:
        """See graph.store.Reader."""
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, match: str, returns: str, *tests: str, see: str, **parameters: Any) -> list[Any]:
        """Run a query of ours that returns rows of the variable `see`, without what is staged."""

        def work(tx: "_Tx") -> list[list[Any]]:
            loads = tx.run(cypher.STAGED).values()
            hidden = [id_ for id_, _, done in loads if not done and id_ != self.own]
            gone = [id_ for id_, _, done in loads if done]
            where = list(tests)
            where += [f"NOT coalesce({see}.load, 0) IN $hidden"] if hidden else []
            where += [f"NOT coalesce({see}.gone, 0) IN $gone"] if gone else []
            condition = f" WHERE {' AND '.join(where)}" if where else ""
            given = {**parameters, "hidden": hidden, "gone": gone}
            return tx.run(f"{match}{condition} RETURN {returns}", given).values()

        with explained(self.where, self._server.database):
            return self._in_transaction(work)

    def _in_transaction(self, work: "Callable[[_Tx], T]", timeout: float | None = None) -> T:
        from neo4j import unit_of_work

        if self.tx is not None:
            return work(self.tx)
        with self._server.session(write=False) as session:
            return session.execute_read(unit_of_work(timeout=timeout)(work))


_FOUND_BY = {
    None: "MATCH (s:Statement)",
    "document": "UNWIND $values AS i MATCH (d:Document {name: i})<-[:FROM]-(s:Statement) "
    + seek("d", "Document", "name"),
}
_LISTED = {"touching": "(s.source IN $touching OR s.target IN $touching)"}


def _answer(tx: Any, query: str, parameters: Mapping[str, Any] | None, limit: int) -> Rows:
    result = tx.run(query, dict(parameters or {}))
    columns = tuple(result.keys())
    found = result.fetch(limit + 1)
    result.consume()
    values = [tuple(_plain(v) for v in record.values()) for record in found[:limit]]
    return Rows(columns, values, truncated=len(found) > limit)


def _plain(value: Any) -> Any:
    """Return a value of an answer as plain data: a node or a tie is its properties and label."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        label = next((name for name in cypher.NODES if name in value.labels), next(iter(value.labels), ""))
        return {**{k: _plain(v) for k, v in value.items()}, "label": label}
    if isinstance(value, Relationship):
        return {**{k: _plain(v) for k, v in value.items()}, "label": value.type}
    if isinstance(value, Path):
        steps = [step for pair in zip(value.nodes, [*value.relationships, None], strict=True) for step in pair]
        return [_plain(step) for step in steps if step is not None]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
