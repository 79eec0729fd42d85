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
from ektpflow.matching.batch.standing import Bools, Field, Floats, Levels, Standing
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
        opened = _Opened(self._model, [field.most[0] for field in self._fields], len(left))
        for at in self._order:
            numbers = self._records.numbers[at]
            opened.standings[at] = Standing(self._fields[at], numbers[left], numbers[right])
            kept = opened.cut(floor)
            if kept is not None:
                left, right = left[kept], right[kept]
        return opened


class _Opened:
    """What is known of pairs so far, comparison by comparison."""

    def __init__(self, model: MatchModel, most: Sequence[float], many: int) -> None:
        self._model = model
        self._most = most
        self.kept: Ints = np.arange(many, dtype=np.int32)
        self.standings: dict[int, Standing] = {}

    def bound(self) -> Floats:
        """Return the most that each pair can weigh; its weight where nothing waits."""
        known = self.standings
        best = [known[at].best if at in known else most for at, most in enumerate(self._most)]
        return added(self._model, best)

    def cut(self, floor: float) -> Ints | None:
        """Put away the pairs whose bound is below the floor, in all that is known of them.

        Returns which are kept, None where too few can go.
        """
        keep = self.bound() >= floor - _ROUNDING
        if np.count_nonzero(keep) > _WORTH_A_CUT * len(keep):
            return None
        which = np.flatnonzero(keep)
        for standing in self.standings.values():
            standing.keep(which)
        self.kept = self.kept[which]
        return which


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
