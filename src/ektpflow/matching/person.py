"""What is compared of a person: the fields that a match looks at, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

import attrs

from ektpflow.matching.reading.names import consonants, normalised
from ektpflow.nik import Nik
from ektpflow.resident import Resident, Sex

__all__ = ["Person"]


@attrs.frozen
class Person:
    """One record as the matcher sees it: the probe or an entry of the gallery.

    Parameters
    ----------
    nik
        Its number; the key in the gallery. It is never compared: doubles mostly carry another.
    name, birth_place, mother_name
        As recorded.
    birth_date
        As recorded, which may differ from the date that the NIK codes.
    sex
        As recorded.
    handle
        Handle of the recorded biometrics, None where nothing readable was recorded.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.matching import Person
    >>> from ektpflow.nik import Nik
    >>> from ektpflow.resident import Sex
    >>> nik = Nik("127117" + "010190" + "9999")
    >>> person = Person(nik, "Moh. Oesman, S.H.", "Medan", date(1990, 1, 1), Sex.MALE, "Siti", None)
    >>> person.compared["name"]
    'MUHAMMAD USMAN'
    """

    nik: Nik
    name: str = attrs.field(repr=False)
    birth_place: str = attrs.field(repr=False)
    birth_date: date = attrs.field(repr=False)
    sex: Sex = attrs.field(repr=False)
    mother_name: str = attrs.field(repr=False)
    handle: str | None

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
        )

    @cached_property
    def compared(self) -> Mapping[str, str]:
        """The values in the form in which they are compared, by field; empty where not known."""
        return MappingProxyType(
            {
                "name": normalised(self.name),
                "birth_date": self.birth_date.isoformat(),
                "birth_place": normalised(self.birth_place),
                "sex": self.sex.value,
                "mother_name": normalised(self.mother_name),
            }
        )

    @cached_property
    def name_key(self) -> str:
        """Consonant key of the name, for bringing up records only."""
        return consonants(self.compared["name"])

    @cached_property
    def mother_key(self) -> str:
        """Consonant key of the mother's name, for bringing up records only."""
        return consonants(self.compared["mother_name"])
