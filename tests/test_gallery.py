"""The gallery: what comes up, what it weighs, what never comes up, and in which order nothing hangs."""

from __future__ import annotations

from functools import cache
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.matching import Frequencies, Gallery, Likeness, MatchModel, Person
from ektpflow.matching.batch import Records, planned
from ektpflow.matching.codes import code_of
from ektpflow.matching.gallery import at_once
from ektpflow.matching.gallery import search as search_room
from ektpflow.matching.gallery.search import Search
from ektpflow.population import people, register, second_identity, twin
from test_batch_weights import _ALL_TESTS, _PEOPLE

MODEL = MatchModel.expert()
MODELS = [MODEL, _ALL_TESTS]
ALL = -1e9


@cache
def town():
    """A register with doubles, and many who share a birth date that stands for an unknown one."""
    world = register(1_200, seed=8)
    columns = world.columns()
    rows = [{name: columns[name][at] for name in MODEL.columns} for at in range(len(world))]
    for at in range(0, len(rows), 3):
        rows[at]["birth_date"] = "1970-12-31" if at % 2 else "1970-07-01"
    return tuple(rows), world.person


@cache
def frequencies():
    name = MODEL.comparisons[0]
    return Frequencies.counted(
        "name", "clean", [code_of(name.read((r["name"],))) for r in town()[0]]
    )


def filled(rows, model=MODEL, **more):
    gallery = Gallery(model, **more)
    for name, row in enumerate(rows):
        gallery.enter(row, name)
    return gallery


def weighed(gallery, row, *, many, floor, own=None):
    """What a search weighs of the whole gallery, in the one way or in the other."""
    shelf = gallery._shelf
    probe = shelf.words.probe(row)
    search = Search(shelf, gallery._layout, probe, gallery.frequencies, floor)
    everybody = [at for at, name in enumerate(shelf.ids) if name is not None]
    return sorted(search.among([], everybody, own, many=many))


# -- what it weighs --------------------------------------------------------------------------------


@pytest.mark.parametrize("counted", [False, True])
def test_one_by_one_and_all_at_once_every_record_weighs_what_the_model_says(counted):
    rows, _ = town()
    known = frequencies() if counted else None
    gallery = filled(rows[:300], frequencies=known)
    read = [MODEL.read(row) for row in rows]
    for asked in range(294, 308):
        expected = []
        for at in range(300):
            score = MODEL.score_readings(read[asked], read[at], known)
            expected.append((at, score.weight, score.vetoed))
        # a floor that is the very weight of a record shows a bound that is too low by ever so little
        heaviest = sorted((told[1] for told in expected), reverse=True)[:3]
        for floor in (ALL, MODEL.possible, *heaviest):
            reached = [told for told in expected if told[1] >= floor]
            assert weighed(gallery, rows[asked], many=10**9, floor=floor) == reached
            assert weighed(gallery, rows[asked], many=1, floor=floor) == reached


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.tag)
@given(rows=_PEOPLE, floor=st.floats(-30, 20), data=st.data())
def test_whatever_the_tests_of_the_levels_both_ways_weigh_as_the_model(model, rows, floor, data):
    counted = [
        (c.field, level.features[0], code_of(c.kind.features[level.features[0]](text)))
        for at, c in enumerate(model.comparisons)
        for level in c.levels
        if level.by_frequency
        for text in {model.read(row)[at] for row in rows}
    ]
    shares: dict = {}
    for field, feature, code in counted:
        table = shares.setdefault((field, feature), {})
        table[code] = data.draw(st.floats(1 / len(rows), 1))
    known = data.draw(st.sampled_from([None, Frequencies(len(rows), shares)]))
    gallery = filled(rows[1:], model, frequencies=known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektpflow.matching.gallery.at_once._FEW", data.draw(st.sampled_from([0, 99])))
        one = weighed(gallery, rows[0], many=10**9, floor=floor)
        many = weighed(gallery, rows[0], many=1, floor=floor)
    assert one == many
    told = {at: (weight, vetoed) for at, weight, vetoed in one}
    for at, row in enumerate(rows[1:]):
        score = model.score(rows[0], row, known)
        if abs(score.weight - floor) > 1e-9:
            assert (at in told) == (score.weight > floor)
        if at in told:
            assert told[at] == (pytest.approx(score.weight, abs=1e-9), score.vetoed)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.tag)
@given(rows=_PEOPLE)
def test_a_search_finds_whom_a_key_brings_up_and_nobody_else(model, rows):
    plan = attrs.evolve(model.blocking, cap=2)
    records = Records.of(model, {c: [row[c] for row in rows] for c in rows[0]})
    plan = planned(records, plan)
    keys = [records.key(plan, index).tolist() for index in range(len(plan.keys))]
    gallery = filled(rows, model, plan=plan)
    for at, row in enumerate(rows):
        found = {hit.record for hit in gallery.search(row, at, floor=ALL)}
        assert found == {
            other
            for other in range(len(rows))
            if other != at and any(key[at] == key[other] != 0 for key in keys)
        }


