"""Fit a model to a register: u by counting, m by sessions of EM, the prior and the thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.model import MatchModel
from ektpflow.matching.training.candidates import Candidates, weights
from ektpflow.matching.training.chance import Chance
from ektpflow.matching.training.em import Found, Tally, maximised
from ektpflow.matching.training.monotone import falling
from ektpflow.matching.training.pairs import random_pairs
from ektpflow.matching.training.records import Records
from ektpflow.matching.training.sessions import free_of, reason_against

__all__ = ["Fitted", "Session", "fit"]

Floats = np.ndarray[Any, np.dtype[np.float64]]

_ROUNDS: Final = 3
_SMALLEST: Final = 1e-12


@attrs.frozen
class Session:
    """One session: what it had, what it found, whether it is believed."""

    key: str
    pairs: int
    free: tuple[str, ...]
    share: float
    iterations: int
    refused: str


@attrs.frozen
class Fitted:
    model: MatchModel
    sessions: tuple[Session, ...]
    matches: float
    recall: float
    extra: Any


def fit(
    frame: Any,
    model: MatchModel,
    *,
    seed: int,
    other: Any = None,
    strength: float = 50.0,
    random: int = 1_000_000,
    most: int = 1_000_000,
    progress: Callable[[str, int, int], None] | None = None,
) -> Fitted:
    frames = [frame] if other is None else [frame, other]
    records = Records.of(model, *frames)
    stream = np.random.default_rng(seed)
    drawn = random_pairs(records, random, stream)
    chance = Chance(records, records.levels(drawn.left, drawn.right))
    candidates = Candidates.of(records, most, stream)
    expert = [np.array([level.m for level in c.levels]) for c in model.comparisons]
    m = expert
    matches = 0.05 * records.rows
    u = [chance.u(i, x, matches) for i, x in enumerate(m)]
    sessions: list[Session] = []
    for _ in range(_ROUNDS):
        matches, recall, posterior = candidates.matched(
            relevelled(model, m, u), matches
        )
        u = [chance.u(i, x, matches) for i, x in enumerate(m)]
        sessions = []
        seen = [np.zeros(len(x)) for x in m]
        for place, key in enumerate(model.blocking.keys):
            free = free_of(model, key)
            rows = candidates.rows[place]
            name = [model.comparisons[i].label for i in free]
            if not free or len(rows) < 50:
                sessions.append(Session(key.name, len(rows), tuple(name), 0, 0, "too few"))
                continue
            tally = Tally.of(candidates.levels[rows][:, free])
            expected = float(posterior[rows].sum())
            found = maximised(
                tally, [expert[i] for i in free], [u[i] for i in free],
                min(max(expected / len(rows), 1e-6), 0.95), strength,
            )
            learnt = [(x + strength * expert[i]) / (x.sum() + strength) for i, x in zip(free, found.seen)]
            against = reason_against(found, pairs=len(rows), expected=expected, free=name, m=learnt, u=[u[i] for i in free])
            sessions.append(Session(key.name, len(rows), tuple(name), found.share, found.iterations, against))
            if not against:
                for i, x in zip(free, found.seen, strict=True):
                    seen[i] += x * (candidates.of_key[place] / len(rows))
        m = [(x + strength * e) / (x.sum() + strength) for x, e in zip(seen, expert, strict=True)]
    final = relevelled(model, m, u)
    matches, recall, posterior = candidates.matched(final, matches)
    return Fitted(final, tuple(sessions), matches, recall, (candidates, posterior, m, u))


def relevelled(model: MatchModel, m: Sequence[Floats], u: Sequence[Floats]) -> MatchModel:
    """Return the model with these numbers, made to fall from level to level."""
    comparisons = []
    for comparison, of_m, of_u in zip(model.comparisons, m, u, strict=True):
        new_m, new_u = falling(of_m.tolist(), of_u.tolist())
        levels = tuple(
            attrs.evolve(level, m=max(x / sum(new_m), _SMALLEST), u=max(y, _SMALLEST))
            for level, x, y in zip(comparison.levels, new_m, new_u, strict=True)
        )
        comparisons.append(attrs.evolve(comparison, levels=levels))
    return attrs.evolve(model, comparisons=tuple(comparisons))
