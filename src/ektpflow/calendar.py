"""Working time as interval arithmetic: exact, in whole seconds, without stepping through time.

A calendar is a week of opening intervals, less its holidays. Its questions are answered from sums
that are made once, by bisection, so a simulation may ask millions of times.

Seconds are those of the clock on the wall, and a moment counts as the whole second in which it
lies. A zone with summer time would have days of 23 and 25 hours; Indonesia has none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidValue

__all__ = ["WIB", "Calendar", "wib"]

#: Western Indonesian Time, UTC+7, without summer time.
WIB: Final[tzinfo] = timezone(timedelta(hours=7), "WIB")

_SECOND: Final = timedelta(seconds=1)
_DAY: Final = 86400
_WEEK: Final = 7 * _DAY
_HOUR: Final = 3600
_EPOCH: Final = date(2001, 1, 1).toordinal()  # a Monday, where the count of seconds begins

Day = tuple[tuple[int, int], ...]


def wib(text: str) -> datetime:
    """Return a moment in Western Indonesian Time.

    Parameters
    ----------
    text
        Date and time in ISO 8601, without a zone.

    Raises
    ------
    InvalidValue
        If it is no such time, or names a zone of its own.

    Examples
    --------
    >>> from ektpflow import wib
    >>> wib("2026-03-02 08:10").isoformat()
    '2026-03-02T08:10:00+07:00'
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValue("time", repr(text), "ISO 8601", "wib('2026-03-02 08:10')") from None
    if moment.tzinfo is not None:
        raise InvalidValue("time", repr(text), "WIB is added here", "leave the zone out")
    return moment.replace(tzinfo=WIB)


def _week(value: Iterable[Iterable[tuple[int, int]]]) -> tuple[Day, ...]:
    """Check a week; intervals that touch are joined, for between them there is no break."""
    week = tuple(tuple((int(a), int(b)) for a, b in day) for day in value)
    if len(week) != 7:  # noqa: PLR2004  (days of a week)
        raise InvalidValue(
            "calendar, weekly",
            f"{len(week)} days",
            "a week has 7 days, from Monday",
            "give a closed day as ()",
        )
    for day in week:
        end = 0
        for a, b in day:
            if not end <= a < b <= _DAY:
                raise InvalidValue(
                    "calendar, weekly",
                    f"{a} to {b} s",
                    f"the intervals of a day rise, do not overlap and end by {_DAY} s",
                    "sort them, and part those that pass midnight",
                )
            end = b
    return tuple(_joined(day) for day in week)


def _joined(intervals: Iterable[tuple[int, int]]) -> Day:
    joined: list[tuple[int, int]] = []
    for a, b in intervals:
        if joined and joined[-1][1] == a:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return tuple(joined)


def _days(value: Iterable[date]) -> frozenset[date]:
    days = frozenset(value)
    for day in days:
        if isinstance(day, datetime):  # a date to Python, and equal to none
            raise InvalidValue(
                "calendar, holidays", repr(day), "a holiday is a whole day", "give a date"
            )
    return days


