"""The prose loader must not fall behind its kept run on the annotated passages."""

import importlib.util
from pathlib import Path

import pytest

FALL = 0.01  # of F1, at most

_spec = importlib.util.spec_from_file_location("gold_score", Path(__file__).with_name("score.py"))
assert _spec is not None
assert _spec.loader is not None
score = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(score)


def test_the_score_does_not_fall(annotations: Path, seeds: Path) -> None:
    kept = score.kept()
    assert kept, "no run is kept; run `make score` with --keep"
    rows = score.run(annotations, seeds)
    fallen = {
        n: (rows[n]["f1"], kept[n]["f1"]) for n in ("ALL", "THREE", "BOOKS") if rows[n]["f1"] < kept[n]["f1"] - FALL
    }
    assert not fallen, f"F1 now and in the kept run: {fallen}"
    assert rows["ALL"]["dates"] >= kept["ALL"]["dates"] - FALL


def test_a_change_is_shown_with_its_sign() -> None:
    table = score.shown(
        {"ALL": {"precision": 0.8, "recall": 0.7, "f1": 0.75, "dates": None}},
        {"ALL": {"precision": 0.8, "recall": 0.72, "f1": 0.74, "dates": 0.9}},
    )
    assert "0.700 (-0.020)" in table
    assert "0.750 (+0.010)" in table
    assert "0.800 (" not in table


@pytest.mark.parametrize(("now", "before", "text"), [(None, 0.5, "-"), (0.5, None, "0.500"), (0.5, 0.5, "0.500")])
def test_a_cell_shows_what_is_known(now: float | None, before: float | None, text: str) -> None:
    assert score._cell(now, before) == text
