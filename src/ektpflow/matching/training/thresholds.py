"""From which weight on: the most accurate threshold, and the one that a budget allows.

The right threshold is no property of the weights alone. A query meets everybody on file, so with
the same weights twice the register brings twice the false alarms. Two different people reach t bits
with a probability of at most 2 ** -t (a likelihood ratio has the mean 1 where it is wrong), so one
bit more for each doubling is always enough, and so many the even odds rise. What is needed for a
budget is worked out from the levels, and lies below.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import attrs
import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel

__all__ = ["Alarms", "affordable", "most_accurate"]

#: Where more weights than these are possible, those within a step are taken for the upper of them.
_MOST: Final = 20_000
_STEP: Final = 1 / 256
_MINUTES: Final = 60.0


def most_accurate(weight: Floats, posterior: Floats, stands: Floats, matches: float) -> float:
    """Return the weight from which a pair is a duplicate, so that the expected F1 is largest.

    No labels are needed: what a pair contributes is its own probability. With F the F1 reached, the
    best is to take what is likelier than F / 2 (Lipton, Elkan and Naryanaswamy 2014), so this is
    close to even odds where matches stand apart, and lower where they do not.

    Parameters
    ----------
    weight, posterior, stands
        Of every candidate: weight in bits, probability, and for how many pairs it stands.
    matches
        How many matches there are at all.
    """
    order = np.argsort(-weight, kind="stable")
    right = np.cumsum((posterior * stands)[order])
    taken = np.cumsum(stands[order])
    last = np.flatnonzero(np.append(np.diff(weight[order]) != 0, True))
    best = last[int(np.argmax(right[last] / (taken[last] + matches)))]
    above = float(weight[order[best]])
    below = float(weight[order[best + 1]]) if best + 1 < len(order) else above
    return (above + below) / 2


@attrs.frozen(eq=False)
class Alarms:
    """How much two different people weigh: each possible weight and how probable it is.

    Fields are taken to be independent and u to be right. Twins, siblings and namesakes of one
    village are not: count them on top, or leave them to vetoes.

    Parameters
    ----------
    weight
        Every possible weight in bits, falling.
    beyond
        Probability that two different people reach it.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.training import Alarms
    >>> alarms = Alarms.of(MatchModel.expert())
    >>> [round(alarms.threshold(0.01, register_size=n)) for n in (10**5, 10**6, 10**7, 10**8)]
    [15, 19, 23, 28]
    >>> alarms.expected(28, register_size=10**6) < 0.01
    True
    """

    weight: Floats
    beyond: Floats

    @classmethod
    def of(
        cls,
        model: MatchModel,
        frequencies: Frequencies | None = None,
        *,
        vetoed: bool = True,
    ) -> Alarms:
        """Work out every weight that two different people can have.

        Parameters
        ----------
        model
            The model. Every value is taken to be known, which is the most that can agree.
        frequencies
            How often values are recorded; without them every value counts alike.
        vetoed
            Whether pairs count against which a veto stands: they raise an alarm for a person to
            look at, but are never taken for duplicates.
        """
        levels = {
            c.field: _worths(c, frequencies, frozenset() if vetoed else model.vetoed_levels)
            for c in model.comparisons
        }
        tied = [group.fields for group in model.together]
        alone = [(c.field,) for c in model.comparisons if not any(c.field in t for t in tied)]
        weight, chance = np.zeros(1), np.ones(1)
        for fields in (*alone, *tied):
            bits, odds = _of_group([levels[field] for field in fields])
            sums = np.add.outer(weight, bits).ravel()
            weight, chance = _merged(sums, np.multiply.outer(chance, odds).ravel())
        weight, chance = weight[::-1], chance[::-1]
        return cls(weight, np.cumsum(chance))

    def expected(self, threshold: float, *, register_size: int) -> float:
        """Return how many of a register reach a weight beside one probe that is nobody on file."""
        at = int(np.searchsorted(-self.weight, -threshold, side="right"))
        return register_size * float(self.beyond[at - 1]) if at else 0.0

    def threshold(self, alarms: float, *, register_size: int) -> float:
        """Return the lowest weight that raises no more false alarms than this for each query.

        Parameters
        ----------
        alarms
            Expected number for a query, above 0.
        register_size
            Records that a query is compared with.

        Raises
        ------
        InvalidValue
            When the alarms or the size are not above 0.
        """
        if not alarms > 0 or register_size < 1:
            raise InvalidValue(
                "budget",
                f"{alarms} alarms in {register_size} records",
                "a budget allows some alarms in some register",
                "name how many false alarms a query may raise, 0.01 for one in a hundred",
            )
        fits = np.flatnonzero(self.beyond * register_size <= alarms)
        # above the heaviest pair there are none
        return float(self.weight[fits[-1]]) if len(fits) else float(self.weight[0]) + 1


def affordable(*, hours: float, minutes_each: float, queries: float) -> float:
    """Return how many false alarms a query may raise, so that people can look at all of them.

    Parameters
    ----------
    hours
        Of adjudicators, a day, all of them together.
    minutes_each
        Minutes that one pair takes.
    queries
        Queries a day.

    Examples
    --------
    >>> from ektpflow.matching.training import affordable
    >>> affordable(hours=24, minutes_each=6, queries=12_000)  # three people, 240 pairs a day
    0.02
    """
    if min(hours, minutes_each, queries) <= 0 or not math.isfinite(hours):
        raise InvalidValue(
            "budget",
            f"{hours} hours, {minutes_each} minutes, {queries} queries",
            "all three lie above 0",
            "without adjudicators there is nobody to look at a possible double",
        )
    return hours * _MINUTES / minutes_each / queries


_Worths = tuple[Floats, Floats]


def _worths(
    comparison: Comparison,
    frequencies: Frequencies | None,
    left_out: frozenset[tuple[str, str]],
) -> _Worths:
    """Return the bits that two different people can get, and how probable each is."""
    bits: list[float] = []
    odds: list[float] = []
    for level in comparison.levels:
        if (comparison.field, level.name) in left_out:
            continue
        if frequencies is None or not level.by_frequency:
            bits.append(level.bits)
            odds.append(level.u)
            continue
        # two people agree on a value as often as the square of its share
        shares = sorted(_shares(frequencies, comparison.field, level.features[0]))
        squares = [many * share * share for share, many in shares]
        bits += [level.worth(share) for share, _ in shares]
        odds += [level.u * square / sum(squares) for square in squares]
    return np.array(bits), np.array(odds)


def _shares(frequencies: Frequencies, field: str, feature: str) -> Iterable[tuple[float, float]]:
    """Return each share that values have, and how many values have it."""
    table = frequencies.shares.get((field, feature), {})
    found: dict[float, float] = {}
    for share in table.values():
        found[share] = found.get(share, 0.0) + 1
    once = 1 / frequencies.records
    rest = max(1 - sum(table.values()), 0.0) / once
    found[once] = found.get(once, 0.0) + max(rest, 1.0)
    return found.items()


def _of_group(members: list[_Worths]) -> _Worths:
    """Join fields that say one thing twice: the strongest agreement and difference count."""
    up, down, chance = np.zeros(1), np.zeros(1), np.ones(1)
    if len(members) == 1:
        return members[0]
    for bits, odds in members:
        up = np.maximum.outer(up, np.maximum(bits, 0.0)).ravel()
        down = np.minimum.outer(down, np.minimum(bits, 0.0)).ravel()
        chance = np.multiply.outer(chance, odds).ravel()
    return _merged(up + down, chance)


def _merged(bits: Floats, chance: Floats) -> _Worths:
    """Add up the chances of equal weights, rising; of near ones too, where they are too many."""
    values, inverse = np.unique(bits, return_inverse=True)
    if len(values) > _MOST:
        values, inverse = np.unique(np.ceil(bits / _STEP) * _STEP, return_inverse=True)
    return values, np.bincount(inverse, chance, len(values)).astype(np.float64)
