"""What the casebook promises: one person, one card, and no way in but the door."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.errors import BadFile, BrokenJournal, Refused
from ektpflow.evidence import MatchEvidence, OnFile, Outcome
from ektpflow.journal import FileJournal
from ektpflow.lifecycle import Status
from ektpflow.population import second_identity
from ektpflow.steps import (
    Apply,
    CancelPrint,
    CheckFile,
    ConfirmOnFile,
    DestroyBlanko,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    ReceiveBlanko,
    ReportMisprint,
    ResolveDuplicate,
    Step,
    Withdraw,
)
from explorer.search import Explored, explored_once, names, stuck, whole
from flow import CENTRE, CITY, COUNTER, DINAS, DINAS_OFFICER, Flow, somebody


def snapshot(book: Casebook) -> tuple[object, ...]:
    """Return everything that a step could change."""
    return (
        dict(book.cases), dict(book.records), book.stock, book.gallery_state, book.facts,
        sum(len(act) for _, act in book.journal.acts()),
    )  # fmt: skip


def refused_and_unchanged(flow: Flow, step: Any, by: Any = CENTRE) -> Refused:
    """Expect a refusal, and a book that is as it was."""
    before = snapshot(flow.book)
    with pytest.raises(Refused) as caught:
        flow.do(step, by)
    assert snapshot(flow.book) == before
    return caught.value


def codes(refused: Refused) -> set[str]:
    """Return the codes of the reasons."""
    return {reason.code for reason in refused.reasons}


def hand_made(book: Casebook, case: str) -> MatchEvidence:
    """Return evidence that looks right in every field, and that no search made."""
    app = book.case(case)
    return MatchEvidence(
        case, app.nik, app.file.identity, book.gallery_state, 0, "expert", Outcome.UNIQUE
    )


# -- the forged ways in ---------------------------------------------------------------------------


@attrs.frozen
class Forge(Step):
    """A user's own step: it says unique, and hands in evidence of its own making."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.UniquenessConfirmed,)
    proof: Any = None

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return the forged fact."""
        return (e.UniquenessConfirmed(*view.stamp(self.case, at, by), self.proof),)


@attrs.frozen
class Borrow(Step):
    """A user's own step: it searches for another case and takes that evidence for this one."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.UniquenessConfirmed,)
    lender: str = ""
    relabelled: bool = False

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return the fact with borrowed evidence."""
        found = view.search(self.lender)
        if self.relabelled:
            app = view.application(self.case)
            found = attrs.evolve(found, case=self.case, record=app.nik, identity=app.file.identity)
        return (e.UniquenessConfirmed(*view.stamp(self.case, at, by), found),)


def test_a_step_of_ones_own_with_hand_made_evidence_is_refused() -> None:
    """Evidence proves only where this casebook's own matcher made it in this act."""
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    refused = refused_and_unchanged(flow, Forge(case, hand_made(flow.book, case)))
    assert "forged_proof" in codes(refused)


def test_evidence_of_an_earlier_act_is_not_taken_a_second_time() -> None:
    """A search that was thrown away proves nothing later."""
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    kept = flow.book._view.search(case)  # what a step could have put aside
    flow.book._view._forget_issued()
    assert "forged_proof" in codes(refused_and_unchanged(flow, Forge(case, kept)))


@pytest.mark.parametrize(("relabelled", "code"), [(False, "foreign_proof"), (True, "forged_proof")])
def test_evidence_that_was_found_for_another_case_is_refused(relabelled: bool, code: str) -> None:
    """Neither as it stands nor with the names changed does it prove anything here."""
    flow = Flow.new()
    first = flow.matched(somebody())
    other = flow.at_the_centre(second_identity(somebody(), seed=1))
    lender = flow.at_the_centre(somebody(3))
    assert first != other
    refused = refused_and_unchanged(flow, Borrow(other, lender, relabelled))
    assert code in codes(refused)


def test_a_proof_built_by_hand_is_refused_whatever_its_class() -> None:
    """A proof that rests on a record on file is no exception."""
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    app = flow.book.case(case)
    proof = OnFile(case, app.nik, app.file.identity, flow.book.gallery_state, 1)
    assert "forged_proof" in codes(refused_and_unchanged(flow, Forge(case, proof)))


def test_an_application_changed_by_hand_does_not_get_into_the_book() -> None:
    """Values can be copied with changes; the book does not take them, and does not print."""
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    forged = attrs.evolve(flow.book.case(case), status=Status.PRINT_READY_RECORD, custody=DINAS)
    with pytest.raises(TypeError):
        flow.book.cases[case] = forged  # type: ignore[index]
    assert "status" in codes(refused_and_unchanged(flow, OrderPrint(case), DINAS_OFFICER))
    refused = refused_and_unchanged(flow, OrderPrint(forged), DINAS_OFFICER)  # type: ignore[arg-type]
    assert "no_case" in codes(refused)


