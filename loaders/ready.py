"""The mappings that ship with PactGraph (`data/mappings/*.yml`), and which of them fits a table."""

from importlib import resources

from ..graph.errors import InputError
from .mapping import Mapping, parse_mapping
from .tables import Table

_FOLDER = resources.files(__package__).joinpath("data", "mappings")


def ready_names() -> list[str]:
    """Return the names of the mappings there are."""
    return sorted(f.name.removesuffix(".yml") for f in _FOLDER.iterdir() if f.name.endswith(".yml"))


def ready_mapping(name: str) -> Mapping:
    """Return the mapping called `name`.

    Raises InputError, naming those there are, when there is none.
    """
    if name not in ready_names():
        raise InputError(f"there is no ready mapping {name!r}; there are {', '.join(ready_names())}")
    return parse_mapping(_FOLDER.joinpath(f"{name}.yml").read_text("utf-8"), name)


def fitting(table: Table) -> tuple[str, Mapping] | None:
    """Return the ready mapping for a table with exactly these columns (in any order), and its name.

    A table without a header fits when its columns hold Wikidata ids.
    """
    columns = sorted(table.header)
    for name in ready_names():
        mapping = ready_mapping(name)
        if sorted(mapping.columns) != columns:
            continue
        if not table.detected and not all(_is_identifier(c) for row in table.sample() for c in row.cells):
            continue
        return name, mapping
    return None


def _is_identifier(cell: str) -> bool:
    return cell[:1] == "Q" and cell[1:].isdigit()
