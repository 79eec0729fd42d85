"""Records at the data centre: deleted as duplicates, or taken over from before this journal."""

from __future__ import annotations

from typing import ClassVar

import attrs

from ektpflow.events.base import RegisterFact
from ektpflow.evidence import MatchEvidence
from ektpflow.nik import Nik
from ektpflow.resident import Biometrics, Resident

__all__ = ["RecordDeleted", "RecordTakenOver", "RecordTakenOverInDoubt"]


@attrs.frozen
class RecordDeleted(RegisterFact):
    """The centre deleted a duplicate record at the request of the dinas.

    It may not do so of its own accord (director-general, viva 2017-09-19 and republika
    2020-11-16) [S].

    Parameters
    ----------
    record
        NIK of the record that was deleted; the number itself stays with the person for life.
    because
        Whose choice it was, in words without personal data.
    """

    because: str


@attrs.frozen
class RecordTakenOver(RegisterFact):
    """A record that existed before this journal was matched and entered as unique.

    An opening balance is not taken on trust: the record goes through the casebook's own matcher
    like every other, and only what was found unique counts as print-ready. Our modelling choice.

    Parameters
    ----------
    record
        NIK of the record.
    resident
        The biodata on file.
    biometrics
        Handles of what was recorded in its time.
    card
        Number of the card that the person holds, empty where there is none.
    evidence
        The search, with outcome ``UNIQUE``; it belongs to no application.
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
    """A record from before this journal that the matcher did not find unique.

    It is on file, so that others are matched with it, and nothing is printed from it. Our
    modelling choice.

    Parameters
    ----------
    record
        NIK of the record.
    resident
        The biodata on file.
    biometrics
        Handles of what was recorded in its time.
    card
        Number of the card that the person holds, empty where none.
    evidence
        The search, with any outcome but ``UNIQUE``.
    """

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
