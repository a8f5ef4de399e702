"""The ties that a text told last, of which its next sentences tell more: when it was, or who has it too."""

from collections.abc import Collection, Sequence

from ...graph.model import Statement

DATED = 4  # sentences in which a tie that was told without its day may get it
PARTNERS = 200  # names of partners remembered of a document
SPOKEN = 12  # sentences for which the text goes on about the partner that it named
NAMED = 6  # sentences in which an office or a plant may get its day where its firm is named again
OPENED = 2  # the same of an office, a plant or a status, which a pronoun means
GIVEN = 3  # sentences in which others may have the same status
SIGNED = frozenset({"TWINNED_WITH", "COOPERATES_WITH"})
GRANTED = frozenset({"RESIDENT_OF", "ACCREDITED_AT", "CLEARED_FOR_EXPORT"})  # what firms are given
ACTS = SIGNED | GRANTED | {"REPRESENTED_IN", "PRODUCES_IN"}
_OPENED = frozenset({"REPRESENTED_IN", "PRODUCES_IN"})


class Told:
    """What the last sentences of a text told."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything: a new document begins."""
        self.undated: Statement | None = None  # the one tie that was told of late without its day
        self.unopened: tuple[Statement, str] | None = None  # the same of an office, a plant or what a firm was granted
        self.granted: Statement | None = None  # the last status that a firm was told to have
        self._partners: dict[str, Statement | None] = {}  # the undated tie of each partner, None of one of several
        self._about: Statement | None = None  # that of the partner that a sentence named alone
        self._about_for = 0
        self.one = False  # whether the last sentence told one tie of two parties alone
        self._undated_for = self._unopened_for = self._granted_for = 0

    @property
    def about(self) -> Statement | None:
        """The undated tie of the partner, one of several, that the text has gone on about."""
        return self._about if self._about_for > 0 else None

    @property
    def opened_just_now(self) -> bool:
        """Whether a pronoun may mean the office, the plant or the status that was told without its day."""
        return self._unopened_for > NAMED - OPENED

    def tie_of(self, name: str) -> Statement | None:
        """Return the undated tie of a partner by its name, None for one that is tied to several."""
        tie = self._partners.get(name)
        return tie if tie and not tie.date else None

    def note(self, statements: Sequence[Statement], named: Collection[str]) -> None:
        """Take note of what a sentence told, and whom it `named`."""
        self._undated_for -= 1
        self._unopened_for -= 1
        self._granted_for -= 1
        self._about_for -= 1
        self._partner([s for s in statements if s.type in SIGNED], named)
        self._sign([s for s in statements if s.type in SIGNED])
        self._grant([s for s in statements if s.type in GRANTED])
        self._open([s for s in statements if s.type in ACTS - SIGNED])

    def _partner(self, signed: Sequence[Statement], named: Collection[str]) -> None:
        if len(self._partners) > PARTNERS:
            self._partners.clear()
        for s in signed:
            for name in (s.source.name, s.target.name):
                told = self._partners.setdefault(name, s)
                if told and {told.source.name, told.target.name} != {s.source.name, s.target.name}:
                    self._partners[name] = None
        if signed:
            self._about_for = 0
        elif len(own := list(filter(None, map(self.tie_of, named)))) == 1:
            self._about, self._about_for = own[0], SPOKEN

    def _sign(self, signed: Sequence[Statement]) -> None:
        self.one = len({(s.source.name, s.target.name) for s in signed}) == 1
        if signed:
            date = signed[0].date
            is_open = self.one and (date is None or len(date) == len("2019"))
            self.undated, self._undated_for = (signed[0], DATED) if is_open else (None, 0)
        elif self._undated_for <= 0:
            self.undated = None

    def _grant(self, statuses: Sequence[Statement]) -> None:
        if statuses:
            self.granted, self._granted_for = statuses[-1], GIVEN
        elif self._granted_for <= 0:
            self.granted = None

    def _open(self, told: Sequence[Statement]) -> None:
        if told:
            words = "opened" if told[0].type in _OPENED else "granted"
            one = len({(s.type, s.source.name, s.target.name) for s in told}) == 1 and "count" not in told[0].details
            is_open = one and told[0].date is None and told[0].status == "agreed"
            self.unopened, self._unopened_for = ((told[0], words), NAMED) if is_open else (None, 0)
        elif self._unopened_for <= 0:
            self.unopened = None
