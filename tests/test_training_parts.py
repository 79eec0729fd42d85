"""The pieces that training is made of, each held to what it promises."""

from __future__ import annotations

import itertools
import math
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching import (
    Agree,
    Anything,
    BlockingPlan,
    Comparison,
    Key,
    Level,
    MatchModel,
    Together,
    kinds,
)
from ektpflow.matching.batch import Records
from ektpflow.matching.batch.pairs import Block
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.suggest import Holds, suggest
from ektpflow.matching.training import Alarms, affordable
from ektpflow.matching.training.chance import Chance
from ektpflow.matching.training.em import Found, Prior, Tally, maximised
from ektpflow.matching.training.monotone import falling
from ektpflow.matching.training.pairs import drawn
from ektpflow.matching.training.sessions import Learnt, free_of, reason_against
from ektpflow.matching.training.thresholds import most_accurate


def two_levels(field, m, u, by_frequency=0.0):
    same = Level("same", Agree(), m, u, "test", by_frequency)
    return Comparison(
        field, field, kinds.CODE, (same, Level("other", Anything(), 1 - m, 1 - u, "test"))
    )


def model_of(*comparisons, together=()):
    plan = BlockingPlan((Key((f"{comparisons[0].field}.clean",)),), 1000, 1000)
    return MatchModel("test", "1", comparisons, -10, 5, 10, plan, together=together)


SMALL = model_of(two_levels("a", 0.9, 0.01), two_levels("b", 0.8, 0.1), two_levels("c", 0.95, 0.5))


# -- pairs ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12), st.data())
def test_a_key_brings_up_every_pair_that_shares_it_once(values, data):
    first = data.draw(st.none() | st.integers(1, len(values) - 1))
    found = drawn(Block.of(np.array(values, np.uint64), first), 10_000, np.random.default_rng(1))
    wanted = {
        (i, j)
        for i, j in itertools.combinations(range(len(values)), 2)
        if values[i] == values[j] != 0 and (first is None or i < first <= j)
    }
    given_pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert len(given_pairs) == len(set(given_pairs)) == found.of == len(wanted)
    assert set(given_pairs) == wanted


def test_a_draw_favours_no_pair():
    key = np.array([1] * 40 + [2] * 10, np.uint64)
    seen = np.zeros((50, 50))
    for seed in range(200):
        one = drawn(Block.of(key, None), 100, np.random.default_rng(seed))
        assert one.of == 780 + 45
        seen[one.left, one.right] += 1
    pairs = seen[np.triu(key[:, None] == key[None, :], 1)]
    assert len(pairs) == 825
    assert pairs.min() > 5  # 23 on average, drawn without favour: below 6 once in a million
    assert seen.sum() == pairs.sum()


# -- chance --------------------------------------------------------------------------------------


def test_equal_values_are_counted_exactly_and_not_sampled():
    table = {"a": ["x"] * 3 + ["y"] * 2 + ["z"] * 5 + [None], "b": ["1"] * 11, "c": ["1"] * 11}
    records = Records.of(SMALL, table)
    (a, *_) = Chance.of(records, np.zeros((0, 3), np.int8))
    assert a.exact.tolist() == [3 + 1 + 10]
    assert a.pairs == 45  # of ten known values


def test_two_tables_agree_only_across():
    one = {column: ["x", "x", "y"] for column in "abc"}
    other = {column: ["x", "y", None] for column in "abc"}
    (a, *_) = Chance.of(Records.of(SMALL, one, other), np.zeros((0, 3), np.int8))
    assert a.exact.tolist() == [3]
    assert a.pairs == 6


def test_a_level_that_the_sample_cannot_see_keeps_the_experts_u():
    comparison = two_levels("a", 0.9, 1e-9)
    chance = Chance(comparison, 1e6, 1.0, np.array([]), np.array([0.0, 1e6]))
    assert chance.u(np.array([0.9, 0.1]), 0)[0] == pytest.approx(1e-9, rel=0.01)
    common = Chance(two_levels("a", 0.9, 0.01), 1e6, 1.0, np.array([]), np.array([0.0, 1e6]))
    assert common.u(np.array([0.9, 0.1]), 0)[0] < 2e-6  # one in a hundred would have been seen


def test_the_doubles_are_taken_off_what_agrees():
    chance = Chance(two_levels("a", 0.9, 0.001), 1e6, 1.0, np.array([1900.0]), np.array([0.0, 1e4]))
    assert chance.u(np.array([0.9, 0.1]), 0)[0] == pytest.approx(0.0019, rel=0.01)
    assert chance.u(np.array([0.9, 0.1]), 1000)[0] == pytest.approx(0.001, rel=0.01)


# -- EM ------------------------------------------------------------------------------------------


