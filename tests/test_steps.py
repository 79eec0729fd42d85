"""The flow in sentences: every row of the table is taken, every rule refuses what it is there for.

The tests of guards, checks and demands take no fixtures, so that each can be called with its rule
switched off (see `mutants`).
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from ektpflow import events as e
from ektpflow.casebook import Step
from ektpflow.errors import Refused
from ektpflow.guards import GUARDS
from ektpflow.lifecycle import KTP_EL, Rule
from ektpflow.matching.abis import AbisStatus, HandleAbis, ScriptedAbis
from ektpflow.matching.matcher import Matcher
from ektpflow.office import Officer, Role
from ektpflow.population import biometrics, second_identity
from ektpflow.steps import (
    CHECKS,
    DEMANDS,
    Adjudicate,
    Apply,
    CancelPrint,
    CaptureBiometrics,
    CheckFile,
    ConfirmOnFile,
    CopyRecord,
    DestroyCard,
    DestroyOldCard,
    FetchCards,
    Forward,
    HandOver,
    Inform,
    IssueSuket,
    MatchRecord,
    OrderPrint,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    Redo,
    ReportLostCard,
    ReportMisprint,
    ResolveDuplicate,
    SendRecord,
    TakeIn,
    TakeOverRecord,
    Withdraw,
)
from flow import CENTRE, CITY, COUNTER, DINAS, DINAS_OFFICER, KECAMATAN, Flow, ours
from mutants.stories import (
    BUDI,
    FAMILIES,
    OTHER,
    STORIES,
    In,
    S,
    names,
    reach,
    rows_taken,
    scripted,
)

VIA = f"{KECAMATAN}.1005"


def refuses(code: str, flow: Flow, step: Step, by: Officer = COUNTER) -> None:
    """Hold that a step is refused for this reason, perhaps among others, and writes nothing."""
    before = flow.book.facts
    try:
        flow.do(step, by)
    except Refused as no:
        codes = no.codes
    else:
        codes = frozenset()
    assert code in codes, (code, codes)
    assert flow.book.facts == before


def test_every_row_of_the_table_is_taken_by_a_story() -> None:
    """No row is there that nothing walks."""
    families = [In(driver, status) for driver, where in FAMILIES.values() for status in where]
    taken = {row for story in (*STORIES.values(), *families) for row in rows_taken(story().book)}
    rows = {row.name for row in KTP_EL.rules}
    print(f"{len(taken)} of {len(rows)} rows taken")
    assert taken == rows
    assert len(rows) == 226


def test_every_rule_has_a_test_of_its_name() -> None:
    """Each guard, check and demand is noticed by one test that bears its name."""
    for kind, rules in (("guard", GUARDS), ("check", CHECKS), ("demand", DEMANDS)):
        prefix = f"test_{kind}_"
        named = {name.removeprefix(prefix) for name in globals() if name.startswith(prefix)}
        assert named == ours(rules)


# -- guards --------------------------------------------------------------------------------------


def test_guard_one_open_application() -> None:
    flow = Flow.new()
    flow.applied(BUDI)
    refuses("one_open_application", flow, Apply(BUDI.resident, "NEW", VIA))


def test_guard_custody_here() -> None:
    flow, case = reach(S.SUBMITTED)
    refuses("custody_here", flow, CheckFile(case), CITY.officer("12.71.19"))


def test_guard_never_recorded() -> None:
    flow = Flow.new()
    flow.issued(BUDI)
    case = flow.applied(BUDI, "DAMAGED")
    flow.do(CheckFile(case))
    refuses("never_recorded", flow, CaptureBiometrics(case, biometrics(BUDI, recording=2)))


@attrs.frozen
class ReceiveAnyway(ReceiveRecord):
    """An extension's step that takes a record in without asking whether its NIK is on file."""

    def decide(self, view, at, by):  # type: ignore[no-untyped-def]
        """Return the receipt."""
        return (e.RecordReceived(*view.stamp(self.case, at, by)),)


def test_guard_nik_not_on_file() -> None:
    flow, case = reach(S.SENT_FOR_ENROLLMENT)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI, recording=2)), CENTRE)
    refuses("nik_not_on_file", flow, ReceiveAnyway(case), CENTRE)


def test_guard_record_print_ready() -> None:
    flow, case = reach(S.COMPLETE)
    refuses("record_print_ready", flow, ConfirmOnFile(case), DINAS_OFFICER)


