"""Legal use that mypy --strict and pyright must accept; it also runs, as a test.

`assert_type` says what a checker must know by itself, without a cast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Literal, assert_never, assert_type

import attrs
import office_typed
from hypothesis.strategies import SearchStrategy
from office_flow import AT_LURAH, OURS, Countersign, FileCountersigned, FileLaidBefore, LayBefore
from office_flow import by_day as lurah_by_day

from ektpflow import KTP_EL, Application, Casebook, Nik, Officer, Reason, Refused, medan, wib
from ektpflow import events as e
from ektpflow.casebook import Written
from ektpflow.guards import Guard as BookGuard
from ektpflow.kinds import Kind, required_documents
from ektpflow.lifecycle import (
    AnyStatus,
    Basis,
    Clock,
    Course,
    Finding,
    Guard,
    Lifecycle,
    Machine,
    NeverWithout,
    OwnStatus,
    Phase,
    Reading,
    Rule,
    Status,
    rules,
    status_named,
    stays,
    typed,
)
from ektpflow.office import Role
from ektpflow.population import applicant, people
from ektpflow.register import Record
from ektpflow.steps import CATALOGUE, Apply, CheckFile, MatchRecord, OrderPrint, Redo, Step
from ektpflow.testing import (
    CaseMachine,
    Walk,
    Wish,
    case_machine,
    facts,
    histories,
    transition_tour,
    walks,
)

CITY = medan()
COUNTER = CITY.officer("12.71.17")
AT = wib("2026-03-02 09:00")
Stamp = tuple[str, datetime, str, str, str]
STAMP: Stamp = ("K000001", AT, COUNTER.id, COUNTER.office, KTP_EL.tag)
ASKED = e.ApplicationSubmitted(
    *STAMP, Kind.NEW, applicant(1), "12.71.17.1005", required_documents(Kind.NEW)
)


# -- the typed facade -----------------------------------------------------------------------------


def a_walk_is_typed_step_by_step() -> None:
    case = typed.begin()
    assert_type(case, typed.Unregistered)
    asked = case.after(ASKED)
    assert_type(asked, typed.Submitted)
    complete = asked.after(e.FileCompleted(*STAMP))
    assert_type(complete, typed.Complete)
    assert_type(complete.status, Literal[Status.COMPLETE])
    assert_type(complete.after(e.Complained(*STAMP, "late")), typed.Complete)
    assert_type(complete.after(e.ApplicationWithdrawn(*STAMP)), typed.Withdrawn)
    assert_type(complete.course, Course)
    assert complete.status is Status.COMPLETE


def either(case: typed.Submitted, finding: e.FileCompleted | e.FileFoundIncomplete) -> Kind | None:
    """Go on with one of two facts: the answer is one of two classes."""
    found = case.after(finding)
    if isinstance(found, typed.Complete):
        assert_type(found, typed.Complete)
        return Kind.NEW
    assert_type(found, typed.Incomplete)
    return None


def ordered(case: typed.PrintReadyRecord, order: e.SentForPrinting) -> typed.SentForCardPrinting:
    """Take what a signature promises: only a print-ready record is ordered."""
    return case.after(order)


def waits_for(case: typed.AnyStanding) -> str:
    """Match on the class; a status that is forgotten would be an error at assert_never."""
    match case:
        case typed.Incomplete() | typed.DuplicateRecord():
            return "the citizen"
        case typed.ReadyForPickup(course=course):
            return f"the citizen, after {len(course.history)} facts"
        case typed.CardIssued() | typed.Withdrawn() | typed.Closed():
            return "nobody"
        case (
            typed.Unregistered()
            | typed.Submitted()
            | typed.Complete()
            | typed.BioCaptured()
            | typed.Processing()
            | typed.SentForCardPrinting()
            | typed.CardPrinted()
            | typed.CardShipped()
            | typed.PickupBlocked()
            | typed.PrintReadyRecord()
        ):
            return "the office"
        case (
            typed.SentForEnrollment()
            | typed.ReceivedAtCentral()
            | typed.EnrollFailureAtRegional()
            | typed.EnrollFailureAtCentral()
            | typed.SearchFailureAtCentral()
            | typed.AdjudicateRecord()
            | typed.RequestValidation()
        ):
            return "the centre"
        case _:
            assert_never(case)


def a_status_tells_the_class(case: typed.Complete | typed.Incomplete) -> typed.Complete | None:
    """Ask for the status, and the checker knows the class."""
    if case.status is Status.COMPLETE:
        assert_type(case, typed.Complete)
        return case
    assert_type(case, typed.Incomplete)
    return None


def from_a_course_and_back(course: Course, fact: e.CaseFact) -> typed.AnyStanding:
    """Leave the types where the fact is not known, and come back to them."""
    case = typed.of(course)
    return typed.of(case.course.after(fact))


def an_extension_has_types_of_its_own() -> None:
    asked = office_typed.begin().after(ASKED)
    at_lurah = asked.after(FileLaidBefore(*STAMP))
    assert_type(at_lurah, office_typed.AtLurah)
    assert_type(at_lurah.status, OwnStatus)
    assert_type(at_lurah.after(FileCountersigned(*STAMP, "seen")), office_typed.Submitted)
    assert_type(at_lurah.after(e.FileCompleted(*STAMP)), office_typed.Complete)


# -- statuses -------------------------------------------------------------------------------------


def end(status: AnyStatus) -> bool:
    """Tell the system's statuses from those of an extension."""
    match status:
        case Status.CARD_ISSUED | Status.WITHDRAWN | Status.CLOSED:
            return True
        case OwnStatus():
            return status.phase is Phase.END
        case _:
            assert_type(status.label, str)
            return False


