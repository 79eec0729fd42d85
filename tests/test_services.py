"""Services built on the table from outside: what they inherit, what they add, what is refused."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.application import CARD_STATUSES
from ektpflow.errors import BadFile, Refused
from ektpflow.evidence import Verdict
from ektpflow.journal import FileJournal
from ektpflow.lifecycle import KTP_EL
from ektpflow.lifecycle import Status as S
from ektpflow.matching import Matcher
from ektpflow.office import Role
from ektpflow.population import Synthetic, people, second_identity
from ektpflow.steps import (
    Adjudicate,
    Apply,
    CancelPrint,
    CheckFile,
    Complain,
    ConfirmOnFile,
    FetchCards,
    Forward,
    MatchRecord,
    OrderPrint,
    Personalise,
    ReceiveBlanko,
    Redo,
    ReportMisprint,
    ResolveDuplicate,
    Step,
    TakeIn,
    Validate,
    Withdraw,
)
from explorer.world import Memory, fork
from flow import CENTRE, CITY, COUNTER, DINAS, DINAS_OFFICER, KECAMATAN, START, Flow, somebody
from outside import example

SIGNED, CHILD = example("head_approves"), example("childs_card")
HEAD = CITY.officer(DINAS, Role.DINAS, id=SIGNED.HEAD)


# -- a head who approves each card ----------------------------------------------------------------


def signed(**more: Any) -> Flow:
    """Return a flow in the office whose head approves."""
    return Flow.new(lifecycle=SIGNED.SERVICE, guards=SIGNED.GUARDS, **more)


def test_the_office_inherits_every_promise_and_adds_its_own() -> None:
    assert SIGNED.SERVICE.invariants[: len(KTP_EL.invariants)] == KTP_EL.invariants
    assert [p.name for p in SIGNED.SERVICE.invariants][-1] == "approval of the head before a card"
    assert SIGNED.SERVICE.verify() == ()


def test_no_card_is_ordered_before_the_head_approves() -> None:
    flow = signed()
    case = flow.matched(somebody())
    flow.do(Forward(case, DINAS))
    with pytest.raises(Refused, match="SentForPrinting is possible from APPROVED_FOR_PRINTING"):
        flow.do(OrderPrint(case), DINAS_OFFICER)
    with pytest.raises(Refused, match="petugas is not the head") as no:
        flow.do(SIGNED.ApprovePrint(case, "S-1"), DINAS_OFFICER)
    assert no.value.codes == {"signed_by_the_head"}
    flow.do(SIGNED.ApprovePrint(case, "S-1"), HEAD)
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)
    assert flow.book.case(case).status is S.CARD_PRINTED


def test_a_failed_print_needs_no_second_approval_and_a_misprint_does() -> None:
    flow = signed()
    case = flow.matched(somebody())
    flow.do(Forward(case, DINAS))
    flow.do(SIGNED.ApprovePrint(case, "S-1"), HEAD)
    for step in (OrderPrint(case), Personalise(case, "print_failed"), OrderPrint(case)):
        flow.do(step, DINAS_OFFICER)
    flow.do(CancelPrint(case), DINAS_OFFICER)
    assert flow.book.case(case).status == SIGNED.APPROVED
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)
    flow.do(ReportMisprint(case, "colour", "BA-1"))
    with pytest.raises(Refused, match="possible from APPROVED_FOR_PRINTING"):
        flow.do(OrderPrint(case), DINAS_OFFICER)


def test_whoever_waits_for_the_printer_may_still_complain_and_withdraw() -> None:
    """An own status has what may happen at any time."""
    flow = signed()
    case = flow.matched(somebody())
    flow.do(SIGNED.ApprovePrint(case, "S-1"), HEAD)
    flow.do(Complain(case, "late"))
    assert flow.book.case(case).status == SIGNED.APPROVED
    flow.do(Withdraw(case))
    assert flow.book.case(case).status is S.WITHDRAWN


def test_own_facts_are_read_from_the_disk_where_their_classes_are_handed_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j.jsonl"
    flow = signed(journal=FileJournal(path, extra=SIGNED.FACTS))
    case = flow.matched(somebody())
    flow.do(SIGNED.ApprovePrint(case, "S-1"), HEAD)
    with pytest.raises(BadFile, match="extra="):
        FileJournal(path)
    again = Casebook.replay(
        FileJournal(path, extra=SIGNED.FACTS), CITY, lifecycle=SIGNED.SERVICE, guards=SIGNED.GUARDS
    )
    assert again.case(case) == flow.book.case(case)
    assert again.case(case).status == SIGNED.APPROVED


# -- the child's card -----------------------------------------------------------------------------

BORN = date(2016, 5, 4)
FIRST = people(1, seed=3, born=BORN)[0]
SECOND = second_identity(FIRST, seed=3)
PARENT = somebody(7).resident.nik
PAPERS = {person.resident.nik: "AL-1" for person in (FIRST, SECOND)}


class ChildBook(Casebook):
    """The book of an office that issues cards for children."""

    def __init__(self, city: Any, **more: Any) -> None:
        super().__init__(city, lifecycle=CHILD.KIA, guards=CHILD.GUARDS, **more)


class Registrar:
    """A panel that lays birth certificates side by side, or has none at hand."""

    tells = True

    def compare(self, a: Any, b: Any) -> Verdict:
        found: Verdict = CHILD.BirthRegister(PAPERS if self.tells else {}).compare(a, b)
        return found


def wish(person: Synthetic, **more: Any) -> Step:
    """Return a parent's application for a child."""
    via = f"{KECAMATAN}.1005"
    return CHILD.ApplyForChild(  # type: ignore[no-any-return]
        person.resident, "NEW", via, parent=PARENT, certificate="AL-1", **more
    )