def test_guard_proved_unique() -> None:
    """A row that an office added may lead past the data centre; the guard still stands there."""
    short = Rule(e.FileCompleted, S.COMPLETE, S.PRINT_READY_RECORD, Role.COUNTER)
    flow = Flow.new(lifecycle=KTP_EL.evolve(rules=(*KTP_EL.rules, short), invariants=()))
    case = flow.applied(BUDI)
    flow.do(CheckFile(case))
    flow.do(CheckFile(case))
    flow.do(Forward(case, DINAS))
    steps = flow.book.next_steps(case, at=flow.now, by=DINAS_OFFICER)
    (order,) = (step for step in steps if step.name == "OrderPrint")
    assert [reason.code for reason in order.reasons] == ["no_proof"]


def test_guard_custody_at_printing_office() -> None:
    flow, case = reach(S.PRINT_READY_RECORD)
    refuses("custody_at_printing_office", flow, OrderPrint(case), DINAS_OFFICER)


def test_guard_no_other_valid_card() -> None:
    flow, case = reach(S.RECEIVED_AT_CENTRAL)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI, recording=2), "PAPER-1"), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    flow.do(Forward(case, DINAS))
    refuses("no_other_valid_card", flow, OrderPrint(case), DINAS_OFFICER)


def test_guard_holds_no_card() -> None:
    flow = scripted(AbisStatus.NO_HIT, AbisStatus.UNREADABLE_CENTRAL)
    case = flow.at_the_centre(BUDI)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI, recording=2), "PAPER-1"), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    refuses("holds_no_card", flow, Redo(case), DINAS_OFFICER)


def test_guard_others_hold_no_card() -> None:
    flow = Flow.new()
    flow.issued(BUDI)
    case = flow.matched(second_identity(BUDI, seed=1), 2)
    refuses("others_hold_no_card", flow, ResolveDuplicate(case, "this"), DINAS_OFFICER)


# -- checks --------------------------------------------------------------------------------------


def test_check_panel_can_decide() -> None:
    """Of a record that is not on file the panel cannot tell."""
    flow, case = reach(S.ADJUDICATE_RECORD)
    refuses("panel_can_decide", flow, Adjudicate(case), CENTRE)


def test_check_search_has_ended() -> None:
    """A search takes time; nobody has its answer before."""
    abis = ScriptedAbis(HandleAbis(), usual=timedelta(days=3))
    flow = Flow.new(matcher=Matcher(abis=abis))
    refuses("search_running", flow, MatchRecord(flow.at_the_centre(BUDI)), CENTRE)


def test_check_same_person_on_file() -> None:
    """Somebody came with another person's NIK."""
    flow = Flow.new()
    case = flow.applied(BUDI)
    flow.do(CheckFile(case))
    flow.do(CaptureBiometrics(case, biometrics(OTHER)))
    flow.do(PrepareRecord(case))
    flow.do(SendRecord(case))
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI)), CENTRE)
    flow.do(ReceiveRecord(case), CENTRE)
    refuses("same_person_on_file", flow, ConfirmOnFile(case), DINAS_OFFICER)


def test_check_blank_in_stock() -> None:
    flow = Flow.new(blanks=0)
    case = flow.matched(BUDI)
    flow.do(Forward(case, DINAS))
    refuses("no_blank", flow, OrderPrint(case), DINAS_OFFICER)


def test_check_blank_in_work() -> None:
    flow, case = reach(S.PRINT_READY_RECORD)
    refuses("blank_in_work", flow, CancelPrint(case), DINAS_OFFICER)


# -- demands -------------------------------------------------------------------------------------


def test_demand_kept_record_is_named() -> None:
    flow, case = reach(S.RECEIVED_AT_CENTRAL)
    refuses("kept_record_is_named", flow, ResolveDuplicate(case, "this"), DINAS_OFFICER)


def test_demand_old_enough() -> None:
    child = attrs.evolve(BUDI.resident, birth_date=date(2012, 5, 1))
    refuses("old_enough", Flow.new(), Apply(child, "NEW", VIA))


def test_demand_kind_fits_citizenship() -> None:
    refuses("kind_fits_citizenship", Flow.new(), Apply(BUDI.resident, "EXTENSION", VIA))


def test_demand_old_card_dealt_with() -> None:
    flow = Flow.new()
    flow.issued(BUDI)
    refuses("old_card_dealt_with", flow, Apply(BUDI.resident, "NEW", VIA))


def test_demand_via_is_known() -> None:
    refuses("office_unknown", Flow.new(), Apply(BUDI.resident, "NEW", "99.99.99"))


