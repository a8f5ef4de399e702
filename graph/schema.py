"""The closed schema, read once from `data/schema.toml`: actor kinds, tie types with their ends, words for people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from .errors import InputError

STATUSES = ("agreed", "planned", "ended")
INSTRUMENTS = (
    "treaty",
    "agreement",
    "memorandum",
    "protocol",
    "programme",
    "roadmap",
    "plan",
    "contract",
    "declaration",
    "letter",
    "none",
)
FLOWS = ("turnover", "export", "import", "investment")
ALL = "all"  # the source of an aggregate over every country


@dataclass(frozen=True, slots=True)
class Words:
    """Words for people in English and French."""

    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor, with its name in the singular and the plural."""

    name: str
    one: Words
    many: Words


@dataclass(frozen=True, slots=True)
class TieType:
    """A type of tie.

    `sources` and `targets` are the kinds allowed at its ends. `symmetric` ties have no direction, `once` ties begin on
    one day (two dates are a conflict), `counts` ties also come as observations, `figure` ties carry a flow and a year,
    `derived` ties come from the gazetteer and never from a loader.
    """

    name: str
    sources: frozenset[str]
    targets: frozenset[str]
    symmetric: bool
    once: bool
    counts: bool
    figure: bool
    derived: bool
    verb: Words
    noun: Words
    meaning: str


def _load() -> tuple[Mapping[str, Kind], Mapping[str, TieType], frozenset[str]]:
    raw: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("data/schema.toml").read_text("utf-8"))
    groups: dict[str, list[str]] = raw["groups"]
    kinds = {
        name: Kind(name, Words(k["en"], k["fr"]), Words(k["en_plural"], k["fr_plural"]))
        for name, k in raw["kinds"].items()
    }

    def ends(names: list[str]) -> frozenset[str]:
        return frozenset(kind for name in names for kind in groups.get(name, [name]))

    def tie(name: str, t: dict[str, Any]) -> TieType:
        return TieType(
            name=name,
            sources=ends(t["from"]),
            targets=ends(t["to"]),
            symmetric=t.get("symmetric", False),
            once=t.get("once", False),
            counts=t.get("counts", False),
            figure=t.get("figure", False),
            derived=t.get("derived", False),
            verb=Words(t["en"], t["fr"]),
            noun=Words(**t["noun"]),
            meaning=t["meaning"],
        )

    ties = {name: tie(name, t) for name, t in raw["ties"].items()}
    return MappingProxyType(kinds), MappingProxyType(ties), frozenset(groups["place"])


KINDS, TIE_TYPES, PLACE_KINDS = _load()


def tie_type(name: str) -> TieType:
    """Return the tie type called `name`, in any case, with `-` or spaces for `_`.

    Raises InputError, naming the types there are, when there is none.
    """
    found = TIE_TYPES.get(name.strip().upper().replace("-", "_").replace(" ", "_"))
    if found is None:
        raise InputError(f"unknown tie type {name!r}; the types are {', '.join(TIE_TYPES)}")
    return found


def kind(name: str) -> Kind:
    """Return the actor kind called `name` (singular or plural, in English or French).

    Raises InputError, naming the kinds there are, when there is none.
    """
    wanted = name.strip().lower()
    for found in KINDS.values():
        if wanted in (found.name, found.one.en, found.many.en, found.one.fr, found.many.fr):
            return found
    raise InputError(f"unknown kind {name!r}; the kinds are {', '.join(KINDS)}")


def misfit(type_: str, source_kind: str, target_kind: str, *, counted: bool = False) -> str | None:
    """Say why a tie of `type_` cannot run between these kinds; None when it can.

    An observation (`counted`) may have any place as its source: "162 Chinese residents" is said of China.
    """
    t = TIE_TYPES.get(type_)
    if t is None:
        return f"unknown tie type {type_!r}"
    sources = t.sources | PLACE_KINDS if counted and t.counts else t.sources
    for end, given, allowed in (("source", source_kind, sources), ("target", target_kind, t.targets)):
        if given not in allowed:
            return f"{type_} cannot have a {given} as its {end} (allowed: {', '.join(sorted(allowed))})"
    return None
