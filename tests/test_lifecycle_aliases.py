"""Other people's codes, both ways: total, with a reason wherever they differ."""

from __future__ import annotations

from itertools import chain

import attrs
import pytest

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.lifecycle import (
    ALIASES,
    OwnStatus,
    Phase,
    Status,
    from_status,
    status_named,
    to_status,
)
from ektpflow.lifecycle.aliases import Answer, Code, Vocabulary
from ektpflow.lifecycle.vocabularies import (
    MOSIP,
    OFFICES,
    OPENCRVS_1,
    OPENCRVS_2,
    OPENSID,
    PENUNGGALAN,
    SUKET,
    VOCABULARIES,
)

S = Status
PHASES = tuple(Phase)
each = pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.name)


# -- total, both ways ----------------------------------------------------------------------------


@each
def test_every_status_has_an_answer_a_code_or_a_reason_why_there_is_none(
    vocabulary: Vocabulary,
) -> None:
    for status in Status:
        answer = vocabulary.write(status)
        assert answer.status is status
        assert answer.code is not None or answer.why
        assert from_status(vocabulary, status) == answer.code


@each
def test_every_code_has_a_status_or_a_reason_why_there_is_none(vocabulary: Vocabulary) -> None:
    for code in vocabulary.codes:
        assert code.status is not None or code.why
        assert to_status(vocabulary, code.code) is code.status
        for spelling in code.spellings:
            assert vocabulary.read(spelling) is code


@each
def test_a_status_written_and_read_again_is_the_same_or_a_coarser_one_that_is_documented(
    vocabulary: Vocabulary,
) -> None:
    for status in Status:
        answer = vocabulary.write(status)
        if answer.code is None:
            continue
        landed = to_status(vocabulary, answer.code)
        assert landed is not None
        if answer.exact:
            assert landed is status
        else:
            assert landed is not status
            assert answer in vocabulary.others
            assert PHASES.index(landed.phase) <= PHASES.index(status.phase), "it claims more"


@each
def test_a_code_read_and_written_again_means_the_same(vocabulary: Vocabulary) -> None:
    for code in vocabulary.codes:
        if code.status is not None:
            again = from_status(vocabulary, code.status)
            assert again is not None
            assert to_status(vocabulary, again) is code.status


@each
def test_every_vocabulary_says_where_and_when_it_was_read(vocabulary: Vocabulary) -> None:
    assert vocabulary.source
    assert vocabulary.tells
    assert vocabulary.seen in ("2026-11-23", "2026-11-24")


# -- the offices ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spelt", "status"),
    [
        ("Pro", S.PROCESSING),
        ("SFE", S.SENT_FOR_ENROLLMENT),
        ("Sent for Enrollment", S.SENT_FOR_ENROLLMENT),
        ("Send for Enrollment", S.SENT_FOR_ENROLLMENT),
        ("SENT_FOR_ENROLLMENT", S.SENT_FOR_ENROLLMENT),
        ("PRR", S.PRINT_READY_RECORD),
        ("print ready record", S.PRINT_READY_RECORD),
        ("DUP", S.DUPLICATE_RECORD),
        ("Duplicate One to One", S.DUPLICATE_RECORD),
        ("Duplicate One to Many", S.DUPLICATE_RECORD),
        ("Efac", S.ENROLL_FAILURE_AT_CENTRAL),
        ("EFAC", S.ENROLL_FAILURE_AT_CENTRAL),
        ("EFAR", S.ENROLL_FAILURE_AT_REGIONAL),
        ("Bio Capture", S.BIO_CAPTURED),
        ("Bio Captured", S.BIO_CAPTURED),
        ("BC", S.BIO_CAPTURED),
        ("search_failure", S.SEARCH_FAILURE_AT_CENTRAL),
        ("ADJUDICATE", S.ADJUDICATE_RECORD),
    ],
)
def test_the_offices_spellings_and_short_codes_are_understood(spelt: str, status: Status) -> None:
    assert to_status(OFFICES, spelt) is status
    assert status_named(spelt) is status


def test_the_offices_write_every_status_but_our_own_words_exactly() -> None:
    exact = {status for status in Status if OFFICES.write(status).exact}
    assert exact == {status for status in Status if not status.ours}
    assert from_status(OFFICES, S.READY_FOR_PICKUP) == "CARD_SHIPPED"
    assert from_status(OFFICES, S.INCOMPLETE) is None


def test_the_offices_have_every_alias() -> None:
    spelt = set(chain.from_iterable(code.spellings for code in OFFICES.codes))
    assert spelt == set(ALIASES)


def test_codes_that_were_never_seen_in_indonesia_are_unknown() -> None:
    for code in ("PACKET_RETRY", "ADJUDICATE_IN_PROCESS", "CARD_REJECTED"):
        assert status_named(code) is None
        with pytest.raises(InvalidValue):
            to_status(OFFICES, code)


