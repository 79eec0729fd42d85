"""Pairs drawn from those that agree on a key, or from all, by a stream that is handed in."""

from __future__ import annotations

import attrs
import numpy as np

from ektpflow.matching.batch.pairs import grouped
from ektpflow.matching.batch.records import Codes, Ints, Records

__all__ = ["Drawn", "drawn", "random_pairs"]


@attrs.frozen(eq=False)
class Drawn:
    """Pairs, the lower row number left, and of how many they were drawn."""

    left: Ints
    right: Ints
    of: int

    @property
    def stands_for(self) -> float:
        """For how many pairs each of them stands."""
        return self.of / len(self.left) if len(self.left) else 0.0


def random_pairs(records: Records, most: int, random: np.random.Generator) -> Drawn:
    """Draw from all pairs; all of them where there are no more than `most`."""
    return drawn(np.ones(records.rows, np.uint64), records.first, most, random)


def drawn(key: Codes, first: int | None, most: int, random: np.random.Generator) -> Drawn:
    """Draw from the pairs that agree on a key, none of them made but those drawn.

    Parameters
    ----------
    key
        Its value for every record, 0 for none.
    first
        Number of records of the first of two tables that are linked, None within one.
    most
        How many to draw; of fewer, all are taken.
    random
        The stream of chance.
    """
    order, starts, ends = grouped(key)
    position = np.arange(len(order))
    if first is None:
        begins, counts = position + 1, ends - position - 1
    else:
        # in each group the rows of the first table stand before those of the second
        before = np.concatenate([[0], np.cumsum(order < first)])
        begins = starts + (before[ends] - before[starts])
        counts = np.where(order < first, ends - begins, 0)
    done = np.cumsum(counts)
    total = int(done[-1]) if len(done) else 0
    # drawn with replacement and each kept once: no list of all pairs is ever made
    ranks = np.arange(total) if total <= most else np.unique(random.integers(0, total, most))
    at = np.searchsorted(done, ranks, side="right")
    right = begins[at] + ranks - (done[at] - counts[at])
    return Drawn(order[at], order[right], total)
