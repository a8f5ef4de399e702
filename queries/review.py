"""What people should look at: identities that may be one, and statements that are doubtful, with the evidence of both.

A matter is settled once a decision speaks of it (graph.decisions); the others come in the order of their score, the
surest identities and the most doubtful statements first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..graph.decisions import Decision, Decisions
from ..graph.gazetteer import Gazetteer
from ..graph.model import Actor, Statement
from ..graph.store import Reader
from ..graph.suggest import Suggestion, suggestions

IDENTITY, STATEMENT = "identity", "statement"
VERBS = {IDENTITY: ("same", "different", "unsure"), STATEMENT: ("right", "wrong", "unsure")}
DOUBTFUL = 0.7  # confidence below which a statement is doubtful


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide: whether two actors are one, or whether a statement holds.

    Of an identity, `about` are the ids of the better known actor and the other; of a statement, its id alone.
    """

    about: tuple[str, ...]
    score: float
    why: str
    suggestion: Suggestion | None = None
    statement: Statement | None = None

    @property
    def kind(self) -> str:
        """IDENTITY or STATEMENT."""
        return IDENTITY if self.suggestion else STATEMENT

    @property
    def id(self) -> str:
        """The text by which a spreadsheet names it."""
        return " = ".join(self.about)

    def decide(self, verb: str, *, who: str, when: str, why: str) -> Decision:
        """Return the decision on this matter; `verb` is one of VERBS of its kind."""
        about: Any = list(self.about) if self.suggestion else self.about[0]
        return Decision(verb, about, who=who, when=when, why=why)

    def is_settled(self, decisions: Decisions) -> bool:
        """Tell whether someone has looked at it."""
        return decisions.is_settled(frozenset(self.about) if self.suggestion else self.about[0])


def matters(
    reader: Reader,
    gazetteer: Gazetteer,
    decisions: Decisions,
    *,
    kinds: Sequence[str] = (IDENTITY, STATEMENT),
    doubtful: float = DOUBTFUL,
) -> list[Matter]:
    """Return what is open in the graph. `doubtful` is the confidence below which statements are looked at."""
    found: list[Matter] = []
    if IDENTITY in kinds:
        for s in suggestions(reader.actors(), gazetteer, decisions):
            found.append(Matter((s.known.id, s.other.id), s.score, s.why, suggestion=s))
    if STATEMENT in kinds:
        unsure = [s for s in reader.statements() if s.confidence < doubtful and not decisions.is_settled(s.id)]
        for statement in sorted(unsure, key=lambda s: (s.confidence, s.id)):
            why = f"confidence {statement.confidence:.2f}, rule {statement.rule}"
            found.append(Matter((statement.id,), statement.confidence, why, statement=statement))
    return found


def told_about(reader: Reader, actor: Actor, limit: int) -> tuple[list[Statement], int]:
    """Return the first statements about an actor, and how many there are."""
    found = reader.statements(touching=[actor.id])
    return found[:limit], len(found)
