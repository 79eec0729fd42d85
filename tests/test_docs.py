"""The documentation is true: its commands run as shown, and its numbers are those of the runs.

The Python blocks are doctests of their own: pytest collects the pages (``testpaths``).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import timedelta
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from statistics import median

import pytest

from ektpflow.report.numbers import mean_parts, standings, time_parts

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
_BLOCK = re.compile(r"^( *)```(\w*|{\w+})\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    return [
        text
        for _, name, text in _BLOCK.findall(page.read_text(encoding="utf-8"))
        if name == language
    ]


def commands(page: Path) -> list[tuple[str, str]]:
    """Every ``$ command`` of a page with the output that is shown under it."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_the_commands_of_a_page_do_what_it_shows(page, tmp_path):
    for command, wanted in commands(page):
        words = shlex.split(command)
        assert words[:3] == ["python", "-m", "ektpflow"], f"{command}: this test cannot run it"
        done = subprocess.run(
            [sys.executable, *words[1:]],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = done.stdout + done.stderr
        same = OutputChecker().check_output(wanted, told, ELLIPSIS | NORMALIZE_WHITESPACE)
        assert same, f"{page.name} shows for '{command}':\n{wanted}\nbut it is:\n{told}"


def test_what_installs_is_what_the_readme_says_and_the_integration_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    assert lines
    for line in lines:
        assert line in readme


def test_every_block_of_the_tutorial_and_the_how_to_pages_is_run():
    for page in PAGES:
        # text: the lines of a table, held to be true below; {toctree}: Sphinx's own
        run = {
            "tutorial": {"python", "console", "sh", "text"},
            "how-to": {"python", "{toctree}"},
        }.get(page.parent.name)
        if run is None:
            continue
        for _, language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
            assert language in run, f"{page.name}: nobody runs a block of {language!r}"
            if language == "python":
                assert text.lstrip().startswith(">>> "), f"{page.name}: no doctest:\n{text}"


# -- the numbers -----------------------------------------------------------------------------------


def said(page: str, *sentences: str) -> None:
    """Each sentence stands in the page; what it says comes from the run with the default seed."""
    text = re.sub(r"[*`]", "", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    words = " ".join(text.split())
    for sentence in sentences:
        assert sentence in words, f"{page} is no longer true; the run says: {sentence}"


def days(seconds: int | None) -> str:
    assert seconds is not None
    return f"{seconds / 86400:.1f}"


def test_why_late_tells_the_calm_month_as_it_runs(months):
    calm = months["calm"]
    served, due = calm.within_24h
    hours, _ = time_parts(calm)
    parts = mean_parts(calm)
    quickest = min((row.issued - row.complete).total_seconds() for row in calm.finished) / 3600
    said(
        "explanation/why-late.md",
        f"{len(calm.cases)} people came in {calm.scenario.days} days, some eight a working day.",
        f"Being served took {hours['work']} hours in all.",
        f"And still {served} of {due} people were served within 24 hours.",
        f"The quickest card took {quickest:.0f} hours from file complete; half of those who have "
        f"their card waited {days(calm.lead_quantile(0.5))} days from their first visit, nine of "
        f"ten at most {days(calm.lead_quantile(0.9))} days.",
        f"Where did the {sum(hours.values()):.1f} hours of the average person go?",
        f"{hours['courier']} hours: transport",
        f"{hours['citizen']} hours: the citizen",
        f"{hours['matching']} hours: matching",
        "Waiting for staff, sets, printer and network together: half an hour.",
    )
    waits = ("staff", "break_late", "set_busy", "set_broken", "network", "printer")
    assert round(2 * sum(parts[key] for key in waits)) == 1
    assert parts["blank"] == 0
    assert min(day.sisa_blanko for day in calm.days) > 0
    open_days = [day.applied for day in calm.days if day.day.weekday() < 5]
    assert round(sum(open_days) / len(open_days)) == 8
    assert max(parts, key=parts.get) == "courier"


def test_why_late_tells_the_pressed_month_as_it_runs(months):
    pressed = months["pressed"]
    served, due = pressed.within_24h
    hours, _ = time_parts(pressed)
    parts = mean_parts(pressed)
    dry = [day.day for day in pressed.days if day.sisa_blanko == 0]
    suket = max(day.sisa_suket for day in pressed.days)
    ready = next(s for s in standings(pressed) if "PRR" in s.label_id)
    first, last = pressed.days[0], pressed.days[-1]
    said(
        "explanation/why-late.md",
        f"Now {pressed.scenario['demand.per_day']:.0f} people come on a working day",
        f"the city prints {pressed.scenario['printing.per_day']:.0f} cards a day",
        f"{len(pressed.cases):,} people came. When the month ended {len(pressed.finished)} had "
        f"their card, {len(pressed.waiting):,} still waited, and {served} of {due:,} had been "
        "served within 24 hours.",
        f"There were none from {dry[0].day} March to {dry[-1].day} March, and {suket} people were "
        "given a temporary certificate",
        f"lost {hours['blank']} hours to this on average",
        f"{first.sisa_prr} records waited after the first day, {last.sisa_prr:,} after the last, "
        f"half of those people for more than {ready.days:.1f} days.",
        f"By then {last.sisa_blanko} blanks lay unused.",
        f"Of the {sum(hours.values()):.1f} hours of the average person who has a card, "
        f"{hours['courier']} were transport, and in {hours['closed']} they waited before a closed "
        "office",
        "One of two recording sets was broken the whole month (alat perekaman rusak): less than "
        "0.1 hours.",
        f"Staff came back late after every break (kembali terlambat): {hours['break_late']} hours.",
        f"the {len(pressed.finished)} are the lucky ones, and what holds up the others, the "
        f"printer, weighs only {hours['printer']} hours in their average.",
    )
    assert len(dry) == (dry[-1] - dry[0]).days + 1
    assert ready.people == last.sisa_prr
    assert ready.people > len(pressed.waiting) / 2
    assert parts["set_broken"] < 0.1
    ages = [
        pressed.ends - row.applied for row in pressed.waiting if row.status == "PRINT_READY_RECORD"
    ]
    assert ready.days == pytest.approx(median(ages).total_seconds() / 86400)
    queue = [day.sisa_prr for day in pressed.days if day.day.weekday() < 5]
    assert queue == sorted(queue), "the queue does not grow on every working day"


def test_the_tutorial_reads_the_table_as_it_is(months):
    calm = months["calm"]
    hours, shares = time_parts(calm)
    served, due = calm.within_24h
    early, of = calm.within(timedelta(days=3))
    assert served == 0 < due
    assert 1 / 3 < early / of < 1 / 2
    said(
        "tutorial/index.md",
        "Nobody was; within three days more than a third had their card.",
        f"half had their card within {days(calm.lead_quantile(0.5))} days of their first visit, "
        f"nine of ten within {days(calm.lead_quantile(0.9))}.",
        f"waiting for transport pengiriman berkas dan kartu {hours['courier']} {shares['courier']}",
    )