def nursery() -> Flow:
    """Return a book for children with blanks in two rooms."""
    flow = Flow(ChildBook(CITY, matcher=Matcher(examiner=Registrar())))
    flow.do(ReceiveBlanko("maker", f"{DINAS}/kia", 1, 9, "SJ-1"), DINAS_OFFICER)
    flow.do(ReceiveBlanko("maker", DINAS, 101, 109, "SJ-2"), DINAS_OFFICER)
    return flow


def sent(flow: Flow, person: Synthetic = FIRST) -> str:
    """Let a child's data come to the data centre."""
    case = flow.do(wish(person)).case
    flow.do(CheckFile(case))
    flow.do(Forward(case, DINAS))
    flow.do(CHILD.SendChildRecord(case), DINAS_OFFICER)
    return case


def unique(flow: Flow, person: Synthetic = FIRST) -> str:
    """Let a child be matched."""
    case = sent(flow, person)
    for step in (MatchRecord(case), Validate(case), MatchRecord(case)):
        flow.do(step, CENTRE)
    return case


def test_nothing_is_recorded_of_a_child_and_the_promise_holds_again() -> None:
    facts = {row.event for row in CHILD.KIA.rules}
    assert not facts & {e.BiometricsCaptured, e.RecordPrepared, e.RecordSent, e.SuketIssued}
    assert CHILD.KIA.invariants == KTP_EL.invariants
    assert CHILD.KIA.verify() == ()


def test_a_card_for_children_is_for_children() -> None:
    flow = nursery()
    with pytest.raises(Refused) as no:
        flow.do(wish(somebody()))
    assert no.value.codes == {"under_age"}
    with pytest.raises(Refused) as no:
        flow.do(Apply(FIRST.resident, "NEW", f"{KECAMATAN}.1005"))
    assert no.value.codes == {"old_enough"}


def test_without_the_birth_certificate_the_parent_is_sent_home() -> None:
    flow = nursery()
    (visit,) = flow.do(wish(FIRST, documents=frozenset({"KK"}))).facts
    assert isinstance(visit, e.VisitTurnedAway)
    assert visit.missing == ("EVENT_EVIDENCE",)


def test_a_child_is_found_unique_only_after_a_person_validated_the_record() -> None:
    flow = nursery()
    case = sent(flow)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is S.REQUEST_VALIDATION
    with pytest.raises(Refused) as no:
        flow.do(CHILD.OrderChildsCard(case), DINAS_OFFICER)
    assert {"status", "no_proof"} <= no.value.codes
    flow.do(Validate(case), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).file.is_proved
    assert flow.book.case(case).file.biometrics is None


