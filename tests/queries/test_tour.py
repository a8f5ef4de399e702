"""The tour in docs is true: it is run, word for word, on the bundled dataset."""

import doctest
from pathlib import Path

import pytest
from pactgraph.cli.main import main
from pactgraph.queries import api

from ..conftest import ROOT


def test_the_tour_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PACTGRAPH_DB", raising=False)
    with pytest.raises(SystemExit) as built:
        main(["build", "--db", "pactgraph.lbug"])
    assert not built.value.code
    failed, tried = doctest.testfile(str(ROOT / "docs/tour.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried > 25
    assert failed == 0


def test_every_name_of_the_library_is_there() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__ or isinstance(getattr(api, name), dict), name
    assert set(dir(api)) == set(api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        _ = api.magic
