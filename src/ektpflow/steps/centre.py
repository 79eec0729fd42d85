"""Steps at the data centre: receiving, matching, and every way out of a failure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final, Literal

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.evidence import MatchEvidence, Outcome, Verdict
from ektpflow.office import Officer
from ektpflow.resident import Biometrics, Resident
from ektpflow.steps.base import Step, check, demand

__all__ = [
    "Adjudicate",
    "MatchRecord",
    "ReceiveRecord",
    "Redo",
    "ResolveDuplicate",
    "Retry",
    "TakeOverRecord",
    "Validate",
]


@attrs.frozen
class ReceiveRecord(Step):
    """Take a record in at the data centre; a NIK on file gets no biometric check."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.RecordReceived, e.NikFoundOnFile)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the receipt of the record, or that its NIK is on file."""
        stamp = view.stamp(self.case, at, by)
        record = view.record(view.application(self.case).nik)
        if record is not None and record.print_ready:
            return (e.NikFoundOnFile(*stamp),)
        return (e.RecordReceived(*stamp),)


_FOUND: Final[
    Mapping[
        Outcome,
        type[
            e.UniquenessConfirmed
            | e.DuplicateOneToOne
            | e.DuplicateOneToMany
            | e.AdjudicationRequested
            | e.ValidationRequested
            | e.SearchFailed
            | e.EnrolmentFailedAtRegional
            | e.EnrolmentFailedAtCentral
        ],
    ]
] = {
    Outcome.UNIQUE: e.UniquenessConfirmed,
    Outcome.DUPLICATE_ONE_TO_ONE: e.DuplicateOneToOne,
    Outcome.DUPLICATE_ONE_TO_MANY: e.DuplicateOneToMany,
    Outcome.ADJUDICATE: e.AdjudicationRequested,
    Outcome.VALIDATE: e.ValidationRequested,
    Outcome.SEARCH_FAILED: e.SearchFailed,
    Outcome.UNREADABLE_REGIONAL: e.EnrolmentFailedAtRegional,
    Outcome.UNREADABLE_CENTRAL: e.EnrolmentFailedAtCentral,
}


@check
def search_has_ended(
    view: View, app: Application | None, at: datetime, _: Officer
) -> Reason | None:
    """A search takes its time from when the record came in, or was queued again."""
    searched = _FOUND.values()
    if app is None or app.lifecycle.table[app.status].keys().isdisjoint(searched):
        return None
    ends = view.search_ends(app.id)
    if at >= ends:
        return None
    return Reason(
        "search_running",
        f"the data centre searches until {ends:%Y-%m-%d %H:%M:%S %Z}",
        "MatchRecord then",
    )


@attrs.frozen
class MatchRecord(Step):
    """Match the record against every other before a card is made (pemadanan).

    Nothing is handed in but the case: what the search finds is the matcher's own. Where the search
    says how long it takes (`ektpflow.matching.TimedAbis`), it is refused before that time is over.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = tuple(_FOUND.values())
    checks: ClassVar[tuple[str, ...]] = ("search_has_ended",)
    consults: ClassVar[bool] = True

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return what the search found; to search and to enter the gallery are one act."""
        evidence: MatchEvidence = view.search(self.case)
        return (_FOUND[evidence.outcome](*view.stamp(self.case, at, by), evidence),)


@attrs.frozen
class Redo(Step):
    """Let the centre delete the record by NIK, to send or to record it again.

    Parameters
    ----------
    how
        ``"resend"`` or ``"recapture"``.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.DeletedForResend, e.DeletedForRecapture)

    how: Literal["resend", "recapture"] = attrs.field(
        default="resend", validator=attrs.validators.in_(("resend", "recapture"))
    )

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the deletion."""
        stamp = view.stamp(self.case, at, by)
        if self.how == "resend":
            return (e.DeletedForResend(*stamp),)
        return (e.DeletedForRecapture(*stamp),)


@attrs.frozen
class Retry(Step):
    """Queue a failed search again (the remedy is not documented: our modelling choice)."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.SearchRetried,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the retry."""
        return (e.SearchRetried(*view.stamp(self.case, at, by)),)


