"""Each named check of the ledger, and that each is needed: without it, its test fails.

The tests take no fixtures, so that a mutant runner can switch a check off and call them.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING

import pytest

from ektpflow.blanko import CARDHOLDER, MAKER, SPOILED, RangeSet, SerialRange, StockLedger
from ektpflow.blanko.checks import BY_ACT, CHECKS
from ektpflow.errors import EktpError, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

DINAS, KECAMATAN = "12.71", "12.71.17"


def stocked() -> StockLedger:
    """Return blanks 1 to 5 at the dinas, of which 1 is reserved for K1 and 2 is a card."""
    ledger = StockLedger(frozenset({DINAS, KECAMATAN}))
    ledger = ledger.received(MAKER, DINAS, SerialRange(1, 5), "SJ-1")
    ledger = ledger.reserved(DINAS, 1, "K1").reserved(DINAS, 2, "K2")
    return ledger.consumed(DINAS, 2, "K2")


def refuses(code: str, act: Callable[[], object]) -> None:
    """Hold that an act is refused for this reason, perhaps among others."""
    try:
        act()
    except Refused as no:
        codes: frozenset[str] = no.codes
    except EktpError:
        codes = frozenset()  # only the sets underneath noticed
    else:
        codes = frozenset()
    assert code in codes


def test_unknown_place_is_refused_on_either_side() -> None:
    ledger = stocked()
    refuses("unknown_place", lambda: ledger.moved(DINAS, "99.99", SerialRange(3, 3), "SJ"))
    refuses("unknown_place", lambda: ledger.reserved("99.99", 3, "K3"))
    refuses("unknown_place", lambda: ledger.counted("", 0))


def test_wrong_way_blanks_never_go_back_or_skip_a_stage() -> None:
    ledger = stocked()
    refuses("wrong_way", lambda: ledger.moved(DINAS, MAKER, SerialRange(3, 3), "SJ"))
    refuses("wrong_way", lambda: ledger.moved(DINAS, DINAS, SerialRange(3, 3)))
    refuses("wrong_way", lambda: ledger.sent(CARDHOLDER, DINAS, SerialRange(2, 2), "SJ"))
    refuses("wrong_way", lambda: ledger.destroyed(DINAS, 3, "BA-1"))
    refuses("wrong_way", lambda: ledger.counted(CARDHOLDER, 1))


def test_not_there_what_is_elsewhere_cannot_be_used() -> None:
    ledger = stocked()
    refuses("not_there", lambda: ledger.moved(DINAS, KECAMATAN, SerialRange(2, 3), "SJ"))
    refuses("not_there", lambda: ledger.reserved(DINAS, 2, "K3"))
    refuses("not_there", lambda: ledger.consumed(KECAMATAN, 1, "K1"))
    refuses("not_there", lambda: ledger.destroyed(SPOILED, 2, "BA-1"))


def test_negative_no_place_gives_more_than_it_has() -> None:
    refuses("negative", lambda: stocked().sent(DINAS, KECAMATAN, SerialRange(1, 9), "SJ"))


def test_overlap_the_maker_delivers_a_serial_once() -> None:
    refuses("overlap", lambda: stocked().received(MAKER, DINAS, SerialRange(5, 9), "SJ"))


def test_already_reserved_blanks_stay_and_serve_one_case() -> None:
    ledger = stocked()
    refuses("already_reserved", lambda: ledger.reserved(DINAS, 1, "K3"))
    refuses("already_reserved", lambda: ledger.reserved(DINAS, 1, "K1"))
    lot = RangeSet.of(1, SerialRange(3, 4))
    refuses("already_reserved", lambda: ledger.moved(DINAS, KECAMATAN, lot, "SJ"))


def test_not_reserved_blanks_become_no_card() -> None:
    ledger = stocked()
    refuses("not_reserved", lambda: ledger.consumed(DINAS, 3, "K1"))
    refuses("not_reserved", lambda: ledger.released(DINAS, 3, "K1"))


def test_reserved_for_other_cases_cannot_be_touched() -> None:
    ledger = stocked()
    refuses("reserved_for_other", lambda: ledger.consumed(DINAS, 1, "K2"))
    refuses("reserved_for_other", lambda: ledger.released(DINAS, 1, "K2"))
    refuses("reserved_for_other", lambda: ledger.spoiled(DINAS, 1, "no chip"))


def test_no_case_no_reservation() -> None:
    refuses("no_case", lambda: stocked().reserved(DINAS, 3, ""))


def test_no_blank_free_nothing_to_reserve() -> None:
    refuses("no_blank", lambda: stocked().reserved(KECAMATAN, 3, "K3"))


def test_no_document_no_transport_between_offices() -> None:
    ledger = stocked()
    refuses("no_document", lambda: ledger.sent(DINAS, KECAMATAN, SerialRange(3, 3), " "))
    refuses("no_document", lambda: ledger.received(MAKER, DINAS, SerialRange(6, 7), ""))
    refuses("no_document", lambda: ledger.moved(DINAS, KECAMATAN, SerialRange(3, 3)))
    ledger.moved(DINAS, "12.71/printer", SerialRange(3, 3))


def test_cause_missing_no_spoilage() -> None:
    refuses("cause_missing", lambda: stocked().spoiled(DINAS, 3, ""))


def test_minutes_missing_no_destruction() -> None:
    refuses("minutes_missing", lambda: stocked().destroyed(CARDHOLDER, 2, " "))


def test_count_differs_no_silent_correction() -> None:
    refuses("count_differs", lambda: stocked().counted(DINAS, 5))


# -- that the tests above cover the checks -------------------------------------------------------


def named_after(check: str) -> list[FunctionType]:
    """Return the tests above that are named after a check."""
    return [
        test
        for name, test in globals().items()
        if name.startswith(f"test_{check}_") and isinstance(test, FunctionType)
    ]


def test_every_check_has_one_test_and_every_test_a_check() -> None:
    named = [name for check in CHECKS for test in named_after(check) for name in [test.__name__]]
    plain = [name for name in globals() if name.startswith("test_") and "every_" not in name]
    assert sorted(named) == sorted(plain)
    assert len(named) == len(CHECKS)
    assert {name for names in BY_ACT.values() for name in names} == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_is_missed_when_it_is_off(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, check, lambda _ledger, _act: None)
    (test,) = named_after(check)
    with pytest.raises(AssertionError):
        test()
