"""The review queue: who waits for a person, since when, beside whom, and who may decide."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ektpflow import KTP_EL, Casebook
from ektpflow.calendar import Calendar
from ektpflow.errors import InvalidValue
from ektpflow.evidence import Outcome, Verdict
from ektpflow.lifecycle import Migration, Status
from ektpflow.matching import AbisAnswer, AbisHit, AbisStatus, HandleAbis, Matcher, ScriptedAbis
from ektpflow.office import Role
from ektpflow.population import second_identity
from ektpflow.review import REVIEWED, as_table, explain, review_queue
from ektpflow.steps import (
    Adjudicate,
    Complain,
    MatchRecord,
    MigrateCase,
    Redo,
    ResolveDuplicate,
    Validate,
    Withdraw,
)
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, Flow, somebody
from two_versions import SAME

BUDI, OTHER, THIRD, FOURTH = (somebody(n) for n in range(4))
HOURS = Calendar.office_hours()
DAY = timedelta(days=1)
S = Status


class Dictated:
    """A panel whose verdict on everybody is set."""

    def __init__(self, verdict=Verdict.UNDECIDED):
        self.verdict = verdict

    def compare(self, a, b):
        return self.verdict


def alike(person, score=0.6):
    return AbisAnswer(AbisStatus.SIMILAR, (AbisHit(person.resident.nik, score),))


def flow_with(answers, panel=None):
    """Return a flow in which the searches for these people end so."""
    script = {person.resident.nik: [answer] for person, answer in answers.items()}
    return Flow.new(matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script), examiner=panel))


def queue(flow, after=timedelta(0), **more):
    return review_queue(flow.book, flow.now + after, HOURS, **more)


def in_doubt(panel=None):
    """Return a flow in which Budi's record is similar to another's, and his case."""
    flow = flow_with({BUDI: alike(OTHER)}, panel)
    flow.matched(OTHER)
    return flow, flow.matched(BUDI)


def test_a_record_in_doubt_waits_for_the_panel_beside_its_candidate():
    flow, case = in_doubt()
    came = flow.now
    (item,) = queue(flow, DAY)
    assert (item.case, item.record, item.status) == (case, BUDI.resident.nik, S.ADJUDICATE_RECORD)
    assert item.since == came
    assert item.waited == HOURS.worked(came, came + DAY) < DAY
    assert item.outcome is Outcome.ADJUDICATE
    assert item.candidates == flow.book.case(case).file.finding.candidates
    assert (item.candidates[0].record, item.candidates[0].biometric) == (OTHER.resident.nik, 0.6)
    ways = {way.name: way for way in item.ways}
    assert set(ways) == {"Adjudicate", "Redo"}
    assert (ways["Adjudicate"].role, ways["Adjudicate"].office) == (Role.ADJUDICATOR, "pusat")
    assert ways["Adjudicate"].possible
    assert (ways["Redo"].role, ways["Redo"].office) == (Role.DINAS, DINAS)


def test_a_judgement_that_cannot_be_given_stands_in_the_queue_with_its_reason():
    flow, _ = in_doubt(Dictated())
    (item,) = queue(flow)
    (way,) = (way for way in item.ways if way.name == "Adjudicate")
    assert [reason.code for reason in way.reasons] == ["panel_can_decide"]


def test_what_the_panel_judges_leaves_the_queue_or_waits_for_the_citizen():
    panel = Dictated(Verdict.DIFFERENT)
    flow, case = in_doubt(panel)
    flow.do(Adjudicate(case), CENTRE)
    assert queue(flow) == ()
    panel = Dictated(Verdict.SAME)
    flow, case = in_doubt(panel)
    flow.do(Adjudicate(case), CENTRE)
    (item,) = queue(flow)
    assert item.status is S.DUPLICATE_RECORD
    assert item.verdict(OTHER.resident.nik) is Verdict.SAME
    assert item.verdict(THIRD.resident.nik) is None
    assert [(way.name, way.role) for way in item.ways] == [("ResolveDuplicate", Role.DINAS)]


def test_a_dispute_tells_the_panel_its_ground():
    flow = Flow.new()
    flow.matched(BUDI)
    case = flow.matched(second_identity(BUDI, seed=1), 2)
    assert queue(flow)[0].outcome is Outcome.DUPLICATE_ONE_TO_ONE
    flow.do(ResolveDuplicate(case, "dispute", "twins"), DINAS_OFFICER)
    (item,) = queue(flow)
    assert (item.status, item.ground) == (S.ADJUDICATE_RECORD, "twins")


def test_what_was_said_of_an_earlier_search_is_not_said_of_a_later_one():
    panel = Dictated(Verdict.SAME)
    answers = {BUDI: alike(OTHER), THIRD: alike(OTHER)}
    script = {BUDI.resident.nik: [answers[BUDI], alike(FOURTH)]}
    flow = Flow.new(
        matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script), examiner=panel), blanks=0
    )
    flow.matched(OTHER)
    flow.matched(FOURTH)
    case = flow.matched(BUDI)
    flow.do(Adjudicate(case), CENTRE)
    flow.do(ResolveDuplicate(case, "dispute", "lenses"), DINAS_OFFICER)
    flow.do(Adjudicate(case), CENTRE)
    flow.do(ResolveDuplicate(case, "this"), DINAS_OFFICER)
    flow.do(MatchRecord(case), CENTRE)
    item = next(item for item in queue(flow) if item.case == case)
    assert FOURTH.resident.nik in {candidate.record for candidate in item.candidates}
    assert (item.verdicts, item.ground) == ((), "")


def test_a_record_to_be_validated_waits_without_candidates():
    flow = flow_with({BUDI: AbisStatus.NEEDS_VALIDATION})
    case = flow.matched(BUDI)
    (item,) = queue(flow)
    assert (item.status, item.outcome) == (S.REQUEST_VALIDATION, Outcome.VALIDATE)
    assert item.candidates == ()
    assert [(way.name, way.role) for way in item.ways] == [("Validate", Role.CENTRE)]
    flow.do(Validate(case), CENTRE)
    assert queue(flow) == ()


def test_what_happens_while_it_waits_does_not_make_it_younger():
    flow, case = in_doubt()
    came = flow.now
    flow.do(Complain(case, "it takes long"))
    assert queue(flow)[0].since == came
    flow.do(Withdraw(case))
    assert queue(flow) == ()


def crowded():
    """Return a flow with four cases that wait, the first of them without candidates."""
    answers = {
        BUDI: AbisStatus.NEEDS_VALIDATION,
        OTHER: alike(FOURTH, 0.4),
        THIRD: alike(FOURTH, 0.7),
    }
    flow = flow_with(answers)
    flow.matched(FOURTH)
    cases = [flow.matched(person) for person in (BUDI, OTHER, THIRD)]
    return flow, [*cases, flow.matched(second_identity(FOURTH, seed=2), 2)]


def test_the_oldest_stand_first_or_the_strongest():
    flow, (no_candidate, weak, strong, certain) = crowded()
    assert [item.case for item in queue(flow)] == [no_candidate, weak, strong, certain]
    strongest = [item.case for item in queue(flow, order="strongest")]
    assert strongest == [certain, strong, weak, no_candidate]
    with pytest.raises(InvalidValue, match="'oldest' or 'strongest'"):
        queue(flow, order="newest")


def test_a_desk_sees_its_own_cases():
    flow, (validation, *doubts, duplicate) = crowded()
    parts = [[i.case for i in queue(flow, statuses=[status])] for status in REVIEWED]
    assert parts == [doubts, [validation], [duplicate]]


def test_the_table_has_a_line_for_each_candidate_and_no_number_in_clear():
    flow, _ = crowded()
    items = queue(flow, DAY)
    table = as_table(items)
    lines = sum(max(1, len(item.candidates)) for item in items)
    assert len(table.rows) == lines
    told = table.text() + table.to_csv() + table.html() + repr(items)
    for person in (BUDI, OTHER, THIRD, FOURTH):
        assert person.resident.nik.reveal() not in told
        assert person.resident.name not in told
    rows = dict(zip((item.case for item in items), table.rows, strict=False))
    first = rows[items[0].case]
    assert first[:3] == (items[0].case, str(BUDI.resident.nik), "REQUEST_VALIDATION")
    assert first[4] == items[0].waited / timedelta(hours=1)
    assert first[5:10] == (None,) * 5
    assert first[10] == "Validate by CENTRE at pusat"


def test_the_way_on_is_told_once_a_case_and_the_verdict_beside_its_candidate():
    hits = tuple(AbisHit(one.resident.nik, 0.6) for one in (OTHER, THIRD))
    flow = flow_with({BUDI: AbisAnswer(AbisStatus.SIMILAR, hits)}, Dictated(Verdict.SAME))
    flow.matched(OTHER)
    flow.matched(THIRD)
    flow.do(Adjudicate(flow.matched(BUDI)), CENTRE)
    table = as_table(queue(flow))
    assert [bool(row[10]) for row in table.rows] == [True, False]
    assert [row[8] for row in table.rows] == [Verdict.SAME, Verdict.SAME]


def test_an_explanation_is_the_one_of_the_matcher_that_searched():
    flow, case = in_doubt()
    (item,) = queue(flow)
    here, there = flow.book.pair(case, OTHER.resident.nik)
    assert (here.nik, there.nik) == (BUDI.resident.nik, OTHER.resident.nik)
    assert here.handle is not None
    told = explain(flow.book, item, OTHER.resident.nik)
    assert told == flow.book.model.explain(here, there)


def test_who_did_not_come_up_or_is_gone_is_not_explained():
    flow, _ = in_doubt()
    (item,) = queue(flow)
    with pytest.raises(InvalidValue, match="did not bring it up") as no:
        explain(flow.book, item, THIRD.resident.nik)
    assert THIRD.resident.nik.reveal() not in str(no.value)
    gone = flow_with({BUDI: alike(THIRD)})
    gone.matched(BUDI)
    (item,) = queue(gone)
    with pytest.raises(InvalidValue, match="the gallery does not hold it"):
        explain(gone.book, item, THIRD.resident.nik)


def test_the_queue_reads_only_and_does_not_look_ahead():
    flow, case = in_doubt()
    before = flow.book.facts, flow.book.gallery_state, flow.book.case(case)
    queue(flow, order="strongest")
    assert (flow.book.facts, flow.book.gallery_state, flow.book.case(case)) == before
    with pytest.raises(InvalidValue, match="has a later fact"):
        queue(flow, -DAY)


def test_a_record_that_is_sent_again_leaves_the_queue():
    flow, case = in_doubt(Dictated())
    flow.do(Redo(case), DINAS_OFFICER)
    assert queue(flow) == ()


def test_a_case_that_goes_over_to_a_changed_table_has_waited_since_before():
    flow, case = in_doubt()
    came = flow.now
    over = Migration(KTP_EL, KTP_EL.evolve(version="2"), SAME)
    script = {BUDI.resident.nik: [alike(OTHER)]}
    flow.book = Casebook.replay(
        flow.book.journal,
        CITY,
        lifecycle=over.target,
        earlier=[over],
        matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script)),
    )
    flow.do(MigrateCase(case), DINAS_OFFICER)
    (item,) = queue(flow)
    assert (item.since, item.status) == (came, S.ADJUDICATE_RECORD)
