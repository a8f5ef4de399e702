"""What a line says of the list or the table behind it: "Filiales du groupe A :", the heads of columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...graph.model import Mention
from .found import ANAPHOR, NAME, Found
from .pack import Pack

HEAD = 4  # characters before the first actor of an item that has no bullet


@dataclass(frozen=True, slots=True)
class Frame:
    """What the line before a list says of its items: a tie of `type` with `of`, who is the first of it if it `owns`.

    `items` are the kinds of the items.
    """

    type: str
    of: Mention
    items: frozenset[str]
    owns: bool
    mixed: bool = False  # whether it lists sister towns and partners, without telling which is which
    flow: str = ""  # of the sums that the items of a list of trade tell


class Frames:
    """The list or the table that a text is in; `spoken_of` tells whom of some kinds the text is about."""

    def __init__(self, pack: Pack, spoken_of: Callable[[Sequence[str]], Mention | None]) -> None:
        self.pack, self._spoken_of = pack, spoken_of
        self.reset()

    def reset(self) -> None:
        """Forget everything: a new document begins."""
        self.frame: Frame | None = None  # what the items of the list or the rows of the table are
        self._caption: Frame | None = None  # the same, if a list or a table follows
        self._heading: Frame | None = None  # the same, of the heading that the text is under
        self._unsure = False  # whether that is of two kinds
        self._unbound = ""  # what a heading lists, of whom the text is yet to tell
        self.columns: tuple[str, ...] = ()  # what the columns of the table hold
        self.pairs = ""  # the tie of the two whom each item of the list names, as the line before it told
        self.between = False  # whether that line ended with "entre"
        self.entered: Mention | None = None  # whom the last item named of whom the next lines tell
        self.rubric = ""  # the last line that can be the title of a list

    @property
    def signed(self) -> Frame | None:
        """The list of sister towns or partners that a heading told of, below which the text is."""
        return self._heading if self._heading and self._heading.type in ("TWINNED_WITH", "COOPERATES_WITH") else None

    def heading(self, text: str, found: Sequence[Found]) -> None:
        """Take note of a heading, which may say what a list or a table behind it holds."""
        self.columns, self.frame, self.rubric = (), self.read(text, found), text
        self._heading = self.frame
        self._await(text, self.frame)

    def note(self, text: str, found: Sequence[Found], spoken: str = "") -> None:
        """Take note of the sentence `text`: it opens a list, is of one, or ends what was said of the last one.

        `spoken` is the tie of sister towns or partners if such were just spoken of: "Les voici : ...".
        """
        if self.pack("frames.row").match(text) or self.listed(text) >= 0:
            return
        if self._unbound and (frame := self._framed(self._unbound, found)):
            self._heading, self._unbound = replace(frame, mixed=self._unsure), ""
        opens, self.columns = self.pack("frames.opens").search(text), ()
        caption = self.pack("frames.caption").fullmatch(text)
        told = self.read(text, found) if opens or caption else None
        if opens and spoken and told is None and self.pack("frames.these").search(text):
            kinds = self.pack.get("frames.kinds.twins.of").split()
            told = self._framed("twins" if spoken == "TWINNED_WITH" else "partners", (), self._spoken_of(kinds))
        if opens or caption:
            self._await(text, told)
            self.pairs = self._signed(text) if opens else ""
            self.between = self.pack("frames.pairs").search(text) is not None
        self.rubric = text if opens or caption else ""
        self.frame, self._caption = (told or self._heading) if opens else None, told if caption else self._heading

    def expects_firms(self, text: str) -> bool:
        """Tell whether `text` is an item or a row of which firms are expected to be the first words."""
        in_table = self.pack("frames.row").match(text) is not None
        if in_table or self.listed(text) >= 0:
            self.frame = self.frame or self._caption
        if in_table:
            return bool(self.columns)
        return self.frame is not None and "company" in self.frame.items and self.listed(text) >= 0

    def _await(self, text: str, frame: Frame | None) -> None:
        """Remember what a line says of a list, if it is the text that is yet to tell whose."""
        names = self.pack.get("frames.kinds") if frame is None else ()
        told = (name for name in names if self.pack(f"frames.kinds.{name}.words").search(text))
        unbound = "" if frame else next(told, "")
        if unbound or frame:
            self._unbound, self._unsure = unbound, unbound == "twins" and self._mixed(text)

    def _signed(self, text: str) -> str:
        """Return the tie of sister towns or partners that a line tells, "" where it tells none."""
        told = (self.pack.get(f"frames.kinds.{name}.type") for name in ("twins", "partners"))
        words = (self.pack(f"frames.kinds.{name}.words").search(text) for name in ("twins", "partners"))
        return next((type_ for type_, said in zip(told, words, strict=True) if said), "")

    def listed(self, text: str) -> int:
        """Return where the words of an item begin, -1 where `text` is none."""
        if match := self.pack("frames.item").match(text):
            return match.end()
        opens = self.pack("frames.opens").search(text) is not None
        frame = self.frame or self._caption
        return 0 if frame and not opens and self.pack("frames.bare").match(text) else -1

    def entry(self, text: str, found: Sequence[Found]) -> bool:
        """Tell whether what stands alone as a heading does is an item: "Altena (Allemagne), 1995"."""
        frame = self.frame or self._heading
        begins = frame is not None and bool(found) and found[0].left < HEAD and found[0].kind in frame.items
        if not begins or self.pack("frames.entry").match(text) is None:
            return False
        self.frame = frame
        return True

    def read(self, text: str, found: Sequence[Found]) -> Frame | None:
        """Return what a line says of the list behind it, None where it does not tell."""
        for name, told in self.pack.get("frames.kinds").items():
            if not self.pack(f"frames.kinds.{name}.words").search(text):
                continue
            of = self._spoken_of(told["of"].split())
            if frame := self._framed(name, found, of):
                return replace(frame, mixed=name == "twins" and self._mixed(text))
        return None

    def _mixed(self, text: str) -> bool:
        return self.pack("frames.mixed").search(text) is not None

    def _framed(self, name: str, found: Sequence[Found], of: Mention | None = None) -> Frame | None:
        """Return what a line says by name of a list, that of the first of fitting kind who is `found`, else of `of`."""
        told = self.pack.get("frames.kinds")[name]
        kinds = told["of"].split()
        here = [a for f in found if f.role in (NAME, ANAPHOR) and not f.weak for a in f.actors if a.kind in kinds]
        of = here[0] if here else of
        items, flow = frozenset(told["items"].split()), told.get("flow", "")
        return Frame(told["type"], of, items, told["owns"], flow=flow) if of else None
