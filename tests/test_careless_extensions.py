"""An extension that forgets something is refused: by the table where it can see it, else by a law."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest

from ektpflow import events as e
from ektpflow.errors import InvalidDefinition, Refused
from ektpflow.lifecycle import KTP_EL, Rule
from ektpflow.lifecycle import Status as S
from ektpflow.office import Role
from ektpflow.steps import CheckFile, Step, check, demand
from flow import DINAS, DINAS_OFFICER, Flow, somebody
from outside import example

CARELESS = example("careless_extensions")


@pytest.mark.parametrize(
    ("careless", "place", "walk"),
    [
        ("past_matching", "proof of uniqueness before a card",
         "COMPLETE -RecordPrepared-> PRINT_READY_RECORD -SentForPrinting-> SENT_FOR_CARD_PRINTING "),
        ("card_by_hand", "proof of uniqueness before a card",
         "COMPLETE -BiometricsCaptured-> BIO_CAPTURED -CardWrittenByHand-> CARD_PRINTED"),
        ("no_centre", "ENROLL_FAILURE_AT_REGIONAL",
         "led there, and the row SENT_FOR_ENROLLMENT -RecordReceived-> RECEIVED_AT_CENTRAL is left"),
    ],
)  # fmt: skip
def test_a_careless_extension_is_refused_with_its_walk(
    careless: str, place: str, walk: str
) -> None:
    with pytest.raises(InvalidDefinition) as no:
        getattr(CARELESS, careless)()
    assert no.value.place == place
    assert walk in no.value.problem


ONLY_WAY = [S.COMPLETE, S.PRINT_READY_RECORD, S.SENT_FOR_CARD_PRINTING, S.CARD_PRINTED,
            S.CARD_SHIPPED, S.READY_FOR_PICKUP]  # fmt: skip


@pytest.mark.parametrize("dropped", ONLY_WAY)
def test_a_status_on_the_only_way_cannot_be_left_out(dropped: S) -> None:
    """The message tells the walk that is cut, and where."""
    with pytest.raises(InvalidDefinition) as no:
        KTP_EL.extend("KTP_EL_SHORT", "1", without_statuses=[dropped])
    cut = no.value.problem.partition("in KTP_EL/1 the walk UNREGISTERED ")[2]
    way, _, row = cut.partition(" led there, and the row ")
    assert f"-> {dropped}" in way
    assert row.startswith(f"{dropped} -") or row.endswith(f"-> {dropped} is left out")


@attrs.frozen
class HeadSwears(e.CaseFact):
    """A head who swears that somebody is unique; nobody compared anything."""

    proves_uniqueness: ClassVar[bool] = True


@attrs.frozen
class CardSlippedIn(e.CaseFact):
    """A card that is made without the mark that says so."""


def does(fact: type[e.CaseFact]) -> type[Step]:
    """Return a step that leads to a fact with no fields of its own."""

    @attrs.frozen
    class Does(Step):
        leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (fact,)

        def decide(self, view: Any, at: Any, by: Any) -> tuple[e.Fact, ...]:
            return (fact(*view.stamp(self.case, at, by)),)

    return Does


def test_a_proof_that_nobody_made_gets_past_the_table_and_not_past_the_casebook() -> None:
    """A table believes its marks; the casebook takes proofs of its own matcher only."""
    row = Rule(HeadSwears, S.COMPLETE, S.PRINT_READY_RECORD, Role.DINAS)
    flow = Flow.new(lifecycle=KTP_EL.extend("KTP_EL_SWORN", "1", add=[row]))
    case = flow.applied(somebody())
    flow.do(CheckFile(case))
    with pytest.raises(Refused) as no:
        flow.do(does(HeadSwears)(case), DINAS_OFFICER)
    assert "forged_proof" in no.value.codes


def test_a_card_without_its_mark_is_still_made_of_a_blank() -> None:
    """From where nobody is proved the table sees what follows; else the law of the blank does."""
    row = Rule(CardSlippedIn, S.COMPLETE, S.CARD_PRINTED, Role.PRINTER)
    with pytest.raises(InvalidDefinition, match="CardSlippedIn-> CARD_PRINTED -MisprintFound->"):
        KTP_EL.extend("KTP_EL_SLIP", "1", add=[row])
    row = attrs.evolve(row, source=S.PRINT_READY_RECORD)
    flow = Flow.new(lifecycle=KTP_EL.extend("KTP_EL_SLIP", "1", add=[row]))
    case = flow.matched(somebody())
    with pytest.raises(Refused) as no:
        flow.do(does(CardSlippedIn)(case), DINAS_OFFICER)
    assert no.value.codes == {"no_card"}


@attrs.frozen
class NameCorrected(e.BiodataChanged):
    """An office's own kind of change."""


def test_a_fact_that_builds_on_another_leaves_the_same_in_the_file() -> None:
    """Else a proof would outlive a change of the identity that it was bound to."""
    row = Rule(NameCorrected, S.COMPLETE, S.COMPLETE, Role.DINAS)
    table = KTP_EL.extend("KTP_EL_NAMES", "1", add=[row])
    flow = Flow.new(lifecycle=table)
    case = flow.applied(somebody())
    flow.do(CheckFile(case))
    app = flow.book.case(case)
    new = attrs.evolve(app.resident, name="Nama Baru")
    stamp = (case, flow.now, "x", DINAS, table.tag)
    assert (
        app.after(NameCorrected(*stamp, new)).file == app.after(e.BiodataChanged(*stamp, new)).file
    )
    assert app.after(NameCorrected(*stamp, new)).file.identity != app.file.identity


@pytest.mark.parametrize("enter", [check, demand])
def test_an_extension_does_not_exchange_a_rule_of_the_library_unseen(enter: Any) -> None:
    def blank_in_stock(*_: Any) -> None: ...

    def old_enough(*_: Any) -> None: ...

    taken = blank_in_stock if enter is check else old_enough
    with pytest.raises(InvalidDefinition, match="has one of this name; give yours another"):
        enter(taken)
