"""The numbers of a model from the pairs of a register: m by sessions or labels, u beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch import Progress, Records
from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.model import MatchModel
from ektpflow.matching.training.candidates import Candidates, Matched, levels_of
from ektpflow.matching.training.chance import Chance
from ektpflow.matching.training.em import Prior, Tally, maximised
from ektpflow.matching.training.relevel import Numbers, with_numbers
from ektpflow.matching.training.report import SessionReport
from ektpflow.matching.training.sessions import FEWEST_PAIRS, Learnt, free_of, reason_against

__all__ = ["Taught", "taught"]

_ROUNDS: Final = 3  # u, m and the number of matches lean on one another; after three they stand
_START: Final = 0.05  # matches for each record to start from; the result does not depend on it
_MOST_SHARE: Final = 0.95
_LEAST_SHARE: Final = 1e-6


@attrs.frozen(eq=False)
class Taught:
    """What a register taught.

    Parameters
    ----------
    m, u
        By comparison and level.
    learnt
        By comparison, whether m was learnt or stayed as it was.
    sessions
        Every session; none where labels were given.
    matched
        How many matches there are, under these numbers.
    """

    m: Numbers
    u: Numbers
    learnt: tuple[bool, ...]
    sessions: tuple[SessionReport, ...]
    matched: Matched


def taught(
    candidates: Candidates,
    chance: Sequence[Chance],
    labels: Sequence[tuple[int, int]],
    strength: float,
    tell: Progress,
) -> Taught:
    """Learn m and u and the number of matches, each in turn.

    Parameters
    ----------
    candidates
        The pairs that the keys bring up.
    chance
        What all pairs show, for every comparison.
    labels
        Pairs known to be one person; none to hold sessions.
    strength
        How many matches the model's own m counts as.
    tell
        Told how far it is.
    """
    records = candidates.records
    model = records.model
    priors = _priors(model, strength, held=not labels)
    m: Numbers = [prior.m for prior in priors]
    seen = [np.zeros(len(one)) for one in m]
    if labels:
        seen = _seen_on(records, labels)
        m = [prior.m_from(one) for prior, one in zip(priors, seen, strict=True)]
    u = [one.u(of_m, _START * records.rows) for one, of_m in zip(chance, m, strict=True)]
    matched = candidates.matched(with_numbers(model, m, u), _START * records.rows)
    sessions: tuple[SessionReport, ...] = ()
    for number in range(_ROUNDS):
        u = [one.u(of_m, matched.everywhere) for one, of_m in zip(chance, m, strict=True)]
        if not labels:
            sessions, seen = _sessions(candidates, matched, priors, u)
            m = [prior.m_from(one) for prior, one in zip(priors, seen, strict=True)]
        matched = candidates.matched(with_numbers(model, m, u), matched.everywhere)
        tell("learning", number + 1, _ROUNDS)
    return Taught(m, u, tuple(bool(one.sum()) for one in seen), sessions, matched)


def _priors(model: MatchModel, strength: float, *, held: bool) -> list[Prior]:
    """Return the model's own m as priors.

    A veto names what looks like one person and is not, such as twins. EM takes many of them for
    matches, so it must not learn how often matches show that level; people with labels may.
    """
    return [
        Prior(
            np.array([level.m for level in c.levels]),
            np.array([held and (c.field, x.name) in model.vetoed_levels for x in c.levels]),
            strength,
        )
        for c in model.comparisons
    ]


def _seen_on(records: Records, labels: Sequence[tuple[int, int]]) -> list[Floats]:
    """Return how many labelled pairs stand on each level, by comparison."""
    rows = np.array(labels, np.int64)
    low, high = rows.min(axis=1), rows.max(axis=1)
    across = records.first is None or ((low < records.first) & (high >= records.first)).all()
    if not across or (low < 0).any() or (high >= records.rows).any() or (low == high).any():
        raise InvalidValue(
            "labels",
            f"one of {len(rows)} pairs",
            f"a pair is two of the rows 0 to {records.rows - 1}, one of each table where two are "
            "linked",
            "rows of the second table go on where those of the first end",
        )
    levels = levels_of(records, low, high)
    return [
        np.bincount(column[column >= 0], minlength=len(comparison.levels)).astype(np.float64)
        for column, comparison in zip(levels.T, records.model.comparisons, strict=True)
    ]


def _sessions(
    candidates: Candidates, matched: Matched, priors: Sequence[Prior], u: Numbers
) -> tuple[tuple[SessionReport, ...], list[Floats]]:
    """Hold a session for every key; return the reports and the matches seen on each level."""
    model = candidates.records.model
    reports = []
    total = [np.zeros(len(one.m)) for one in priors]
    for index, key in enumerate(candidates.plan.keys):
        free = free_of(model, key)
        names = tuple(model.comparisons[i].label for i in free)
        rows = candidates.of_session(index)
        stands = candidates.stands[rows]
        pairs = float(stands.sum())
        if not free or len(rows) < FEWEST_PAIRS:
            few = f"{len(rows)} pairs are too few (fewest {FEWEST_PAIRS})"
            against = few if free else "its key leaves no comparison free"
            reports.append(SessionReport(key.name, round(pairs), names, 0.0, 0.0, 0, against))
            continue
        expected = float((matched.posterior[rows] * stands).sum())
        start = min(max(expected / pairs, _LEAST_SHARE), _MOST_SHARE)
        ours, chances = [priors[i] for i in free], [u[i] for i in free]
        tally = Tally.of(candidates.levels[rows][:, free], stands)
        found = maximised(tally, ours, chances, start)
        learnt = [
            Learnt(name, seen, prior.m_from(seen), chance)
            for name, seen, prior, chance in zip(names, found.seen, ours, chances, strict=True)
        ]
        against = reason_against(found, learnt, pairs=pairs, expected=expected)
        reports.append(
            SessionReport(
                key.name,
                round(pairs),
                names,
                found.share,
                expected / pairs,
                found.iterations,
                against,
            )
        )
        if not against:
            for i, seen in zip(free, found.seen, strict=True):
                total[i] += seen
    return tuple(reports), total
