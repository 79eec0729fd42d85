"""Accuracy is counted by hand here, and once more by the evaluation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.matching.evaluation import Judged, Search, by_cause, identification, true_pairs

PERSON = ["siti", "siti", "budi", "budi", "budi", "rina"]
LEFT, RIGHT = [0, 2, 2, 0, 1], [1, 3, 4, 5, 2]
WEIGHT = [40.0, 31.0, 12.0, 31.0, 20.0]  # true, true, true, false, false; 3 and 4 never compared


@st.composite
def judged_pairs(draw):
    person = draw(st.lists(st.sampled_from("abc"), min_size=2, max_size=7))
    every = [(x, y) for x in range(len(person)) for y in range(x + 1, len(person))]
    pairs = draw(st.lists(st.sampled_from(every), unique=True))
    weights = draw(st.lists(st.sampled_from([10.0, 20.0, 20.0 + 1e-12, 30.0]),
                            min_size=len(pairs), max_size=len(pairs)))  # fmt: skip
    return person, pairs, weights


def judge(person, pairs, weights, **more):
    return Judged.of([x for x, _ in pairs], [y for _, y in pairs], weights, person, **more)


@given(given_=judged_pairs(), threshold=st.sampled_from([5.0, 15.0, 25.0, 30.0, 35.0]))
def test_every_count_is_that_of_the_definition(given_, threshold):
    person, pairs, weights = given_
    one = judge(person, pairs, weights).at(threshold)
    taken = [pair for pair, weight in zip(pairs, weights, strict=True) if weight >= threshold]
    true = set(true_pairs(person))
    assert one.found == len(set(taken) & true)
    assert one.false == len(set(taken) - true)
    assert one.missed == len(true - set(taken))
    assert one.precision == (one.found / len(taken) if taken else 1.0)
    assert one.recall == (one.found / len(true) if true else 1.0)
    assert one.f1 == pytest.approx(
        2 * one.precision * one.recall / (one.precision + one.recall)
        if one.found
        else float(not taken and not true)
    )


@given(given_=judged_pairs())
def test_no_threshold_is_better_than_the_best_and_none_parts_a_tie(given_):
    person, pairs, weights = given_
    judged = judge(person, pairs, weights)
    best = judged.best()
    assert all(abs(weight - best.threshold) > 1e-9 for weight in weights)
    assert judged.at(best.threshold) == best
    assert best.f1 >= max(judged.at(at).f1 for at in (5.0, 15.0, 25.0, 35.0))


def test_pairs_that_were_never_compared_count_as_missed():
    judged = Judged.of(LEFT, RIGHT, WEIGHT, PERSON)
    assert judged.true == 4
    lowest = judged.at(0.0)
    assert (lowest.found, lowest.false, lowest.missed) == (3, 2, 1)


def test_pairs_of_one_weight_are_taken_together():
    best = Judged.of(LEFT, RIGHT, WEIGHT, PERSON).best()
    assert (best.found, best.false, best.missed) == (3, 2, 1)
    assert best.threshold == 11.5
    tied = Judged.of([0, 2], [1, 5], [31.0, 31.0], PERSON).best()
    assert (tied.found, tied.false) == (1, 1)  # a threshold at 31 could take the true one alone


def test_a_vetoed_pair_is_never_taken():
    vetoed = [False, False, False, True, False]
    judged = Judged.of(LEFT, RIGHT, WEIGHT, PERSON, vetoed=vetoed)
    assert judged.at(31.0).false == 0
    assert judged.at(0.0).false == 1


def test_arrays_of_numpy_are_taken_as_well():
    there = Judged.of(np.array(LEFT), np.array(RIGHT), np.array(WEIGHT), np.array(PERSON))
    assert there == Judged.of(LEFT, RIGHT, WEIGHT, PERSON)


def test_of_two_tables_only_pairs_across_count():
    person = ["a", "a", "a", "b"]
    judged = Judged.of([0, 1], [2, 3], [9.0, 8.0], person, first=2)
    assert judged.true == 2
    assert list(true_pairs(person, 2)) == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("left", "right", "first", "says"),
    [
        ([0, 1], [1, 0], None, "a pair twice"),
        ([0], [0], None, "with itself"),
        ([0], [1], 2, "within one table"),
    ],
)
def test_pairs_that_cannot_be_judged_are_refused(left, right, first, says):
    with pytest.raises(InvalidValue, match=says):
        Judged.of(left, right, [1.0] * len(left), PERSON, first=first)


def test_recall_rises_along_the_curve_and_ends_with_every_pair_taken():
    rows = Judged.of(LEFT, RIGHT, WEIGHT, PERSON).curve().rows
    recalls = [recall for _, _, recall, _ in rows]
    assert recalls == sorted(recalls)
    assert rows[0][1:3] == (1.0, 0.0)
    assert rows[-1][2] == 0.75
    assert len(Judged.of(LEFT, RIGHT, WEIGHT, PERSON).curve(points=3).rows) == 3


def test_without_pairs_there_is_nothing_to_be_wrong_about():
    judged = Judged.of([], [], [], ["a", "b"])
    assert judged.best().f1 == 1.0
    assert Judged.of([], [], [], ["a", "a"]).best().f1 == 0.0
    assert len(judged.curve().rows) == 1


def test_a_search_errs_by_missing_its_mate_or_by_accusing_a_stranger():
    searches = [
        Search(True, mate=40.0, other=50.0),  # found, whoever stands above
        Search(True, mate=25.0),
        Search(True),
        Search(False, other=35.0),
        Search(False, other=10.0),
        Search(False),
        Search(False),
    ]
    rows = identification(searches, [20.0, 30.0, 45.0]).rows
    assert rows == ((20.0, 1 / 3, 0.25), (30.0, 2 / 3, 0.25), (45.0, 1.0, 0.0))
    assert identification([], [1.0]).rows == ((1.0, None, None),)


def test_nobody_who_is_not_on_file_has_a_mate():
    with pytest.raises(InvalidValue, match="a mate is on file"):
        Search(False, mate=3.0)


def test_recall_is_told_by_what_made_the_records_differ():
    causes = [(), ("spelling",), ("date",), ("spelling", "digit"), (), ()]
    told = by_cause([1, 3], [0, 2], PERSON, causes)  # whichever row stands left
    assert told.rows == (
        ("date", 2, 1, 0.5),
        ("digit", 2, 1, 0.5),
        ("spelling", 3, 2, 2 / 3),
    )
    alone = by_cause([], [], ["a", "a"], [(), ()])
    assert alone.rows == (("none told", 1, 0, 0.0),)
