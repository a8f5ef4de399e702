"""`pactgraph map` and `pactgraph chart`: what they write, print and refuse."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pactgraph.cli.main import main
from pactgraph.graph.ladybug_store import LadybugStore

from ..fakes import small_world
from ..makers import change

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that holds the small world."""
    path = str(tmp_path_factory.mktemp("db") / "graph.lbug")
    world = small_world()
    with LadybugStore.open(path, write=True) as store, store.load("tests") as load:
        load.apply(change(*world.statements, actors=list(world.actors.values())))
    return path


@pytest.fixture
def run(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command on the small world in an empty folder; returns status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PACTGRAPH_DB", db)

    def call(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capsys.readouterr()
        return int(str(ended.value.code or 0)), out, err

    return call


def data_of(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return the data in the page at `path`."""
    found = re.search(r'id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found
    data: dict[str, dict[str, list[str]]] = json.loads(found[1])
    return data


def test_the_path_of_the_map_is_all_that_is_printed(run: Run, tmp_path: Path) -> None:
    assert run("map") == (0, "map.html\n", "")
    assert run("map", "-o", "other.html", "--title", "Ours")[1] == "other.html\n"
    assert "<title>Ours</title>" in (tmp_path / "other.html").read_text("utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.html", "other.html"]


def test_a_map_holds_planned_and_ended_ties_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    run("map")
    assert {"fr/brest", "cn/hubei"} <= set(data_of(tmp_path / "map.html")["actors"]["id"])
    run("map", "--status", "agreed")
    assert not {"fr/brest", "cn/hubei"} & set(data_of(tmp_path / "map.html")["actors"]["id"])


def test_filters_choose_what_is_drawn(run: Run, tmp_path: Path) -> None:
    run("map", "--type", "resident-of")
    assert set(data_of(tmp_path / "map.html")["actors"]["id"]) == {"cn/company/panda", "by/zone/gomel-raton"}


def test_a_focus_is_found_in_any_spelling_and_drawn_with_what_is_near(run: Run, tmp_path: Path) -> None:
    assert run("map", "--focus", "Гомсельмаш", "--depth", "2")[0] == 0
    data = data_of(tmp_path / "map.html")
    assert data["start"] == {"view": "focus", "focus": "by/company/gomselmash", "depth": 2}
    assert "by/zone/gomel-raton" in data["actors"]["id"]
    assert "by/brest" not in data["actors"]["id"]


def test_geo_opens_on_the_world(run: Run, tmp_path: Path) -> None:
    run("map", "--geo")
    assert data_of(tmp_path / "map.html")["start"] == {"view": "world"}


def test_what_is_left_out_is_said_with_how_to_choose(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pactgraph.viz import page

    monkeypatch.setattr(page, "MOST_ACTORS", 5)
    status, out, err = run("map")
    assert (status, out) == (0, "map.html\n")
    assert err.startswith("Shown are the 5 actors with the most ties; ")
    assert "Choose with --focus, --type, --kind, --country, --since or --until." in err
    assert len(data_of(tmp_path / "map.html")["actors"]["id"]) == 5


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["map", "--focus", "Nobody"], "no actor is called 'Nobody'"),
        (["map", "--since", "2900"], "nothing to draw"),
        (["map", "-o", "no/such/folder.html"], "there is no folder"),
        (["map", "--focus", "Brest Region", "--status", "agreed"], "no tie that passes the filters"),
        (["chart", "central", "-o", "x.jpg"], "neither .png nor .svg"),
        (["chart", "types", "-o", "x.png", "--type", "owned-by"], "nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_one_line_and_status_2(run: Run, args: list[str], words: str) -> None:
    status, out, err = run(*args)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("kind", ["central", "growth", "matrix", "types"])
def test_each_chart_is_written_and_its_path_printed(run: Run, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("matplotlib")
    assert run("chart", kind, "-o", "c.png") == (0, "c.png\n", "")
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["map", "chart"])
def test_help_has_an_example(run: Run, name: str) -> None:
    assert f"pactgraph {name} " in run(name, "--help")[1]
