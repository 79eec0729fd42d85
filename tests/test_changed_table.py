"""A casebook whose office changes its table while cases are open, and its replay."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.board import View
from ektpflow.errors import BrokenJournal, InvalidDefinition, Refused
from ektpflow.journal import FileJournal, MemoryJournal
from ektpflow.lifecycle import KTP_EL, Migration, Rule
from ektpflow.lifecycle import Status as S
from ektpflow.lifecycle.ktp_el import APPLICATION, FILE_COMPLETE
from ektpflow.office import Officer, Role
from ektpflow.steps import Apply, CheckFile, MigrateCase, ReceiveBlanko, Step
from flow import CENTRE, CITY, COUNTER, DINAS_OFFICER, KECAMATAN, START, somebody
from two_versions import (
    AT_CAMAT,
    CAMAT,
    EARLY,
    LATE,
    OVER,
    OWN,
    SECOND,
    CamatApproved,
    begun,
    by_the_camat,
    changed,
    reopened,
    two_years,
)


def versions_of(book: Casebook, name: str) -> list[str]:
    """Return the versions of a case's facts, each once, in order."""
    return list(dict.fromkeys(fact.version for fact in book.case(name).history))


def test_a_case_begun_under_one_version_is_finished_under_the_next(tmp_path: Path) -> None:
    book = two_years(tmp_path / "j.jsonl").book
    assert {
        name: (str(app.status), versions_of(book, name)) for name, app in book.cases.items()
    } == {
        "K000001": ("SUBMITTED", ["KTP_EL/1"]),
        "K000002": ("CARD_PRINTED", ["KTP_EL/1", "KTP_EL/2"]),
        "K000003": ("CARD_PRINTED", ["KTP_EL/1"]),
        "K000004": ("CARD_ISSUED", ["KTP_EL/1"]),
        "K000005": ("AT_CAMAT", ["KTP_EL/2"]),
    }
    assert book.case("K000001").lifecycle is SECOND
    over = next(f for f in book.case("K000002").history if isinstance(f, e.CaseMigrated))
    assert (over.version, over.to, over.status) == ("KTP_EL/1", "KTP_EL/2", "AT_CAMAT")
    assert book.record(somebody(1).resident.nik).print_ready  # type: ignore[union-attr]


def told(book: Casebook) -> dict[str, Any]:
    """Return what a board says, as plain data."""
    officers = (COUNTER, CAMAT, DINAS_OFFICER, CENTRE)
    now = START + timedelta(days=9)
    return {
        "cases": {name: [str(app.status), versions_of(book, name)] for name, app in book.cases.items()},
        "next": {
            name: [repr(book.next_steps(name, at=now, by=by)) for by in officers]
            for name in book.cases
        },
        "stock": dict(book.stock.balances()),
        "gallery": book.gallery_state,
    }  # fmt: skip


def test_another_process_replays_both_years(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    here = told(two_years(path).book)
    code = (
        "import json, pathlib, sys, test_changed_table as t;"
        "print(json.dumps(t.told(t.changed(pathlib.Path(sys.argv[1])))))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p), "PYTHONHASHSEED": "7"},
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == json.loads(json.dumps(here))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"earlier": ()}, "Hand in the table of that version: earlier="),
        ({"earlier": [KTP_EL]}, "earlier=[Migration(KTP_EL/1, KTP_EL/2, statuses)]"),
        (
            {"earlier": [Migration(KTP_EL, SECOND, EARLY | {S.COMPLETE: S.SUBMITTED}, LATE)]},
            "COMPLETE becomes SUBMITTED, not AT_CAMAT",
        ),
        (
            {"earlier": [Migration(KTP_EL, SECOND, {S.SUBMITTED: S.SUBMITTED})]},
            "COMPLETE has no counterpart in KTP_EL/2",
        ),
    ],
    ids=["no table", "no migration", "another counterpart", "no counterpart"],
)
def test_replay_needs_the_earlier_table_and_the_way_from_it(
    tmp_path: Path, other: dict[str, Any], words: str
) -> None:
    path = tmp_path / "j.jsonl"
    two_years(path)
    with pytest.raises(BrokenJournal) as no:
        changed(path, **other)
    assert words in str(no.value)
    assert "lines" in str(no.value)


