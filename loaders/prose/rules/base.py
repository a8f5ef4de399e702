"""What a rule is: a function from a scene to claims, with the pattern that says which sentences are worth its while."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ....graph.model import Mention
from ..discourse import Discourse
from ..scene import Scene

@dataclass(frozen=True, slots=True)
class Claim:
    """One relation that a rule read in `[start, end)` of the masked sentence."""

    type: str
    source: Mention
    target: Mention
    start: int
    end: int
    date: str | None = None
    status: str = "agreed"
    instrument: str = "none"
    details: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.8


Reading = Callable[[Scene, Discourse], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; `trigger` names the pattern of the pack without which it need not run."""

    name: str
    trigger: str
    read: Reading

    def __call__(self, scene: Scene, discourse: Discourse) -> Iterator[Claim]:
        """Yield what the rule reads in a scene."""
        if scene.pack(self.trigger).search(scene.masked):
            yield from self.read(scene, discourse)


RULES: list[Rule] = []


def rule(name: str, trigger: str) -> Callable[[Reading], Reading]:
    """Register a reading as a rule. Its docstring shows an `Example:` sentence and the statements it `Gives:`."""

    def register(read: Reading) -> Reading:
        RULES.append(Rule(name, trigger, read))
        return read

    return register


def status(scene: Scene, start: int, end: int) -> str | None:
    """Return agreed, planned or ended for what stands at `[start, end)`, None for what is denied or only imagined.

    Words before it in its clause decide, and the words themselves.
    """
    low, high = scene.clause(start)
    window = scene.masked[max(low, start - 140) : min(high, end + 60)]
    if scene.pack("status.denied").search(window) or scene.pack("status.imagined").search(window):
        return None
    if scene.pack("status.ended").search(window):
        return "ended"
    return "planned" if scene.pack("status.planned").search(window) else "agreed"


def instrument(scene: Scene, text: str) -> str:
    """Return the instrument that the words of `text` name first, "none" when they name none."""
    best: tuple[int, str] = (len(text) + 1, "none")
    for name, pattern in scene.pack.get("instruments.words").items():
        match = scene.pack(f"instruments.words.{name}").search(text)
        if match and match.start() < best[0] and pattern:
            best = (match.start(), name)
    return best[1]


def words_between(scene: Scene, start: int, end: int) -> str:
    """Return the masked words at `[start, end)` without the characters of actors."""
    return re.sub("[\ue000-\uf8ff]", "", scene.masked[start:end])
