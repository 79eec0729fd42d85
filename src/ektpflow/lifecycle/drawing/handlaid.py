"""The picture of KTP_EL, laid out by hand: every status once, the main way thick.

It asks the table what exists and draws only that, so a lifecycle that lacks a status or a row of
KTP_EL is drawn without it. Facts that keep the status are no edges; they are listed where a pointer
rests on the box. Edges to the ends that leave from nearly everywhere are written below the end,
since twenty parallel lines say less than one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ektpflow.draw import Point, Svg, broken, fitted, rounded
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.drawing.boxes import MAIN_WAY, Box, Link, Words, draw_status
from ektpflow.lifecycle.drawing.placing import HEIGHT, PLACED, SIDE, WIDTH, Band, placed
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.lifecycle.status import Status as S
from ektpflow.lifecycle.ways import in_words, told_and_drawn

__all__ = ["handlaid_svg"]

_EDGE: Final = 11.5  # font size of the words on an edge, in pixels
_LINE: Final = 13.0
_TRUNK: Final = 278.0  # from RECEIVED_AT_CENTRAL down to its outcomes
_RETURN, _DELETED, _WRONG = 681.0, 692.0, 703.0  # lanes right of the right column, going up
_GUTTER: Final = 120.0  # lane left of the main column

_OUTCOMES: Final = (
    S.SEARCH_FAILURE_AT_CENTRAL,
    S.REQUEST_VALIDATION,
    S.ENROLL_FAILURE_AT_REGIONAL,
    S.ENROLL_FAILURE_AT_CENTRAL,
    S.DUPLICATE_RECORD,
    S.ADJUDICATE_RECORD,
)


def handlaid_svg(lifecycle: Lifecycle, link: Link | None = None) -> str | None:
    """Return the picture, 720 pixels wide; None where it has no place for a status or an edge."""
    if not set(MAIN_WAY) <= set(lifecycle.statuses) <= PLACED:
        return None
    told, drawn = told_and_drawn(lifecycle)
    if not told.keys() <= {S.CLOSED, S.WITHDRAWN}:
        return None
    boxes, bands = placed(lifecycle.statuses)
    svg = Svg(
        WIDTH,
        bands[-1].y + bands[-1].h + 12,
        f"{lifecycle.name}, version {lifecycle.version}",
        _told(lifecycle),
    )
    drawing = _Drawing(lifecycle, svg, boxes, {(w.source, w.target): w.facts for w in drawn})
    drawing.ground(bands)
    drawing.main_way()
    drawing.counter()
    drawing.outcomes()
    drawing.returns()
    drawing.print_only()
    drawing.failed_prints()
    drawing.pickup()
    for end in (S.CLOSED, S.WITHDRAWN):
        drawing.below(end, [str(one) for one in told.get(end, ())])
    for status, box in boxes.items():
        draw_status(svg, lifecycle, status, box, Words.fit(status, box.w), link=link)
    return None if drawing.left else svg.render()


def _told(lifecycle: Lifecycle) -> str:
    beside = [s for s in S if s in lifecycle.statuses and s not in MAIN_WAY]
    return (
        f"A state machine of {len(lifecycle.statuses)} statuses in bands from top to bottom. "
        f"The main way: {', then '.join(MAIN_WAY)}. Beside it: {', '.join(beside)}."
    )


@attrs.define
class _Drawing:
    lifecycle: Lifecycle
    svg: Svg
    at: dict[AnyStatus, Box]
    left: dict[tuple[AnyStatus, AnyStatus], tuple[str, ...]]  # edges that are not drawn yet

    # -- one edge, one label -----------------------------------------------------------------------

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
        return ", ".join(map(in_words, events))

    def say(
        self, at: Point, lines: Sequence[str], *, anchor: str = "start", ink: str = "soft"
    ) -> None:
        """Write lines of which the last stands at `at`."""
        for i, line in enumerate(lines):
            y = at.y - _LINE * (len(lines) - 1 - i)
            self.svg.text(at.x, y, line, size=_EDGE, anchor=anchor, ink=ink, halo="band")

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

        if self.has(blocked, S.CLOSED):
            a, b = self.at[blocked].bottom(0.3), self.at[S.CLOSED].top(0.3)
            words = self.draw(blocked, S.CLOSED, a, b)
            self.say(Point(a.x + 9, (a.y + b.y) / 2 + 4), (words,))

    def below(self, end: AnyStatus, told: Sequence[str]) -> None:
        """Write below an end from where it is reached, and by which facts."""
        if end not in self.at:
            return
        sources: dict[str, list[str]] = {}
        for source, target in tuple(self.left):
            if target is end:
                words = ", ".join(map(in_words, self.left.pop((source, target))))
                sources.setdefault(words, []).append(source.label)
        sentences = [*told, *(f"{words}: from {', '.join(s)}" for words, s in sources.items())]
        box = self.at[end]
        y = box.y + box.h + 17
        for sentence in sentences:
            for line in broken(sentence, box.w + 30, _EDGE):
                self.svg.text(box.x, y, line, size=_EDGE, ink="soft")
                y += _LINE
            y += 3
