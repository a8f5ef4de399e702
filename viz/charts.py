"""Charts for print and slides: central actors, growth over time, a region-to-region matrix, tie types by country.

Each takes a graph and returns a matplotlib figure with a title, units and the source of its numbers. Colours are the
map's (viz.style). matplotlib is an optional dependency: `pip install "pactgraph[chart]"`.
"""

import logging
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph.errors import InputError
from ..graph.names import clean, year_of
from ..graph.schema import KINDS, TIE_TYPES
from ..queries.network import Network
from .countries import country_names, home_country, region_of
from .style import KIND_STYLES, TIE_STYLES

if TYPE_CHECKING:
    from matplotlib.figure import Figure
else:
    Figure = Any

ENDINGS = ("png", "svg")
_SIZE = (10.0, 6.2)  # inches
_INK, _SOFT = "#1f2630", "#5b6573"
_MISSING = re.compile(r"Glyph (\d+) .* missing from font")
# asked in turn for the letters that the first lacks, where they are installed
_FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimSun",
    "Malgun Gothic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Arial Unicode MS",
)


def save_chart(graph: Network, kind: str, path: Path, *, limit: int = 15, title: str | None = None) -> Path:
    """Draw the chart called `kind` (a key of CHARTS) and write it to `path`, as PNG or SVG by its ending.

    Letters that no installed font has are drawn as boxes, and a UserWarning names them. Raises InputError for another
    ending, when matplotlib is missing, or when there is nothing to draw.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise InputError(f"{path} ends in neither .png nor .svg; name it so")
    if not graph.number_of_edges():
        raise InputError("there is nothing to draw: no tie passes the filters")
    try:
        import matplotlib
    except ImportError:
        raise InputError('charts need matplotlib; install it with: pip install "pactgraph[chart]"') from None
    # the same data gives the same file: no date, no random ids
    settings: Any = {"svg.hashsalt": "pactgraph", "font.family": _fonts(), "font.size": 10, "text.color": _INK}
    with matplotlib.rc_context(settings), warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message=_MISSING.pattern)
        figure = CHARTS[kind](graph, limit)
        if title:
            figure.axes[0].set_title(clean(title), loc="left", fontsize=14, fontweight="bold", parse_math=False)
        try:
            figure.savefig(path, dpi=160, metadata={"Date": None} if ending == "svg" else {"Software": None})
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from None
    missing = {chr(int(found[1])) for w in caught if (found := _MISSING.match(str(w.message)))}
    if missing:
        some = "".join(sorted(missing)[:12])
        warnings.warn(f"no installed font has {some}; install one that does, such as Noto Sans CJK", stacklevel=2)
    return path


def central(graph: Network, limit: int = 15) -> Figure:
    """Draw the actors with the most partners as bars, coloured by kind; several ties to one partner count once."""
    partners = {a: len({*graph.successors(a), *graph.predecessors(a)} - {a}) for a in graph}
    top = sorted(graph, key=lambda a: (-partners[a], a))[:limit]
    figure, axes = _figure("The best connected actors", "number of partners", graph, height=1.6 + 0.3 * len(top))
    values = [partners[a] for a in top]
    kinds = [k for k in KINDS if any(graph.nodes[a]["kind"] == k for a in top)]
    fills = _fills({k: KIND_STYLES[k].color for k in kinds})
    bars = axes.barh(range(len(top)), values)
    axes.xaxis.get_major_locator().set_params(integer=True)
    for bar, a in zip(bars, top, strict=True):
        bar.set(**fills[graph.nodes[a]["kind"]])
    axes.bar_label(bars, padding=4, color=_SOFT)
    _rows(axes, [_short(graph.nodes[a]["name"]) for a in top])
    _legend(axes, [(KINDS[k].one.en, fills[k]) for k in kinds])
    return figure


def growth(graph: Network, limit: int = 15) -> Figure:
    """Draw how many ties had begun by the end of each year, by type; undated ties are counted in the source line.

    Of the years before the first hundredth of all ties one step is left: a lone early date would flatten the rest.
    """
    by_type: defaultdict[str, Counter[int]] = defaultdict(Counter)
    undated = 0
    for _, _, d in graph.edges(data=True):
        year = year_of(d["since"]) or year_of(d["year"])
        if year is None:
            undated += 1
        else:
            by_type[d["type"]][year] += 1
    every = sorted(y for c in by_type.values() for y in c.elements())
    if not every:
        raise InputError("no tie has a date; there is no growth to draw")
    years = list(range(every[len(every) // 100], every[-1] + 1))
    types = sorted(by_type, key=lambda t: (-by_type[t].total(), t))
    note = f"{undated:,} undated ties are not counted" if undated else ""
    figure, axes = _figure("Ties over time", "ties begun until the end of the year", graph, note, across=False)
    fills = _fills({t: TIE_STYLES[t].color for t in types})
    base = np.zeros(len(years))
    for t in types:
        values = np.array([sum(n for y, n in by_type[t].items() if y <= year) for year in years])
        axes.bar(years, values, bottom=base, width=0.86, **fills[t])
        base += values
    axes.xaxis.get_major_locator().set_params(integer=True)
    _legend(axes, [(TIE_TYPES[t].noun.en, fills[t]) for t in reversed(types)])
    return figure


def matrix(graph: Network, limit: int = 15) -> Figure:
    """Draw the ties between the regions of the graph's home country and the regions of others as a heat map.

    Towns, companies and the rest count for the region they are part of. Without a home country, the regions of all
    countries stand on both sides.
    """
    home = home_country(graph)
    region = {a: (graph.nodes[a]["country"] or "", region_of(graph, a)) for a in graph}
    cells: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    for a, b in graph.edges():
        (c, r), (d, s) = region[a], region[b]
        if r is None or s is None or (c, r) == (d, s):
            continue
        near, far = sorted(((c, r), (d, s)), key=lambda x: (x[0] != home, x))
        if home is None:
            cells[far, near] += 1
        if home is None or (near[0] == home and far[0] != home):
            cells[near, far] += 1
    if not cells:
        raise InputError("no tie links two regions; there is no matrix to draw")
    rows = _heaviest((k[0] for k in cells.elements()), limit)
    columns = _heaviest((k[1] for k in cells.elements() if k[0] in rows), limit + 5)
    values = np.array([[cells[r, c] for c in columns] for r in rows])
    names = country_names(graph)
    title = f"Ties between regions of {names[home]} and regions abroad" if home else "Ties between regions"
    figure, axes = _figure(title, "", graph, "figures are numbers of ties", height=2.6 + 0.34 * len(rows))
    axes.imshow(values, cmap="Blues", aspect="auto", vmin=0, vmax=max(values.max() * 1.15, 1))
    for (i, j), value in np.ndenumerate(values):
        if value:
            axes.text(j, i, str(value), ha="center", va="center", color="white" if value > values.max() * 0.6 else _INK)
    _rows(axes, [_short(r, 26) for _, r in rows])
    labels = [f"{_short(r, 22)} ({c})" for c, r in columns]
    axes.set_xticks(range(len(columns)), labels, rotation=45, ha="right", parse_math=False)
    axes.grid(visible=False)
    axes.tick_params(length=0)
    return figure


def types(graph: Network, limit: int = 15) -> Figure:
    """Draw the ties of each country by type as stacked bars; the home country, which nearly all touch, is left out."""
    home = home_country(graph)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for a, b, d in graph.edges(data=True):
        for code in {graph.nodes[a]["country"], graph.nodes[b]["country"]} - {home, None}:
            counts[code][d["type"]] += 1
    if not counts:
        raise InputError("no tie touches another country; there is nothing to draw")
    names = country_names(graph)
    top = sorted(counts, key=lambda c: (-counts[c].total(), c))[:limit]
    used = [t for t in TIE_TYPES if any(counts[c][t] for c in top)]
    title = f"Ties with {names[home]}'s partner countries, by type" if home else "Ties by country and type"
    figure, axes = _figure(title, "number of ties", graph, height=1.8 + 0.32 * len(top))
    fills = _fills({t: TIE_STYLES[t].color for t in used})
    left = np.zeros(len(top))
    for t in used:
        values = np.array([counts[c][t] for c in top])
        axes.barh(range(len(top)), values, left=left, **fills[t])
        left += values
    for i, total in enumerate(left):
        axes.text(total, i, f" {int(total)}", va="center", color=_SOFT)
    _rows(axes, [names[c] for c in top])
    _legend(axes, [(TIE_TYPES[t].noun.en, fills[t]) for t in used])
    return figure


CHARTS: dict[str, Callable[[Network, int], Figure]] = {
    "central": central,
    "growth": growth,
    "matrix": matrix,
    "types": types,
}


def _fonts() -> list[str]:
    """Return those of _FONTS that are installed; matplotlib's own list forgets fonts that came after it was made."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it logs each weight that a font lacks
    for path in set(findSystemFonts()) - {f.fname for f in fontManager.ttflist}:
        with suppress(OSError, RuntimeError):  # not a font that matplotlib reads
            fontManager.addfont(path)
    installed = set(fontManager.get_font_names())
    return [f for f in _FONTS if f in installed]


