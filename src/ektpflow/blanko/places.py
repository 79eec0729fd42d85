"""Where a blank can be: offices that hold stock, and five places that are no room at all.

A physical place is an office code (``"12.71"``) or a room of an office (``"12.71/printer"``).
The virtual places close the double entry: what the maker delivered, what is on the road, what
citizens hold, what is spoiled and what was destroyed.
"""

from __future__ import annotations

from typing import Final, TypeAlias

__all__ = [
    "CARDHOLDER",
    "DESTROYED",
    "MAKER",
    "SPOILED",
    "TRANSIT",
    "VIRTUAL",
    "Place",
    "is_physical",
    "office_of",
]

Place: TypeAlias = str
"""Office code, room of an office after a slash, or one of the virtual places."""

MAKER: Final = "maker"
TRANSIT: Final = "transit"
CARDHOLDER: Final = "cardholder"
SPOILED: Final = "spoiled"
DESTROYED: Final = "destroyed"

VIRTUAL: Final[tuple[Place, ...]] = (MAKER, TRANSIT, CARDHOLDER, SPOILED, DESTROYED)
_VIRTUAL: Final = frozenset(VIRTUAL)


def is_physical(place: Place) -> bool:
    """Whether the place is an office or a room of one.

    Examples
    --------
    >>> from ektpflow.blanko.places import is_physical
    >>> is_physical("12.71/printer"), is_physical("cardholder")
    (True, False)
    """
    return place not in _VIRTUAL


def office_of(place: Place) -> str:
    """Code of the office that a physical place belongs to.

    Examples
    --------
    >>> from ektpflow.blanko.places import office_of
    >>> office_of("12.71/printer")
    '12.71'
    """
    return place.partition("/")[0]
