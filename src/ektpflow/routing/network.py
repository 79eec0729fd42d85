"""The offices of a city joined by channels, and the earliest way through them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue, Reason, Refused
from ektpflow.office import City, Tier, medan
from ektpflow.routing.channel import Cargo, Channel, ChannelKind, Departure, Outage
from ektpflow.routing.graph import multigraph, out_of, reachable
from ektpflow.routing.standard import FETCH, standard_channels
from ektpflow.routing.way import Leg, Way, clock

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ServiceNetwork"]


def _channels(value: Iterable[Channel]) -> tuple[Channel, ...]:
    return tuple(value)


@attrs.frozen(slots=False)
class ServiceNetwork:
    """Offices and the channels between them.

    Parameters
    ----------
    city
        The offices.
    channels
        The channels; between two offices there may be several.

    Raises
    ------
    InvalidDefinition
        When a channel names an office that the city does not have.

    Examples
    --------
    >>> from ektpflow.calendar import wib
    >>> from ektpflow.routing import ServiceNetwork
    >>> network = ServiceNetwork.medan()
    >>> way = network.record_way("12.71.17", wib("2026-03-02 08:10"))
    >>> [kind.label for kind in way.kinds]
    ['data network']
    """

    city: City
    channels: tuple[Channel, ...] = attrs.field(converter=_channels)

    def __attrs_post_init__(self) -> None:
        known = {office.code for office in self.city.offices}
        for number, channel in enumerate(self.channels, start=1):
            for code in (channel.source, channel.target):
                if code not in known:
                    raise InvalidDefinition(
                        f"network of {self.city.name}",
                        f"channel {number}, {channel.source} to {channel.target}",
                        f"there is no office {code}; add it with City.with_office",
                    )

    @classmethod
    def of(cls, city: City, fetch: Iterable[Departure] = FETCH) -> ServiceNetwork:
        """Return the usual channels of a city; `fetch` says when the kecamatan fetch cards."""
        return cls(city, standard_channels(city, fetch))

    @classmethod
    def medan(cls) -> ServiceNetwork:
        """Return the usual channels of Kota Medan."""
        return cls.of(medan())

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The network for networkx: nodes carry ``office``, edges carry ``channel``."""
        return multigraph(self.city.offices, self.channels)

    def with_channel(self, channel: Channel) -> ServiceNetwork:
        """Return the network with one channel more."""
        return attrs.evolve(self, channels=(*self.channels, channel))

    def without(self, kind: ChannelKind | None = None, office: str = "") -> ServiceNetwork:
        """Return the network without a kind of channel, an office, or that kind at that office.

        The office stays in the city; only its channels go.

        Raises
        ------
        InvalidValue
            When neither a kind nor an office is named, or the city has no such office.
        """
        if kind is None and not office:
            raise InvalidValue(
                "network without", "nothing", "a kind of channel or an office is named"
            )
        if office:
            self.city.office(office)
        return attrs.evolve(
            self,
            channels=tuple(
                channel
                for channel in self.channels
                if not (
                    (kind is None or channel.kind is kind)
                    and (not office or office in (channel.source, channel.target))
                )
            ),
        )

    def ways(
        self,
        source: str,
        target: str,
        cargo: Cargo,
        at: datetime,
        outages: Iterable[Outage] = (),
    ) -> Way:
        """Return the way by which the cargo arrives first; of equals the one with fewer legs.

        Dijkstra's search on moments of arrival. It is exact because every channel is first in,
        first out: waiting at an office never helps to arrive earlier.

        Parameters
        ----------
        source, target
            Codes of the offices.
        cargo
            What travels.
        at
            From when on; aware.
        outages
            Channels that do not leave, and until when.

        Raises
        ------
        Refused
            When there is no way, with what is missing and the way out.
        InvalidValue
            For an unknown office, or a moment without a time zone.

        Examples
        --------
        >>> from ektpflow.calendar import wib
        >>> from ektpflow.routing import Cargo, ServiceNetwork
        >>> network = ServiceNetwork.medan()
        >>> network.ways("12.71.17.1005", "12.71", Cargo.FILES, wib("2026-03-02 08:10")).offices
        ('12.71.17.1005', '12.71.17', '12.71')
        """
        for code in (source, target):
            self.city.office(code)
        if at.tzinfo is None:
            raise InvalidValue("moment", str(at), "a moment has a time zone", "Use calendar.wib")
        closed = tuple(outages)
        before: dict[str, Leg] = {}
        done: set[str] = set()
        queue: list[tuple[datetime, int, str]] = [(at, 0, source)]
        best: dict[str, tuple[datetime, int]] = {source: (at, 0)}
        while queue:
            now, legs, here = heapq.heappop(queue)
            if here == target:
                return Way(source, target, cargo, at, _walked(before, source, target), self.city)
            if here in done:
                continue
            done.add(here)
            for channel in out_of(self.graph, here, cargo):
                leaves = channel.leaves(now, closed)
                if leaves is None:
                    continue
                reached = (channel.arrives(leaves), legs + 1)
                if channel.target not in best or reached < best[channel.target]:
                    best[channel.target] = reached
                    before[channel.target] = Leg(channel, leaves, reached[0])
                    heapq.heappush(queue, (*reached, channel.target))
        raise self._no_way(source, target, cargo, at, closed)

    def record_way(
        self,
        office: str,
        at: datetime,
        *,
        network_up: bool = True,
        outages: Iterable[Outage] = (),
    ) -> Way:
        """Return the way of a biometric record from where it was recorded to the data centre.

        Parameters
        ----------
        office
            Where it was recorded.
        at
            From when on; aware.
        network_up
            False when the office's own line is down and nobody knows for how long: then the
            record is copied to a medium and sent from another office (source study).
        outages
            Further outages.

        Examples
        --------
        >>> from ektpflow.calendar import wib
        >>> from ektpflow.routing import ServiceNetwork
        >>> network = ServiceNetwork.medan()
        >>> way = network.record_way("12.71.17", wib("2026-03-02 08:10"), network_up=False)
        >>> [kind.label for kind in way.kinds]
        ['flash disk', 'data network']
        """
        down = () if network_up else (Outage(at, None, ChannelKind.NETWORK, office),)
        centre = self.city.offices_of(Tier.CENTRE)[0].code
        return self.ways(office, centre, Cargo.DATA, at, (*outages, *down))

    def card_way(self, print_office: str, pickup_office: str, at: datetime) -> Way:
        """Return the way of a printed card home: the kecamatan fetches it.

        Examples
        --------
        >>> from ektpflow.calendar import wib
        >>> from ektpflow.routing import ServiceNetwork
        >>> way = ServiceNetwork.medan().card_way("12.71", "12.71.17", wib("2026-03-03 14:00"))
        >>> way.arrives == wib("2026-03-09 10:00")  # the next Monday's round
        True
        """
        return self.ways(print_office, pickup_office, Cargo.CARDS, at)

    def _no_way(
        self, source: str, target: str, cargo: Cargo, at: datetime, outages: Sequence[Outage]
    ) -> Refused:
        """Return the refusal: it says whether a channel is missing or those there are shut."""
        what = f"{cargo.lower()} cannot get from {source} to {target}"
        if target in reachable(self.graph, source, cargo):
            shut = sorted({_named(outage) for outage in outages}) or ["no channel leaves"]
            reason = Reason(
                "ways_closed",
                f"{what} from {clock(at)} on: {'; '.join(shut)}",
                "wait for the end of the outage, or add a channel with with_channel",
            )
        else:
            there = sorted(reachable(self.graph, source, cargo))
            known = (
                f"from {source} it gets to {', '.join(there[:5])}"
                if there
                else (f"no channel carries {cargo.lower()} out of {source}")
            )
            hint = "add a channel with with_channel"
            tiers = {self.city.office(source).tier, self.city.office(target).tier}
            if Tier.KELURAHAN in tiers and cargo in (Cargo.DATA, Cargo.CARDS):
                hint = "records are made and cards handed over at the kecamatan: ask for its way"
            reason = Reason("no_channel", f"{what}: {known}", hint)
        return Refused("FindWay", "", (reason,))


def _named(outage: Outage) -> str:
    kind = "every channel" if outage.kind is None else outage.kind.label
    where = f" of {outage.office}" if outage.office else ""
    until = "nobody knows until when" if outage.ends is None else f"until {clock(outage.ends)}"
    return f"{kind}{where} is out, {until}"


def _walked(before: dict[str, Leg], source: str, target: str) -> tuple[Leg, ...]:
    legs: list[Leg] = []
    here = target
    while here != source:
        legs.append(before[here])
        here = before[here].channel.source
    return tuple(reversed(legs))
