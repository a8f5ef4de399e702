"""Brokerage roles (Gould and Fernandez, "Structures of Mediation", Sociological Methodology 19, 1989).

An actor b brokers between a and c when a is tied to b, b to c, and a not to c. By whose group each belongs to:

- coordinator: a, b and c in one group;
- consultant: a and c in one group, b in another (also called itinerant broker);
- gatekeeper: b and c in one group, a outside: b lets in;
- representative: a and b in one group, c outside: b speaks for it;
- liaison: three groups.

Ties without direction run both ways, so that each pair counts twice and gatekeepers equal representatives.
"""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .simple import Floats, Ints, Simple

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


def brokerage(graph: Simple, groups: Sequence[Hashable]) -> dict[str, Ints]:
    """Return how often each node plays each role; `groups` are the nodes' groups, None being one of them."""
    from scipy.sparse import csr_array

    n = len(graph)
    numbers = {g: i for i, g in enumerate(dict.fromkeys(groups))}
    group = np.array([numbers[g] for g in groups], np.int64)
    arcs = graph.pattern
    head = np.repeat(np.arange(n), np.diff(arcs.indptr))
    same = group[head] == group[arcs.indices]
    within, across = (
        csr_array((np.ones(int(kept.sum())), (head[kept], arcs.indices[kept])), shape=arcs.shape)
        for kept in (same, ~same)
    )
    member = csr_array((np.ones(n), (np.arange(n), group)), shape=(n, max(1, len(numbers))))
    out_same, in_same = _sums(within, 1), _sums(within, 0)
    out_other, in_other = _sums(across, 1), _sums(across, 0)
    # by each group outside the broker's own: how many lead in from it times how many lead out to it
    through = _sums((across.T.tocsr() @ member).multiply(across @ member), 1)
    back_same = _sums(within.multiply(within.T.tocsr()), 1)  # a and c may not be one
    back_other = _sums(across.multiply(across.T.tocsr()), 1)
    found = {
        "coordinator": in_same * out_same - back_same - _closed(within, within, within),
        "consultant": through - back_other - _closed(across, across, within),
        "gatekeeper": in_other * out_same - _closed(across, within, across),
        "representative": in_same * out_other - _closed(within, across, across),
        "liaison": in_other * out_other - through - _closed(across, across, across),
    }
    return {role: np.rint(found[role]).astype(np.int64) for role in ROLES}


def _sums(matrix: "csr_array[Any, tuple[int, int]]", axis: int) -> Floats:
    return np.asarray(matrix.sum(axis=axis), float).ravel()


def _closed(
    first: "csr_array[Any, tuple[int, int]]",
    second: "csr_array[Any, tuple[int, int]]",
    direct: "csr_array[Any, tuple[int, int]]",
) -> Floats:
    """Return for each b how many a -> b (`first`), b -> c (`second`) have a -> c (`direct`) as well."""
    return _sums(first.multiply(direct @ second.T.tocsr()), 0)