def test_the_codes_of_a_suket_and_of_the_dashboard_are_written_as_they_are_there() -> None:
    assert [code.code for code in SUKET.codes] == ["Pro", "SFE", "PRR", "DUP", "Efac"]
    assert from_status(SUKET, S.ENROLL_FAILURE_AT_CENTRAL) == "Efac"
    assert sorted(code.code for code in PENUNGGALAN.codes) == [
        "ADJUDICATE",
        "DUPLICATE",
        "EFAC",
        "EFAR",
        "PRR",
        "SEARCH_FAILURE",
    ]


# -- OpenSID -------------------------------------------------------------------------------------


def test_opensid_has_the_numbers_one_to_eight_and_they_are_not_in_the_order_of_the_flow() -> None:
    assert [code.code for code in OPENSID.codes] == list("12345678")
    flow = list(Status)
    order = [flow.index(code.status) for code in OPENSID.codes if code.status]
    assert order != sorted(order)
    assert to_status(OPENSID, 5) is to_status(OPENSID, "5") is S.PRINT_READY_RECORD
    assert to_status(OPENSID, 4) is to_status(OPENSID, "card printed") is S.CARD_PRINTED


def test_who_need_not_have_a_card_has_no_status_here() -> None:
    assert to_status(OPENSID, "BELUM WAJIB") is None
    assert "17" in OPENSID.read(1).why


# -- MOSIP and OpenCRVS --------------------------------------------------------------------------


def test_a_mosip_packet_is_found_at_its_stage() -> None:
    assert to_status(MOSIP, "manual-adjudication") is S.ADJUDICATE_RECORD
    assert to_status(MOSIP, "MANUAL_ADJUDICATION") is S.ADJUDICATE_RECORD
    assert to_status(MOSIP, "BIO_DEDUPE") is S.RECEIVED_AT_CENTRAL
    assert to_status(MOSIP, "REPROCESS") is S.SEARCH_FAILURE_AT_CENTRAL
    assert to_status(MOSIP, "PROCESSING") is None
    assert from_status(MOSIP, S.CARD_ISSUED) == "PROCESSED"
    assert from_status(MOSIP, S.BIO_CAPTURED) is None


def test_an_opencrvs_record_is_found_at_its_status_in_either_version() -> None:
    assert to_status(OPENCRVS_1, "ISSUED") is S.CARD_ISSUED
    assert to_status(OPENCRVS_1, "CORRECTION_REQUESTED") is None
    assert from_status(OPENCRVS_1, S.DUPLICATE_RECORD) == "WAITING_VALIDATION"
    assert to_status(OPENCRVS_2, "REGISTERED") is S.PRINT_READY_RECORD
    assert to_status(OPENCRVS_2, "REVOKED") is None
    with pytest.raises(InvalidValue):
        to_status(OPENCRVS_2, "VALIDATED")  # a flag since 1.10, no status


# -- unknown spellings ---------------------------------------------------------------------------


def test_an_unknown_spelling_is_refused_with_the_nearest_known_ones() -> None:
    with pytest.raises(InvalidValue, match="nearest: PRINT_READY_RECORD"):
        to_status(OFFICES, "PRINT READY RECORDS")
    with pytest.raises(InvalidValue, match="nearest: 1, 2, 3, 4, 5, 6, 7, 8"):
        to_status(OPENSID, 9)


def test_what_could_be_somebodys_number_is_not_repeated_in_the_error() -> None:
    with pytest.raises(InvalidValue, match="a text of 16 characters") as caught:
        to_status(OFFICES, "1271" * 4)
    assert "1271" not in str(caught.value)


@each
def test_a_status_of_an_extension_has_no_counterpart_anywhere(vocabulary: Vocabulary) -> None:
    waits = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    assert from_status(vocabulary, waits) is None
    assert "extension" in vocabulary.write(waits).why


# -- what no vocabulary may be -------------------------------------------------------------------


def without(vocabulary: Vocabulary, status: Status) -> tuple[Answer, ...]:
    return tuple(answer for answer in vocabulary.others if answer.status is not status)


BAD = {
    "a status without an answer": {"others": without(OPENSID, S.CLOSED)},
    "two answers for a status": {
        "others": (*OPENSID.others, Answer(S.CLOSED, None, "once more"))
    },
    "an answer for what a code means": {
        "others": (*OPENSID.others, Answer(S.CARD_ISSUED, "8", "again"))
    },
    "no code and no reason": {
        "others": (*without(OPENSID, S.CLOSED), Answer(S.CLOSED, None))
    },
    "a code that is not there": {
        "others": (*without(OPENSID, S.CLOSED), Answer(S.CLOSED, "9", "?"))
    },
    "a code that means nothing here": {
        "others": (*without(OPENSID, S.CLOSED), Answer(S.CLOSED, "1", "?"))
    },
    "a code that claims a later phase": {
        "others": (*without(OPENSID, S.COMPLETE), Answer(S.COMPLETE, "8", "?"))
    },
    "a spelling that is there twice": {
        "codes": (*OPENSID.codes, Code("9", None, "why", ("card-issued",)))
    },
    "a code without status and reason": {"codes": (*OPENSID.codes, Code("9", None))},
}  # fmt: skip


@pytest.mark.parametrize("wrong", BAD)
def test_a_vocabulary_that_cannot_be_used_both_ways_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidDefinition, match="OpenSID"):
        attrs.evolve(OPENSID, **BAD[wrong])
