"""The help for users' own tests: tours, walks, histories, people, and the door to Hypothesis."""

from __future__ import annotations

import heapq
import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ektpflow import KTP_EL, Lifecycle, Nik, Resident, Status
from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.errors import InvalidValue, Refused
from ektpflow.lifecycle import OwnStatus, Rule
from ektpflow.lifecycle import Phase as Part
from ektpflow.nik import KkNumber
from ektpflow.office import Role
from ektpflow.testing import (
    WISHES,
    Walk,
    biometrics,
    facts,
    histories,
    lifecycles,
    niks,
    residents,
    transition_tour,
    walks,
    way_to,
    ways,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAVY: Final = ["attr", "networkx", "numpy", "ektpflow.nik", "ektpflow.events", "ektpflow.casebook"]


def is_legal(lifecycle: Lifecycle, walk: Walk) -> bool:
    """Follow a walk from the beginning."""
    status = lifecycle.initial
    for row in walk:
        if row.source != status:
            return False
        status = row.target
    return True


# -- the tour -------------------------------------------------------------------------------------


def test_the_tour_takes_every_row_of_ktp_el() -> None:
    """Every row into an end needs a walk of its own, and there are no more walks than that."""
    tour = transition_tour(KTP_EL)
    assert all(is_legal(KTP_EL, walk) for walk in tour)
    assert {row for walk in tour for row in walk} == set(KTP_EL.rules)
    ends = sum(row.target in KTP_EL.finals and not row.stays for row in KTP_EL.rules)
    steps = sum(map(len, tour))
    print(f"{len(tour)} walks, {steps} steps for {len(KTP_EL.rules)} rows; longest {len(tour[-1])}")
    assert len(tour) == ends
    assert steps < 3 * len(KTP_EL.rules)
    assert [len(walk) for walk in tour] == sorted(len(walk) for walk in tour)


@given(lifecycles(statuses=8))
def test_the_tour_takes_every_row_of_any_table(lifecycle: Lifecycle) -> None:
    tour = transition_tour(lifecycle)
    assert all(is_legal(lifecycle, walk) and walk for walk in tour)
    assert {row for walk in tour for row in walk} == set(lifecycle.rules)


def least(lifecycle: Lifecycle) -> tuple[int, int]:
    """Find the fewest walks, and of so few the fewest steps, by trying all (Dijkstra)."""
    bit = {row: 1 << number for number, row in enumerate(lifecycle.rules)}
    all_rows = (1 << len(bit)) - 1
    queue: list[tuple[int, int, str, int]] = [(1, 0, str(lifecycle.initial), 0)]
    done: set[tuple[str, int]] = set()
    at = {str(status): status for status in lifecycle.statuses}
    while queue:
        count, steps, here, taken = heapq.heappop(queue)
        if taken == all_rows:
            return count, steps
        if (here, taken) in done:
            continue
        done.add((here, taken))
        if here != lifecycle.initial:
            heapq.heappush(queue, (count + 1, steps, str(lifecycle.initial), taken))
        for row in lifecycle.table[at[here]].values():
            heapq.heappush(queue, (count, steps + 1, str(row.target), taken | bit[row]))
    raise AssertionError("some row cannot be taken")


@given(lifecycles(statuses=4))
def test_no_tour_has_fewer_walks_or_steps(lifecycle: Lifecycle) -> None:
    """Held against a search through everything there is."""
    tour = transition_tour(lifecycle)
    assert (len(tour), sum(map(len, tour))) == least(lifecycle)


def test_a_walk_goes_back_before_another_one_begins() -> None:
    """One walk of five steps, not two of four together: few comes before short."""
    a, b = (OwnStatus(code, "kata", "word", Part.APPLICATION) for code in "AB")
    out = (e.FileCompleted, e.FileFoundIncomplete, e.Complained)
    back = Rule(e.SearchRetried, b, a, Role.COUNTER)
    rows = (*(Rule(event, a, b, Role.COUNTER) for event in out), back)
    (walk,) = transition_tour(Lifecycle("T", "1", a, frozenset(), rows, (a, b), ()))
    assert len(walk) == 5
    assert walk.count(back) == 2


def test_the_tour_leaves_out_what_cannot_be_reached() -> None:
    """A row that no walk comes to is for verify() to find."""
    a, b, c = (OwnStatus(code, "kata", "word", Part.END) for code in "ABC")
    rows = (
        Rule(e.FileCompleted, a, a, Role.COUNTER),
        Rule(e.FileCompleted, b, c, Role.COUNTER),
    )
    table = Lifecycle("T", "1", a, frozenset({c}), rows, (a, b, c), ())
    assert transition_tour(table) == (rows[:1],)
    assert transition_tour(table.evolve(rules=())) == ()


def test_the_tour_is_the_same_on_every_hash_seed() -> None:
    code = (
        "from ektpflow import KTP_EL; from ektpflow.testing import transition_tour as t;"
        "print([[row.name for row in walk] for walk in t(KTP_EL)])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_way_goes_around_what_it_may_not_take() -> None:
    """A first card has no record on file, so its way to the printer leads through the centre."""
    order = KTP_EL.rule(Status.PRINT_READY_RECORD, e.SentForPrinting)
    on_file = KTP_EL.rule(Status.COMPLETE, e.UniquenessOnFile)
    assert order is not None
    assert on_file is not None
    assert way_to(KTP_EL, Status.COMPLETE, order) == (on_file, order)
    around = way_to(KTP_EL, Status.COMPLETE, order, {on_file})
    assert around is not None
    assert e.BiometricsCaptured in [row.event for row in around]
    assert way_to(KTP_EL, Status.CLOSED, order) is None
    assert way_to(KTP_EL, Status.COMPLETE, order, {order}) is None
    assert ways(KTP_EL, Status.CLOSED) == {Status.CLOSED: ()}


# -- walks and tables -----------------------------------------------------------------------------


@given(walks(KTP_EL))
def test_walks_are_legal(walk: Walk) -> None:
    assert walk
    assert is_legal(KTP_EL, walk)


def test_walks_get_everywhere() -> None:
    """Walks that draw each row at random come to few statuses; these come to nearly all."""
    seen: Counter[object] = Counter()

    @settings(max_examples=300, derandomize=True, database=None)
    @given(walks(KTP_EL))
    def walked(walk: Walk) -> None:
        seen.update({row.target for row in walk})

    walked()
    print(f"walks came to {len(seen)} of {len(KTP_EL.statuses)} statuses")
    assert len(seen) >= 21  # a walk never comes back to UNREGISTERED


@pytest.mark.parametrize("share", [0.0, 0.15, 0.5])
def test_arbitrary_rows_come_in_the_share_that_is_asked_for(share: float) -> None:
    strays: list[bool] = []

    @settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])
    @given(walks(KTP_EL, arbitrary=share))
    def walked(walk: Walk) -> None:
        status = KTP_EL.initial
        for row in walk:
            strays.append(row.source != status)
            assert not (strays[-1] and KTP_EL.rule(status, row.event)), "it can happen here"
            status = status if strays[-1] else row.target

    walked()
    found = sum(strays) / len(strays)
    print(f"{found:.0%} of {len(strays)} rows do not fit, {share:.0%} arbitrary")
    assert share / 3 <= found <= share * 1.5


