"""The weight of many pairs at once, equal to the weight that the model gives each of them.

What is cheap comes first. Of every comparison it is known which levels a pair can still reach, so
the weight has an upper bound, and a pair that cannot reach the floor is dropped before a text of it
is compared. The bound is exact: no pair at or above the floor is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import numpy as np
from rapidfuzz import process

from ektpflow.matching.batch.records import Ints, Records
from ektpflow.matching.batch.sketch import can_pass
from ektpflow.matching.batch.texts import Numbers, Values
from ektpflow.matching.batch.wordwise import words_near
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Near,
    Own,
    WordsNear,
    distance,
    similarity,
)
from ektpflow.matching.model import NOT_KNOWN, MatchModel

__all__ = ["Bools", "Floats", "Levels", "Weighed", "Weigher", "added"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
Levels = np.ndarray[Any, np.dtype[np.int8]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

_ROUNDING: Final = 1e-9  # the bound is a sum in another order than the weight
_WORTH_A_SKETCH: Final = 1 << 12  # pairs from which on it pays to look at letters first
_WORTH_A_CUT: Final = 0.9  # pairs are put away only where one in ten can go


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
        self._fields = [
            _Field(comparison, values, frequencies)
            for comparison, values in zip(self._model.comparisons, records.values, strict=True)
        ]
        # what has few values is read quickly; a number of one's own comes last
        known = [len(known) for known in records.vocabularies]
        self._order = sorted(range(len(known)), key=lambda at: (known[at], at))

    def sift(self, left: Ints, right: Ints, floor: float) -> tuple[Ints, Ints]:
        """Return the pairs that may reach the floor, as far as codes and sketches tell.

        Parameters
        ----------
        left, right
            Row numbers.
        floor
            In bits.
        """
        kept, _ = self._opened(left, right, floor)
        return left[kept], right[kept]

    def weigh(self, left: Ints, right: Ints, floor: float) -> Weighed:
        """Weigh pairs and keep those at or above the floor.

        Parameters
        ----------
        left, right
            Row numbers.
        floor
            In bits; minus infinity keeps all.
        """
        kept, standings = self._opened(left, right, floor)
        while waiting := [one for one in standings if one.waits]:
            min(waiting, key=lambda one: one.cost).compare()
            kept = self._cut(kept, standings, floor)
        weight = added(self._model, [one.best for one in standings])
        levels = np.stack([one.level for one in standings], axis=1)
        exact = weight >= floor
        return Weighed(left[kept[exact]], right[kept[exact]], weight[exact], levels[exact])

    def _opened(self, left: Ints, right: Ints, floor: float) -> tuple[Ints, list[_Standing]]:
        kept: Ints = np.arange(len(left))
        standings: dict[int, _Standing] = {}
        for at in self._order:
            numbers = self._records.numbers[at]
            standings[at] = _Standing(self._fields[at], numbers[left[kept]], numbers[right[kept]])
            kept = self._cut(kept, standings, floor)
        return kept, [standings[at] for at in range(len(standings))]

    def _cut(self, kept: Ints, standings: Any, floor: float) -> Ints:  # noqa: ANN401 - list or dict
        """Put away the pairs whose bound is below the floor, in all that is known of them."""
        known = standings if isinstance(standings, dict) else dict(enumerate(standings))
        best = [
            known[at].best if at in known else self._fields[at].most[0]
            for at in range(len(self._fields))
        ]
        keep = added(self._model, best) >= floor - _ROUNDING
        if keep.mean() > _WORTH_A_CUT if len(keep) else True:
            return kept
        for standing in known.values():
            standing.keep(keep)
        left: Ints = kept[keep]
        return left


class _Field:
    """One comparison: its levels, its values, and the most that is left from each level on."""

    def __init__(
        self, comparison: Comparison, values: Values, frequencies: Frequencies | None
    ) -> None:
        self.comparison = comparison
        self.levels = comparison.levels
        self.values = values
        self.frequencies = frequencies
        worth = [_most(level, frequencies) for level in self.levels]
        # a value that is not known brings 0
        self.most = [max(0.0, *worth), *(max(worth[at:]) for at in range(1, len(worth)))]

    def agree(self, level: Level, here: Numbers, there: Numbers) -> Bools:
        """Say which pairs of values pass a level that looks at codes."""
        test = level.test
        assert isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - by_code
        same = self.values.same
        one = [same(feature, here) for feature in test.features]
        other = [same(feature, there) for feature in test.features]
        return np.asarray(test.holds(one, other), bool)

    def may_be_near(self, level: Level, here: Numbers, there: Numbers) -> Bools:
        """Say which pairs of values do not surely fail a level that looks at texts."""
        test = level.test
        assert isinstance(test, Near | Edits | WordsNear | Own)  # noqa: S101 - not by_code
        one, other = self._numbers(test.feature, here, there)
        known: Bools = (one != 0) & (other != 0)
        if isinstance(test, Own) or len(one) < _WORTH_A_SKETCH:
            return known
        return known & can_pass(test, self.values.space.sketches, one, other)

    def near(self, level: Level, here: Numbers, there: Numbers) -> Bools:
        """Say which pairs of values pass a level that looks at texts; each two compared once."""
        test = level.test
        assert isinstance(test, Near | Edits | WordsNear | Own)  # noqa: S101 - not by_code
        one, other = self._numbers(test.feature, here, there)
        space = self.values.space
        size = np.int64(len(space))
        pairs, inverse = np.unique(one * size + other, return_inverse=True)
        here, there = pairs // size, pairs % size
        if isinstance(test, WordsNear):
            return words_near(test, space.texts, here, there)[inverse]
        texts, others = space.named(here), space.named(there)
        if isinstance(test, Near):
            scorer = similarity(test.metric)
            found = process.cpdist(texts, others, scorer=scorer, dtype=np.float64) >= test.at_least
        elif isinstance(test, Edits):
            edits = process.cpdist(
                texts, others, scorer=distance(test.metric), score_cutoff=test.within, dtype=np.int64
            )
            found = edits <= test.within
        else:
            found = np.fromiter(map(test.alike, texts, others), bool, len(texts))
        return np.asarray(found)[inverse]

    def worth(self, level: Level, here: Numbers) -> Floats | float:
        """Return the bits of a level for the values on which pairs agree."""
        if not level.by_frequency or self.frequencies is None:
            return level.bits
        (feature,) = level.features
        codes, inverse = np.unique(self.values.codes(feature, here), return_inverse=True)
        field, share = self.comparison.field, self.frequencies.share
        worth = [level.worth(share(field, feature, code)) for code in codes.tolist()]
        return np.array(worth, np.float64)[inverse]

    def _numbers(self, feature: str, here: Numbers, there: Numbers) -> tuple[Numbers, Numbers]:
        return self.values.numbers(feature, here), self.values.numbers(feature, there)


class _Standing:
    """One comparison of many pairs: the level that each has reached, and what it is worth.

    A pair that has not failed `level` and has not passed it either waits for its text to be
    compared; then `best` is the most that it can still bring.
    """

    def __init__(self, field: _Field, here: Numbers, there: Numbers) -> None:
        self._field = field
        self._here, self._there = here, there
        self.level: Levels = np.zeros(len(here), np.int8)
        self.best: Floats = np.zeros(len(here))
        self._waits: Bools = np.zeros(len(here), bool)
        known = (here != 0) & (there != 0)
        self.level[~known] = NOT_KNOWN
        self._advance(np.flatnonzero(known))

    @property
    def waits(self) -> bool:
        """Some pair waits for its text to be compared."""
        return bool(self._waits.any())

    @property
    def cost(self) -> tuple[bool, int]:
        """What is quickly compared comes first: no test of the user's own, few pairs."""
        slow = any(isinstance(level.test, Own) for level in self._field.levels)
        return slow, int(self._waits.sum())

    def compare(self) -> None:
        """Compare the texts that pairs wait for, and go on to the next level of those that fail."""
        waiting = np.flatnonzero(self._waits)
        at = self.level[waiting]
        first = int(at.min())
        rows = waiting[at == first]
        passed = self._field.near(self._field.levels[first], self._here[rows], self._there[rows])
        self._settle(rows[passed], first)
        failed = rows[~passed]
        self.level[failed] = first + 1
        self._advance(failed)

    def keep(self, which: Bools) -> None:
        """Forget the other pairs."""
        self._here, self._there = self._here[which], self._there[which]
        self.level, self.best = self.level[which], self.best[which]
        self._waits = self._waits[which]

    def _advance(self, rows: Ints) -> None:
        """Move pairs, all at one level, on to the first level that they do not surely fail."""
        if not len(rows):
            return
        field = self._field
        for number in range(int(self.level[rows[0]]), len(field.levels)):
            level = field.levels[number]
            here, there = self._here[rows], self._there[rows]
            if level.by_code:
                stays = field.agree(level, here, there)
                self._settle(rows[stays], number)
            else:
                stays = field.may_be_near(level, here, there)
                wait = rows[stays]
                self.level[wait] = number
                self.best[wait] = field.most[number]
                self._waits[wait] = True
            rows = rows[~stays]
            if not len(rows):
                return

    def _settle(self, rows: Ints, number: int) -> None:
        self.level[rows] = number
        self.best[rows] = self._field.worth(self._field.levels[number], self._here[rows])
        self._waits[rows] = False


def _most(level: Level, frequencies: Frequencies | None) -> float:
    """Return the most that a level can be worth: that of the rarest value."""
    if frequencies is None or not level.by_frequency:
        return level.bits
    return max(level.bits, level.worth(1 / frequencies.records))


def added(model: MatchModel, bits: Sequence[Any]) -> Floats:
    """Add up what the comparisons bring, where some say one thing twice only once.

    Parameters
    ----------
    model
        Says which.
    bits
        One array for each comparison, or one number for all pairs.
    """
    place = {c.field: i for i, c in enumerate(model.comparisons)}
    grouped = {place[field] for group in model.together for field in group.fields}
    alone = [one for i, one in enumerate(bits) if i not in grouped]
    total: Any = sum(one for one in alone if isinstance(one, float))
    for one in alone:
        if not isinstance(one, float):
            total = total + one
    for group in model.together:
        members = [bits[place[field]] for field in group.fields]
        strongest, weakest = members[0], members[0]
        for one in members[1:]:
            strongest, weakest = np.maximum(strongest, one), np.minimum(weakest, one)
        total = total + (np.maximum(strongest, 0.0) + np.minimum(weakest, 0.0))
    return np.asarray(total, np.float64)
