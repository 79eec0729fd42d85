"""The stuck report: who waits, since when, how late by which clock, and what would free them."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest

from ektpflow import KTP_EL, Casebook, Status
from ektpflow.calendar import Calendar
from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.events import BiometricsCaptured, CardsFetched, FileCompleted, RecordReceived
from ektpflow.lifecycle import Clock
from ektpflow.lifecycle.ktp_el import APPLICATION
from ektpflow.lifecycle.rule import OURS
from ektpflow.office import Role, Tier
from ektpflow.population import Synthetic, biometrics
from ektpflow.steps import (
    CATALOGUE,
    CaptureBiometrics,
    CheckFile,
    Forward,
    Inform,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    SendRecord,
    TakeOverRecord,
    Withdraw,
)
from ektpflow.stuck import Waiting, as_table, stuck, stuck_in
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, KECAMATAN, Flow, somebody
from mutants.stories import reach

HOURS = Calendar.office_hours()
HOUR = timedelta(hours=1)


def report(flow: Flow, after: timedelta = timedelta(0), **more: str) -> tuple[Waiting, ...]:
    """Return the report of a flow, some time after its last step."""
    return stuck(flow.book, flow.now + after, HOURS, **more)


def the(flow: Flow, case: str, after: timedelta = timedelta(0)) -> Waiting:
    """Return the row of one case."""
    (row,) = (row for row in report(flow, after) if row.case == case)
    return row


def named(row: Waiting) -> dict[str, list[str]]:
    """Return the ways on by name, with the codes of what is in the way."""
    return {way.name: [reason.code for reason in way.reasons or ()] for way in row.ways}


def sent(flow: Flow, person: Synthetic) -> str:
    """Let somebody be recorded; the record is on its way to the data centre."""
    case = flow.applied(person)
    flow.do(CheckFile(case))
    flow.do(CaptureBiometrics(case, biometrics(person)))
    flow.do(PrepareRecord(case))
    flow.do(SendRecord(case))
    return case


def found_on_file(person: Synthetic) -> tuple[Flow, str]:
    """Let the centre find the NIK on file: an older record was taken over in the meantime."""
    flow = Flow.new()
    case = sent(flow, person)
    flow.do(TakeOverRecord(person.resident, biometrics(person, recording=2)), CENTRE)
    flow.do(ReceiveRecord(case), CENTRE)
    return flow, case


# -- who waits, and for whom -----------------------------------------------------------------------


def test_a_card_waits_for_a_blank_and_the_report_says_at_which_office() -> None:
    flow = Flow.new(blanks=0)
    case = flow.matched(somebody())
    flow.do(Forward(case, DINAS))
    assert str(the(flow, case, 2 * HOUR)) == (
        "K000001 waits in PRINT_READY_RECORD since 2026-03-02 08:17, print_ready: 2.0 h of 7.5 h "
        "spent, due 2026-03-03 08:47. Ways on: OrderPrint by PRINTER at 12.71 (refused: no free "
        "blanko at 12.71, way out: wait for a delivery (ReceiveBlanko), or borrow from another "
        "office)."
    )
    flow.do(ReceiveBlanko("maker", DINAS, 1, 1, "SJ-1"), DINAS_OFFICER)
    assert named(the(flow, case)) == {"OrderPrint": []}


def test_a_file_that_lies_at_the_kecamatan_keeps_the_dinas_from_printing() -> None:
    flow = Flow.new()
    case = flow.matched(somebody())
    row = the(flow, case)
    assert named(row) == {"OrderPrint": ["custody_at_printing_office"]}
    assert row.acts == ((Role.PRINTER, DINAS),)
    assert f"the file is still at {KECAMATAN}, way out: Forward it to {DINAS}" in str(row)


def test_a_record_whose_nik_was_found_on_file_is_told_from_one_in_transit() -> None:
    person = somebody()
    flow, case = found_on_file(person)
    row = the(flow, case, 20 * HOUR)
    assert row.status is Status.SENT_FOR_ENROLLMENT
    assert row.on_file
    assert row.stands == "SENT_FOR_ENROLLMENT (NIK found on file)"
    transit = Flow.new()
    travels = the(transit, sent(transit, person))
    assert (travels.stands, travels.on_file) == ("SENT_FOR_ENROLLMENT", False)


def test_a_record_found_on_file_is_not_received_but_what_leads_out_of_it_stands_there() -> None:
    """To be found on file once more frees nobody, though the table allows it."""
    flow, case = found_on_file(somebody())
    row = the(flow, case)
    assert named(row)["ReceiveRecord"] == ["nik_not_on_file"]
    assert named(row)["ConfirmOnFile"] == []
    leaving = {rule.event for rule in KTP_EL.table[row.status].values() if not rule.stays}
    ends = {"Withdraw", "RecordDeath", "RecordMove"}
    assert set(named(row)) | ends == {
        name for name, step in CATALOGUE.items() if leaving.intersection(step.leads_to)
    }
    assert (Role.DINAS, DINAS) in row.acts
    assert (Role.CENTRE, "pusat") not in row.acts
    again = {
        step.name: step.possible for step in flow.book.next_steps(case, at=flow.now, by=CENTRE)
    }
    assert again["ReceiveRecord"]


def test_a_record_received_after_all_is_not_told_to_be_on_file_any_more() -> None:
    """What was found belongs to the stay in which it was found."""
    flow, case = found_on_file(somebody())
    history = flow.book.case(case).history
    stamp = (case, flow.now, "x", "pusat", KTP_EL.tag)
    (before,) = stuck_in(KTP_EL, [history], flow.now, HOURS)
    (after,) = stuck_in(KTP_EL, [(*history, RecordReceived(*stamp))], flow.now, HOURS)
    assert (before.on_file, after.on_file) == (True, False)


def test_a_person_who_must_be_compared_by_an_expert_waits_for_the_adjudicator() -> None:
    flow, case = reach(Status.ADJUDICATE_RECORD)
    row = the(flow, case)
    assert ("Adjudicate", Role.ADJUDICATOR, "pusat") in {
        (way.name, way.role, way.office) for way in row.ways
    }


def test_cards_are_fetched_by_the_kecamatan_where_the_table_says_so() -> None:
    """The file lies at the dinas, above the kecamatan: it is found from where the case came in."""
    rules = [
        attrs.evolve(rule, office=Tier.KECAMATAN) if rule.event is CardsFetched else rule
        for rule in KTP_EL.rules
    ]
    flow = Flow.new(lifecycle=KTP_EL.evolve(rules=rules))
    row = the(flow, flow.printed(somebody()))
    assert ("FetchCards", KECAMATAN) in {(way.name, way.office) for way in row.ways}


def test_a_kecamatan_that_prints_is_the_one_whose_turn_it_is() -> None:
    prints = CITY.with_office(attrs.evolve(CITY.office(KECAMATAN), prints=True))
    flow = Flow(Casebook(prints))
    row = the(flow, flow.matched(somebody()))
    assert [(way.name, way.office) for way in row.ways] == [("OrderPrint", KECAMATAN)]


def test_a_city_without_an_office_whose_turn_it_would_be_names_the_role_alone() -> None:
    flow = Flow.new()
    case = flow.matched(somebody())
    closed = CITY.with_office(attrs.evolve(CITY.office(DINAS), prints=False))
    book = Casebook.replay(flow.book.journal, closed)
    (row,) = stuck(book, flow.now, HOURS)
    assert row.case == case
    assert str(row).endswith("Ways on: OrderPrint by PRINTER.")


def test_a_file_is_checked_where_it_lies_not_where_the_citizen_came_through() -> None:
    """The kelurahan has a counter too, and passed the citizen on to the kecamatan."""
    flow = Flow.new()
    row = the(flow, flow.applied(somebody()))
    assert {way.office for way in row.ways} == {KECAMATAN}


def test_cases_that_have_ended_do_not_wait() -> None:
    flow = Flow.new()
    flow.issued(somebody(0))
    flow.do(Withdraw(flow.applied(somebody(1))))
    waits = flow.applied(somebody(2))
    assert [row.case for row in report(flow)] == [waits]


def test_the_report_changes_nothing() -> None:
    flow = Flow.new()
    for number in range(3):
        flow.matched(somebody(number))
    before = (dict(flow.book.cases), flow.book.stock, flow.book.facts, flow.book.gallery_state)
    assert report(flow, 50 * HOUR) == report(flow, 50 * HOUR)
    assert before == (
        dict(flow.book.cases),
        flow.book.stock,
        flow.book.facts,
        flow.book.gallery_state,
    )


# -- since when, and by which clock ----------------------------------------------------------------


def test_what_keeps_the_status_does_not_make_the_waiting_shorter() -> None:
    flow = Flow.new()
    case = flow.ready(somebody())
    came = flow.now
    flow.do(Inform(case, citizen="phone"))
    assert the(flow, case).since == came


def test_a_case_is_measured_by_the_clock_of_its_stage_unless_another_is_named() -> None:
    flow = Flow.new()
    new, complete, printing = flow.applied(somebody(0)), flow.applied(somebody(1)), ""
    flow.do(CheckFile(complete))
    printing = flow.matched(somebody(2))
    by_stage = {row.case: row.clock.clock for row in report(flow)}
    assert by_stage == {new: "application", complete: "file_complete", printing: "print_ready"}
    assert {row.clock.clock for row in report(flow, clock="application")} == {"application"}
    assert {row.case: [clock.clock for clock in row.clocks] for row in report(flow)}[printing] == [
        "file_complete",
        "print_ready",
        "application",
    ]
    by_law = {row.case: row.clock for row in report(flow, clock="file_complete")}
    assert by_law[new] is None


def test_the_longest_overdue_stands_first_and_what_stands_still_last() -> None:
    flow = Flow.new()
    ready = flow.ready(somebody(0))
    flow.now += 30 * HOUR
    late = flow.applied(somebody(1))
    flow.now += 26 * HOUR
    later = flow.matched(somebody(2))
    fresh = flow.applied(somebody(3))
    rows = report(flow)
    assert [row.case for row in rows] == [late, fresh, later, ready]
    assert [row.overdue and row.overdue > timedelta(0) for row in rows] == [
        True,
        False,
        False,
        None,
    ]
    assert rows[0].clock.late


def test_a_clock_that_has_stopped_is_not_measured_against_any_more() -> None:
    """Recording in an hour: an office's own clock, from the complete file to the recording."""
    recording = Clock("recording", (FileCompleted,), HOUR, OURS, (BiometricsCaptured,))
    flow = Flow.new(lifecycle=KTP_EL.evolve(clocks=(APPLICATION, recording)))
    case = flow.applied(somebody())
    flow.do(CheckFile(case))
    assert the(flow, case).clock.clock == "recording"
    flow.do(CaptureBiometrics(case, biometrics(somebody())))
    assert the(flow, case).clock.clock == "application"


