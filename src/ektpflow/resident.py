"""A resident: the fields of the card with their permitted values, biometrics, and the card itself.

Permitted values: domain notes from OpenSID, Permendagri 19/2010 and 118/2017, MK 97/PUU-XIV/2016.
Biometrics are opaque handles with a quality; no template ever enters the library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.nik import Finding, KkNumber, Nik
from ektpflow.region import RegionCode, RegionTable

__all__ = [
    "FINGERS",
    "Address",
    "Biometrics",
    "Blood",
    "Capture",
    "CardFace",
    "ChipContent",
    "Citizenship",
    "FamilyRelation",
    "Marital",
    "Occupation",
    "Religion",
    "Resident",
    "Sex",
    "card_face",
    "chip_content",
]

_AGE: Final = 17
_LONGEST_NAME: Final = 60
_LAST_AGREED_OCCUPATION: Final = 88


class Sex(StrEnum):
    """Sex as recorded; the value is stable, the label is printed."""

    MALE = "MALE"
    FEMALE = "FEMALE"

    @property
    def label(self) -> str:
        """What the card says."""
        return "LAKI-LAKI" if self is Sex.MALE else "PEREMPUAN"


class Religion(StrEnum):
    """Religion or belief (MK 97/PUU-XIV/2016 admits the belief) [S]."""

    ISLAM = "ISLAM"
    KRISTEN = "KRISTEN"
    KATOLIK = "KATOLIK"
    HINDU = "HINDU"
    BUDDHA = "BUDDHA"
    KHONGHUCU = "KHONGHUCU"
    KEPERCAYAAN = "KEPERCAYAAN TERHADAP TUHAN YME"


class Marital(StrEnum):
    """Marital status on the card (Permendagri 19/2010) and in the KK (Permendagri 118/2017) [S]."""

    BELUM_KAWIN = "BELUM KAWIN"
    KAWIN = "KAWIN"
    CERAI_HIDUP = "CERAI HIDUP"
    CERAI_MATI = "CERAI MATI"
    KAWIN_TERCATAT = "KAWIN TERCATAT"
    KAWIN_BELUM_TERCATAT = "KAWIN BELUM TERCATAT"

    @property
    def on_card(self) -> str:
        """What the card says: the two kinds of married are one there."""
        return "KAWIN" if self.name.startswith("KAWIN") else self.value


class Blood(StrEnum):
    """Blood group: 12 and unknown (OpenSID) [P]."""

    A = "A"
    B = "B"
    AB = "AB"
    O = "O"  # noqa: E741  (the group is called so)
    A_POS = "A+"
    A_NEG = "A-"
    B_POS = "B+"
    B_NEG = "B-"
    AB_POS = "AB+"
    AB_NEG = "AB-"
    O_POS = "O+"
    O_NEG = "O-"
    UNKNOWN = "-"


class FamilyRelation(StrEnum):
    """Relation to the head of the family, as in the KK [S]."""

    KEPALA_KELUARGA = "KEPALA KELUARGA"
    SUAMI = "SUAMI"
    ISTRI = "ISTRI"
    ANAK = "ANAK"
    MENANTU = "MENANTU"
    CUCU = "CUCU"
    ORANG_TUA = "ORANG TUA"
    MERTUA = "MERTUA"
    FAMILI_LAIN = "FAMILI LAIN"
    PEMBANTU = "PEMBANTU"
    LAINNYA = "LAINNYA"


class Citizenship(StrEnum):
    """Citizen, or foreigner with a permanent permit."""

    WNI = "WNI"
    WNA = "WNA"


@attrs.frozen
class Occupation:
    """An occupation by code and label.

    Codes 1 to 88 agree everywhere [S]; after 88 the lists differ, so those are open and never
    refused.

    Parameters
    ----------
    code
        1 and up.
    label
        What the card says.
    """

    code: int
    label: str

    def __attrs_post_init__(self) -> None:
        if self.code < 1 or not self.label:
            raise InvalidValue("occupation", f"{self.code}", "a code from 1 and a label", "")

    @property
    def agreed(self) -> bool:
        """The code is one of those on which every list agrees."""
        return self.code <= _LAST_AGREED_OCCUPATION


def _digits(value: str) -> str:
    if not (value.isascii() and value.isdecimal() and 1 <= len(value) <= 3):  # noqa: PLR2004
        raise InvalidValue("RT or RW", repr(value), "one to three digits", "'003'")
    return value.zfill(3)


@attrs.frozen
class Address:
    """An address.

    Parameters
    ----------
    street
        Street and number.
    rt, rw
        Neighbourhood and community number, up to three digits.
    village
        Kelurahan or desa.
    """

    street: str
    rt: str = attrs.field(converter=_digits)
    rw: str = attrs.field(converter=_digits)
    village: RegionCode


@attrs.frozen(kw_only=True, slots=False)
class Resident:
    """A person as the population register knows them.

    Parameters
    ----------
    nik
        Population number, for life.
    name
        As registered; degrees after a comma are allowed on the card.
    birth_place
        As registered, in words.
    birth_date
        As registered; a NIK is not corrected when it is.
    sex, religion, marital, blood, citizenship
        Permitted values only.
    address
        With RT and RW.
    occupation
        Code and label.
    mother_name
        Not on the card; compared in matching.
    kk
        Number of the family card.
    valid_until
        None is "seumur hidup": every citizen's card is valid for life.

    Raises
    ------
    InvalidValue
        When a value is impossible. What is only unusual is a finding, see `findings`.
    """

    nik: Nik
    name: str
    birth_place: str
    birth_date: date
    sex: Sex
    address: Address
    religion: Religion
    marital: Marital
    occupation: Occupation
    mother_name: str
    kk: KkNumber
    blood: Blood = Blood.UNKNOWN
    citizenship: Citizenship = Citizenship.WNI
    valid_until: date | None = None

    def __attrs_post_init__(self) -> None:
        for field in ("name", "birth_place"):
            if not getattr(self, field).strip():
                raise InvalidValue(f"resident, {field}", "nothing", "it is on the card", "")
        if self.citizenship is Citizenship.WNI and self.valid_until is not None:
            raise InvalidValue(
                "resident, valid_until",
                self.valid_until.isoformat(),
                "a citizen's card is valid for life (UU 24/2013)",
                "leave it out",
            )

    @cached_property
    def identity(self) -> str:
        """Digest of what matching compares; it changes when, and only when, one of these does."""
        parts = (
            self.nik.reveal(),
            self.name,
            self.birth_place,
            self.birth_date.isoformat(),
            self.sex.value,
            self.mother_name,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def age(self, on: date) -> int:
        """Return the age in full years; born on 29 February counts from 1 March."""
        before = (on.month, on.day) < (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - before

    def obliged(self, on: date) -> bool:
        """Whether a card must be held: 17, or ever married (UU 24/2013 art. 63) [S]."""
        return self.age(on) >= _AGE or self.marital is not Marital.BELUM_KAWIN

    def findings(self, table: RegionTable | None = None) -> tuple[Finding, ...]:
        """Return what is unusual and not wrong: older records stay valid.

        Permendagri 73/2022: at least two words, at most 60 letters, no digits [S].
        """
        found = list(
            self.nik.findings(
                table=table, birth_date=self.birth_date, female=self.sex is Sex.FEMALE
            )
        )
        if len(self.name.split()) < 2:  # noqa: PLR2004
            found.append(Finding("name_one_word", "the name is one word (Permendagri 73/2022)"))
        if len(self.name) > _LONGEST_NAME:
            found.append(Finding("name_long", "the name is longer than 60 letters"))
        if any(char.isdigit() for char in self.name):
            found.append(Finding("name_digits", "the name holds a digit"))
        return tuple(found)


# -- biometrics ------------------------------------------------------------------------------------

#: The ten fingers, by side and name.
FINGERS: Final = tuple(
    f"{side} {finger}"
    for side in ("right", "left")
    for finger in ("thumb", "index", "middle", "ring", "little")
)
_IRISES: Final = ("right iris", "left iris")
_BEST: Final = 100


@attrs.frozen
class Capture:
    """One thing that was recorded, or why it was not.

    Parameters
    ----------
    part
        What (``"left index"``).
    handle
        Opaque handle, None where nothing was recorded.
    quality
        0 to 100.
    exception
        Why nothing was recorded; somebody without fingers must hold a card all the same.
    """

    part: str
    handle: str | None
    quality: int = 0
    exception: str = ""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.quality <= _BEST:
            raise InvalidValue(f"capture of {self.part}", f"{self.quality}", "0 to 100", "")
        if self.handle is None and not self.exception:
            raise InvalidValue(
                f"capture of {self.part}", "nothing", "what is missing has its exception", ""
            )


@attrs.frozen
class Biometrics:
    """What was recorded of one person, once in a lifetime.

    Parameters
    ----------
    handle
        Opaque handle of the whole recording.
    photo, signature
        Pas foto, tanda tangan.
    fingers
        Ten captures, in the order of `FINGERS`.
    irises
        Two captures.
    statement_signed
        The resident signed the statement of truth.
    index_checked
        The operator validated the recording by the index fingers.
    """

    handle: str
    photo: Capture
    signature: Capture
    fingers: tuple[Capture, ...]
    irises: tuple[Capture, ...]
    statement_signed: bool = True
    index_checked: bool = True

    def __attrs_post_init__(self) -> None:
        if not self.handle:
            raise InvalidValue("biometrics", "no handle", "a recording has a handle", "")
        if tuple(c.part for c in self.fingers) != FINGERS:
            raise InvalidValue("biometrics, fingers", f"{len(self.fingers)}", "ten fingers", "")
        if tuple(c.part for c in self.irises) != _IRISES:
            raise InvalidValue("biometrics, irises", f"{len(self.irises)}", "two irises", "")

    @classmethod
    def of(
        cls, handle: str, *, missing: Iterable[str] = (), because: str = "not present"
    ) -> Biometrics:
        """Return a full recording, for synthetic people.

        Parameters
        ----------
        handle
            Handle of the recording.
        missing
            Fingers or irises that could not be recorded.
        because
            Why.
        """
        gone = set(missing)

        def take(part: str) -> Capture:
            if part in gone:
                return Capture(part, None, 0, because)
            return Capture(part, f"{handle}/{part}", 80)

        return cls(
            handle,
            take("photo"),
            take("signature"),
            tuple(take(part) for part in FINGERS),
            tuple(take(part) for part in _IRISES),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Fingers and irises that were not recorded."""
        return tuple(c.part for c in (*self.fingers, *self.irises) if c.handle is None)

    @property
    def usable(self) -> bool:
        """Something is there that can be searched for: a finger or an iris."""
        return any(c.handle is not None for c in (*self.fingers, *self.irises))


