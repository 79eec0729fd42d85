"""The learnt numbers put into a model, and told beside those from before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel
from ektpflow.matching.training.monotone import falling
from ektpflow.matching.training.report import LevelReport

__all__ = ["Numbers", "level_reports", "with_numbers", "with_reasons"]

#: By comparison and level.
Numbers = Sequence[Floats]

_LEARNT: Final = "u counted, m learnt (ektpflow.matching.training)"
_COUNTED: Final = "u counted (ektpflow.matching.training); m as before: "
_LEVELLED: Final = 0.01
_SMALLEST: Final = 1e-12


def with_numbers(model: MatchModel, m: Numbers, u: Numbers) -> MatchModel:
    """Return the model with these numbers, made to fall from level to level."""
    comparisons: list[Comparison] = []
    for comparison, of_m, of_u in zip(model.comparisons, m, u, strict=True):
        new_m = falling(of_m.tolist(), of_u.tolist())
        levels = tuple(
            attrs.evolve(level, m=_inside(x / sum(new_m)), u=_inside(y))
            for level, x, y in zip(comparison.levels, new_m, of_u.tolist(), strict=True)
        )
        comparisons.append(attrs.evolve(comparison, levels=levels))
    return attrs.evolve(model, comparisons=tuple(comparisons))


def with_reasons(model: MatchModel, taught: Sequence[bool]) -> MatchModel:
    """Return the model with the origin of its numbers, by comparison whether m was learnt."""
    comparisons = []
    for comparison, yes in zip(model.comparisons, taught, strict=True):
        levels = tuple(
            attrs.evolve(x, because=_LEARNT if yes else _COUNTED + x.because)
            for x in comparison.levels
        )
        comparisons.append(attrs.evolve(comparison, levels=levels))
    return attrs.evolve(model, comparisons=tuple(comparisons))


def _inside(probability: float) -> float:
    return min(max(probability, _SMALLEST), 1 - _SMALLEST)


def level_reports(
    before: MatchModel, after: MatchModel, m: Numbers, u: Numbers
) -> tuple[LevelReport, ...]:
    """Return every level before and after; m and u as learnt, before they were put in order."""
    found = []
    for old, new, of_m, of_u in zip(before.comparisons, after.comparisons, m, u, strict=True):
        learnt = np.log2(of_m / of_u)
        for was, now, bits in zip(old.levels, new.levels, learnt.tolist(), strict=True):
            moved = abs(now.bits - bits) > _LEVELLED
            found.append(
                LevelReport(
                    old.field, was.name, was.m, was.u, was.bits, now.m, now.u, now.bits, moved
                )
            )
    return tuple(found)
