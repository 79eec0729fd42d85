"""How each fact of KTP_EL is brought about: which step leads to it, and what it is given.

`WISHES` is what the machine of cases (`ektpflow.testing.case_machine`) lives on; an extension adds
wishes for its own facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

import attrs

from ektpflow import events as e
from ektpflow import steps as s
from ektpflow.application import Application
from ektpflow.casebook import Casebook, Step
from ektpflow.matching.abis import AbisAnswer, AbisHit, AbisStatus, HandleAbis
from ektpflow.nik import Nik
from ektpflow.population import Synthetic, biometrics

__all__ = ["ANSWERS", "WISHES", "Now", "SteeredAbis", "Wish"]


@attrs.frozen
class Now:
    """The moment at which a step is wished for.

    Parameters
    ----------
    book
        The casebook.
    app
        The application it is about.
    person
        Who applied.
    at
        When.
    """

    book: Casebook
    app: Application
    person: Synthetic
    at: datetime

    @property
    def case(self) -> str:
        """The case."""
        return self.app.id


#: Makes the step that leads to a fact, at a moment.
Wish = Callable[[Now], Step]


class SteeredAbis(HandleAbis):
    """A biometric search whose next answer can be set; what it was not told it answers truly.

    It never hides somebody who is on file, which would be an error of the search and no fault of
    the office; it may find somebody similar who is another person.

    Attributes
    ----------
    next_answer
        How the next search ends; None for the truth.

    Examples
    --------
    >>> from ektpflow.matching import AbisStatus
    >>> from ektpflow.population import people
    >>> from ektpflow.testing import SteeredAbis
    >>> one, two = (person.resident.nik for person in people(2, seed=1))
    >>> abis = SteeredAbis()
    >>> abis.insert(two, "body:2#1")
    >>> abis.next_answer = AbisStatus.SIMILAR
    >>> [str(abis.identify(one, "body:1#1").status) for _ in range(2)]
    ['SIMILAR', 'NO_HIT']
    """

    __slots__ = ("next_answer",)

    def __init__(self) -> None:
        super().__init__()
        self.next_answer: AbisStatus | None = None

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return the answer that was set, once, where it can be; else the truth."""
        forced, self.next_answer = self.next_answer, None
        truth = super().identify(nik, handle)
        if forced is None or forced is AbisStatus.NO_HIT:
            return truth
        if forced not in (AbisStatus.HIT, AbisStatus.SIMILAR):
            return AbisAnswer(forced)
        others = sorted(known for known in self._body if known != nik)
        hits = truth.hits or tuple(AbisHit(other, 0.6) for other in others[:1])
        return AbisAnswer(forced, hits) if hits else truth

    def copy(self) -> SteeredAbis:
        """Return one with the same recordings that goes its own way."""
        twin = SteeredAbis()
        for nik, body in self._body.items():
            twin.insert(nik, body)
        twin.next_answer = self.next_answer
        return twin


#: How the biometric search must end for a fact of the data centre.
ANSWERS: Final[Mapping[type[e.CaseFact], AbisStatus]] = MappingProxyType(
    {
        e.DuplicateOneToOne: AbisStatus.HIT,
        e.AdjudicationRequested: AbisStatus.SIMILAR,
        e.ValidationRequested: AbisStatus.NEEDS_VALIDATION,
        e.SearchFailed: AbisStatus.FAILED,
        e.EnrolmentFailedAtRegional: AbisStatus.UNREADABLE_REGIONAL,
        e.EnrolmentFailedAtCentral: AbisStatus.UNREADABLE_CENTRAL,
    }
)


def _recording(now: Now) -> Step:
    number = 1 + sum(isinstance(fact, e.BiometricsCaptured) for fact in now.app.history)
    return s.CaptureBiometrics(now.case, biometrics(now.person, recording=number))


def _sending(now: Now) -> Step:
    copied = [fact.medium for fact in now.app.history if isinstance(fact, e.RecordCopied)]
    return s.SendRecord(now.case, copied[-1] if copied else "network")


def _change(now: Now) -> Step:
    resident = now.app.resident
    return s.ConfirmOnFile(now.case, attrs.evolve(resident, name=f"{resident.name} Putra"))


def _forward(now: Now) -> Step:
    """Send the file to where it is printed, and from there back to where it came from."""
    printing = now.book.city.printing_office(now.app.custody)
    first = now.app.history[0].office
    return s.Forward(now.case, first if now.app.custody == printing else printing)


def _hand_over(now: Now) -> Step:
    file = now.app.file
    return s.HandOver(now.case, file.receipt, suket=file.suket)


