"""Without a model handed in, the odds of the register are estimated from the weights of its own pairs."""

from __future__ import annotations

import numpy as np
import pytest

from ektpflow.matching import MatchModel
from ektpflow.matching.batch import deduplicate
from ektpflow.matching.batch.odds import estimated
from ektpflow.matching.evaluation import Judged
from ektpflow.population import register

ROWS = 4_000


@pytest.mark.parametrize(("doubles", "within"), [(0.02, 0.3), (0.2, 0.1), (0.45, 0.1)])
def test_the_doubles_of_a_register_are_counted_without_labels(doubles, within):
    world = register(ROWS, seed="odds", doubles=doubles)
    found = deduplicate(world.columns())
    pairs = ROWS * (ROWS - 1) / 2
    true = len(list(world.pairs()))
    assert pairs * 2**found.model.prior == pytest.approx(true, rel=within)


def test_who_has_no_labels_loses_less_than_a_hundredth_of_the_best():
    world = register(ROWS, seed="odds")
    found = deduplicate(world.columns(), floor=2.0)
    seen = Judged.of(found.left, found.right, found.weight, world.person, vetoed=found.vetoed)
    default = seen.at(found.model.duplicate)
    assert seen.best().f1 - default.f1 < 0.01
    # at the odds of the nation less than three quarters would be found
    assert seen.at(MatchModel.expert().duplicate).recall < 0.75 < default.recall


def test_a_model_that_is_handed_in_keeps_its_odds():
    world = register(500, seed="odds")
    assert deduplicate(world.columns(), MatchModel.expert()).model == MatchModel.expert()


def test_a_floor_that_is_handed_in_is_kept():
    world = register(ROWS, seed="odds")
    low, high = (deduplicate(world.columns(), floor=floor) for floor in (3.0, 30.0))
    assert low.model == high.model
    assert low.weight.min() < low.model.possible
    assert high.weight.min() >= 30.0
    usual = deduplicate(world.columns())
    assert usual.weight.min() >= usual.model.possible


def test_a_register_without_doubles_has_odds_too():
    model = estimated(MatchModel.expert(), np.zeros(0), 10_000)
    assert 10_000 * 2**model.prior == pytest.approx(1, rel=0.01)
    assert estimated(MatchModel.expert(), np.zeros(0), 0).prior <= 0
