"""A duplicate is resolved as the citizen asks at the dinas.

The centre may not delete a duplicate of its own accord: the citizen asks at the dinas and chooses
which record stays (director-general, viva 2017-09-19 and republika 2020-11-16) [S].
"""

from __future__ import annotations

import attrs

from ektpflow.events.base import CaseFact
from ektpflow.nik import Nik

__all__ = ["ClosedAsDuplicate", "DuplicateDisputed", "OtherRecordKept", "ThisRecordKept"]


@attrs.frozen
class ThisRecordKept(CaseFact):
    """The citizen chose this record [S]; the others are deleted and it is matched again.

    That it is matched again, and never goes straight to print, is our modelling choice.

    Parameters
    ----------
    deleted
        NIKs of the other records, each deleted by a `RecordDeleted` of its own in the same act.
    """

    deleted: tuple[Nik, ...]


@attrs.frozen
class OtherRecordKept(CaseFact):
    """The citizen chose another record [S]; this application ends.

    That a print-only application on the other record may follow is our modelling choice.

    Parameters
    ----------
    kept
        NIK of the record that stays.
    """

    kept: Nik


@attrs.frozen
class DuplicateDisputed(CaseFact):
    """The citizen disputes the finding: the panel decides.

    Innocent findings are reported, contact lenses among their causes [P]; that a dispute goes to
    the panel is our modelling choice.

    Parameters
    ----------
    ground
        Why it is disputed, in words (``"twins"``, ``"contact lenses"``).
    """

    ground: str


@attrs.frozen
class ClosedAsDuplicate(CaseFact):
    """The application ended because its record was deleted in favour of another.

    It is the other side of `ThisRecordKept`, for a second open application: our modelling choice.

    Parameters
    ----------
    kept
        NIK of the record that stays.
    """

    kept: Nik
