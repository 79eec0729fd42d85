"""One act in the making: what the board would be after some facts, and the laws it must obey.

The laws bind applications, records, cards and blanks to each other. They hold in every year, so
they are checked when a casebook decides and again when a journal is replayed.
"""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.application import CARD_STATUSES, Application
from ektpflow.blanko import StockLedger
from ektpflow.board import Board
from ektpflow.errors import Reason, Refused
from ektpflow.lifecycle import Lifecycle, Status
from ektpflow.nik import Nik
from ektpflow.record_laws import LAWS, LAWS_BY_FACT, laws_about
from ektpflow.register import Record, record_after
from ektpflow.values import changed

__all__ = ["CARD_FORMAT", "Act"]

#: A card bears the number of the blank that it was made of.
CARD_FORMAT: Final = "C{:08d}"
_OUT: Final = "cardholder"


class Act:
    """The board after some facts; the board itself is not touched until the act is written."""

    __slots__ = (
        "_board",
        "_opened",
        "_stock_facts",
        "applications",
        "records",
        "stock",
        "written",
    )

    def __init__(self, board: Board) -> None:
        self._board = board
        self._stock_facts: list[e.StockFact] = []
        self._opened: Application | None = None
        self.applications: dict[str, Application] = {}
        self.records: dict[Nik, Record] = {}
        self.stock: StockLedger = board.stock
        self.written: int = board.written

    def application(self, case: str) -> Application | None:
        """Return the application as it stands in this act."""
        return self.applications.get(case) or self._board.applications.get(case)

    def opened(self, fact: e.ApplicationSubmitted, lifecycle: Lifecycle) -> Application:
        """Return the application that a fact opens; it is made once, for guards and laws."""
        if self._opened is None or self._opened.history[0] is not fact:
            self._opened = Application.opened(fact, lifecycle)
        return self._opened

    def take(self, fact: e.Fact, before_it: Application | None = None) -> None:
        """Take one fact in; `Refused` when it cannot have happened.

        Parameters
        ----------
        fact
            The fact.
        before_it
            The application as it stands in this act, where that was looked up already.
        """
        self.written += 1
        app: Application | None = None
        if isinstance(fact, e.CaseFact):
            before_it = before_it or self.application(fact.case)
            if before_it is None or isinstance(fact, e.CaseMigrated):
                app = self._opened_or_migrated(before_it, fact)
            else:
                app = before_it.after(fact)
            self.applications[fact.case] = app
            nik = app.resident.nik
            if isinstance(fact, e.OldCardTakenBack):
                self._not_valid(fact)
        elif isinstance(fact, e.StockFact):
            self.stock = self.stock.after(fact)
            self._stock_facts.append(fact)
            return
        elif isinstance(fact, e.RegisterFact):
            nik = fact.record
            if isinstance(fact, e.RecordTakenOverInDoubt):
                self._double(fact)
        else:
            return
        before = self.record(nik)
        event = fact.__class__
        laws = LAWS_BY_FACT.get(event)
        for law in laws_about(event) if laws is None else laws:
            against = LAWS[law](before, fact, self)
            if against is not None:
                raise Refused(type(fact).__name__, fact.case, (against,))
        after = record_after(before, fact, app, self.written)
        if after is not None and after is not before:
            self.records[nik] = after

    def record(self, nik: Nik) -> Record | None:
        """Return the record of a NIK as it stands in this act."""
        # an act that changed no record need not look a number up twice
        here = self.records.get(nik) if self.records else None
        return here or self._board.records.get(nik)

    def filed(self, nik: Nik) -> bool:
        """Whether a NIK is in the gallery, before this act."""
        return nik in self._board.matcher.gallery

    def _double(self, fact: e.RecordTakenOverInDoubt) -> None:
        """Let the records that the search named know of their double, whose card may be valid."""
        for nik in fact.named:
            record = self.record(nik)
            if record is not None:
                self.records[nik] = changed(record, doubles=(*record.doubles, fact.record))

    def _not_valid(self, fact: e.OldCardTakenBack) -> None:
        """A card that a record carries is valid: it is not destroyed as an old one."""
        if any(record.card == fact.card for record in self._board.records.values()):
            law = Reason("card_is_valid", f"card {fact.card} is valid, no old card that was found")
            raise Refused(type(fact).__name__, fact.case, (law,))

    def _opened_or_migrated(self, app: Application | None, fact: e.CaseFact) -> Application:
        if app is not None and isinstance(fact, e.CaseMigrated):
            return app.migrated(fact, self._board.versions.migration(fact.version, fact.to))
        if isinstance(fact, e.ApplicationSubmitted):
            return self.opened(fact, self._board.versions.table(fact.version))
        raise Refused(type(fact).__name__, fact.case, (Reason("no_case", "no such case"),))

    def obey(self) -> None:
        """Hold the laws between applications, cards and blanks; `Refused` when one is broken."""
        for fact in self._stock_facts:
            self._obey_stock(fact)
        for case, app in self.applications.items():
            self._obey_card(self._board.applications.get(case), app)

    def _obey_stock(self, fact: e.StockFact) -> None:
        """A blank that belongs to a case moves with that case only."""
        match fact:
            case e.BlankoReserved() | e.BlankoReleased() | e.BlankoConsumed():
                app = self.application(fact.case)
            case (
                e.BlankoSpoiled(place=place, blank=blank)
                | e.BlankoDestroyed(source=place, blank=blank)
            ):
                if place != _OUT and blank not in self._board.stock.reservations:
                    return
                app = self.application(fact.case)
                if app is not None and place == _OUT:
                    self._own_card(fact, app, blank)
            case _:
                return
        if app is None:
            raise Refused(
                type(fact).__name__,
                fact.case,
                (Reason("no_case", "a blank in work, or a card, moves with its case only"),),
            )
        self.applications.setdefault(fact.case, app)

    def _own_card(self, fact: e.StockFact, app: Application, blank: int) -> None:
        before = self._board.applications.get(fact.case, app)
        if blank != before.file.blank and CARD_FORMAT.format(blank) != before.file.old_card:
            raise Refused(
                type(fact).__name__,
                fact.case,
                (Reason("other_card", f"blank {blank} is not a card of this case"),),
            )

    def _obey_card(self, before: Application | None, app: Application) -> None:
        blank, status = app.file.blank, app.status
        law: Reason | None = None
        if status is Status.SENT_FOR_CARD_PRINTING:
            if blank is None or self.stock.reservations.get(blank) != app.id:
                law = Reason("no_reservation", "a card in work has a blank reserved for it")
        elif status in CARD_STATUSES:
            changed = before is None or before.status is not status
            if changed and (not app.file.card or blank is None or self.stock.where(blank) != _OUT):
                law = Reason("no_card", f"{status} without a card made of a blank")
        elif blank is not None:
            law = Reason("blank_left", f"blank {blank} is still tied to the case in {status}")
        left = None if before is None else before.file.blank
        if law is None and left is not None and left != blank:
            if self.stock.reservations.get(left) == app.id:
                law = Reason("blank_left", f"blank {left} is still reserved for this case")
            elif self.stock.where(left) == _OUT:
                law = Reason("card_left", f"the card made of blank {left} was not destroyed")
        if law is not None:
            raise Refused("law", app.id, (law,))
