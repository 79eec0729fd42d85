"""One application as a value: old application and new fact give the new application.

`Application.after` checks what must hold in every year, whoever made the fact: the table of the
lifecycle, a proof of uniqueness that is bound to the present identity data before a card is made,
and blanks and cards that are the ones spoken of before. Rules of this year (guards, roles) are the
casebook's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import attrs

from ektpflow import events as e
from ektpflow.errors import Reason, Refused
from ektpflow.evidence import Examination, MatchEvidence, OnFile, Outcome
from ektpflow.kinds import Kind
from ektpflow.lifecycle import KTP_EL, AnyStatus, Lifecycle, Migration, Status
from ektpflow.lifecycle.course import status_reason
from ektpflow.nik import Nik
from ektpflow.resident import Biometrics, Resident
from ektpflow.values import changed

__all__ = ["CARD_STATUSES", "Application", "CaseFile", "identity_of"]

#: Statuses in which a printed card of this application exists.
CARD_STATUSES: Final = frozenset(
    {
        Status.CARD_PRINTED,
        Status.CARD_SHIPPED,
        Status.READY_FOR_PICKUP,
        Status.PICKUP_BLOCKED,
        Status.CARD_ISSUED,
    }
)


def identity_of(resident: Resident, handle: str) -> str:
    """Return the digest that a proof is bound to: identity data and recorded biometrics."""
    return f"{resident.identity}:{handle}"


@attrs.frozen(slots=False)
class CaseFile:
    """What the facts of one application left in its file.

    Parameters
    ----------
    identity
        Digest of the identity data as they stand; a proof of anything else proves nothing.
    receipt
        Number of the receipt in force.
    biometrics
        What was recorded for this application.
    sent_by
        The channel that took the record.
    finding
        The last evidence of the data centre.
    proof
        What uniqueness rests on, with `proved` as the digest it is bound to.
    validated
        A person validated the record, so that it can be matched without readable biometrics.
    blank, place
        The blank in work or on the card, and where it was taken from.
    card
        Number of the printed card.
    suket
        Number of the certificate in the citizen's hands.
    old_card
        Number of the old card still to be destroyed.
    """

    identity: str
    receipt: str = ""
    biometrics: Biometrics | None = None
    sent_by: str = ""
    finding: MatchEvidence | None = None
    proof: MatchEvidence | Examination | OnFile | None = None
    proved: str = ""
    validated: str = ""
    blank: int | None = None
    place: str = ""
    card: str = ""
    suket: str = ""
    old_card: str = ""

    @property
    def is_proved(self) -> bool:
        """Uniqueness is proved for the identity data as they stand."""
        return self.proof is not None and self.proved == self.identity

    @property
    def others(self) -> tuple[Nik, ...]:
        """The other records that the data centre named."""
        return () if self.finding is None else tuple(c.record for c in self.finding.candidates)


@attrs.frozen
class Application:
    """One application: status, custody, file and history.

    Parameters
    ----------
    id
        The case.
    lifecycle
        The table in force for this application.
    kind, resident, via
        What was asked, by whom, through which office.
    status
        Where it stands.
    custody
        Code of the office that holds the paper file.
    file
        What the facts left in the file.
    history
        All its facts, oldest first.
    """

    id: str
    lifecycle: Lifecycle = attrs.field(repr=False, eq=lambda value: value.tag)
    kind: Kind
    resident: Resident
    via: str
    status: AnyStatus
    custody: str
    file: CaseFile = attrs.field(repr=False)
    history: tuple[e.CaseFact, ...] = attrs.field(repr=False)

    @classmethod
    def opened(cls, fact: e.ApplicationSubmitted, lifecycle: Lifecycle = KTP_EL) -> Application:
        """Return the application that the first fact opens."""
        rule = lifecycle.rule(lifecycle.initial, type(fact))
        if rule is None:
            raise Refused(
                type(fact).__name__,
                fact.case,
                (status_reason(lifecycle, lifecycle.initial, type(fact)),),
            )
        _of_version(fact, lifecycle)
        return cls(
            fact.case,
            lifecycle,
            fact.kind,
            fact.resident,
            fact.via,
            rule.target,
            fact.office,
            CaseFile(identity_of(fact.resident, "")),
            (fact,),
        )

    @property
    def nik(self) -> Nik:
        """The NIK of the applicant."""
        return self.resident.nik

    @property
    def ended(self) -> bool:
        """Nothing leaves its status."""
        return self.status in self.lifecycle.finals

    def after(self, fact: e.CaseFact) -> Application:
        """Return the application as it stands after one more fact.

        Raises
        ------
        Refused
            When the fact cannot have happened, in any year.
        """
        event = type(fact)
        rule = self.lifecycle.table[self.status].get(event)
        if rule is None:
            raise Refused(
                event.__name__, self.id, (status_reason(self.lifecycle, self.status, event),)
            )
        if (
            fact.case != self.id
            or fact.version != self.lifecycle.tag
            or fact.at < self.history[-1].at
        ):
            self._follows(fact)
        if event.makes_card and not self.file.is_proved:
            raise _broken(self, fact, "no_proof", "no proof of uniqueness for this identity")
        change = _change(event)  # type: ignore[arg-type]  # mypy: a metaclass's hash is its own
        file = self.file if change is None else change(self, fact)
        if event.proves_uniqueness:
            file = _proved(self, fact, file)
        return Application(
            self.id,
            self.lifecycle,
            self.kind,
            fact.resident if isinstance(fact, e.BiodataChanged) else self.resident,
            self.via,
            rule.target,
            fact.target if isinstance(fact, e.ApplicationForwarded) else self.custody,
            file,
            (*self.history, fact),
        )

    def _repr_svg_(self) -> str:
        """Return the timeline for a notebook; it holds no name and no NIK."""
        from ektpflow.lifecycle.timeline import timeline  # noqa: PLC0415  (notebooks only)

        return timeline(self.lifecycle, self.history).svg()

    def _repr_html_(self) -> str:
        """Return the timeline as a picture and as text."""
        from ektpflow.lifecycle.timeline import timeline  # noqa: PLC0415  (notebooks only)

        return timeline(self.lifecycle, self.history).html()

    def migrated(self, fact: e.CaseMigrated, migration: Migration) -> Application:
        """Return the application as it goes on under another table; its file stays.

        Parameters
        ----------
        fact
            That it went over.
        migration
            From the table that it has to the one that the fact names.

        Raises
        ------
        Refused
            When the fact cannot have happened, in any year.
        """
        self._follows(fact)
        against = migration.against(self.status)
        if against is not None:
            raise Refused(type(fact).__name__, self.id, (against,))
        lands = migration.jumps[self.status].target
        if lands != fact.status:
            raise _broken(
                self, fact, "other_status", f"{self.status} becomes {lands}, not {fact.status}"
            )
        return attrs.evolve(
            self, lifecycle=migration.target, status=lands, history=(*self.history, fact)
        )

    def _follows(self, fact: e.CaseFact) -> None:
        """Hold what every next fact of a case must be."""
        if fact.case != self.id:
            raise _broken(self, fact, "other_case", f"the fact belongs to case {fact.case}")
        if fact.at < self.history[-1].at:
            raise _broken(self, fact, "time_backwards", "it lies before the last fact of the case")
        _of_version(fact, self.lifecycle)


def _of_version(fact: e.CaseFact, lifecycle: Lifecycle) -> None:
    if fact.version != lifecycle.tag:
        sentence = f"the fact is of {fact.version}, and the case goes by {lifecycle.tag}"
        raise Refused(type(fact).__name__, fact.case, (Reason("other_version", sentence),))


def _broken(app: Application, fact: e.CaseFact, code: str, sentence: str) -> Refused:
    return Refused(type(fact).__name__, app.id, (Reason(code, sentence),))


def _proved(app: Application, fact: e.CaseFact, file: CaseFile) -> CaseFile:
    proof = fact.proof
    if proof is None or proof.case != app.id or proof.identity != file.identity:
        raise _broken(
            app, fact, "foreign_proof", "the proof is not bound to this case and identity"
        )
    if isinstance(proof, MatchEvidence) and proof.outcome is not Outcome.UNIQUE:
        raise _broken(app, fact, "foreign_proof", f"the search ended with {proof.outcome}")
    if isinstance(proof, Examination) and not proof.all_different:
        raise _broken(app, fact, "foreign_proof", "not every candidate is another person")
    return changed(file, proof=proof, proved=file.identity)


# -- what each fact leaves in the file ------------------------------------------------------------


def _receipt(app: Application, fact: e.ReceiptIssued | e.ReceiptReportedLost) -> CaseFile:
    return changed(app.file, receipt=fact.receipt)


def _captured(app: Application, fact: e.BiometricsCaptured) -> CaseFile:
    identity = identity_of(app.resident, fact.biometrics.handle)
    return changed(app.file, biometrics=fact.biometrics, identity=identity)


def _changed(app: Application, fact: e.BiodataChanged) -> CaseFile:
    if fact.resident.nik != app.nik:
        raise _broken(app, fact, "nik_changed", "a NIK never changes (PP 40/2019 art. 30(2))")
    handle = "" if app.file.biometrics is None else app.file.biometrics.handle
    return changed(app.file, identity=identity_of(fact.resident, handle))


def _sent(app: Application, fact: e.RecordSent) -> CaseFile:
    return changed(app.file, sent_by=fact.channel)


def _found(app: Application, fact: e.CaseFact) -> CaseFile:
    finding = fact.proof
    return changed(
        app.file, finding=finding if isinstance(finding, MatchEvidence) else app.file.finding
    )


def _validated(app: Application, _: e.Validated) -> CaseFile:
    return changed(app.file, validated=app.file.identity)


def _ordered(app: Application, fact: e.SentForPrinting) -> CaseFile:
    if not app.file.is_proved:
        raise _broken(app, fact, "no_proof", "no proof of uniqueness for this identity")
    return changed(app.file, blank=fact.blank, place=fact.place)


def _same_blank(
    app: Application, fact: e.PrintCancelled | e.EncodeFailed | e.PrintFailed
) -> CaseFile:
    if fact.blank != app.file.blank:
        raise _broken(app, fact, "other_blank", f"blank {fact.blank} is not the one in work")
    return changed(app.file, blank=None, place="")


def _personalised(app: Application, fact: e.CardPersonalised) -> CaseFile:
    if fact.blank != app.file.blank:
        raise _broken(app, fact, "other_blank", f"blank {fact.blank} was not reserved for it")
    return changed(app.file, card=fact.card)


def _card_gone(
    app: Application,
    fact: e.MisprintFound | e.DataFoundWrong | e.CardLostInTransit | e.CardDestroyed,
) -> CaseFile:
    _same_card(app, fact)
    return changed(app.file, card="", blank=None, place="")


def _same_card(
    app: Application,
    fact: e.MisprintFound
    | e.DataFoundWrong
    | e.CardLostInTransit
    | e.CardDestroyed
    | e.CardsFetched
    | e.CardArrived
    | e.CardReturned
    | e.CardIssued,
) -> CaseFile:
    if fact.card != app.file.card:
        raise _broken(app, fact, "other_card", f"card {fact.card} is not the card of this case")
    return app.file


def _suket(app: Application, fact: e.SuketIssued) -> CaseFile:
    return changed(app.file, suket=fact.number)


def _suket_back(app: Application, fact: e.SuketTakenBack) -> CaseFile:
    if fact.number != app.file.suket:
        raise _broken(app, fact, "other_suket", f"suket {fact.number} is not out")
    return changed(app.file, suket="")


def _old_card(app: Application, fact: e.OldCardInvalidated) -> CaseFile:
    return changed(app.file, old_card=fact.card if fact.how == "surrendered" else "")


def _old_card_gone(app: Application, fact: e.OldCardDestroyed) -> CaseFile:
    if fact.card != app.file.old_card:
        raise _broken(app, fact, "other_card", f"card {fact.card} was not surrendered here")
    return changed(app.file, old_card="")


def _old_card_found(app: Application, fact: e.OldCardTakenBack) -> CaseFile:
    return changed(app.file, old_card=fact.card)


def _ended(app: Application, _: e.CaseFact) -> CaseFile:
    return changed(app.file, blank=None, place="", card="")


# Each function takes its own class of fact; the table cannot say so to the type checker.
_CHANGES: Final[dict[type[e.CaseFact], Callable[..., CaseFile]]] = {
    e.ReceiptIssued: _receipt,
    e.ReceiptReportedLost: _receipt,
    e.BiometricsCaptured: _captured,
    e.BiodataChanged: _changed,
    e.RecordSent: _sent,
    e.UniquenessConfirmed: _found,
    e.DuplicateOneToOne: _found,
    e.DuplicateOneToMany: _found,
    e.AdjudicationRequested: _found,
    e.ValidationRequested: _found,
    e.SearchFailed: _found,
    e.EnrolmentFailedAtRegional: _found,
    e.EnrolmentFailedAtCentral: _found,
    e.Validated: _validated,
    e.SentForPrinting: _ordered,
    e.PrintCancelled: _same_blank,
    e.EncodeFailed: _same_blank,
    e.PrintFailed: _same_blank,
    e.CardPersonalised: _personalised,
    e.MisprintFound: _card_gone,
    e.DataFoundWrong: _card_gone,
    e.CardLostInTransit: _card_gone,
    e.CardDestroyed: _card_gone,
    e.CardsFetched: _same_card,
    e.CardArrived: _same_card,
    e.CardReturned: _same_card,
    e.CardIssued: _same_card,
    e.SuketIssued: _suket,
    e.SuketTakenBack: _suket_back,
    e.OldCardInvalidated: _old_card,
    e.OldCardDestroyed: _old_card_gone,
    e.OldCardTakenBack: _old_card_found,
    e.ApplicationWithdrawn: _ended,
    e.ApplicantDied: _ended,
    e.ApplicantMoved: _ended,
    e.ClosedAsDuplicate: _ended,
}


@cache
def _change(event: type[e.CaseFact]) -> Callable[..., CaseFile] | None:
    """Return what a fact leaves in the file; one that builds on another leaves the same."""
    return next((_CHANGES[base] for base in event.__mro__ if base in _CHANGES), None)
