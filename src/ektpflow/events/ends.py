"""Ends before a card is handed over.

What was reserved is released and what was printed destroyed by facts of its own; the record at the
data centre always stays, for recording is once in a lifetime [S].
"""

from __future__ import annotations

import attrs

from ektpflow.events.base import CaseFact

__all__ = ["ApplicantDied", "ApplicantMoved", "ApplicationWithdrawn"]


@attrs.frozen
class ApplicationWithdrawn(CaseFact):
    """The citizen withdrew; the record stays: our modelling choice."""


@attrs.frozen
class ApplicantDied(CaseFact):
    """The applicant died; the record stays: our modelling choice."""


@attrs.frozen
class ApplicantMoved(CaseFact):
    """The applicant moved away; a moved-in application elsewhere joins the same record.

    Who moves in is not recorded again (Perpres 96/2018, Permendagri 108/2019 art. 20) [S]; that
    this application ends is our modelling choice.

    Parameters
    ----------
    to
        Where to: code of the region or office.
    """

    to: str
