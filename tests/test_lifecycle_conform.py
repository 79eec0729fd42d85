"""Bulk conformance says of every case what a course says that takes its facts one by one."""

from __future__ import annotations

import pickle
from collections import Counter
from itertools import islice

import attrs
import pytest

from damaged_logs import DAMAGE, START, UNKNOWN, log_of, ways
from ektpflow import KTP_EL, Lifecycle, Refused, Status
from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.eventlog import EventLog
from ektpflow.events import CaseFact
from ektpflow.lifecycle import Course, OwnStatus, Phase, Rule, conform
from ektpflow.office import Role

FACTS = {fact.__name__: fact for fact in KTP_EL.by_event}


def fact_of(activity: str) -> CaseFact:
    """Return a fact of this name whose payload nobody looks at."""
    cls = FACTS.get(activity) or attrs.make_class(activity, [], bases=(CaseFact,), frozen=True)
    fact = cls.__new__(cls)
    for name in ("case", "at", "by", "office", "version"):
        object.__setattr__(fact, name, START if name == "at" else "K1")
    return fact


def replayed(way: list[str]) -> tuple[object, int | None, object]:
    """Take the facts one by one, and say where that ended, at which fact, and why."""
    course = Course.begun(KTP_EL)
    for position, activity in enumerate(way):
        try:
            course = course.after(fact_of(activity))
        except Refused as refused:
            (reason,) = refused.reasons
            return course.status, position, reason
    return course.status, None, None


def test_a_thousand_damaged_walks_fare_as_when_their_facts_are_taken_one_by_one() -> None:
    drawn = list(islice(ways(KTP_EL, seed=3, damaged=0.5), 1000))
    result = conform(log_of([way for _, way in drawn]), KTP_EL)
    broken = Counter()
    columns = zip(result.log.cases, result.ends, result.refused, result.ended, strict=True)
    for (kind, way), (case, *told) in zip(drawn, columns, strict=True):
        verdict = result.verdict(case)
        assert told == [verdict.end, verdict.refused, verdict.ended]
        assert (verdict.end, verdict.refused, verdict.reason) == replayed(way)
        assert verdict.ended is (verdict.refused is None and verdict.end in KTP_EL.finals)
        broken[kind] += not verdict.ended
    print(f"1000 walks, of which did not come to an end: {dict(broken)}")
    assert broken[""] == 0
    assert min(broken[kind] for kind in DAMAGE) > 50


@pytest.fixture(scope="module")
def few():
    """Return what is said of four cases by hand."""
    good = ["ApplicationSubmitted", "ReceiptIssued", "FileCompleted"]
    return conform(
        log_of(
            [
                [*good, "ApplicationWithdrawn"],
                [*good, "CardPersonalised", "CardIssued"],
                [*good, "CardPersonalised"],
                [*good, UNKNOWN, "ApplicationWithdrawn"],
                good,
            ]
        ),
        KTP_EL,
    )


def test_a_case_fits_when_every_event_is_possible_and_has_ended_at_an_end(few) -> None:
    assert few.refused == (None, 3, 3, 3, None)
    assert few.ended == (True, False, False, False, False)
    assert few.fitting == 2
    assert few.ends == (Status.WITHDRAWN, *[Status.COMPLETE] * 4)
    assert repr(few) == f"<Conformance: 2 of 5 cases fit {KTP_EL.tag}, 1 of them ended>"


def test_what_is_refused_is_told_with_its_reason_when_somebody_asks(few) -> None:
    assert few.verdict("K000001").reason is None
    assert [(v.case, v.reason.code, v.reason.sentence) for v in few.broken()] == [
        (
            "K000002",
            "status",
            "the case is COMPLETE; CardPersonalised is possible from SENT_FOR_CARD_PRINTING",
        ),
        (
            "K000003",
            "status",
            "the case is COMPLETE; CardPersonalised is possible from SENT_FOR_CARD_PRINTING",
        ),
        ("K000004", "status", f"{KTP_EL.tag} knows no {UNKNOWN}"),
    ]


def test_what_was_refused_is_counted_the_most_frequent_first(few) -> None:
    table = few.table()
    assert table.rows == (("COMPLETE", "CardPersonalised", 2), ("COMPLETE", UNKNOWN, 1))
    assert table.notes == ("2 of 5 cases fit; 1 of them ended.",)


def test_a_case_that_is_not_in_the_log_is_refused(few) -> None:
    with pytest.raises(InvalidValue, match="the log has no such case"):
        few.verdict("K000099")


def test_an_activity_that_nobody_knows_is_refused_wherever_it_stands_and_is_no_error() -> None:
    result = conform(log_of([[UNKNOWN], [UNKNOWN, UNKNOWN]]), KTP_EL)
    assert result.refused == (0, 0)
    assert result.ends == (Status.UNREGISTERED,) * 2


def test_a_log_of_more_activities_than_a_byte_holds_fares_alike() -> None:
    drawn = [way for _, way in islice(ways(KTP_EL, seed=5, damaged=0.5), 200)]
    odd = [[f"activity {number}"] for number in range(300)]
    wide = conform(log_of([*odd, *drawn]), KTP_EL)
    assert wide.refused[:300] == (0,) * 300
    assert wide.refused[300:] == conform(log_of(drawn), KTP_EL).refused


def test_an_empty_log_conforms_to_everything() -> None:
    result = conform(EventLog.from_rows([]), KTP_EL)
    assert (result.fitting, result.ended, tuple(result.broken())) == (0, (), ())


def test_a_log_of_the_past_can_be_held_against_another_version() -> None:
    """The check before a version ships: which of the recorded histories would it refuse?"""
    lurah = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    stricter = KTP_EL.extend(
        "KTP_EL_STRICT",
        "1",
        statuses=[lurah],
        without_rules=["SUBMITTED + FileCompleted", "SUBMITTED + ReceiptReportedLost"],
        add=[
            Rule(FACTS["ReceiptReportedLost"], Status.SUBMITTED, lurah, Role.COUNTER),
            Rule(FACTS["FileCompleted"], lurah, Status.COMPLETE, Role.COUNTER),
        ],
    )
    log = log_of([["ApplicationSubmitted", "FileCompleted"]])
    assert conform(log, KTP_EL).fitting == 1
    (broken,) = conform(log, stricter).broken()
    assert broken.reason.sentence.startswith("the case is SUBMITTED; FileCompleted is possible")
    own = conform(log_of([["ApplicationSubmitted", "ReceiptReportedLost"]]), stricter)
    assert own.ends == (lurah,)


def test_two_facts_of_one_name_are_refused_for_a_log_cannot_tell_them_apart() -> None:
    twin = attrs.make_class("FileCompleted", [], bases=(FACTS["FileCompleted"],), frozen=True)
    both = Lifecycle(
        "TWINS",
        "1",
        Status.SUBMITTED,
        frozenset({Status.COMPLETE}),
        (
            Rule(FACTS["FileCompleted"], Status.SUBMITTED, Status.COMPLETE, Role.COUNTER),
            Rule(twin, Status.SUBMITTED, Status.COMPLETE, Role.COUNTER),
        ),
    )
    with pytest.raises(InvalidDefinition, match="TWINS/1, FileCompleted: two facts bear this name"):
        conform(log_of([["FileCompleted"]]), both)


def test_what_is_said_of_a_log_can_be_kept(few) -> None:
    assert pickle.loads(pickle.dumps(few)) == few
