"""Steps at the counter: applying, forwarding, checking the file, what citizens ask meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar, Final

import attrs

from ektpflow import events as e
from ektpflow.act import CARD_FORMAT
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import InvalidValue, Reason
from ektpflow.kinds import KINDS, Document, Kind, required_documents
from ektpflow.office import Officer, Role
from ektpflow.resident import Citizenship, Resident
from ektpflow.steps.base import Step, demand

__all__ = [
    "Apply",
    "CheckFile",
    "Complain",
    "DestroyOldCard",
    "Forward",
    "IssueSuket",
    "RejectFile",
    "ReportLostReceipt",
]

#: A suket is valid for 6 months (Pekalongan 2017, Jember 2019) [S].
SUKET_DAYS: Final = 182
_FOREIGN: Final = frozenset({Kind.NEW_FOREIGNER, Kind.MOVED_IN_FOREIGNER, Kind.EXTENSION})


@demand
def old_enough(
    step: Apply, _: View, __: Application | None, at: datetime, ___: Officer
) -> Reason | None:
    """Who is 17, or is or was married, must hold a card (UU 24/2013 art. 63)."""
    if step.resident.obliged(at.date()):
        return None
    return Reason(
        "old_enough",
        f"the applicant is {step.resident.age(at.date())} and never married",
        "come back at 17; recording before that day is another service",
        "UU 24/2013 art. 63 [S]",
    )


@demand
def kind_fits_citizenship(
    step: Apply, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Kinds for foreigners are for foreigners only, and an extension is for nobody else."""
    foreigner = step.resident.citizenship is not Citizenship.WNI
    if foreigner or step.kind not in _FOREIGN:
        return None
    return Reason(
        "kind_fits_citizenship",
        f"{step.kind} is for foreigners with a permanent permit only",
        "a citizen's card is valid for life",
        "Perpres 96/2018 art. 14, 16 [S]",
    )


