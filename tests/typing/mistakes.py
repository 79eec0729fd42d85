"""Mistakes that mypy --strict and pyright must refuse, each at its line; this file never runs.

A mark at the end of a line names mypy's code and pyright's. A line without a mark must pass both, so
that nothing is refused for another reason. `check.py` compares.
"""
# fmt: off
# ruff: noqa: B018

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, assert_never

import attrs

from ektpflow import KTP_EL, Application, Casebook, Officer, Reason, Resident, Status, medan
from ektpflow import events as e
from ektpflow.board import View
from ektpflow.journal import MemoryJournal
from ektpflow.kinds import Kind
from ektpflow.lifecycle import (
    AnyStatus,
    Basis,
    Clock,
    Course,
    Lifecycle,
    Machine,
    OwnStatus,
    Phase,
    Rule,
    status_named,
    typed,
)
from ektpflow.nik import Nik
from ektpflow.office import Role
from ektpflow.steps import Apply, CheckFile, OrderPrint, Redo, Step
from ektpflow.testing import case_machine, facts, histories, niks

Stamp = tuple[str, datetime, str, str, str]
BASIS = Basis("an example", "ours")
DAY = timedelta(days=1)


# -- facts ----------------------------------------------------------------------------------------


def a_misspelt_fact(stamp: Stamp) -> None:
    e.FileComplete(*stamp)  # E: attr-defined reportAttributeAccessIssue


def a_misspelt_field_of_a_fact(fact: e.ReceiptIssued) -> None:
    fact.reciept  # E: attr-defined reportAttributeAccessIssue


def a_fact_without_its_payload(stamp: Stamp) -> None:
    e.ReceiptIssued(*stamp)  # E: call-arg reportCallIssue


def a_fact_with_another_payload(at: datetime) -> None:
    e.ReceiptIssued("K1", at, "x/petugas", "x", "KTP_EL/1", 17)  # E: arg-type reportArgumentType


def a_fact_with_too_much_payload(stamp: Stamp) -> None:
    e.FileCompleted(*stamp, "complete")  # E: call-arg reportCallIssue


def a_time_as_text() -> None:
    e.FileCompleted("K1", "2026-03-02 09:00", "x/petugas", "x", "KTP_EL/1")  # E: arg-type reportArgumentType


def a_fact_mutated(fact: e.ReceiptIssued) -> None:
    fact.receipt = "R2"  # E: misc reportAttributeAccessIssue


def a_list_where_facts_hold_tuples(stamp: Stamp) -> None:
    e.FileFoundIncomplete(*stamp, ["kartu keluarga"])  # E: arg-type reportArgumentType


# -- the typed facade -----------------------------------------------------------------------------


def print_before_matching(case: typed.ReceivedAtCentral, order: e.SentForPrinting) -> None:
    case.after(order)  # E: call-overload reportCallIssue


def a_card_before_its_order(case: typed.PrintReadyRecord, card: e.CardPersonalised) -> None:
    case.after(card)  # E: call-overload reportCallIssue


def a_walk_that_skips_matching(case: typed.Processing, sent: e.RecordSent, got: e.RecordReceived, order: e.SentForPrinting) -> None:
    case.after(sent).after(got).after(order)  # E: call-overload reportCallIssue


def recording_before_the_application(recorded: e.BiometricsCaptured) -> None:
    typed.begin().after(recorded)  # E: arg-type reportArgumentType


def a_fact_after_the_end(case: typed.CardIssued, back: e.CardReturned) -> None:
    case.after(back)  # E: arg-type reportArgumentType


def one_of_two_facts_is_illegal(case: typed.Complete, fact: e.BiometricsCaptured | e.CardIssued) -> None:
    case.after(fact)  # E: arg-type reportCallIssue


def a_fact_of_which_nothing_is_known(case: typed.Submitted, fact: e.CaseFact) -> None:
    case.after(fact)  # E: call-overload reportCallIssue


def a_case_that_may_stand_elsewhere(case: typed.Submitted | typed.Closed, done: e.FileCompleted) -> None:
    case.after(done)  # E: arg-type reportArgumentType


