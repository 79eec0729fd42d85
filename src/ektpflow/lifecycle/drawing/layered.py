"""The picture of any lifecycle: its statuses in layers, from the first one down to the ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ektpflow.draw import Point, Svg, broken, text_width
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
from ektpflow.lifecycle.drawing.layers import Edge, layered
from ektpflow.lifecycle.drawing.spread import Size, spread
from ektpflow.lifecycle.ways import Way, in_words, told_and_drawn

__all__ = ["layered_svg"]

_WIDE: Final = 196.0
_EDGE: Final = 11.5
_LINE: Final = 13.0
_WORDS: Final = 86.0  # width of the words on an edge
_MARGIN: Final = 16.0
_TOP: Final = 50.0
_NARROWEST: Final = 300.0


def layered_svg(lifecycle: Lifecycle, link: Link | None = None) -> str:
    """Return the picture of a lifecycle in layers, as wide as it needs to be."""
    told, drawn = told_and_drawn(lifecycle)
    statuses = lifecycle.statuses
    # the first status comes first, wherever it stands in the table
    order = [lifecycle.initial, *(s for s in statuses if s != lifecycle.initial)]
    number = {status: n for n, status in enumerate(order)}
    follows = set(pairwise(status for status in MAIN_WAY if status in number))
    main = [(way.source, way.target) in follows for way in drawn]
    edges = [
        Edge(number[way.source], number[way.target], main=on_it)
        for way, on_it in zip(drawn, main, strict=True)
    ]
    edges += [
        Edge(number[source], number[target], drawn=False)
        for target, several in told.items()
        for one in several
        for source in one.sources
        if source != target
    ]
    words = {
        status: Words.fit(status, _WIDE, [str(one) for one in told.get(status, ())])
        for status in order
    }
    lines = {n: _lines(way) for n, way in enumerate(drawn)}
    found = spread(
        layered(len(order), edges),
        [Size(_WIDE, words[status].height) for status in order],
        {
            n: Size(max(text_width(line, _EDGE) for line in said), _LINE * len(said))
            for n, said in lines.items()
        },
    )
    width = max(found.width + 2 * _MARGIN, _NARROWEST)
    room = width - 2 * _MARGIN
    legend = broken(f"begins at {order[0].label}; {LEGEND}", room, _EDGE)
    top = _TOP + _LINE * len(legend)
    svg = begun(lifecycle, order, width, found.height + top + _MARGIN)
    name = f"{lifecycle.name} {lifecycle.version}"
    svg.text(_MARGIN, 30, cut(name, room, 19, bold=True), size=19, bold=True)
    for i, line in enumerate(legend):
        svg.text(_MARGIN, 48 + _LINE * i, cut(line, room, _EDGE), size=_EDGE, ink="soft")
    shift = (width - found.width) / 2
    for n, way in enumerate(drawn):
        _line(svg, way, [Point(p.x + shift, p.y + top) for p in found.stops[n]], main=main[n])
    for n, corner in found.words.items():
        for i, line in enumerate(lines[n]):
            y = corner.y + top + _LINE * i + 10
            svg.text(corner.x + shift, y, line, size=_EDGE, ink="soft")
    for status, box in zip(order, found.boxes, strict=True):
        placed = Box(box.x + shift, box.y + top, box.w, box.h)
        draw_status(svg, lifecycle, status, placed, words[status], link=link)
    return svg.render()


def _lines(way: Way) -> list[str]:
    """Return the words on an edge, each fact on lines of its own."""
    return [
        cut(line, _WORDS, _EDGE)
        for fact in way.facts
        for line in broken(in_words(fact), _WORDS, _EDGE)
    ]


def _line(svg: Svg, way: Way, stops: Sequence[Point], *, main: bool) -> None:
    """Draw an edge: straight down inside the rows, bent between them."""
    parts = [f"M{stops[0].x:.1f} {stops[0].y:.1f}"]
    for a, b in pairwise(stops):
        if a == b:
            continue
        if abs(a.x - b.x) < 0.05:  # noqa: PLR2004  (less than is drawn)
            parts.append(f"V{b.y:.1f}")
        else:
            middle = (a.y + b.y) / 2
            parts.append(f"C{a.x:.1f} {middle:.1f} {b.x:.1f} {middle:.1f} {b.x:.1f} {b.y:.1f}")
    upward = stops[-1].y < stops[0].y
    svg.path(
        "".join(parts),
        ink="main" if main else "warn" if upward else "line",
        thick=3 if main else 1.5,
        tip=f"{way.source} to {way.target}: {', '.join(way.facts)}",
    )
