"""The batch weighs every pair as the model does, whatever the tests of the levels, and loses none."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.matching import (
    Agree,
    Anything,
    Comparison,
    Crossed,
    Edits,
    Frequencies,
    Key,
    Level,
    MatchModel,
    Metric,
    Near,
    Own,
    Together,
    Veto,
    WordsNear,
)
from ektpflow.matching.batch import Records, deduplicate, link
from ektpflow.matching.batch import standing as standing_room
from ektpflow.matching.batch.weighing import Weigher
from ektpflow.matching.kinds import DATE, NAME, NIK, SEX, TEXT
from ektpflow.matching.plan import BlockingPlan

_NAMES = st.lists(
    st.sampled_from(
        [
            "SITI",
            "AMINAH",
            "AMINA",
            "SUTRISNO",
            "SUTRIS",
            "M",
            "MUHAMMAD",
            "MARULI",
            "BUDI",
            "BUDHI",
            "NUR",
            "HAYATI",
            "NURHAYATI",
        ]
    ),
    max_size=3,
).map(" ".join)
_DATES = st.one_of(
    st.none(),
    st.just(""),
    st.dates(date(1990, 1, 1), date(1990, 3, 12)),
    st.sampled_from(["1990-07-01", "1991-07-01", "1990-12-31", "1990-02-31"]),
)
_SEXES = st.sampled_from(["MALE", "FEMALE", None])
_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": _NAMES,
            "birth_date": _DATES,
            "sex": _SEXES,
            "mother_name": _NAMES,
            "birth_place": st.sampled_from(["MEDAN", "MEDAM", "BINJAI", "", None]),
            "nik": st.sampled_from(
                ["9999" + "010101900001", "9999" + "014101900001", "9999" + "010101900010", None]
            ),
            "address": st.sampled_from(["JALAN MAWAR NO 1", "JL MAWAR NO 2", "GANG SATU", None]),
            "rt": st.sampled_from(["001", "1", None]),
            "rw": st.sampled_from(["002", None]),
            "kelurahan": st.sampled_from(["12.71.01.1001", "12.71.01.1002", None]),
        }
    ),
    min_size=2,
    max_size=9,
)


def _levels(*tests, by_frequency=0.0):
    """Levels that fall in worth, whatever the tests."""
    many = len(tests) + 1
    m = [0.5 / 2**i for i in range(many - 1)]
    u = [0.001 * (i + 1) for i in range(many - 1)]
    levels = [
        Level(f"level {i}", test, m[i], u[i], "invented", by_frequency if i == 0 else 0.0)
        for i, test in enumerate(tests)
    ]
    return (*levels, Level("fits no level", Anything(), 1 - sum(m), 1 - sum(u), "invented"))


_ALL_TESTS = MatchModel(
    "all tests",
    "1",
    (
        Comparison(
            "name",
            "name",
            NAME,
            _levels(
                Agree(),
                Near(Metric.JARO_WINKLER, 0.93),
                Agree(("sorted_words", "joined"), at_least=1),
                Near(Metric.OSA, 0.845),
                WordsNear(Metric.JARO_WINKLER, 0.91, 2),
                WordsNear(Metric.LEVENSHTEIN, 0.745, 2, shortened=True),
                Edits(2, Metric.DAMERAU_LEVENSHTEIN, "joined"),
                by_frequency=0.7,
            ),
        ),
        Comparison(
            "birth_date",
            "birth date",
            DATE,
            _levels(
                Agree(("known",)), Crossed("clean", "swapped"), Agree(("year", "month", "day"), 2)
            ),
        ),
        Comparison("sex", "sex", SEX, _levels(Agree())),
        Comparison("nik", "NIK", NIK, _levels(Agree(), Edits(1, Metric.OSA), Agree(("tail",)))),
        Comparison(
            "mother_name",
            "mother's name",
            TEXT,
            _levels(
                Edits(1),
                Own("same beginning", lambda low, high: low[:3] == high[:3]),
                Agree(("sorted_words",)),
            ),
        ),
        Comparison("home", "home", TEXT, _levels(Agree()), ("rt", "rw", "kelurahan")),
    ),
    -10.0,
    2.0,
    8.0,
    BlockingPlan(
        (Key(("birth_date.year",)), Key(("name.first_key",), ("sex.clean",)), Key(("sex.clean",))),
        100,
        100,
    ),
    (Veto("sex", "fits no level", "another sex"), Veto("name", "fits no level", "another name")),
    (Together(("nik", "birth_date"), "a NIK holds the birth date"),),
)
_MODELS = [MatchModel.expert(), _ALL_TESTS]


def _columns(rows):
    return {column: [row[column] for row in rows] for column in rows[0]}


@pytest.mark.parametrize("model", _MODELS, ids=lambda model: model.tag)
@pytest.mark.parametrize("always_sketch", [False, True])
@given(rows=_PEOPLE, floor=st.floats(-30, 20), data=st.data())
def test_every_pair_weighs_as_the_model_weighs_it(model, always_sketch, rows, floor, data):
    with pytest.MonkeyPatch.context() as patch:
        if always_sketch:
            patch.setattr(standing_room, "_WORTH_A_SKETCH", 1)
        records = Records.of(model, _columns(rows))
        shares = {
            (c.field, level.features[0]): {
                code: data.draw(st.floats(1 / len(rows), 1))
                for code in set(records.code(c.field, level.features[0]).tolist())
            }
            for c in model.comparisons
            for level in c.levels
            if level.by_frequency
        }
        frequencies = data.draw(st.sampled_from([None, Frequencies(len(rows), shares)]))
        pairs = np.array(list(combinations(range(len(rows)), 2)), np.int32)
        weigher = Weigher(records, frequencies)
        found = weigher.weigh(pairs[:, 0], pairs[:, 1], floor)
        sifted = set(zip(*(x.tolist() for x in weigher.sift(*pairs.T, floor)), strict=True))
    told = {
        (left, right): (weight, tuple(levels))
        for left, right, weight, levels in zip(
            found.left.tolist(),
            found.right.tolist(),
            found.weight.tolist(),
            found.levels.tolist(),
            strict=True,
        )
    }
    for left, right in pairs.tolist():
        score = model.score(rows[left], rows[right], frequencies)
        pattern = model.pattern(model.read(rows[left]), model.read(rows[right]))
        if abs(score.weight - floor) > 1e-9:
            assert ((left, right) in told) == (score.weight > floor)
        if (left, right) in told:
            weight, levels = told[left, right]
            assert weight == pytest.approx(score.weight, abs=1e-9)
            assert levels == pattern
            assert (left, right) in sifted


@pytest.mark.parametrize("model", _MODELS, ids=lambda model: model.tag)
@given(rows=_PEOPLE)
def test_what_is_found_is_what_the_keys_bring_up_and_the_model_weighs(model, rows):
    found = deduplicate(_columns(rows), model, floor=-1e9)
    told = {(pair.left, pair.right): pair for pair in found.pairs()}
    records = Records.of(model, _columns(rows))
    keys = [records.key(found.plan, index) for index in range(len(found.plan.keys))]
    for left, right in combinations(range(len(rows)), 2):
        meet = any(key[left] == key[right] != 0 for key in keys)
        assert ((left, right) in told) == meet
        if meet:
            score = model.score(rows[left], rows[right], found.frequencies)
            pair = told[left, right]
            assert pair.weight == pytest.approx(score.weight, abs=1e-9)
            assert pair.vetoed == score.vetoed
            assert pair.likeness is model.likeness(pair.weight, vetoed=score.vetoed)


@given(rows=_PEOPLE, cut=st.integers(0, 9))
def test_to_link_two_tables_finds_the_pairs_across_them_and_no_others(rows, cut):
    cut = min(cut, len(rows))
    whole = _columns(rows)
    one = {name: values[:cut] for name, values in whole.items()}
    other = {name: values[cut:] for name, values in whole.items()}
    frequencies = Frequencies(10, {})
    plan = _ALL_TESTS.blocking
    linked = link(one, other, _ALL_TESTS, floor=-1e9, plan=plan, frequencies=frequencies)
    alone = deduplicate(whole, _ALL_TESTS, floor=-1e9, plan=plan, frequencies=frequencies)
    across = {
        (a, b, round(w, 9))
        for a, b, w in zip(
            alone.left.tolist(), alone.right.tolist(), alone.weight.tolist(), strict=True
        )
        if a < cut <= b
    }
    assert across == {
        (a, b, round(w, 9))
        for a, b, w in zip(
            linked.left.tolist(), linked.right.tolist(), linked.weight.tolist(), strict=True
        )
    }


@given(rows=_PEOPLE, seed=st.integers(0, 2**32 - 1))
def test_under_one_frozen_plan_the_order_of_the_rows_changes_nothing(rows, seed):
    model = attrs.evolve(_ALL_TESTS, blocking=attrs.evolve(_ALL_TESTS.blocking, cap=2))
    plan = deduplicate(_columns(rows), model).plan
    order = np.random.default_rng(seed).permutation(len(rows)).tolist()
    shuffled = [rows[at] for at in order]
    frequencies = Frequencies(10, {})
    here = deduplicate(_columns(rows), model, plan=plan, frequencies=frequencies, floor=-1e9)
    there = deduplicate(
        _columns(shuffled), model, plan=plan, frequencies=frequencies, floor=-1e9, ids=order
    )
    assert _weights(here) == _weights(there)


def _weights(found):
    return {
        frozenset((pair.left, pair.right)): (round(pair.weight, 9), pair.likeness)
        for pair in found.pairs()
    }
