"""Small stories that together take every row of the table, and the way into every status.

A story is a plain function that returns the flow it walked; it raises where a row is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from ektpflow.lifecycle import Status
from ektpflow.matching.abis import AbisAnswer, AbisHit, AbisStatus, HandleAbis, ScriptedAbis
from ektpflow.matching.matcher import Matcher
from ektpflow.population import Synthetic, biometrics, second_identity
from ektpflow.steps import (
    Adjudicate,
    Apply,
    BlockPickup,
    CancelPrint,
    CaptureBiometrics,
    CheckFile,
    ClearPickup,
    Complain,
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
    Personalise,
    PrepareRecord,
    ReceiveRecord,
    RecordDeath,
    RecordMove,
    Redo,
    RejectFile,
    ReportLostCard,
    ReportLostReceipt,
    ReportMisprint,
    ResolveDuplicate,
    Retry,
    ReturnCard,
    SendRecord,
    TakeIn,
    TakeOverRecord,
    Validate,
    Withdraw,
)
from flow import CENTRE, COUNTER, DINAS, DINAS_OFFICER, KECAMATAN, Flow, somebody

if TYPE_CHECKING:
    from ektpflow.casebook import Casebook

Answer = AbisStatus | AbisAnswer
Story = Callable[[], Flow]
BUDI, OTHER, THIRD = somebody(0), somebody(1), somebody(2)
STORIES: Final[dict[str, Story]] = {}
S = Status


def story(function: Story) -> Story:
    """Enter a story in the registry."""
    STORIES[function.__name__] = function
    return function


def rows_taken(book: Casebook) -> Iterator[str]:
    """Yield the name of each row that the cases of a book have taken."""
    for app in book.cases.values():
        status = app.lifecycle.initial
        for fact in app.history:
            row = app.lifecycle.rule(status, type(fact))
            assert row is not None
            yield row.name
            status = row.target


def names(other: Synthetic, status: AbisStatus = AbisStatus.HIT) -> AbisAnswer:
    """Return an answer of the search that names this person's record."""
    return AbisAnswer(status, (AbisHit(other.resident.nik, 1.0),))


def scripted(*answers: Answer, more: dict[Synthetic, tuple[Answer, ...]] | None = None) -> Flow:
    """Return a flow whose biometric search answers so for Budi, and for others as told."""
    script = {BUDI.resident.nik: answers}
    script |= {person.resident.nik: told for person, told in (more or {}).items()}
    return Flow.new(matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script)))


# -- the way into every status -------------------------------------------------------------------

_ANSWERS: Final[dict[Status, Answer]] = {
    S.ENROLL_FAILURE_AT_REGIONAL: AbisStatus.UNREADABLE_REGIONAL,
    S.ENROLL_FAILURE_AT_CENTRAL: AbisStatus.UNREADABLE_CENTRAL,
    S.SEARCH_FAILURE_AT_CENTRAL: AbisStatus.FAILED,
    S.REQUEST_VALIDATION: AbisStatus.NEEDS_VALIDATION,
    S.ADJUDICATE_RECORD: names(OTHER, AbisStatus.SIMILAR),
    S.DUPLICATE_RECORD: names(OTHER),
}


def _search(status: Status) -> tuple[Answer, ...]:
    return (_ANSWERS[status],) if status in _ANSWERS else ()


def reach(
    status: Status, *, more: dict[Synthetic, tuple[Answer, ...]] | None = None
) -> tuple[Flow, str]:
    """Return a flow in which Budi's case stands in this status."""
    flow = scripted(*_search(status), more=more)
    if status is S.UNREGISTERED:
        raise AssertionError("no case is ever UNREGISTERED")
    case = flow.applied(BUDI)
    walk(flow, case, status)
    return flow, case


def reach_with_old_card(status: Status) -> tuple[Flow, str]:
    """Return a flow in which Budi surrendered his old card, and stands in this status.

    The record that he has from before the journal is in doubt, or he could not be recorded anew.
    """
    flow = scripted(AbisStatus.UNREADABLE_REGIONAL, *_search(status))
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI), "PAPER-1"), CENTRE)
    case = flow.applied(BUDI, "DAMAGED")
    assert flow.book.case(case).file.old_card == "PAPER-1"
    walk(flow, case, status)
    return flow, case


