"""The statuses of KTP_EL/1 as classes.

Not to be edited: it was written by
``python -m ektpflow.lifecycle.write_typed ektpflow.lifecycle.ktp_el:KTP_EL``;
`ektpflow.lifecycle.typestate` says what it is for.
"""

from __future__ import annotations

from typing import Final, Literal, overload

from ektpflow import events as e
from ektpflow.lifecycle.course import Course
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.status import Status
from ektpflow.lifecycle.typestate import Family, Standing


class Unregistered(Standing[Literal[Status.UNREGISTERED]]):
    """Not yet applied (Belum terdaftar)."""

    __slots__ = ()

    def after(self, fact: e.ApplicationSubmitted) -> Submitted:
        """Return the case after one more fact that the table allows here."""
        return Submitted(self.course.after(fact))


class Submitted(Standing[Literal[Status.SUBMITTED]]):
    """Application submitted (Permohonan diterima)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.ReceiptIssued
        | e.OldCardInvalidated
        | e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.Complained,
    ) -> Submitted: ...

    @overload
    def after(self, fact: e.FileFoundIncomplete) -> Incomplete: ...

    @overload
    def after(self, fact: e.FileCompleted) -> Complete: ...

    @overload
    def after(
        self, fact: e.ApplicationRejected | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class Incomplete(Standing[Literal[Status.INCOMPLETE]]):
    """File incomplete (Berkas belum lengkap)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.FileFoundIncomplete
        | e.ReceiptReportedLost
        | e.Complained,
    ) -> Incomplete: ...

    @overload
    def after(self, fact: e.FileCompleted) -> Complete: ...

    @overload
    def after(
        self, fact: e.ApplicationRejected | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class Complete(Standing[Literal[Status.COMPLETE]]):
    """File complete (Berkas lengkap)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.BiodataChanged
        | e.ReceiptReportedLost
        | e.Complained,
    ) -> Complete: ...

    @overload
    def after(
        self, fact: e.ApplicationRejected | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.BiometricsCaptured) -> BioCaptured: ...

    @overload
    def after(self, fact: e.UniquenessOnFile) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class BioCaptured(Standing[Literal[Status.BIO_CAPTURED]]):
    """Biometrics captured (Sudah direkam)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.RecordingProofGiven
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> BioCaptured: ...

    @overload
    def after(self, fact: e.RecordPrepared) -> Processing: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class Processing(Standing[Literal[Status.PROCESSING]]):
    """Being prepared for sending (Disiapkan untuk dikirim (Pro))."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.RecordCopied
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> Processing: ...

    @overload
    def after(self, fact: e.RecordSent) -> SentForEnrollment: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class SentForEnrollment(Standing[Literal[Status.SENT_FOR_ENROLLMENT]]):
    """Sent to the data centre (Dikirim ke pusat (SFE))."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.NikFoundOnFile
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> SentForEnrollment: ...

    @overload
    def after(
        self, fact: e.ApplicationRejected | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.RecordReceived) -> ReceivedAtCentral: ...

    @overload
    def after(self, fact: e.UniquenessOnFile) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class ReceivedAtCentral(Standing[Literal[Status.RECEIVED_AT_CENTRAL]]):
    """Received at the centre (Diterima pusat data)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> ReceivedAtCentral: ...

    @overload
    def after(self, fact: e.UniquenessConfirmed) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.DuplicateOneToOne | e.DuplicateOneToMany) -> DuplicateRecord: ...

    @overload
    def after(self, fact: e.AdjudicationRequested) -> AdjudicateRecord: ...

    @overload
    def after(self, fact: e.ValidationRequested) -> RequestValidation: ...

    @overload
    def after(self, fact: e.SearchFailed) -> SearchFailureAtCentral: ...

    @overload
    def after(self, fact: e.EnrolmentFailedAtRegional) -> EnrollFailureAtRegional: ...

    @overload
    def after(self, fact: e.EnrolmentFailedAtCentral) -> EnrollFailureAtCentral: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class EnrollFailureAtRegional(Standing[Literal[Status.ENROLL_FAILURE_AT_REGIONAL]]):
    """Recording unusable, as sent by the region (Gagal rekam di daerah)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> EnrollFailureAtRegional: ...

    @overload
    def after(self, fact: e.DeletedForResend) -> BioCaptured: ...

    @overload
    def after(self, fact: e.DeletedForRecapture) -> Complete: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class EnrollFailureAtCentral(Standing[Literal[Status.ENROLL_FAILURE_AT_CENTRAL]]):
    """Recording unusable, as judged by the centre (Gagal rekam di pusat)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> EnrollFailureAtCentral: ...

    @overload
    def after(self, fact: e.DeletedForResend) -> BioCaptured: ...

    @overload
    def after(self, fact: e.DeletedForRecapture) -> Complete: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class SearchFailureAtCentral(Standing[Literal[Status.SEARCH_FAILURE_AT_CENTRAL]]):
    """The search failed (Pencarian gagal)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> SearchFailureAtCentral: ...

    @overload
    def after(self, fact: e.SearchRetried) -> ReceivedAtCentral: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class AdjudicateRecord(Standing[Literal[Status.ADJUDICATE_RECORD]]):
    """An expert decides (Menunggu keputusan ahli)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> AdjudicateRecord: ...

    @overload
    def after(self, fact: e.DeletedForResend) -> BioCaptured: ...

    @overload
    def after(self, fact: e.DeletedForRecapture) -> Complete: ...

    @overload
    def after(self, fact: e.JudgedUnique) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.JudgedDuplicate) -> DuplicateRecord: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class RequestValidation(Standing[Literal[Status.REQUEST_VALIDATION]]):
    """Waits for validation (Menunggu validasi)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> RequestValidation: ...

    @overload
    def after(self, fact: e.Validated) -> ReceivedAtCentral: ...

    @overload
    def after(
        self, fact: e.ValidationRefused | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class DuplicateRecord(Standing[Literal[Status.DUPLICATE_RECORD]]):
    """Recorded more than once (Rekaman ganda (DUP))."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> DuplicateRecord: ...

    @overload
    def after(self, fact: e.ThisRecordKept) -> ReceivedAtCentral: ...

    @overload
    def after(
        self, fact: e.OtherRecordKept | e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved
    ) -> Closed: ...

    @overload
    def after(self, fact: e.DuplicateDisputed) -> AdjudicateRecord: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class PrintReadyRecord(Standing[Literal[Status.PRINT_READY_RECORD]]):
    """Unique, ready to print (Siap cetak (PRR))."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.ApplicationForwarded
        | e.ReceiptReportedLost
        | e.SuketIssued
        | e.Complained,
    ) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.ClosedAsDuplicate | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.SentForPrinting) -> SentForCardPrinting: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class SentForCardPrinting(Standing[Literal[Status.SENT_FOR_CARD_PRINTING]]):
    """Sent for printing (Dikirim ke pencetakan)."""

    __slots__ = ()

    @overload
    def after(
        self, fact: e.OldCardDestroyed | e.ReceiptReportedLost | e.SuketIssued | e.Complained
    ) -> SentForCardPrinting: ...

    @overload
    def after(
        self, fact: e.PrintCancelled | e.EncodeFailed | e.PrintFailed
    ) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.CardPersonalised) -> CardPrinted: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    @overload
    def after(self, fact: e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class CardPrinted(Standing[Literal[Status.CARD_PRINTED]]):
    """Card printed (Kartu tercetak)."""

    __slots__ = ()

    @overload
    def after(
        self, fact: e.OldCardDestroyed | e.ReceiptReportedLost | e.SuketIssued | e.Complained
    ) -> CardPrinted: ...

    @overload
    def after(self, fact: e.MisprintFound) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.DataFoundWrong) -> Complete: ...

    @overload
    def after(self, fact: e.CardsFetched) -> CardShipped: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    @overload
    def after(self, fact: e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class CardShipped(Standing[Literal[Status.CARD_SHIPPED]]):
    """Card on its way (Kartu dalam perjalanan)."""

    __slots__ = ()

    @overload
    def after(
        self, fact: e.OldCardDestroyed | e.ReceiptReportedLost | e.Complained
    ) -> CardShipped: ...

    @overload
    def after(self, fact: e.CardArrived) -> ReadyForPickup: ...

    @overload
    def after(self, fact: e.CardLostInTransit) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    @overload
    def after(self, fact: e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class ReadyForPickup(Standing[Literal[Status.READY_FOR_PICKUP]]):
    """Ready for pickup (Siap diambil)."""

    __slots__ = ()

    @overload
    def after(
        self,
        fact: e.OldCardDestroyed
        | e.KelurahanInformed
        | e.CitizenInformed
        | e.ReceiptReportedLost
        | e.OldCardTakenBack
        | e.SuketTakenBack
        | e.Complained,
    ) -> ReadyForPickup: ...

    @overload
    def after(self, fact: e.MisprintFound) -> PrintReadyRecord: ...

    @overload
    def after(self, fact: e.DataFoundWrong) -> Complete: ...

    @overload
    def after(self, fact: e.IdentityNotConfirmed | e.CardReturned) -> PickupBlocked: ...

    @overload
    def after(self, fact: e.CardIssued) -> CardIssued: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    @overload
    def after(self, fact: e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class PickupBlocked(Standing[Literal[Status.PICKUP_BLOCKED]]):
    """Hand-over blocked (Penyerahan ditahan)."""

    __slots__ = ()

    @overload
    def after(
        self, fact: e.OldCardDestroyed | e.ReceiptReportedLost | e.CardReturned | e.Complained
    ) -> PickupBlocked: ...

    @overload
    def after(self, fact: e.IdentityConfirmed) -> ReadyForPickup: ...

    @overload
    def after(self, fact: e.CardDestroyed | e.ApplicantDied | e.ApplicantMoved) -> Closed: ...

    @overload
    def after(self, fact: e.ApplicationWithdrawn) -> Withdrawn: ...

    def after(self, fact: e.CaseFact) -> AnyStanding:
        """Return the case after one more fact that the table allows here."""
        return _FAMILY.of(self.course.after(fact))


class CardIssued(Standing[Literal[Status.CARD_ISSUED]]):
    """Card handed over (Kartu diserahkan)."""

    __slots__ = ()

    def after(self, fact: e.OldCardDestroyed | e.Complained) -> CardIssued:
        """Return the case after one more fact that the table allows here."""
        return CardIssued(self.course.after(fact))


class Withdrawn(Standing[Literal[Status.WITHDRAWN]]):
    """Withdrawn (Dibatalkan pemohon)."""

    __slots__ = ()

    def after(self, fact: e.OldCardDestroyed | e.Complained) -> Withdrawn:
        """Return the case after one more fact that the table allows here."""
        return Withdrawn(self.course.after(fact))


class Closed(Standing[Literal[Status.CLOSED]]):
    """Closed without a card (Ditutup)."""

    __slots__ = ()

    def after(self, fact: e.OldCardDestroyed | e.Complained) -> Closed:
        """Return the case after one more fact that the table allows here."""
        return Closed(self.course.after(fact))


#: A case of which it is not known where it stands.
AnyStanding = (
    Unregistered
    | Submitted
    | Incomplete
    | Complete
    | BioCaptured
    | Processing
    | SentForEnrollment
    | ReceivedAtCentral
    | EnrollFailureAtRegional
    | EnrollFailureAtCentral
    | SearchFailureAtCentral
    | AdjudicateRecord
    | RequestValidation
    | DuplicateRecord
    | PrintReadyRecord
    | SentForCardPrinting
    | CardPrinted
    | CardShipped
    | ReadyForPickup
    | PickupBlocked
    | CardIssued
    | Withdrawn
    | Closed
)

_FAMILY: Final = Family[AnyStanding](
    KTP_EL,
    {
        "UNREGISTERED": Unregistered,
        "SUBMITTED": Submitted,
        "INCOMPLETE": Incomplete,
        "COMPLETE": Complete,
        "BIO_CAPTURED": BioCaptured,
        "PROCESSING": Processing,
        "SENT_FOR_ENROLLMENT": SentForEnrollment,
        "RECEIVED_AT_CENTRAL": ReceivedAtCentral,
        "ENROLL_FAILURE_AT_REGIONAL": EnrollFailureAtRegional,
        "ENROLL_FAILURE_AT_CENTRAL": EnrollFailureAtCentral,
        "SEARCH_FAILURE_AT_CENTRAL": SearchFailureAtCentral,
        "ADJUDICATE_RECORD": AdjudicateRecord,
        "REQUEST_VALIDATION": RequestValidation,
        "DUPLICATE_RECORD": DuplicateRecord,
        "PRINT_READY_RECORD": PrintReadyRecord,
        "SENT_FOR_CARD_PRINTING": SentForCardPrinting,
        "CARD_PRINTED": CardPrinted,
        "CARD_SHIPPED": CardShipped,
        "READY_FOR_PICKUP": ReadyForPickup,
        "PICKUP_BLOCKED": PickupBlocked,
        "CARD_ISSUED": CardIssued,
        "WITHDRAWN": Withdrawn,
        "CLOSED": Closed,
    },
)


def begin() -> Unregistered:
    """Return a case before its first fact."""
    return Unregistered(Course.begun(KTP_EL))


def of(course: Course) -> AnyStanding:
    """Return a course as the class of its status; its table must have these rows."""
    return _FAMILY.of(course)
