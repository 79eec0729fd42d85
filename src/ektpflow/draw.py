"""Plain SVG, written by hand: boxes, edges and words, with no dependency.

A drawing is readable by light, in the dark, on paper and by a screen reader. The light colours
stand on the elements themselves, so that programs which know no style sheet show them; a style
sheet inside the drawing changes them where the reader prefers the dark, and never on paper. A
drawing paints its own ground, since the page around it may be of the other kind.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

import attrs

from ektpflow.errors import InvalidValue

__all__ = [
    "FONT",
    "INKS",
    "Point",
    "Svg",
    "broken",
    "escaped",
    "fitted",
    "rounded",
    "text_width",
]

#: The reader's own interface font; the last names are for programs without one.
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"

#: Colours by purpose: (light, dark). Words on their ground have a contrast of 4.5 or more (WCAG).
INKS: Final[dict[str, tuple[str, str]]] = {
    "ground": ("#ffffff", "#14181d"),
    "ink": ("#1b2430", "#e8edf2"),
    "soft": ("#515c69", "#a9b4c0"),
    "line": ("#8793a1", "#758190"),
    "faint": ("#d5dbe2", "#343c46"),
    "band": ("#f4f6f8", "#1a2027"),
    "box": ("#ffffff", "#222932"),
    "main": ("#0b5cad", "#6fb4f5"),
    "mainbox": ("#e3effb", "#173351"),
    "good": ("#1c7238", "#6ecb8b"),
    "goodbox": ("#e2f4e7", "#173923"),
    "warn": ("#92530a", "#eeb35f"),
    "warnbox": ("#fdf1dd", "#41300f"),
    "stop": ("#a82a2a", "#f39a94"),
    "stopbox": ("#fbe6e4", "#45201f"),
}

# Advance widths in thousandths of the font size, measured on DejaVu Sans (regular; bold is wider
# by a seventh). It is the widest of the usual interface fonts, so a text that fits by this
# estimate fits with the others too.
_WIDTHS: Final[dict[str, int]] = {
    **dict.fromkeys(" ijlI'|,./:;\\", 330),
    **dict.fromkeys("frt!()-[]J", 410),
    **dict.fromkeys('csz_?*"`', 550),
    **dict.fromkeys("mW@%M", 980),
    **dict.fromkeys("w#&+<=>DGHNOQ^~", 810),
    **dict.fromkeys("ABCKRUVXZ", 690),
}
_OTHER: Final = 640
_BEYOND_LATIN: Final = 0x2E80
_BOLD: Final = 8 / 7
_SCHEME: Final = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\x00-\x20]")  # what a browser leaves out of an address
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Point(NamedTuple):
    """A place in a drawing: to the right and down, in pixels."""

    x: float
    y: float


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper estimate of the width of a text in pixels.

    Parameters
    ----------
    text
        One line.
    size
        Font size in pixels.
    bold
        Whether it is set in bold.

    Examples
    --------
    >>> from ektpflow.draw import text_width
    >>> text_width("ii", 10) < text_width("MM", 10)
    True
    """
    thousandths = sum(_WIDTHS.get(c, _OTHER) if ord(c) < _BEYOND_LATIN else 1000 for c in text)
    return thousandths * size * (_BOLD if bold else 1) / 1000


