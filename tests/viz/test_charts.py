"""Charts: the numbers they show, their words, their files."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.queries.network import Network

from ..fakes import ACTORS, World, small_world
from .conftest import drawn

pytest.importorskip("matplotlib")
from pactgraph.viz import charts


def bars(axes: Any) -> dict[str, float]:
    """Return the length of each bar by its name, stacked ones added up."""
    names = [t.get_text() for t in axes.get_yticklabels()]
    total = dict.fromkeys(names, 0.0)
    for patch in axes.patches:
        total[names[round(patch.get_y() + patch.get_height() / 2)]] += patch.get_width()
    return total


def test_the_best_connected_have_their_number_of_partners(graph: Network) -> None:
    lengths = bars(charts.central(graph, 5).axes[0])
    assert len(lengths) == 5
    assert lengths["Panda Works"] == 3
    assert lengths["Gomel Region"] == 2


def test_growth_adds_up_and_says_what_has_no_date(graph: Network) -> None:
    figure = charts.growth(graph)
    tops: dict[int, float] = {}
    for patch in figure.axes[0].patches:
        year = round(patch.get_x() + patch.get_width() / 2)
        tops[year] = max(tops.get(year, 0), patch.get_y() + patch.get_height())
    dated = sum(1 for _, _, d in graph.edges(data=True) if d["since"] or d["year"])
    assert tops[max(tops)] == dated
    assert f"{graph.number_of_edges() - dated} undated ties" in figure._supxlabel.get_text()


def test_the_matrix_counts_what_towns_and_companies_of_a_region_agreed(graph: Network) -> None:
    figure = charts.matrix(graph)
    axes = figure.axes[0]
    rows = [t.get_text() for t in axes.get_yticklabels()]
    columns = [t.get_text() for t in axes.get_xticklabels()]
    values = axes.images[0].get_array()
    # the regions themselves, Gomel with Chengdu, Gomselmash with Panda Works, and the resident of Gomel's zone
    assert values[rows.index("Gomel Region"), columns.index("Sichuan (CN)")] == 4
    assert values[rows.index("Brest Region"), columns.index("Hubei (CN)")] == 1


def test_types_by_country_leave_the_home_out(graph: Network) -> None:
    lengths = bars(charts.types(graph).axes[0])
    assert set(lengths) == {"China", "France"}
    assert lengths["China"] == sum(1 for a, b in graph.edges() if "cn" in (a[:2], b[:2]))


@pytest.mark.parametrize("kind", charts.CHARTS)
@pytest.mark.parametrize("ending", charts.ENDINGS)
def test_each_chart_is_the_same_file_each_time_and_names_its_source(
    graph: Network, tmp_path: Path, kind: str, ending: str
) -> None:
    first = charts.save_chart(graph, kind, tmp_path / f"a.{ending}").read_bytes()
    assert first == charts.save_chart(graph, kind, tmp_path / f"b.{ending}").read_bytes()
    assert len(first) > 5_000
    assert "Source: PactGraph" in charts.CHARTS[kind](graph, 15)._supxlabel.get_text()


def test_names_are_never_formulas_or_markup(tmp_path: Path) -> None:
    nasty = r"<script>$\frac{1}{0$</script>"
    world = World([replace(a, name=nasty) if a.id == "by/gomel-region" else a for a in ACTORS])
    world.statements = small_world().statements
    for kind in charts.CHARTS:
        text = charts.save_chart(drawn(world), kind, tmp_path / "x.svg", title=r"$\bad{").read_text("utf-8")
        assert "<script" not in text


def test_letters_that_no_font_has_are_named(tmp_path: Path) -> None:
    cuneiform = "\U00012000\U00012001"
    world = World([replace(a, name=f"Gomel {cuneiform}") if a.id == "by/gomel-region" else a for a in ACTORS])
    world.statements = small_world().statements
    with pytest.warns(UserWarning, match=f"no installed font has {cuneiform}; install one"):
        charts.save_chart(drawn(world), "central", tmp_path / "x.png")


def test_another_ending_is_refused(graph: Network, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither \.png nor \.svg"):
        charts.save_chart(graph, "central", tmp_path / "x.jpg")


def test_a_missing_matplotlib_is_said_with_what_to_do(
    graph: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError, match=r'pip install "pactgraph\[chart\]"'):
        charts.save_chart(graph, "central", tmp_path / "x.png")


def test_an_empty_graph_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        charts.save_chart(drawn(World([])), "central", tmp_path / "x.png")
