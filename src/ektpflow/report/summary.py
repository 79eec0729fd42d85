"""The tables of a study, for a terminal and for the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ektpflow.simulation import OBSTACLES, StudyResult
from ektpflow.tables import Column, Table

__all__ = ["headline", "mean_parts", "tables", "text_summary"]

_HOUR: Final = 3600
_SHOWN_DAYS: Final = 7


def mean_parts(result: StudyResult) -> Mapping[str, float]:
    """Return mean hours of a finished case by obstacle; they sum to the mean lead time."""
    many = max(1, len(result.finished))
    return {
        o.key: sum(row.parts[o.key] for row in result.finished) / many / _HOUR for o in OBSTACLES
    }


def headline(result: StudyResult) -> str:
    """Say in one sentence what happened."""
    served, due = result.within_24h
    parts = mean_parts(result)
    worst = max(OBSTACLES, key=lambda o: parts[o.key])
    if not result.finished:
        return f"{len(result.cases)} people applied, and nobody had a card at the end."
    return (
        f"{len(result.cases)} people applied and {len(result.finished)} had their card at the end; "
        f"{served} of {due} were served within 24 hours of file complete. Most time went to: "
        f"{worst.label_en} ({worst.label_id}), {parts[worst.key]:.1f} h on average."
    )


def _hours(seconds: int | None) -> float | None:
    return None if seconds is None else seconds / _HOUR


def _served(result: StudyResult) -> Table:
    served, due = result.within_24h
    share = 100 * served / due if due else None
    rows = (
        ("applicants", len(result.cases), "people"),
        ("visits turned away for missing papers", result.turned_away, "visits"),
        ("cards handed over", len(result.finished), "cards"),
        ("lead time, median", _round(_hours(result.lead_quantile(0.5))), "hours"),
        ("lead time, 90 % within", _round(_hours(result.lead_quantile(0.9))), "hours"),
        ("lead time, longest", _round(_hours(result.lead_quantile(1.0))), "hours"),
        ("served within 24 h of file complete", _round(share), f"% of {due} due"),
        ("facts in the journal", result.facts, "facts"),
    )
    return Table(
        "What citizens saw",
        (Column("measure"), Column("value", align="right"), Column("unit")),
        rows,
        (
            "Lead time: from the first visit to the card in hand, of those who have it.",
            "24 hours: Permendagri 19/2018 art. 3(2); due are all whose 24 hours have passed.",
        ),
    )


def _round(value: float | None) -> str:
    return "-" if value is None else f"{value:,.1f}"


def _parts(result: StudyResult) -> Table:
    parts = mean_parts(result)
    whole = sum(parts.values())
    rows: list[tuple[str, str, str, str, str]] = [
        (o.group, o.label_en, o.label_id, f"{parts[o.key]:.2f}", _share(parts[o.key], whole))
        for o in sorted(OBSTACLES, key=lambda o: -parts[o.key])
    ]
    rows.append(("", "whole", "", f"{whole:.2f}", _share(whole, whole)))
    return Table(
        "Where the time goes",
        (
            Column("group"),
            Column("obstacle"),
            Column("in the study's words"),
            Column("mean", "h", "right"),
            Column("share", "%", "right"),
        ),
        rows,
        ("Of finished cases; the parts sum to the whole for every case, to the second.",),
    )


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _days(result: StudyResult, last: int | None) -> Table:
    days = result.days if last is None else result.days[-last:]
    return Table(
        "Daily recap at the close" if last is None else f"Daily recap, last {len(days)} days",
        (
            Column("day"),
            Column("applied", "", "right"),
            Column("issued", "", "right"),
            Column("SISA PRR", "records", "right"),
            Column("SISA BLANKO", "blanks", "right"),
            Column("SISA SUKET", "certificates", "right"),
        ),
        [
            (f"{d.day:%a %d %b}", d.applied, d.issued, d.sisa_prr, d.sisa_blanko, d.sisa_suket)
            for d in days
        ],
    )


def _duplicates(result: StudyResult) -> Table:
    d = result.duplicates
    return Table(
        "Planted second identities, against the truth",
        (
            Column("planted", "", "right"),
            Column("caught", "", "right"),
            Column("missed", "", "right"),
            Column("undecided", "", "right"),
            Column("falsely accused", "", "right"),
        ),
        [(d.planted, d.caught, d.missed, d.undecided, d.falsely_accused)],
    )


def tables(result: StudyResult, *, last_days: int | None = None) -> tuple[Table, ...]:
    """Return the tables of a study.

    Parameters
    ----------
    result
        The study.
    last_days
        How many days of the recap; None for all.
    """
    return (_served(result), _parts(result), _days(result, last_days), _duplicates(result))


def text_summary(result: StudyResult, width: int | None = None) -> str:
    """Return what a person wants to read in a terminal."""
    scenario = result.scenario
    head = f"{scenario.title}, from {scenario.start:%d %B %Y}, {scenario.days} days"
    invented = sum(f.kind == "assumption" for f in scenario.figures)
    foot = (
        f"{invented} of {len(scenario.figures)} input figures are an illustration, "
        "not a measurement; the page names each with its source."
    )
    shown = tables(result, last_days=_SHOWN_DAYS)
    return "\n\n".join((head, headline(result), *(t.text(width).rstrip() for t in shown), foot))
