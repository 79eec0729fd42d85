"""The event log: columns keep what the rows said, and a bad file is told with its line."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow import wib
from ektpflow.calendar import WIB
from ektpflow.errors import BadFile, InvalidValue
from ektpflow.eventlog import Event, EventLog, Words
from flow import Flow, somebody

T = wib("2026-03-02 08:10")
HOUR = timedelta(hours=1)
WORD = st.text(min_size=1, max_size=6).filter(lambda text: "\0" not in text)


def sheet(tmp_path: Path, text: str, **named: object) -> EventLog:
    """Read a CSV of these lines."""
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    return EventLog.from_csv(path, **named)  # type: ignore[arg-type]


def problem(tmp_path: Path, text: str, **named: object) -> str:
    """Return what is said about a CSV, after the name of the file."""
    with pytest.raises(BadFile) as error:
        sheet(tmp_path, text, **named)
    assert error.value.file == str(tmp_path / "log.csv")
    return str(error.value).partition(", ")[2]


# -- rows and columns ------------------------------------------------------------------------------


def test_a_journal_gives_one_event_for_each_fact_about_an_application() -> None:
    flow = Flow.new()  # the blanks that are received are no event of a case
    case = flow.issued(somebody())
    log = EventLog.of(fact for _, act in flow.book.journal.acts() for fact in act)
    assert log.cases == (case,)
    assert [
        (event.activity, event.at, event.resource, event.office) for event in log.case(case)
    ] == [
        (type(fact).__name__, fact.at, fact.by, fact.office)
        for fact in flow.book.case(case).history
    ]


def test_no_nik_and_no_name_of_anybody_is_in_the_log() -> None:
    person = somebody()
    flow = Flow.new()
    flow.issued(person)
    log = EventLog.of(fact for _, act in flow.book.journal.acts() for fact in act)
    text = log.to_csv()
    assert person.resident.nik.reveal() not in text
    assert person.resident.name not in text


def test_cases_that_come_interleaved_and_late_stand_case_by_case_in_order_of_time() -> None:
    log = EventLog.from_rows(
        [
            ("K2", "A", T + HOUR, "x", "12.71"),
            ("K1", "B", T + 2 * HOUR),
            ("K2", "C", T),
            ("K1", "D", T + HOUR, "y"),
        ]
    )
    assert log.cases == ("K2", "K1")
    assert list(log) == [
        Event("K2", "C", T),
        Event("K2", "A", T + HOUR, "x", "12.71"),
        Event("K1", "D", T + HOUR, "y"),
        Event("K1", "B", T + 2 * HOUR),
    ]


def test_events_of_one_moment_keep_the_order_in_which_they_were_given() -> None:
    log = EventLog.from_rows([("K1", name, T) for name in ("Z", "A", "M")])
    assert [event.activity for event in log] == ["Z", "A", "M"]


@pytest.mark.parametrize("many", [1, 255, 256, 257, 70_000])
def test_a_column_keeps_its_words_however_many_there_are(many: int) -> None:
    words = [f"word {number}" for number in range(many)] * 2
    column = Words.of(words)
    assert list(column) == words
    assert column[many] == "word 0"
    assert isinstance(column.codes, bytes) is (many <= 256)


ROWS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["K1", "K2", "K3", 'K"4",\n']),
        WORD,
        st.integers(0, 10**9).map(lambda us: T + timedelta(microseconds=us)),
        WORD | st.just(""),
        WORD | st.just(""),
    )
)


@given(ROWS)
def test_what_goes_into_a_csv_comes_out_of_it(tmp_path_factory, rows: list[Event]) -> None:
    log = EventLog.from_rows(rows)
    path = tmp_path_factory.mktemp("log") / "log.csv"
    log.csv(path)
    assert EventLog.from_csv(path) == log
    assert EventLog.from_rows(log) == log
    assert pickle.loads(pickle.dumps(log)) == log
    assert sorted(log) == sorted(rows)


def test_columns_that_do_not_fit_together_make_no_log() -> None:
    log = EventLog.from_rows([("K1", "A", T), ("K1", "B", T)])
    for wrong in ({"at": (T,)}, {"starts": (0, 1)}, {"starts": (0,)}, {"cases": ("K1", "K2")}):
        with pytest.raises(InvalidValue, match="divide"):
            attrs.evolve(log, **wrong)


def test_an_empty_log_is_a_log() -> None:
    log = EventLog.from_rows([])
    assert (len(log), list(log), log.cases) == (0, [], ())


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("K1", "A"), "row 2, all of it: what it holds is not possible: case, activity, time"),
        (("K1", "A", T, "x", "y", "z"), "6 cells are there"),
        (("", "A", T), "row 2, case: what it holds is not possible: every event has one"),
        (("K1", "", T), "row 2, activity: what it holds is not possible: every event has one"),
        (("K1", "A", T.replace(tzinfo=None)), "row 2, timestamp.*names its zone"),
        (("K1", "A", "2026-03-02"), "row 2, timestamp.*names its zone"),
        (("K1", 7, T), "row 2.*all but the time is text"),
        (("9" * 16, "A", T), "row 2, case.*could be a NIK"),
        (("K1", "A", T, f"by {'9' * 16}"), "row 2, resource.*could be a NIK"),
    ],
)
def test_a_row_that_cannot_be_is_told_by_its_number(row: tuple[object, ...], says: str) -> None:
    with pytest.raises(InvalidValue, match=says) as error:
        EventLog.from_rows([("K0", "A", T), row])
    assert "9" * 16 not in str(error.value)


def test_an_empty_resource_seen_before_does_not_make_an_empty_case_pass() -> None:
    with pytest.raises(InvalidValue, match="row 2, case"):
        EventLog.from_rows([("K1", "A", T, "", ""), ("", "A", T)])


def test_a_number_of_17_digits_is_no_nik() -> None:
    assert EventLog.from_rows([("9" * 17, "A", T)]).cases == ("9" * 17,)


def test_a_case_that_is_not_there_is_told_without_its_digits() -> None:
    log = EventLog.from_rows([("K1", "A", T)])
    with pytest.raises(InvalidValue, match=r"'\(16 digits\)' is not possible: the log has no such"):
        log.case("9" * 16)


# -- CSV of other systems --------------------------------------------------------------------------


def test_columns_of_other_names_and_order_are_read_with_a_zone_and_a_semicolon(tmp_path) -> None:
    log = sheet(
        tmp_path,
        "﻿Waktu;Catatan;No;Status\n2026-03-02 08:10;;K1;A\n\n2026-03-02 09:10;x;K1;B\n",
        case="No",
        activity="Status",
        timestamp="Waktu",
        resource="",
        office="",
        zone=WIB,
        delimiter=";",
    )
    assert list(log) == [Event("K1", "A", T), Event("K1", "B", T + HOUR)]


def test_a_file_may_have_an_office_and_no_resource(tmp_path) -> None:
    text = "case,activity,timestamp,office\nK1,A,2026-03-02T08:10+07:00,12.71\n"
    assert list(sheet(tmp_path, text, resource="")) == [Event("K1", "A", T, "", "12.71")]


HEAD = "case,activity,timestamp,resource,office\n"
GOOD = "K1,A,2026-03-02T08:10+07:00,x,12.71\n"


@pytest.mark.parametrize(
    ("text", "named", "says"),
    [
        (
            "",
            {},
            "line 0, column 'case': there is no such column; line 1 has no headings (name it with case=)",
        ),
        (
            "case,what,timestamp\n",
            {},
            (
                "line 1, column 'activity': there is no such column; "
                "line 1 has 'case', 'what', 'timestamp' (name it with activity=)"
            ),
        ),
        (
            GOOD,
            {},
            "line 1, column 'case': there is no such column; line 1 has no headings (name it with case=)",
        ),
        (
            HEAD + GOOD,
            {"timestamp": ""},
            (
                "line 1: there is no such column; line 1 has "
                "'case', 'activity', 'timestamp', 'resource', 'office' (name it with timestamp=)"
            ),
        ),
        (
            HEAD + GOOD + "K2,A,2 March,x,y\n",
            {},
            "line 3, column 'timestamp': what stands there is no time in ISO 8601",
        ),
        (
            HEAD + GOOD + "K2,A,2026-03-02 08:10,x,y\n",
            {},
            "line 3, column 'timestamp': the time names no zone (hand it in as zone=)",
        ),
        (HEAD + GOOD + "K2,A\n", {}, "line 3: 2 cells stand under 5 headings"),
        (
            HEAD + GOOD + ",A,2026-03-02T08:10+07:00,x,y\n",
            {},
            "line 3, column 'case': every event has one",
        ),
        (
            HEAD + '"K\n2",,2026-03-02T08:10+07:00,x,y\n',
            {},
            "line 3, column 'activity': every event has one",
        ),
        (
            HEAD + f"{'9' * 16},A,2026-03-02T08:10+07:00,x,y\n",
            {},
            (
                "line 2, column 'case': a log holds nothing that could be a NIK (16 digits); "
                "a pseudonym stands for it"
            ),
        ),
        (
            HEAD + "K1,A," + "x" * 200_000 + "\n",
            {},
            "line 2: it is no CSV: field larger than field limit (131072)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_line_and_column(
    tmp_path, text: str, named: dict[str, str], says: str
) -> None:
    assert problem(tmp_path, text, **named) == says


def test_a_file_in_another_coding_is_told(tmp_path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(HEAD.encode() + "K1,Pencetakané,".encode("latin-1"))
    with pytest.raises(BadFile, match=r"no UTF-8 \(save it as CSV UTF-8\)"):
        EventLog.from_csv(path)
