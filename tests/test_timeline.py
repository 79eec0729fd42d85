"""The timeline of a case: no minute is lost, nobody is named, and what is late is said."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import attrs
import pytest

from ektpflow.application import Application
from ektpflow.calendar import Calendar, wib
from ektpflow.draw import text_width
from ektpflow.errors import InvalidDefinition
from ektpflow.lifecycle import KTP_EL, Course, Status
from ektpflow.lifecycle.timeline import Timeline, timeline
from ektpflow.population import Synthetic
from ektpflow.steps import (
    FetchCards,
    Forward,
    HandOver,
    Inform,
    OrderPrint,
    Personalise,
    TakeIn,
)
from flow import DINAS, DINAS_OFFICER, KECAMATAN, Flow, somebody
from machines import SHORT

SVG = "{http://www.w3.org/2000/svg}"
OFFICE = Calendar.office_hours()


def _slow() -> tuple[Application, Synthetic]:
    """Let a case wait in several places, and for two days until it is collected."""
    flow, person = Flow.new(), somebody()
    case = flow.matched(person)
    flow.now += timedelta(hours=20)
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.now += timedelta(hours=26)
    flow.do(Personalise(case), DINAS_OFFICER)
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    flow.now += timedelta(hours=47)
    flow.do(Inform(case, citizen="phone"))
    flow.do(HandOver(case, flow.book.case(case).file.receipt))
    return flow.book.case(case), person


APP, PERSON = _slow()
READ = timeline(KTP_EL, APP.history, calendar=OFFICE)


def test_every_fact_stands_in_it_once_with_its_time_and_office() -> None:
    told = [one for stay in READ.stays for one in stay.facts]
    assert [(one.at, one.office) for one in told] == [(f.at, f.office) for f in APP.history]
    assert [one.status for one in told] == list(KTP_EL.statuses_of(APP.history))


def test_no_minute_is_lost_between_two_statuses() -> None:
    for before, after in pairwise(READ.stays):
        assert before.until == after.since
    whole = APP.history[-1].at - APP.history[0].at
    assert sum((stay.took for stay in READ.stays), timedelta(0)) == whole
    worked = sum((stay.worked or timedelta(0) for stay in READ.stays), timedelta(0))
    assert worked == OFFICE.worked(APP.history[0].at, APP.history[-1].at)


def test_the_office_that_holds_the_file_is_the_one_it_was_forwarded_to() -> None:
    assert [held.office for held in READ.held] == [KECAMATAN, DINAS]
    assert READ.held[-1].office == APP.custody
    assert READ.held[0].until == READ.held[1].since


def test_a_clock_stands_still_while_the_citizen_is_awaited() -> None:
    by_name = {one.reading.clock: one for one in READ.clocks}
    ready = next(stay for stay in READ.stays if stay.status is Status.READY_FOR_PICKUP)
    assert by_name["file_complete"].pauses == ((ready.since, ready.until),)
    assert by_name["application"].pauses == ()
    paused = sum((b - a for a, b in by_name["file_complete"].pauses), timedelta(0))
    assert paused == by_name["file_complete"].reading.paused


def test_what_is_late_is_said_and_drawn() -> None:
    assert [one.verdict for one in READ.clocks] == ["late", "late", "late"]
    in_time = timeline(KTP_EL, APP.history[:4])
    assert {one.verdict for one in in_time.clocks} == {"runs"}
    assert 'fill="#fbe6e4"' in READ.svg()  # the ground of what is late
    assert 'fill="#fbe6e4"' not in in_time.svg()


def test_a_clock_that_ended_in_time_says_so_and_one_that_waits_too() -> None:
    flow = Flow.new()
    history = flow.book.case(flow.issued(somebody())).history
    assert {one.verdict for one in timeline(KTP_EL, history).clocks} == {"in time"}
    verdicts = {one.reading.clock: one.verdict for one in timeline(KTP_EL, history[:-1]).clocks}
    assert verdicts == {"file_complete": "stands still", "application": "runs"}


def test_working_time_wants_a_calendar_and_says_so() -> None:
    without = timeline(KTP_EL, APP.history)
    assert without.unread == ("print_ready",)
    assert "print_ready: counts working time; hand in a calendar" in without.text()
    assert all(stay.worked is None for stay in without.stays)
    assert READ.unread == ()


def test_facts_after_the_moment_are_not_looked_at() -> None:
    early = timeline(KTP_EL, APP.history, at=APP.history[2].at)
    assert early == timeline(KTP_EL, APP.history[:3])
    later = timeline(KTP_EL, APP.history[:3], at=APP.history[2].at + timedelta(hours=5))
    assert later.stays[-1].took == timedelta(hours=5)
    assert later.stays[-1].until is None


def test_an_end_takes_no_time_however_late_it_is_read() -> None:
    read = timeline(KTP_EL, APP.history, at=APP.history[-1].at + timedelta(days=400))
    assert read.stays[-1].took == timedelta(0)


def test_a_case_that_the_table_does_not_allow_has_no_timeline() -> None:
    with pytest.raises(InvalidDefinition, match="fact 1 of the history"):
        timeline(KTP_EL, APP.history[1:])


# -- nobody is named ------------------------------------------------------------------------------


def test_no_name_no_nik_and_no_officer_stands_in_it() -> None:
    told = (READ.text(), READ.svg(), READ.html(), APP._repr_html_(), APP._repr_svg_())
    secret = [PERSON.resident.nik.reveal(), *PERSON.resident.name.split()]
    secret += [fact.by for fact in APP.history]
    for text in told:
        for word in secret:
            assert word.lower() not in text.lower(), word


def test_a_free_text_of_a_fact_does_not_stand_in_it() -> None:
    """What somebody typed (a reason, a complaint) may hold a name: only the kind of fact is told."""
    kinds = {one.fact for stay in READ.stays for one in stay.facts}
    known = {re.sub(r"(?<!^)(?=[A-Z])", " ", type(f).__name__).lower() for f in APP.history}
    assert kinds == known


# -- the picture ----------------------------------------------------------------------------------


def _long() -> Timeline:
    """Return a timeline of three years."""
    shift = timedelta(days=365)
    history = [attrs.evolve(f, at=f.at + shift * (n // 5)) for n, f in enumerate(APP.history)]
    return timeline(KTP_EL, history, calendar=OFFICE)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    "read",
    [READ, _long(), timeline(KTP_EL, APP.history[:1]), timeline(KTP_EL, APP.history[:7])],
    ids=["days", "years", "one fact", "no calendar"],
)
def test_every_word_stands_inside_the_picture_and_on_no_other(
    read: Timeline, *, narrow: bool
) -> None:
    root = ET.fromstring(read.svg(narrow=narrow))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert width == (368 if narrow else 720)
    areas = []
    for text in root.iter(f"{SVG}text"):
        size = float(text.attrib["font-size"])
        assert size >= 11  # a phone is 390 pixels wide, so nothing is shrunk
        wide = text_width(text.text or "", size, bold=text.get("font-weight") is not None)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = x - {"start": 0.0, "middle": wide / 2}[text.attrib["text-anchor"]]
        assert left >= 0, text.text
        assert left + wide <= width, text.text
        assert y < height, text.text
        areas.append((left, y - 0.7 * size, left + wide, y, text.text))
    for a, b in combinations(areas, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)
    for rect in list(root.iter(f"{SVG}rect"))[1:]:
        assert float(rect.attrib["x"]) >= 0
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width + 0.1


def test_a_bar_is_as_long_as_the_time_it_stands_for() -> None:
    svg = ET.fromstring(READ.svg())
    bars = [
        (float(r.attrib["x"]), float(r.attrib["width"]))
        for r in svg.iter(f"{SVG}rect")
        if r.attrib.get("height") == "11"
    ][: len(READ.stays)]
    whole = APP.history[-1].at - APP.history[0].at
    for stay, (x, wide) in zip(READ.stays, bars, strict=True):
        share = stay.took / whole * 700
        if share > 5:
            assert wide == pytest.approx(share, abs=0.2)
            assert x == pytest.approx(
                10 + (stay.since - READ.stays[0].since) / whole * 700, abs=0.2
            )


def test_the_nights_are_grey_where_a_calendar_is_handed_in() -> None:
    def grounds(read: Timeline) -> int:
        root = ET.fromstring(read.svg())
        return sum("f-band" in (r.get("class") or "") for r in root.iter(f"{SVG}rect"))

    assert grounds(READ) >= 4
    assert grounds(timeline(KTP_EL, APP.history)) == 0
    assert grounds(timeline(KTP_EL, APP.history, calendar=Calendar.always())) == 0
    shut = Calendar(((),) * 7)
    tables = KTP_EL.evolve(clocks=())
    assert grounds(timeline(tables, APP.history, calendar=shut)) == 0


def test_a_screen_reader_hears_the_statuses_and_the_verdicts() -> None:
    told = ET.fromstring(READ.svg()).findtext(f"{SVG}desc") or ""
    assert "Siap diambil for" in told
    assert "file_complete: late" in told


# -- in a notebook --------------------------------------------------------------------------------


def test_a_notebook_shows_the_case_the_course_and_the_lifecycle() -> None:
    course = Course.begun(KTP_EL)
    for fact in APP.history:
        course = course.after(fact)
    assert course._repr_svg_() == APP._repr_svg_() == timeline(KTP_EL, APP.history).svg()
    assert course._repr_html_() == APP._repr_html_()
    assert "<pre>" in APP._repr_html_()
    assert KTP_EL._repr_svg_().startswith("<svg")
    assert KTP_EL._repr_html_().count("<svg") == 3
    assert READ._repr_svg_() == READ.svg()
    assert READ._repr_html_() == READ.html()


def test_a_course_from_the_middle_has_no_picture_and_is_shown_as_text() -> None:
    course = Course(KTP_EL, Status.SUBMITTED).after(APP.history[2])
    assert course._repr_svg_() is None
    assert course._repr_html_() is None


def test_where_nothing_has_happened_the_timeline_says_so() -> None:
    course = Course.begun(SHORT)
    assert "nothing has happened yet" in (course._repr_svg_() or "")
    assert timeline(SHORT, APP.history, at=wib("1999-01-01")).at is None
