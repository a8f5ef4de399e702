"""`pactgraph chart`: a chart for print and slides."""

import warnings

import click

from ..graph.store import open_reader
from .options import db_option, filter_options, limit_option, output_path


@click.command()
@click.argument("kind", type=click.Choice(["central", "growth", "matrix", "types"]))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The picture to write; its name ends in .png or .svg."
)
@click.option("--title", metavar="TEXT", help="A heading of your own.")
@limit_option(15)
@filter_options
@db_option
def command(kind: str, db: str, keep: object, output: str, title: str | None, limit: int) -> None:
    """Draw a chart of the graph and print its path.

    \b
    central   the actors with the most partners
    growth    how many ties had begun by each year, by type
    matrix    ties between regions at home and regions abroad
    types     ties by country and type

    Needs matplotlib: pip install "pactgraph[chart]".

    \b
    Examples:
      pactgraph chart central -o central.png
      pactgraph chart matrix --country BY --country CN -o regions.svg
    """
    from ..queries.network import Filter, network
    from ..viz.charts import save_chart

    assert isinstance(keep, Filter)
    target = output_path(output)
    with open_reader(db) as reader:
        graph = network(reader, keep, evidence=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        written = save_chart(graph, kind, target, limit=limit, title=title)
    for warning in caught:
        click.echo(f"Warning: {warning.message}", err=True)
    click.echo(str(written))
