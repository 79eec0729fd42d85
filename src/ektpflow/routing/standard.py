"""The usual channels of a city, and where each figure comes from.

No publication gives times on the way between the offices of Medan: figures marked *assumption*
are invented, and a study replaces them by its own. What is joined to what follows the source
study and the field flow in the published procedures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time, timedelta
from typing import Final

import attrs

from ektpflow.calendar import Calendar
from ektpflow.office import City, Tier
from ektpflow.routing.channel import Cargo, Channel, ChannelKind, Departure

__all__ = ["FETCH", "standard_channels"]

#: When the kecamatan fetches its cards. Once a week: "sent back to the kecamatan next week"
#: (director-general, 2017 [P]); the weekday and the hour are an assumption.
FETCH: Final = (Departure(0, time(9)),)

_FETCH_BASIS: Final = (
    "fetched by the kecamatan (source study); once a week: director-general 2017 [P]; "
    "weekday, hour and time on the way: assumption"
)
_ALWAYS: Final = Calendar.always()
_HOURS: Final = Calendar.office_hours()
_DATA: Final = frozenset({Cargo.DATA})
_STUDY: Final = "source study (automatic sending, copied media)"
_LINE: Final = timedelta(minutes=10)
_LINE_BASIS: Final = f"{_STUDY}; 10 minutes: assumption"
_MEDIA: Final = {
    ChannelKind.FLASHDISK: timedelta(hours=1),
    ChannelKind.EXTERNAL_DISK: timedelta(hours=1, minutes=15),
    ChannelKind.CD_DVD: timedelta(hours=1, minutes=30),
}
_MEDIA_BASIS: Final = f"{_STUDY}; time to copy and to carry: assumption"


def standard_channels(city: City, fetch: Iterable[Departure] = FETCH) -> tuple[Channel, ...]:
    """Return the usual channels of a city.

    - data: by network from kecamatan and dinas to the centre and back; when a line is down, on a
      copied medium to the dinas or to another kecamatan's recording application; from the dinas
      an external disk or CD/DVD can be sent to the centre;
    - paper files: on foot from kelurahan to kecamatan, by courier from there to the dinas;
    - cards: fetched at the dinas by the kecamatan;
    - blanks: from the centre through the province to the dinas, and on to the kecamatan.

    Parameters
    ----------
    city
        The offices.
    fetch
        When the kecamatan fetch their cards.

    Examples
    --------
    >>> from ektpflow.office import medan
    >>> from ektpflow.routing.standard import standard_channels
    >>> all("assumption" in channel.basis for channel in standard_channels(medan()))
    True
    """
    rounds = tuple(fetch)
    channels = [
        _carried(office.code, kecamatan, Cargo.FILES, 0.5, by=ChannelKind.ON_FOOT)
        for office in city.offices_of(Tier.KELURAHAN)
        if (kecamatan := city.parent(office.code)) is not None
    ]
    for office in city.offices_of(Tier.KECAMATAN):
        if (dinas := city.parent(office.code)) is not None:
            channels += _records(city, office.code, dinas)
            channels += _things(office.code, dinas, rounds)
    for office in city.offices_of(Tier.DINAS):
        channels += _upwards(city, office.code)
    return tuple(channels)


def _records(city: City, code: str, dinas: str) -> Iterator[Channel]:
    """Yield the ways of a record out of a kecamatan."""
    for above in (_centre(city), dinas):
        yield from _line(code, above)
    for medium, span in _MEDIA.items():
        yield Channel(code, dinas, medium, _DATA, span, _HOURS, basis=_MEDIA_BASIS)
    for other in city.offices_of(Tier.KECAMATAN):
        if other.code != code:
            yield Channel(
                code,
                other.code,
                ChannelKind.FLASHDISK,
                _DATA,
                _MEDIA[ChannelKind.FLASHDISK],
                _HOURS,
                basis=_MEDIA_BASIS,
            )


def _things(code: str, dinas: str, rounds: tuple[Departure, ...]) -> Iterator[Channel]:
    """Yield what is carried between a kecamatan and the dinas."""
    yield _carried(code, dinas, Cargo.FILES, 1)
    yield _carried(dinas, code, Cargo.BLANKS, 1)
    cards = _carried(dinas, code, Cargo.CARDS, 1)
    yield attrs.evolve(cards, departures=rounds, basis=_FETCH_BASIS)


def _upwards(city: City, dinas: str) -> Iterator[Channel]:
    """Yield what joins the dinas to the province and the centre."""
    centre = _centre(city)
    yield from _line(dinas, centre)
    for medium in (ChannelKind.EXTERNAL_DISK, ChannelKind.CD_DVD):
        yield Channel(dinas, centre, medium, _DATA, timedelta(days=3), _HOURS)
    for province in city.offices_of(Tier.PROVINCE):
        yield _carried(centre, province.code, Cargo.BLANKS, 4 * 24)
        yield _carried(province.code, dinas, Cargo.BLANKS, 24)


def _line(a: str, b: str) -> Iterator[Channel]:
    """Yield the data network between two offices, both ways."""
    for source, target in ((a, b), (b, a)):
        yield Channel(source, target, ChannelKind.NETWORK, _DATA, _LINE, _ALWAYS, basis=_LINE_BASIS)


def _carried(
    source: str, target: str, cargo: Cargo, hours: float, by: ChannelKind = ChannelKind.COURIER
) -> Channel:
    """Return a channel by which somebody carries things in office hours."""
    return Channel(source, target, by, frozenset({cargo}), timedelta(hours=hours), _HOURS)


def _centre(city: City) -> str:
    return city.offices_of(Tier.CENTRE)[0].code
