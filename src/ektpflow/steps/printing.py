"""Steps of print-only cases and of printing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import ClassVar, Literal

import attrs

from ektpflow import events as e
from ektpflow.act import CARD_FORMAT
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.office import Officer
from ektpflow.resident import Resident
from ektpflow.steps.base import Step, check, demand
from ektpflow.steps.counter import without_minutes

__all__ = ["CancelPrint", "ConfirmOnFile", "OrderPrint", "Personalise", "ReportMisprint"]


@check
def same_person_on_file(
    view: View, app: Application | None, _: datetime, __: Officer
) -> Reason | None:
    """What was recorded for this case belongs to the person on file."""
    if app is None or app.file.biometrics is None or view.same_as_on_file(app):
        return None
    return Reason(
        "same_person_on_file",
        "the recording of this case is not the person whose record is on file",
        "RejectFile, and look into it: somebody uses another person's NIK",
    )


@demand
def change_keeps_nik(
    step: ConfirmOnFile, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """A NIK never changes, whatever else does."""
    if step.changed is None or app is None or step.changed.nik == app.nik:
        return None
    return Reason(
        "change_keeps_nik", "the changed biodata bear another NIK", "", "PP 40/2019 art. 30(2) [S]"
    )


@attrs.frozen
class ConfirmOnFile(Step):
    """Let a print-only case rest on the record on file, after a change where there is one.

    Parameters
    ----------
    changed
        The biodata after the change; None where nothing changes.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.UniquenessOnFile,)
    checks: ClassVar[tuple[str, ...]] = ("same_person_on_file",)
    demands: ClassVar[tuple[str, ...]] = ("change_keeps_nik",)

    changed: Resident | None = None

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the change, where there is one, and the uniqueness on file."""
        stamp = view.stamp(self.case, at, by)
        found = view.on_file(self.case, self.changed)
        if found is None:
            return ()
        confirmed = e.UniquenessOnFile(*stamp, found)
        if self.changed is None:
            return (confirmed,)
        return (e.BiodataChanged(*stamp, self.changed), confirmed)


@check
def blank_in_stock(view: View, _: Application | None, __: datetime, by: Officer) -> Reason | None:
    """No card without a blank."""
    if view.blank_at(by.office) is not None:
        return None
    return Reason(
        "no_blank",
        f"no free blanko at {by.office}",
        "wait for a delivery (ReceiveBlanko), or borrow from another office",
    )


@attrs.frozen
class OrderPrint(Step):
    """Order the card to be printed: a blank is reserved for it."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.SentForPrinting,)
    checks: ClassVar[tuple[str, ...]] = ("blank_in_stock",)

    def blank(self, view: View, by: Officer) -> tuple[str, int] | None:
        """Return place and serial of the blank to take; another service may keep its own stock."""
        return view.blank_at(by.office)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the order and the reservation."""
        found = self.blank(view, by)
        if found is None:
            return ()
        place, blank = found
        stamp = view.stamp(self.case, at, by)
        return (
            e.SentForPrinting(*stamp, blank, place),
            e.BlankoReserved(*stamp, place, blank),
        )


@check
def blank_in_work(_: View, app: Application | None, __: datetime, ___: Officer) -> Reason | None:
    """A blank is in work for this case."""
    if app is None or (app.file.blank is not None and not app.file.card):
        return None
    return Reason("blank_in_work", "no blank is in work for this case", "OrderPrint")


@attrs.frozen
class CancelPrint(Step):
    """Take a print order back; the blank is free again."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.PrintCancelled,)
    checks: ClassVar[tuple[str, ...]] = ("blank_in_work",)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the cancellation and the release."""
        stamp = view.stamp(self.case, at, by)
        file = view.application(self.case).file
        if file.blank is None:
            return ()
        return (
            e.PrintCancelled(*stamp, file.blank),
            e.BlankoReleased(*stamp, file.place, file.blank),
        )


@attrs.frozen
class Personalise(Step):
    """Write biodata, photo, signature and two fingerprints into the blank (personalisasi).

    Parameters
    ----------
    outcome
        ``"printed"``, or how it failed: ``"encode_failed"``, ``"print_failed"``.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (
        e.CardPersonalised,
        e.EncodeFailed,
        e.PrintFailed,
    )
    checks: ClassVar[tuple[str, ...]] = ("blank_in_work",)

    outcome: Literal["printed", "encode_failed", "print_failed"] = attrs.field(
        default="printed",
        validator=attrs.validators.in_(("printed", "encode_failed", "print_failed")),
    )

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the card, or the spoiled blank."""
        stamp = view.stamp(self.case, at, by)
        file = view.application(self.case).file
        blank, place = file.blank, file.place
        if blank is None:
            return ()
        if self.outcome == "printed":
            code = hashlib.sha256(f"{blank}:{file.identity}".encode()).hexdigest()[:16]
            return (
                e.CardPersonalised(*stamp, CARD_FORMAT.format(blank), blank, code),
                e.BlankoConsumed(*stamp, place, blank),
            )
        failed = e.EncodeFailed if self.outcome == "encode_failed" else e.PrintFailed
        return (
            failed(*stamp, blank),
            e.BlankoSpoiled(*stamp, place, blank, self.outcome),
        )


@demand
def misprint_minutes_given(
    step: ReportMisprint, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Every destruction has its minutes (berita acara)."""
    return without_minutes(step.minutes)


@attrs.frozen
class ReportMisprint(Step):
    """Report a faulty card: it is destroyed with minutes, and printed or checked again.

    Parameters
    ----------
    what
        What is wrong with it.
    minutes
        Number of the berita acara.
    data_wrong
        The data were wrong, not the print: the file is opened again.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.MisprintFound, e.DataFoundWrong)
    demands: ClassVar[tuple[str, ...]] = ("misprint_minutes_given",)

    what: str
    minutes: str
    data_wrong: bool = False

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the finding and the destruction of the card."""
        stamp = view.stamp(self.case, at, by)
        file = view.application(self.case).file
        found = e.DataFoundWrong if self.data_wrong else e.MisprintFound
        return (
            found(*stamp, file.card, self.what),
            *destroyed(view, self.case, at, by, self.what, self.minutes),
        )


def destroyed(
    view: View, case: str, at: datetime, by: Officer, cause: str, minutes: str
) -> tuple[e.Fact, ...]:
    """Return the facts by which the printed card of a case is spoiled and destroyed."""
    stamp = view.stamp(case, at, by)
    blank = view.application(case).file.blank
    if blank is None:
        return ()
    return (
        e.BlankoSpoiled(*stamp, "cardholder", blank, cause),
        e.BlankoDestroyed(*stamp, "spoiled", blank, minutes),
    )
