"""The two figures of a study's page, as plain SVG."""

from __future__ import annotations

from typing import Final

from ektpflow.draw import Svg
from ektpflow.report.summary import mean_parts
from ektpflow.simulation import OBSTACLES, StudyResult

__all__ = ["daily_figure", "parts_figure"]

_WIDTH: Final = 720
_LEFT: Final = 250
_GROUP_INK: Final = {
    "technical": "main",
    "administrative": "warn",
    "people": "stop",
    "citizens": "good",
    "service": "soft",
}


def parts_figure(result: StudyResult) -> str:
    """Return lead time split by obstacle: mean hours of a finished case."""
    parts = mean_parts(result)
    shown = [o for o in OBSTACLES if parts[o.key] > 0]
    longest = max((parts[o.key] for o in shown), default=1.0)
    height = 40 + 34 * max(1, len(shown))
    svg = Svg(
        _WIDTH,
        height,
        "Where the time goes",
        "Mean hours of a finished case from the first visit to the card in hand: "
        + "; ".join(f"{o.label_en} {parts[o.key]:.1f} hours" for o in shown),
    )
    room = _WIDTH - _LEFT - 90
    for row, obstacle in enumerate(shown):
        y = 30 + 34 * row
        hours = parts[obstacle.key]
        ink = _GROUP_INK[obstacle.group]
        svg.text(_LEFT - 10, y + 12, obstacle.label_en, anchor="end", size=13)
        svg.text(_LEFT - 10, y + 26, obstacle.label_id, anchor="end", size=10, ink="soft")
        svg.box(_LEFT, y, max(1.0, room * hours / longest), 22, ink=ink, fill=ink, radius=3)
        svg.text(_LEFT + room * hours / longest + 8, y + 16, f"{hours:.1f} h", size=13)
    return svg.render()


def daily_figure(result: StudyResult) -> str:
    """Return the daily recap: print-ready records, blanks and certificates left at each close."""
    days = result.days
    series = (
        ("SISA PRR (records)", "stop", [day.sisa_prr for day in days]),
        ("SISA BLANKO (blanks)", "main", [day.sisa_blanko for day in days]),
        ("SISA SUKET (certificates)", "warn", [day.sisa_suket for day in days]),
    )
    top = max(1, *(max(values, default=0) for _, _, values in series))
    width, height, left, base = _WIDTH, 330, 56, 270
    svg = Svg(
        width,
        height,
        "The daily recap",
        "Left at the close of each day. On the last day: "
        + "; ".join(f"{name} {values[-1] if values else 0}" for name, _, values in series),
    )
    step = (width - left - 20) / max(1, len(days) - 1)

    def y(value: float) -> float:
        return base - (base - 40) * value / top

    for part in range(5):
        value = top * part / 4
        svg.path(_line([(left, y(value)), (width - 20, y(value))]), ink="faint", arrow=False)
        svg.text(left - 8, y(value) + 4, f"{value:,.0f}", anchor="end", size=11, ink="soft")
    for number, day in enumerate(days):
        if number % 7 == 0:
            svg.text(left + step * number, base + 18, f"{day.day:%d %b}", size=11, ink="soft")
    for number, (name, ink, values) in enumerate(series):
        points = [(left + step * i, y(value)) for i, value in enumerate(values)]
        if len(points) > 1:
            svg.path(_line(points), ink=ink, thick=2.4, arrow=False)
        svg.box(left + 220 * number, height - 28, 14, 14, ink=ink, fill=ink, radius=3)
        svg.text(left + 220 * number + 20, height - 16, name, size=12)
    return svg.render()


def _line(points: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
