"""What can never happen, by whatever public way."""

from __future__ import annotations

import json

import attrs
import pytest

from ektpflow import Casebook, Refused, Status, medan
from ektpflow import events as e
from ektpflow.errors import BadFile, BrokenJournal
from ektpflow.evidence import MatchEvidence, Outcome
from ektpflow.journal import FileJournal, _seal
from ektpflow.population import people, second_identity
from ektpflow.steps import (
    Forward,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    ReceiveBlanko,
    Step,
    Withdraw,
)
from exploring import explore
from flow import CENTRE, COUNTER, DINAS, DINAS_OFFICER, Flow, somebody


def hand_made(flow, case):
    """Evidence that says all the right things, made by hand."""
    app = flow.book.case(case)
    return MatchEvidence(
        case,
        app.nik,
        app.file.identity,
        flow.book.gallery_state,
        0,
        "expert/1",
        Outcome.UNIQUE,
    )


def snapshot(book):
    return (
        dict(book.cases),
        dict(book.records),
        book.stock.balances(),
        dict(book.stock.reservations),
        book.gallery_state,
        book.facts,
    )


@attrs.frozen
class Forge(Step):
    """A step written by a user, with a proof made by hand."""

    evidence: MatchEvidence

    def decide(self, view, at, by):
        return (e.UniquenessConfirmed(*view.stamp(self.case, at, by), self.evidence),)


@attrs.frozen
class Borrow(Step):
    """A step written by a user, with the true proof of another case."""

    other: str

    def decide(self, view, at, by):
        return (e.UniquenessConfirmed(*view.stamp(self.case, at, by), view.search(self.other)),)


@attrs.frozen
class JustPrint(Step):
    """A step written by a user that makes a card out of nothing."""

    def decide(self, view, at, by):
        return (e.CardPersonalised(*view.stamp(self.case, at, by), "C1", 1, "x"),)


def test_a_hand_built_proof_in_a_users_step_is_refused():
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    before = snapshot(flow.book)
    with pytest.raises(Refused) as no:
        flow.do(Forge(case, hand_made(flow, case)), CENTRE)
    assert "forged_proof" in no.value.codes
    assert snapshot(flow.book) == before


def test_a_true_proof_of_another_case_is_refused():
    flow = Flow.new()
    case, other = flow.at_the_centre(somebody()), flow.at_the_centre(somebody(1))
    with pytest.raises(Refused) as no:
        flow.do(Borrow(case, other), CENTRE)
    assert "foreign_proof" in no.value.codes


def test_a_users_step_cannot_make_a_card_out_of_nothing():
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    with pytest.raises(Refused):
        flow.do(JustPrint(case), DINAS_OFFICER)
    ordered = flow.ordered(somebody(1))
    with pytest.raises(Refused):  # a card without the blank that was reserved for it
        flow.do(JustPrint(ordered), DINAS_OFFICER)


def test_an_evolved_application_changes_no_book():
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    forged = attrs.evolve(flow.book.case(case), status=Status.PRINT_READY_RECORD)
    with pytest.raises(TypeError):
        flow.book.cases[case] = forged
    with pytest.raises(Refused):
        flow.do(OrderPrint(forged), DINAS_OFFICER)
    with pytest.raises(Refused):
        flow.do(OrderPrint(case), DINAS_OFFICER)


def test_after_called_directly_changes_no_book_and_makes_no_card_of_a_forged_status():
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    app = flow.book.case(case)
    stamp = (case, flow.now, CENTRE.id, CENTRE.office, app.lifecycle.tag)
    app.after(e.UniquenessConfirmed(*stamp, hand_made(flow, case)))
    assert flow.book.case(case) is app
    forged = attrs.evolve(app, status=Status.SENT_FOR_CARD_PRINTING)
    with pytest.raises(Refused) as no:
        forged.after(e.CardPersonalised(*stamp, "C1", 1, "x"))
    assert "no_proof" in no.value.codes


def written(tmp_path, key=b""):
    path = tmp_path / "book.jsonl"
    flow = Flow.new(journal=FileJournal(path, key=key))
    flow.matched(somebody())
    flow.at_the_centre(somebody(1))
    return path, path.read_text(encoding="utf-8").splitlines(keepends=True)


