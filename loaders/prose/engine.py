"""From a document to statements: layout, mentions, discourse and rules, one block after the other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...graph.gazetteer import Gazetteer, default
from ...graph.model import Actor, Citation, Evidence, Mention, Statement
from ...graph.schema import misfit
from .. import bundled
from .amounts import Amounts
from .dates import Dates
from .dating import dated
from .decode import Line, lines_of, read_lines
from .discourse import Discourse
from .flow import Flow
from .found import ANAPHOR, NAME, Found, inside
from .issued import Issued
from .language import Language
from .layout import Note, Paragraph, blocks
from .mentions import Finder
from .pack import Pack, load
from .rules import Claim, rules_for
from .scene import Scene
from .sentences import sentences
from .text import Text
from .timeline import Timeline
from .told import GRANTED, SIGNED

QUOTED = 600  # characters over which a source is quoted before the note that cites it
OPENING = 60  # characters in which the subject of a sentence begins
TWINS = 200  # pairs of sister towns remembered of a document
TOLD = 10  # sentences for which what sister towns do is no partnership beside it
SURE = 0.7  # the confidence from which cooperation is an act of its own beside a twinning of the same places
_PARTIES = SIGNED | {"TRADES_WITH"}  # ties whose ends the next sentences call "the parties"
_ONCE = frozenset({"RESIDENT_OF", "OWNED_BY", "PRODUCES_IN", "REPRESENTED_IN"})  # that several rules may read
_SITED = frozenset({"PRODUCES_IN", "REPRESENTED_IN"})
_WHERE = frozenset({"country", "region", "city"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that did not become a statement, and why."""

    rule: str
    claim: Claim
    reason: str


@dataclass(slots=True)
class Passage:
    """What one sentence gave, for people who want to see how: see `extract --explain`."""

    document: str
    lines: tuple[int, int]
    text: str
    masked: str
    found: list[Found] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(slots=True)
class Stats:
    """Counts over all documents an extractor has read."""

    sentences: int = 0
    characters: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


