"""The biometric search as a port: what each must hold, scripts, rates, and the time it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ektpflow import Casebook, wib
from ektpflow.calendar import Calendar
from ektpflow.errors import InvalidDefinition, InvalidValue, Refused
from ektpflow.events import (
    AdjudicationRequested,
    DuplicateOneToMany,
    DuplicateOneToOne,
    SearchFailed,
    UniquenessConfirmed,
)
from ektpflow.journal import MemoryJournal
from ektpflow.lifecycle import Status
from ektpflow.matching import (
    AADHAAR,
    AbisAnswer,
    AbisHit,
    AbisStatus,
    HandleAbis,
    Matcher,
    MatcherRates,
    RatedAbis,
    ScriptedAbis,
    TimedAbis,
)
from ektpflow.nik import Nik
from ektpflow.population import people, second_identity
from ektpflow.steps import Complain, MatchRecord, Retry
from ektpflow.stuck import stuck
from ektpflow.testing import SteeredAbis, check_abis
from flow import CENTRE, CITY, COUNTER, Flow, somebody

BUDI, OTHER, THIRD = (somebody(n) for n in range(3))
DAY = timedelta(days=1)
NONE, ALL = MatcherRates(0, 0), MatcherRates(1, 1)
A = AbisStatus


def nik(number):
    return Nik("127117" + "010190" + f"{9001 + number}")


def named(*niks, status=A.HIT):
    return AbisAnswer(status, tuple(AbisHit(one, 1.0) for one in niks))


def replayed(flow, abis):
    """Return the book read again from an unsealed journal by an empty matcher."""
    acts = MemoryJournal(act for _, act in flow.book.journal.acts())
    return Casebook.replay(acts, CITY, matcher=Matcher(abis=abis))


# -- what every search must hold ------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        HandleAbis,
        SteeredAbis,
        lambda: ScriptedAbis(HandleAbis()),
        lambda: RatedAbis(HandleAbis(), NONE, seed=1),
        lambda: ScriptedAbis(RatedAbis(HandleAbis(), NONE, seed=1), usual=DAY),
        lambda: RatedAbis(HandleAbis(), AADHAAR, seed=1),
    ],
)
def test_every_search_of_the_library_keeps_the_promises_of_the_port(make):
    check_abis(make)


class Blind(HandleAbis):
    def identify(self, nik, handle):
        return AbisAnswer(A.NO_HIT)


class Selfish(HandleAbis):
    def identify(self, nik, handle):
        return super().identify(Nik("127117" + "010190" + "9999"), handle)


class Hoarder(HandleAbis):
    def insert(self, nik, handle):
        self._body[nik] = handle.partition("#")[0]
        self._niks.setdefault(self._body[nik], set()).add(nik)


class Curious(HandleAbis):
    def identify(self, nik, handle):
        answer = super().identify(nik, handle)
        if handle is not None:
            self.insert(nik, handle)
        return answer


class Careless(HandleAbis):
    def delete(self, nik):
        niks = self._niks.get(self._body[nik], set())
        niks.discard(nik)


class Accuser(HandleAbis):
    def identify(self, nik, handle):
        found = sorted(known for known in self._body if known != nik)
        return named(*found) if found else AbisAnswer(A.NO_HIT)


class Siamese(HandleAbis):
    def copy(self):
        return self


class Impatient(HandleAbis):
    def takes(self, nik):
        return -DAY


class Unreliable(HandleAbis):
    asked = 0

    def takes(self, nik):
        self.asked += 1
        return DAY * self.asked


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (Blind, "names every record of the same body"),
        (Accuser, "where nobody of this body is on file"),
        (Selfish, "a record is not its own double"),
        (Hoarder, "takes the place of the first"),
        (Curious, "a search changes nothing"),
        (Accuser, "without a readable recording"),
        (Siamese, "goes its own way"),
        (Impatient, "time runs forwards"),
        (Unreliable, "to ask how long a search takes changes nothing"),
    ],
)
def test_a_search_that_breaks_a_promise_is_told_which(kind, promise):
    with pytest.raises(AssertionError, match=rf"{kind.__name__} breaks \d promises? .*") as broken:
        check_abis(kind)
    assert promise in str(broken.value)


def test_recordings_of_another_kind_are_handed_in():
    check_abis(HandleAbis, recordings=("iris/7#left", "iris/7#right"), stranger="iris/8#left")
    with pytest.raises(AssertionError, match="every record of the same body"):
        check_abis(HandleAbis, recordings=("iris/7", "iris/9"), stranger="iris/8")


@pytest.mark.parametrize(
    ("hits", "says"),
    [
        (lambda: (AbisHit(nik(0), 1.5),), "between 0"),
        (lambda: (AbisHit(nik(0), float("nan")),), "between 0"),
        (lambda: (AbisHit(nik(0), 1.0), AbisHit(nik(0), 0.9)), "each record once"),
        (lambda: (AbisHit(nik(0), 0.6), AbisHit(nik(1), 0.9)), "strongest hit is named first"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_the_number_masked(hits, says):
    with pytest.raises(InvalidValue, match=says) as no:
        AbisAnswer(A.HIT, hits())
    assert nik(0).reveal() not in str(no.value)


# -- scripts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", AbisStatus)
def test_a_script_can_force_every_answer(status):
    hits = status in (A.HIT, A.SIMILAR)
    forced = named(nik(1), status=status) if hits else status
    abis = ScriptedAbis(HandleAbis(), {nik(0): [forced]})
    assert abis.identify(nik(0), "body:1#1").status is status


def test_a_script_forces_an_error_then_lets_the_truth_speak_then_hides_it():
    abis = ScriptedAbis(HandleAbis(), {nik(0): [A.FAILED, None, A.NO_HIT]})
    abis.insert(nik(1), "body:1#1")
    said = [abis.identify(nik(0), "body:1#2").status for _ in range(4)]
    assert said == [A.FAILED, A.HIT, A.NO_HIT, A.HIT]


def test_a_forced_duplicate_names_the_records_that_are_given():
    script = {THIRD.resident.nik: [named(BUDI.resident.nik, OTHER.resident.nik)]}
    flow = Flow.new(matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script)))
    flow.matched(BUDI)
    flow.matched(OTHER)
    last = flow.book.case(flow.matched(THIRD)).history[-1]
    assert isinstance(last, DuplicateOneToMany)
    assert {c.record for c in last.evidence.candidates} >= {BUDI.resident.nik, OTHER.resident.nik}


def test_a_script_that_makes_a_record_its_own_double_is_refused():
    with pytest.raises(InvalidDefinition, match=r"answer 2 for 1271.* not its own double"):
        ScriptedAbis(HandleAbis(), {nik(0): [A.FAILED, named(nik(0))]})


@pytest.mark.parametrize("more", [{"delays": {nik(0): [DAY, -DAY]}}, {"usual": -DAY}])
def test_a_script_in_which_time_runs_backwards_is_refused(more):
    with pytest.raises(InvalidDefinition, match="below nothing"):
        ScriptedAbis(HandleAbis(), **more)


def test_a_refused_step_uses_up_no_answer_so_that_replay_hears_the_same():
    script = {BUDI.resident.nik: [A.FAILED]}
    flow = Flow.new(matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script)))
    case = flow.at_the_centre(BUDI)
    with pytest.raises(Refused):
        flow.do(MatchRecord(case), COUNTER)  # the wrong officer
    flow.do(MatchRecord(case), CENTRE)
    assert isinstance(flow.book.case(case).history[-1], SearchFailed)
    with pytest.raises(Refused):
        flow.do(MatchRecord(case), CENTRE)  # the wrong status
    flow.do(Retry(case), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    again = replayed(flow, ScriptedAbis(HandleAbis(), script))
    assert again.case(case) == flow.book.case(case)


# -- time -----------------------------------------------------------------------------------------


def slow(*times, script=(), usual=None):
    """Return a flow whose searches for Budi take these times, and his case at the centre."""
    number = BUDI.resident.nik
    abis = ScriptedAbis(HandleAbis(), {number: script}, {number: times}, usual=usual)
    flow = Flow.new(matcher=Matcher(abis=abis))
    return flow, flow.at_the_centre(BUDI)


def reasons(flow, case, at):
    (step,) = (
        step for step in flow.book.next_steps(case, at=at, by=CENTRE) if step.name == "MatchRecord"
    )
    assert step.reasons == flow.book.check(MatchRecord(case), at=at, by=CENTRE)
    return step.reasons


def test_a_search_that_runs_says_when_its_answer_is_there():
    flow, case = slow(DAY)
    came = flow.now
    assert came == wib("2026-03-02 08:17")
    (reason,) = reasons(flow, case, came)
    assert reason.code == "search_running"
    assert "until 2026-03-03 08:17:00" in reason.sentence
    assert reasons(flow, case, came + DAY - timedelta(seconds=1))
    assert not reasons(flow, case, came + DAY)
    before = flow.book.facts
    with pytest.raises(Refused, match="the data centre searches until"):
        flow.do(MatchRecord(case), CENTRE)
    assert flow.book.facts == before
    flow.now = came + DAY
    flow.do(MatchRecord(case), CENTRE)
    assert flow.book.case(case).status is Status.PRINT_READY_RECORD


def test_a_search_that_is_queued_again_takes_its_time_again():
    flow, case = slow(DAY, 2 * DAY, script=[A.FAILED])
    flow.now += DAY
    flow.do(MatchRecord(case), CENTRE)
    flow.now += 5 * DAY  # a failure that lies about is no search
    flow.do(Retry(case), CENTRE)
    queued = flow.now
    assert reasons(flow, case, queued + 2 * DAY - timedelta(seconds=1))
    assert not reasons(flow, case, queued + 2 * DAY)


def test_what_happens_while_the_search_runs_does_not_begin_it_anew():
    flow, case = slow(DAY)
    came = flow.now
    flow.do(Complain(case, "it takes long"))
    assert flow.now > came
    assert not reasons(flow, case, came + DAY)


def test_a_case_that_cannot_be_searched_is_not_told_to_wait():
    flow, case = slow(usual=DAY)
    flow.now += DAY
    flow.do(MatchRecord(case), CENTRE)
    assert [reason.code for reason in reasons(flow, case, flow.now)] == ["status"]


def test_the_stuck_report_says_that_the_search_runs():
    flow, _ = slow(DAY)
    (row,) = stuck(flow.book, flow.now, Calendar.office_hours())
    (way,) = (way for way in row.ways if way.name == "MatchRecord")
    assert not way.possible
    assert "searches until" in str(way)


def test_replay_does_not_ask_how_long_a_search_took():
    flow, case = slow()
    flow.do(MatchRecord(case), CENTRE)
    later_year = ScriptedAbis(HandleAbis(), usual=365 * DAY)
    assert replayed(flow, later_year).case(case) == flow.book.case(case)


def test_a_search_without_a_clock_answers_at_once_and_a_wrapper_keeps_the_time_of_the_inner_one():
    assert not isinstance(HandleAbis(), TimedAbis)
    assert ScriptedAbis(HandleAbis()).takes(nik(0)) == timedelta(0)
    timed = ScriptedAbis(HandleAbis(), usual=DAY)
    assert RatedAbis(timed, NONE, seed=1).takes(nik(0)) == DAY
    assert ScriptedAbis(timed, {}, {nik(1): [2 * DAY]}).takes(nik(0)) == DAY


# -- rates ----------------------------------------------------------------------------------------


def rated(rates, seed=1, **more):
    return RatedAbis(HandleAbis(), rates, seed, **more)


def filled(rates, count, seed=1, **more):
    abis = rated(rates, seed, **more)
    for n in range(count):
        abis.insert(nik(n), f"body:{n}#1")
    return abis


def test_without_rates_it_answers_as_the_inner_search():
    abis, truth = filled(NONE, 50), HandleAbis()
    for n in range(50):
        truth.insert(nik(n), f"body:{n}#1")
    for n in range(100):
        assert abis.identify(nik(200 + n), f"body:{n}#2") == truth.identify(
            nik(200 + n), f"body:{n}#2"
        )


def within(found, of, rate, sigmas=4):
    """Say whether a share is what chance at this rate makes of it."""
    return abs(found - of * rate) <= sigmas * (of * rate * (1 - rate)) ** 0.5


def test_misses_and_mistakes_come_at_their_rates():
    rates = MatcherRates(fnir=0.1, fpir=0.05, failure_to_enrol=0.02)
    people_on_file = 400
    abis = filled(rates, people_on_file)
    asks, bodies = nik(900), range(people_on_file)
    known = [abis.identify(asks, f"body:{n}#2").status for n in bodies]
    unreadable = known.count(A.UNREADABLE_CENTRAL)
    strangers = [abis.identify(asks, f"stranger:{n}#1").status for n in range(4000)]
    readable = len(strangers) - strangers.count(A.UNREADABLE_CENTRAL)
    assert within(len(strangers) - readable, len(strangers), 0.02)
    assert within(strangers.count(A.SIMILAR), readable, 0.05)
    assert strangers.count(A.HIT) == 0
    # a record that failed to enrol is missed as well
    assert within(known.count(A.NO_HIT), people_on_file - unreadable, 0.1 + 0.9 * 0.02)


def test_the_same_search_on_the_same_recordings_ends_alike_in_whatever_order_they_came():
    rates = MatcherRates(0.3, 0.3, 0.1)
    abis, other = rated(rates), rated(rates)
    for n in range(60):
        abis.insert(nik(n), f"body:{n}#1")
    for n in reversed(range(60)):
        other.insert(nik(n), f"body:{n}#1")
    asked = [(nik(100 + n), f"body:{n}#2") for n in range(120)]
    first = [abis.identify(*one) for one in asked]
    assert [other.identify(*one) for one in reversed(asked)] == first[::-1]
    assert [abis.copy().identify(*one) for one in asked] == first
    assert len({answer.status for answer in first}) == 4
    assert [rated(rates, 2).identify(*one) for one in asked] != first


def test_two_recordings_that_miss_each_other_do_so_both_ways_and_a_new_one_has_a_new_chance():
    rates = MatcherRates(0.5, 0)
    found = []
    for n in range(40):
        there, back = rated(rates), rated(rates)
        there.insert(nik(0), f"body:{n}#1")
        back.insert(nik(1), f"body:{n}#2")
        one = there.identify(nik(1), f"body:{n}#2").status
        assert one is back.identify(nik(0), f"body:{n}#1").status
        found.append((one, there.identify(nik(1), f"body:{n}#3").status))
    assert {*found} == {(x, y) for x in (A.HIT, A.NO_HIT) for y in (A.HIT, A.NO_HIT)}


def test_nobody_is_found_by_mistake_where_nobody_else_is_on_file():
    abis = rated(ALL)
    assert abis.identify(nik(0), "body:1#1").status is A.NO_HIT
    abis.insert(nik(0), "body:1#1")
    assert abis.identify(nik(0), "body:1#1").status is A.NO_HIT
    abis.insert(nik(1), "body:2#1")
    assert abis.identify(nik(0), "body:1#1").hits[0].nik == nik(1)
    abis.delete(nik(1))
    assert abis.identify(nik(0), "body:1#1").status is A.NO_HIT


def test_who_is_found_by_mistake_stays_so_while_others_come_and_go():
    abis = filled(MatcherRates(0, 1), 30)
    first = abis.identify(nik(99), "stranger#1").hits[0].nik
    for n in range(30):
        if nik(n) != first:
            abis.delete(nik(n))
            assert abis.identify(nik(99), "stranger#1").hits[0].nik == first


def test_mistakes_are_spread_over_those_on_file():
    abis = filled(MatcherRates(0, 1), 40)
    found = {abis.identify(nik(99), f"stranger:{n}#1").hits[0].nik for n in range(800)}
    assert len(found) >= 30


def test_a_copy_has_people_of_its_own_to_be_mistaken_for():
    abis = filled(MatcherRates(0, 1), 1)
    twin = abis.copy()
    twin.delete(nik(0))
    assert abis.identify(nik(99), "stranger#1").hits[0].nik == nik(0)
    assert twin.identify(nik(99), "stranger#1").status is A.NO_HIT


def test_a_recording_that_fails_to_enrol_is_unreadable_and_takes_the_old_one_with_it():
    abis = rated(MatcherRates(0, 0, failure_to_enrol=0.5))
    readable = [n for n in range(20) if abis.identify(nik(0), f"body:1#{n}").status is A.NO_HIT]
    bad = next(n for n in range(20) if n not in readable)
    abis.insert(nik(1), f"body:1#{readable[0]}")
    assert abis.identify(nik(0), f"body:1#{readable[1]}").status is A.HIT
    abis.insert(nik(1), f"body:1#{bad}")
    assert abis.identify(nik(0), f"body:1#{readable[1]}").status is A.NO_HIT


def test_an_error_of_the_inner_search_stays_what_it_is():
    abis = RatedAbis(ScriptedAbis(HandleAbis(), {nik(0): [A.FAILED]}), ALL, seed=1)
    abis.insert(nik(1), "body:2#1")
    assert abis.identify(nik(0), "body:1#1").status is A.FAILED
    assert abis.identify(nik(0), None).status is A.NEEDS_VALIDATION


def test_a_false_hit_goes_to_a_person_unless_it_is_to_accuse():
    for how, fact in ((A.SIMILAR, AdjudicationRequested), (A.HIT, DuplicateOneToOne)):
        abis = rated(MatcherRates(0, 1), false_hits=how)
        flow = Flow.new(matcher=Matcher(abis=abis))
        flow.matched(BUDI)
        assert isinstance(flow.book.case(flow.matched(OTHER)).history[-1], fact)
    with pytest.raises(InvalidDefinition, match="finds nobody"):
        rated(ALL, false_hits=A.FAILED)


def test_a_month_with_errors_is_the_same_when_its_journal_is_read_again():
    rates = MatcherRates(0.4, 0.4, 0.2)
    flow = Flow.new(matcher=Matcher(abis=rated(rates)))
    crowd = people(25, seed=3, region="12.71.17")
    for person in (*crowd, *(second_identity(one, seed=5) for one in crowd[:8])):
        flow.matched(person)
    ends = {type(app.history[-1]) for app in flow.book.cases.values()}
    assert {UniquenessConfirmed, AdjudicationRequested, DuplicateOneToOne} <= ends
    again = replayed(flow, rated(rates))
    assert again.cases == flow.book.cases


@pytest.mark.parametrize("name", ["fnir", "fpir", "failure_to_enrol"])
@pytest.mark.parametrize("rate", [-0.1, 1.5, float("nan")])
def test_a_rate_that_is_no_share_is_refused(name, rate):
    with pytest.raises(InvalidValue, match=name):
        MatcherRates(**{"fnir": 0, "fpir": 0, name: rate})


def test_the_published_rates_of_another_system_say_whose_they_are():
    assert (AADHAAR.fnir, AADHAAR.fpir, AADHAAR.failure_to_enrol) == (0.00035, 0.00057, 0.0014)
    assert "UIDAI 2012" in AADHAAR.source
