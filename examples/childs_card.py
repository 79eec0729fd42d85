"""Can a child get a card (KIA) without fingerprints, and still no child get two?

The service stands outside the package. What it takes over: the statuses, the promise that nobody
unproved gets a card, matching, blanks, hand-over. What is its own: the age rule, the papers, the
way to matching without a recording, the panel, the room of the blanks.

Under 17 and never married, with birth certificate, family card and the parents' cards: Permendagri
2/2016, seen in excerpts only (detik.com d-7435513, valoranews.com 20056) [P]. All else, above all
how a child is found to be one child, is our modelling choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Final

import attrs

from ektpflow import (
    KTP_EL,
    Application,
    Casebook,
    Nik,
    Officer,
    Reason,
    Refused,
    Status,
    medan,
    wib,
)
from ektpflow.board import View
from ektpflow.events import (
    ApplicationSubmitted,
    CardIssued,
    CardPersonalised,
    CaseFact,
    Fact,
    SuketIssued,
    SuketTakenBack,
)
from ektpflow.evidence import Verdict
from ektpflow.kinds import Document, Kind
from ektpflow.lifecycle import Basis, Rule, Said
from ektpflow.matching import Matcher, Person
from ektpflow.office import Role, Tier
from ektpflow.population import Synthetic, people, second_identity, twin
from ektpflow.steps import (
    Adjudicate,
    Apply,
    CheckFile,
    FetchCards,
    Forward,
    MatchRecord,
    OrderPrint,
    Personalise,
    ReceiveBlanko,
    ResolveDuplicate,
    Step,
    TakeIn,
    Validate,
    check,
    demand,
)

ROOM: Final = "kia"  # the room of an office in which the blanks for children lie

# -- applying: the age rule, the papers, the parent ------------------------------------------------


@attrs.frozen
class ParentIdentified(CaseFact):
    """A parent applied for the child and showed the own card and the birth certificate."""

    parent: Nik
    certificate: str


@demand
def under_age(
    step: Apply, _: View, __: Application | None, at: datetime, ___: Officer
) -> Reason | None:
    """Who must hold a KTP-el gets no card for children."""
    if not step.resident.obliged(at.date()):
        return None
    return Reason(
        "under_age",
        f"the applicant is {step.resident.age(at.date())} or was married",
        "apply for a KTP-el",
        "Permendagri 2/2016 [P]",
    )


@attrs.frozen
class ApplyForChild(Apply):
    """Apply for a child, by a parent."""

    demands: ClassVar[tuple[str, ...]] = (
        *(name for name in Apply.demands if name != "old_enough"),
        "under_age",
    )

    parent: Nik = attrs.field(kw_only=True)
    certificate: str = attrs.field(kw_only=True)

    def papers(self) -> frozenset[Document]:
        """Return the family card and the evidence of the birth; no form is known to us."""
        if self.kind is Kind.NEW:
            return frozenset({Document.KK, Document.EVENT_EVIDENCE})
        return Apply.papers(self)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the application and who made it, or the visit turned away."""
        facts = Apply.decide(self, view, at, by)
        if not isinstance(facts[0], ApplicationSubmitted):
            return facts
        stamp = view.stamp(facts[0].case, at, by)
        return (*facts, ParentIdentified(*stamp, self.parent, self.certificate))


# -- to the matcher without a recording ------------------------------------------------------------


@attrs.frozen
class ChildRecordSent(CaseFact):
    """The biodata of the child went to the data centre; nothing was recorded."""


@attrs.frozen
class SendChildRecord(Step):
    """Send the biodata of the child to the data centre."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (ChildRecordSent,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the sending."""
        return (ChildRecordSent(*view.stamp(self.case, at, by)),)


@attrs.frozen
class BirthRegister:
    """The panel for children: it lays the birth certificates side by side.

    Parameters
    ----------
    certificates
        Number of the certificate of each child.
    """

    certificates: Mapping[Nik, str] = attrs.field(repr=False)

    def compare(self, a: Person, b: Person) -> Verdict:
        """Say whether two records are one child; without both certificates it cannot tell."""
        first, second = (self.certificates.get(person.nik) for person in (a, b))
        if first is None or second is None:
            return Verdict.UNDECIDED
        return Verdict.SAME if first == second else Verdict.DIFFERENT


# -- blanks of its own -----------------------------------------------------------------------------


def _blank(view: View, by: Officer) -> tuple[str, int] | None:
    place = f"{by.office}/{ROOM}"
    blank = view.stock.first_available(place)
    return None if blank is None else (place, blank)


@check
def childs_blank_in_stock(
    view: View, _: Application | None, __: datetime, by: Officer
) -> Reason | None:
    """No card without a blank, and a child's card from the room of the children's blanks."""
    if _blank(view, by) is not None:
        return None
    return Reason(
        "no_blank", f"no free blank in {by.office}/{ROOM}", "ReceiveBlanko into that room"
    )


@attrs.frozen
class OrderChildsCard(OrderPrint):
    """Order the child's card to be printed."""

    checks: ClassVar[tuple[str, ...]] = ("childs_blank_in_stock",)

    def blank(self, view: View, by: Officer) -> tuple[str, int] | None:
        """Return a blank of the room."""
        return _blank(view, by)


def childs_blank(_: View, app: Application, __: datetime, ___: Officer) -> Reason | None:
    """Whatever step ordered the print: a child's card is made of a child's blank."""
    if app.file.place.endswith(f"/{ROOM}"):
        return None
    return Reason(
        "childs_blank", f"blank {app.file.blank} is not one for children", "CancelPrint, then order"
    )