def _figure(
    title: str, unit: str, graph: Network, note: str = "", *, height: float = _SIZE[1], across: bool = True
) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(_SIZE[0], max(height, 3.2)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(clean(title), loc="left", fontsize=14, fontweight="bold", parse_math=False)
    (axes.set_xlabel if across else axes.set_ylabel)(unit, color=_SOFT)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#c9d0d8")
    axes.grid(axis="x" if across else "y", color="#e6e9ed")
    axes.set_axisbelow(True)
    axes.tick_params(colors=_INK, length=0)
    documents = {s["evidence"]["document"] for _, _, d in graph.edges(data=True) for s in d.get("evidence", ())}
    source = f"Source: PactGraph, {graph.number_of_edges():,} ties of {len(graph):,} actors"
    source += f" from {len(documents):,} document{'s' * (len(documents) != 1)}" if documents else ""
    figure.supxlabel(f"{source}{'; ' if note else ''}{note}.", x=0.01, ha="left", fontsize=8, color=_SOFT)
    return figure, axes


def _rows(axes: Any, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names, parse_math=False)
    axes.set_ylim(len(names) - 0.5, -0.5)


def _fills(colors: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return how each key's areas are filled: its colour, hatched where another key before it has the same."""
    seen: set[str] = set()
    fills = {}
    for key, color in colors.items():
        fills[key] = {
            "facecolor": color,
            "edgecolor": "white",
            "linewidth": 0,
            "hatch": "////" if color in seen else None,
        }
        seen.add(color)
    return fills


def _legend(axes: Any, entries: list[tuple[str, dict[str, Any]]]) -> None:
    from matplotlib.patches import Patch

    axes.figure.legend(
        handles=[Patch(label=name, **fill) for name, fill in entries], loc="outside right upper", frameon=False
    )


def _heaviest(keys: Any, limit: int) -> list[Any]:
    return [k for k, _ in sorted(Counter(keys).items(), key=lambda c: (-c[1], c[0]))[:limit]]


def _short(name: object, most: int = 38) -> str:
    text = clean(str(name))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
