"""A store in memory and a small world, for tests that need no database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from pactgraph.graph.model import Actor, Change, Citation, Document, Evidence, Mention, Statement, Tie, content_hash
from pactgraph.graph.schema import ALL
from pactgraph.graph.store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows, Store
from pactgraph.graph.ties import derive


class MemoryReader:
    """A graph.store.Reader over lists; `reads` counts calls, `query` answers what `answer` is set to."""

    where = "memory"

    def __init__(
        self,
        actors: Iterable[Actor] = (),
        statements: Iterable[Statement] = (),
        documents: Iterable[Document] = (),
        ties: Iterable[Tie] | None = None,
    ) -> None:
        self._actors = {a.id: a for a in sorted(actors, key=lambda a: a.id)}
        self._statements = {s.id: s for s in sorted(statements, key=lambda s: s.id)}
        self._documents = sorted(documents, key=lambda d: d.name)
        found = list(derive(self._statements.values()) if ties is None else ties)
        found += [
            Tie(content_hash("PART_OF", a.id), "PART_OF", a.id, a.part_of) for a in self._actors.values() if a.part_of
        ]
        self._ties = {t.id: t for t in sorted(found, key=lambda t: t.id)}
        self.reads: list[str] = []
        self.answer = Rows((), [])

    def actors(self, ids: Collection[str] | None = None) -> list[Actor]:
        self.reads.append("actors")
        return [a for a in self._actors.values() if ids is None or a.id in ids]

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        self.reads.append("ties")
        return [
            t
            for t in self._ties.values()
            if (ids is None or t.id in ids)
            and (touching is None or t.source in touching or t.target in touching)
            and (types is None or t.type in types)
        ]

    def statements(
        self,
        ids: Collection[str] | None = None,
        *,
        ties: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        observations: bool | None = None,
    ) -> list[Statement]:
        self.reads.append("statements")
        return [
            s
            for s in self._statements.values()
            if (ids is None or s.id in ids)
            and (ties is None or s.tie_id in ties)
            and (touching is None or s.source.id in touching or s.target.id in touching)
            and (documents is None or s.evidence.document in documents)
            and (observations is None or s.is_observation == observations)
        ]

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        for s in self._statements.values():
            if s.origin == origin:
                yield s.id, s.source.id, s.target.id

    def documents(self) -> list[Document]:
        return self._documents

    def counts(self) -> Counts:
        return Counts(statements=len(self._statements), documents=len(self._documents))

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = QUERY_TIMEOUT,
        limit: int = QUERY_LIMIT,
    ) -> Rows:
        return Rows(self.answer.columns, self.answer.rows[:limit], len(self.answer.rows) > limit)

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class World:
    """Actors and statements written down in a few words; `reader()` makes a store of them."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = {a.id: a for a in actors}
        self.statements: list[Statement] = []
        self.documents: dict[str, Document] = {}

    def say(
        self,
        type_: str,
        source: str,
        target: str,
        date: str | None = None,
        *,
        document: str = "book.txt",
        line: int | None = None,
        span: tuple[int, int] | None = None,
        url: str | None = None,
        as_written: tuple[str, str] | None = None,
        **more: Any,
    ) -> Statement:
        """Add one statement, on a line of its own unless told."""
        line = line or len(self.statements) + 1
        texts = as_written or ("", "")
        s = Statement(
            type=type_,
            source=self._mention(source, texts[0]),
            target=self._mention(target, texts[1]),
            evidence=Evidence(
                document, (line, line), span, citation=Citation("7", "A title", url, 2021) if url else None
            ),
            rule="by hand",
            date=date,
            origin="tests",
            **more,
        )
        self.statements.append(s)
        return s

    def reader(self) -> MemoryReader:
        """Return a store that holds what was said."""
        names = {s.evidence.document for s in self.statements}
        documents = [self.documents.get(n, Document(n)) for n in sorted(names)]
        return MemoryReader(self.actors.values(), self.statements, documents)

    def fill(self, store: Store) -> None:
        """Write what was said into a real store."""
        reader = self.reader()
        with store.load("tests") as load:
            load.apply(
                Change(
                    "tests",
                    actors=tuple(reader.actors()),
                    ties=tuple(reader.ties()),
                    statements=tuple(reader.statements()),
                    documents=tuple(reader.documents()),
                )
            )

    def _mention(self, actor_id: str, text: str) -> Mention:
        if actor_id == ALL:
            return Mention(text or ALL, ALL, "country", None, ALL)
        a = self.actors[actor_id]
        return Mention(text or a.name, a.name, a.kind, a.country, a.id)