def walk(flow: Flow, case: str, status: Status) -> None:
    """Go on with Budi's fresh case until it stands in this status."""
    for step, by, after in _way(flow, case, status):
        if flow.book.case(case).status is status:
            break
        flow.do(step, by)
        assert after is None or flow.book.case(case).status is after, after
    assert flow.book.case(case).status is status, flow.book.case(case).status


def _way(flow: Flow, case: str, status: Status):
    if status is S.INCOMPLETE:
        yield CheckFile(case, ("kartu keluarga",)), COUNTER, S.INCOMPLETE
    if status is S.WITHDRAWN:
        yield Withdraw(case), COUNTER, S.WITHDRAWN
    if status is S.CLOSED:
        yield RejectFile(case, "cannot be granted"), COUNTER, S.CLOSED
    yield CheckFile(case), COUNTER, S.COMPLETE
    yield CaptureBiometrics(case, biometrics(BUDI)), COUNTER, S.BIO_CAPTURED
    yield PrepareRecord(case), COUNTER, S.PROCESSING
    yield SendRecord(case), COUNTER, S.SENT_FOR_ENROLLMENT
    yield ReceiveRecord(case), CENTRE, S.RECEIVED_AT_CENTRAL
    yield MatchRecord(case), CENTRE, status if status in _ANSWERS else S.PRINT_READY_RECORD
    yield Forward(case, DINAS), COUNTER, None
    yield OrderPrint(case), DINAS_OFFICER, S.SENT_FOR_CARD_PRINTING
    yield Personalise(case), DINAS_OFFICER, S.CARD_PRINTED
    yield FetchCards(case), COUNTER, S.CARD_SHIPPED
    yield TakeIn(case), COUNTER, S.READY_FOR_PICKUP
    if status is S.PICKUP_BLOCKED:
        yield BlockPickup(case), COUNTER, S.PICKUP_BLOCKED
    yield HandOver(case, flow.book.case(case).file.receipt), COUNTER, S.CARD_ISSUED


# -- rows that are there for many statuses -------------------------------------------------------

OPEN: Final = tuple(
    S[name]
    for name in [
        "SUBMITTED",
        "INCOMPLETE",
        "COMPLETE",
        "BIO_CAPTURED",
        "PROCESSING",
        "SENT_FOR_ENROLLMENT",
        "RECEIVED_AT_CENTRAL",
        "ENROLL_FAILURE_AT_REGIONAL",
        "ENROLL_FAILURE_AT_CENTRAL",
        "SEARCH_FAILURE_AT_CENTRAL",
        "ADJUDICATE_RECORD",
        "REQUEST_VALIDATION",
        "DUPLICATE_RECORD",
        "PRINT_READY_RECORD",
        "SENT_FOR_CARD_PRINTING",
        "CARD_PRINTED",
        "CARD_SHIPPED",
        "READY_FOR_PICKUP",
        "PICKUP_BLOCKED",
    ]
)
BEFORE_PRINT: Final = OPEN[:14]
ENDS: Final = (S.CARD_ISSUED, S.WITHDRAWN, S.CLOSED)


def withdraws(status: Status) -> Flow:
    """Let the citizen withdraw in this status."""
    flow, case = reach(status)
    flow.do(Withdraw(case, minutes="BA-1"))
    assert flow.book.case(case).status is S.WITHDRAWN
    return flow


def dies(status: Status) -> Flow:
    """Let the applicant die in this status."""
    flow, case = reach(status)
    flow.do(RecordDeath(case, minutes="BA-1"))
    assert flow.book.case(case).status is S.CLOSED
    return flow


def moves_away(status: Status) -> Flow:
    """Let the applicant move away in this status."""
    flow, case = reach(status)
    flow.do(RecordMove(case, "12.75", minutes="BA-1"))
    assert flow.book.case(case).status is S.CLOSED
    return flow


def complains(status: Status) -> Flow:
    """Let the citizen complain in this status."""
    flow, case = reach(status)
    flow.do(Complain(case, "it takes long"))
    assert flow.book.case(case).status is status
    return flow


