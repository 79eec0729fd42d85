"""Random lives of blanks, held against a dictionary of serial to place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ektpflow.blanko import (
    CARDHOLDER,
    DESTROYED,
    MAKER,
    SPOILED,
    TRANSIT,
    VIRTUAL,
    SerialRange,
    StockLedger,
)
from ektpflow.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICES = ("12.71", "12.71.17", "12.71/printer")
HIGHEST = 24

offices = st.sampled_from(OFFICES)
anywhere = st.sampled_from((*OFFICES, *VIRTUAL, "nowhere"))
blanks = st.integers(1, HIGHEST)
cases = st.sampled_from(("K1", "K2", "K3"))
lots = st.builds(
    lambda first, more: SerialRange(first, min(first + more, HIGHEST)), blanks, st.integers(0, 6)
)


@settings(max_examples=60, stateful_step_count=30, deadline=None)
class Stock(RuleBasedStateMachine):
    """The ledger beside a naive model: where each serial is, and which case holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = StockLedger(frozenset({"12.71", "12.71.17"}))
        self.where = dict.fromkeys(range(1, HIGHEST + 1), MAKER)
        self.held: dict[int, str] = {}

    def attempt(self, act: Callable[[], StockLedger], *, allowed: bool) -> bool:
        """Do the act if the model allows it, and see that it is refused otherwise."""
        before, balances = self.ledger, dict(self.ledger.balances())
        try:
            self.ledger = act()
        except Refused as no:
            assert not allowed, str(no)  # noqa: PT017  either outcome is asserted
        else:
            assert allowed, "the ledger allowed what the model forbids"
        assert dict(before.balances()) == balances, "the old ledger changed"
        return allowed

    def all_free_at(self, lot: SerialRange, place: str) -> bool:
        return all(self.where[s] == place and s not in self.held for s in lot)

    def put(self, lot: SerialRange, place: str) -> None:
        self.where.update(dict.fromkeys(lot, place))

    @rule(source=anywhere, to=anywhere, lot=lots)
    def receive(self, source: str, to: str, lot: SerialRange) -> None:
        allowed = (
            source in {MAKER, TRANSIT, *OFFICES}
            and to in OFFICES
            and source != to
            and self.all_free_at(lot, source)
        )
        if self.attempt(lambda: self.ledger.received(source, to, lot, "SJ"), allowed=allowed):
            self.put(lot, to)

    @rule(to=offices, source=st.sampled_from((MAKER, TRANSIT)), data=st.data())
    def receive_what_is_there(self, source: str, to: str, data: st.DataObject) -> None:
        there = [s for s, place in self.where.items() if place == source]
        if there:
            serial = data.draw(st.sampled_from(there))
            self.receive(source, to, SerialRange(serial, serial))

    @rule(source=anywhere, to=anywhere, lot=lots)
    def send(self, source: str, to: str, lot: SerialRange) -> None:
        allowed = (
            source in OFFICES and to in OFFICES and source != to and self.all_free_at(lot, source)
        )
        if self.attempt(lambda: self.ledger.sent(source, to, lot, "SJ"), allowed=allowed):
            self.put(lot, TRANSIT)

    @rule(source=anywhere, to=anywhere, lot=lots)
    def move(self, source: str, to: str, lot: SerialRange) -> None:
        allowed = (
            source in OFFICES and to in OFFICES and source != to and self.all_free_at(lot, source)
        )
        if self.attempt(lambda: self.ledger.moved(source, to, lot, "SJ"), allowed=allowed):
            self.put(lot, to)

    @rule(place=anywhere, blank=blanks, case=cases)
    def reserve(self, place: str, blank: int, case: str) -> None:
        allowed = place in OFFICES and self.where[blank] == place and blank not in self.held
        if self.attempt(lambda: self.ledger.reserved(place, blank, case), allowed=allowed):
            self.held[blank] = case

    @rule(place=offices, case=cases)
    def reserve_the_first(self, place: str, case: str) -> None:
        blank = self.ledger.first_available(place)
        free = [s for s, at in self.where.items() if at == place and s not in self.held]
        assert blank == min(free, default=None)
        if blank is not None:
            self.reserve(place, blank, case)

    @rule(place=offices, blank=blanks, case=cases)
    def release(self, place: str, blank: int, case: str) -> None:
        allowed = self.where[blank] == place and self.held.get(blank) == case
        if self.attempt(lambda: self.ledger.released(place, blank, case), allowed=allowed):
            del self.held[blank]

    @rule(place=anywhere, blank=blanks, case=cases)
    def consume(self, place: str, blank: int, case: str) -> None:
        allowed = self.where[blank] == place and self.held.get(blank) == case
        if self.attempt(lambda: self.ledger.consumed(place, blank, case), allowed=allowed):
            del self.held[blank]
            self.where[blank] = CARDHOLDER

    @precondition(lambda self: self.held)
    @rule(data=st.data(), verb=st.sampled_from(("release", "consume", "spoil")))
    def go_on_with_a_reserved_one(self, data: st.DataObject, verb: str) -> None:
        blank = data.draw(st.sampled_from(sorted(self.held)))
        getattr(self, verb)(self.where[blank], blank, self.held[blank])

    @rule(place=anywhere, blank=blanks, case=cases)
    def spoil(self, place: str, blank: int, case: str) -> None:
        allowed = (
            place in {*OFFICES, CARDHOLDER}
            and self.where[blank] == place
            and self.held.get(blank, case) == case
        )
        if self.attempt(
            lambda: self.ledger.spoiled(place, blank, "misprint", case), allowed=allowed
        ):
            self.held.pop(blank, None)
            self.where[blank] = SPOILED

    @rule(source=anywhere, blank=blanks, minutes=st.sampled_from(("BA-1", "BA-2", "")))
    def destroy(self, source: str, blank: int, minutes: str) -> None:
        allowed = source in {SPOILED, CARDHOLDER} and self.where[blank] == source and bool(minutes)
        if self.attempt(lambda: self.ledger.destroyed(source, blank, minutes), allowed=allowed):
            self.where[blank] = DESTROYED

    @rule(place=offices, found=st.integers(0, 8))
    def count(self, place: str, found: int) -> None:
        expected = sum(at == place for at in self.where.values())
        self.attempt(lambda: self.ledger.counted(place, found), allowed=found == expected)
        self.attempt(lambda: self.ledger.counted(place, expected), allowed=True)

    @invariant()
    def every_blank_is_where_the_model_says(self) -> None:
        assert {s: self.ledger.where(s) for s in self.where} == self.where
        assert dict(self.ledger.reservations) == self.held

    @invariant()
    def nothing_is_lost_and_nothing_is_twice(self) -> None:
        assert self.ledger.check() == ()
        balances = self.ledger.balances()
        assert sum(balances.values()) == 0
        assert all(units >= 0 for place, units in balances.items() if place != MAKER)
        for place in OFFICES:
            here = {s for s, at in self.where.items() if at == place}
            recap = self.ledger.recap(place)
            assert (recap.on_hand, recap.reserved, recap.available) == (
                len(here),
                len(here & set(self.held)),
                len(here - set(self.held)),
            )


TestStock = Stock.TestCase
