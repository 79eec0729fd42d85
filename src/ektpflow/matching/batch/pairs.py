"""The pairs that keys bring up, each once, in pieces that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.matching.batch.records import Codes, Ints, Records
from ektpflow.matching.batch.texts import Numbers
from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.plan import BlockingPlan

__all__ = ["Block", "blocks_of", "brought_up", "grouped", "together"]

_PIECE: Final = 1 << 19  # pairs in one piece: some 100 MB of working memory
_NONE: Final = np.uint64(UNKNOWN)
_ALONE: Final = -1


@attrs.frozen(eq=False)
class Block:
    """The pairs that one key brings up, known by the rows that it puts together.

    Parameters
    ----------
    group
        For every record the number of the group that shares its value, -1 where it has no company.
    order
        The rows that have the key, group by group.
    begins, counts
        For each of them, where those stand in `order` that it is paired with, and how many.
    """

    group: Numbers
    order: Numbers
    begins: Ints
    counts: Ints

    @classmethod
    def of(cls, key: Codes, first: int | None) -> Block:
        """Group the records by a key.

        Parameters
        ----------
        key
            Its value for every record, 0 for none.
        first
            Number of records of the first of two tables that are linked, None within one.
        """
        order, starts, ends = grouped(key)
        position = np.arange(len(order))
        if first is None:
            begins, counts = position + 1, ends - position - 1
            company = ends - starts > 1
        else:
            # in each group the rows of the first table stand before those of the second
            before = np.concatenate([[0], np.cumsum(order < first)])
            of_first = before[ends] - before[starts]
            begins = starts + of_first
            counts = np.where(order < first, ends - begins, 0)
            company = (of_first > 0) & (of_first < ends - starts)
        group: Numbers = np.full(len(key), _ALONE, np.int32)
        group[order[company]] = starts[company]
        return cls(group, order.astype(np.int32), begins.astype(np.int32), counts.astype(np.int32))

    @property
    def pairs(self) -> int:
        """How many pairs the key brings up."""
        return int(self.counts.sum(dtype=np.int64))

    def pieces(self, piece: int = _PIECE) -> Iterator[tuple[Numbers, Numbers]]:
        """Give the pairs, the lower row number left, about so many at once."""
        done = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        at = 0
        while at < len(self.order):
            to = max(int(np.searchsorted(done, done[at] + piece, "right")) - 1, at + 1)
            many = self.counts[at:to]
            left = np.repeat(self.order[at:to], many)
            right = np.arange(len(left)) + np.repeat(
                self.begins[at:to] - (done[at:to] - done[at]), many
            )
            if len(left):
                yield left, self.order[right]
            at = to


def blocks_of(records: Records, plan: BlockingPlan) -> list[Block]:
    """Return what each key of a plan brings up.

    Parameters
    ----------
    records
        The records.
    plan
        Has the keys.
    """
    return [Block.of(records.key(plan, index), records.first) for index in range(len(plan.keys))]


def brought_up(
    blocks: Sequence[Block], piece: int = _PIECE
) -> Iterator[tuple[int, Numbers, Numbers]]:
    """Give every pair that a key brings up, in pieces, with the number of the key.

    A later key gives only what no earlier one gave: both records are asked whether they agree on an
    earlier key, so no list of pairs is kept.

    Parameters
    ----------
    blocks
        One for each key.
    piece
        About how many pairs at once.
    """
    for index, block in enumerate(blocks):
        for left, right in block.pieces(piece):
            new = ~together(blocks[:index], left, right)
            yield index, left[new], right[new]


def together(blocks: Sequence[Block], left: Ints, right: Ints) -> Any:  # noqa: ANN401 - an array
    """Say which pairs one of some keys brings up."""
    found = np.zeros(len(left), bool)
    for block in blocks:
        here = block.group[left]
        found |= (here == block.group[right]) & (here != _ALONE)
    return found


def grouped(key: Codes) -> tuple[Ints, Ints, Ints]:
    """Return the rows that have a key in the order of its values, and each one's group's bounds."""
    rows = np.flatnonzero(key != _NONE)
    order = rows[np.argsort(key[rows], kind="stable")]
    values = key[order]
    changes: Any = np.flatnonzero(values[1:] != values[:-1]) + 1
    bounds = np.concatenate([[0], changes, [len(order)]]) if len(order) else np.zeros(1, np.int64)
    sizes = np.diff(bounds)
    return order, np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
