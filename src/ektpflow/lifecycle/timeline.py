"""The timeline of one case: when each fact happened, how long in each status, where, and how late.

It is read off the facts and says nothing that identifies a person: no name and no NIK, neither of
the citizen nor of an officer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from html import escape

import attrs

from ektpflow.calendar import WIB, Calendar
from ektpflow.events import ApplicationForwarded, CaseFact
from ektpflow.lifecycle.clocks import Clock, Reading
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.lifecycle.ways import in_words
from ektpflow.tables import Column, Table

__all__ = ["Happened", "Held", "Stay", "Ticked", "Timeline", "lasting", "timeline"]

_ZERO = timedelta(0)


@attrs.frozen
class Happened:
    """One fact.

    Parameters
    ----------
    at
        When.
    fact
        Its name in words.
    office
        Code of the office where it was done.
    status
        Where the case stood after it.
    """

    at: datetime
    fact: str
    office: str
    status: AnyStatus


@attrs.frozen
class Stay:
    """A stretch of time in one status.

    Parameters
    ----------
    status
        The status.
    since, until
        From its first fact to the fact that left it; None where it was not left.
    took
        How long: up to the moment of reading where it was not left, nothing in an end.
    worked
        How much of it was working time; None without a calendar.
    facts
        What happened in it, the fact that led to it first.
    """

    status: AnyStatus
    since: datetime
    until: datetime | None
    took: timedelta
    worked: timedelta | None
    facts: tuple[Happened, ...]


@attrs.frozen
class Held:
    """A stretch of time in which one office held the file.

    Parameters
    ----------
    office
        Its code.
    since, until
        From when, and until the file was forwarded; None where it was not.
    """

    office: str
    since: datetime
    until: datetime | None


@attrs.frozen
class Ticked:
    """A clock of the case.

    Parameters
    ----------
    reading
        What it shows.
    pauses
        When it stood still.
    """

    reading: Reading
    pauses: tuple[tuple[datetime, datetime], ...]

    @property
    def verdict(self) -> str:
        """Whether the case is late by this clock."""
        if self.reading.late:
            return "late"
        if self.reading.ended is not None:
            return "in time"
        return "stands still" if self.reading.waiting else "runs"


@attrs.frozen
class Timeline:
    """What became of one case, up to a moment.

    Parameters
    ----------
    case
        The case; empty where nothing has happened.
    version
        Name and version of its lifecycle.
    at
        The moment; None where nothing has happened.
    zone
        The zone in which times are shown.
    calendar
        Working time, where it was handed in.
    stays
        The statuses, one after the other.
    held
        The offices that held the file.
    clocks
        Its deadlines that have started.
    unread
        Names of clocks that count working time and could not be read without a calendar.
    """

    case: str
    version: str
    at: datetime | None
    zone: tzinfo
    calendar: Calendar | None
    stays: tuple[Stay, ...]
    held: tuple[Held, ...]
    clocks: tuple[Ticked, ...]
    unread: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is, and where the case stands."""
        if self.at is None:
            return f"{self.version}: nothing has happened yet"
        return f"{self.case}: {self.stays[-1].status.label}"

    @property
    def read(self) -> str:
        """When it was read."""
        return "" if self.at is None else f"{self.version}, read at {self.shown(self.at)}"

    def shown(self, moment: datetime) -> str:
        """Return a moment as people read it."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def _or_none(self, moment: datetime | None) -> str | None:
        return None if moment is None else self.shown(moment)

    def tables(self) -> tuple[Table, ...]:
        """Return the facts, the statuses, the offices and the clocks as tables."""
        facts = [
            (self.shown(one.at), one.fact, one.office, str(one.status))
            for stay in self.stays
            for one in stay.facts
        ]
        stays = [
            (
                stay.status.label,
                self.shown(stay.since),
                lasting(stay.took),
                None if stay.worked is None else lasting(stay.worked),
            )
            for stay in self.stays
        ]
        held = [
            (held.office, self.shown(held.since), self._or_none(held.until)) for held in self.held
        ]
        clocks = [
            (
                one.reading.clock,
                self.shown(one.reading.started),
                lasting(one.reading.spent),
                lasting(one.reading.paused),
                lasting(one.reading.limit),
                self._or_none(one.reading.due),
                one.verdict,
            )
            for one in self.clocks
        ]
        unread = tuple(f"{name}: counts working time; hand in a calendar" for name in self.unread)
        names = ("Clock", "Started", "Spent", "Stood still", "Limit", "Due", "Verdict")
        return (
            Table("What happened", _columns("When", "Fact", "Office", "Status"), facts),
            Table("How long", _columns("Status", "Since", "Took", "Of it working time"), stays),
            Table("Who held the file", _columns("Office", "Since", "Until"), held),
            Table("Clocks", _columns(*names), clocks, notes=unread),
        )

    def text(self) -> str:
        """Return the timeline for a terminal.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL
        >>> from ektpflow.lifecycle.timeline import timeline
        >>> print(timeline(KTP_EL, ()).text())
        KTP_EL/1: nothing has happened yet
        """
        if self.at is None:
            return self.title
        told = [table.text() for table in self.tables() if table.rows or table.notes]
        return "\n\n".join([f"{self.title}\n{self.read}", *told])

    def svg(self, *, narrow: bool = False) -> str:
        """Return the timeline as one SVG element, 720 pixels wide, or 368 for a phone.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL
        >>> from ektpflow.lifecycle.timeline import timeline
        >>> timeline(KTP_EL, ()).svg().startswith("<svg")
        True
        """
        from ektpflow.lifecycle.drawing.timeline import (  # noqa: PLC0415  (it draws this class)
            timeline_svg,
        )

        return timeline_svg(self, narrow=narrow)

    def html(self) -> str:
        """Return the timeline as a part of a page: the picture, and the text for who wants it."""
        text = escape(self.text())
        return (
            f"<div>\n{self.svg()}</div>\n"
            f"<details><summary>As text</summary><pre>{text}</pre></details>\n"
        )

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return self.html()


def timeline(
    lifecycle: Lifecycle,
    history: Sequence[CaseFact],
    *,
    at: datetime | None = None,
    calendar: Calendar | None = None,
) -> Timeline:
    """Return the timeline of one case.

    Parameters
    ----------
    lifecycle
        The table that the case follows.
    history
        Its facts, oldest first.
    at
        Up to when; aware. The last fact when not given. Facts after it are not looked at.
    calendar
        Working time. Clocks that count it are read only with a calendar.

    Raises
    ------
    InvalidDefinition
        When the table does not allow the history.

    Examples
    --------
    >>> from ektpflow import wib
    >>> from ektpflow.events import FileCompleted, RecordPrepared
    >>> from ektpflow.lifecycle import Lifecycle, Rule, Status
    >>> from ektpflow.lifecycle.timeline import lasting, timeline
    >>> from ektpflow.office import Role
    >>> statuses = (Status.SUBMITTED, Status.COMPLETE)
    >>> row = Rule(FileCompleted, *statuses, Role.COUNTER)
    >>> table = Lifecycle("SHORT", "1", Status.SUBMITTED, frozenset(), (row,), statuses)
    >>> fact = FileCompleted("K1", wib("2026-03-02 09:00"), "x", "12.71.17", table.tag)
    >>> found = timeline(table, [fact], at=wib("2026-03-02 10:30"))
    >>> found.stays[0].status.label, lasting(found.stays[0].took)
    ('Berkas lengkap', '1 h 30 min')
    """
    facts = [fact for fact in history if at is None or fact.at <= at]
    zone = WIB if calendar is None else calendar.tz
    if not facts:
        return Timeline("", lifecycle.tag, None, zone, calendar, (), (), (), ())
    until = facts[-1].at if at is None else at
    stays = _stays(lifecycle, facts, until, calendar)
    clocks: list[Ticked] = []
    unread: list[str] = []
    for clock in lifecycle.clocks:
        if clock.working and calendar is None:
            unread.append(clock.name)
            continue
        # a cached property is a property to everybody but pyright
        reading = clock.read(lifecycle, facts, until, calendar)  # pyright: ignore[reportArgumentType]
        if reading is not None:
            clocks.append(Ticked(reading, _pauses(clock, reading, stays, until)))
    return Timeline(
        facts[0].case,
        lifecycle.tag,
        until,
        zone,
        calendar,
        tuple(stays),
        _held(facts),
        tuple(clocks),
        tuple(unread),
    )


def lasting(span: timedelta) -> str:
    """Return a length of time as people read it.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from ektpflow.lifecycle.timeline import lasting
    >>> lasting(timedelta(days=2, minutes=90)), lasting(timedelta(0))
    ('2 d 1 h 30 min', '0 min')
    """
    minutes = round(span / timedelta(minutes=1))
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if n]
    return " ".join(parts) or "0 min"


def _columns(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


def _stays(
    lifecycle: Lifecycle,
    facts: Sequence[CaseFact],
    at: datetime,
    calendar: Calendar | None,
) -> list[Stay]:
    grouped: list[list[Happened]] = []
    for fact, status in zip(facts, lifecycle.statuses_of(facts), strict=True):
        one = Happened(fact.at, in_words(type(fact).__name__), fact.office, status)
        if grouped and grouped[-1][0].status == status:
            grouped[-1].append(one)
        else:
            grouped.append([one])
    stays: list[Stay] = []
    for group, after in zip(grouped, (*grouped[1:], None), strict=True):
        status, since = group[0].status, group[0].at
        until = None if after is None else after[0].at
        still = since if status in lifecycle.finals else at
        end = still if until is None else until
        worked = None if calendar is None else calendar.worked(since, end)
        stays.append(Stay(status, since, until, end - since, worked, tuple(group)))
    return stays


def _held(facts: Sequence[CaseFact]) -> tuple[Held, ...]:
    held = [Held(facts[0].office, facts[0].at, None)]
    for fact in facts:
        if isinstance(fact, ApplicationForwarded) and fact.target != held[-1].office:
            held[-1] = attrs.evolve(held[-1], until=fact.at)
            held.append(Held(fact.target, fact.at, None))
    return tuple(held)


def _pauses(
    clock: Clock, reading: Reading, stays: Sequence[Stay], at: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """Return when a clock stood still: in its statuses, between its start and its end."""
    end = at if reading.ended is None else reading.ended
    return tuple(
        (since, until)
        for stay in stays
        if stay.status in clock.pauses
        and (since := max(stay.since, reading.started)) < (until := min(stay.until or end, end))
    )
