"""Where the places of a graph in layers come to stand, in pixels.

Within a row the order is kept and nothing touches; as far as that allows, every place stands in the
middle of its neighbours above and below. That is a regression under an order, solved exactly by
pooling neighbours that want to pass each other (Barlow, Bartholomew, Bremner and Brunk 1972).

Lines bend only in the gaps between two rows and run straight down inside a row, so a line cannot
touch a box or the words of another one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs

from ektpflow.draw import Point
from ektpflow.lifecycle.drawing.boxes import Box
from ektpflow.lifecycle.drawing.layers import Layers, Place

__all__ = ["Size", "Spread", "spread"]

_SWEEPS: Final = 16
_APART: Final = 18.0  # between two places of a row
_LANE: Final = 4.0  # half the width of a line that passes
_BESIDE: Final = 7.0  # from a line to its words
_GAP: Final = 18.0  # between two rows at least
_STEEP: Final = 0.08  # and more, by the widest step of a line in it
_HIGHEST: Final = 48.0
_PORTS: Final = 26.0  # between two lines that meet a box
_CORNER: Final = 16.0  # of a box that no line meets
_LONG_LINE: Final = 8.0  # how much more than others a long line wants to be straight
_MAIN_LINE: Final = 30.0
_PASSES: Final = 6


@attrs.frozen
class Size:
    """Width and height of a box or of words, in pixels."""

    w: float
    h: float


@attrs.frozen
class Spread:
    """Where everything stands.

    Parameters
    ----------
    width, height
        Of the whole.
    boxes
        The boxes by number.
    stops
        For each edge the points through which its line runs, from source to target: straight where
        two lie above each other, bent where they do not.
    words
        For each edge the upper left corner of its words.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    stops: Mapping[int, tuple[Point, ...]]
    words: Mapping[int, Point]


def spread(layers: Layers, boxes: Sequence[Size], words: Mapping[int, Size]) -> Spread:
    """Return the places in pixels.

    Parameters
    ----------
    layers
        The rows and their order.
    boxes
        Sizes of the boxes by number.
    words
        Sizes of the words of each drawn edge.
    """
    x, width = _across(layers, boxes, words)
    tops, bottoms = _down(layers, x, boxes, words)
    placed = [Box(0, 0, 0, 0)] * len(boxes)
    said: dict[int, Point] = {}
    for row, top in zip(layers.rows, tops, strict=True):
        for place in row:
            if place.is_box:
                size = boxes[place.number]
                placed[place.number] = Box(x[place] - size.w / 2, top, size.w, size.h)
            elif place.kind == "words":
                said[place.number] = Point(x[place] + _BESIDE, top)
    ports = _ports(layers, x, boxes)
    level = {p: (tops[at], bottoms[at]) for at, row in enumerate(layers.rows) for p in row}
    stops: dict[int, tuple[Point, ...]] = {}
    for edge, chain in layers.chains.items():
        upper, lower = chain[0], chain[-1]
        start = x[upper] + ports[upper, edge, True]
        points = [Point(start, level[upper][0] + boxes[upper.number].h)]
        points.append(Point(start, level[upper][1]))
        for place in chain[1:-1]:
            points += [Point(x[place], y) for y in level[place]]
        points.append(Point(x[lower] + ports[lower, edge, False], level[lower][0]))
        stops[edge] = tuple(reversed(points) if edge in layers.turned else points)
    return Spread(width, bottoms[-1], tuple(placed), stops, said)


_Across = dict[Place, float]


def _across(
    layers: Layers, boxes: Sequence[Size], words: Mapping[int, Size]
) -> tuple[_Across, float]:
    """Return how far right the middle of each place stands, and the width of all."""
    left: _Across = {}
    right: _Across = {}
    for place in (place for row in layers.rows for place in row):
        left[place] = right[place] = _LANE
        if place.is_box:
            left[place] = right[place] = boxes[place.number].w / 2
        elif place.kind == "words":
            right[place] = _BESIDE + words[place.number].w
    apart = [[right[a] + _APART + left[b] for a, b in pairwise(row)] for row in layers.rows]
    x: _Across = {}
    for row, gaps in zip(layers.rows, apart, strict=True):
        offsets = list(accumulate(gaps, initial=0.0))
        x |= {place: offset - offsets[-1] / 2 for place, offset in zip(row, offsets, strict=True)}
    above, below = _neighbours(layers)
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        # at first each row follows the last one; in the end it minds both its neighbours
        minded = [above] if downward else [below]
        if sweep >= _SWEEPS // 2:
            minded = [above, below]
        rows = list(zip(layers.rows, apart, strict=True))
        for row, gaps in rows if downward else reversed(rows):
            wanted, weights = [], []
            for place in row:
                near = [(x[other], weight) for beside in minded for other, weight in beside[place]]
                weight = sum(w for _, w in near)
                wanted.append(sum(at * w for at, w in near) / weight if near else x[place])
                weights.append(weight or 0.01)
            x.update(zip(row, _kept_apart(wanted, weights, gaps), strict=True))
    _straighten(layers, x, apart)
    least = min(x[place] - left[place] for place in x)
    most = max(x[place] + right[place] for place in x)
    return {place: at - least for place, at in x.items()}, most - least


_Beside = dict[Place, list[tuple[Place, float]]]


