"""Which keys of a plan bring a pair of records up."""

from __future__ import annotations

from collections.abc import Sequence

from ektpflow.matching.codes import UNKNOWN, code_of, joined
from ektpflow.matching.model import MatchModel, Reading

__all__ = ["keys_of_pair"]


def keys_of_pair(model: MatchModel, here: Reading, there: Reading) -> tuple[str, ...]:
    """Return the names of the keys on which two records agree; without one they never meet.

    Parameters
    ----------
    model
        Whose plan.
    here, there
        Two records as the model reads them.
    """
    return tuple(
        key.name
        for number, key in enumerate(model.blocking.keys)
        if (value := _value(model, number, here)) is not None
        and value == _value(model, number, there)
    )


def _value(model: MatchModel, number: int, reading: Reading) -> int | None:
    """Return a record's value of a key, None where it has none or nobody is brought up by it."""
    plan = model.blocking
    key = plan.keys[number]
    codes = _codes(model, key.pairs_of, reading)
    if UNKNOWN in codes:
        return None
    value: int = joined(codes)
    if value in plan.crowds[number]:
        value = joined([value, *_codes(model, key.finer_of, reading)])
    return None if value in plan.left_out[number] else value


def _codes(model: MatchModel, parts: Sequence[tuple[str, str]], reading: Reading) -> list[int]:
    place = {c.field: index for index, c in enumerate(model.comparisons)}
    return [
        code_of(model.comparisons[place[field]].kind.features[feature](reading[place[field]]))
        for field, feature in parts
    ]
