"""The page Alur KTP-el tells every status and every row of the table, in both languages."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from card_way import Page, anchor
from ektpflow.lifecycle import KTP_EL, Basis, OwnStatus, Phase, Rule, Said, about
from ektpflow.lifecycle import Status as S
from ektpflow.office import Role, Tier
from outside import example
from way_words import WORDS

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"id": DOCS / "id" / "alur-ktp-el.md", "en": DOCS / "explanation" / "alur-ktp-el.md"}
MEANS = {"id": "indonesian", "en": "english"}


class Anchors(HTMLParser):
    """What a page can be entered at, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found["href"]] if tag == "a" and found.get("href") else []


@pytest.fixture(params=list(WORDS))
def page(request) -> Page:
    return Page(KTP_EL, request.param)


def said(page: Page, sentence: Said) -> str:
    return escape(getattr(sentence, MEANS[page.language]))


def entries(page: Page) -> dict[str, str]:
    """Return what is told once for many statuses, by anchor."""
    return dict(re.findall(r'<li id="([^"]+)">(.*?)</li>', page.often, re.DOTALL))


def told_in_full(page: Page, row: Rule) -> str:
    """Return the place where a row is told with office, basis and target."""
    for one in re.findall(r"<li>(.*?)</li>", page.section(row.source), re.DOTALL):
        if said(page, row.says) not in one or f">{row.event.__name__}<" not in one:
            continue
        return one
    shared = entries(page)[f"fact-{row.event.__name__.lower()}"]
    assert row.source in possible_in(page, shared), row
    return shared


def possible_in(page: Page, shared: str) -> set[S]:
    """Read from the page in which statuses something can happen."""
    words = page.words
    _, _, where = shared.partition(words.possible_in)
    named = {status for status in KTP_EL.statuses if f'href="#{anchor(status)}"' in where}
    if words.every_open in where:
        return set(KTP_EL.statuses) - KTP_EL.finals - {KTP_EL.initial} - named
    if words.every in where:
        return set(KTP_EL.statuses) - named
    return named


def everything(page: Page) -> str:
    return page.head + "".join(map(page.section, page.lifecycle.statuses)) + page.often


def test_every_status_has_a_place_and_an_anchor_of_its_own(page: Page) -> None:
    placed = [status for _, statuses in page.phases() for status in statuses]
    assert placed == list(KTP_EL.statuses)
    assert all(status.phase is phase for phase, statuses in page.phases() for status in statuses)
    assert len({anchor(status) for status in placed}) == len(placed)


def test_a_heading_is_the_word_for_people() -> None:
    ready = S.PRINT_READY_RECORD
    assert Page(KTP_EL, "id").title(ready) == "Siap cetak (PRR)"
    assert Page(KTP_EL, "en").title(ready) == "Unique, ready to print"


@pytest.mark.parametrize("status", KTP_EL.statuses)
def test_a_status_is_told_with_all_that_is_known_of_it(page: Page, status: S) -> None:
    section, known = page.section(status), about(status)
    assert f"<code>{status}</code>" in section
    assert said(page, known.meaning) in section
    assert said(page, known.can_do) in section
    assert escape(known.basis.text) in section
    for took in known.takes:
        assert said(page, took.says) in section
        assert not took.known or escape(took.basis.text) in section
    if known.next_office is None:
        assert page.words.nobody in section
    else:
        assert page.words.offices[known.next_office] in section
        you = page.words.you_at.partition("{")[0]
        assert (f"<p>{you}" in section) == known.citizen_first
    assert (page.words.own_word in section) == status.ours


def test_every_row_is_told_at_its_status_and_in_full(page: Page) -> None:
    for row in KTP_EL.rules:
        assert said(page, row.says) in page.section(row.source), row
        full = told_in_full(page, row)
        assert escape(row.basis.text) in full, row
        assert page.words.offices[row.office] in full, row
        assert page.words.roles[row.role] in full, row
        if row.stays:
            assert page.words.stays in full
        else:
            assert f'{page.words.leads} <a href="#{anchor(row.target)}">' in full


def test_what_is_told_once_is_told_of_no_status_too_many(page: Page) -> None:
    found = {(fact, s) for fact, told in entries(page).items() for s in possible_in(page, told)}
    rows = {(f"fact-{row.event.__name__.lower()}", row.source) for row in KTP_EL.rules}
    assert found <= rows
    assert len(found) > len(rows) / 2


def test_a_choice_of_ours_is_marked_and_a_source_bears_its_strength(page: Page) -> None:
    for row in KTP_EL.rules:
        full = told_in_full(page, row)
        assert (f'<span class="way-ours">{page.words.ours}</span>' in full) == row.basis.ours, row
        assert row.basis.ours or f">{row.basis.strength}</abbr>" in full, row
    for mark in ("S", "P", "W"):
        assert f">{mark}</abbr></dt><dd>{page.words.strengths[mark]}" in page.head


