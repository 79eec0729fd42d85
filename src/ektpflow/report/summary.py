"""What happened in a study, in words, for the terminal and for the page."""

from __future__ import annotations

import textwrap
from typing import Final

from ektpflow import __version__
from ektpflow.report.numbers import ILLUSTRATION, dated, invented, mean_parts
from ektpflow.report.tabled import (
    daily_table,
    duplicates_table,
    lead_table,
    parts_table,
    served_table,
    standing_table,
)
from ektpflow.simulation import BUILTIN, OBSTACLES, Scenario, StudyResult

__all__ = ["again", "headline", "mean_parts", "text_summary", "what_ran"]

_SHOWN_DAYS: Final = 7


def headline(result: StudyResult) -> str:
    """Say in three sentences what happened."""
    served, due = result.within_24h
    came, have = len(result.cases), len(result.finished)
    if not have:
        return f"{came:,} people came, and nobody had a card when the {_month(result)} ended."
    parts = mean_parts(result)
    worst = max(OBSTACLES, key=lambda o: parts[o.key])
    waiting = len(result.waiting)
    wait = f" and {waiting:,} still waited" if waiting else ""
    return (
        f"{came:,} people came; {have:,} had their card when the {_month(result)} ended{wait}. "
        f"{served:,} of {due:,} were served within 24 hours of file complete. For those who have "
        f"their card, most of the time went to: {worst.label_en} ({worst.label_id}), "
        f"{parts[worst.key]:,.1f} of {sum(parts.values()):,.1f} hours on average."
    )


def _month(result: StudyResult) -> str:
    return "day" if result.scenario.days == 1 else f"{result.scenario.days} days"


def what_ran(result: StudyResult) -> tuple[tuple[str, str], ...]:
    """Return what was run: scenario, days, seed, version and size."""
    scenario = result.scenario
    last = result.days[-1].day if result.days else scenario.start
    many = "1 day" if scenario.days == 1 else f"{scenario.days} days"
    return (
        ("scenario", f"{scenario.title} ({scenario.name})"),
        ("days", f"{many}, {dated(scenario.start)} to {dated(last)}"),
        ("seed", f"{scenario.seed} (another seed is another luck)"),
        ("version", f"ektpflow {__version__}"),
        ("size", f"{len(result.cases):,} people, {result.facts:,} facts in the journal"),
    )


def again(scenario: Scenario) -> str:
    """Return the command that runs the same study again."""
    own = scenario.name not in BUILTIN
    if not own:
        builtin = Scenario.builtin(scenario.name)
        own = builtin.replace(days=scenario.days, seed=scenario.seed) != scenario
    which = "FILE.toml" if own else f"--scenario {scenario.name}"
    return f"python -m ektpflow study {which} --days {scenario.days} --seed {scenario.seed}"


def text_summary(result: StudyResult, width: int | None = None) -> str:
    """Return what a person wants to read in a terminal.

    Parameters
    ----------
    result
        The study.
    width
        Columns of the terminal; lines are as long as they are where it is None.
    """
    scenario = result.scenario
    ran = "\n".join(_wrapped(told, width, key) for key, told in what_ran(result))
    foot = (
        f"What the figures rest on: {invented(result)} of {len(scenario.figures)} input figures "
        f"are invented ({ILLUSTRATION}), so what follows from them is an illustration, too. All "
        "people are synthetic. The page names every figure with its unit and source."
    )
    shown = (
        served_table(result),
        lead_table(result),
        standing_table(result),
        parts_table(result),
        daily_table(result, _SHOWN_DAYS),
        duplicates_table(result),
    )
    return "\n\n".join(
        (
            scenario.title.upper(),
            ran,
            _wrapped(headline(result), width),
            *(table.text(width) for table in shown),
            _wrapped(foot, width),
        )
    )


def _wrapped(text: str, width: int | None, key: str = "") -> str:
    start = f"{key:<11}" if key else ""
    if width is None:
        return start + text
    return textwrap.fill(text, width, initial_indent=start, subsequent_indent=" " * len(start))
