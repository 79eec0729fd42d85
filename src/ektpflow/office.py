"""Offices, their tiers, and the officers who act in them.

The administrative order comes from the code alone: 12.71.17.1001 is under 12.71.17, that under
12.71, and a dinas under the data centre, to which it sends its records. The province stands aside:
it holds blanks and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.region import Level, RegionCode, RegionTable

__all__ = ["ACTORS", "CENTRE", "City", "Office", "Officer", "Role", "Tier", "medan"]

#: Code of the data centre, which is in no region.
CENTRE: Final = "pusat"


class Tier(StrEnum):
    """The level of an office; the value is stable, the label is the study's own word.

    Examples
    --------
    >>> from ektpflow.office import Tier
    >>> Tier.DINAS.label
    'Disdukcapil'
    """

    KELURAHAN = "KELURAHAN"
    KECAMATAN = "KECAMATAN"
    DINAS = "DINAS"
    PROVINCE = "PROVINCE"
    CENTRE = "CENTRE"

    @property
    def label(self) -> str:
        """Its Indonesian name."""
        return _TIERS[self]


_TIERS: Final = {
    Tier.KELURAHAN: "kelurahan",
    Tier.KECAMATAN: "Kecamatan",
    Tier.DINAS: "Disdukcapil",
    Tier.PROVINCE: "Pemerintah Provinsi",
    Tier.CENTRE: "Pusat Data Ditjen Dukcapil (pemerintah pusat)",
}


class Role(StrEnum):
    """What an officer may do.

    COUNTER receives applications and hands cards over; OPERATOR records biometrics; DINAS is the
    back office of Disdukcapil, which asks for deletions and confirms what is on file; PRINTER
    personalises; STORE keeps blanks; CENTRE runs the matching at the data centre; ADJUDICATOR is
    the expert who decides what the machine cannot.

    Examples
    --------
    >>> from ektpflow.office import Role
    >>> Role.OPERATOR.label
    'operator perekaman'
    """

    COUNTER = "COUNTER"
    OPERATOR = "OPERATOR"
    DINAS = "DINAS"
    PRINTER = "PRINTER"
    STORE = "STORE"
    CENTRE = "CENTRE"
    ADJUDICATOR = "ADJUDICATOR"

    @property
    def label(self) -> str:
        """Its Indonesian name, in our own words."""
        return _ROLES[self]


_ROLES: Final = {
    Role.COUNTER: "petugas loket",
    Role.OPERATOR: "operator perekaman",
    Role.DINAS: "petugas Disdukcapil",
    Role.PRINTER: "petugas pencetakan",
    Role.STORE: "petugas blangko",
    Role.CENTRE: "petugas pusat data",
    Role.ADJUDICATOR: "ahli pemeriksa",
}

_USUAL: Final[Mapping[Tier, frozenset[Role]]] = {
    Tier.KELURAHAN: frozenset({Role.COUNTER}),
    Tier.KECAMATAN: frozenset({Role.COUNTER, Role.OPERATOR}),
    Tier.DINAS: frozenset({Role.COUNTER, Role.OPERATOR, Role.DINAS, Role.PRINTER, Role.STORE}),
    Tier.PROVINCE: frozenset({Role.STORE}),
    Tier.CENTRE: frozenset({Role.CENTRE, Role.ADJUDICATOR, Role.STORE}),
}

_LEVELS: Final[Mapping[Tier, Level]] = {
    Tier.KELURAHAN: Level.VILLAGE,
    Tier.KECAMATAN: Level.DISTRICT,
    Tier.DINAS: Level.REGENCY,
    Tier.PROVINCE: Level.PROVINCE,
}


@attrs.frozen
class Office:
    """One office.

    Parameters
    ----------
    code
        Dotted region code, or ``"pusat"``. A second office in a region may add a part of its own
        (``"12.71.upt"``).
    name
        What it is called.
    tier
        Its level.
    region
        The region it serves, None for the data centre.
    prints
        Cards are printed there. Where that is differs by office and year: Disdukcapil in 2018,
        some kecamatan of Medan too by July 2023 (suara.com) [P].

    Raises
    ------
    InvalidValue
        If it has no code or name, or the region is not of its tier.

    Examples
    --------
    >>> from ektpflow.office import Office, Tier
    >>> from ektpflow.region import RegionCode
    >>> Office("12.71.17", "Kecamatan Medan Baru", Tier.KECAMATAN, RegionCode("12.71.17")).prints
    False
    """

    code: str
    name: str
    tier: Tier
    region: RegionCode | None
    prints: bool = False

    def __attrs_post_init__(self) -> None:
        for field, text in (("code", self.code), ("name", self.name)):
            if not text.strip():
                raise InvalidValue(f"office, {field}", repr(text), "an office has one", "name it")
        if not isinstance(self.tier, Tier):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(
                "office, tier", repr(self.tier), f"one of {', '.join(Tier)}", "take a Tier"
            )
        wanted = _LEVELS.get(self.tier)
        level = self.region.level if self.region is not None else None
        if level is not wanted:
            raise InvalidValue(
                "office, region",
                str(self.region),
                f"an office of tier {self.tier} serves "
                + ("no single region" if wanted is None else f"a {wanted.name.lower()}"),
                "exchange region or tier",
            )
        if self.region is not None and not f"{self.code}.".startswith(f"{self.region}."):
            raise InvalidValue(
                "office, code",
                repr(self.code),
                f"the code of an office begins with its region, {self.region}: "
                "from it follows what it is under",
                "exchange code or region",
            )


@attrs.frozen
class Officer:
    """Who acts: the study's pegawai.

    Parameters
    ----------
    id
        Opaque id, never a name.
    office
        Code of the office.
    roles
        What the officer may do, one role or more.

    Raises
    ------
    InvalidValue
        If there is no id, no office, no role, or a role that is none.

    Examples
    --------
    >>> from ektpflow.office import Officer, Role
    >>> Role.COUNTER in Officer("12.71.17/petugas", "12.71.17", frozenset({Role.COUNTER})).roles
    True
    """

    id: str
    office: str
    roles: frozenset[Role]

    def __attrs_post_init__(self) -> None:
        for field, text in (("id", self.id), ("office", self.office)):
            if not text:
                raise InvalidValue(f"officer, {field}", "nothing", "every act has an author", "")
        odd = sorted(str(role) for role in self.roles if role not in _ROLES)
        if odd or not self.roles:
            raise InvalidValue(
                "officer, roles",
                ", ".join(odd) or "none",
                f"one or more of {', '.join(Role)}",
                "leave roles out at City.officer for those usual at the office",
            )


def _offices(value: Iterable[Office]) -> tuple[Office, ...]:
    return tuple(value)


@attrs.frozen
class City:
    """A set of offices.

    Parameters
    ----------
    name
        What it is called.
    offices
        The offices; every code once.

    Raises
    ------
    InvalidValue
        If two offices have one code.

    Examples
    --------
    >>> from ektpflow import medan
    >>> city = medan()
    >>> city.office("12.71.17").name, city.parent("12.71.17.1005")
    ('Kecamatan Medan Baru', '12.71.17')
    >>> city.printing_office("12.71.17")
    '12.71'
    """

    name: str
    offices: tuple[Office, ...] = attrs.field(converter=_offices)

    def __attrs_post_init__(self) -> None:
        if len(self._by_code) < len(self.offices):
            codes = [office.code for office in self.offices]
            twice = next(code for code in codes if codes.count(code) > 1)
            raise InvalidValue("city, offices", repr(twice), "a code names one office", "drop one")

    @cached_property
    def _by_code(self) -> Mapping[str, Office]:
        return {office.code: office for office in self.offices}

    def office(self, code: str) -> Office:
        """Return an office by its code.

        Raises
        ------
        InvalidValue
            If there is none.

        Examples
        --------
        >>> from ektpflow import medan
        >>> medan().office("pusat").tier.label
        'Pusat Data Ditjen Dukcapil (pemerintah pusat)'
        """
        found = self._by_code.get(code)
        if found is None:
            raise InvalidValue(
                "office", repr(code), f"{self.name} has no office of this code", "see city.offices"
            )
        return found

    def officer(self, code: str, *roles: Role, id: str = "") -> Officer:  # noqa: A002  (its name)
        """Return an officer of an office.

        Parameters
        ----------
        code
            The office.
        *roles
            What the officer may do; by default what is usual for the tier of the office.
        id
            Opaque id; by default the code with ``/petugas``.

        Raises
        ------
        InvalidValue
            If there is no such office, or a role is none.

        Examples
        --------
        >>> from ektpflow import medan
        >>> officer = medan().officer("12.71.17")
        >>> officer.id, sorted(role.value for role in officer.roles)
        ('12.71.17/petugas', ['COUNTER', 'OPERATOR'])
        """
        usual = _USUAL[self.office(code).tier]
        return Officer(id or f"{code}/petugas", code, frozenset[Role](roles) or usual)

    def offices_of(self, tier: Tier) -> tuple[Office, ...]:
        """Return the offices of one level, in the order of the city.

        Examples
        --------
        >>> from ektpflow import medan
        >>> from ektpflow.office import Tier
        >>> [office.code for office in medan().offices_of(Tier.DINAS)]
        ['12.71']
        """
        return tuple(office for office in self.offices if office.tier is tier)

    def parent(self, code: str) -> str | None:
        """Return the code of the office above, None at the top.

        From kelurahan to kecamatan, to Disdukcapil, to the data centre; an office that the city
        lacks is passed over. The province is no station of an application.

        Raises
        ------
        InvalidValue
            If there is no office of this code.

        Examples
        --------
        >>> from ektpflow import medan
        >>> medan().parent("12.71"), medan().parent("pusat")
        ('pusat', None)
        """
        office = self.office(code)
        if office.tier is Tier.CENTRE:
            return None
        above = code.rpartition(".")[0]
        while above:
            found = self._by_code.get(above)
            if found is not None and found.tier is not Tier.PROVINCE:
                return above
            above = above.rpartition(".")[0]
        return CENTRE if CENTRE in self._by_code else None

    def printing_office(self, code: str) -> str:
        """Return the nearest office, from this one upwards, at which cards are printed.

        Raises
        ------
        InvalidValue
            If there is no office of this code, or none on the way up prints.

        Examples
        --------
        >>> import attrs
        >>> from ektpflow import medan
        >>> city = medan()
        >>> city = city.with_office(attrs.evolve(city.office("12.71.17"), prints=True))
        >>> city.printing_office("12.71.17.1005"), city.printing_office("12.71.12")
        ('12.71.17', '12.71')
        """
        at: str | None = code
        while at is not None:
            if self.office(at).prints:
                return at
            at = self.parent(at)
        raise InvalidValue(
            "city, offices",
            self.name,
            f"no office from {code} upwards prints cards",
            "add one with City.with_office and prints=True",
        )

    def with_office(self, *added: Office) -> City:
        """Return the city with more offices; one of a known code takes the place of the old.

        Examples
        --------
        >>> import attrs
        >>> from ektpflow import medan
        >>> city = medan()
        >>> closed = attrs.evolve(city.office("12.71"), prints=False)
        >>> city.with_office(closed).office("12.71").prints
        False
        """
        offices = dict(self._by_code)
        for office in added:
            offices[office.code] = office
        return attrs.evolve(self, offices=tuple(offices.values()))


#: The source study's words for offices and officers, each with its public name here. Its
#: masyarakat is `ektpflow.resident.Resident`.
ACTORS: Final[Mapping[str, Tier | type[Officer]]] = MappingProxyType(
    {
        "pegawai kecamatan": Officer,
        "kelurahan": Tier.KELURAHAN,
        "Kecamatan": Tier.KECAMATAN,
        "Disdukcapil": Tier.DINAS,
        "Pemerintah Provinsi": Tier.PROVINCE,
        "pemerintah pusat": Tier.CENTRE,
        "Pusat Data Ditjen Dukcapil": Tier.CENTRE,
    }
)

_PREFIX: Final = {
    Level.PROVINCE: "Pemerintah Provinsi",
    Level.REGENCY: "Disdukcapil",
    Level.DISTRICT: "Kecamatan",
    Level.VILLAGE: "Kelurahan",
}


@cache
def medan() -> City:
    """Return the offices of Kota Medan: 151 kelurahan, 21 kecamatan, Disdukcapil, the centre.

    With them the province, which holds blanks. Names and codes: Kepmendagri 300.2.2-2138/2025 as
    amended by 300.2.2-2430/2025 [S]. Cards are printed at Disdukcapil (Medan 2018) [P]; use
    `City.with_office` where a kecamatan prints too.

    Examples
    --------
    >>> from ektpflow import medan
    >>> from ektpflow.office import Tier
    >>> [len(medan().offices_of(tier)) for tier in (Tier.KELURAHAN, Tier.KECAMATAN, Tier.DINAS)]
    [151, 21, 1]
    """
    table = RegionTable.builtin()
    city = RegionCode("12.71")
    tiers = {level: tier for tier, level in _LEVELS.items()}
    offices = [Office(CENTRE, "Pusat Data Ditjen Dukcapil", Tier.CENTRE, None)]
    for code in table:
        if code == city.province or city.contains(code):
            name = f"{_PREFIX[code.level]} {table.name(code)}"
            offices.append(Office(str(code), name, tiers[code.level], code, prints=code == city))
    return City("Kota Medan", tuple(offices))
