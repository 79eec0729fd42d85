"""Where each status stands in the picture of the lifecycle, and in what colour.

Two columns: on the left the way of a first card without trouble, on the right what may go wrong
on that way. Each phase is a band; rows count from the top of the band in steps of `PITCH`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ektpflow.draw import Point
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Phase, Status

__all__ = ["HEIGHT", "MAIN_WAY", "PITCH", "SIDE", "WIDTH", "Band", "Box", "inks", "placed"]

WIDTH: Final = 720.0
PITCH: Final = 77.0
HEIGHT: Final = 56.0
SIDE: Final = 446.0  # left edge of the right column
_LEFT: Final = 132.0
_WIDE: Final = 226.0
_PAD: Final = 14.0
_TOP: Final = 62.0

#: The way of a first card without trouble, from the visit to the hand-over.
MAIN_WAY: Final[tuple[Status, ...]] = (
    Status.UNREGISTERED,
    Status.SUBMITTED,
    Status.COMPLETE,
    Status.BIO_CAPTURED,
    Status.PROCESSING,
    Status.SENT_FOR_ENROLLMENT,
    Status.RECEIVED_AT_CENTRAL,
    Status.PRINT_READY_RECORD,
    Status.SENT_FOR_CARD_PRINTING,
    Status.CARD_PRINTED,
    Status.CARD_SHIPPED,
    Status.READY_FOR_PICKUP,
    Status.CARD_ISSUED,
)

# Row in its band of every status beside the main way. At the centre those that are matched again
# come first and those that the expert decides last, so that few lines cross.
_SIDE_ROWS: Final[dict[AnyStatus, float]] = {
    Status.INCOMPLETE: 1,
    Status.SEARCH_FAILURE_AT_CENTRAL: 0.85,
    Status.REQUEST_VALIDATION: 1.85,
    Status.ENROLL_FAILURE_AT_REGIONAL: 2.85,
    Status.ENROLL_FAILURE_AT_CENTRAL: 3.85,
    Status.DUPLICATE_RECORD: 4.85,
    Status.ADJUDICATE_RECORD: 5.85,
    Status.PICKUP_BLOCKED: 1.9,
    Status.CLOSED: 0,
}
# Boxes of the left column that are not on the main way.
_LEFT_ROWS: Final[dict[AnyStatus, float]] = {Status.WITHDRAWN: 1.2}
_WORDS_BELOW: Final = 155.0  # room for the sentences below CLOSED


@attrs.frozen
class Box:
    """The place of one status in the drawing, in pixels."""

    x: float
    y: float
    w: float = _WIDE
    h: float = HEIGHT

    def left(self, share: float = 0.5) -> Point:
        """Return a place on the left side, `share` of the height from the top."""
        return Point(self.x, self.y + self.h * share)

    def right(self, share: float = 0.5) -> Point:
        """Return a place on the right side."""
        return Point(self.x + self.w, self.y + self.h * share)

    def top(self, share: float = 0.5) -> Point:
        """Return a place on the upper side, `share` of the width from the left."""
        return Point(self.x + self.w * share, self.y)

    def bottom(self, share: float = 0.5) -> Point:
        """Return a place on the lower side."""
        return Point(self.x + self.w * share, self.y + self.h)


@attrs.frozen
class Band:
    """The strip of one phase, in pixels."""

    phase: Phase
    y: float
    h: float


def placed(statuses: Iterable[AnyStatus]) -> tuple[dict[AnyStatus, Box], tuple[Band, ...]]:
    """Return the boxes of these statuses and the bands of their phases, top to bottom.

    Examples
    --------
    >>> from ektpflow.lifecycle import Status
    >>> from ektpflow.lifecycle.placing import placed
    >>> boxes, bands = placed([Status.SUBMITTED, Status.INCOMPLETE])
    >>> boxes[Status.SUBMITTED].x < boxes[Status.INCOMPLETE].x, [band.phase.name for band in bands]
    (True, ['APPLICATION'])
    """
    present = tuple(dict.fromkeys(statuses))
    boxes: dict[AnyStatus, Box] = {}
    bands: list[Band] = []
    y = _TOP
    for phase in Phase:
        here = [status for status in present if status.phase is phase]
        if not here:
            continue
        main = [status for status in MAIN_WAY if status in here]
        rows: dict[AnyStatus, tuple[float, float]] = {
            s: (_LEFT, float(main.index(s))) for s in main
        }
        rows |= {s: (_LEFT, _LEFT_ROWS[s]) for s in here if s in _LEFT_ROWS}
        rows |= {s: (SIDE, _SIDE_ROWS[s]) for s in here if s in _SIDE_ROWS}
        below = max((row for x, row in rows.values() if x == SIDE), default=-1.0)
        own = [status for status in here if isinstance(status, OwnStatus)]
        rows |= {s: (SIDE, below + number) for number, s in enumerate(own, start=1)}
        for status in here:
            x, row = rows[status]
            boxes[status] = Box(x, y + _PAD + row * PITCH)
        h = max(row for _, row in rows.values()) * PITCH + HEIGHT + 2 * _PAD
        if Status.CLOSED in here:
            h = max(h, HEIGHT + 2 * _PAD + _WORDS_BELOW)
        bands.append(Band(phase, y, h))
        y += h + 8
    return boxes, tuple(bands)


def inks(status: AnyStatus, finals: frozenset[AnyStatus]) -> tuple[str, str]:
    """Return the colours of a status: of its border and of its ground."""
    if status in finals:
        return ("good", "goodbox") if status in MAIN_WAY else ("stop", "stopbox")
    return ("main", "mainbox") if status in MAIN_WAY else ("warn", "warnbox")
