"""Draws by inverse function, each from a stream that bears the name of its purpose."""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist
from typing import Final

__all__ = ["exponential", "lognormal", "stream"]

_Z90: Final = NormalDist().inv_cdf(0.9)


def stream(seed: int, name: str, row: int) -> Random:
    """Return the stream of one purpose and one case, the same in every process.

    Examples
    --------
    >>> from ektpflow.simulation.chance import stream
    >>> stream(1, "papers", 7).random() == stream(1, "papers", 7).random()
    True
    """
    # a str seed is hashed by SHA-512, so PYTHONHASHSEED has no part in it
    return Random(f"{seed}/{name}/{row}")  # noqa: S311  (simulation, not secrecy)


def exponential(chance: Random, mean: float) -> int:
    """Draw an exponential time in whole seconds."""
    return round(-mean * math.log1p(-chance.random()))


def lognormal(chance: Random, median: float, p90: float) -> float:
    """Draw a lognormal time from its median and 90th percentile.

    Service times of recording fit lognormal or gamma, never exponential (Kota Semarang,
    digilib.fsm.undip.ac.id id=10390) [S].
    """
    sigma = math.log(p90 / median) / _Z90
    quantile = NormalDist().inv_cdf(min(max(chance.random(), 1e-12), 1 - 1e-12))
    return median * math.exp(sigma * quantile)
