"""A person as the population register knows them."""

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
from ektpflow.region import RegionTable
from ektpflow.resident.address import Address
from ektpflow.resident.occupation import Occupation
from ektpflow.resident.permitted import Blood, Citizenship, Marital, Religion, Sex
from ektpflow.resident.shared import _Private, printable

__all__ = ["Resident"]

_AGE: Final = 17
_LONGEST_NAME: Final = 60


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
    sex
        As registered; what the NIK hints at is compared in `findings`.
    address
        With RT and RW; a move changes it, and never the NIK.
    religion
        Religion or belief.
    marital
        As in the KK, which tells more than the card.
    occupation
        Code and label.
    mother_name
        Not on the card; compared in matching. Empty where unknown.
    kk
        Number of the family card (KK).
    blood
        Blood group.
    citizenship
        Citizen, or foreigner with a permanent permit.
    valid_until
        For a foreigner the end of the ITAP. None is "seumur hidup": every citizen's card is valid
        for life [S].
    country
        Of a foreigner, in English; the card shows it (tribunnews 2022-06-02) [S].

    Attributes
    ----------
    identity : str
        Digest of what matching compares: NIK, name, place and date of birth, sex and the mother's
        name. It changes when, and only when, one of these does; a move or a new occupation leaves
        it alone. 32 hexadecimal digits of SHA-256, made once.

    Raises
    ------
    InvalidValue
        When a value is impossible. What is only unusual is a finding, see `findings`.

    Examples
    --------
    >>> import attrs
    >>> from datetime import date
    >>> from ektpflow.population import applicant
    >>> from ektpflow.resident import Occupation
    >>> someone = applicant(seed=1, born=date(2009, 3, 2))
    >>> someone
    Resident(Nik('1271************'))
    >>> someone.obliged(date(2026, 3, 1)), someone.obliged(date(2026, 3, 2))
    (False, True)
    >>> attrs.evolve(someone, occupation=Occupation.of(65)).identity == someone.identity
    True
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
        printable("resident, name", self.name, needed=True)
        printable("resident, birth_place", self.birth_place, needed=True)
        printable("resident, mother_name", self.mother_name, needed=False)
        printable("resident, country", self.country, needed=False)
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
        """Digest of what matching compares."""
        # no page shows this docstring, for attrs makes a slot of it: the class describes it, too
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
