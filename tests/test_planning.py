"""A plan fits the register, loses no pair found before, and says what its caps cost."""

from __future__ import annotations

from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.matching import Agree, Anything, Comparison, Key, Level, MatchModel
from ektpflow.matching.batch import (
    Records,
    blocking_recall,
    deduplicate,
    link,
    lost_to_caps,
    plan_for,
    planned,
)
from ektpflow.matching.batch import planning as room
from ektpflow.matching.kinds import CODE
from ektpflow.matching.plan import BlockingPlan

_FIELDS = ("a", "b", "c")


def _model(cap, keys):
    levels = (Level("same", Agree(), 0.9, 0.1, "x"), Level("other", Anything(), 0.1, 0.9, "x"))
    comparisons = tuple(Comparison(field, field, CODE, levels) for field in _FIELDS)
    return MatchModel("three", "1", comparisons, -10, -50.0, -50.0, BlockingPlan(keys, 100, cap))


_KEYS = (
    Key(("a.clean",), ("b.clean",)),
    Key(("b.clean", "c.clean")),
    Key(("c.clean",), ("a.clean",)),
)
_ROWS = st.lists(st.tuples(*[st.sampled_from(["", "X", "Y", "Z"])] * 3), min_size=0, max_size=14)


def _table(rows):
    return {field: [row[at] for row in rows] for at, field in enumerate(_FIELDS)}


def _meets(plan_key, here, there):
    """Two records agree on all parts of a key, and know them."""
    places = [_FIELDS.index(field) for field, _ in plan_key.pairs_of]
    return all(here[at] and here[at] == there[at] for at in places)


def _found_pairs(found):
    return {
        (left, right) for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True)
    }


