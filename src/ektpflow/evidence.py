"""What a match found, bound to what was compared.

Evidence is a value that only the casebook's own matcher or panel of examiners makes; a fact that
proves uniqueness carries it. It is bound to the digest of the identity data that was compared and
to the state of the gallery it was compared with, so it proves nothing about anybody else, and
nothing about the same person after the identity data changed.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from ektpflow.nik import Nik

__all__ = [
    "Candidate",
    "Examination",
    "MatchEvidence",
    "OnFile",
    "Outcome",
    "Proof",
    "Verdict",
]


class Outcome(StrEnum):
    """How a search at the data centre ended.

    The names follow the ministry's slide deck *Verifikasi biometrik perekaman dan penghapusan
    rekaman duplikat* (Direktorat PIAK, 2015) [S].
    """

    UNIQUE = "UNIQUE"
    DUPLICATE_ONE_TO_ONE = "DUPLICATE_ONE_TO_ONE"
    DUPLICATE_ONE_TO_MANY = "DUPLICATE_ONE_TO_MANY"
    ADJUDICATE = "ADJUDICATE"
    VALIDATE = "VALIDATE"
    SEARCH_FAILED = "SEARCH_FAILED"
    UNREADABLE_REGIONAL = "UNREADABLE_REGIONAL"
    UNREADABLE_CENTRAL = "UNREADABLE_CENTRAL"


class Verdict(StrEnum):
    """What an examiner says of one pair of records."""

    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    UNDECIDED = "UNDECIDED"


@attrs.frozen
class Candidate:
    """One record on file that a search brought up.

    Parameters
    ----------
    record
        NIK of the record on file.
    weight
        Match weight of the demographic evidence, in bits (log2 of the likelihood ratio).
    biometric
        Score of the biometric search between 0 and 1, None where it named another record.
    because
        The reason in words, without personal data.
    """

    record: Nik
    weight: float
    biometric: float | None
    because: str


@attrs.frozen
class MatchEvidence:
    """The result of one search in the gallery.

    Parameters
    ----------
    case
        The case that was matched.
    record
        NIK of the record that was matched.
    identity
        Digest of the identity data that was compared.
    gallery_state
        Fingerprint of the gallery as it stood (it changes with every record).
    gallery_size
        Number of records it held.
    model
        Name and version of the weights.
    outcome
        How the search ended.
    candidates
        Records on file that came up, strongest first.
    """

    case: str
    record: Nik
    identity: str
    gallery_state: str
    gallery_size: int
    model: str
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()


@attrs.frozen
class Examination:
    """What the panel of examiners found: the record beside each candidate.

    Parameters
    ----------
    case, record, identity, gallery_state
        As in `MatchEvidence`.
    examiner
        Who examined.
    verdicts
        Candidate and verdict, in the order of the candidates.
    """

    case: str
    record: Nik
    identity: str
    gallery_state: str
    examiner: str
    verdicts: tuple[tuple[Nik, Verdict], ...]

    @property
    def all_different(self) -> bool:
        """There were candidates, and every one was found to be another person."""
        return bool(self.verdicts) and all(
            verdict is Verdict.DIFFERENT for _, verdict in self.verdicts
        )

    @property
    def same(self) -> tuple[Nik, ...]:
        """The candidates found to be the same person."""
        return tuple(nik for nik, verdict in self.verdicts if verdict is Verdict.SAME)


@attrs.frozen
class OnFile:
    """The uniqueness that rests on the record on file: for print-only applications.

    Parameters
    ----------
    case, record, identity, gallery_state
        As in `MatchEvidence`.
    proof
        Position in the journal of the fact that proved the record unique.
    """

    case: str
    record: Nik
    identity: str
    gallery_state: str
    proof: int


#: What a fact about uniqueness may rest on.
Proof = MatchEvidence | Examination | OnFile