def test_under_the_old_table_alone_the_new_facts_cannot_have_happened(tmp_path: Path) -> None:
    """Nobody reads the second year with the first year's rules."""
    path = tmp_path / "j.jsonl"
    two_years(path)
    with pytest.raises(BrokenJournal, match="migration: KTP_EL/1 to KTP_EL/2"):
        Casebook.replay(FileJournal(path, extra=OWN), CITY)


def test_a_fact_bears_the_version_of_the_table_that_its_case_goes_by(tmp_path: Path) -> None:
    """An edited journal that lets a migrated case go by the old rules again is refused."""
    path = tmp_path / "j.jsonl"
    two_years(path)
    acts = [facts for _, facts in FileJournal(path, extra=OWN).acts()]
    at = next(n for n, facts in enumerate(acts) if isinstance(facts[0], CamatApproved))
    old = acts[at][0]
    acts.insert(at, (e.Complained(old.case, old.at, old.by, old.office, "KTP_EL/1", "late"),))
    with pytest.raises(
        BrokenJournal, match="the fact is of KTP_EL/1, and the case goes by KTP_EL/2"
    ):
        Casebook.replay(MemoryJournal(acts), CITY, lifecycle=SECOND, earlier=[OVER],
                        guards={"by_the_camat": by_the_camat})  # fmt: skip


def test_a_fact_about_blanks_bears_a_version_that_is_known_too(tmp_path: Path) -> None:
    """Neither a step nor an edited journal brings in a table that nobody handed in."""
    flow = reopened(tmp_path / "j.jsonl")
    with pytest.raises(Refused) as no:
        flow.do(StockOfNextYear("maker", "12.71", 801, 809, "SJ-9"), DINAS_OFFICER)
    assert no.value.codes == {"foreign_stamp"}
    (old,) = next(flow.book.journal.acts())[1]
    with pytest.raises(BrokenJournal, match="Hand in the table of that version"):
        Casebook.replay(MemoryJournal([(attrs.evolve(old, version="KTP_EL/9"),)]), CITY)


