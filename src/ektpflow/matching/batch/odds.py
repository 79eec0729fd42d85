"""The odds of a register that nobody has labelled, judged by the weights of its pairs.

What a weight means depends on how many doubles there are among how many pairs: the same 20 bits are
a double in a village and a namesake in the nation. The built-in weights are taken as they are; only
the prior is learnt, by EM with one unknown: every pair is a double with its posterior probability,
the prior is the mean of those, and so on until it stays (Dempster, Laird and Rubin 1977). Who wants
the weights themselves learnt trains a model (`ektpflow.matching.training`).
"""

from __future__ import annotations

import math
from typing import Final

import attrs
import numpy as np

from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.model import LOOK, MatchModel

__all__ = ["estimated", "weakest"]

# Where every second record is a double, the odds are even at log2(rows) bits; eight bits lower they
# are 1 to 256.
_BELOW: Final = 8.0
_ROUNDS: Final = 200
_STAYS: Final = 1e-6


def weakest(rows: int) -> float:
    """Return the weight below which no pair matters for the odds of a register of so many rows."""
    return math.log2(max(rows, 1)) - _BELOW


def estimated(model: MatchModel, weight: Floats, pairs: int) -> MatchModel:
    """Return the model with the prior and the thresholds of a register.

    A register without any double has no odds to judge, so one match is counted beside those that
    the weights show.

    Parameters
    ----------
    model
        Whose weights they are.
    weight
        Bits of all pairs from `weakest` on; the others are taken to be no doubles.
    pairs
        How many pairs there are at all.

    Examples
    --------
    >>> import numpy as np
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.batch.odds import estimated
    >>> weight = np.array([40.0] * 99 + [0.0] * 1_000)
    >>> model = estimated(MatchModel.expert(), weight, 10**6)
    >>> round(10**6 * 2 ** model.prior), round(model.duplicate, 1), model.tag
    (100, 13.3, 'expert/3+estimated')
    """
    pairs = max(pairs, 2)
    odds = 1 / pairs
    for _ in range(_ROUNDS):
        posterior = 1 / (1 + np.exp2(-weight) / odds)
        share = min((float(posterior.sum()) + 1) / pairs, 0.5)
        before, odds = odds, share / (1 - share)
        if abs(odds / before - 1) < _STAYS:
            break
    prior = math.log2(odds)
    return attrs.evolve(
        model,
        version=f"{model.version}+estimated",
        prior=prior,
        duplicate=-prior,
        possible=-prior - LOOK,
    )
