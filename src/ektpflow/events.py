"""What has happened: frozen facts in the past tense, each with time, officer and office.

A fact is never changed and never deleted. Status, custody, stock, queues, metrics and exports are
readings of the facts, in the order in which the journal holds them.

Four families:

- `CaseFact` moves one application through the lifecycle (or keeps its status);
- `RegisterFact` changes the record of one NIK at the data centre;
- `StockFact` changes the stock of blank cards (blanko);
- `VisitFact` is a visit that led to no application.

Marks that the lifecycle's invariants rest on stand on the classes, so that an extension that adds
a fact cannot forget them in a table elsewhere: ``changes_identity``, ``proves_uniqueness``,
``makes_card``, ``enters_gallery``, ``leaves_gallery``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

import attrs

from ektpflow.evidence import Examination, MatchEvidence, OnFile
from ektpflow.kinds import Document, Kind
from ektpflow.nik import Nik
from ektpflow.resident import Biometrics, Resident


@attrs.frozen
class Fact:
    """What every fact carries.

    Parameters
    ----------
    case
        The application it belongs to; empty for stock and visits without one.
    at
        When it happened; aware.
    by
        Id of the officer who did it.
    office
        Code of the officer's office.
    version
        Name and version of the lifecycle in force (``"KTP_EL/1"``).
    """

    case: str
    at: datetime
    by: str
    office: str
    version: str


@attrs.frozen
class CaseFact(Fact):
    """A fact about one application; the lifecycle says when it may happen."""

    changes_identity: ClassVar[bool] = False
    proves_uniqueness: ClassVar[bool] = False
    makes_card: ClassVar[bool] = False
    enters_gallery: ClassVar[bool] = False
    leaves_gallery: ClassVar[bool] = False

    @property
    def proof(self) -> MatchEvidence | Examination | OnFile | None:
        """What the fact rests on, where it rests on a comparison."""
        return None


@attrs.frozen
class RegisterFact(Fact):
    """A fact about the record of one NIK at the data centre."""

    record: Nik


@attrs.frozen
class StockFact(Fact):
    """A fact about blank cards; the stock ledger says whether it can have happened."""


@attrs.frozen
class VisitFact(Fact):
    """A visit that led to no application."""


# -- at the counter ------------------------------------------------------------------------------


@attrs.frozen
class VisitTurnedAway(VisitFact):
    """The citizen was sent home: papers or the invitation were missing; no receipt was given."""

    nik: Nik
    kind: Kind
    missing: tuple[str, ...]


@attrs.frozen
class ApplicationSubmitted(CaseFact):
    """The citizen applied, directly or through the kelurahan."""

    changes_identity: ClassVar[bool] = True

    kind: Kind
    resident: Resident
    via: str
    documents: frozenset[Document]


@attrs.frozen
class ReceiptIssued(CaseFact):
    """The receipt (tanda terima) that is brought again at pickup."""

    receipt: str


@attrs.frozen
class ReceiptReportedLost(CaseFact):
    """The citizen lost the receipt and signed for it; a new number replaces it."""

    receipt: str


@attrs.frozen
class OldCardInvalidated(CaseFact):
    """The old card was surrendered, or reported lost: from now on it is not valid."""

    card: str
    how: str


@attrs.frozen
class OldCardDestroyed(CaseFact):
    """The surrendered old card was destroyed with its minutes (letter 470.13/11176/SJ, 2018)."""

    card: str
    minutes: str


@attrs.frozen
class ApplicationForwarded(CaseFact):
    """The paper file went on to another office; custody goes with it."""

    source: str
    target: str


@attrs.frozen
class FileFoundIncomplete(CaseFact):
    """Something is missing in the file."""

    missing: tuple[str, ...]


@attrs.frozen
class FileCompleted(CaseFact):
    """The officer declared the file complete: the legal clock starts (Permendagri 19/2018)."""


@attrs.frozen
class ApplicationRejected(CaseFact):
    """The application cannot be granted."""

    reason: str


@attrs.frozen
class Complained(CaseFact):
    """The citizen complained."""

    about: str


@attrs.frozen
class SuketIssued(CaseFact):
    """A temporary certificate (suket) for the time of waiting."""

    number: str
    valid_until: date


@attrs.frozen
class SuketTakenBack(CaseFact):
    """The certificate was taken back when the card was handed over."""

    number: str


# -- recording and the way to the data centre ------------------------------------------------------


@attrs.frozen
class BiometricsCaptured(CaseFact):
    """Photo, signature, fingerprints and irises were recorded and the statement was signed."""

    changes_identity: ClassVar[bool] = True

    biometrics: Biometrics


@attrs.frozen
class RecordingProofGiven(CaseFact):
    """The citizen got the proof of recording."""

    number: str


@attrs.frozen
class RecordPrepared(CaseFact):
    """The record was prepared for sending."""


@attrs.frozen
class RecordCopied(CaseFact):
    """The record was copied to a medium, or into another office's recording application."""

    medium: str
    via: str


