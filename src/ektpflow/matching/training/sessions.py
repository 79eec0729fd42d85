"""A session of training: the pairs of one key, and the comparisons that its key leaves free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import Key
from ektpflow.matching.training.em import Found

__all__ = ["free_of", "reason_against"]

Floats = np.ndarray[Any, np.dtype[np.float64]]

_FEWEST_PAIRS: Final = 50
_FEWEST_MATCHES: Final = 20.0
#: Bits by which a match must stand out beside the strongest comparison, and in all.
_SECOND: Final = 2.0
_ALL: Final = 6.0
#: How many times the matches that the whole model finds among the same pairs.
_TIMES: Final = 3.0
#: Bits by which a level may outweigh the one above it before it is not believed.
_UPHILL: Final = 3.0
_CERTAIN: Final = 0.6


def free_of(model: MatchModel, key: Key) -> tuple[int, ...]:
    """Return the comparisons that share nothing with a key: no field, no column, no group."""
    fields = {field for field, _ in key.pairs_of}
    columns = {x for c in model.comparisons if c.field in fields for x in c.columns}
    fields |= {c.field for c in model.comparisons if columns & set(c.columns)}
    for group in model.together:
        if fields & set(group.fields):
            fields |= set(group.fields)
    return tuple(i for i, c in enumerate(model.comparisons) if c.field not in fields)


def reason_against(
    found: Found,
    *,
    pairs: int,
    expected: float,
    free: Sequence[str],
    m: Sequence[Floats],
    u: Sequence[Floats],
) -> str:
    """Return why a session is not believed, empty if it is.

    Parameters
    ----------
    found
        What EM found.
    pairs
        On how many pairs.
    expected
        Matches that the whole model, its prior included, expects among them.
    free
        The free comparisons in words.
    m, u
        What was learnt for each of them, and u.
    """
    matches = found.share * pairs
    if not found.still:
        return f"it did not come to rest in {found.iterations} iterations"
    if matches < _FEWEST_MATCHES:
        return f"{matches:.0f} matches are too few to learn from (fewest: {_FEWEST_MATCHES:.0f})"
    if not expected / _TIMES <= matches <= expected * _TIMES + _FEWEST_MATCHES:
        return (
            f"the match share is implausible: {found.share:.1%} of the pairs, where all fields "
            f"together tell {expected / pairs:.1%}"
        )
    worth = [float((x * np.log2(x / y)).sum()) for x, y in zip(m, u, strict=True)]
    strongest = int(np.argmax(worth))
    if sum(worth) < _ALL or sum(worth) - worth[strongest] < _SECOND:
        return (
            f"only {free[strongest]} separates the matches from the rest "
            f"({worth[strongest]:.1f} of {sum(worth):.1f} bits)"
        )
    if found.certain < _CERTAIN:
        return f"the matches do not stand apart: {found.certain:.0%} certain on average"
    for name, x, y, seen in zip(free, m, u, found.seen, strict=True):
        bits = np.log2(x / y)
        if bits[-1] > 0:
            return f"it takes a difference of {name} for a sign of a match"
        bits = bits[seen >= _FEWEST_MATCHES]
        rise = (bits - np.minimum.accumulate(bits)).max(initial=0.0)
        if rise > _UPHILL:
            return f"the levels of {name} are out of order by {rise:.1f} bits"
    return ""
