"""Maps of 10,000 actors and more: ours, plain pyvis, and vis-network alone, in one Chromium and one run.

    python tests/benchmarks/bench_map.py [--actors 10000] [--ties 26000] [--pyvis-physics]

The ties are real twin-city pairs where the table is at hand (PACTGRAPH_DATA, default ../shared/data), cut to the most
tied actors and filled up between them to the asked number; else a seeded random graph. Per page: seconds to write it,
size, seconds until it is usable (from opening to the first painted frame after loading), and frames a second while it
is dragged about for three seconds with everything in view. Plain pyvis is given positions, straight edges and no
physics, for otherwise it is usable only after minutes (--pyvis-physics shows it, with a limit of 120 s).
"""

import argparse
import csv
import json
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
from pactgraph.graph.model import Actor, content_hash
from pactgraph.graph.names import slug
from pactgraph.queries.network import attributes
from pactgraph.viz.network import to_pyvis
from pactgraph.viz.page import vis_network, write_map

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
LIMIT = 120_000  # milliseconds to wait for a page
COUNT_FRAMES = "window.frames_ = 0; (function next() { window.frames_ += 1; requestAnimationFrame(next); })();"


def pairs(actors: int, ties: int) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return `ties` pairs of (city, country) among `actors` cities."""
    chance = random.Random(7)
    table = Path(os.environ.get("PACTGRAPH_DATA") or ROOT.parent / "shared" / "data") / "wikipedia_twin_cities_2026.csv"
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as rows:
            every = [((r["city1"], r["country1"]), (r["city2"], r["country2"])) for r in csv.DictReader(rows)]
    else:
        cities = [(f"City {i}", f"Country {i % 150}") for i in range(actors)]
        every = [(chance.choice(cities), chance.choice(cities)) for _ in range(ties)]
    count = Counter(end for pair in every for end in pair)
    kept = {c for c, _ in sorted(count.items(), key=lambda c: (-c[1], c[0]))[:actors]}
    found = {tuple(sorted(p)) for p in every if p[0] in kept and p[1] in kept and p[0] != p[1]}
    print(f"{len(found):,} of the ties are real, the others are drawn between the same cities")
    names = sorted(kept)
    while len(found) < ties:
        a, b = chance.sample(names, 2)
        found.add((min(a, b), max(a, b)))
    return sorted(found)[:ties]  # type: ignore[arg-type]


def graph_of(twins: list[tuple[tuple[str, str], tuple[str, str]]]) -> Any:
    """Return the network of twin cities, each tie with one statement of a register."""
    graph: Any = nx.MultiDiGraph()
    ids: dict[tuple[str, str], str] = {}
    for city, country in sorted({end for pair in twins for end in pair}):
        id_ = ids[city, country] = f"{slug(country)}/{content_hash(city)}"
        graph.add_node(id_, **attributes(Actor(id_, city, "city", country)))
    for row, (a, b) in enumerate(twins, 1):
        key = content_hash(a, b)
        statement = {
            "evidence": {"document": "twin_cities.csv", "row": row},
            "date": None,
            "status": "agreed",
            "instrument": "none",
            "source": {"mention": a[0]},
            "target": {"mention": b[0]},
            "details": {},
            "confidence": 1.0,
        }
        tie = dict.fromkeys(("since", "last", "until", "flow", "year", "value", "unit"))
        graph.add_edge(
            *sorted((ids[a], ids[b])), key=key, type="TWINNED_WITH", symmetric=True, status="agreed", instrument="none",
            statements=1, documents=1, conflict=(), evidence=[statement], **tie,
        )  # fmt: skip
    return graph


def bare_page(net: Any) -> str:
    """Return a page with vis-network, the nodes and the edges, and nothing else."""
    keep = ("id", "label", "x", "y", "size", "color", "shape")
    nodes = json.dumps([{k: n[k] for k in keep} for n in net.nodes]).replace("<", "\\u003c")
    edges = json.dumps([{"from": e["from"], "to": e["to"]} for e in net.edges]).replace("<", "\\u003c")
    options = "{physics: false, layout: {improvedLayout: false}, edges: {smooth: false}, "
    options += "interaction: {hideEdgesOnDrag: true}}"
    return (
        '<!doctype html><meta charset="utf-8"><style>html,body,#map{margin:0;width:100%;height:100%}</style>'
        f'<div id="map"></div><script>{vis_network()}</script><script>'
        f"var network = new vis.Network(document.getElementById('map'), {{nodes: {nodes}, edges: {edges}}}, {options});"
        "</script>"
    )


def measure(browser: Any, path: Path, fragment: str = "") -> dict[str, float | None]:
    """Return seconds until the page is usable and frames a second while it is dragged."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    try:
        page.goto(path.as_uri() + fragment, timeout=LIMIT, wait_until="load")
        # two frames after loading: the first has then been painted
        page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    except Exception as error:
        print(f"  {path.name}: {type(error).__name__}")
        context.close()
        return {"usable": None, "frames": None}
    usable = time.perf_counter() - start
    page.wait_for_timeout(1_500)
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(700, 250)
    page.mouse.down()
    page.mouse.move(705, 255)
    before, start = page.evaluate("window.frames_"), time.perf_counter()
    step = 0
    while time.perf_counter() - start < 3:
        step += 1
        page.mouse.move(700 + 4 * (step % 60), 250 + 3 * (step % 90))
    frames = (page.evaluate("window.frames_") - before) / (time.perf_counter() - start)
    page.mouse.up()
    context.close()
    return {"usable": usable, "frames": frames}


def main() -> None:
    """Write the pages, measure them side by side, print a table."""
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--actors", type=int, default=10_000)
    options.add_argument("--ties", type=int, default=26_000)
    options.add_argument("--pyvis-physics", action="store_true")
    args = options.parse_args()
    graph = graph_of(pairs(args.actors, args.ties))
    print(f"{len(graph):,} actors, {graph.number_of_edges():,} ties, {os.cpu_count()} cores")
    folder = Path(tempfile.mkdtemp())
    written: dict[str, float] = {}

    def timed(name: str, write: Any) -> Path:
        start = time.perf_counter()
        write(folder / f"{name}.html")
        written[name] = time.perf_counter() - start
        return folder / f"{name}.html"

    ours = timed("pactgraph", lambda p: write_map(graph, p))
    net = to_pyvis(graph)
    pages = {
        "pactgraph, overview": (ours, ""),
        "pactgraph, every actor": (ours, "#view=network"),
        "plain pyvis, positions given": (timed("pyvis", lambda p: p.write_text(net.generate_html(), "utf-8")), ""),
        "vis-network alone": (timed("vis", lambda p: p.write_text(bare_page(net), "utf-8")), ""),
    }
    if args.pyvis_physics:
        net.set_options('{"physics": {"enabled": true}}')
        pages["plain pyvis, its physics"] = (timed("physics", lambda p: p.write_text(net.generate_html(), "utf-8")), "")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            print(f"{'':30}{'written':>9}{'size':>9}{'usable':>9}{'panning':>10}")
            measure(browser, pages["vis-network alone"][0])  # the browser's own start shall count for none
            for name, (path, fragment) in pages.items():
                found = measure(browser, path, fragment)
                usable = "never" if found["usable"] is None else f"{found['usable']:.2f} s"
                frames = "-" if found["frames"] is None else f"{found['frames']:.0f}/s"
                size = path.stat().st_size / 1e6
                print(f"{name:30}{written[path.stem]:7.1f} s{size:6.1f} MB{usable:>9}{frames:>10}")
            browser.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
