"""What the commands that measure networks share: options, and how their results are printed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..graph.errors import InputError
from ..graph.schema import KINDS
from ..graph.schema import kind as kind_called
from .options import country_code

if TYPE_CHECKING:
    from ..queries.network import Network
    from ..queries.shared import Projection

F = TypeVar("F", bound=Callable[..., Any])

weight_option = click.option(
    "--weight",
    type=click.Choice(["ties", "statements", "documents"]),
    default="ties",
    show_default=True,
    help="What a pair of actors weighs: its ties, or the statements or documents behind them.",
)
seed_option = click.option("--seed", type=int, default=0, show_default=True, help="Of the random numbers.")


def weight_attribute(weight: str) -> str | None:
    """Return the attribute that `--weight` means; None counts ties."""
    return None if weight == "ties" else weight


def among(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the kinds and the countries that the values of `--list` name.

    Raises InputError for a value that is neither.
    """
    kinds, countries = set(), set()
    for text in texts:
        try:
            kinds.add(kind_called(text).name)
        except InputError:
            try:
                countries.add(country_code(text))
            except InputError:
                raise InputError(f"--list {text!r} is no kind ({', '.join(KINDS)}) and no country") from None
    return kinds, countries


def project(network: "Network", text: str) -> "Projection":
    """Return the projection that `--project KIND` or `--project KIND:KIND` means, such as company:zone.

    Raises InputError when nothing is shared.
    """
    from ..queries.shared import shared

    one, _, through = text.partition(":")
    kind = kind_called(one).name
    partner = kind_called(through).name if through else None
    found = shared(network, kind, partner)
    if not found.pairs:
        raise InputError(nothing_shared(network, kind, partner))
    return found


def nothing_shared(network: "Network", kind: str, through: str | None) -> str:
    """Say why no two actors of `kind` share a partner, and what could be asked instead."""
    kinds = [data.get("kind") for _, data in network.nodes(data=True)]
    many, partners = KINDS[kind].many.en, KINDS[through].many.en if through else "partners"
    if kind not in kinds:
        return f"there are no {many} among the ties that pass the filters; use fewer filters"
    if through and through not in kinds:
        return f"there are no {partners} among the ties that pass the filters; use another --through or fewer filters"
    return f"no two {many} share {partners}; leave out --through, or use fewer filters"


def named(network: "Network", id_: str) -> str:
    """Return the name of an actor of the network."""
    return str(network.nodes[id_].get("name") or id_)


def counted(pairs: Sequence[tuple[str, int]], most: int = 4) -> str:
    """Return counts as people read them: "BY 12, CN 9, 3 more"."""
    shown = [f"{name} {count}" for name, count in pairs[:most]]
    return ", ".join([*shown, f"{len(pairs) - most} more"] if len(pairs) > most else shown)


def without_nothing(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return `row` without what has no value."""
    return {k: v for k, v in row.items() if v is not None}
