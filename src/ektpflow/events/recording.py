"""Recording, and the way of the record to the data centre."""

from __future__ import annotations

from typing import ClassVar

import attrs

from ektpflow.events.base import CaseFact
from ektpflow.resident import Biometrics

__all__ = [
    "BiometricsCaptured",
    "NikFoundOnFile",
    "RecordCopied",
    "RecordPrepared",
    "RecordReceived",
    "RecordSent",
    "RecordingProofGiven",
]


@attrs.frozen
class BiometricsCaptured(CaseFact):
    """Photo, signature, fingerprints and irises were recorded and the statement was signed.

    What is recorded: Perpres 26/2009 art. 6 as amended by 35/2010 [S]. That the statement of truth
    is signed, and the recording validated by the index fingers: steps 6 and 7 of the official
    online static recording procedure [S]. It happens once in a lifetime [S].

    Parameters
    ----------
    biometrics
        Handles of what was recorded, with quality and exceptions; never a template.
    """

    changes_identity: ClassVar[bool] = True

    biometrics: Biometrics


@attrs.frozen
class RecordingProofGiven(CaseFact):
    """The citizen got the proof of recording (step 8 of the same procedure) [S].

    Parameters
    ----------
    number
        Number of the proof (``"B0000012"``; the form is our own).
    """

    number: str


@attrs.frozen
class RecordPrepared(CaseFact):
    """The record was prepared for sending (text of the six phases) [S]."""


@attrs.frozen
class RecordCopied(CaseFact):
    """The record was copied to a medium, or into another office's recording application.

    Both ways out of a network that is down stand in the source study alone [P].

    Parameters
    ----------
    medium
        ``"cd_dvd"``, ``"flashdisk"``, ``"external_disk"``, or ``"relay"`` for the recording
        application of another office.
    via
        Code of the office that takes the copy.
    """

    medium: str
    via: str


@attrs.frozen
class RecordSent(CaseFact):
    """The record left the local server for the data centre (text of the six phases) [S].

    That a copied record counts as sent when the relay accepts its manifest is our modelling
    choice.

    Parameters
    ----------
    channel
        ``"network"``, or the medium that it was copied to.
    """

    channel: str


@attrs.frozen
class RecordReceived(CaseFact):
    """The data centre accepted the record (text of the six phases) [S].

    From here on it waits to be matched.
    """


@attrs.frozen
class NikFoundOnFile(CaseFact):
    """The NIK is on file already: no biometric check runs, and the office sees no change.

    The sign at the office is that the status stays SENT_FOR_ENROLLMENT (slide deck PIAK 2015) [S].
    """
