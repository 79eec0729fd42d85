"""The way of a record to the data centre, and of a card home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from itertools import permutations
from typing import Final
from xml.etree import ElementTree as ET

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.calendar import Calendar, wib
from ektpflow.errors import InvalidDefinition, InvalidValue, Refused
from ektpflow.office import Tier, medan
from ektpflow.routing import Cargo, Channel, ChannelKind, Departure, Outage, ServiceNetwork, Way
from ektpflow.routing.picture import network_svg

MONDAY: Final = wib("2026-03-02 08:10")
KECAMATAN: Final = "12.71.17"
DINAS: Final = "12.71"
NETWORK: Final = ServiceNetwork.medan()
MEDIA: Final = (ChannelKind.FLASHDISK, ChannelKind.EXTERNAL_DISK, ChannelKind.CD_DVD)


def _without_media() -> ServiceNetwork:
    network = NETWORK
    for kind in MEDIA:
        network = network.without(kind)
    return network


# -- the record ------------------------------------------------------------------------------------


@pytest.mark.parametrize("office", [o.code for o in medan().offices_of(Tier.KECAMATAN)])
def test_with_the_network_a_record_goes_straight_to_the_centre(office: str) -> None:
    way = NETWORK.record_way(office, MONDAY)
    assert way.offices == (office, "pusat")
    assert way.kinds == (ChannelKind.NETWORK,)


@pytest.mark.parametrize("office", [o.code for o in medan().offices_of(Tier.KECAMATAN)])
def test_without_the_line_a_record_goes_by_copied_media_through_another_office(office: str) -> None:
    """The source study: copied into the recording application at a kecamatan or the dinas."""
    way = NETWORK.record_way(office, MONDAY, network_up=False)
    assert way.kinds[0].copied
    assert way.kinds[-1] is ChannelKind.NETWORK
    relay = NETWORK.city.office(way.offices[1])
    assert relay.tier in {Tier.KECAMATAN, Tier.DINAS}
    assert relay.code != office


def test_the_dinas_is_the_relay_when_no_other_kecamatan_takes_flash_disks() -> None:
    way = NETWORK.without(ChannelKind.FLASHDISK).record_way(KECAMATAN, MONDAY, network_up=False)
    assert way.offices == (KECAMATAN, DINAS, "pusat")
    assert way.kinds[0] is ChannelKind.EXTERNAL_DISK


def test_another_kecamatan_is_the_relay_when_the_dinas_is_out() -> None:
    """A lightning strike at the dinas (Karanganyar, February 2020) does not stop the records."""
    struck = Outage(MONDAY, None, office=DINAS)
    way = NETWORK.record_way(KECAMATAN, MONDAY, network_up=False, outages=(struck,))
    assert NETWORK.city.office(way.offices[1]).tier is Tier.KECAMATAN


def test_a_short_outage_is_waited_for_when_waiting_is_faster_than_carrying() -> None:
    """Jepara, 14 June 2017: the line was out from 08:30 to 10:40."""
    out = Outage(wib("2026-03-02 08:00"), wib("2026-03-02 08:40"), ChannelKind.NETWORK)
    way = NETWORK.record_way(KECAMATAN, MONDAY, outages=(out,))
    assert way.kinds == (ChannelKind.NETWORK,)
    assert way.legs[0].leaves == wib("2026-03-02 08:40")


def test_a_long_outage_of_one_line_is_not_waited_for() -> None:
    out = Outage(MONDAY, wib("2026-03-02 17:00"), ChannelKind.NETWORK, KECAMATAN)
    assert NETWORK.record_way(KECAMATAN, MONDAY, outages=(out,)).kinds[0].copied


def test_when_every_line_is_out_a_disk_travels_to_the_centre() -> None:
    way = NETWORK.record_way(
        KECAMATAN, MONDAY, outages=(Outage(MONDAY, None, ChannelKind.NETWORK),)
    )
    assert all(kind.copied for kind in way.kinds)
    assert way.takes > timedelta(days=3)


def test_media_that_come_after_closing_are_taken_in_when_the_office_opens() -> None:
    way = NETWORK.record_way(KECAMATAN, wib("2026-03-06 16:00"), network_up=False)
    assert way.legs[0].leaves == wib("2026-03-06 16:00")
    assert way.legs[0].arrives == wib("2026-03-09 08:00")


def test_no_way_is_refused_with_the_channels_that_are_out() -> None:
    with pytest.raises(Refused, match=r"data network of 12\.71\.17 is out") as no:
        _without_media().record_way(KECAMATAN, MONDAY, network_up=False)
    assert no.value.codes == {"ways_closed"}
    assert no.value.reasons[0].way_out


def test_a_kelurahan_is_told_that_the_kecamatan_records() -> None:
    with pytest.raises(Refused, match="kecamatan") as no:
        NETWORK.record_way("12.71.17.1005", MONDAY)
    assert no.value.codes == {"no_channel"}


def test_an_office_without_channels_has_no_way() -> None:
    with pytest.raises(Refused) as no:
        NETWORK.without(office=KECAMATAN).record_way(KECAMATAN, MONDAY)
    assert no.value.codes == {"no_channel"}


def test_an_unknown_office_is_named() -> None:
    with pytest.raises(InvalidValue, match=r"99\.99"):
        NETWORK.record_way("99.99", MONDAY)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="zone"):
        NETWORK.record_way(KECAMATAN, MONDAY.replace(tzinfo=None))


# -- files, cards, blanks --------------------------------------------------------------------------


def test_a_paper_file_goes_from_the_kelurahan_through_the_kecamatan_to_the_dinas() -> None:
    way = NETWORK.ways("12.71.17.1005", DINAS, Cargo.FILES, MONDAY)
    assert way.offices == ("12.71.17.1005", KECAMATAN, DINAS)
    assert way.kinds == (ChannelKind.ON_FOOT, ChannelKind.COURIER)


def test_a_card_waits_for_the_next_round_of_the_kecamatan() -> None:
    way = NETWORK.card_way(DINAS, KECAMATAN, wib("2026-03-02 09:01"))
    assert way.legs[0].leaves == wib("2026-03-09 09:00")


def test_a_kecamatan_that_fetches_daily_has_its_cards_sooner() -> None:
    daily = ServiceNetwork.of(medan(), fetch=[Departure(day, time(9)) for day in range(5)])
    printed = wib("2026-03-02 09:01")
    assert daily.card_way(DINAS, KECAMATAN, printed).arrives == wib("2026-03-03 10:00")


def test_a_card_printed_where_it_is_picked_up_is_there_already() -> None:
    way = NETWORK.card_way(KECAMATAN, KECAMATAN, MONDAY)
    assert way.legs == ()
    assert way.arrives == MONDAY


def test_cards_never_travel_by_network() -> None:
    assert all(
        channel.carries == {Cargo.DATA}
        for channel in NETWORK.channels
        if channel.kind is ChannelKind.NETWORK or channel.kind.copied
    )


def test_blanks_come_from_the_centre_through_the_province() -> None:
    way = NETWORK.ways("pusat", DINAS, Cargo.BLANKS, MONDAY)
    assert way.offices == ("pusat", "12", DINAS)


def test_every_figure_says_where_it_comes_from() -> None:
    """No publication gives these times: each says that it is assumed, or who said it."""
    assert all("assumption" in channel.basis for channel in NETWORK.channels)


# -- the answer, the graph -------------------------------------------------------------------------


def test_the_answer_names_channels_offices_and_times() -> None:
    text = NETWORK.record_way(KECAMATAN, MONDAY, network_up=False).text()
    assert "by flash disk" in text
    assert "by data network to Pusat Data" in text
    assert "Mon 2026-03-02 08:10" in text


def test_the_graph_is_one_of_networkx_with_every_channel() -> None:
    assert isinstance(NETWORK.graph, nx.MultiDiGraph)
    assert NETWORK.graph.number_of_edges() == len(NETWORK.channels)
    assert NETWORK.graph.nodes[DINAS]["office"].prints


def test_without_and_with_a_channel_leave_the_old_network_as_it_was() -> None:
    before = len(NETWORK.channels)
    fewer = NETWORK.without(ChannelKind.NETWORK, office=KECAMATAN)
    assert len(fewer.channels) == before - 4
    assert len(fewer.with_channel(NETWORK.channels[0]).channels) == before - 3
    assert len(NETWORK.channels) == before


def test_without_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="named"):
        NETWORK.without()


def test_a_channel_to_an_office_that_does_not_exist_is_refused() -> None:
    stray = attrs.evolve(NETWORK.channels[0], target="99.99")
    with pytest.raises(InvalidDefinition, match="with_office"):
        NETWORK.with_channel(stray)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: attrs.evolve(c, latency=timedelta(minutes=-1)), "before it leaves"),
        (lambda c: attrs.evolve(c, carries=frozenset()), "carries something"),
        (lambda c: attrs.evolve(c, target=c.source), "two offices"),
    ],
)
def test_an_impossible_channel_is_refused(change: Callable[[Channel], Channel], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        change(NETWORK.channels[0])


def test_an_outage_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match="ends after"):
        Outage(MONDAY, MONDAY)


@pytest.mark.parametrize("day", [-1, 7])
def test_a_week_has_seven_days(day: int) -> None:
    with pytest.raises(InvalidValue, match="weekday"):
        Departure(day, time(9))


# -- properties ------------------------------------------------------------------------------------

moments = st.integers(0, 14 * 24 * 60).map(lambda m: wib("2026-03-02 00:00") + timedelta(minutes=m))
kecamatan = st.sampled_from(["12.71.01", "12.71.02", "12.71.03"])
outages = st.builds(
    lambda begins, hours, kind, office: Outage(
        begins, None if hours is None else begins + timedelta(hours=hours), kind, office
    ),
    moments,
    st.none() | st.integers(1, 200),
    st.none() | st.sampled_from(ChannelKind),
    st.sampled_from(["", "12.71.01", "12.71.02"]),
)


@st.composite
def channels(draw: st.DrawFn) -> Channel:
    source, target = draw(st.sampled_from(list(permutations(["12.71.01", "12.71.02", DINAS], 2))))
    return Channel(
        source,
        target,
        draw(st.sampled_from(ChannelKind)),
        frozenset({Cargo.DATA}),
        timedelta(minutes=draw(st.integers(0, 3000))),
        draw(st.sampled_from([Calendar.always(), Calendar.office_hours()])),
        draw(st.sampled_from([(), (Departure(0, time(9)), Departure(3, time(15)))])),
    )


@given(channels(), moments, moments, st.lists(outages, max_size=3))
def test_who_leaves_later_never_arrives_earlier(
    channel: Channel, one: datetime, other: datetime, out: list[Outage]
) -> None:
    """First in, first out: what makes the search exact."""
    early, late = sorted((one, other))
    first, second = channel.leaves(early, out), channel.leaves(late, out)
    if second is None:
        return
    assert first is not None
    assert early <= first <= second
    assert first <= channel.arrives(first) <= channel.arrives(second)


def _by_hand(found: Sequence[Channel], at: datetime, out: Sequence[Outage]) -> datetime | None:
    """Return the earliest arrival by trying every order of channels."""
    best: datetime | None = None
    for length in range(1, len(found) + 1):
        for legs in permutations(found, length):
            here, now = "12.71.01", at
            for channel in legs:
                leaves = channel.leaves(now, out) if channel.source == here else None
                if leaves is None:
                    break
                here, now = channel.target, channel.arrives(leaves)
            else:
                if here == DINAS and (best is None or now < best):
                    best = now
    return best


@given(st.lists(channels(), max_size=4), moments, st.lists(outages, max_size=2))
def test_no_other_way_arrives_earlier(
    found: list[Channel], at: datetime, out: list[Outage]
) -> None:
    network = ServiceNetwork(medan(), found)
    expected = _by_hand(found, at, out)
    try:
        way: Way | None = network.ways("12.71.01", DINAS, Cargo.DATA, at, out)
    except Refused:
        way = None
    assert (None if way is None else way.arrives) == expected
    if way is not None:
        moments_on_it = [at, *(m for leg in way.legs for m in (leg.leaves, leg.arrives))]
        assert moments_on_it == sorted(moments_on_it)


# -- the picture -----------------------------------------------------------------------------------


def test_the_picture_shows_the_channels_and_the_way() -> None:
    way = NETWORK.record_way(KECAMATAN, MONDAY, network_up=False)
    picture = network_svg(NETWORK, KECAMATAN, way)
    words = [e.text or "" for e in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert any(word.startswith("flash disk: Mon 2026-03-02 08:10") for word in words)
    assert "flash disk, external disk, CD/DVD, 1 h to 1 h 30 min" in words
    assert "courier, 1 h, on fixed days" in words


def test_a_picture_of_a_dinas_is_refused() -> None:
    with pytest.raises(InvalidValue, match="kecamatan"):
        network_svg(NETWORK, DINAS)


def test_a_way_from_elsewhere_is_not_drawn_into_this_kecamatan() -> None:
    way = NETWORK.ways("12.71.16.1001", DINAS, Cargo.FILES, MONDAY)
    with pytest.raises(InvalidValue, match="another kecamatan"):
        network_svg(NETWORK, KECAMATAN, way)
