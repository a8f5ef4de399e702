"""The registry of measures: what each says about partnerships, where it comes from, and how it treats a network.

Data only: nothing heavy is imported here, so that `pactgraph central --help` answers at once.
"""

from dataclasses import dataclass

from rapidfuzz import process

from ..graph.errors import InputError

COMPILED_FROM = 400  # actors: below, networkx is done before scipy is imported
_IGNORED = "ignored"
_ONE_EDGE = "one edge, whatever runs between two actors"
_SUMMED = "their weights add up"


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure of actors.

    `meaning` is one sentence for people, `source` the paper, `direction`, `weights`, `parallel` and `disconnected` how
    the measure treats each. `directable` measures can follow the direction of ties, `low_first` ones rank the smallest
    value first, `layered` ones look at tie types apart, `grouped` ones at countries.
    """

    name: str
    title: str
    meaning: str
    source: str
    direction: str
    weights: str
    parallel: str
    disconnected: str
    directable: bool = False
    low_first: bool = False
    layered: bool = False
    grouped: bool = False


_ALL = (
    Metric(
        "degree",
        "degree",
        "How many partners an actor has.",
        "Freeman 1978, Social Networks 1",
        "ignored; with --directed, partners tied from it and to it are counted apart and added",
        _IGNORED,
        _ONE_EDGE,
        "does not matter",
        directable=True,
    ),
    Metric(
        "strength",
        "strength",
        "How many ties an actor has with all its partners together.",
        "Barrat et al. 2004, PNAS 101",
        "ignored; with --directed, a symmetric tie counts in and out",
        "summed",
        _SUMMED,
        "does not matter",
        directable=True,
    ),
    Metric(
        "betweenness",
        "betweenness",
        "How often an actor lies on the shortest chain of partners between two others: who can broker.",
        "Freeman 1977, Sociometry 40; Brandes 2001",
        "ignored; followed with --directed",
        "ignored: chains are counted in steps",
        _ONE_EDGE,
        "pairs without a chain count 0; divided by all pairs of others",
        directable=True,
    ),
    Metric(
        "closeness",
        "closeness",
        "How few steps an actor needs to reach the others.",
        "Freeman 1978; Wasserman and Faust 1994 for disconnected networks",
        "ignored; with --directed, steps lead to the actor",
        "ignored: chains are counted in steps",
        _ONE_EDGE,
        "taken within the actor's part and scaled by the share of actors in it",
        directable=True,
    ),
    Metric(
        "harmonic",
        "harmonic centrality",
        "How near the others are on average, those out of reach counting as infinitely far.",
        "Boldi and Vigna 2014, Internet Mathematics 10",
        "ignored; with --directed, steps lead to the actor",
        "ignored: chains are counted in steps",
        _ONE_EDGE,
        "an actor out of reach adds 0; divided by the number of others",
        directable=True,
    ),
    Metric(
        "eigenvector",
        "eigenvector centrality",
        "How well connected an actor's partners are, and theirs in turn.",
        "Bonacich 1987, American Journal of Sociology 92",
        "ignored",
        "used",
        _SUMMED,
        "only the part with the largest eigenvalue has values above 0",
    ),
    Metric(
        "pagerank",
        "PageRank",
        "Where someone ends up who keeps going from partner to partner and now and then starts anew.",
        "Brin and Page 1998, Computer Networks 30; damping 0.85",
        "ignored; followed with --directed",
        "used",
        _SUMMED,
        "every part is reached by starting anew",
        directable=True,
    ),
    Metric(
        "katz",
        "Katz centrality",
        "How many chains of partners of any length end at an actor, long ones counting little.",
        "Katz 1953, Psychometrika 18; a step weighs 0.85 / the largest eigenvalue",
        "ignored",
        "used",
        _SUMMED,
        "every part has values above 0",
    ),
    Metric(
        "constraint",
        "constraint",
        "How much an actor's partners depend on each other: the lower, the more it bridges (lowest first).",
        "Burt 1992, Structural Holes",
        "ignored",
        "used as shares of an actor's ties",
        _SUMMED,
        "looks at partners and their ties only",
        low_first=True,
    ),
    Metric(
        "clustering",
        "clustering coefficient",
        "How many of an actor's pairs of partners are partners of each other.",
        "Watts and Strogatz 1998, Nature 393",
        "ignored",
        _IGNORED,
        _ONE_EDGE,
        "looks at partners only; 0 with fewer than two",
    ),
    Metric(
        "core",
        "core number",
        "The largest k for which an actor belongs to a group where everyone has k partners within the group.",
        "Seidman 1983, Social Networks 5",
        "ignored",
        _IGNORED,
        _ONE_EDGE,
        "does not matter",
    ),
    Metric(
        "overlapping",
        "overlapping degree",
        "How many partners an actor has in all types of tie, a partner counting once a type.",
        "Battiston, Nicosia and Latora 2014, Physical Review E 89",
        "ignored",
        _IGNORED,
        "one edge within a type, one for each type",
        "does not matter",
        layered=True,
    ),
    Metric(
        "participation",
        "participation coefficient",
        "How evenly an actor's partners spread over the types of tie: 0 all in one type, 1 the same number in each.",
        "Battiston, Nicosia and Latora 2014, Physical Review E 89",
        "ignored",
        _IGNORED,
        "one edge within a type, one for each type",
        "does not matter; 0 where there is only one type",
        layered=True,
    ),
    Metric(
        "abroad",
        "E-I index",
        "Whether an actor's partners are abroad (1), at home (-1) or evenly both (0).",
        "Krackhardt and Stern 1988, Social Psychology Quarterly 51",
        "ignored",
        _IGNORED,
        _ONE_EDGE,
        "looks at partners only",
        grouped=True,
    ),
    Metric(
        "brokerage",
        "brokerage",
        "How many pairs of actors that are not tied themselves an actor stands between, in any role.",
        "Gould and Fernandez 1989, Sociological Methodology 19",
        "ignored; followed with --directed (from one, through the actor, to the other)",
        _IGNORED,
        _ONE_EDGE,
        "looks at partners and their ties only",
        directable=True,
        grouped=True,
    ),
)

METRICS = {m.name: m for m in _ALL}


def metric(name: str) -> Metric:
    """Return the measure called `name`, in any case, by its title as well.

    Raises InputError, with what is spelled alike and all there are, when there is none.
    """
    wanted = name.strip().lower().replace("_", "-")
    for found in METRICS.values():
        if wanted in (found.name, found.title.lower(), found.title.lower().replace(" ", "-")):
            return found
    close = process.extractOne(wanted, list(METRICS), score_cutoff=70)
    hint = f"did you mean {close[0]}? " if close else ""
    raise InputError(f"unknown measure {name!r}; {hint}The measures are {', '.join(METRICS)}")


def explain(m: Metric) -> str:
    """Return all that is known of a measure, as lines for people."""
    rows = [
        ("Source", m.source),
        ("Direction", m.direction),
        ("Weights", m.weights),
        ("Parallel ties", m.parallel),
        ("Disconnected", m.disconnected),
    ]
    head = m.name if m.name == m.title else f"{m.name} ({m.title})"
    return "\n".join([head, f"  {m.meaning}", *(f"  {k + ':':<14} {v}" for k, v in rows)])
