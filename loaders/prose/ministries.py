"""Ministries in English: "ministère de l'agriculture et de l'alimentation" is the Ministry of Agriculture and Food."""

from collections.abc import Sequence

from ...graph.names import fold
from .pack import Pack


class Ministries:
    """Composes the English names of ministries from the names of what they are for, as the pack translates them."""

    def __init__(self, pack: Pack) -> None:
        self.heads = frozenset(fold(w) for w in pack.get("ministries.heads").split())
        self._joints = frozenset(pack.get("ministries.joints").split())
        self._links = frozenset(pack.get("words.connectors").split())
        self._portfolios = {fold(name): english for name, english in pack.get("ministries.portfolios").items()}
        self._joined = {fold(name): english for name, english in pack.get("ministries.joined").items()}

    def english(self, keys: Sequence[str], country: str) -> str | None:
        """Return the name of the ministry of `country` (in English) for what the folded words `keys` name, or None.

        A comma between two of them is a key of its own.
        """
        parts: list[list[str]] = [[]]
        for key in keys:
            if key in self._joints:
                parts.append([])
            elif parts[-1] or key not in self._links:
                parts[-1].append(key)
        names = [" ".join(part) for part in parts if part]
        words = [self._portfolio(name, joined=len(names) > 1) for name in names]
        if not words or None in words:
            return None
        *firsts, last = [w for w in words if w]
        return f"Ministry of {', '.join(firsts) + ' and ' if firsts else ''}{last} of {country}"

    def _portfolio(self, name: str, *, joined: bool) -> str | None:
        found = self._joined.get(name) if joined else None
        return found or self._portfolios.get(name)
