"""Numbers that are names: NIK, RT, RW, postcode. Nobody counts with them.

A NIK is 6 digits of the region of first registration, the birth date DDMMYY with 40 added to the
day for women, and a serial [S, PP 37/2007 art. 37]. It is never corrected when a birth date is [S],
and a person who moved and was recorded again mostly carries another one [P]: so its parts are
compared, not the whole alone.
"""

from __future__ import annotations

from typing import Final

from ektpflow.errors import InvalidValue
from ektpflow.matching.reading.spelling import plain, raw_text, told
from ektpflow.matching.reading.spelling import words as clean
from ektpflow.nik import Nik

__all__ = [
    "born",
    "code_of",
    "doubt",
    "read_code",
    "read_nik",
    "region",
    "serial",
    "sexless",
    "tail",
]

_LENGTH: Final = 16
_FEMALE_DAYS: Final = range(41, 72)
_EXACT: Final = 2**53
# What people and spreadsheets put between or before the digits of one number.
_BETWEEN: Final = str.maketrans(dict.fromkeys(" .-'\t\u00a0", ""))


def read_nik(raw: object) -> str:
    """Return the sixteen digits of a NIK without blanks, dots and dashes; empty where not known.

    What is no NIK (a wrong length, a letter, a digit of another script, an impossible date) is kept
    as text, for two records may share the mistake; `doubt` says what is wrong. Zeros alone are not
    known.

    Parameters
    ----------
    raw
        A `Nik` (revealed here: the result is in clear and belongs in no log), text, or a whole
        number.

    Raises
    ------
    InvalidValue
        For a decimal number too large to be exact: its last digit is lost already.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import read_nik
    >>> from ektpflow.nik import Nik
    >>> read_nik(Nik("127117" + "470495" + "9999")) == read_nik("127117.470495.9999")
    True
    >>> read_nik(None), read_nik("12 71")
    ('', '1271')
    """
    if isinstance(raw, Nik):
        return raw.reveal()
    if isinstance(raw, float) and raw >= _EXACT:
        raise InvalidValue(
            "NIK, type",
            "a decimal number",
            "a decimal number of 16 digits has lost its last digit",
            "read the column as text",
        )
    text = told(raw_text(raw, "NIK").translate(_BETWEEN).strip().upper())
    return text if text.strip("0") else ""


def doubt(nik: str) -> str:
    """Return what is wrong with a number, masked; empty for a possible NIK and for an empty one.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import doubt
    >>> doubt("127117" + "300295" + "9999").partition(" is not")[0]
    'NIK, calendar date of birth: ******300295****'
    """
    if not nik:
        return ""
    try:
        Nik(nik)
    except InvalidValue as no:
        return str(no)
    return ""


def sexless(nik: str) -> str:
    """Return the number as it would be for a man: the day of birth without the 40 of women.

    A number whose bearer was taken for the other sex differs in this alone.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import sexless
    >>> sexless("127117" + "470495" + "9999") == "127117" + "070495" + "9999"
    True
    """
    if not _whole(nik):
        return ""
    coded = int(nik[6:8])
    return f"{nik[:6]}{coded - 40:02}{nik[8:]}" if coded in _FEMALE_DAYS else nik


def tail(nik: str) -> str:
    """Return coded birth date (without the 40) and serial: what stays when the region is another.

    Region codes change (594 disappeared since 2021 [S]) and are copied wrongly.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import tail
    >>> tail("127117" + "470495" + "9999")
    '0704959999'
    """
    return sexless(nik)[6:]


def region(nik: str) -> str:
    """Return the six digits of the region of first registration.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import region
    >>> region("127117" + "470495" + "9999")
    '127117'
    """
    return sexless(nik)[:6]


def born(nik: str) -> str:
    """Return the coded birth date as DDMMYY without the 40 of women.

    It says the same as the birth date of the record: evidence that counts once, with it.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import born
    >>> born("127117" + "470495" + "9999")
    '070495'
    """
    return sexless(nik)[6:12]


def serial(nik: str) -> str:
    """Return the serial within region and coded date.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import serial
    >>> serial("127117" + "470495" + "9999")
    '9999'
    """
    return sexless(nik)[12:]


def read_code(raw: object) -> str:
    """Return a short code in one writing: RT, RW, house number, postcode; empty where not known.

    Letters and digits in upper case, numbers without zeros in front (RT 001 is RT 1; no Indonesian
    postcode starts with one). The words RT and RW before the number are left off. Zeros alone, as
    in RT 000, are not known.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import read_code
    >>> read_code("001"), read_code("RT. 01"), read_code("12-a"), read_code("1/2"), read_code("000")
    ('1', '1', '12A', '1 2', '')
    """
    parts = clean(plain(raw_text(raw, "code"))).split()
    return told(code_of([_without_mark(part) for part in parts]))


def code_of(parts: list[str]) -> str:
    """Return the parts of a code as one: a letter joins its number, numbers stay apart.

    Examples
    --------
    >>> from ektpflow.matching.reading.numbers import code_of
    >>> code_of(["012", "A"]), code_of(["1", "2"])
    ('12A', '1 2')
    """
    found: list[str] = []
    for part in parts:
        word = part.lstrip("0")
        if not word:
            continue
        if not word[0].isdecimal():
            word = part  # a zero in front of a letter is part of the code
        if found and _joins(found[-1], word):
            found[-1] += word
        else:
            found.append(word)
    return " ".join(found)


def _without_mark(part: str) -> str:
    marked = part[:2] in {"RT", "RW"} and (len(part) == len("RT") or part[2:].isdecimal())
    return part[2:] if marked else part


def _joins(before: str, after: str) -> bool:
    return (before.isdecimal() and len(after) == 1 and after.isalpha()) or (
        len(before) == 1 and before.isalpha() and after.isdecimal()
    )


def _whole(nik: str) -> bool:
    return len(nik) == _LENGTH and nik.isascii() and nik.isdecimal()