def forwards(status: Status) -> Flow:
    """Forward the paper file in this status."""
    flow, case = reach(status)
    flow.do(Forward(case, DINAS))
    assert (flow.book.case(case).status, flow.book.case(case).custody) == (status, DINAS)
    return flow


def gets_suket(status: Status) -> Flow:
    """Give a suket in this status."""
    flow, case = reach(status)
    flow.do(IssueSuket(case))
    assert flow.book.case(case).file.suket
    return flow


def loses_receipt(status: Status) -> Flow:
    """Let the citizen lose the receipt in this status."""
    flow, case = reach(status)
    before = flow.book.case(case).file.receipt
    flow.do(ReportLostReceipt(case))
    assert flow.book.case(case).file.receipt != before
    return flow


def destroys_old_card(status: Status) -> Flow:
    """Destroy the surrendered card in this status."""
    flow, case = reach_with_old_card(status)
    flow.do(DestroyOldCard(case, "BA-1"))
    assert not flow.book.case(case).file.old_card
    return flow


def closes_as_duplicate(status: Status) -> Flow:
    """Let another case of the same person be kept while this one stands in this status."""
    flow, case = reach(status, more={THIRD: (names(BUDI),)})
    kept = flow.matched(THIRD)
    flow.do(ResolveDuplicate(kept, "this"), DINAS_OFFICER)
    assert flow.book.case(case).status is S.CLOSED
    assert flow.book.case(kept).status is S.RECEIVED_AT_CENTRAL
    return flow


#: By class of fact: the driver, and every status in which the fact may happen.
FAMILIES: Final[dict[str, tuple[Callable[[Status], Flow], tuple[Status, ...]]]] = {
    "ApplicationWithdrawn": (withdraws, OPEN),
    "ApplicantDied": (dies, OPEN),
    "ApplicantMoved": (moves_away, OPEN),
    "Complained": (complains, (*OPEN, *ENDS)),
    "ApplicationForwarded": (forwards, BEFORE_PRINT),
    "SuketIssued": (gets_suket, OPEN[3:16]),
    "ReceiptReportedLost": (loses_receipt, OPEN),
    "OldCardDestroyed": (destroys_old_card, (*OPEN, *ENDS)),
    "ClosedAsDuplicate": (closes_as_duplicate, BEFORE_PRINT),
}


@attrs.frozen
class In:
    """A driver of a family in one status; called like any other killer."""

    driver: Callable[[Status], Flow]
    status: Status

    @property
    def __name__(self) -> str:
        return f"{self.driver.__name__}({self.status})"

    def __call__(self) -> Flow:
        return self.driver(self.status)


# -- the stories ---------------------------------------------------------------------------------


@story
def a_first_card_is_issued() -> Flow:
    """Somebody applies, is recorded and takes the card home."""
    flow = Flow.new()
    case = flow.issued(BUDI)
    assert flow.book.record(BUDI.resident.nik).card == flow.book.case(case).file.card  # type: ignore[union-attr]
    return flow


@story
def a_file_is_completed_late() -> Flow:
    """Papers are found missing twice, then they are all there."""
    flow, case = reach(S.INCOMPLETE)
    flow.do(CheckFile(case, ("formulir F-1.02",)))
    flow.do(CheckFile(case))
    assert flow.book.case(case).status is S.COMPLETE
    return flow


@story
def an_incomplete_file_is_rejected() -> Flow:
    """What never becomes complete is rejected."""
    flow, case = reach(S.INCOMPLETE)
    flow.do(RejectFile(case, "the papers never came"))
    return flow


@story
def a_fresh_file_is_rejected() -> Flow:
    """What cannot be granted is rejected at once."""
    return reach(S.CLOSED)[0]


@story
def a_record_travels_on_a_flashdisk() -> Flow:
    """Where the network is down, the record is copied and carried."""
    flow, case = reach(S.PROCESSING)
    flow.do(CopyRecord(case, "flashdisk", DINAS))
    flow.do(SendRecord(case, "flashdisk"))
    assert flow.book.case(case).file.sent_by == "flashdisk"
    return flow