def test_a_childs_card_is_made_of_a_blank_of_its_own_room() -> None:
    flow = nursery()
    case = unique(flow)
    flow.do(OrderPrint(case), DINAS_OFFICER)  # the library's own step takes any blank of the office
    assert flow.book.case(case).file.place == DINAS
    with pytest.raises(Refused, match="blank 101 is not one for children"):
        flow.do(Personalise(case), DINAS_OFFICER)
    flow.do(CancelPrint(case), DINAS_OFFICER)
    flow.do(CHILD.OrderChildsCard(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)
    assert flow.book.case(case).file.card == "C00000001"
    assert flow.book.stock.available(DINAS) == 9


def test_without_a_blank_of_the_room_nothing_is_ordered() -> None:
    flow = Flow(ChildBook(CITY))
    flow.do(ReceiveBlanko("maker", DINAS, 101, 109, "SJ-2"), DINAS_OFFICER)
    case = unique(flow)
    with pytest.raises(Refused, match=f"no free blank in {DINAS}/kia"):
        flow.do(CHILD.OrderChildsCard(case), DINAS_OFFICER)


def test_the_card_goes_to_the_parent_who_applied() -> None:
    flow = nursery()
    case = unique(flow)
    for step in (CHILD.OrderChildsCard(case), Personalise(case)):
        flow.do(step, DINAS_OFFICER)
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    receipt = flow.book.case(case).file.receipt
    with pytest.raises(Refused) as no:
        flow.do(CHILD.HandToParent(case, receipt, somebody(8).resident.nik))
    assert no.value.codes == {"same_parent"}
    with pytest.raises(Refused) as no:
        flow.do(CHILD.HandToParent(case, "R0", PARENT))
    assert no.value.codes == {"receipt_shown"}
    flow.do(CHILD.HandToParent(case, receipt, PARENT))
    assert flow.book.case(case).status is S.CARD_ISSUED


def test_a_lost_childs_card_is_printed_again_on_the_uniqueness_on_file() -> None:
    flow = nursery()
    case = unique(flow)
    for step in (CHILD.OrderChildsCard(case), Personalise(case)):
        flow.do(step, DINAS_OFFICER)
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    flow.do(CHILD.HandToParent(case, flow.book.case(case).file.receipt, PARENT))
    lost = attrs.evolve(wish(FIRST), kind="LOST")
    case = flow.do(lost).case
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    assert flow.book.case(case).status is S.PRINT_READY_RECORD


# -- two numbers of one child, in every order -----------------------------------------------------


def children_moves(book: Casebook) -> list[tuple[Any, Any, bool]]:
    """Return every step about two applications of one child, with who does it."""
    found: list[tuple[Any, Any, bool]] = []
    if len(book.cases) < 2:
        found = [(wish(person), COUNTER, True) for person in (FIRST, SECOND)]
    for case, app in book.cases.items():
        if app.ended:
            continue
        receipt, at = app.file.receipt, CITY.officer(app.custody)
        found += [(step, at, True) for step in (CheckFile(case), Forward(case, DINAS))]
        found += [
            (step, DINAS_OFFICER, True)
            for step in (
                CHILD.SendChildRecord(case), CHILD.OrderChildsCard(case), Personalise(case),
                Redo(case, "recapture"), ConfirmOnFile(case), CancelPrint(case),
                *(ResolveDuplicate(case, keep) for keep in ("this", "other", "dispute")),
            )
        ]  # fmt: skip
        found += [(s, CENTRE, True) for s in (MatchRecord(case), Validate(case))]
        found += [(Adjudicate(case), CENTRE, tells) for tells in (True, False)]
        found += [
            (step, COUNTER, True)
            for step in (
                FetchCards(case), TakeIn(case), CHILD.HandToParent(case, receipt, PARENT),
                ReportMisprint(case, "colour", "BA-1"),
                ReportMisprint(case, "name", "BA-2", data_wrong=True),
                Withdraw(case, minutes="BA-3"),
            )
        ]  # fmt: skip
    return found


def state(book: Casebook) -> tuple[object, ...]:
    """Return all that a rule of this service can ask about."""
    gallery = book._board.matcher.gallery
    return (
        *(
            (
                app.nik, app.kind, str(app.status), app.custody, app.file.is_proved,
                app.file.validated == app.file.identity, bool(app.file.card),
                app.file.blank is None, bool(app.file.others),
            )
            for app in book.cases.values()
        ),
        *(
            (r.print_ready, bool(r.card), r.open_case, person.resident.nik in gallery)
            for person in (FIRST, SECOND)
            if (r := book.record(person.resident.nik)) is not None
        ),
    )  # fmt: skip


def live_cards(book: Casebook) -> tuple[str, ...]:
    """Return the cases whose card is in the world and valid, without asking the records."""
    return tuple(
        case
        for case, app in book.cases.items()
        if app.status in CARD_STATUSES and app.file.card not in ("", *book.journal.dead)
    )


def test_two_applications_of_one_child_never_lead_to_two_cards() -> None:
    """Every reachable state, under one number and under two."""
    panel = Registrar()
    root = ChildBook(CITY, matcher=Matcher(examiner=panel), journal=Memory(2, 0))
    root.do(ReceiveBlanko("maker", f"{DINAS}/kia", 1, 60, "SJ-1"), at=START, by=DINAS_OFFICER)
    queue, seen, cards = deque([(root, 1)]), {state(root)}, 0
    while queue:
        here, depth = queue.popleft()
        for step, by, tells in children_moves(here):
            panel.tells = tells
            after = fork(here)
            try:
                after.do(step, at=START + timedelta(minutes=depth), by=by)
            except Refused:
                continue
            live = live_cards(after)
            assert len(live) < 2, (live, [a.history for a in after.cases.values()])
            cards += len(live)
            if state(after) not in seen:
                seen.add(state(after))
                queue.append((after, depth + 1))
    print(f"{len(seen)} states, {cards} of the ways into them with a card")
    assert len(seen) > 300
    assert cards > 50
