"""One writer at a time: a lock file beside a database that says who holds it.

The operating system holds the lock, not the file's existence: a process that is killed lets go of it.
"""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Self

from .errors import StoreBusy, StoreError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(fd: int) -> None:
        os.lseek(fd, 1 << 30, os.SEEK_SET)  # a byte past the text: Windows forbids others to read what is locked
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriteLock:
    """The exclusive right to write to the database at `path`, until released."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises StoreBusy, naming the holder, when another process or store has it."""
        self._path = path.with_name(path.name + ".lock")
        while True:
            try:
                fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                raise StoreError(f"{path} cannot be written: {error.strerror} ({self._path})") from None
            try:
                _try_lock(fd)
            except OSError:
                os.close(fd)
                raise StoreBusy(f"{path} is being written by {self._holder()}; wait for it or stop it") from None
            if self._is_current(fd):
                break
            os.close(fd)  # its holder removed the file between our two calls
        self._fd: int | None = fd
        who = {"pid": os.getpid(), "host": socket.gethostname(), "command": " ".join(sys.argv)[:200]}
        os.ftruncate(fd, 0)
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, json.dumps(who).encode())

    def release(self) -> None:
        """Let go of the lock; calling it twice is no error."""
        if self._fd is not None:
            if sys.platform != "win32":  # there an open file cannot be removed
                self._path.unlink(missing_ok=True)
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _is_current(self, fd: int) -> bool:
        try:
            return sys.platform == "win32" or os.path.samestat(os.fstat(fd), self._path.stat())
        except FileNotFoundError:
            return False

    def _holder(self) -> str:
        try:
            who = json.loads(self._path.read_text("utf-8"))
            return f"process {who['pid']} on {who['host']} ({who['command']})"
        except (OSError, ValueError, KeyError):
            return "another process"
