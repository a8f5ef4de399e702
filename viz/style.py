"""How kinds of actors and types of ties look, in maps and charts alike.

Colours are those of Okabe and Ito (2008), which readers with any colour vision tell apart; shape and dashes say the
same as colour, so that a black-and-white print does too. Shapes are names that vis-network knows.
"""

from dataclasses import dataclass

BLUE, SKY, GREEN, ORANGE = "#0072B2", "#56B4E9", "#009E73", "#E69F00"
VERMILION, PURPLE, YELLOW, GREY, INK = "#D55E00", "#CC79A7", "#F0E442", "#8A8F98", "#3F4752"


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How actors of a kind are drawn: a vis-network shape and a colour."""

    shape: str
    color: str


@dataclass(frozen=True, slots=True)
class TieStyle:
    """How ties of a type are drawn: a colour and dashes (lengths of line and gap in pixels; none is a solid line)."""

    color: str
    dashes: tuple[int, ...] = ()


KIND_STYLES = {
    "country": KindStyle("dot", INK),
    "region": KindStyle("dot", BLUE),
    "city": KindStyle("dot", SKY),
    "district": KindStyle("dot", GREEN),
    "zone": KindStyle("hexagon", ORANGE),
    "exchange": KindStyle("star", VERMILION),
    "company": KindStyle("square", ORANGE),
    "university": KindStyle("triangle", PURPLE),
    "institution": KindStyle("triangle", GREEN),
    "body": KindStyle("diamond", GREY),
    "organization": KindStyle("triangleDown", YELLOW),
}

TIE_STYLES = {
    "TWINNED_WITH": TieStyle(BLUE),
    "COOPERATES_WITH": TieStyle(GREEN),
    "RESIDENT_OF": TieStyle(ORANGE),
    "ACCREDITED_AT": TieStyle(VERMILION, (2, 3)),
    "CLEARED_FOR_EXPORT": TieStyle(PURPLE, (2, 3)),
    "REPRESENTED_IN": TieStyle(PURPLE),
    "PRODUCES_IN": TieStyle(VERMILION),
    "OWNED_BY": TieStyle(INK),
    "TRADES_WITH": TieStyle(SKY, (9, 3, 2, 3)),
    "MEMBER_OF": TieStyle(GREY, (2, 3)),
    "PART_OF": TieStyle(GREY, (1, 4)),
}

PLANNED_DASHES = (8, 6)  # any planned tie, whatever its type
