"""Matching before personalisation (pemadanan): what the data centre found, and what came of it.

The results are those of the slide deck *Verifikasi biometrik perekaman dan penghapusan rekaman
duplikat* (Direktorat PIAK, 2015), "the deck" below. That a record enters the gallery by the very
fact that tells its result is our modelling choice: two open applications of one person then end
with one card at most, in whatever order they come.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ektpflow.events.base import CaseFact
from ektpflow.evidence import Examination, MatchEvidence

__all__ = [
    "AdjudicationRequested",
    "DeletedForRecapture",
    "DeletedForResend",
    "DuplicateOneToMany",
    "DuplicateOneToOne",
    "EnrolmentFailedAtCentral",
    "EnrolmentFailedAtRegional",
    "Found",
    "Judged",
    "JudgedDuplicate",
    "JudgedUnique",
    "SearchFailed",
    "SearchRetried",
    "UniquenessConfirmed",
    "Validated",
    "ValidationRefused",
    "ValidationRequested",
]


# -- what a search found ---------------------------------------------------------------------------


@attrs.frozen
class Found(CaseFact):
    """A search at the data centre ended; the class of the fact says how.

    Parameters
    ----------
    evidence
        What was compared with which gallery, how it ended, and the records that came up.
    """

    evidence: MatchEvidence

    @property
    def proof(self) -> MatchEvidence:
        """What the fact rests on."""
        return self.evidence


@attrs.frozen
class UniquenessConfirmed(Found):
    """The search found nobody else: PRINT_READY_RECORD in the deck [S].

    Parameters
    ----------
    evidence
        The search, with outcome ``UNIQUE`` and no candidate; bound to the identity data compared.
    """

    proves_uniqueness: ClassVar[bool] = True
    enters_gallery: ClassVar[bool] = True


@attrs.frozen
class DuplicateOneToOne(Found):
    """One other record belongs to this person: Duplicate One to One in the deck [S].

    Parameters
    ----------
    evidence
        The search, with the record that was hit as its first candidate.
    """

    enters_gallery: ClassVar[bool] = True


@attrs.frozen
class DuplicateOneToMany(Found):
    """Several records belong to this person: Duplicate One to Many in the deck [S].

    Parameters
    ----------
    evidence
        The search, with the records that were hit as its first candidates.
    """

    enters_gallery: ClassVar[bool] = True


@attrs.frozen
class AdjudicationRequested(Found):
    """The machine cannot decide; a person must.

    The fingerprints lie "between same and different", and a human expert decides (the deck; BPPT
    in court, 17 Apr 2017) [S].

    Parameters
    ----------
    evidence
        The search, with every record that the panel is to compare.
    """

    enters_gallery: ClassVar[bool] = True


@attrs.frozen
class ValidationRequested(Found):
    """The record must be validated by a person before it can be matched.

    The deck has the name REQUEST_VALIDATION [S]; what it means is told by one report [W]. That it
    is the answer to a record without anything readable is our modelling choice.

    Parameters
    ----------
    evidence
        The search that did not take place, with outcome ``VALIDATE``.
    """


@attrs.frozen
class SearchFailed(Found):
    """The search itself failed: SEARCH_FAILURE_AT_CENTRAL in the text of the six phases [S].

    Parameters
    ----------
    evidence
        The search that failed, without candidates.
    """


@attrs.frozen
class EnrolmentFailedAtRegional(Found):
    """The biometrics were incomplete or unreadable, as the region sent them (the deck) [S].

    Parameters
    ----------
    evidence
        The search that did not take place, with outcome ``UNREADABLE_REGIONAL``.
    """


@attrs.frozen
class EnrolmentFailedAtCentral(Found):
    """The biometrics were incomplete or unreadable, as the centre judged (the deck) [S].

    Offices write it "Efac" (Rembang 2018) [S].

    Parameters
    ----------
    evidence
        The search that did not take place, with outcome ``UNREADABLE_CENTRAL``.
    """


# -- the ways out of a failure ---------------------------------------------------------------------


@attrs.frozen
class DeletedForResend(CaseFact):
    """The centre deleted the record by NIK; it is sent again.

    The deck deletes, sets the record back to BIO_CAPTURED and resends it [S].
    """

    leaves_gallery: ClassVar[bool] = True


@attrs.frozen
class DeletedForRecapture(CaseFact):
    """The centre deleted the record by NIK; the person is recorded again.

    The deck deletes the record, records the person again and resends [S].
    """

    leaves_gallery: ClassVar[bool] = True


@attrs.frozen
class SearchRetried(CaseFact):
    """The failed search is queued again; no remedy is documented: our modelling choice."""


@attrs.frozen
class Validated(CaseFact):
    """A person validated the record; it goes back to matching: our modelling choice."""


@attrs.frozen
class ValidationRefused(CaseFact):
    """Validation was refused, and the application ends: our modelling choice.

    Parameters
    ----------
    reason
        Why, in words.
    """

    reason: str


# -- what the panel of experts judged --------------------------------------------------------------


@attrs.frozen
class Judged(CaseFact):
    """The panel of experts judged where the machine could not; the class of the fact says how.

    Parameters
    ----------
    examination
        The verdict on each candidate of the search.
    """

    examination: Examination

    @property
    def proof(self) -> Examination:
        """What the fact rests on."""
        return self.examination


@attrs.frozen
class JudgedUnique(Judged):
    """The panel found every candidate to be another person.

    A human expert decides (BPPT in court, 17 Apr 2017) [S].

    Parameters
    ----------
    examination
        The verdicts: ``DIFFERENT`` for each candidate, and at least one.
    """

    proves_uniqueness: ClassVar[bool] = True


@attrs.frozen
class JudgedDuplicate(Judged):
    """The panel found a candidate to be the same person.

    A human expert decides (BPPT in court, 17 Apr 2017) [S].

    Parameters
    ----------
    examination
        The verdicts: ``SAME`` for one candidate at least.
    """
