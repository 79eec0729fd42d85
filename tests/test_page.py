"""The page of a study: whole in one file, true, and readable on a phone, at a desk and on paper."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest

from browser import browser, chromium
from ektpflow.report import html_page
from ektpflow.simulation import BUILTIN, Scenario, study

VOID = {"meta", "link", "br", "path", "rect"}
ASKS_OUTSIDE = ("src", "srcset", "data", "poster", "action", "background", "formaction", "ping")


@pytest.fixture(scope="module")
def pages(months):
    return {name: html_page(result) for name, result in months.items()}


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes, and the words in each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, "an element is not closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, f"{tag} is closed where it was not open"

    def handle_data(self, data):
        self.words.append((tuple(self._open), data))

    def inside(self, tag: str) -> str:
        return " ".join(text.strip() for path, text in self.words if tag in path).strip()

    def each(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(params=BUILTIN)
def page(pages, request):
    return Page(pages[request.param])


def test_it_asks_for_nothing_outside(page):
    for tag, attributes in page.elements:
        assert tag not in {"script", "iframe", "object", "embed", "base", "form"}
        for name, value in attributes.items():
            assert name not in ASKS_OUTSIDE
            assert not name.startswith("on")
            if name in {"href", "xlink:href"} and tag != "a":
                assert value.startswith(("data:", "#")), (tag, value)
    style = page.inside("style") + " ".join(a.get("style") or "" for _, a in page.elements)
    assert "@import" not in style
    assert not re.search(r"url\((?!#)", style)


def test_every_picture_has_a_title_and_says_what_it_shows(page):
    assert not [a for a in page.each("img") if not a.get("alt")]
    drawings = page.each("svg")
    assert len(drawings) == 4
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert not [name for name, times in Counter(ids).items() if times > 1]
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert set(drawing["aria-labelledby"].split()) <= set(ids)


def test_its_headings_are_in_order_and_answer_what_a_newcomer_asks(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = [text.strip() for path, text in page.words if path[-1:] == ("h2",)]
    assert headings == [
        "What was run",
        "How many were served within 24 hours",
        "How long it took",
        "Where the time went",
        "The daily recap",
        "Second identities",
        "What the figures rest on",
    ]


def test_every_table_has_a_caption_and_header_cells_and_scrolls_in_a_box_with_a_name(pages):
    for text in pages.values():
        tables = re.findall(r"<table.*?</table>", text, re.DOTALL)
        assert len(tables) == 7
        for table in tables:
            assert "<caption>" in table
            head = table[: table.index("</thead>")]
            assert head.count('<th scope="col"') >= 3
        boxes = re.findall(
            r'<div class="wide \w+" role="region" tabindex="0" aria-label="([^"]+)', text
        )
        assert len(boxes) == len(set(boxes)) == len(tables)


def test_every_figure_names_unit_and_source_and_that_it_is_no_measurement(pages):
    for text in pages.values():
        captions = re.findall(r"<figcaption>(.*?)</figcaption>", text, re.DOTALL)
        assert len(captions) == 4
        for caption in captions:
            words = " ".join(caption.split())
            assert re.search(r"Units?: ", words)
            assert "Source: this run of the scenario; illustration, not a measurement." in words


@pytest.mark.parametrize("name", BUILTIN)
def test_every_input_figure_stands_there_with_unit_kind_and_source(pages, name):
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td><b>(.*?)</b>: (.*?)</td></tr>',
        pages[name],
    )
    figures = Scenario.builtin(name).figures
    assert len(rows) == len(figures)
    for (meaning, value, label, source), figure in zip(rows, figures, strict=True):
        assert meaning == figure.meaning
        assert re.search(r"\d+(\.\d+)? \S+", value)
        assert source.startswith(figure.source[:20].replace("&", "&amp;"))
        invented = figure.kind == "assumption"
        assert label == ("illustration, not a measurement" if invented else figure.kind)


def test_shares_and_times_are_said_as_people_say_them(pages):
    assert "<td>40 %</td>" in pages["calm"]
    assert "<td>2 days</td>" in pages["calm"]
    assert "<td>1 set</td>" in pages["pressed"]


def test_indonesian_words_are_marked_as_indonesian(page):
    assert {a.get("lang") for a in page.each("i")} == {"id"}
    told = page.inside("i")
    for word in ("berkas lengkap", "hambatan", "pemadanan", "administratif", "blangko kosong"):
        assert word in told


def test_it_names_scenario_seed_days_and_version_and_how_to_run_it_again(page, request):
    told = page.inside("dl")
    for word in ("2 Mar 2026", "2026 (another seed", "ektpflow 0."):
        assert word in told
    assert page.inside("pre").startswith("python -m ektpflow study --scenario ")


def test_what_a_scenario_says_is_shown_and_never_obeyed():
    calm = Scenario.builtin("calm").replace(days=1)
    first = attrs.evolve(calm.figures[0], source="<img src=x> & co")
    mine = attrs.evolve(calm, title="<script>x</script>", figures=(first, *calm.figures[1:]))
    text = html_page(study(mine))
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;img src=x&gt; &amp; co" in text
    assert Page(text).inside("pre").startswith("python -m ektpflow study FILE.toml")


# -- in a browser ----------------------------------------------------------------------------------

LOOK = """({
  across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  outside: performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:')),
  ground: getComputedStyle(document.body).backgroundColor,
  ink: getComputedStyle(document.body).color,
  drawing: getComputedStyle(document.querySelector('svg > rect') || document.body).fill,
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  smallest: Math.min(...[...document.querySelectorAll('svg text')].map(t => {
    const svg = t.ownerSVGElement;
    return parseFloat(t.getAttribute('font-size')) * svg.getBoundingClientRect().width
      / svg.viewBox.baseVal.width; })),
  cut: [...document.querySelectorAll('svg text')].filter(t => {
    const box = t.getBBox(), all = t.ownerSVGElement.viewBox.baseVal;
    return box.x < 0 || box.y < 0 || box.x + box.width > all.width
      || box.y + box.height > all.height; }).map(t => t.textContent),
  wide: [...document.querySelectorAll('main > *, .keep > *')].filter(
    e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.tagName),
})"""


@pytest.fixture(scope="module")
def chrome():
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed")
    with browser(path) as running:
        yield running


def test_in_a_browser_it_fits_a_phone_and_a_desk_and_asks_nobody(chrome, pages, tmp_path):
    for name, text in pages.items():
        file = tmp_path / f"{name}.html"
        file.write_text(text, encoding="utf-8")
        for width in (390, 1200):
            seen = chrome.show(file, width=width, script=LOOK)
            assert seen.errors == []
            assert [url for url in seen.requests if not url.startswith("data:")] == [file.as_uri()]
            assert seen.value["outside"] == []
            assert seen.value["across"] <= 0
            assert seen.value["wide"] == []
            assert seen.value["cut"] == []
            assert seen.value["smallest"] >= 10


def test_in_a_browser_it_is_dark_by_night_and_white_on_paper(chrome, pages, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(pages["calm"], encoding="utf-8")
    by_day = chrome.show(file, width=1200, script=LOOK).value
    by_night = chrome.show(file, width=1200, dark=True, script=LOOK).value
    assert (by_day["dark"], by_night["dark"]) == (False, True)
    assert by_day["ground"] == "rgb(255, 255, 255)"
    assert by_night["ground"] == "rgb(20, 24, 29)"
    assert by_day["drawing"] == by_day["ground"]
    assert by_night["drawing"] == by_night["ground"]
    on_paper = chrome.show(file, width=800, dark=True, paper=True, script=LOOK).value
    assert on_paper["drawing"] == "rgb(255, 255, 255)"
    assert (on_paper["ground"], on_paper["ink"]) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_the_browser_would_notice_what_must_not_be(chrome, tmp_path):
    file = tmp_path / "bad.html"
    file.write_text(
        "<!DOCTYPE html><meta name=viewport content='width=device-width'><main>"
        "<div style='width:500px'>x</div><img src='http://outside.invalid/x.png' alt=x>"
        "<svg viewBox='0 0 40 10' width=40><text x=-20 y=8 font-size=4>cut</text></svg>"
        "</main><script>throw new Error('broken')</script>",
        encoding="utf-8",
    )
    seen = chrome.show(file, width=390, script=LOOK)
    assert "http://outside.invalid/x.png" in seen.requests
    assert len(seen.errors) == 2
    assert seen.value["across"] > 0
    assert seen.value["wide"] == ["DIV"]
    assert seen.value["cut"] == ["cut"]
    assert seen.value["smallest"] < 10