def test_what_is_late_is_told_with_the_moment_since_when() -> None:
    flow = Flow.new()
    case = flow.applied(somebody())
    assert str(the(flow, case, 25 * HOUR)).startswith(
        "K000001 waits in SUBMITTED since 2026-03-02 08:12, application: 25.0 h of 24.0 h spent, "
        "late by 1.0 h since 2026-03-03 08:12."
    )


def test_the_clock_of_the_office_stands_still_while_the_citizen_is_awaited() -> None:
    flow = Flow.new()
    case = flow.ready(somebody())
    row = the(flow, case, 100 * HOUR)
    assert row.clock.waiting
    assert row.overdue is None
    assert "print_ready: 0.1 h of 7.5 h spent, standing still" in str(row)


def test_a_book_is_not_asked_about_a_time_before_its_facts() -> None:
    flow = Flow.new()
    flow.applied(somebody())
    with pytest.raises(InvalidValue, match="case K000001 has a later fact"):
        stuck(flow.book, flow.now - HOUR, HOURS)


def test_a_clock_that_is_not_there_is_refused() -> None:
    flow = Flow.new()
    flow.applied(somebody())
    with pytest.raises(InvalidDefinition, match="clock 'law'"):
        report(flow, clock="law")


# -- without a casebook ----------------------------------------------------------------------------