def place(id_: str, name: str, kind: str, part_of: str | None = None, *aliases: str) -> Actor:
    """Return an actor whose country is the head of its id."""
    return Actor(id_, name, kind, id_.split("/")[0].upper(), aliases, part_of)


ACTORS = [
    place("by", "Belarus", "country", None, "Беларусь", "Bélarus"),
    place("by/gomel-region", "Gomel Region", "region", "by", "Homiel Region", "région de Gomel", "Гомельская область"),
    place("by/gomel", "Gomel", "city", "by/gomel-region", "Homiel", "Homyel", "Гомель"),
    place("by/gomel-district", "Gomel District", "district", "by/gomel-region"),
    place("by/svetlogorsk", "Svetlogorsk", "city", "by/gomel-region"),
    place("by/brest-region", "Brest Region", "region", "by"),
    place("by/brest", "Brest", "city", "by/brest-region"),
    place("by/company/gomselmash", "Gomselmash", "company", "by/gomel", "Гомсельмаш"),
    place("by/exchange/butb", "Belarusian Universal Commodity Exchange", "exchange", None, "BUTB", "BUCE"),
    place("by/zone/gomel-raton", "FEZ Gomel-Raton", "zone", "by/gomel"),
    place("cn", "China", "country", None, "Chine", "Китай"),
    place("cn/sichuan", "Sichuan", "region", "cn", "Сычуань", "四川"),
    place("cn/chengdu", "Chengdu", "city", "cn/sichuan"),
    place("cn/company/panda", "Panda Works", "company", "cn/chengdu"),
    place("cn/jiangsu", "Jiangsu", "region", "cn"),
    place("cn/nanjing", "Nanjing", "city", "cn/jiangsu"),
    place("cn/hubei", "Hubei", "region", "cn"),
    place("fr", "France", "country"),
    place("fr/brest", "Brest", "city", "fr"),
]


def small_world() -> World:
    """Return two countries, their regions and what they have agreed: enough for every answer to be known by hand."""
    w = World(ACTORS)
    w.say("TWINNED_WITH", "by/gomel-region", "cn/sichuan", "2015-05", instrument="agreement", url="https://ex.org/1")
    w.say("TWINNED_WITH", "by/gomel-region", "cn/sichuan", "2016", document="other.txt")
    w.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2018", as_written=("Homiel", "Tchengdou"))
    w.say("COOPERATES_WITH", "by/company/gomselmash", "cn/company/panda", "2020", instrument="contract")
    w.say("COOPERATES_WITH", "by/gomel-region", "cn/jiangsu", "2012", instrument="memorandum")
    w.say("TWINNED_WITH", "by/brest", "cn/nanjing", "2010")
    w.say("TWINNED_WITH", "by/brest-region", "cn/hubei", "2017", status="planned")
    w.say("ACCREDITED_AT", "by/company/gomselmash", "by/exchange/butb")
    w.say("ACCREDITED_AT", "cn/company/panda", "by/exchange/butb")
    w.say("ACCREDITED_AT", "cn", "by/exchange/butb", "2020-01", details={"count": 120})
    w.say("ACCREDITED_AT", "cn", "by/exchange/butb", "2021-01", details={"count": 162})
    w.say("ACCREDITED_AT", "all", "by/exchange/butb", "2021", details={"count": 26000})
    w.say("RESIDENT_OF", "cn/company/panda", "by/zone/gomel-raton", "2019-03-02")
    w.say("TRADES_WITH", "by", "cn", details={"flow": "turnover", "year": "2020", "value": 4.5, "unit": "billion USD"})
    w.say("TRADES_WITH", "by", "cn", details={"flow": "turnover", "year": "2021", "value": 5.1, "unit": "billion USD"})
    w.say("TWINNED_WITH", "by/brest", "fr/brest", "2001", status="ended")
    return w
