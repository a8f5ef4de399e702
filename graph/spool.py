"""Rows that wait in files beside a database, and take no memory meanwhile, until they are copied in many at a time."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow


class Spool:
    """Arrow tables by name, added to piece by piece, in files of `size` rows.

    The files of the tables called `whole` end with a piece, so that they have `whole_size` rows or some more.
    """

    def __init__(self, beside: Path, size: int, *, whole: Collection[str] = (), whole_size: int = 0) -> None:
        self._beside, self._size = beside, size
        self._whole = dict.fromkeys(whole, whole_size)
        self._writing: dict[str, tuple[Path, Any]] = {}
        self._full: dict[str, list[Path]] = {}
        self._room: dict[str, int] = {}  # rows that still go into the file being written, or the next one
        self._made = 0

    def shorten(self, name: str, room: int) -> None:
        """Let the next file of the table called `name` have `room` rows only."""
        self._room[name] = room

    def has(self, *names: str, full: bool = False) -> bool:
        """Tell whether rows, or files that are full, wait in the tables called `names`."""
        return any(self._full.get(name) or (not full and name in self._writing) for name in names)

    def add(self, name: str, piece: "pyarrow.Table") -> None:
        """Add a piece to the table called `name`; all of its pieces have one schema."""
        while piece.num_rows:
            size = self._whole.get(name, self._size)
            now = piece if name in self._whole else piece.slice(0, self._room.get(name, size))
            self._writer(name, now).write_table(now)
            self._room[name] = self._room.get(name, size) - now.num_rows
            if self._room[name] <= 0:
                self._full.setdefault(name, []).append(self._ended(name))
                self._room[name] = size
            piece = piece.slice(now.num_rows)

    def take(self, name: str, *, full: bool = False) -> list[Path]:
        """Return the files of the table called `name`, or those that are full; they are the caller's from now on."""
        files = self._full.pop(name, [])
        if not full and name in self._writing:
            files.append(self._ended(name))
            if name in self._whole:
                del self._room[name]
        return files

    def close(self) -> None:
        """Remove what was not taken."""
        for name in list(self._writing):
            with suppress(OSError):
                self._full.setdefault(name, []).append(self._ended(name))
        for path in (path for files in self._full.values() for path in files):
            discard(path)
        self._full = {}

    def _writer(self, name: str, piece: "pyarrow.Table") -> Any:
        import pyarrow

        if name not in self._writing:
            self._made += 1
            path = self._beside.with_name(f"{self._beside.name}.{self._made}")
            self._writing[name] = path, pyarrow.ipc.new_file(str(path), piece.schema)
        return self._writing[name][1]

    def _ended(self, name: str) -> Path:
        path, writer = self._writing.pop(name)
        writer.close()
        return path


@contextmanager
def mapped(path: Path) -> "Iterator[pyarrow.Table]":
    """Read a file that was taken out of a spool, for the block; what it holds is in memory while it is looked at."""
    import pyarrow

    with pyarrow.memory_map(str(path)) as file:
        yield pyarrow.ipc.open_file(file).read_all()


def pieces(path: Path, size: int) -> "Iterator[pyarrow.Table]":
    """Yield the rows of a file that was taken out of a spool, `size` at a time, each let go of for the next."""
    start = 0
    while True:
        with mapped(path) as found:
            if start >= found.num_rows:
                return
            yield found.slice(start, size)
        start += size


def discard(path: Path) -> None:
    """Remove a file that was taken out of a spool."""
    with suppress(OSError):
        path.unlink()
