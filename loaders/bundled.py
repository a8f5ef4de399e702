"""The dataset that comes with PactGraph: what four books say about the external partnerships of Belarus.

`data/statements.jsonl` holds a statement a line, sorted by where it stands; `data/actors.csv` the actors that the
statements name by id; `data/decisions.jsonl` what was decided about doubtful identities and statements. These files are
the source of truth: a correction is made in them (docs/dataset.md says how).

A line is a record of the statements contract (graph.records) without what the actors' table or a default says:

- `source` and `target` are `{"id", "mention"}`; name, kind and country come from the table;
- status "agreed", instrument "none", an empty date and empty details are left out;
- `confidence` is SURE unless given; DOUBTFUL marks what a careful reader would not swear to;
- `details.date_basis` "context" says that the year does not stand in the passage itself but follows from it.
"""

import csv
import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from ..graph.decisions import Decision, parse
from ..graph.errors import InputError
from ..graph.gazetteer import default
from ..graph.ingest import Source
from ..graph.model import Actor, Document, Statement
from ..graph.records import from_record
from ..graph.schema import ALL, PLACE_KINDS

NAME = "bundled"
RULE = "reading"
SURE = 0.95
DOUBTFUL = 0.5

_AUTHOR = "Boris Zalesskii"
DOCUMENTS = (
    Document(
        "000_6350e2ab5efabf7e.txt",
        title=f"{_AUTHOR}: Le temps des nouvelles opportunités. Collection d'articles",
        publisher="Editions Notre Savoir (ISBN 978-620-4-09069-6)",
        date="2021",
    ),
    Document("001_dd1dc7dac365b328.txt"),
    Document("002_3048a065e1640cf0.txt", title="Questions d'actualité concernant l'interaction régionale"),
    Document("003_0fdbcb2e0c620327.txt", title="Les facettes d'un partenariat à toute épreuve"),
)


def source() -> Source:
    """Return the bundled dataset as a source of statements whose mentions are resolved."""
    known = actors()
    return Source(NAME, statements(known), documents=DOCUMENTS, actors=known)


def actors() -> list[Actor]:
    """Return the actors of the table, sorted by id.

    Their names in other languages are among the aliases, a place's also those that the gazetteer knows.
    """
    table = _data("actors.csv").read_text("utf-8")
    return [_actor(row) for row in csv.DictReader(table.splitlines())]


def statements(known: list[Actor] | None = None) -> Iterator[Statement]:
    """Yield the statements of the dataset in its order.

    Raises InputError, naming the line, for one that is not of the contract's form or names an unknown actor.
    """
    by_id = {a.id: a for a in (actors() if known is None else known)}
    by_id[ALL] = Actor(ALL, ALL, "country")
    with _data("statements.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _statement(json.loads(line), by_id)
            except (ValueError, KeyError, TypeError, InputError) as error:
                raise InputError(f"statements.jsonl, line {number}: {error}") from None


def decisions() -> list[Decision]:
    """Return what was decided about the identities and statements of the dataset."""
    return parse(_data("decisions.jsonl").read_text("utf-8"), "decisions.jsonl")


def _data(name: str) -> Traversable:
    return resources.files(__package__).joinpath("data", name)


def _actor(row: dict[str, str]) -> Actor:
    place = default().get(row["id"]) if row["kind"] in PLACE_KINDS else None
    other = [
        row["name_fr"],
        row["name_ru"],
        row["name_be"],
        *row["aliases"].split("|"),
        *(place.names if place else ()),
    ]
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"] or None,
        aliases=tuple(dict.fromkeys(n for n in other if n and n != row["name"])),
        part_of=row["part_of"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        wikidata=row["wikidata"] or None,
    )


def _statement(record: dict[str, Any], by_id: dict[str, Actor]) -> Statement:
    for end in ("source", "target"):
        actor = by_id[record[end]["id"]]
        record[end] |= {"name": actor.name, "kind": actor.kind, "country": actor.country}
    return from_record({"rule": RULE, "origin": NAME, "confidence": SURE, **record})
