from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.spool import Spool, discard, mapped, pieces


def rows_of(paths: list[Path]) -> list[list[int]]:
    found = []
    for path in paths:
        with mapped(path) as table:
            found.append(table["n"].to_pylist())
        discard(path)
    return found


@given(added=st.lists(st.integers(0, 9)), size=st.integers(1, 7), first=st.integers(1, 7))
def test_rows_come_back_in_order_in_files_of_one_size(
    tmp_path_factory: pytest.TempPathFactory, added: list[int], size: int, first: int
) -> None:
    beside = tmp_path_factory.mktemp("spool") / "graph.lbug.load"
    spool = Spool(beside, size)
    spool.shorten("a", first)
    given, n = list[int](), 0
    for piece in added:
        spool.add("a", pyarrow.table({"n": range(n, n + piece)}))
        given += range(n, n + piece)
        n += piece
    assert spool.has("a", "b") == bool(given)
    assert spool.has("a", full=True) == (len(given) >= first)
    full = rows_of(spool.take("a", full=True))
    assert [len(some) for some in full] == [first, *[size] * (len(full) - 1)][: len(full)]
    rest = rows_of(spool.take("a"))
    assert [r for some in full + rest for r in some] == given
    assert not spool.has("a")
    spool.close()
    assert list(beside.parent.iterdir()) == []


def test_some_tables_come_back_in_the_pieces_they_were_given_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "x", 2, whole=["a"], whole_size=3)
    for piece in ([1, 2], [3, 4], [5, 6, 7, 8], [9]):
        spool.add("a", pyarrow.table({"n": piece}))
    assert rows_of(spool.take("a", full=True)) == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert rows_of(spool.take("a")) == [[9]]
    spool.add("a", pyarrow.table({"n": [10, 11]}))
    assert not spool.has("a", full=True)
    spool.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_taken_is_removed(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "x", 2)
    spool.add("a", pyarrow.table({"n": range(5)}))
    spool.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_read_in_pieces_that_miss_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "x", 100)
    spool.add("a", pyarrow.table({"n": range(10)}))
    (path,) = spool.take("a")
    assert [piece["n"].to_pylist() for piece in pieces(path, 4)] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert [len(piece) for piece in pieces(path, 5)] == [5, 5]
