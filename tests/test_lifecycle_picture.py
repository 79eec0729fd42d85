"""The picture of the lifecycle: nothing is missing, nothing stands twice, every word fits."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

import attrs
import pytest

from ektpflow.draw import text_width
from ektpflow.lifecycle import KTP_EL, Lifecycle, Rule, Status
from ektpflow.lifecycle.drawing.handlaid import handlaid_svg
from ektpflow.lifecycle.drawing.placing import placed
from ektpflow.lifecycle.picture import lifecycle_svg

SVG: Final = "{http://www.w3.org/2000/svg}"
ROOT: Final = ET.fromstring(lifecycle_svg(KTP_EL))
WORDS: Final = [element.text or "" for element in ROOT.iter(f"{SVG}text")]


def _wide(text: ET.Element) -> float:
    bold = text.get("font-weight") is not None
    return text_width(text.text or "", float(text.attrib["font-size"]), bold=bold)


def _extent(text: ET.Element) -> tuple[float, float]:
    x, wide = float(text.attrib["x"]), _wide(text)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
    return left, left + wide


@pytest.mark.parametrize("status", sorted(KTP_EL.statuses))
def test_every_status_stands_once_with_its_label(status: Status) -> None:
    assert Counter(WORDS)[status.value] == 1
    assert status.label.split()[0] in " ".join(WORDS)


def test_no_word_overflows_its_box() -> None:
    groups = [g for g in ROOT.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
    assert len(groups) == len(KTP_EL.statuses)
    for group in groups:
        box = group.find(f"{SVG}rect")
        assert box is not None
        left, top, w, h = (float(box.attrib[key]) for key in ("x", "y", "width", "height"))
        for text in group.iter(f"{SVG}text"):
            start, end = _extent(text)
            assert left <= start, text.text
            assert end <= left + w, text.text
            assert top + float(text.attrib["font-size"]) <= float(text.attrib["y"]) + 4
            assert float(text.attrib["y"]) < top + h


def test_no_word_leaves_the_picture() -> None:
    for text in ROOT.iter(f"{SVG}text"):
        start, end = _extent(text)
        assert start >= 8, text.text
        assert end <= 712, text.text
        assert float(text.attrib["y"]) < float(ROOT.attrib["height"]) - 16


def test_no_two_words_lie_on_each_other() -> None:
    taken: list[tuple[float, float, float, float, str]] = []
    for text in ROOT.iter(f"{SVG}text"):
        start, end = _extent(text)
        y, size = float(text.attrib["y"]), float(text.attrib["font-size"])
        for a, b, top, bottom, other in taken:
            apart = end <= a or b <= start or y - 0.7 * size >= bottom or y <= top
            assert apart, (text.text, other)
        taken.append((start, end, y - 0.7 * size, y, text.text or ""))


def test_boxes_do_not_touch_each_other() -> None:
    boxes, _ = placed(KTP_EL.statuses)
    found = sorted(boxes.values(), key=lambda box: (box.x, box.y))
    for upper, lower in pairwise(found):
        assert upper.x != lower.x or upper.y + upper.h + 12 <= lower.y


def test_every_edge_is_drawn_or_told() -> None:
    """An edge stands as a line with its facts, or in the sentence below an end."""
    tips = [t.text or "" for p in ROOT.iter(f"{SVG}path") for t in p.iter(f"{SVG}title")]
    told = " ".join(WORDS)
    for rule in KTP_EL.rules:
        if rule.source is rule.target:
            continue
        name = rule.event.__name__
        drawn = any(
            tip.startswith(f"{rule.source} to {rule.target}:") and name in tip for tip in tips
        )
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
        assert drawn or (rule.target in KTP_EL.finals and words in told), rule.name


def test_a_fact_that_keeps_the_status_is_no_line_but_told_at_the_box() -> None:
    tips = [g.findtext(f"{SVG}title") or "" for g in ROOT.iter(f"{SVG}g")]
    assert any("keeps the status" in tip and "KelurahanInformed" in tip for tip in tips)
    lines = [t.text or "" for p in ROOT.iter(f"{SVG}path") for t in p.iter(f"{SVG}title")]
    assert not any("KelurahanInformed" in line for line in lines)


def test_only_the_main_way_is_thick() -> None:
    thick = [p for p in ROOT.iter(f"{SVG}path") if p.get("stroke-width") == "3"]
    assert len(thick) == 12


def test_a_lifecycle_without_a_status_is_drawn_without_it() -> None:
    fewer = KTP_EL.extend("FEWER", "1", without_statuses=[Status.INCOMPLETE])
    assert ">INCOMPLETE<" not in lifecycle_svg(fewer)


def test_an_edge_that_has_no_place_by_hand_is_drawn_in_layers() -> None:
    """The picture by hand knows the ways of KTP_EL; one that leaves a way out would be a lie."""
    rule = KTP_EL.rules[0]
    added = Rule(rule.event, Status.CARD_SHIPPED, Status.SUBMITTED, rule.role)
    extended = KTP_EL.extend("OURS", "1", add=[added])
    assert handlaid_svg(extended) is None
    assert "CARD_SHIPPED to SUBMITTED" in lifecycle_svg(extended)


def test_the_picture_of_ktp_el_is_the_one_laid_out_by_hand() -> None:
    """When this fails, a status or a way of KTP_EL lacks a place in `lifecycle/drawing/`."""
    assert lifecycle_svg(KTP_EL) == handlaid_svg(KTP_EL)


def test_the_same_table_gives_the_same_picture() -> None:
    again: Lifecycle = attrs.evolve(KTP_EL)
    assert lifecycle_svg(again) == lifecycle_svg(KTP_EL)