def test_a_crowd_is_looked_at_all_at_once_and_without_numpy_one_by_one(monkeypatch):
    rows, _ = town()
    crowd = [
        {**row, "birth_date": "1970-03-08", "birth_place": "MEDAN"}
        for row in rows[: search_room.MANY]
    ]
    gallery = filled(crowd)
    asked = []
    narrowed = at_once.narrowed
    monkeypatch.setattr(at_once, "narrowed", lambda *given: asked.append(given) or narrowed(*given))
    with_numpy = [gallery.search(row, at, floor=0.0) for at, row in enumerate(crowd)]
    assert len(asked) == len(crowd)
    monkeypatch.setattr(search_room, "has_numpy", lambda: False)
    assert [gallery.search(row, at, floor=0.0) for at, row in enumerate(crowd)] == with_numpy
    assert len(asked) == len(crowd)


def test_a_search_tells_what_it_found_in_the_words_of_the_model():
    one = people(1, seed=3)[0]
    gallery = Gallery()
    gallery.enter(Person.of(one.resident, None))
    again = Person.of(second_identity(one, seed=3).resident, None)
    (hit,) = gallery.search(again)
    score = gallery.score(again, hit.record)
    assert (hit.weight, hit.vetoed) == (score.weight, score.vetoed)
    assert hit.likeness is MODEL.likeness(hit.weight, vetoed=hit.vetoed)
    assert sum(part.counted for part in score.parts) == pytest.approx(hit.weight)


def test_a_veto_is_told_and_leaves_the_pair_to_a_person():
    model = attrs.evolve(MODEL, possible=-100.0, duplicate=-50.0)
    found = []
    for one in people(40, seed=4):
        gallery = Gallery(model)
        gallery.enter(Person.of(one.resident, None))
        found += gallery.search(Person.of(twin(one, seed=4).resident, None))
    vetoed = [hit for hit in found if hit.vetoed]
    assert vetoed
    assert all(hit.likeness is Likeness.POSSIBLE for hit in vetoed)


# -- who comes up, and who never does --------------------------------------------------------------


def test_a_record_finds_itself_under_another_id_and_never_under_its_own():
    rows, _ = town()
    gallery = filled(rows)
    for at, row in enumerate(rows[:200]):
        assert at in {hit.record for hit in gallery.search(row)}
        assert at in {hit.record for hit in gallery.search(row, "a new number")}
        assert at not in {hit.record for hit in gallery.search(row, at, floor=ALL)}


def test_a_removed_record_is_never_found_and_its_place_is_taken_by_another():
    rows, _ = town()
    gallery = filled(rows[:400])
    gone = set(range(0, 400, 3))
    for name in gone:
        gallery.remove(name)
    for at in range(400, 500):
        gallery.enter(rows[at], at)
    assert len(gallery) == 400 - len(gone) + 100
    for at in [*gone, *range(400, 440)]:
        found = {hit.record for hit in gallery.search(rows[at], floor=ALL)}
        assert not found & gone
        assert at in found or at in gone
        assert found == {hit.record for hit in afresh(gallery, rows).search(rows[at], floor=ALL)}


@cache
def _fresh(names):
    rows, _ = town()
    again = Gallery()
    for name in names:
        again.enter(rows[name], name)
    return again


def afresh(gallery, rows):
    return _fresh(tuple(gallery._shelf))


def test_a_record_that_left_and_came_back_is_found_again():
    rows, _ = town()
    gallery = filled(rows[:50])
    gallery.remove(7)
    gallery.enter(rows[7], 7)
    assert 7 in {hit.record for hit in gallery.search(rows[7])}
    assert len(gallery) == 50


@given(rows=_PEOPLE, seed=st.integers(0, 10**6))
def test_under_one_frozen_plan_the_order_of_arrival_changes_no_pair(rows, seed):
    def found(order):
        gallery = Gallery(_ALL_TESTS, Frequencies(10, {}))
        return {
            (frozenset((at, hit.record)), round(hit.weight, 9), hit.vetoed, hit.likeness)
            for at in order
            for hit in gallery.admit(rows[at], at)
        }

    order = list(range(len(rows)))
    first = found(order)
    Random(seed).shuffle(order)
    assert found(order) == first
    assert {pair for pair, *_ in first} == filled_links(rows)


def filled_links(rows):
    gallery = Gallery(_ALL_TESTS, Frequencies(10, {}))
    for at, row in enumerate(rows):
        gallery.admit(row, at)
    return gallery.links


def test_to_search_and_to_enter_are_one_act():
    rows, _ = town()
    gallery, other = Gallery(), Gallery()
    for at, row in enumerate(rows[:300]):
        before = other.search(row, at)
        other.enter(row, at)
        assert gallery.admit(row, at) == before
        assert gallery.state == other.state


