"""The measure by which every engine of the matching benchmarks is judged, on cases done by hand."""

import math

import numpy as np
import pytest

from benchmarks.peers.evaluate import Truth, accuracy, best, blocking_recall

# two recordings of Ani, three of Budi, one of Citra: 1 + 3 pairs
REGISTER = np.array(["Ani", "Budi", "Budi", "Ani", "Budi", "Citra"])


def pairs(*given):
    left, right = np.array(given).T
    return left, right


def test_three_recordings_of_one_person_are_three_pairs():
    assert Truth(REGISTER).pairs == 4


def test_across_two_tables_only_the_pairs_between_them_count():
    truth = Truth(REGISTER, first=3)  # Ani, Budi, Budi | Ani, Budi, Citra
    assert truth.pairs == 3
    assert truth.same(*pairs((0, 3), (1, 4), (2, 5))).tolist() == [True, True, False]


def test_the_order_within_a_pair_does_not_matter():
    assert Truth(REGISTER).same(*pairs((3, 0), (1, 2), (5, 0))).tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("given", "first", "said"),
    [
        ([(1, 2), (2, 1)], None, "twice"),
        ([(1, 2), (3, 3)], None, "itself"),
        ([(0, 3), (1, 2)], 3, "within one table"),
        ([(0, 3), (4, 3)], 3, "within one table"),
    ],
)
def test_candidates_that_are_no_candidates_are_refused(given, first, said):
    with pytest.raises(ValueError, match=said):
        Truth(REGISTER, first).same(*pairs(*given))


def test_pairs_lost_in_blocking_are_missed():
    same = np.array([True, True, False])
    found = accuracy(same, decided=same, pairs=4)
    assert (found.precision, found.recall) == (1.0, 0.5)
    assert found.f1 == pytest.approx(2 / 3)
    assert blocking_recall(same, 4) == 0.5


def test_a_decision_is_measured_by_what_it_says_not_by_what_is_best():
    same = np.array([True, True, False, False])
    found = accuracy(same, np.array([True, False, True, True]), pairs=2)
    assert (found.precision, found.recall, found.f1) == (1 / 3, 0.5, 0.4)


def test_the_best_threshold_lies_midway_between_two_scores():
    same = np.array([False, True, True, False])
    found, threshold = best(same, np.array([1.0, 5.0, 3.0, -7.0]), pairs=2)
    assert (found.precision, found.recall, found.f1, threshold) == (1.0, 1.0, 1.0, 2.0)


def test_equal_scores_stand_or_fall_together():
    same = np.array([True, True, False, False])
    found, threshold = best(same, np.array([9.0, 4.0, 4.0, 4.0]), pairs=2)
    # taking the second match alone would give 1; with its two ties it is 2/3, as without them
    assert found.f1 == pytest.approx(2 / 3)
    assert threshold == 6.5


def test_the_best_may_be_to_accept_every_candidate():
    found, threshold = best(np.array([False, True]), np.array([2.0, 1.0]), pairs=1)
    assert found.f1 == pytest.approx(2 / 3)
    assert threshold == -math.inf


def test_no_threshold_does_better_than_the_best():
    draw = np.random.default_rng(4)
    same, score = draw.random(300) < 0.3, draw.integers(0, 20, 300).astype(float)
    pairs = int(same.sum()) + 10
    tried = [accuracy(same, score >= each, pairs).f1 for each in np.arange(-1, 21, 0.5)]
    found, threshold = best(same, score, pairs)
    assert found.f1 == max(tried)
    assert accuracy(same, score >= threshold, pairs) == found


def test_a_score_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        best(np.array([True]), np.array([math.nan]), pairs=1)


def test_without_candidates_everything_is_missed():
    nothing = np.array([], dtype=bool)
    found, _ = best(nothing, np.array([]), pairs=3)
    assert (found.recall, found.f1) == (0.0, 0.0)
    assert blocking_recall(nothing, 3) == 0.0