def _neighbours(layers: Layers) -> tuple[_Beside, _Beside]:
    """Return the neighbours of each place in the rows above and below, with their weights."""
    above: _Beside = {place: [] for row in layers.rows for place in row}
    below: _Beside = {place: [] for row in layers.rows for place in row}
    for edge, chain in layers.chains.items():
        for upper, lower in pairwise(chain):
            weight = _LONG_LINE if not (upper.is_box or lower.is_box) else 1.0
            weight = _MAIN_LINE if edge in layers.main else weight
            below[upper].append((lower, weight))
            above[lower].append((upper, weight))
    return above, below


def _kept_apart(
    wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]
) -> list[float]:
    """Return the places nearest to the wanted ones, weighted squares, in order and apart."""
    offsets = list(accumulate(gaps, initial=0.0))
    pools: list[tuple[float, float, int]] = []  # mean, weight, members
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        mean, total, members = want - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, more, many = pools.pop()
            mean = (mean * total + other * more) / (total + more)
            total, members = total + more, members + many
        pools.append((mean, total, members))
    means = [mean for mean, _, members in pools for _ in range(members)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _straighten(layers: Layers, x: _Across, apart: Sequence[Sequence[float]]) -> None:
    """Move the places of each long line below each other, as far as their neighbours let them."""
    left: dict[Place, tuple[Place, float]] = {}
    right: dict[Place, tuple[Place, float]] = {}
    for row, gaps in zip(layers.rows, apart, strict=True):
        for (a, b), gap in zip(pairwise(row), gaps, strict=True):
            left[b], right[a] = (a, gap), (b, gap)

    def room(place: Place) -> tuple[float, float]:
        low, high = -math.inf, math.inf
        if place in left:
            other, gap = left[place]
            low = x[other] + gap
        if place in right:
            other, gap = right[place]
            high = x[other] - gap
        return low, high

    for _ in range(_PASSES):
        for line in _lines(layers):
            run: list[Place] = []
            lowest, highest = -math.inf, math.inf
            for place in line:
                low, high = room(place)
                if max(lowest, low) > min(highest, high):  # here the line must bend
                    _align(x, run, lowest, highest)
                    run, lowest, highest = [], -math.inf, math.inf
                    low, high = room(place)
                run.append(place)
                lowest, highest = max(lowest, low), min(highest, high)
            _align(x, run, lowest, highest)


def _lines(layers: Layers) -> list[list[Place]]:
    """Return what is to run straight: the main way with its boxes, then the longest lines."""
    mains: list[list[Place]] = []
    for edge in sorted(layers.main):
        chain = layers.chains[edge]
        joined = next((line for line in mains if line[-1] is chain[0]), None)
        if joined is None:
            mains.append(list(chain))
        else:
            joined += chain[1:]
    inner = [list(chain[1:-1]) for chain in layers.chains.values()]
    return mains + sorted((line for line in inner if len(line) > 1), key=len, reverse=True)


def _align(x: _Across, run: Sequence[Place], lowest: float, highest: float) -> None:
    if run:
        mean = sum(x[place] for place in run) / len(run)
        x.update(dict.fromkeys(run, min(max(mean, lowest), highest)))


def _down(
    layers: Layers, x: _Across, boxes: Sequence[Size], words: Mapping[int, Size]
) -> tuple[list[float], list[float]]:
    """Return the upper and lower edge of each row."""
    widest = [0.0] * len(layers.rows)  # step of a line into each row
    at = {place: number for number, row in enumerate(layers.rows) for place in row}
    for chain in layers.chains.values():
        for upper, lower in pairwise(chain):
            widest[at[lower]] = max(widest[at[lower]], abs(x[upper] - x[lower]))
    tops: list[float] = []
    bottoms: list[float] = []
    y = 0.0
    for number, row in enumerate(layers.rows):
        high = max((_high(place, boxes, words) for place in row), default=0.0)
        y += min(_GAP + _STEEP * widest[number], _HIGHEST) if number else 0.0
        tops.append(y)
        y += high
        bottoms.append(y)
    return tops, bottoms


def _high(place: Place, boxes: Sequence[Size], words: Mapping[int, Size]) -> float:
    if place.is_box:
        return boxes[place.number].h
    return words[place.number].h if place.kind == "words" else 0.0


def _ports(
    layers: Layers, x: _Across, boxes: Sequence[Size]
) -> dict[tuple[Place, int, bool], float]:
    """Return how far from the middle of its box each line meets it, at its lower side or upper."""
    meets: dict[tuple[Place, bool], list[tuple[float, int]]] = {}
    for edge, chain in layers.chains.items():
        meets.setdefault((chain[0], True), []).append((x[chain[1]], edge))
        meets.setdefault((chain[-1], False), []).append((x[chain[-2]], edge))
    found: dict[tuple[Place, int, bool], float] = {}
    for (place, lower), lines in meets.items():
        sides = sorted(lines)
        middle = (len(sides) - 1) / 2
        # the main way meets the middle of its box, so that it can run straight
        main = [at for at, (_, edge) in enumerate(sides) if edge in layers.main]
        middle = main[0] if main else middle
        room = boxes[place.number].w / 2 - _CORNER
        step = min(_PORTS, room / max(middle, len(sides) - 1 - middle, 1))
        for at, (_, edge) in enumerate(sides):
            found[place, edge, lower] = (at - middle) * step
    return found
