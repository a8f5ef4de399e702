"""The file of the embedded store: its tables, opening it, and putting a finished copy in its place."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import rows
from .errors import StoreError
from .schema import TIE_TYPES

if TYPE_CHECKING:
    import ladybug

POOL = 2**31  # bytes a database may hold in memory; its accounts of a pool as large as the machine take 75 MB
FORMAT = 1  # of the tables below; a database of another format is refused
TIE_COLUMNS = {c: t for c, t in rows.TIE.items() if c not in ("type", "source", "target")}  # the others are its place
STATEMENT_ENDS = {"FROM": "Document", "CITES": "Citation"}


def definitions() -> Iterator[str]:
    """Yield the statements that make an empty database."""
    nodes = {"Actor": rows.ACTOR, "Statement": rows.STATEMENT, "Document": rows.DOCUMENT, "Citation": rows.CITATION}
    for name, columns in nodes.items():
        key = next(iter(columns))
        yield f"CREATE NODE TABLE {name}({_declared(columns)}, PRIMARY KEY({key}))"
    for name in TIE_TYPES:
        yield f"CREATE REL TABLE {name}(FROM Actor TO Actor, {_declared(TIE_COLUMNS)})"
    for name, target in STATEMENT_ENDS.items():
        yield f"CREATE REL TABLE `{name}`(FROM Statement TO {target})"
    yield "CREATE NODE TABLE PactGraph(format INT64, PRIMARY KEY(format))"
    yield f"CREATE (:PactGraph {{format: {FORMAT}}})"


def _declared(columns: rows.Columns) -> str:
    return ", ".join(f"`{c}` {t}" for c, t in columns.items())


def connect(path: Path, file: Path, *, read_only: bool) -> "tuple[ladybug.Database, ladybug.Connection]":
    """Open `file`, which messages call `path`.

    A load checkpoints by itself, and writes in one thread: several are no faster and each holds memory of its own.
    """
    import ladybug

    try:
        database = ladybug.Database(
            str(file),
            read_only=read_only,
            auto_checkpoint=False,
            buffer_pool_size=POOL,
            max_num_threads=0 if read_only else 1,
        )
        connection = ladybug.Connection(database)
    except (RuntimeError, IndexError, MemoryError, ValueError) as error:
        raise StoreError(f"{path} is not a database of PactGraph ({one_line(error)})") from None
    try:
        marks = connection.execute("MATCH (m:PactGraph) RETURN m.format")
        formats = [f for (f,) in marks.get_all()] if isinstance(marks, ladybug.QueryResult) else []
    except RuntimeError:
        formats = []
    if formats != [FORMAT]:
        connection.close()
        database.close()
        other = f"has format {formats[0]}, this version reads {FORMAT}" if formats else "was made by another program"
        raise StoreError(f"{path} is not a database of PactGraph: it {other}; give another path with --db")
    return database, connection


def create(path: Path, file: Path) -> None:
    """Make `file` an empty database; messages call it `path`."""
    import ladybug

    try:
        with ladybug.Database(str(file)) as database, ladybug.Connection(database) as connection:
            for definition in definitions():
                connection.execute(definition)
            connection.execute("CHECKPOINT")
    except (RuntimeError, OSError) as error:
        remove(file)
        raise StoreError(f"{path} cannot be made: {one_line(error)}") from None


def release_memory() -> None:
    """Give memory that was freed back to the system, where the C library can (glibc): it would keep it for later."""
    import ctypes

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def copy_path(path: Path) -> Path:
    """Return where a load into the database at `path` works: beside it, so that a rename replaces it."""
    return path.with_name(path.name + ".load")


def publish(copy: Path, path: Path) -> None:
    """Let `copy`, closed and without a log, take the place of `path`, and survive a power cut from then on."""
    if (log := copy.with_name(copy.name + ".wal")).exists() and log.stat().st_size:
        raise StoreError(f"{path}: LadybugDB left {log.name} behind; nothing was changed")
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove(copy: Path) -> None:
    """Remove a copy and its log, if there are any."""
    for left in (copy, *copy.parent.glob(f"{copy.name}.*")):
        with suppress(OSError):
            left.unlink()


def one_line(error: BaseException) -> str:
    """Return the text of an error as one line."""
    return " ".join(str(error).split())
