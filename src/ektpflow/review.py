"""The review queue: the cases in which a person decides, each with the records that came up.

Nothing is stored for it: it is read off a casebook at a moment that is handed in. Who decides is
what the table says: the panel of experts where the machine cannot tell (slide deck PIAK 2015, BPPT
in court 2017 [S]), a person at the centre where a record must be validated (our modelling choice),
and the citizen, who asks at the dinas, where a duplicate was found (director-general, viva
2017-09-19 [S]). What they decide goes back by the steps `Adjudicate`, `Validate`,
`ResolveDuplicate` and `Redo`, as every step does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.calendar import Calendar
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import InvalidValue
from ektpflow.evidence import Candidate, Outcome, Verdict
from ektpflow.lifecycle import AnyStatus, Status
from ektpflow.nik import Nik
from ektpflow.steps import CATALOGUE
from ektpflow.stuck.waiting import WayOut
from ektpflow.stuck.ways import ways_of
from ektpflow.tables import Cell, Column, Table

__all__ = ["REVIEWED", "ReviewItem", "as_table", "explain", "review_queue"]

#: The statuses of `ektpflow.KTP_EL` in which a person decides.
REVIEWED: Final = (Status.ADJUDICATE_RECORD, Status.REQUEST_VALIDATION, Status.DUPLICATE_RECORD)

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = "%Y-%m-%d %H:%M"


@attrs.frozen
class ReviewItem:
    """One case that waits for a person.

    Parameters
    ----------
    case
        The case.
    record
        NIK of its record, which is shown masked.
    status
        Where it stands.
    since
        When it came there.
    waited
        Working time since then.
    outcome
        How the search ended that asked for a person; None where none was made.
    candidates
        The records that came up, strongest first, each with its weight, its biometric score and
        the reason.
    verdicts
        What the panel has said of them since that search; empty where it was not asked.
    ground
        Why the citizen disputes the finding; empty where nobody does.
    ways
        The steps that lead on, each with who may do it, where, and what is in the way.
    """

    case: str
    record: Nik
    status: AnyStatus
    since: datetime
    waited: timedelta
    outcome: Outcome | None
    candidates: tuple[Candidate, ...]
    verdicts: tuple[tuple[Nik, Verdict], ...]
    ground: str
    ways: tuple[WayOut, ...]

    def verdict(self, candidate: Nik) -> Verdict | None:
        """Return what the panel said of a candidate, None where it was not asked."""
        return dict(self.verdicts).get(candidate)


def review_queue(
    book: Casebook,
    at: datetime,
    calendar: Calendar,
    *,
    statuses: Collection[AnyStatus] = REVIEWED,
    order: Literal["oldest", "strongest"] = "oldest",
    catalogue: Mapping[str, type[Step]] = CATALOGUE,
) -> tuple[ReviewItem, ...]:
    """Return the cases of a casebook that wait for a person.

    Parameters
    ----------
    book
        The casebook; nothing in it changes.
    at
        The moment; not before the last fact of any case in the queue.
    calendar
        Working time.
    statuses
        Where a case waits for a person: fewer for the desk of one office, more for a lifecycle with
        statuses of its own.
    order
        ``"oldest"`` first, or ``"strongest"`` evidence first: biometric score, then weight. Cases
        that are alike in that stand by age and number.
    catalogue
        The steps that the casebook was built with.

    Raises
    ------
    InvalidValue
        When a fact lies after `at`, or there is no such order.

    Examples
    --------
    >>> from ektpflow import Casebook, medan, wib
    >>> from ektpflow.calendar import Calendar
    >>> from ektpflow.review import review_queue
    >>> review_queue(Casebook(medan()), wib("2026-03-02 08:10"), Calendar.office_hours())
    ()
    """
    if order not in ("oldest", "strongest"):
        raise InvalidValue("order of the review queue", repr(order), "'oldest' or 'strongest'")
    found = [
        _item(book, app, at, calendar, catalogue)
        for app in book.cases.values()
        if app.status in statuses
    ]
    if order == "oldest":
        return tuple(sorted(found, key=_age))
    return tuple(sorted(found, key=lambda item: (_strength(item), _age(item))))


def explain(book: Casebook, item: ReviewItem, candidate: Nik) -> str:
    """Tell how the weight of one candidate comes about, as the matcher of the book weighs it.

    Parameters
    ----------
    book
        The casebook.
    item
        A case of its queue.
    candidate
        One of its candidates.

    Raises
    ------
    InvalidValue
        When it is none of its candidates, or its record is no longer on file.
    """
    if candidate not in {known.record for known in item.candidates}:
        raise InvalidValue(
            "candidate",
            str(candidate),
            f"the search for {item.case} did not bring it up",
            "take one of item.candidates",
        )
    return book.model.explain(*book.pair(item.case, candidate))


def as_table(items: Sequence[ReviewItem], title: str = "Cases that wait for a person") -> Table:
    """Return the queue as a table: one line a candidate, in the order given.

    A case without candidates has one line; the way on stands in the first line of a case.
    """
    return Table(
        title,
        (
            Column("Case"),
            Column("Record"),
            Column("Status"),
            Column("Since"),
            Column("Waited", "working hours", "right", 1),
            Column("Candidate"),
            Column("Biometric", "0 to 1", "right", 2),
            Column("Weight", "bits", "right", 1),
            Column("Panel"),
            Column("Because"),
            Column("Ways on"),
        ),
        [row for item in items for row in _rows(item)],
        ("Weight is the evidence of the biodata alone, without the prior: it never accuses.",),
    )


def _item(
    book: Casebook,
    app: Application,
    at: datetime,
    calendar: Calendar,
    catalogue: Mapping[str, type[Step]],
) -> ReviewItem:
    if app.history[-1].at > at:
        raise InvalidValue(
            "time", at.isoformat(), f"case {app.id} has a later fact", "ask for a later moment"
        )
    finding = app.file.finding
    since = book.versions.since(app.history)
    return ReviewItem(
        app.id,
        app.nik,
        app.status,
        since,
        calendar.worked(since, at),
        None if finding is None else finding.outcome,
        () if finding is None else finding.candidates,
        *_said(app),
        tuple(ways_of(book, app, at, catalogue)),
    )


def _said(app: Application) -> tuple[tuple[tuple[Nik, Verdict], ...], str]:
    """Return what panel and citizen said since the last search."""
    verdicts: tuple[tuple[Nik, Verdict], ...] = ()
    ground = ""
    for fact in app.history:
        match fact:
            case e.Found():
                verdicts, ground = (), ""
            case e.Judged(examination=examination):
                verdicts = examination.verdicts
            case e.DuplicateDisputed():
                ground = fact.ground
            case _:
                pass
    return verdicts, ground


def _age(item: ReviewItem) -> tuple[datetime, str]:
    return item.since, item.case


def _strength(item: ReviewItem) -> tuple[bool, float, float]:
    if not item.candidates:
        return True, 0.0, 0.0
    first = item.candidates[0]
    return False, -(first.biometric or 0.0), -first.weight


def _rows(item: ReviewItem) -> list[tuple[Cell, ...]]:
    case = (
        item.case,
        str(item.record),
        str(item.status),
        f"{item.since:{_MINUTE}}",
        item.waited / _HOUR,
    )
    ways = "; ".join(map(str, item.ways))
    if not item.candidates:
        return [(*case, None, None, None, None, None, ways)]
    return [
        (
            *case,
            str(candidate.record),
            candidate.biometric,
            candidate.weight,
            item.verdict(candidate.record),
            candidate.because,
            "" if number else ways,
        )
        for number, candidate in enumerate(item.candidates)
    ]