@attrs.frozen
class Calendar:
    """Opening hours: a week, less its holidays.

    Parameters
    ----------
    weekly
        For each day from Monday, the open intervals in seconds since midnight, end excluded.
    holidays
        Days that are closed.
    tz
        The zone of the clock on the wall, without summer time.

    Raises
    ------
    InvalidValue
        If the week has not seven days, intervals fall or overlap, or a holiday is a moment.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from ektpflow import wib
    >>> from ektpflow.calendar import Calendar
    >>> office = Calendar.office_hours()
    >>> office.finish(wib("2026-03-06 16:00"), timedelta(hours=1)).isoformat()
    '2026-03-09T08:30:00+07:00'
    """

    weekly: tuple[Day, ...] = attrs.field(converter=_week)
    holidays: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    tz: tzinfo = WIB

    @classmethod
    def always(cls) -> Calendar:
        """Return a calendar that is never closed.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> Calendar.always().is_open(wib("2026-03-01 03:00"))
        True
        """
        return cls((((0, _DAY),),) * 7)

    @classmethod
    def office_hours(cls, holidays: Iterable[date] = ()) -> Calendar:
        """Return office hours: Monday to Thursday 8-12 and 13-16, Friday 8-12 and 14-16:30.

        These hours are an illustration, no rule; build a `Calendar` from the hours of the office.

        Parameters
        ----------
        holidays
            Days that are closed.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> Calendar.office_hours().worked(wib("2026-03-02"), wib("2026-03-09")).total_seconds()
        124200.0
        """
        usual = ((8 * _HOUR, 12 * _HOUR), (13 * _HOUR, 16 * _HOUR))
        friday = ((8 * _HOUR, 12 * _HOUR), (14 * _HOUR, 16 * _HOUR + _HOUR // 2))
        return cls((usual,) * 4 + (friday, (), ()), holidays)

    def with_breaks_late(self, late: timedelta) -> Calendar:
        """Return the hours in which staff are there who come back late from every break.

        The study names it at the kecamatan and at Disdukcapil (kembali terlambat setelah jam
        istirahat). A break lies between two intervals of a day; the morning is not late.

        Parameters
        ----------
        late
            How late, zero or more; a part of a second is dropped.

        Raises
        ------
        InvalidValue
            If it is negative.

        Examples
        --------
        >>> from datetime import timedelta
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> late = Calendar.office_hours().with_breaks_late(timedelta(minutes=20))
        >>> f"{late.next_open(wib('2026-03-02 12:30')):%H:%M}"
        '13:20'
        """
        shift = late // _SECOND
        if shift < 0:
            raise InvalidValue(
                "calendar, lateness", f"{late}", "nobody is back before the break ends", "0 or more"
            )
        weekly = tuple(
            day[:1] + tuple((a + shift, b) for a, b in day[1:] if a + shift < b)
            for day in self.weekly
        )
        return attrs.evolve(self, weekly=weekly)

    # -- the line of open seconds: `_open_before(t)` counts them, `_at` finds where one lies -------

    @cached_property
    def _edges(self) -> tuple[list[int], list[int], list[int], int]:
        """Starts, ends and open seconds before each interval of the week, and their sum."""
        starts: list[int] = []
        ends: list[int] = []
        before: list[int] = []
        total = 0
        for day, intervals in enumerate(self.weekly):
            for a, b in intervals:
                starts.append(day * _DAY + a)
                ends.append(day * _DAY + b)
                before.append(total)
                total += b - a
        return starts, ends, before, total

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Starts and ends of what is open without a pause, past midnight and past Sunday."""
        starts, ends, _, _ = self._edges
        runs = _joined(zip(starts, ends, strict=True))
        firsts, lasts = [a for a, _ in runs], [b for _, b in runs]
        if lasts and lasts[-1] == _WEEK and firsts[0] == 0:
            lasts[-1] += lasts[0]
        return firsts, lasts

    @cached_property
    def _closed(self) -> tuple[list[int], list[int], list[int]]:
        """Of the holidays that cost hours: start, seconds lost before each, open seconds before.

        The seconds lost have one entry more: what all of them cost.
        """
        starts: list[int] = []
        lost: list[int] = [0]
        reach: list[int] = []
        for day in sorted(self.holidays):
            seconds = sum(b - a for a, b in self.weekly[day.weekday()])
            if seconds:
                start = (day.toordinal() - _EPOCH) * _DAY
                starts.append(start)
                reach.append(self._by_week(start) - lost[-1])
                lost.append(lost[-1] + seconds)
        return starts, lost, reach

    def _seconds(self, t: datetime) -> int:
        """Wall-clock seconds since the epoch, a part of a second dropped."""
        if t.tzinfo is None:
            raise InvalidValue("time", t.isoformat(), "a time names its zone", "use wib(...)")
        local = t if t.tzinfo is self.tz else t.astimezone(self.tz)
        return (
            (local.toordinal() - _EPOCH) * _DAY
            + local.hour * _HOUR
            + local.minute * 60
            + local.second
        )

    def _moment(self, seconds: int) -> datetime:
        day, second = divmod(seconds, _DAY)
        midnight = datetime.fromordinal(day + _EPOCH).replace(tzinfo=self.tz)
        return midnight + timedelta(seconds=second)

    def _by_week(self, t: int) -> int:
        """Open seconds before t by the week alone."""
        starts, ends, before, total = self._edges
        week, second = divmod(t, _WEEK)
        found = week * total
        i = bisect_right(starts, second) - 1
        if i < 0:
            return found
        return found + before[i] + min(second, ends[i]) - starts[i]

    def _open_before(self, t: int) -> int:
        """Open seconds before t, holidays taken off."""
        starts, lost, reach = self._closed
        i = bisect_right(starts, t)
        if i and t < starts[i - 1] + _DAY:
            return reach[i - 1]  # inside a holiday the count stands still
        return self._by_week(t) - lost[i]

    def _at(self, count: int) -> int:
        """Find the earliest t with so many open seconds before it; some must ever be open."""
        starts, _, before, total = self._edges
        _, lost, reach = self._closed
        # A holiday lies before the moment sought if the count was not yet reached when it began.
        taken = lost[bisect_left(reach, count)]
        week, rest = divmod(count + taken - 1, total)
        i = bisect_right(before, rest) - 1
        return week * _WEEK + starts[i] + rest - before[i] + 1

    def _ever(self) -> None:
        if not self._edges[3]:
            raise InvalidValue(
                "calendar, weekly",
                "no opening hours",
                "what is asked for is in open time, and there is none",
                "give the hours of one day at least",
            )

    # -- questions ---------------------------------------------------------------------------------

    def is_open(self, t: datetime) -> bool:
        """Tell whether it is open at a moment; the end of an interval is closed.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> Calendar.office_hours().is_open(wib("2026-03-02 12:00"))
        False
        """
        s = self._seconds(t)
        return self._open_before(s + 1) > self._open_before(s)

    def next_open(self, t: datetime) -> datetime:
        """Return the first open moment from t on: t itself where it is open.

        Raises
        ------
        InvalidValue
            If it never opens.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> Calendar.office_hours().next_open(wib("2026-03-07 09:00")).isoformat()
        '2026-03-09T08:00:00+07:00'
        """
        self._ever()
        s = self._seconds(t)
        done = self._open_before(s)
        if self._open_before(s + 1) > done:
            return t
        return self._moment(self._at(done + 1) - 1)

    def next_close(self, t: datetime) -> datetime:
        """Return the end of the open time in which t lies, or of the next one.

        Raises
        ------
        InvalidValue
            If it never opens, or never closes again.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> Calendar.office_hours().next_close(wib("2026-03-02 12:30")).isoformat()
        '2026-03-02T16:00:00+07:00'
        """
        s = self._seconds(self.next_open(t))
        closed, _, _ = self._closed
        i = bisect_right(closed, s)
        ends = closed[i : i + 1]
        if self._edges[3] < _WEEK:
            starts, lasts = self._runs
            week, second = divmod(s, _WEEK)
            ends.append(week * _WEEK + lasts[bisect_right(starts, second) - 1])
        if not ends:
            raise InvalidValue(
                "calendar, weekly",
                "open day and night",
                "from then on it never closes",
                "ask is_open first, or give it a holiday",
            )
        return self._moment(min(ends))

    def finish(self, start: datetime, work: timedelta) -> datetime:
        """Return the earliest moment by which so much open time has passed since start.

        Parameters
        ----------
        start
            When the work begins, open or not.
        work
            Zero or more; a part of a second counts as a whole one. Zero gives start back.

        Raises
        ------
        InvalidValue
            If work is negative, or it never opens.

        Examples
        --------
        >>> from datetime import timedelta
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> office = Calendar.office_hours()
        >>> office.finish(wib("2026-03-02 11:30"), timedelta(hours=1)).isoformat()
        '2026-03-02T13:30:00+07:00'
        """
        seconds = -(-work // _SECOND)  # rounded up
        if work.days < 0:
            raise InvalidValue(
                "working time", f"{work}", "work takes some time or none", "0 or more"
            )
        if not seconds:
            return start
        self._ever()
        return self._moment(self._at(self._open_before(self._seconds(start)) + seconds))

    def worked(self, a: datetime, b: datetime) -> timedelta:
        """Return the open time from a to b, negative where b is earlier.

        Examples
        --------
        >>> from ektpflow import wib
        >>> from ektpflow.calendar import Calendar
        >>> str(Calendar.office_hours().worked(wib("2026-03-06 15:00"), wib("2026-03-09 09:00")))
        '2:30:00'
        """
        return timedelta(
            seconds=self._open_before(self._seconds(b)) - self._open_before(self._seconds(a))
        )
