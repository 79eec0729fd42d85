"""A session of training: the pairs of one key, the comparisons that it leaves free, and the checks.

Unsupervised training can take anything for "the same person" that splits the pairs of a block in
two: trained where the key implied it, "same sex" became the class of matches, and the choice of
sessions alone moved F1 by 5 to 13 points [S, measured]. So whatever shares information with the key
is left out, and what a session found is checked before it is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import Key
from ektpflow.matching.training.em import Found
from ektpflow.matching.training.monotone import falling

__all__ = ["FEWEST_PAIRS", "Learnt", "free_of", "reason_against", "tied_fields"]

# All bounds are our modelling choice. They are wide: they stop what is plainly wrong, and the prior
# and the pooling of several sessions do the rest.
#: Fewer pairs teach nothing.
FEWEST_PAIRS: Final = 50
_FEWEST_MATCHES: Final = 20.0
#: Bits that the free comparisons bring on average for a match: all of them, and all but the
#: strongest.
_ALL: Final = 6.0
_SECOND: Final = 2.0
#: How far the matches may be from those that the whole model finds among the same pairs.
_TIMES: Final = 3.0
#: Bits for a match that a comparison may lose on average when its levels are put in order.
_UPHILL: Final = 0.5
#: Mean probability of those taken for matches.
_CERTAIN: Final = 0.6


@attrs.frozen(eq=False)
class Learnt:
    """What a session learnt of one free comparison.

    Parameters
    ----------
    label
        The field in words.
    seen
        Expected matches on each level.
    m, u
        By level.
    """

    label: str
    seen: Floats
    m: Floats
    u: Floats

    @property
    def bits(self) -> Floats:
        """What each level is worth."""
        return np.asarray(np.log2(self.m / self.u))

    @property
    def worth(self) -> float:
        """Bits that it brings for a match on average."""
        return float((self.m * self.bits).sum())


def tied_fields(model: MatchModel, key: Key) -> frozenset[str]:
    """Return the fields that share information with a key.

    Its own; those made from one of their columns; and all that a `Together` ties to one of these,
    as a NIK holds the birth date. The finer parts do not count: a session leaves crowds out.
    """
    fields = {field for field, _ in key.pairs_of}
    before = 0
    while len(fields) > before:  # what is tied may tie more
        before = len(fields)
        columns = {x for c in model.comparisons if c.field in fields for x in c.columns}
        fields |= {c.field for c in model.comparisons if columns & set(c.columns)}
        for group in model.together:
            if fields & set(group.fields):
                fields |= set(group.fields)
    return frozenset(fields)


def free_of(model: MatchModel, key: Key) -> tuple[int, ...]:
    """Return the numbers of the comparisons that share nothing with a key.

    Examples
    --------
    >>> from ektpflow.matching import Key, MatchModel
    >>> from ektpflow.matching.training.sessions import free_of
    >>> model = MatchModel.expert()
    >>> free = free_of(model, Key(("birth_date.year",)))
    >>> "nik" in [model.comparisons[i].field for i in free]  # a NIK holds the birth date
    False
    """
    tied = tied_fields(model, key)
    return tuple(i for i, c in enumerate(model.comparisons) if c.field not in tied)


def reason_against(found: Found, learnt: Sequence[Learnt], *, pairs: float, expected: float) -> str:
    """Return why a session is not believed, empty if it is.

    Parameters
    ----------
    found
        What EM found.
    learnt
        The same by comparison.
    pairs
        On how many pairs.
    expected
        Matches that the whole model, with the numbers it had before, finds among them.
    """
    matches = found.share * pairs
    if not found.still:
        return f"it did not come to rest in {found.iterations} iterations"
    if matches < _FEWEST_MATCHES:
        return f"{matches:.0f} matches are too few to learn from (fewest {_FEWEST_MATCHES:.0f})"
    if not expected / _TIMES <= matches <= expected * _TIMES + _FEWEST_MATCHES:
        return (
            f"implausible match share: {found.share:.1%} of its pairs, where all fields together "
            f"tell {expected / pairs:.1%}"
        )
    strongest = max(learnt, key=lambda one: one.worth)
    total = sum(one.worth for one in learnt)
    if total < _ALL or total - strongest.worth < _SECOND:
        return (
            f"one weak comparison alone tells matches from the rest: {strongest.label} brings "
            f"{strongest.worth:.1f} of {total:.1f} bits"
        )
    if found.certain < _CERTAIN:
        return f"its matches do not stand apart: {found.certain:.0%} sure on average"
    return _out_of_order(learnt)


def _out_of_order(learnt: Sequence[Learnt]) -> str:
    for one in learnt:
        if one.bits[-1] > 0:
            return f"it takes a difference in {one.label} for a sign of a match"
        # a rare level out of order is the level's affair; a common one turns the class round
        ordered = falling(one.m.tolist(), one.u.tolist())
        lost = one.worth - float((one.m * np.log2(np.array(ordered) / one.u)).sum())
        if lost > _UPHILL:
            return f"levels of {one.label} do not fall in worth: in order they lose {lost:.1f} bits"
    return ""