def test_histories_alone_give_the_same_report_but_for_what_is_in_the_way() -> None:
    flow = Flow.new()
    flow.ready(somebody(0))
    flow.matched(somebody(1))
    flow.applied(somebody(2))
    flow.issued(somebody(3))
    histories = [app.history for app in flow.book.cases.values()]
    alone = stuck_in(KTP_EL, histories, flow.now + 9 * HOUR, HOURS)
    assert [attrs.evolve(row, ways=()) for row in alone] == [
        attrs.evolve(row, ways=()) for row in report(flow, 9 * HOUR)
    ]
    printing = next(row for row in alone if row.status is Status.PRINT_READY_RECORD)
    assert [
        (way.name, way.role, way.reasons) for way in printing.ways if way.role is Role.PRINTER
    ] == [("SentForPrinting", Role.PRINTER, None)]


def test_facts_after_the_moment_are_not_looked_at() -> None:
    flow = Flow.new()
    case = flow.matched(somebody())
    history = flow.book.case(case).history
    (then,) = stuck_in(KTP_EL, [history], history[3].at, HOURS)
    assert then.status is Status.BIO_CAPTURED
    assert stuck_in(KTP_EL, [history], history[0].at - HOUR, HOURS) == ()


def test_a_lifecycle_without_clocks_is_sorted_by_how_long_its_cases_wait() -> None:
    flow = Flow.new(lifecycle=KTP_EL.evolve(clocks=()))
    first, second = flow.applied(somebody(0)), flow.applied(somebody(1))
    flow.do(CheckFile(first))
    rows = report(flow)
    assert [row.case for row in rows] == [second, first]
    assert {row.clock for row in rows} == {None}
    assert "no clock runs" in str(rows[0])


