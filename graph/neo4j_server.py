"""The connection to a Neo4j server: where it is, who asks, and what its errors mean to people."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from . import cypher
from .errors import QueryError, StoreBusy, StoreError

if TYPE_CHECKING:
    import neo4j

ONLY_READS = "a query only reads; `pactgraph load` and `review` change the graph"
OLDEST = (5, 26)  # the oldest release still maintained, and the oldest that is tested
RETRY = 30.0  # seconds for which a transaction is tried again when the server is away
_FETCH = 20_000  # rows asked for at a time: the driver's own 1,000 make reading a graph a third slower


@dataclass(slots=True)
class Server:
    """One database of a Neo4j server or cluster. Sessions share bookmarks: what one wrote, the next one reads."""

    where: str  # the URI without credentials
    database: str
    driver: "neo4j.Driver" = field(repr=False)

    @classmethod
    def connect(cls, uri: str) -> "Server":
        """Connect to the server at `uri`; NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say the rest.

        Raises StoreError when it cannot be reached, refuses the credentials or is too old.
        """
        import neo4j

        logging.getLogger("neo4j").addHandler(logging.NullHandler())  # that it tries again is no news to people
        parts = urlsplit(uri)
        where = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        user = unquote(parts.username or "") or os.environ.get("NEO4J_USERNAME", "neo4j")
        password = unquote(parts.password or "") or os.environ.get("NEO4J_PASSWORD", "")
        database = os.environ.get("NEO4J_DATABASE", "neo4j")
        with explained(where, database):
            driver = neo4j.GraphDatabase.driver(
                where,
                auth=(user, password) if password else None,
                connection_timeout=10.0,
                max_transaction_retry_time=RETRY,
                notifications_min_severity="OFF",
                user_agent="pactgraph",
            )
            self = cls(where, database, driver)
            try:
                driver.verify_connectivity()  # at once: it does not try again
                self._refuse_if_old()
            except BaseException:
                driver.close()
                raise
        return self

    def session(self, *, write: bool) -> "neo4j.Session":
        """Return a session that reads from any member of a cluster, or writes to the one that takes writes."""
        import neo4j

        return self.driver.session(
            database=self.database,
            default_access_mode=neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS,
            bookmark_manager=self.driver.execute_query_bookmark_manager,
            fetch_size=_FETCH,
        )

    def _refuse_if_old(self) -> None:
        """Raise StoreError when the release of the server is too old."""
        found = {name: versions for name, versions in self.read(cypher.COMPONENTS)}  # noqa: C416 - rows are lists
        text = found["Neo4j Kernel"][0]
        major, minor = (int("".join(c for c in part if c.isdigit()) or 0) for part in f"{text}.0".split(".")[:2])
        if (major, minor) < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise StoreError(f"{self.where} runs Neo4j {text}; PactGraph needs {needed} or later")

    def read(self, query: str, **parameters: Any) -> list[list[Any]]:
        """Run one reading query and return its rows."""
        with self.session(write=False) as session:
            return session.execute_read(lambda tx: tx.run(query, parameters).values())

    def close(self) -> None:
        """Close all connections."""
        self.driver.close()


@contextmanager
def explained(where: str, database: str) -> Iterator[None]:
    """Turn the driver's errors into a StoreError of one line that says what to do."""
    from neo4j.exceptions import (
        AuthError,
        ClientError,
        ConfigurationError,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )

    try:
        yield
    except AuthError:
        raise StoreError(
            f"{where} refuses the user name or the password: set NEO4J_USERNAME (now "
            f"{os.environ.get('NEO4J_USERNAME', 'neo4j')!r}) and NEO4J_PASSWORD"
        ) from None
    except Neo4jError as error:
        code, text = error.code or "", _one_line(error.message)
        if "DatabaseNotFound" in code:
            raise StoreError(f"{where} has no database {database!r}: set NEO4J_DATABASE") from None
        if any(word in code for word in ("NotALeader", "ReadOnly", "AccessMode")):
            raise StoreError(_read_only(where)) from None
        if "Forbidden" in code:
            raise StoreError(f"{where} does not allow this to NEO4J_USERNAME: {text}") from None
        if "ConstraintValidation" in code or "ConstraintCreation" in code:
            raise StoreError(f"{where} holds data that does not fit PactGraph's: {text}") from None
        if "OutOfMemory" in code:
            raise StoreError(
                f"{where} has too little memory for this: give it more (server.memory.heap.max_size, "
                f"dbms.memory.transaction.total.max) and run the same command again ({text})"
            ) from None
        if isinstance(error, ClientError):
            raise StoreError(f"{where}: {text}") from None
        raise StoreError(f"{where} failed ({code}): {text}; run the same command again") from None
    except (ServiceUnavailable, SessionExpired) as error:
        text = _one_line(str(error))
        if "write" in text.lower() and "server" in text.lower():
            raise StoreError(_read_only(where)) from None
        raise StoreError(f"no Neo4j server answers at {where} ({text}); is it running there?") from None
    except (DriverError, ConfigurationError, ValueError, OSError) as error:
        raise StoreError(f"{where}: {_one_line(str(error))}") from None


def _read_only(where: str) -> str:
    return f"{where} only answers reads: give the address of the leader, or a neo4j:// URI, which finds it"


def refused(error: Exception, timeout: float) -> QueryError:
    """Return what to say of a query that the server refused."""
    code, text = getattr(error, "code", None) or "", _one_line(getattr(error, "message", None) or str(error))
    if "TransactionTimedOut" in code or "Terminated" in code:
        return QueryError(f"the query took longer than {timeout:g} s and was stopped; narrow it")
    if "AccessMode" in code:
        return QueryError(ONLY_READS)
    if "label" in text and "Unknown function" in text:
        return QueryError(f"{text}; in Neo4j the type of a tie is type(r)")
    return QueryError(text)


def busy(where: str, who: str) -> StoreBusy:
    """Return what to say when another load holds the lock."""
    return StoreBusy(f"{where} is being written by {who}; wait for it or stop it")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
