"""What facts share: their common fields, four families, and the marks that invariants read."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from ektpflow.evidence import Examination, MatchEvidence, OnFile
from ektpflow.nik import Nik

__all__ = ["CaseFact", "Fact", "RegisterFact", "StockFact", "VisitFact"]


@attrs.frozen
class Fact:
    """What every fact carries.

    Parameters
    ----------
    case
        The application it belongs to (``"K000001"``); empty for stock and visits without one.
    at
        When it happened; aware.
    by
        Id of the officer who did it.
    office
        Code of the officer's office (``"12.71.17"``).
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
    """A fact about one application; the lifecycle says when it may happen.

    Attributes
    ----------
    changes_identity
        Mark: what was proved before proves nothing any more, for the identity data changed.
    proves_uniqueness
        Mark: it carries a `proof` that no other record belongs to this person.
    makes_card
        Mark: a card exists from here on, so a proof must lie before it.
    enters_gallery
        Mark: from here on others are matched with this record, too.
    leaves_gallery
        Mark: the record is taken out of the gallery.
    """

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
    """A fact about the record of one NIK at the data centre.

    Parameters
    ----------
    record
        NIK of the record.
    """

    record: Nik


@attrs.frozen
class StockFact(Fact):
    """A fact about blank cards; the stock ledger says whether it can have happened."""


@attrs.frozen
class VisitFact(Fact):
    """A visit that led to no application."""