def test_nobody_is_told_to_wait_for_a_death_or_a_move() -> None:
    flow = Flow.new()
    history = flow.book.case(flow.matched(somebody())).history
    for length in range(1, len(history)):
        (row,) = stuck_in(KTP_EL, [history[:length]], flow.now, HOURS)
        assert not {"ApplicantDied", "ApplicantMoved", "ApplicationWithdrawn"} & set(named(row))
        assert row.ways


# -- as a table ------------------------------------------------------------------------------------


def test_the_report_is_a_table_of_one_line_a_case() -> None:
    flow = Flow.new(blanks=0)
    case = flow.matched(somebody())
    flow.do(Forward(case, DINAS))
    table = as_table(report(flow, 30 * HOUR))
    assert table.rows == (
        (
            case,
            "PRINT_READY_RECORD",
            "2026-03-02 08:17",
            "print_ready",
            pytest.approx(12 + 1 / 60),
            pytest.approx(7.5 - 12 - 1 / 60),
            "2026-03-03 08:47",
            "PRINTER at 12.71",
            (
                "OrderPrint by PRINTER at 12.71 (refused: no free blanko at 12.71, way out: "
                "wait for a delivery (ReceiveBlanko), or borrow from another office)"
            ),
        ),
    )
    assert table.notes[0].startswith("At 2026-03-03 14:18.")


def test_a_table_of_nothing_and_of_cases_without_a_clock_can_be_made() -> None:
    assert as_table(()).rows == ()
    flow = Flow.new(lifecycle=KTP_EL.evolve(clocks=()))
    flow.applied(somebody())
    (line,) = as_table(report(flow)).rows
    assert line[3:7] == (None, None, None, None)
