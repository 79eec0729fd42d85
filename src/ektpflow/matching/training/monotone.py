"""Levels fall in worth from alike to unlike, whatever the sample says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["falling"]

_HAIR: Final = 1e-9


def falling(m: Sequence[float], u: Sequence[float]) -> tuple[float, ...]:
    """Return m such that m / u falls from level to level.

    Levels out of order are pooled with their neighbours (pool adjacent violators, Ayer and others
    1955): they share the ratio of their sums. The sum of m stays; u is held, for it was counted on
    far more pairs.

    Examples
    --------
    >>> from ektpflow.matching.training.monotone import falling
    >>> falling((0.8, 0.0, 0.2), (0.1, 0.1, 0.8))
    (0.8, 0.02..., 0.17...)
    """
    blocks: list[tuple[float, float, int]] = []
    for above, below in zip(m, u, strict=True):
        block = (above, below, 1)
        while blocks and block[0] * blocks[-1][1] > blocks[-1][0] * block[1]:
            last = blocks.pop()
            block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
        blocks.append(block)
    # a hair's breadth less from level to level, so that rounding cannot turn two equal ones round
    ratios = [a / b * (1 - i * _HAIR) for a, b, many in blocks for i in range(many)]
    return tuple(ratio * x for ratio, x in zip(ratios, u, strict=True))
