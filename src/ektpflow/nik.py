"""The population number (NIK) and the family card number: values that mask themselves.

A NIK has 16 digits: six for the kecamatan of residence when it was first issued, six for the
birth date as DDMMYY with 40 added to the day for women, and a serial of four that starts at 0001
(PP 37/2007 art. 37; serial: dukcapil.klaten.go.id) [S]. It is given once for life: it follows
neither a move nor a correction of the birth date (PP 40/2019 art. 30(2); Ditjen Dukcapil) [S].
So what can be read from it says what was recorded at issue, no more: a region that today's table
does not know or a date that differs from the resident's is a finding, not an error.

The century is not in the number, and no clock is asked for it: `Nik.birth_candidates` gives both,
`Nik.resolve` decides by a reference date and an age that the caller names.

A family card (KK) number has the same shape: six digits of the kecamatan that issued it, six for
the date of recording, without the 40, and a serial of four (guide to SIAK, reproduced 2022) [P].

A number is shown masked wherever Python shows it; `reveal` is the one way to see it, and pickle,
which must hold it to give it back, the one other place where it stands in clear.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NoReturn, Self, final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.region import RegionCode

if TYPE_CHECKING:
    from ektpflow.region import RegionTable

__all__ = ["Finding", "KkNumber", "Nik"]

_LENGTH: Final = 16
_SHOWN: Final = 4  # the digits of the regency or city, that a mask leaves
_FEMALE: Final = 40  # added to the day of birth of a woman
_CENTURIES: Final = (1900, 2000)
_SERIALS: Final = range(1, 10_000)
_NO_DATE: Final = frozenset(
    {(31, 12), (1, 7)}
)  # day and month coded for people who do not know theirs

# One expression holds the calendar too, so that reading a number is one call. The years 1900 and
# 2000 share "00", and 2000 was a leap year: a year of two digits can be one if 4 divides it.
_PROVINCE: Final = r"(?:1[1-9]|[2-8][0-9]|9[0-6])"
_REGENCY: Final = r"(?:0[1-9]|[1-6][0-9]|7[1-9]|[89][0-9])"
_DISTRICT: Final = r"(?:0[1-9]|[1-9][0-9])"
_DATE: Final = (
    r"(?:(?:0[1-9]|1[0-9]|2[0-8])(?:0[1-9]|1[0-2])[0-9]{2}"
    r"|(?:29|30)(?:0[13-9]|1[0-2])[0-9]{2}"
    r"|31(?:0[13578]|1[02])[0-9]{2}"
    r"|2902(?:[02468][048]|[13579][26]))"
)
_DATE_PLUS_40: Final = (
    r"(?:(?:4[1-9]|5[0-9]|6[0-8])(?:0[1-9]|1[0-2])[0-9]{2}"
    r"|(?:69|70)(?:0[13-9]|1[0-2])[0-9]{2}"
    r"|71(?:0[13578]|1[02])[0-9]{2}"
    r"|6902(?:[02468][048]|[13579][26]))"
)
_SERIAL: Final = r"(?!0000)[0-9]{4}"

_NIK: Final = re.compile(f"{_PROVINCE}{_REGENCY}{_DISTRICT}(?:{_DATE}|{_DATE_PLUS_40}){_SERIAL}")
_KK: Final = re.compile(f"{_PROVINCE}{_REGENCY}{_DISTRICT}{_DATE}{_SERIAL}")

_MONTHS: Final = r"(?:0[1-9]|1[0-2])"
_DAYS: Final = r"(?:0[1-9]|[12][0-9]|3[01])"
_DAYS_PLUS_40: Final = r"(?:4[1-9]|[56][0-9]|7[01])"

_CODES_RULE: Final = "(Permendagri 58/2021)"


@attrs.frozen
class _Part:
    """One part of a number, for saying which part is wrong."""

    name: str
    place: slice
    possible: str
    rule: str
    hint: str


_COPY: Final = "compare it with the card or the family card"
_TEMPORARY: Final = f"{_COPY}; one that begins with 0 is temporary: ask for what SIAK gave"


def _parts(date_name: str, days: str, day_rule: str, dates: str) -> tuple[_Part, ...]:
    """List the parts from left to right; the number is wrong where the first of them is."""
    return (
        _Part(
            "region (province)",
            slice(0, 2),
            _PROVINCE,
            f"province codes run from 11 to 96 {_CODES_RULE}",
            _TEMPORARY,
        ),
        _Part(
            "region (regency or city)",
            slice(2, 4),
            _REGENCY,
            f"regencies run from 01 to 69, cities from 71 to 99 {_CODES_RULE}",
            _COPY,
        ),
        _Part(
            "region (kecamatan)",
            slice(4, 6),
            _DISTRICT,
            f"kecamatan codes run from 01 to 99 {_CODES_RULE}",
            _COPY,
        ),
        _Part(f"day of {date_name}", slice(6, 8), days, day_rule, _COPY),
        _Part(f"month of {date_name}", slice(8, 10), _MONTHS, "months run from 01 to 12", _COPY),
        _Part(
            f"calendar date of {date_name}",
            slice(6, 12),
            dates,
            "neither the 1900s nor the 2000s have this day",
            _COPY,
        ),
        _Part("serial", slice(12, 16), _SERIAL, "serials run from 0001 to 9999", _COPY),
    )


@attrs.frozen
class Finding:
    """Something about a number that is worth a look and forbids nothing.

    Parameters
    ----------
    code
        Stable short name, for programs: ``region_unknown``, ``date_differs``, ``sex_differs``.
    sentence
        What was found, for people; holds no number in clear.

    Examples
    --------
    >>> from ektpflow.nik import Finding
    >>> print(Finding("sex_differs", "coded for a man, the record says a woman"))
    coded for a man, the record says a woman [sex_differs]
    """

    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sentence} [{self.code}]"


class _Number:
    """What NIK and KK number share: reading, masking, comparing. Sixteen digits, no attribute."""

    __slots__ = ("_digits",)

    _digits: str
    _what: ClassVar[str]
    _pattern: ClassVar[re.Pattern[str]]
    _layout: ClassVar[tuple[_Part, ...]]

    # __new__, not __init__: a second call of __init__ would change the value.
    def __new__(cls, text: str) -> Self:
        try:
            match = cls._pattern.fullmatch(text)
        except TypeError:
            match = None
        if match is None:
            _explain(cls._what, text, cls._layout)
        self = object.__new__(cls)
        # The matched text, not `text`: a subclass of str is left behind here.
        object.__setattr__(self, "_digits", match[0])
        return self

    def reveal(self) -> str:
        """Give the sixteen digits in clear; the only way to see them.

        Examples
        --------
        >>> from ektpflow.nik import Nik
        >>> Nik("127117" + "010190" + "9999").reveal()[-4:]
        '9999'
        """
        return self._digits

    @property
    def region(self) -> RegionCode:
        """The kecamatan that is coded: of residence when first issued, or of the KK's issue."""
        digits = self._digits
        return RegionCode(f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}")

    @property
    def coded_date(self) -> tuple[int, int, int]:
        """Day (1-31), month and year of two digits, as coded, without the 40 for women."""
        coded = int(self._digits[6:12])
        return coded // 10_000 % _FEMALE, coded // 100 % 100, coded % 100

    @property
    def serial(self) -> int:
        """The serial within the same kecamatan and coded date, 1 to 9999."""
        return int(self._digits[12:])

    def __str__(self) -> str:
        return self._digits[:_SHOWN] + "*" * (_LENGTH - _SHOWN)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._digits == other._digits

    def __lt__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._digits < other._digits

    def __hash__(self) -> int:
        return hash(self._digits)  # the text keeps its hash

    def __setattr__(self, name: str, value: object) -> NoReturn:
        del name, value
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        del name
        raise attrs.exceptions.FrozenInstanceError

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        del memo
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self._digits,)


