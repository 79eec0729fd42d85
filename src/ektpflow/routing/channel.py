"""One channel between two offices: what it carries, when it leaves, how long it takes.

The kinds are those that the source study names for the way of a record: the data network, and
copies on CD/DVD, flash disk or external disk; besides them the courier who brings blanks and
cards, and the walk with a paper file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

import attrs

from ektpflow.calendar import WIB, Calendar
from ektpflow.errors import InvalidValue

__all__ = ["Cargo", "Channel", "ChannelKind", "Departure", "Outage"]

_WEEK: Final = 7
_WEEKS_AHEAD: Final = 60  # an office that stays shut for more than a year is not waited for


class Cargo(StrEnum):
    """What travels."""

    DATA = "DATA"
    CARDS = "CARDS"
    BLANKS = "BLANKS"
    FILES = "FILES"


class ChannelKind(StrEnum):
    """How it travels."""

    NETWORK = "NETWORK"
    COURIER = "COURIER"
    FLASHDISK = "FLASHDISK"
    EXTERNAL_DISK = "EXTERNAL_DISK"
    CD_DVD = "CD_DVD"
    ON_FOOT = "ON_FOOT"

    @property
    def label(self) -> str:
        """The word for people, in English.

        Examples
        --------
        >>> from ektpflow.routing import ChannelKind
        >>> ChannelKind.CD_DVD.label, ChannelKind.NETWORK.copied
        ('CD/DVD', False)
        """
        return _LABELS[self]

    @property
    def copied(self) -> bool:
        """The record is copied to a medium that somebody carries."""
        return self in _COPIED


_LABELS: Final = {
    ChannelKind.NETWORK: "data network",
    ChannelKind.COURIER: "courier",
    ChannelKind.FLASHDISK: "flash disk",
    ChannelKind.EXTERNAL_DISK: "external disk",
    ChannelKind.CD_DVD: "CD/DVD",
    ChannelKind.ON_FOOT: "on foot",
}
_COPIED: Final = frozenset({ChannelKind.FLASHDISK, ChannelKind.EXTERNAL_DISK, ChannelKind.CD_DVD})


@attrs.frozen(order=True)
class Departure:
    """A weekly moment of leaving, in Western Indonesian Time.

    Parameters
    ----------
    weekday
        0 for Monday to 6 for Sunday.
    clock
        Time of day.

    Raises
    ------
    InvalidValue
        For another weekday, or a time of day that brings its own zone.
    """

    weekday: int
    clock: time

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.weekday < _WEEK:
            raise InvalidValue(
                "departure, weekday", str(self.weekday), "0 is Monday and 6 is Sunday"
            )
        if self.clock.tzinfo is not None:
            raise InvalidValue(
                "departure, time of day", str(self.clock), "it is Western Indonesian Time (WIB)"
            )


@attrs.frozen
class Outage:
    """A time during which channels do not leave: a line is down, an office is shut.

    Parameters
    ----------
    begins
        First moment; aware.
    ends
        First moment at which the channels leave again; None when nobody knows. An end that lies
        in the future is an oracle's knowledge: a sender sees only the past.
    kind
        Only channels of this kind; None for all kinds.
    office
        Only channels that start or end here; empty for everywhere.

    Examples
    --------
    >>> from ektpflow.calendar import wib
    >>> from ektpflow.routing import ChannelKind, Outage
    >>> Outage(wib("2026-03-02 08:30"), wib("2026-03-02 10:40"), ChannelKind.NETWORK).covers(
    ...     wib("2026-03-02 10:40")
    ... )
    False
    """

    begins: datetime
    ends: datetime | None = None
    kind: ChannelKind | None = None
    office: str = ""

    def __attrs_post_init__(self) -> None:
        if self.ends is not None and self.ends <= self.begins:
            raise InvalidValue(
                "outage", f"{self.begins} to {self.ends}", "an outage ends after it begins"
            )

    def covers(self, moment: datetime) -> bool:
        """Return whether the moment lies in the outage."""
        return self.begins <= moment and (self.ends is None or moment < self.ends)

    def hits(self, channel: Channel) -> bool:
        """Return whether the outage is one of this channel."""
        return (self.kind is None or self.kind is channel.kind) and (
            not self.office or self.office in (channel.source, channel.target)
        )


def _sorted(value: Iterable[Departure]) -> tuple[Departure, ...]:
    return tuple(sorted(value))


@attrs.frozen
class Channel:
    """A one-way channel between two offices.

    Whoever leaves later never arrives earlier (first in, first out): the time on the way is
    constant and never negative, and waiting for a departure or for an open door keeps the order.

    Parameters
    ----------
    source, target
        Codes of the offices.
    kind
        How it travels.
    carries
        What it may carry.
    latency
        Time on the way, copying included.
    calendar
        When it can leave, and when somebody is there to take it in.
    departures
        Weekly moments of leaving; empty when it leaves at any open moment.
    basis
        Where the figures come from, or ``"assumption"``.

    Raises
    ------
    InvalidValue
        For a negative latency, an empty cargo, or a channel from an office to itself.

    Examples
    --------
    >>> from datetime import time, timedelta
    >>> from ektpflow.calendar import Calendar, wib
    >>> from ektpflow.routing import Cargo, Channel, ChannelKind, Departure
    >>> weekly = Channel(
    ...     "12.71", "12.71.17", ChannelKind.COURIER, frozenset({Cargo.CARDS}),
    ...     timedelta(hours=1), Calendar.office_hours(), (Departure(0, time(9)),), "assumption",
    ... )
    >>> weekly.leaves(wib("2026-03-02 09:01")) == wib("2026-03-09 09:00")
    True
    """

    source: str
    target: str
    kind: ChannelKind
    carries: frozenset[Cargo]
    latency: timedelta
    calendar: Calendar
    departures: tuple[Departure, ...] = attrs.field(default=(), converter=_sorted)
    basis: str = "assumption"

    def __attrs_post_init__(self) -> None:
        where = f"channel {self.source} to {self.target}, {self.kind.label}"
        if self.latency < timedelta(0):
            raise InvalidValue(
                f"{where}: latency", str(self.latency), "nothing arrives before it leaves"
            )
        if not self.carries:
            raise InvalidValue(f"{where}: cargo", "none", "a channel carries something")
        if self.source == self.target:
            raise InvalidValue(f"{where}: target", self.target, "a channel joins two offices")

    def leaves(self, at: datetime, outages: Iterable[Outage] = ()) -> datetime | None:
        """Return the first moment from `at` on at which it leaves; None when it never does."""
        mine = [outage for outage in outages if outage.hits(self)]
        moment = self._ready(at)
        while moment is not None:
            blocked = next((outage for outage in mine if outage.covers(moment)), None)
            if blocked is None:
                return moment
            moment = None if blocked.ends is None else self._ready(blocked.ends)
        return None

    def arrives(self, left: datetime) -> datetime:
        """Return when what left then is taken in at the target."""
        return self.calendar.next_open(left + self.latency)

    def _ready(self, at: datetime) -> datetime | None:
        """Return the first departure from `at` on, outages left aside."""
        if not self.departures:
            return self.calendar.next_open(at)
        local = at.astimezone(WIB)
        monday = local.date() - timedelta(days=local.weekday())
        for week in range(_WEEKS_AHEAD):
            for departure in self.departures:
                day = monday + timedelta(days=_WEEK * week + departure.weekday)
                moment = datetime.combine(day, departure.clock, tzinfo=WIB)
                if moment >= at and self.calendar.is_open(moment):
                    return moment
        return None
