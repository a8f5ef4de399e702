"""Text as rules want to read it, with the way back: every character of a flow knows where it stands in the original."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference mark that was lifted out of the text: the flow position where it stood, and the note it names."""

    at: int
    number: str


@dataclass(slots=True)
class Flow:
    """Cleaned text of one block.

    `starts[i]` is the position in `text` at which a run begins that stands at `origins[i]` in the original; within a
    run the two advance together. `line_starts` and `line_numbers` give the original's lines under the block.
    """

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    line_starts: Sequence[int]
    line_numbers: Sequence[int]
    marks: list[Mark] = field(default_factory=list)

    def origin(self, at: int) -> int:
        """Return the offset in the original of the character at position `at`."""
        i = max(bisect_right(self.starts, at) - 1, 0)
        return self.origins[i] + at - self.starts[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open offsets in the original of `text[start:end]`, which must not be empty."""
        return self.origin(start), self.origin(end - 1) + 1

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """Return the 1-based first and last line of `text[start:end]` in the original."""
        first, last = self.span(start, end)
        return self._line(first), self._line(max(first, last - 1))

    def _line(self, offset: int) -> int:
        return self.line_numbers[max(bisect_right(self.line_starts, offset) - 1, 0)]
