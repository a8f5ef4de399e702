"""The map as one HTML file: it opens anywhere, asks for nothing, and runs nothing that is not ours.

The page is assembled when it is written: the modules of `assets/` become one script, vis-network comes from the
installed pyvis, the data stands beside them as JSON. A Content-Security-Policy allows exactly these scripts and this
style, by their hashes, and no request of any kind. Whatever stems from data is text: JSON in which no `<` stands, put
into the page by JavaScript as text nodes or painted.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..graph.errors import InputError
from ..graph.names import clean
from ..queries.network import Network
from .countries import country_names
from .groups import overview
from .layout import by_community, degrees
from .network import to_pyvis
from .payload import payload

MOST_ACTORS = 20_000

# Modules come before those that import them.
_MODULES = [
    "data",
    "dom",
    "search",
    "state",
    "geo",
    "shapes",
    "paint",
    "svg",
    "scene",
    "stage",
    "panel",
    "controls",
    "export",
    "main",
]
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def write_map(
    graph: Network,
    path: Path,
    *,
    title: str = "PactGraph",
    view: str = "overview",
    focus: str | None = None,
    depth: int = 1,
    left_out: str = "",
) -> Path:
    """Write `map_html` of `graph` to `path` and return it.

    Raises InputError when the file cannot be written.
    """
    text = map_html(graph, title=title, view=view, focus=focus, depth=depth, left_out=left_out)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    return path


def map_html(
    graph: Network,
    *,
    title: str = "PactGraph",
    view: str = "overview",
    focus: str | None = None,
    depth: int = 1,
    left_out: str = "",
) -> str:
    """Return the map of `graph` as a page. The same graph gives the same text.

    `view` is what is seen first: "overview" (countries and their parts), "network" (every actor) or "world" (a
    geographic map); or the neighbourhood, `depth` steps wide, of the actor whose id is `focus`. `left_out` is said on
    the page. Raises InputError for a graph without actors, or with more than MOST_ACTORS of them (see `strongest`).
    """
    if not graph:
        raise InputError("there is nothing to draw: no actor passes the filters")
    if len(graph) > MOST_ACTORS:
        raise InputError(f"{len(graph):,} actors are too many for a page that moves; draw at most {MOST_ACTORS:,}")
    names = country_names(graph)
    positions, discs = by_community(graph)
    data = payload(
        graph,
        to_pyvis(graph, positions=positions),
        discs,
        overview(graph, lambda code: names.get(code, code)),
        names,
    )
    data["start"] = {"view": "focus", "focus": focus, "depth": depth} if focus else {"view": view}
    data["left_out"] = left_out
    placed = any(d["lat"] is not None and d["lon"] is not None for _, d in graph.nodes(data=True))
    return _assemble(clean(title), _source(graph), data, world=placed)


@dataclass(frozen=True, slots=True)
class Inline:
    """A map that Jupyter shows where it is the value of a cell."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show_map(graph: Network, *, height: int = 640, **options: Any) -> Inline:
    """Return the map of `graph` for a notebook, `height` pixels high; `options` are those of `map_html`.

    It runs in a frame of its own, which can reach neither the notebook nor the network.
    """
    page = html.escape(map_html(graph, **options), quote=True)
    sandbox = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    return Inline(
        f'<iframe srcdoc="{page}" sandbox="{sandbox}" title="Map of ties" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #ccc"></iframe>'
    )


def around(graph: Network, actor: str, depth: int) -> Network:
    """Return the part of `graph` that is at most `depth` ties from `actor`, with all ties between these actors.

    Raises InputError when the actor is not in the graph.
    """
    if actor not in graph:
        raise InputError(f"{actor} has no tie that passes the filters; loosen them or choose another --focus")
    near = {actor}
    edge = near
    for _ in range(depth):
        edge = {b for a in edge for b in (*graph.successors(a), *graph.predecessors(a))} - near
        near = near | edge
    part: Network = graph.subgraph(near).copy()
    return part


def strongest(graph: Network, most: int | None = None, *, always: str | None = None) -> tuple[Network, str]:
    """Return the part of `graph` with its `most` most tied actors, and a sentence that says what is left out.

    `most` is MOST_ACTORS unless given. The actor whose id is `always` is kept in any case. The sentence is empty, and
    the graph itself returned, when nothing is left out.
    """
    most = most or MOST_ACTORS
    if len(graph) <= most:
        return graph, ""
    degree = degrees(graph)
    kept = sorted(graph, key=lambda a: (a != always, -degree[a], a))[:most]
    part: Network = graph.subgraph(kept).copy()
    actors, ties = len(graph) - len(part), graph.number_of_edges() - part.number_of_edges()
    return part, (
        f"Shown are the {len(part):,} actors with the most ties; {actors:,} actors and {ties:,} ties are left out."
    )


def _source(graph: Network) -> str:
    documents = {s["evidence"]["document"] for _, _, d in graph.edges(data=True) for s in d.get("evidence", ())}
    ties = f"{graph.number_of_edges():,} ties of {len(graph):,} actors"
    sources = f", from {len(documents):,} document{'s' * (len(documents) != 1)}" if documents else ""
    return f"{ties}{sources}. Made with PactGraph; outlines: Natural Earth."


def _assemble(title: str, source: str, data: Mapping[str, Any], *, world: bool) -> str:
    style, script, vis = _asset("map.css"), script_text(), vis_network()
    hashes = " ".join(f"'{_sha256(text)}'" for text in (vis, script))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src '{_sha256(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "csp": policy,
        "title": html.escape(title, quote=True),
        "source": html.escape(source, quote=True),
        "style": style,
        "data": _json(data),
        "world": f'<script type="application/json" id="world">{_asset("world.json").strip()}</script>' if world else "",
        "vis": vis,
        "script": script,
    }
    # one pass: what is filled in is never searched for further places to fill
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], _asset("page.html"))


def _json(data: Mapping[str, Any]) -> str:
    """Return `data` as JSON that can stand in a script element: no tag, no comment can begin in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def script_text() -> str:
    """Return the page's JavaScript: the modules in one scope, without their import and export words."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", _asset(f"{name}.js"))) for name in _MODULES]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def vis_network() -> str:
    """Return the newest vis-network bundle that the installed pyvis ships.

    Raises InputError when pyvis ships none.
    """
    folder = resources.files("pyvis") / "templates" / "lib"
    found = [f / "vis-network.min.js" for f in folder.iterdir() if f.name.startswith("vis-")]
    found = sorted((f for f in found if f.is_file()), key=lambda f: [int(n) for n in re.findall(r"\d+", str(f))])
    if not found:
        raise InputError("the installed pyvis ships no vis-network; install pyvis 0.3.2 or later")
    return found[-1].read_text("utf-8").replace("</script", "<\\/script")


@cache
def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text("utf-8")


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
