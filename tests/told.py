"""What the prose loader reads of a text, as lines that a test can name."""

from pactgraph.loaders.prose import Extractor

_OF_FIRMS = frozenset({"OWNED_BY", "PRODUCES_IN", "REPRESENTED_IN", "RESIDENT_OF"})


def told_of_firms(extractor: Extractor, text: str) -> set[str]:
    """Return what a text tells of owners, plants, offices and residents: "TYPE A > B #count status", undated."""
    told = set()
    for passage in extractor.text(text, "x.txt"):
        for s in passage.statements:
            if s.type in _OF_FIRMS:
                count = f" #{s.details['count']}" if "count" in s.details else ""
                status = "" if s.status == "agreed" else f" {s.status}"
                told.add(f"{s.type} {s.source.name} > {s.target.name}{count}{status}")
    return told
