"""What is told of each status: meaning, what can be done, who acts next, how long it takes."""

from __future__ import annotations

import subprocess
import sys

import attrs
import pytest

from ektpflow import lifecycle
from ektpflow.lifecycle import KTP_EL, OwnStatus, Phase, Status, about
from ektpflow.office import Tier
from sources import RANK, marks_in, plainly, unknown_in

every_status = pytest.mark.parametrize("status", tuple(Status))


@every_status
def test_every_status_is_explained_in_both_languages(status: Status) -> None:
    found = about(status)
    assert found.status is status
    assert (found.label, found.english, found.phase) == (
        status.label,
        status.english,
        status.phase,
    )
    plainly(*found.meaning)
    plainly(*found.can_do)


@every_status
def test_it_is_our_own_word_exactly_where_the_status_says_so(status: Status) -> None:
    basis = about(status).basis
    assert basis.ours == status.ours
    assert basis.text
    assert unknown_in(basis) == []
    assert basis.ours or RANK[basis.strength] <= max(RANK[mark] for mark in marks_in(basis))


@every_status
def test_who_acts_next_is_an_office_at_which_the_way_to_a_card_goes_on(status: Status) -> None:
    office = about(status).next_office
    given_up = (status, Status.WITHDRAWN, Status.CLOSED)
    out = {r.office for r in KTP_EL.rules if r.source is status and r.target not in given_up}
    assert (office is None) == (status in KTP_EL.finals)
    assert office is None or office in out


def test_the_citizen_comes_first_where_the_office_can_do_nothing_without_her() -> None:
    assert {status for status in Status if about(status).citizen_first} == {
        Status.UNREGISTERED,
        Status.INCOMPLETE,
        Status.DUPLICATE_RECORD,
        Status.READY_FOR_PICKUP,
        Status.PICKUP_BLOCKED,
    }


@every_status
def test_every_status_says_how_long_it_takes_or_that_no_figure_was_found(status: Status) -> None:
    takes = about(status).takes
    assert takes or status in (Status.WITHDRAWN, Status.CLOSED)
    for took in takes:
        assert took.says.indonesian != took.says.english
        assert all(took.says)
        assert unknown_in(took.basis) == []
        if took.known:
            best = max(RANK[mark] for mark in marks_in(took.basis))
            assert RANK[took.basis.strength] <= best, took
        else:
            assert takes == (took,), "no figure, and yet a figure"


def test_what_the_offices_told_of_the_way_to_the_centre() -> None:
    assert [str(took) for took in about(Status.SENT_FOR_ENROLLMENT).takes][:4] == [
        "1, 3, 7, 20 days or more [Banyumas 2017, S]",
        "5 to 10 minutes on a good line, until ready to print [Jember 2018, P]",
        "1 week or more [Ponorogo 2016, S]",
        "up to a year [Bogor 2017, S]",
    ]


def test_no_figure_is_told_for_what_no_source_measured() -> None:
    """Rates and times of failures and of adjudication: not found (notes, section 9)."""
    unknown = {s for s in Status if about(s).takes and not about(s).takes[0].known}
    assert {
        Status.ADJUDICATE_RECORD,
        Status.ENROLL_FAILURE_AT_REGIONAL,
        Status.ENROLL_FAILURE_AT_CENTRAL,
        Status.SEARCH_FAILURE_AT_CENTRAL,
        Status.REQUEST_VALIDATION,
    } <= unknown
    assert str(about(Status.ADJUDICATE_RECORD).takes[0]) == "We found no figure for this stage."


def test_a_status_of_an_extension_is_told_by_the_words_it_brings() -> None:
    waits = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    found = about(waits)
    assert (found.label, found.english, found.phase) == (waits.label, waits.english, waits.phase)
    assert found.meaning == ("Menunggu lurah", "waits for the lurah")
    assert found.next_office is None
    assert found.takes == ()
    assert found.basis.ours
    plainly(*found.can_do)


def test_what_is_told_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        about(Status.SUBMITTED).next_office = Tier.CENTRE  # type: ignore[misc]
    assert isinstance(about(Status.CARD_ISSUED).takes, tuple)


def test_who_only_moves_cases_does_not_load_what_is_told() -> None:
    """The door stays cheap: citizens' words and foreign codes are loaded when first used."""
    code = (
        "import sys, ektpflow.steps, ektpflow.lifecycle as l;"
        "late = [f'ektpflow.lifecycle.{m}' for m in ('citizen', 'aliases', 'vocabularies')];"
        "assert not [m for m in late if m in sys.modules];"
        "assert l.about and late[0] in sys.modules; assert l.to_status and late[1] in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_lifecycle_offers_no_other_name_late() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        lifecycle.nothing_such  # noqa: B018
    for name in lifecycle.__all__:
        assert getattr(lifecycle, name) is not None
