"""Working time: the arithmetic agrees with counting minute by minute, and never loses a second."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.calendar import WIB, Calendar, wib
from ektpflow.errors import InvalidValue

OFFICE = Calendar.office_hours()
MINUTE = timedelta(minutes=1)
MONDAY = wib("2026-03-02")
SPAN = 16 * 24 * 60  # the minutes that the slow count looks at: more than two weeks


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Return the intervals of a day, on whole minutes, some touching and some at midnight."""
    edges = draw(st.lists(st.sampled_from(range(0, 1441, 60)), max_size=6))
    edges.sort()
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple((a * 60, b * 60) for a, b in pairs if a < b)


def calendars() -> st.SearchStrategy[Calendar]:
    """Return calendars with holidays in the weeks that are counted."""
    return st.builds(
        Calendar,
        st.lists(days(), min_size=7, max_size=7),
        st.sets(st.sampled_from([date(2026, 3, 1) + timedelta(days=n) for n in range(18)])),
    )


def minutes() -> st.SearchStrategy[int]:
    """Return minutes since MONDAY, in the first week."""
    return st.integers(0, 7 * 24 * 60)


def open_minute(calendar: Calendar, minute: int) -> bool:
    """Look a minute up in the week itself: the slow truth."""
    t = MONDAY + minute * MINUTE
    second = t.hour * 3600 + t.minute * 60
    return t.date() not in calendar.holidays and any(
        a <= second < b for a, b in calendar.weekly[t.weekday()]
    )


def at(minute: int) -> datetime:
    """Return the moment so many minutes after MONDAY."""
    return MONDAY + minute * MINUTE


# -- against the slow truth ------------------------------------------------------------------------


@given(calendars(), minutes())
def test_open_is_what_the_week_and_the_holidays_say(calendar: Calendar, minute: int) -> None:
    assert calendar.is_open(at(minute)) == open_minute(calendar, minute)


@given(calendars(), minutes(), minutes())
def test_worked_counts_the_open_minutes(calendar: Calendar, a: int, b: int) -> None:
    a, b = sorted((a, b))
    assert calendar.worked(at(a), at(b)) == MINUTE * sum(
        open_minute(calendar, minute) for minute in range(a, b)
    )


@given(calendars(), minutes(), st.integers(1, 3000))
def test_work_is_finished_when_its_last_minute_is(
    calendar: Calendar, start: int, work: int
) -> None:
    left = work
    for minute in range(start, SPAN):
        left -= open_minute(calendar, minute)
        if not left:
            assert calendar.finish(at(start), work * MINUTE) == at(minute + 1)
            return
    assert calendar.worked(at(start), at(SPAN)) < work * MINUTE


@given(calendars(), minutes())
def test_it_opens_at_the_first_open_minute(calendar: Calendar, start: int) -> None:
    for minute in range(start, SPAN):
        if open_minute(calendar, minute):
            assert calendar.next_open(at(start)) == at(minute)
            return


@given(calendars(), minutes())
def test_it_closes_at_the_first_closed_minute_after_it_opened(
    calendar: Calendar, start: int
) -> None:
    opened = False
    for minute in range(start, SPAN):
        now = open_minute(calendar, minute)
        if opened and not now:
            assert calendar.next_close(at(start)) == at(minute)
            return
        opened = opened or now


# -- laws ------------------------------------------------------------------------------------------

MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is added by the strategy
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(WIB),
)


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_open_time_adds_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    assert calendar.worked(a, c) == calendar.worked(a, b) + calendar.worked(b, c)


@given(calendars(), MOMENTS, MOMENTS)
def test_what_was_worked_until_a_moment_is_finished_by_then(
    calendar: Calendar, start: datetime, end: datetime
) -> None:
    start, end = sorted((start, end))
    assert calendar.finish(start, calendar.worked(start, end)) <= end


