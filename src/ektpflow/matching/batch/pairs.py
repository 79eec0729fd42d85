"""The pairs that keys bring up, each once, in pieces that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from ektpflow.matching.batch.records import Codes, Ints, Records
from ektpflow.matching.codes import UNKNOWN

__all__ = ["brought_up", "grouped", "pairs_of"]

_PIECE: Final = 1 << 20  # pairs in one piece: some 100 MB of working memory
_NONE: Final = np.uint64(UNKNOWN)


def brought_up(records: Records, keys: list[Codes]) -> Iterator[tuple[int, Ints, Ints]]:
    """Give every pair that a key brings up, in pieces, with the number of the key.

    A later key gives only what no earlier one gave: both records are asked whether they agree on an
    earlier key, so no list of pairs is kept.

    Parameters
    ----------
    records
        The records.
    keys
        The value of each key for every record, 0 for none.
    """
    for index, key in enumerate(keys):
        for left, right in pairs_of(key, records.first):
            new = np.ones(len(left), bool)
            for earlier in keys[:index]:
                here = earlier[left]
                new &= (here != earlier[right]) | (here == _NONE)
            yield index, left[new], right[new]


def pairs_of(key: Codes, first: int | None, piece: int = _PIECE) -> Iterator[tuple[Ints, Ints]]:
    """Give the pairs that agree on one key, the lower row number left.

    Parameters
    ----------
    key
        Its value for every record, 0 for none.
    first
        Number of records of the first of two tables that are linked, None within one.
    piece
        About how many pairs at once.
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
    done = np.concatenate([[0], np.cumsum(counts)])
    at = 0
    while at < len(order):
        to = max(int(np.searchsorted(done, done[at] + piece, "right")) - 1, at + 1)
        many = counts[at:to]
        left = np.repeat(position[at:to], many)
        right = np.arange(int(many.sum())) + np.repeat(begins[at:to] - (done[at:to] - done[at]), many)
        yield order[left], order[right]
        at = to


def grouped(key: Codes) -> tuple[Ints, Ints, Ints]:
    """Return the rows that have a key in the order of its values, and each one's group's bounds."""
    rows = np.flatnonzero(key != _NONE)
    order = rows[np.argsort(key[rows], kind="stable")]
    values = key[order]
    changes: Any = np.flatnonzero(values[1:] != values[:-1]) + 1
    bounds = np.concatenate([[0], changes, [len(order)]]) if len(order) else np.zeros(1, np.int64)
    sizes = np.diff(bounds)
    return order, np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
