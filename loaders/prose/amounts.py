"""Numbers, counts and sums of money in prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...graph.names import fold
from .pack import Pack


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money at `[start, end)`: value in `unit` ("million USD")."""

    start: int
    end: int
    value: float
    unit: str


class Amounts:
    """Reads sums and counts; words and currencies come from the pack."""

    def __init__(self, pack: Pack) -> None:
        self._numbers: dict[str, int] = {fold(w): n for w, n in pack.get("words.numbers").items()}
        self._scales: dict[str, str] = pack.get("amounts.scales")
        self._currencies = [(re.compile(p, re.IGNORECASE), code) for p, code in pack.get("amounts.currencies").items()]
        self._and = pack.words("words.and")
        self._sum, self._sum_behind = pack("amounts.sum"), pack("amounts.sum_behind")
        self._sum_of = pack("amounts.sum_of")

    def sums(self, text: str, unit: str | None = None) -> list[Sum]:
        """Return the sums of money in `text`, in order; `unit` is that of the sum told before, which one may share."""
        found: list[Sum] = []
        for match in (*self._sum.finditer(text), *self._sum_behind.finditer(text)):
            if any(s.start < match.end() and match.start() < s.end for s in found):
                continue
            words = match.groupdict()
            value = 1 if words.get("one") else self.number(words["number"])
            if value is None:
                continue
            scale = self._scales.get(fold(words["scale"] or ""), "")
            if words.get("half"):
                value += 0.5
            if words.get("part"):
                value /= 2
            code = next((c for p, c in self._currencies if p.fullmatch(words["currency"])), "USD")
            found.append(Sum(match.start(), match.end(), value, f"{scale} {code}".strip()))
        return sorted((*found, *self._elliptic(text, found, unit)), key=lambda s: s.start)

    def _elliptic(self, text: str, found: Sequence[Sum], unit: str | None) -> Iterator[Sum]:
        """Yield the sums that leave out the currency of the one before: "…, dont 5 millions d'exportations"."""
        for match in self._sum_of.finditer(text) if found or unit else ():
            value = self.number(match["number"])
            units = [unit, *(s.unit for s in sorted(found, key=lambda s: s.start) if s.end <= match.start())]
            last = units[-1]
            if value is not None and last and not any(s.start < match.end() and match.start() < s.end for s in found):
                code = last.split()[-1]
                yield Sum(match.start(), match.end(), value, f"{self._scales[fold(match['scale'])]} {code}")

    def number(self, text: str) -> float | None:
        """Return the number that `text` writes in digits or words ("1 240,5", "quarante-huit"), or None."""
        digits = re.sub(r"[\s\u00a0\u202f]", "", text)
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and not re.fullmatch(r"\d{1,3},\d{3}", digits):
            digits = re.sub(r"[.,]", "", digits)
        if re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
            value = float(digits.replace(",", "."))
            return int(value) if value.is_integer() else value
        total = 0
        for word in fold(text).split():
            if word in self._and:
                continue
            number = self._numbers.get(word.removesuffix("s") if word not in self._numbers else word)
            if number is None:
                return None
            if number == 100 and total:
                total *= 100
            elif number == 20 and total == 4:
                total = 80
            else:
                total += number
        return total or None
