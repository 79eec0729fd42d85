"""The tables of a study, for the terminal and for the page."""

from __future__ import annotations

from typing import Final

from ektpflow.report.numbers import GROUPS, dated, long, standings, time_parts, within_limits
from ektpflow.simulation import StudyResult
from ektpflow.tables import Cell, Column, Table

__all__ = [
    "PARTS_NOTES",
    "daily_table",
    "duplicates_table",
    "lead_table",
    "parts_table",
    "served_table",
    "standing_table",
]

_HOUR: Final = 3600

#: How to read the parts of the lead time.
PARTS_NOTES: Final = (
    "Mean of those who have their card; the parts of every person sum to the whole.",
    "The groups are the source study's; the service itself is no obstacle.",
    "Waits for staff, sets and printer count in opening hours, the rest as office closed.",
    "Transport, blanks, network, matching and citizens count round the clock.",
)


def served_table(result: StudyResult) -> Table:
    """Return how many had their card within 24 hours, and within longer times."""
    return Table(
        "How many were served within 24 hours of file complete",
        (
            Column("card in hand within"),
            Column("served", "people", "right"),
            Column("of all due", "people", "right"),
            Column("share", "%", "right"),
        ),
        [
            (limit, f"{served:,}", f"{due:,}", f"{100 * served / due:.1f}" if due else "-")
            for limit, served, due in within_limits(result)
        ],
        (
            "The rule: 1 to 24 hours after file complete (Permendagri 19/2018 art. 3(2)).",
            "Due are all whose time had passed when the run ended; a closed duplicate is not.",
        ),
    )


def lead_table(result: StudyResult) -> Table:
    """Return how long it took: median, 90th percentile, longest."""
    rows: list[tuple[Cell, ...]] = []
    for name, q in (("half within (median)", 0.5), ("90 % within", 0.9), ("longest", 1.0)):
        seconds = result.lead_quantile(q)
        hours = "-" if seconds is None else f"{seconds / _HOUR:,.1f}"
        rows.append((name, long(seconds).removesuffix(" days"), hours))
    return Table(
        "How long it took",
        (
            Column("first visit to card in hand"),
            Column("time", "days", "right"),
            Column("time", "hours", "right"),
        ),
        rows,
        (
            f"Of the {len(result.finished):,} who have their card, nights and weekends counted.",
            "Whoever still waits is not among them; with them the times would be longer.",
        ),
    )


def standing_table(result: StudyResult) -> Table:
    """Return where everybody stood when the run ended; the rows sum to all who came."""
    rows: list[tuple[Cell, ...]] = [
        (s.label_en, s.label_id, f"{s.people:,}", "" if s.days is None else f"{s.days:,.1f}")
        for s in standings(result)
    ]
    rows.append(("everybody who came", "semua pemohon", f"{len(result.cases):,}", ""))
    return Table(
        "Where everybody stood when the run ended",
        (
            Column("status at the end"),
            Column("in Indonesian"),
            Column("people", "", "right"),
            Column("waited", "days", "right"),
        ),
        rows,
        (
            "Waited: median time since their first visit.",
            f"{result.turned_away:,} visits were turned away for missing papers.",
        ),
    )


def parts_table(result: StudyResult) -> Table:
    """Return where the time went, by obstacle and by group; the parts sum to the whole."""
    hours, shares = time_parts(result)
    rows: list[tuple[Cell, ...]] = []
    for group in GROUPS:
        keys = [o.key for o in group.obstacles]
        rows.append(
            (
                group.label_en.upper(),
                group.label_id,
                f"{sum(hours[k] for k in keys):,.1f}",
                f"{sum(shares[k] for k in keys):.1f}",
            )
        )
        rows += [
            (f"  {o.label_en}", o.label_id, f"{hours[o.key]:,.1f}", f"{shares[o.key]:.1f}")
            for o in sorted(group.obstacles, key=lambda o: -hours[o.key])
        ]
    whole = f"{sum(hours.values()):,.1f}"
    rows.append(("THE WHOLE", "seluruhnya", whole, f"{sum(shares.values()):.1f}"))
    return Table(
        "Where the time went",
        (
            Column("obstacle, by group"),
            Column("in the study's words"),
            Column("mean", "hours", "right"),
            Column("share", "%", "right"),
        ),
        rows,
        PARTS_NOTES,
    )


def daily_table(result: StudyResult, last: int | None = None) -> Table:
    """Return the recap of each day, or of the last days, as offices report it."""
    days = result.days if last is None else result.days[-last:]
    shown = len(days) < len(result.days)
    return Table(
        f"The daily recap, last {len(days)} of {len(result.days)} days"
        if shown
        else "The daily recap",
        (
            Column("day"),
            Column("applied", "people", "right"),
            Column("issued", "cards", "right"),
            Column("SISA PRR", "records", "right"),
            Column("SISA BLANKO", "blanks", "right"),
            Column("SISA SUKET", "sukets", "right"),
        ),
        [
            (
                dated(d.day, year=False),
                *(
                    f"{count:,}"
                    for count in (d.applied, d.issued, d.sisa_prr, d.sisa_blanko, d.sisa_suket)
                ),
            )
            for d in days
        ],
        (
            "SISA is what is left at the close. SISA PRR: records that wait to be printed.",
            "SISA BLANKO: blank cards at Disdukcapil. SISA SUKET: temporary certificates out.",
        ),
    )


def duplicates_table(result: StudyResult) -> Table:
    """Return what the data centre made of planted second identities."""
    d = result.duplicates
    return Table(
        "Second identities (rekaman ganda), against the truth",
        (Column("what"), Column("people", "", "right"), Column("meaning")),
        (
            ("planted", d.planted, "came under a second identity"),
            ("  caught", d.caught, "found by the matching (pemadanan)"),
            ("  missed", d.missed, "found unique, though they are not"),
            ("  undecided", d.undecided, "not matched when the run ended"),
            ("falsely accused", d.falsely_accused, "have one identity, yet were accused"),
        ),
        ("Planted = caught + missed + undecided. Only a simulation knows the truth.",),
    )