@attrs.frozen
class HandToParent(Step):
    """Hand the card to the parent who applied: a child has no fingerprints to match."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (CardIssued,)
    demands: ClassVar[tuple[str, ...]] = ("receipt_shown", "same_parent")

    receipt: str
    parent: Nik

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the issue."""
        card = view.application(self.case).file.card
        return (CardIssued(*view.stamp(self.case, at, by), card, self.receipt, "parent's card"),)


@demand
def same_parent(
    step: HandToParent, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """The card is handed to the parent who applied."""
    shown = app.history if app is not None else ()
    if any(isinstance(f, ParentIdentified) and f.parent == step.parent for f in shown):
        return None
    return Reason("same_parent", "another person applied for this child", "let that parent come")


# -- the table -------------------------------------------------------------------------------------

S = Status
OURS: Final = Basis("a child is matched by biodata and papers", "ours")
_PRINTED: Final = KTP_EL.table[S.SENT_FOR_CARD_PRINTING][CardPersonalised]

KIA: Final = KTP_EL.extend(
    "KIA",
    "1",
    # nothing is recorded, so there is no recording to send, to lose or to find unreadable
    without_statuses=[
        S.BIO_CAPTURED,
        S.PROCESSING,
        S.SENT_FOR_ENROLLMENT,
        S.ENROLL_FAILURE_AT_REGIONAL,
        S.ENROLL_FAILURE_AT_CENTRAL,
        S.SEARCH_FAILURE_AT_CENTRAL,
    ],
    without_rules=[
        _PRINTED.name,
        *(row.name for row in KTP_EL.rules if row.event in (SuketIssued, SuketTakenBack)),
    ],
    add=[
        Rule(ParentIdentified, S.SUBMITTED, S.SUBMITTED, Role.COUNTER, basis=OURS),
        Rule(
            ChildRecordSent,
            S.COMPLETE,
            S.RECEIVED_AT_CENTRAL,
            Role.DINAS,
            ("nik_not_on_file",),
            OURS,
            Tier.DINAS,
            Said("Data anak dipadankan.", "The child's data are matched."),
        ),
        attrs.evolve(_PRINTED, guards=(*_PRINTED.guards, "childs_blank")),
    ],
)
FACTS: Final = (ParentIdentified, ChildRecordSent)
GUARDS: Final = {"childs_blank": childs_blank}


def main() -> None:
    """Let a child apply, a twin with nearly the same name, and the child under a second number."""
    city, now = medan(), wib("2026-03-02 08:10")
    counter, dinas, centre = (city.officer(code) for code in ("12.71.17", "12.71", "pusat"))
    child = people(1, seed=3, born=date(2016, 5, 4))[0]
    first, other = child.resident.name.split()[0], twin(child, seed=3)
    names = " ".join((first, *other.resident.name.split()[1:]))
    children = {
        "the child": child,
        "a twin, named alike": attrs.evolve(
            other, resident=attrs.evolve(other.resident, name=names)
        ),
        "the child again, under a second number": second_identity(child, seed=3),
    }
    # the truth is on paper: one body, one birth certificate
    papers = {one.resident.nik: f"akta of {one.body}" for one in children.values()}
    mother = people(1, seed=4, born=date(1990, 1, 9))[0].resident.nik
    matcher = Matcher(examiner=BirthRegister(papers))
    book = Casebook(city, lifecycle=KIA, guards=GUARDS, matcher=matcher)

    def do(step: Step, by: Officer) -> str:
        return book.do(step, at=now, by=by).case

    def refused(step: Step, by: Officer) -> None:
        try:
            do(step, by)
        except Refused as no:
            print(no)

    def wish(person: Synthetic) -> ApplyForChild:
        paper = papers.get(person.resident.nik, "akta")
        via = "12.71.17.1005"
        return ApplyForChild(person.resident, "NEW", via, parent=mother, certificate=paper)

    promise = KIA.invariants[0].name
    print(f"{KIA.tag}: {len(KIA.statuses)} statuses, {len(KIA.rules)} rows", end="; ")
    print(f"{promise}: {'holds' if not KIA.verify() else 'broken'}\n")
    do(ReceiveBlanko("maker", f"12.71/{ROOM}", 1, 20, "SJ-KIA-1"), dinas)
    do(ReceiveBlanko("maker", "12.71", 501, 550, "SJ-1"), dinas)
    refused(wish(people(1, seed=5)[0]), counter)

    for who, person in children.items():
        case = do(wish(person), counter)
        print(f"\n{case}, {who}:")
        do(CheckFile(case), counter)
        do(Forward(case, "12.71"), counter)
        do(SendChildRecord(case), dinas)
        for step in (MatchRecord(case), Validate(case), MatchRecord(case)):
            do(step, centre)
            print(f"  {type(step).__name__:<14} {book.case(case).status}")
        found = book.case(case).file.finding
        if book.case(case).status is S.ADJUDICATE_RECORD and found is not None:
            print(f"    alike: {found.candidates[0].because}")
            do(Adjudicate(case), centre)
            print(f"  {'Adjudicate':<14} {book.case(case).status}, by the birth certificates")
        if book.case(case).status is S.DUPLICATE_RECORD:
            refused(OrderChildsCard(case), dinas)
            do(ResolveDuplicate(case, "other"), dinas)
            print(f"  {book.case(case).status}: the first record stays")
            continue
        do(OrderChildsCard(case), dinas)
        do(Personalise(case), dinas)
        do(FetchCards(case), counter)
        do(TakeIn(case), counter)
        do(HandToParent(case, book.case(case).file.receipt, mother), counter)
        print(f"  {book.case(case).status}: {book.case(case).file.card}, to the parent who applied")
    print(f"\n{book.stock.as_table()}")


if __name__ == "__main__":
    main()
