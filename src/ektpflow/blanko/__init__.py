"""Blanks (blanko): where each is, for whom it is set aside, and what can never happen to it."""

from __future__ import annotations

from ektpflow.blanko.ledger import Recap, StockLedger
from ektpflow.blanko.places import (
    CARDHOLDER,
    DESTROYED,
    MAKER,
    SPOILED,
    TRANSIT,
    VIRTUAL,
    Place,
    is_physical,
    office_of,
)
from ektpflow.blanko.reservations import Reservations
from ektpflow.blanko.serials import RangeSet, SerialRange, Serials

__all__ = [
    "CARDHOLDER",
    "DESTROYED",
    "MAKER",
    "SPOILED",
    "TRANSIT",
    "VIRTUAL",
    "Place",
    "RangeSet",
    "Recap",
    "Reservations",
    "SerialRange",
    "Serials",
    "StockLedger",
    "is_physical",
    "office_of",
]
