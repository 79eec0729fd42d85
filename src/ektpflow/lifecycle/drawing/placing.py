"""Where each status of KTP_EL stands in its picture.

Two columns: on the left the way of a first card without trouble, on the right what may go wrong
on that way. Each phase is a band; rows count from the top of the band in steps of `PITCH`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ektpflow.lifecycle.drawing.boxes import MAIN_WAY, Box
from ektpflow.lifecycle.status import AnyStatus, Phase, Status

__all__ = ["HEIGHT", "PITCH", "PLACED", "SIDE", "WIDTH", "Band", "placed"]

WIDTH: Final = 720.0
PITCH: Final = 77.0
HEIGHT: Final = 56.0
SIDE: Final = 446.0  # left edge of the right column
_LEFT: Final = 132.0
_WIDE: Final = 226.0
_PAD: Final = 14.0
_TOP: Final = 62.0

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
_WORDS_BELOW: Final = 187.0  # room for the sentences below CLOSED
#: The statuses that have a place.
PLACED: Final[frozenset[AnyStatus]] = frozenset({*MAIN_WAY, *_SIDE_ROWS, *_LEFT_ROWS})


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
    >>> from ektpflow.lifecycle.drawing.placing import placed
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
        for status in here:
            x, row = rows[status]
            boxes[status] = Box(x, y + _PAD + row * PITCH, _WIDE, HEIGHT)
        h = max(row for _, row in rows.values()) * PITCH + HEIGHT + 2 * _PAD
        if Status.CLOSED in here:
            h = max(h, HEIGHT + 2 * _PAD + _WORDS_BELOW)
        bands.append(Band(phase, y, h))
        y += h + 8
    return boxes, tuple(bands)