@pytest.mark.parametrize("share", [-0.1, 0.51])
def test_a_share_that_leads_nowhere_is_refused(share: float) -> None:
    with pytest.raises(InvalidValue, match="share"):
        walks(KTP_EL, arbitrary=share)


@given(lifecycles())
def test_drawn_tables_have_no_finding(lifecycle: Lifecycle) -> None:
    assert lifecycle.verify() == ()


@given(lifecycles().flatmap(lambda table: st.tuples(st.just(table), walks(table))))
def test_walks_of_any_table_are_legal(drawn: tuple[Lifecycle, Walk]) -> None:
    assert is_legal(*drawn)


# -- facts and histories --------------------------------------------------------------------------


@given(st.sampled_from([*KTP_EL.by_event]).flatmap(facts))
def test_a_fact_of_every_class_can_be_drawn(fact: e.CaseFact) -> None:
    assert type(fact) in KTP_EL.by_event
    assert fact.version == KTP_EL.tag


@given(histories())
def test_an_application_takes_every_history(history: tuple[e.CaseFact, ...]) -> None:
    """Cards, blanks, receipts and proofs are the ones spoken of before."""
    opening, *more = history
    assert isinstance(opening, e.ApplicationSubmitted)
    app = Application.opened(opening)
    for fact in more:
        app = app.after(fact)
    assert app.status == KTP_EL.statuses_of(history)[-1]
    assert all(a.at <= b.at for a, b in pairwise(history))