@final
class Nik(_Number):
    """A population number (Nomor Induk Kependudukan), masked wherever it is shown.

    Parameters
    ----------
    text
        Sixteen ASCII digits, without blanks or dots.

    Raises
    ------
    InvalidValue
        If no such number can have been issued; the error names the part that is wrong and
        shows that part only.

    Notes
    -----
    Layout and the 40 for women: PP 37/2007 art. 37 [S]. Serial from 0001:
    dukcapil.klaten.go.id [S]. Ranges of the region digits: Permendagri 58/2021 as quoted by
    cahyadsn/wilayah [S].

    Examples
    --------
    >>> from ektpflow.nik import Nik
    >>> nik = Nik("127117" + "470495" + "9999")
    >>> nik
    Nik('1271************')
    >>> nik.region, nik.sex_hint, nik.coded_date, nik.serial
    (RegionCode('12.71.17'), 'female', (7, 4, 95), 9999)
    >>> from ektpflow.errors import InvalidValue
    >>> try:
    ...     Nik("127117" + "300295" + "9999")
    ... except InvalidValue as no:
    ...     print(no.what, no.shown)
    NIK, calendar date of birth ******300295****
    """

    __slots__ = ()

    _what = "NIK"
    _pattern = _NIK
    _layout = _parts(
        "birth",
        f"(?:{_DAYS}|{_DAYS_PLUS_40})",
        "days run from 01 to 31, with 40 added for women from 41 to 71 (PP 37/2007 art. 37)",
        f"(?:{_DATE}|{_DATE_PLUS_40})",
    )

    @classmethod
    def compose(cls, region: RegionCode, birth_date: date, female: bool, serial: int) -> Nik:  # noqa: FBT001 - a fact about the person, in the order of the digits
        """Put a number together from its parts, as SIAK does.

        Parameters
        ----------
        region
            Kecamatan of residence; of a village its kecamatan is taken.
        birth_date
            A day of the years 1900 to 2099.
        female
            Whether 40 is added to the day.
        serial
            1 to 9999. Synthetic people take 9990 to 9999.

        Raises
        ------
        InvalidValue
            If a part is out of its range.

        Examples
        --------
        >>> from datetime import date
        >>> from ektpflow.nik import Nik
        >>> from ektpflow.region import RegionCode
        >>> nik = Nik.compose(RegionCode("12.71.17"), date(1995, 4, 7), female=True, serial=9999)
        >>> nik.birth_candidates
        (datetime.date(1995, 4, 7), datetime.date(2095, 4, 7))
        """
        if birth_date.year // 100 * 100 not in _CENTURIES:
            raise InvalidValue(
                "NIK, year of birth",
                str(birth_date.year),
                "two digits stand for a year from 1900 to 2099",
                "check the birth date",
            )
        if serial not in _SERIALS:
            raise InvalidValue(
                "NIK, serial",
                str(serial),
                "serials run from 1 to 9999",
                "no number is left for this kecamatan and date, or the counter is wrong",
            )
        day = birth_date.day + _FEMALE * female
        coded = f"{day:02d}{birth_date.month:02d}{birth_date.year % 100:02d}"
        return cls(f"{region.district.digits}{coded}{serial:04d}")

    @property
    def sex_hint(self) -> Literal["male", "female"]:
        """The sex coded in the day of birth: what was recorded at issue, so a hint."""
        return "female" if self._digits[6] >= "4" else "male"

    @property
    def birth_candidates(self) -> tuple[date, ...]:
        """The birth dates that it can code: in the 1900s and the 2000s, where they exist.

        Examples
        --------
        >>> from ektpflow.nik import Nik
        >>> Nik("127117" + "290200" + "9999").birth_candidates  # 1900 was no leap year
        (datetime.date(2000, 2, 29),)
        """
        day, month, year = self.coded_date
        return tuple(
            date(century + year, month, day)
            for century in _CENTURIES
            if (day, month, century + year) != (29, 2, 1900)
        )

    def resolve(self, reference_date: date, min_age: int = 0, max_age: int = 120) -> date | None:
        """Give the one birth date that fits an age on a day that the caller names.

        Parameters
        ----------
        reference_date
            The day on which the age is counted. It is never taken from a clock, so that the
            answer is the same next year.
        min_age, max_age
            The ages that are possible on that day, in completed years, both included: 17 for
            most who apply for a card (UU 24/2013 art. 63).

        Returns
        -------
        date or None
            None where no candidate fits or both do.

        Raises
        ------
        InvalidValue
            If the ages are no range from 0 up.

        Examples
        --------
        >>> from datetime import date
        >>> from ektpflow.nik import Nik
        >>> nik = Nik("127117" + "010109" + "9999")
        >>> nik.resolve(date(2026, 3, 2))  # 17 or 117 years old
        >>> nik.resolve(date(2026, 3, 2), max_age=100)
        datetime.date(2009, 1, 1)
        """
        if not 0 <= min_age <= max_age:
            raise InvalidValue(
                "range of ages",
                f"{min_age} to {max_age}",
                "the lower age is 0 or more and not above the upper",
                "exchange min_age and max_age",
            )
        fitting = [
            born
            for born in self.birth_candidates
            if min_age <= _age(born, reference_date) <= max_age
        ]
        return fitting[0] if len(fitting) == 1 else None

    def findings(
        self,
        *,
        table: RegionTable | None = None,
        birth_date: date | None = None,
        female: bool | None = None,
    ) -> tuple[Finding, ...]:
        """Compare what is coded with what is known otherwise; only what is given is compared.

        Parameters
        ----------
        table
            An edition of the region table. An extract is silent on what it leaves out.
        birth_date
            The resident's birth date. The NIK is not corrected with it (Ditjen Dukcapil) [S],
            so a difference proves nothing.
        female
            Whether the resident is a woman.

        Returns
        -------
        tuple of Finding
            Empty where all agrees.

        Examples
        --------
        >>> from datetime import date
        >>> from ektpflow.nik import Nik
        >>> from ektpflow.region import RegionTable
        >>> nik = Nik("127122" + "010190" + "9999")
        >>> for finding in nik.findings(table=RegionTable.builtin(), female=True):
        ...     print(finding.code)
        region_unknown
        sex_differs
        """
        found = []
        region = self.region
        if table is not None and region not in table and table.answers_for(region):
            sentence = (
                f"region {region} is not in the edition {table.edition}; codes come and go, "
                "a NIK stays"
            )
            found.append(Finding("region_unknown", sentence))
        if birth_date is not None:
            found.extend(self._date_findings(birth_date))
        if female is not None and female != (self.sex_hint == "female"):
            known = "woman" if female else "man"
            sentence = f"the NIK is coded {self.sex_hint}, the record is of a {known}"
            found.append(Finding("sex_differs", sentence))
        return tuple(found)

    def _date_findings(self, birth_date: date) -> tuple[Finding, ...]:
        coded = self.coded_date
        known = (birth_date.day, birth_date.month, birth_date.year % 100)
        pairs = zip(("day", "month", "year"), coded, known, strict=True)
        parts = [name for name, here, there in pairs if here != there]
        if birth_date.year // 100 * 100 not in _CENTURIES:
            parts.append("century")
        if not parts:
            return ()
        sentence = (
            f"{', '.join(parts)} of birth in the NIK and on record differ; "
            "a NIK is not corrected with the birth date"
        )
        if coded[:2] in _NO_DATE:
            sentence += "; 31 December and 1 July were also coded for unknown dates"
        return (Finding("date_differs", sentence),)


