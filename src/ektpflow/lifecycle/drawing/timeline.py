"""The timeline of one case as a picture: a bar for each status, the offices, and the clocks below.

All bars share one axis of time, drawn to scale, with the hours in which the office is closed in
grey. What a bar is stands above it in words, and what happened in it below, so that the picture is
read on a phone as well, where no pointer rests on anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import attrs

from ektpflow.draw import Svg, broken, text_width
from ektpflow.lifecycle.drawing.boxes import cut
from ektpflow.lifecycle.status import AnyStatus, Phase
from ektpflow.lifecycle.timeline import Held, Stay, Ticked, Timeline, lasting

__all__ = ["timeline_svg"]

_WIDE: Final = 720.0
_NARROW: Final = 368.0
_MARGIN: Final = 10.0
_NAME: Final = 12.5
_SMALL: Final = 11.0
_LINE: Final = 14.0
_BAR: Final = 11.0
_LEAST: Final = 3.0  # width of a bar, however short
_AXIS: Final = 84.0
_CLOSED_DAYS: Final = 31  # of a longer time the nights are too narrow to draw
_STEPS: Final = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 2880, 10080, 40320, 161280)
)
_DAY: Final = timedelta(days=1)
_LEGEND: Final = "grey ground: the office is closed; dashed: the clock stands still; red: late"
_INKS: Final = {
    Phase.APPLICATION: "main",
    Phase.RECORDING: "main",
    Phase.CENTRE: "warn",
    Phase.PRINTING: "main",
    Phase.PICKUP: "good",
    Phase.END: "soft",
}


def timeline_svg(timeline: Timeline, *, narrow: bool = False) -> str:
    """Return the picture of a timeline, 720 pixels wide, or 368 for a phone."""
    width = _NARROW if narrow else _WIDE
    if timeline.at is None:
        svg = Svg(width, 50, timeline.title, "")
        svg.text(_MARGIN, 30, cut(timeline.title, width - 2 * _MARGIN, _NAME), size=_NAME)
        return svg.render()
    # the height is known when all is drawn: the first drawing is thrown away
    height = _Drawing.of(timeline, Svg(width, 1, "", "")).all()
    svg = Svg(width, height + _MARGIN, timeline.title, _told(timeline))
    _Drawing.of(timeline, svg, height).all()
    return svg.render()


def _told(timeline: Timeline) -> str:
    stays = "; ".join(f"{stay.status.label} for {lasting(stay.took)}" for stay in timeline.stays)
    clocks = "; ".join(f"{one.reading.clock}: {one.verdict}" for one in timeline.clocks)
    return f"{timeline.read}. {stays}. Clocks: {clocks or 'none'}."


@attrs.define
class _Drawing:
    timeline: Timeline
    svg: Svg
    start: datetime
    end: datetime
    height: float
    y: float = 0.0

    @classmethod
    def of(cls, timeline: Timeline, svg: Svg, height: float = 0.0) -> _Drawing:
        start = timeline.stays[0].since
        last = timeline.stays[-1].facts[-1].at
        end = max(timeline.at or last, last)
        return cls(timeline, svg, start, max(end, start + timedelta(minutes=1)), height)

    @property
    def room(self) -> float:
        return self.svg.width - 2 * _MARGIN

    def x(self, moment: datetime) -> float:
        share = (moment - self.start) / (self.end - self.start)
        return _MARGIN + self.room * min(max(share, 0.0), 1.0)

    def all(self) -> float:
        """Draw everything and return how far down it comes."""
        self.head()
        day = ""
        for stay in self.timeline.stays:
            day = self.stay(stay, day)
        self.section("Berkas dipegang", "who held the file")
        for held in self.timeline.held:
            self.held(held)
        if self.timeline.clocks:
            self.section("Batas waktu", "clocks")
        for one in self.timeline.clocks:
            self.clock(one)
        for name in self.timeline.unread:
            self.words(f"{name}: counts working time; hand in a calendar")
        self.y += 8
        self.words(_LEGEND)
        return self.y

    # -- the ground --------------------------------------------------------------------------------

    def head(self) -> None:
        title = cut(self.timeline.title, self.room, 17, bold=True)
        self.svg.text(_MARGIN, 26, title, size=17, bold=True)
        for i, line in enumerate(broken(self.timeline.read, self.room, _SMALL)):
            self.svg.text(_MARGIN, 44 + i * 12, line, size=_SMALL, ink="soft")
        for since, until in self.closed():
            wide = self.x(until) - self.x(since)
            height = max(self.height - _AXIS, 1)
            self.svg.box(self.x(since), _AXIS, wide, height, ink="band", fill="band", radius=0)
        taken = 0.0
        for moment, words in self.ticks():
            x = self.x(moment)
            self.svg.path(
                f"M{x:.1f} {_AXIS}V{max(self.height, _AXIS):.1f}", ink="faint", arrow=False
            )
            half = text_width(words, _SMALL) / 2
            if x - half > max(taken, 0) and x + half < self.svg.width:
                self.svg.text(x, _AXIS - 5, words, size=_SMALL, anchor="middle", ink="soft")
                taken = x + half + 4
        self.y = _AXIS + 4

    def closed(self) -> Iterator[tuple[datetime, datetime]]:
        """Give the hours in which the office is closed, where they are wide enough to be seen."""
        calendar = self.timeline.calendar
        if calendar is None or self.end - self.start > _DAY * _CLOSED_DAYS:
            return
        if calendar.worked(self.start, self.end) in {timedelta(0), self.end - self.start}:
            return
        here = self.start
        while here < self.end:
            opens = min(calendar.next_open(here), self.end)
            if opens > here:
                yield here, opens
            if opens >= self.end:
                return
            here = calendar.next_close(opens)

    def ticks(self) -> Iterator[tuple[datetime, str]]:
        """Give the marks of the axis: whole steps of the clock on the wall."""
        most = self.room / 78
        span = self.end - self.start
        step = next((step for step in _STEPS if span / step <= most), _STEPS[-1])
        local = self.start.astimezone(self.timeline.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        moment = midnight + step * -(-(local - midnight) // step)
        while moment <= self.end:
            at_midnight = step >= _DAY or f"{moment:%H:%M}" == "00:00"
            yield moment, f"{moment:%Y-%m-%d}" if at_midnight else f"{moment:%H:%M}"
            moment += step

    # -- the rows ----------------------------------------------------------------------------------

    def section(self, indonesian: str, english: str) -> None:
        self.y += 26
        self.svg.text(_MARGIN, self.y, indonesian, size=13, bold=True, halo="ground")
        beside = _MARGIN + text_width(indonesian, 13, bold=True) + 8
        self.svg.text(beside, self.y, english, size=_SMALL, ink="soft", halo="ground")

    def words(self, text: str, *, ink: str = "soft") -> None:
        """Write a text in as many lines as it needs."""
        for line in broken(text, self.room - 4, _SMALL):
            self.y += _LINE
            shown = cut(line, self.room - 4, _SMALL)
            self.svg.text(_MARGIN + 2, self.y, shown, size=_SMALL, ink=ink, halo="ground")

    def name(self, name: str, beside: str, *, ink: str = "ink") -> None:
        """Write what a bar is, and more behind or below it."""
        self.y += 21
        name = cut(name, self.room - 4, _NAME, bold=True)
        self.svg.text(_MARGIN + 2, self.y, name, size=_NAME, bold=True, ink=ink, halo="ground")
        past = _MARGIN + text_width(name, _NAME, bold=True) + 10
        if past + text_width(beside, _SMALL) <= self.svg.width - _MARGIN:
            self.svg.text(past, self.y, beside, size=_SMALL, ink="soft", halo="ground")
        else:
            self.words(beside)

    def bar(
        self,
        since: datetime,
        until: datetime,
        ink: str,
        *,
        fill: str = "",
        dashed: bool = False,
    ) -> None:
        wide = max(self.x(until) - self.x(since), _LEAST)
        left = min(self.x(since), self.svg.width - _MARGIN - wide)
        paint = fill or f"{ink}box"
        self.svg.box(left, self.y, wide, _BAR, ink=ink, fill=paint, radius=3, dashed=dashed)

    def stay(self, stay: Stay, day: str) -> str:
        """Draw a status with its facts; return the day of its last fact."""
        worked = "" if stay.worked is None else f", {lasting(stay.worked)} of it working time"
        # an end, and a status that was just reached, took no time yet
        took = f", {lasting(stay.took)}{worked}" if stay.took or stay.until else ""
        self.name(stay.status.label, f"{_code(stay.status)}{took}")
        self.y += 5
        ink = _INKS[stay.status.phase]
        self.bar(stay.since, stay.since + stay.took, ink, fill="box" if ink == "soft" else "")
        for one in stay.facts:
            x = min(self.x(one.at), self.svg.width - _MARGIN - 2)
            self.svg.box(x - 2, self.y + _BAR / 2 - 2, 4, 4, ink="ink", fill="ink", radius=2)
        self.y += _BAR
        for one in stay.facts:
            local = one.at.astimezone(self.timeline.zone)
            today = f"{local:%Y-%m-%d}"
            shown = f"{local:%H:%M}" if today == day else f"{today} {local:%H:%M}"
            day = today
            self.words(f"{shown} {one.fact} ({one.office})")
        return day

    def held(self, held: Held) -> None:
        until = held.until or self.end
        self.name(held.office, lasting(until - held.since))
        self.y += 5
        self.bar(held.since, until, "line", fill="faint")
        self.y += _BAR

    def clock(self, one: Ticked) -> None:
        """Draw a clock: what counted, where it stood still, and what is late."""
        reading = one.reading
        late = reading.late
        still = f", stood still {lasting(reading.paused)}" if one.pauses else ""
        due = "" if reading.due is None else f", due {self.timeline.shown(reading.due)}"
        told = f"{one.verdict}: {lasting(reading.spent)} of {lasting(reading.limit)}{still}{due}"
        self.name(reading.clock, told, ink="stop" if late else "ink")
        self.y += 5
        end = self.end if reading.ended is None else reading.ended
        runs = reading.started
        for since, until in (*one.pauses, (end, end)):
            if late and reading.due is not None and runs < since and reading.due < since:
                turn = max(runs, reading.due)
                if runs < turn:
                    self.bar(runs, turn, "good")
                self.bar(turn, since, "stop")
            elif runs < since:
                self.bar(runs, since, "good")
            if since < until:
                self.bar(since, until, "soft", fill="box", dashed=True)
            runs = until
        self.y += _BAR


def _code(status: AnyStatus) -> str:
    return " ".join(status.value.split())
