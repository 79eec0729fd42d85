"""What several stages share: groups of statuses, and sources that several rows rest on."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.rule import Basis
from ektpflow.lifecycle.status import Status as S

__all__ = ["BEFORE_PRINT", "DECK", "ENDS", "OPEN", "SIX", "SOP", "STUDY", "ours"]

ENDS: Final = (S.CARD_ISSUED, S.WITHDRAWN, S.CLOSED)
#: Every status of an application that was made and has not ended.
OPEN: Final = tuple(s for s in S if s is not S.UNREGISTERED and s not in ENDS)
_FROM_PRINTER_ON: Final = (
    S.SENT_FOR_CARD_PRINTING,
    S.CARD_PRINTED,
    S.CARD_SHIPPED,
    S.READY_FOR_PICKUP,
    S.PICKUP_BLOCKED,
)
#: Open, and no blank is in work nor a card made.
BEFORE_PRINT: Final = tuple(s for s in OPEN if s not in _FROM_PRINTER_ON)

#: *Verifikasi biometrik perekaman dan penghapusan rekaman duplikat*, Direktorat PIAK.
DECK: Final = Basis("slide deck PIAK 2015", "S")
#: The text on six phases that Sambas, Kendal, Purbalingga and Aceh Utara publish alike.
SIX: Final = Basis("six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025)", "S")
SOP: Final = Basis("official online static recording procedure, 8 steps", "S")
#: The study that this library grew from: one study, so plausible and no more.
STUDY: Final = Basis("source study (JEHSS 7(4), 2025)", "P")


def ours(reason: str) -> Basis:
    """Return the basis of a row that no source tells of, with the reason for our choice."""
    return Basis(reason, "ours")
