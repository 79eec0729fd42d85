"""A card from before this journal counts: nobody gets a second one beside it."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest

from ektpflow import events as e
from ektpflow.errors import Refused
from ektpflow.lifecycle import Status
from ektpflow.matching.abis import AbisStatus, HandleAbis, ScriptedAbis
from ektpflow.matching.matcher import Matcher
from ektpflow.population import Synthetic, biometrics, second_identity
from ektpflow.resident import FINGERS, IRISES, Biometrics
from ektpflow.steps import (
    Apply,
    CheckFile,
    ConfirmOnFile,
    Forward,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    Redo,
    ResolveDuplicate,
    Step,
    TakeOverRecord,
    Withdraw,
)
from flow import CENTRE, COUNTER, DINAS, DINAS_OFFICER, KECAMATAN, Flow, somebody

BUDI = somebody()
#: Budi once more, under another number from another kecamatan.
AGAIN = second_identity(BUDI, seed=1)
PAPER = "PAPER-1"
VIA = f"{KECAMATAN}.1005"


def refused(flow: Flow, step: Any, by: Any = DINAS_OFFICER) -> set[str]:
    """Expect a refusal; return the codes of its reasons."""
    with pytest.raises(Refused) as caught:
        flow.do(step, by)
    return {reason.code for reason in caught.value.reasons}


def taken_over(flow: Flow, person: Synthetic, card: str = PAPER, recording: int = 7) -> None:
    """Take a record over from before this journal."""
    flow.do(TakeOverRecord(person.resident, biometrics(person, recording=recording), card), CENTRE)


def printed_on_file(flow: Flow, case: str) -> None:
    """Walk a case whose record is on file to its card."""
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)


def unreadable_while_taken_over() -> tuple[Flow, str]:
    """Return a case whose recording failed at the centre while a record with a card came in."""
    answers = [AbisStatus.NO_HIT, AbisStatus.UNREADABLE_CENTRAL]
    abis = ScriptedAbis(HandleAbis(), {BUDI.resident.nik: answers})
    flow = Flow.new(matcher=Matcher(abis=abis))
    case = flow.at_the_centre(BUDI)
    taken_over(flow, BUDI)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is Status.ENROLL_FAILURE_AT_CENTRAL
    return flow, case


@pytest.mark.parametrize("how", ["resend", "recapture"])
def test_a_record_that_carries_a_card_is_not_deleted_when_a_recording_fails(how: Any) -> None:
    """Without it in the gallery the same body under another number would be found unique."""
    flow, case = unreadable_while_taken_over()
    assert "holds_no_card" in refused(flow, Redo(case, how))
    other = flow.matched(AGAIN, recording=2)
    assert flow.book.case(other).status is Status.DUPLICATE_RECORD


def test_whoever_cannot_be_recorded_again_gets_a_card_by_reporting_the_old_one() -> None:
    """The way out that the refusal names: withdraw, and apply for a lost or damaged card."""
    flow, case = unreadable_while_taken_over()
    flow.do(Withdraw(case))
    replaced = flow.applied(BUDI, "LOST")
    printed_on_file(flow, replaced)
    assert flow.book.record(BUDI.resident.nik).card == flow.book.case(replaced).file.card


def test_a_record_that_carries_a_card_is_not_given_up_for_another() -> None:
    """The citizen chooses, but the record that carries the card stays."""
    flow = Flow.new()
    case = flow.at_the_centre(BUDI)
    taken_over(flow, BUDI)
    other = flow.matched(AGAIN, recording=2)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is Status.DUPLICATE_RECORD
    assert "card_on_record" in refused(flow, ResolveDuplicate(case, "other"))
    assert "others_hold_no_card" in refused(flow, ResolveDuplicate(other, "this"))
    flow.do(ResolveDuplicate(other, "other"), DINAS_OFFICER)


@attrs.frozen
class Delete(Step):
    """A user's own step: it deletes a record and nothing else."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = ()
    nik: Any = None

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return the deletion."""
        return (e.RecordDeleted(*view.stamp("", at, by), self.nik, "because"),)


def test_no_step_of_ones_own_deletes_a_record_that_carries_a_card() -> None:
    """Whatever step brings the fact, the record of a card stays in the gallery."""
    flow = Flow.new()
    flow.issued(BUDI)
    assert "card_on_record" in refused(flow, Delete("", BUDI.resident.nik), CENTRE)


def test_a_record_is_not_deleted_under_its_open_case() -> None:
    """What was proved by a record that is gone would prove nothing any more."""
    flow = Flow.new()
    case = flow.ordered(BUDI)
    assert "open_case" in refused(flow, Delete("", BUDI.resident.nik), CENTRE)
    flow.do(Personalise(case), DINAS_OFFICER)


def test_the_card_of_a_record_in_doubt_is_remembered() -> None:
    """Found in doubt or not: the card is valid until it is surrendered or reported lost."""
    flow = Flow.new()
    flow.matched(AGAIN)
    taken_over(flow, BUDI)
    assert flow.book.record(BUDI.resident.nik).card == PAPER
    assert not flow.book.record(BUDI.resident.nik).print_ready
    assert "old_card_dealt_with" in refused(flow, Apply(BUDI.resident, "NEW", via=VIA), COUNTER)


def test_a_record_with_nothing_readable_is_taken_over_in_doubt() -> None:
    """Nothing was compared, so nothing was proved: a person validates it, as for every other."""
    flow = Flow.new()
    nothing = Biometrics.of("body:x#1", missing=(*FINGERS, *IRISES), because="not readable")
    flow.do(TakeOverRecord(BUDI.resident, nothing, PAPER), CENTRE)
    assert not flow.book.record(BUDI.resident.nik).print_ready
    assert flow.book._board.matcher.gallery.get(BUDI.resident.nik).handle is None


def test_nobody_is_printed_for_whose_other_number_carries_a_valid_card() -> None:
    """The search named the same person under another number, with a card that is valid."""
    flow = Flow.new()
    case = flow.matched(BUDI)
    taken_over(flow, AGAIN)
    flow.do(Forward(case, DINAS))
    assert "no_other_valid_card" in refused(flow, OrderPrint(case))
    flow.applied(AGAIN, "LOST")  # from now on that card is not valid
    flow.do(OrderPrint(case), DINAS_OFFICER)


def test_a_card_that_is_printed_already_is_not_handed_over_beside_another() -> None:
    """The other card came to light while this one waited."""
    flow = Flow.new()
    case = flow.ready(BUDI)
    taken_over(flow, AGAIN)
    receipt = flow.book.case(case).file.receipt
    assert "no_other_valid_card" in refused(flow, HandOver(case, receipt), COUNTER)


def test_who_holds_two_old_cards_must_give_up_both_for_a_new_one() -> None:
    """Two numbers, two old cards (satu orang memiliki lebih dari satu KTP): one is lost."""
    flow = Flow.new()
    taken_over(flow, BUDI)
    taken_over(flow, AGAIN, "PAPER-2", recording=8)
    case = flow.applied(BUDI, "LOST")
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    flow.do(Forward(case, DINAS))
    assert "no_other_valid_card" in refused(flow, OrderPrint(case))
    flow.applied(AGAIN, "DAMAGED")
    flow.do(OrderPrint(case), DINAS_OFFICER)


def test_a_look_alike_in_doubt_does_not_stand_in_the_way() -> None:
    """Names and dates alone accuse nobody: only what the biometric search named counts."""
    flow = Flow.new()
    case = flow.matched(BUDI)
    other = AGAIN.resident
    resident = attrs.evolve(BUDI.resident, nik=other.nik, kk=other.kk)
    taken_over(flow, attrs.evolve(AGAIN, body="body:somebody-else", resident=resident))
    assert not flow.book.record(other.nik).print_ready
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)


@pytest.mark.parametrize("whose", ["own", "another's"])
def test_a_valid_card_is_no_old_card_that_was_found(whose: str) -> None:
    """Else it would be destroyed as an old one, and count as held by nobody."""
    flow = Flow.new(blanks=10)
    other = flow.issued(somebody(3))
    case = flow.ready(BUDI)
    file = flow.book.case(case).file
    found = file.card if whose == "own" else flow.book.case(other).file.card
    codes = refused(flow, HandOver(case, file.receipt, found_card=found), COUNTER)
    assert codes == {"card_is_valid"}
