"""The machine of cases passes on the library, gets everywhere, and finds what is planted."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime
from typing import Any, ClassVar, Final

import attrs
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from ektpflow import KTP_EL, Casebook, Officer, Status
from ektpflow import events as e
from ektpflow.act import Act
from ektpflow.application import CaseFile
from ektpflow.board import View
from ektpflow.errors import InvalidDefinition, Reason, Refused
from ektpflow.guards import GUARDS
from ektpflow.lifecycle import Rule
from ektpflow.matching.matcher import Matcher
from ektpflow.office import Role
from ektpflow.population import people
from ektpflow.steps import Apply, Personalise, Step, Withdraw
from ektpflow.testing import CaseMachine, case_machine

#: Nothing is shrunk: that a fault is found is what is asked here.
SEARCH: Final = settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def found(machine: type[CaseMachine]) -> str:
    """Return the promise that a run finds broken, and say how long it took."""
    runs: list[None] = []

    class Counted(machine):  # type: ignore[valid-type,misc]
        """The same, counted."""

        def __init__(self) -> None:
            runs.append(None)
            super().__init__()

    start = time.perf_counter()
    with pytest.raises(AssertionError) as caught:
        run_state_machine_as_test(Counted, settings=SEARCH)
    told = str(caught.value)
    print(f"\n{told} (run {len(runs)}, {time.perf_counter() - start:.1f} s)")
    return told


# -- on the library as it is ----------------------------------------------------------------------


def test_the_library_keeps_its_promises_and_the_machine_gets_everywhere() -> None:
    """With the quick profile; a machine that picks at random stays in two statuses."""
    seen: Counter[object] = Counter()
    rows: set[str] = set()

    class Watched(case_machine()):  # type: ignore[misc]
        """Notes what the cases came to."""

        def teardown(self) -> None:
            for app in self.book.cases.values():
                status = app.lifecycle.initial
                for fact in app.history:
                    row = app.lifecycle.table[status][type(fact)]
                    status = row.target
                    rows.add(row.name)
                    seen[status] += 1

    # of this process alone: the machines that run this are shared
    start = time.process_time()
    run_state_machine_as_test(Watched)
    took = time.process_time() - start
    print(
        f"\n{len(seen)} of {len(Status)} statuses, {len(rows)} of {len(KTP_EL.rules)} rows, "
        f"{seen.total()} facts in {took:.1f} s"
    )
    assert len(seen) >= 18
    assert took < 15 * settings().max_examples / 60


def test_a_first_card_goes_around_what_is_refused_to_the_citizens_hand() -> None:
    """No record is on file, no blank in stock, and the file lies where nothing is printed."""
    machine = case_machine()()
    person = machine.people[0]
    at = str(person.resident.nik.region)
    assert machine.do(Apply(person.resident, "NEW", at), machine.city.officer(at)) == ()
    (case,) = machine.open_cases()
    handed_over = KTP_EL.rule(Status.READY_FOR_PICKUP, e.CardIssued)
    assert handed_over is not None
    assert machine.make_for(case, handed_over)
    assert machine.book.case(case).status is Status.CARD_ISSUED
    assert not machine.make_for(case, handed_over)
    assert machine.idle() == list(machine.people)


# -- planted faults -------------------------------------------------------------------------------


def test_a_card_without_proof_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row leads past the data centre, and neither the guard nor the law looks any more."""
    short = Rule(e.FileCompleted, Status.COMPLETE, Status.PRINT_READY_RECORD, Role.COUNTER)
    holed = KTP_EL.evolve(rules=(*KTP_EL.rules, short), invariants=())
    monkeypatch.setitem(GUARDS, "proved_unique", lambda *_: None)
    monkeypatch.setattr(CaseFile, "is_proved", property(lambda _: True))
    assert found(case_machine(lifecycle=holed)).startswith("no card without proof")


def test_the_guard_alone_keeps_a_card_without_proof_away() -> None:
    """The same hole in the table, and nothing else is broken: nothing is found."""
    short = Rule(e.FileCompleted, Status.COMPLETE, Status.PRINT_READY_RECORD, Role.COUNTER)
    holed = KTP_EL.evolve(rules=(*KTP_EL.rules, short), invariants=())
    run_state_machine_as_test(case_machine(lifecycle=holed), settings=settings(max_examples=30))


class Forgetful(Matcher):
    """A data centre that matches a record and does not take it into the gallery."""

    __slots__ = ()

    def enter(self, person: object) -> None:
        """Let it go."""


def test_a_record_that_does_not_enter_the_gallery_is_found() -> None:
    """One person under two numbers is found unique twice, and holds two cards."""

    class Unmatched(case_machine()):  # type: ignore[misc]
        """Cases whose records are not kept."""

        def matcher(self, abis: Any) -> Matcher:
            return Forgetful(abis=abis)

    assert found(Unmatched).startswith("one valid card per person")


@attrs.frozen
class CarelessWithdraw(Withdraw):
    """A withdrawal that leaves the printed card where it lies."""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the end alone."""
        return (e.ApplicationWithdrawn(*view.stamp(self.case, at, by)),)


def test_a_withdrawal_that_leaves_a_card_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step forgets the card, and the laws of an act do not look."""
    monkeypatch.setattr(Act, "obey", lambda _: None)
    wishes = {e.ApplicationWithdrawn: lambda now: CarelessWithdraw(now.case, minutes="BA-1")}
    assert found(case_machine(wishes=wishes)).startswith("no card left behind")


