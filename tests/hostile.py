"""Networks whose names are meant to break what reads them."""

from dataclasses import replace

from pactgraph.queries.network import Filter, Network, network

from .fakes import ACTORS, small_world

HOSTILE = [
    'O\'Neil "x" \\ back\\u0027slash',
    "\\u0027}) DETACH DELETE n //",
    "'; MATCH (n) DETACH DELETE n;",
    "</node><script>alert(1)</script> & ]]>",
    "四川 Сычуань שלום مرحبا ꠆ 𐍈 💥",
    "`tick` $param {x} //c /*d*/ #{y} %s",
    "a,b;c|d\te",
    "\\",
    "=1+1",
]
CONTROLS = "a\x00b\x0bc\x1f\x7f\u202e\u2028\ufffe\nend"
HALF = "half \ud800 pair"


def hostile_world() -> Network:
    """The small world, its names replaced by hostile ones."""
    w = small_world()
    names = dict(zip((a.id for a in ACTORS), [*HOSTILE, CONTROLS, HALF], strict=False))
    w.actors = {i: replace(a, name=names.get(i, a.name), lat=52.4, lon=-0.5) for i, a in w.actors.items()}
    return network(w.reader(), Filter(statuses=("agreed", "planned", "ended")), evidence=True)
