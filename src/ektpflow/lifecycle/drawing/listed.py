"""The lifecycle as a list from top to bottom: for a phone, and in columns for a sheet of paper.

The statuses stand below each other in the order of the flow, each with its ways on: the one to the
next status leads straight down, the others name where they lead. So a drawing of any lifecycle is
as narrow as a phone, and its words as large as elsewhere on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs

from ektpflow.draw import Point, Svg, broken, rounded, text_width
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.drawing.boxes import (
    LEGEND,
    MAIN_WAY,
    Box,
    Link,
    Words,
    begun,
    cut,
    draw_status,
)
from ektpflow.lifecycle.drawing.layers import Edge, depths
from ektpflow.lifecycle.status import AnyStatus, Phase
from ektpflow.lifecycle.ways import Way, in_words, told_and_drawn, ways

__all__ = ["COLUMN", "listed_svg"]

#: Width of a column in pixels.
COLUMN: Final = 352.0
_MARGIN: Final = 8.0
_BETWEEN: Final = 14.0  # two columns
_FACT: Final = 11.5
_TARGET: Final = 12.0
_LINE: Final = 15.0
_TRUNK: Final = 16.0  # from the left side of a box
_TEXT: Final = 34.0
_AFTER: Final = 9.0  # between two entries at least
_HEADING: Final = 28.0
_TOP: Final = 66.0


@attrs.frozen
class _Said:
    """One way on, in lines: the facts, and behind or below them where they lead."""

    way: Way
    facts: tuple[str, ...]
    target: str
    beside: bool

    @property
    def lines(self) -> int:
        return len(self.facts) + (0 if self.beside or not self.target else 1)


@attrs.frozen
class _Entry:
    """A status with its ways on, or the heading of a phase before it."""

    status: AnyStatus
    words: Words
    said: tuple[_Said, ...]
    phase: Phase | None  # whose name stands above it

    @property
    def height(self) -> float:
        lines = sum(one.lines for one in self.said)
        heading = 0.0 if self.phase is None else _HEADING
        return heading + self.words.height + _LINE * lines + (6 if lines else 0) + _AFTER


def listed_svg(lifecycle: Lifecycle, link: Link | None = None, *, columns: int = 1) -> str:
    """Return the picture of a lifecycle as a list in one column or several."""
    entries = _entries(lifecycle)
    if columns > 1:
        # what stands at the end of a column has no box below it
        ends = [part[0].status for part in _parted(entries, columns)]
        entries = _entries(lifecycle, frozenset(ends))
    parts = _parted(entries, columns)
    width = columns * COLUMN + (columns - 1) * _BETWEEN + 2 * _MARGIN
    high = max(sum(entry.height for entry in part) for part in parts)
    order = [entry.status for entry in entries]
    svg = begun(lifecycle, order, width, _TOP + high + _MARGIN)
    room = width - 2 * _MARGIN
    name = cut(f"{lifecycle.name} {lifecycle.version}", room, 19, bold=True)
    svg.text(_MARGIN, 28, name, size=19, bold=True)
    for i, line in enumerate(broken(LEGEND, room, _FACT)):
        svg.text(_MARGIN, 46 + 13 * i, line, size=_FACT, ink="soft")
    at = {status: number for number, status in enumerate(order)}
    for number, part in enumerate(parts):
        x = _MARGIN + number * (COLUMN + _BETWEEN)
        y = _TOP
        for entry in part:
            _draw(svg, lifecycle, entry, Point(x, y), at, link)
            y += entry.height
    return svg.render()


def _entries(lifecycle: Lifecycle, tops: frozenset[AnyStatus] = frozenset()) -> list[_Entry]:
    """Return the entries in order; `tops` begin a column, and so does each phase a part."""
    told, drawn = told_and_drawn(lifecycle)
    order = _in_order(lifecycle)
    begins = {b for a, b in pairwise(order) if a.phase is not b.phase} | {order[0]} | tops
    entries: list[_Entry] = []
    for status, after in zip(order, (*order[1:], None), strict=True):
        below = None if after in begins else after
        own = [way for way in drawn if way.source == status]
        # the way straight on comes last: it runs on to the box below
        own.sort(key=lambda way: way.target == below)
        said = tuple(_said(way, below) for way in own)
        words = Words.fit(status, COLUMN, list(map(str, told.get(status, ()))), tight=True)
        entries.append(_Entry(status, words, said, status.phase if status in begins else None))
    return entries


def _in_order(lifecycle: Lifecycle) -> list[AnyStatus]:
    """Return the statuses by phase, and inside it as the table leads from one to the next."""
    statuses = [lifecycle.initial, *(s for s in lifecycle.statuses if s != lifecycle.initial)]
    number = {status: n for n, status in enumerate(statuses)}
    edges = [Edge(number[way.source], number[way.target]) for way in ways(lifecycle)]
    depth = depths(len(statuses), edges)
    phases = list(Phase)
    return sorted(statuses, key=lambda s: (phases.index(s.phase), depth[number[s]], number[s]))


def _said(way: Way, below: AnyStatus | None) -> _Said:
    room = COLUMN - _TEXT
    lines = tuple(
        cut(line, room, _FACT) for line in broken(", ".join(map(in_words, way.facts)), room, _FACT)
    )
    if way.target == below:
        return _Said(way, lines, "", beside=True)
    target = cut(" ".join(way.target.label.split()), room, _TARGET, bold=True)
    wide = text_width(lines[-1], _FACT) + 8 + text_width(target, _TARGET, bold=True)
    return _Said(way, lines, target, beside=wide <= room)


def _parted(entries: Sequence[_Entry], columns: int) -> list[list[_Entry]]:
    """Return the entries in columns of about one height."""
    heights = list(accumulate(entry.height for entry in entries))
    parts: list[list[_Entry]] = [[] for _ in range(columns)]
    for entry, done in zip(entries, heights, strict=True):
        parts[int((done - entry.height / 2) / heights[-1] * columns)].append(entry)
    return [part for part in parts if part]


def _draw(
    svg: Svg,
    lifecycle: Lifecycle,
    entry: _Entry,
    corner: Point,
    at: dict[AnyStatus, int],
    link: Link | None,
) -> None:
    x, y = corner
    if entry.phase is not None:
        svg.text(x, y + 22, entry.phase.value, size=14, bold=True)
        beside = text_width(entry.phase.value, 14, bold=True) + 8
        svg.text(x + beside, y + 22, entry.phase.name.lower(), size=_FACT, ink="soft")
        y += _HEADING
    box = Box(x, y, COLUMN, entry.words.height)
    trunk, y = x + _TRUNK, y + box.h
    bottom = corner.y + entry.height
    line = y + 6
    for said in entry.said:
        way = said.way
        tip = f"{way.source} to {way.target}: {', '.join(way.facts)}"
        up = at[way.target] < at[way.source]
        ink = "main" if {way.source, way.target} <= set(MAIN_WAY) and not up else "line"
        ink = "warn" if up else ink
        level = line + _LINE / 2
        if said.target:
            end = Point(x + _TEXT - 5, level)
            bend = rounded((Point(trunk, y), Point(trunk, level), end), 6)
            svg.path(bend, ink=ink, thick=1.5, tip=tip)
        else:
            thick = 3 if ink == "main" else 1.5
            svg.path(
                rounded((Point(trunk, y), Point(trunk, bottom))), ink=ink, thick=thick, tip=tip
            )
        for words in said.facts:
            svg.text(x + _TEXT, line + 11, words, size=_FACT, ink="soft")
            line += _LINE
        if said.target and said.beside:
            past = x + _TEXT + text_width(said.facts[-1], _FACT) + 8
            svg.text(past, line - _LINE + 11, said.target, size=_TARGET, bold=True)
        elif said.target:
            svg.text(x + _TEXT, line + 11, said.target, size=_TARGET, bold=True)
            line += _LINE
    draw_status(svg, lifecycle, entry.status, box, entry.words, link=link, left=True)