class Extractor:
    """Reads prose documents in one language; `home` is the country they are mostly about (ISO alpha-2).

    `known` are actors to be recognised by their names besides the pack's own; by default those of the bundled dataset.
    """

    def __init__(
        self,
        language: str = "fr",
        *,
        home: str = "BY",
        gazetteer: Gazetteer | None = None,
        known: Iterable[Actor] | None = None,
    ) -> None:
        self.pack: Pack = load(language)
        self.gazetteer = gazetteer or default()
        self.finder = Finder(self.pack, self.gazetteer, home, bundled.actors() if known is None else known)
        self.discourse = Discourse(self.pack, self.gazetteer, self.finder.demonyms, home)
        self.dates = Dates(self.pack)
        self._no_break = re.compile(self.pack.get("text.no_break"))
        self.issued = Issued(self.pack)
        self.timeline = Timeline(self.pack)
        self.amounts = Amounts(self.pack)
        self.language = Language(self.pack)
        self.stats = Stats()
        self._twinned: dict[frozenset[tuple[str, str]], int] = {}  # sister towns, and in which sentence they were told
        self._cited: int | None = None  # the year of the source that the paragraph cited last

    def file(self, path: Path) -> tuple[str, Iterator[Passage]]:
        """Return the encoding of the text file at `path` and its passages, read as they are asked for.

        Raises InputError when the file cannot be read or is no text.
        """
        encoding, lines = read_lines(path)
        return encoding, self.passages(lines, path.name)

    def text(self, text: str, document: str) -> Iterator[Passage]:
        """Yield the passages of a text that is already decoded."""
        return self.passages(lines_of(text), document)

    def passages(self, lines: Iterable[Line], document: str) -> Iterator[Passage]:
        """Yield what each sentence of a document gives, in order; notes follow the paragraph they stand in."""
        self.finder.reset()
        self.discourse.reset()
        self.dates.reset()
        self.issued.reset()
        self.timeline.reset()
        self.language.reset()
        self._twinned.clear()
        notes: dict[str, Note] = {}
        for paragraph in blocks(self.issued.peek(lines), self.pack.cleaner, notes):
            yield from self._paragraph(paragraph, notes, document)
            for note in paragraph.notes:
                yield from self._note(note, document)
            if self.stats.sentences % 40 == 0:
                self.finder.places.fade()

    def _paragraph(self, paragraph: Paragraph, notes: dict[str, Note], document: str) -> Iterator[Passage]:
        flow = paragraph.flow
        self.finder.places.belief.spoken = bool(self.discourse.expecting_twins or self.discourse.itemised)
        self.language.read(flow.text)
        entry = self.issued.chronicle and self.pack("dates.entry").match(flow.text) is not None
        chronicle = entry and self.timeline.chronicle
        agency = 0 if chronicle else self.issued.read(flow.text, heading=paragraph.heading)
        self.dates.issue, self.dates.latest = self.issued.issue, self.issued.latest
        found = self.finder.find(flow.text, firms=self.discourse.expects_firms(flow.text))
        found = [f for f in found if f.right > agency or f.kind in _WHERE]
        if chronicle or (entry and not self.issued.just_read):
            self.timeline.heading(flow.text, self.dates.find(flow.text))
            return
        if paragraph.heading and not self.discourse.lists.entry(flow.text, found):
            self.discourse.meet(found)
            self.discourse.heading(flow.text, found)
            self.timeline.heading(flow.text)
            return
        self.timeline.paragraph(flow.text)
        self._cited = None
        self.discourse.paragraph()
        for start, end in sentences(flow.text, self._no_break):
            note = _cited(flow, start, end, notes)
            source = note or _cited(flow, start, end + QUOTED, notes)
            self._cited = source.year if source and source.year else self._cited
            yield self._sentence(flow, start, end, found, note, document, year=source.year if source else None)

    def _note(self, note: Note, document: str) -> Iterator[Passage]:
        flow = note.title
        if not flow.text.strip():
            return
        found = self.finder.find(flow.text)
        year = self.dates.year
        for start, end in sentences(flow.text, self._no_break):
            yield self._sentence(flow, start, end, found, note, document, year=note.year, title=True)
        self.dates.year = year

    def _sentence(
        self,
        flow: Flow,
        start: int,
        end: int,
        found: list[Found],
        note: Note | None,
        document: str,
        *,
        year: int | None,
        title: bool = False,
    ) -> Passage:
        text = Text.of(flow.text[start:end])
        here = inside(found, start, end)
        self.discourse.meet(here)
        here = self.finder.of_both(text, start, self.discourse.resolve(text, start, here))
        dates = self.dates.find(text, fallback=year, cited=self._cited, story=self.timeline.year)
        dates = [d for d in dates if title or not self.issued.told_in(start + d.start)]
        citation = Citation(note.number, note.title.text.strip() or None, note.url, note.year) if note else None
        carried, event = (None, None) if title else (self.timeline.carried, self.timeline.event(text, dates))
        told = (
            self.timeline.year if self.dates.issue or self.timeline.report else None
        )  # else a dispatch is in the year it is of
        context = told or (self.dates.issue.year if self.dates.issue else self.dates.year or self.dates.latest)
        scene = Scene(self.pack, text, start, here, dates, self.amounts, citation, title, year, carried, event, context)
        passage = Passage(document, flow.lines(start, end), text, scene.masked, here)
        self.stats.sentences += 1
        self.stats.characters += len(text)
        self._apply(scene, flow, passage)
        if not title:
            self._remember(scene, passage)
        return passage

    def _apply(self, scene: Scene, flow: Flow, passage: Passage) -> None:
        seen: dict[tuple[object, ...], str] = {}
        issued = self.dates.issue.year if self.dates.issue else None
        source = None if scene.dates else issued
        before = self.timeline.before or _year(self._cited or source)
        claims: list[tuple[str, Claim]] = []
        for rule in rules_for(scene):
            if not rule.default or all(claim.type != rule.default for _, claim in claims):
                for read in rule.read(scene, self.discourse):
                    told = dated(self._opened(read, rule.name), scene, before, issued, self.issued.latest)
                    claims.append((rule.name, told))
        twinned = [claim for _, claim in claims if claim.type == "TWINNED_WITH"]
        twins = {*map(_ends, twinned), *map(_words, twinned)}
        if len(self._twinned) > TWINS:
            self._twinned.clear()
        self._twinned.update((_ends(claim), self.stats.sentences) for claim in twinned)
        residents = {_ends(claim) for _, claim in claims if claim.type == "RESIDENT_OF"}
        with_date = {(claim.type, _ends(claim)) for _, claim in claims if claim.date}
        with_paper = {(c.type, _ends(c), c.date) for _, c in claims if c.type in SIGNED and c.instrument != "none"}
        exact = {(c.type, c.source.name, c.target.country) for _, c in claims if c.target.kind in ("region", "city")}
        for name, claim in claims:
            reason = self._objection(claim, seen)
            if _bare(claim) and (claim.type, _ends(claim)) in with_date:
                reason = "said twice in one sentence"
            if claim.instrument == "none" and (claim.type, _ends(claim), claim.date) in with_paper:
                reason = "said twice in one sentence"
            sited = {(claim.type, claim.source.name, land) for land in (claim.target.country, None)}
            whole = claim.target.kind == "country" and not sited.isdisjoint(exact)
            if claim.type in _SITED and whole:
                reason = "told more exactly"  # "une usine en Russie, à Penza"
            if claim.type == "PRODUCES_IN" and claim.target.kind == "zone" and _ends(claim) in residents:
                reason = "already told as a resident"
            if claim.type == "COOPERATES_WITH" and claim.confidence < SURE:
                twinned_before = (
                    claim.instrument == "none" and self._twinned.get(_ends(claim), -TOLD) > self.stats.sentences - TOLD
                )
                if twinned_before or twins & {_ends(claim), _words(claim)}:
                    reason = "already told as twins"
            if reason:
                passage.dropped.append(Dropped(name, claim, reason))
                self.stats.dropped[reason] += 1
                continue
            evidence = Evidence(
                passage.document,
                passage.lines,
                flow.span(scene.start, scene.start + len(scene.text)),
                citation=scene.citation,
            )
            passage.statements.append(_statement(claim, name, evidence, scene))
            self.stats.by_type[claim.type] += 1
            self.stats.by_rule[name] += 1

    def _opened(self, claim: Claim, rule: str) -> Claim:
        """Return what a rule read, with the date of the line that opened the list, if it is an item of it."""
        item = rule.startswith("listing") and claim.type in GRANTED | SIGNED and claim.status == "agreed"
        return replace(claim, date=self.timeline.opened) if item and not claim.date else claim

    @staticmethod
    def _objection(claim: Claim, seen: dict[tuple[object, ...], str]) -> str | None:
        a, b = claim.source, claim.target
        counted = "count" in claim.details or "all" in (a.name, b.name)
        if (a.name, a.kind, a.country) == (b.name, b.kind, b.country):
            return "an actor with itself"
        if _is_area(a) or (_is_area(b) and claim.type in SIGNED | {"PRODUCES_IN"}):
            return "a part of the world is no party"
        if reason := misfit(claim.type, a.kind, b.kind, counted=counted):
            return reason
        ends = [(a.name, a.kind), (b.name, b.kind)]
        if claim.type in ("TWINNED_WITH", "COOPERATES_WITH"):
            ends.sort()
        told = {} if claim.type == "ACCREDITED_AT" and not counted else claim.details
        key = (claim.type, *ends, claim.instrument, claim.date, claim.status, *sorted(map(str, told.items())))
        act = (claim.type, *ends)
        unsaid = claim.type == "COOPERATES_WITH" or _bare(claim)
        if key in seen or (unsaid and claim.instrument == "none" and act in seen):
            return "said twice in one sentence"
        seen[key] = seen[act] = ""
        return None

    @staticmethod
    def _opens(scene: Scene, found: Found) -> bool:
        """Tell whether a sentence begins with what stands for one actor, of whom it then is: "La zone ..."."""
        return (
            found.role == ANAPHOR
            and found.kind != "country"
            and len(found.actors) == 1
            and scene.position(found) < OPENING
        )

    def _remember(self, scene: Scene, passage: Passage) -> None:
        self.discourse.note(scene.found)
        self.discourse.lists.note(scene.text, scene.found, self.discourse.expecting_twins)
        self.discourse.beside = ()
        for group in scene.groups:
            lands = {a.country for a in group.actors}
            if len(group.actors) == len(lands) == 2 and self.discourse.home_code in lands:
                self.discourse.beside = group.actors
        acted = any(s.type in SIGNED and s.date and s.date == scene.carried for s in passage.statements)
        self.timeline.note(scene.text, scene.dates, acted=acted)
        for s in passage.statements:
            if s.type in _PARTIES:
                self.discourse.tie(s.source, s.target, signed=s.type in SIGNED)
        self.discourse.told.note(passage.statements, {f.actor.name for f in scene.found if f.role == NAME})
        named = [f for f in scene.found if f.role == NAME or self._opens(scene, f)]
        first = next((f for f in named if f.role != NAME or not _where(scene, f)), named[0] if named else None)
        if self.pack("discourse.goes_on").match(scene.masked):
            first = None  # "Ses représentants ...": of whom the last one spoke
        ends = [{s.source.name, s.target.name} for s in passage.statements if s.type in SIGNED]
        topic = self.discourse.topic
        unsaid = topic is not None and bool(ends) and all(topic.name in pair for pair in ends)
        if first is not None and not unsaid:
            if first.role == NAME:
                self.discourse.topic_words = scene.words(first)
            self.discourse.topic = first.actor
        self.discourse.expect(
            scene.masked,
            [s.date for s in passage.statements] + [d.value for d in scene.dates],
            twinned=any(s.type == "TWINNED_WITH" for s in passage.statements),
        )


