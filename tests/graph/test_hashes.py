from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph import hashes
from pactgraph.graph.hashes import Hashes, HashIndex, HashMap
from pactgraph.graph.model import number_of

numbers = st.integers(0, 2**64 - 1) | st.integers(0, 9)


@given(st.lists(numbers))
def test_hashes_are_a_set(added: list[int]) -> None:
    hashes._RECENT, before = 3, hashes._RECENT  # so that the sorted part is reached
    try:
        found, model = Hashes(), set[int]()
        for number in added:
            assert found.add(number) == (number not in model)
            model.add(number)
        assert len(found) == len(model)
        assert all(number in found for number in model)
        assert (7 in found) == (7 in model)
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
    found = HashMap(pairs.items())
    for key in asked:
        assert found.get(key) == pairs.get(key)
    assert set(found.unasked()) == pairs.keys() - set(asked)


def test_a_content_hash_is_its_own_number_and_other_ids_get_one() -> None:
    assert number_of("00000000000000ff") == 255
    assert number_of("t1") != number_of("t2")
    assert number_of("not hexadecimal!") < 2**64
