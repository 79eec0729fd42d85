"""The picture of any lifecycle: nothing lies on anything else, nothing is left out, all can be read."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

from ektpflow.draw import Point, escaped, text_width
from ektpflow.errors import InvalidValue
from ektpflow.lifecycle import KTP_EL, Lifecycle, Status
from ektpflow.lifecycle.drawing.layered import layered_svg
from ektpflow.lifecycle.drawing.layers import Edge, layered
from ektpflow.lifecycle.drawing.listed import listed_svg
from ektpflow.lifecycle.picture import lifecycle_html, lifecycle_sheet, lifecycle_svg
from ektpflow.lifecycle.ways import in_words
from machines import EXTENDED, ODD, SHORT, any_machine

SVG = "{http://www.w3.org/2000/svg}"
RANDOM_ONES = 200
FORMS = {
    "layers": layered_svg,
    "phone": listed_svg,
    "paper": lambda table: listed_svg(table, columns=2),
}
each_form = pytest.mark.parametrize("form", FORMS)
each_table = pytest.mark.parametrize("table", [KTP_EL, EXTENDED, SHORT, ODD], ids=lambda t: t.name)


@attrs.frozen
class Area:
    """A box or a text in a drawing."""

    left: float
    top: float
    right: float
    bottom: float
    told: str

    def over(self, other: Area, slack: float = 0.0) -> bool:
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def holds(self, point: Point) -> bool:
        return self.left + 1 < point.x < self.right - 1 and self.top + 1 < point.y < self.bottom - 1


class Drawing:
    """What stands in a drawing, read from its text."""

    def __init__(self, svg: str) -> None:
        root = ET.fromstring(svg)
        self.width, self.height = float(root.attrib["width"]), float(root.attrib["height"])
        groups = [g for kind in ("g", "a") for g in root.iter(f"{SVG}{kind}")]
        self.boxes = [self._box(g) for g in groups]
        inside = {id(text) for g in groups for text in g.iter(f"{SVG}text")}
        self.texts = [self._text(text) for text in root.iter(f"{SVG}text")]
        self.labels = [
            self._text(text) for text in root.iter(f"{SVG}text") if id(text) not in inside
        ]
        self.sizes = [float(text.attrib["font-size"]) for text in root.iter(f"{SVG}text")]
        self.lines = [
            (path.findtext(f"{SVG}title") or "", path.attrib["d"])
            for path in root.iter(f"{SVG}path")
            if path.find(f"{SVG}title") is not None
        ]

    @staticmethod
    def _box(group: ET.Element) -> Area:
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, w, h = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        return Area(x, y, x + w, y + h, " ".join(t.text or "" for t in group.iter(f"{SVG}text")))

    @staticmethod
    def _text(text: ET.Element) -> Area:
        size = float(text.attrib["font-size"])
        bold = text.get("font-weight") is not None
        wide = text_width(text.text or "", size, bold=bold)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
        return Area(left, y - 0.75 * size, left + wide, y + 0.2 * size, text.text or "")


def points(d: str) -> Iterator[Point]:
    """Give places along a path, a few pixels apart."""
    here = Point(0, 0)
    for kind, numbers in re.findall(r"([MLVCQ])([^MLVCQ]*)", d):
        values = [float(n) for n in numbers.split()]
        if kind == "V":
            values = [here.x, *values]
        through = [here, *(Point(a, b) for a, b in zip(values[::2], values[1::2], strict=True))]
        if kind == "M":
            here = through[-1]
            continue
        steps = 12 if kind in "CQ" else max(1, int(math.dist(here, through[-1]) / 6))
        for step in range(steps + 1):
            at = through
            while len(at) > 1:  # de Casteljau
                t = step / steps
                at = [Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) for a, b in pairwise(at)]
            yield at[0]
        here = through[-1]


def check(table: Lifecycle, drawing: Drawing) -> None:
    """Say what is wrong with a drawing of a lifecycle, whatever its form."""
    assert len(drawing.boxes) == len(table.statuses)
    for a, b in combinations(drawing.boxes, 2):
        assert not a.over(b), (a, b)
    for text in drawing.texts:
        assert text.left >= 0, text
        assert text.right <= drawing.width + 0.01, text
        assert text.top >= 0, text
        assert text.bottom <= drawing.height, text
    for label in drawing.labels:
        for box in drawing.boxes:
            assert not label.over(box, 1.5), (label, box)
    for a, b in combinations(drawing.texts, 2):
        assert not a.over(b, 1.5), (a, b)
    tips = [tip for tip, _ in drawing.lines]
    for row in table.rules:
        if row.stays:
            continue
        name = row.event.__name__
        ends = re.sub(r"\s", " ", f"{row.source} to {row.target}: ")
        drawn = any(
            re.sub(r"\s", " ", tip).startswith(ends) and name in tip.split(": ")[-1].split(", ")
            for tip in tips
        )
        told = any(
            in_words(name) in box.told and row.target.label.split()[0][:3] in box.told
            for box in drawing.boxes
        )
        assert drawn or told, row.name


def check_lines(drawing: Drawing) -> None:
    """Say where a line passes through a box or through words."""
    areas = sorted([*drawing.boxes, *drawing.labels], key=lambda area: area.top)
    tops = [area.top for area in areas]
    highest = max(area.bottom - area.top for area in areas)
    for tip, d in drawing.lines:
        for point in points(d):
            assert 0 <= point.x <= drawing.width
            first, last = bisect_left(tops, point.y - highest), bisect_right(tops, point.y)
            for area in areas[first:last]:
                assert not area.holds(point), (tip, area)


@each_form
@each_table
def test_nothing_lies_on_anything_else_and_nothing_is_left_out(table: Lifecycle, form: str) -> None:
    drawing = Drawing(FORMS[form](table))
    check(table, drawing)
    told = " ".join(box.told for box in drawing.boxes)
    for status in table.statuses:
        assert status.label.split()[0] in told
    if form == "layers":
        check_lines(drawing)


@each_form
def test_two_hundred_machines_as_chance_has_them(form: str) -> None:
    for seed in range(RANDOM_ONES):
        table = any_machine(seed)
        drawing = Drawing(FORMS[form](table))
        check(table, drawing)
        if form == "layers":
            check_lines(drawing)


def _touches(box: Area, point: Point) -> bool:
    at_side = (
        min(abs(point.y - box.top), abs(point.y - box.bottom)) < 0.15
    )  # written with one decimal
    return at_side and box.left <= point.x <= box.right


@pytest.mark.parametrize("table", [KTP_EL, EXTENDED, SHORT], ids=lambda t: t.name)
def test_a_line_begins_at_its_status_and_ends_at_where_it_leads(table: Lifecycle) -> None:
    drawing = Drawing(layered_svg(table))
    at = {
        s: box for s in map(str, table.statuses) for box in drawing.boxes if s in box.told.split()
    }
    for tip, d in drawing.lines:
        source, target = tip.split(":")[0].split(" to ")
        way = list(points(d))
        assert _touches(at[source], way[0]), tip
        assert _touches(at[target], way[-1]), tip
        # the words of a line stand beside it, at the end that leaves the status
        said = [
            label
            for label in drawing.labels
            if label.told.split()[0] in in_words(tip.split(": ")[1])
        ]
        near = min(
            abs(label.left - p.x) for label in said for p in way if abs(label.top - p.y) < 30
        )
        assert near < 10, tip


def test_a_line_that_ran_straight_through_would_be_seen() -> None:
    """The check of the lines can fail: without a row for the words they pass through boxes."""
    svg = layered_svg(EXTENDED)
    tip = "UNREGISTERED to SUBMITTED: ApplicationSubmitted"
    bent = re.sub(r'd="M[^"]*"(?=[^>]*><title>' + tip + ")", 'd="M0 0L1600 2900"', svg)
    assert bent != svg
    with pytest.raises(AssertionError):
        check_lines(Drawing(bent))


# -- can it be read -------------------------------------------------------------------------------


@each_table
def test_on_a_phone_every_word_is_large_enough(table: Lifecycle) -> None:
    """A phone is 390 pixels wide; the drawing must not be shrunk below 9 pixels for a word."""
    drawing = Drawing(lifecycle_svg(table, narrow=True))
    assert drawing.width <= 374  # 8 pixels of margin on each side
    assert min(drawing.sizes) >= 10


@pytest.mark.parametrize("table", [KTP_EL, EXTENDED], ids=lambda t: t.name)
def test_on_a_sheet_of_paper_every_word_is_large_enough(table: Lifecycle) -> None:
    """A4 leaves 190 by 277 mm; a point is 0.353 mm, and 6 of them are the smallest print."""
    drawing = Drawing(lifecycle_sheet(table))
    scale = min(190 / drawing.width, 277 / drawing.height)
    assert min(drawing.sizes) * scale / 0.353 >= 6


def test_a_page_shows_one_of_three_forms_and_hides_the_others() -> None:
    page = lifecycle_html(KTP_EL)
    assert page.count('role="img"') == 3
    assert page.count("display:none") == 2
    names = re.findall(r'<svg[^>]* id="(\w+)"', page)
    assert len(set(names)) == 3


# -- a link for every status ----------------------------------------------------------------------


@pytest.mark.parametrize("narrow", [False, True])
@each_table
def test_every_box_leads_where_the_function_says(table: Lifecycle, *, narrow: bool) -> None:
    at = {s: f"#s{n}&x" for n, s in enumerate(table.statuses)}
    svg = lifecycle_svg(table, narrow=narrow, link=at.__getitem__)
    root = ET.fromstring(svg)
    found = {a.attrib["href"]: a for a in root.iter(f"{SVG}a")}
    assert set(found) == set(at.values())
    for status, href in at.items():
        assert status.label.split()[0] in found[href].attrib["aria-label"]
        assert found[href].findtext(f"{SVG}title")
    check(table, Drawing(svg)) if narrow else None
    # the parts of an image are silent, and a link is there to be heard
    assert root.attrib["role"] == "group"
    assert ET.fromstring(lifecycle_svg(table, narrow=narrow)).attrib["role"] == "img"


def test_a_status_without_a_link_is_a_plain_box() -> None:
    def link(status: object) -> str | None:
        return "#here" if status is Status.CLOSED else None

    assert lifecycle_svg(KTP_EL, link=link).count("<a ") == 1


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "VBSCRIPT:x"]
)
def test_a_link_to_a_script_is_refused(href: str) -> None:
    with pytest.raises(InvalidValue, match="link"):
        lifecycle_svg(SHORT, link=lambda _: href)


@pytest.mark.parametrize(
    "href",
    ["#a", "alur/ktp.html#a", "../x", "https://example.org/?a=1&b=2", "mailto:a@example.org"],
)
def test_a_link_to_a_page_is_taken(href: str) -> None:
    assert f'<a href="{escaped(href)}"' in lifecycle_svg(SHORT, link=lambda _: href)


# -- the layers -----------------------------------------------------------------------------------


def test_every_edge_leads_down_but_those_that_close_a_circle() -> None:
    edges = [Edge(0, 1), Edge(1, 2), Edge(0, 2), Edge(2, 0), Edge(2, 3), Edge(3, 1)]
    found = layered(4, edges)
    row = {p.number: n for n, places in enumerate(found.rows) for p in places if p.is_box}
    assert found.turned == {3, 5}
    for number, edge in enumerate(edges):
        assert (row[edge.source] > row[edge.target]) == (number in found.turned)


def test_two_pairs_that_cross_are_put_in_order() -> None:
    """0 leads to 1 and 2, and those to 4 and 3: no line need cross."""
    edges = [Edge(0, 1), Edge(0, 2), Edge(1, 4), Edge(2, 3), Edge(1, 3, drawn=False)]
    order = [p.number for row in layered(5, edges).rows for p in row if p.is_box]
    assert (order.index(1) < order.index(2)) == (order.index(4) < order.index(3))


# -- the same bytes -------------------------------------------------------------------------------


PRINTED = """
from machines import EXTENDED, any_machine
from ektpflow.lifecycle import KTP_EL
from ektpflow.lifecycle.picture import lifecycle_html
for table in (KTP_EL, EXTENDED, *map(any_machine, range(5))):
    print(lifecycle_html(table, link=lambda status: "#" + status.phase.name))
