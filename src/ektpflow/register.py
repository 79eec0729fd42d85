"""The record of one NIK at the data centre: it outlives every application.

The codes up to PRINT_READY_RECORD describe a *record*, the card codes a *card*; an application
joins the record that its NIK has. Recording happens once in a lifetime, so a later application
finds the record on file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from ektpflow import events as e
from ektpflow.application import Application, identity_of
from ektpflow.lifecycle import Status
from ektpflow.nik import Nik
from ektpflow.resident import Resident
from ektpflow.values import changed

__all__ = ["Record", "holder_of_another_card", "record_after"]

_RECORD_STATUSES: Final = frozenset(
    {
        Status.BIO_CAPTURED,
        Status.PROCESSING,
        Status.SENT_FOR_ENROLLMENT,
        Status.RECEIVED_AT_CENTRAL,
        Status.ENROLL_FAILURE_AT_REGIONAL,
        Status.ENROLL_FAILURE_AT_CENTRAL,
        Status.SEARCH_FAILURE_AT_CENTRAL,
        Status.ADJUDICATE_RECORD,
        Status.REQUEST_VALIDATION,
        Status.DUPLICATE_RECORD,
        Status.PRINT_READY_RECORD,
    }
)


_SPEAK: Final[dict[type[e.CaseFact], bool]] = {}


@attrs.frozen(slots=False)
class Record:
    """What the data centre holds under one NIK.

    Parameters
    ----------
    nik
        Its number.
    resident
        The biodata that were last proved, or last applied with where nothing is proved.
    handle
        Handle of the recorded biometrics, empty where none are on file.
    status
        Code of the record.
    proof
        Position in the journal of the fact that proved it unique, None where none did.
    card
        Number of the card that is valid or on its way, empty where there is none.
    card_case
        The application that made it.
    open_case
        The application that is open for this NIK.
    doubles
        Records that were taken over in doubt, because the biometric search named this one.
    """

    nik: Nik
    resident: Resident
    handle: str = ""
    status: Status = Status.UNREGISTERED
    proof: int | None = None
    card: str = ""
    card_case: str = ""
    open_case: str = ""
    doubles: tuple[Nik, ...] = ()

    @property
    def print_ready(self) -> bool:
        """The record was proved unique and may be printed from."""
        return self.proof is not None

    @property
    def identity(self) -> str:
        """Digest of what is on file."""
        return identity_of(self.resident, self.handle)


def holder_of_another_card(
    record: Record, find: Callable[[Nik], Record | None], own: str = ""
) -> Record | None:
    """Return the record under which this person has another valid card, None where none is.

    The card of a double counts until it is given up, or the double is proved to be another person.

    Parameters
    ----------
    record
        The record of the person.
    find
        Gives the record of a NIK.
    own
        The card that is not another one.
    """
    if record.card not in ("", own):
        return record
    for nik in record.doubles:
        double = find(nik)
        if double is not None and not double.print_ready and double.card not in ("", own):
            return double
    return None


def record_after(
    record: Record | None, fact: e.Fact, app: Application | None, position: int
) -> Record | None:
    """Return the record that a fact speaks of as it stands after it.

    Parameters
    ----------
    record
        The record as it stands, None where there is none yet.
    fact
        The fact.
    app
        The application after the fact, None for facts without one.
    position
        Position of the fact in the journal.
    """
    if isinstance(fact, e.RegisterFact):
        return _registered(record, fact, position)
    if app is None or not isinstance(fact, e.CaseFact):
        return record
    if record is None:
        record = Record(app.nik, app.resident)
    if _speaks_of_it(fact.__class__):
        record = _marked(record, fact, app, position)
    return _followed(record, app)


def _speaks_of_it(event: type[e.CaseFact]) -> bool:
    """Say whether facts of a class are about the record itself; most are not."""
    speaks = _SPEAK.get(event)
    if speaks is None:
        marked = event.proves_uniqueness or event.leaves_gallery or event.makes_card
        speaks = marked or issubclass(event, e.ApplicationSubmitted | e.OldCardInvalidated)
        _SPEAK[event] = speaks
    return speaks


def _registered(record: Record | None, fact: e.RegisterFact, position: int) -> Record:
    match fact:
        case e.RecordTakenOver(record=nik, resident=resident, biometrics=biometrics, card=card):
            known = record or Record(nik, resident)
            return changed(
                known,
                resident=resident,
                handle=biometrics.handle,
                status=Status.PRINT_READY_RECORD,
                proof=position,
                card=card,
            )
        case e.RecordTakenOverInDoubt(record=nik, biometrics=biometrics, card=card):
            known = record or Record(nik, fact.resident)
            status = Status.DUPLICATE_RECORD
            return changed(known, handle=biometrics.handle, status=status, card=card)
        case _:
            # a deletion: only what is on file can be deleted, the casebook saw to that
            assert record is not None  # noqa: S101
            return changed(record, handle="", status=Status.UNREGISTERED, proof=None)


def _marked(record: Record, fact: e.CaseFact, app: Application, position: int) -> Record:
    if isinstance(fact, e.ApplicationSubmitted):
        return changed(record, open_case=app.id)
    if fact.proves_uniqueness:
        recorded = app.file.biometrics
        return changed(
            record,
            resident=app.resident,
            handle=record.handle if recorded is None else recorded.handle,
            status=Status.PRINT_READY_RECORD,
            proof=position,
        )
    if fact.leaves_gallery:
        return changed(record, handle="", status=app.status, proof=None)
    if fact.makes_card:
        return changed(record, card=app.file.card, card_case=app.id)
    if isinstance(fact, e.OldCardInvalidated) and record.card == fact.card:
        return changed(record, card="", card_case="")
    return record


def _followed(record: Record, app: Application) -> Record:
    """Return the record as it follows its application: status, card, and whether one is open."""
    if record.proof is None and app.status in _RECORD_STATUSES:
        recorded = app.file.biometrics
        if recorded is not None and app.status is not record.status:
            record = changed(record, status=app.status, handle=recorded.handle)
    if record.card_case == app.id and not app.file.card:
        record = changed(record, card="", card_case="")
    if record.open_case == app.id and app.status in app.lifecycle.finals:
        record = changed(record, open_case="")
    return record