def test_what_cannot_be_read_or_has_no_id_changes_nothing():
    rows, _ = town()
    gallery = filled(rows[:5])
    before = (gallery.state, len(gallery), gallery.links)
    lacking = {name: value for name, value in rows[5].items() if name != "mother_name"}
    for bad in (lambda: gallery.admit(lacking, 5), lambda: gallery.admit(rows[5])):
        with pytest.raises(InvalidValue):
            bad()
    with pytest.raises(InvalidValue, match="mother_name"):
        gallery.enter(lacking, 0)
    with pytest.raises(InvalidValue):
        gallery.admit({**rows[5], "name": ["a", "list"]}, 5)
    assert (gallery.state, len(gallery), gallery.links) == before
    assert 0 in {hit.record for hit in gallery.search(rows[0])}


def test_an_empty_value_and_one_that_says_nothing_are_alike():
    rows, _ = town()
    gallery = filled(rows[:20])
    for nothing in (None, "", float("nan"), "TIDAK DIKETAHUI"):
        found = gallery.search({**rows[3], "mother_name": nothing}, floor=ALL)
        assert found == gallery.search({**rows[3], "mother_name": None}, floor=ALL)


# -- another plan ----------------------------------------------------------------------------------


def crowded(cap):
    rows, _ = town()
    records = Records.of(MODEL, {name: [row[name] for row in rows] for name in MODEL.columns})
    return planned(records, attrs.evolve(MODEL.blocking, cap=cap))


def test_to_plan_anew_never_loses_a_pair_that_was_found():
    rows, _ = town()
    gallery = Gallery()
    found = {
        frozenset((at, hit.record)) for at, row in enumerate(rows) for hit in gallery.admit(row, at)
    }
    assert found == gallery.links
    assert len(found) > 50
    tight = crowded(2)
    gallery.replan(tight)
    assert gallery.plan == tight
    without = filled(rows, plan=tight)
    lost = 0
    for one, other in map(sorted, found):
        assert other in {hit.record for hit in gallery.search(rows[one], one)}
        lost += other not in {hit.record for hit in without.search(rows[one], one)}
    assert lost  # or nothing was shown


def test_after_a_new_plan_the_gallery_is_as_if_it_had_always_had_it():
    rows, _ = town()
    plan = crowded(10)
    gallery, always = filled(rows[:500]), filled(rows[:500], plan=plan)
    state = gallery.state
    gallery.replan(plan)
    assert gallery.state == state
    for at in range(480, 520):
        assert gallery.search(rows[at], at, floor=0.0) == always.search(rows[at], at, floor=0.0)


def test_who_is_entered_anew_keeps_the_pairs_and_who_is_removed_takes_them_along():
    rows, _ = town()
    gallery = Gallery()
    for at, row in enumerate(rows):
        gallery.admit(row, at)
    one, other = sorted(min(gallery.links, key=sorted))
    gallery.enter(rows[one], one)
    assert frozenset((one, other)) in gallery.links
    gallery.remove(one)
    assert not any(one in pair for pair in gallery.links)
    gallery.admit(rows[one], one)
    assert frozenset((one, other)) in gallery.links


# -- copies and the fingerprint --------------------------------------------------------------------


def test_a_copy_with_crowds_goes_its_own_way():
    rows, _ = town()
    gallery = filled(rows[:600])
    before = [gallery.search(row, floor=0.0) for row in rows[:30]]
    fork = gallery.copy()
    for at in range(600, 1_200):
        fork.enter(rows[at], at)
    for at in range(300):
        fork.remove(at)
    assert [gallery.search(row, floor=0.0) for row in rows[:30]] == before
    assert fork.state != gallery.state
    assert not {hit.record for row in rows[:30] for hit in fork.search(row)} & set(range(300))


@pytest.mark.parametrize("field", ["address", "rt", "rw", "kelurahan", "handle"])
def test_the_state_looks_at_where_a_person_lives_and_at_the_recording(field):
    person = Person.of(people(1, seed=2)[0].resident, "body:1#1")
    one, other = Gallery(), Gallery()
    one.enter(person)
    other.enter(attrs.evolve(person, **{field: "somewhere else"}))
    assert one.state != other.state


def test_the_state_tells_ids_values_and_removals_apart():
    rows, _ = town()
    seen = set()
    for acts in (
        [(0, 0)],
        [(0, 1)],
        [(1, 0)],
        [(0, 0), (1, 1)],
        [(1, 1), (0, 0)],
        [(0, 0), (0, 0)],
    ):
        gallery = Gallery()
        for at, name in acts:
            gallery.enter(rows[at], name)
        seen.add(gallery.state)
        gallery.remove(acts[-1][1])
        seen.add(gallery.state)
    assert len(seen) == 12
