"""Options that several commands share, and what they open."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from ..graph.errors import InputError
from ..graph.schema import KINDS, STATUSES, TIE_TYPES, tie_type
from ..graph.schema import kind as kind_called

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_DB = "pactgraph.lbug"

db_option = click.option(
    "--db",
    envvar="PACTGRAPH_DB",
    default=DEFAULT_DB,
    show_default=True,
    metavar="WHERE",
    help="A path, or a bolt:// or neo4j:// URI (credentials: NEO4J_USERNAME, NEO4J_PASSWORD). Also PACTGRAPH_DB.",
)

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="A table for people, the others for pipes.",
)


def limit_option(default: int) -> Callable[[F], F]:
    """Return the option that says how many rows to print at most."""
    return click.option("--limit", type=click.IntRange(min=1), default=default, show_default=True, help="Rows at most.")


def filter_options(command: F) -> F:
    """Add the options that choose ties and actors; the command gets one `keep` (queries.network.Filter)."""
    return _filters(command, actors=True, both_ends=True)


def path_filter_options(command: F) -> F:
    """Add the options that choose ties and the actors on the way; the command gets one `keep`."""
    return _filters(command, actors=True, both_ends=False)


def tie_filter_options(command: F) -> F:
    """Add the options that choose ties alone; the command gets one `keep`, and may mean its own by --kind."""
    return _filters(command, actors=False, both_ends=False)


def _filters(command: F, *, actors: bool, both_ends: bool) -> F:
    kind_and_country = [
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help=f"Only actors of a kind: {_list(KINDS)}."),
        click.option(
            "--country",
            "countries",
            multiple=True,
            metavar="CC",
            help="Only ties of a country (name or ISO code); given twice, ties between the two.",
        ),
    ]
    options = [
        click.option(
            "--type", "types", multiple=True, metavar="TYPE", help=f"Only ties of a type: {_list(TIE_TYPES)}."
        ),
        *(kind_and_country if actors else ()),
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice([*STATUSES, "any"]),
            default=["agreed"],
            show_default=True,
            help="Only ties of a status; repeat for several.",
        ),
        click.option(
            "--since", type=click.IntRange(1000, 2999), metavar="YEAR", help="Only ties begun in YEAR or later."
        ),
        click.option("--until", type=click.IntRange(1000, 2999), metavar="YEAR", help="Only ties begun by YEAR."),
    ]

    @wraps(command)
    def wrapped(
        *args: Any,
        types: tuple[str, ...],
        statuses: tuple[str, ...],
        since: int | None,
        until: int | None,
        kinds: tuple[str, ...] = (),
        countries: tuple[str, ...] = (),
        **rest: Any,
    ) -> Any:
        from ..queries.filter import Filter

        if since and until and since > until:
            raise InputError(f"--since {since} is after --until {until}: no tie can be between them")
        keep = Filter(
            types=[tie_type(t).name for t in types] or None,
            kinds=[kind_called(k).name for k in kinds] or None,
            countries=[country_code(c) for c in countries] or None,
            statuses=STATUSES if "any" in statuses else statuses,
            since=since,
            until=until,
        )
        if both_ends and keep.types and keep.kinds:
            _check_ends(keep.types, set(keep.kinds))
        return command(*args, keep=keep, **rest)

    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


def _check_ends(types: Collection[str], kinds: set[str]) -> None:
    """Raise InputError when no tie of `types` can have both ends among `kinds`."""
    if not any(TIE_TYPES[t].sources & kinds and TIE_TYPES[t].targets & kinds for t in types):
        first = TIE_TYPES[next(iter(types))]
        ends = f"from {_list(sorted(first.sources))} to {_list(sorted(first.targets))}"
        raise InputError(
            f"--kind asks both ends to be {_list(sorted(kinds))}, but {first.name} runs {ends}; add a kind"
        )


def country_code(text: str) -> str:
    """Return the ISO 3166 alpha-2 code of a country given by code or name.

    Raises InputError when there is no such country.
    """
    from ..graph.gazetteer import default

    if place := default().get(text.lower()):
        return place.country
    found = default().find(text, kind="country")
    if not found:
        raise InputError(f"unknown country {text!r}; give its name or its ISO 3166 code, such as BY")
    return found[0].country


def output_path(path: str) -> Path:
    """Return `path` as one that can be written.

    Raises InputError when its folder is missing or it is a folder.
    """
    target = Path(path)
    if target.is_dir():
        raise InputError(f"{path} is a folder; give a file's name")
    if not target.parent.is_dir():
        raise InputError(f"{path} cannot be written: there is no folder {target.parent}")
    return target


@contextmanager
def local(file: str) -> Iterator[tuple[Path, str | None]]:
    """Yield the path of FILE, and its name if it was copied: `-`, standard input, and pipes can be read but once."""
    path = Path(file)
    if file != "-" and not path.is_fifo():
        yield path, None
        return
    name = "stdin" if file == "-" else path.name
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / name).open("wb") as copy:
        with nullcontext(sys.stdin.buffer) if file == "-" else path.open("rb") as piped:
            shutil.copyfileobj(piped, copy)
        copy.flush()
        yield Path(copy.name), name


def _list(names: Any) -> str:
    return ", ".join(names)
