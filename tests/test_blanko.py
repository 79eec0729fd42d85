"""Blanks: where each is, what an office may do with it, and what it is told when it may not."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ektpflow import events as e
from ektpflow.blanko import (
    CARDHOLDER,
    DESTROYED,
    MAKER,
    SPOILED,
    TRANSIT,
    RangeSet,
    Reservations,
    SerialRange,
    StockLedger,
)
from ektpflow.errors import InvalidValue, Refused

DINAS, PRINTER, KECAMATAN = "12.71", "12.71/printer", "12.71.17"
STAMP = ("K000001", datetime(2026, 3, 2, 1, 10, tzinfo=UTC), "12.71/petugas", "12.71", "KTP_EL/1")


def stocked(last: int = 10) -> StockLedger:
    """Return a ledger with blanks 1 to ``last`` at the dinas."""
    return StockLedger().received(MAKER, DINAS, SerialRange(1, last), "SJ-1")


# -- serials -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), [(0, 3), (-1, 1), (5, 4), (1.0, 2), (True, 2)])
def test_a_range_runs_upwards_from_one_in_whole_numbers(first: int, last: int) -> None:
    with pytest.raises(InvalidValue, match="serials are whole numbers from 1"):
        SerialRange(first, last)


def test_a_range_reads_as_on_a_delivery_note() -> None:
    lot = SerialRange(3, 5)
    assert (str(lot), str(SerialRange(7, 7)), list(lot), len(lot)) == ("3..5", "7", [3, 4, 5], 3)
    assert 5 in lot
    assert 6 not in lot


def test_neighbouring_ranges_become_one() -> None:
    assert RangeSet.of(SerialRange(1, 3), SerialRange(7, 9), SerialRange(4, 6)).ranges == (
        SerialRange(1, 9),
    )


def test_a_set_holds_a_serial_once_and_gives_only_what_it_has() -> None:
    stock = RangeSet.of(SerialRange(1, 5))
    for twice in (5, SerialRange(5, 8), SerialRange(1, 9), RangeSet.of(3)):
        with pytest.raises(InvalidValue, match="once"):
            stock.add(twice)
    for absent in (6, SerialRange(4, 6), RangeSet.of(1, 8)):
        with pytest.raises(InvalidValue, match="only what is there can leave"):
            stock.remove(absent)
    with pytest.raises(InvalidValue):
        stock.add(0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), max_size=80), st.integers(1, 60), st.integers(0, 30))
def test_a_range_set_is_a_set(serials: list[int], first: int, more: int) -> None:
    """Adding and removing single serials agrees with Python's own set."""
    ours, plain = RangeSet(), set[int]()
    for serial in serials:
        old, before = ours, set(plain)
        ours = ours.remove(serial) if serial in plain else ours.add(serial)
        plain ^= {serial}
        assert set(old) == before
    span = SerialRange(first, first + more)
    assert list(ours) == sorted(plain)
    assert (len(ours), ours.first) == (len(plain), min(plain, default=None))
    assert ours == RangeSet.of(*plain)
    assert hash(ours) == hash(RangeSet.of(*plain))
    assert set(ours.within(span)) == plain & set(span)
    assert ours.covers(span) == (set(span) <= plain)
    assert all((s in ours) == (s in plain) for s in range(70))
    assert all(a.last + 1 < b.first for a, b in zip(ours.ranges, ours.ranges[1:], strict=False))


@pytest.mark.parametrize("step", [1, -1], ids=["upwards", "downwards"])
def test_a_set_of_many_single_serials_stays_right_across_its_chunks(step: int) -> None:
    even = range(2, 2402, 2)[::step]
    ours = RangeSet.of(*even)
    assert list(ours) == sorted(even)
    assert ours.within(SerialRange(500, 1500)) == RangeSet.of(*range(500, 1501, 2))
    filled = ours
    for odd in range(3, 2401, 2):
        filled = filled.add(odd)
    assert filled == RangeSet.of(SerialRange(2, 2400))
    assert filled.ranges == (SerialRange(2, 2400),)
    for odd in range(3, 2401, 2):
        filled = filled.remove(odd)
    assert filled == ours
    assert not ours.remove(ours)


def test_sets_of_the_same_size_differ_by_what_they_hold() -> None:
    assert RangeSet.of(1, 2) != RangeSet.of(2, 3)
    assert RangeSet.of(1) != {1}
    assert repr(RangeSet.of(1, 2, 5)) == "RangeSet(1..2, 5)"
    assert str(RangeSet()) == "none"