#: The wish for each fact that a step about an open case leads to. The rest come with another one:
#: the receipt and the old card with `Apply`, the proof of recording with the recording, the end of
#: the other application with the choice between records.
WISHES: Final[Mapping[type[e.CaseFact], Wish]] = MappingProxyType(
    {
        e.ApplicationForwarded: _forward,
        e.FileFoundIncomplete: lambda now: s.CheckFile(now.case, ("kartu keluarga",)),
        e.FileCompleted: lambda now: s.CheckFile(now.case),
        e.ApplicationRejected: lambda now: s.RejectFile(now.case, "cannot be granted"),
        e.Complained: lambda now: s.Complain(now.case, "late"),
        e.SuketIssued: lambda now: s.IssueSuket(now.case),
        e.ReceiptReportedLost: lambda now: s.ReportLostReceipt(now.case),
        e.OldCardDestroyed: lambda now: s.DestroyOldCard(now.case, "BA-1"),
        e.BiometricsCaptured: _recording,
        e.RecordPrepared: lambda now: s.PrepareRecord(now.case),
        e.RecordCopied: lambda now: s.CopyRecord(now.case, "flashdisk", now.app.custody),
        e.RecordSent: _sending,
        e.RecordReceived: lambda now: s.ReceiveRecord(now.case),
        e.NikFoundOnFile: lambda now: s.ReceiveRecord(now.case),
        e.UniquenessConfirmed: lambda now: s.MatchRecord(now.case),
        e.DuplicateOneToOne: lambda now: s.MatchRecord(now.case),
        e.DuplicateOneToMany: lambda now: s.MatchRecord(now.case),
        e.AdjudicationRequested: lambda now: s.MatchRecord(now.case),
        e.ValidationRequested: lambda now: s.MatchRecord(now.case),
        e.SearchFailed: lambda now: s.MatchRecord(now.case),
        e.EnrolmentFailedAtRegional: lambda now: s.MatchRecord(now.case),
        e.EnrolmentFailedAtCentral: lambda now: s.MatchRecord(now.case),
        e.DeletedForResend: lambda now: s.Redo(now.case),
        e.DeletedForRecapture: lambda now: s.Redo(now.case, "recapture"),
        e.SearchRetried: lambda now: s.Retry(now.case),
        e.Validated: lambda now: s.Validate(now.case),
        e.ValidationRefused: lambda now: s.Validate(now.case, "not to be read"),
        e.JudgedUnique: lambda now: s.Adjudicate(now.case),
        e.JudgedDuplicate: lambda now: s.Adjudicate(now.case),
        e.ThisRecordKept: lambda now: s.ResolveDuplicate(now.case, "this"),
        e.OtherRecordKept: lambda now: s.ResolveDuplicate(now.case, "other"),
        e.DuplicateDisputed: lambda now: s.ResolveDuplicate(now.case, "dispute", "twins"),
        e.BiodataChanged: _change,
        e.UniquenessOnFile: lambda now: s.ConfirmOnFile(now.case),
        e.SentForPrinting: lambda now: s.OrderPrint(now.case),
        e.PrintCancelled: lambda now: s.CancelPrint(now.case),
        e.CardPersonalised: lambda now: s.Personalise(now.case),
        e.EncodeFailed: lambda now: s.Personalise(now.case, "encode_failed"),
        e.PrintFailed: lambda now: s.Personalise(now.case, "print_failed"),
        e.MisprintFound: lambda now: s.ReportMisprint(now.case, "colour", "BA-2"),
        e.DataFoundWrong: lambda now: s.ReportMisprint(now.case, "name", "BA-3", data_wrong=True),
        e.CardsFetched: lambda now: s.FetchCards(now.case),
        e.CardArrived: lambda now: s.TakeIn(now.case),
        e.CardLostInTransit: lambda now: s.ReportLostCard(now.case, "BA-4"),
        e.KelurahanInformed: lambda now: s.Inform(now.case, kelurahan=now.app.via),
        e.CitizenInformed: lambda now: s.Inform(now.case, citizen="phone"),
        e.IdentityNotConfirmed: lambda now: s.BlockPickup(now.case),
        e.IdentityConfirmed: lambda now: s.ClearPickup(now.case, "seen"),
        e.CardReturned: lambda now: s.ReturnCard(now.case),
        e.CardDestroyed: lambda now: s.DestroyCard(now.case, "BA-5"),
        e.OldCardTakenBack: lambda now: s.HandOver(
            now.case, now.app.file.receipt, suket=now.app.file.suket, found_card="PAPER-1"
        ),
        e.SuketTakenBack: _hand_over,
        e.CardIssued: _hand_over,
        e.ApplicationWithdrawn: lambda now: s.Withdraw(now.case, minutes="BA-6"),
        e.ApplicantDied: lambda now: s.RecordDeath(now.case, minutes="BA-7"),
        e.ApplicantMoved: lambda now: s.RecordMove(now.case, "12.71.21", minutes="BA-8"),
    }
)
