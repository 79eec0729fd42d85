"""The lifecycle as a picture: every status once, the main way thick, in plain SVG.

The drawing asks the table what exists and draws only that: an edge that a lifecycle does not have
is not drawn, and one that was added is drawn along the margin. Facts that keep the status are no
edges; they are listed where a pointer rests on the box. Edges to the ends that leave from nearly
everywhere are written below the end, since twenty parallel lines say less than one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ektpflow.draw import Point, Svg, broken, fitted, rounded
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.placing import HEIGHT, MAIN_WAY, SIDE, WIDTH, Band, Box, inks, placed
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.lifecycle.status import Status as S

__all__ = ["LABEL_SIZE", "lifecycle_svg"]

#: Font sizes in pixels: the Indonesian label, the code, the words on an edge.
LABEL_SIZE: Final = 15.0
_SMALLEST: Final = 13.0
_CODE: Final = 12.5
_EDGE: Final = 11.5
_LINE: Final = 13.0
_INNER: Final = 14.0  # free space left and right of the words in a box
_TRUNK: Final = 278.0  # from RECEIVED_AT_CENTRAL down to its outcomes
_RETURN, _DELETED, _WRONG = 681.0, 692.0, 703.0  # lanes right of the right column, going up
_GUTTER: Final = 120.0  # lane left of the main column
_FEW: Final = 3

_OUTCOMES: Final = (
    S.SEARCH_FAILURE_AT_CENTRAL,
    S.REQUEST_VALIDATION,
    S.ENROLL_FAILURE_AT_REGIONAL,
    S.ENROLL_FAILURE_AT_CENTRAL,
    S.DUPLICATE_RECORD,
    S.ADJUDICATE_RECORD,
)


def lifecycle_svg(lifecycle: Lifecycle) -> str:
    """Return the picture of a lifecycle as one SVG element, 720 pixels wide.

    Parameters
    ----------
    lifecycle
        The table to draw.

    Returns
    -------
    str
        SVG text, readable in light, dark and print; a pointer resting on a box or an edge shows
        the facts by name.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.picture import lifecycle_svg
    >>> picture = lifecycle_svg(KTP_EL)
    >>> picture.startswith("<svg"), picture.count(">PRINT_READY_RECORD<")
    (True, 1)
    """
    boxes, bands = placed(lifecycle.statuses)
    bottom = bands[-1].y + bands[-1].h if bands else 100.0
    svg = Svg(
        WIDTH, bottom + 12, f"{lifecycle.name}, version {lifecycle.version}", _told(lifecycle)
    )
    drawing = _Drawing(lifecycle, svg, boxes, _edges(lifecycle))
    drawing.ground(bands)
    drawing.main_way()
    drawing.counter()
    drawing.outcomes()
    drawing.returns()
    drawing.print_only()
    drawing.failed_prints()
    drawing.pickup()
    drawing.ends()
    drawing.others()
    for status in boxes:
        drawing.box(status)
    return svg.render()


def _edges(lifecycle: Lifecycle) -> dict[tuple[AnyStatus, AnyStatus], list[str]]:
    """Return the names of the facts that lead from one status to another one."""
    edges: dict[tuple[AnyStatus, AnyStatus], list[str]] = {}
    for rule in lifecycle.rules:
        if rule.source is not rule.target:
            edges.setdefault((rule.source, rule.target), []).append(rule.event.__name__)
    return edges


def _told(lifecycle: Lifecycle) -> str:
    way = [s for s in MAIN_WAY if s in lifecycle.statuses]
    beside = [s for s in S if s in lifecycle.statuses and s not in way]
    return (
        f"A state machine of {len(lifecycle.statuses)} statuses in bands from top to bottom. "
        f"The main way: {', then '.join(way)}. Beside it: {', '.join(beside)}."
    )


def _words(name: str) -> str:
    """Return the name of a fact in words (``UniquenessOnFile`` to ``uniqueness on file``)."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


