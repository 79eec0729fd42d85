"""At the counter: the application, its papers and its file, and what citizens ask meanwhile."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from ektpflow.events.base import CaseFact, VisitFact
from ektpflow.kinds import Document, Kind
from ektpflow.nik import Nik
from ektpflow.resident import Resident

__all__ = [
    "ApplicationForwarded",
    "ApplicationRejected",
    "ApplicationSubmitted",
    "Complained",
    "FileCompleted",
    "FileFoundIncomplete",
    "OldCardDestroyed",
    "OldCardInvalidated",
    "ReceiptIssued",
    "ReceiptReportedLost",
    "SuketIssued",
    "SuketTakenBack",
    "VisitTurnedAway",
]


@attrs.frozen
class VisitTurnedAway(VisitFact):
    """The citizen was sent home: papers were missing; no receipt was given.

    Citizens without the papers have to come back on another day (source study) [P]. That such a
    visit opens no application is our modelling choice.

    Parameters
    ----------
    nik
        Who came.
    kind
        What was wanted.
    missing
        Names of the papers that were missing (`ektpflow.kinds.Document`), sorted.
    """

    nik: Nik
    kind: Kind
    missing: tuple[str, ...]


@attrs.frozen
class ApplicationSubmitted(CaseFact):
    """The citizen applied, directly or through the kelurahan (source study) [P].

    Kinds and their papers: Perpres 96/2018 art. 14 to 22 [S].

    Parameters
    ----------
    kind
        What was applied for.
    resident
        The biodata as they stood on that day.
    via
        Code of the office through which the application came (``"12.71.17.1005"``).
    documents
        The papers that were brought.
    """

    changes_identity: ClassVar[bool] = True

    kind: Kind
    resident: Resident
    via: str
    documents: frozenset[Document]


@attrs.frozen
class ReceiptIssued(CaseFact):
    """The receipt (tanda terima) that is brought again at pickup (source study) [P].

    Parameters
    ----------
    receipt
        Number of the receipt (``"R0000012"``; the form is our own).
    """

    receipt: str


@attrs.frozen
class ReceiptReportedLost(CaseFact):
    """The citizen lost the receipt and signed for it; a new number replaces it.

    No source says what happens then: our modelling choice.

    Parameters
    ----------
    receipt
        The new number; the old one is void.
    """

    receipt: str


@attrs.frozen
class OldCardInvalidated(CaseFact):
    """The old card was surrendered, or reported lost: from now on it is not valid.

    One person holds one card (UU 24/2013 art. 63) [S]. At which moment the old one loses its
    validity is our modelling choice.

    Parameters
    ----------
    card
        Number of the old card.
    how
        ``"surrendered"``: it lies with the file and must be destroyed; or ``"reported lost"``.
    """

    card: str
    how: str


@attrs.frozen
class OldCardDestroyed(CaseFact):
    """The surrendered old card was destroyed with its minutes.

    Every destruction has its minutes (letter 470.13/11176/SJ of 13 Dec 2018) [S].

    Parameters
    ----------
    card
        Number of the old card.
    minutes
        Number of the minutes (berita acara).
    """

    card: str
    minutes: str


@attrs.frozen
class ApplicationForwarded(CaseFact):
    """The paper file went on to another office; custody goes with it.

    Files are forwarded to Disdukcapil (diteruskan; source study) [P]. That exactly one office has
    custody at every moment is our modelling choice.

    Parameters
    ----------
    source
        Code of the office that had the file.
    target
        Code of the office that has it now.
    """

    source: str
    target: str


@attrs.frozen
class FileFoundIncomplete(CaseFact):
    """Something is missing in the file.

    That citizens must bring what is missing on another day is published (source study) [P]; a
    status for the time between is our modelling choice.

    Parameters
    ----------
    missing
        What is missing, each in words.
    """

    missing: tuple[str, ...]


@attrs.frozen
class FileCompleted(CaseFact):
    """The officer declared the file complete: the legal clock starts.

    From here on the card is due within 1 to 24 hours (Permendagri 19/2018 art. 3(2)) [S]. It is
    counted from this fact, not from the day of the visit.
    """


@attrs.frozen
class ApplicationRejected(CaseFact):
    """The application cannot be granted, and ends: our modelling choice.

    Parameters
    ----------
    reason
        Why, in words.
    """

    reason: str


@attrs.frozen
class Complained(CaseFact):
    """The citizen complained (keluhan, komplain; source study) [P]. The status stays.

    Parameters
    ----------
    about
        What about, in words.
    """

    about: str


@attrs.frozen
class SuketIssued(CaseFact):
    """A temporary certificate (suket) was given for the time of waiting.

    The code of the status stands in its corner (Rembang 2018) [P]; it is valid for 6 months
    (Pekalongan 2017, Jember 2019) [S].

    Parameters
    ----------
    number
        Number of the certificate (``"S0000012"``; the form is our own).
    valid_until
        Its last day.
    """

    number: str
    valid_until: date


@attrs.frozen
class SuketTakenBack(CaseFact):
    """The certificate was taken back when the card was handed over: our modelling choice.

    Parameters
    ----------
    number
        Number of the certificate; it is the one that was out.
    """

    number: str
