"""Sets and maps of 64-bit hashes in 8 bytes an entry: what a load of millions of statements remembers about them."""

from array import array
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_RECENT = 16_384  # entries kept in a Python set before they join the sorted array


Numbers = NDArray[np.uint64]
V = TypeVar("V", bound=Hashable)


def numbers_of(values: Collection[Hashable]) -> list[int]:
    """Return a number for each value, by which this process may know it again."""
    numbers: list[int] = np.fromiter(map(hash, values), np.int64, len(values)).view(np.uint64).tolist()
    return numbers


class Hashes:
    """A growing set of whole numbers below 2**64, as a sorted array and a small set of the latest."""

    def __init__(self) -> None:
        self._sorted: Numbers = np.empty(0, np.uint64)
        self._recent: set[int] = set()

    def __len__(self) -> int:
        return len(self._sorted) + len(self._recent)

    def __contains__(self, number: int) -> bool:
        return number in self._recent or _place(self._sorted, number) >= 0

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers, sorted."""
        self._merge()
        for start in range(0, len(self._sorted), _RECENT):
            yield from self._sorted[start : start + _RECENT].tolist()

    def add(self, number: int) -> bool:
        """Add `number` and tell whether it is new."""
        return self.add_all([number])[0]

    def known(self, numbers: Sequence[int]) -> list[bool]:
        """Tell of each of `numbers` whether it is in the set; many at a time are much faster than one by one."""
        _, old = _places(self._sorted, np.array(numbers, np.uint64))
        recent = self._recent
        if recent.isdisjoint(numbers):
            return old.tolist()  # type: ignore[no-any-return]
        return [is_old or n in recent for n, is_old in zip(numbers, old.tolist(), strict=True)]

    def add_all(self, numbers: Sequence[int]) -> list[bool]:
        """Add `numbers` and tell of each whether it is new: neither in the set nor before it among them."""
        _, old = _places(self._sorted, np.array(numbers, np.uint64))
        recent, once = self._recent, set(numbers)
        if len(once) == len(numbers) and recent.isdisjoint(once) and not old.any():  # as most are in a first load
            recent |= once
            new = [True] * len(numbers)
        else:
            new = []
            for number, is_old in zip(numbers, old.tolist(), strict=True):
                new.append(not is_old and number not in recent)
                if new[-1]:
                    recent.add(number)
        if len(recent) >= _RECENT:
            self._merge()
        return new

    def _merge(self) -> None:
        latest = np.fromiter(self._recent, np.uint64, len(self._recent))
        self._sorted = np.concatenate([self._sorted, latest])
        self._sorted.sort(kind="stable")  # merges the two runs' worth quickly: most is sorted
        self._recent.clear()


def those_in(known: Hashes, values: Collection[V]) -> list[V]:
    """Return those of `values` whose numbers, as `numbers_of` gives them, are in `known`."""
    return [v for v, is_known in zip(values, known.known(numbers_of(values)), strict=True) if is_known]


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

    def get(self, keys: Sequence[int]) -> list[int | None]:
        """Return the value of each key, or None; the keys count as asked for."""
        at, known = _places(self._keys, np.array(keys, np.uint64))
        self._asked[at[known]] = True
        values = self._values[at].tolist() if len(self) else [0] * len(at)
        return [value if found else None for value, found in zip(values, known.tolist(), strict=True)]

    def unasked(self) -> Iterator[int]:
        """Yield the keys that nobody asked for, sorted."""
        yield from map(int, self._keys[~self._asked])


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

    def add_all(self, keys: Iterable[int], values: Iterable[int]) -> None:
        """Add a pair of each key and its value."""
        self._keys.extend(keys)
        self._values.extend(values)

    def grouped(self, keys: Sequence[int], size: int) -> Iterator[tuple[list[int], list[int]]]:
        """Yield `keys` with their values, about `size` values at a time, all of a key together."""
        all_keys, values = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._values, np.uint64)
        order = np.flatnonzero(np.isin(all_keys, np.array(keys, np.uint64)))
        order = order[np.argsort(all_keys[order], kind="stable")]
        all_keys, values = all_keys[order], values[order]
        start = 0
        while start < len(all_keys):
            last = all_keys[min(start + size, len(all_keys)) - 1]
            end = int(all_keys.searchsorted(last, side="right"))
            yield np.unique(all_keys[start:end]).tolist(), values[start:end].tolist()
            start = end


def _places(numbers: Numbers, asked: Numbers) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return where each of `asked` would stand in sorted `numbers`, as an index in it, and whether it does."""
    if not len(numbers):
        return np.zeros(len(asked), np.intp), np.zeros(len(asked), np.bool_)
    at = np.minimum(numbers.searchsorted(asked), len(numbers) - 1)
    return at, numbers[at] == asked


def _place(numbers: Numbers, number: int) -> int:
    """Return where `number` stands in sorted `numbers`, -1 when it does not."""
    at = int(numbers.searchsorted(np.uint64(number)))
    return at if at < len(numbers) and numbers[at] == number else -1
