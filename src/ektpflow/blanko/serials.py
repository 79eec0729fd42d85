"""Serial numbers of blanks: one range, and a set of ranges merged with their neighbours.

Blanks come in lots and are used from the low end, so that a place with ten thousand of them is
described by a handful of ranges. No published rule for the serial of a blank was found (mark U),
so a serial here is a plain positive integer, unique in one ledger, and means nothing else.

Both values are frozen. `RangeSet.add` and `RangeSet.remove` return a new set that shares nearly
all of its inside with the old one, which stays valid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ektpflow.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RangeSet", "SerialRange", "Serials", "size_of"]

_RULE: Final = "serials are whole numbers from 1, and a range runs upwards"
_CHUNK: Final = 256
"""Most bounds in one chunk. A change copies one chunk and the list of chunks, not the whole."""


@attrs.frozen(order=True)
class SerialRange:
    """Consecutive serials, both ends included, as a delivery note prints them.

    Parameters
    ----------
    first, last
        Lowest and highest serial, from 1.

    Raises
    ------
    ektpflow.errors.InvalidValue
        If an end is no whole number from 1, or the last comes before the first.

    Examples
    --------
    >>> from ektpflow.blanko import SerialRange
    >>> lot = SerialRange(1, 500)
    >>> len(lot), 500 in lot, 501 in lot, str(lot)
    (500, True, False, '1..500')
    """

    first: int
    last: int

    def __attrs_post_init__(self) -> None:
        for end in (self.first, self.last):
            # bool is an int to isinstance, and True is no serial number
            if type(end) is not int or end < 1:
                raise InvalidValue("serial", repr(end), _RULE, "Take the number on the lot.")
        if self.last < self.first:
            raise InvalidValue("serial range", str(self), _RULE, "Exchange first and last.")

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, serial: int) -> bool:
        return self.first <= serial <= self.last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


# Inside, a set is its bounds in one rising line: start, end, start, end ... with each end one past
# the last serial. A serial is in the set where an odd number of bounds lies at or before it, so
# bisect answers everything. The line is cut into chunks (each of whole ranges) to keep a change
# cheap when spoiled and destroyed cards have left a hundred thousand single serials behind. The
# chunk of a serial x is found by bisect too: it is the last one that is below ``(x + 1,)``.
_Bounds: TypeAlias = tuple[int, ...]


@attrs.frozen(eq=False, repr=False)
class RangeSet:
    """A set of serials, kept as sorted ranges that neither touch nor overlap.

    ``RangeSet()`` is empty; `of` builds one from serials and ranges.

    Examples
    --------
    >>> from ektpflow.blanko import RangeSet, SerialRange
    >>> stock = RangeSet.of(SerialRange(1, 5), SerialRange(6, 9))
    >>> str(stock), len(stock), stock.first
    ('1..9', 9, 1)
    >>> str(stock.remove(4)), str(stock)
    ('1..3, 5..9', '1..9')
    """

    _chunks: tuple[_Bounds, ...] = attrs.field(default=(), alias="_chunks")
    _size: int = attrs.field(default=0, alias="_size")

    @classmethod
    def of(cls, *parts: Serials) -> RangeSet:
        """Set of all the given serials, ranges and sets, which must not overlap.

        Raises
        ------
        ektpflow.errors.InvalidValue
            If two parts overlap or a serial is below 1.

        Examples
        --------
        >>> from ektpflow.blanko import RangeSet, SerialRange
        >>> str(RangeSet.of(7, SerialRange(1, 3), 8))
        '1..3, 7..8'
        """
        out = cls()
        for part in parts:
            out = out.add(part)
        return out

    # -- readings --------------------------------------------------------------------------------

    @property
    def ranges(self) -> tuple[SerialRange, ...]:
        """The ranges, lowest first."""
        return tuple(SerialRange(start, end - 1) for start, end in _spans(self))

    @property
    def first(self) -> int | None:
        """Lowest serial, None when empty; in constant time."""
        return self._chunks[0][0] if self._chunks else None

    def covers(self, serials: Serials) -> bool:
        """Whether every one of the serials is in the set.

        Examples
        --------
        >>> from ektpflow.blanko import RangeSet, SerialRange
        >>> RangeSet.of(SerialRange(1, 9)).covers(SerialRange(5, 12))
        False
        """
        if isinstance(serials, int):
            return serials in self
        return all(self._covers_span(start, end) for start, end in _spans(serials))

    def within(self, serials: Serials) -> RangeSet:
        """Return the part of the set that lies in the given serials.

        Examples
        --------
        >>> from ektpflow.blanko import RangeSet, SerialRange
        >>> str(RangeSet.of(SerialRange(1, 5), SerialRange(8, 9)).within(SerialRange(4, 8)))
        '4..5, 8'
        """
        parts: list[SerialRange] = []
        for start, end in _spans(serials):
            low = max(bisect_left(self._chunks, (start + 1,)) - 1, 0)
            high = bisect_left(self._chunks, (end,))
            for bounds in self._chunks[low:high]:
                for a, b in zip(bounds[::2], bounds[1::2], strict=True):
                    if a < end and start < b:
                        parts.append(SerialRange(max(a, start), min(b, end) - 1))
        return RangeSet.of(*parts)

    def __contains__(self, serial: int) -> bool:
        at = bisect_left(self._chunks, (serial + 1,)) - 1
        return at >= 0 and bisect_right(self._chunks[at], serial) % 2 == 1

    def __len__(self) -> int:
        return self._size

    def __bool__(self) -> bool:
        return self._size > 0

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(range(start, end) for start, end in _spans(self))

    def __eq__(self, other: object) -> bool:
        # equal sets may be cut into chunks differently, so the whole lines are compared
        if not isinstance(other, RangeSet):
            return NotImplemented
        return self._size == other._size and all(
            a == b for a, b in zip(_line(self), _line(other), strict=False)
        )

    def __hash__(self) -> int:
        return hash(tuple(_line(self)))

    def __str__(self) -> str:
        return ", ".join(map(str, self.ranges)) if self else "none"

    def __repr__(self) -> str:
        return f"RangeSet({self})"

    # -- change ----------------------------------------------------------------------------------

    def add(self, serials: Serials) -> RangeSet:
        """Return the set with these serials as well, merged with their neighbours.

        Raises
        ------
        ektpflow.errors.InvalidValue
            If one of them is in the set already, or below 1.

        Examples
        --------
        >>> from ektpflow.blanko import RangeSet, SerialRange
        >>> str(RangeSet.of(1, 3).add(2))
        '1..3'
        """
        if type(serials) is int:
            return self._add_span(serials, serials + 1)
        out = self
        for start, end in _spans(serials):
            out = out._add_span(start, end)
        return out

    def remove(self, serials: Serials) -> RangeSet:
        """Return the set without these serials.

        Raises
        ------
        ektpflow.errors.InvalidValue
            If one of them is not in the set.

        Examples
        --------
        >>> from ektpflow.blanko import RangeSet, SerialRange
        >>> str(RangeSet.of(SerialRange(1, 9)).remove(SerialRange(1, 4)))
        '5..9'
        """
        if type(serials) is int:
            return self._remove_span(serials, serials + 1)
        out = self
        for start, end in _spans(serials):
            out = out._remove_span(start, end)
        return out

    def _covers_span(self, start: int, end: int) -> bool:
        at = bisect_left(self._chunks, (start + 1,)) - 1
        if at < 0:
            return False
        line = self._chunks[at]
        i = bisect_right(line, start)
        return i % 2 == 1 and end <= line[i]

    def _add_span(self, start: int, end: int) -> RangeSet:
        if start < 1:
            raise _impossible("serial", start, start + 1, _RULE)
        chunks = self._chunks
        low = max(bisect_left(chunks, (start + 1,)) - 1, 0)
        high = low + 1
        line = chunks[low] if chunks else ()
        if high < len(chunks) and chunks[high][0] <= end:
            # the next chunk begins where this range ends (or inside it, which is refused below)
            line += chunks[high]
            high += 1
        i = bisect_right(line, start)
        if i % 2 or (i < len(line) and line[i] < end):
            raise _impossible("serials to add", start, end, "a serial is in a set once")
        # an end that meets the new start, and a start that meets the new end, dissolve
        left = i - 1 if i and line[i - 1] == start else i
        right = i + 1 if i < len(line) and line[i] == end else i
        middle: _Bounds = () if left < i else (start,)
        if right == i:
            middle += (end,)
        line = line[:left] + middle + line[right:]
        if len(chunks) == 1 and len(line) <= _CHUNK:
            return RangeSet((line,), self._size + end - start)
        return self._spliced(low, high, line, end - start)

    def _remove_span(self, start: int, end: int) -> RangeSet:
        chunks = self._chunks
        low = bisect_left(chunks, (start + 1,)) - 1
        line = chunks[low] if low >= 0 else ()
        i = bisect_right(line, start)
        if i % 2 == 0 or line[i] < end:
            raise _impossible("serials to remove", start, end, "only what is there can leave")
        # line[i - 1] <= start < end <= line[i]: what is left of that range stays on either side
        middle: _Bounds = () if line[i - 1] == start else (line[i - 1], start)
        if line[i] != end:
            middle += (end, line[i])
        line = line[: i - 1] + middle + line[i + 1 :]
        if len(chunks) == 1 and 0 < len(line) <= _CHUNK:
            return RangeSet((line,), self._size - end + start)
        return self._spliced(low, low + 1, line, start - end)

    def _spliced(self, low: int, high: int, line: _Bounds, more: int) -> RangeSet:
        """Put ``line`` in place of chunks ``low`` to ``high``."""
        pieces: tuple[_Bounds, ...]
        if 0 < len(line) <= _CHUNK:
            pieces = (line,)
        elif not line:
            pieces = ()
        else:
            half = _CHUNK // 2
            pieces = tuple(line[k : k + half] for k in range(0, len(line), half))
        if len(self._chunks) > 1:
            pieces = self._chunks[:low] + pieces + self._chunks[high:]
        return RangeSet(pieces, self._size + more)


Serials: TypeAlias = int | SerialRange | RangeSet
"""One serial, one range, or a set of them."""


def size_of(serials: Serials) -> int:
    """How many serials these are.

    Examples
    --------
    >>> from ektpflow.blanko.serials import SerialRange, size_of
    >>> size_of(7), size_of(SerialRange(1, 500))
    (1, 500)
    """
    return 1 if isinstance(serials, int) else len(serials)


def _line(serials: RangeSet) -> Iterator[int]:
    return chain.from_iterable(serials._chunks)  # noqa: SLF001  same file, same value


def _spans(serials: Serials) -> Iterator[tuple[int, int]]:
    """Half-open pairs of bounds."""
    if isinstance(serials, int):
        return iter(((serials, serials + 1),))
    if isinstance(serials, SerialRange):
        return iter(((serials.first, serials.last + 1),))
    line = _line(serials)
    return zip(line, line, strict=True)


def _impossible(what: str, start: int, end: int, rule: str) -> InvalidValue:
    shown = str(start) if end == start + 1 else f"{start}..{end - 1}"
    return InvalidValue(what, shown, rule, "Compare them with the ranges of the set.")
