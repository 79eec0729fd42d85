"""What a study says: numbers that add up, times that are told fairly, and a table that fits."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow import wib
from ektpflow.draw import text_width
from ektpflow.lifecycle import KTP_EL
from ektpflow.report import figures, html_page, text_summary
from ektpflow.report.figures import daily_figure, lead_figure, parts_figure, served_figure
from ektpflow.report.numbers import (
    GROUPS,
    apportioned,
    mean_parts,
    standings,
    time_parts,
    within_limits,
)
from ektpflow.report.summary import again, headline
from ektpflow.report.tabled import parts_table, served_table, standing_table
from ektpflow.simulation import (
    BUILTIN,
    OBSTACLES,
    CaseRow,
    Duplicates,
    Scenario,
    StudyResult,
    study,
)

START = wib("2026-03-02 08:00")
HOUR = timedelta(hours=1)


def case(
    complete: float, issued: float | None = None, status: str = "", applied: float = 0
) -> CaseRow:
    """A person who applied, was complete and had the card so many hours after the start."""
    has = issued is not None
    return CaseRow(
        "K1",
        "NEW",
        START + applied * HOUR,
        START + complete * HOUR,
        None,
        START + issued * HOUR if has else None,
        status or ("CARD_ISSUED" if has else "PRINT_READY_RECORD"),
        1,
        {o.key: 0 for o in OBSTACLES},
    )


def left(*cases: CaseRow, hours: float = 100) -> StudyResult:
    """What a run of so many hours left."""
    return StudyResult(
        Scenario.builtin("calm"), cases, (), Duplicates(0, 0, 0, 0, 0), 0, 0,
        START + hours * HOUR, KTP_EL,
    )  # fmt: skip


# -- within 24 hours -------------------------------------------------------------------------------


def test_a_card_after_exactly_24_hours_is_in_time_and_a_second_later_it_is_not():
    assert left(case(1, 25)).within_24h == (1, 1)
    assert left(case(1, 25 + 1 / 3600)).within_24h == (0, 1)


def test_whoever_still_waits_after_24_hours_was_not_served_in_time():
    assert left(case(1), hours=25).within_24h == (0, 1)
    assert left(case(1), hours=24.9).within_24h == (0, 0)


def test_the_quick_ones_of_the_last_day_do_not_count_while_the_slow_ones_cannot():
    assert left(case(90, 95), case(90), hours=100).within_24h == (0, 0)


def test_no_card_was_due_to_a_duplicate_that_was_closed():
    assert left(case(1, status="CLOSED"), case(1, 30)).within_24h == (0, 1)


def test_the_24_hours_run_from_file_complete_and_not_from_the_first_visit():
    assert left(case(48, 60, applied=0)).within_24h == (1, 1)


# -- how long --------------------------------------------------------------------------------------


def test_a_quantile_is_the_time_of_somebody():
    result = left(*(case(0, hours) for hours in range(1, 11)), case(0))
    assert [result.lead_quantile(q) for q in (0, 0.5, 0.9, 0.91, 1)] == [
        hours * 3600 for hours in (1, 5, 9, 10, 10)
    ]
    assert left(case(0)).lead_quantile(0.5) is None


def test_a_quantile_counts_the_decimals_that_were_written():
    result = left(*(case(0, minutes / 60) for minutes in range(1, 101)))
    assert [result.lead_quantile(n / 100) for n in range(1, 101)] == [60 * n for n in range(1, 101)]


def test_the_figure_of_lead_times_holds_everybody_once_however_long_it_took():
    for longest in (1, 23, 24, 24 * 300):
        result = left(case(0, 1), case(0, longest), hours=24 * 400)
        assert "2 people have their card" in lead_figure(result)


@pytest.mark.parametrize("size", ["as it is", "huge", "empty"])
def test_no_word_of_a_figure_is_cut_off(months, monkeypatch, size):
    result = left() if size == "empty" else months["pressed"]
    if size == "huge":
        limits = [(limit, 111_111, 111_112) for limit, *_ in within_limits(result)]
        hours = {o.key: 88_888.8 for o in OBSTACLES}
        monkeypatch.setattr(figures, "within_limits", lambda _: limits)
        monkeypatch.setattr(figures, "time_parts", lambda _: (hours, hours))
        days = tuple(attrs.evolve(day, sisa_prr=99_999) for day in result.days)
        result = attrs.evolve(result, days=days)
    for draw in (served_figure, lead_figure, parts_figure, daily_figure):
        for element in ET.fromstring(draw(result)).iter():
            if element.tag.endswith("}text"):
                bold = element.get("font-weight") == "600"
                wide = text_width(element.text, float(element.get("font-size")), bold=bold)
                start = {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
                x = float(element.get("x"))
                assert x - start >= 0, element.text
                assert x - start + wide <= 400, element.text


# -- sums ------------------------------------------------------------------------------------------


@given(
    st.dictionaries(st.text(max_size=3), st.floats(0, 1e6), max_size=9),
    st.sampled_from((None, 100)),
)
def test_what_is_shown_sums_to_the_whole_that_is_shown(values, whole):
    shown = apportioned(values, whole)
    total = sum(values.values())
    if total and whole is not None:
        values = {key: value * whole / total for key, value in values.items()}
    if total:
        assert round(sum(shown.values()) * 10) == round(sum(values.values()) * 10)
    for key, value in values.items():
        assert shown[key] >= 0
        assert abs(shown[key] - value) < 0.1 + 1e-6


@pytest.mark.parametrize("name", BUILTIN)
def test_obstacles_sum_to_their_group_and_groups_to_the_whole_as_a_reader_adds_them(months, name):
    rows = parts_table(months[name]).rows
    columns = [[Decimal(str(row[i]).replace(",", "")) for row in rows] for i in (2, 3)]
    parts = [str(row[0]).startswith("  ") for row in rows]
    for column in columns:
        *body, whole = column
        groups: list[list[Decimal]] = []
        for value, is_part in zip(body, parts, strict=False):
            if is_part:
                groups[-1].append(value)
            else:
                groups.append([value])
        assert len(groups) == len(GROUPS)
        for group, *inside in groups:
            assert group == sum(inside)
        assert whole == sum(group[0] for group in groups)
    assert columns[1][-1] == Decimal("100.0")


@pytest.mark.parametrize("name", BUILTIN)
def test_the_whole_is_the_mean_lead_time(months, name):
    result = months[name]
    leads = [row.lead for row in result.finished]
    hours, _ = time_parts(result)
    assert sum(mean_parts(result).values()) == pytest.approx(sum(leads) / len(leads) / 3600)
    assert sum(hours.values()) == pytest.approx(sum(leads) / len(leads) / 3600, abs=0.05)


def test_every_obstacle_belongs_to_one_group():
    grouped = Counter(o.key for group in GROUPS for o in group.obstacles)
    assert grouped == Counter(o.key for o in OBSTACLES)


@pytest.mark.parametrize("name", BUILTIN)
def test_everybody_who_came_stands_somewhere(months, name):
    result = months[name]
    assert sum(s.people for s in standings(result)) == len(result.cases)
    assert len(result.finished) + len(result.waiting) + len(result.ended) == len(result.cases)
    *some, everybody = standing_table(result).rows
    assert sum(int(str(row[2]).replace(",", "")) for row in some) == len(result.cases)
    assert everybody[2] == f"{len(result.cases):,}"


def test_the_pressed_month_leaves_most_people_waiting_and_says_so(months):
    result = months["pressed"]
    assert len(result.waiting) > len(result.finished)
    assert f"{len(result.waiting):,} still waited" in headline(result)
    assert "Whoever still waits is not among them" in text_summary(result)


def test_planted_identities_are_told_against_the_truth(months):
    text = text_summary(months["pressed"])
    d = months["pressed"].duplicates
    for word, count in (
        ("planted", d.planted),
        ("caught", d.caught),
        ("missed", d.missed),
        ("undecided", d.undecided),
        ("falsely accused", d.falsely_accused),
    ):
        line = next(line for line in text.splitlines() if line.strip().startswith(f"{word} "))
        assert int(line.split(word)[1].split()[0]) == count


# -- in the terminal -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUILTIN)
@pytest.mark.parametrize("width", [80, 72])
def test_the_text_fits_the_terminal(months, name, width):
    assert max(len(line) for line in text_summary(months[name], width).splitlines()) <= width


@pytest.mark.parametrize("name", BUILTIN)
def test_the_text_answers_in_the_order_in_which_a_newcomer_asks(months, name):
    text = text_summary(months[name], 80)
    places = [
        text.index(words)
        for words in (
            "scenario ",
            "seed ",
            "version ",
            "served within 24 hours",
            "How long it took",
            "half within (median)",
            "90 % within",
            "Where the time went",
            "TECHNICAL",
            "ADMINISTRATIVE",
            "PEOPLE AT THE OFFICES",
            "CITIZENS",
            "THE SERVICE ITSELF",
            "THE WHOLE",
            "The daily recap",
            "SISA PRR",
            "Second identities",
            "falsely accused",
            "What the figures rest on",
        )
    ]
    assert places == sorted(places)
    assert "illustration, not a measurement" in " ".join(text.split())


def test_the_law_stands_beside_the_24_hours():
    assert any("Permendagri 19/2018 art. 3(2)" in note for note in served_table(left()).notes)


@pytest.mark.parametrize("start", [date(2026, 3, 1), date(2026, 3, 2)])
def test_a_day_on_which_nobody_has_a_card_is_told_without_a_number_that_is_not_there(start):
    result = study(attrs.evolve(Scenario.builtin("calm"), start=start, days=1))
    assert "nobody had a card when the day ended" in headline(result)
    assert not re.search(r"\b(nan|None)\b", text_summary(result, 80))
    assert html_page(result).count("<figure>") == 4


def test_the_command_that_runs_it_again_names_a_builtin_scenario_only_where_it_is_that_one():
    calm = Scenario.builtin("calm")
    assert again(calm.replace(days=5, seed=7)) == (
        "python -m ektpflow study --scenario calm --days 5 --seed 7"
    )
    other = attrs.evolve(calm, figures=(*calm.figures[1:], calm.figures[0]))
    assert "FILE.toml" in again(other)
    assert "FILE.toml" in again(attrs.evolve(calm, name="mine"))
