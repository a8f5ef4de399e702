"""Which country a text is at home in: the one that texts mostly are about, or one that it speaks of more."""

from collections import Counter
from collections.abc import Sequence

from ...graph.gazetteer import Gazetteer, Place
from .found import NAME, Found

ENOUGH = 6  # sentences that name the usual country, after which the text is at home there for good


class Homes:
    """Counts the countries of one text; `usual` is where texts mostly are at home.

    The usual country stays the home of a text that names only one country, and of one that names it as often as it
    begins sentences with actors of any other.
    """

    def __init__(self, gazetteer: Gazetteer, usual: str) -> None:
        self.gazetteer = gazetteer
        self.usual = gazetteer.get(usual.lower())
        self.reset()

    def reset(self) -> None:
        """Forget what was counted: a new document begins."""
        self._met: set[str] = set()
        self._named = 0  # sentences that name the usual country
        self._first: Counter[str] = Counter()  # sentences that begin with an actor of each country
        self._home = self.usual

    @property
    def told(self) -> bool:
        """Whether the text ever named the country it is taken to be at home in."""
        return self._home is not None and (self._named > 0 if self._home is self.usual else True)

    def meet(self, found: Sequence[Found]) -> Place | None:
        """Count the countries of a sentence that names `found`, and return the home of the text so far."""
        if self.usual is None or self._named >= ENOUGH:
            return self.usual
        lands = [(f.role == NAME, a.country) for f in found if not f.weak for a in f.actors if a.country]
        if not lands:
            return self._home
        self._met.update(country for _, country in lands)
        self._named += any(country == self.usual.country for _, country in lands)
        self._first[next((country for named, country in lands if named), lands[0][1])] += 1
        most = max(self._first, key=self._first.__getitem__)
        usual = self._named >= self._first[most] or len(self._met) < 2
        self._home = self.usual if usual else self.gazetteer.get(most.lower()) or self.usual
        return self._home
