"""How often two people agree by chance: u, counted exactly where values decide, else on a sample.

A register holds its doubles, and two random records may be one of them: where agreement is rare,
doubles make up most of it. So what the doubles are expected to show is taken off before.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any, Final

import numpy as np

from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.likeness import Agree
from ektpflow.matching.training.records import Records

__all__ = ["Chance"]

Floats = np.ndarray[Any, np.dtype[np.float64]]

#: More sets of features than this are not counted by inclusion and exclusion.
_MOST_SETS: Final = 6
#: How well the number of doubles is known, so that what is left after subtraction is trusted less.
_DOUBT: Final = 0.05


class Chance:
    """Pairs on each level, of all pairs of the records."""

    def __init__(self, records: Records, sample: Any) -> None:
        self.comparisons = records.model.comparisons
        self.total = records.pairs
        self.sampled = len(sample)
        self.exact: list[list[float]] = []
        self.known: list[float] = []
        self.counts: list[Floats] = []
        for place, comparison in enumerate(self.comparisons):
            column = sample[:, place]
            counts = np.bincount(column[column >= 0], minlength=len(comparison.levels))
            exact, known = _exact(records, place)
            self.exact.append(exact)
            self.known.append(known)
            self.counts.append(counts.astype(np.float64))

    def u(self, place: int, m: Floats, matches: float) -> Floats:
        """Return u of every level of one comparison.

        Parameters
        ----------
        place
            Which comparison.
        m
            Its m, by level.
        matches
            How many of all pairs are matches.
        """
        expert = np.array([level.u for level in self.comparisons[place].levels])
        exact, pairs = self.exact[place], self.known[place]
        if not pairs:
            return expert
        theirs = matches * pairs / self.total  # matches with both values known
        seen = np.array(exact)
        many = len(exact)
        rest = self.counts[place][many:]
        # what the sample saw of the other levels stands for all pairs that are on them
        scale = (pairs - seen.sum()) / rest.sum() if rest.sum() else 0.0
        trials = np.append(np.full(many, pairs), np.full(len(rest), self.counts[place].sum() or 1))
        events = np.append(seen - theirs * m[:many], rest - theirs * m[many:] / (scale or 1))
        doubt = 1 + _DOUBT * theirs * np.append(m[:many], m[many:] / (scale or 1))
        u = (np.maximum(events, 0) + doubt) / (trials + doubt / expert)
        u[-1] = max(1 - u[:-1].sum(), 1e-9)
        return np.asarray(u / u.sum(), np.float64)


def _exact(records: Records, place: int) -> tuple[list[float], float]:
    """Return the pairs on the leading levels that whole values decide, and all with both known."""
    comparison = records.model.comparisons[place]
    there = records.numbers[place] != 0
    if records.first is None:
        known = float(there.sum()) * float(there.sum() - 1) / 2
    else:
        known = float(there[: records.first].sum()) * float(there[records.first :].sum())
    sets: list[frozenset[str]] = []
    found: list[float] = []
    for level in comparison.levels[:-1]:
        test = level.test
        if not isinstance(test, Agree):
            break
        asked = [frozenset(chosen) for chosen in combinations(test.features, test.asked)]
        sets += [each for each in asked if each not in sets]
        if len(sets) > _MOST_SETS:
            break
        total = sum(
            (-1) ** (size + 1)
            * _together(records, place, tuple(sorted(frozenset().union(*chosen))))
            for size in range(1, len(sets) + 1)
            for chosen in combinations(sets, size)
        )
        found.append(max(total - sum(found), 0.0))
    return found, known


def _together(records: Records, place: int, features: tuple[str, ...]) -> float:
    """Return how many pairs agree on all these features."""
    numbers = records.numbers[place]
    codes = [records.codes[place][feature][numbers] for feature in features]
    there = np.logical_and.reduce([each != UNKNOWN for each in codes])
    code = joined(codes)[there]
    side = None if records.first is None else (np.arange(records.rows) < records.first)[there]
    _, inverse = np.unique(code, return_inverse=True)
    if side is None:
        many = np.bincount(inverse).astype(np.float64)
        return float((many * (many - 1) / 2).sum())
    ours = np.bincount(inverse, side).astype(np.float64)
    theirs = np.bincount(inverse, ~side).astype(np.float64)
    return float((ours * theirs).sum())