@given(rows=_ROWS, cap=st.integers(1, 6), data=st.data())
def test_the_pairs_that_caps_lose_are_counted_exactly(rows, cap, data):
    model = _model(cap, _KEYS)
    cut = data.draw(st.sampled_from([None, len(rows) // 2]))
    tables = [rows] if cut is None else [rows[:cut], rows[cut:]]
    records = Records.of(model, *map(_table, tables))
    plan = planned(records, cap=cap)
    found = (deduplicate if cut is None else link)(*map(_table, tables), model, plan=plan)
    brought_up = _found_pairs(found)
    every = [
        pair
        for pair in combinations(range(len(rows)), 2)
        if cut is None or pair[0] < cut <= pair[1]
    ]
    for index, (key, lost) in enumerate(zip(plan.keys, lost_to_caps(records, plan), strict=True)):
        agree = [pair for pair in every if _meets(key, rows[pair[0]], rows[pair[1]])]
        code = records.key(plan, index)
        not_by_it = [(x, y) for x, y in agree if not (code[x] == code[y] != 0)]
        assert lost.pairs == len(not_by_it)
        assert lost.missed == len(set(not_by_it) - brought_up)


@given(rows=_ROWS, cap=st.integers(1, 6))
def test_no_key_of_a_plan_puts_together_more_than_its_cap(rows, cap):
    model = _model(cap, _KEYS)
    records = Records.of(model, _table(rows))
    plan = planned(records, cap=cap)
    for index in range(len(plan.keys)):
        code = records.key(plan, index)
        values = [value for value in code.tolist() if value]
        assert all(values.count(value) <= cap for value in values)


@given(rows=_ROWS, more=_ROWS, before=st.integers(1, 6), after=st.integers(1, 6))
def test_to_plan_anew_loses_no_pair_found_before(rows, more, before, after):
    model = _model(before, _KEYS)
    ids = [f"record {at}" for at in range(len(rows) + len(more))]
    first = deduplicate(
        _table(rows), model, ids=ids[: len(rows)], plan=_planned(rows, model, before)
    )
    grown = [*more, *rows]  # in another place, too
    names = [*ids[len(rows) :], *ids[: len(rows)]]
    then = deduplicate(
        _table(grown), model, ids=names, plan=_planned(grown, model, after), known=first
    )
    told = {frozenset(pair) for pair in then.by_ids()}
    assert {frozenset(pair) for pair in first.by_ids()} <= told
    assert len(told) == len(then)  # none of them twice
    again = {frozenset((p.left, p.right)): p.weight for p in then.pairs()}
    assert all(again[frozenset((p.left, p.right))] == p.weight for p in first.pairs())


def _planned(rows, model, cap):
    return plan_for(_table(rows), model, cap=cap)


def test_known_pairs_may_be_named_by_ids_and_must_be_in_the_table():
    model = _model(10, (Key(("a.clean",)),))
    rows = _table([("X", "1", "1"), ("Y", "1", "1"), ("X", "2", "2")])
    found = deduplicate(rows, model, ids=["p", "q", "r"], known=[("q", "p"), ("p", "r")])
    assert sorted(found.by_ids()) == [("p", "q"), ("p", "r")]
    assert found.compared == (("a.clean", 1), ("known before", 1))
    assert found.costs().rows[-1] == ("known before", 1, None, None)
    with pytest.raises(InvalidValue, match="not in the table"):
        deduplicate(rows, model, ids=["p", "q", "r"], known=[("p", "gone")])


def test_counts_of_a_sample_are_those_of_the_register_it_stands_for():
    model = _model(10, _KEYS)
    rows = [("X", str(at), "") for at in range(4)]
    assert plan_for(_table(rows), model).crowds[0] == frozenset()
    # 4 of 100 are 40 of 1,000: a crowd of more than 10
    assert len(plan_for(_table(rows), model, register_size=100).crowds[0]) == 1
    plan = plan_for(_table(rows), model, register_size=100)
    assert (plan.register_size, plan.cap) == (100, 10)
    with pytest.raises(InvalidValue, match="4 records were handed in"):
        plan_for(_table(rows), model, register_size=3)


def test_a_plan_of_too_many_pairs_is_made_with_a_lower_cap_unless_one_is_asked_for(monkeypatch):
    model = _model(64, (Key(("a.clean",), ("b.clean",)),))
    rows = [("X", str(at // 4), "") for at in range(40)]
    assert plan_for(_table(rows), model).cap == 64
    monkeypatch.setattr(room, "PAIRS_A_RECORD", 3)
    plan = plan_for(_table(rows), model)
    assert plan.cap == 32  # 780 pairs are too many for 40 records; parted by b they are 60
    assert sum(many for _, many in deduplicate(_table(rows), model, plan=plan).compared) == 60
    assert plan_for(_table(rows), model, cap=64).cap == 64


def test_a_plan_with_a_higher_cap_brings_up_what_a_lower_one_did():
    model = _model(10, (Key(("a.clean",), ("b.clean",)),))
    rows = _table([("X", str(at % 3), "") for at in range(12)])
    pairs = [
        _found_pairs(deduplicate(rows, model, plan=plan_for(rows, model, cap=cap)))
        for cap in (1, 4, 12)
    ]
    assert [len(one) for one in pairs] == [0, 18, 66]
    assert pairs[1] < pairs[2]


def test_blocking_recall_is_the_share_of_true_pairs_that_keys_bring_up():
    model = _model(10, (Key(("a.clean",)), Key(("b.clean",))))
    rows = [("X", "1", ""), ("X", "2", ""), ("Y", "2", ""), ("", "", "")]
    records = Records.of(model, _table(rows))
    share, reached = blocking_recall(records, planned(records), ["siti", "siti", "siti", "siti"])
    assert share == pytest.approx(2 / 6)
    assert reached.tolist() == [[0, 1], [1, 2]]
    assert blocking_recall(records, planned(records), [1, 2, 3, 4])[0] == 1.0


def test_the_plan_of_a_result_finds_the_same_again():
    model = _model(3, _KEYS)
    rows = _table([("X", str(at % 3), str(at % 2)) for at in range(9)])
    first = deduplicate(rows, model)
    again = deduplicate(rows, attrs.evolve(model, blocking=first.plan), plan=first.plan)
    assert again.pairs() == first.pairs()
