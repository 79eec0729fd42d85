"""The pairs that the keys of a plan bring up, each once, and how many of them are matches."""

from __future__ import annotations

from typing import Any, Final

import attrs
import numpy as np

from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.pairs import blocks_of, together
from ektpflow.matching.batch.records import Ints, Records
from ektpflow.matching.batch.weighing import Bools, Floats, Levels, Weigher, added
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.training.pairs import drawn

__all__ = ["Candidates", "Matched"]

_AT_ONCE: Final = 1 << 17  # pairs whose levels are looked for at once
_STEPS: Final = 200
_STILL: Final = 1e-6
_LARGEST: Final = 700.0  # e to this is still a number


@attrs.frozen(eq=False)
class Matched:
    """How many matches there are.

    Parameters
    ----------
    everywhere
        Among all pairs of the records, those that no key brings up included.
    recall
        Share of them that the keys bring up.
    posterior
        Of each candidate, the probability that it is a match.
    weight
        Of each candidate, in bits.
    """

    everywhere: float
    recall: float
    posterior: Floats
    weight: Floats


@attrs.frozen(eq=False)
class Candidates:
    """A sample of the pairs of every key, and of all of them together.

    Parameters
    ----------
    records
        The records.
    plan
        The plan, with the crowds of the records.
    levels
        Of every pair, the index of each comparison's level.
    rarity
        By comparison, log2 of the share of the value that a pair agrees on; 0 where none counts.
    stands
        For how many pairs of the plan each stands, each pair of the plan counted once.
    keyed
        Which keys bring up each pair (matrix).
    left
        Row number of one record of each pair.
    """

    records: Records
    plan: BlockingPlan
    levels: Levels
    rarity: tuple[Floats, ...]
    stands: Floats
    keyed: Bools
    left: Ints

    @classmethod
    def of(
        cls, records: Records, plan: BlockingPlan, most: int, random: np.random.Generator
    ) -> Candidates:
        """Draw at most so many pairs of every key."""
        blocks = blocks_of(records, plan)
        of_keys = [drawn(block, most, random) for block in blocks]
        lefts, rights, stands = [], [], []
        for index, one in enumerate(of_keys):
            # a pair that an earlier key brings up as well is counted there, and only there
            mine = ~together(blocks[:index], one.left, one.right)
            lefts.append(one.left[mine])
            rights.append(one.right[mine])
            stands.append(np.full(int(mine.sum()), one.stands_for))
        left, right = np.concatenate(lefts), np.concatenate(rights)
        levels = levels_of(records, left, right)
        return cls(
            records,
            plan,
            levels,
            _rarity(records, counted(records), levels, left),
            np.concatenate(stands),
            np.column_stack([together([block], left, right) for block in blocks]),
            left,
        )

    def of_session(self, index: int) -> Ints:
        """Return the pairs of one key for a session: those of crowds agree on more, so not them."""
        crowds = np.array(sorted(self.plan.crowds[index]), np.uint64)
        coarse = self.records.coarse(self.plan, index)[self.left]
        return np.flatnonzero(self.keyed[:, index] & ~np.isin(coarse, crowds))

    def weights(self, model: MatchModel) -> Floats:
        """Return the weight of every pair under a model of the same levels."""
        bits = []
        for place, comparison in enumerate(model.comparisons):
            levels = self.levels[:, place]
            worth = np.array([level.bits for level in comparison.levels] + [0.0])
            by = np.array([level.by_frequency for level in comparison.levels] + [0.0])
            of_u = np.array([np.log2(level.u) for level in comparison.levels] + [0.0])
            bits.append(worth[levels] + by[levels] * (of_u[levels] - self.rarity[place]))
        return added(model, bits)

    def matched(self, model: MatchModel, start: float) -> Matched:
        """Return how many matches there are under a model, by EM with its weights held.

        Parameters
        ----------
        model
            The model.
        start
            How many there may be.
        """
        weight = self.weights(model)
        total = float(self.records.pairs)
        everywhere, recall, p = min(start, total / 2), 1.0, np.zeros(len(weight))
        for _ in range(_STEPS):
            odds = np.log(everywhere) - np.log(total - everywhere)
            logit = np.clip(weight * np.log(2) + odds, -_LARGEST, _LARGEST)
            p = 1 / (1 + np.exp(-logit))
            recall = self._recall(p)
            found = float((p * self.stands).sum()) / recall
            before, everywhere = everywhere, float(np.clip(found, 1.0, total / 2))
            if abs(everywhere - before) < _STILL * before:
                break
        return Matched(everywhere, recall, p, weight)

    def _recall(self, p: Floats) -> float:
        """Return the share of all matches that the keys bring up, from how many bring up each.

        Those that no key brings up are at least as many as the square of those that one alone
        brings up, over twice those of two (Chao 1987): keys are the catches, and it holds also
        where some matches are harder to catch than others.
        """
        matches = p * self.stands
        by = self.keyed.sum(axis=1)
        once, twice = float(matches[by == 1].sum()), float(matches[by == 2].sum())  # noqa: PLR2004 - as the sentence says
        found = float(matches.sum())
        if len(self.plan.keys) == 1 or not twice:
            return 1.0  # nothing tells what a single key loses
        return found / (found + once * once / (2 * twice))


def levels_of(records: Records, left: Ints, right: Ints) -> Levels:
    """Return the index of the level of every comparison for every pair, -1 where not known."""
    weigher = Weigher(records, None)
    found: Levels = np.zeros((len(left), len(records.model.comparisons)), np.int8)
    for at in range(0, len(left), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        found[part] = weigher.weigh(left[part], right[part], -np.inf).levels
    return found


def _rarity(
    records: Records, frequencies: Frequencies | None, levels: Levels, left: Ints
) -> tuple[Floats, ...]:
    found = []
    for place, comparison in enumerate(records.model.comparisons):
        rarity = np.zeros(len(left))
        for number, level in enumerate(comparison.levels):
            if frequencies is None or not level.by_frequency:
                continue
            there = levels[:, place] == number
            (feature,) = level.features
            code: Any = records.code(comparison.field, feature)[left[there]]
            values, inverse = np.unique(code, return_inverse=True)
            shares = [frequencies.share(comparison.field, feature, x) for x in values.tolist()]
            rarity[there] = np.log2(np.array(shares, np.float64))[inverse]
        found.append(rarity)
    return tuple(found)
