"""Plain SVG: well formed, escaped, and readable for everybody."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.draw import INKS, Point, Svg, broken, fitted, rounded, text_width
from ektpflow.errors import InvalidValue

SVG = "{http://www.w3.org/2000/svg}"


def _parsed(drawing: Svg) -> ET.Element:
    return ET.fromstring(drawing.render())


def test_a_screen_reader_finds_a_name_and_a_description() -> None:
    root = _parsed(Svg(10, 10, "A name", "What it shows."))
    labels = str(root.get("aria-labelledby")).split()
    found = {child.get("id"): child.text for child in root}
    assert root.get("role") == "img"
    assert [found[label] for label in labels] == ["A name", "What it shows."]


@given(st.text(), st.text())
def test_any_text_gives_a_well_formed_drawing(words: str, tip: str) -> None:
    drawing = Svg(100, 20, words, words)
    drawing.text(0, 10, words, halo="band")
    drawing.path("M0 0L1 1", tip=tip)
    assert _parsed(drawing) is not None


def test_what_a_text_says_is_not_changed_by_escaping() -> None:
    drawing = Svg(100, 20, "t", "d")
    drawing.text(0, 10, "R&D <b> \"x\" 'y'")
    assert [e.text for e in _parsed(drawing).iter(f"{SVG}text")] == ["R&D <b> \"x\" 'y'"]


def test_two_drawings_in_one_page_do_not_share_identifiers() -> None:
    first, second = Svg(10, 10, "one", ""), Svg(10, 10, "two", "")
    for drawing in (first, second):
        drawing.path("M0 0L9 9", ink="main")
    names = [set(re.findall(r' id="([^"]+)"', d.render())) for d in (first, second)]
    assert names[0].isdisjoint(names[1])


def test_an_arrow_points_at_a_head_that_exists() -> None:
    drawing = Svg(10, 10, "t", "d")
    drawing.path("M0 0L9 9", ink="warn", both=True)
    root = _parsed(drawing)
    heads = {marker.get("id") for marker in root.iter(f"{SVG}marker")}
    ends = [p.get(f"marker-{end}") for p in root.iter(f"{SVG}path") for end in ("start", "end")]
    assert {f"url(#{head})" for head in heads} == {end for end in ends if end}


def test_the_dark_is_for_screens_only() -> None:
    """On paper the light colours stand, whatever the reader's screen prefers."""
    text = Svg(10, 10, "t", "d").render()
    assert re.findall(r"@media ([^{]+)", text) == ["screen and (prefers-color-scheme:dark)"]
    assert f'fill="{INKS["ground"][0]}"' in text


def test_an_unknown_ink_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidValue, match="ground"):
        Svg(10, 10, "t", "d").text(0, 0, "x", ink="mauve")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft") for ground in ("ground", "band", "box")),
        *((ink, f"{kind}box") for ink in ("ink", "soft") for kind in ("main", "warn", "stop")),
        *((ink, f"{ink}box") for ink in ("main", "good", "warn", "stop")),
        ("main", "band"),
    ],
)
def test_words_have_enough_contrast(ink: str, ground: str, mode: int) -> None:
    """WCAG 2: 4.5 to 1 for text."""
    dark, light = sorted((_luminance(INKS[ink][mode]), _luminance(INKS[ground][mode])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), st.floats(4, 40))
def test_a_fitted_text_fits(words: str, size: float) -> None:
    assert text_width(words, fitted(words, 100, size)) <= 100.0001


@given(st.lists(st.sampled_from(["menunggu", "a", "keputusan", "ahli"]), max_size=9))
def test_broken_lines_lose_no_word_and_fit(words: list[str]) -> None:
    lines = broken(" ".join(words), 90, 12)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 12) <= 90 or " " not in line for line in lines)


def test_bold_words_are_wider() -> None:
    assert text_width("Siap cetak", 12, bold=True) > text_width("Siap cetak", 12)


def test_a_rounded_path_begins_and_ends_where_it_should() -> None:
    path = rounded([Point(1, 2), Point(1, 40), Point(70, 40)])
    assert path.startswith("M1 2")
    assert path.endswith("L70 40")