def test_em_finds_the_numbers_that_made_the_patterns():
    random = np.random.default_rng(7)
    m, u, share, many = (
        np.array([0.9, 0.8, 0.95, 0.7]),
        np.array([0.05, 0.1, 0.3, 0.02]),
        0.1,
        60_000,
    )
    match = random.random(many) < share
    agree = random.random((many, 4)) < np.where(match[:, None], m, u)
    levels = np.where(agree, 0, 1).astype(np.int8)
    levels[random.random((many, 4)) < 0.05] = -1  # not known says nothing
    prior = [Prior(np.array([0.6, 0.4]), np.array([False, False]), 10.0)] * 4
    found = maximised(
        Tally.of(levels, np.ones(many)), prior, [np.array([x, 1 - x]) for x in u], 0.3
    )
    assert found.still
    assert found.share == pytest.approx(share, abs=0.005)
    assert [seen[0] / seen.sum() for seen in found.seen] == pytest.approx(m.tolist(), abs=0.02)


def test_a_pattern_that_stands_for_ten_pairs_counts_ten_times():
    levels = np.array([[0, 1], [0, 1], [1, -1]], np.int8)
    tally = Tally.of(levels, np.array([10.0, 2.0, 3.0]))
    shown = {
        tuple(p): c for p, c in zip(tally.patterns.tolist(), tally.counts.tolist(), strict=True)
    }
    assert shown == {(0, 1): 12.0, (1, -1): 3.0}


def test_a_held_level_stays_and_the_others_share_what_is_left():
    prior = Prior(np.array([0.7, 0.2, 0.1]), np.array([False, False, True]), 1e-9)
    assert prior.m_from(np.array([10.0, 30.0, 60.0])).tolist() == pytest.approx([0.225, 0.675, 0.1])


# -- sessions ------------------------------------------------------------------------------------


def learnt(label="town", m=(0.9, 0.1), u=(0.01, 0.99)):
    return Learnt(label, 100 * np.array(m), np.array(m), np.array(u))


def found(share=0.1, still=True, certain=0.9):
    return Found(share, (), 12, still, certain)


GOOD = [learnt("name"), learnt("town"), learnt("street")]


@pytest.mark.parametrize(
    ("given_found", "given_learnt", "expected", "reason"),
    [
        (found(), GOOD, 100, ""),
        (found(still=False), GOOD, 100, "did not come to rest in 12"),
        (found(share=0.001), GOOD, 1, "1 matches are too few"),
        (found(share=0.5), GOOD, 100, "implausible match share: 50.0% of its pairs, .* tell 10.0%"),
        (found(share=0.05), GOOD, 500, "implausible match share"),
        (found(certain=0.4), GOOD, 100, "do not stand apart: 40%"),
        (found(), [learnt("sex", (0.99, 0.01), (0.5, 0.5))], 100, "one weak comparison alone .* sex"),
        (found(), [learnt("name", u=(0.0001, 0.9999))], 100, "one weak comparison alone .* name"),
        (
            found(),
            [*GOOD, learnt("sex", (0.2, 0.8), (0.5, 0.5))],
            100,
            "takes a difference in sex for a sign",
        ),
        (
            found(),
            [*GOOD, learnt("date", (0.05, 0.9, 0.05), (0.2, 0.01, 0.79))],
            100,
            "levels of date do not fall",
        ),
    ],
)  # fmt: skip
def test_a_session_is_refused_with_its_reason(given_found, given_learnt, expected, reason):
    said = reason_against(given_found, given_learnt, pairs=1000, expected=expected)
    assert re.search(reason, said) if reason else said == ""


def test_what_is_tied_to_what_is_tied_is_not_free_either():
    tied = model_of(
        *(two_levels(field, 0.9, 0.1) for field in "abcd"),
        together=(Together(("a", "b"), "the same"),),
    )
    assert free_of(tied, Key(("b.clean",))) == (2, 3)
    assert free_of(tied, Key(("c.clean", "d.clean"))) == (0, 1)


# -- levels in order -----------------------------------------------------------------------------

_parts = st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=7)


@given(_parts, st.data())
def test_in_order_levels_fall_and_m_keeps_its_sum(m, data):
    u = data.draw(st.lists(st.floats(1e-6, 1.0), min_size=len(m), max_size=len(m)))
    ordered = falling(m, u)
    ratios = [x / y for x, y in zip(ordered, u, strict=True)]
    assert all(above >= below for above, below in itertools.pairwise(ratios))
    assert sum(ordered) == pytest.approx(sum(m), rel=1e-6)


def test_levels_in_order_are_left_as_they_are():
    assert falling((0.7, 0.2, 0.1), (0.1, 0.2, 0.7)) == (0.7, 0.2, 0.1)


# -- thresholds ----------------------------------------------------------------------------------


def by_hand(model, group=()):
    """Every weight of two different people and its chance, level by level."""
    shown = {}
    for levels in itertools.product(*(c.levels for c in model.comparisons)):
        weight = sum(model.counted([level.bits for level in levels]))
        shown[weight] = shown.get(weight, 0) + math.prod(level.u for level in levels)
    return shown


@pytest.mark.parametrize("together", [(), (Together(("a", "c"), "the same"),)])
def test_false_alarms_are_counted_over_all_patterns(together):
    model = model_of(*SMALL.comparisons, together=together)
    alarms, hand = Alarms.of(model), by_hand(model)
    for threshold in (-5, 0, 3.3, 9):
        wanted = 500 * sum(chance for weight, chance in hand.items() if weight >= threshold)
        assert alarms.expected(threshold, register_size=500) == pytest.approx(wanted)