def test_reservations_read_as_a_mapping_of_serial_to_case() -> None:
    held = Reservations().plus(130, DINAS, "K2").plus(2, DINAS, "K1")
    assert dict(held) == {2: "K1", 130: "K2"}
    assert held == {2: "K1", 130: "K2"}
    assert held != Reservations().plus(130, KECAMATAN, "K2").plus(2, DINAS, "K1")
    assert held.minus(2).minus(130) == Reservations()
    assert (len(held), held.get(3), 3 in held) == (2, None, False)
    with pytest.raises(InvalidValue, match="reserved"):
        held.minus(3)


# -- the life of a blank -------------------------------------------------------------------------


def test_a_blank_goes_from_the_maker_by_the_road_to_a_card_and_to_ashes() -> None:
    """Each fact moves it to one place; nothing is lost and nothing is there twice."""
    facts: list[tuple[e.StockFact, str]] = [
        (e.BlankoReceived(*STAMP, MAKER, "pusat", 1, 10, "PO-1"), "pusat"),
        (e.BlankoSent(*STAMP, "pusat", DINAS, 1, 10, "SJ-1"), TRANSIT),
        (e.BlankoReceived(*STAMP, TRANSIT, DINAS, 1, 10, "SJ-1"), DINAS),
        (e.BlankoMoved(*STAMP, DINAS, PRINTER, 1, 5, ""), PRINTER),
        (e.BlankoCounted(*STAMP, PRINTER, 5, "BA-1"), PRINTER),
        (e.BlankoReserved(*STAMP, PRINTER, 1), PRINTER),
        (e.BlankoReleased(*STAMP, PRINTER, 1), PRINTER),
        (e.BlankoReserved(*STAMP, PRINTER, 1), PRINTER),
        (e.BlankoConsumed(*STAMP, PRINTER, 1), CARDHOLDER),
        (e.BlankoSpoiled(*STAMP, CARDHOLDER, 1, "misprint"), SPOILED),
        (e.BlankoDestroyed(*STAMP, SPOILED, 1, "BA-2"), DESTROYED),
    ]
    ledger = StockLedger()
    assert ledger.where(1) == MAKER
    for fact, place in facts:
        ledger = ledger.after(fact)
        assert ledger.where(1) == place, fact
        assert ledger.check() == ()
    assert dict(ledger.balances()) == {
        DINAS: 5,
        PRINTER: 4,
        MAKER: -10,
        TRANSIT: 0,
        CARDHOLDER: 0,
        SPOILED: 0,
        DESTROYED: 1,
    }


def test_the_old_ledger_stays_valid() -> None:
    before = stocked()
    after = before.reserved(DINAS, 1, "K1").consumed(DINAS, 1, "K1")
    assert (before.on_hand(DINAS), after.on_hand(DINAS)) == (10, 9)
    assert (before.where(1), after.where(1)) == (DINAS, CARDHOLDER)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        before.from_maker = RangeSet()  # type: ignore[misc]


def test_ledgers_with_the_same_stock_are_equal_whatever_came_before() -> None:
    plain = stocked()
    detour = plain.reserved(DINAS, 4, "K1").released(DINAS, 4, "K1")
    detour = detour.moved(DINAS, PRINTER, SerialRange(2, 7)).moved(
        PRINTER, DINAS, RangeSet.of(SerialRange(2, 7))
    )
    assert detour == plain
    assert hash(detour) == hash(plain)
    assert plain.reserved(DINAS, 4, "K1") != plain.reserved(DINAS, 4, "K2")


def test_a_ledger_survives_pickling_and_copying() -> None:
    ledger = stocked().reserved(DINAS, 1, "K1")
    assert pickle.loads(pickle.dumps(ledger)) == ledger
    assert copy.deepcopy(ledger) == ledger


def test_the_recap_tells_on_hand_reserved_and_available() -> None:
    ledger = stocked().reserved(DINAS, 1, "K1").reserved(DINAS, 2, "K2")
    recap = ledger.recap(DINAS)
    assert (recap.on_hand, recap.reserved, recap.available) == (10, 2, 8)
    assert ledger.first_available(DINAS) == 3
    assert ledger.first_available(KECAMATAN) is None
    assert dict(ledger.reservations) == {1: "K1", 2: "K2"}


def test_a_released_blank_is_the_first_to_be_taken_again() -> None:
    ledger = stocked().reserved(DINAS, 1, "K1").reserved(DINAS, 2, "K2").released(DINAS, 1, "K1")
    assert ledger.first_available(DINAS) == 1


