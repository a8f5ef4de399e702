"""`pactgraph query`: Cypher, of one's own or from the catalogue."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.store import QUERY_LIMIT, QUERY_TIMEOUT, open_reader
from . import output
from .options import db_option, format_option

if TYPE_CHECKING:
    from ..graph.store import Rows


@click.command()
@click.argument("cypher", required=False)
@db_option
@click.option("--name", metavar="NAME", help="Run a query of the catalogue.")
@click.option("--list", "list_", is_flag=True, help="List the catalogue with its parameters.")
@click.option("--show", is_flag=True, help="Print the Cypher of --name instead of running it.")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; VALUE is JSON, or else text."
)
@click.option("--timeout", type=click.FloatRange(min=0.001), default=QUERY_TIMEOUT, show_default=True, help="Seconds.")
@click.option("--limit", type=click.IntRange(min=1), default=QUERY_LIMIT, show_default=True, help="Rows at most.")
@format_option
def command(
    cypher: str | None,
    db: str,
    name: str | None,
    list_: bool,
    show: bool,
    params: tuple[str, ...],
    timeout: float,
    limit: int,
    format_: str,
) -> None:
    """Run CYPHER, which the store lets read and never write; "-" takes it from standard input.

    Values belong into parameters ($name in the query, --param name=value here). A number, true, null, a list or quoted
    text is read as JSON, anything else as text: --param year=2015 is a number, --param 'year="2015"' is text.

    \b
    Examples:
      pactgraph query 'MATCH (a {name: $n})-[t:TWINNED_WITH]-(b) RETURN b.name, t.since' --param n=Gomel
      pactgraph query --list
      pactgraph query --name partners --param actor=by/gomel-region
    """
    from ..queries.catalogue import named

    if list_:
        _list(format_)
        return
    if (cypher is None) == (name is None):
        raise InputError("give either a query or --name; --list shows the catalogue" if cypher else _NOTHING)
    given = dict(_parameter(p) for p in params)
    if name:
        query = named(name)
        if show:
            click.echo(query.cypher.rstrip())
            return
        text, given = query.cypher, query.values(given)
    else:
        if show:
            raise InputError("--show prints a query of the catalogue; add --name")
        text = sys.stdin.read() if cypher == "-" else cypher or ""
    with open_reader(db) as reader:
        found = reader.query(text, given, timeout=timeout, limit=limit)
    rows = _rows(found)
    if format_ == "table":
        rows = [{k: _plain(v) for k, v in row.items()} for row in rows]
    output.emit(rows, format_)
    if found.truncated:
        output.note(f"Only the first {limit} rows are shown; --limit raises that.")


_NOTHING = "which query? Give one, or --name from --list"


def _list(format_: str) -> None:
    from ..queries.catalogue import catalogue

    rows = [
        {
            "name": q.name,
            "answers": q.answers,
            "parameters": [p.name + ("" if p.required else f"={json.dumps(p.default)}") for p in q.parameters],
        }
        for q in catalogue().values()
    ]
    output.emit(rows, format_)


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise InputError(f"--param {text!r} is not NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _rows(found: "Rows") -> list[dict[str, Any]]:
    """Return a mapping a row; a column's name that comes twice gets a number."""
    columns: list[str] = []
    for column in found.columns:
        name, n = column, 1
        while name in columns:
            n += 1
            name = f"{column} ({n})"
        columns.append(name)
    return [dict(zip(columns, row, strict=True)) for row in found.rows]


def _plain(value: Any) -> Any:
    """Return what a table shows of a node or tie: its name and id, or what it holds."""
    if isinstance(value, dict):
        if "name" in value and "id" in value:
            return f"{value['name']} ({value['id']})"
        return ", ".join(f"{k}={_plain(v)}" for k, v in value.items() if v not in (None, [], ""))
    return [_plain(v) for v in value] if isinstance(value, list) else value