@given(MOMENTS, st.integers(0, 10**8))
def test_finished_work_was_worked_and_not_a_second_earlier(start: datetime, work: int) -> None:
    calendar = Calendar.office_hours([date(2026, 3, 20), date(2030, 1, 1), date(1999, 12, 31)])
    amount = timedelta(seconds=work)
    end = calendar.finish(start, amount)
    assert calendar.worked(start, end) == amount
    assert not work or calendar.worked(start, end - timedelta(seconds=1)) < amount


@given(MOMENTS, st.integers(0, 10**8))
def test_what_is_never_closed_passes_like_the_clock(start: datetime, work: int) -> None:
    start = start.replace(microsecond=0)
    end = start + timedelta(seconds=work)
    assert Calendar.always().finish(start, timedelta(seconds=work)) == end
    assert Calendar.always().worked(start, end) == timedelta(seconds=work)


@given(calendars(), MOMENTS, MOMENTS, st.integers(0, 9000))
def test_who_comes_back_late_never_works_more(
    calendar: Calendar, a: datetime, b: datetime, late: int
) -> None:
    a, b = sorted((a, b))
    assert calendar.with_breaks_late(timedelta(seconds=late)).worked(a, b) <= calendar.worked(a, b)


# -- by hand ---------------------------------------------------------------------------------------


def test_a_holiday_is_skipped_like_a_sunday() -> None:
    office = Calendar.office_hours([date(2026, 3, 9)])
    assert office.finish(wib("2026-03-06 16:00"), timedelta(hours=1)) == wib("2026-03-10 08:30")
    assert office.worked(wib("2026-03-09"), wib("2026-03-10")) == timedelta(0)
    assert not office.is_open(wib("2026-03-09 09:00"))


def test_work_that_ends_as_the_office_closes_for_a_holiday_is_finished_before_it() -> None:
    office = Calendar.office_hours([date(2026, 3, 9), date(2026, 3, 10)])
    assert office.finish(wib("2026-03-06 16:00"), MINUTE * 30) == wib("2026-03-06 16:30")
    assert office.finish(wib("2026-03-06 16:00"), MINUTE * 31) == wib("2026-03-11 08:01")
    assert office.next_open(wib("2026-03-06 16:30")) == wib("2026-03-11 08:00")


def test_a_holiday_on_a_sunday_costs_nothing() -> None:
    office = Calendar.office_hours([date(2026, 3, 8)])
    week = wib("2026-03-02"), wib("2026-03-16")
    assert office.worked(*week) == OFFICE.worked(*week)


def test_an_hour_that_ends_at_noon_is_not_moved_behind_the_break() -> None:
    assert OFFICE.finish(wib("2026-03-02 11:00"), timedelta(hours=1)) == wib("2026-03-02 12:00")


def test_no_work_is_finished_at_once_even_at_night() -> None:
    assert OFFICE.finish(wib("2026-03-02 03:00"), timedelta(0)) == wib("2026-03-02 03:00")


def test_a_part_of_a_second_of_work_takes_a_second() -> None:
    start = wib("2026-03-02 09:00")
    assert OFFICE.finish(start, timedelta(milliseconds=1)) == wib("2026-03-02 09:00:01")


def test_the_zone_of_the_question_does_not_matter() -> None:
    noon_in_medan = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    assert not OFFICE.is_open(noon_in_medan)
    assert OFFICE.finish(noon_in_medan, timedelta(hours=1)) == wib("2026-03-02 14:00")


def test_the_end_of_an_interval_is_closed_and_its_last_second_open() -> None:
    assert OFFICE.is_open(wib("2026-03-02 11:59:59"))
    assert not OFFICE.is_open(wib("2026-03-02 12:00"))
    assert OFFICE.is_open(wib("2026-03-02 13:00"))


def test_open_past_midnight_and_past_sunday_is_one_piece() -> None:
    night = Calendar((((0, 7200), (79200, 86400)),) * 7)
    assert night.next_close(wib("2026-03-08 23:00")) == wib("2026-03-09 02:00")
    assert night.next_close(wib("2026-03-03 22:00")) == wib("2026-03-04 02:00")


