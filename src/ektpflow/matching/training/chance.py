"""How often two people agree by chance: u.

Where codes decide a level, the pairs on it are counted exactly, from how often each value is
recorded; the other levels are seen on a random sample. Two random records may be doubles, and where
agreement is rare, doubles are most of it: so what they are expected to show is taken off. A level
that the sample is too small to see keeps the expert's u.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import attrs
import numpy as np

from ektpflow.matching.batch.records import Records
from ektpflow.matching.batch.weighing import Floats, Levels
from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.levels import Comparison
from ektpflow.matching.likeness import Agree

__all__ = ["Chance"]

#: Sets of features that are counted together; the terms double with each of them.
_MOST_SETS: Final = 6
#: The expert's u counts as if it had been seen on one pair (our modelling choice).
_ONE_PAIR: Final = 1.0
#: How well the number of doubles is known: what is left after they are taken off is trusted less.
_DOUBT: Final = 0.05
_SMALLEST: Final = 1e-9


@attrs.frozen(eq=False)
class Chance:
    """What all pairs of the records show on one comparison.

    Parameters
    ----------
    comparison
        Which.
    pairs
        Pairs on which both values are known.
    share
        The same as a share of all pairs.
    exact
        Pairs on each of the leading levels that could be counted.
    sampled
        Pairs of the sample on every level.
    """

    comparison: Comparison
    pairs: float
    share: float
    exact: Floats
    sampled: Floats

    @classmethod
    def of(cls, records: Records, sample: Levels) -> tuple[Chance, ...]:
        """Count for every comparison.

        Parameters
        ----------
        records
            The records.
        sample
            The levels of random pairs.
        """
        found = []
        for place, comparison in enumerate(records.model.comparisons):
            column = sample[:, place]
            pairs = _pairs(records, records.numbers[place] != 0)
            sampled = np.bincount(column[column >= 0], minlength=len(comparison.levels))
            exact = _exact(records, comparison)
            share = pairs / records.pairs if records.pairs else 0.0
            found.append(cls(comparison, pairs, share, exact, sampled.astype(np.float64)))
        return tuple(found)

    def u(self, m: Floats, matches: float) -> Floats:
        """Return u of every level.

        Parameters
        ----------
        m
            By level.
        matches
            How many of all pairs are matches.
        """
        expert = np.array([level.u for level in self.comparison.levels])
        counted = len(self.exact)
        rest = self.sampled[counted:]
        left = self.pairs - float(self.exact.sum())
        if left <= 0 or not rest.sum():
            return expert
        # the sample stands for the pairs on its levels, so many for each of it
        times = np.append(np.ones(counted), np.full(len(rest), left / float(rest.sum())))
        theirs = matches * self.share * m / times
        seen = np.append(self.exact, rest)
        trust = _ONE_PAIR + _DOUBT * theirs
        u = (np.maximum(seen - theirs, 0.0) + trust) / (self.pairs / times + trust / expert)
        u[-1] = max(1 - float(u[:-1].sum()), _SMALLEST)
        return np.asarray(u / u.sum())


def _exact(records: Records, comparison: Comparison) -> Floats:
    """Return the pairs on each leading level of equal codes, by inclusion and exclusion."""
    sets: list[frozenset[str]] = []
    found: list[float] = []
    for level in comparison.levels[:-1]:
        if not isinstance(level.test, Agree):
            break
        asked = (frozenset(x) for x in combinations(level.test.features, level.test.asked))
        sets += [one for one in asked if one not in sets]
        if len(sets) > _MOST_SETS:
            break
        terms = (
            (-1) ** (many + 1) * _agreeing(records, comparison.field, frozenset().union(*some))
            for many in range(1, len(sets) + 1)
            for some in combinations(sets, many)
        )
        found.append(max(sum(terms) - sum(found), 0.0))
    return np.array(found, np.float64)


def _agreeing(records: Records, field: str, features: frozenset[str]) -> float:
    """Return how many pairs agree on all these features."""
    codes = [records.code(field, feature) for feature in sorted(features)]
    known = np.logical_and.reduce([code != np.uint64(UNKNOWN) for code in codes])
    _, value = np.unique(joined(codes)[known], return_inverse=True)
    if records.first is None:
        many = np.bincount(value).astype(np.float64)
        return float((many * (many - 1) / 2).sum())
    first = (np.arange(records.rows) < records.first)[known]
    return float((np.bincount(value, first) * np.bincount(value, ~first)).sum())


def _pairs(records: Records, known: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    if records.first is None:
        many = float(known.sum())
        return many * (many - 1) / 2
    return float(known[: records.first].sum()) * float(known[records.first :].sum())