@attrs.frozen
class RecordSent(CaseFact):
    """The record left for the data centre (for media: the relay accepted the manifest)."""

    channel: str


@attrs.frozen
class RecordReceived(CaseFact):
    """The data centre accepted the record."""


@attrs.frozen
class NikFoundOnFile(CaseFact):
    """The NIK is on file already: no biometric check runs, and the office sees no change."""


# -- matching before personalisation (pemadanan) --------------------------------------------------


@attrs.frozen
class UniquenessConfirmed(CaseFact):
    """The search found nobody else."""

    proves_uniqueness: ClassVar[bool] = True
    enters_gallery: ClassVar[bool] = True

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class DuplicateOneToOne(CaseFact):
    """One other record belongs to this person."""

    enters_gallery: ClassVar[bool] = True

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class DuplicateOneToMany(CaseFact):
    """Several records belong to this person."""

    enters_gallery: ClassVar[bool] = True

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class AdjudicationRequested(CaseFact):
    """The machine cannot decide; a person must."""

    enters_gallery: ClassVar[bool] = True

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class ValidationRequested(CaseFact):
    """The record must be validated by a person before it can be matched."""

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class SearchFailed(CaseFact):
    """The search itself failed."""

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class EnrolmentFailedAtRegional(CaseFact):
    """The biometrics were incomplete or unreadable, as the region sent them."""

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class EnrolmentFailedAtCentral(CaseFact):
    """The biometrics were incomplete or unreadable, as the centre judged."""

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class DeletedForResend(CaseFact):
    """The centre deleted the record by NIK; it is sent again."""

    leaves_gallery: ClassVar[bool] = True


@attrs.frozen
class DeletedForRecapture(CaseFact):
    """The centre deleted the record by NIK; the person is recorded again."""

    leaves_gallery: ClassVar[bool] = True


@attrs.frozen
class SearchRetried(CaseFact):
    """The failed search is queued again."""


@attrs.frozen
class Validated(CaseFact):
    """A person validated the record; it goes back to matching."""


@attrs.frozen
class ValidationRefused(CaseFact):
    """Validation was refused."""

    reason: str


@attrs.frozen
class JudgedUnique(CaseFact):
    """The panel found every candidate to be another person."""

    proves_uniqueness: ClassVar[bool] = True

    examination: Examination

    @property
    def proof(self) -> Examination:
        """What the fact rests on."""
        return self.examination


@attrs.frozen
class JudgedDuplicate(CaseFact):
    """The panel found a candidate to be the same person."""

    examination: Examination

    @property
    def proof(self) -> Examination:
        """What the fact rests on."""
        return self.examination


@attrs.frozen
class ThisRecordKept(CaseFact):
    """The citizen chose this record; the others are deleted and it is matched again."""

    deleted: tuple[Nik, ...]


@attrs.frozen
class OtherRecordKept(CaseFact):
    """The citizen chose another record; this application ends, a print-only case may follow."""

    kept: Nik


@attrs.frozen
class DuplicateDisputed(CaseFact):
    """The citizen disputes the finding (twins, contact lenses): the panel decides."""

    ground: str


@attrs.frozen
class ClosedAsDuplicate(CaseFact):
    """The application ended because its record was deleted in favour of another."""

    kept: Nik


@attrs.frozen
class RecordDeleted(RegisterFact):
    """The centre deleted a duplicate record at the request of the dinas."""

    because: str


@attrs.frozen
class RecordTakenOver(RegisterFact):
    """A record that existed before this journal was matched and entered as unique.

    An opening balance is not taken on trust: the record goes through the casebook's own matcher
    like every other, and only what was found unique counts as print-ready.
    """

    proves_uniqueness: ClassVar[bool] = True

    resident: Resident
    biometrics: Biometrics
    card: str
    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class RecordTakenOverInDoubt(RegisterFact):
    """A record from before this journal that the matcher did not find unique."""

    resident: Resident
    biometrics: Biometrics
    card: str
    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence

    @property
    def named(self) -> tuple[Nik, ...]:
        """The records that the biometric search named; likeness of biodata accuses nobody."""
        return tuple(c.record for c in self.evidence.candidates if c.biometric is not None)


# -- print only -----------------------------------------------------------------------------------


@attrs.frozen
class BiodataChanged(CaseFact):
    """A data element was changed on the record (UU 24/2013 art. 64(8))."""

    changes_identity: ClassVar[bool] = True

    resident: Resident


