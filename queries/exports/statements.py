"""The statements behind the ties and the observations, one JSON object a line: what `load` and `extract` speak."""

from collections.abc import Iterator

from ...graph.records import dumps
from ..network import Network
from . import Extras
from .clean import text


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the statements of `extras` as lines, in the order given."""
    for statement in extras.statements:
        yield text(dumps(statement)) + "\n"
