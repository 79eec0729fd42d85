"""Steps that change the stock of blank cards; what the ledger does not allow is refused."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.office import Officer, Role
from ektpflow.steps.base import Step, demand

__all__ = [
    "CountBlanko",
    "DestroyBlanko",
    "MoveBlanko",
    "ReceiveBlanko",
    "SendBlanko",
    "SpoilBlanko",
]


@demand
def store_keeper(
    _: Step, __: View, ___: Application | None, ____: datetime, by: Officer
) -> Reason | None:
    """Blank cards are accountable stock: only a store keeper moves them."""
    if by.roles & {Role.STORE, Role.PRINTER}:
        return None
    return Reason("role", f"{by.id} keeps no blanks", "let an officer of the store do it")


@attrs.frozen
class _StockStep(Step):
    """A step about blanks, not about a case."""

    demands: ClassVar[tuple[str, ...]] = ("store_keeper",)

    case: str = attrs.field(default="", init=False)


@attrs.frozen
class _Consignment(_StockStep):
    """Blanks with adjoining serials go from one place to another.

    Parameters
    ----------
    source, target
        From where to where.
    first, last
        Their serials.
    document
        Number of the delivery note or slip.
    """

    fact: ClassVar[type[e.BlankoReceived | e.BlankoSent | e.BlankoMoved]]

    source: str
    target: str
    first: int
    last: int
    document: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the move."""
        what = (self.source, self.target, self.first, self.last, self.document)
        return (self.fact(*view.stamp("", at, by), *what),)


@attrs.frozen
class ReceiveBlanko(_Consignment):
    """Receive blanks from ``"maker"``, ``"transit"`` or the place that hands them over."""

    fact: ClassVar = e.BlankoReceived


@attrs.frozen
class SendBlanko(_Consignment):
    """Send blanks; they are in transit until they are received."""

    fact: ClassVar = e.BlankoSent


@attrs.frozen
class MoveBlanko(_Consignment):
    """Move blanks inside an office: from the store to the printer's tray, or back."""

    fact: ClassVar = e.BlankoMoved


@attrs.frozen
class SpoilBlanko(_StockStep):
    """Write off a blank that was found spoiled before it was used.

    Parameters
    ----------
    place
        Where it lay.
    blank
        Its serial.
    cause
        What is wrong with it.
    """

    place: str
    blank: int
    cause: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the write-off."""
        return (e.BlankoSpoiled(*view.stamp("", at, by), self.place, self.blank, self.cause),)


@attrs.frozen
class DestroyBlanko(_StockStep):
    """Destroy a spoiled blank with its minutes.

    Parameters
    ----------
    blank
        Its serial.
    minutes
        Number of the berita acara.
    """

    blank: int
    minutes: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the destruction."""
        return (e.BlankoDestroyed(*view.stamp("", at, by), "spoiled", self.blank, self.minutes),)


@attrs.frozen
class CountBlanko(_StockStep):
    """Count the blanks at a place (opname); a difference is refused with what was expected.

    Parameters
    ----------
    place
        Where.
    counted
        How many were found.
    minutes
        Number of the minutes of the count.
    """

    place: str
    counted: int
    minutes: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the count."""
        return (e.BlankoCounted(*view.stamp("", at, by), self.place, self.counted, self.minutes),)
