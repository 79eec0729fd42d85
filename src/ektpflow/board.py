"""The board: what the facts so far add up to, and the view of it that steps and rules read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from ektpflow.application import Application, identity_of
from ektpflow.blanko import StockLedger
from ektpflow.errors import InvalidValue
from ektpflow.evidence import Examination, MatchEvidence, OnFile, Proof, Verdict
from ektpflow.lifecycle import Lifecycle, Versions
from ektpflow.matching.abis import time_of
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.person import Person
from ektpflow.nik import Nik
from ektpflow.office import City, Officer
from ektpflow.register import Record
from ektpflow.resident import Biometrics, Resident

__all__ = ["Board", "View", "readable"]

Stamp = tuple[str, datetime, str, str, str]


class Board:
    """The state of a casebook: only the casebook changes it, and only by facts."""

    __slots__ = ("applications", "city", "matcher", "records", "stock", "versions", "written")

    def __init__(self, city: City, versions: Versions, matcher: Matcher) -> None:
        self.city = city
        self.versions = versions
        self.matcher = matcher
        self.applications: dict[str, Application] = {}
        self.records: dict[Nik, Record] = {}
        self.stock = StockLedger()
        self.written = 0


class View:
    """What a step may read when it decides. Nothing can be changed through it.

    Evidence that it makes is remembered for the act in hand: only such evidence proves anything.
    """

    __slots__ = ("_board", "_issued")

    def __init__(self, board: Board) -> None:
        self._board = board
        self._issued: list[Proof] = []

    @property
    def city(self) -> City:
        """The offices."""
        return self._board.city

    @property
    def lifecycle(self) -> Lifecycle:
        """The table in force for new applications."""
        return self._board.versions.current

    @property
    def versions(self) -> Versions:
        """The table in force and the earlier ones, with the ways between them."""
        return self._board.versions

    @property
    def stock(self) -> StockLedger:
        """The stock of blank cards."""
        return self._board.stock

    @property
    def applications(self) -> Mapping[str, Application]:
        """All applications by case."""
        return MappingProxyType(self._board.applications)

    def application(self, case: str) -> Application:
        """Return the application, or raise `InvalidValue` where the case is unknown."""
        app = self._board.applications.get(case)
        if app is None:
            raise InvalidValue("case", repr(case), "no application has this id", "see book.cases")
        return app

    def find(self, case: str) -> Application | None:
        """Return the application, or None."""
        return self._board.applications.get(case)

    def record(self, nik: Nik) -> Record | None:
        """Return the record of this NIK, or None."""
        return self._board.records.get(nik)

    def stamp(self, case: str, at: datetime, by: Officer) -> Stamp:
        """Return what every fact of this act begins with: case, time, officer, office, version."""
        app = self._board.applications.get(case)
        tag = self.lifecycle.tag if app is None else app.lifecycle.tag
        return (case, at, by.id, by.office, tag)

    @property
    def next_case(self) -> str:
        """The id that the next application gets."""
        return f"K{len(self._board.applications) + 1:06d}"

    @property
    def next_number(self) -> int:
        """A number that nothing else in this journal has: the position of the next fact."""
        return self._board.written + 1

    def blank_at(self, office: str) -> tuple[str, int] | None:
        """Return a free blank of this office: from the printer's tray, else from the store."""
        stock = self._board.stock
        for place in (f"{office}/printer", office):
            blank = stock.first_available(place)
            if blank is not None:
                return place, blank
        return None

    def search_ends(self, case: str) -> datetime:
        """Return when the search for this case is done, counted from when its record came in."""
        app = self.application(case)
        takes = time_of(self._board.matcher.abis, app.nik)
        return self.versions.since(app.history) + takes if takes else app.history[-1].at

    def search(self, case: str) -> MatchEvidence:
        """Search the gallery for the person of this case; the evidence may go into a fact."""
        app = self.application(case)
        evidence = self._board.matcher.search(
            case,
            self.person(app),
            app.file.identity,
            validated=app.file.validated == app.file.identity,
        )
        self._issued.append(evidence)
        return evidence

    def search_before_case(self, resident: Resident, biometrics: Biometrics) -> MatchEvidence:
        """Search the gallery for a record that is taken over from before this journal."""
        person = Person.of(resident, readable(biometrics))
        identity = identity_of(resident, biometrics.handle)
        evidence = self._board.matcher.search("", person, identity)
        self._issued.append(evidence)
        return evidence

    def examine(self, case: str) -> Examination:
        """Let the panel examine the record of this case beside each candidate."""
        app = self.application(case)
        found = self._board.matcher.examine(
            case, self.person(app), app.file.identity, app.file.others
        )
        self._issued.append(found)
        return found

    def on_file(self, case: str, resident: Resident | None = None) -> OnFile | None:
        """Return the uniqueness that rests on the record on file, None where none does.

        Parameters
        ----------
        case
            The print-only case.
        resident
            The biodata after a change in the same act, where they change.
        """
        app = self.application(case)
        record = self._board.records.get(app.nik)
        if record is None or record.proof is None:
            return None
        if app.file.biometrics is not None and not self.same_as_on_file(app):
            return None
        handle = "" if app.file.biometrics is None else app.file.biometrics.handle
        identity = identity_of(app.resident if resident is None else resident, handle)
        found = OnFile(case, app.nik, identity, self._board.matcher.gallery.state, record.proof)
        self._issued.append(found)
        return found

    def same_as_on_file(self, app: Application) -> bool:
        """Whether the recording of this case is the person whose record is on file."""
        record = self._board.records.get(app.nik)
        if record is None:
            return False
        filed = Person.of(record.resident, record.handle or None)
        examiner = self._board.matcher.examiner
        return examiner.compare(self.person(app), filed) is Verdict.SAME

    def person(self, app: Application) -> Person:
        """Return what is compared for this application."""
        if app.file.biometrics is not None:
            handle = readable(app.file.biometrics)
        else:
            record = self._board.records.get(app.nik)
            handle = (record.handle or None) if record is not None else None
        return Person.of(app.resident, handle)

    def _has_issued(self, proof: object) -> bool:
        return any(proof is known for known in self._issued)

    def _forget_issued(self) -> None:
        self._issued.clear()


def readable(biometrics: Biometrics) -> str | None:
    """Return the handle that can be searched for, None where nothing readable was recorded."""
    return biometrics.handle if biometrics.usable else None