def the_spelling_of_an_office(text: str) -> str:
    found = status_named(text)
    return found.label if found is not None else "no status"


# -- definitions ----------------------------------------------------------------------------------

WAITS = OwnStatus("WAITS", "Menunggu", "waits", phase=Phase.APPLICATION)
DONE = OwnStatus("DONE", "Selesai", "done", Phase.END)
SHORT = Lifecycle(
    "SHORT",
    "1",
    initial=WAITS,
    finals=frozenset({DONE}),
    rules=[
        *rules(e.FileCompleted, WAITS, DONE, Role.COUNTER, "by_day", basis=Basis("ours", "ours")),
        *stays(e.Complained, (WAITS, DONE), Role.COUNTER),
    ],
    statuses=(WAITS, DONE),
    invariants=(NeverWithout("complained first", (), (e.Complained,), (e.FileCompleted,)),),
    clocks=(Clock("short", (e.Complained,), timedelta(days=1), Basis("ours", "ours")),),
)


def a_definition_is_read_and_proved() -> None:
    assert_type(KTP_EL.rule(Status.SUBMITTED, e.FileCompleted), Rule | None)
    row = KTP_EL.rule(Status.SUBMITTED, e.FileCompleted)
    assert row is not None
    assert_type(row.target, AnyStatus)
    assert_type(KTP_EL.verify(), tuple[Finding, ...])
    assert_type(KTP_EL.table, Mapping[AnyStatus, Mapping[type[e.CaseFact], Rule]])
    assert_type(OURS.extend("MORE", "1", clocks=SHORT.clocks), Lifecycle)
    reading = KTP_EL.clock("file_complete").read(KTP_EL, (ASKED,), AT)
    assert_type(reading, Reading | None)
    if reading is not None:
        assert_type(reading.left, timedelta)


# -- a machine of any world -----------------------------------------------------------------------


@attrs.frozen
class Counter:
    """What the guards of this office look at."""

    opens: int


def open_by_day(world: Counter, _: Course, at: datetime, __: Officer) -> Reason | None:
    """Say whether the counter is open."""
    return None if at.hour >= world.opens else Reason("by_day", "the counter is closed")


def never_asked(_: object, __: object, ___: datetime, ____: Officer) -> None:
    """Allow it in any world, for anything that stands in a status."""


def a_machine_for_any_world() -> None:
    guards: dict[str, Guard[Counter, Course]] = {"by_day": open_by_day}
    machine = Machine(SHORT, guards)
    assert_type(machine, Machine[Counter, Course])
    stamp: Stamp = ("K1", AT, COUNTER.id, COUNTER.office, SHORT.tag)
    course = machine.step(
        Course.begun(SHORT), e.FileCompleted(*stamp), by=COUNTER, world=Counter(8)
    )
    assert_type(course, Course)
    against = machine.reasons(course, e.Complained(*stamp, "x"), by=COUNTER, world=Counter(8))
    assert_type(against, tuple[Reason, ...])
    loose: Machine[Counter, Course] = Machine(SHORT, {"by_day": never_asked})
    assert loose.lifecycle is SHORT