@demand
def old_card_dealt_with(
    step: Apply, view: View, _: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """One valid card per person: who has a card surrenders it or reports it lost."""
    record = view.record(step.resident.nik)
    if record is None or not record.card or KINDS[step.kind].old_card != "none":
        return None
    return Reason(
        "old_card_dealt_with",
        f"card {record.card} of this person is valid, and {step.kind} leaves it so",
        "apply for LOST, DAMAGED or DATA_CHANGE",
        "UU 24/2013 art. 63: one card [S]",
    )


@demand
def via_is_known(
    step: Apply, view: View, _: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """The office through which somebody applies exists."""
    return _office_known(view, step.via)


def _office_known(view: View, code: str) -> Reason | None:
    try:
        view.city.office(code)
    except InvalidValue as error:
        return Reason("office_unknown", str(error), "see city.offices")
    return None


@attrs.frozen
class Apply(Step):
    """Apply for a card, directly or through the kelurahan (secara langsung / melalui kelurahan).

    Leads to a receipt, or to a visit turned away where papers are missing.

    Parameters
    ----------
    resident
        Who applies.
    kind
        What for.
    via
        Code of the office through which the application comes.
    documents
        The papers that were brought; by default all that are asked for.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicationSubmitted,)
    demands: ClassVar[tuple[str, ...]] = (
        "counter_officer",
        "old_enough",
        "kind_fits_citizenship",
        "old_card_dealt_with",
        "via_is_known",
    )

    case: str = attrs.field(default="", init=False)
    resident: Resident
    kind: Kind = attrs.field(converter=Kind)
    via: str
    documents: frozenset[Document] | None = None

    def _known(self, view: View) -> bool:  # noqa: ARG002  (no case yet, nothing to look up)
        return True

    def papers(self) -> frozenset[Document]:
        """Return the papers that must be there; a service of its own may ask for others."""
        return required_documents(self.kind)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the application with its receipt, or the visit turned away."""
        wanted = self.papers()
        brought = wanted if self.documents is None else self.documents
        missing = tuple(sorted(paper.value for paper in wanted - brought))
        nik = self.resident.nik
        if missing:
            stamp = view.stamp("", at, by)
            return (e.VisitTurnedAway(*stamp, nik, self.kind, missing),)
        stamp = view.stamp(view.next_case, at, by)
        facts: tuple[e.Fact, ...] = (
            e.ApplicationSubmitted(*stamp, self.kind, self.resident, self.via, brought),
            e.ReceiptIssued(*stamp, f"R{view.next_number:07d}"),
        )
        record = view.record(nik)
        rule = KINDS[self.kind].old_card
        if record is not None and record.card and rule != "none":
            how = "reported lost" if rule == "report" else "surrendered"
            return (*facts, e.OldCardInvalidated(*stamp, record.card, how))
        return facts


@demand
def counter_officer(
    _: Apply, __: View, ___: Application | None, ____: datetime, by: Officer
) -> Reason | None:
    """Who takes an application in works at a counter."""
    if Role.COUNTER in by.roles:
        return None
    return Reason("role", f"{by.id} is not at a counter", "let a counter officer take it in")


@demand
def target_is_known(
    step: Forward, view: View, _: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """A file goes on to an office that exists."""
    return _office_known(view, step.to)


@demand
def target_is_another(
    step: Forward, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """A file goes on to another office."""
    if app is None or app.custody != step.to:
        return None
    return Reason("target_is_another", f"the file is at {step.to} already")


@attrs.frozen
class Forward(Step):
    """Forward the paper file to another office (diteruskan ke Disdukcapil); custody moves.

    Parameters
    ----------
    to
        Code of the office that gets it.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicationForwarded,)
    demands: ClassVar[tuple[str, ...]] = ("target_is_known", "target_is_another")

    to: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the move of custody."""
        app = view.application(self.case)
        return (e.ApplicationForwarded(*view.stamp(self.case, at, by), app.custody, self.to),)


@attrs.frozen
class CheckFile(Step):
    """Check the file: complete, or what is missing (data penduduk harus telah divalidasi).

    Parameters
    ----------
    missing
        What is missing; empty when the file is complete.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.FileCompleted, e.FileFoundIncomplete)

    missing: tuple[str, ...] = ()

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the finding."""
        stamp = view.stamp(self.case, at, by)
        if self.missing:
            return (e.FileFoundIncomplete(*stamp, self.missing),)
        return (e.FileCompleted(*stamp),)


@attrs.frozen
class RejectFile(Step):
    """Reject an application that cannot be granted.

    Parameters
    ----------
    reason
        Why.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicationRejected,)

    reason: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the rejection."""
        return (e.ApplicationRejected(*view.stamp(self.case, at, by), self.reason),)


@attrs.frozen
class Complain(Step):
    """Take a complaint down (keluhan, komplain).

    Parameters
    ----------
    about
        What about.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.Complained,)

    about: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the complaint."""
        return (e.Complained(*view.stamp(self.case, at, by), self.about),)


@attrs.frozen
class IssueSuket(Step):
    """Give a temporary certificate (suket) for the time of waiting, valid for 6 months."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.SuketIssued,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the certificate."""
        until: date = at.date() + timedelta(days=SUKET_DAYS)
        number = f"S{view.next_number:07d}"
        return (e.SuketIssued(*view.stamp(self.case, at, by), number, until),)


@attrs.frozen
class ReportLostReceipt(Step):
    """Report the receipt lost; a new number replaces it."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ReceiptReportedLost,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the new number."""
        number = f"R{view.next_number:07d}"
        return (e.ReceiptReportedLost(*view.stamp(self.case, at, by), number),)


@demand
def old_card_is_here(
    _: DestroyOldCard, __: View, app: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Only a card that was surrendered can be destroyed."""
    if app is not None and app.file.old_card:
        return None
    return Reason("old_card_is_here", "no surrendered card lies with this case")


@demand
def minutes_given(
    step: DestroyOldCard, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """Every destruction has its minutes (berita acara)."""
    return without_minutes(step.minutes)


def without_minutes(minutes: str) -> Reason | None:
    """Return why something cannot be destroyed, None where the minutes are named."""
    if minutes:
        return None
    return Reason(
        "minutes_given",
        "a card or blank is destroyed without minutes",
        "name the berita acara",
        "letter 470.13/11176/SJ of 13 Dec 2018 [S]",
    )


@attrs.frozen
class DestroyOldCard(Step):
    """Destroy the surrendered old card.

    Parameters
    ----------
    minutes
        Number of the berita acara.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.OldCardDestroyed,)
    demands: ClassVar[tuple[str, ...]] = ("old_card_is_here", "minutes_given")

    minutes: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the destruction; the stock hears of it where it knows the blank."""
        stamp = view.stamp(self.case, at, by)
        card = view.application(self.case).file.old_card
        gone: tuple[e.Fact, ...] = ()
        number = card[1:]
        if number.isdecimal() and CARD_FORMAT.format(int(number)) == card:
            blank = int(number)
            if view.stock.where(blank) == "cardholder":
                gone = (e.BlankoDestroyed(*stamp, "cardholder", blank, self.minutes),)
        return (*gone, e.OldCardDestroyed(*stamp, card, self.minutes))