@final
class KkNumber(_Number):
    """The number of a family card (Kartu Keluarga), masked wherever it is shown.

    It changes when the family moves out of the kecamatan, divides or loses its head [P]. The
    date in it is the day of recording, not a birth date, and 40 is never added.

    Parameters
    ----------
    text
        Sixteen ASCII digits, without blanks or dots.

    Raises
    ------
    InvalidValue
        If no such number can have been issued; the error names the part that is wrong and
        shows that part only.

    Notes
    -----
    Layout: guide to SIAK as reproduced by agibalaja.blogspot.com, 2022 [P].

    Examples
    --------
    >>> from ektpflow.nik import KkNumber
    >>> kk = KkNumber("127117" + "080712" + "9999")
    >>> kk, kk.coded_date
    (KkNumber('1271************'), (8, 7, 12))
    """

    __slots__ = ()

    _what = "KK number"
    _pattern = _KK
    _layout = _parts("recording", _DAYS, "days run from 01 to 31", _DATE)


def _age(born: date, on: date) -> int:
    """Completed years; negative before birth."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _explain(what: str, text: object, layout: tuple[_Part, ...]) -> NoReturn:
    """Say which part of a text is wrong, and show that part only."""
    if not isinstance(text, str):
        raise InvalidValue(
            f"{what}, type",
            type(text).__name__,
            "it is a text of 16 digits, not a number to count with",
            "read the column as text; a number loses digits in a spreadsheet",
        )
    for place, sign in enumerate(text, start=1):
        if sign not in "0123456789":
            raise InvalidValue(
                f"{what}, digits",
                f"character {place} (U+{ord(sign):04X})",
                "it consists of the digits 0 to 9 of ASCII only",
                "leave out blanks, dots and dashes, and type other digits anew",
            )
    if len(text) != _LENGTH:
        raise InvalidValue(
            f"{what}, length",
            f"a text of {len(text)} digits",
            f"it has {_LENGTH} digits",
            _COPY,
        )
    wrong = next(p for p in layout if re.fullmatch(p.possible, text[p.place]) is None)
    start, stop, _ = wrong.place.indices(_LENGTH)
    shown = "*" * start + text[wrong.place] + "*" * (_LENGTH - stop)
    raise InvalidValue(f"{what}, {wrong.name}", shown, wrong.rule, wrong.hint)
