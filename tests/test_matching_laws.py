"""What holds for every pair, every order and every way of matching, whatever the records."""

from __future__ import annotations

from itertools import combinations
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ektpflow.matching import Frequencies, Gallery, MatchModel
from ektpflow.matching.batch import Records, deduplicate, planned
from ektpflow.matching.codes import code_of, joined
from ektpflow.population import register
from test_batch_weights import _ALL_TESTS as ALL_TESTS
from test_batch_weights import _PEOPLE as PEOPLE

MODELS = [MatchModel.expert(), ALL_TESTS]
WITHIN = 1e-9


def columns(rows):
    return {column: [row[column] for row in rows] for column in rows[0]}


def capped(model, cap):
    return attrs.evolve(model, blocking=attrs.evolve(model.blocking, cap=cap))


def met_by_keys(plan, model, row):
    """The values under which a record is found, as the class of plans describes them."""
    texts = dict(zip([c.field for c in model.comparisons], model.read(row), strict=True))
    kinds = {c.field: c.kind for c in model.comparisons}

    def codes(parts):
        return [code_of(kinds[field].features[name](texts[field])) for field, name in parts]

    found = set()
    for number, key in enumerate(plan.keys):
        parts = codes(key.pairs_of)
        if 0 in parts:
            continue
        value = joined(parts)
        if value in plan.crowds[number]:
            value = joined([value, *codes(key.finer_of)])
        if value not in plan.left_out[number]:
            found.add((number, value))
    return found


# -- of two records --------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.tag)
@given(rows=PEOPLE, share=st.floats(1e-6, 1))
def test_whatever_the_tests_the_order_of_two_records_does_not_matter(model, rows, share):
    names = [code_of(model.comparisons[0].read((row["name"],))) for row in rows]
    known = Frequencies(10**6, {("name", "clean"): dict.fromkeys(names, share)})
    for frequencies in (None, known):
        for one, other in combinations(rows, 2):
            assert model.score(one, other, frequencies) == model.score(other, one, frequencies)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.tag)
@given(rows=PEOPLE)
def test_nothing_is_more_like_a_value_than_the_value_itself(model, rows):
    readings = [model.read(row) for row in rows]
    for here in readings:
        itself = model.pattern(here, here)
        for there in readings:
            for own, other in zip(itself, model.pattern(here, there), strict=True):
                assert other == -1 or own <= other


# -- of a plan and an order of arrival -------------------------------------------------------------


def pairs_of(found):
    return {
        frozenset((pair.left, pair.right)): (pair.weight, pair.vetoed, pair.likeness)
        for pair in found.pairs()
    }


def arriving(gallery, rows, order):
    """The pairs that are found while records arrive."""
    return {
        frozenset((at, hit.record)): (hit.weight, hit.vetoed, hit.likeness)
        for at in order
        for hit in gallery.admit(rows[at], at)
    }


def the_same(found, other):
    assert found.keys() == other.keys()
    for pair, (weight, *said) in found.items():
        assert [pytest.approx(weight, abs=WITHIN), *said] == list(other[pair])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.tag)
@given(rows=PEOPLE, cap=st.integers(1, 4), floor=st.floats(-60, 20), seed=st.integers(0, 10**6))
def test_in_whatever_order_records_arrive_the_gallery_finds_what_the_batch_does(
    model, rows, cap, floor, seed
):
    model = capped(attrs.evolve(model, possible=floor, duplicate=floor + 5), cap)
    found = deduplicate(columns(rows), model)
    order = list(range(len(rows)))
    Random(seed).shuffle(order)
    gallery = Gallery(model, found.frequencies, found.plan)
    the_same(pairs_of(found), arriving(gallery, rows, order))
    assert gallery.links == pairs_of(found).keys()


