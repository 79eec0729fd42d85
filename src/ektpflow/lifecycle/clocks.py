"""Deadlines as data: each a pure function of a case's history, a moment and a calendar.

Nothing is stored and nothing runs: whether a case is late is read off its facts whenever somebody
asks. A clock stands still in its `pauses`, where the office waits for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Protocol

import attrs

from ektpflow.calendar import Calendar
from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.rule import Basis
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Clock", "Reading"]

_ZERO = timedelta(0)


class _Table(Protocol):
    """What a clock asks of a lifecycle, or of its versions."""

    @property
    def finals(self) -> frozenset[AnyStatus]: ...

    def statuses_of(self, history: Sequence[CaseFact], /) -> tuple[AnyStatus, ...]: ...


@attrs.frozen
class Reading:
    """What a clock shows for one case at one moment.

    Parameters
    ----------
    clock
        Name of the clock.
    started
        When it started.
    ended
        When it stopped for good, None while the case goes on.
    spent, paused
        Time that counted, and time it stood still.
    limit
        What may be spent.
    due
        When the limit was reached, or will be if nothing makes the clock stand still; None where
        it ended in time, or stands still now.
    waiting
        It stands still now.
    """

    clock: str
    started: datetime
    ended: datetime | None
    spent: timedelta
    paused: timedelta
    limit: timedelta
    due: datetime | None
    waiting: bool

    @property
    def late(self) -> bool:
        """More than the limit was spent."""
        return self.spent > self.limit

    @property
    def left(self) -> timedelta:
        """What is left of the limit; negative when late."""
        return self.limit - self.spent


@attrs.frozen
class Clock:
    """A deadline.

    Parameters
    ----------
    name
        What it is called.
    starts
        Facts of which the first starts it.
    limit
        What may be spent.
    basis
        The rule behind it.
    stops
        Facts that stop it for good; an end of the lifecycle stops it too.
    pauses
        Statuses in which it stands still.
    working
        It counts the working time of a calendar; otherwise all time, night and day.

    Raises
    ------
    InvalidDefinition
        When nothing starts it, or the limit is no time.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from ektpflow import wib
    >>> from ektpflow.lifecycle import KTP_EL, Course
    >>> from ektpflow.lifecycle.ktp_el import FILE_COMPLETE
    >>> FILE_COMPLETE.limit, str(FILE_COMPLETE.basis)
    (datetime.timedelta(days=1), 'Permendagri 19/2018 art. 3(2) [S]')
    >>> FILE_COMPLETE.read(KTP_EL, (), wib("2026-03-02 10:00")) is None  # it has not started
    True
    """

    name: str
    starts: tuple[type[CaseFact], ...]
    limit: timedelta
    basis: Basis
    stops: tuple[type[CaseFact], ...] = ()
    pauses: frozenset[AnyStatus] = frozenset()
    working: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.starts:
            raise InvalidDefinition(self.name, "starts", "a clock that nothing starts; name a fact")
        if self.limit <= _ZERO:
            raise InvalidDefinition(self.name, "limit", f"{self.limit} is no time")

    def read(
        self,
        lifecycle: _Table,
        history: Sequence[CaseFact],
        at: datetime,
        calendar: Calendar | None = None,
    ) -> Reading | None:
        """Return what the clock shows at a moment; None where it has not started.

        Facts after `at` are not looked at.

        Parameters
        ----------
        lifecycle
            The table that the history follows; `Versions` for a case that went over to another.
        history
            The facts of one case, oldest first.
        at
            The moment; aware.
        calendar
            Working time, for a clock that counts it.

        Raises
        ------
        InvalidDefinition
            When it counts working time and no calendar is given, or the table does not allow the
            history.
        """
        if self.working and calendar is None:
            raise InvalidDefinition(
                self.name, "calendar", "it counts working time; hand in the calendar of the office"
            )
        started: datetime | None = None
        ended: datetime | None = None
        spent = paused = _ZERO
        due: datetime | None = None
        still = False
        for begins, until, fact, status in _stretches(lifecycle, history, at):
            if started is None:
                if not isinstance(fact, self.starts):
                    continue
                started = begins
            if isinstance(fact, self.stops) or status in lifecycle.finals:
                ended = begins
                break
            still = status in self.pauses
            took = self._took(begins, until, calendar)
            if still:
                paused += took
                continue
            if due is None and spent + took >= self.limit:
                due = self._reached(begins, self.limit - spent, calendar)
            spent += took
        if started is None:
            return None
        if ended is None and due is None and not still:
            due = self._reached(at, self.limit - spent, calendar)
        waiting = still and ended is None
        return Reading(self.name, started, ended, spent, paused, self.limit, due, waiting)

    def _took(self, begins: datetime, until: datetime, calendar: Calendar | None) -> timedelta:
        if self.working and calendar is not None:
            return calendar.worked(begins, until)
        return until - begins

    def _reached(self, start: datetime, rest: timedelta, calendar: Calendar | None) -> datetime:
        if self.working and calendar is not None:
            return calendar.finish(start, rest)
        return start + rest


def _stretches(
    lifecycle: _Table, history: Sequence[CaseFact], at: datetime
) -> Iterator[tuple[datetime, datetime, CaseFact, AnyStatus]]:
    """Give each fact with its status and the time until the next one, up to a moment."""
    past = tuple(takewhile(lambda fact: fact.at <= at, history))
    ends = (*(fact.at for fact in past[1:]), at)
    for fact, until, status in zip(past, ends, lifecycle.statuses_of(past), strict=False):
        yield fact.at, until, fact, status