@given(histories(walk=st.sampled_from(transition_tour(KTP_EL))))
def test_the_tour_can_be_told(history: tuple[e.CaseFact, ...]) -> None:
    """Whatever walk is told, an application takes it."""
    app = Application.opened(history[0])  # type: ignore[arg-type]
    for fact in history[1:]:
        app = app.after(fact)


_OLD_CARD: Final = tuple(
    row
    for event in (e.ApplicationSubmitted, e.OldCardInvalidated, e.OldCardDestroyed)
    for row in KTP_EL.by_event[event][:1]
)


@given(
    histories(
        walk=st.just(_OLD_CARD), payload={e.OldCardInvalidated: {"how": st.just("surrendered")}}
    )
)
def test_the_old_card_that_is_destroyed_is_the_one_that_was_surrendered(
    history: tuple[e.CaseFact, ...],
) -> None:
    _, given_up, gone = history
    assert isinstance(given_up, e.OldCardInvalidated)
    assert isinstance(gone, e.OldCardDestroyed)
    assert gone.card == given_up.card


@given(
    histories(
        walk=st.just(_OLD_CARD), payload={e.OldCardInvalidated: {"how": st.just("reported lost")}}
    )
)
def test_what_was_reported_lost_is_not_destroyed(history: tuple[e.CaseFact, ...]) -> None:
    """A row about a card that is not there is left out of a history."""
    assert [type(fact) for fact in history] == [e.ApplicationSubmitted, e.OldCardInvalidated]


@given(histories(walk=walks(KTP_EL, arbitrary=0.3)))
def test_a_history_with_arbitrary_rows_goes_on_where_it_stood(
    history: tuple[e.CaseFact, ...],
) -> None:
    """What does not fit is refused by the table, and the rest fits as if it had not been."""
    app: Application | None = None
    for fact in history:
        if app is None:
            app = Application.opened(fact) if isinstance(fact, e.ApplicationSubmitted) else None
        elif app.lifecycle.rule(app.status, type(fact)) is None:
            with pytest.raises(Refused):
                app.after(fact)
        else:
            app = app.after(fact)


@given(lifecycles().flatmap(histories))
def test_a_history_of_any_table_follows_it(history: tuple[e.CaseFact, ...]) -> None:
    assert len({fact.version for fact in history}) <= 1


@attrs.frozen
class Weighed(e.CaseFact):
    """A fact of somebody else's, with fields of several types."""

    number: int
    remark: str
    whose: Nik
    signs: tuple[str, ...]


@given(facts(Weighed), facts(Weighed, payload={Weighed: {"number": st.just(7)}}))
def test_a_fact_of_ones_own_is_drawn_by_its_types(drawn: Weighed, given: Weighed) -> None:
    """A field that is called as one of the library's is still of its own type."""
    assert isinstance(drawn.number, int)
    assert isinstance(drawn.whose, Nik)
    assert drawn.whose.serial >= 9001
    assert given.number == 7


