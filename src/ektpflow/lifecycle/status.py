"""The statuses of an application, spelt as the KTP-el system spells them.

The codes from UNREGISTERED to PRINT_READY_RECORD and the card codes are the system's own (slide
deck *Verifikasi biometrik perekaman dan penghapusan rekaman duplikat*, Direktorat PIAK 2015, and
the "six phases" text published by Sambas 2020, Kendal 2021 and others [S]; the card codes after
OpenSID [P]). Where the offices have no code, the word is ours and `Status.ours` says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, NamedTuple, NoReturn, Self

from ektpflow.errors import InvalidValue

__all__ = ["ALIASES", "AnyStatus", "OwnStatus", "Phase", "Status", "plain", "status_named"]


class Phase(StrEnum):
    """The part of the flow that a status belongs to; the value is the Indonesian label."""

    APPLICATION = "Permohonan"
    RECORDING = "Perekaman"
    CENTRE = "Pusat data"
    PRINTING = "Pencetakan"
    PICKUP = "Pengambilan"
    END = "Selesai"


class _About(NamedTuple):
    label: str
    english: str
    phase: Phase
    ours: bool = False


class Status(StrEnum):
    """Where an application stands.

    Examples
    --------
    >>> from ektpflow.lifecycle import Status
    >>> Status.PRINT_READY_RECORD.label
    'Siap cetak (PRR)'
    >>> Status.INCOMPLETE.ours
    True
    """

    UNREGISTERED = "UNREGISTERED"
    SUBMITTED = "SUBMITTED"
    INCOMPLETE = "INCOMPLETE"
    COMPLETE = "COMPLETE"
    BIO_CAPTURED = "BIO_CAPTURED"
    PROCESSING = "PROCESSING"
    SENT_FOR_ENROLLMENT = "SENT_FOR_ENROLLMENT"
    RECEIVED_AT_CENTRAL = "RECEIVED_AT_CENTRAL"
    ENROLL_FAILURE_AT_REGIONAL = "ENROLL_FAILURE_AT_REGIONAL"
    ENROLL_FAILURE_AT_CENTRAL = "ENROLL_FAILURE_AT_CENTRAL"
    SEARCH_FAILURE_AT_CENTRAL = "SEARCH_FAILURE_AT_CENTRAL"
    ADJUDICATE_RECORD = "ADJUDICATE_RECORD"
    REQUEST_VALIDATION = "REQUEST_VALIDATION"
    DUPLICATE_RECORD = "DUPLICATE_RECORD"
    PRINT_READY_RECORD = "PRINT_READY_RECORD"
    SENT_FOR_CARD_PRINTING = "SENT_FOR_CARD_PRINTING"
    CARD_PRINTED = "CARD_PRINTED"
    CARD_SHIPPED = "CARD_SHIPPED"
    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    PICKUP_BLOCKED = "PICKUP_BLOCKED"
    CARD_ISSUED = "CARD_ISSUED"
    WITHDRAWN = "WITHDRAWN"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        """The citizen's word for it, in Indonesian."""
        return _ABOUT[self].label

    @property
    def english(self) -> str:
        """The same in English."""
        return _ABOUT[self].english

    @property
    def phase(self) -> Phase:
        """The part of the flow it belongs to."""
        return _ABOUT[self].phase

    @property
    def ours(self) -> bool:
        """The word is this library's own, since the offices have none."""
        return _ABOUT[self].ours


class OwnStatus(str):
    """A status that an extension adds; like a `Status` it is its code, with words for people.

    Parameters
    ----------
    code
        Its code, in capitals.
    label
        The citizen's word for it, in Indonesian.
    english
        The same in English.
    phase
        The part of the flow it belongs to.

    Raises
    ------
    InvalidValue
        When the code is empty, is a code of the KTP-el system, or a word is missing.

    Examples
    --------
    >>> from ektpflow.lifecycle import OwnStatus, Phase
    >>> waits = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    >>> print(waits, waits.label, waits.ours)
    AT_LURAH Menunggu lurah True
    """

    __slots__ = ("english", "label", "phase")

    label: str
    english: str
    phase: Phase

    def __new__(cls, code: str, label: str, english: str, phase: Phase) -> Self:
        """Check the words and keep them with the code."""
        if not code or code in Status.__members__:
            raise InvalidValue(
                "status", repr(code), "an own status has a code that the KTP-el system has not", ""
            )
        if not (label and english):
            raise InvalidValue("status", code, "people read its word in both languages", "")
        self = super().__new__(cls, code)
        for name, value in (("label", label), ("english", english), ("phase", phase)):
            object.__setattr__(self, name, value)
        return self

    @property
    def value(self) -> str:
        """Its code."""
        return str(self)

    @property
    def ours(self) -> Literal[True]:
        """The word is no code of the KTP-el system."""
        return True

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a status is frozen; {name} cannot be set")

    def __getnewargs__(self) -> tuple[str, str, str, Phase]:  # type: ignore[override]
        return str(self), self.label, self.english, self.phase

    def __repr__(self) -> str:
        return f"<OwnStatus: {str(self)!r}>"


#: A status of the KTP-el system or of an extension.
AnyStatus = Status | OwnStatus

_A, _R, _C = Phase.APPLICATION, Phase.RECORDING, Phase.CENTRE
_P, _U, _E = Phase.PRINTING, Phase.PICKUP, Phase.END

