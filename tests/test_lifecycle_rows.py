"""Every row of KTP_EL says where, by whom, on what ground, and what it means for the citizen."""

from __future__ import annotations

from ektpflow import medan
from ektpflow.lifecycle import KTP_EL, Status, about
from ektpflow.lifecycle.rule import OURS
from ektpflow.office import Tier
from sources import RANK, SOURCES, marks_in, plainly, unknown_in

ROWS = KTP_EL.rules
OFFICE = {
    Tier.KELURAHAN: "12.71.17.1005",
    Tier.KECAMATAN: "12.71.17",
    Tier.DINAS: "12.71",
    Tier.CENTRE: "pusat",
}
WORDS_OF_A_REASON = 8


def test_no_row_is_without_an_office_and_its_usual_officer_may_do_it() -> None:
    usual = {tier: medan().officer(code).roles for tier, code in OFFICE.items()}
    assert [r.name for r in ROWS if r.office is None or r.role not in usual[r.office]] == []


def test_no_row_is_without_a_sentence_in_both_languages() -> None:
    for row in ROWS:
        plainly(*row.says)


def test_different_facts_say_different_things() -> None:
    """Rows that share a sentence are rows of one fact."""
    by_sentence: dict[str, set[str]] = {}
    for row in ROWS:
        by_sentence.setdefault(row.says.english, set()).add(row.event.__name__)
    assert [events for events in by_sentence.values() if len(events) > 1] == []


def test_no_row_is_without_a_basis_and_no_choice_of_ours_without_a_reason() -> None:
    assert [row.name for row in ROWS if row.basis is OURS or not row.basis.text] == []
    reasons = {row.basis.text for row in ROWS if row.basis.ours}
    assert [reason for reason in reasons if len(reason.split()) < WORDS_OF_A_REASON] == []


def test_a_strength_is_solid_plausible_weak_or_ours() -> None:
    assert {row.basis.strength for row in ROWS} == {"S", "P", "W", "ours"}


def test_what_a_basis_cites_is_a_law_of_the_table_or_a_source_of_the_list() -> None:
    assert {row.name: unknown_in(row.basis) for row in ROWS if unknown_in(row.basis)} == {}
    assert [row.name for row in ROWS if not row.basis.ours and not marks_in(row.basis)] == []


def test_no_row_is_more_solid_than_its_best_source() -> None:
    for row in ROWS:
        if not row.basis.ours:
            best = max(RANK[mark] for mark in marks_in(row.basis))
            assert RANK[row.basis.strength] <= best, f"{row.name}: {row.basis}"


def test_what_only_the_source_study_tells_is_plausible() -> None:
    told = {
        row.event.__name__: row.basis.strength for row in ROWS if "source study" in row.basis.text
    }
    assert set(told.values()) == {"P"}
    assert {"KelurahanInformed", "CitizenInformed", "RecordCopied", "ReceiptIssued"} <= set(told)


def test_exits_that_no_source_tells_are_ours() -> None:
    """The undocumented exits of the notes, 1.4 and section 9."""
    ours = {row.name for row in ROWS if row.basis.ours}
    assert {
        "SENT_FOR_ENROLLMENT + UniquenessOnFile",
        "SEARCH_FAILURE_AT_CENTRAL + SearchRetried",
        "REQUEST_VALIDATION + Validated",
        "REQUEST_VALIDATION + ValidationRefused",
        "DUPLICATE_RECORD + ThisRecordKept",
    } <= ours
    assert "RECEIVED_AT_CENTRAL + UniquenessConfirmed" not in ours


def test_the_clocks_name_what_they_rest_on_too() -> None:
    for clock in KTP_EL.clocks:
        assert unknown_in(clock.basis) == []
        assert clock.basis.ours or marks_in(clock.basis)


def test_the_law_that_starts_the_clock_stands_at_the_row_that_starts_it() -> None:
    row = KTP_EL.rule(Status.SUBMITTED, KTP_EL.clock("file_complete").starts[0])
    assert row is not None
    assert KTP_EL.clock("file_complete").basis.text in row.basis.text


def test_the_list_of_sources_is_no_longer_than_what_is_cited() -> None:
    told = [about(status) for status in Status]
    cited = " ".join(
        [
            *(row.basis.text for row in ROWS),
            *(clock.basis.text for clock in KTP_EL.clocks),
            *(found.basis.text for found in told),
            *(took.basis.text for found in told for took in found.takes),
        ]
    )
    assert [name for name in SOURCES if name not in cited] == []


def test_the_table_is_sound() -> None:
    assert KTP_EL.verify() == ()