def test_a_free_a_reserved_and_a_printed_blank_can_be_spoiled() -> None:
    ledger = stocked().reserved(DINAS, 1, "K1").reserved(DINAS, 2, "K2").consumed(DINAS, 2, "K2")
    ledger = ledger.spoiled(DINAS, 1, "encoding failed", "K1")
    ledger = ledger.spoiled(CARDHOLDER, 2, "misprint", "K2").spoiled(DINAS, 3, "no chip")
    assert ledger.on_hand(SPOILED) == 3
    assert len(ledger.reservations) == 0
    assert ledger.check() == ()


def test_the_table_adds_up_to_zero() -> None:
    table = stocked().reserved(DINAS, 1, "K1").as_table().splitlines()
    assert table[0].split() == ["place", "on", "hand", "reserved", "available"]
    assert table[1].split() == [DINAS, "10", "1", "9"]
    assert table[-1].split() == ["sum", "0"]


# -- refusals ------------------------------------------------------------------------------------


def test_a_stock_count_that_differs_says_expected_found_and_difference() -> None:
    ledger = stocked().reserved(DINAS, 1, "K1")
    assert ledger.counted(DINAS, 10) is ledger
    with pytest.raises(Refused, match=r"expected 10, found 8, difference -2"):
        ledger.counted(DINAS, 8)


def test_a_refusal_gives_all_reasons_at_once() -> None:
    with pytest.raises(Refused) as no:
        stocked(3).moved(DINAS, KECAMATAN, SerialRange(2, 9))
    assert no.value.codes == {"not_there", "negative", "no_document"}
    assert "4..9 are not at 12.71; 4 is at maker" in str(no.value)


def test_a_reserved_blank_does_not_travel() -> None:
    ledger = stocked().reserved(DINAS, 4, "K1")
    for act in (ledger.moved, ledger.sent):
        with pytest.raises(Refused, match="blanks 4 are reserved for K1") as no:
            act(DINAS, KECAMATAN, SerialRange(1, 10), "SJ-2")
        assert no.value.codes == {"already_reserved"}


def test_what_is_on_the_road_is_received_once() -> None:
    ledger = stocked().sent(DINAS, KECAMATAN, SerialRange(1, 4), "SJ-2")
    ledger = ledger.received(TRANSIT, KECAMATAN, SerialRange(1, 4), "SJ-2")
    with pytest.raises(Refused) as no:
        ledger.received(TRANSIT, KECAMATAN, SerialRange(1, 4), "SJ-2")
    assert "not_there" in no.value.codes


def test_a_ledger_opened_for_offices_takes_no_other() -> None:
    ledger = StockLedger(frozenset({DINAS}))
    ledger = ledger.received(MAKER, PRINTER, SerialRange(1, 2), "SJ-1")
    with pytest.raises(Refused, match=r"no place '12\.71\.17'"):
        ledger.moved(PRINTER, KECAMATAN, SerialRange(1, 1), "SJ-2")


def test_a_fact_that_the_ledger_does_not_know_is_no_stock_fact() -> None:
    with pytest.raises(InvalidValue, match="StockFact"):
        stocked().after(e.StockFact(*STAMP))


# -- the auditor ---------------------------------------------------------------------------------


def test_the_check_finds_what_no_act_could_have_done() -> None:
    """It counts anew: a blank twice, a blank from nowhere, a blank lost, a place unknown."""
    good = stocked().reserved(DINAS, 1, "K1")
    assert good.check() == ()
    twice = attrs.evolve(good, _free={DINAS: RangeSet.of(SerialRange(1, 10))})
    assert any("blank 1 is at 12.71 and at 12.71" in p for p in twice.check())
    lost = attrs.evolve(good, _free={DINAS: RangeSet.of(SerialRange(3, 10))})
    assert "10 blanks came from the maker, 9 are held" in lost.check()
    nowhere = attrs.evolve(good, _free={DINAS: RangeSet.of(SerialRange(3, 11))})
    assert any("3..11 at 12.71 never came from the maker" in p for p in nowhere.check())
    strange = attrs.evolve(good, offices=frozenset({"99"}))
    assert "12.71 is no place of this ledger" in strange.check()
    miscounted = attrs.evolve(good.reservations, _counts={DINAS: 2})
    uneven = attrs.evolve(good, _reservations=miscounted)
    assert "the count of reserved blanks at 12.71 is wrong" in uneven.check()
    assert "the sum over all places is 1, not 0" in uneven.check()