def a_promise_that_a_signature_does_not_keep(case: typed.Complete, late: e.Complained) -> typed.PrintReadyRecord:
    return case.after(late)  # E: return-value reportReturnType


def a_case_where_another_is_asked_for(case: typed.Submitted) -> typed.Complete:
    return case  # E: return-value reportReturnType


def a_course_of_which_nothing_is_known(course: Course, done: e.FileCompleted) -> typed.Complete:
    return typed.of(course).after(done)  # E: call-overload reportCallIssue


def a_class_that_no_status_has() -> None:
    typed.PrintReady  # E: attr-defined reportAttributeAccessIssue


def a_typed_case_mutated(case: typed.Submitted, course: Course) -> None:
    case.course = course  # E: misc reportAttributeAccessIssue


def a_typed_status_mutated(case: typed.Submitted) -> None:
    case.status = Status.PRINT_READY_RECORD  # E: misc reportAttributeAccessIssue


def a_class_forgotten_in_a_match(case: typed.Submitted | typed.Incomplete | typed.Complete) -> str:
    match case:
        case typed.Submitted():
            return "in"
        case typed.Complete():
            return "complete"
        case _:
            assert_never(case)  # E: arg-type reportArgumentType


def a_status_compared_that_it_cannot_have(case: typed.Complete | typed.Incomplete) -> str:
    match case.status:
        case Status.COMPLETE:
            return "complete"
        case _ as rest:
            assert_never(rest)  # E: arg-type reportArgumentType


# -- statuses -------------------------------------------------------------------------------------


def a_misspelt_status() -> None:
    Status.PRINT_READY  # E: attr-defined reportAttributeAccessIssue


def a_misspelt_word_of_a_status(status: AnyStatus) -> None:
    status.lable  # E: union-attr reportAttributeAccessIssue


def a_status_as_text() -> None:
    Rule(e.FileCompleted, "SUBMITTED", Status.COMPLETE, Role.COUNTER)  # E: arg-type reportArgumentType


def a_status_forgotten_in_a_match(status: Status) -> bool:
    match status:
        case Status.CARD_ISSUED | Status.WITHDRAWN:
            return True
        case (
            Status.UNREGISTERED | Status.SUBMITTED | Status.INCOMPLETE | Status.COMPLETE
            | Status.BIO_CAPTURED | Status.PROCESSING | Status.SENT_FOR_ENROLLMENT
            | Status.RECEIVED_AT_CENTRAL | Status.ENROLL_FAILURE_AT_REGIONAL
            | Status.ENROLL_FAILURE_AT_CENTRAL | Status.SEARCH_FAILURE_AT_CENTRAL
            | Status.ADJUDICATE_RECORD | Status.REQUEST_VALIDATION | Status.DUPLICATE_RECORD
            | Status.PRINT_READY_RECORD | Status.SENT_FOR_CARD_PRINTING | Status.CARD_PRINTED
            | Status.CARD_SHIPPED | Status.READY_FOR_PICKUP | Status.PICKUP_BLOCKED
        ):
            return False
        case _:
            assert_never(status)  # E: arg-type reportArgumentType


def the_statuses_of_an_extension_forgotten(status: AnyStatus) -> str:
    if isinstance(status, Status):
        return status.value
    assert_never(status)  # E: arg-type reportArgumentType


def an_own_status_without_a_word() -> None:
    OwnStatus("AT_LURAH", "Menunggu lurah", phase=Phase.APPLICATION)  # E: call-arg reportCallIssue


def an_own_status_with_a_phase_as_text() -> None:
    OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", "Permohonan")  # E: arg-type reportArgumentType


def an_own_status_mutated(status: OwnStatus) -> None:
    status.value = "AT_CAMAT"  # E: misc reportAttributeAccessIssue


# -- definitions ----------------------------------------------------------------------------------


def a_definition_mutated() -> None:
    KTP_EL.rules = ()  # E: misc reportAttributeAccessIssue


def a_row_appended(row: Rule) -> None:
    KTP_EL.rules.append(row)  # E: attr-defined reportAttributeAccessIssue