"""


def test_the_same_table_gives_the_same_picture_whatever_the_hash_seed() -> None:
    found = set()
    for seed in ("0", "1", "4711"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "tests"}
        done = subprocess.run(
            [sys.executable, "-c", PRINTED], capture_output=True, env=env, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
    assert len(found.pop()) > 100_000


DRAW_AGAIN = """
from pathlib import Path
from ektpflow.lifecycle import KTP_EL
from ektpflow.lifecycle.picture import lifecycle_sheet, lifecycle_svg
images = Path("docs/images")
images.joinpath("lifecycle.svg").write_text(lifecycle_svg(KTP_EL), encoding="utf-8")
images.joinpath("lifecycle-narrow.svg").write_text(lifecycle_svg(KTP_EL, narrow=True), encoding="utf-8")
images.joinpath("lifecycle-sheet.svg").write_text(lifecycle_sheet(KTP_EL), encoding="utf-8")
"""


@pytest.mark.parametrize(
    ("file", "picture"),
    [
        ("lifecycle.svg", lifecycle_svg(KTP_EL)),
        ("lifecycle-narrow.svg", lifecycle_svg(KTP_EL, narrow=True)),
        ("lifecycle-sheet.svg", lifecycle_sheet(KTP_EL)),
    ],
    ids=["wide", "narrow", "sheet"],
)
def test_the_documentation_shows_the_table_as_it_is(file: str, picture: str) -> None:
    images = Path(__file__).parent.parent / "docs" / "images"
    shown = (images / file).read_text(encoding="utf-8")
    assert shown == picture, f"KTP_EL has changed: run python with\n{DRAW_AGAIN}"