def test_an_old_case_goes_on_by_its_own_table_and_a_new_one_by_the_new(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    flow = reopened(path)
    assert flow.book.check(CheckFile("K000001"), at=flow.now, by=COUNTER) == ()
    flow.do(CheckFile("K000001"))
    case = flow.applied(somebody(5))
    (against,) = flow.book.check(CheckFile(case), at=flow.now, by=COUNTER)
    assert "FileCompleted is possible from AT_CAMAT" not in against.sentence
    assert against.code == "status"


def test_a_table_without_a_way_over_lets_old_cases_finish(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    flow = reopened(path, earlier=[KTP_EL])
    flow.do(CheckFile("K000001"))
    with pytest.raises(Refused, match="no migration leads from KTP_EL/1 to KTP_EL/2"):
        flow.do(MigrateCase("K000002"), DINAS_OFFICER)


@pytest.mark.parametrize(
    ("name", "by", "code"),
    [
        ("K000003", DINAS_OFFICER, "finishes_as_begun"),
        ("K000004", DINAS_OFFICER, "finishes_as_begun"),
        ("K000002", COUNTER, "role"),
        ("K000001", DINAS_OFFICER, "in_force"),
        ("K000099", DINAS_OFFICER, "no_case"),
    ],
)
def test_who_does_not_go_over_is_told_why(
    tmp_path: Path, name: str, by: Officer, code: str
) -> None:
    path = tmp_path / "j.jsonl"
    flow = reopened(path)
    flow.do(MigrateCase("K000001"), DINAS_OFFICER)
    facts = flow.book.facts
    assert [r.code for r in flow.book.check(MigrateCase(name), at=flow.now, by=by)] == [code]
    with pytest.raises(Refused) as no:
        flow.do(MigrateCase(name), by)
    assert no.value.codes == {code}
    assert flow.book.facts == facts


def test_a_migration_that_would_let_a_card_out_unproved_is_refused_with_its_walk(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j.jsonl"
    begun(path)
    hasty = Migration(KTP_EL, SECOND, EARLY | {S.RECEIVED_AT_CENTRAL: S.PRINT_READY_RECORD})
    with pytest.raises(InvalidDefinition) as no:
        changed(path, earlier=[hasty])
    assert "KTP_EL/1 to KTP_EL/2, RECEIVED_AT_CENTRAL: proof of uniqueness" in str(no.value)
    assert "-RecordReceived-> RECEIVED_AT_CENTRAL -CaseMigrated-> PRINT_READY_RECORD" in str(
        no.value
    )


def test_an_unsafe_earlier_table_is_refused_like_one_in_force(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    begun(path)
    hole = Rule(e.RecordPrepared, S.COMPLETE, S.PRINT_READY_RECORD, Role.OPERATOR)
    with pytest.raises(InvalidDefinition, match="proof of uniqueness before a card"):
        changed(path, earlier=[KTP_EL.evolve(rules=(*KTP_EL.rules, hole))])


@attrs.frozen
class Backdated(Step):
    """A user's own step that stamps its fact with the version of another table."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.Complained,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        case, *rest, _ = view.stamp(self.case, at, by)
        return (e.Complained(case, *rest, "KTP_EL/2", "late"),)


@attrs.frozen
class ApplyAsLastYear(Apply):
    """A user's own step that opens a case under the table of last year."""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        return tuple(attrs.evolve(f, version="KTP_EL/1") for f in Apply.decide(self, view, at, by))


@attrs.frozen
class MigrateAsIPlease(Step):
    """A user's own step that says itself where a case goes on."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CaseMigrated,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        return (e.CaseMigrated(*view.stamp(self.case, at, by), "KTP_EL/2", "PRINT_READY_RECORD"),)


@pytest.mark.parametrize(
    ("step", "by", "code"),
    [
        (Backdated("K000001"), COUNTER, "other_version"),
        (ApplyAsLastYear(somebody(5).resident, "NEW", f"{KECAMATAN}.1005"), COUNTER, "other_version"),
        (MigrateAsIPlease("K000002"), DINAS_OFFICER, "other_status"),
        (MigrateAsIPlease("K000003"), DINAS_OFFICER, "finishes_as_begun"),
    ],
)  # fmt: skip
def test_no_step_chooses_its_own_table(tmp_path: Path, step: Step, by: Officer, code: str) -> None:
    path = tmp_path / "j.jsonl"
    flow = reopened(path)
    facts = flow.book.facts
    with pytest.raises(Refused) as no:
        flow.do(step, by)
    assert code in no.value.codes
    assert flow.book.facts == facts


@attrs.frozen
class StockOfNextYear(ReceiveBlanko):
    """A user's own step that stamps blanks with a version that is not there yet."""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        return tuple(
            attrs.evolve(f, version="KTP_EL/9") for f in ReceiveBlanko.decide(self, view, at, by)
        )


# -- reading across the years ---------------------------------------------------------------------


def test_statuses_and_clocks_are_read_by_the_table_of_each_version(tmp_path: Path) -> None:
    book = two_years(tmp_path / "j.jsonl").book
    history = book.case("K000002").history
    read = [str(status) for status in book.versions.statuses_of(history)]
    assert read[:6] == [
        "SUBMITTED", "SUBMITTED", "COMPLETE", "AT_CAMAT", "COMPLETE", "BIO_CAPTURED",
    ]  # fmt: skip
    assert read[-1] == book.case("K000002").status
    late = APPLICATION.read(book.versions, history, START + timedelta(days=2))
    assert late is not None
    assert late.late
    assert late.started == history[0].at
    with pytest.raises(InvalidDefinition, match="FileCompleted is not possible in SUBMITTED"):
        FILE_COMPLETE.read(SECOND, history, START + timedelta(days=2))


def test_recorded_cases_that_came_over_once_are_read_from_there(tmp_path: Path) -> None:
    """The check before a third version ships."""
    book = two_years(tmp_path / "j.jsonl").book
    third = SECOND.evolve(version="3")
    on = Migration(SECOND, third, {AT_CAMAT: AT_CAMAT, S.SUBMITTED: S.SUBMITTED})
    landings = on.landings({name: app.history for name, app in book.cases.items()})
    assert {x.case: x.lands and str(x.lands) for x in landings} == {
        "K000001": "SUBMITTED", "K000002": None, "K000003": None, "K000004": None,
        "K000005": "AT_CAMAT",
    }  # fmt: skip


def test_a_guard_that_only_an_earlier_table_names_is_bound(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    begun(path)
    with pytest.raises(InvalidDefinition, match="guard by_the_camat: a rule names it"):
        changed(path, guards={})
    with pytest.raises(InvalidDefinition, match="guard by_nobody: no rule names it"):
        changed(path, guards={"by_the_camat": by_the_camat, "by_nobody": by_the_camat})
    third = KTP_EL.evolve(version="3")
    back = Migration(SECOND, third, {})
    assert changed(path, lifecycle=third, earlier=[KTP_EL, back]).lifecycle is third
