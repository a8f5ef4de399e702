"""What is particular to Wikidata: the query for twinnings with their qualifiers, and names for bare identifiers."""

from importlib import resources
from pathlib import Path

from .tables import Table, open_table
from .values import parse_identifier


def query() -> str:
    """Return the SPARQL for twinned administrative bodies (P190) with start, end and reference."""
    return resources.files(__package__).joinpath("data", "wikidata_p190.rq").read_text("utf-8")


def labels_beside(table: Table, word: str) -> Path | None:
    """Return the file of names beside a table of relations (its name with `word` for "relations"), or None."""
    name = table.path.name.replace("relations", word)
    path = table.path.with_name(name)
    return path if name != table.path.name and path.is_file() else None


def read_labels(path: Path) -> dict[str, str]:
    """Return the names in a table "identifier, name" by identifier.

    Raises InputError when it cannot be read.
    """
    labels: dict[str, str] = {}
    for row in open_table(path).rows():
        if row.fault is None and len(row.cells) >= 2:
            try:
                qid = parse_identifier(row.cells[0])
            except ValueError:
                continue
            if qid and row.cells[1].strip():
                labels[qid] = row.cells[1].strip()
    return labels
