"""What a migration proves: which cases go over to a changed table, and which may not."""

from __future__ import annotations

import itertools

import pytest

from ektpflow import events as e
from ektpflow.errors import InvalidDefinition, InvalidValue, Refused
from ektpflow.lifecycle import KTP_EL, Course, Lifecycle, Migration, Versions
from ektpflow.lifecycle import Status as S
from two_versions import AT_CAMAT, EARLY, LATE, OPEN, OVER, SAME, SECOND, CamatApproved


def case(*classes: type[e.CaseFact]) -> tuple[e.CaseFact, ...]:
    """Return a history that only the classes of its facts are looked at."""
    return tuple(object.__new__(cls) for cls in classes)


# -- the proof ------------------------------------------------------------------------------------


def test_a_table_that_only_has_another_number_takes_every_case_over() -> None:
    assert Migration(KTP_EL, KTP_EL.evolve(version="2"), SAME).verify() == ()


def test_a_jump_past_matching_is_found_with_the_walk_that_shows_it() -> None:
    """From received to print-ready is a row that neither table has."""
    hasty = SAME | {S.RECEIVED_AT_CENTRAL: S.PRINT_READY_RECORD}
    (found,) = Migration(KTP_EL, KTP_EL.evolve(version="2"), hasty).verify()
    assert (found.code, found.place, found.unsafe) == ("never_without", "RECEIVED_AT_CENTRAL", True)
    assert [row.event.__name__ for row in found.witness][-4:] == [
        "RecordReceived", "CaseMigrated", "SentForPrinting", "CardPersonalised",
    ]  # fmt: skip
    assert "RECEIVED_AT_CENTRAL -CaseMigrated-> PRINT_READY_RECORD -SentForPrinting->" in str(found)
    for row, following in itertools.pairwise(found.witness):
        assert row.target == following.source


def unsafe_by_hand(old: Lifecycle, new: Lifecycle, jump: dict[S, S]) -> bool:
    """Say whether some walk with one jump makes a card unproved: states grown until none is new."""

    def grown(table: Lifecycle, states: set[tuple[S, bool]]) -> set[tuple[S, bool]]:
        while True:
            more = set(states)
            for status, proved in states:
                for row in table.rules:
                    if row.source == status:
                        kept = proved and not row.event.changes_identity
                        fresh = row.event.proves_uniqueness and not row.event.changes_identity
                        more.add((row.target, kept or fresh))
            if more == states:
                return states
            states = more

    before = grown(old, {(old.initial, False)})
    landed = {(jump[status], proved) for status, proved in before if status in jump}
    after = grown(new, landed)
    return any(
        row.event.makes_card and row.source == status and not proved
        for status, proved in after
        for row in new.rules
    )


def test_every_single_jump_is_judged_as_a_walk_by_hand_judges_it() -> None:
    """Each open status to each open status, with and without a proof on the way there."""
    new = KTP_EL.evolve(version="2")
    told: dict[bool, int] = {True: 0, False: 0}
    for old, there in itertools.product(OPEN, OPEN):
        jump = {old: there}
        found = Migration(KTP_EL, new, jump, finish=frozenset(OPEN) - {old}).verify()
        unsafe = any(f.unsafe for f in found)
        assert unsafe is unsafe_by_hand(KTP_EL, new, jump), (old, there)
        told[unsafe] += 1
    print(f"{told[True]} jumps unsafe, {told[False]} safe")
    assert min(told.values()) > 70


def test_the_promises_are_those_of_the_new_table() -> None:
    """Late cases cannot go over: no walk from there on meets the camat before a card."""
    everything = SAME | {S.COMPLETE: AT_CAMAT}
    found = Migration(KTP_EL, SECOND, everything).verify()
    assert {f.code for f in found} == {"never_without"}
    assert {f.place for f in found} == {str(status) for status in LATE}
    card = next(f for f in found if f.place == S.CARD_PRINTED)
    assert [row.event.__name__ for row in card.witness][-4:] == [
        "CaseMigrated", "MisprintFound", "SentForPrinting", "CardPersonalised",
    ]  # fmt: skip
    assert Migration(KTP_EL, SECOND, EARLY, finish=LATE).verify() == ()


def test_what_a_case_did_before_its_jump_is_judged_by_the_table_it_then_had() -> None:
    """A card of the first version was made without the camat; on its way home it may go over."""
    home = {S.CARD_SHIPPED: S.CARD_SHIPPED}
    never_back = SECOND.evolve(
        rules=tuple(
            row
            for row in SECOND.rules
            if row.event not in (e.CardLostInTransit, e.MisprintFound, e.DataFoundWrong)
        )
    )
    found = Migration(KTP_EL, never_back, EARLY | home, finish=LATE - set(home)).verify()
    assert found == ()


def test_a_status_without_a_counterpart_is_named_with_the_way_to_it() -> None:
    (found,) = Migration(KTP_EL, SECOND, EARLY, finish=LATE - {S.PROCESSING}).verify()
    assert (found.code, found.place, found.unsafe) == ("no_counterpart", "PROCESSING", False)
    assert found.witness[-1].target == S.PROCESSING