@attrs.frozen
class UniquenessOnFile(CaseFact):
    """The uniqueness rests on the print-ready record on file."""

    proves_uniqueness: ClassVar[bool] = True
    enters_gallery: ClassVar[bool] = True

    on_file: OnFile

    @property
    def proof(self) -> OnFile:
        """What the fact rests on."""
        return self.on_file


# -- printing -------------------------------------------------------------------------------------


@attrs.frozen
class SentForPrinting(CaseFact):
    """The print job was ordered and a blank reserved for it."""

    blank: int
    place: str


@attrs.frozen
class PrintCancelled(CaseFact):
    """The print job was taken back and the blank released."""

    blank: int


@attrs.frozen
class CardPersonalised(CaseFact):
    """Biodata, photo, signature and two fingerprints were written into a blank; no iris."""

    makes_card: ClassVar[bool] = True

    card: str
    blank: int
    security_code: str


@attrs.frozen
class EncodeFailed(CaseFact):
    """The chip could not be written (gagal encode)."""

    blank: int


@attrs.frozen
class PrintFailed(CaseFact):
    """The card could not be printed (gagal cetak)."""

    blank: int


@attrs.frozen
class MisprintFound(CaseFact):
    """The printed card is faulty: it is destroyed and printed again."""

    card: str
    what: str


@attrs.frozen
class DataFoundWrong(CaseFact):
    """The data on the printed card are wrong: it is destroyed, and the file opened again."""

    card: str
    what: str


# -- home, pickup ---------------------------------------------------------------------------------


@attrs.frozen
class CardsFetched(CaseFact):
    """The card left the printing office (fetched by the kecamatan, or by courier or post)."""

    card: str
    by_way_of: str


@attrs.frozen
class CardArrived(CaseFact):
    """The card is ready for pickup."""

    card: str


@attrs.frozen
class CardLostInTransit(CaseFact):
    """The card did not arrive and is written off with minutes."""

    card: str
    minutes: str


@attrs.frozen
class KelurahanInformed(CaseFact):
    """The kelurahan was told that the card is ready."""

    kelurahan: str


@attrs.frozen
class CitizenInformed(CaseFact):
    """The citizen was told that the card is ready."""

    means: str


@attrs.frozen
class IdentityNotConfirmed(CaseFact):
    """The person does not match the chip: the card is not handed over."""

    tried: str


@attrs.frozen
class IdentityConfirmed(CaseFact):
    """The doubt about the person was cleared."""

    how: str


@attrs.frozen
class CardReturned(CaseFact):
    """The card goes back to the printing office: not collected, or not this person's."""

    card: str
    why: str


@attrs.frozen
class CardDestroyed(CaseFact):
    """The returned card was destroyed with its minutes; the application ends."""

    card: str
    minutes: str


@attrs.frozen
class OldCardTakenBack(CaseFact):
    """An old card that had been reported lost was found and handed in at pickup."""

    card: str


@attrs.frozen
class CardIssued(CaseFact):
    """The card was handed over."""

    card: str
    receipt: str
    verified: str


# -- ends -----------------------------------------------------------------------------------------


@attrs.frozen
class ApplicationWithdrawn(CaseFact):
    """The citizen withdrew; the record stays."""


@attrs.frozen
class ApplicantDied(CaseFact):
    """The applicant died; the record stays."""


@attrs.frozen
class ApplicantMoved(CaseFact):
    """The applicant moved away; a moved-in case elsewhere joins the same record."""

    to: str


# -- blank cards ----------------------------------------------------------------------------------


@attrs.frozen
class BlankoSent(StockFact):
    """A consignment of blanks left a place."""

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoReceived(StockFact):
    """Blanks were received: from the maker, from transit, or handed over directly."""

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoMoved(StockFact):
    """Blanks were moved inside an office (from the store to the printer's tray)."""

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoReserved(StockFact):
    """A blank was set aside for one application."""

    place: str
    blank: int


@attrs.frozen
class BlankoReleased(StockFact):
    """A reservation was taken back."""

    place: str
    blank: int


@attrs.frozen
class BlankoConsumed(StockFact):
    """A blank became a card."""

    place: str
    blank: int


@attrs.frozen
class BlankoSpoiled(StockFact):
    """A blank or a card was spoiled."""

    place: str
    blank: int
    cause: str


@attrs.frozen
class BlankoDestroyed(StockFact):
    """A spoiled blank or an old card was destroyed, with minutes (berita acara)."""

    source: str
    blank: int
    minutes: str


@attrs.frozen
class BlankoCounted(StockFact):
    """A stock count (opname) found what the ledger expected."""

    place: str
    counted: int
    minutes: str
