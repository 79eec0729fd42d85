"""Fit a model to a register: u by counting, m by sessions of EM or from labels, then the prior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching.batch import Progress, Records, planned
from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.model import MatchModel
from ektpflow.matching.training.candidates import Candidates, Matched, levels_of
from ektpflow.matching.training.chance import Chance
from ektpflow.matching.training.em import Prior, Tally, maximised
from ektpflow.matching.training.pairs import random_pairs as at_random
from ektpflow.matching.training.relevel import Numbers, level_reports, with_numbers
from ektpflow.matching.training.report import FitReport, SessionReport
from ektpflow.matching.training.sessions import FEWEST_PAIRS, Learnt, free_of, reason_against
from ektpflow.matching.training.thresholds import Alarms, most_accurate

__all__ = ["Fitted", "fit"]

_ROUNDS: Final = 3  # u, m and the number of matches lean on one another; after three they stand
_START: Final = 0.05  # matches for each record to start from; the result does not depend on it
_MOST_SHARE: Final = 0.95
_LEAST_SHARE: Final = 1e-6
#: A person looks from the weight on at which one pair in a hundred is one person.
_LOOK: Final = float(np.log2(99))


@attrs.frozen
class Fitted:
    """A trained model and how it came about.

    Parameters
    ----------
    model
        The model, with its prior and thresholds for the register it was trained on.
    report
        What training did.
    """

    model: MatchModel
    report: FitReport


def fit(
    frame: object,
    model: MatchModel,
    *,
    seed: int,
    other: object = None,
    labels: Sequence[tuple[int, int]] = (),
    alarms: float | None = None,
    strength: float = 50.0,
    pairs: int = 1_000_000,
    random_pairs: int = 1_000_000,
    keep_expert: bool = False,
    version: str | None = None,
    progress: Progress | None = None,
) -> Fitted:
    """Train a model on a register, without labels or with some.

    The levels stay; what they are worth, the prior and the thresholds are learnt. Where the
    register teaches nothing about a level, the number that the model brought along stays.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow with the model's columns, or a mapping of columns.
    model
        Levels, keys and an expert's numbers.
    seed
        Of the pairs that are drawn. The same seed gives the same model.
    other
        A second table, where two are to be linked.
    labels
        Pairs known to be one person, as row numbers; those of a second table go on where those of
        the first end. With them m comes from the labels alone, and no session is held. They should
        be a fair sample: pairs that were found by one field make that field look too sure.
    alarms
        False alarms that a query may raise (see `affordable`); sets `possible`. By default a person
        looks at pairs from the weight on at which one in a hundred is one person.
    strength
        How many matches the model's own m counts as.
    pairs
        How many pairs of each key to look at, at most; drawn where it brings up more.
    random_pairs
        How many pairs of all to look at for u.
    keep_expert
        Return the model with its own m where all sessions are refused, instead of raising.
    version
        Of the new model; by default that of the old with ``+fit`` behind it.
    progress
        Called with what is being done, how much is done and how much there is.

    Raises
    ------
    InvalidDefinition
        When all sessions are refused: the reason of each.
    InvalidValue
        When a column is missing, a label names no pair, or there is nothing to learn from.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel, Person
    >>> from ektpflow.matching.training import fit
    >>> from ektpflow.population import people, second_identity
    >>> crowd = list(people(200, seed=1))
    >>> crowd += [second_identity(one, seed=n) for n, one in enumerate(crowd[:60])]
    >>> rows = [Person.of(one.resident, None).row for one in crowd]
    >>> table = {column: [row[column] for row in rows] for column in rows[0]}
    >>> twice = [(n, 200 + n) for n in range(60)]
    >>> fitted = fit(table, MatchModel.expert(), seed=1, labels=twice)
    >>> fitted.model.tag, 55 < fitted.report.matches < 65
    ('expert/2+fit', True)
    """
    tell = progress or (lambda _what, _done, _all: None)
    frames = (frame,) if other is None else (frame, other)
    records = Records.of(model, *frames, progress=progress)
    _check(records, min(pairs, random_pairs), strength)
    random = np.random.default_rng(seed)
    drawn = at_random(records, random_pairs, random)
    tell("random pairs", 0, 1)
    chance = Chance.of(records, levels_of(records, drawn.left, drawn.right))
    tell("candidate pairs", 0, 1)
    candidates = Candidates.of(records, planned(records), pairs, random)
    if not len(candidates.stands):
        raise InvalidValue(
            "register", f"{records.rows} records", "no key brings up any pair", "name other keys"
        )
    priors = _priors(model, strength, held=not labels)
    m: Numbers = [prior.m for prior in priors]
    taught = [False] * len(m)
    if labels:
        m, taught = _labelled(records, labels, priors)
    u = [one.u(of_m, _START * records.rows) for one, of_m in zip(chance, m, strict=True)]
    matched = candidates.matched(with_numbers(model, m, u), _START * records.rows)
    sessions: tuple[SessionReport, ...] = ()
    for number in range(_ROUNDS):
        tell("sessions", number, _ROUNDS)
        u = [one.u(of_m, matched.everywhere) for one, of_m in zip(chance, m, strict=True)]
        if not labels:
            sessions, seen = _sessions(candidates, matched, priors, u)
            taught = [bool(one.sum()) for one in seen]
            m = [prior.m_from(one) for one, prior in zip(seen, priors, strict=True)]
        matched = candidates.matched(with_numbers(model, m, u), matched.everywhere)
    if sessions and not any(one.accepted for one in sessions) and not keep_expert:
        _refuse_all(model, sessions)
    tell("thresholds", 0, 1)
    found = with_numbers(model, m, u)
    prior = float(np.log2(matched.everywhere / (records.pairs - matched.everywhere)))
    duplicate = most_accurate(
        matched.weight, matched.posterior, candidates.stands, matched.everywhere
    )
    look = (
        -prior - _LOOK
        if alarms is None
        else Alarms.of(found).threshold(alarms, register_size=records.rows)
    )
    possible = min(look, duplicate)
    found = attrs.evolve(
        found,
        version=version or f"{model.version}+fit",
        prior=prior,
        possible=possible,
        duplicate=duplicate,
    )
    report = FitReport(
        model.tag,
        seed,
        records.rows,
        records.pairs,
        len(drawn.left),
        strength,
        sessions,
        len(labels),
        tuple(c.field for c, yes in zip(model.comparisons, taught, strict=True) if not yes),
        level_reports(model, found, m, u),
        matched.everywhere,
        matched.recall,
        prior,
        duplicate,
        possible,
        _expected_f1(matched, candidates.stands, duplicate),
    )
    return Fitted(found, report)


def _check(records: Records, pairs: int, strength: float) -> None:
    if records.pairs < 1:
        raise InvalidValue("register", f"{records.rows} records", "two records make the first pair")
    if pairs < 1 or not strength > 0:
        raise InvalidValue("fit", f"pairs={pairs}, strength={strength}", "both lie above 0")


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


def _labelled(
    records: Records, labels: Sequence[tuple[int, int]], priors: Sequence[Prior]
) -> tuple[Numbers, list[bool]]:
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
    seen = [
        np.bincount(column[column >= 0], minlength=len(prior.m)).astype(np.float64)
        for column, prior in zip(levels.T, priors, strict=True)
    ]
    m = [prior.m_from(one) for one, prior in zip(seen, priors, strict=True)]
    return m, [bool(one.sum()) for one in seen]


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


def _refuse_all(model: MatchModel, sessions: Sequence[SessionReport]) -> None:
    reasons = "; ".join(f"{one.key}: {one.refused}" for one in sessions)
    raise InvalidDefinition(
        f"training of {model.tag}",
        "sessions",
        f"all were refused ({reasons}). Hand in labels, or keys that leave more fields free, or "
        "more records; keep_expert=True returns the model's own m",
    )


def _expected_f1(matched: Matched, stands: Floats, duplicate: float) -> float:
    taken = matched.weight >= duplicate
    right = float((matched.posterior * stands)[taken].sum())
    return 2 * right / (float(stands[taken].sum()) + matched.everywhere)
