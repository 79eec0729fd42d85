"""A resident: the fields of the card with their permitted values, biometrics, and the card itself.

Card face and permitted values: voi.id/berita/422929, Permendagri 19/2010 and 118/2017,
MK 97/PUU-XIV/2016 [S]; what has another source says so. Kinds of application and their papers are
in `ektpflow.kinds`.

What is impossible is refused; what is only unusual is a finding, for older records stay valid
(Permendagri 73/2022) [S]. Nothing here shows a person: `repr` and errors are masked. Biometrics
are opaque handles with a quality; no template ever enters the library.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.nik import Finding, KkNumber, Nik
from ektpflow.region import Level, RegionCode, RegionTable

__all__ = [
    "FINGERS",
    "IRISES",
    "OCCUPATIONS",
    "Address",
    "Biodata",
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


# -- permitted values ------------------------------------------------------------------------------


class _Word(StrEnum):
    """A word of the register; the value is stable."""

    @property
    def label(self) -> str:
        """What the card of a citizen says."""
        return self.value


class Sex(_Word):
    """Sex as recorded [S].

    Examples
    --------
    >>> from ektpflow.resident import Sex
    >>> Sex.FEMALE.label
    'PEREMPUAN'
    """

    MALE = "MALE"
    FEMALE = "FEMALE"

    @property
    def label(self) -> str:
        """What the card of a citizen says."""
        return "LAKI-LAKI" if self is Sex.MALE else "PEREMPUAN"


class Religion(_Word):
    """Religion, or belief, which MK 97/PUU-XIV/2016 admits [S]."""

    ISLAM = "ISLAM"
    KRISTEN = "KRISTEN"
    KATOLIK = "KATOLIK"
    HINDU = "HINDU"
    BUDDHA = "BUDDHA"
    KHONGHUCU = "KHONGHUCU"
    KEPERCAYAAN = "KEPERCAYAAN TERHADAP TUHAN YME"


class Marital(_Word):
    """Marital status: four on the card (Permendagri 19/2010) [S], finer in the KK.

    The KK tells whether a marriage is registered (Permendagri 118/2017) [S], and in some places
    whether a divorce is (Jombang 2025) [P].

    Examples
    --------
    >>> from ektpflow.resident import Marital
    >>> Marital.KAWIN_BELUM_TERCATAT.on_card
    'KAWIN'
    """

    BELUM_KAWIN = "BELUM KAWIN"
    KAWIN = "KAWIN"
    CERAI_HIDUP = "CERAI HIDUP"
    CERAI_MATI = "CERAI MATI"
    KAWIN_TERCATAT = "KAWIN TERCATAT"
    KAWIN_BELUM_TERCATAT = "KAWIN BELUM TERCATAT"
    CERAI_HIDUP_TERCATAT = "CERAI HIDUP TERCATAT"
    CERAI_HIDUP_BELUM_TERCATAT = "CERAI HIDUP BELUM TERCATAT"

    @property
    def on_card(self) -> str:
        """What the card says: one of the four, registered or not."""
        return self.value.removesuffix(" TERCATAT").removesuffix(" BELUM")


class Blood(_Word):
    """Blood group: A, B, AB and O, each with or without its rhesus factor, or unknown [P]."""

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


class FamilyRelation(_Word):
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


class Citizenship(_Word):
    """Citizen (WNI), or foreigner with a permanent permit (WNA) [S]."""

    WNI = "WNI"
    WNA = "WNA"


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

#: The 88 occupations on which every published list agrees [S]; code 1 comes first. Spelling
#: varies a little between the lists.
OCCUPATIONS: Final = (
    "Belum/Tidak Bekerja", "Mengurus Rumah Tangga", "Pelajar/Mahasiswa", "Pensiunan",
    "Pegawai Negeri Sipil", "Tentara Nasional Indonesia", "Kepolisian RI", "Perdagangan",
    "Petani/Pekebun", "Peternak", "Nelayan/Perikanan", "Industri", "Konstruksi", "Transportasi",
    "Karyawan Swasta", "Karyawan BUMN", "Karyawan BUMD", "Karyawan Honorer", "Buruh Harian Lepas",
    "Buruh Tani/Perkebunan", "Buruh Nelayan/Perikanan", "Buruh Peternakan",
    "Pembantu Rumah Tangga", "Tukang Cukur", "Tukang Listrik", "Tukang Batu", "Tukang Kayu",
    "Tukang Sol Sepatu", "Tukang Las/Pandai Besi", "Tukang Jahit", "Tukang Gigi", "Penata Rias",
    "Penata Busana", "Penata Rambut", "Mekanik", "Seniman", "Tabib", "Paraji", "Perancang Busana",
    "Penterjemah", "Imam Masjid", "Pendeta", "Pastor", "Wartawan", "Ustadz/Mubaligh",
    "Juru Masak", "Promotor Acara", "Anggota DPR-RI", "Anggota DPD", "Anggota BPK", "Presiden",
    "Wakil Presiden", "Anggota Mahkamah Konstitusi", "Anggota Kabinet/Kementerian", "Duta Besar",
    "Gubernur", "Wakil Gubernur", "Bupati", "Wakil Bupati", "Walikota", "Wakil Walikota",
    "Anggota DPRD Provinsi", "Anggota DPRD Kabupaten/Kota", "Dosen", "Guru", "Pilot", "Pengacara",
    "Notaris", "Arsitek", "Akuntan", "Konsultan", "Dokter", "Bidan", "Perawat", "Apoteker",
    "Psikiater/Psikolog", "Penyiar Televisi", "Penyiar Radio", "Pelaut", "Peneliti", "Sopir",
    "Pialang", "Paranormal", "Pedagang", "Perangkat Desa", "Kepala Desa", "Biarawati",
    "Wiraswasta",
)  # fmt: skip


@attrs.frozen
class Occupation:
    """An occupation by code and label.

    Codes 1 to 88 agree everywhere [S]. After 88 the lists differ, so those are open: never
    refused, and not in `OCCUPATIONS`.

    Parameters
    ----------
    code
        1 and up.
    label
        What the card says; the lists differ in spelling, so none is refused.

    Raises
    ------
    InvalidValue
        If the code is below 1 or there is no label.

    Examples
    --------
    >>> from ektpflow.resident import Occupation
    >>> Occupation.of(3), Occupation(92, "Chef").agreed
    (Occupation(code=3, label='Pelajar/Mahasiswa'), False)
    """

    code: int
    label: str

    def __attrs_post_init__(self) -> None:
        if self.code < 1:
            raise InvalidValue("occupation, code", f"{self.code}", "codes run from 1", "see KK")
        _printable("occupation, label", self.label, needed=True)

    @classmethod
    def of(cls, code: int) -> Occupation:
        """Return one of the 88 on which the lists agree.

        Raises
        ------
        InvalidValue
            If the code is none of them.

        Examples
        --------
        >>> from ektpflow.resident import Occupation
        >>> Occupation.of(88).label
        'Wiraswasta'
        """
        if not 1 <= code <= len(OCCUPATIONS):
            raise InvalidValue(
                "occupation, code",
                f"{code}",
                f"the lists agree on 1 to {len(OCCUPATIONS)} only",
                "give code and label: Occupation(code, label)",
            )
        return cls(code, OCCUPATIONS[code - 1])

    @property
    def agreed(self) -> bool:
        """Whether the code is one of those on which every list agrees."""
        return self.code <= len(OCCUPATIONS)


# -- checks ----------------------------------------------------------------------------------------


def _printable(what: str, text: object, *, needed: bool) -> None:
    """Refuse what no card can hold; the text itself is never shown."""
    if not isinstance(text, str):
        raise InvalidValue(what, f"a {type(text).__name__}", "it is text", "give a str")
    if needed and not text.strip():
        raise InvalidValue(what, "nothing", "the card shows it", "look it up in the register")
    if not text.isprintable():
        at = next(n for n, char in enumerate(text) if not char.isprintable())
        raise InvalidValue(
            what,
            f"character {at + 1} of {len(text)}",
            "it cannot be printed",
            "take tabs, line ends and control characters out",
        )


def _three(value: str) -> str:
    if not (value.isascii() and value.isdecimal() and len(value) <= 3):  # noqa: PLR2004
        raise InvalidValue(
            "address, RT or RW",
            f"a text of {len(value)} characters",
            "one to three digits",
            "write it like '003'",
        )
    return value.zfill(3)


class _Private:
    """A value about a person: `repr` and `str` show the masked NIK and no more."""

    __slots__ = ()

    nik: Nik

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.nik!r})"


# -- the resident ----------------------------------------------------------------------------------


@attrs.frozen
class Address:
    """An address; shown by its village alone.

    Parameters
    ----------
    street
        Street and number; may be empty.
    rt, rw
        Neighbourhood and community number, one to three digits; filled up to three.
    village
        Kelurahan or desa.

    Raises
    ------
    InvalidValue
        If RT or RW is no such number, or the region no village.

    Examples
    --------
    >>> from ektpflow.region import RegionCode
    >>> from ektpflow.resident import Address
    >>> home = Address("Jl. Contoh 1", "3", "12", RegionCode("12.71.17.1005"))
    >>> home, home.rt, home.rw
    (Address(village=RegionCode('12.71.17.1005')), '003', '012')
    """

    street: str = attrs.field(repr=False)
    rt: str = attrs.field(converter=_three, repr=False)
    rw: str = attrs.field(converter=_three, repr=False)
    village: RegionCode

    def __attrs_post_init__(self) -> None:
        _printable("address, street", self.street, needed=False)
        if self.village.level is not Level.VILLAGE:
            raise InvalidValue(
                "address, village",
                str(self.village),
                "an address lies in a kelurahan or desa",
                "write its code like 12.71.17.1005",
            )


@attrs.frozen(kw_only=True, repr=False)
class Resident(_Private):
    """A person as the population register knows them; the study's masyarakat.

    Parameters
    ----------
    nik
        Population number, for life.
    name
        As registered; degrees after a comma are allowed on the card (Permendagri 73/2022) [S].
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
        Not on the card; compared in matching. Empty where unknown.
    kk
        Number of the family card.
    valid_until
        For a foreigner the end of the ITAP. None is "seumur hidup": every citizen's card is valid
        for life [S].
    country
        Of a foreigner, in English; the card shows it (tribunnews 2022-06-02) [S].

    Raises
    ------
    InvalidValue
        When a value is impossible. What is only unusual is a finding, see `findings`.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.population import applicant
    >>> someone = applicant(seed=1, born=date(2009, 3, 2))
    >>> someone
    Resident(Nik('1271************'))
    >>> someone.obliged(date(2026, 3, 1)), someone.obliged(date(2026, 3, 2))
    (False, True)
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
    country: str = ""

    def __attrs_post_init__(self) -> None:
        for field, kind in _KINDS_OF_VALUE:
            value = getattr(self, field)
            if not isinstance(value, kind):
                rule = f"one of {', '.join(kind)}" if issubclass(kind, StrEnum) else kind.__name__
                raise InvalidValue(
                    f"resident, {field}",
                    f"a {type(value).__name__}",
                    rule,
                    f"give a {kind.__name__}",
                )
        for field in ("birth_date", "valid_until"):
            day = getattr(self, field)
            # A datetime is a date to Python, and equal to none.
            if day is not None and (isinstance(day, datetime) or not isinstance(day, date)):
                shown = f"a {type(day).__name__}"
                raise InvalidValue(f"resident, {field}", shown, "it is a day", "give a date")
        _printable("resident, name", self.name, needed=True)
        _printable("resident, birth_place", self.birth_place, needed=True)
        _printable("resident, mother_name", self.mother_name, needed=False)
        _printable("resident, country", self.country, needed=False)
        if self.citizenship is Citizenship.WNI and (self.valid_until is not None or self.country):
            field = "country" if self.valid_until is None else "valid_until"
            raise InvalidValue(
                f"resident, {field}",
                "a value for a citizen",
                "a citizen's card shows WNI and is valid for life (UU 24/2013)",
                "leave it out, or give Citizenship.WNA",
            )

    @cached_property
    def identity(self) -> str:
        """Digest of what matching compares; it changes when, and only when, one of these does.

        Compared are NIK, name, place and date of birth, sex and the mother's name; a move or a new
        occupation leaves it alone. 32 hexadecimal digits of SHA-256, made once.

        Examples
        --------
        >>> import attrs
        >>> from ektpflow.population import applicant
        >>> from ektpflow.resident import Occupation
        >>> someone = applicant(seed=1)
        >>> attrs.evolve(someone, occupation=Occupation.of(65)).identity == someone.identity
        True
        """
        parts = (
            self.nik.reveal(),
            self.name,
            self.birth_place,
            self.birth_date.isoformat(),
            self.sex.value,
            self.mother_name,
        )
        # The separator cannot be printed, so no field can hold it.
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def age(self, on: date) -> int:
        """Return the age in full years; who was born on 29 February is older from 1 March.

        Parameters
        ----------
        on
            The day; never taken from a clock.

        Examples
        --------
        >>> from datetime import date
        >>> from ektpflow.population import applicant
        >>> applicant(seed=1, born=date(2008, 2, 29)).age(date(2025, 2, 28))
        16
        """
        before = (on.month, on.day) < (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - before

    def obliged(self, on: date) -> bool:
        """Tell whether a card must be held: at 17, or ever married (UU 24/2013 art. 63) [S].

        A widow, a widower and who is divorced were married. Missing fingers excuse nobody.

        Examples
        --------
        >>> import attrs
        >>> from datetime import date
        >>> from ektpflow.population import applicant
        >>> from ektpflow.resident import Marital
        >>> young = applicant(seed=1, born=date(2010, 1, 1))
        >>> attrs.evolve(young, marital=Marital.CERAI_MATI).obliged(date(2026, 3, 2))
        True
        """
        return self.age(on) >= _AGE or self.marital is not Marital.BELUM_KAWIN

    def findings(self, table: RegionTable | None = None) -> tuple[Finding, ...]:
        """Return what is unusual and not wrong.

        Names: at least two words, at most 60 letters with blanks, Latin letters, no digits or
        punctuation; degrees stand after a comma and do not count. Names registered earlier stay
        (Permendagri 73/2022) [S].

        Parameters
        ----------
        table
            An edition of the region table; without it no region is looked up.

        Returns
        -------
        tuple of Finding
            Those of the NIK, then ``name_one_word``, ``name_long``, ``name_digits``,
            ``name_characters``, ``mother_unknown``, ``village_unknown``, ``country_unknown``,
            ``validity_unknown``.

        Examples
        --------
        >>> import attrs
        >>> from ektpflow.population import applicant
        >>> someone = attrs.evolve(applicant(seed=1), name="SUTRISNO, S.H.")
        >>> [finding.code for finding in someone.findings()]
        ['name_one_word']
        """
        village = self.address.village
        abroad = self.citizenship is Citizenship.WNA
        return (
            *self.nik.findings(
                table=table, birth_date=self.birth_date, female=self.sex is Sex.FEMALE
            ),
            *_about_name(self.name.partition(",")[0].strip()),
            *_found(not self.mother_name.strip(), "mother_unknown", "the mother's name is unknown"),
            *_found(
                table is not None and village not in table and table.answers_for(village),
                "village_unknown",
                f"{village} is not in this edition of the region table",
            ),
            *_found(abroad and not self.country, "country_unknown", "a foreigner without country"),
            *_found(
                abroad and self.valid_until is None,
                "validity_unknown",
                "a foreigner without an end of the ITAP",
            ),
        )


_KINDS_OF_VALUE: Final[tuple[tuple[str, type], ...]] = (
    ("nik", Nik),
    ("birth_date", date),
    ("sex", Sex),
    ("address", Address),
    ("religion", Religion),
    ("marital", Marital),
    ("occupation", Occupation),
    ("kk", KkNumber),
    ("blood", Blood),
    ("citizenship", Citizenship),
)


def _found(unusual: bool, code: str, sentence: str) -> tuple[Finding, ...]:  # noqa: FBT001
    return (Finding(code, sentence),) if unusual else ()


def _about_name(name: str) -> Iterable[Finding]:
    """Return what is unusual in a name without its degrees; the name itself is not shown."""
    odd = [char for char in name if not (char == " " or _latin(char))]
    digits = any(char.isdigit() for char in odd)
    return (
        *_found(" " not in name, "name_one_word", "the name is one word"),
        *_found(len(name) > _LONGEST_NAME, "name_long", f"the name has {len(name)} letters"),
        *_found(digits, "name_digits", "the name holds a digit"),
        *_found(
            any(not char.isdigit() for char in odd),
            "name_characters",
            "the name holds something other than Latin letters",
        ),
    )


def _latin(char: str) -> bool:
    return char.isalpha() and (char.isascii() or unicodedata.name(char, "").startswith("LATIN"))


# -- biometrics ------------------------------------------------------------------------------------

#: The ten fingers, in the order of a recording.
FINGERS: Final = tuple(
    f"{side} {finger}"
    for side in ("right", "left")
    for finger in ("thumb", "index", "middle", "ring", "little")
)
#: The two irises, in the order of a recording.
IRISES: Final = ("right iris", "left iris")
_BEST: Final = 100
_LONGEST_HANDLE: Final = 200


def _handle(what: str, handle: object) -> None:
    """Refuse what is no handle; nothing of it is shown, for it may be a template."""
    if not isinstance(handle, str) or not 0 < len(handle) <= _LONGEST_HANDLE:
        raise InvalidValue(
            what,
            f"a {type(handle).__name__}",
            f"a handle is an opaque text of 1 to {_LONGEST_HANDLE} characters, never a template",
            "keep the recording where it is, and give its key",
        )


@attrs.frozen
class Capture:
    """One thing that was recorded, or why it was not.

    Parameters
    ----------
    part
        What: one of `FINGERS`, `IRISES`, ``"photo"`` or ``"signature"``.
    handle
        Opaque handle, None where nothing was recorded.
    quality
        0 to 100, by whatever scale the recording device has.
    exception
        Why nothing was recorded, or why so badly. Somebody with damaged fingers, or none, must
        hold a card all the same: iris and identity suffice (radar-karawang 2016-09-09) [P].

    Raises
    ------
    InvalidValue
        If the handle is none, the quality out of range, or something missing has no exception.

    Examples
    --------
    >>> from ektpflow.resident import Capture
    >>> Capture("left index", None, exception="amputated").handle is None
    True
    """

    part: str
    handle: str | None
    quality: int = 0
    exception: str = ""

    def __attrs_post_init__(self) -> None:
        what = f"capture of {self.part}"
        if not 0 <= self.quality <= _BEST:
            raise InvalidValue(
                f"{what}, quality", f"{self.quality}", f"0 to {_BEST}", "scale what the device says"
            )
        if self.handle is not None:
            _handle(f"{what}, handle", self.handle)
        elif not self.exception.strip():
            raise InvalidValue(
                f"{what}, exception",
                "nothing",
                "what is missing has its reason",
                "give exception, for example 'amputated'",
            )
        elif self.quality:
            raise InvalidValue(
                f"{what}, quality", f"{self.quality}", "nothing was recorded", "leave it at 0"
            )


@attrs.frozen
class Biometrics:
    """What was recorded of one person, once in a lifetime.

    Ten fingers, two irises, photo and signature (Perpres 26/2009 art. 6 as amended by 35/2010: all
    fingerprints go to the database; kompas 2021-02-14) [S].

    Parameters
    ----------
    handle
        Opaque handle of the whole recording.
    photo, signature
        Pas foto, tanda tangan.
    fingers
        Ten captures, in the order of `FINGERS`.
    irises
        Two captures, in the order of `IRISES`.
    statement_signed
        The resident signed the statement of truth (recording procedure, step 6) [S].
    index_checked
        The operator validated the recording by the index fingers (step 7) [S].

    Raises
    ------
    InvalidValue
        If a capture is lacking, or stands in another's place. What could not be recorded is a
        `Capture` with its exception.

    Examples
    --------
    >>> from ektpflow.resident import Biometrics
    >>> recorded = Biometrics.of("body:1", missing=["left index"], because="amputated")
    >>> recorded.missing, recorded.usable
    (('left index',), True)
    """

    handle: str
    photo: Capture
    signature: Capture
    fingers: tuple[Capture, ...]
    irises: tuple[Capture, ...]
    statement_signed: bool = True
    index_checked: bool = True

    def __attrs_post_init__(self) -> None:
        _handle("biometrics, handle", self.handle)
        for field, captures, parts in (
            ("photo", (self.photo,), ("photo",)),
            ("signature", (self.signature,), ("signature",)),
            ("fingers", self.fingers, FINGERS),
            ("irises", self.irises, IRISES),
        ):
            found = tuple(capture.part for capture in captures)
            if found != parts:
                raise InvalidValue(
                    f"biometrics, {field}",
                    ", ".join(found) or "nothing",
                    f"{', '.join(parts)}, in this order",
                    "what could not be recorded is a Capture without handle, with its exception",
                )

    @classmethod
    def of(
        cls,
        handle: str,
        *,
        missing: Iterable[str] = (),
        because: str = "not present",
        quality: int = 80,
    ) -> Biometrics:
        """Return a full recording, for synthetic people.

        Parameters
        ----------
        handle
            Handle of the recording; those of its captures begin with it.
        missing
            Parts that could not be recorded.
        because
            Why.
        quality
            Of everything else.

        Raises
        ------
        InvalidValue
            If a missing part is none.

        Examples
        --------
        >>> from ektpflow.resident import Biometrics
        >>> Biometrics.of("body:1").fingers[1]
        Capture(part='right index', handle='body:1/right index', quality=80, exception='')
        """
        _handle("biometrics, handle", handle)
        gone = set(missing)
        unknown = sorted(gone.difference(FINGERS, IRISES, ("photo", "signature")))
        if unknown:
            raise InvalidValue(
                "biometrics, missing",
                ", ".join(unknown),
                "a part is one of FINGERS, IRISES, photo or signature",
                "write it like 'left index'",
            )

        def take(part: str) -> Capture:
            if part in gone:
                return Capture(part, None, 0, because)
            return Capture(part, f"{handle}/{part}", quality)

        return cls(
            handle,
            take("photo"),
            take("signature"),
            tuple(take(part) for part in FINGERS),
            tuple(take(part) for part in IRISES),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not recorded: photo, signature, fingers, irises, in this order."""
        captures = (self.photo, self.signature, *self.fingers, *self.irises)
        return tuple(capture.part for capture in captures if capture.handle is None)

    @property
    def usable(self) -> bool:
        """Whether something is there that can be searched for: a finger or an iris."""
        return any(capture.handle is not None for capture in (*self.fingers, *self.irises))


# -- the card --------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class Biodata(_Private):
    """The data of a person that the card's chip holds, as values; no mother's name, no KK."""

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
class CardFace(_Private):
    """What is printed on the card, as it is printed (voi.id/berita/422929) [S].

    `photo` and `signature` are handles; `signature` is None where somebody cannot sign.
    `photo_background` is ``"red"`` for an odd year of birth, ``"blue"`` for an even one
    (kecamatantayu.patikab.go.id, balongbendo.sidoarjokab.go.id) [S].
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


@attrs.frozen(repr=False)
class ChipContent:
    """What the chip holds: biodata, photo, signature, two fingerprints; no iris.

    Left and right index finger, otherwise the two best (kompas 2021-02-14 quoting BPPT;
    Perpres 35/2010) [S]. With fewer fingers there are fewer, or none.
    """

    biodata: Biodata
    photo: str
    signature: str | None
    fingerprints: tuple[Capture, ...]
    security_code: str

    def __repr__(self) -> str:
        return f"ChipContent({self.biodata.nik!r})"


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
        photo=_photo(biometrics),
        photo_background="red" if resident.birth_date.year % 2 else "blue",
        signature=biometrics.signature.handle,
        issued=f"{issued_at_place.upper()}, {issued_on:%d-%m-%Y}",
    )


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
    photo, signature = _photo(biometrics), biometrics.signature.handle
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


def _photo(biometrics: Biometrics) -> str:
    if biometrics.photo.handle is None:
        raise InvalidValue("card, photo", "nothing", "a card has a photo", "record it again")
    return biometrics.photo.handle


def _two(fingers: tuple[Capture, ...]) -> tuple[Capture, ...]:
    """Return the index fingers, left first; for one that is missing the best of the others."""
    recorded = {finger.part: finger for finger in fingers if finger.handle is not None}
    chosen = [recorded.pop(part) for part in ("left index", "right index") if part in recorded]
    others = sorted(recorded.values(), key=lambda finger: -finger.quality)
    return (*chosen, *others)[:2]