def test_an_ended_case_is_not_opened_again_and_no_case_ends_by_the_jump_alone() -> None:
    new = KTP_EL.evolve(version="2")
    jumps = SAME | {S.COMPLETE: S.CLOSED, S.CLOSED: S.SUBMITTED, S.WITHDRAWN: S.CLOSED}
    found = Migration(KTP_EL, new, jumps).verify()
    assert [(f.code, f.place, f.unsafe) for f in found] == [
        ("leaves_an_end", "CLOSED", True),
        ("ends_a_case", "COMPLETE", False),
    ]


# -- what is no migration -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "statuses", "finish", "words"),
    [
        (KTP_EL, {}, (), "both tables bear one version"),
        (SECOND, {S.SUBMITTED: "AT_KAMAT"}, (), "'AT_KAMAT' is no status"),
        (SECOND, {AT_CAMAT: S.SUBMITTED}, (), "KTP_EL/1, AT_CAMAT to SUBMITTED"),
        (SECOND, {}, [AT_CAMAT], "KTP_EL/1, finish: AT_CAMAT is not among its statuses"),
        (SECOND, {S.SUBMITTED: S.SUBMITTED}, [S.SUBMITTED], "it goes over and finishes"),
        (
            KTP_EL.evolve(version="2"),
            {S.SUBMITTED: AT_CAMAT},
            (),
            "KTP_EL/2, SUBMITTED to AT_CAMAT: AT_CAMAT is not among its statuses",
        ),
    ],
)
def test_a_migration_that_names_what_is_not_there_is_refused(
    target: Lifecycle, statuses: dict[S, S], finish: list[S], words: str
) -> None:
    with pytest.raises(InvalidDefinition) as told:
        Migration(KTP_EL, target, statuses, finish)
    assert words in str(told.value)


def test_a_migration_is_a_value() -> None:
    """It can be compared and kept in a set, and a change of the mapping handed in changes nothing."""
    handed = dict(EARLY)
    one = Migration(KTP_EL, SECOND, handed, finish=LATE)
    handed.clear()
    assert one == Migration(KTP_EL, SECOND, EARLY, finish=LATE)
    assert {one} == {Migration(KTP_EL, SECOND, EARLY, finish=LATE)}
    assert one.tag == "KTP_EL/1 to KTP_EL/2"


# -- recorded cases -------------------------------------------------------------------------------

HISTORIES = {
    "K1": case(e.ApplicationSubmitted, e.ReceiptIssued),
    "K2": case(e.ApplicationSubmitted, e.FileCompleted),
    "K3": case(e.ApplicationSubmitted, e.FileCompleted, e.BiometricsCaptured),
    "K4": case(e.ApplicationSubmitted, e.ApplicationWithdrawn),
    "K5": case(e.ApplicationSubmitted, e.CardIssued),
    "K6": (),
}


def test_before_a_table_ships_recorded_cases_say_where_they_would_land() -> None:
    landings = OVER.landings(HISTORIES)
    assert [(x.case, x.stands, x.lands, x.reason and x.reason.code) for x in landings] == [
        ("K1", S.SUBMITTED, S.SUBMITTED, None),
        ("K2", S.COMPLETE, AT_CAMAT, None),
        ("K3", S.BIO_CAPTURED, None, "finishes_as_begun"),
        ("K4", S.WITHDRAWN, None, "finishes_as_begun"),
        ("K5", None, None, "impossible_history"),
        ("K6", S.UNREGISTERED, S.UNREGISTERED, None),
    ]
    assert "fact 2 of the history: CardIssued is not possible in SUBMITTED" in str(
        landings[4].reason
    )


def test_a_case_is_carried_with_its_history_and_goes_on_under_the_new_table() -> None:
    carried = OVER.carry(HISTORIES["K2"])
    assert (carried.lifecycle.tag, carried.status) == ("KTP_EL/2", AT_CAMAT)
    assert carried.history == HISTORIES["K2"]
    assert carried == OVER.carry(Course(KTP_EL, S.COMPLETE, HISTORIES["K2"]))
    assert carried.after(*case(CamatApproved)).status is S.COMPLETE
    with pytest.raises(Refused, match="finishes under KTP_EL/1"):
        OVER.carry(Course(KTP_EL, S.BIO_CAPTURED))
    with pytest.raises(InvalidValue, match="takes cases of KTP_EL/1"):
        OVER.carry(Course(SECOND, S.SUBMITTED))


def test_versions_know_each_table_once() -> None:
    third = SECOND.evolve(version="3")
    known = Versions(third, [OVER, Migration(SECOND, third, {})])
    assert known.tags == ("KTP_EL/3", "KTP_EL/1", "KTP_EL/2")
    with pytest.raises(InvalidDefinition, match="KTP_EL/1, version: two different tables bear it"):
        Versions(SECOND, [KTP_EL.evolve(rules=KTP_EL.rules[:-1]), KTP_EL])
    with pytest.raises(InvalidDefinition, match="two migrations lead this way"):
        Versions(SECOND, [OVER, Migration(KTP_EL, SECOND, {})])
