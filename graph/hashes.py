"""Sets and maps of 64-bit hashes in 8 bytes an entry: what a load of millions of statements remembers about them."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

_RECENT = 65_536  # entries kept in a Python set before they join the sorted array


class Hashes:
    """A growing set of whole numbers below 2**64, as a sorted array and a small set of the latest."""

    def __init__(self) -> None:
        self._sorted: NDArray[np.uint64] = np.empty(0, np.uint64)
        self._recent: set[int] = set()

    def __len__(self) -> int:
        return len(self._sorted) + len(self._recent)

    def __contains__(self, number: int) -> bool:
        return number in self._recent or _place(self._sorted, number) >= 0

    def add(self, number: int) -> bool:
        """Add `number` and tell whether it is new."""
        if number in self:
            return False
        self._recent.add(number)
        if len(self._recent) >= _RECENT:
            self._sorted = np.concatenate([self._sorted, np.fromiter(self._recent, np.uint64, len(self._recent))])
            self._sorted.sort(kind="stable")  # merges the two runs' worth quickly: most is sorted
            self._recent.clear()
        return True


class HashMap:
    """A fixed map of numbers to numbers, both below 2**64; remembers which keys were asked for."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        flat = np.fromiter((n for pair in pairs for n in pair), np.uint64)
        keys, values = flat[::2], flat[1::2]
        order = np.argsort(keys, kind="stable")
        self._keys: NDArray[np.uint64] = keys[order]
        self._values: NDArray[np.uint64] = values[order]
        self._asked = np.zeros(len(self._keys), np.bool_)

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, key: int) -> int | None:
        """Return the value of `key`, or None; the key counts as asked for."""
        at = _place(self._keys, key)
        if at < 0:
            return None
        self._asked[at] = True
        return int(self._values[at])

    def unasked(self) -> Iterator[int]:
        """Yield the keys that nobody asked for, sorted."""
        yield from map(int, self._keys[~self._asked])


class HashIndex:
    """A growing map of numbers below 2**64 to any number of numbers below 2**32."""

    def __init__(self) -> None:
        self._keys: NDArray[np.uint64] = np.empty(0, np.uint64)
        self._values: NDArray[np.uint32] = np.empty(0, np.uint32)
        self._recent: dict[int, list[int]] = {}
        self._waiting = 0

    def get(self, key: int) -> list[int]:
        """Return the numbers that `key` stands for."""
        found = list(self._recent.get(key, ()))
        at = _place(self._keys, key)
        while 0 <= at < len(self._keys) and self._keys[at] == key:
            found.append(int(self._values[at]))
            at += 1
        return found

    def add(self, key: int, value: int) -> None:
        """Let `key` also stand for `value`."""
        if value in self.get(key):
            return
        self._recent.setdefault(key, []).append(value)
        self._waiting += 1
        if self._waiting >= _RECENT:
            pairs = [(k, v) for k, values in self._recent.items() for v in values]
            keys = np.concatenate([self._keys, np.array([k for k, _ in pairs], np.uint64)])
            values = np.concatenate([self._values, np.array([v for _, v in pairs], np.uint32)])
            order = np.argsort(keys, kind="stable")
            self._keys, self._values = keys[order], values[order]
            self._recent, self._waiting = {}, 0


def _place(numbers: NDArray[np.uint64], number: int) -> int:
    """Return where `number` stands in sorted `numbers`, -1 when it does not."""
    at = int(numbers.searchsorted(np.uint64(number)))
    return at if at < len(numbers) and numbers[at] == number else -1