def test_what_is_always_open_closes_for_its_holiday_only() -> None:
    always = Calendar((((0, 86400),),) * 7, [date(2027, 1, 1)])
    assert always.next_close(wib("2026-03-02 09:00")) == wib("2027-01-01 00:00")
    with pytest.raises(InvalidValue, match="never closes"):
        always.next_close(wib("2027-01-01 09:00"))


def test_only_breaks_begin_late_not_mornings() -> None:
    late = OFFICE.with_breaks_late(timedelta(minutes=30))
    assert late.is_open(wib("2026-03-02 08:00"))
    assert late.next_open(wib("2026-03-02 12:00")) == wib("2026-03-02 13:30")
    assert late.worked(wib("2026-03-02"), wib("2026-03-03")) == timedelta(hours=6.5)


def test_who_is_later_than_the_afternoon_is_long_works_mornings_only() -> None:
    late = OFFICE.with_breaks_late(timedelta(hours=5))
    assert late.worked(wib("2026-03-02"), wib("2026-03-03")) == timedelta(hours=4)


def test_intervals_that_touch_have_no_break_between_them() -> None:
    """So nobody comes back late from it, and both ways of writing are one calendar."""
    parted = Calendar((((28800, 43200), (43200, 57600)),) * 7)
    whole = Calendar((((28800, 57600),),) * 7)
    assert parted == whole
    assert parted.with_breaks_late(timedelta(hours=1)) == whole


def test_years_of_work_and_hundreds_of_holidays_cost_no_more_than_a_day() -> None:
    """The right answer far ahead, with 600 holidays on the way: one for every Monday."""
    mondays = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(600)]
    office = Calendar.office_hours(mondays)
    end = office.finish(MONDAY, timedelta(hours=27.5 * 600))
    assert end == wib("2026-03-06 16:30") + timedelta(weeks=599)


def test_a_calendar_survives_copy_and_pickle_after_use() -> None:
    used = Calendar.office_hours([date(2026, 3, 9)])
    used.is_open(MONDAY)
    for again in (copy.deepcopy(used), pickle.loads(pickle.dumps(used))):
        assert again == used
        assert again.worked(MONDAY, wib("2026-03-16")) == used.worked(MONDAY, wib("2026-03-16"))


# -- refusals --------------------------------------------------------------------------------------


def test_a_week_has_seven_days() -> None:
    with pytest.raises(InvalidValue, match="7 days"):
        Calendar(((),) * 6)


@pytest.mark.parametrize(
    "day",
    [((10, 5),), ((0, 10), (5, 20)), ((20, 30), (0, 10)), ((-1, 5),), ((0, 86401),), ((7, 7),)],
)
def test_intervals_that_fall_or_overlap_or_leave_the_day_are_refused(
    day: tuple[tuple[int, int], ...],
) -> None:
    with pytest.raises(InvalidValue, match="calendar, weekly"):
        Calendar((day, (), (), (), (), (), ()))


def test_a_holiday_is_a_day_and_not_a_moment() -> None:
    with pytest.raises(InvalidValue, match="calendar, holidays"):
        Calendar.office_hours([wib("2026-03-09 00:00")])


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="names its zone"):
        OFFICE.is_open(datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 - the mistake itself


def test_work_is_never_negative_and_lateness_neither() -> None:
    with pytest.raises(InvalidValue, match="working time"):
        OFFICE.finish(MONDAY, timedelta(seconds=-1))
    with pytest.raises(InvalidValue, match="lateness"):
        OFFICE.with_breaks_late(timedelta(seconds=-1))


def test_what_never_opens_finishes_nothing() -> None:
    never = Calendar(((),) * 7)
    assert not never.is_open(MONDAY)
    assert never.worked(MONDAY, wib("2027-03-02")) == timedelta(0)
    for question in (never.next_open, never.next_close):
        with pytest.raises(InvalidValue, match="no opening hours"):
            question(MONDAY)
    with pytest.raises(InvalidValue, match="no opening hours"):
        never.finish(MONDAY, MINUTE)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "2026-03-02 08:10+07:00"])
def test_a_time_that_is_none_or_brings_its_own_zone_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="time"):
        wib(text)
