import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph import hashes
from pactgraph.graph.hashes import Hashes, HashIndex, HashMap, HashPairs, Numbers, numbers_in, texts_of

numbers = st.integers(0, 2**64 - 1) | st.integers(0, 9)


def of(some: list[int]) -> Numbers:
    return np.array(some, np.uint64)


@given(st.lists(numbers))
def test_content_hashes_are_numbers_and_back(some: list[int]) -> None:
    assert numbers_in(texts_of(some)).tolist() == some


@given(st.lists(st.tuples(st.booleans(), st.lists(numbers))))
def test_hashes_are_a_set(parts: list[tuple[bool, list[int]]]) -> None:
    hashes._RECENT, before = 3, hashes._RECENT  # so that the sorted part is reached
    try:
        found, model = Hashes(), set[int]()
        for one_by_one, part in parts:
            assert found.known(of(part)).tolist() == [n in model for n in part]
            expected = [n not in model and n not in part[:i] for i, n in enumerate(part)]
            if one_by_one:
                assert [found.add(n) for n in part] == expected
            else:
                assert found.add_all(of(part)).tolist() == expected
            model.update(part)
        assert len(found) == len(model)
        assert all(number in found for number in model)
        assert found.add(7) == (7 not in model)
        assert found.sorted().tolist() == sorted(model | {7})
    finally:
        hashes._RECENT = before


@given(st.lists(st.tuples(numbers, st.integers(0, 2**32 - 1))))
def test_an_index_gives_every_number_of_a_key_once(pairs: list[tuple[int, int]]) -> None:
    hashes._RECENT, before = 3, hashes._RECENT
    try:
        index, model = HashIndex(), dict[int, set[int]]()
        for key, value in pairs:
            index.add(key, value)
            model.setdefault(key, set()).add(value)
        for key, values in model.items():
            assert sorted(index.get(key)) == sorted(values)
        assert index.get(5) == sorted(model.get(5, ())) or set(index.get(5)) == model[5]
    finally:
        hashes._RECENT = before


@given(st.dictionaries(numbers, numbers), st.lists(numbers))
def test_a_map_remembers_what_was_asked_for(pairs: dict[int, int], asked: list[int]) -> None:
    keys, half = list(pairs), len(pairs) // 2
    found = HashMap((of(some), of([pairs[k] for k in some])) for some in (keys[:half], keys[half:]))
    assert len(found) == len(pairs)
    values, known = found.get(of(asked))
    assert known.tolist() == [key in pairs for key in asked]
    assert values[known].tolist() == [pairs[key] for key in asked if key in pairs]
    assert set(found.unasked().tolist()) == pairs.keys() - set(asked)


@given(st.lists(st.tuples(st.integers(0, 9), numbers)), st.sets(st.integers(0, 9)), st.integers(1, 5))
def test_pairs_come_back_by_their_keys(pairs: list[tuple[int, int]], keys: set[int], size: int) -> None:
    found = HashPairs()
    found.add_all(of([k for k, _ in pairs]), of([v for _, v in pairs]))
    parts = list(found.grouped(of(sorted(keys)), size))
    assert [k for some, _ in parts for k in some] == sorted(keys & {k for k, _ in pairs})
    assert [v for _, some in parts for v in some] == [v for k, v in sorted(pairs, key=lambda p: p[0]) if k in keys]
    for some, values in parts:
        assert sorted(values) == sorted(v for k, v in pairs if k in some)