def test_every_fact_of_the_table_has_a_wish_or_comes_with_another() -> None:
    """A row that is added without a wish is one that no machine of cases ever takes."""
    by_the_way = {
        e.ApplicationSubmitted, e.ReceiptIssued, e.OldCardInvalidated, e.RecordingProofGiven,
        e.ClosedAsDuplicate,
    }  # fmt: skip
    assert set(WISHES) | by_the_way == set(KTP_EL.by_event)
    assert not set(WISHES) & by_the_way


# -- people ---------------------------------------------------------------------------------------


def _numbers(resident: Resident) -> Iterable[Nik | KkNumber]:
    return resident.nik, resident.kk


@given(residents(), niks(), biometrics())
def test_everybody_is_synthetic(resident: Resident, nik: Nik, recorded: object) -> None:
    """No number could be a real person's, and nothing about a resident contradicts itself."""
    assert all(number.serial >= 9001 for number in (*_numbers(resident), nik))
    assert not resident.nik.findings(
        birth_date=resident.birth_date, female=resident.sex == "FEMALE"
    )
    assert recorded is not None


@given(st.data())
def test_hypothesis_knows_the_types(data: st.DataObject) -> None:
    """The entry point has registered them."""
    assert data.draw(st.from_type(Nik)).serial >= 9001
    assert isinstance(data.draw(st.from_type(Resident)), Resident)
    assert data.draw(st.from_type(Lifecycle)).verify() == ()


# -- the door -------------------------------------------------------------------------------------


_NAMES: Final = "from ektpflow import Nik, Lifecycle, Resident"


def _say(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_hypothesis_loads_nothing_of_the_library() -> None:
    said = _say(
        "import sys, json, hypothesis;"
        f"print(json.dumps([m for m in {HEAVY} if m in sys.modules]), 'ektpflow' in sys.modules)"
    )
    assert said == f"{json.dumps([])} True"


@pytest.mark.parametrize(
    "order",
    [
        f"import hypothesis; {_NAMES}",
        f"{_NAMES}; import hypothesis",
        # somebody asks where a module is, and loads it later
        "import importlib.util as u, hypothesis; u.find_spec('ektpflow.nik'); " + _NAMES,
    ],
)
def test_the_types_are_known_whichever_is_imported_first(order: str) -> None:
    said = _say(
        f"{order}\n"
        "import inspect, sys\n"
        "from hypothesis import find, settings, strategies as st\n"
        "quiet = settings(database=None)\n"
        "found = [find(st.from_type(t), lambda _: True, settings=quiet)"
        " for t in (Nik, Lifecycle, Resident)]\n"
        "print(found[0].serial >= 9001, found[1].verify(), type(found[2]).__name__)\n"
        "print(type(sys.modules['ektpflow.nik'].__loader__).__name__, bool(inspect.getsource(Nik)))"
    )
    assert said.splitlines() == ["True () Resident", "SourceFileLoader True"]


def test_without_hypothesis_the_error_names_the_extra_and_the_tour_works() -> None:
    said = _say(
        "import sys; sys.modules['hypothesis'] = None\n"
        "from ektpflow import KTP_EL\n"
        "from ektpflow.testing import transition_tour\n"
        "print(len(transition_tour(KTP_EL)) > 1)\n"
        "try:\n"
        "    from ektpflow.testing import walks\n"
        "except ImportError as error:\n"
        "    print(error)\n"
    )
    assert said.splitlines() == [
        "True",
        "ektpflow.testing.walks needs hypothesis: pip install 'ektpflow[testing]'",
    ]


def test_every_name_of_the_room_is_there() -> None:
    import ektpflow.testing as room  # noqa: PLC0415

    assert dir(room) == sorted(room.__all__)
    assert all(getattr(room, name) is not None for name in room.__all__)
    with pytest.raises(AttributeError, match="no attribute 'walk'"):
        room.walk  # noqa: B018
