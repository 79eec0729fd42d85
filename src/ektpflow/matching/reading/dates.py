"""Dates as ISO text, and what of them is known.

An impossible date (31 February) is kept as it is written: it is a finding for `doubt`, and mostly
one wrong digit away from the right date, so no reason to lose the record.

Three dates stand for "not known" in Indonesian records [S, Permendagri 19/2010 annex]: 31 December
(before 2004), 1 July (since SIAK), and the 15th where the day alone is not known. The first two are
far too frequent to tell people apart (17.5 million voters shared such dates [P]) and count as not
known beyond the year. The 15th of a month is kept as known: its month and year are, one in thirty
people is born on it anyway, and `fifteenth` lets a model count it for less.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from ektpflow.errors import InvalidValue
from ektpflow.matching.reading.spelling import raw_text, shape

__all__ = [
    "day",
    "doubt",
    "fifteenth",
    "known",
    "month",
    "read_date",
    "shared",
    "swapped",
    "unordered",
    "year",
]

_TIME: Final = r"(?:[T ].*)?"
# Nobody on file is born before: a wide choice of ours, against a digit that is wrong or missing.
_FIRST_YEAR: Final = 1800
_FORMS: Final = (
    re.compile(rf"(?P<y>[0-9]{{4}})([-/.])(?P<m>[0-9]{{1,2}})\2(?P<d>[0-9]{{1,2}}){_TIME}"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})([-/.])(?P<m>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){_TIME}"),
    # Without signs only where the first four digits can be a year of birth: 17081990 is refused,
    # not read as day 90 of month 19 in 1708.
    re.compile(rf"(?P<y>(?:18|19|20|21)[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}}){_TIME}"),
)
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTHING: Final = frozenset("0-/. :T")
_NOT_A_DAY: Final = frozenset({"07-01", "12-31"})
_MONTHS: Final = 12
_MONTH_NAMES: Final = """
    January February March April May June July August September October November December
"""


def read_date(raw: object) -> str:
    """Return a date as ISO text; empty where it is not known.

    Parameters
    ----------
    raw
        A date, a date with time (the time is left off), or text: YYYY-MM-DD, DD-MM-YYYY, both also
        with / or a dot, or YYYYMMDD. Zeros alone (0000-00-00) are not known.

    Returns
    -------
    str
        YYYY-MM-DD, also where no such day exists: ask `doubt`.

    Raises
    ------
    InvalidValue
        When the text is no date in one of these forms. The month is never read first.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.matching.reading.dates import read_date
    >>> read_date(date(1990, 8, 17)), read_date("17/8/1990"), read_date("19900817")
    ('1990-08-17', '1990-08-17', '1990-08-17')
    >>> read_date("1990-02-31"), read_date("0000-00-00")
    ('1990-02-31', '')
    """
    if type(raw) is date:
        return raw.isoformat()
    text = raw_text(raw, "date")
    if _ISO.fullmatch(text) and not text.startswith("0000"):
        return text
    if _NOTHING.issuperset(text):
        return ""
    for form in _FORMS:
        if found := form.fullmatch(text):
            return f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}"
    raise InvalidValue(
        "date",
        shape(text),
        "a date is read from YYYY-MM-DD, DD-MM-YYYY (both also with / or a dot) or YYYYMMDD, with "
        "or without a time behind it",
        "bring the column into one of these forms, and leave empty what is not known",
    )


def doubt(date: str) -> str:
    """Return why there is no such day, in a sentence without the whole date; empty if there is.

    Whether a date lies in the future is not judged: that needs a clock, which nobody handed in.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import doubt
    >>> doubt("1990-02-31"), doubt("1990-13-01"), doubt("1990-02-28")
    ('February of that year has no day 31', 'there is no month 13', '')
    >>> doubt("0190-02-28")
    'nobody on file is born in the year 0190'
    """
    if not date:
        return ""
    of_year, of_month, of_day = int(date[:4]), int(date[5:7]), int(date[8:])
    if not of_year:
        return "there is no year 0000"
    if of_year < _FIRST_YEAR:
        return f"nobody on file is born in the year {of_year:04}"
    if not 1 <= of_month <= _MONTHS:
        return f"there is no month {of_month:02}"
    if not 1 <= of_day <= monthrange(of_year, of_month)[1]:
        return f"{_MONTH_NAMES.split()[of_month - 1]} of that year has no day {of_day:02}"
    return ""


def known(date: str) -> str:
    """Return the date where all of it is known: not 1 July, 31 December, nor a part of zeros.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import known
    >>> known("1990-08-17"), known("1990-07-01"), known("1990-08-00")
    ('1990-08-17', '', '')
    """
    whole = date[5:] not in _NOT_A_DAY and year(date) and month(date) and day(date)
    return date if whole else ""


def unordered(date: str) -> str:
    """Return a known date with the smaller of day and month first, so that exchanged ones meet.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import unordered
    >>> unordered("1990-08-03"), unordered("1990-03-08"), unordered("1990-12-31")
    ('1990-03-08', '1990-03-08', '')
    """
    return min(known(date), swapped(known(date)))


def shared(date: str) -> str:
    """Return the date only where it is a day that stands for "not known".

    Two records that share it share a year and an office's habit.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import shared
    >>> shared("1960-12-31"), shared("1960-12-30")
    ('1960-12-31', '')
    """
    return date if date[5:] in _NOT_A_DAY else ""


def fifteenth(date: str) -> str:
    """Return the date only where it is the 15th: month and year known, the day perhaps not.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import fifteenth
    >>> fifteenth("1960-08-15"), fifteenth("1960-08-16")
    ('1960-08-15', '')
    """
    return date if date[8:] == "15" else ""


def year(date: str) -> str:
    """Return the year.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import year
    >>> year("1990-08-17")
    '1990'
    """
    return "" if date[:4] == "0000" else date[:4]


def month(date: str) -> str:
    """Return the month as it is written, empty for 00.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import month
    >>> month("1990-08-17")
    '08'
    """
    return "" if date[5:7] == "00" else date[5:7]


def day(date: str) -> str:
    """Return the day as it is written, empty for 00.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import day
    >>> day("1990-08-17")
    '17'
    """
    return "" if date[8:] == "00" else date[8:]


def swapped(date: str) -> str:
    """Return the date with day and month exchanged; to exchange twice changes nothing.

    Examples
    --------
    >>> from ektpflow.matching.reading.dates import swapped
    >>> swapped("1990-08-03")
    '1990-03-08'
    """
    return date and f"{date[:5]}{date[8:]}-{date[5:7]}"
