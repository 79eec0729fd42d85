"""Steps from the printing office to the citizen's hand."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.office import Officer
from ektpflow.steps.base import Step, demand
from ektpflow.steps.counter import without_minutes
from ektpflow.steps.printing import destroyed

__all__ = [
    "BlockPickup",
    "ClearPickup",
    "DestroyCard",
    "FetchCards",
    "HandOver",
    "Inform",
    "ReportLostCard",
    "ReturnCard",
    "TakeIn",
]


@attrs.frozen
class FetchCards(Step):
    """Take the card from the printing office (mengambil E-KTP dari Disdukcapil).

    Parameters
    ----------
    by_way_of
        ``"fetched"`` by the kecamatan, or ``"courier"``, ``"post"``.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardsFetched,)

    by_way_of: Literal["fetched", "courier", "post"] = attrs.field(
        default="fetched", validator=attrs.validators.in_(("fetched", "courier", "post"))
    )

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the departure."""
        card = view.application(self.case).file.card
        return (e.CardsFetched(*view.stamp(self.case, at, by), card, self.by_way_of),)


@attrs.frozen
class TakeIn(Step):
    """Take the card in at the place of pickup."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardArrived,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the arrival."""
        card = view.application(self.case).file.card
        return (e.CardArrived(*view.stamp(self.case, at, by), card),)


@demand
def loss_minutes_given(
    step: ReportLostCard, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """A card that is written off has minutes (berita acara)."""
    return without_minutes(step.minutes)


@attrs.frozen
class ReportLostCard(Step):
    """Write off a card that was lost on its way; it is printed again.

    Parameters
    ----------
    minutes
        Number of the berita acara.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardLostInTransit,)
    demands: ClassVar[tuple[str, ...]] = ("loss_minutes_given",)

    minutes: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the loss; the blank counts as spoiled."""
        stamp = view.stamp(self.case, at, by)
        file = view.application(self.case).file
        if file.blank is None:
            return ()
        return (
            e.CardLostInTransit(*stamp, file.card, self.minutes),
            e.BlankoSpoiled(*stamp, "cardholder", file.blank, "lost in transit"),
        )


@demand
def somebody_is_informed(
    step: Inform, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Information goes to the kelurahan, the citizen, or both."""
    if step.kelurahan or step.citizen:
        return None
    return Reason("somebody_is_informed", "nobody is informed", "name the kelurahan or the means")


@attrs.frozen
class Inform(Step):
    """Tell the kelurahan or the citizen that the card is ready (menginformasikan).

    Parameters
    ----------
    kelurahan
        Code of the kelurahan that is told, empty where none is.
    citizen
        By what means the citizen is told (``"phone"``), empty where not.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.KelurahanInformed, e.CitizenInformed)
    demands: ClassVar[tuple[str, ...]] = ("somebody_is_informed",)

    kelurahan: str = ""
    citizen: str = ""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return who was told."""
        stamp = view.stamp(self.case, at, by)
        told: list[e.Fact] = []
        if self.kelurahan:
            told.append(e.KelurahanInformed(*stamp, self.kelurahan))
        if self.citizen:
            told.append(e.CitizenInformed(*stamp, self.citizen))
        return tuple(told)


@demand
def receipt_shown(
    step: HandOver, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """The receipt (tanda terima) is brought at pickup."""
    if app is None or step.receipt == app.file.receipt:
        return None
    return Reason(
        "receipt_shown",
        "the receipt of this application was not shown",
        "ReportLostReceipt, and use the new number",
    )


@demand
def suket_returned(
    step: HandOver, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """The temporary certificate is handed in for the card."""
    if app is None or not app.file.suket or step.suket == app.file.suket:
        return None
    return Reason("suket_returned", "a suket is still out", "take the suket back")


@attrs.frozen
class HandOver(Step):
    """Hand the card over: receipt shown, person matched by finger, else by iris.

    Parameters
    ----------
    receipt
        Number of the receipt that was shown.
    verified
        How the person was matched with the chip: right index finger, or iris as the fall-back
        (informasisidoarjo 2012) [P].
    suket
        Number of the certificate that was taken back.
    found_card
        Number of an old card, reported lost, that was found and handed in.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardIssued,)
    demands: ClassVar[tuple[str, ...]] = ("receipt_shown", "suket_returned")

    receipt: str
    verified: Literal["finger", "iris"] = attrs.field(
        default="finger", validator=attrs.validators.in_(("finger", "iris"))
    )
    suket: str = ""
    found_card: str = ""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return what was taken back, and the issue."""
        stamp = view.stamp(self.case, at, by)
        facts: list[e.Fact] = []
        if self.suket:
            facts.append(e.SuketTakenBack(*stamp, self.suket))
        if self.found_card:
            facts.append(e.OldCardTakenBack(*stamp, self.found_card))
        card = view.application(self.case).file.card
        return (*facts, e.CardIssued(*stamp, card, self.receipt, self.verified))


@attrs.frozen
class BlockPickup(Step):
    """Hold the card back: the person does not match the chip.

    Parameters
    ----------
    tried
        What was tried (``"finger, iris"``).
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.IdentityNotConfirmed,)

    tried: str = "finger, iris"

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the doubt."""
        return (e.IdentityNotConfirmed(*view.stamp(self.case, at, by), self.tried),)


@attrs.frozen
class ClearPickup(Step):
    """Clear the doubt about the person.

    Parameters
    ----------
    how
        How it was cleared.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.IdentityConfirmed,)

    how: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the confirmation."""
        return (e.IdentityConfirmed(*view.stamp(self.case, at, by), self.how),)


@attrs.frozen
class ReturnCard(Step):
    """Send a card back that nobody collects.

    Parameters
    ----------
    why
        Why it goes back.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardReturned,)

    why: str = "not collected"

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the way back."""
        card = view.application(self.case).file.card
        return (e.CardReturned(*view.stamp(self.case, at, by), card, self.why),)


@demand
def card_minutes_given(
    step: DestroyCard, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Every destruction has its minutes (berita acara)."""
    return without_minutes(step.minutes)


@attrs.frozen
class DestroyCard(Step):
    """Destroy a card that was sent back; the application ends.

    Parameters
    ----------
    minutes
        Number of the berita acara.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CardDestroyed,)
    demands: ClassVar[tuple[str, ...]] = ("card_minutes_given",)

    minutes: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the destruction."""
        card = view.application(self.case).file.card
        return (
            e.CardDestroyed(*view.stamp(self.case, at, by), card, self.minutes),
            *destroyed(view, self.case, at, by, "returned", self.minutes),
        )