def test_of_a_register_with_crowds_gallery_and_batch_find_the_same():
    world = register(1_500, seed=21).columns()
    model = capped(MatchModel.expert(), 2)
    rows = [{name: world[name][at] for name in model.columns} for at in range(1_500)]
    found = deduplicate(columns(rows), model)
    assert any(found.plan.crowds)
    backwards = range(len(rows) - 1, -1, -1)
    gallery = Gallery(model, found.frequencies, found.plan)
    the_same(pairs_of(found), arriving(gallery, rows, backwards))
    assert len(found) > 100


# -- of a gallery, whatever happens to it ----------------------------------------------------------

ROW = PEOPLE.map(lambda rows: rows[0])
NAME = st.integers(0, 6)
FLOOR = st.sampled_from([None, -1e9, 0.0])


class GalleryMachine(RuleBasedStateMachine):
    """A gallery beside a plain list of records, each compared with each."""

    @initialize(known=st.booleans(), cap=st.integers(1, 3))
    def opened(self, known, cap):
        self.model = capped(ALL_TESTS, cap)
        self.frequencies = Frequencies(1_000, {}) if known else None
        self.gallery = Gallery(self.model, self.frequencies)
        self.plan = self.model.blocking
        self.rows = {}
        self.links = set()

    @rule(row=ROW, name=NAME)
    def admit(self, row, name):
        hits = self.gallery.admit(row, name)
        self.told(hits, row, name, None)
        self.rows[name] = row
        self.links |= {frozenset((name, hit.record)) for hit in hits}

    @rule(row=ROW, name=NAME)
    def enter(self, row, name):
        self.gallery.enter(row, name)
        self.rows[name] = row

    @rule(name=NAME)
    def remove(self, name):
        self.gallery.remove(name)
        self.rows.pop(name, None)
        self.links = {pair for pair in self.links if name not in pair}

    @rule(row=ROW, name=st.none() | NAME, floor=FLOOR)
    def search_for_anybody(self, row, name, floor):
        self.told(self.gallery.search(row, name, floor=floor), row, name, floor)

    @rule(name=NAME, own=st.booleans(), floor=FLOOR)
    def search_for_one_on_file(self, name, own, floor):
        if (row := self.rows.get(name)) is not None:
            name = name if own else None
            self.told(self.gallery.search(row, name, floor=floor), row, name, floor)

    @rule(cap=st.integers(1, 3))
    def plan_anew(self, cap):
        if self.rows:
            table = columns(list(self.rows.values()))
            self.plan = planned(Records.of(self.model, table), cap=cap)
            self.gallery.replan(self.plan)

    @rule()
    def copy(self):
        self.gallery, left = self.gallery.copy(), self.gallery
        for name in self.rows:
            left.remove(name)  # what happens to the one must not happen to the other

    def told(self, hits, row, own, floor):
        """Every record that a key or an earlier find brings up, weighed by the model, and no other."""
        keys = met_by_keys(self.plan, self.model, row)
        expected = {}
        for name, other in self.rows.items():
            linked = frozenset((own, name)) in self.links
            if name != own and (linked or keys & met_by_keys(self.plan, self.model, other)):
                score = self.model.score(row, other, self.frequencies)
                if score.weight >= (self.model.possible if floor is None else floor):
                    likeness = self.model.likeness(score.weight, vetoed=score.vetoed)
                    expected[name] = (score.weight, score.vetoed, likeness)
        the_same(expected, {hit.record: (hit.weight, hit.vetoed, hit.likeness) for hit in hits})
        assert [hit.weight for hit in hits] == sorted((hit.weight for hit in hits), reverse=True)

    @invariant()
    def holds_who_is_in(self):
        if hasattr(self, "gallery"):
            assert len(self.gallery) == len(self.rows)
            assert all((name in self.gallery) == (name in self.rows) for name in range(7))
            assert self.gallery.links == self.links


TestGalleryMachine = GalleryMachine.TestCase
TestGalleryMachine.settings = settings(
    max_examples=settings().max_examples // 2, stateful_step_count=30
)
