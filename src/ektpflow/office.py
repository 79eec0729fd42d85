"""Offices, their tiers, and the officers who act in them.

The administrative order comes from the code alone: 12.71.17.1001 is under 12.71.17, that under
12.71, that under the data centre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.region import RegionCode, RegionTable

__all__ = ["CENTRE", "City", "Office", "Officer", "Role", "Tier", "medan"]

#: Code of the data centre, which is in no region.
CENTRE: Final = "pusat"


class Tier(StrEnum):
    """The level of an office; the value is stable, the label is the study's own word."""

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
    """What an officer may do."""

    COUNTER = "COUNTER"
    OPERATOR = "OPERATOR"
    DINAS = "DINAS"
    PRINTER = "PRINTER"
    STORE = "STORE"
    CENTRE = "CENTRE"
    ADJUDICATOR = "ADJUDICATOR"


_USUAL: Final[Mapping[Tier, frozenset[Role]]] = {
    Tier.KELURAHAN: frozenset({Role.COUNTER}),
    Tier.KECAMATAN: frozenset({Role.COUNTER, Role.OPERATOR}),
    Tier.DINAS: frozenset({Role.COUNTER, Role.OPERATOR, Role.DINAS, Role.PRINTER, Role.STORE}),
    Tier.PROVINCE: frozenset({Role.STORE}),
    Tier.CENTRE: frozenset({Role.CENTRE, Role.ADJUDICATOR, Role.STORE}),
}


@attrs.frozen
class Office:
    """One office.

    Parameters
    ----------
    code
        Dotted region code, or ``"pusat"``.
    name
        What it is called.
    tier
        Its level.
    region
        The region it serves, None for the data centre.
    prints
        Cards are printed there. Where that is differs by office and year: Disdukcapil in 2018,
        some kecamatan of Medan too by July 2023 (suara.com) [P].
    """

    code: str
    name: str
    tier: Tier
    region: RegionCode | None
    prints: bool = False


@attrs.frozen
class Officer:
    """Who acts.

    Parameters
    ----------
    id
        Opaque id, never a name.
    office
        Code of the office.
    roles
        What the officer may do.
    """

    id: str
    office: str
    roles: frozenset[Role]


@attrs.frozen(slots=False)
class City:
    """A set of offices.

    Parameters
    ----------
    name
        What it is called.
    offices
        The offices; every code once.

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
    offices: tuple[Office, ...]

    def __attrs_post_init__(self) -> None:
        seen: set[str] = set()
        for office in self.offices:
            if office.code in seen:
                raise InvalidValue("city", office.code, "every office has one code", "drop one")
            seen.add(office.code)

    @cached_property
    def _by_code(self) -> Mapping[str, Office]:
        return {office.code: office for office in self.offices}

    def office(self, code: str) -> Office:
        """Return an office by its code; `InvalidValue` where there is none."""
        found = self._by_code.get(code)
        if found is None:
            raise InvalidValue(
                "office", repr(code), f"{self.name} has no office of this code", "see city.offices"
            )
        return found

    def officer(self, code: str, *roles: Role, id: str = "") -> Officer:  # noqa: A002
        """Return an officer of an office, by default with the roles usual for its tier."""
        office = self.office(code)
        usual = _USUAL[office.tier]
        return Officer(id or f"{code}/petugas", code, frozenset[Role](roles) or usual)

    def offices_of(self, tier: Tier) -> tuple[Office, ...]:
        """Return the offices of one level."""
        return tuple(office for office in self.offices if office.tier is tier)

    def parent(self, code: str) -> str | None:
        """Return the code of the office above, None above the data centre."""
        office = self.office(code)
        if office.tier is Tier.CENTRE:
            return None
        above = code.rpartition(".")[0]
        return above if above in self._by_code and office.tier is not Tier.DINAS else CENTRE

    def printing_office(self, code: str) -> str:
        """Return the nearest office, from this one upwards, at which cards are printed."""
        at: str | None = code
        while at is not None:
            if self.office(at).prints:
                return at
            at = self.parent(at)
        raise InvalidValue("city", self.name, f"no office above {code} prints cards", "prints=True")

    def with_office(self, *added: Office) -> City:
        """Return the city with more offices, or with others in the place of the same code."""
        codes = {office.code for office in added}
        kept: Iterable[Office] = (o for o in self.offices if o.code not in codes)
        return attrs.evolve(self, offices=(*kept, *added))


_PREFIX: Final = {1: "Provinsi", 2: "Disdukcapil", 3: "Kecamatan", 4: "Kelurahan"}


@cache
def medan() -> City:
    """Return the offices of Kota Medan: 151 kelurahan, 21 kecamatan, Disdukcapil, the centre.

    Names and codes: Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025 [S]. Cards are
    printed at Disdukcapil (Medan 2018) [P]; use `City.with_office` where a kecamatan prints too.

    Examples
    --------
    >>> from ektpflow import medan
    >>> from ektpflow.office import Tier
    >>> [len(medan().offices_of(tier)) for tier in (Tier.KELURAHAN, Tier.KECAMATAN, Tier.DINAS)]
    [151, 21, 1]
    """
    table = RegionTable.builtin()
    tiers = {1: Tier.PROVINCE, 2: Tier.DINAS, 3: Tier.KECAMATAN, 4: Tier.KELURAHAN}
    offices = [Office(CENTRE, "Pusat Data Ditjen Dukcapil", Tier.CENTRE, None)]
    for code in table:
        text = str(code)
        if text in {"12", "12.71"} or text.startswith("12.71."):
            depth = text.count(".") + 1
            name = f"{_PREFIX[depth]} {table.name(code)}"
            offices.append(Office(text, name, tiers[depth], code, prints=text == "12.71"))
    return City("Kota Medan", tuple(offices))
