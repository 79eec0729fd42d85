"""Guards: the conditions of this year that a row of the lifecycle names.

A guard reads the view and the application and returns None, or the reason against. Guards run
when a casebook decides, whatever step brought the fact, and never on replay: a rule that changes
in one year must not rewrite another year's history. A guard that raises is a bug and propagates.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ektpflow import lifecycle
from ektpflow.application import CARD_STATUSES, Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.lifecycle import Status
from ektpflow.office import Officer
from ektpflow.register import Record, holder_of_another_card

__all__ = ["GUARDS", "Guard"]

#: What a casebook's guard looks at: the view and the application, at a moment, for an officer.
Guard = lifecycle.Guard[View, Application]


def one_open_application(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """One open application per NIK."""
    record = view.record(app.nik)
    if record is None or not record.open_case:
        return None
    return Reason(
        "one_open_application",
        f"case {record.open_case} is open for this NIK",
        f"go on with {record.open_case}, or Withdraw it",
    )


def custody_here(_: View, app: Application, __: datetime, by: Officer) -> Reason | None:
    """Who acts on a paper file must hold it."""
    if app.custody == by.office:
        return None
    return Reason(
        "custody_here",
        f"the file is at {app.custody}, not at {by.office}",
        f"Forward it from {app.custody} to {by.office}",
    )


def never_recorded(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """Recording is once in a lifetime: recording again is what makes duplicate records."""
    record = view.record(app.nik)
    if record is None or not record.print_ready:
        return None
    return Reason(
        "never_recorded",
        "the biometrics of this NIK are on file; recording is once in a lifetime",
        "print only: ConfirmOnFile",
        "Perpres 96/2018; duplicate-record warnings of the offices [S]",
    )


def nik_not_on_file(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """A NIK that is on file gets no biometric check."""
    record = view.record(app.nik)
    if record is None or not record.print_ready:
        return None
    return Reason(
        "nik_not_on_file",
        "the NIK is on file at the centre: no biometric check runs",
        "ConfirmOnFile",
        "slide deck PIAK 2015 [S]",
    )


def record_print_ready(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """Print only rests on a record that was proved unique."""
    record = view.record(app.nik)
    if record is not None and record.print_ready:
        return None
    return Reason(
        "record_print_ready",
        "no print-ready record is on file for this NIK",
        "CaptureBiometrics and the way through the data centre",
    )


def proved_unique(_: View, app: Application, __: datetime, ___: Officer) -> Reason | None:
    """No card for a person not proved unique since the identity data last changed."""
    if app.file.is_proved:
        return None
    return Reason(
        "no_proof",
        "no proof of uniqueness for the identity data as they stand",
        "MatchRecord at the data centre, or ConfirmOnFile for a record on file",
        "personalisation only after matching: slide deck PIAK 2015, source study [S]",
    )


def custody_at_printing_office(
    view: View, app: Application, _: datetime, by: Officer
) -> Reason | None:
    """The file must lie at the office that prints."""
    if not view.city.office(by.office).prints:
        return Reason(
            "office_does_not_print",
            f"no cards are printed at {by.office}",
            "let an officer of the printing office order it",
        )
    if app.custody == by.office:
        return None
    return Reason(
        "custody_at_printing_office",
        f"the file is still at {app.custody}",
        f"Forward it to {by.office}",
    )


def no_other_valid_card(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """One valid card per person (UU 24/2013 art. 63), under whatever number."""
    record = view.record(app.nik)
    if record is None or (record.card in ("", app.file.card) and not record.doubles):
        return None
    holder = holder_of_another_card(record, view.record, app.file.card)
    if holder is None:
        return None
    return Reason(
        "no_other_valid_card",
        f"card {holder.card} of this person is valid (NIK {holder.nik})",
        "surrender it or report it lost when applying under that NIK",
        "UU 24/2013 art. 63: one card [S]",
    )


def holds_no_card(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """A record that carries a card stays, or its holder would be found unique once more."""
    record = view.record(app.nik)
    return None if record is None else _card_keeps(record)


def _card_keeps(record: Record) -> Reason | None:
    """Return why a record may not be deleted, None where it carries no card."""
    if not record.card:
        return None
    return Reason(
        "holds_no_card",
        f"the record {record.nik} carries card {record.card}, so it stays",
        "Withdraw the open case; apply for LOST or DAMAGED, which ends that card",
        "our modelling choice",
    )


def others_hold_no_card(view: View, app: Application, _: datetime, __: Officer) -> Reason | None:
    """A record that carries a card, or has a blank in work, is not deleted for another.

    Which record stays is told in two ways ("the first recording", 2017; "the latest card", 2016);
    our choice is the one that can never leave two cards: the record that carries the card stays.
    """
    for nik in app.file.others:
        record = view.record(nik)
        if record is None:
            continue
        other = view.find(record.open_case)
        busy = other is not None and (
            other.status in CARD_STATUSES or other.status is Status.SENT_FOR_CARD_PRINTING
        )
        if record.card or busy:
            return Reason(
                "others_hold_no_card",
                f"the other record {nik} carries a card or is being printed",
                "keep the other record (ResolveDuplicate keep='other')",
                "our modelling choice",
            )
    return None


GUARDS: Final[dict[str, Guard]] = {
    "one_open_application": one_open_application,
    "custody_here": custody_here,
    "never_recorded": never_recorded,
    "nik_not_on_file": nik_not_on_file,
    "record_print_ready": record_print_ready,
    "proved_unique": proved_unique,
    "custody_at_printing_office": custody_at_printing_office,
    "no_other_valid_card": no_other_valid_card,
    "holds_no_card": holds_no_card,
    "others_hold_no_card": others_hold_no_card,
}