# -- the casebook, with an extension from outside --------------------------------------------------


def a_casebook_with_an_extension() -> None:
    more: dict[str, BookGuard] = {"by_day": lurah_by_day}
    steps: dict[str, type[Step]] = {
        **CATALOGUE,
        "Countersign": Countersign,
        "LayBefore": LayBefore,
    }
    book = Casebook(CITY, lifecycle=OURS, guards=more, catalogue=steps)
    written = book.do(Apply(applicant(2), Kind.NEW, via="12.71.17.1001"), at=AT, by=COUNTER)
    assert_type(written, Written)
    for step in (LayBefore, CheckFile):
        book.do(step(written.case), at=AT, by=COUNTER)
    app = book.case(written.case)
    assert_type(app, Application)
    assert_type(app.status, AnyStatus)
    assert AT_LURAH in app.lifecycle.statuses_of(app.history)
    record = book.record(app.nik)
    assert_type(record, Record | None)
    assert record is not None
    assert record.open_case == app.id
    try:
        book.do(OrderPrint(written.case), at=AT, by=CITY.officer("12.71"))
    except Refused as no:
        assert_type(no.reasons, tuple[Reason, ...])
    names = [step.name for step in book.next_steps(app.id, at=AT, by=COUNTER) if step.possible]
    assert "CaptureBiometrics" in names


def help_for_tests_is_typed() -> None:
    assert_type(walks(OURS, arbitrary=0.1), SearchStrategy[Walk])
    assert_type(facts(FileCountersigned), SearchStrategy[FileCountersigned])
    assert_type(histories(OURS), SearchStrategy[tuple[e.CaseFact, ...]])
    assert_type(transition_tour(OURS), tuple[Walk, ...])
    wishes: dict[type[e.CaseFact], Wish] = {
        FileLaidBefore: lambda now: LayBefore(now.case),
        FileCountersigned: lambda now: Countersign(now.case, f"seen at {now.at}"),
    }
    machine = case_machine(lifecycle=OURS, guards={"by_day": lurah_by_day}, wishes=wishes)
    assert_type(machine, type[CaseMachine])


def steps_are_values() -> None:
    again: list[Redo] = [Redo("K1"), Redo("K1", "recapture"), Redo("K1", how="resend")]
    wishes: tuple[Step, ...] = (*again, MatchRecord("K1"))
    assert len(wishes) == 4
    nik: Nik = people(1, seed=1)[0].resident.nik
    assert_type(nik.region.digits, str)


RUN: tuple[Callable[[], None], ...] = (
    a_walk_is_typed_step_by_step,
    an_extension_has_types_of_its_own,
    a_definition_is_read_and_proved,
    a_machine_for_any_world,
    a_casebook_with_an_extension,
    help_for_tests_is_typed,
    steps_are_values,
)


def main() -> None:
    """Use all of it."""
    for use in RUN:
        use()
    asked = typed.begin().after(ASKED)
    assert either(asked, e.FileCompleted(*STAMP)) is Kind.NEW
    assert either(asked, e.FileFoundIncomplete(*STAMP, ("kartu keluarga",))) is None
    assert waits_for(from_a_course_and_back(asked.course, e.FileCompleted(*STAMP))) == "the office"
    assert a_status_tells_the_class(asked.after(e.FileCompleted(*STAMP))) is not None
    assert the_spelling_of_an_office("prr") == "Siap cetak (PRR)"
    assert end(Status.CLOSED)
    assert not end(AT_LURAH)
    course = Course(KTP_EL, Status.PRINT_READY_RECORD)
    order = e.SentForPrinting(*STAMP, 1, "12.71")
    ready = typed.of(course)
    assert isinstance(ready, typed.PrintReadyRecord)
    assert_type(ordered(ready, order), typed.SentForCardPrinting)


if __name__ == "__main__":
    main()