_ABOUT: Final[dict[Status, _About]] = {
    Status.UNREGISTERED: _About("Belum terdaftar", "not yet applied", _A),
    Status.SUBMITTED: _About("Permohonan diterima", "application submitted", _A, ours=True),
    Status.INCOMPLETE: _About("Berkas belum lengkap", "file incomplete", _A, ours=True),
    Status.COMPLETE: _About("Berkas lengkap", "file complete", _A, ours=True),
    Status.BIO_CAPTURED: _About("Sudah direkam", "biometrics captured", _R),
    Status.PROCESSING: _About("Disiapkan untuk dikirim (Pro)", "being prepared for sending", _R),
    Status.SENT_FOR_ENROLLMENT: _About("Dikirim ke pusat (SFE)", "sent to the data centre", _R),
    Status.RECEIVED_AT_CENTRAL: _About("Diterima pusat data", "received at the centre", _C),
    Status.ENROLL_FAILURE_AT_REGIONAL: _About(
        "Gagal rekam di daerah", "recording unusable, as sent by the region", _C
    ),
    Status.ENROLL_FAILURE_AT_CENTRAL: _About(
        "Gagal rekam di pusat", "recording unusable, as judged by the centre", _C
    ),
    Status.SEARCH_FAILURE_AT_CENTRAL: _About("Pencarian gagal", "the search failed", _C),
    Status.ADJUDICATE_RECORD: _About("Menunggu keputusan ahli", "an expert decides", _C),
    Status.REQUEST_VALIDATION: _About("Menunggu validasi", "waits for validation", _C),
    Status.DUPLICATE_RECORD: _About("Rekaman ganda (DUP)", "recorded more than once", _C),
    Status.PRINT_READY_RECORD: _About("Siap cetak (PRR)", "unique, ready to print", _P),
    Status.SENT_FOR_CARD_PRINTING: _About("Dikirim ke pencetakan", "sent for printing", _P),
    Status.CARD_PRINTED: _About("Kartu tercetak", "card printed", _P),
    Status.CARD_SHIPPED: _About("Kartu dalam perjalanan", "card on its way", _U),
    Status.READY_FOR_PICKUP: _About("Siap diambil", "ready for pickup", _U, ours=True),
    Status.PICKUP_BLOCKED: _About("Penyerahan ditahan", "hand-over blocked", _U, ours=True),
    Status.CARD_ISSUED: _About("Kartu diserahkan", "card handed over", _E),
    Status.WITHDRAWN: _About("Dibatalkan pemohon", "withdrawn", _E, ours=True),
    Status.CLOSED: _About("Ditutup", "closed without a card", _E, ours=True),
}

#: Spellings and short codes seen in offices, to the one form used here. Pro, SFE, PRR, DUP and Efac
#: stand in the corner of a suket (Rembang 2018) [P]; EFAR, EFAC, ADJUDICATE, DUPLICATE and
#: SEARCH_FAILURE on a public dashboard of penunggalan [S]; the two kinds of duplicate in the slide
#: deck of 2015 [S]; BC in the words of an office (Kebumen 2017) [P]. "Send" and "Capture" are
#: spellings that vary between sources.
ALIASES: Final[dict[str, Status]] = {
    "BC": Status.BIO_CAPTURED,
    "BIO CAPTURE": Status.BIO_CAPTURED,
    "PRO": Status.PROCESSING,
    "SFE": Status.SENT_FOR_ENROLLMENT,
    "SEND FOR ENROLLMENT": Status.SENT_FOR_ENROLLMENT,
    "EFAR": Status.ENROLL_FAILURE_AT_REGIONAL,
    "EFAC": Status.ENROLL_FAILURE_AT_CENTRAL,
    "SEARCH FAILURE": Status.SEARCH_FAILURE_AT_CENTRAL,
    "ADJUDICATE": Status.ADJUDICATE_RECORD,
    "DUP": Status.DUPLICATE_RECORD,
    "DUPLICATE": Status.DUPLICATE_RECORD,
    "DUPLICATE ONE TO ONE": Status.DUPLICATE_RECORD,
    "DUPLICATE ONE TO MANY": Status.DUPLICATE_RECORD,
    "PRR": Status.PRINT_READY_RECORD,
}


def plain(text: str) -> str:
    """Return a code as it is compared: in capitals, with one blank for each run of _, - and blanks.

    Examples
    --------
    >>> from ektpflow.lifecycle.status import plain
    >>> plain("Sent_for  Enrollment"), plain("bio-dedupe")
    ('SENT FOR ENROLLMENT', 'BIO DEDUPE')
    """
    return " ".join(text.replace("_", " ").replace("-", " ").upper().split())


def status_named(text: str) -> Status | None:
    """Return the status that an office's spelling means, or None.

    For a vocabulary by name, with what to do about an unknown spelling, see
    `ektpflow.lifecycle.aliases.to_status`.

    Examples
    --------
    >>> from ektpflow.lifecycle import status_named
    >>> status_named("Sent for Enrollment"), status_named("prr"), status_named("PACKET_RETRY")
    (<Status.SENT_FOR_ENROLLMENT: 'SENT_FOR_ENROLLMENT'>, <Status.PRINT_READY_RECORD: 'PRINT_READY_RECORD'>, None)
    """  # noqa: E501  (a doctest's answer is one line)
    spelt = plain(text)
    found = ALIASES.get(spelt)
    if found is not None:
        return found
    code = spelt.replace(" ", "_")
    return Status(code) if code in Status.__members__ else None
