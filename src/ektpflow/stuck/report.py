"""The report itself: every case that has not ended, the longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from ektpflow.calendar import Calendar
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import InvalidValue
from ektpflow.events import CaseFact, NikFoundOnFile
from ektpflow.lifecycle import Lifecycle, Reading
from ektpflow.steps import CATALOGUE
from ektpflow.stuck.waiting import Waiting, WayOut
from ektpflow.stuck.ways import leaving, ways_of

__all__ = ["stuck", "stuck_in"]


def stuck(
    book: Casebook,
    at: datetime,
    calendar: Calendar,
    *,
    clock: str = "",
    catalogue: Mapping[str, type[Step]] = CATALOGUE,
) -> tuple[Waiting, ...]:
    """Return the open applications of a casebook, the longest overdue first.

    Parameters
    ----------
    book
        The casebook; nothing in it changes.
    at
        The moment; not before the last fact of any open application.
    calendar
        Working time, for clocks that count it.
    clock
        Name of the clock to measure against; by default, of those that run for a case, the one
        that started last, since it speaks of the stage at which the case is.
    catalogue
        The steps that the casebook was built with.

    Raises
    ------
    InvalidValue
        When a fact lies after `at`.
    InvalidDefinition
        When there is no such clock.

    Examples
    --------
    >>> from ektpflow import Casebook, medan, wib
    >>> from ektpflow.calendar import Calendar
    >>> from ektpflow.population import applicant
    >>> from ektpflow.steps import Apply
    >>> from ektpflow.stuck import stuck
    >>> book, counter = Casebook(medan()), medan().officer("12.71.17")
    >>> step = Apply(applicant(1), "NEW", via="12.71.17.1005")
    >>> case = book.do(step, at=wib("2026-03-02 08:10"), by=counter).case
    >>> (row,) = stuck(book, wib("2026-03-03 09:10"), Calendar.office_hours())
    >>> row.clock.clock, row.clock.late, str(row.overdue)
    ('application', True, '1:00:00')
    >>> row.ways[0].name, row.ways[0].possible, row.acts
    ('CheckFile', True, ((<Role.COUNTER: 'COUNTER'>, '12.71.17'),))
    """
    found = []
    for app in book.cases.values():
        if app.ended:
            continue
        if app.history[-1].at > at:
            raise InvalidValue(
                "time", at.isoformat(), f"case {app.id} has a later fact", "ask for a later moment"
            )
        ways = tuple(ways_of(book, app, at, catalogue))
        found.append(_waiting(app.id, app.lifecycle, app.history, at, calendar, clock, ways))
    return _sorted(found)


def stuck_in(
    lifecycle: Lifecycle,
    histories: Iterable[Sequence[CaseFact]],
    at: datetime,
    calendar: Calendar,
    *,
    clock: str = "",
) -> tuple[Waiting, ...]:
    """Return the cases that have not ended, without a casebook, the longest overdue first.

    Parameters
    ----------
    lifecycle
        The table that the histories follow.
    histories
        The facts of each case, oldest first; those after `at` are not looked at.
    at, calendar, clock
        As in `stuck`.

    Raises
    ------
    InvalidDefinition
        When the table does not allow a history (ask `ektpflow.lifecycle.conform`), or there is no
        such clock.

    Examples
    --------
    >>> from ektpflow import KTP_EL, wib
    >>> from ektpflow.calendar import Calendar
    >>> from ektpflow.events import ApplicationSubmitted
    >>> from ektpflow.stuck import stuck_in
    >>> stamp = ("K1", wib("2026-03-02 08:10"), "x", "12.71.17", KTP_EL.tag)
    >>> came = ApplicationSubmitted(*stamp, "NEW", None, "12.71.17.1005", frozenset())
    >>> (row,) = stuck_in(KTP_EL, [[came]], wib("2026-03-02 09:10"), Calendar.office_hours())
    >>> str(row.clock.left), row.ways[0].name
    ('23:00:00', 'FileFoundIncomplete')
    """
    found = []
    for facts in histories:
        history = [fact for fact in facts if fact.at <= at]
        status = (lifecycle.initial, *lifecycle.statuses_of(history))[-1]
        if history and status not in lifecycle.finals:
            ways = tuple(
                WayOut(rule.event.__name__, rule.role, "" if rule.office is None else rule.office)
                for rule in leaving(lifecycle, status)
            )
            found.append(_waiting(history[0].case, lifecycle, history, at, calendar, clock, ways))
    return _sorted(found)


def _waiting(
    case: str,
    lifecycle: Lifecycle,
    history: Sequence[CaseFact],
    at: datetime,
    calendar: Calendar,
    clock: str,
    ways: tuple[WayOut, ...],
) -> Waiting:
    statuses = (lifecycle.initial, *lifecycle.statuses_of(history))
    came = max(n for n in range(len(history)) if statuses[n] != statuses[n + 1])
    running = _running(lifecycle, history, at, calendar)
    if clock:
        name = lifecycle.clock(clock).name
        against = next((reading for reading in running if reading.clock == name), None)
    else:
        against = max(running, key=lambda reading: reading.started, default=None)
    return Waiting(
        case,
        statuses[-1],
        history[came].at,
        at,
        against,
        running,
        any(isinstance(fact, NikFoundOnFile) for fact in history[came + 1 :]),
        ways,
    )


def _running(
    lifecycle: Lifecycle, history: Sequence[CaseFact], at: datetime, calendar: Calendar
) -> tuple[Reading, ...]:
    readings = (
        # pyright does not see that a cached property is a property
        clock.read(lifecycle, history, at, calendar)  # pyright: ignore[reportArgumentType]
        for clock in lifecycle.clocks
    )
    return tuple(r for r in readings if r is not None and r.ended is None)


def _sorted(rows: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Return the longest overdue first; what is due nowhere last, the longest waiting first."""

    def order(row: Waiting) -> tuple[bool, timedelta, datetime, str]:
        overdue = row.overdue
        return overdue is None, -(overdue or timedelta(0)), row.since, row.case

    return tuple(sorted(rows, key=order))