def broken(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit `width` by the estimate; words stay whole.

    A word that is wider than the line stands alone and is not cut: use `fitted` for the size.

    Examples
    --------
    >>> from ektpflow.draw import broken
    >>> broken("menunggu keputusan ahli", 130, 12)
    ('menunggu', 'keputusan ahli')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return `size`, or the smaller font size at which the text is no wider than `width`."""
    wide = text_width(text, size, bold=bold)
    return size if wide <= width else math.floor(size * width / wide * 10) / 10


def rounded(points: Sequence[Point], radius: float = 10) -> str:
    """Return the path through the points in straight lines with round corners.

    Examples
    --------
    >>> from ektpflow.draw import Point, rounded
    >>> rounded([Point(0, 0), Point(20, 0), Point(20, 30)], radius=5)
    'M0 0L15 0Q20 0 20 5L20 30'
    """
    parts = [f"M{_n(points[0].x)} {_n(points[0].y)}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        a, b = _towards(corner, before, r), _towards(corner, after, r)
        parts.append(f"L{_n(a.x)} {_n(a.y)}Q{_n(corner.x)} {_n(corner.y)} {_n(b.x)} {_n(b.y)}")
    parts.append(f"L{_n(points[-1].x)} {_n(points[-1].y)}")
    return "".join(parts)


def escaped(text: str) -> str:
    r"""Escape a text for XML; characters that XML cannot hold become spaces.

    Examples
    --------
    >>> from ektpflow.draw import escaped
    >>> escaped("R&D \x00")
    'R&amp;D  '
    """
    return escape(_UNFIT.sub(" ", text))


@attrs.define
class Svg:
    """A drawing that grows; `render` returns it as text.

    Parameters
    ----------
    width, height
        Size in pixels; the drawing scales with its place on the page.
    title
        What a screen reader calls it.
    desc
        What it shows, in sentences, for those who cannot see it.

    Examples
    --------
    >>> from ektpflow.draw import Svg
    >>> drawing = Svg(200, 60, "Two words", "A box that says R&D.")
    >>> drawing.box(10, 10, 180, 40, ink="main", fill="mainbox")
    >>> drawing.text(100, 34, "R&D", anchor="middle")
    >>> "R&amp;D" in drawing.render() and 'role="img"' in drawing.render()
    True
    """

    width: float
    height: float
    title: str
    desc: str
    _parts: list[str] = attrs.field(factory=list, init=False)
    _heads: set[str] = attrs.field(factory=set, init=False)
    _open: list[str] = attrs.field(factory=list, init=False)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        ink: str = "line",
        fill: str = "box",
        radius: float = 8,
        thick: float = 1.2,
        dashed: bool = False,
    ) -> None:
        """Draw a rounded box; `ink` is its border and `fill` its ground."""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" rx="{_n(radius)}"'
            f'{_paint(fill, ink)} stroke-width="{_n(thick)}"{dash}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        anchor: str = "start",
        ink: str = "ink",
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """Write one line; `halo` names a ground that is painted behind the words."""
        if halo:
            wide = text_width(text, size, bold=bold)
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            self._parts.append(
                f'<rect x="{_n(left - 2)}" y="{_n(y - size * 0.86)}" width="{_n(wide + 4)}"'
                f' height="{_n(size * 1.14)}" rx="3"{_paint(halo)}/>'
            )
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"'
            f"{weight}{_paint(ink)}>{escaped(text)}</text>"
        )

    def path(
        self,
        d: str,
        *,
        ink: str = "line",
        thick: float = 1.4,
        arrow: bool = True,
        both: bool = False,
        dashed: bool = False,
        tip: str = "",
    ) -> None:
        """Draw a line along the path data `d`.

        `arrow` puts a head at its end, `both` another one at its start; `tip` is what a pointer
        resting on it shows.
        """
        _known(ink)
        head = ""
        if arrow:
            self._heads.add(ink)
            head = f' marker-end="url(#ID-{ink})"'
        if both:
            head += f' marker-start="url(#ID-{ink})"'
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        inside = f"><title>{escaped(tip)}</title></path>" if tip else "/>"
        self._parts.append(
            f'<path d="{d}" fill="none" class="s-{ink}" stroke="{INKS[ink][0]}"'
            f' stroke-width="{_n(thick)}" stroke-linejoin="round"{dash}{head}{inside}'
        )

    def open(self, tip: str = "", *, link: str = "", label: str = "") -> None:
        """Begin a group; `tip` is what a pointer resting on it shows.

        With a `link` the whole group leads there, and `label` is what a screen reader calls it. A
        link is a relative address or one of the web: a script is refused.
        """
        told = f"<title>{escaped(tip)}</title>" if tip else ""
        self._open.append("a" if link else "g")
        if not link:
            self._parts.append(f"<g>{told}")
            return
        if _SCHEME.match(_BLANK.sub("", link)):
            raise InvalidValue("link in a drawing", link, "it leads to a page", "https or relative")
        self._parts.append(f'<a href="{escaped(link)}" aria-label="{escaped(label)}">{told}')

    def close(self) -> None:
        """End the group."""
        self._parts.append(f"</{self._open.pop()}>")

    def render(self) -> str:
        """Return the drawing as one SVG element, for a file or inside a page.

        Its identifiers come from its content, so several drawings can stand in one page.
        """
        body = "\n".join(self._parts)
        size = f"{_n(self.width)}x{_n(self.height)}"
        told = f"{size}\n{self.title}\n{self.desc}\n{body}"
        # the parts of an image are silent, and a link must not be
        role = "group" if "<a href=" in body else "img"
        name = "k" + hashlib.sha256(told.encode()).hexdigest()[:10]
        dark = "".join(
            f"#{name} .f-{ink}{{fill:{night}}}#{name} .s-{ink}{{stroke:{night}}}"
            for ink, (_, night) in INKS.items()
            if f"f-{ink}" in body or f"s-{ink}" in body or ink == "ground" or ink in self._heads
        )
        heads = "".join(
            f'<marker id="{name}-{ink}" viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="9"'
            f' markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
            f'<path d="M0 0.8L9.5 5L0 9.2z"{_paint(ink)}/></marker>'
            for ink in sorted(self._heads)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" role="{role}"'
            f' aria-labelledby="{name}-t {name}-d" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
            f' width="{_n(self.width)}" height="{_n(self.height)}"'
            f' style="max-width:100%;height:auto" font-family="{escape(FONT)}">\n'
            f'<title id="{name}-t">{escaped(self.title)}</title>\n'
            f'<desc id="{name}-d">{escaped(self.desc)}</desc>\n'
            f"<style>@media screen and (prefers-color-scheme:dark){{{dark}}}</style>\n"
            f"<defs>{heads}</defs>\n"
            f'<rect width="100%" height="100%"{_paint("ground")}/>\n'
            f"{body.replace('url(#ID-', f'url(#{name}-')}\n</svg>\n"
        )


def _known(ink: str) -> None:
    if ink not in INKS:
        raise InvalidValue("ink of a drawing", ink, f"one of {', '.join(INKS)}")


def _paint(fill: str, stroke: str = "") -> str:
    """Return the classes and light colours of a filled, and perhaps outlined, element."""
    _known(fill)
    if not stroke:
        return f' class="f-{fill}" fill="{INKS[fill][0]}"'
    _known(stroke)
    light = f'fill="{INKS[fill][0]}" stroke="{INKS[stroke][0]}"'
    return f' class="f-{fill} s-{stroke}" {light}'


def _n(number: float) -> str:
    """Write a number short: at most one decimal, and never a negative zero."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def _towards(start: Point, end: Point, distance: float) -> Point:
    whole = math.dist(start, end) or 1.0
    return Point(
        start.x + (end.x - start.x) * distance / whole,
        start.y + (end.y - start.y) * distance / whole,
    )