def a_row_put_into_the_table(row: Rule) -> None:
    KTP_EL.table[Status.SUBMITTED] = {e.FileCompleted: row}  # E: index reportIndexIssue


def an_end_added() -> None:
    KTP_EL.finals.add(Status.SUBMITTED)  # E: attr-defined reportAttributeAccessIssue


def a_row_mutated(row: Rule) -> None:
    row.target = Status.PRINT_READY_RECORD  # E: misc reportAttributeAccessIssue


def a_row_of_no_fact() -> None:
    Rule(Resident, Status.SUBMITTED, Status.COMPLETE, Role.COUNTER)  # E: arg-type reportArgumentType


def a_row_without_its_role() -> None:
    Rule(e.FileCompleted, Status.SUBMITTED, Status.COMPLETE)  # E: call-arg reportCallIssue


def one_guard_as_text() -> None:
    Rule(e.FileCompleted, Status.SUBMITTED, Status.COMPLETE, Role.COUNTER, "custody_here")  # E: arg-type reportArgumentType


def a_strength_that_no_source_has() -> None:
    Basis("hearsay", "X")  # E: arg-type reportArgumentType


def an_extension_by_one_row(row: Rule) -> None:
    KTP_EL.extend("OURS", "1", add=row)  # E: arg-type reportArgumentType


def an_extension_without_a_version() -> None:
    KTP_EL.extend("OURS")  # E: call-arg reportCallIssue


def a_lifecycle_without_its_ends(row: Rule) -> None:
    Lifecycle("SHORT", "1", Status.SUBMITTED, [row])  # E: call-arg reportCallIssue


def a_clock_with_a_limit_as_text() -> None:
    Clock("short", (e.FileCompleted,), "24 hours", BASIS)  # E: arg-type reportArgumentType


def a_clock_that_counts_facts() -> None:
    Clock("short", e.FileCompleted, DAY, BASIS)  # E: arg-type reportArgumentType


def a_clock_that_rests_in_a_word() -> None:
    Clock("short", (e.FileCompleted,), DAY, BASIS, pauses=frozenset({"INCOMPLETE"}))  # E: arg-type reportArgumentType


# -- results that are not narrowed ----------------------------------------------------------------


def a_row_that_may_not_be_there() -> None:
    KTP_EL.rule(Status.SUBMITTED, e.FileCompleted).target  # E: union-attr reportOptionalMemberAccess


def a_record_that_may_not_be_there(book: Casebook, nik: Nik) -> None:
    book.record(nik).card  # E: union-attr reportOptionalMemberAccess


def a_spelling_that_may_mean_nothing(text: str) -> None:
    status_named(text).label  # E: union-attr reportOptionalMemberAccess


def a_clock_that_may_not_have_started(clock: Clock, app: Application, at: datetime) -> None:
    clock.read(KTP_EL, app.history, at).late  # E: union-attr reportOptionalMemberAccess


def a_blank_that_may_not_be_there(app: Application) -> None:
    app.file.blank + 1  # E: operator reportOptionalOperand


# -- guards and machines --------------------------------------------------------------------------


def says_yes(_: object, __: Course, ___: datetime, ____: Officer) -> bool:
    return True


def a_guard_that_says_yes(table: Lifecycle) -> None:
    Machine(table, {"by_day": says_yes})  # E: arg-type reportArgumentType


def asks_no_officer(_: object, __: Course, ___: datetime) -> Reason | None:
    return None


def a_guard_that_asks_no_officer(table: Lifecycle) -> None:
    Machine(table, {"by_day": asks_no_officer})  # E: arg-type reportArgumentType


def asks_a_course(_: View, __: Course, ___: datetime, ____: Officer) -> Reason | None:
    return None


def a_guard_of_courses_in_a_casebook() -> None:
    Casebook(medan(), guards={"by_day": asks_a_course})  # E: dict-item reportArgumentType


def a_machine_asked_in_another_world(machine: Machine[Casebook, Course], course: Course, fact: e.CaseFact, by: Officer) -> None:
    machine.step(course, fact, by=by, world="the office")  # E: arg-type reportArgumentType


