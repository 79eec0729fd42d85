"""Which keys of a plan bring a pair of records up."""

from __future__ import annotations

from ektpflow.matching.codes import UNKNOWN
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
    values = zip(model.key_values(here), model.key_values(there), strict=True)
    return tuple(
        key.name
        for key, (one, other) in zip(model.blocking.keys, values, strict=True)
        if one == other != UNKNOWN
    )
