"""Birth dates: of all ages, default dates where nobody knows, and the ways they go wrong."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from ektpflow.population.words import Draw

__all__ = ["Day", "born_in", "default", "digit_off", "exchanged", "iso", "year_off"]

#: Year, month, day.
Day = tuple[int, int, int]

FIRST_YEAR: Final = 1936
LAST: Final[Day] = (2009, 3, 1)  # 17 on 1 March 2026

# 31 December before 2004, 1 July since, the 15th where the month is known (Permendagri 19/2010
# annex) [S]; how they share the people is invented.
_NEW_YEARS_EVE: Final = 0.2
_FIRST_OF_JULY: Final = 0.5


def born_in(draw: Draw, year: int) -> Day:
    """Return a day of the year, each as likely as any other; none after `LAST`."""
    number = int(draw() * (59 if year >= LAST[0] else 365))
    month = 1
    while number >= (days := monthrange(year, month)[1]):
        number -= days
        month += 1
    return (year, month, number + 1)


def default(draw: Draw, year: int) -> Day:
    """Return the date that an office writes for who does not know theirs.

    Examples
    --------
    >>> from ektpflow.population.dates import default
    >>> default(lambda: 0.1, 1950), default(lambda: 0.3, 1950), default(lambda: 0.9, 1950)
    ((1950, 12, 31), (1950, 7, 1), (1950, 11, 15))
    """
    kind = draw()
    if kind < _NEW_YEARS_EVE:
        return (year, 12, 31)
    if kind < _FIRST_OF_JULY:
        return (year, 7, 1)
    return (year, 1 + int(draw() * 12), 15)


def exchanged(day: Day) -> Day:
    """Return the date with day and month exchanged, itself where no month has the number."""
    year, month, number = day
    return (year, number, month) if number <= 12 else day


def digit_off(draw: Draw, day: Day) -> Day:
    """Return the date with one digit of day, month or year typed wrong, a possible one."""
    for _ in range(6):
        digits = list(f"{day[2]:02d}{day[1]:02d}{day[0]}")
        # the century is not typed wrong, or the person were not there
        at = (0, 1, 1, 1, 2, 3, 3, 3, 7)[int(draw() * 9)]
        digits[at] = str((int(digits[at]) + (1, 9, 1 + int(draw() * 9))[int(draw() * 3)]) % 10)
        text = "".join(digits)
        wrong = (int(text[4:]), int(text[2:4]), int(text[:2]))
        if wrong != day and possible(wrong):
            return wrong
    return day


def year_off(draw: Draw, day: Day) -> Day:
    """Return the date some years earlier or later: an age told by heart."""
    years = (1, 1, 1, 2, 2, 3, 5, 10)[int(draw() * 8)]
    year = day[0] + (years if draw() < 0.5 else -years)
    wrong = (year, day[1], min(day[2], monthrange(year, day[1])[1]))
    return wrong if possible(wrong) else day


def possible(day: Day) -> bool:
    """Tell whether the day exists and a holder of a card may be born on it."""
    year, month, number = day
    return (
        year >= FIRST_YEAR - 10
        and day <= LAST
        and 1 <= month <= 12
        and 1 <= number <= monthrange(year, month)[1]
    )


def iso(day: Day) -> str:
    """Return the date as ISO 8601 writes it."""
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
