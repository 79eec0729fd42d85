"""Can an office let its head approve each card before it is printed, so that nobody forgets it?

The extension stands outside the package: a status, two facts, two steps, a guard and a promise of
its own. That offices do so is our modelling choice; no source asks for it.
"""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final

import attrs

from ektpflow import KTP_EL, Application, Casebook, Officer, Reason, Refused, Status, medan, wib
from ektpflow.board import View
from ektpflow.errors import BadFile
from ektpflow.events import (
    CaseFact,
    EncodeFailed,
    Fact,
    PrintCancelled,
    PrintFailed,
    SentForPrinting,
)
from ektpflow.journal import FileJournal
from ektpflow.lifecycle import Basis, NeverWithout, OwnStatus, Phase, Rule, Said
from ektpflow.office import Role, Tier
from ektpflow.population import biometrics, people
from ektpflow.steps import (
    CATALOGUE,
    Apply,
    CaptureBiometrics,
    CheckFile,
    Forward,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    SendRecord,
    Step,
)

# -- what happens: facts in the past tense ---------------------------------------------------------


@attrs.frozen
class PrintApproved(CaseFact):
    """The head of Disdukcapil approved that the card is printed."""

    letter: str


@attrs.frozen
class PrintDenied(CaseFact):
    """The head of Disdukcapil denied it; the application ends, the record stays."""

    reason: str


# -- what is wished: steps in the imperative ------------------------------------------------------


@attrs.frozen
class ApprovePrint(Step):
    """Approve that the card is printed."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (PrintApproved,)

    letter: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the approval."""
        return (PrintApproved(*view.stamp(self.case, at, by), self.letter),)


@attrs.frozen
class DenyPrint(Step):
    """Deny that the card is printed."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (PrintDenied,)

    reason: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the denial."""
        return (PrintDenied(*view.stamp(self.case, at, by), self.reason),)


HEAD: Final = "12.71/kepala"


def signed_by_the_head(_: View, __: Application, ___: datetime, by: Officer) -> Reason | None:
    """Only the head of the office approves or denies."""
    if by.id == HEAD:
        return None
    return Reason(
        "signed_by_the_head", f"{by.id} is not the head of the office", f"let {HEAD} sign"
    )


# -- the table -------------------------------------------------------------------------------------

APPROVED: Final = OwnStatus(
    "APPROVED_FOR_PRINTING",
    "Disetujui kepala dinas",
    "approved by the head of Disdukcapil",
    Phase.PRINTING,
)
OURS: Final = Basis("the head of the office answers for each card", "ours")
_READY, _PRINTING = Status.PRINT_READY_RECORD, Status.SENT_FOR_CARD_PRINTING
#: What failed at the printer needs no second approval; what is printed anew later does.
_FAILED: Final = (EncodeFailed, PrintFailed, PrintCancelled)


def _signed(fact: type[CaseFact], target: Status | OwnStatus, says: Said) -> Rule:
    return Rule(fact, _READY, target, Role.DINAS, ("signed_by_the_head",), OURS, Tier.DINAS, says)


SERVICE: Final = KTP_EL.extend(
    "KTP_EL_SIGNED",
    "1",
    statuses=[APPROVED],
    without_rules=[
        f"{_READY} + {SentForPrinting.__name__}",
        *(f"{_PRINTING} + {fact.__name__}" for fact in _FAILED),
    ],
    add=[
        _signed(PrintApproved, APPROVED, Said("Kartu boleh dicetak.", "The card may be printed.")),
        _signed(PrintDenied, Status.CLOSED, Said("Kartu tidak dicetak.", "No card is printed.")),
        *KTP_EL.rows_like(_READY, APPROVED),
        *(Rule(fact, _PRINTING, APPROVED, Role.PRINTER, basis=OURS) for fact in _FAILED),
    ],
    invariants=[
        NeverWithout(
            "approval of the head before a card",
            since="changes_identity",
            via=(PrintApproved,),
            target="makes_card",
        )
    ],
)
FACTS: Final = (PrintApproved, PrintDenied)
GUARDS: Final = {"signed_by_the_head": signed_by_the_head}
STEPS: Final = {**CATALOGUE, "ApprovePrint": ApprovePrint, "DenyPrint": DenyPrint}


def main() -> None:
    """Run one application to its card."""
    city, now = medan(), wib("2026-03-02 08:10")
    counter, dinas, centre = (city.officer(code) for code in ("12.71.17", "12.71", "pusat"))
    head = city.officer("12.71", Role.DINAS, id=HEAD)
    person = people(1, seed=11)[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.jsonl")
        book = Casebook(
            city,
            lifecycle=SERVICE,
            guards=GUARDS,
            catalogue=STEPS,
            journal=FileJournal(path, extra=FACTS),
        )
        book.do(ReceiveBlanko("maker", "12.71", 1, 50, "SJ-1"), at=now, by=dinas)
        apply = Apply(person.resident, "NEW", via="12.71.17.1005")
        case = book.do(apply, at=now, by=counter).case
        for step, who in (
            (CheckFile(case), counter),
            (CaptureBiometrics(case, biometrics(person)), counter),
            (PrepareRecord(case), counter),
            (SendRecord(case), counter),
            (ReceiveRecord(case), centre),
            (MatchRecord(case), centre),
            (Forward(case, "12.71"), counter),
        ):
            now += timedelta(minutes=10)
            book.do(step, at=now, by=who)

        promises = [promise.name for promise in SERVICE.invariants]
        print(f"{SERVICE.tag} promises: {'; '.join(promises)}; findings: {len(SERVICE.verify())}\n")
        print("Without the approval:")
        for attempt, who in ((OrderPrint(case), dinas), (ApprovePrint(case, "S-7"), dinas)):
            try:
                book.do(attempt, at=now, by=who)
            except Refused as no:
                print(no)
        steps = book.next_steps(case, at=now, by=head)
        print(f"\nThe head may: {', '.join(step.name for step in steps if step.possible)}")

        for signed, who in (
            (ApprovePrint(case, "S-7"), head),
            (OrderPrint(case), dinas),
            (Personalise(case, "encode_failed"), dinas),
            (OrderPrint(case), dinas),
            (Personalise(case), dinas),
        ):
            now += timedelta(minutes=10)
            book.do(signed, at=now, by=who)
            status = book.case(case).status
            print(f"  {type(signed).__name__:<13} by {who.id:<15} {status} ({status.label})")

        print("\nRead again from the disk:")
        try:
            FileJournal(path)
        except BadFile as bad:
            print(f"  without extra=: {bad.problem} ({bad.hint})")
        again = Casebook.replay(
            FileJournal(path, extra=FACTS), city, lifecycle=SERVICE, guards=GUARDS
        )
        letters = [f.letter for f in again.case(case).history if isinstance(f, PrintApproved)]
        print(f"  {case}: {again.case(case).status}, approved by letter {', '.join(letters)}")


if __name__ == "__main__":
    main()