@story
def a_search_fails_and_is_queued_again() -> Flow:
    """A failed search is made again."""
    flow, case = reach(S.SEARCH_FAILURE_AT_CENTRAL)
    flow.do(Retry(case), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


@story
def a_record_is_validated_by_a_person() -> Flow:
    """Where nothing readable was recorded, a person validates the record."""
    flow, case = reach(S.REQUEST_VALIDATION)
    flow.do(Validate(case), CENTRE)
    assert flow.book.case(case).status is S.RECEIVED_AT_CENTRAL
    return flow


@story
def validation_is_refused() -> Flow:
    """Or the person refuses to, and the case ends."""
    flow, case = reach(S.REQUEST_VALIDATION)
    flow.do(Validate(case, "nobody knows the applicant"), CENTRE)
    assert flow.book.case(case).status is S.CLOSED
    return flow


def redone(status: Status, how: str) -> Flow:
    """Let the centre delete a record that stands in this status."""
    flow, case = reach(status)
    flow.do(Redo(case, how), DINAS_OFFICER)  # type: ignore[arg-type]
    after = S.BIO_CAPTURED if how == "resend" else S.COMPLETE
    assert flow.book.case(case).status is after
    return flow


@story
def a_regional_failure_is_sent_again() -> Flow:
    """A recording unusable as sent is sent again."""
    return redone(S.ENROLL_FAILURE_AT_REGIONAL, "resend")


@story
def a_regional_failure_is_recorded_again() -> Flow:
    """Or recorded again."""
    return redone(S.ENROLL_FAILURE_AT_REGIONAL, "recapture")


@story
def a_central_failure_is_sent_again() -> Flow:
    """A recording unusable at the centre is sent again."""
    return redone(S.ENROLL_FAILURE_AT_CENTRAL, "resend")


@story
def a_central_failure_is_recorded_again() -> Flow:
    """Or recorded again."""
    return redone(S.ENROLL_FAILURE_AT_CENTRAL, "recapture")


@story
def a_disputed_record_is_sent_again() -> Flow:
    """What the panel cannot tell is sent again."""
    return redone(S.ADJUDICATE_RECORD, "resend")


@story
def a_disputed_record_is_recorded_again() -> Flow:
    """Or recorded again."""
    return redone(S.ADJUDICATE_RECORD, "recapture")


def judged(body: str) -> tuple[Flow, str]:
    """Let the panel compare Budi with a record of this body."""
    flow = scripted(names(OTHER, AbisStatus.SIMILAR))
    flow.matched(attrs.evolve(OTHER, body=body))
    case = flow.at_the_centre(BUDI)
    flow.do(MatchRecord(case), CENTRE)
    flow.do(Adjudicate(case), CENTRE)
    return flow, case


@story
def the_panel_finds_two_people() -> Flow:
    """Similar is not the same."""
    flow, case = judged(OTHER.body)
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


@story
def the_panel_finds_one_person() -> Flow:
    """Or it is."""
    flow, case = judged(BUDI.body)
    assert flow.book.case(case).status is S.DUPLICATE_RECORD
    return flow


def recorded_twice() -> tuple[Flow, str]:
    """Let somebody be recorded under a second number."""
    flow = Flow.new()
    flow.matched(BUDI)
    case = flow.matched(second_identity(BUDI, seed=1), 2)
    assert flow.book.case(case).status is S.DUPLICATE_RECORD
    return flow, case


@story
def a_duplicate_is_kept() -> Flow:
    """The citizen keeps this record: the other goes, and this one is matched again."""
    flow, case = recorded_twice()
    flow.do(ResolveDuplicate(case, "this"), DINAS_OFFICER)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


@story
def the_other_record_is_kept() -> Flow:
    """The citizen keeps the other record: this case ends."""
    flow, case = recorded_twice()
    flow.do(ResolveDuplicate(case, "other"), DINAS_OFFICER)
    assert flow.book.case(case).status is S.CLOSED
    return flow


@story
def a_duplicate_is_disputed() -> Flow:
    """The citizen denies it: the panel decides."""
    flow, case = recorded_twice()
    flow.do(ResolveDuplicate(case, "dispute", "a twin"), DINAS_OFFICER)
    assert flow.book.case(case).status is S.ADJUDICATE_RECORD
    return flow


@story
def somebody_is_found_three_times() -> Flow:
    """One body, three numbers: a hit of one to many."""
    hits = tuple(AbisHit(person.resident.nik, 1.0) for person in (OTHER, THIRD))
    flow = scripted(AbisAnswer(AbisStatus.HIT, hits))
    flow.matched(OTHER)
    flow.matched(THIRD)
    case = flow.matched(BUDI)
    assert flow.book.case(case).status is S.DUPLICATE_RECORD
    return flow


@story
def a_damaged_card_is_replaced() -> Flow:
    """The old card is surrendered, the record on file is enough."""
    flow = Flow.new()
    flow.issued(BUDI)
    case = flow.applied(BUDI, "DAMAGED")
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    flow.do(DestroyOldCard(case, "BA-2"))
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    return flow


@story
def data_change_and_the_record_stays() -> Flow:
    """A changed name is printed from the record on file."""
    flow = Flow.new()
    flow.issued(BUDI)
    case = flow.applied(BUDI, "DATA_CHANGE")
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case, attrs.evolve(BUDI.resident, name="Budi Baru")), DINAS_OFFICER)
    assert flow.book.case(case).resident.name == "Budi Baru"
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


