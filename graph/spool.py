"""Rows that wait in files beside a database, and take no memory meanwhile, until they are copied in many at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow


class Spool:
    """Arrow tables by name, added to piece by piece and taken out whole."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._writers: dict[str, tuple[Path, Any]] = {}
        self._rows: dict[str, int] = {}
        self._made = 0

    def rows(self, *names: str) -> int:
        """Return how many rows wait in the tables called `names`."""
        return sum(self._rows.get(name, 0) for name in names)

    def add(self, name: str, piece: "pyarrow.Table") -> None:
        """Add a piece to the table called `name`; all of its pieces have one schema."""
        import pyarrow

        if not piece.num_rows:
            return
        if name not in self._writers:
            self._made += 1
            path = self._beside.with_name(f"{self._beside.name}.{self._made}")
            self._writers[name] = path, pyarrow.ipc.new_file(str(path), piece.schema)
        self._writers[name][1].write_table(piece)
        self._rows[name] = self.rows(name) + piece.num_rows

    @contextmanager
    def taken(self, name: str) -> "Iterator[pyarrow.Table]":
        """Take the table called `name` out, for the block. Pieces may be added anew meanwhile."""
        import pyarrow

        path, writer = self._writers.pop(name)
        del self._rows[name]
        try:
            writer.close()
            with pyarrow.memory_map(str(path)) as file:
                yield pyarrow.ipc.open_file(file).read_all()
        finally:
            with suppress(OSError):
                path.unlink()

    def close(self) -> None:
        """Remove what was not taken."""
        for path, writer in self._writers.values():
            with suppress(OSError):
                writer.close()
                path.unlink()
        self._writers, self._rows = {}, {}
