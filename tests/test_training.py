"""Training learns what a register teaches, and refuses what only looks like it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import attrs
import numpy as np
import pytest

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching import (
    Agree,
    Anything,
    BlockingPlan,
    Comparison,
    Key,
    Level,
    MatchModel,
    Person,
    Together,
    Veto,
    kinds,
)
from ektpflow.matching.batch import Records, deduplicate, link, planned
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.pairs import blocks_of, brought_up
from ektpflow.matching.batch.weighing import Weigher
from ektpflow.matching.suggest import suggest
from ektpflow.matching.training import fit as fitted_to
from ektpflow.matching.training.candidates import Candidates
from ektpflow.population import people, second_identity
from spoilt_register import COLUMNS, OTHER, SLIP, spoilt_register

TABLE, TWICE = spoilt_register()
MODEL = suggest(COLUMNS)


def fit(table, model, *, seed=1, random_pairs=50_000, **asked):
    return fitted_to(table, model, seed=seed, random_pairs=random_pairs, **asked)


FITTED = fit(TABLE, MODEL, random_pairs=300_000)


def levels(model, field):
    comparison = next(c for c in model.comparisons if c.field == field)
    return {level.name: level for level in comparison.levels}


def f1(found, threshold, truth=TWICE):
    decided = {(p.left, p.right) for p in found.pairs() if p.weight >= threshold}
    return 2 * len(decided & truth) / (len(decided) + len(truth))


def test_it_learns_how_often_the_doubles_agree():
    for field in ("given", "family", "born", "town"):
        same = levels(FITTED.model, field)["same"]
        assert same.m == pytest.approx((1 - OTHER - SLIP - 0.03) / 0.97, abs=0.05)
    assert levels(FITTED.model, "sex")["same"].m > 0.97


def test_it_finds_how_many_doubles_there_are():
    assert FITTED.report.matches == pytest.approx(len(TWICE), rel=0.1)


def test_the_threshold_found_without_labels_is_nearly_the_best():
    found = deduplicate(TABLE, FITTED.model, floor=-50)
    best = max(f1(found, threshold) for threshold in range(-5, 30))
    assert best > 0.93
    assert f1(found, FITTED.model.duplicate) > best - 0.01
    assert best > max(f1(deduplicate(TABLE, MODEL, floor=-50), t) for t in range(-5, 30))


def test_records_that_were_read_before_teach_the_same():
    read = Records.of(MODEL, TABLE)
    assert fit(read, MODEL, random_pairs=300_000).model == FITTED.model


def test_two_tables_are_trained_across_and_never_within():
    one = {column: values[:1300] for column, values in TABLE.items()}
    other = {column: values[1300:] for column, values in TABLE.items()}
    across = {pair for pair in TWICE if pair[0] < 1300 <= pair[1]}
    fitted = fit(one, MODEL, other=other)
    assert fitted.report.pairs == 1300 * 1300
    assert fitted.report.matches == pytest.approx(len(across), rel=0.15)
    assert f1(link(one, other, fitted.model), fitted.model.duplicate, across) > 0.92


def test_with_labels_m_comes_from_them_and_no_session_is_held():
    labels = sorted(TWICE)[:400]
    fitted = fit(TABLE, MODEL, labels=labels, strength=1)
    known = [p for p in labels if all(TABLE["born"][row] for row in p)]
    same = sum(TABLE["born"][one] == TABLE["born"][other] for one, other in known)
    assert levels(fitted.model, "born")["same"].m == pytest.approx(same / len(known), abs=0.01)
    assert not fitted.report.sessions
    assert fitted.report.labels == 400


@pytest.mark.parametrize("label", [(3, 3), (-1, 4), (0, 2600)])
def test_a_label_that_is_no_pair_of_rows_is_refused(label):
    with pytest.raises(InvalidValue, match="labels"):
        fit(TABLE, MODEL, labels=[(0, 1), label])


def test_doubles_do_not_pass_for_chance_agreement():
    """One birth date in 25,000 agrees by chance; with its doubles the register shows twice that."""
    u = levels(FITTED.model, "born")["same"].u
    born = [x for x in TABLE["born"] if x]
    seen = sum(born.count(x) - 1 for x in set(born)) / len(born) / len(born)
    assert u < 1.8 / 25_000
    assert seen > 1.7 * u


def test_levels_never_rise_whatever_was_learnt():
    for comparison in FITTED.model.comparisons:
        for above, below in pairwise(comparison.levels):
            assert above.bits >= below.bits
    levelled = {(x.field, x.level) for x in FITTED.report.levels if x.levelled}
    assert ("given", "same words in another order") in levelled  # one word has no other order


def test_a_session_that_only_the_sex_could_teach_is_refused():
    plan = BlockingPlan(
        (Key(("born.year", "given.key", "family.key", "town.clean")),), 1_000_000, 1_000
    )
    with pytest.raises(InvalidDefinition) as no:
        fit(TABLE, attrs.evolve(MODEL, blocking=plan))
    assert "one weak comparison alone tells matches from the rest: sex" in str(no.value)
    assert "labels" in str(no.value)  # the way out
    kept = fit(TABLE, attrs.evolve(MODEL, blocking=plan), keep_expert=True)
    assert kept.report.accepted == ()
    assert set(kept.report.untaught) == set(COLUMNS)
    assert kept.model.comparisons[-1].levels[0].m == MODEL.comparisons[-1].levels[0].m


def test_a_register_without_doubles_teaches_nothing_and_says_so():
    alone, _ = spoilt_register(people=2000, doubles=0)
    with pytest.raises(InvalidDefinition, match="matches are too few"):
        fit(alone, MODEL)


def test_a_refused_session_does_not_teach():
    """A key of everything but the sex stands beside good ones: refused, and the rest is learnt."""
    bad = Key(("born.year", "given.key", "family.key", "town.clean"))
    keys = (*MODEL.blocking.keys, bad)
    fitted = fit(TABLE, attrs.evolve(MODEL, blocking=BlockingPlan(keys, 1_000_000, 1_000)))
    verdicts = {one.key: one.accepted for one in fitted.report.sessions}
    assert not verdicts[bad.name]
    assert verdicts["born.clean"]


def test_a_level_with_a_veto_is_not_learnt_for_twins_would_teach_it():
    vetoed = attrs.evolve(MODEL, vetoes=(Veto("given", "fits no level", "a twin"),))
    before = levels(MODEL, "given")["fits no level"].m
    after = levels(fit(TABLE, vetoed).model, "given")
    assert after["fits no level"].m == pytest.approx(before)
    assert levels(FITTED.model, "given")["fits no level"].m != pytest.approx(before, abs=0.01)
    assert after["same"].m == pytest.approx(
        (1 - before)
        * levels(FITTED.model, "given")["same"].m
        / (1 - levels(FITTED.model, "given")["fits no level"].m),
        abs=0.03,
    )


def test_what_is_tied_to_a_key_is_never_free():
    """A column made from the birth date, and a number that holds it, say the same as the key."""
    derived = attrs.evolve(
        MODEL.comparisons[2], field="year_of_birth", label="year of birth", columns=("born",)
    )
    number = Comparison(
        "number",
        "number",
        kinds.CODE,
        (
            Level("same", Agree(), 0.9, 0.001, "test"),
            Level("other", Anything(), 0.1, 0.999, "test"),
        ),
        ("town",),
    )
    model = attrs.evolve(
        MODEL,
        comparisons=(*MODEL.comparisons, derived, number),
        together=(Together(("number", "born"), "the number holds the date"),),
    )
    report = fit(TABLE, model).report
    session = next(one for one in report.sessions if one.key == "born.clean")
    assert session.free == ("given", "family", "sex")  # the town is a column of the number


def test_the_same_seed_gives_the_same_model_in_any_process():
    code = (
        "from spoilt_register import *; from ektpflow.matching.suggest import suggest;"
        "from ektpflow.matching.training import fit;"
        "f = fit(spoilt_register(400, 150)[0], suggest(COLUMNS), seed=5, random_pairs=5000, pairs=400);"
        "print(f.model.duplicate, f.model.prior, f.report.levels)"
    )
    tests = Path(__file__).parent
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hashed, "PYTHONPATH": str(tests)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hashed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert "LevelReport" in said[0]


def test_another_seed_draws_other_pairs():
    one, other = (fit(TABLE, MODEL, seed=seed).model.comparisons for seed in (1, 2))
    assert one != other


def test_the_report_tells_every_session_and_every_level():
    text = FITTED.report.text()
    for key in MODEL.blocking.keys:
        assert key.name in text
    assert "one digit other or two exchanged" in text
    table = FITTED.report.levels_table()
    assert len(table.rows) == sum(len(c.levels) for c in MODEL.comparisons)
    assert str(FITTED.report) == text


def test_progress_is_told():
    told = []
    fit(TABLE, MODEL, progress=lambda what, _done, _all: told.append(what))
    assert told[0] == "reading fields"
    assert told[-1] == "learning"


def test_a_budget_sets_from_which_weight_a_person_looks():
    few, many = (fit(TABLE, MODEL, alarms=alarms).model for alarms in (0.001, 1.0))
    assert many.possible < few.possible <= few.duplicate


@pytest.mark.parametrize("wrong", [{"strength": 0}, {"pairs": 0}, {"random_pairs": 0}])
def test_nothing_to_look_at_is_refused(wrong):
    with pytest.raises(InvalidValue):
        fit(TABLE, MODEL, **wrong)


def test_one_record_is_no_register():
    with pytest.raises(InvalidValue, match="two records"):
        fit({column: values[:1] for column, values in TABLE.items()}, MODEL)


def test_training_weighs_every_pair_as_the_batch_does():
    model = MatchModel.expert()
    crowd = list(people(300, seed=4))
    crowd += [second_identity(one, seed=n) for n, one in enumerate(crowd[:100])]
    rows = [Person.of(one.resident, None).row for one in crowd]
    records = Records.of(model, {column: [row[column] for row in rows] for column in rows[0]})
    plan = planned(records)
    candidates = Candidates.of(records, plan, 10_000, np.random.default_rng(1))
    pairs = [(left, right) for _, left, right in brought_up(blocks_of(records, plan))]
    left, right = (np.concatenate(side) for side in zip(*pairs, strict=True))
    weighed = Weigher(records, counted(records)).weigh(left, right, -np.inf)
    assert np.sort(candidates.weights(model)) == pytest.approx(np.sort(weighed.weight), abs=1e-9)
    assert len(weighed.weight) > 100
