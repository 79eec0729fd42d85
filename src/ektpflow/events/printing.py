"""Print-only applications, and printing: from the order to the card, and what goes wrong.

A card bears the number of the blank that it was made of, and a blank has a serial of our own: no
published rule binds the serial of a blank to a person before printing, so both are our modelling
choice.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ektpflow.events.base import CaseFact
from ektpflow.evidence import OnFile
from ektpflow.resident import Resident

__all__ = [
    "BiodataChanged",
    "CardPersonalised",
    "DataFoundWrong",
    "EncodeFailed",
    "MisprintFound",
    "PrintCancelled",
    "PrintFailed",
    "SentForPrinting",
    "UniquenessOnFile",
]


# -- print only ------------------------------------------------------------------------------------


@attrs.frozen
class BiodataChanged(CaseFact):
    """A data element was changed on the record.

    Every change must be reported for a new card (UU 24/2013 art. 64(8)) [S]; the NIK never changes
    with it (PP 40/2019 art. 30(2)) [S].

    Parameters
    ----------
    resident
        All biodata after the change, under the same NIK.
    """

    changes_identity: ClassVar[bool] = True

    resident: Resident


@attrs.frozen
class UniquenessOnFile(CaseFact):
    """The uniqueness rests on the print-ready record on file.

    Recording is once in a lifetime [S], so whoever is on file is not recorded and matched again.
    As the way out for a record that is stuck in SENT_FOR_ENROLLMENT it is our modelling choice.

    Parameters
    ----------
    on_file
        Where in the journal the record was proved unique, bound to the identity data of this
        application.
    """

    proves_uniqueness: ClassVar[bool] = True
    enters_gallery: ClassVar[bool] = True

    on_file: OnFile

    @property
    def proof(self) -> OnFile:
        """What the fact rests on."""
        return self.on_file


# -- printing --------------------------------------------------------------------------------------


@attrs.frozen
class SentForPrinting(CaseFact):
    """The print job was ordered and a blank reserved for it.

    Cards are personalised after matching only (source study, slide deck PIAK 2015) [S]; the status
    is one of OpenSID's card codes [P].

    Parameters
    ----------
    blank
        Serial of the blank.
    place
        Where it lies: code of the office, or a room of it (``"12.71/printer"``).
    """

    blank: int
    place: str


@attrs.frozen
class PrintCancelled(CaseFact):
    """The print job was taken back and the blank released: our modelling choice.

    Parameters
    ----------
    blank
        Serial of the blank; it is the one in work.
    """

    blank: int


@attrs.frozen
class CardPersonalised(CaseFact):
    """Biodata, photo, signature and two fingerprints were written into a blank; no iris.

    Perpres 26/2009 art. 6 as amended by 35/2010 [S].

    Parameters
    ----------
    card
        Number of the card: the serial of its blank, as ``"C00000007"``.
    blank
        Serial of the blank; it is the one that was reserved.
    security_code
        16 hexadecimal digits. That a card bears a security code is law (the same article) [S]; how
        it is made is not published, so these are our modelling choice.
    """

    makes_card: ClassVar[bool] = True

    card: str
    blank: int
    security_code: str


@attrs.frozen
class EncodeFailed(CaseFact):
    """The chip could not be written (gagal encode): the blank is spoiled.

    Offices log it (letter 400.8.1.2/202241/Dukcapil) [P].

    Parameters
    ----------
    blank
        Serial of the blank; it is the one in work.
    """

    blank: int


@attrs.frozen
class PrintFailed(CaseFact):
    """The card could not be printed (gagal cetak): the blank is spoiled.

    Offices log it (letter 400.8.1.2/202241/Dukcapil) [P].

    Parameters
    ----------
    blank
        Serial of the blank; it is the one in work.
    """

    blank: int


@attrs.frozen
class MisprintFound(CaseFact):
    """The printed card is faulty: it is destroyed and printed again.

    A damaged card is destroyed with minutes (letter 470.13/11176/SJ of 13 Dec 2018) [S]; the way
    back to the print order is our modelling choice.

    Parameters
    ----------
    card
        Number of the faulty card.
    what
        What is wrong with it, in words.
    """

    card: str
    what: str


@attrs.frozen
class DataFoundWrong(CaseFact):
    """The data on the printed card are wrong: it is destroyed, and the file opened again.

    An invalid card is destroyed with minutes (letter 470.13/11176/SJ of 13 Dec 2018) [S]; the way
    back to the file is our modelling choice.

    Parameters
    ----------
    card
        Number of the wrong card.
    what
        What is wrong on it, in words.
    """

    card: str
    what: str
