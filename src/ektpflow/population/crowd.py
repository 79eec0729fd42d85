"""A few synthetic people for a case, with the truth about who is who.

Names are drawn from short lists of common Indonesian names, several cultures as in Medan; every
share here is an illustration, not a measurement. A register with its frequencies and its errors is
made by `ektpflow.population.register`.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from random import Random
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.nik import KkNumber, Nik
from ektpflow.region import RegionCode
from ektpflow.resident import (
    Address,
    Biometrics,
    Marital,
    Occupation,
    Religion,
    Resident,
    Sex,
)

__all__ = ["Synthetic", "applicant", "biometrics", "namesake", "people", "second_identity", "twin"]

_FIRST_SERIAL: Final = 9001
_SERIALS: Final = 999
_BORN_FROM: Final = date(2007, 3, 2)  # 18 on 1 March 2026, the last born of them 17
_BORN_DAYS: Final = 700
_RECORDED: Final = date(2015, 6, 1)
_KELURAHAN: Final = 6
_MOVED_TO: Final = ("12.71.19", "12.71.21", "12.71.16")
# Serials between a person and the twin or namesake; a crowd holds fewer of one day and sex.
_TWIN: Final = 400
_NAMESAKE: Final = 600

_MALE: Final = (
    "Budi", "Andi", "Rizky", "Muhammad", "Ahmad", "Hendra", "Jonathan", "Parlindungan", "Togar",
    "Dedi", "Fajar", "Iqbal", "Rahmat", "Sahat", "Bonar", "Teguh", "Surya", "Kevin", "Yusuf",
    "Slamet",
)  # fmt: skip
_FEMALE: Final = (
    "Siti", "Nurhayati", "Dewi", "Rina", "Putri", "Maria", "Ayu", "Tiur", "Ramadhani", "Fitri",
    "Melati", "Kartika", "Lestari", "Indah", "Roswita", "Annisa", "Mega", "Novita", "Yohana",
    "Wulan",
)  # fmt: skip
_MIDDLE: Final = (
    "Pratama", "Saputra", "Hidayat", "Maulana", "Wijaya", "Kusuma", "Ananda", "Permata", "Utama",
    "Rahayu", "Syafitri", "Oktavia", "Gunawan", "Setia", "Halim", "Aulia", "Perdana", "Cahaya",
)  # fmt: skip
_LAST: Final = (
    "Siregar", "Nasution", "Harahap", "Lubis", "Simanjuntak", "Sitorus", "Ginting", "Tarigan",
    "Sembiring", "Hasibuan", "Pohan", "Tanjung", "Lim", "Chandra", "Nugroho", "Santoso",
    "Sinaga", "Purba", "Manurung", "Batubara", "Daulay", "Panjaitan", "Hutagalung", "Rangkuti",
)  # fmt: skip
_STREETS: Final = ("Jalan Contoh", "Jalan Melati", "Jalan Mawar", "Jalan Kenanga", "Gang Damai")
_PLACES: Final = (
    "Medan",
    "Binjai",
    "Deli Serdang",
    "Tebing Tinggi",
    "Pematangsiantar",
    "Berastagi",
)


@attrs.frozen
class Synthetic:
    """A synthetic person: what the register says, and which body it is.

    Parameters
    ----------
    resident
        The biodata.
    body
        The truth: two records of one body are one person.
    household
        The truth of the family: twins share it, namesakes do not.

    Examples
    --------
    >>> from ektpflow.population import people, twin
    >>> person = people(1, seed=1)[0]
    >>> other = twin(person, seed=1)
    >>> other.household == person.household, other.body == person.body
    (True, False)
    """

    resident: Resident
    body: str
    household: str


class _Serials:
    """Hands out serials by kecamatan and coded date, so that no two numbers collide."""

    def __init__(self, start: int = 0) -> None:
        self._next: dict[tuple[str, date, bool], int] = {}
        self._start = start

    def nik(self, region: RegionCode, born: date, *, female: bool) -> Nik:
        key = (str(region), born, female)
        count = self._next.get(key, 0)
        if count >= _SERIALS:
            raise InvalidValue(
                "synthetic people",
                f"person {count + 1} of one sex born on {born.isoformat()} in {region}",
                "999 synthetic numbers are set apart for a kecamatan, sex and day of birth",
                "leave out born=, or take another region",
            )
        self._next[key] = count + 1
        serial = _FIRST_SERIAL + (self._start + count) % _SERIALS
        return Nik.compose(region, born, female, serial)


def applicant(seed: int, *, born: date | None = None, region: str = "12.71.17") -> Resident:
    """Return one synthetic applicant.

    Parameters
    ----------
    seed
        The same seed gives the same person.
    born
        Birth date; by default somebody of 17 or 18 in March 2026.
    region
        Kecamatan.

    Examples
    --------
    >>> from ektpflow.population import applicant
    >>> applicant(1) == applicant(1), applicant(1) == applicant(2)
    (True, False)
    """
    return people(1, seed=seed, region=region, born=born)[0].resident


def people(
    n: int, *, seed: int, region: str = "12.71.17", born: date | None = None
) -> tuple[Synthetic, ...]:
    """Return synthetic people; no two share a number.

    Parameters
    ----------
    n
        How many.
    seed
        The same seed gives the same people.
    region
        Kecamatan of first registration.
    born
        Birth date of all of them; by default spread over people of 17 and 18 in March 2026.
    """
    chance = Random(f"population/{seed}")  # noqa: S311  (synthetic people, not secrecy)
    code = RegionCode(region)
    serials = _Serials(chance.randrange(_SERIALS))
    found = []
    for number in range(n):
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        day = born or _BORN_FROM + timedelta(days=chance.randrange(_BORN_DAYS))
        nik = serials.nik(code, day, female=sex is Sex.FEMALE)
        family = chance.choice(_LAST)
        resident = Resident(
            nik=nik,
            name=_name(chance, sex, family),
            birth_place=chance.choice(_PLACES),
            birth_date=day,
            sex=sex,
            address=Address(
                f"{chance.choice(_STREETS)} {chance.randrange(1, 200)}",
                f"{chance.randrange(1, 12)}",
                f"{chance.randrange(1, 8)}",
                RegionCode(f"{region}.{1001 + chance.randrange(_KELURAHAN)}"),
            ),
            religion=chance.choice(tuple(Religion)),
            marital=Marital.BELUM_KAWIN,
            occupation=Occupation(3, "Pelajar/Mahasiswa"),
            mother_name=_name(chance, Sex.FEMALE, chance.choice(_LAST)),
            kk=_kk(code, chance),
        )
        found.append(Synthetic(resident, f"body:{seed}-{number:06d}", f"house:{seed}-{number:06d}"))
    return tuple(found)


def _name(chance: Random, sex: Sex, family: str) -> str:
    first = chance.choice(_MALE if sex is Sex.MALE else _FEMALE)
    return f"{first} {chance.choice(_MIDDLE)} {family}"


def _kk(region: RegionCode, chance: Random) -> KkNumber:
    day = _RECORDED + timedelta(days=chance.randrange(3000))
    return KkNumber(f"{region.digits}{day:%d%m%y}{_FIRST_SERIAL + chance.randrange(_SERIALS):04d}")


def biometrics(person: Synthetic | Resident, *, recording: int = 1) -> Biometrics:
    """Return a recording of a person; each recording has its own handle, the body stays.

    Parameters
    ----------
    person
        Who is recorded. Of a resident alone the truth is not known: a body of its own is taken
        for each NIK, so hand in the `Synthetic` where somebody has two numbers.
    recording
        Which recording it is.

    Examples
    --------
    >>> from ektpflow.population import biometrics, people
    >>> person = people(1, seed=1)[0]
    >>> biometrics(person, recording=2).handle
    'body:1-000000#2'
    """
    return Biometrics.of(f"{_body(person)}#{recording}")


def _body(person: Synthetic | Resident) -> str:
    if isinstance(person, Synthetic):
        return person.body
    # not the resident's identity: the body stays when a name is corrected, as the NIK does
    return f"body:nik-{hashlib.sha256(person.nik.reveal().encode()).hexdigest()[:12]}"


def second_identity(person: Synthetic, *, seed: int) -> Synthetic:
    """Return the same body under another number, as somebody recorded again after a move.

    The name is spelt a little otherwise and the number comes from another kecamatan; the causes
    (moved, the first card never came) are published, the shares are not.

    Parameters
    ----------
    person
        Whose body it is.
    seed
        The same seed gives the same second identity.

    Examples
    --------
    >>> from ektpflow.population import people, second_identity
    >>> first = people(1, seed=1)[0]
    >>> second = second_identity(first, seed=1)
    >>> second.body == first.body, second.resident.nik == first.resident.nik
    (True, False)
    """
    chance = Random(f"second/{seed}")  # noqa: S311
    old = person.resident
    moved_to = [code for code in _MOVED_TO if code != str(old.nik.region)]
    region = RegionCode(chance.choice(moved_to))
    nik = _Serials(chance.randrange(_SERIALS)).nik(
        region, old.birth_date, female=old.sex is Sex.FEMALE
    )
    first, _, rest = old.name.partition(" ")
    spelt = chance.choice((f"{first} {rest}", f"{first}h {rest}", rest and f"{first[:1]}. {rest}"))
    return Synthetic(attrs.evolve(old, nik=nik, name=spelt), person.body, person.household)


def twin(person: Synthetic, *, seed: int) -> Synthetic:
    """Return a twin: same day, place, parents; another name and another body.

    Parameters
    ----------
    person
        Whose twin.
    seed
        The same seed gives the same twin.
    """
    chance = Random(f"twin/{seed}")  # noqa: S311
    old = person.resident
    nik = _far_from(old, _TWIN)
    family = old.name.split()[-1]
    name = _name(chance, old.sex, family)
    while name.split()[0] == old.name.split()[0]:
        name = _name(chance, old.sex, family)
    return Synthetic(attrs.evolve(old, nik=nik, name=name), f"{person.body}-twin", person.household)


def namesake(person: Synthetic, *, seed: int) -> Synthetic:
    """Return somebody else of the same name, birth date and kelurahan: another mother and house.

    Parameters
    ----------
    person
        Whose namesake.
    seed
        The same seed gives the same namesake.
    """
    chance = Random(f"namesake/{seed}")  # noqa: S311
    old = person.resident
    nik = _far_from(old, _NAMESAKE)
    mother = _name(chance, Sex.FEMALE, chance.choice(_LAST))
    while mother.split()[0] == old.mother_name.split()[0]:
        mother = _name(chance, Sex.FEMALE, chance.choice(_LAST))
    kk = _kk(old.nik.region, chance)
    house = attrs.evolve(
        old.address,
        street=f"{chance.choice(_STREETS)} {chance.randrange(1, 200)}",
        rt=f"{chance.randrange(1, 12)}",
        rw=f"{chance.randrange(1, 8)}",
    )
    return Synthetic(
        attrs.evolve(old, nik=nik, mother_name=mother, kk=kk, address=house),
        f"{person.body}-namesake",
        f"{person.household}-namesake",
    )


def _far_from(old: Resident, steps: int) -> Nik:
    """Give the number so many serials on: the next ones belong to others of the same crowd."""
    serial = _FIRST_SERIAL + (old.nik.serial - _FIRST_SERIAL + steps) % _SERIALS
    return Nik.compose(old.nik.region, old.birth_date, old.sex is Sex.FEMALE, serial)
