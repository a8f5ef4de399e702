"""The statements behind the ties and the observations, one JSON object a line: what `load` and `extract` speak."""

from collections.abc import Iterator

from ...graph.records import to_record
from ..network import Network
from . import Extras
from .clean import json_line


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the statements of `extras` as lines, in the order given."""
    for statement in extras.statements:
        yield json_line(to_record(statement)) + "\n"
