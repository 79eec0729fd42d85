"""Fit a model to a register: u by counting, m by sessions of EM or from labels, then the prior."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching.batch import Progress, Records, planned
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.progress import Shown
from ektpflow.matching.batch.weighing import Floats
from ektpflow.matching.model import LOOK, MatchModel
from ektpflow.matching.training.candidates import Candidates, Matched, levels_of
from ektpflow.matching.training.chance import Chance
from ektpflow.matching.training.learning import Taught, taught
from ektpflow.matching.training.pairs import random_pairs as at_random
from ektpflow.matching.training.relevel import level_reports, with_numbers, with_reasons
from ektpflow.matching.training.report import FitReport, SessionReport
from ektpflow.matching.training.thresholds import Alarms, most_accurate

__all__ = ["Fitted", "fit"]


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
    pairs: int = 200_000,
    random_pairs: int = 1_000_000,
    keep_expert: bool = False,
    version: str | None = None,
    progress: Progress | bool = False,
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
        Called with what is being done, how much is done and how much there is; True for a bar.

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
    with Shown(progress) as tell:
        frames = (frame,) if other is None else (frame, other)
        records = Records.of(model, *frames, progress=tell)
        _check(records, min(pairs, random_pairs), strength)
        random = np.random.default_rng(seed)
        drawn = at_random(records, random_pairs, random)
        chance = Chance.of(records, levels_of(records, drawn.left, drawn.right))
        tell("comparing pairs", 1, 2)
        candidates = Candidates.of(records, planned(records), pairs, random)
        tell("comparing pairs", 2, 2)
        if not len(candidates.stands):
            many = f"{records.rows} records"
            raise InvalidValue("register", many, "no key brings up any pair", "name other keys")
        found = taught(candidates, chance, labels, strength, tell)
    if found.sessions and not any(one.accepted for one in found.sessions) and not keep_expert:
        _refuse_all(model, found.sessions)
    trained = _with_thresholds(candidates, found, alarms, version or f"{model.version}+fit")
    report = FitReport(
        model.tag,
        seed,
        records.rows,
        records.pairs,
        len(drawn.left),
        strength,
        found.sessions,
        len(labels),
        tuple(c.field for c, yes in zip(model.comparisons, found.learnt, strict=True) if not yes),
        level_reports(model, trained, found.m, found.u),
        found.matched.everywhere,
        found.matched.recall,
        trained.prior,
        trained.duplicate,
        trained.possible,
        _expected_f1(found.matched, candidates.stands, trained.duplicate),
    )
    return Fitted(trained, report)


def _with_thresholds(
    candidates: Candidates, found: Taught, alarms: float | None, version: str
) -> MatchModel:
    records, matched = candidates.records, found.matched
    learnt = with_reasons(with_numbers(records.model, found.m, found.u), found.learnt)
    prior = float(np.log2(matched.everywhere / (records.pairs - matched.everywhere)))
    duplicate = most_accurate(
        matched.weight, matched.posterior, candidates.stands, matched.everywhere
    )
    look = -prior - LOOK
    if alarms is not None:
        chance = Alarms.of(learnt, counted(records))
        look = chance.threshold(alarms, register_size=records.rows)
    return attrs.evolve(
        learnt, version=version, prior=prior, possible=min(look, duplicate), duplicate=duplicate
    )


def _check(records: Records, pairs: int, strength: float) -> None:
    if records.pairs < 1:
        raise InvalidValue("register", f"{records.rows} records", "two records make the first pair")
    if pairs < 1 or not strength > 0:
        raise InvalidValue("fit", f"pairs={pairs}, strength={strength}", "both lie above 0")


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
