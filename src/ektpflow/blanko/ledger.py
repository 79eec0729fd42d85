"""The stock of blank cards as double entry: each serial in exactly one place, at every moment.

A `StockLedger` is a frozen value. Each act returns a new ledger that shares nearly everything with
the old one, which stays valid, or is refused with every reason. `StockLedger.after` takes a fact
of the journal; the acts beneath it carry the same names in the past participle.

    received from the maker = in offices (free and reserved) + in transit + on cards held
                              + spoiled + destroyed

The maker is counted negatively, so that the sum over all places is zero. `check` looks whether all
this is true, without trusting the acts.
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from ektpflow import events as e
from ektpflow.blanko.checks import BY_ACT, CHECKS, Act
from ektpflow.blanko.places import (
    CARDHOLDER,
    DESTROYED,
    MAKER,
    SPOILED,
    TRANSIT,
    VIRTUAL,
    Place,
    is_physical,
    office_of,
)
from ektpflow.blanko.reservations import Reservations
from ektpflow.blanko.serials import RangeSet, SerialRange, Serials
from ektpflow.errors import InvalidValue, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Recap", "StockLedger"]

_NONE: Final = RangeSet()


@attrs.frozen
class Recap:
    """What an office reports of its blanks (sisa blanko).

    Parameters
    ----------
    place
        Where.
    on_hand
        Blanks in the room.
    reserved
        Of these, set aside for an application.
    available
        Of these, free.
    """

    place: Place
    on_hand: int
    reserved: int
    available: int


@attrs.frozen(unsafe_hash=False)
class StockLedger:
    """Where every blank is, and for whom it is set aside.

    Parameters
    ----------
    offices
        Codes of the offices that may hold blanks; a room after a slash (``"12.71/printer"``)
        belongs to its office. None given: any code is taken.

    Examples
    --------
    >>> from ektpflow.blanko import SerialRange, StockLedger
    >>> ledger = StockLedger().received("maker", "12.71", SerialRange(1, 500), "SJ-1")
    >>> ledger = ledger.reserved("12.71", 1, "K000001").reserved("12.71", 2, "K000002")
    >>> ledger = ledger.consumed("12.71", 1, "K000001")
    >>> ledger.recap("12.71")
    Recap(place='12.71', on_hand=499, reserved=1, available=498)
    >>> ledger.where(1), ledger.first_available("12.71"), sum(ledger.balances().values())
    ('cardholder', 3, 0)
    """

    offices: frozenset[str] = attrs.field(default=frozenset())
    # a dictionary that nobody writes to once it is in here
    _free: dict[Place, RangeSet] = attrs.field(factory=dict, alias="_free")
    reservations: Reservations = attrs.field(factory=Reservations, alias="_reservations")
    from_maker: RangeSet = attrs.field(default=_NONE, alias="_from_maker")

    def __hash__(self) -> int:
        return hash((self.offices, self.from_maker, self.reservations))

    # -- evolution -------------------------------------------------------------------------------

    def after(self, fact: e.StockFact) -> StockLedger:  # noqa: PLR0911  one return per fact
        """Return the ledger after a fact.

        Parameters
        ----------
        fact
            What happened to blanks.

        Returns
        -------
        StockLedger
            A new ledger; this one stays as it is.

        Raises
        ------
        ektpflow.errors.Refused
            With every reason why this cannot have happened.
        ektpflow.errors.InvalidValue
            If the serials of the fact are no range, or its class is none the ledger knows.
        """
        match fact:
            case e.BlankoReserved():
                return self.reserved(fact.place, fact.blank, fact.case)
            case e.BlankoConsumed():
                return self.consumed(fact.place, fact.blank, fact.case)
            case e.BlankoReleased():
                return self.released(fact.place, fact.blank, fact.case)
            case e.BlankoSpoiled():
                return self.spoiled(fact.place, fact.blank, fact.cause, fact.case)
            case e.BlankoDestroyed():
                return self.destroyed(fact.source, fact.blank, fact.minutes, fact.case)
            case e.BlankoCounted():
                return self.counted(fact.place, fact.counted)
            case e.BlankoSent():
                lot = SerialRange(fact.first, fact.last)
                return self.sent(fact.source, fact.target, lot, fact.document)
            case e.BlankoReceived():
                lot = SerialRange(fact.first, fact.last)
                return self.received(fact.source, fact.target, lot, fact.document)
            case e.BlankoMoved():
                lot = SerialRange(fact.first, fact.last)
                return self.moved(fact.source, fact.target, lot, fact.document)
            case _:
                raise InvalidValue(
                    "stock fact",
                    type(fact).__name__,
                    "the ledger must know what a fact does to the stock",
                    "Subclass one of the Blanko facts of ektpflow.events.",
                )

    def received(
        self, source: Place, target: Place, serials: SerialRange | RangeSet, document: str
    ) -> StockLedger:
        """Take in blanks from the maker, from transit, or handed over by another office."""
        self._allow(Act("receive", "", source, target, serials, document))
        return self._transferred(source, target, serials)

    def sent(
        self, source: Place, target: Place, serials: SerialRange | RangeSet, document: str
    ) -> StockLedger:
        """Send blanks on the way: they are in transit until somebody receives them."""
        self._allow(Act("send", "", source, target, serials, document))
        return self._transferred(source, TRANSIT, serials)

    def moved(
        self, source: Place, target: Place, serials: SerialRange | RangeSet, document: str = ""
    ) -> StockLedger:
        """Move blanks at once; between two offices (a loan) that needs a delivery note."""
        self._allow(Act("move", "", source, target, serials, document))
        return self._transferred(source, target, serials)

    def reserved(self, place: Place, serial: int, case: str) -> StockLedger:
        """Set one free blank aside for one application."""
        self._allow(Act("reserve", case, place, "", serial))
        free = self._without(place, serial)
        held = self.reservations.plus(serial, place, case)
        return StockLedger(self.offices, free, held, self.from_maker)

    def released(self, place: Place, serial: int, case: str) -> StockLedger:
        """Take back the reservation of this application; the blank is free again."""
        self._allow(Act("release", case, place, "", serial))
        return self._unreserved(serial, place)

    def consumed(self, place: Place, serial: int, case: str) -> StockLedger:
        """Make a card of the blank that is reserved for this application."""
        self._allow(Act("consume", case, place, CARDHOLDER, serial))
        return self._unreserved(serial, CARDHOLDER)

    def spoiled(self, place: Place, serial: int, cause: str, case: str = "") -> StockLedger:
        """Write off a free blank, one reserved for this case, or a card that came back."""
        self._allow(Act("spoil", case, place, SPOILED, serial, cause))
        if self.reservations.entry(serial):
            return self._unreserved(serial, SPOILED)
        return self._transferred(place, SPOILED, serial)

    def destroyed(self, source: Place, serial: int, minutes: str, case: str = "") -> StockLedger:
        """Destroy a spoiled blank or an old card, with the minutes of its destruction."""
        self._allow(Act("destroy", case, source, DESTROYED, serial, minutes))
        return self._transferred(source, DESTROYED, serial)

    def counted(self, place: Place, found: int) -> StockLedger:
        """Hold a stock count (opname) against the ledger; the same ledger where it agrees."""
        self._allow(Act("count", "", place, found=found))
        return self

    # -- readings --------------------------------------------------------------------------------

    def knows(self, place: Place) -> bool:
        """Whether a physical place belongs to an office of this ledger."""
        offices = self.offices
        if offices:
            return place in offices or office_of(place) in offices
        return bool(office_of(place).strip())

    def free(self, place: Place) -> RangeSet:
        """Return the serials at a place that nobody reserved."""
        return self._free.get(place, _NONE)

    def on_hand(self, place: Place) -> int:
        """How many blanks are at a place; what the maker delivered counts negatively."""
        if place == MAKER:
            return -len(self.from_maker)
        return len(self.free(place)) + self.reservations.at(place)

    def available(self, place: Place) -> int:
        """How many blanks at a place are free: on hand less reserved."""
        return len(self.free(place))

    def first_available(self, place: Place) -> int | None:
        """Lowest free serial at a place in constant time, None where there is none."""
        return self.free(place).first

    def where(self, serial: int) -> Place:
        """Where a blank is; with the maker as long as nobody received it.

        Examples
        --------
        >>> from ektpflow.blanko import StockLedger
        >>> StockLedger().where(1)
        'maker'
        """
        held = self.reservations.entry(serial)
        if held:
            return held[0]
        return next((place for place, free in self._free.items() if serial in free), MAKER)

    def recap(self, place: Place) -> Recap:
        """Return what an office reports: on hand, reserved, available."""
        return Recap(place, self.on_hand(place), self.reservations.at(place), self.available(place))

    def balances(self) -> Mapping[Place, int]:
        """Blanks by place: offices in order, then the virtual places. The sum is zero."""
        rooms = {place for place in (*self._free, *self.reservations.places) if is_physical(place)}
        return MappingProxyType({p: self.on_hand(p) for p in (*sorted(rooms), *VIRTUAL)})

    def as_table(self) -> str:
        """Return the balances as a text table that a person can add up.

        Examples
        --------
        >>> from ektpflow.blanko import SerialRange, StockLedger
        >>> print(StockLedger().received("maker", "12.71", SerialRange(1, 500), "SJ-1").as_table())
        place       on hand  reserved  available
        12.71           500         0        500
        maker          -500
        transit           0
        cardholder        0
        spoiled           0
        destroyed         0
        sum               0
        """
        balances = self.balances()
        wide = max(len("cardholder"), *map(len, balances))
        lines = [f"{'place':<{wide}}  on hand  reserved  available"]
        for place, units in balances.items():
            line = f"{place:<{wide}}  {units:>7}"
            if is_physical(place):
                recap = self.recap(place)
                line += f"  {recap.reserved:>8}  {recap.available:>9}"
            lines.append(line)
        lines.append(f"{'sum':<{wide}}  {sum(balances.values()):>7}")
        return "\n".join(lines)

    def check(self) -> tuple[str, ...]:
        """Every law of conservation that does not hold, as sentences; empty when all do.

        Counts each blank anew instead of trusting the totals, in O(n log n) over the ranges.

        Examples
        --------
        >>> from ektpflow.blanko import StockLedger
        >>> StockLedger().check()
        ()
        """
        problems: list[str] = []
        spans = [(r.first, r.last, at) for at, free in self._free.items() for r in free.ranges]
        held = Reservations()
        for serial in self.reservations:
            place, case = self.reservations.entry(serial) or ("", "")
            spans.append((serial, serial, place))
            held = held.plus(serial, place, case)
        spans.sort()
        for (_, last, here), (first, _, there) in pairwise(spans):
            if first <= last:
                problems.append(f"blank {first} is at {here} and at {there}")
        total = sum(last - first + 1 for first, last, _ in spans)
        if total != len(self.from_maker):
            problems.append(f"{len(self.from_maker)} blanks came from the maker, {total} are held")
        problems.extend(
            f"blanks {first}..{last} at {place} never came from the maker"
            for first, last, place in spans
            if not self.from_maker.covers(SerialRange(first, last))
        )
        balances = self.balances()
        if sum(balances.values()) != 0:
            problems.append(f"the sum over all places is {sum(balances.values())}, not 0")
        for place, units in balances.items():
            if place != MAKER and units < 0:
                problems.append(f"{place} holds {units} blanks")
            if is_physical(place) and not self.knows(place):
                problems.append(f"{place} is no place of this ledger")
            if held.at(place) != self.reservations.at(place):
                problems.append(f"the count of reserved blanks at {place} is wrong")
        return tuple(problems)

    # -- inside ----------------------------------------------------------------------------------

    def _allow(self, act: Act) -> None:
        reasons = [why for name in BY_ACT[act.name] if (why := CHECKS[name](self, act))]
        if reasons:
            raise Refused("Stock", act.case, tuple(reasons))

    # The sets refuse to lose what they lack or to hold a serial twice. So even with a check
    # switched off the books cannot go wrong in silence.

    def _without(self, place: Place, serials: Serials) -> dict[Place, RangeSet]:
        free = self._free.copy()
        rest = free.get(place, _NONE).remove(serials)
        if rest:
            free[place] = rest
        else:
            del free[place]  # so that equal stocks are equal whatever came before
        return free

    def _transferred(self, source: Place, target: Place, serials: Serials) -> StockLedger:
        if source == MAKER:
            free, from_maker = self._free.copy(), self.from_maker.add(serials)
        else:
            free, from_maker = self._without(source, serials), self.from_maker
        free[target] = free.get(target, _NONE).add(serials)
        return StockLedger(self.offices, free, self.reservations, from_maker)

    def _unreserved(self, serial: int, target: Place) -> StockLedger:
        free = self._free.copy()
        free[target] = free.get(target, _NONE).add(serial)
        held = self.reservations.minus(serial)
        return StockLedger(self.offices, free, held, self.from_maker)
