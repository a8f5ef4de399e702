"""Sets and maps of 64-bit hashes in 8 bytes an entry: what a load of millions of statements remembers about them."""

from array import array
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import compress
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_RECENT = 16_384  # entries kept in a Python set or dictionary before they join the sorted arrays


Numbers = NDArray[np.uint64]
Flags = NDArray[np.bool_]
V = TypeVar("V", bound=Hashable)


def numbers_of(values: Collection[Hashable]) -> Numbers:
    """Return a number for each value, by which this process may know it again."""
    return np.fromiter(map(hash, values), np.int64, len(values)).view(np.uint64)


def numbers_in(ids: Collection[str]) -> Numbers:
    """Return content hashes, of 16 hexadecimal digits each, as the numbers they are."""
    return np.frombuffer(bytes.fromhex("".join(ids)), ">u8").astype(np.uint64)


def texts_of(numbers: Iterable[int]) -> list[str]:
    """Return numbers as content hashes are written."""
    return [f"{n:016x}" for n in numbers]


class Hashes:
    """A growing set of whole numbers below 2**64: few sorted arrays, each much longer than the next."""

    def __init__(self) -> None:
        self._runs: list[Numbers] = []
        self._recent: set[int] = set()  # of those that came one by one

    def __len__(self) -> int:
        return sum(map(len, self._runs)) + len(self._recent)

    def __contains__(self, number: int) -> bool:
        return number in self._recent or any(_place(run, number) >= 0 for run in self._runs)

    def add(self, number: int) -> bool:
        """Add `number` and tell whether it is new."""
        if number in self:
            return False
        self._recent.add(number)
        if len(self._recent) >= _RECENT:
            self._merge()
        return True

    def known(self, numbers: Numbers) -> Flags:
        """Tell of each of `numbers` whether it is in the set; many at a time are much faster than one by one."""
        if self._recent:
            self._merge()
        found = np.zeros(len(numbers), np.bool_)
        for run in self._runs:
            found |= _places(run, numbers)[1]
        return found

    def add_all(self, numbers: Numbers) -> Flags:
        """Add `numbers` and tell of each whether it is new: neither in the set nor before it among them."""
        new = ~self.known(numbers)
        added = np.sort(numbers[new])
        if (added[1:] == added[:-1]).any():
            added, first = np.unique(numbers, return_index=True)
            once = np.zeros(len(numbers), np.bool_)
            once[first] = True
            new &= once
            added = added[new[first]]
        self._add_run(added)
        return new

    def sorted(self) -> Numbers:
        """Return the numbers, sorted."""
        self._merge()
        return np.sort(np.concatenate([np.empty(0, np.uint64), *self._runs]))

    def _merge(self) -> None:
        self._add_run(np.sort(np.fromiter(self._recent, np.uint64, len(self._recent))))
        self._recent.clear()

    def _add_run(self, run: Numbers) -> None:
        while self._runs and len(self._runs[-1]) < 4 * len(run):
            run = np.concatenate([self._runs.pop(), run])
            run.sort(kind="stable")  # merges the two: each is sorted
        if len(run):
            self._runs.append(run)


def those_in(known: Hashes, values: Collection[V]) -> list[V]:
    """Return those of `values` whose numbers, as `numbers_of` gives them, are in `known`."""
    return list(compress(values, known.known(numbers_of(values)).tolist()))


class HashMap:
    """A fixed map of numbers to numbers, both below 2**64; remembers which keys were asked for."""

    def __init__(self, pairs: Iterable[tuple[Numbers, Numbers]]) -> None:
        """Take keys with their values, in several parts."""
        parts = [(np.empty(0, np.uint64),) * 2, *pairs]
        keys, values = (np.concatenate(some) for some in zip(*parts, strict=True))
        order = np.argsort(keys, kind="stable")
        self._keys, self._values = keys[order], values[order]
        self._asked = np.zeros(len(self._keys), np.bool_)

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, keys: Numbers) -> tuple[Numbers, Flags]:
        """Return the value of each key, and whether it has one; the keys count as asked for."""
        at, known = _places(self._keys, keys)
        self._asked[at[known]] = True
        return self._values[at] if len(self) else np.zeros(len(keys), np.uint64), known

    def unasked(self) -> Numbers:
        """Return the keys that nobody asked for, sorted."""
        return self._keys[~self._asked]


class HashIndex:
    """A growing map of numbers below 2**64 to any number of numbers below 2**32."""

    def __init__(self) -> None:
        self._keys: Numbers = np.empty(0, np.uint64)
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


class HashPairs:
    """A growing list of pairs of numbers below 2**64."""

    def __init__(self) -> None:
        self._keys, self._values = array("Q"), array("Q")

    def add_all(self, keys: Numbers, values: Numbers) -> None:
        """Add a pair of each key and its value."""
        self._keys.frombytes(keys.tobytes())
        self._values.frombytes(values.tobytes())

    def grouped(self, keys: Numbers, size: int) -> Iterator[tuple[list[int], list[int]]]:
        """Yield `keys` with their values, about `size` values at a time, all of a key together."""
        all_keys, values = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._values, np.uint64)
        order = np.flatnonzero(np.isin(all_keys, keys))
        order = order[np.argsort(all_keys[order], kind="stable")]
        all_keys, values = all_keys[order], values[order]
        start = 0
        while start < len(all_keys):
            last = all_keys[min(start + size, len(all_keys)) - 1]
            end = int(all_keys.searchsorted(last, side="right"))
            yield np.unique(all_keys[start:end]).tolist(), values[start:end].tolist()
            start = end


def _places(numbers: Numbers, asked: Numbers) -> tuple[NDArray[np.intp], Flags]:
    """Return where each of `asked` would stand in sorted `numbers`, as an index in it, and whether it does."""
    if not len(numbers):
        return np.zeros(len(asked), np.intp), np.zeros(len(asked), np.bool_)
    at = np.minimum(numbers.searchsorted(asked), len(numbers) - 1)
    return at, numbers[at] == asked


def _place(numbers: Numbers, number: int) -> int:
    """Return where `number` stands in sorted `numbers`, -1 when it does not."""
    at = int(numbers.searchsorted(np.uint64(number)))
    return at if at < len(numbers) and numbers[at] == number else -1
