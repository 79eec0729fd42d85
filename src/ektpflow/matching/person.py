"""What is compared of a person: the fields that a match looks at, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from ektpflow.nik import Nik
from ektpflow.resident import Resident, Sex

__all__ = ["Person"]


@attrs.frozen
class Person:
    """One record as the matcher sees it: the probe or an entry of the gallery.

    Parameters
    ----------
    nik
        Its number; the key in the gallery. Doubles mostly carry another.
    name, birth_place, mother_name
        As recorded.
    birth_date
        As recorded, which may differ from the date that the NIK codes.
    sex
        As recorded.
    handle
        Handle of the recorded biometrics, None where nothing readable was recorded.
    address, rt, rw, kelurahan
        Where it says the person lives; empty where not known.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.matching import Person
    >>> from ektpflow.nik import Nik
    >>> from ektpflow.resident import Sex
    >>> nik = Nik("127117" + "010190" + "9999")
    >>> person = Person(nik, "Moh. Oesman, S.H.", "Medan", date(1990, 1, 1), Sex.MALE, "Siti", None)
    >>> person.row["birth_place"]
    'Medan'
    """

    nik: Nik
    name: str = attrs.field(repr=False)
    birth_place: str = attrs.field(repr=False)
    birth_date: date = attrs.field(repr=False)
    sex: Sex = attrs.field(repr=False)
    mother_name: str = attrs.field(repr=False)
    handle: str | None
    address: str = attrs.field(default="", repr=False, kw_only=True)
    rt: str = attrs.field(default="", repr=False, kw_only=True)
    rw: str = attrs.field(default="", repr=False, kw_only=True)
    kelurahan: str = attrs.field(default="", repr=False, kw_only=True)

    @classmethod
    def of(cls, resident: Resident, handle: str | None) -> Person:
        """Take what is compared from a resident's record.

        Parameters
        ----------
        resident
            The record.
        handle
            Handle of the biometrics; None or empty where nothing readable was recorded.

        Examples
        --------
        >>> from ektpflow.matching import Person
        >>> from ektpflow.population import applicant
        >>> Person.of(applicant(seed=1), "").handle is None
        True
        """
        return cls(
            resident.nik,
            resident.name,
            resident.birth_place,
            resident.birth_date,
            resident.sex,
            resident.mother_name,
            handle or None,
            address=resident.address.street,
            rt=resident.address.rt,
            rw=resident.address.rw,
            kelurahan=str(resident.address.village),
        )

    @property
    def row(self) -> Mapping[str, object]:
        """The record by column, as a model reads it. The NIK stands in it in clear."""
        return MappingProxyType(
            {
                "nik": self.nik.reveal(),
                "name": self.name,
                "birth_place": self.birth_place,
                "birth_date": self.birth_date.isoformat(),
                "sex": self.sex.value,
                "mother_name": self.mother_name,
                "address": self.address,
                "rt": self.rt,
                "rw": self.rw,
                "kelurahan": self.kelurahan,
            }
        )