def test_a_fact_taken_by_an_application_alone_leaves_the_book_as_it_is() -> None:
    """`Application.after` gives a value; only the door changes the book."""
    flow = Flow.new()
    case = flow.at_the_centre(somebody())
    app, before = flow.book.case(case), snapshot(flow.book)
    fact = e.UniquenessConfirmed(
        case, flow.now, CENTRE.id, CENTRE.office, app.lifecycle.tag, hand_made(flow.book, case)
    )
    assert app.after(fact).status is Status.PRINT_READY_RECORD
    assert snapshot(flow.book) == before
    assert "status" in codes(refused_and_unchanged(flow, OrderPrint(case), DINAS_OFFICER))


# -- an edited journal ----------------------------------------------------------------------------


def written(path: Path, key: bytes) -> list[dict[str, Any]]:
    """Write a journal with a card of one person, and a second number of hers in doubt."""
    flow = Flow(Casebook(CITY, journal=FileJournal(path, key=key)))
    flow.do(ReceiveBlanko("maker", DINAS, 1, 9, "SJ-1"), DINAS_OFFICER)
    flow.issued(somebody())
    flow.matched(second_identity(somebody(), seed=1), recording=2)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sealed(path: Path, lines: list[dict[str, Any]]) -> None:
    """Write the lines anew, numbered and sealed as somebody without the key would."""
    last, act, out = "0" * 16, 0, []
    for line in lines:
        act += line["part"] == 1
        data = {**line, "act": act}
        data.pop("seal")
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        last = hashlib.sha256(f"{last}{body}".encode()).hexdigest()[:16]
        out.append(f'{body[:-1]},"seal":"{last}"}}\n')
    path.write_text("".join(out), encoding="utf-8")


def _at(lines: list[dict[str, Any]], fact: str) -> int:
    return max(number for number, line in enumerate(lines) if line["fact"] == fact)


def _inserted(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*lines, dict(lines[_at(lines, "CardIssued")])]


