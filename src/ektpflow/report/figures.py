"""The figures of a study's page, as plain SVG.

They are drawn 400 wide, so that on a phone their words are still about eleven pixels high. What a
bar means is written beside it: no colour carries a meaning alone, in print or for anybody's eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ektpflow.draw import Svg
from ektpflow.report.numbers import GROUPS, dated, long, time_parts, within_limits
from ektpflow.simulation import StudyResult

__all__ = ["daily_figure", "lead_figure", "parts_figure", "served_figure"]

_WIDTH: Final = 400
_WORDS: Final = 12.5
_SMALL: Final = 11.5
# a bar with its words before it and its value behind it
_BARS: Final = 190
_LONGEST: Final = 120
_ROW: Final = 25
# a panel of columns over time
_LEFT: Final = 56
_RIGHT: Final = 392
_TALL: Final = 78
_SATURDAY: Final = 5
_THICKEST: Final = 24
_TICKS: Final = 5
_DAY: Final = 86400
_MOST_BINS: Final = 40


def served_figure(result: StudyResult) -> str:
    """Return the share of cards in hand within 24 hours of file complete, and within longer."""
    limits = within_limits(result)
    told = [f"{served:,} of {due:,}" for _, served, due in limits]
    svg = Svg(
        _WIDTH,
        10 + _ROW * len(limits),
        "Cards in hand within 24 hours of file complete, and within longer times",
        "; ".join(
            f"within {limit}: {text}" for (limit, _, _), text in zip(limits, told, strict=True)
        ),
    )
    for row, ((limit, served, due), text) in enumerate(zip(limits, told, strict=True)):
        share = served / due if due else 0.0
        _bar(svg, 6 + _ROW * row, f"within {limit}", share, text, from_x=118, room=135)
    return svg.render()


def lead_figure(result: StudyResult) -> str:
    """Return how many had their card after how many days from the first visit."""
    days = sorted(lead / _DAY for row in result.finished if (lead := row.lead) is not None)
    longest = int(days[-1]) + 1 if days else 1
    size = -(-longest // _MOST_BINS)
    counts = [0] * -(-longest // size)
    for value in days:
        counts[int(value) // size] += 1
    half, most, last = (long(result.lead_quantile(q)) for q in (0.5, 0.9, 1))
    told = f"; half of them within {half}, 90 % within {most}, the last after {last}"
    svg = Svg(
        _WIDTH,
        _TALL + 68,
        "Days from the first visit to the card in hand",
        f"{len(days):,} people have their card{told if days else ''}.",
    )
    every = max(1, -(-len(counts) // 8))
    ticks = [(i, f"{i * size}") for i in range(0, len(counts), every)]
    says = f"people; half had their card within {half}" if days else "people with a card"
    _panel(svg, 28, says, counts, ticks)
    svg.text(
        _RIGHT, _TALL + 62, "days since the first visit", size=_SMALL, anchor="end", ink="soft"
    )
    return svg.render()


def parts_figure(result: StudyResult) -> str:
    """Return the lead time split by obstacle, in the groups of the source study."""
    hours, _ = time_parts(result)
    groups = [(g, [o for o in g.obstacles if hours[o.key] > 0]) for g in GROUPS]
    groups = [(g, found) for g, found in groups if found]
    longest = max(hours.values(), default=0.0) or 1.0
    height = 16 + sum(30 + _ROW * len(found) for _, found in groups)
    svg = Svg(
        _WIDTH,
        height,
        "Where the time went",
        "Mean hours of those who have their card: "
        + "; ".join(
            f"{o.label_en} {hours[o.key]:,.1f} hours" for _, found in groups for o in found
        ),
    )
    y = 4.0
    if not groups:
        svg.text(2, 11, "nobody has a card yet", size=_SMALL)
    for group, found in groups:
        whole = sum(hours[o.key] for o in found)
        svg.text(2, y + 18, f"{group.label_en} ({group.label_id})", size=_WORDS, bold=True)
        svg.text(_RIGHT, y + 18, f"{whole:,.1f} h", size=_WORDS, bold=True, anchor="end")
        y += 30
        for o in sorted(found, key=lambda o: -hours[o.key]):
            value = hours[o.key]
            _bar(svg, y, o.label_en, value / longest, f"{value:,.1f} h", room=_LONGEST)
            y += _ROW
    return svg.render()


def daily_figure(result: StudyResult) -> str:
    """Return what was left at the close of each day: records, blanks and certificates."""
    days = result.days
    series = (
        ("SISA PRR: records ready to print", [day.sisa_prr for day in days]),
        ("SISA BLANKO: blank cards left", [day.sisa_blanko for day in days]),
        ("SISA SUKET: temporary certificates out", [day.sisa_suket for day in days]),
    )
    step = _TALL + 60
    svg = Svg(
        _WIDTH,
        step * len(series),
        "The daily recap",
        "Left at the close of each day. "
        + "; ".join(
            f"{name}: {values[-1]:,} on the last day, {max(values):,} at most"
            for name, values in series
            if values
        ),
    )
    every = max(1, -(-len(days) // _TICKS))
    every = -(-every // 7) * 7 if every > 1 else 1
    ticks = [(i, dated(days[i].day, year=False)[4:]) for i in range(0, len(days), every)]
    closed = [i for i, day in enumerate(days) if _weekend(day.day)]
    for number, (name, values) in enumerate(series):
        _panel(svg, 28 + step * number, name, values, ticks, closed)
    return svg.render()


def _bar(
    svg: Svg, y: float, words: str, share: float, value: str, *, from_x: float = _BARS, room: float
) -> None:
    """Draw one bar: words before it, its value behind it."""
    svg.text(from_x - 8, y + 14, words, anchor="end", size=_WORDS)
    if share:
        svg.box(from_x, y + 1, max(1.0, room * share), 17, ink="main", fill="main", radius=2)
    svg.text(from_x + room * share + 7, y + 14, value, size=_WORDS)


def _panel(
    svg: Svg,
    top: float,
    title: str,
    values: Sequence[int],
    ticks: Sequence[tuple[int, str]],
    closed: Sequence[int] = (),
) -> None:
    """Draw columns over a line of days, with their own scale."""
    high = _ceiling(max(values, default=0))
    base = top + _TALL
    step = (_RIGHT - _LEFT) / max(1, len(values))
    svg.text(2, top - 14, title, size=_WORDS, bold=True)
    for i in closed:
        svg.box(_LEFT + step * i, top, step, _TALL, ink="band", fill="band", radius=0, thick=0)
    for part in (0, 0.5, 1):
        y = base - _TALL * part
        svg.path(f"M{_LEFT} {y:.1f}H{_RIGHT}", ink="faint", thick=1, arrow=False)
        if part != 0.5 or high > 1:  # noqa: PLR2004  (half of one record is none)
            svg.text(_LEFT - 6, y + 4, f"{high * part:,.0f}", anchor="end", size=_SMALL, ink="soft")
    columns = "".join(
        f"M{_LEFT + step * (i + 0.5):.1f} {base:.1f}v{-_TALL * value / high:.1f}"
        for i, value in enumerate(values)
        if value
    )
    if columns:
        svg.path(columns, ink="main", thick=min(max(0.4, step * 0.72), _THICKEST), arrow=False)
    else:
        svg.text((_LEFT + _RIGHT) / 2, base - 8, "none", size=_SMALL, anchor="middle")
    for i, text in ticks:
        svg.text(_LEFT + step * i, base + 16, text, size=_SMALL, ink="soft")


def _ceiling(value: int) -> int:
    """Return the round number at or above a value, on which a scale can end.

    Examples
    --------
    >>> from ektpflow.report.figures import _ceiling
    >>> [_ceiling(value) for value in (0, 1, 5, 157, 1753)]
    [1, 1, 6, 200, 2000]
    """
    power = 1
    while power * 10 <= value:
        power *= 10
    steps = (1, 2, 4, 6, 8, 10)
    return next((power * step for step in steps if power * step >= value), power * 10)


def _weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
