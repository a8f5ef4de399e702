"""Short ways to make what tests need: actors, statements, and the change that stores them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pactgraph.graph.model import Actor, Change, Citation, Document, Evidence, Mention, Statement, Tie
from pactgraph.graph.ties import derive


def actor(id_: str, kind: str = "city", **more: Any) -> Actor:
    """Return an actor; its country and name are read off its id ("by/gomel")."""
    country, _, name = id_.partition("/")
    return Actor(id_, **{"name": name.title(), "kind": kind, "country": country.upper(), **more})


def mention(id_: str, kind: str = "city") -> Mention:
    """Return a mention that is resolved to the actor `id_`."""
    country, _, name = id_.partition("/")
    return Mention(name, name.title(), kind, country.upper() or None, id_)


def statement(
    a: str = "by/gomel",
    b: str = "cn/chengdu",
    type_: str = "TWINNED_WITH",
    *,
    kinds: tuple[str, str] = ("city", "city"),
    document: str = "book.txt",
    line: int = 1,
    citation: Citation | None = None,
    **more: Any,
) -> Statement:
    """Return a resolved statement about the actors `a` and `b`."""
    evidence = Evidence(document, (line, line), (line * 10, line * 10 + 9), citation=citation)
    given = {"rule": "test", "origin": "book", **more}
    return Statement(type_, mention(a, kinds[0]), mention(b, kinds[1]), evidence, **given)


def change(
    *statements: Statement, actors: Sequence[Actor] | None = None, ties: Sequence[Tie] | None = None, **more: Any
) -> Change:
    """Return the change that stores `statements` with the ties they add up to, their actors and documents."""
    return Change(
        origin=statements[0].origin if statements else "book",
        actors=tuple(ends(statements) if actors is None else actors),
        ties=tuple(derive(statements) if ties is None else ties),
        statements=tuple(statements),
        documents=tuple(Document(d) for d in sorted({s.evidence.document for s in statements})),
        **more,
    )


def ends(statements: Iterable[Statement]) -> list[Actor]:
    """Return an actor for each end of `statements`."""
    found = {m.id: m.kind for s in statements for m in (s.source, s.target) if m.name.lower() != "all"}
    return [actor(id_, kind) for id_, kind in sorted(found.items())]
