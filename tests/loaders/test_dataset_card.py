"""docs/dataset.md says what the dataset holds today."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_counts_of_the_card_are_those_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    dataset = importlib.import_module("dataset")
    card = dataset.CARD.read_text("utf-8")
    counted = card.partition(dataset.BEGIN)[2].partition(dataset.END)[0]
    assert counted.strip() == dataset.counted().strip(), "run: python scripts/dataset.py card"


def test_the_card_names_every_book() -> None:
    from pactgraph.loaders import bundled

    card = (ROOT / "docs/dataset.md").read_text("utf-8")
    assert all(d.name in card for d in bundled.DOCUMENTS)