def _changed(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make the duplicate unique."""
    at = _at(lines, "DuplicateOneToOne")
    line = json.loads(json.dumps(lines[at]))
    first = lines[_at(lines, "UniquenessConfirmed")]
    evidence = next(name for name, value in line.items() if isinstance(value, dict))
    line["fact"] = "UniquenessConfirmed"
    line[evidence]["outcome"] = "UNIQUE"
    line[evidence]["candidates"] = []
    line[evidence]["gallery_state"] = first[evidence]["gallery_state"]
    return [*lines[:at], line, *lines[at + 1 :]]


def _removed(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    at = _at(lines, "UniquenessConfirmed")
    return [*lines[:at], *lines[at + 1 :]]


def _reordered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    at = _at(lines, "CardsFetched")
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


EDITS = {"inserted": _inserted, "changed": _changed, "removed": _removed, "reordered": _reordered}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("key", [b"", b"secret of the office"], ids=["no key", "key"])
def test_an_edited_journal_does_not_pass_its_seal(tmp_path: Path, edit: str, key: bytes) -> None:
    """Whoever edits a line and leaves the seals alone is found when the file is opened."""
    path = tmp_path / "journal.jsonl"
    lines = EDITS[edit](written(path, key))
    path.write_text(
        "".join(json.dumps(x, ensure_ascii=False, separators=(",", ":")) + "\n" for x in lines),
        encoding="utf-8",
    )
    with pytest.raises(BadFile):
        FileJournal(path, key=key)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_journal_with_new_seals_breaks_a_law_on_replay(tmp_path: Path, edit: str) -> None:
    """Without a key the seals can be made anew; the table and the gallery still speak."""
    path = tmp_path / "journal.jsonl"
    lines = written(path, b"")
    sealed(path, lines)
    Casebook.replay(FileJournal(path), CITY)  # the forger's seals themselves are good
    sealed(path, EDITS[edit](lines))
    with pytest.raises(BrokenJournal):
        Casebook.replay(FileJournal(path), CITY)


@pytest.mark.parametrize("edit", [*EDITS, "nothing"])
def test_with_a_key_nobody_else_can_make_the_seals(tmp_path: Path, edit: str) -> None:
    """Not even an unchanged journal passes with seals made without the key."""
    path, key = tmp_path / "journal.jsonl", b"secret of the office"
    lines = written(path, key)
    sealed(path, EDITS[edit](lines) if edit in EDITS else lines)
    with pytest.raises(BadFile, match="seal"):
        FileJournal(path, key=key)


# -- a refused step changes nothing ---------------------------------------------------------------


@attrs.frozen
class Stamped(Step):
    """A user's own step whose second fact bears another officer's name."""

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return one fact that is right, and one that is not."""
        good = e.Complained(*view.stamp(self.case, at, by), "late")
        return (good, attrs.evolve(good, by="somebody else"))


@attrs.frozen
class Nothing(Step):
    """A user's own step that leads to nothing."""

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return no fact."""
        return ()


@attrs.frozen
class Unpaired(Step):
    """A user's own step that orders a print and reserves no blank."""

    def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
        """Return the order alone."""
        return (e.SentForPrinting(*view.stamp(self.case, at, by), 1, DINAS),)


def _case(stage: str) -> Any:
    return lambda flow: getattr(flow, stage)(somebody())


REFUSALS: dict[str, tuple[Any, Any, Any, str]] = {
    "status": (_case("at_the_centre"), OrderPrint, DINAS_OFFICER, "status"),
    "role": (_case("at_the_centre"), MatchRecord, COUNTER, "role"),
    "guard": (_case("matched"), OrderPrint, DINAS_OFFICER, "custody_at_printing_office"),
    "check": (_case("matched"), Personalise, DINAS_OFFICER, "blank_in_work"),
    "demand": (_case("ready"), lambda c: HandOver(c, "wrong"), COUNTER, "receipt_shown"),
    "minutes": (_case("printed"), Withdraw, COUNTER, "minutes_given"),
    "misprint": (_case("printed"), lambda c: ReportMisprint(c, "x", ""), COUNTER, "minutes_given"),
    "open": (
        _case("applied"),
        lambda _: Apply(somebody().resident, "NEW", via="12.71.17.1005"),
        COUNTER,
        "one_open_application",
    ),
    "unknown": (lambda _: "K999999", CheckFile, COUNTER, "no_case"),
    "on file": (_case("applied"), ConfirmOnFile, DINAS_OFFICER, "record_print_ready"),
    "no duplicate": (
        _case("matched"), lambda c: ResolveDuplicate(c, "this"), DINAS_OFFICER, "status"
    ),
    "stock": (
        _case("ordered"), lambda _: DestroyBlanko(999, "BA-1"), DINAS_OFFICER, ""
    ),
    "stamp": (_case("applied"), Stamped, COUNTER, "foreign_stamp"),
    "nothing": (_case("applied"), Nothing, COUNTER, "nothing"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refused_step_changes_nothing(kind: str) -> None:
    """Applications, records, blanks, gallery and journal are as they were."""
    arrange, make, by, code = REFUSALS[kind]
    flow = Flow.new()
    case = arrange(flow)
    refused = refused_and_unchanged(flow, make(case), by)
    assert code in codes(refused) or not code


def test_a_step_that_breaks_a_law_after_its_first_fact_changes_nothing() -> None:
    """The laws between a case and its blank are held when the act is whole."""
    flow = Flow.new()
    case = flow.ordered(somebody())
    flow.do(CancelPrint(case), DINAS_OFFICER)
    assert "no_reservation" in codes(refused_and_unchanged(flow, Unpaired(case), DINAS_OFFICER))


# -- every state ----------------------------------------------------------------------------------

THOROUGH = os.environ.get("EKTPFLOW_PROFILE") == "thorough"
ALL = frozenset(Status) - {Status.UNREGISTERED}


def _held(found: Explored, name: str) -> None:
    """Print what was explored; no promise was broken."""
    print(
        f"\n{name}: {found.states} states, {found.tried} steps tried, "
        f"{found.refused} of them refused and the book as it was"
    )
    assert not found.problem, "\n".join((found.problem, *found.witness))


def _nobody_is_stuck(found: Explored) -> None:
    """Who may apply twice more can always get a card.

    Once more is not always enough: where an unreadable recording under one number stands in the
    way of the other number, the person comes again under the first.
    """
    left = stuck(found, applications=2)
    assert not left, "\n".join(names(found.roads[left[0]]))


@explored_once
def test_two_applications_of_one_person_never_lead_to_two_cards() -> None:
    """Every state of two applications and a record from before, under two numbers and under one."""
    found = whole(applications=2, records=1, folded=THOROUGH)
    _held(found, "two applications, one record from before")
    assert found.states >= 18_000
    assert found.statuses == ALL
    assert found.refused >= 40_000
    _nobody_is_stuck(found)


@explored_once
def test_three_applications_of_one_person_never_lead_to_two_cards() -> None:
    """Every state of three applications; records from before are left to the thorough run."""
    found = whole(applications=3, records=0, folded=True)
    _held(found, "three applications")
    assert found.states >= 5_300
    assert found.statuses == ALL
    assert found.refused >= 20_000
    _nobody_is_stuck(found)


@pytest.mark.thorough
def test_three_applications_never_lead_to_two_cards_with_records_from_before() -> None:
    """Every state of three applications and two records from before, nothing left out."""
    found = whole(applications=3, records=2, folded=True)
    _held(found, "three applications, two records from before")
    assert found.states >= 180_000
    assert found.refused >= 1_500_000
    assert found.statuses == ALL
    _nobody_is_stuck(found)
