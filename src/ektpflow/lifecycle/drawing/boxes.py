"""How a status is drawn: a box with the citizen's word and the code, with a link if wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs

from ektpflow.draw import Point, Svg, broken, fitted, text_width
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Status

__all__ = ["LEGEND", "MAIN_WAY", "Box", "Link", "Words", "begun", "cut", "draw_status", "inks"]

#: Returns where the box of a status leads to, or None.
Link = Callable[[AnyStatus], str | None]

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

#: What the colours say, in every drawing that is laid out by itself.
LEGEND: Final = "blue: the main way; brown: leads back up; dashed: our own word"

_LABEL: Final = 15.0
_SMALLEST: Final = 13.0
_CODE: Final = 12.5
_SMALLEST_CODE: Final = 10.0
_TOLD: Final = 11.5
_LEADING: Final = 1.15
_AIR: Final = 22.0  # above and below the words of a box, together
_CODE_BELOW: Final = 18.0  # the label
_TIGHT_AIR: Final = 14.0  # where a box stands in a list
_TIGHT_BELOW: Final = 15.5
_TIGHT_CODE: Final = 10.5
_INNER: Final = 14.0  # left and right of them, together


@attrs.frozen
class Box:
    """The place of one status in a drawing, in pixels."""

    x: float
    y: float
    w: float
    h: float

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


def inks(status: AnyStatus, finals: frozenset[AnyStatus]) -> tuple[str, str]:
    """Return the colours of a status: of its border and of its ground.

    An own status has none: no table says whether it is on the good way.
    """
    if isinstance(status, OwnStatus):
        return ("ink" if status in finals else "soft", "box")
    if status in finals:
        return ("good", "goodbox") if status in MAIN_WAY else ("stop", "stopbox")
    return ("main", "mainbox") if status in MAIN_WAY else ("warn", "warnbox")


def begun(lifecycle: Lifecycle, order: Sequence[AnyStatus], width: float, height: float) -> Svg:
    """Return an empty drawing of a lifecycle that tells a screen reader what it shows."""
    codes = ", ".join(" ".join(status.split()) for status in order)
    return Svg(
        width,
        height,
        f"{lifecycle.name}, version {lifecycle.version}",
        f"A state machine of {len(order)} statuses: {codes}.",
    )


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a text, or its beginning and three points where it is wider than `width`.

    Examples
    --------
    >>> from ektpflow.lifecycle.drawing.boxes import cut
    >>> cut("Pertanggungjawaban", 60, 13)
    'Pertan…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text}…"


@attrs.frozen
class Words:
    """What stands in a box, broken into lines that fit it, and how high the box must be.

    Parameters
    ----------
    label
        Lines of the citizen's word.
    size
        Their font size in pixels.
    code
        The code, cut short where it is too long.
    code_size
        Its font size.
    told
        Lines of the sentences below.
    air, below
        Room above and below all of them, and from the label down to the code; 0 where the code
        stands behind it.
    """

    label: tuple[str, ...]
    size: float
    code: str
    code_size: float
    told: tuple[str, ...] = ()
    air: float = _AIR
    below: float = _CODE_BELOW

    @classmethod
    def fit(
        cls, status: AnyStatus, width: float, told: Sequence[str] = (), *, tight: bool = False
    ) -> Words:
        """Return the words of a status as they fit into a box of this width."""
        room = width - _INNER
        lines: tuple[str, ...] = (" ".join(status.label.split()),)
        size = fitted(lines[0], room, _LABEL, bold=True)
        if size < _SMALLEST:
            size = _SMALLEST
            lines = tuple(
                cut(line, room, size, bold=True) for line in broken(lines[0], room, size, bold=True)
            )
        told_lines = tuple(
            cut(line, room, _TOLD) for words in told for line in broken(words, room, _TOLD)
        )
        code = " ".join(status.value.split())
        air, below, most = (
            (_TIGHT_AIR, _TIGHT_BELOW, _TIGHT_CODE) if tight else (_AIR, _CODE_BELOW, _CODE)
        )
        code_size = max(fitted(code, room, most), _SMALLEST_CODE)
        beside = text_width(lines[0], size, bold=True) + _INNER + text_width(code, code_size)
        if tight and len(lines) == 1 and beside <= room - _INNER:
            below = 0.0
        return cls(lines, size, cut(code, room, code_size), code_size, told_lines, air, below)

    @property
    def height(self) -> float:
        """How high the box must be."""
        label = self.size * (1 + _LEADING * (len(self.label) - 1))
        told = _TOLD * _LEADING * len(self.told) + (6 if self.told else 0)
        return label + told + self.below + self.air


def draw_status(
    svg: Svg,
    lifecycle: Lifecycle,
    status: AnyStatus,
    box: Box,
    words: Words,
    *,
    link: Link | None = None,
    left: bool = False,
) -> None:
    """Draw a status in its box.

    Parameters
    ----------
    svg
        The drawing.
    lifecycle
        Its table.
    status, box, words
        What, where, and the words as they fit.
    link
        Where a click leads.
    left
        The words stand on the left side, not in the middle.
    """
    ink, fill = inks(status, lifecycle.finals)
    keeps = [row.event.__name__ for row in lifecycle.table[status].values() if row.stays]
    own = " (our own word)" if status.ours else ""
    kept = f"\nkeeps the status: {', '.join(keeps)}" if keeps else ""
    href = (link(status) if link is not None else None) or ""
    svg.open(f"{status.english}{own}{kept}", link=href, label=f"{status.label}, {status.value}")
    svg.box(
        box.x,
        box.y,
        box.w,
        box.h,
        ink=ink,
        fill=fill,
        thick=3 if status == lifecycle.initial else 1.8,
        dashed=status.ours,
    )
    anchor = "start" if left else "middle"
    x = box.x + (_INNER if left else box.w / 2)
    y = box.y + (box.h - words.height + words.air) / 2 + words.size * 0.85
    for line in words.label:
        svg.text(x, y, line, size=words.size, anchor=anchor, bold=True)
        y += words.size * _LEADING
    y += words.below - words.size * _LEADING
    if words.below:
        svg.text(x, y, words.code, size=words.code_size, anchor=anchor, ink="soft")
    else:
        end = box.x + box.w - _INNER
        svg.text(end, y, words.code, size=words.code_size, anchor="end", ink="soft")
    y += 5 + _TOLD * _LEADING
    for line in words.told:
        svg.text(x, y, line, size=_TOLD, anchor=anchor, ink="soft")
        y += _TOLD * _LEADING
    svg.close()
