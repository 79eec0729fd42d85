"""Which blank is set aside for which application: a mapping that is cheap to change a copy of.

A plain dictionary would be copied whole at every reservation. Here the serials are dealt into 128
buckets by remainder, and a change copies one bucket and the list of buckets: with 30,000 open
reservations some 350 entries. Serials in a row fall into different buckets, so the buckets stay
alike in size whatever lots an office works on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from ektpflow.errors import InvalidValue

if TYPE_CHECKING:
    from ektpflow.blanko.places import Place

__all__ = ["Reservations"]

_BUCKETS: Final = 128
_NOTHING: Final[dict[int, tuple[Place, str]]] = {}


@attrs.frozen(eq=False, repr=False)
class Reservations(Mapping[int, str]):
    """Serial of each reserved blank, and the case it waits for.

    Examples
    --------
    >>> from ektpflow.blanko.reservations import Reservations
    >>> held = Reservations().plus(7, "12.71", "K000001")
    >>> dict(held), held.entry(7), held.at("12.71")
    ({7: 'K000001'}, ('12.71', 'K000001'), 1)
    """

    # dictionaries that nobody writes to once they are in here
    _buckets: dict[int, dict[int, tuple[Place, str]]] = attrs.field(factory=dict, alias="_buckets")
    _counts: dict[Place, int] = attrs.field(factory=dict, alias="_counts")

    def entry(self, serial: int) -> tuple[Place, str] | None:
        """Place and case of a reserved blank, None where it is not reserved."""
        return self._buckets.get(serial % _BUCKETS, _NOTHING).get(serial)

    def at(self, place: Place) -> int:
        """How many blanks of a place are reserved."""
        return self._counts.get(place, 0)

    @property
    def places(self) -> tuple[Place, ...]:
        """Places with a reserved blank."""
        return tuple(self._counts)

    def plus(self, serial: int, place: Place, case: str) -> Reservations:
        """Return the mapping with one more blank set aside."""
        key = serial % _BUCKETS
        buckets, counts = self._buckets.copy(), self._counts.copy()
        bucket = buckets[key].copy() if key in buckets else {}
        bucket[serial] = (place, case)
        buckets[key] = bucket
        counts[place] = counts.get(place, 0) + 1
        return Reservations(buckets, counts)

    def minus(self, serial: int) -> Reservations:
        """Return the mapping without this blank.

        Raises
        ------
        ektpflow.errors.InvalidValue
            If the blank is not reserved.
        """
        key = serial % _BUCKETS
        buckets, counts = self._buckets.copy(), self._counts.copy()
        try:
            bucket = buckets[key].copy()
            place, _ = bucket.pop(serial)
        except KeyError:
            rule = "only a reserved blank can be released"
            raise InvalidValue("reservation", str(serial), rule) from None
        # empty ones go, so that equal reservations look alike whatever came before
        if bucket:
            buckets[key] = bucket
        else:
            del buckets[key]
        if counts[place] > 1:
            counts[place] -= 1
        else:
            del counts[place]
        return Reservations(buckets, counts)

    def __getitem__(self, serial: int) -> str:
        return self._buckets[serial % _BUCKETS][serial][1]

    def __contains__(self, serial: object) -> bool:
        return isinstance(serial, int) and self.entry(serial) is not None

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(serial for bucket in self._buckets.values() for serial in bucket))

    def __len__(self) -> int:
        return sum(self._counts.values())

    def __eq__(self, other: object) -> bool:
        # the place counts too, which the mapping of cases alone does not show
        if isinstance(other, Reservations):
            return self._buckets == other._buckets
        return dict(self) == other if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"Reservations({dict(self)})"
