"""What can never happen to a blank: each law a named check, looked up when it is needed.

A check reads the ledger and the act that is asked for, and returns a `Reason` against it or None.
The ledger runs those that `BY_ACT` names and refuses with all reasons at once. They live in one
dictionary so that a test can switch one off by its name and see that something notices.

Sources: destruction with minutes, letter 470.13/11176/SJ of 13 December 2018 [S]; cause of
spoilage logged, letter 400.8.1.2/202241/Dukcapil [P]; in and out cross-checked [P]. That a blank
is set aside for one application before printing is our modelling choice: no published rule binds
a serial to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

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
from ektpflow.blanko.serials import RangeSet, Serials, size_of
from ektpflow.errors import Reason

if TYPE_CHECKING:
    from ektpflow.blanko.ledger import StockLedger

__all__ = ["BY_ACT", "CHECKS", "Act", "Check"]

_LETTER: Final = "letter 470.13/11176/SJ of 13 December 2018"
_SHOWN: Final = 5
"""Most ranges or cases that a sentence names; the rest is told as a number."""


class Act(NamedTuple):
    """What somebody wants to do with blanks, as the checks see it.

    A named tuple, because two are made for every card and this is the value made fastest.

    Parameters
    ----------
    name
        A key of `BY_ACT`.
    case
        The application it is done for; empty where there is none.
    source, target
        From where and to where; the target is empty where nothing moves.
    serials
        The blanks.
    paper
        Delivery note, cause or minutes, whichever the act needs.
    found
        What a stock count found.
    """

    name: str
    case: str
    source: Place
    target: Place = ""
    serials: Serials = RangeSet()
    paper: str = ""
    found: int = 0


Check: TypeAlias = Callable[["StockLedger", Act], Reason | None]

_ROOM: Final = "office"
_ROOM_ONLY: Final = frozenset({_ROOM})
_WAYS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "receive": (frozenset({MAKER, TRANSIT, _ROOM}), _ROOM_ONLY),
    "send": (_ROOM_ONLY, _ROOM_ONLY),
    "move": (_ROOM_ONLY, _ROOM_ONLY),
    "reserve": (_ROOM_ONLY, frozenset({""})),
    "release": (_ROOM_ONLY, frozenset({""})),
    "consume": (_ROOM_ONLY, frozenset({CARDHOLDER})),
    "spoil": (frozenset({_ROOM, CARDHOLDER}), frozenset({SPOILED})),
    "destroy": (frozenset({SPOILED, CARDHOLDER}), frozenset({DESTROYED})),
    "count": (frozenset({_ROOM, SPOILED}), frozenset({""})),
}


_KIND: Final = {place: place for place in ("", *VIRTUAL)}


def _unknown_place(ledger: StockLedger, act: Act) -> Reason | None:
    if not is_physical(act.source) or ledger.knows(act.source):
        if not act.target or not is_physical(act.target) or ledger.knows(act.target):
            return None
        wrong = act.target
    else:
        wrong = act.source
    return Reason(
        "unknown_place",
        f"this ledger has no place {wrong!r}",
        "check the office code, or open the ledger with that office",
    )


def _wrong_way(_: StockLedger, act: Act) -> Reason | None:
    source, target = act.source, act.target
    sources, targets = _WAYS[act.name]
    if (
        source != target
        and _KIND.get(source, _ROOM) in sources
        and _KIND.get(target, _ROOM) in targets
    ):
        return None
    to = f" to {act.target}" if act.target else ""
    ways = " or ".join(sorted(sources))
    into = " or ".join(sorted(targets - {""}))
    return Reason(
        "wrong_way",
        f"blanks do not {act.name} from {act.source}{to}",
        f"{act.name} goes from {ways}" + (f" to {into}, another place" if into else ""),
    )


def _not_there(ledger: StockLedger, act: Act) -> Reason | None:
    source, serials = act.source, act.serials
    if isinstance(serials, int):
        if _reserved_here(ledger, serials, source) or serials in ledger.free(source):
            return None
    elif source == MAKER or ledger.free(source).covers(serials):
        return None
    missing = [s for s in _not_free(ledger, act) if not _reserved_here(ledger, s, source)]
    if not missing:
        return None
    return Reason(
        "not_there",
        f"blanks {_some(RangeSet.of(*missing))} are not at {source}; "
        f"{missing[0]} is at {ledger.where(missing[0])}",
        "name blanks that are there, or record first how they came",
    )


def _negative(ledger: StockLedger, act: Act) -> Reason | None:
    on_hand, asked = ledger.on_hand(act.source), size_of(act.serials)
    if act.source == MAKER or asked <= on_hand:
        return None
    return Reason(
        "negative",
        f"{asked} blanks asked of {act.source}, which has {on_hand}",
        f"ask for {on_hand} at most, or receive more first",
    )


def _overlap(ledger: StockLedger, act: Act) -> Reason | None:
    if act.source != MAKER:
        return None
    twice = ledger.from_maker.within(act.serials)
    if not twice:
        return None
    return Reason(
        "overlap",
        f"blanks {_some(twice)} came from the maker before; {twice.first} is at "
        f"{ledger.where(twice.first or 0)}",
        "compare the serials on the delivery note with the lot",
    )


def _already_reserved(ledger: StockLedger, act: Act) -> Reason | None:
    serials, held = act.serials, ledger.reservations
    if isinstance(serials, int):
        taken = [serials] if held.entry(serials) else []
    elif ledger.free(act.source).covers(serials):
        return None  # the free ones hold no reserved ones: the usual case, in O(log n)
    else:
        taken = [s for s in _not_free(ledger, act) if held.entry(s)]
    if not taken:
        return None
    cases = ", ".join(held[s] for s in taken[:_SHOWN])
    more = f" and {len(taken) - _SHOWN} more" if len(taken) > _SHOWN else ""
    return Reason(
        "already_reserved",
        f"blanks {_some(RangeSet.of(*taken))} are reserved for {cases}{more}",
        "take free blanks, or release the reservation first",
    )


def _not_reserved(ledger: StockLedger, act: Act) -> Reason | None:
    if act.serials in ledger.reservations:
        return None
    return Reason(
        "not_reserved",
        f"blank {act.serials} at {act.source} is reserved for nobody",
        "reserve it first (OrderPrint)",
    )


def _reserved_for_other(ledger: StockLedger, act: Act) -> Reason | None:
    serials = act.serials
    held = ledger.reservations.entry(serials) if isinstance(serials, int) else None
    if held is None or held[1] == act.case:
        return None
    return Reason(
        "reserved_for_other",
        f"blank {serials} is reserved for {held[1]}, not for {act.case or 'no case'}",
        "use the blank reserved for this case",
    )


def _no_case(_: StockLedger, act: Act) -> Reason | None:
    if act.case:
        return None
    return Reason(
        "no_case", "a blank is reserved for one application, and none is named", "name the case"
    )


def _no_blank(ledger: StockLedger, act: Act) -> Reason | None:
    if ledger.available(act.source) > 0:
        return None
    return Reason(
        "no_blank",
        f"no free blanko at {act.source} ({ledger.on_hand(act.source)} on hand, all reserved)",
        "wait for a delivery (ReceiveBlanko), or borrow from another office",
    )


def _no_document(_: StockLedger, act: Act) -> Reason | None:
    inside = act.name == "move" and office_of(act.source) == office_of(act.target)
    if inside or act.paper.strip():
        return None
    return Reason(
        "no_document",
        f"blanks between {act.source} and {act.target} without a delivery note",
        "give the number of the note (surat jalan, berita acara serah terima)",
    )


def _cause_missing(_: StockLedger, act: Act) -> Reason | None:
    if act.paper.strip():
        return None
    return Reason(
        "cause_missing",
        f"blank {act.serials} at {act.source} spoiled without a cause",
        "name it: encoding failed, misprint, damaged, data changed",
        "letter 400.8.1.2/202241/Dukcapil",
    )


def _minutes_missing(_: StockLedger, act: Act) -> Reason | None:
    if act.paper.strip():
        return None
    return Reason(
        "minutes_missing",
        f"blank {act.serials} destroyed without minutes",
        "give the number of the minutes (berita acara pemusnahan)",
        _LETTER,
    )


def _count_differs(ledger: StockLedger, act: Act) -> Reason | None:
    expected = ledger.on_hand(act.source)
    if act.found == expected:
        return None
    return Reason(
        "count_differs",
        f"stock count at {act.source}: expected {expected}, found {act.found}, "
        f"difference {act.found - expected:+d}",
        "count again; then record the missing move, spoilage or destruction",
    )


CHECKS: Final[dict[str, Check]] = {
    "unknown_place": _unknown_place,
    "wrong_way": _wrong_way,
    "not_there": _not_there,
    "negative": _negative,
    "overlap": _overlap,
    "already_reserved": _already_reserved,
    "not_reserved": _not_reserved,
    "reserved_for_other": _reserved_for_other,
    "no_case": _no_case,
    "no_blank": _no_blank,
    "no_document": _no_document,
    "cause_missing": _cause_missing,
    "minutes_missing": _minutes_missing,
    "count_differs": _count_differs,
}
"""Every check by its name, which is also the code of its reason."""

_PLACES: Final = ("unknown_place", "wrong_way")
_LOT: Final = (*_PLACES, "not_there", "negative", "already_reserved", "no_document")
BY_ACT: Final[dict[str, tuple[str, ...]]] = {
    "receive": (*_LOT, "overlap"),
    "send": _LOT,
    "move": _LOT,
    "reserve": (*_PLACES, "no_case", "no_blank", "not_there", "already_reserved"),
    "release": (*_PLACES, "not_there", "not_reserved", "reserved_for_other"),
    "consume": (*_PLACES, "not_there", "not_reserved", "reserved_for_other"),
    "spoil": (*_PLACES, "not_there", "reserved_for_other", "cause_missing"),
    "destroy": (*_PLACES, "not_there", "minutes_missing"),
    "count": (*_PLACES, "count_differs"),
}
"""Which checks each act has to pass, in the order in which a person would ask."""


def _not_free(ledger: StockLedger, act: Act) -> RangeSet:
    """Return the serials asked for that are not free at the source. Only for refusals: O(n)."""
    asked = RangeSet.of(act.serials)
    return asked.remove(ledger.free(act.source).within(act.serials))


def _reserved_here(ledger: StockLedger, serial: int, place: Place) -> bool:
    held = ledger.reservations.entry(serial)
    return held is not None and held[0] == place


def _some(serials: RangeSet) -> str:
    ranges = serials.ranges
    more = f" and {len(ranges) - _SHOWN} more ranges" if len(ranges) > _SHOWN else ""
    return ", ".join(map(str, ranges[:_SHOWN])) + more
