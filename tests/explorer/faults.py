"""Faults that are planted into the library, each with the promise that must find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.act import Act
from ektpflow.blanko import StockLedger
from ektpflow.blanko.places import SPOILED
from ektpflow.casebook import _MOVES_GALLERY
from ektpflow.guards import GUARDS
from ektpflow.record_laws import LAWS
from ektpflow.steps import DEMANDS, Withdraw
from explorer.promises import (
    Promise,
    blanks_are_conserved,
    every_card_has_its_case,
    matched_records_are_found,
    one_card,
)

Plant = Callable[[pytest.MonkeyPatch], type[Casebook]]


@attrs.frozen
class Fault:
    """A fault, how far to explore, which promise must find it, and what the way there holds.

    Parameters
    ----------
    plant
        Puts the fault in place and returns the class of casebook to explore.
    promise
        The promise that must break; None where the exploration itself must notice.
    applications, records
        How far to explore.
    problem
        How the finding begins.
    way
        Steps that the shortest way must hold, in this order.
    """

    plant: Plant
    promise: Promise | None
    applications: int
    records: int
    problem: str
    way: tuple[str, ...]


class Racing(Casebook):
    """To search and to enter the gallery are two acts: what was found enters one act later."""

    also_copied = ("late",)

    def __init__(self, *more: Any, **named: Any) -> None:
        self.late: list[str] = []
        super().__init__(*more, **named)

    def _commit(self, facts: Any, after: Any) -> None:
        board, waiting = self._board, self.late
        self.late = []
        super()._commit(tuple(f for f in facts if not getattr(f, "enters_gallery", False)), after)
        for case in waiting:
            board.matcher.enter(self._view.person(board.applications[case]))
        self.late = [f.case for f in facts if getattr(f, "enters_gallery", False)]


class Hasty(Casebook):
    """What a step would do to the stock is written before the whole act was allowed."""

    def _apply(self, step: Any, facts: Any, at: Any, by: Any) -> Any:
        for fact in facts:
            if isinstance(fact, e.StockFact) and fact.case:
                self._board.stock = self._board.stock.after(fact)
        return super()._apply(step, facts, at, by)


def _racing(_: pytest.MonkeyPatch) -> type[Casebook]:
    return Racing


def _hasty(_: pytest.MonkeyPatch) -> type[Casebook]:
    return Hasty


def _off(*rules: tuple[dict[str, Any], str]) -> Plant:
    """Switch rules off: each finds nothing, ever."""

    def plant(patch: pytest.MonkeyPatch) -> type[Casebook]:
        for registry, name in rules:
            patch.setitem(registry, name, lambda *_: None)
        return Casebook

    return plant


def _left_behind(patch: pytest.MonkeyPatch) -> type[Casebook]:
    """Let a withdrawal leave the printed card, and the law that would refuse it look away."""
    patch.setattr(Withdraw, "_left", lambda *_: ())
    patch.setattr(Act, "_obey_card", lambda *_: None)
    return Casebook


def _apart(patch: pytest.MonkeyPatch) -> type[Casebook]:
    """Let blanks move without the case that they belong to."""
    patch.setattr(Act, "_obey_stock", lambda *_: None)
    return Casebook


def _lost(patch: pytest.MonkeyPatch) -> type[Casebook]:
    """Let the ledger forget a blank when it spoils."""
    whole = StockLedger._unreserved

    def forgetful(ledger: StockLedger, serial: int, target: str) -> StockLedger:
        after = whole(ledger, serial, target)
        if target == SPOILED:
            after = attrs.evolve(after, _free=after._without(SPOILED, serial))
        return after

    patch.setattr(StockLedger, "_unreserved", forgetful)
    return Casebook


def _mark(event: type[e.Fact], name: str, value: Any) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> type[Casebook]:
        patch.setattr(event, name, value)
        # what the library remembers of a class of fact it learns anew
        patch.delitem(_MOVES_GALLERY, event, raising=False)
        return Casebook

    return plant


FAULTS: dict[str, Fault] = {
    "to search and to enter the gallery are two acts": Fault(
        _racing, one_card, 2, 0, "two cards",
        ("MatchRecord truth", "MatchRecord truth", "Personalise", "Personalise"),
    ),
    "nobody asks for another valid card when printing": Fault(
        _off((GUARDS, "no_other_valid_card"), (LAWS, "one_card")), one_card, 1, 1, "two cards",
        ("Apply NEW", "TakeOverRecord with card", "Personalise"),
    ),
    "nobody asks for another valid card, neither when applying nor when printing": Fault(
        _off(
            (GUARDS, "no_other_valid_card"), (DEMANDS, "old_card_dealt_with"), (LAWS, "one_card")
        ),
        one_card, 2, 0, "two cards",
        ("HandOver", "Apply NEW", "Personalise"),
    ),
    "a withdrawal leaves the printed card in the world": Fault(
        _left_behind, one_card, 2, 0, "two cards",
        ("Personalise", "Withdraw", "Personalise"),
    ),
    "a withdrawal leaves the printed card, and no case answers for it": Fault(
        _left_behind, every_card_has_its_case, 1, 0, "cards in the world",
        ("Personalise", "Withdraw"),
    ),
    "a record in adjudication does not enter the gallery": Fault(
        _mark(e.AdjudicationRequested, "enters_gallery", False),
        matched_records_are_found, 2, 0, "K000002 is ADJUDICATE_RECORD",
        ("MatchRecord truth", "MatchRecord SIMILAR"),
    ),
    "a record that carries a card is deleted": Fault(
        _off((GUARDS, "holds_no_card"), (LAWS, "card_stays_on_file")), one_card, 2, 1, "two cards",
        ("TakeOverRecord with card", "Redo", "Personalise"),
    ),
    "the card of a double is not asked for": Fault(
        _mark(e.RecordTakenOverInDoubt, "named", ()), one_card, 1, 2, "two cards",
        ("TakeOverRecord with card", "Personalise"),
    ),
    "a card is written off without its case": Fault(
        _apart, None, 1, 0, "a step was accepted that must always be refused",
        ("Personalise", "SpoilBlanko"),
    ),
    "a blank that spoils is lost": Fault(
        _lost, blanks_are_conserved, 1, 0, "400 blanks came from the maker, 399 are held",
        ("OrderPrint", "Personalise encode_failed"),
    ),
    "a complaint changes what is searched": Fault(
        _mark(e.Complained, "enters_gallery", True), None, 1, 0,
        "a step that is folded into the state changed the state", ("Complain",),
    ),
    "a refused step has touched the stock": Fault(
        _hasty, None, 1, 0, "a refused step changed something", ("OrderPrint",),
    ),
}  # fmt: skip
