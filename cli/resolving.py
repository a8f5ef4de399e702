"""Who a mention is, for the commands that load, compare and review: what is known, and what people decided."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..graph.identity import Resolver
    from ..graph.store import Reader

DECISIONS = "decisions.jsonl"

decisions_option = click.option(
    "--decisions",
    "decisions_path",
    envvar="PACTGRAPH_DECISIONS",
    default=DECISIONS,
    show_default=True,
    metavar="FILE",
    help="What people decided about identities and statements (see `review`). Also PACTGRAPH_DECISIONS.",
)


def resolver_for(reader: "Reader", decisions_path: str) -> "Resolver":
    """Return a resolver that knows the gazetteer, the bundled actors, those of `reader`, and every decision.

    Decisions of the file come after the bundled ones, and win.
    """
    from ..graph import decisions
    from ..graph.gazetteer import default
    from ..graph.identity import Resolver
    from ..graph.store import each_actor
    from ..loaders import bundled

    taken = decisions.Decisions.of([*bundled.decisions(), *decisions.read(Path(decisions_path))])
    resolver = Resolver(default(), known=bundled.actors(), decisions=taken)
    for actor in each_actor(reader):
        resolver.learn(actor)
    return resolver