def test_demand_counter_officer() -> None:
    """Not even a visit is turned away by somebody who works at no counter."""
    refuses("role", Flow.new(), Apply(BUDI.resident, "NEW", VIA, frozenset()), CENTRE)


def test_demand_target_is_known() -> None:
    flow, case = reach(S.SUBMITTED)
    refuses("office_unknown", flow, Forward(case, "99.99.99"))


def test_demand_target_is_another() -> None:
    flow, case = reach(S.SUBMITTED)
    refuses("target_is_another", flow, Forward(case, KECAMATAN))


def test_demand_old_card_is_here() -> None:
    flow, case = reach(S.SUBMITTED)
    refuses("old_card_is_here", flow, DestroyOldCard(case, "BA-1"))


def test_demand_minutes_given() -> None:
    flow = Flow.new()
    flow.issued(BUDI)
    refuses("minutes_given", flow, DestroyOldCard(flow.applied(BUDI, "DAMAGED"), ""))


def test_demand_change_keeps_nik() -> None:
    flow = Flow.new()
    flow.issued(BUDI)
    case = flow.applied(BUDI, "DATA_CHANGE")
    flow.do(CheckFile(case))
    other = attrs.evolve(BUDI.resident, nik=OTHER.resident.nik)
    refuses("change_keeps_nik", flow, ConfirmOnFile(case, other), DINAS_OFFICER)


def test_demand_misprint_minutes_given() -> None:
    flow, case = reach(S.CARD_PRINTED)
    refuses("minutes_given", flow, ReportMisprint(case, "photo unclear", ""))


def test_demand_end_minutes_given() -> None:
    flow, case = reach(S.READY_FOR_PICKUP)
    refuses("minutes_given", flow, Withdraw(case))


def test_demand_loss_minutes_given() -> None:
    flow, case = reach(S.CARD_SHIPPED)
    refuses("minutes_given", flow, ReportLostCard(case, ""))


def test_demand_card_minutes_given() -> None:
    flow, case = reach(S.PICKUP_BLOCKED)
    refuses("minutes_given", flow, DestroyCard(case, ""))


def test_demand_somebody_is_informed() -> None:
    flow, case = reach(S.READY_FOR_PICKUP)
    refuses("somebody_is_informed", flow, Inform(case))


def test_demand_receipt_shown() -> None:
    flow, case = reach(S.READY_FOR_PICKUP)
    refuses("receipt_shown", flow, HandOver(case, "R0000000"))


def test_demand_suket_returned() -> None:
    flow = Flow.new()
    case = flow.printed(BUDI)
    flow.do(IssueSuket(case))
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    receipt = flow.book.case(case).file.receipt
    refuses("suket_returned", flow, HandOver(case, receipt))


def test_demand_statement_signed() -> None:
    flow, case = reach(S.COMPLETE)
    unsigned = attrs.evolve(biometrics(BUDI), statement_signed=False)
    refuses("statement_signed", flow, CaptureBiometrics(case, unsigned))


def test_demand_index_fingers_checked() -> None:
    flow, case = reach(S.COMPLETE)
    unchecked = attrs.evolve(biometrics(BUDI), index_checked=False)
    refuses("index_fingers_checked", flow, CaptureBiometrics(case, unchecked))


def test_demand_medium_is_known() -> None:
    flow, case = reach(S.PROCESSING)
    refuses("medium_is_known", flow, CopyRecord(case, "pigeon", DINAS))


def test_demand_relay_is_known() -> None:
    flow, case = reach(S.PROCESSING)
    refuses("relay_is_known", flow, CopyRecord(case, "flashdisk", "99.99.99"))


def test_demand_channel_is_known() -> None:
    flow, case = reach(S.PROCESSING)
    refuses("channel_is_known", flow, SendRecord(case, "pigeon"))


def test_demand_copied_before_sent() -> None:
    flow, case = reach(S.PROCESSING)
    refuses("copied_before_sent", flow, SendRecord(case, "flashdisk"))


def test_demand_store_keeper() -> None:
    refuses("role", Flow.new(), ReceiveBlanko("maker", DINAS, 11, 20, "SJ-2"))


# -- more of what the rules mean together --------------------------------------------------------


def test_a_second_search_asks_again_after_a_failure() -> None:
    """A failed search says nothing, and the case is matched when it is made again."""
    flow = scripted(AbisStatus.FAILED, names(OTHER))
    case = flow.matched(BUDI)
    assert flow.book.case(case).status is S.SEARCH_FAILURE_AT_CENTRAL