EDITS = {
    "a line is changed": lambda lines: [
        *lines[:3],
        lines[3].replace("12.71.17", "12.71.19"),
        *lines[4:],
    ],
    "a line is removed": lambda lines: [*lines[:3], *lines[4:]],
    "two lines change places": lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
    "a line is written twice": lambda lines: [*lines[:4], lines[3], *lines[4:]],
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_journal_is_refused_with_its_line(tmp_path, edit):
    path, lines = written(tmp_path)
    path.write_text("".join(EDITS[edit](lines)), encoding="utf-8")
    with pytest.raises(BadFile, match="line "):
        FileJournal(path)


def with_a_forged_proof(path, lines, key=b""):
    """Add a proof for the second case at the end, with a seal that fits where no key is asked."""
    true = next(json.loads(line) for line in lines if "UniquenessConfirmed" in line)
    last = json.loads(lines[-1])
    forged = {**true, "act": last["act"] + 1, "at": last["at"], "case": last["case"]}
    applied = next(
        json.loads(x) for x in lines if "ApplicationSubmitted" in x and last["case"] in x
    )
    forged["evidence"] = {
        **true["evidence"],
        "case": last["case"],
        "record": applied["resident"]["nik"],
    }
    forged.pop("seal")
    body = json.dumps(forged, ensure_ascii=False, separators=(",", ":"))
    seal = _seal(last["seal"], body, key)
    path.write_text("".join(lines) + f'{body[:-1]},"seal":"{seal}"}}\n', encoding="utf-8")


def test_a_forged_proof_with_a_fitting_seal_does_not_fit_the_gallery(tmp_path):
    path, lines = written(tmp_path)
    with_a_forged_proof(path, lines)
    with pytest.raises(BrokenJournal, match="proof"):
        Casebook.replay(FileJournal(path), medan())


def test_without_the_key_of_the_office_no_line_can_be_added(tmp_path):
    path, lines = written(tmp_path, key=b"secret")
    with_a_forged_proof(path, lines)
    with pytest.raises(BadFile, match="seal"):
        FileJournal(path, key=b"secret")


REFUSED = {
    "printing before matching": lambda case: (OrderPrint(case), DINAS_OFFICER),
    "matching by the counter": lambda case: (MatchRecord(case), COUNTER),
    "a file to nowhere": lambda case: (Forward(case, "99.99"), COUNTER),
    "personalising what was not ordered": lambda case: (Personalise(case), DINAS_OFFICER),
    "handing over what is not there": lambda case: (HandOver(case, "R0"), COUNTER),
    "blanks received twice": lambda _: (
        ReceiveBlanko("maker", DINAS, 5, 20, "SJ-2"),
        DINAS_OFFICER,
    ),
    "a case that is not there": lambda _: (Withdraw("K999999"), COUNTER),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refused_step_changes_nothing(why):
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    before = snapshot(flow.book)
    step, officer = REFUSED[why](case)
    with pytest.raises(Refused):
        flow.do(step, officer)
    assert flow.book.check(step, at=flow.now, by=officer)
    assert snapshot(flow.book) == before


def test_a_journal_that_cannot_keep_the_facts_leaves_the_board_as_it_was():
    class Full(Exception):
        pass

    flow = Flow.new()
    case = flow.matched(somebody())
    before = snapshot(flow.book)

    def full(_):
        raise Full

    broken = type("Broken", (), {"append": staticmethod(full)})()
    flow.book._journal, kept = broken, flow.book._journal
    with pytest.raises(Full):
        flow.do(Forward(case, DINAS))
    flow.book._journal = kept
    assert snapshot(flow.book) == before


ONE = people(1, seed=77)[0]
TWO_NAMES = (ONE, second_identity(ONE, seed=3))


def test_two_open_applications_of_one_person_never_end_with_two_cards():
    found = explore(TWO_NAMES, most=2)
    print(f"two applications: {found.states} states explored, {found.tried} acts tried")
    assert found.cards == 1, found.witness
    assert found.states > 1000


@pytest.mark.thorough
def test_three_applications_of_one_person_never_end_with_two_cards():
    found = explore(TWO_NAMES, most=3, lean=True)
    print(f"three applications: {found.states} states explored, {found.tried} acts tried")
    assert found.cards == 1, found.witness


class Race(Casebook):
    """A planted fault: to search and to enter the gallery are two acts."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.late = []

    def _commit(self, facts, after):
        held = [f for f in facts if isinstance(f, e.CaseFact) and f.enters_gallery]
        super()._commit(facts, after)
        for fact in held:
            self._board.matcher.remove(self.case(fact.case).nik)
            self.late.append(fact.case)


def test_the_exploration_finds_a_planted_race():
    found = explore(TWO_NAMES, most=2, kind=Race)
    assert found.cards == 2
    print("witness of the planted race:", " > ".join(found.witness))
