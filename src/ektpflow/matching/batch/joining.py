"""Duplicates joined to clusters: connected components, and the pairs that hold one together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ektpflow.matching.batch.records import Ints

__all__ = ["bridges", "joined_up"]


def joined_up(left: Ints, right: Ints) -> tuple[tuple[int, ...], ...]:
    """Return the rows of every connected component, the lowest row first.

    Parameters
    ----------
    left, right
        The rows of each pair, the lower one left.
    """
    import networkx as nx  # noqa: PLC0415 - where graphs are

    # most doubles are two records: those need no graph
    rows, many = np.unique(np.concatenate([left, right]), return_counts=True)
    once = np.zeros(int(rows[-1]) + 1 if len(rows) else 0, bool)
    once[rows[many == 1]] = True
    two = once[left] & once[right]
    graph: Any = nx.Graph()
    graph.add_edges_from(zip(left[~two].tolist(), right[~two].tolist(), strict=True))
    larger = (tuple(sorted(part)) for part in nx.connected_components(graph))
    return tuple(sorted([*zip(left[two].tolist(), right[two].tolist(), strict=True), *larger]))


def bridges(pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the pairs without which the records of a cluster are no longer joined.

    Parameters
    ----------
    pairs
        All pairs of one cluster.
    """
    import networkx as nx  # noqa: PLC0415 - where graphs are

    if len(pairs) < 2:  # noqa: PLR2004 - the one pair of two records is no bridge
        return ()
    found: Any = nx.bridges(nx.Graph(list(pairs)))
    return tuple(sorted((min(pair), max(pair)) for pair in found))