@story
def a_record_on_file_is_met_at_the_centre() -> Flow:
    """The record was taken over while the new one travelled: no biometric check is made."""
    flow, case = reach(S.SENT_FOR_ENROLLMENT)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI, recording=2)), CENTRE)
    flow.do(ReceiveRecord(case), CENTRE)
    assert flow.book.case(case).status is S.SENT_FOR_ENROLLMENT
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


def stranger(flow: Flow) -> str:
    """Let somebody else be recorded under Budi's number, whose own record is taken over."""
    case = flow.applied(BUDI)
    for step in (
        CheckFile(case),
        CaptureBiometrics(case, biometrics(OTHER)),
        PrepareRecord(case),
        SendRecord(case),
    ):
        flow.do(step)
    return case


def refused_on_file(flow: Flow, case: str) -> None:
    """See the record on file refused to the stranger: the way out named there is to reject."""
    reasons = flow.book.check(ConfirmOnFile(case), at=flow.now, by=DINAS_OFFICER)
    assert any("RejectFile" in reason.way_out for reason in reasons)
    flow.do(RejectFile(case, "another person's number"))
    assert flow.book.case(case).status is S.CLOSED
    assert flow.book.record(BUDI.resident.nik).print_ready  # type: ignore[union-attr]


@story
def a_stranger_with_the_nik_of_another_is_rejected() -> Flow:
    """Who was recorded under another person's number is turned away, and the record stays."""
    flow = Flow.new()
    case = stranger(flow)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI)), CENTRE)
    flow.do(ReceiveRecord(case), CENTRE)
    refused_on_file(flow, case)
    return flow


@story
def a_recorded_stranger_is_rejected_before_a_second_recording() -> Flow:
    """The same where the first recording failed and was to be made again."""
    flow = scripted(AbisStatus.UNREADABLE_REGIONAL, AbisStatus.NO_HIT)
    case = stranger(flow)
    flow.do(ReceiveRecord(case), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    flow.do(Redo(case, "recapture"), DINAS_OFFICER)
    flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI)), CENTRE)
    refused_on_file(flow, case)
    return flow


@story
def a_print_order_is_taken_back() -> Flow:
    """The blank is free again."""
    flow, case = reach(S.SENT_FOR_CARD_PRINTING)
    flow.do(CancelPrint(case), DINAS_OFFICER)
    assert not flow.book.stock.reservations
    return flow


@story
def a_chip_cannot_be_written() -> Flow:
    """The blank is spoiled, the case waits for another."""
    flow, case = reach(S.SENT_FOR_CARD_PRINTING)
    flow.do(Personalise(case, "encode_failed"), DINAS_OFFICER)
    assert flow.book.stock.on_hand("spoiled") == 1
    return flow


@story
def a_print_fails() -> Flow:
    """The same for the print."""
    flow, case = reach(S.SENT_FOR_CARD_PRINTING)
    flow.do(Personalise(case, "print_failed"), DINAS_OFFICER)
    assert flow.book.stock.on_hand("spoiled") == 1
    return flow


