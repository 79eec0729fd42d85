"""The weight of many pairs at once, equal to the weight that the model gives each of them.

Codes are compared first. What the texts could still bring is bounded by the best level that a pair
has not failed, so a pair that cannot reach the floor is dropped before a text is looked at. The
bound is exact: no pair at or above the floor is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import numpy as np
from rapidfuzz import process

from ektpflow.matching.batch.records import Codes, Ints, Records
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import Agree, Anything, Crossed, Edits, Near, distance, similarity
from ektpflow.matching.model import NOT_KNOWN, MatchModel

__all__ = ["Weighed", "Weigher", "added"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
Levels = np.ndarray[Any, np.dtype[np.int8]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

_ROUNDING: Final = 1e-9  # the bound is a sum in another order than the weight


@attrs.frozen(eq=False)
class Weighed:
    """Pairs at or above a floor.

    Parameters
    ----------
    left, right
        Row numbers.
    weight
        In bits.
    levels
        Index of the level of every comparison, -1 where not known.
    """

    left: Ints
    right: Ints
    weight: Floats
    levels: Levels


class Weigher:
    """Weighs pairs of records.

    Parameters
    ----------
    records
        The records.
    frequencies
        How often values are recorded; without them every value counts alike.
    """

    def __init__(self, records: Records, frequencies: Frequencies | None) -> None:
        self._records = records
        self._model = records.model
        self._texts = [
            _Texts(comparison, vocabulary.texts)
            for comparison, vocabulary in zip(
                self._model.comparisons, records.vocabularies, strict=True
            )
        ]
        self._frequencies = frequencies

    def weigh(self, left: Ints, right: Ints, floor: float) -> Weighed:
        """Weigh pairs and keep those at or above the floor.

        Parameters
        ----------
        left, right
            Row numbers.
        floor
            In bits; minus infinity keeps all.
        """
        comparisons = self._model.comparisons
        undecided = [_Undecided(self, i, left, right) for i in range(len(comparisons))]
        kept = np.arange(len(left))
        for index in (None, *self._in_order()):
            if index is not None:
                undecided[index].decide()
            bound = added(self._model, [one.best for one in undecided])
            keep = bound >= floor - _ROUNDING
            if not keep.all():
                kept = kept[keep]
                for one in undecided:
                    one.keep(keep)
        weight = added(self._model, [one.best for one in undecided])
        levels = np.stack([one.level for one in undecided], axis=1)
        exact = weight >= floor
        return Weighed(left[kept[exact]], right[kept[exact]], weight[exact], levels[exact])

    def _in_order(self) -> list[int]:
        """Return the comparisons that look at texts, those with the widest span of bits first."""
        spans = {
            i: c.levels[0].bits - c.levels[-1].bits
            for i, c in enumerate(self._model.comparisons)
            if not all(level.by_code for level in c.levels)
        }
        return sorted(spans, key=lambda i: -spans[i])


class _Undecided:
    """One comparison of all pairs: the level where it is known, and the best it can still be."""

    def __init__(self, weigher: Weigher, index: int, left: Ints, right: Ints) -> None:
        self._comparison = weigher._model.comparisons[index]
        self._codes = weigher._records.codes[index]
        self._texts = weigher._texts[index]
        self._frequencies = weigher._frequencies
        numbers = weigher._records.numbers[index]
        self._here, self._there = numbers[left], numbers[right]
        self.level: Levels = np.full(len(left), NOT_KNOWN, np.int8)
        self.best: Floats = np.zeros(len(left))
        self._open = np.flatnonzero((self._here != 0) & (self._there != 0))
        self._next = 0
        self._by_codes()

    def decide(self) -> None:
        """Find the level of every pair: texts are compared once for each two values."""
        levels = self._comparison.levels
        if self._next == len(levels) or not len(self._open):
            return
        size = len(self._texts)
        low = np.minimum(self._here[self._open], self._there[self._open])
        high = np.maximum(self._here[self._open], self._there[self._open])
        pairs, inverse = np.unique(low * size + high, return_inverse=True)
        found = self._texts.levels(self._next, pairs // size, pairs % size, self._codes)
        for number in range(self._next, len(levels)):
            self._settle(self._open[found[inverse] == number], number)
        self._open = self._open[:0]
        self._next = len(levels)

    def keep(self, which: Bools) -> None:
        """Forget the other pairs."""
        opened = np.zeros(len(which), bool)
        opened[self._open] = True
        self._open = np.flatnonzero(opened[which])
        self._here, self._there = self._here[which], self._there[which]
        self.level, self.best = self.level[which], self.best[which]

    def _by_codes(self) -> None:
        """Settle the levels that stand before the first that looks at a text."""
        for number, level in enumerate(self._comparison.levels):
            if not level.by_code:
                break
            here, there = self._here[self._open], self._there[self._open]
            passed = _agree(level, self._codes, here, there)
            self._settle(self._open[passed], number)
            self._open = self._open[~passed]
            self._next = number + 1
        rest = self._comparison.levels[self._next :]
        if rest:
            self.best[self._open] = max(_most(level, self._frequencies) for level in rest)

    def _settle(self, which: Ints, number: int) -> None:
        level = self._comparison.levels[number]
        self.level[which] = number
        self.best[which] = level.bits
        if level.by_frequency and self._frequencies is not None:
            codes = self._codes[level.features[0]][self._here[which]]
            self.best[which] += _extra(self._comparison, level, codes, self._frequencies)


class _Texts:
    """The texts of one comparison, and its levels for pairs of values."""

    def __init__(self, comparison: Comparison, texts: Sequence[str]) -> None:
        self._comparison = comparison
        self._texts = texts
        self._feature: dict[str, dict[int, str]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def levels(self, first: int, here: Ints, there: Ints, codes: Any) -> Levels:  # noqa: ANN401 - arrays by feature
        """Return the level of each pair of values, all of which fail the levels before `first`."""
        found: Levels = np.full(len(here), NOT_KNOWN, np.int8)
        left = np.arange(len(here))
        for number, level in enumerate(self._comparison.levels[first:], first):
            x, y = here[left], there[left]
            passed = _agree(level, codes, x, y) if level.by_code else self._near(level, x, y)
            found[left[passed]] = number
            left = left[~passed]
        return found

    def _near(self, level: Level, here: Ints, there: Ints) -> Bools:
        test = level.test
        of = self._of(level.features[0], here, there)
        one, other = [of[n] for n in here.tolist()], [of[n] for n in there.tolist()]
        if isinstance(test, Near):
            scores = process.cpdist(one, other, scorer=similarity(test.metric), dtype=np.float64)
            passed = scores >= test.at_least
        elif isinstance(test, Edits):
            edits = process.cpdist(one, other, scorer=distance(test.metric), dtype=np.int64)
            passed = edits <= test.within
        else:
            assert not isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - by_code
            passed = np.fromiter(map(test.alike, one, other), bool, len(one))
        known = np.fromiter((bool(x and y) for x, y in zip(one, other, strict=True)), bool, len(one))
        return np.asarray(passed & known)

    def _of(self, feature: str, here: Ints, there: Ints) -> dict[int, str]:
        """Return the text of a feature for each value, made when first asked for."""
        known = self._feature.setdefault(feature, {})
        make = self._comparison.kind.features[feature]
        for number in {*here.tolist(), *there.tolist()} - known.keys():
            known[number] = make(self._texts[number])
        return known


def _agree(level: Level, codes: Any, here: Ints, there: Ints) -> Bools:  # noqa: ANN401 - arrays by feature
    test = level.test
    assert isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - by_code
    one = [codes[feature][here] for feature in test.features]
    other = [codes[feature][there] for feature in test.features]
    return np.asarray(test.holds(one, other), bool)


def _extra(
    comparison: Comparison, level: Level, codes: Codes, frequencies: Frequencies
) -> Floats:
    """Return what frequency adds to the bits of a level, for the codes that agree."""
    values, inverse = np.unique(codes, return_inverse=True)
    (feature,) = level.features
    worth = [
        level.worth(frequencies.share(comparison.field, feature, code)) for code in values.tolist()
    ]
    return np.array(worth, np.float64)[inverse] - level.bits


def _most(level: Level, frequencies: Frequencies | None) -> float:
    """Return the most that a level can be worth: that of the rarest value."""
    if frequencies is None or not level.by_frequency:
        return level.bits
    return max(level.bits, level.worth(1 / frequencies.records))


def added(model: MatchModel, bits: Sequence[Floats]) -> Floats:
    """Add up what the comparisons bring, where some say one thing twice only once."""
    place = {c.field: i for i, c in enumerate(model.comparisons)}
    grouped = {place[field] for group in model.together for field in group.fields}
    total: Floats = np.zeros(len(bits[0]))
    for i, one in enumerate(bits):
        if i not in grouped:
            total += one
    for group in model.together:
        members = [bits[place[field]] for field in group.fields]
        total += np.maximum(np.maximum.reduce(members), 0.0)
        total += np.minimum(np.minimum.reduce(members), 0.0)
    return total
