"""The chip of the card: what is written into it when a blank is personalised."""

from __future__ import annotations

import hashlib
from datetime import date

import attrs

from ektpflow.nik import Nik
from ektpflow.resident.address import Address
from ektpflow.resident.biometrics import Biometrics, Capture
from ektpflow.resident.card import photo_handle
from ektpflow.resident.occupation import Occupation
from ektpflow.resident.permitted import Blood, Citizenship, Marital, Religion, Sex
from ektpflow.resident.person import Resident
from ektpflow.resident.shared import _Private

__all__ = ["Biodata", "ChipContent", "chip_content"]


@attrs.frozen(repr=False)
class Biodata(_Private):
    """The data of a person that the card's chip holds, as values.

    That the chip holds biodata is published (Perpres 26/2009 art. 6) [S], their layout is not: the
    fields are those of the card face, without the mother's name and the number of the KK, which
    the card does not show.

    Parameters
    ----------
    nik
        Population number.
    name
        As registered.
    birth_place
        As registered, in words.
    birth_date
        As registered.
    sex
        A permitted value, as every field below that has a type of its own.
    blood
        Blood group.
    address
        Street, RT and RW, and the code of the kelurahan or desa.
    religion
        Religion or belief.
    marital
        As in the KK; what the card says is its `on_card`.
    occupation
        Code and label.
    citizenship
        Citizen or foreigner.
    valid_until
        End of a foreigner's ITAP; None is "seumur hidup".
    country
        Of a foreigner, in English; empty for a citizen.
    """

    nik: Nik
    name: str
    birth_place: str
    birth_date: date
    sex: Sex
    blood: Blood
    address: Address
    religion: Religion
    marital: Marital
    occupation: Occupation
    citizenship: Citizenship
    valid_until: date | None
    country: str


@attrs.frozen(repr=False)
class ChipContent:
    """What the chip holds: biodata, photo, signature, two fingerprints; no iris.

    Left and right index finger, otherwise the two best (kompas 2021-02-14 quoting BPPT;
    Perpres 35/2010) [S]. With fewer fingers there are fewer, or none.

    Parameters
    ----------
    biodata
        The data of the person.
    photo
        Handle of the photo.
    signature
        Handle of the signature; None where somebody cannot sign.
    fingerprints
        At most two captures, the left index finger first.
    security_code
        16 hexadecimal digits over all of the above; how the real one is made is not published, so
        this is our modelling choice.
    """

    biodata: Biodata
    photo: str
    signature: str | None
    fingerprints: tuple[Capture, ...]
    security_code: str

    def __repr__(self) -> str:
        return f"ChipContent({self.biodata.nik!r})"


def chip_content(resident: Resident, biometrics: Biometrics) -> ChipContent:
    """Return what is written into the chip (kode keamanan dan rekaman elektronik).

    That the card has a security code is law (Perpres 26/2009 art. 6) [S]; how it is made is not
    published. Here a digest of all else in the chip stands for it: the same content has the same
    code, and another content another.

    Parameters
    ----------
    resident, biometrics
        Whose card.

    Raises
    ------
    InvalidValue
        If there is no photo.

    Examples
    --------
    >>> from ektpflow.population import applicant
    >>> from ektpflow.resident import Biometrics, chip_content
    >>> recorded = Biometrics.of("body:1", missing=["right index"])
    >>> [finger.part for finger in chip_content(applicant(seed=1), recorded).fingerprints]
    ['left index', 'right thumb']
    """
    fields = [field.name for field in attrs.fields(Biodata)]
    biodata = Biodata(**{name: getattr(resident, name) for name in fields})
    photo, signature = photo_handle(biometrics), biometrics.signature.handle
    prints = _two(biometrics.fingers)
    address = biodata.address
    parts = (
        *(str(getattr(biodata, name)) for name in fields if name not in {"nik", "address"}),
        biodata.nik.reveal(),
        *(address.street, address.rt, address.rw, str(address.village)),
        *(photo, signature or ""),
        *(f"{finger.part}={finger.handle}" for finger in prints),
    )
    code = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    return ChipContent(biodata, photo, signature, prints, code)


def _two(fingers: tuple[Capture, ...]) -> tuple[Capture, ...]:
    """Return the index fingers, left first; for one that is missing the best of the others."""
    recorded = {finger.part: finger for finger in fingers if finger.handle is not None}
    chosen = [recorded.pop(part) for part in ("left index", "right index") if part in recorded]
    others = sorted(recorded.values(), key=lambda finger: -finger.quality)
    return (*chosen, *others)[:2]
