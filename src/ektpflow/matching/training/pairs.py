"""Pairs drawn from those that agree on a key, or from all, by a stream that is handed in."""

from __future__ import annotations

import attrs
import numpy as np

from ektpflow.matching.batch.pairs import Block
from ektpflow.matching.batch.records import Ints, Records

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
    return drawn(Block.of(np.ones(records.rows, np.uint64), records.first), most, random)


def drawn(block: Block, most: int, random: np.random.Generator) -> Drawn:
    """Draw from the pairs that a key brings up, none of them made but those drawn.

    Parameters
    ----------
    block
        The pairs of the key.
    most
        How many to draw; of fewer, all are taken.
    random
        The stream of chance.
    """
    done = np.cumsum(block.counts, dtype=np.int64)
    total = block.pairs
    # drawn with replacement and each kept once: no list of all pairs is ever made
    ranks = np.arange(total) if total <= most else np.unique(random.integers(0, total, most))
    at = np.searchsorted(done, ranks, side="right")
    right = block.begins[at] + ranks - (done[at] - block.counts[at])
    return Drawn(block.order[at], block.order[right], total)