def faulty(status: Status, *, data_wrong: bool) -> Flow:
    """Find a card faulty in this status."""
    flow, case = reach(status)
    flow.do(ReportMisprint(case, "photo unclear", "BA-1", data_wrong=data_wrong))
    after = S.COMPLETE if data_wrong else S.PRINT_READY_RECORD
    assert flow.book.case(case).status is after
    assert flow.book.stock.on_hand("destroyed") == 1
    return flow


@story
def a_misprint_is_found_at_the_printer() -> Flow:
    """A misprint is printed again."""
    return faulty(S.CARD_PRINTED, data_wrong=False)


@story
def a_misprint_is_found_at_pickup() -> Flow:
    """Also when the citizen finds it."""
    return faulty(S.READY_FOR_PICKUP, data_wrong=False)


@story
def wrong_data_are_found_at_the_printer() -> Flow:
    """Wrong data open the file again."""
    return faulty(S.CARD_PRINTED, data_wrong=True)


@story
def wrong_data_are_found_at_pickup() -> Flow:
    """Also when the citizen finds them."""
    return faulty(S.READY_FOR_PICKUP, data_wrong=True)


@story
def a_card_is_lost_on_its_way() -> Flow:
    """It is written off and printed again."""
    flow, case = reach(S.CARD_SHIPPED)
    flow.do(ReportLostCard(case, "BA-1"))
    assert flow.book.case(case).status is S.PRINT_READY_RECORD
    return flow


@story
def kelurahan_and_citizen_are_told() -> Flow:
    """Both are told that the card is ready."""
    flow, case = reach(S.READY_FOR_PICKUP)
    facts = flow.do(Inform(case, kelurahan=f"{KECAMATAN}.1005", citizen="phone")).facts
    assert len(facts) == 2
    return flow


@story
def a_doubt_at_pickup_is_cleared() -> Flow:
    """The finger does not match, then the doubt is cleared."""
    flow, case = reach(S.PICKUP_BLOCKED)
    flow.do(ClearPickup(case, "the iris matched"))
    assert flow.book.case(case).status is S.READY_FOR_PICKUP
    return flow


@story
def a_card_that_nobody_collects_is_destroyed() -> Flow:
    """It goes back and is destroyed with minutes."""
    flow, case = reach(S.READY_FOR_PICKUP)
    flow.do(ReturnCard(case))
    flow.do(DestroyCard(case, "BA-1"))
    assert flow.book.case(case).status is S.CLOSED
    return flow


@story
def a_card_that_does_not_match_goes_back() -> Flow:
    """The finger does not match: the card goes back, and is destroyed there."""
    flow, case = reach(S.PICKUP_BLOCKED)
    flow.do(ReturnCard(case, "not this person's"))
    assert flow.book.case(case).status is S.PICKUP_BLOCKED
    flow.do(DestroyCard(case, "BA-1"))
    assert flow.book.case(case).status is S.CLOSED
    return flow


@story
def a_suket_and_a_found_card_are_handed_in() -> Flow:
    """The suket, and a card thought lost, come back for the new card."""
    flow, case = reach(S.PRINT_READY_RECORD)
    flow.do(IssueSuket(case))
    walk_on = (
        (Forward(case, DINAS), COUNTER),
        (OrderPrint(case), DINAS_OFFICER),
        (Personalise(case), DINAS_OFFICER),
        (FetchCards(case), COUNTER),
        (TakeIn(case), COUNTER),
    )
    for step, by in walk_on:
        flow.do(step, by)
    file = flow.book.case(case).file
    flow.do(HandOver(case, file.receipt, suket=file.suket, found_card="PAPER-9"))
    after = flow.book.case(case).file
    assert (after.suket, after.old_card) == ("", "PAPER-9")
    return flow


@story
def a_visit_without_papers_opens_no_case() -> Flow:
    """Who brings no papers is turned away, and nothing is opened."""
    flow = Flow.new()
    flow.do(Apply(BUDI.resident, "NEW", f"{KECAMATAN}.1005", frozenset()))
    assert not flow.book.cases
    return flow