# -- the card --------------------------------------------------------------------------------------


@attrs.frozen
class CardFace:
    """What is printed on the card (card face: voi.id/berita/422929) [S]."""

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
    signature: str
    issued: str


@attrs.frozen
class ChipContent:
    """What the chip holds: biodata, photo, signature, two fingerprints; no iris.

    Left and right index finger, otherwise the two best (kompas 2021-02-14 quoting BPPT; Perpres
    35/2010) [S].
    """

    face: CardFace
    fingerprints: tuple[str, ...]
    security_code: str


def card_face(
    resident: Resident,
    biometrics: Biometrics,
    *,
    place: str,
    issued_on: date,
    table: RegionTable | None = None,
) -> CardFace:
    """Return what is printed for a resident.

    Parameters
    ----------
    resident, biometrics
        Whose card.
    place, issued_on
        Where and when it is issued.
    table
        Edition of the region table that names kelurahan and kecamatan.
    """
    names = RegionTable.builtin() if table is None else table
    village = resident.address.village
    district = village.district
    odd = resident.birth_date.year % 2
    until = resident.valid_until
    return CardFace(
        nik=resident.nik,
        name=resident.name.upper(),
        birth=f"{resident.birth_place.upper()}, {resident.birth_date:%d-%m-%Y}",
        sex=resident.sex.label,
        blood=resident.blood.value,
        address=resident.address.street.upper(),
        rt_rw=f"{resident.address.rt}/{resident.address.rw}",
        village=names.name(village).upper() if village in names else str(village),
        district=names.name(district).upper() if district in names else str(district),
        religion=resident.religion.value,
        marital=resident.marital.on_card,
        occupation=resident.occupation.label.upper(),
        citizenship=resident.citizenship.value,
        valid_until="SEUMUR HIDUP" if until is None else f"{until:%d-%m-%Y}",
        photo=biometrics.photo.handle or "",
        photo_background="red" if odd else "blue",
        signature=biometrics.signature.handle or "",
        issued=f"{place}, {issued_on:%d-%m-%Y}",
    )


def chip_content(face: CardFace, biometrics: Biometrics, security_code: str) -> ChipContent:
    """Return what is written into the chip."""
    by_part = {c.part: c for c in biometrics.fingers if c.handle is not None}
    chosen = [by_part.pop(p) for p in ("left index", "right index") if p in by_part]
    best = sorted(by_part.values(), key=lambda c: (-c.quality, FINGERS.index(c.part)))
    prints = (*chosen, *best)[:2]
    return ChipContent(face, tuple(c.handle or "" for c in prints), security_code)
