"""Blank cards (blanko): where each of them went.

A place is the code of an office (``"12.71"``), a room of one (``"12.71/printer"``), or one of the
virtual places of `ektpflow.blanko.places`: ``"maker"``, ``"transit"``, ``"cardholder"``,
``"spoiled"``, ``"destroyed"``. Serials are our own numbers, from 1. No published rule binds a blank
to a person before printing, so that each serial is followed is our modelling choice.
"""

from __future__ import annotations

import attrs

from ektpflow.events.base import StockFact

__all__ = [
    "BlankoConsumed",
    "BlankoCounted",
    "BlankoDestroyed",
    "BlankoMoved",
    "BlankoReceived",
    "BlankoReleased",
    "BlankoReserved",
    "BlankoSent",
    "BlankoSpoiled",
]


@attrs.frozen
class BlankoSent(StockFact):
    """A consignment of blanks left a place; it is in transit until it is received.

    Blanks come from the ministry's store or by way of the province, which may lend between
    regencies (Kalimantan Timur 2023, Pati 2022) [S].

    Parameters
    ----------
    source
        Place that sent them.
    target
        Place that is to receive them.
    first
        Lowest serial of the consignment.
    last
        Highest serial; all between belong to it.
    document
        Number of the delivery note.
    """

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoReceived(StockFact):
    """Blanks were received: from the maker, from transit, or handed over directly.

    Offices fetch them in person, or get them by way of the province (Kalimantan Timur 2023, Pati
    2022) [S].

    Parameters
    ----------
    source
        ``"maker"``, ``"transit"``, or the place that handed them over.
    target
        Place that has them now.
    first
        Lowest serial of the consignment.
    last
        Highest serial; all between belong to it.
    document
        Number of the delivery note.
    """

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoMoved(StockFact):
    """Blanks were moved inside an office (from the store to the printer's tray).

    That an office has rooms is our modelling choice.

    Parameters
    ----------
    source
        Place that gave them.
    target
        Place that has them now.
    first
        Lowest serial.
    last
        Highest serial; all between were moved.
    document
        Number of the slip; between two offices it is the delivery note of a loan.
    """

    source: str
    target: str
    first: int
    last: int
    document: str


@attrs.frozen
class BlankoReserved(StockFact):
    """A blank was set aside for one application: our modelling choice.

    Parameters
    ----------
    place
        Where it lies, and stays.
    blank
        Serial of the blank.
    """

    place: str
    blank: int


@attrs.frozen
class BlankoReleased(StockFact):
    """A reservation was taken back, and the blank is free again: our modelling choice.

    Parameters
    ----------
    place
        Where it lies.
    blank
        Serial of the blank.
    """

    place: str
    blank: int


@attrs.frozen
class BlankoConsumed(StockFact):
    """A blank became a card, and counts with the cardholders.

    What came in, went out and was printed is cross-checked (top-news.id 2023) [P].

    Parameters
    ----------
    place
        Where it was taken from.
    blank
        Serial of the blank.
    """

    place: str
    blank: int


@attrs.frozen
class BlankoSpoiled(StockFact):
    """A blank or a card was spoiled.

    Its cause is logged (letter 400.8.1.2/202241/Dukcapil) [P].

    Parameters
    ----------
    place
        Where it was; ``"cardholder"`` for a printed card.
    blank
        Serial of the blank, or of the blank that the card was made of.
    cause
        Why, in words or as the outcome of the step (``"encode_failed"``, ``"lost in transit"``).
    """

    place: str
    blank: int
    cause: str


@attrs.frozen
class BlankoDestroyed(StockFact):
    """A spoiled blank or an old card was destroyed, with minutes (berita acara).

    Every destruction has its minutes (letter 470.13/11176/SJ of 13 Dec 2018) [S].

    Parameters
    ----------
    source
        ``"spoiled"``, or ``"cardholder"`` for an old card that was surrendered.
    blank
        Serial of the blank, or of the blank that the card was made of.
    minutes
        Number of the minutes.
    """

    source: str
    blank: int
    minutes: str


@attrs.frozen
class BlankoCounted(StockFact):
    """A stock count (opname) found what the ledger expected.

    A count that finds anything else is refused and leaves no fact: our modelling choice.

    Parameters
    ----------
    place
        Where they were counted.
    counted
        How many blanks were found, reserved ones among them.
    minutes
        Number of the minutes of the count.
    """

    place: str
    counted: int
    minutes: str
