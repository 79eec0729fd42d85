"""The answer of the network: a way, leg by leg, that names its channels."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import attrs

from ektpflow.calendar import WIB
from ektpflow.office import City
from ektpflow.routing.channel import Cargo, Channel, ChannelKind

__all__ = ["Leg", "Way", "clock", "lasting"]

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR


def clock(moment: datetime) -> str:
    """Return a moment as people read it (``Mon 2026-03-02 08:10``), in WIB."""
    local = moment.astimezone(WIB)
    return f"{_DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"


def lasting(span: timedelta) -> str:
    """Return a length of time as people read it.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from ektpflow.routing.way import lasting
    >>> lasting(timedelta(days=2, minutes=90)), lasting(timedelta(minutes=5))
    ('2 d 1 h 30 min', '5 min')
    """
    minutes = round(span / timedelta(minutes=1))
    days, minutes = divmod(minutes, _DAY)
    hours, minutes = divmod(minutes, _HOUR)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if n]
    return " ".join(parts) or "0 min"


@attrs.frozen
class Leg:
    """One channel taken: when it leaves the source and when the target takes it in."""

    channel: Channel
    leaves: datetime
    arrives: datetime


@attrs.frozen
class Way:
    """How a cargo gets from one office to another, as early as possible.

    Parameters
    ----------
    source, target
        Codes of the offices.
    cargo
        What travels.
    asked
        From when on.
    legs
        The channels in order; none when the cargo is there already.
    city
        For the names of the offices.
    """

    source: str
    target: str
    cargo: Cargo
    asked: datetime
    legs: tuple[Leg, ...]
    city: City = attrs.field(eq=False, repr=False)

    @property
    def arrives(self) -> datetime:
        """When the target takes it in."""
        return self.legs[-1].arrives if self.legs else self.asked

    @property
    def takes(self) -> timedelta:
        """Time from asking to arriving, waiting included."""
        return self.arrives - self.asked

    @property
    def offices(self) -> tuple[str, ...]:
        """Codes of the offices on the way, first and last included."""
        return (self.source, *(leg.channel.target for leg in self.legs))

    @property
    def kinds(self) -> tuple[ChannelKind, ...]:
        """The kinds of channel, in order."""
        return tuple(leg.channel.kind for leg in self.legs)

    def text(self) -> str:
        """Return the way in sentences, one line a leg."""
        name = {code: f"{self.city.office(code).name} ({code})" for code in self.offices}
        ends = f"{self.cargo.lower()} from {name[self.source]} to {name[self.target]}"
        times = f"asked {clock(self.asked)}, there {clock(self.arrives)}, {lasting(self.takes)}"
        lines = [f"{ends}: {times}"]
        lines += [
            f"  {number}. by {leg.channel.kind.label} to {name[leg.channel.target]}: "
            f"leaves {clock(leg.leaves)}, there {clock(leg.arrives)}"
            for number, leg in enumerate(self.legs, start=1)
        ]
        return "\n".join(lines)
