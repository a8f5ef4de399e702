"""Reading the embedded store. Our own queries return in bulk, as Arrow when the answer is large."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from . import rows
from .dialect import ladybug_hint, only_reads
from .errors import QueryError, StoreError
from .ladybug_file import connect, one_line, release_memory
from .model import Actor, Document, Statement, Tie
from .schema import TIE_TYPES
from .store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows, distinct

if TYPE_CHECKING:
    import ladybug
    import pyarrow

_MANY = 5_000  # rows from which on Arrow is faster than fetching, the time to import it included
_MANY_IDS = 2_000  # ids from which on they are given as an Arrow table: of a list, the binding looks at each value
_OVER_IDS = re.compile(r"UNWIND \$(\w+) AS i ")

_ACTOR = ", ".join(f"a.{c}" for c in rows.ACTOR)
_STATEMENT = ", ".join(f"s.`{c}`" for c in rows.STATEMENT)
_DOCUMENT = ", ".join(f"d.{c}" for c in rows.DOCUMENT)
_TIE_ENDS = {"type": "label(r)", "source": "a.id", "target": "b.id"}
_TIE = ", ".join(_TIE_ENDS.get(c, f"r.{c}") for c in rows.TIE)


class LadybugReader:
    """Reads a database through one connection. `path` is what messages call it, `file` what is opened."""

    def __init__(self, path: Path, file: Path, *, read_only: bool = True) -> None:
        self._path, self._file, self._read_only = path, file, read_only
        self._opened: tuple[ladybug.Database, ladybug.Connection] | None = None
        self._open()

    def _open(self) -> "tuple[ladybug.Database, ladybug.Connection]":
        if self._opened is None:
            self._opened = connect(self._path, self._file, read_only=self._read_only)
        return self._opened

    @property
    def where(self) -> str:
        """The path."""
        return str(self._path)

    def actors(self, ids: Collection[str] | None = None) -> list[Actor]:
        """See graph.store.Reader."""
        if ids is None:
            found = self.fetch(f"MATCH (a:Actor) RETURN {_ACTOR}")
        else:
            found = self.fetch(f"UNWIND $ids AS i MATCH (a:Actor {{id: i}}) RETURN {_ACTOR}", ids=distinct(ids))
        return sorted(map(rows.actor_of, found), key=lambda a: a.id)

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """See graph.store.Reader."""
        label = ":" + "|".join(sorted(types)) if types else ":" + "|".join(TIE_TYPES)
        if types is not None and not types:
            return []
        where, given = "", {}
        if ids is not None:
            given["ids"] = distinct(ids)
            where = "WHERE r.id IN $ids" if touching is not None else "WHERE r.id = i"
        if touching is not None:
            given["touching"] = distinct(touching)
            starts = [f"UNWIND $touching AS i MATCH (a:Actor{at})-[r{label}]->(b:Actor{bt})" for at, bt in _EITHER_END]
        else:
            starts = [f"{'UNWIND $ids AS i ' if ids is not None else ''}MATCH (a:Actor)-[r{label}]->(b:Actor)"]
        found = {r[0]: r for start in starts for r in self.fetch(f"{start} {where} RETURN {_TIE}", **given)}
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
        # the first filter is joined, which is fast for any number of values; the others are looked up in a list
        first = next(iter(given), None)
        tests = [_listed(c) for c in given if c != first]
        if observations is not None:
            tests.append(f"s.observation = {'true' if observations else 'false'}")
        columns = ("source", "target") if first == "touching" else (first,)
        found: dict[str, Sequence[Any]] = {}
        for column in columns:
            start = f"UNWIND ${first} AS i MATCH (s:Statement)" if first else "MATCH (s:Statement)"
            where = [f"s.{column} = i", *tests] if column else tests
            query = f"{start} {'WHERE ' if where else ''}{' AND '.join(where)} RETURN "
            if column in (None, "id"):
                found.update((r[0], r) for r in self.fetch(query + _STATEMENT, **given))
            else:  # a join over a column that is no key holds what it returns of the whole table: only ids, therefore
                known = (i for (i,) in self.fetch(query + "s.id", **given))
                of_ids = f"UNWIND $ids AS i MATCH (s:Statement {{id: i}}) RETURN {_STATEMENT}"
                found.update((r[0], r) for r in self.fetch(of_ids, ids=[i for i in known if i not in found]))
        return [rows.statement_of(found[i]) for i in sorted(found)]

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        """See graph.store.Reader."""
        query = "MATCH (s:Statement) WHERE s.origin = $origin RETURN s.id, s.source, s.target"
        yield from map(tuple, self.fetch(query, origin=origin))

    def documents(self) -> list[Document]:
        """See graph.store.Reader."""
        return sorted(map(rows.document_of, self.fetch(f"MATCH (d:Document) RETURN {_DOCUMENT}")), key=lambda d: d.name)

    def counts(self) -> Counts:
        """See graph.store.Reader."""
        label = "|".join(TIE_TYPES)
        ties = list(
            self.fetch(
                f"MATCH (:Actor)-[r:{label}]->(:Actor) "
                "RETURN label(r), count(*), sum(CASE WHEN size(r.conflict) > 0 THEN 1 ELSE 0 END)"
            )
        )
        said = dict(self.fetch("MATCH (s:Statement) RETURN s.observation, count(*)"))
        return Counts(
            actors=dict(sorted(self.fetch("MATCH (a:Actor) RETURN a.kind, count(*)"))),
            ties={type_: n for type_, n, _ in sorted(ties)},
            statements=sum(said.values()),
            observations=said.get(True, 0),
            documents=self.count("Document"),
            citations=self.count("Citation"),
            conflicts=sum(int(n) for _, _, n in ties),
        )

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = QUERY_TIMEOUT,
        limit: int = QUERY_LIMIT,
    ) -> Rows:
        """See graph.store.Reader. The database is open for reading only, so LadybugDB itself refuses to change it."""
        only_reads(cypher)
        _, connection = self._open()
        connection.set_query_timeout(max(1, round(timeout * 1000)))
        try:
            # a parameter, needed or not, makes LadybugDB prepare the query, and it prepares no more than one
            result = connection.execute(cypher, {**(parameters or {}), "_": None})
            assert not isinstance(result, list)
            found = result.get_n(limit + 1)
            columns = tuple(result.get_column_names())
        except RuntimeError as error:
            if "Interrupted" in str(error):
                raise QueryError(f"the query took longer than {timeout:g} s and was stopped; narrow it") from None
            raise QueryError(ladybug_hint(cypher, str(error))) from None
        finally:
            connection.set_query_timeout(0)
        return Rows(columns, [tuple(map(_plain, r)) for r in found[:limit]], truncated=len(found) > limit)

    def close(self) -> None:
        """See graph.store.Reader."""
        self.rest()

    def rest(self) -> None:
        """Close the database until it is asked again: only so LadybugDB lets go of its memory."""
        if self._opened:
            database, connection = self._opened
            self._opened = None
            connection.close()
            database.close()
            release_memory()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def count(self, label: str) -> int:
        """Return how many nodes of `label` there are."""
        return int(next(iter(self.fetch(f"MATCH (n:{label}) RETURN count(*)")))[0])

    def fetch(self, cypher: str, **parameters: Any) -> Iterable[Any]:
        """Run a query of ours and return its rows."""
        result = self.run(cypher, parameters)
        if result.get_num_tuples() < _MANY:
            fetched: list[Any] = result.get_all()
            return fetched
        return _streamed(result.get_as_arrow())

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Run a query of ours and return LadybugDB's result. Raises StoreError when it fails."""
        given = dict(parameters or {})
        if (over := _OVER_IDS.match(cypher)) and len(given[over[1]]) > _MANY_IDS:
            import pyarrow

            cypher = f"LOAD FROM ${over[1]} {cypher[over.end() :]}"
            given[over[1]] = pyarrow.table({"i": pyarrow.array(given[over[1]], pyarrow.string())})
        return self._run(self._open()[1], cypher, given)

    def copy(self, table: str, new: "pyarrow.Table") -> None:
        """Copy rows into a table, through a connection of its own: one holds on to all that it was given."""
        import ladybug

        with ladybug.Connection(self._open()[0]) as connection:
            self._run(connection, f"COPY {table} FROM $new", {"new": new})

    def _run(self, connection: "ladybug.Connection", cypher: str, given: Mapping[str, Any]) -> Any:
        try:
            return connection.execute(cypher, dict(given))
        except (RuntimeError, MemoryError) as error:
            raise StoreError(f"{self.where}: {one_line(error)}") from None


def _streamed(table: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of an Arrow table, few at a time as Python values, which take ten times the room."""
    for batch in table.to_batches(max_chunksize=_MANY):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


_EITHER_END = ((" {id: i}", ""), ("", " {id: i}"))


def _listed(filter_: str) -> str:
    if filter_ == "touching":
        return "(s.source IN $touching OR s.target IN $touching)"
    return f"s.{filter_} IN ${filter_}"


def _plain(value: Any) -> Any:
    """Return a value of an answer without LadybugDB's own keys: a node is its properties and label."""
    if isinstance(value, dict):
        if "_NODES" in value and "_RELS" in value:  # a path: nodes and ties in turn
            steps = [step for pair in zip(value["_NODES"], [*value["_RELS"], None], strict=True) for step in pair]
            return [_plain(step) for step in steps if step is not None]
        names = {"_LABEL": "label"}
        hidden = ("_ID", "_SRC", "_DST")
        return {names.get(k, k): _plain(v) for k, v in value.items() if k not in hidden and v is not None}
    if isinstance(value, Decimal):  # a sum of whole numbers
        return int(value) if value == value.to_integral_value() else float(value)
    return [_plain(v) for v in value] if isinstance(value, list) else value
