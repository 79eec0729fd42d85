"""What a run leaves: rows per case and per day, and the truth about planted duplicates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, Literal

import attrs

from ektpflow.lifecycle import Lifecycle
from ektpflow.simulation.scenario import Scenario

__all__ = ["OBSTACLES", "CaseRow", "DayRow", "Duplicates", "Obstacle", "StudyResult"]

_DAY: Final = timedelta(hours=24)


@attrs.frozen
class Obstacle:
    """What a part of lead time was spent on, named as the source study names its obstacles."""

    key: str
    group: Literal["technical", "administrative", "people", "citizens", "service"]
    label_id: str
    label_en: str


OBSTACLES: Final = (
    Obstacle("work", "service", "dilayani", "being served"),
    Obstacle("closed", "service", "kantor tutup", "office closed"),
    Obstacle("staff", "people", "jumlah pegawai terbatas", "waiting for staff"),
    Obstacle(
        "break_late", "people", "kembali terlambat setelah istirahat", "staff late after break"
    ),
    Obstacle("set_busy", "technical", "alat perekaman terbatas", "waiting for a recording set"),
    Obstacle("set_broken", "technical", "alat perekaman rusak", "recording set broken"),
    Obstacle("network", "technical", "jaringan tidak stabil", "network down"),
    Obstacle("printer", "technical", "kapasitas cetak", "waiting for the printer"),
    Obstacle("matching", "service", "pemadanan", "matching at the data centre"),
    Obstacle("adjudication", "service", "keputusan ahli", "an expert decides"),
    Obstacle("blank", "administrative", "blangko kosong", "no blank cards"),
    Obstacle("courier", "administrative", "pengiriman berkas dan kartu", "waiting for transport"),
    Obstacle("citizen", "citizens", "berkas kurang / belum diambil", "waiting for the citizen"),
)


@attrs.frozen
class CaseRow:
    """One applicant: times, and the lead time split by obstacle, in seconds."""

    case: str
    kind: str
    applied: datetime
    complete: datetime | None
    print_ready: datetime | None
    issued: datetime | None
    status: str
    visits: int
    parts: Mapping[str, int]

    @property
    def lead(self) -> int | None:
        """Seconds from the first visit to the card in hand, None where there is none yet."""
        return None if self.issued is None else int((self.issued - self.applied).total_seconds())


@attrs.frozen
class DayRow:
    """The recap of one day at its close, as offices report it."""

    day: date
    applied: int
    issued: int
    sisa_prr: int
    sisa_blanko: int
    sisa_suket: int


@attrs.frozen
class Duplicates:
    """Planted second identities against what the data centre made of them."""

    planted: int
    caught: int
    missed: int
    falsely_accused: int
    undecided: int


@attrs.frozen
class StudyResult:
    """The result of one run."""

    scenario: Scenario
    cases: tuple[CaseRow, ...]
    days: tuple[DayRow, ...]
    duplicates: Duplicates
    facts: int
    turned_away: int
    ends: datetime
    lifecycle: Lifecycle = attrs.field(repr=False)

    @property
    def finished(self) -> tuple[CaseRow, ...]:
        """The cases whose card was handed over."""
        return tuple(row for row in self.cases if row.issued is not None)

    @property
    def waiting(self) -> tuple[CaseRow, ...]:
        """The people without a card whose way has not ended: a card may still come."""
        return tuple(row for row in self.cases if row.issued is None and not self._ended(row))

    @property
    def ended(self) -> tuple[CaseRow, ...]:
        """The applications that ended without a card: duplicates whose other record was kept."""
        return tuple(row for row in self.cases if row.issued is None and self._ended(row))

    def _ended(self, row: CaseRow) -> bool:
        return row.status in self.lifecycle.finals

    def within(self, limit: timedelta) -> tuple[int, int]:
        """Return cards in hand within a time of file complete, and all for whom it has passed.

        Whoever was complete too late in the run to tell is left out, served or not: to count only
        the quick ones of them would flatter the office. So is an application that ended without a
        card, since none was due.
        """
        due = [
            (row.complete, row.issued)
            for row in self.cases
            if row.complete is not None
            and self.ends - row.complete >= limit
            and (row.issued is not None or not self._ended(row))
        ]
        served = sum(issued is not None and issued - complete <= limit for complete, issued in due)
        return served, len(due)

    @property
    def within_24h(self) -> tuple[int, int]:
        """Cards in hand within 24 hours of file complete, and all whose 24 hours have passed.

        Permendagri 19/2018 art. 3(2): 1 to 24 hours after the officer declares the file complete.
        """
        return self.within(_DAY)

    def lead_quantile(self, q: float) -> int | None:
        """Return the lead time that a share q of the finished cases does not exceed, in seconds."""
        leads = sorted(lead for row in self.cases if (lead := row.lead) is not None)
        if not leads:
            return None
        # nearest rank, on the decimals that were written: 0.57 of 100 is the 57th
        rank = math.ceil(round(q * len(leads), 9))
        return leads[min(len(leads), max(1, rank)) - 1]
