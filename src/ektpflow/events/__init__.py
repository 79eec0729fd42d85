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

The facts stand by stage, in the order of a card's life: `counter`, `recording`, `centre`,
`duplicates`, `register`, `printing`, `pickup`, `ends`, and `blanko` for the stock; `base` holds
what they share. All names are imported from here: ``from ektpflow.events import CardIssued``.

Each fact names the source of the rule behind it with its strength: S solid, P plausible, W weak.
What no source tells is called our modelling choice. "Source study" is JEHSS 7(4), 2025, 1319-1326;
"slide deck PIAK 2015" is *Verifikasi biometrik perekaman dan penghapusan rekaman duplikat*
(Direktorat PIAK, Ditjen Dukcapil); the "text of the six phases" is what several offices have
published about the way of a record.

Facts are made on the hot path and check nothing: what may happen is decided by the casebook, what
can have happened by `Application.after` and the stock ledger.
"""

from __future__ import annotations

from typing import Final

from ektpflow.events.base import CaseFact, Fact, RegisterFact, StockFact, VisitFact
from ektpflow.events.blanko import (
    BlankoConsumed,
    BlankoCounted,
    BlankoDestroyed,
    BlankoMoved,
    BlankoReceived,
    BlankoReleased,
    BlankoReserved,
    BlankoSent,
    BlankoSpoiled,
)
from ektpflow.events.centre import (
    AdjudicationRequested,
    DeletedForRecapture,
    DeletedForResend,
    DuplicateOneToMany,
    DuplicateOneToOne,
    EnrolmentFailedAtCentral,
    EnrolmentFailedAtRegional,
    Found,
    Judged,
    JudgedDuplicate,
    JudgedUnique,
    SearchFailed,
    SearchRetried,
    UniquenessConfirmed,
    Validated,
    ValidationRefused,
    ValidationRequested,
)
from ektpflow.events.counter import (
    ApplicationForwarded,
    ApplicationRejected,
    ApplicationSubmitted,
    Complained,
    FileCompleted,
    FileFoundIncomplete,
    OldCardDestroyed,
    OldCardInvalidated,
    ReceiptIssued,
    ReceiptReportedLost,
    SuketIssued,
    SuketTakenBack,
    VisitTurnedAway,
)
from ektpflow.events.duplicates import (
    ClosedAsDuplicate,
    DuplicateDisputed,
    OtherRecordKept,
    ThisRecordKept,
)
from ektpflow.events.ends import ApplicantDied, ApplicantMoved, ApplicationWithdrawn
from ektpflow.events.migration import CaseMigrated
from ektpflow.events.pickup import (
    CardArrived,
    CardDestroyed,
    CardIssued,
    CardLostInTransit,
    CardReturned,
    CardsFetched,
    CitizenInformed,
    IdentityConfirmed,
    IdentityNotConfirmed,
    KelurahanInformed,
    OldCardTakenBack,
)
from ektpflow.events.printing import (
    BiodataChanged,
    CardPersonalised,
    DataFoundWrong,
    EncodeFailed,
    MisprintFound,
    PrintCancelled,
    PrintFailed,
    SentForPrinting,
    UniquenessOnFile,
)
from ektpflow.events.recording import (
    BiometricsCaptured,
    NikFoundOnFile,
    RecordCopied,
    RecordingProofGiven,
    RecordPrepared,
    RecordReceived,
    RecordSent,
)
from ektpflow.events.register import RecordDeleted, RecordTakenOver, RecordTakenOverInDoubt

__all__ = [
    "BASES",
    "AdjudicationRequested",
    "ApplicantDied",
    "ApplicantMoved",
    "ApplicationForwarded",
    "ApplicationRejected",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "BiodataChanged",
    "BiometricsCaptured",
    "BlankoConsumed",
    "BlankoCounted",
    "BlankoDestroyed",
    "BlankoMoved",
    "BlankoReceived",
    "BlankoReleased",
    "BlankoReserved",
    "BlankoSent",
    "BlankoSpoiled",
    "CardArrived",
    "CardDestroyed",
    "CardIssued",
    "CardLostInTransit",
    "CardPersonalised",
    "CardReturned",
    "CardsFetched",
    "CaseFact",
    "CaseMigrated",
    "CitizenInformed",
    "ClosedAsDuplicate",
    "Complained",
    "DataFoundWrong",
    "DeletedForRecapture",
    "DeletedForResend",
    "DuplicateDisputed",
    "DuplicateOneToMany",
    "DuplicateOneToOne",
    "EncodeFailed",
    "EnrolmentFailedAtCentral",
    "EnrolmentFailedAtRegional",
    "Fact",
    "FileCompleted",
    "FileFoundIncomplete",
    "Found",
    "IdentityConfirmed",
    "IdentityNotConfirmed",
    "Judged",
    "JudgedDuplicate",
    "JudgedUnique",
    "KelurahanInformed",
    "MisprintFound",
    "NikFoundOnFile",
    "OldCardDestroyed",
    "OldCardInvalidated",
    "OldCardTakenBack",
    "OtherRecordKept",
    "PrintCancelled",
    "PrintFailed",
    "ReceiptIssued",
    "ReceiptReportedLost",
    "RecordCopied",
    "RecordDeleted",
    "RecordPrepared",
    "RecordReceived",
    "RecordSent",
    "RecordTakenOver",
    "RecordTakenOverInDoubt",
    "RecordingProofGiven",
    "RegisterFact",
    "SearchFailed",
    "SearchRetried",
    "SentForPrinting",
    "StockFact",
    "SuketIssued",
    "SuketTakenBack",
    "ThisRecordKept",
    "UniquenessConfirmed",
    "UniquenessOnFile",
    "Validated",
    "ValidationRefused",
    "ValidationRequested",
    "VisitFact",
    "VisitTurnedAway",
]

#: What facts share. No fact in a journal is one of these and nothing more.
BASES: Final[frozenset[type[Fact]]] = frozenset(
    {CaseFact, Fact, Found, Judged, RegisterFact, StockFact, VisitFact}
)
