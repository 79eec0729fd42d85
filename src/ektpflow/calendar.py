"""Working time as interval arithmetic: exact, in whole seconds, without stepping through time.

A calendar is a week of opening intervals, less its holidays. Its questions are answered by sums
that are made once, so a simulation may ask millions of times.
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

_DAY: Final = 86400
_WEEK: Final = 7 * _DAY
_EPOCH: Final = date(2001, 1, 1).toordinal()  # a Monday
_HOUR: Final = 3600

Day = tuple[tuple[int, int], ...]


def wib(text: str) -> datetime:
    """Return a moment in Western Indonesian Time.

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
    week = tuple(tuple((int(a), int(b)) for a, b in day) for day in value)
    if len(week) != 7:  # noqa: PLR2004
        raise InvalidValue("calendar", f"{len(week)} days", "a week has 7 days, from Monday", "")
    for day in week:
        end = 0
        for a, b in day:
            if not end <= a < b <= _DAY:
                raise InvalidValue(
                    "calendar", f"{a}-{b} s", "intervals of a day rise and do not overlap", ""
                )
            end = b
    return week


@attrs.frozen(slots=False)
class Calendar:
    """Opening hours.

    Parameters
    ----------
    weekly
        For each day from Monday, the open intervals in seconds of the day, half open.
    holidays
        Days that are closed.
    tz
        The zone of the clock on the wall.

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
    holidays: frozenset[date] = attrs.field(default=frozenset(), converter=frozenset)
    tz: tzinfo = WIB

    @classmethod
    def always(cls) -> Calendar:
        """Return a calendar that is never closed."""
        return cls((((0, _DAY),),) * 7)

    @classmethod
    def office_hours(cls) -> Calendar:
        """Return office hours, an illustration: Mon-Thu 8-12 and 13-16, Fri 8-12 and 14-16:30."""
        usual = ((8 * _HOUR, 12 * _HOUR), (13 * _HOUR, 16 * _HOUR))
        friday = ((8 * _HOUR, 12 * _HOUR), (14 * _HOUR, 16 * _HOUR + _HOUR // 2))
        return cls((usual,) * 4 + (friday, (), ()))

    def with_breaks_late(self, late: timedelta) -> Calendar:
        """Return the hours in which staff are there who come back late from every break."""
        shift = int(late.total_seconds())
        weekly = tuple(
            tuple(
                (a if number == 0 else min(a + shift, b), b)
                for number, (a, b) in enumerate(day)
                if number == 0 or a + shift < b
            )
            for day in self.weekly
        )
        return attrs.evolve(self, weekly=weekly)

    # -- the line of open seconds: `_open_before(t)` counts them, `_at` finds where one lies ----

    @cached_property
    def _edges(self) -> tuple[list[int], list[int], list[int], int]:
        """Starts, ends and open seconds before each interval of the week, and their sum."""
        starts, ends, before, total = [], [], [], 0
        for day, intervals in enumerate(self.weekly):
            for a, b in intervals:
                starts.append(day * _DAY + a)
                ends.append(day * _DAY + b)
                before.append(total)
                total += b - a
        return starts, ends, before, total

    @cached_property
    def _closed(self) -> tuple[list[int], list[int]]:
        """Start of each holiday on which the week would be open, and the seconds lost so far."""
        starts, lost, total = [], [0], 0
        for day in sorted(self.holidays):
            seconds = sum(b - a for a, b in self.weekly[day.weekday()])
            if seconds:
                starts.append((day.toordinal() - _EPOCH) * _DAY)
                total += seconds
                lost.append(total)
        return starts, lost

    def _seconds(self, t: datetime) -> int:
        if t.tzinfo is None:
            raise InvalidValue("time", t.isoformat(), "a time names its zone", "use wib(...)")
        local = t.astimezone(self.tz)
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
        if not starts:
            return found
        i = bisect_right(starts, second) - 1
        if i < 0:
            return found
        return found + before[i] + min(second, ends[i]) - starts[i]

    def _open_before(self, t: int) -> int:
        """Open seconds before t, holidays taken off."""
        starts, lost = self._closed
        i = bisect_right(starts, t)
        off = lost[i]
        if i and t < starts[i - 1] + _DAY:
            # inside a holiday: what it takes off grows only with the hours it closes
            off = lost[i - 1] + self._by_week(t) - self._by_week(starts[i - 1])
        return self._by_week(t) - off

    def _at(self, count: int) -> int:
        """The earliest t with so many open seconds before it: count >= 1 and some are ever open."""
        starts, _, before, total = self._edges
        closed, lost = self._closed
        # seconds lost to holidays before the moment sought: the first whose end lies beyond it
        reach = [self._open_before(s) for s in closed]
        taken = lost[bisect_left(reach, count)]
        week, rest = divmod(count + taken - 1, total)
        i = bisect_right(before, rest) - 1
        return week * _WEEK + starts[i] + rest - before[i] + 1

    # -- questions ---------------------------------------------------------------------------------

    def is_open(self, t: datetime) -> bool:
        """Whether it is open at a moment; the end of an interval is closed."""
        s = self._seconds(t)
        return self._open_before(s + 1) > self._open_before(s)

    def next_open(self, t: datetime) -> datetime:
        """Return the first open moment from t on; `InvalidValue` where it never opens."""
        self._ever()
        s = self._seconds(t)
        done = self._open_before(s)
        if self._open_before(s + 1) > done:
            return t
        return self._moment(self._at(done + 1) - 1)

    def next_close(self, t: datetime) -> datetime:
        """Return the end of the open interval that t lies in, or of the next one."""
        opens = self.next_open(t)
        s = self._seconds(opens)
        starts, ends, _, _ = self._edges
        week, second = divmod(s, _WEEK)
        end = week * _WEEK + ends[bisect_right(starts, second) - 1]
        while self.is_open(self._moment(end)):
            week, second = divmod(end, _WEEK)
            end = week * _WEEK + ends[bisect_right(starts, second) - 1]
            if end - s >= _WEEK:
                raise InvalidValue("calendar", "always open", "it never closes", "")
        return self._moment(end)

    def finish(self, start: datetime, work: timedelta) -> datetime:
        """Return the earliest moment by which so much open time has passed since start."""
        seconds = int(work.total_seconds())
        if seconds <= 0:
            return start
        self._ever()
        return self._moment(self._at(self._open_before(self._seconds(start)) + seconds))

    def worked(self, a: datetime, b: datetime) -> timedelta:
        """Return the open time between two moments."""
        return timedelta(
            seconds=self._open_before(self._seconds(b)) - self._open_before(self._seconds(a))
        )

    def _ever(self) -> None:
        if not self._edges[3]:
            raise InvalidValue("calendar", "no opening hours", "it never opens", "")
