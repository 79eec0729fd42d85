"""What is told of a status, as frozen data."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.lifecycle.rule import Basis, Said, Strength
from ektpflow.lifecycle.status import AnyStatus, Phase
from ektpflow.office import Tier

__all__ = ["OPENSID", "UNKNOWN", "WHOLE_SERVICE", "About", "Took", "took"]


@attrs.frozen
class Took:
    """How long something was seen to take, or may take by law.

    Parameters
    ----------
    says
        The time and what it was measured on, in both languages.
    basis
        Who says so, and how solid that is; ours where no figure was found.

    Examples
    --------
    >>> from ektpflow.lifecycle import Basis, Said
    >>> from ektpflow.lifecycle.citizen import Took
    >>> print(Took(Said("sekitar 3 menit", "about 3 minutes"), Basis("Sidoarjo 2012", "P")))
    about 3 minutes [Sidoarjo 2012, P]
    """

    says: Said
    basis: Basis

    @property
    def known(self) -> bool:
        """A source gives it."""
        return not self.basis.ours

    def __str__(self) -> str:
        if not self.known:
            return self.says.english
        return f"{self.says.english} [{self.basis.text}, {self.basis.strength}]"


@attrs.frozen
class About:
    """What is told of one status.

    Parameters
    ----------
    status
        The status.
    meaning
        What it means, in both languages.
    can_do
        What the citizen can do now.
    next_office
        The office at which it goes on; None at an end, and where an extension does not say.
    citizen_first
        It goes on when the citizen comes, not before.
    basis
        Where the status stands; ours where the offices have no word for it.
    takes
        How long it takes, with sources; one that says so where no figure was found.
    """

    status: AnyStatus
    meaning: Said
    can_do: Said
    next_office: Tier | None
    citizen_first: bool
    basis: Basis
    takes: tuple[Took, ...]

    @property
    def label(self) -> str:
        """The citizen's word for the status, in Indonesian."""
        return self.status.label

    @property
    def english(self) -> str:
        """The same in English."""
        return self.status.english

    @property
    def phase(self) -> Phase:
        """The part of the flow it belongs to."""
        return self.status.phase


def took(indonesian: str, english: str, source: str, strength: Strength) -> Took:
    """Return a time with its source."""
    return Took(Said(indonesian, english), Basis(source, strength))


UNKNOWN: Final = took(
    "Kami tidak menemukan angka untuk tahap ini.",
    "We found no figure for this stage.",
    "no source tells how long it takes",
    "ours",
)
#: Limits of the service as a whole, from the complete file to the card.
WHOLE_SERVICE: Final = (
    took(
        "1 sampai 24 jam sejak berkas dinyatakan lengkap",
        "1 to 24 hours from the file being declared complete",
        "Permendagri 19/2018 art. 3(2)",
        "S",
    ),
    took(
        "1 hari bila sarana mendukung",
        "1 day if supported by facilities",
        "procedure 7.2.1.1 of 3 Jan 2012",
        "S",
    ),
    took("3 x 24 jam", "3 times 24 hours", "Tanjungpinang 2018", "P"),
    took(
        "4 hari, untuk usia 17 sampai 19 tahun",
        "4 days, for ages 17 to 19",
        "Medan procedure of April 2017",
        "P",
    ),
    took(
        "1 hari, paling lama 14 hari kerja",
        "1 day, at most 14 working days",
        "Way Kanan service standard",
        "P",
    ),
)
#: Only that system's list has these codes.
OPENSID: Final = Basis("card codes of OpenSID", "P")
