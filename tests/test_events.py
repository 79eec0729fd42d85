"""The facts: their names, their fields and marks, and the bytes that a journal keeps of them.

A journal outlives the version that wrote it. So a fact never loses its name, a field never moves,
and the same walk writes the same bytes.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from datetime import date
from pathlib import Path

import attrs
import pytest

from documented import parameters
from ektpflow import Casebook, events, wib
from ektpflow.evidence import Candidate, Examination, MatchEvidence, OnFile, Outcome, Verdict
from ektpflow.journal import FileJournal, fact_names
from ektpflow.kinds import Document, Kind
from ektpflow.lifecycle import KTP_EL
from ektpflow.nik import KkNumber, Nik
from ektpflow.region import RegionCode
from ektpflow.resident import Address, Biometrics, Marital, Occupation, Religion, Resident, Sex
from ektpflow.steps import (
    Apply,
    CancelPrint,
    CaptureBiometrics,
    CheckFile,
    Complain,
    CopyRecord,
    CountBlanko,
    FetchCards,
    Forward,
    HandOver,
    Inform,
    IssueSuket,
    MatchRecord,
    MoveBlanko,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    ReportLostReceipt,
    ReportMisprint,
    SendBlanko,
    SendRecord,
    TakeIn,
)
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, KECAMATAN, Flow

#: Every fact with its own fields in their order, beside those that all facts begin with.
FACTS = """
VisitTurnedAway nik kind missing
ApplicationSubmitted kind resident via documents
ReceiptIssued receipt
ReceiptReportedLost receipt
OldCardInvalidated card how
OldCardDestroyed card minutes
ApplicationForwarded source target
FileFoundIncomplete missing
FileCompleted
ApplicationRejected reason
Complained about
SuketIssued number valid_until
SuketTakenBack number
BiometricsCaptured biometrics
RecordingProofGiven number
RecordPrepared
RecordCopied medium via
RecordSent channel
RecordReceived
NikFoundOnFile
UniquenessConfirmed evidence
DuplicateOneToOne evidence
DuplicateOneToMany evidence
AdjudicationRequested evidence
ValidationRequested evidence
SearchFailed evidence
EnrolmentFailedAtRegional evidence
EnrolmentFailedAtCentral evidence
DeletedForResend
DeletedForRecapture
SearchRetried
Validated
ValidationRefused reason
JudgedUnique examination
JudgedDuplicate examination
ThisRecordKept deleted
OtherRecordKept kept
DuplicateDisputed ground
ClosedAsDuplicate kept
RecordDeleted record because
RecordTakenOver record resident biometrics card evidence
RecordTakenOverInDoubt record resident biometrics card evidence
BiodataChanged resident
UniquenessOnFile on_file
SentForPrinting blank place
PrintCancelled blank
CardPersonalised card blank security_code
EncodeFailed blank
PrintFailed blank
MisprintFound card what
DataFoundWrong card what
CardsFetched card by_way_of
CardArrived card
CardLostInTransit card minutes
KelurahanInformed kelurahan
CitizenInformed means
IdentityNotConfirmed tried
IdentityConfirmed how
CardReturned card why
CardDestroyed card minutes
OldCardTakenBack card
CardIssued card receipt verified
ApplicationWithdrawn
ApplicantDied
ApplicantMoved to
CaseMigrated to status
BlankoSent source target first last document
BlankoReceived source target first last document
BlankoMoved source target first last document
BlankoReserved place blank
BlankoReleased place blank
BlankoConsumed place blank
BlankoSpoiled place blank cause
BlankoDestroyed source blank minutes
BlankoCounted place counted minutes
""".strip().splitlines()
FIELDS = {name: tuple(fields) for name, *fields in map(str.split, FACTS)}
IN_EVERY_FACT = ("case", "at", "by", "office", "version")

MARKS = {
    "changes_identity": {"ApplicationSubmitted", "BiometricsCaptured", "BiodataChanged"},
    "proves_uniqueness": {
        "UniquenessConfirmed",
        "JudgedUnique",
        "UniquenessOnFile",
        "RecordTakenOver",
    },
    "makes_card": {"CardPersonalised"},
    "enters_gallery": {
        "UniquenessConfirmed",
        "DuplicateOneToOne",
        "DuplicateOneToMany",
        "AdjudicationRequested",
        "UniquenessOnFile",
    },
    "leaves_gallery": {"DeletedForResend", "DeletedForRecapture"},
}

BORN = date(2009, 3, 2)
AT = wib("2026-03-02 08:10")
SITI = Resident(
    nik=Nik.compose(RegionCode("12.71.17"), BORN, female=True, serial=9999),
    name="Siti Contoh Rahayu",
    birth_place="Medan",
    birth_date=BORN,
    sex=Sex.FEMALE,
    address=Address("Jl. Contoh 1", "3", "12", RegionCode("12.71.17.1005")),
    religion=Religion.ISLAM,
    marital=Marital.BELUM_KAWIN,
    occupation=Occupation.of(3),
    mother_name="Aminah Contoh",
    kk=KkNumber("127117" + "010110" + "9999"),
)
OTHER = Nik.compose(RegionCode("12.71.17"), BORN, female=True, serial=9998)
RECORDED = Biometrics.of("body:1#1", missing=["left index"], because="amputated")
LIKE = Candidate(OTHER, 20.5, 0.75, "fingerprint similar")
BOUND = ("K000001", SITI.nik, "identity", "gallery")

#: One value for each name of a field; a name means the same kind of thing in every fact.
VALUES = {
    "case": "K000001",
    "at": AT,
    "by": "dinas-1",
    "office": "12.71",
    "version": "KTP_EL/1",
    "about": "waited a week",
    "because": "the citizen chose this record",
    "biometrics": RECORDED,
    "blank": 7,
    "by_way_of": "courier",
    "card": "C00000007",
    "cause": "no chip",
    "channel": "flashdisk",
    "counted": 41,
    "deleted": (OTHER,),
    "document": "SJ-1",
    "documents": frozenset({Document.KK, Document.FORM_F102}),
    "evidence": MatchEvidence(*BOUND, 2, "model/1", Outcome.ADJUDICATE, (LIKE,)),
    "examination": Examination(*BOUND, "panel", ((OTHER, Verdict.DIFFERENT),)),
    "first": 1,
    "ground": "twins",
    "how": "surrendered",
    "kelurahan": "12.71.17.1005",
    "kept": OTHER,
    "kind": Kind.NEW,
    "last": 50,
    "means": "phone",
    "medium": "flashdisk",
    "minutes": "BA-1",
    "missing": ("KK", "FORM_F102"),
    "nik": SITI.nik,
    "number": "S0000012",
    "on_file": OnFile(*BOUND, 9),
    "place": "12.71/printer",
    "reason": "no proof of domicile",
    "receipt": "R0000003",
    "record": SITI.nik,
    "resident": SITI,
    "security_code": "0123456789abcdef",
    "source": "12.71.17",
    "status": "COMPLETE",
    "target": "12.71",
    "to": "12.71.19",
    "tried": "finger, iris",
    "valid_until": date(2026, 8, 31),
    "verified": "iris",
    "via": "12.71.17.1005",
    "what": "photo too dark",
    "why": "not collected",
}


def example(name: str) -> events.Fact:
    """Return a fact of this name; every field has its value in `VALUES`."""
    return fact_names()[name](*(VALUES[field] for field in (*IN_EVERY_FACT, *FIELDS[name])))


def walked(path: Path) -> Flow:
    """Let one citizen go the whole way with every setback that an office can mend.

    The citizen is written out above, not drawn, so that other draws leave the bytes alone.
    """
    flow = Flow(Casebook(CITY, journal=FileJournal(path)))
    store, printer = DINAS, f"{DINAS}/printer"
    flow.do(ReceiveBlanko("maker", store, 1, 50, "SJ-1"), DINAS_OFFICER)
    flow.do(SendBlanko(store, KECAMATAN, 41, 50, "SJ-2"), DINAS_OFFICER)
    flow.do(MoveBlanko(store, printer, 1, 20, "slip 1"), DINAS_OFFICER)
    flow.do(CountBlanko(printer, 20, "BA-1"), DINAS_OFFICER)
    flow.do(Apply(SITI, "NEW", via="12.71.17.1005", documents=frozenset({Document.KK})))
    case = flow.do(Apply(SITI, "NEW", via="12.71.17.1005")).case
    flow.do(CheckFile(case, ("signature of the applicant",)))
    flow.do(CheckFile(case))
    flow.do(CaptureBiometrics(case, RECORDED))
    flow.do(PrepareRecord(case))
    flow.do(CopyRecord(case, "flashdisk", DINAS))
    flow.do(SendRecord(case, "flashdisk"))
    flow.do(Complain(case, "the network is down"))
    flow.do(ReceiveRecord(case), CENTRE)
    flow.do(MatchRecord(case), CENTRE)
    flow.do(IssueSuket(case))
    flow.do(Forward(case, DINAS))
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(CancelPrint(case), DINAS_OFFICER)
    for outcome in ("encode_failed", "print_failed", "printed"):
        flow.do(OrderPrint(case), DINAS_OFFICER)
        flow.do(Personalise(case, outcome), DINAS_OFFICER)
    flow.do(ReportMisprint(case, "photo too dark", "BA-2"), DINAS_OFFICER)
    flow.do(OrderPrint(case), DINAS_OFFICER)
    flow.do(Personalise(case), DINAS_OFFICER)
    flow.do(FetchCards(case))
    flow.do(TakeIn(case))
    flow.do(Inform(case, kelurahan="12.71.17.1005", citizen="phone"))
    flow.do(ReportLostReceipt(case))
    file = flow.book.case(case).file
    flow.do(HandOver(case, file.receipt, "iris", file.suket))
    return flow


# -- names, fields and marks ---------------------------------------------------------------------


def test_a_journal_knows_these_facts_and_no_others() -> None:
    assert set(fact_names()) == FIELDS.keys()


@pytest.mark.parametrize("name", FIELDS)
def test_a_fact_keeps_its_fields_in_their_order(name: str) -> None:
    cls = fact_names()[name]
    assert tuple(field.name for field in attrs.fields(cls)) == (*IN_EVERY_FACT, *FIELDS[name])


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_on_these_facts(mark: str) -> None:
    marked = {name for name, cls in fact_names().items() if getattr(cls, mark, False)}
    assert marked == MARKS[mark]


def test_no_fact_is_written_and_not_offered() -> None:
    """A fact that stands in a file of the package, but not in `ektpflow.events`, is found."""
    found, known = [events.Fact], {events.Fact}
    for cls in found:
        new = [c for c in cls.__subclasses__() if c.__module__.startswith("ektpflow.")]
        found += new
        known.update(new)
    offered = {cls for name, cls in vars(events).items() if name in events.__all__} - {events.BASES}
    assert {cls.__name__ for cls in known} == {cls.__name__ for cls in offered}
    assert offered == {*fact_names().values(), *events.BASES}


# -- what is said of them ------------------------------------------------------------------------


def said_of(name: str) -> str:
    """Return the docstring of a fact in one line, in small letters but for the strength marks."""
    words = " ".join((fact_names()[name].__doc__ or "").split())
    return words.replace("Our modelling", "our modelling")


@pytest.mark.parametrize("name", FIELDS)
def test_a_fact_says_what_each_of_its_fields_means(name: str) -> None:
    assert parameters(fact_names()[name]) == FIELDS[name]


@pytest.mark.parametrize("name", FIELDS)
def test_a_fact_names_its_source_or_calls_it_our_choice(name: str) -> None:
    assert re.search(r"\[[SPW]\]|our modelling choice", said_of(name))


def test_a_fact_and_the_rows_that_it_takes_name_sources_of_the_same_strength() -> None:
    for rule in KTP_EL.rules:
        for mark in re.findall(r"\[[SPW]\]|our modelling choice", str(rule.basis)):
            assert mark in said_of(rule.event.__name__), rule.name


# -- what a journal keeps --------------------------------------------------------------------------


def test_every_fact_is_written_in_the_same_bytes_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    journal = FileJournal(path)
    facts = tuple(example(name) for name in FIELDS)
    journal.append(facts)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == "169ac20d324d943afd08385ddb565f0e39f45581f42e88559c84d44ed52c1bc5"
    assert [act for _, act in FileJournal(path).acts()] == [facts]


def test_the_same_walk_writes_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "walk.jsonl"
    flow = walked(path)
    assert flow.book.facts == 49
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest()
        == "e8efe4275a9fe459cc9eefc2b71d6f6de6cfcba5d8108f0fb954812963a28e23"
    )
    again = Casebook.replay(FileJournal(path), CITY)
    assert again.facts == flow.book.facts


@pytest.mark.parametrize("name", FIELDS)
def test_a_fact_survives_pickle_and_shows_its_name(name: str) -> None:
    fact = example(name)
    assert pickle.loads(pickle.dumps(fact)) == fact
    assert repr(fact).startswith(f"{name}(case='K000001', at=")


def test_a_pickle_from_when_all_facts_stood_in_one_file_is_read() -> None:
    """Made by `pickle.dumps`, protocol 4, of the example of SuketIssued, before there were stages."""
    kept = (
        b"\x80\x04\x95\xe7\x00\x00\x00\x00\x00\x00\x00\x8c\x0fektpflow.events\x8c\x0bSuketIssued\x93)"
        b"\x81}(\x8c\x04case\x8c\x07K000001\x8c\x02at\x8c\x08datetime\x94\x8c\x08datetime\x93C\n\x07\xea"
        b"\x03\x02\x08\n\x00\x00\x00\x00h\x00\x8c\x08timezone\x93h\x00\x8c\ttimedelta\x93K\x00MpbK\x00\x87R"
        b"\x8c\x03WIB\x86R\x86R\x8c\x02by\x8c\x07dinas-1\x8c\x06office\x8c\x0512.71\x8c\x07version\x8c\x08"
        b"KTP_EL/1\x8c\x06number\x8c\x08S0000012\x8c\x0bvalid_untilh\x00\x8c\x04date\x93C\x04\x07\xea\x08\x1f"
        b"\x85Rub."
    )
    assert pickle.loads(kept) == example("SuketIssued")
