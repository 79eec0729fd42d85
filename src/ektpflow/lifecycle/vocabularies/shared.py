"""What the vocabularies share: groups of statuses that most of them do not tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ektpflow.lifecycle.aliases import Answer
from ektpflow.lifecycle.status import Status as S

__all__ = ["COUNTER", "HELD_UP", "PICKUP", "SEEN", "WAY", "several"]

#: When the public repositories were read.
SEEN: Final = "2026-11-24"
COUNTER: Final = (S.SUBMITTED, S.INCOMPLETE, S.COMPLETE)
#: Recorded, and not at the data centre yet.
WAY: Final = (S.BIO_CAPTURED, S.PROCESSING, S.SENT_FOR_ENROLLMENT)
#: At the data centre, and matching has not come to an end.
HELD_UP: Final = (
    S.ENROLL_FAILURE_AT_REGIONAL,
    S.ENROLL_FAILURE_AT_CENTRAL,
    S.SEARCH_FAILURE_AT_CENTRAL,
    S.ADJUDICATE_RECORD,
    S.REQUEST_VALIDATION,
    S.DUPLICATE_RECORD,
)
PICKUP: Final = (S.READY_FOR_PICKUP, S.PICKUP_BLOCKED)


def several(statuses: Iterable[S], code: str | None, why: str) -> Iterator[Answer]:
    """Give the same answer for several statuses."""
    return (Answer(status, code, why) for status in statuses)
