"""Pairs drawn at random, from all or from those that one key brings up; always by a seed."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from ektpflow.matching.training.records import Records

__all__ = ["Drawn", "random_pairs", "of_key"]

Ints = np.ndarray[Any, np.dtype[np.int64]]


@attrs.frozen(eq=False)
class Drawn:
    """Pairs, and of how many they were drawn."""

    left: Ints
    right: Ints
    of: int


def random_pairs(records: Records, most: int, random: np.random.Generator) -> Drawn:
    """Draw pairs of all (with replacement where there are more than `most`)."""
    total = records.pairs
    ranks = np.arange(total) if total <= most else random.integers(0, total, most)
    if records.first is None:
        left, right = _unranked(ranks)
    else:
        others = records.rows - records.first
        left, right = ranks // others, records.first + ranks % others
    return Drawn(left, right, total)


def of_key(records: Records, codes: Any, most: int, random: np.random.Generator) -> Drawn:
    """Draw from the pairs of records that have the same code, 0 excepted."""
    first = records.rows if records.first is None else records.first
    known = np.flatnonzero(codes)
    order = known[np.argsort(codes[known], kind="stable")]
    starts = np.flatnonzero(np.append(True, codes[order][1:] != codes[order][:-1])) if len(order) else order
    sizes = np.diff(np.append(starts, len(order)))
    if records.first is None:
        many = sizes * (sizes - 1) // 2
    else:
        # stable sorting left the records of the first frame in front of their block
        ours = np.add.reduceat(order < first, starts) if len(order) else sizes
        many = ours * (sizes - ours)
    ends = np.cumsum(many)
    total = int(ends[-1]) if len(ends) else 0
    ranks = (
        np.arange(total)
        if total <= most
        else np.unique(random.integers(0, total, most))
    )
    block = np.searchsorted(ends, ranks, side="right")
    within = ranks - (ends[block] - many[block])
    if records.first is None:
        a, b = _unranked(within)
    else:
        others = (sizes - ours)[block]
        a, b = within // others, ours[block] + within % others
    return Drawn(order[starts[block] + a], order[starts[block] + b], total)


def _unranked(ranks: Ints) -> tuple[Ints, Ints]:
    """Return the pair (low, high) of each rank, in the order (0,1), (0,2), (1,2), (0,3) ..."""
    high = ((1 + np.sqrt(8.0 * ranks + 1)) / 2).astype(np.int64)
    high -= high * (high - 1) // 2 > ranks
    high += high * (high + 1) // 2 <= ranks
    return ranks - high * (high - 1) // 2, high
