"""The pairs that the keys of a plan bring up, each once, and how many of them are matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.matching.model import MatchModel
from ektpflow.matching.training import pairs
from ektpflow.matching.training.records import Records

__all__ = ["Candidates", "weights"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
_STEPS: Final = 200


def weights(
    records: Records, model: MatchModel, levels: Any, shares: Sequence[Floats | None]
) -> Floats:
    """Return the weight of every pair, frequencies and groups included."""
    bits = np.zeros(levels.shape)
    for place, comparison in enumerate(model.comparisons):
        table = np.array([level.bits for level in comparison.levels] + [0.0])
        bits[:, place] = table[levels[:, place]]
        share = shares[place]
        if share is None:
            continue
        for number, level in enumerate(comparison.levels):
            if level.by_frequency:
                there = levels[:, place] == number
                bits[there, place] += level.by_frequency * (np.log2(level.u) - np.log2(share[there]))
    place_of = {c.field: i for i, c in enumerate(model.comparisons)}
    for group in model.together:
        members = [place_of[field] for field in group.fields]
        of = bits[:, members]
        bits[:, members] = 0.0
        bits[:, members[0]] = np.maximum(of.max(1), 0) + np.minimum(of.min(1), 0)
    return np.asarray(bits.sum(1))


@attrs.frozen(eq=False)
class Candidates:
    """A sample of the pairs of every key, and of all of them together.

    Parameters
    ----------
    levels, shares
        Of every pair.
    stands
        For how many pairs of the plan each stands; 0 where an earlier key brought it up already.
    rows
        For each key, its pairs.
    of_key
        For each key, how many pairs it brings up.
    keyed
        Which keys bring up each pair.
    """

    records: Records
    levels: Any
    shares: tuple[Floats | None, ...]
    stands: Floats
    rows: tuple[Any, ...]
    of_key: tuple[int, ...]
    keyed: Any
    left: Any
    right: Any

    @classmethod
    def of(cls, records: Records, most: int, random: np.random.Generator) -> Candidates:
        keys = records.model.blocking.keys
        codes = [records.key(key) for key in keys]
        drawn = [pairs.of_key(records, code, most, random) for code in codes]
        ids = [d.left * records.rows + d.right for d in drawn]
        every, at = np.unique(np.concatenate(ids), return_inverse=True)
        left, right = every // records.rows, every % records.rows
        keyed = np.column_stack([(c[left] == c[right]) & (c[left] != 0) for c in codes])
        ends = np.cumsum([len(x) for x in ids])
        rows = tuple(np.split(at, ends[:-1]))
        # a pair counts for the first key that brings it up, and only where that key drew it
        stands = np.zeros(len(every))
        first = keyed.argmax(1)
        for place, (row, d) in enumerate(zip(rows, drawn, strict=True)):
            mine = row[first[row] == place]
            stands[mine] = d.of / max(len(row), 1)
        levels = records.levels(left, right)
        return cls(records, levels, _shares(records, levels, left), stands, rows,
                   tuple(d.of for d in drawn), keyed, left, right)

    def matched(self, model: MatchModel, start: float) -> tuple[float, float, Floats]:
        """Return matches among all pairs, the share of them that the keys bring up, posteriors."""
        weight = weights(self.records, model, self.levels, self.shares) * np.log(2)
        total = self.records.pairs
        matches, p, recall = start, np.zeros(len(weight)), 1.0
        for _ in range(_STEPS):
            odds = np.log(matches / (total - matches))
            p = 1 / (1 + np.exp(-np.clip(weight + odds, -700, 700)))
            found = float((p * self.stands).sum())
            recall = self.recall(p)
            new = min(max(found / recall, 1.0), total / 2)
            if abs(new - matches) < 1e-6 * matches:
                break
            matches = new
        return matches, recall, p

    def recall(self, p: Floats) -> float:
        return 1.0


def _shares(records: Records, levels: Any, left: Any) -> tuple[Floats | None, ...]:
    found: list[Floats | None] = []
    for place, comparison in enumerate(records.model.comparisons):
        share = None
        for number, level in enumerate(comparison.levels):
            if not level.by_frequency:
                continue
            (feature,) = level.features
            code = records.codes[place][feature][records.numbers[place]]
            values, inverse, many = np.unique(code, return_inverse=True, return_counts=True)
            known = many[values != 0].sum()
            of = (many / max(known, 1))[inverse]
            share = np.ones(len(left)) if share is None else share
            there = levels[:, place] == number
            share[there] = of[left[there]]
        found.append(share)
    return tuple(found)
