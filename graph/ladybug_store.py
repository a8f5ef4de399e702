"""The embedded store: one file of LadybugDB, read and written in this process.

LadybugDB 0.22 can lose rows, or the whole file, when it is killed while it writes. So nothing ever writes to the file
itself: a load works on a copy beside it, which takes its place in one rename when the load is complete. Readers need
no lock and never see half a load; a writer holds the lock file (graph.lock). A crash leaves the copy behind, which the
next writer removes.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from .errors import StoreError
from .ladybug_file import copy_path, create, publish, remove
from .ladybug_reader import LadybugReader
from .lock import WriteLock

if TYPE_CHECKING:
    from .ladybug_load import LadybugLoad


class LadybugStore(LadybugReader):
    """A database that can be loaded into. Opened for writing, it holds the lock until it is closed."""

    _lock: WriteLock | None = None

    @classmethod
    def open(cls, where: str, *, write: bool) -> Self:
        """Open the database at the path `where`; for writing, one that does not exist is made.

        Raises StoreError when it cannot be, or is not one of PactGraph's, StoreBusy when another process writes to it.
        """
        given = Path(where)
        path = given.resolve()  # a link stays a link: what it points to is replaced
        if path.is_dir():
            raise StoreError(
                f"{where} is a folder; give the path of a database file, such as {given / 'pactgraph.lbug'}"
            )
        if not write:
            if not path.exists():
                raise StoreError(f"there is no database at {where}; `pactgraph build --db {where}` makes one")
            return cls(given, path)
        if not path.parent.is_dir():
            raise StoreError(f"{where} cannot be written: there is no folder {path.parent}")
        lock = WriteLock(path)
        try:
            copy = copy_path(path)
            remove(copy)  # of a load that was killed
            if not path.exists():
                create(given, copy)
                publish(copy, path)
            self = cls(given, path)
        except BaseException:
            lock.release()
            raise
        self._lock = lock
        return self

    @contextmanager
    def load(self, origin: str) -> Iterator["LadybugLoad"]:
        """See graph.store.Store."""
        if self._lock is None:
            raise StoreError(f"{self.where} was opened for reading only")
        from .ladybug_load import LadybugLoad  # brings numpy, which readers can do without

        path = self._file
        copy = copy_path(path)
        try:
            with self._writing():
                shutil.copyfile(path, copy)
                shutil.copymode(path, copy)
            self.rest()  # a large load needs the memory
            with LadybugLoad(self._path, copy) as load:
                yield load
                load.finish()
            if load.changed:
                self.rest()  # it may have been asked meanwhile; what is asked next is to read what is published
                with self._writing():
                    publish(copy, path)
        finally:
            remove(copy)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"{self.where} cannot be written: {error.strerror or error}") from None

    def close(self) -> None:
        """See graph.store.Reader; lets go of the lock."""
        super().close()
        if self._lock:
            self._lock.release()