def _where(scene: Scene, found: Found) -> bool:
    """Tell whether a place is only where what the sentence tells happened: "à la foire de Lille, la société A"."""
    group = scene.group_at(scene.position(found))
    return group is not None and found.kind in _WHERE and scene.led("locative", group)


def _is_area(mention: Mention) -> bool:
    """Tell whether a region is one that no country has: "l'Afrique", "la Sibérie"."""
    return mention.kind == "region" and mention.country == ""


def _bare(claim: Claim) -> bool:
    """Tell whether a claim tells nothing but the tie, as others of its sentence may."""
    of_one = claim.type == "ACCREDITED_AT" and "count" not in claim.details
    return not claim.date and (of_one or (claim.type in _ONCE and not claim.details))


def _ends(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset({(claim.source.name, claim.source.kind), (claim.target.name, claim.target.kind)})


def _words(claim: Claim) -> frozenset[tuple[str, str]]:
    """Return the words of both ends: Gomel may be the town in one claim and its region in another."""
    return frozenset({(claim.source.text, ""), (claim.target.text, "")})


def _year(year: int | None) -> str | None:
    return str(year) if year else None


def _cited(flow: Flow, start: int, end: int, notes: dict[str, Note]) -> Note | None:
    """Return the note that the sentence at `[start, end)` refers to: marked in it, or where the next one begins."""
    for mark in flow.marks:
        if start < mark.at <= end + 2:
            return notes.get(mark.number)
    return None


def _statement(claim: Claim, rule: str, evidence: Evidence, scene: Scene) -> Statement:
    return Statement(
        type=claim.type,
        source=_clean(claim.source, scene),
        target=_clean(claim.target, scene),
        evidence=evidence,
        rule=rule,
        date=claim.date,
        status=claim.status,
        instrument=claim.instrument,
        details=dict(claim.details),
        confidence=claim.confidence,
    )


def _clean(mention: Mention, scene: Scene) -> Mention:
    return Mention(scene.unmasked(mention.text), mention.name, mention.kind, mention.country or None, mention.id)
