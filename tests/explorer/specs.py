"""The table of the steps about one application: how each is made, by whom, and of which sort.

Where a step takes what an earlier folded step left behind (the receipt in force, the suket, the
medium with the copy), it takes what the case has: so these need not be told apart in the state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import attrs

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow import steps as s
from ektpflow.application import Application
from ektpflow.lifecycle import KTP_EL, Status
from ektpflow.matching.abis import AbisStatus
from ektpflow.steps.recording import MEDIA
from explorer.world import OFFICES, PERSONS, TRAY, corrected, recording
from flow import DINAS

ANSWERS: tuple[AbisStatus | None, ...] = (
    None,
    AbisStatus.SIMILAR,
    AbisStatus.FAILED,
    AbisStatus.UNREADABLE_REGIONAL,
    AbisStatus.UNREADABLE_CENTRAL,
    AbisStatus.NEEDS_VALIDATION,
)
Sort = Literal["move", "folded", "trap"]
Who = Literal["counter", "holder", "dinas", "centre"]
Make = Callable[[Casebook, Application, int], Any]


@attrs.frozen
class Spec:
    """How to make one step for a case; None where the case has nothing to make it with."""

    name: str
    kind: type[Any]
    make: Make
    who: Who
    sort: Sort = "move"
    answer: AbisStatus | None = None
    tells: bool = True

    def possible(self, status: Status) -> bool:
        # what the table does not hold at all it refuses: other tests see to that
        leads_to = self.kind.leads_to
        return not leads_to or any(fact in KTP_EL.table[status] for fact in leads_to)


def _plain(kind: type[Any], who: Who, *args: Any, sort: Sort = "move", **named: Any) -> Spec:
    told = (*map(str, args), *map(str, named.values()))
    name = " ".join((kind.__name__, *told))
    return Spec(name, kind, lambda _, app, __: kind(app.id, *args, **named), who, sort)


def _captured(*, usable: bool) -> Make:
    return lambda book, app, _: s.CaptureBiometrics(app.id, recording(book.facts, usable=usable))


def _copied(app: Application) -> list[str]:
    return [fact.medium for fact in app.history if isinstance(fact, e.RecordCopied)]


def _sent(_: Casebook, app: Application, __: int) -> Any:
    return s.SendRecord(app.id, [*_copied(app), "network"][0])


def _sent_uncopied(_: Casebook, app: Application, __: int) -> Any:
    left = sorted(MEDIA - {*_copied(app)})
    return s.SendRecord(app.id, left[0]) if left else None


def _lost(app: Application) -> str:
    """Return the card that was reported lost with this application."""
    how = (f for f in app.history if isinstance(f, e.OldCardInvalidated))
    return next((f.card for f in how if f.how == "reported lost"), "")


def _handed_over(*, found: bool) -> Make:
    def make(_: Casebook, app: Application, __: int) -> Any:
        card = _lost(app) if found else ""
        return s.HandOver(app.id, app.file.receipt, suket=app.file.suket, found_card=card)

    return make


def _without(what: str) -> Make:
    """Hand over without what must be brought, or with a valid card as the one that was found."""

    def make(_: Casebook, app: Application, __: int) -> Any:
        if what == "receipt":
            return s.HandOver(app.id, "R0000000", suket=app.file.suket)
        if what == "suket":
            return s.HandOver(app.id, app.file.receipt) if app.file.suket else None
        return s.HandOver(app.id, app.file.receipt, suket=app.file.suket, found_card=app.file.card)

    return make


def _forwarded(_: Casebook, app: Application, number: int) -> Any:
    return s.Forward(app.id, OFFICES[number] if app.custody == DINAS else DINAS)


def _elsewhere(_: Casebook, app: Application, __: int) -> Any:
    return None if app.custody == DINAS else s.OrderPrint(app.id)


def _confirmed(_: Casebook, app: Application, number: int) -> Any:
    as_applied = PERSONS[number].resident
    return s.ConfirmOnFile(app.id, corrected(number) if app.resident == as_applied else as_applied)


def _old_card_destroyed(_: Casebook, app: Application, __: int) -> Any:
    return s.DestroyOldCard(app.id, "BA-8") if app.file.old_card else None


def _blank(make: Callable[[int, str], Any]) -> Make:
    """Make a step about the blank in work or on the card: such a blank moves with its case only."""

    def made(book: Casebook, app: Application, _: int) -> Any:
        blank = app.file.blank
        return None if blank is None else make(blank, book.stock.where(blank))

    return made


SPECS: tuple[Spec, ...] = (
    # the counter
    _plain(s.CheckFile, "holder"),
    _plain(s.CheckFile, "holder", ("a paper",)),
    _plain(s.RejectFile, "holder", "no"),
    Spec("Forward", s.Forward, _forwarded, "holder", "folded"),
    _plain(s.Complain, "counter", "late", sort="folded"),
    _plain(s.IssueSuket, "counter", sort="folded"),
    _plain(s.ReportLostReceipt, "counter", sort="folded"),
    Spec("DestroyOldCard", s.DestroyOldCard, _old_card_destroyed, "counter", "folded"),
    _plain(s.Withdraw, "counter", minutes="BA-5"),
    _plain(s.RecordDeath, "counter", minutes="BA-6"),
    _plain(s.RecordMove, "counter", "12.71.21", minutes="BA-7"),
    # recording
    Spec("Capture", s.CaptureBiometrics, _captured(usable=True), "counter"),
    Spec("Capture unusable", s.CaptureBiometrics, _captured(usable=False), "counter"),
    _plain(s.PrepareRecord, "counter"),
    *(_plain(s.CopyRecord, "counter", m, DINAS, sort="folded") for m in sorted(MEDIA)),
    Spec("SendRecord", s.SendRecord, _sent, "counter"),
    Spec("SendRecord uncopied", s.SendRecord, _sent_uncopied, "counter", "trap"),
    # the data centre
    _plain(s.ReceiveRecord, "centre"),
    *(
        Spec(
            f"MatchRecord {answer or 'truth'}",
            s.MatchRecord,
            lambda _, app, __: s.MatchRecord(app.id),
            "centre",
            answer=answer,
        )
        for answer in ANSWERS
    ),
    _plain(s.Redo, "dinas"),
    _plain(s.Redo, "dinas", "recapture"),
    _plain(s.Retry, "centre"),
    _plain(s.Validate, "centre"),
    _plain(s.Validate, "centre", "no"),
    _plain(s.Adjudicate, "centre"),
    attrs.evolve(_plain(s.Adjudicate, "centre"), name="Adjudicate cannot tell", tells=False),
    _plain(s.ResolveDuplicate, "dinas", "this"),
    _plain(s.ResolveDuplicate, "dinas", "other"),
    _plain(s.ResolveDuplicate, "dinas", "dispute"),
    _plain(s.ConfirmOnFile, "dinas"),
    attrs.evolve(_plain(s.ConfirmOnFile, "dinas"), name="ConfirmOnFile cannot tell", tells=False),
    Spec("ConfirmOnFile changed", s.ConfirmOnFile, _confirmed, "dinas"),
    # printing
    _plain(s.OrderPrint, "dinas"),
    Spec("OrderPrint elsewhere", s.OrderPrint, _elsewhere, "dinas", "trap"),
    _plain(s.CancelPrint, "dinas"),
    _plain(s.Personalise, "dinas"),
    _plain(s.Personalise, "dinas", "encode_failed"),
    _plain(s.Personalise, "dinas", "print_failed"),
    _plain(s.ReportMisprint, "counter", "colour", "BA-1"),
    _plain(s.ReportMisprint, "counter", "name", "BA-2", data_wrong=True),
    # pickup
    _plain(s.FetchCards, "counter"),
    _plain(s.TakeIn, "counter"),
    _plain(s.ReportLostCard, "counter", "BA-3"),
    _plain(s.Inform, "counter", "12.71.17.1005", "phone", sort="folded"),
    _plain(s.BlockPickup, "counter"),
    _plain(s.ClearPickup, "counter", "seen"),
    _plain(s.ReturnCard, "counter"),
    _plain(s.DestroyCard, "counter", "BA-4"),
    Spec("HandOver", s.HandOver, _handed_over(found=False), "counter"),
    Spec("HandOver found", s.HandOver, _handed_over(found=True), "counter"),
    *(
        Spec(f"HandOver {what}", s.HandOver, _without(what), "counter", "trap")
        for what in ("receipt", "suket", "own card as found")
    ),
    # the blank in work, or on the card; as steps about blanks they stand in no row of the table
    *(
        Spec(name, s.SpoilBlanko, _blank(make), "dinas", "trap")
        for name, make in (
            ("SpoilBlanko", lambda blank, place: s.SpoilBlanko(place, blank, "torn")),
            ("DestroyBlanko", lambda blank, _: s.DestroyBlanko(blank, "BA-9")),
            ("MoveBlanko", lambda blank, place: s.MoveBlanko(place, TRAY, blank, blank, "N")),
            ("SendBlanko", lambda blank, place: s.SendBlanko(place, OFFICES[0], blank, blank, "N")),
        )
    ),
)
