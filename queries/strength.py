"""How strong ties are: one number from their number and kinds, how recent they are, and how many documents say so.

A tie's strength is

    type x status x recency x sources

- *type* and *status*: weights that stand as data in `data/strength.toml`;
- *recency*: 2 ** (-age / half_life), never below `floor`; `age` is the number of years from the tie's last affirmation
  (its `last`, else `since`, for a figure its `year`) to the reference year; `undated` for a tie without a date;
- *sources*: 1 + log2(documents): 2 with two documents, 3 with four.

The strength of two actors, or of two groups of them, is the sum over the ties between them. Figures of one pair
(TRADES_WITH, a tie a year and flow) are one relationship told several times: only the strongest of them counts.

A chain through a shared partner has `chain` x min(first, second) / log2(max(2, partners)): as strong as its weaker
half, and the less the more partners the one in the middle has, as in Adamic and Adar ("Friends and neighbors on the
Web", Social Networks 25, 2003): one that is tied to everybody links nobody in particular.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..graph.model import Tie
from ..graph.names import year_of
from ..graph.schema import TIE_TYPES


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the formula; `half_life` is in years, the others are factors."""

    types: Mapping[str, float]
    statuses: Mapping[str, float]
    half_life: float
    floor: float
    undated: float
    chain: float


@cache
def weights() -> Weights:
    """Return the weights of `data/strength.toml`."""
    return Weights(**tomllib.loads(resources.files(__package__).joinpath("data/strength.toml").read_text("utf-8")))


def year_affirmed(tie: Tie) -> int | None:
    """Return the year in which `tie` was last said to hold, for a figure the year it is of."""
    return year_of(tie.last) or year_of(tie.since) or year_of_figure(tie)


def year_of_figure(tie: Tie) -> int | None:
    """Return the year a figure is of ("2020", "2020-2021"), or None."""
    return int(tie.year[:4]) if tie.year and tie.year[:4].isdigit() else None


def newest_year(ties: Iterable[Tie]) -> int | None:
    """Return the newest year of ties that hold or held; what is planned may lie ahead and does not count."""
    return max((year for t in ties if t.status != "planned" and (year := year_affirmed(t))), default=None)


def tie_strength(tie: Tie, as_of: int | None) -> float:
    """Return the strength of one tie, seen from the year `as_of`; ties of later years have age 0."""
    w = weights()
    year = year_affirmed(tie)
    recency = w.undated
    if year is not None and as_of is not None:
        recency = max(w.floor, 2.0 ** (-max(0, as_of - year) / w.half_life))
    return w.types[tie.type] * w.statuses[tie.status] * recency * (1.0 + math.log2(max(1, tie.documents)))


def strength(ties: Iterable[Tie], as_of: int | None) -> float:
    """Return the strength of several ties together: their sum, of the figures of one pair only the strongest."""
    figures: dict[frozenset[str], float] = {}
    total = 0.0
    for tie in ties:
        value = tie_strength(tie, as_of)
        if TIE_TYPES[tie.type].figure:
            pair = frozenset((tie.source, tie.target))
            figures[pair] = max(figures.get(pair, 0.0), value)
        else:
            total += value
    return total + math.fsum(figures.values())


def chain_strength(first: float, second: float, partners: int) -> float:
    """Return the strength of a chain of two links through an actor that has `partners` partners."""
    return weights().chain * min(first, second) / math.log2(max(2, partners))


def explain(as_of: int | None) -> str:
    """Return the formula with its numbers, in words for people."""
    w = weights()
    types = ", ".join(f"{t} {v:g}" for t, v in sorted(w.types.items(), key=lambda i: (-i[1], i[0])) if v)
    statuses = ", ".join(f"{s} {v:g}" for s, v in w.statuses.items())
    return (
        "strength of a tie = type x status x recency x sources\n"
        f"  type     {types}\n"
        f"  status   {statuses}\n"
        f"  recency  2^(-age / {w.half_life:g} years) from its last affirmation to {as_of or 'no year'}, at least "
        f"{w.floor:g}; undated {w.undated:g}\n"
        "  sources  1 + log2(number of documents)\n"
        "strength of two actors = the sum over the ties between them and what belongs to them;\n"
        "  figures of trade of one pair count once, with the strongest\n"
        f"strength of a chain through a partner = {w.chain:g} x its weaker half / log2(that one's number of partners)"
    )