def test_frequent_values_raise_most_false_alarms():
    often = model_of(two_levels("a", 0.9, 0.09, by_frequency=1.0))
    shares = Frequencies(1000, {("a", "clean"): {1: 0.25, 2: 0.05}})
    alarms = Alarms.of(often, shares)
    rare, common = math.log2(0.9 / 0.05), math.log2(0.9 / 0.25)
    assert alarms.expected(common, register_size=1) == pytest.approx(0.09)
    squares = {0.25: 0.25**2, 0.05: 0.05**2, 0.001: 700 * 0.001**2}
    wanted = 0.09 * (squares[0.05] + squares[0.001]) / sum(squares.values())
    assert alarms.expected(rare, register_size=1) == pytest.approx(wanted)


def test_a_pair_with_a_veto_is_no_duplicate_but_is_looked_at():
    model = MatchModel.expert()
    every, decided = Alarms.of(model), Alarms.of(model, vetoed=False)
    assert decided.expected(20, register_size=10**6) < every.expected(20, register_size=10**6)


def test_the_threshold_of_a_budget_keeps_it_and_no_lower_one_does():
    alarms = Alarms.of(MatchModel.expert())
    for size in (10**5, 10**6, 10**8):
        threshold = alarms.threshold(0.01, register_size=size)
        assert alarms.expected(threshold, register_size=size) <= 0.01
        assert alarms.expected(threshold - 0.5, register_size=size) > 0.01


def test_twice_the_register_asks_for_about_one_bit_more_and_never_more_than_all_of_them():
    alarms = Alarms.of(MatchModel.expert())
    at = [alarms.threshold(0.01, register_size=10**4 * 2**n) for n in range(14)]
    rises = [after - before for before, after in itertools.pairwise(at)]
    assert all(rise >= 0 for rise in rises)
    assert 0.9 < sum(rises) / len(rises) < 1.5
    for n, threshold in enumerate(at):  # a likelihood ratio is above 2^t at most once in 2^t
        assert threshold <= math.log2(10**4 * 2**n / 0.01) + 0.05


def test_a_budget_of_nothing_is_refused():
    alarms = Alarms.of(SMALL)
    for asked in ({"alarms": 0, "register_size": 10}, {"alarms": 1, "register_size": 0}):
        with pytest.raises(InvalidValue, match="budget"):
            alarms.threshold(**asked)
    with pytest.raises(InvalidValue, match="adjudicators"):
        affordable(hours=0, minutes_each=5, queries=10)


def test_a_budget_below_every_alarm_stands_above_the_heaviest_pair():
    alarms = Alarms.of(SMALL)
    heaviest = sum(c.levels[0].bits for c in SMALL.comparisons)
    assert alarms.threshold(1e-9, register_size=10**6) > heaviest


def test_the_most_accurate_threshold_takes_what_is_likelier_than_half_the_f1():
    weight = np.array([9.0, 7.0, 5.0, 3.0, 1.0])
    posterior = np.array([0.99, 0.9, 0.5, 0.3, 0.01])
    threshold = most_accurate(weight, posterior, np.ones(5), float(posterior.sum()))
    assert threshold == 4.0
    # a pair that stands for many lowers what it is worth to go on
    stands = np.array([1.0, 1.0, 1.0, 100.0, 1.0])
    everywhere = float((posterior * stands).sum())
    assert most_accurate(weight, posterior, stands, everywhere) == 2.0


# -- a model from columns ------------------------------------------------------------------------


def test_every_kind_of_column_makes_a_model_that_can_be_trained():
    for held in Holds:
        columns = {"name": "name", "other": held}
        assert [c.field for c in suggest(columns).comparisons] == ["name", "other"]


@pytest.mark.parametrize("columns", [{}, {"sex": "choice"}])
def test_columns_that_tell_nobody_apart_are_refused(columns):
    with pytest.raises(InvalidDefinition, match="tells people apart"):
        suggest(columns)


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(InvalidDefinition, match=r"born.*'birthday' is unknown.*name, date"):
        suggest({"born": "birthday"})


def test_an_error_in_one_field_leaves_keys_that_bring_the_pair_up():
    columns = {"given": "name", "family": "name", "born": "date", "street": "words"}
    keys = [{field for field, _ in key.pairs_of} for key in suggest(columns).blocking.keys]
    for spoilt in itertools.combinations(columns, 2):
        assert any(not key & set(spoilt) for key in keys)


def test_to_suggest_a_model_loads_nothing_heavy():
    code = (
        "import sys; from ektpflow.matching.suggest import suggest; suggest({'a': 'name'});"
        "print([x for x in ('numpy', 'rapidfuzz', 'narwhals') if x in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_numpy_the_extra_is_named():
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "try:\n    import ektpflow.matching.training\n"
        "except ImportError as no:\n    print(no)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'ektpflow[lab]'" in done.stdout
