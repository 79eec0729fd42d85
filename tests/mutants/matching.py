"""Mutants of the matching's code: each breaks one promise, and one test must notice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import attrs
import numpy as np

import test_bad_input as bad
import test_batch as batch
import test_explain as explained
import test_matching as matching
import test_planning as planning
from ektpflow.matching import Likeness, MatchModel
from ektpflow.matching.batch import Records, deduplicate, plan_for, run
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.plan import BlockingPlan
from mutants.pieces import SITI, counts_once, meets, stands

__all__ = ["PATCHES"]

Killer = Callable[[], object]

_level, _values, _key, _likeness = (
    Comparison.level, BlockingPlan.values, Records.key, MatchModel.likeness,
)  # fmt: skip


def _next_level(self: Any, here: str, there: str) -> int:
    return min(_level(self, here, there) + 1, len(self.levels) - 1)


def _missing_differs(self: Any, here: str, there: str) -> int:
    found = _level(self, here, there)
    return len(self.levels) - 1 if found < 0 else found


def _weaker_counts(self: Any, bits: list[float]) -> list[float]:
    found = list(bits)
    for group in self.together:
        found[max((self.place[field] for field in group.fields), key=bits.__getitem__)] = 0.0
    return found


def _no_difference(self: Any, bits: list[float]) -> list[float]:
    found = list(bits)
    for group in self.together:
        members = [self.place[field] for field in group.fields]
        best = max(members, key=bits.__getitem__)
        for at in members:
            found[at] = max(bits[at], 0.0) if at == best else 0.0
    return found


def _above_only(self: Any, weight: float, *, vetoed: bool) -> Likeness:
    return _likeness(self, weight - 1e-9, vetoed=vetoed)


def _no_crowd(self: Any, codes: Any) -> list[int]:
    return _values(attrs.evolve(self, crowds=(frozenset(),) * len(self.keys)), codes)


def _nothing_left_out(self: Any, codes: Any) -> list[int]:
    return _values(attrs.evolve(self, left_out=(frozenset(),) * len(self.keys)), codes)


def _none_is_a_value(self: Any, codes: Any) -> list[int]:
    return _values(self, [code or 1 for code in codes])


def _batch_leaves_nothing_out(self: Any, plan: Any, index: int) -> Any:
    return _key(self, attrs.evolve(plan, left_out=(frozenset(),) * len(plan.keys)), index)


def a_weight_at_the_threshold_reaches_it() -> None:
    model = MatchModel.expert()
    assert model.likeness(model.possible, vetoed=False) is Likeness.POSSIBLE
    assert model.likeness(model.duplicate, vetoed=False) is Likeness.DUPLICATE


def what_a_cap_loses_is_counted() -> None:
    model = MatchModel.expert()
    crowd = {name: [value] * 9 for name, value in SITI.items()}
    plan = plan_for(crowd, model, cap=3)
    found = deduplicate(crowd, model, plan=plan)
    assert len(found) == 0
    lost = {one.missed for one in found.lost if one.pairs}
    assert lost == {9 * 8 // 2}


#: By what it breaks: the class or module, the name there, what stands there instead, who notices.
PATCHES: Final[dict[str, tuple[Any, str, Any, Killer]]] = {
    "the first level that fits is passed over": (
        Comparison, "level", _next_level, partial(meets, "name", "same"),
    ),
    "what is not known differs": (
        Comparison, "level", _missing_differs,
        matching.test_what_is_not_known_neither_adds_nor_takes,
    ),
    "frequencies do not count": (
        Level, "worth", lambda self, _: self.bits,
        explained.test_frequencies_change_what_is_explained,
    ),
    "what was never counted passes for frequent": (
        Frequencies, "share", lambda *_: 0.1, explained.test_frequencies_change_what_is_explained,
    ),
    "all of a group counts": (
        MatchModel, "counted", lambda _, bits: bits, partial(counts_once, "nik", "birth_date"),
    ),
    "the weaker agreement of a group counts": (
        MatchModel, "counted", _weaker_counts, partial(counts_once, "nik", "birth_date"),
    ),
    "a difference in a group is forgotten": (
        MatchModel, "counted", _no_difference, partial(counts_once, "address", "kelurahan"),
    ),
    "no level has a veto": (
        MatchModel, "vetoed_levels", frozenset(), partial(stands, "sex"),
    ),
    "a veto does not stop a duplicate": (
        MatchModel, "likeness",
        lambda self, weight, *, vetoed: _likeness(self, weight, vetoed=vetoed and weight < 0),
        partial(stands, "name"),
    ),
    "a weight at the threshold is below it": (
        MatchModel, "likeness", _above_only, a_weight_at_the_threshold_reaches_it,
    ),
    "a crowd is not parted": (
        BlockingPlan, "values", _no_crowd,
        explained.test_a_crowd_is_parted_by_the_finer_key_and_what_is_left_out_brings_up_nothing,
    ),
    "what is left out is brought up": (
        BlockingPlan, "values", _nothing_left_out,
        explained.test_a_crowd_is_parted_by_the_finer_key_and_what_is_left_out_brings_up_nothing,
    ),
    "what is not known makes a key": (
        BlockingPlan, "values", _none_is_a_value,
        bad.test_a_record_that_no_key_brings_up_is_told_alone_as_in_a_table,
    ),
    "the batch parts no crowd": (
        Records, "parted", lambda _, _plan, _index, value, _crowds: value,
        planning.test_a_plan_with_a_higher_cap_brings_up_what_a_lower_one_did,
    ),
    "the batch leaves nothing out": (
        Records, "key", _batch_leaves_nothing_out, what_a_cap_loses_is_counted,
    ),
    "lost pairs are not counted": (
        run, "lost_to_caps", lambda *_: (), what_a_cap_loses_is_counted,
    ),
    "pairs found before are forgotten": (
        run, "_positions", lambda *_: np.zeros((0, 2), np.int32),
        planning.test_known_pairs_may_be_named_by_ids_and_must_be_in_the_table,
    ),
    "the batch knows no veto": (
        run, "vetoed", lambda _, levels: np.zeros(len(levels), bool),
        batch.test_a_twin_is_left_to_a_person_whatever_the_weight,
    ),
    "a record without a key is passed over": (
        run, "without_key", lambda *_: [], batch.test_a_record_that_no_key_brings_up_is_told,
    ),
    "the batch counts no frequencies": (
        run, "counted", lambda _: Frequencies(1, {}),
        batch.test_the_frequencies_counted_are_those_of_the_table,
    ),
}  # fmt: skip
