"""The network of one kecamatan as a picture, and one way through it.

Every office is a column, every channel an arrow between columns, sorted by what it carries; a way
stands below, leg by leg, with its times. So no line hides another, however many channels join
the same two offices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

import attrs

from ektpflow.draw import Point, Svg, broken, fitted, rounded, text_width
from ektpflow.errors import InvalidValue
from ektpflow.office import Tier
from ektpflow.routing.channel import Cargo, Channel, ChannelKind
from ektpflow.routing.network import ServiceNetwork
from ektpflow.routing.way import Way, clock, lasting

__all__ = ["network_svg"]

_WIDTH: Final = 720.0
_MARGIN: Final = 10.0
_HEAD: Final = 58.0
_TOP: Final = 60.0
_ROW: Final = 36.0
_EDGE: Final = 11.5
_NAME: Final = 12.5
_OTHER: Final = "another kecamatan"
_SHOWN: Final = {
    Cargo.DATA: "Records",
    Cargo.FILES: "Paper files",
    Cargo.CARDS: "Cards",
    Cargo.BLANKS: "Blank cards (blanko)",
}


@attrs.frozen
class _Arrow:
    """Channels of one cargo between two columns, drawn as one."""

    source: str
    target: str
    kinds: tuple[ChannelKind, ...]
    shortest: timedelta
    longest: timedelta
    weekly: bool
    basis: str
    both: bool = False

    @property
    def words(self) -> str:
        times = lasting(self.shortest)
        if self.longest != self.shortest:
            times += f" to {lasting(self.longest)}"
        kinds = ", ".join(kind.label for kind in self.kinds)
        return f"{kinds}, {times}" + (", on fixed days" if self.weekly else "")


def network_svg(network: ServiceNetwork, kecamatan: str, way: Way | None = None) -> str:
    """Return the picture of one kecamatan's channels, and of a way, as one SVG element.

    Parameters
    ----------
    network
        The offices and channels.
    kecamatan
        Code of the kecamatan.
    way
        A way to draw below; its offices belong to this kecamatan's network.

    Raises
    ------
    InvalidValue
        When the office is no kecamatan.

    Examples
    --------
    >>> from ektpflow.calendar import wib
    >>> from ektpflow.routing import ServiceNetwork
    >>> from ektpflow.routing.picture import network_svg
    >>> network = ServiceNetwork.medan()
    >>> way = network.record_way("12.71.17", wib("2026-03-02 08:10"), network_up=False)
    >>> "flash disk" in network_svg(network, "12.71.17", way)
    True
    """
    office = network.city.office(kecamatan)
    if office.tier is not Tier.KECAMATAN:
        raise InvalidValue(
            "office of the picture",
            kecamatan,
            "the picture is that of a kecamatan",
            "Give its code",
        )
    columns = _columns(network, kecamatan)
    passed = {} if way is None else _passed(columns, way)
    heads = _heads(network, columns, passed)
    arrows = {cargo: _arrows(network, columns, kecamatan, cargo) for cargo in _SHOWN}
    rows = sum(len(found) + 1 for found in arrows.values() if found)
    rows += 0 if way is None else len(way.legs) + 2
    name = f"Channels of {office.name}"
    told = "; ".join(
        f"{heads[a.source]} to {heads[a.target]}: {a.words}"
        for found in arrows.values()
        for a in found
    )
    if way is not None:
        told += f". The way: {way.text()}"
    svg = Svg(_WIDTH, _TOP + _HEAD + rows * _ROW + 24, name, told)
    drawing = _Drawing(svg, tuple(heads), _TOP + _HEAD - 16)
    drawing.heads(name, heads, frozenset(() if way is None else (columns[c] for c in way.offices)))
    for cargo, found in arrows.items():
        if found:
            drawing.section(_SHOWN[cargo])
            for arrow in sorted(found, key=drawing.order):
                drawing.arrow(arrow)
    if way is not None:
        drawing.way(way, columns)
    return svg.render()


def _columns(network: ServiceNetwork, kecamatan: str) -> Mapping[str, str]:
    """Return the column of each office: its code, or one for all that are alike."""
    columns: dict[str, str] = {}
    for office in network.city.offices:
        if office.tier is Tier.KELURAHAN:
            if network.city.parent(office.code) == kecamatan:
                columns[office.code] = f"{kecamatan}/kelurahan"
        elif office.tier is Tier.KECAMATAN and office.code != kecamatan:
            columns[office.code] = _OTHER
        else:
            columns[office.code] = office.code
    return columns


def _passed(columns: Mapping[str, str], way: Way) -> dict[str, str]:
    """Return which office stands for its column on this way."""
    strangers = [code for code in way.offices if code not in columns]
    if strangers:
        raise InvalidValue(
            "way of the picture",
            ", ".join(strangers),
            "the way leads through offices of another kecamatan",
            "Give the kecamatan where it begins or ends",
        )
    return {columns[code]: code for code in way.offices}


def _heads(
    network: ServiceNetwork, columns: Mapping[str, str], passed: Mapping[str, str]
) -> dict[str, str]:
    """Return the columns in order, with the words in their heads."""
    rank = {tier: number for number, tier in enumerate(Tier)}
    first: dict[str, str] = {}
    for code, column in columns.items():
        first.setdefault(column, code)
    ordered = sorted(first, key=lambda c: (rank[network.city.office(first[c]).tier], c == _OTHER))
    heads: dict[str, str] = {}
    for column in ordered:
        code = passed.get(column, first[column])
        if column in passed or column == code:
            heads[column] = network.city.office(code).name
        elif column == _OTHER:
            heads[column] = _OTHER
        else:
            many = sum(c == column for c in columns.values())
            heads[column] = f"its {many} kelurahan"
    return heads


def _arrows(
    network: ServiceNetwork, columns: Mapping[str, str], kecamatan: str, cargo: Cargo
) -> list[_Arrow]:
    """Return the arrows of one cargo; of other kecamatan only what helps this one."""
    centres = {office.code for office in network.city.offices_of(Tier.CENTRE)}
    found: dict[tuple[str, str, bool], list[Channel]] = {}
    for channel in network.channels:
        if cargo not in channel.carries or not {channel.source, channel.target} <= columns.keys():
            continue
        a, b = columns[channel.source], columns[channel.target]
        if (a == _OTHER and b not in centres) or (b == _OTHER and a != kecamatan):
            continue
        found.setdefault((a, b, channel.kind.copied), []).append(channel)
    arrows = [
        _Arrow(
            a,
            b,
            tuple(kind for kind in ChannelKind if any(c.kind is kind for c in channels)),
            min(c.latency for c in channels),
            max(c.latency for c in channels),
            any(c.departures for c in channels),
            "; ".join(sorted({c.basis for c in channels})),
        )
        for (a, b, _), channels in found.items()
    ]
    return _paired(arrows)


def _paired(arrows: Iterable[_Arrow]) -> list[_Arrow]:
    """Join two arrows that differ in their direction only into one with two heads."""
    joined: list[_Arrow] = []
    for arrow in arrows:
        turned = attrs.evolve(arrow, source=arrow.target, target=arrow.source)
        if turned in joined:
            joined[joined.index(turned)] = attrs.evolve(turned, both=True)
        else:
            joined.append(arrow)
    return joined


@attrs.define
class _Drawing:
    svg: Svg
    columns: tuple[str, ...]
    y: float

    @property
    def step(self) -> float:
        return (_WIDTH - 2 * _MARGIN) / len(self.columns)

    def x(self, column: str) -> float:
        return _MARGIN + self.step * (self.columns.index(column) + 0.5)

    def order(self, arrow: _Arrow) -> tuple[int, int]:
        """Return the place of an arrow among those of its cargo: as the columns stand."""
        a, b = self.columns.index(arrow.source), self.columns.index(arrow.target)
        return (min(a, b), -max(a, b))

    def heads(self, title: str, heads: Mapping[str, str], lit: frozenset[str]) -> None:
        """Draw the columns: a box with the name of the office and a line down."""
        self.svg.text(_MARGIN + 4, 30, title, size=18, bold=True)
        for column, words in heads.items():
            x, room = self.x(column), self.step - 16
            self.svg.path(
                f"M{x:.1f} {_TOP + _HEAD - 14:.1f}V{self.svg.height - 12:.1f}",
                ink="faint",
                thick=2,
                arrow=False,
            )
            ink, fill = ("main", "mainbox") if column in lit else ("line", "box")
            self.svg.box(x - room / 2 - 4, _TOP - 14, room + 8, _HEAD, ink=ink, fill=fill)
            lines = broken(words, room, _NAME, bold=True)
            size = min(fitted(line, room, _NAME, bold=True) for line in lines)
            top = _TOP - 14 + _HEAD / 2 + 4.5 - (len(lines) - 1) * 7
            for i, line in enumerate(lines):
                self.svg.text(x, top + i * 14, line, size=size, anchor="middle", bold=True)

    def section(self, words: str, *, ink: str = "ink") -> None:
        """Begin a new part."""
        self.y += _ROW
        self.svg.text(_MARGIN + 4, self.y, words, size=13, bold=True, ink=ink, halo="ground")

    def arrow(self, arrow: _Arrow) -> None:
        """Draw one arrow with its words above."""
        self.line(
            arrow.source,
            arrow.target,
            arrow.words,
            dashed=all(kind.copied for kind in arrow.kinds),
            both=arrow.both,
            tip=f"figures: {arrow.basis}",
        )

    def way(self, way: Way, columns: Mapping[str, str]) -> None:
        """Draw the legs of a way with their times."""
        self.section(
            f"The way: asked {clock(way.asked)}, there {clock(way.arrives)} ({lasting(way.takes)})",
            ink="main",
        )
        for leg in way.legs:
            self.line(
                columns[leg.channel.source],
                columns[leg.channel.target],
                f"{leg.channel.kind.label}: {clock(leg.leaves)} to {clock(leg.arrives)}",
                ink="main",
                dashed=leg.channel.kind.copied,
                tip=f"figures: {leg.channel.basis}",
            )

    def line(
        self,
        source: str,
        target: str,
        words: str,
        *,
        ink: str = "line",
        dashed: bool = False,
        both: bool = False,
        tip: str = "",
    ) -> None:
        self.y += _ROW
        a, b = self.x(source), self.x(target)
        points = (Point(a, self.y), Point(b, self.y))
        self.svg.path(
            rounded(points),
            ink=ink,
            thick=2.6 if ink == "main" else 1.6,
            both=both,
            dashed=dashed,
            tip=tip,
        )
        half = text_width(words, _EDGE) / 2
        middle = min(max((a + b) / 2, _MARGIN + half), _WIDTH - _MARGIN - half)
        self.svg.text(
            middle,
            self.y - 7,
            words,
            size=_EDGE,
            anchor="middle",
            ink="main" if ink == "main" else "soft",
            halo="ground",
        )
