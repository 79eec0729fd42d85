"""The door: one walk from request to card, beside eventsourcing's save of as many events.

``door.step_us`` is the CPU time of the whole walk divided by the facts it writes, all steps but
MatchRecord, guards live, memory journal. The peer saves one aggregate event for each of our facts,
one save for each of our steps (so it may save two events at once where we write two facts).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from eventsourcing.application import Application as PeerApplication
from eventsourcing.domain import Aggregate, event
from harness import Row

from ektpflow.journal import FileJournal
from ektpflow.population import biometrics, people
from ektpflow.steps import (
    Apply,
    CaptureBiometrics,
    CheckFile,
    FetchCards,
    Forward,
    HandOver,
    Inform,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveRecord,
    SendRecord,
    TakeIn,
)
from flow import CENTRE, COUNTER, DINAS, DINAS_OFFICER, KECAMATAN, START, Flow

CASES = 300
PEOPLE = people(CASES, seed=11)
RECORDED = [biometrics(person) for person in PEOPLE]


def walks(flow: Flow) -> tuple[int, list[int]]:
    """Walk everybody from request to card; return the facts and how many each step wrote."""
    book, at = flow.book, START
    kecamatan = f"{KECAMATAN}.1005"
    shape: list[int] = []

    def do(step, by):
        shape.append(len(book.do(step, at=at, by=by).facts))

    for person, recorded in zip(PEOPLE, RECORDED, strict=True):
        case = book.do(Apply(person.resident, "NEW", kecamatan), at=at, by=COUNTER).case
        shape.append(2)
        do(CheckFile(case), COUNTER)
        do(CaptureBiometrics(case, recorded), COUNTER)
        do(PrepareRecord(case), COUNTER)
        do(SendRecord(case), COUNTER)
        do(ReceiveRecord(case), CENTRE)
        yield_to_matching(book, case, at)
        do(Forward(case, DINAS), COUNTER)
        do(OrderPrint(case), DINAS_OFFICER)
        do(Personalise(case), DINAS_OFFICER)
        do(FetchCards(case), COUNTER)
        do(TakeIn(case), COUNTER)
        do(Inform(case, kecamatan, "phone"), COUNTER)
        do(HandOver(case, book.case(case).file.receipt), COUNTER)
    return sum(shape), shape


# matching is not in the figure: its time is measured and taken off by the clock below
class _Off:
    seconds = 0.0


def yield_to_matching(book, case, at) -> None:
    start = time.process_time()
    book.do(MatchRecord(case), at=at, by=CENTRE)
    _Off.seconds += time.process_time() - start


def _less_matching(flow: Flow) -> int:
    """Return a count that is larger by what matching took, so that the time per fact is without it."""
    _Off.seconds = 0.0
    start = time.process_time()
    facts, _ = walks(flow)
    whole = time.process_time() - start
    return facts * whole / (whole - _Off.seconds)


def ours_in_memory() -> int:
    return _less_matching(Flow.new(blanks=CASES))


def ours_in_a_file() -> int:
    with tempfile.TemporaryDirectory() as folder:
        return _less_matching(Flow.new(blanks=CASES, journal=FileJournal(Path(folder) / "j.jsonl")))


class Case(Aggregate):
    def __init__(self) -> None:
        self.status = ""
        self.by = ""

    @event("Moved")
    def moved(self, status: str, by: str, office: str) -> None:
        self.status = status
        self.by = by


def shape_of_a_walk() -> list[int]:
    _, shape = walks(Flow.new(blanks=CASES))
    return shape[: len(shape) // CASES]


def peer(env: dict[str, str]):
    shape = shape_of_a_walk()

    def run() -> int:
        app = PeerApplication(env=env)
        count = 0
        for _ in range(CASES):
            case = Case()
            for facts in shape:
                for _ in range(facts):
                    case.moved("SUBMITTED", "12.71.17/petugas", "12.71.17")
                app.save(case)
                count += facts
        return count

    return run


def rows() -> Iterator[Row]:
    yield Row("door.step_us", "us", ours_in_memory, {"eventsourcing, memory": peer({})})
    sqlite = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(Path(tempfile.mkdtemp()) / "peer.db"),
    }
    yield Row("door.jsonl_us", "us", ours_in_a_file, {"eventsourcing, SQLite": peer(sqlite)})
