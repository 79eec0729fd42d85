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

from ektpflow.matching.batch.records import Ints, Records
from ektpflow.matching.batch.standing import Bools, Field, Floats, Glance, Levels, Standing
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel

__all__ = ["Bools", "Floats", "Levels", "Weighed", "Weigher", "added"]

_ROUNDING: Final = 1e-9  # the bound is a sum in another order than the weight
_WORTH_A_CUT: Final = 0.6  # to put pairs away costs about as much as to look at them once more


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
            Field(comparison, values, frequencies)
            for comparison, values in zip(self._model.comparisons, records.values, strict=True)
        ]
        # what has few values is read quickly, a number of one's own comes last; what a glance has
        # told already can wait
        known = [(f.plain, len(v)) for f, v in zip(self._fields, records.vocabularies, strict=True)]
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
        opened = self._opened(left, right, floor)
        return left[opened.kept], right[opened.kept]

    def weigh(self, left: Ints, right: Ints, floor: float) -> Weighed:
        """Weigh pairs and keep those at or above the floor.

        Parameters
        ----------
        left, right
            Row numbers.
        floor
            In bits; minus infinity keeps all.
        """
        opened = self._opened(left, right, floor)
        standings = [opened.standings[at] for at in range(len(self._fields))]
        while waiting := [one for one in standings if one.waits]:
            min(waiting, key=lambda one: one.cost).compare()
            opened.cut(floor)
        weight = opened.bound()
        levels = np.stack([one.level for one in standings], axis=1)
        exact = weight >= floor
        kept = opened.kept[exact]
        return Weighed(left[kept], right[kept], weight[exact], levels[exact])

    def _opened(self, left: Ints, right: Ints, floor: float) -> _Opened:
        numbers = self._records.numbers
        opened = _Opened(self._model, len(left))
        for at, field in enumerate(self._fields):
            opened.known[at] = Glance(field, numbers[at][left], numbers[at][right])
        kept = opened.cut(floor)
        for at in self._order:
            if kept is not None:
                left, right = left[kept], right[kept]
            here, there = numbers[at][left], numbers[at][right]
            opened.known[at] = opened.standings[at] = Standing(self._fields[at], here, there)
            kept = opened.cut(floor)
        return opened


class _Opened:
    """What is known of pairs so far, of each comparison first what a glance tells."""

    def __init__(self, model: MatchModel, many: int) -> None:
        self._model = model
        self.kept: Ints = np.arange(many, dtype=np.int32)
        self.known: dict[int, Glance | Standing] = {}
        self.standings: dict[int, Standing] = {}

    def bound(self) -> Floats:
        """Return the most that each pair can weigh; its weight where all is known."""
        return added(self._model, [self.known[at].best for at in range(len(self.known))])

    def cut(self, floor: float) -> Ints | None:
        """Put away the pairs whose bound is below the floor, in all that is known of them.

        Returns which are kept, None where too few can go.
        """
        if floor == -np.inf:
            return None
        keep = self.bound() >= floor - _ROUNDING
        if np.count_nonzero(keep) > _WORTH_A_CUT * len(keep):
            return None
        which = np.flatnonzero(keep)
        for one in self.known.values():
            one.keep(which)
        self.kept = self.kept[which]
        return which


def added(model: MatchModel, bits: Sequence[Floats]) -> Floats:
    """Add up what the comparisons bring, where some say one thing twice only once.

    Parameters
    ----------
    model
        Says which.
    bits
        One array for each comparison.
    """
    place = {c.field: i for i, c in enumerate(model.comparisons)}
    grouped = {place[field] for group in model.together for field in group.fields}
    total: Any = 0.0
    for i, one in enumerate(bits):
        if i not in grouped:
            total = total + one
    for group in model.together:
        members = [bits[place[field]] for field in group.fields]
        strongest, weakest = members[0], members[0]
        for one in members[1:]:
            strongest, weakest = np.maximum(strongest, one), np.minimum(weakest, one)
        total = total + (np.maximum(strongest, 0.0) + np.minimum(weakest, 0.0))
    return np.asarray(total, np.float64)