@attrs.frozen
class Validate(Step):
    """Validate a record by a person, or refuse to (our modelling choice).

    Parameters
    ----------
    refused_because
        Why validation is refused; empty when the record is validated.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.Validated, e.ValidationRefused)

    refused_because: str = ""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the validation or its refusal."""
        stamp = view.stamp(self.case, at, by)
        if self.refused_because:
            return (e.ValidationRefused(*stamp, self.refused_because),)
        return (e.Validated(*stamp),)


@check
def panel_can_decide(
    view: View, app: Application | None, _: datetime, __: Officer
) -> Reason | None:
    """A judgement needs a verdict on every candidate, or one that is the same person."""
    if app is None:
        return None
    found = view.examine(app.id)
    if found.same or found.all_different:
        return None
    return Reason(
        "panel_can_decide",
        "the panel cannot tell the record from every candidate",
        "Redo: delete by NIK, record again and resend",
        "slide deck PIAK 2015 [S]",
    )


@attrs.frozen
class Adjudicate(Step):
    """Let the panel of experts decide where the machine could not.

    Nothing is handed in but the case: the verdicts are the panel's own.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.JudgedUnique, e.JudgedDuplicate)
    checks: ClassVar[tuple[str, ...]] = ("panel_can_decide",)
    consults: ClassVar[bool] = True

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the judgement."""
        stamp = view.stamp(self.case, at, by)
        examination = view.examine(self.case)
        if any(verdict is Verdict.SAME for _, verdict in examination.verdicts):
            return (e.JudgedDuplicate(*stamp, examination),)
        return (e.JudgedUnique(*stamp, examination),)


@demand
def kept_record_is_named(
    step: ResolveDuplicate, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """A choice between records needs the other records by name."""
    if step.keep == "dispute" or app is None or app.file.others:
        return None
    return Reason("kept_record_is_named", "the finding names no other record")


@attrs.frozen
class ResolveDuplicate(Step):
    """Resolve a duplicate as the citizen asks at the dinas.

    Parameters
    ----------
    keep
        ``"this"``: the other records are deleted and this one is matched again, never straight to
        print. ``"other"``: this application ends and its record is deleted; a print-only case on
        the other record may follow. ``"dispute"``: the panel decides (twins, contact lenses).
    ground
        Why it is disputed.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (
        e.OtherRecordKept,
        e.ThisRecordKept,
        e.DuplicateDisputed,
    )
    demands: ClassVar[tuple[str, ...]] = ("kept_record_is_named",)

    keep: Literal["this", "other", "dispute"] = attrs.field(
        validator=attrs.validators.in_(("this", "other", "dispute"))
    )
    ground: str = ""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the choice, with one deletion for each record that goes."""
        stamp = view.stamp(self.case, at, by)
        app = view.application(self.case)
        if self.keep == "dispute":
            return (e.DuplicateDisputed(*stamp, self.ground),)
        if self.keep == "other":
            return (
                e.OtherRecordKept(*stamp, app.file.others[0]),
                e.RecordDeleted(*stamp, app.nik, "the citizen chose the other record"),
            )
        gone = tuple(nik for nik in app.file.others if view.record(nik) is not None)
        facts: list[e.Fact] = [e.ThisRecordKept(*stamp, gone)]
        for nik in gone:
            record = view.record(nik)
            if record is not None and record.open_case:
                facts.append(e.ClosedAsDuplicate(*view.stamp(record.open_case, at, by), app.nik))
            facts.append(e.RecordDeleted(*stamp, nik, "the citizen chose this record"))
        return tuple(facts)


@attrs.frozen
class TakeOverRecord(Step):
    """Take over a record that existed before this journal: it is matched like every other.

    Parameters
    ----------
    resident
        Whose record.
    biometrics
        What was recorded.
    card
        Number of the card that the person holds, empty where none.
    """

    consults: ClassVar[bool] = True

    case: str = attrs.field(default="", init=False)
    resident: Resident
    biometrics: Biometrics
    card: str = ""

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the record as unique, or in doubt."""
        stamp = view.stamp("", at, by)
        evidence = view.search_before_case(self.resident, self.biometrics)
        unique = evidence.outcome is Outcome.UNIQUE
        taken = e.RecordTakenOver if unique else e.RecordTakenOverInDoubt
        what = (self.resident.nik, self.resident, self.biometrics, self.card)
        return (taken(*stamp, *what, evidence),)
