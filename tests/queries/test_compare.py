from pactgraph.graph.gazetteer import default
from pactgraph.graph.identity import Resolver, from_place
from pactgraph.graph.model import Citation, Evidence, Mention, Statement
from pactgraph.queries.compare import Comparison, compare
from pactgraph.queries.quickstatements import quickstatements

from ..fakes import MemoryReader


def twins(
    a: str, b: str, date: str | None = None, status: str = "agreed", *, at: str = "here", url: str = ""
) -> Statement:
    """Return a twinning of two places of the gazetteer by id, or of an unknown town of Belarus."""
    ends = []
    for id_ in (a, b):
        place = default().get(id_)
        ends.append(
            Mention(
                id_,
                place.name if place else id_,
                "city" if not place else place.kind,
                "BY" if not place else place.country,
                id_ if place else "",
            )
        )
    evidence = Evidence(at, row=1, citation=Citation(url=url) if url else None)
    return Statement("TWINNED_WITH", ends[0], ends[1], evidence, "test", date, status, origin=at)


def comparison(here: list[Statement], there: list[Statement], *, everything: bool = False) -> Comparison:
    resolver = Resolver(default())
    stored = [s.resolved(resolver.resolve(s.source).id, resolver.resolve(s.target).id) for s in here]
    ids = {e for s in stored for e in (s.source.id, s.target.id)}
    actors = [from_place(p) for i in ids if (p := default().get(i))]
    return compare(MemoryReader(actors, stored), there, resolver, everything=everything)


def outcomes(found: Comparison) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    return {(c.source.id, c.target.id): (c.outcome, c.differences) for c in found.ties}


def test_one_tie_in_either_direction_and_precision_is_in_both() -> None:
    found = comparison(
        [twins("by/brest", "cn/xiaogan", "2016-04")], [twins("cn/xiaogan", "by/brest", "2016", at="there")]
    )
    assert outcomes(found) == {("by/brest", "cn/xiaogan"): ("both", ())}
    assert [s.evidence.document for s in found.ties[0].evidence_here] == ["here"]
    assert [s.evidence.document for s in found.ties[0].evidence_there] == ["there"]


def test_dates_and_ends_that_differ_are_said() -> None:
    here = [twins("by/brest", "cn/xiaogan", "2016"), twins("by/gomel", "cn/chengdu", "2018")]
    there = [
        twins("by/brest", "cn/xiaogan", "2014", at="there"),
        twins("by/gomel", "cn/chengdu", "2022", "ended", at="there"),
    ]
    assert outcomes(comparison(here, there)) == {
        ("by/brest", "cn/xiaogan"): ("differs", ("date",)),
        ("by/gomel", "cn/chengdu"): ("differs", ("status",)),
    }


def test_what_the_source_does_not_name_is_not_held_against_it() -> None:
    here = [twins("by/brest", "cn/xiaogan"), twins("by/gomel", "cn/chengdu")]
    there = [twins("by/brest", "bg/pleven", at="there")]
    assert outcomes(comparison(here, there)) == {
        ("by/brest", "cn/xiaogan"): ("only here", ()),
        ("bg/pleven", "by/brest"): ("only there", ()),
    }
    assert ("by/gomel", "cn/chengdu") in outcomes(comparison(here, there, everything=True))


def test_an_end_that_nobody_knows_leaves_its_tie_unresolved() -> None:
    found = comparison([twins("by/brest", "cn/xiaogan")], [twins("by/brest", "Zhlobinn", at="there")])
    assert found.counts() == {"both": 0, "differs": 0, "only here": 1, "only there": 0, "unresolved": 1}


def test_what_cannot_be_a_tie_is_counted() -> None:
    found = comparison([twins("by/brest", "cn/xiaogan")], [twins("by/brest", "by/brest", at="there")])
    assert (found.statements, found.rejected, found.ties) == (1, 1, [])


def test_quickstatements_are_written_both_ways_with_precision_and_reference() -> None:
    here = [
        twins("by/brest", "by/minsk", "2016-04", url="https://a.example/x"),
        twins("by/gomel", "by/minsk", "2018"),  # no reference
        twins("by/vitebsk", "by/minsk", "2018", "planned", url="https://a.example/y"),
        twins("by/grodno", "by/minsk", url='https://a.example/"; DROP'),  # no address
    ]
    found = comparison(here, [twins("by/pinsk", "by/orsha", at="there")], everything=True)
    item = {i: place.wikidata for i in ("by/brest", "by/minsk") if (place := default().get(i))}
    brest, minsk = item["by/brest"], item["by/minsk"]
    tail = 'P580\t+2016-04-00T00:00:00Z/10\tS854\t"https://a.example/x"'
    assert list(quickstatements(found.ties)) == [f"{brest}\tP190\t{minsk}\t{tail}", f"{minsk}\tP190\t{brest}\t{tail}"]
