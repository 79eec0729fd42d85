"""From the printing office to the citizen's hand."""

from __future__ import annotations

import attrs

from ektpflow.events.base import CaseFact

__all__ = [
    "CardArrived",
    "CardDestroyed",
    "CardIssued",
    "CardLostInTransit",
    "CardReturned",
    "CardsFetched",
    "CitizenInformed",
    "IdentityConfirmed",
    "IdentityNotConfirmed",
    "KelurahanInformed",
    "OldCardTakenBack",
]


@attrs.frozen
class CardsFetched(CaseFact):
    """The card left the printing office.

    The kecamatan fetches cards from Disdukcapil (source study) [P]; the status is OpenSID's
    CARD_SHIPPED [P]. Courier and post are our modelling choice.

    Parameters
    ----------
    card
        Number of the card.
    by_way_of
        ``"fetched"`` by the kecamatan, ``"courier"`` or ``"post"``.
    """

    card: str
    by_way_of: str


@attrs.frozen
class CardArrived(CaseFact):
    """The card is ready for pickup; that this is a status is our modelling choice.

    Parameters
    ----------
    card
        Number of the card.
    """

    card: str


@attrs.frozen
class CardLostInTransit(CaseFact):
    """The card did not arrive and is written off with minutes: our modelling choice.

    Parameters
    ----------
    card
        Number of the lost card.
    minutes
        Number of the minutes (berita acara).
    """

    card: str
    minutes: str


@attrs.frozen
class KelurahanInformed(CaseFact):
    """The kelurahan was told that the card is ready (menginformasikan; source study) [P].

    Parameters
    ----------
    kelurahan
        Code of the kelurahan (``"12.71.17.1005"``).
    """

    kelurahan: str


@attrs.frozen
class CitizenInformed(CaseFact):
    """The citizen was told that the card is ready (menginformasikan; source study) [P].

    Parameters
    ----------
    means
        By what means, in words (``"phone"``); never a number or an address.
    """

    means: str


@attrs.frozen
class IdentityNotConfirmed(CaseFact):
    """The person does not match the chip: the card is not handed over.

    The finger is matched with the chip, and a card that does not fit goes back step by step
    (procedure 7.2.1.1 of 2012) [P].

    Parameters
    ----------
    tried
        What was tried (``"finger, iris"``).
    """

    tried: str


@attrs.frozen
class IdentityConfirmed(CaseFact):
    """The doubt about the person was cleared: our modelling choice.

    Parameters
    ----------
    how
        How it was cleared, in words.
    """

    how: str


@attrs.frozen
class CardReturned(CaseFact):
    """The card goes back to the printing office: not collected, or not this person's.

    What does not fit the person goes back (procedure 7.2.1.1 of 2012) [P]; to send back what
    nobody collects is our modelling choice.

    Parameters
    ----------
    card
        Number of the card.
    why
        Why it goes back, in words.
    """

    card: str
    why: str


@attrs.frozen
class CardDestroyed(CaseFact):
    """The returned card was destroyed with its minutes; the application ends.

    Every destruction has its minutes (letter 470.13/11176/SJ of 13 Dec 2018) [S]; that the
    application ends with it is our modelling choice.

    Parameters
    ----------
    card
        Number of the card.
    minutes
        Number of the minutes (berita acara).
    """

    card: str
    minutes: str


@attrs.frozen
class OldCardTakenBack(CaseFact):
    """An old card that had been reported lost was handed in at pickup: our modelling choice.

    Parameters
    ----------
    card
        Number of the old card; from now on it must be destroyed.
    """

    card: str


@attrs.frozen
class CardIssued(CaseFact):
    """The card was handed over.

    The person is matched with the chip, one to one (informasisidoarjo 2012) [P]; the receipt is
    brought (source study) [P].

    Parameters
    ----------
    card
        Number of the card; from now on it is the valid one.
    receipt
        Number of the receipt that was shown.
    verified
        How the person was matched: ``"finger"``, or ``"iris"`` as the fall-back.
    """

    card: str
    receipt: str
    verified: str
