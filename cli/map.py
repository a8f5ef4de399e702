"""`pactgraph map`: one HTML file that opens anywhere."""

import click
from click.core import ParameterSource

from ..graph.schema import STATUSES
from ..graph.store import open_reader
from .options import db_option, filter_options, output_path
from .output import note


@click.command()
@click.option("-o", "--output", default="map.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--focus", metavar="ACTOR", help="Only this actor and what is near it, in any spelling.")
@click.option("--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="How many ties away from it.")
@click.option("--geo", is_flag=True, help="Open on the world map.")
@click.option("--title", metavar="TEXT", help="The page's heading.")
@filter_options
@db_option
@click.pass_context
def command(
    context: click.Context,
    db: str,
    keep: object,
    output: str,
    focus: str | None,
    depth: int,
    geo: bool,
    title: str | None,
) -> None:
    """Write a map of the graph as one HTML file and print its path.

    The file needs no network and can be sent on. Readers search, filter by type, kind, country, status and year, unfold
    countries, read the statements behind each tie, find paths, and save pictures. Planned ties are drawn dashed, ended
    ones are hidden at first; --status leaves them out altogether. Beyond 20,000 actors the most tied are drawn.

    \b
    Examples:
      pactgraph map -o map.html
      pactgraph map --focus "Gomel Region" --depth 2 -o gomel.html
      pactgraph map --type twinned-with --country BY --country CN --geo -o twins.html
    """
    from dataclasses import replace

    from ..queries.find import Directory
    from ..queries.network import Filter, network
    from ..viz.page import around, strongest, write_map

    assert isinstance(keep, Filter)
    target = output_path(output)
    if context.get_parameter_source("statuses") == ParameterSource.DEFAULT:
        keep = replace(keep, statuses=STATUSES)
    with open_reader(db) as reader:
        graph = network(reader, keep, evidence=True)
        actor = Directory(reader.actors()).find(focus) if focus else None
    if actor:
        graph = around(graph, actor.id, depth)
        title = title or f"{actor.name} and its partners"
    graph, left_out = strongest(graph, always=actor.id if actor else None)
    if left_out:
        note(f"{left_out} Choose with --focus, --type, --kind, --country, --since or --until.")
    write_map(
        graph,
        target,
        title=title or "Who is tied to whom",
        view="world" if geo else "overview",
        focus=actor.id if actor and not geo else None,
        depth=depth,
        left_out=left_out,
    )
    click.echo(str(target))
