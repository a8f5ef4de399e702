"""The one place whose partners a text tells, as a town's own pages do: it may go unsaid in what they tell next."""

from ...graph.model import Mention

LASTING = 12  # sentences after a tie in which it still goes unsaid


class Around:
    """Whom all ties of places that a text told have in common."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all ties: a new document begins."""
        self._hubs: tuple[Mention, ...] = ()
        self._tied: set[str] = set()
        self._left = 0

    def tie(self, a: Mention, b: Mention) -> None:
        """Take note of a tie of two places."""
        names = {x.name for x in self._hubs} if self._tied else {a.name, b.name}
        self._hubs = tuple(x for x in (a, b) if x.name in names)
        self._tied |= {a.name, b.name}
        self._left = LASTING

    def fade(self) -> None:
        """A sentence is done."""
        self._left -= 1

    @property
    def hub(self) -> Mention | None:
        """The place that all ties have in common, where there were several of late."""
        return self._hubs[0] if len(self._hubs) == 1 and len(self._tied) > 2 and self._left > 0 else None

    def __contains__(self, place: Mention) -> bool:
        return place.name in self._tied