def test_the_law_alone_keeps_a_withdrawal_from_leaving_a_card() -> None:
    wishes = {e.ApplicationWithdrawn: lambda now: CarelessWithdraw(now.case, minutes="BA-1")}
    machine = case_machine(wishes=wishes)
    run_state_machine_as_test(machine, settings=settings(max_examples=30))


@attrs.frozen
class FromNothing(Personalise):
    """A card that is made of no blank."""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the card, and let the blank lie."""
        facts = super().decide(view, at, by)
        return tuple(fact for fact in facts if not isinstance(fact, e.BlankoConsumed))


def test_a_card_made_of_no_blank_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Act, "obey", lambda _: None)
    wishes = {e.CardPersonalised: lambda now: FromNothing(now.case)}
    assert found(case_machine(wishes=wishes)).startswith("blanks conserved")


class Noting(Casebook):
    """A casebook that keeps something beside its journal."""

    def do(self, step: Any, *, at: datetime, by: Officer) -> Any:
        """Do it, and move every file to the printing office without a fact."""
        written = super().do(step, at=at, by=by)
        board = self._board
        for case, app in board.applications.items():
            if app.status is Status.PROCESSING:
                board.applications[case] = attrs.evolve(app, custody="12.71")
        return written


class Grumbling(Casebook):
    """A casebook that writes down what it refused."""

    def do(self, step: Any, *, at: datetime, by: Officer) -> Any:
        """Do it, or complain."""
        try:
            return super().do(step, at=at, by=by)
        except Refused as no:
            if no.case:
                stamp = (no.case, at, by.id, by.office, self.lifecycle.tag)
                self.journal.append((e.Complained(*stamp, "refused"),))
            raise


@pytest.mark.parametrize(
    ("kind", "promise"),
    [(Noting, "replay equals board"), (Grumbling, "a refused step changes nothing")],
)
def test_a_casebook_that_cheats_is_found(kind: type[Casebook], promise: str) -> None:
    """What it keeps beside the facts is not there after a replay; a refusal leaves no trace."""

    class Cheated(case_machine()):  # type: ignore[misc]
        """Cases in such a book."""

        def opened(self) -> Casebook:
            return kind(self.city, matcher=self.matcher(self.abis), catalogue=self.catalogue)

        def read_again(self) -> Casebook:
            book, self.book = self.book, Casebook(self.city)
            self.book._journal = book.journal
            again: Casebook = super().read_again()
            self.book = book
            return again

    assert found(Cheated).startswith(promise)


# -- with what users bring ------------------------------------------------------------------------


@attrs.frozen
class FileStamped(e.CaseFact):
    """Somebody stamped the file."""


@attrs.frozen
class StampFile(Step):
    """Stamp a file."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (FileStamped,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the stamp."""
        return (FileStamped(*view.stamp(self.case, at, by)),)


def before_noon(_: object, __: object, at: datetime, ___: Officer) -> Reason | None:
    """Stamps are given in the morning."""
    return None if at.hour < 12 else Reason("before_noon", "the stamp lies in its drawer")


STAMPED: Final = KTP_EL.extend(
    "STAMPED",
    "1",
    add=[Rule(FileStamped, Status.COMPLETE, Status.COMPLETE, Role.COUNTER, ("before_noon",))],
)


def _stamped(guards: dict[str, Any], **more: Any) -> type[CaseMachine]:
    return case_machine(
        lifecycle=STAMPED,
        guards=guards,
        wishes={FileStamped: lambda now: StampFile(now.case)},
        catalogue={"StampFile": StampFile},
        **more,
    )


def once_at_most(book: Casebook) -> None:
    """Hold that no file is stamped twice."""
    for app in book.cases.values():
        stamps = sum(isinstance(fact, FileStamped) for fact in app.history)
        assert stamps <= 1, f"{app.id} was stamped {stamps} times"


def test_a_fact_of_ones_own_is_brought_about_and_a_promise_of_ones_own_is_held() -> None:
    """Nothing keeps an officer from stamping twice, and the machine shows it."""
    told = found(_stamped({"before_noon": before_noon}, promises=[once_at_most]))
    assert "was stamped 2 times" in told


def test_rules_and_invariants_of_ones_own_come_by_subclassing() -> None:
    calls: Counter[str] = Counter()

    class Ours(_stamped({"before_noon": before_noon})):  # type: ignore[misc]
        """Cases, and a rule of our own."""

        @rule()
        def a_day_passes(self) -> None:
            self.at = self.at.replace(hour=8)
            calls["rule"] += 1

        @invariant()
        def time_is_known(self) -> None:
            calls["invariant"] += 1

    run_state_machine_as_test(Ours, settings=settings(max_examples=10))
    assert calls["rule"]
    assert calls["invariant"] > calls["rule"]


def test_people_of_ones_own_apply_where_they_are_registered() -> None:
    somebody = people(1, seed=3, region="12.71.19")
    seen: set[str] = set()

    class Two(case_machine(people=somebody)):  # type: ignore[misc]
        """Cases of one person."""

        def teardown(self) -> None:
            seen.update(app.via for app in self.book.cases.values())

    run_state_machine_as_test(Two, settings=settings(max_examples=10))
    assert seen == {"12.71.19"}


def test_a_machine_in_which_nobody_can_apply_says_so() -> None:
    """It would hold everything, for nothing ever happens."""
    child = people(1, seed=3, born=date(2015, 5, 1))
    with pytest.raises(InvalidDefinition, match="nobody can apply: the applicant is 10"):
        run_state_machine_as_test(case_machine(people=child), settings=SEARCH)
