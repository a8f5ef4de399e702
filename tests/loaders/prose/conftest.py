"""What the tests of the prose loader share."""

import pytest
from pactgraph.loaders.prose import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()