def test_every_link_of_the_page_leads_to_an_anchor_of_it(page: Page) -> None:
    found = Anchors(everything(page))
    assert len(found.ids) == len(set(found.ids))
    places = {anchor(status) for status in KTP_EL.statuses}
    assert not places & set(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= places | set(found.ids)
    drawn = Anchors(page.head).links
    # on a screen, on a phone and on paper
    assert sorted(drawn) == sorted(
        f"#{anchor(status)}" for status in KTP_EL.statuses for _ in "123"
    )


def test_the_pages_lead_to_each_other_and_speak_one_language() -> None:
    for language, file in PAGES.items():
        text = file.read_text(encoding="utf-8")
        (other,) = (page for page in PAGES.values() if page != file)
        (link,) = re.findall(r"\]\((.*?\.md)\)", text)
        assert (file.parent / link).resolve() == other
        assert f"```{{alur}} {language}\n" in text
        foreign = "english" if language == "id" else "indonesian"
        html = everything(Page(KTP_EL, language))
        for row in KTP_EL.rules:
            assert escape(getattr(row.says, foreign)) not in html


def test_the_words_know_every_office_role_and_phase() -> None:
    for words in WORDS.values():
        assert set(words.offices) == set(Tier)
        assert set(words.roles) == set(Role)
        assert set(words.phases) == set(Phase)


def test_a_row_that_is_new_in_the_table_is_on_the_page(page: Page) -> None:
    waits = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    says = Said("Lurah sudah menyetujui.", "The lurah has approved.")
    row = attrs.evolve(
        KTP_EL.table[S.SUBMITTED][next(iter(KTP_EL.table[S.SUBMITTED]))],
        source=waits, target=S.COMPLETE, says=says, basis=Basis("a rule of ours", "ours"),
    )  # fmt: skip
    new = Page(KTP_EL.evolve(statuses=(*S, waits), rules=(*KTP_EL.rules, row)), page.language)
    assert said(page, says) in new.section(waits)
    assert waits in dict(new.phases())[Phase.APPLICATION]
    assert str(len(KTP_EL.rules) + 1) in new.head.partition("<style>")[0]


def test_a_row_that_differs_from_its_like_is_told_by_itself(page: Page) -> None:
    (row,) = (row for row in KTP_EL.rules if row.name == "SUBMITTED + ApplicationWithdrawn")
    other = attrs.evolve(row, basis=Basis("a rule of one counter", "W"))
    rules = [other if one is row else one for one in KTP_EL.rules]
    new = Page(KTP_EL.evolve(rules=rules), page.language)
    assert "a rule of one counter" in new.section(S.SUBMITTED)
    assert "a rule of one counter" not in new.often
    assert S.SUBMITTED not in possible_in(new, entries(new)["fact-applicationwithdrawn"])


@pytest.mark.skipif(importlib.util.find_spec("sphinx") is None, reason="the extra docs brings it")
def test_sphinx_builds_both_pages_with_every_anchor(tmp_path: Path) -> None:
    source = tmp_path / "docs"
    for language, file in PAGES.items():
        here = source / file.relative_to(DOCS)
        here.parent.mkdir(parents=True)
        here.write_text(f"# Alur\n\n```{{alur}} {language}\n```\n", encoding="utf-8")
    (source / "index.md").write_text(
        "# Index\n\n```{toctree}\nid/alur-ktp-el\nexplanation/alur-ktp-el\n```\n", encoding="utf-8"
    )
    (source / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(DOCS / '_ext')!r})\n"
        f"extensions = ['myst_parser', 'alur']\nhtml_static_path = [{str(DOCS / '_static')!r}]\n",
        encoding="utf-8",
    )
    out = tmp_path / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", str(source), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for language, file in PAGES.items():
        html = (out / file.relative_to(DOCS).with_suffix(".html")).read_text(encoding="utf-8")
        found = Anchors(html)
        inside = {link[1:] for link in found.links if link.startswith("#") and len(link) > 1}
        assert {anchor(status) for status in KTP_EL.statuses} <= inside <= set(found.ids)
        assert f'<html lang="{language}"' in html
        page = Page(KTP_EL, language)
        for status in KTP_EL.statuses:
            heading = f'<section id="{anchor(status)}">\n<h3>{escape(page.title(status))}<'
            assert html.count(heading) == 1
            assert page.section(status) in html
        assert page.head in html
        assert page.often in html


# -- the example that the explanation points to ----------------------------------------------------

SLIPS = example("can_a_card_slip_out")


def test_no_card_slips_out_of_the_table_as_it_is() -> None:
    assert SLIPS.slips(KTP_EL) == ()


@pytest.mark.parametrize(
    ("change", "ready"),
    [
        (SLIPS.photo_taken_again, True),
        (SLIPS.printed_while_searching, False),
        (SLIPS.kept_is_printed, True),
    ],
)
def test_each_well_meant_change_lets_a_card_out_by_a_walk_that_is_told(change, ready: bool) -> None:
    lifecycle = change()
    (found, *_) = SLIPS.slips(lifecycle)
    assert all(row in lifecycle.rules for row in found.witness)
    assert (S.PRINT_READY_RECORD in {row.target for row in found.witness}) == ready
    told = SLIPS.told(found.witness)
    assert len(told) == len(found.witness) + 2
    assert told[-1].endswith("<- a card, and these data were never proved unique")
    proofs = [n for n, line in enumerate(told) if "proved unique" in line and "never" not in line]
    voids = [n for n, line in enumerate(told) if "the proof is void" in line]
    assert len(proofs) == len(voids)
    assert all(void > proof for proof, void in zip(proofs, voids, strict=True))
