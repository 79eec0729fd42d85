"""Every kind of application leads to a card, by the way that its record on file allows."""

from __future__ import annotations

import attrs
import pytest

from ektpflow import Refused, Status
from ektpflow.kinds import KINDS, Kind
from ektpflow.population import biometrics
from ektpflow.resident import Citizenship
from ektpflow.steps import (
    Apply,
    CaptureBiometrics,
    CheckFile,
    ConfirmOnFile,
    FetchCards,
    Forward,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveRecord,
    SendRecord,
    TakeIn,
    TakeOverRecord,
)
from flow import CENTRE, DINAS, DINAS_OFFICER, Flow, somebody

FOREIGN = {Kind.NEW_FOREIGNER, Kind.MOVED_IN_FOREIGNER, Kind.EXTENSION}
OLD = "OLD0000001"


def resident_for(kind):
    resident = somebody(3).resident
    if kind not in FOREIGN:
        return resident
    return attrs.evolve(resident, citizenship=Citizenship.WNA, country="Malaysia")


def walked(kind, *, on_file):
    """Walk a kind to its card, with a record and a card on file or without."""
    flow = Flow.new()
    person = somebody(3)
    resident = resident_for(kind)
    if on_file:
        flow.do(TakeOverRecord(resident, biometrics(person), OLD), CENTRE)
    case = flow.do(Apply(resident, kind, "12.71.17.1005")).case
    flow.do(CheckFile(case))
    if on_file:
        flow.do(Forward(case, DINAS))
        flow.do(ConfirmOnFile(case), DINAS_OFFICER)
    else:
        flow.do(CaptureBiometrics(case, biometrics(person)))
        flow.do(PrepareRecord(case))
        flow.do(SendRecord(case))
        flow.do(ReceiveRecord(case), CENTRE)
        flow.do(MatchRecord(case), CENTRE)
        flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    flow.do(HandOver(case, flow.book.case(case).file.receipt))
    return flow, case


@pytest.mark.parametrize("kind", [k for k, rule in KINDS.items() if rule.old_card != "none"])
def test_a_kind_for_people_on_file_is_print_only_and_ends_the_old_card(kind):
    flow, case = walked(kind, on_file=True)
    app = flow.book.case(case)
    assert app.status is Status.CARD_ISSUED
    assert flow.book.record(app.nik).card == app.file.card != OLD
    how = KINDS[kind].old_card
    assert app.file.old_card == (OLD if how == "surrender" else "")


@pytest.mark.parametrize("kind", [k for k, rule in KINDS.items() if rule.records != "no"])
def test_a_kind_for_people_never_recorded_is_recorded_and_matched(kind):
    flow, case = walked(kind, on_file=False)
    assert flow.book.case(case).status is Status.CARD_ISSUED


@pytest.mark.parametrize("kind", sorted(FOREIGN))
def test_a_citizen_cannot_apply_for_a_foreigners_card(kind):
    with pytest.raises(Refused) as no:
        Flow.new().do(Apply(somebody().resident, kind, "12.71.17"))
    assert "kind_fits_citizenship" in no.value.codes


def test_missing_papers_lead_to_a_visit_turned_away_and_no_receipt():
    flow = Flow.new()
    written = flow.do(Apply(somebody().resident, "NEW", "12.71.17", frozenset()))
    assert written.case == ""
    assert written.facts[0].missing == ("FORM_F102", "KK")
    assert not flow.book.cases