def a_step_of_a_machine_by_nobody(machine: Machine[object, Course], course: Course, fact: e.CaseFact) -> None:
    machine.step(course, fact, world=None)  # E: call-arg reportCallIssue


# -- the casebook ---------------------------------------------------------------------------------


def a_casebook_with_a_word_it_does_not_know() -> None:
    Casebook(medan(), table=KTP_EL)  # E: call-arg reportCallIssue


def a_step_at_no_time(book: Casebook, by: Officer) -> None:
    book.do(CheckFile("K1"), by=by)  # E: call-arg reportCallIssue


def a_step_by_a_name(book: Casebook, at: datetime) -> None:
    book.do(CheckFile("K1"), at=at, by="12.71.17/petugas")  # E: arg-type reportArgumentType


def a_fact_done_as_a_step(book: Casebook, fact: e.FileCompleted, at: datetime, by: Officer) -> None:
    book.do(fact, at=at, by=by)  # E: arg-type reportArgumentType


def a_class_done_as_a_step(book: Casebook, at: datetime, by: Officer) -> None:
    book.do(OrderPrint, at=at, by=by)  # E: arg-type reportArgumentType


def an_application_mutated(app: Application) -> None:
    app.status = Status.PRINT_READY_RECORD  # E: misc reportAttributeAccessIssue


def a_history_appended_to(app: Application, fact: e.CaseFact) -> None:
    app.history.append(fact)  # E: attr-defined reportAttributeAccessIssue


def an_application_put_into_the_book(book: Casebook, app: Application) -> None:
    book.cases[app.id] = app  # E: index reportIndexIssue


def a_record_put_into_the_book(book: Casebook, app: Application) -> None:
    del book.records[app.nik]  # E: attr-defined reportIndexIssue


def a_journal_put_into_the_book(book: Casebook) -> None:
    book.journal = MemoryJournal()  # E: misc reportAttributeAccessIssue


# -- steps and words ------------------------------------------------------------------------------


def a_way_to_redo_that_is_none() -> None:
    Redo("K1", "again")  # E: arg-type reportArgumentType


def a_step_with_its_case_as_a_value(app: Application) -> None:
    OrderPrint(app)  # E: arg-type reportArgumentType


def an_application_for_a_number(nik: Nik) -> None:
    Apply(nik, Kind.NEW, via="12.71.17")  # E: arg-type reportArgumentType


def a_number_as_text(text: str) -> Nik:
    return text  # E: return-value reportReturnType


def a_number_read_as_text(nik: Nik) -> str:
    return nik + ""  # E: operator reportOperatorIssue


# -- help for tests -------------------------------------------------------------------------------


def a_machine_with_a_word_it_does_not_know() -> None:
    case_machine(table=KTP_EL)  # E: call-arg reportCallIssue


def a_wish_that_is_a_fact(fact: e.FileCompleted) -> None:
    case_machine(wishes={e.FileCompleted: lambda _: fact})  # E: dict-item reportArgumentType


def a_promise_that_asks_nothing() -> None:
    case_machine(promises=[lambda: None])  # E: misc reportArgumentType


def a_history_of_no_table() -> None:
    histories("KTP_EL")  # E: arg-type reportArgumentType


def a_fact_drawn_of_no_class(fact: e.FileCompleted) -> None:
    facts(fact)  # E: arg-type reportArgumentType


def a_strategy_taken_for_its_value() -> Nik:
    return niks()  # E: return-value reportReturnType


# -- classes of one's own -------------------------------------------------------------------------


@attrs.frozen
class Fast(Step):
    """A step of one's own that answers with one fact, not with all."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.FileCompleted,)

    def decide(self, view: View, at: datetime, by: Officer) -> e.Fact:  # E: override reportIncompatibleMethodOverride
        return e.FileCompleted(*view.stamp(self.case, at, by))


class Eternal(e.CaseFact):
    """A fact of one's own whose mark is no truth value."""

    makes_card: ClassVar[bool] = "yes"  # E: assignment reportAssignmentType
