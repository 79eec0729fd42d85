"""An office that changes its table: the second version lets the camat approve each file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import attrs

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.journal import FileJournal
from ektpflow.lifecycle import KTP_EL, Migration, NeverWithout, OwnStatus, Phase, Rule
from ektpflow.lifecycle import Status as S
from ektpflow.office import Officer, Role
from ektpflow.population import biometrics
from ektpflow.steps import (
    CaptureBiometrics,
    CheckFile,
    Forward,
    MatchRecord,
    MigrateCase,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveRecord,
    SendRecord,
    Step,
)
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, KECAMATAN, Flow, somebody

OPEN = tuple(s for s in S if s is not S.UNREGISTERED and s not in KTP_EL.finals)
SAME = {status: status for status in OPEN}
AT_CAMAT = OwnStatus("AT_CAMAT", "Menunggu camat", "waits for the camat", Phase.APPLICATION)


@attrs.frozen
class CamatApproved(e.CaseFact):
    """The camat approved the file."""


@attrs.frozen
class SentToCamat(e.CaseFact):
    """The file lies on the camat's desk."""


APPROVAL = NeverWithout("the camat's approval before a card", (), (CamatApproved,), "makes_card")
#: The second version: a file is complete when the camat has approved it.
SECOND = KTP_EL.extend(
    "KTP_EL",
    "2",
    statuses=[AT_CAMAT],
    without_rules=["SUBMITTED + FileCompleted", "INCOMPLETE + FileCompleted"],
    add=[
        *KTP_EL.rows_like(S.SUBMITTED, AT_CAMAT, without=[e.ReceiptIssued, e.FileCompleted]),
        Rule(SentToCamat, S.SUBMITTED, AT_CAMAT, Role.COUNTER, ("custody_here",)),
        Rule(SentToCamat, S.INCOMPLETE, AT_CAMAT, Role.COUNTER, ("custody_here",)),
        Rule(CamatApproved, AT_CAMAT, S.COMPLETE, Role.COUNTER, ("by_the_camat",)),
    ],
    invariants=[APPROVAL],
)
EARLY = {S.SUBMITTED: S.SUBMITTED, S.INCOMPLETE: S.INCOMPLETE, S.COMPLETE: AT_CAMAT}
LATE = frozenset(OPEN) - set(EARLY)


#: Early cases go over, late ones finish under the table they began with.
OVER = Migration(KTP_EL, SECOND, EARLY, finish=LATE)


@attrs.frozen
class SendToCamat(Step):
    """Lay the file on the camat's desk."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (SentToCamat,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        return (SentToCamat(*view.stamp(self.case, at, by)),)


@attrs.frozen
class Approve(Step):
    """Approve the file, as the camat."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (CamatApproved,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        return (CamatApproved(*view.stamp(self.case, at, by)),)


CAMAT = CITY.officer(KECAMATAN, id="camat")
OWN = (SentToCamat, CamatApproved)


def by_the_camat(_: View, __: Application, ___: datetime, by: Officer) -> Reason | None:
    """Only the camat approves."""
    return None if by.id == "camat" else Reason("by_the_camat", f"{by.id} is not the camat")


def changed(path: Path, **other: Any) -> Casebook:
    """Return the book of an office that changed its table."""
    known: dict[str, Any] = {
        "lifecycle": SECOND, "earlier": [OVER], "guards": {"by_the_camat": by_the_camat}
    }  # fmt: skip
    return Casebook.replay(FileJournal(path, extra=OWN), CITY, **(known | other))


def begun(path: Path) -> Flow:
    """Write cases of the first version: submitted, complete, at the centre, ended."""
    flow = Flow.new(journal=FileJournal(path))
    flow.applied(somebody(0))
    flow.do(CheckFile(flow.applied(somebody(1))))
    flow.at_the_centre(somebody(2))
    flow.issued(somebody(3))
    return flow


def reopened(path: Path, **other: Any) -> Flow:
    """Begin under the first version, and open the journal again with a changed table."""
    now = begun(path).now
    return Flow(changed(path, **other), now)


def two_years(path: Path) -> Flow:
    """Begin under the first version, change the table, take two cases over, finish one of each."""
    flow = reopened(path)
    for number in (1, 2):
        flow.do(MigrateCase(f"K00000{number}"), DINAS_OFFICER)
    flow.do(Approve("K000002"), CAMAT)
    for number in (2, 3):
        name = f"K00000{number}"
        if number == 2:
            flow.do(CaptureBiometrics(name, biometrics(somebody(1))))
            flow.do(PrepareRecord(name))
            flow.do(SendRecord(name))
            flow.do(ReceiveRecord(name), CENTRE)
        flow.do(MatchRecord(name), CENTRE)
        flow.do(Forward(name, DINAS))
        flow.do(OrderPrint(name), DINAS_OFFICER)
        flow.do(Personalise(name), DINAS_OFFICER)
    flow.do(SendToCamat(flow.applied(somebody(4))))
    return flow
