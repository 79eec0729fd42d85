"""What becomes of open cases when an office changes its table in the middle of the year?

From the second version on the camat approves each file before it is complete (our modelling
choice). Early cases go over, late ones finish under the table they began with.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

import attrs

from ektpflow import KTP_EL, Casebook, Officer, Refused, Status, medan, wib
from ektpflow.board import View
from ektpflow.errors import BrokenJournal, InvalidDefinition
from ektpflow.events import CaseFact, Fact, FileCompleted, ReceiptIssued
from ektpflow.journal import MemoryJournal
from ektpflow.lifecycle import AnyStatus, Migration, NeverWithout, OwnStatus, Phase, Rule
from ektpflow.office import Role
from ektpflow.population import biometrics, people
from ektpflow.steps import (
    Apply,
    CaptureBiometrics,
    CheckFile,
    MigrateCase,
    PrepareRecord,
    Step,
)


@attrs.frozen
class FileSubmittedToCamat(CaseFact):
    """The checked file lies on the camat's desk."""


@attrs.frozen
class CamatApproved(CaseFact):
    """The camat approved the file: it is complete."""


@attrs.frozen
class ApproveFile(Step):
    """Approve the file, as the camat."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (CamatApproved,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the approval."""
        return (CamatApproved(*view.stamp(self.case, at, by)),)


S = Status
AT_CAMAT: Final = OwnStatus("AT_CAMAT", "Menunggu camat", "waits for the camat", Phase.APPLICATION)
FRESH: Final = (S.SUBMITTED, S.INCOMPLETE)
SECOND: Final = KTP_EL.extend(
    "KTP_EL",
    "2",
    statuses=[AT_CAMAT],
    without_rules=[f"{status} + FileCompleted" for status in FRESH],
    add=[
        *KTP_EL.rows_like(S.SUBMITTED, AT_CAMAT, without=[FileCompleted, ReceiptIssued]),
        *(Rule(FileSubmittedToCamat, status, AT_CAMAT, Role.COUNTER) for status in FRESH),
        Rule(CamatApproved, AT_CAMAT, S.COMPLETE, Role.COUNTER, ("custody_here",)),
    ],
    invariants=[
        NeverWithout("the camat's approval before a card", (), (CamatApproved,), "makes_card")
    ],
)
OPEN: Final = frozenset(KTP_EL.statuses) - KTP_EL.finals - {KTP_EL.initial}
EARLY: Final[dict[Status, AnyStatus]] = {
    S.SUBMITTED: S.SUBMITTED,
    S.INCOMPLETE: S.INCOMPLETE,
    S.COMPLETE: AT_CAMAT,
}


def main() -> None:
    """Begin under the first version, change the table, go on, and read both years again."""
    city, at = medan(), wib("2026-06-30 09:00")
    counter, dinas = city.officer("12.71.17"), city.officer("12.71")
    book = Casebook(city)
    cases = []
    for person in people(3, seed=21):
        wish = Apply(person.resident, "NEW", via="12.71.17.1005")
        cases.append(book.do(wish, at=at, by=counter).case)
    for case in cases[1:]:
        book.do(CheckFile(case), at=at, by=counter)
    recorded = biometrics(people(3, seed=21)[2])
    book.do(CaptureBiometrics(cases[2], recorded), at=at, by=counter)

    print("Every case goes over as it stands? The proof says no:")
    hasty = Migration(KTP_EL, SECOND, {s: s for s in OPEN})
    unsafe = [finding for finding in hasty.verify() if finding.unsafe]
    print(f"  {len(unsafe)} statuses are unsafe to go over from, the first:\n  {unsafe[0]}")
    journal = MemoryJournal(facts for _, facts in book.journal.acts())
    try:
        Casebook.replay(journal, city, lifecycle=SECOND, earlier=[hasty])
    except InvalidDefinition as no:
        print(f"  and a casebook does not open with it: {no.name}, {no.place}\n")

    over = Migration(KTP_EL, SECOND, EARLY, finish=OPEN - set(EARLY))
    print(f"{over.tag}: {len(over.verify())} findings. Where the open cases would land:")
    for landing in over.landings({name: app.history for name, app in book.cases.items()}):
        print(f"  {landing.case}  {landing.stands} -> {landing.lands or landing.reason}")

    book = Casebook.replay(journal, city, lifecycle=SECOND, earlier=[over])
    at = wib("2026-07-01 08:00")
    for case in cases:
        try:
            book.do(MigrateCase(case), at=at, by=dinas)
        except Refused as no:
            print(f"  {no}")
    book.do(ApproveFile(cases[1]), at=at, by=counter)
    book.do(PrepareRecord(cases[2]), at=at, by=counter)

    print("\nRead again, each fact by the table of its version:")
    again = Casebook.replay(journal, city, lifecycle=SECOND, earlier=[over])
    for name, app in again.cases.items():
        years = dict.fromkeys(fact.version for fact in app.history)
        print(
            f"  {name}  {app.status:<13} facts of {', '.join(years)}; goes by {app.lifecycle.tag}"
        )
    try:
        Casebook.replay(journal, city, lifecycle=SECOND)
    except BrokenJournal as no:
        print(f"  without the first table: {no.problem}")


if __name__ == "__main__":
    main()
