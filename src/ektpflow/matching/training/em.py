"""Expectation and maximisation over patterns of levels, held near an expert's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import numpy as np

__all__ = ["Found", "Tally", "maximised"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
Levels = np.ndarray[Any, np.dtype[np.int8]]

_MOST: Final = 500
_STILL: Final = 1e-5


@attrs.frozen(eq=False)
class Tally:
    """Patterns of levels, each once, and how many pairs show it."""

    patterns: Levels
    counts: Floats

    @classmethod
    def of(cls, levels: Levels, weights: Floats | None = None) -> Tally:
        """Count the rows of a matrix of levels."""
        codes = np.zeros(len(levels), np.int64)
        for column in levels.T:
            codes = codes * 32 + (column.astype(np.int64) + 1)
        _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
        counts = np.bincount(inverse, weights, minlength=len(first)).astype(np.float64)
        return cls(levels[first], counts)


@attrs.frozen(eq=False)
class Found:
    """What a run found.

    Parameters
    ----------
    share
        Share of the pairs that are matches.
    seen
        For every comparison the expected number of matches on each of its levels.
    iterations
        How many it took.
    still
        Whether it came to rest.
    certain
        Mean probability of being a match among the matches it found.
    """

    share: float
    seen: tuple[Floats, ...]
    iterations: int
    still: bool
    certain: float


def maximised(
    tally: Tally,
    m: Sequence[Floats],
    u: Sequence[Floats],
    share: float,
    strength: float,
) -> Found:
    """Find m and the share of matches, with u held.

    Parameters
    ----------
    tally
        The patterns of the free comparisons.
    m, u
        For every free comparison, by level: the prior of m, and u.
    share
        Where to start.
    strength
        How many matches the prior of m is worth.
    """
    total = tally.counts.sum()
    now = [each.copy() for each in m]
    known = [column >= 0 for column in tally.patterns.T]
    seen: list[Floats] = []
    step, moved, p = 0, 1.0, np.zeros(len(tally.counts))
    while step < _MOST and moved > _STILL:
        step += 1
        logit = np.full(len(tally.counts), np.log(share) - np.log1p(-share))
        for column, of_m, of_u in zip(tally.patterns.T, now, u, strict=True):
            logit += np.append(np.log(of_m / of_u), 0.0)[column]
        p = 1 / (1 + np.exp(-np.clip(logit, -700, 700)))
        weight = tally.counts * p
        new_share = float(np.clip(weight.sum() / total, 1e-12, 1 - 1e-6))
        moved = abs(new_share - share) / max(share, new_share)
        share = new_share
        seen = []
        for i, (column, of_m, there) in enumerate(zip(tally.patterns.T, m, known, strict=True)):
            counts = np.bincount(column[there], weight[there], len(of_m))
            seen.append(counts)
            new = (counts + strength * of_m) / (counts.sum() + strength)
            moved = max(moved, float(np.abs(new - now[i]).max()))
            now[i] = new
    found = (tally.counts * p).sum()
    certain = float((tally.counts * p * p).sum() / found) if found > 0 else 0.0
    return Found(share, tuple(seen), step, moved <= _STILL, certain)
