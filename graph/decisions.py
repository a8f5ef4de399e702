"""What people decided about identities and statements: a small text file that diffs, replayed on every load.

One JSON object a line, sorted: `{"is": MENTION, "actor": ID}` ("this mention is that actor"), `{"same": [ID, ID]}`,
`{"different": [ID, ID]}`, `{"wrong": STATEMENT_ID}`, `{"right": STATEMENT_ID}`, `{"unsure": [ID, ID] or STATEMENT_ID}`
("looked at, cannot tell": changes nothing, but is not asked again), each with `who`, `when` (YYYY-MM-DD) and `why`. A
mention is `{"name": …, "kind": …, "country": …, "document": …}` where all but the name may be left out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import InputError
from .model import Mention
from .names import fold

VERBS = ("is", "same", "different", "wrong", "right", "unsure")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: its verb, what it is about, and who took it when and why."""

    verb: str
    about: Any  # a mention (mapping) for "is", two actor ids for same and different, a statement id for wrong and right
    actor: str | None = None  # the actor a mention is
    who: str = ""
    when: str = ""
    why: str = ""

    def to_json(self) -> str:
        """Return the decision as one line of JSON."""
        record: dict[str, Any] = {self.verb: self.about}
        if self.actor:
            record["actor"] = self.actor
        return json.dumps(record | {"who": self.who, "when": self.when, "why": self.why}, ensure_ascii=False)


@dataclass(slots=True)
class Decisions:
    """Decisions ready to be asked. Later ones on the same matter win."""

    all: list[Decision] = field(default_factory=list)
    _is: dict[str, list[tuple[Mapping[str, Any], str]]] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    _different: set[frozenset[str]] = field(default_factory=set)
    _wrong: set[str] = field(default_factory=set)
    _judged: set[str | frozenset[str]] = field(default_factory=set)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Decisions":
        """Return `decisions` indexed. Ids joined by "same" form one group (union-find), named by its first id."""
        self = cls()
        for d in decisions:
            self.add(d)
        return self

    def add(self, d: Decision) -> None:
        """Take one more decision into account."""
        self.all.append(d)
        if d.verb == "is" and d.actor:
            self._is.setdefault(fold(d.about["name"]), []).append((d.about, d.actor))
        elif d.verb == "same":
            a, b = (self.canonical(i) for i in d.about)
            if a != b:
                keep, drop = (a, b) if a == d.about[0] or b != d.about[0] else (b, a)
                self._same[drop] = keep
        elif d.verb == "different":
            self._different.add(frozenset(d.about))
        elif d.verb == "wrong":
            self._wrong.add(d.about)
            self._judged.add(d.about)
        elif d.verb == "right":
            self._wrong.discard(d.about)
            self._judged.add(d.about)
        elif d.verb == "unsure":
            self._judged.add(d.about if isinstance(d.about, str) else frozenset(d.about))

    def canonical(self, actor_id: str) -> str:
        """Return the id that stands for `actor_id` after all "same" decisions."""
        while actor_id in self._same:
            actor_id = self._same[actor_id]
        return actor_id

    @property
    def name_actors(self) -> bool:
        """Whether it was decided of any mention which actor it is."""
        return bool(self._is)

    def actor_of(self, mention: Mention, document: str) -> str | None:
        """Return the id that was decided for `mention` in `document`; the most specific, then the latest, wins."""
        if not self._is:
            return None
        best: tuple[int, str] | None = None
        for key in {fold(mention.text), fold(mention.name)}:
            for about, actor in self._is.get(key, ()):
                given = {"kind": mention.kind, "country": mention.country, "document": document}
                asked = {k: v for k, v in about.items() if k in given and v is not None}
                fits = all(given[k] == v for k, v in asked.items())
                if fits and (best is None or len(asked) >= best[0]):
                    best = (len(asked), actor)
        return self.canonical(best[1]) if best else None

    def actors(self) -> frozenset[str]:
        """Return the ids of all actors that decisions speak of."""
        about = {i for d in self.all if d.verb in ("same", "different") for i in d.about}
        return frozenset(about | {d.actor for d in self.all if d.actor})

    def are_different(self, a: str, b: str) -> bool:
        """Tell whether someone decided that these two actors are not one."""
        return frozenset((a, b)) in self._different

    def is_settled(self, matter: str | frozenset[str]) -> bool:
        """Tell whether someone looked at a statement (its id) or at whether two actors are one (their ids)."""
        if isinstance(matter, str):
            return matter in self._judged
        return matter in self._different or matter in self._judged or len({self.canonical(i) for i in matter}) == 1

    def is_wrong(self, statement_id: str) -> bool:
        """Tell whether someone decided that this statement does not hold."""
        return statement_id in self._wrong


def read(path: Path) -> list[Decision]:
    """Return the decisions of the file at `path`, in its order; a file that does not exist holds none.

    Raises InputError, naming the line, for one that is no decision.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as decisions: {error}") from None
    return parse(text, str(path))


def parse(text: str, where: str) -> list[Decision]:
    """Return the decisions in `text`, in its order.

    Raises InputError, naming `where` and the line, for one that is no decision.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(_decision(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{where}, line {number}: not a decision ({error})") from None
    return found


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Write `decisions` to `path`, in their order, replacing the file in one step."""
    part = path.with_name(path.name + ".part")
    part.write_text("".join(d.to_json() + "\n" for d in decisions), "utf-8")
    part.replace(path)


def _decision(record: dict[str, Any]) -> Decision:
    verb = next((v for v in VERBS if v in record), None)
    if verb is None:
        raise ValueError(f"none of {', '.join(VERBS)}")
    about = record[verb]
    if verb == "unsure" and not isinstance(about, str) and not (isinstance(about, list) and len(about) == 2):
        raise ValueError("unsure takes a statement's id or two actor ids")
    if verb in ("same", "different") and not (
        isinstance(about, list) and len(about) == 2 and all(isinstance(i, str) for i in about)
    ):
        raise ValueError(f"{verb} takes two actor ids")
    if verb == "is" and not (isinstance(about["name"], str) and record.get("actor")):
        raise ValueError("is takes a mention and an actor")
    known = {k: str(record.get(k, "")) for k in ("who", "when", "why")}
    return Decision(verb, about, record.get("actor"), **known)
