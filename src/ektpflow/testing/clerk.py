"""Writes one fact of a case: what is free is drawn, the rest fits what the facts before it left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, get_type_hints

import attrs
from hypothesis import strategies as st

from ektpflow import events as e
from ektpflow.act import CARD_FORMAT
from ektpflow.application import Application
from ektpflow.evidence import Candidate, Examination, MatchEvidence, OnFile, Outcome, Verdict
from ektpflow.kinds import Kind, required_documents
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.nik import Nik
from ektpflow.office import CENTRE, Role, medan
from ektpflow.resident import Citizenship, Resident
from ektpflow.testing.people import biometrics, niks, residents

__all__ = ["Clerk"]

Given = Mapping[str, st.SearchStrategy[object]]

_CASE: Final = "K000001"
_BASE: Final = frozenset(field.name for field in attrs.fields(e.Fact))
_NUMBERS: Final = st.integers(1, 9999)
_WORDS: Final = st.sampled_from(("kartu keluarga", "nama salah", "foto buram", "terlambat"))
_OFFICES: Final = st.sampled_from(("12.71.17", "12.71.19", "12.71"))
_SUKET: Final = timedelta(days=182)
_FOREIGN: Final = (Kind.NEW_FOREIGNER, Kind.MOVED_IN_FOREIGNER, Kind.EXTENSION)
# how a search ended that led to a fact, and how many records it named
_FOUND: Final[dict[type[e.CaseFact], tuple[Outcome, int]]] = {
    e.UniquenessConfirmed: (Outcome.UNIQUE, 0),
    e.DuplicateOneToOne: (Outcome.DUPLICATE_ONE_TO_ONE, 1),
    e.DuplicateOneToMany: (Outcome.DUPLICATE_ONE_TO_MANY, 2),
    e.AdjudicationRequested: (Outcome.ADJUDICATE, 1),
    e.ValidationRequested: (Outcome.VALIDATE, 0),
    e.SearchFailed: (Outcome.SEARCH_FAILED, 0),
    e.EnrolmentFailedAtRegional: (Outcome.UNREADABLE_REGIONAL, 0),
    e.EnrolmentFailedAtCentral: (Outcome.UNREADABLE_CENTRAL, 0),
}
# where the office acts, by the role that the row asks for; else at Disdukcapil
_AT: Final = {
    Role.COUNTER: "12.71.17",
    Role.OPERATOR: "12.71.17",
    Role.CENTRE: CENTRE,
    Role.ADJUDICATOR: CENTRE,
}


@attrs.frozen
class Clerk:
    """Writes one fact.

    Parameters
    ----------
    draw
        Hypothesis's own.
    event, at
        Which fact, and when.
    resident
        Whose case.
    app
        The case as the facts before left it; None where there is none, or none is followed.
    """

    draw: st.DrawFn
    event: type[e.CaseFact]
    at: datetime
    resident: Resident
    app: Application | None = None

    def fact(self, lifecycle: Lifecycle, role: Role, given: Given) -> e.CaseFact:
        """Return the fact; `given` are strategies for fields by name that go before all others."""
        by = medan().officer(_AT.get(role, "12.71"))
        # the fields of each class are read from it; no checker can know them
        make: Callable[..., e.CaseFact] = self.event
        return make(_CASE, self.at, by.id, by.office, lifecycle.tag, **self._payload(given))

    def _payload(self, given: Given) -> dict[str, object]:
        of_the_library = getattr(e, self.event.__name__, None) is self.event
        hints = get_type_hints(self.event)
        values: dict[str, object] = {}
        for name in (field.name for field in attrs.fields(self.event)):
            if name in given:
                values[name] = self.draw(given[name])
            elif name not in _BASE:
                fits = _FIELDS.get(name) if of_the_library else None
                values[name] = self._free(hints[name]) if fits is None else fits(self)
        # two fields that follow from another one
        kind, blank = values.get("kind"), values.get("blank")
        if isinstance(kind, Kind) and "documents" not in given:
            values["documents"] = required_documents(kind)
        if self.event is e.CardPersonalised and isinstance(blank, int) and "card" not in given:
            values["card"] = CARD_FORMAT.format(blank)
        return values

    def _free(self, hint: object) -> object:
        if hint is str:
            return self.draw(_WORDS)
        if hint == tuple[str, ...]:
            return (self.draw(_WORDS),)
        return self.draw(st.from_type(hint))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    # -- what fits, by the name of the field -------------------------------------------------------

    def number(self, letter: str) -> str:
        """Return a number as offices write them on paper."""
        return f"{letter}{self.draw(_NUMBERS):07d}"

    def whose(self) -> Resident:
        """Return who applies, or who it is after a change of the name."""
        if self.app is None:
            return self.resident
        return attrs.evolve(self.resident, name=self.draw(residents()).name)

    def kind(self) -> Kind:
        """Return a kind that fits the citizenship."""
        foreign = self.resident.citizenship is Citizenship.WNA
        return self.draw(st.sampled_from([k for k in Kind if foreign or k not in _FOREIGN]))

    def receipt(self) -> str:
        """Return the receipt that is shown, or a new one."""
        if self.app is not None and self.event is e.CardIssued:
            return self.app.file.receipt
        return self.number("R")

    def paper(self) -> str:
        """Return the suket that is given back, or the number of a new paper."""
        if self.app is not None and self.event is e.SuketTakenBack:
            return self.app.file.suket
        return self.number("N")

    def how(self) -> str:
        """Return how the old card became invalid, or a doubt was cleared."""
        if self.event is e.OldCardInvalidated:
            return self.draw(st.sampled_from(("surrendered", "reported lost")))
        return self.draw(_WORDS)

    def blank(self) -> int:
        """Return the blank in work, or a new one."""
        held = None if self.app is None else self.app.file.blank
        return self.draw(_NUMBERS) if held is None else held

    def card(self) -> str:
        """Return the old card or the new one, whichever the fact is about."""
        if self.event in (e.OldCardInvalidated, e.OldCardTakenBack):
            return self.number("PAPER-")
        if self.app is None:
            return CARD_FORMAT.format(self.draw(_NUMBERS))
        file = self.app.file
        return file.old_card if self.event is e.OldCardDestroyed else file.card

    def _bound(self) -> tuple[str, Nik, str, str]:
        """Return what every proof begins with: it is bound to this case and this identity."""
        identity = self.resident.identity if self.app is None else self.app.file.identity
        return _CASE, self.resident.nik, identity, "drawn"

    def evidence(self) -> MatchEvidence:
        """Return what a search found that led to this fact."""
        outcome, named = _FOUND.get(self.event, (Outcome.UNIQUE, 0))
        found = tuple(Candidate(self.draw(niks()), 20.0, 1.0, "drawn") for _ in range(named))
        return MatchEvidence(*self._bound(), self.draw(_NUMBERS), "drawn", outcome, found)

    def examination(self) -> Examination:
        """Return what the panel found that led to this fact."""
        verdict = Verdict.SAME if self.event is e.JudgedDuplicate else Verdict.DIFFERENT
        others = () if self.app is None else self.app.file.others
        verdicts = tuple((nik, verdict) for nik in others or (self.draw(niks()),))
        return Examination(*self._bound(), "drawn", verdicts)

    def on_file(self) -> OnFile:
        """Return the uniqueness that rests on the record on file."""
        return OnFile(*self._bound(), self.draw(_NUMBERS))


# What is not here is free: a word where it is text, and else what Hypothesis knows of its type.
_FIELDS: Final[Mapping[str, Callable[[Clerk], object]]] = {
    "resident": Clerk.whose,
    "kind": Clerk.kind,
    "via": lambda clerk: clerk.draw(_OFFICES),
    "receipt": Clerk.receipt,
    "number": Clerk.paper,
    "card": Clerk.card,
    "how": Clerk.how,
    "blank": Clerk.blank,
    "place": lambda _: "12.71",
    "minutes": lambda clerk: clerk.number("BA-"),
    "source": lambda clerk: "12.71.17" if clerk.app is None else clerk.app.custody,
    "target": lambda clerk: clerk.draw(_OFFICES),
    "biometrics": lambda clerk: clerk.draw(biometrics()),
    "evidence": Clerk.evidence,
    "examination": Clerk.examination,
    "on_file": Clerk.on_file,
    "deleted": lambda clerk: () if clerk.app is None else clerk.app.file.others,
    "kept": lambda clerk: clerk.draw(niks()),
    "valid_until": lambda clerk: (clerk.at + _SUKET).date(),
    "medium": lambda clerk: clerk.draw(st.sampled_from(("cd_dvd", "flashdisk", "relay"))),
    "channel": lambda clerk: clerk.draw(st.sampled_from(("network", "flashdisk"))),
    "by_way_of": lambda clerk: clerk.draw(st.sampled_from(("fetched", "courier", "post"))),
    "verified": lambda clerk: clerk.draw(st.sampled_from(("finger", "iris"))),
}
