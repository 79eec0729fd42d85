"""The face of the card: what is printed on it, as it is printed."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.nik import Nik
from ektpflow.region import RegionTable
from ektpflow.resident.biometrics import Biometrics
from ektpflow.resident.permitted import Citizenship
from ektpflow.resident.person import Resident
from ektpflow.resident.shared import _Private

__all__ = ["CardFace", "card_face"]

# The card of a foreigner says these in English (tribunnews 2022-06-02) [S]; that it does is
# published, the words are ours.
_ENGLISH: Final = {
    "LAKI-LAKI": "MALE",
    "PEREMPUAN": "FEMALE",
    "ISLAM": "ISLAM",
    "KRISTEN": "CHRISTIANITY",
    "KATOLIK": "CATHOLICISM",
    "HINDU": "HINDUISM",
    "BUDDHA": "BUDDHISM",
    "KHONGHUCU": "CONFUCIANISM",
    "KEPERCAYAAN TERHADAP TUHAN YME": "BELIEF IN THE ONE GOD",
    "BELUM KAWIN": "SINGLE",
    "KAWIN": "MARRIED",
    "CERAI HIDUP": "DIVORCED",
    "CERAI MATI": "WIDOWED",
}


@attrs.frozen(repr=False)
class CardFace(_Private):
    """What is printed on the card, as it is printed (voi.id/berita/422929) [S].

    The fields are published; that words stand in capitals and days as day-month-year is how the
    library writes them.

    Parameters
    ----------
    nik
        Population number.
    name
        In capitals, with its degrees.
    birth
        Place and day: ``"MEDAN, 02-03-2009"``.
    sex
        ``"LAKI-LAKI"`` or ``"PEREMPUAN"``; in English on a foreigner's card.
    blood
        Blood group, ``"-"`` where unknown.
    address
        Street and number in capitals; may be empty.
    rt_rw
        Neighbourhood and community: ``"003/012"``.
    village
        Name of the kelurahan or desa, in capitals.
    district
        Name of the kecamatan, in capitals.
    religion
        Religion or belief; in English on a foreigner's card.
    marital
        One of the four states that a card knows; in English on a foreigner's card.
    occupation
        Label in capitals.
    citizenship
        ``"WNI"``, or the country of a foreigner.
    valid_until
        ``"SEUMUR HIDUP"``, or the last day of a foreigner's card: ``"31-01-2030"``.
    photo
        Handle of the photo.
    photo_background
        ``"red"`` for an odd year of birth, ``"blue"`` for an even one
        (kecamatantayu.patikab.go.id, balongbendo.sidoarjokab.go.id) [S].
    signature
        Handle of the signature; None where somebody cannot sign.
    issued
        Place and day of issue: ``"KOTA MEDAN, 02-03-2026"``.
    """

    nik: Nik
    name: str
    birth: str
    sex: str
    blood: str
    address: str
    rt_rw: str
    village: str
    district: str
    religion: str
    marital: str
    occupation: str
    citizenship: str
    valid_until: str
    photo: str
    photo_background: str
    signature: str | None
    issued: str


def card_face(
    resident: Resident,
    biometrics: Biometrics,
    issued_at_place: str,
    issued_on: date,
    table: RegionTable | None = None,
) -> CardFace:
    """Return what is printed for a resident.

    On a foreigner's card sex, religion and marital status are in English, and the country stands
    for the citizenship (tribunnews 2022-06-02) [S]; the English words are ours. The occupation is
    printed as it is labelled.

    Parameters
    ----------
    resident, biometrics
        Whose card.
    issued_at_place, issued_on
        Where and when it is issued.
    table
        Edition of the region table that names kelurahan and kecamatan, by default the built-in
        one, which knows Kota Medan.

    Raises
    ------
    InvalidValue
        If there is no photo, the table does not name the village, or a foreigner has no country
        or no end of the ITAP.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.population import applicant
    >>> from ektpflow.resident import Biometrics, card_face
    >>> someone = applicant(seed=1, born=date(2009, 3, 2))
    >>> face = card_face(someone, Biometrics.of("body:1"), "Kota Medan", date(2026, 3, 2))
    >>> face.valid_until, face.photo_background, face.district
    ('SEUMUR HIDUP', 'red', 'MEDAN BARU')
    """
    names = RegionTable.builtin() if table is None else table
    village = resident.address.village
    if village not in names:
        raise InvalidValue(
            "card, village",
            str(village),
            f"the edition {names.edition} of the region table has no name for it",
            "hand in another edition: RegionTable.read(...)",
        )
    foreign = resident.citizenship is Citizenship.WNA
    if foreign and (not resident.country or resident.valid_until is None):
        raise InvalidValue(
            "card, country or validity",
            "nothing",
            "a foreigner's card shows the country, and is valid as long as the ITAP",
            "give country and valid_until to the resident",
        )
    until = resident.valid_until
    sex, religion = resident.sex.label, resident.religion.label
    marital = resident.marital.on_card
    return CardFace(
        nik=resident.nik,
        name=resident.name.upper(),
        birth=f"{resident.birth_place.upper()}, {resident.birth_date:%d-%m-%Y}",
        sex=_ENGLISH[sex] if foreign else sex,
        blood=resident.blood.label,
        address=resident.address.street.upper(),
        rt_rw=f"{resident.address.rt}/{resident.address.rw}",
        village=names.name(village).upper(),
        district=names.name(village.district).upper(),
        religion=_ENGLISH[religion] if foreign else religion,
        marital=_ENGLISH[marital] if foreign else marital,
        occupation=resident.occupation.label.upper(),
        citizenship=resident.country.upper() if foreign else resident.citizenship.label,
        valid_until="SEUMUR HIDUP" if until is None else f"{until:%d-%m-%Y}",
        photo=photo_handle(biometrics),
        photo_background="red" if resident.birth_date.year % 2 else "blue",
        signature=biometrics.signature.handle,
        issued=f"{issued_at_place.upper()}, {issued_on:%d-%m-%Y}",
    )


def photo_handle(biometrics: Biometrics) -> str:
    """Return the handle of the photo; a card without one is refused."""
    if biometrics.photo.handle is None:
        raise InvalidValue("card, photo", "nothing", "a card has a photo", "record it again")
    return biometrics.photo.handle