@attrs.define
class _Drawing:
    lifecycle: Lifecycle
    svg: Svg
    at: dict[AnyStatus, Box]
    left: dict[tuple[AnyStatus, AnyStatus], list[str]]  # edges that are not drawn yet

    # -- one edge, one label, one box --------------------------------------------------------------

    def has(self, source: AnyStatus, target: AnyStatus) -> bool:
        return (source, target) in self.left

    def draw(self, source: AnyStatus, target: AnyStatus, *points: Point, ink: str = "line") -> str:
        """Draw an edge through these places and return the words for its label."""
        events = self.left.pop((source, target))
        self.svg.path(
            rounded(points),
            ink=ink,
            thick=3 if ink == "main" else 1.5,
            tip=f"{source} to {target}: {', '.join(events)}",
        )
        return ", ".join(map(_words, events))

    def say(
        self, at: Point, lines: Sequence[str], *, anchor: str = "start", ink: str = "soft"
    ) -> None:
        """Write lines of which the last stands at `at`."""
        for i, line in enumerate(lines):
            y = at.y - _LINE * (len(lines) - 1 - i)
            self.svg.text(at.x, y, line, size=_EDGE, anchor=anchor, ink=ink, halo="band")

    def box(self, status: AnyStatus) -> None:
        """Draw a status: the citizen's word for it and the system's code."""
        box = self.at[status]
        ink, fill = inks(status, self.lifecycle.finals)
        keeps = [r.event.__name__ for r in self.lifecycle.rules if r.source is r.target is status]
        own = " (our own word)" if status.ours else ""
        kept = f"\nkeeps the status: {', '.join(keeps)}" if keeps else ""
        self.svg.open(f"{status.english}{own}{kept}")
        self.svg.box(box.x, box.y, box.w, box.h, ink=ink, fill=fill, thick=1.8, dashed=status.ours)
        room = box.w - _INNER
        size = fitted(status.label, room, LABEL_SIZE, bold=True)
        lines: Iterable[str] = (status.label,)
        if size < _SMALLEST:
            lines, size = broken(status.label, room, _SMALLEST, bold=True), _SMALLEST
        several = size * 1.15 * (len(tuple(lines)) - 1)
        y = box.y + 25 - several * 0.55
        for i, line in enumerate(lines):
            self.svg.text(
                box.x + box.w / 2, y + i * size * 1.15, line, size=size, anchor="middle", bold=True
            )
        code = fitted(status.value, room, _CODE)
        self.svg.text(
            box.x + box.w / 2,
            y + several + 18,
            status.value,
            size=code,
            anchor="middle",
            ink="soft",
        )
        self.svg.close()

    # -- the parts of the picture, top to bottom ---------------------------------------------------

    def ground(self, bands: Iterable[Band]) -> None:
        self.svg.text(12, 26, f"{self.lifecycle.name} {self.lifecycle.version}", size=19, bold=True)
        self.svg.text(12, 46, "Dari loket sampai kartu diserahkan", ink="soft")
        legend = (
            ("main", "mainbox", False, "main way"),
            ("warn", "warnbox", False, "beside it"),
            ("stop", "stopbox", False, "ends without a card"),
            ("line", "box", True, "our own word"),
        )
        for i, (ink, fill, dashed, word) in enumerate(legend):
            x, y = SIDE - 26 + 116 * (i // 2), 16.0 + 20 * (i % 2)
            self.svg.box(x, y, 20, 13, ink=ink, fill=fill, radius=3, dashed=dashed)
            self.svg.text(x + 26, y + 11, word, size=_EDGE, ink="soft")
        for band in bands:
            self.svg.box(8, band.y, WIDTH - 16, band.h, ink="faint", fill="band", radius=10)
            name = band.phase.value
            size = fitted(name, _GUTTER - 28, 13.5, bold=True)
            self.svg.text(18, band.y + 22, name, size=size, bold=True)
            self.svg.text(18, band.y + 38, band.phase.name.lower(), size=11, ink="soft")

    def main_way(self) -> None:
        for source, target in pairwise(s for s in MAIN_WAY if s in self.at):
            if not self.has(source, target):
                continue
            start, end = self.at[source].bottom(), self.at[target].top()
            words = self.draw(source, target, start, end, ink="main")
            middle = (start.y + end.y) / 2 + 4
            if end.y - start.y > HEIGHT:  # a long edge: its words stand on the free left side
                lines = broken(words, start.x - _GUTTER - 24, _EDGE)
                self.say(Point(start.x - 9, middle), lines, anchor="end", ink="main")
            else:
                self.say(Point(start.x + 9, middle), (words,), ink="main")

    def counter(self) -> None:
        """Draw how an incomplete file is completed."""
        if self.has(S.SUBMITTED, S.INCOMPLETE):
            a, b = self.at[S.SUBMITTED].right(), self.at[S.INCOMPLETE].left()
            words = self.draw(S.SUBMITTED, S.INCOMPLETE, a, b)
            self.say(
                Point((a.x + b.x) / 2 - 3, a.y - 5),
                broken(words, b.x - a.x, _EDGE),
                anchor="middle",
            )
        if self.has(S.INCOMPLETE, S.COMPLETE):
            a, b = self.at[S.INCOMPLETE].bottom(0.3), self.at[S.COMPLETE].right(0.16)
            words = self.draw(S.INCOMPLETE, S.COMPLETE, a, Point(a.x, b.y), b)
            self.say(Point(b.x + 12, b.y - 4), (words,))

    def outcomes(self) -> None:
        """Draw what the data centre may answer, and between duplicate and expert."""
        source = S.RECEIVED_AT_CENTRAL
        for target in reversed(_OUTCOMES):
            if not self.has(source, target):
                continue
            end = self.at[target].left()
            start = Point(_TRUNK, self.at[source].bottom().y)
            words = self.draw(source, target, start, Point(_TRUNK, end.y), end)
            self.say(Point(_TRUNK + 10, end.y - 5), broken(words, SIDE - _TRUNK - 20, _EDGE))
        pairs = (
            (S.DUPLICATE_RECORD, S.ADJUDICATE_RECORD),
            (S.ADJUDICATE_RECORD, S.DUPLICATE_RECORD),
        )
        for share, (source, target) in zip((0.03, 0.555), pairs, strict=True):
            if self.has(source, target):
                upper, lower = (self.at[s] for s in pairs[0])
                ends = (upper.bottom(share), lower.top(share))
                words = self.draw(
                    source, target, *(ends if target is pairs[0][1] else reversed(ends))
                )
                self.say(Point(ends[0].x + 5, ends[0].y + 15), (words,))
        if self.has(S.ADJUDICATE_RECORD, S.PRINT_READY_RECORD):
            a, b = (
                self.at[S.ADJUDICATE_RECORD].bottom(0.3),
                self.at[S.PRINT_READY_RECORD].right(0.3),
            )
            words = self.draw(S.ADJUDICATE_RECORD, S.PRINT_READY_RECORD, a, Point(a.x, b.y), b)
            self.say(Point(b.x + 14, b.y - 5), (words,))

    def returns(self) -> None:
        """Draw the lanes on the right side, which lead back up."""
        self.lane(_RETURN, S.RECEIVED_AT_CENTRAL, _OUTCOMES, 0.4)
        self.lane(_DELETED, S.BIO_CAPTURED, _OUTCOMES, 0.5)
        self.lane(_DELETED, S.COMPLETE, _OUTCOMES, 0.5)
        told: dict[str, None] = {}
        for source in (S.CARD_PRINTED, S.READY_FOR_PICKUP):
            if self.has(source, S.COMPLETE):
                a, b = self.at[source].right(0.32), self.at[S.COMPLETE].right(0.86)
                words = self.draw(source, S.COMPLETE, a, Point(_WRONG, a.y), Point(_WRONG, b.y), b)
                self.say(Point(a.x + 14, a.y - 5), (words,))
                told[words] = None
        if told:
            end = self.at[S.COMPLETE].right(0.86)
            self.say(Point(end.x + 14, end.y + 12), (", ".join(told),))

    def lane(self, x: float, target: S, sources: Iterable[AnyStatus], share: float) -> None:
        """Draw all edges from the right sides of `sources` up one lane to `target`."""
        found = [source for source in sources if self.has(source, target)]
        words: dict[str, None] = {}
        paths = {}
        for source in found:
            a, b = self.at[source].right(), self.at[target].right(share)
            paths[source] = (a, Point(x, a.y), Point(x, b.y), b)
            # a lane that is crossed is cut, as a bridge over it
            self.svg.path(rounded(paths[source][:2]), ink="band", thick=7, arrow=False)
        for source in found:
            words[self.draw(source, target, *paths[source])] = None
        if found:
            end = self.at[target].right(share)
            self.say(Point(end.x + 14, end.y - 5), (", ".join(words),))

    def print_only(self) -> None:
        """Draw the second way in, which rests on the uniqueness on file."""
        target = S.PRINT_READY_RECORD
        for source in (S.COMPLETE, S.SENT_FOR_ENROLLMENT):
            if self.has(source, target):
                a, b = self.at[source].left(), self.at[target].left(0.3)
                words = self.draw(source, target, a, Point(_GUTTER, a.y), Point(_GUTTER, b.y), b)
                self.beside(source, words)

    def failed_prints(self) -> None:
        """Draw the ways back to the print queue."""
        target = S.PRINT_READY_RECORD
        sources = (S.READY_FOR_PICKUP, S.CARD_SHIPPED, S.CARD_PRINTED, S.SENT_FOR_CARD_PRINTING)
        for source in sources:
            if self.has(source, target):
                a, b = self.at[source].left(), self.at[target].left(0.72)
                words = self.draw(source, target, a, Point(_GUTTER, a.y), Point(_GUTTER, b.y), b)
                self.beside(source, words)

    def beside(self, source: AnyStatus, words: str) -> None:
        """Write words in the left margin beside a box, below the name of its band."""
        lines = [line for part in words.split(", ") for line in broken(part, _GUTTER - 26, _EDGE)]
        box = self.at[source]
        y = box.y + box.h / 2 + 4 + _LINE * (len(lines) - 1) / 2
        if min(b.y for s, b in self.at.items() if s.phase is source.phase) == box.y:
            y = box.y + 42 + _LINE * (len(lines) - 1)
        self.say(Point(_GUTTER - 6, y), lines, anchor="end")

    def pickup(self) -> None:
        """Draw the hand-over that is blocked, and cleared."""
        ready, blocked = S.READY_FOR_PICKUP, S.PICKUP_BLOCKED
        if self.has(ready, blocked):
            a, b = self.at[ready].right(0.85), self.at[blocked].top(0.3)
            words = self.draw(ready, blocked, a, Point(b.x, a.y), b)
            self.say(Point(a.x + 14, a.y - 5), (words,))
        if self.has(blocked, ready):
            a, b = self.at[blocked].left(0.6), self.at[ready].bottom(0.72)
            words = self.draw(blocked, ready, a, Point(b.x, a.y), b)
            self.say(Point(a.x - 12, a.y + 14), (words,), anchor="end")

    def ends(self) -> None:
        """Draw the one near edge to an end and write the others below the ends."""
        near, end = (S.PICKUP_BLOCKED, S.CLOSED), "CardDestroyed"
        if end in self.left.get(near, ()):
            a, b = self.at[near[0]].bottom(0.3), self.at[near[1]].top(0.3)
            self.left[near].remove(end)
            self.svg.path(rounded((a, b)), thick=1.5, tip=f"{near[0]} to {near[1]}: {end}")
            self.say(Point(a.x + 9, (a.y + b.y) / 2 + 4), (_words(end),))
        for status in (S.CLOSED, S.WITHDRAWN):
            if status in self.at:
                self.below(status)

    def below(self, end: AnyStatus) -> None:
        """Write below an end from where it is reached, and by which facts."""
        sources: dict[str, list[AnyStatus]] = {}
        for source, target in tuple(self.left):
            if target is end:
                for event in self.left.pop((source, target)):
                    sources.setdefault(event, []).append(source)
        still = len(set(self.lifecycle.statuses) - self.lifecycle.finals - {self.lifecycle.initial})
        grouped: dict[str, list[str]] = {}
        for event, found in sorted(sources.items(), key=lambda item: -len(item[1])):
            if len(found) == still:
                told = "from any open status"
            elif len(found) <= _FEW:
                told = "from " + ", ".join(s.label for s in found)
            else:
                told = f"from {len(found)} statuses, {found[0].label} to {found[-1].label}"
            grouped.setdefault(told, []).append(_words(event))
        box = self.at[end]
        y = box.y + box.h + 17
        for told, words in grouped.items():
            for line in broken(f"{', '.join(words)}: {told}", box.w + 30, _EDGE):
                self.svg.text(box.x, y, line, size=_EDGE, ink="soft")
                y += _LINE
            y += 3

    def others(self) -> None:
        """Draw along the left margin what no other part drew: edges of an extended lifecycle."""
        for number, (source, target) in enumerate(tuple(self.left)):
            a, b = self.at[source].left(0.8), self.at[target].left(0.2)
            x = 14.0 + 5 * (number % 5)
            words = self.draw(source, target, a, Point(x, a.y), Point(x, b.y), b)
            self.say(Point(a.x - 8, a.y + 12), (words,), anchor="end")
