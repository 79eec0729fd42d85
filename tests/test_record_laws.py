"""Laws between a record, its application and its card: no edited journal gets past them.

The forger of these tests knows everything but a key: she renames facts, keeps the true state of the
gallery, and computes all seals anew. What she writes is read without a key.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from ektpflow import Casebook
from ektpflow.errors import BrokenJournal
from ektpflow.journal import FileJournal, MemoryJournal
from ektpflow.matching.abis import AbisStatus, HandleAbis, ScriptedAbis
from ektpflow.matching.matcher import Matcher
from ektpflow.population import biometrics, second_identity
from ektpflow.record_laws import LAWS
from ektpflow.steps import (
    Adjudicate,
    CheckFile,
    ConfirmOnFile,
    Forward,
    OrderPrint,
    Personalise,
    ResolveDuplicate,
    TakeOverRecord,
    Withdraw,
)
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, Flow, somebody
from test_promises import sealed

Lines = list[dict[str, Any]]
BUDI = somebody(0)
TWICE = second_identity(BUDI, seed=1)


def forged(path: Path, act: Callable[[Flow], object], forge: Callable[[Lines], Lines]) -> str:
    """Write a journal, forge it with new seals, and return why it is not believed."""
    flow = Flow.new(journal=FileJournal(path))
    act(flow)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sealed(path, lines)
    Casebook.replay(FileJournal(path), CITY)  # unforged, it is believed
    sealed(path, forge(lines))
    with pytest.raises(BrokenJournal) as told:
        Casebook.replay(FileJournal(path), CITY)
    return str(told.value)


def at(lines: Lines, fact: str) -> int:
    """Return the place of the last fact of this name."""
    return max(number for number, line in enumerate(lines) if line["fact"] == fact)


def without(*facts: str) -> Callable[[Lines], Lines]:
    """Return a forgery that leaves the last fact of each name out, and numbers the act anew."""

    def forge(lines: Lines) -> Lines:
        for fact in facts:
            number = at(lines, fact)
            act = lines[number]["act"]
            del lines[number]
            rest = [line for line in lines if line["act"] == act]
            for part, line in enumerate(rest, start=1):
                line.update(part=part, of=len(rest))
        return lines

    return forge


def evidence_of(line: dict[str, Any]) -> dict[str, Any]:
    """Return the evidence in a line."""
    found: dict[str, Any] = next(v for v in line.values() if isinstance(v, dict) and "outcome" in v)
    return found


# -- a proof follows from the facts before it ------------------------------------------------------


def doubled(flow: Flow) -> None:
    flow.issued(BUDI)
    flow.matched(TWICE, recording=2)


def test_a_duplicate_told_as_unique_is_searched_for_again(tmp_path: Path) -> None:
    """The careful forger: true gallery state, true identity, all seals computed anew."""

    def forge(lines: Lines) -> Lines:
        line = lines[at(lines, "DuplicateOneToOne")]
        line["fact"] = "UniquenessConfirmed"
        evidence_of(line).update(outcome="UNIQUE", candidates=[])
        return lines

    told = forged(tmp_path / "j.jsonl", doubled, forge)
    assert "UniquenessConfirmed" in told
    assert "DUPLICATE_ONE_TO_ONE" in told


def test_a_finding_that_leaves_somebody_out_is_searched_for_again(tmp_path: Path) -> None:
    """Who is not named is not examined; so nobody may be left out of what a search found."""

    def forge(lines: Lines) -> Lines:
        evidence_of(lines[at(lines, "DuplicateOneToOne")])["candidates"] = []
        return lines

    assert "also finds" in forged(tmp_path / "j.jsonl", doubled, forge)


def test_a_judgement_told_otherwise_is_judged_again(tmp_path: Path) -> None:
    """The panel that found one person is said to have found two."""

    def disputed(flow: Flow) -> None:
        flow.issued(BUDI)
        case = flow.matched(TWICE, recording=2)
        flow.do(ResolveDuplicate(case, "dispute", "twins"), DINAS_OFFICER)
        flow.do(Adjudicate(case), CENTRE)

    def forge(lines: Lines) -> Lines:
        line = lines[at(lines, "JudgedDuplicate")]
        line["fact"] = "JudgedUnique"
        line["examination"]["verdicts"] = [
            [nik, "DIFFERENT"] for nik, _ in line["examination"]["verdicts"]
        ]
        return lines

    assert "panel" in forged(tmp_path / "j.jsonl", disputed, forge)


def test_a_record_in_doubt_told_as_unique_is_searched_for_again(tmp_path: Path) -> None:
    def taken_over(flow: Flow) -> None:
        flow.issued(BUDI)
        flow.do(TakeOverRecord(TWICE.resident, biometrics(TWICE, recording=2), "OLD-1"), CENTRE)

    def forge(lines: Lines) -> Lines:
        line = lines[at(lines, "RecordTakenOverInDoubt")]
        line["fact"] = "RecordTakenOver"
        evidence_of(line).update(outcome="UNIQUE", candidates=[])
        return lines

    assert "RecordTakenOver " in forged(tmp_path / "j.jsonl", taken_over, forge)


def test_a_journal_with_a_key_is_taken_at_its_word(tmp_path: Path) -> None:
    """The matcher that made it need not be there: the seals say that nobody else wrote it."""
    path, key = tmp_path / "j.jsonl", b"secret of the office"
    path_of_script = ScriptedAbis(HandleAbis(), {TWICE.resident.nik: [AbisStatus.NO_HIT]})
    flow = Flow.new(matcher=Matcher(abis=path_of_script), journal=FileJournal(path, key=key))
    flow.matched(BUDI)
    flow.matched(TWICE, recording=2)  # the script lets the search miss her
    assert len(Casebook.replay(FileJournal(path, key=key), CITY).cases) == 2


def test_another_matcher_is_asked_for_in_words() -> None:
    """A search that missed somebody cannot be made again by one that does not."""
    liar = attrs.evolve(somebody(1), body=BUDI.body)
    script = {liar.resident.nik: [AbisStatus.NO_HIT]}
    flow = Flow.new(matcher=Matcher(abis=ScriptedAbis(HandleAbis(), script)))
    flow.matched(BUDI)
    flow.matched(liar, recording=2)
    journal = MemoryJournal(act for _, act in flow.book.journal.acts())
    with pytest.raises(BrokenJournal, match="hand it in"):
        Casebook.replay(journal, CITY)
    again = Matcher(abis=ScriptedAbis(HandleAbis(), script))
    assert len(Casebook.replay(journal, CITY, matcher=again).cases) == 2


# -- the laws, each with a journal that breaks it --------------------------------------------------


def test_law_one_application(tmp_path: Path) -> None:
    """A second application of one NIK cannot begin while the first is open."""

    def twice(flow: Flow) -> None:
        case = flow.applied(BUDI)
        flow.do(Withdraw(case))
        flow.applied(BUDI)

    told = forged(tmp_path / "j.jsonl", twice, without("ApplicationWithdrawn"))
    assert "is open for this NIK" in told


def replaced(flow: Flow) -> None:
    """Issue a card, and another one for the one that was lost."""
    flow.issued(BUDI)
    case = flow.applied(BUDI, "LOST")
    flow.do(CheckFile(case))
    flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)


def test_law_one_card(tmp_path: Path) -> None:
    """A second card cannot be made while the first was never reported lost."""
    told = forged(tmp_path / "j.jsonl", replaced, without("OldCardInvalidated"))
    assert "of this person is valid" in told


def test_law_rests_on_the_file(tmp_path: Path) -> None:
    """Uniqueness on file cannot rest on another fact than the one that proved the record."""

    def forge(lines: Lines) -> Lines:
        lines[at(lines, "UniquenessOnFile")]["on_file"]["proof"] += 1
        return lines

    assert "was not proved unique by that fact" in forged(tmp_path / "j.jsonl", replaced, forge)


def test_law_taken_over_once(tmp_path: Path) -> None:
    """A record with a card cannot be taken over again as one without."""

    def taken_over(flow: Flow) -> None:
        flow.do(TakeOverRecord(BUDI.resident, biometrics(BUDI), "OLD-1"), CENTRE)
        flow.do(TakeOverRecord(somebody(1).resident, biometrics(somebody(1)), ""), CENTRE)

    def forge(lines: Lines) -> Lines:
        again = json.loads(json.dumps(lines[at(lines, "RecordTakenOver") - 1]))
        last = evidence_of(lines[at(lines, "RecordTakenOver")])
        again.update(card="", at=lines[-1]["at"])
        evidence_of(again).update(
            gallery_state=last["gallery_state"], gallery_size=last["gallery_size"]
        )
        return [*lines[:-1], again]

    assert "in the register already" in forged(tmp_path / "j.jsonl", taken_over, forge)


def test_law_card_stays_on_file(tmp_path: Path) -> None:
    """The record of somebody with a card cannot be deleted to make room for another number."""

    def kept_other(flow: Flow) -> None:
        flow.issued(BUDI)
        case = flow.matched(TWICE, recording=2)
        flow.do(ResolveDuplicate(case, "other"), DINAS_OFFICER)

    def forge(lines: Lines) -> Lines:
        nik = lines[at(lines, "OtherRecordKept")]["kept"]
        lines[at(lines, "RecordDeleted")]["record"] = nik
        return lines

    assert "its record would leave the file" in forged(tmp_path / "j.jsonl", kept_other, forge)


def test_law_card_stays_on_file_and_so_does_the_record_of_an_open_case(tmp_path: Path) -> None:
    """A record cannot be deleted under a case that goes on to its card."""

    def kept_this(flow: Flow) -> None:
        flow.matched(BUDI)
        case = flow.matched(TWICE, recording=2)
        flow.do(ResolveDuplicate(case, "this"), DINAS_OFFICER)

    told = forged(tmp_path / "j.jsonl", kept_this, without("ClosedAsDuplicate"))
    assert "of this record is open" in told


def test_every_law_has_its_test() -> None:
    """A law without a journal that breaks it is found here."""
    here = {name for name in globals() if name.startswith("test_law_")}
    assert {f"test_law_{name}" for name in LAWS} <= here


@pytest.mark.parametrize("law", LAWS)
def test_a_law_switched_off_is_noticed(law: str, tmp_path: Path) -> None:
    """Without the law, the journal that breaks it is believed, or stumbles over something else."""
    kept = LAWS[law]
    LAWS[law] = lambda *_: None
    try:
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            globals()[f"test_law_{law}"](tmp_path)
    finally:
        LAWS[law] = kept
