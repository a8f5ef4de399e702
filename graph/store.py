"""What a store can do. Two fulfil it: LadybugDB embedded (ladybug_store) and Neo4j (neo4j_store).

Reading and writing are apart: code that only reads is given a Reader and cannot write. Writing goes through a Load,
which is atomic: all of a source or nothing, however often it is applied in between, and its reads see what it wrote.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

from .model import Actor, Change, Document, Statement, Tie

T = TypeVar("T")

QUERY_TIMEOUT = 30.0  # seconds
QUERY_LIMIT = 10_000  # rows


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a Cypher query: plain values, and whether the row limit cut it."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds: actors by kind, ties by type, and totals."""

    actors: Mapping[str, int] = field(default_factory=dict)
    ties: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    observations: int = 0
    documents: int = 0
    citations: int = 0
    conflicts: int = 0


class Reader(Protocol):
    """Read access. Lists are sorted by id; a filter left out does not filter, filters together all apply."""

    @property
    def where(self) -> str:
        """The path or URI, without credentials."""

    def actors(self, ids: Collection[str] | None = None) -> list[Actor]:
        """Return actors; unknown ids are left out."""

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """Return ties by id, with an end among the actors `touching`, of certain types; PART_OF ties among them."""

    def statements(
        self,
        ids: Collection[str] | None = None,
        *,
        ties: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        observations: bool | None = None,
    ) -> list[Statement]:
        """Return statements by id, of certain ties, about the actors `touching`, of documents, observations or not."""

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        """Yield (statement id, source actor id, target actor id) of all that `origin` has said, unsorted."""

    def documents(self) -> list[Document]:
        """Return the documents, sorted by name."""

    def counts(self) -> Counts:
        """Return how much is stored."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = QUERY_TIMEOUT,
        limit: int = QUERY_LIMIT,
    ) -> Rows:
        """Run any reading Cypher; the store itself refuses writes.

        At most `limit` rows are returned. Raises QueryError for wrong syntax, a write, or one over `timeout` seconds.
        """

    def close(self) -> None:
        """Release the database; calling it twice is no error."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Load(Reader, Protocol):
    """One atomic load in progress."""

    def tie_ids(self, ids: Collection[str], *, types: Collection[str]) -> set[str]:
        """Return those of `ids` that ties of these types have."""

    def told(self, *, actors: Collection[str] = (), documents: Collection[str] = ()) -> set[str]:
        """Return those of `actors` that a statement speaks of, and those of `documents` that one stands in."""

    def apply(self, change: Change) -> None:
        """Write `change`: first what is dead is removed, then the rest is written.

        Raises StoreError when the store holds fewer rows afterwards than were sent (an end of a tie that is missing).
        """


@runtime_checkable
class Store(Reader, Protocol):
    """Read and write access. Opening one sets up the schema where it is missing."""

    def load(self, origin: str) -> AbstractContextManager[Load]:
        """Begin a load. Leaving the block makes it visible at once; leaving it by an exception undoes it all."""


def open_reader(where: str) -> Reader:
    """Open the database at `where` (a path, or a bolt:// or neo4j:// URI) for reading.

    Raises StoreError when there is none, or it is not one of PactGraph's.
    """
    if is_uri(where):
        from .neo4j_store import Neo4jStore

        return Neo4jStore.open(where, write=False)
    from .ladybug_store import LadybugStore

    return LadybugStore.open(where, write=False)


def open_store(where: str) -> Store:
    """Open the database at `where` for reading and writing; a path that does not exist is created.

    Raises StoreBusy when another process writes to it, StoreError when it is not one of PactGraph's.
    """
    if is_uri(where):
        from .neo4j_store import Neo4jStore

        return Neo4jStore.open(where, write=True)
    from .ladybug_store import LadybugStore

    return LadybugStore.open(where, write=True)


def each_actor(reader: Reader, size: int = 50_000) -> Iterator[Actor]:
    """Yield the actors of `reader` by id, never holding more than `size` of them."""
    last = ""
    while True:
        page = reader.query(
            "MATCH (a:Actor) WHERE a.id > $last RETURN a.id ORDER BY a.id LIMIT $size",
            {"last": last, "size": size},
            timeout=300.0,
            limit=size,
        )
        if not page.rows:
            return
        yield from reader.actors([row[0] for row in page.rows])
        last = page.rows[-1][0]


def is_uri(where: str) -> bool:
    """Tell whether `where` names a Neo4j server rather than a path."""
    return where.split(":", 1)[0] in ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def distinct(values: Iterable[str] | None) -> list[str]:
    """Return `values` without repetitions, in their order; none for None."""
    return list(dict.fromkeys(values or ()))


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield `items` in slices of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
