"""The port to the biometric search: what is asked, what is answered, and how long it takes."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final, Protocol, runtime_checkable

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.nik import Nik

__all__ = [
    "WITH_HITS",
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "CopyableAbis",
    "TimedAbis",
    "copied",
    "time_of",
]

_NOTHING: Final = timedelta(0)


class AbisStatus(StrEnum):
    """How a biometric search ended."""

    NO_HIT = "NO_HIT"
    HIT = "HIT"
    SIMILAR = "SIMILAR"
    FAILED = "FAILED"
    UNREADABLE_REGIONAL = "UNREADABLE_REGIONAL"
    UNREADABLE_CENTRAL = "UNREADABLE_CENTRAL"
    NEEDS_VALIDATION = "NEEDS_VALIDATION"


#: The answers that name a record.
WITH_HITS: Final = frozenset({AbisStatus.HIT, AbisStatus.SIMILAR})


@attrs.frozen
class AbisHit:
    """One record that the search named.

    Parameters
    ----------
    nik
        Its NIK.
    score
        Likeness between 0 and 1.

    Raises
    ------
    InvalidValue
        When the score lies elsewhere.
    """

    nik: Nik
    score: float

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise InvalidValue(
                "answer of the biometric search",
                f"a score of {self.score} for {self.nik}",
                "likeness lies between 0, nothing alike, and 1",
                "bring the scores of your system onto that scale",
            )


@attrs.frozen
class AbisAnswer:
    """The answer to one search.

    Parameters
    ----------
    status
        HIT is certain, SIMILAR lies between same and different, NEEDS_VALIDATION says that nothing
        readable was recorded.
    hits
        The records found, each once, strongest first; HIT and SIMILAR name one at least, the
        others none.

    Raises
    ------
    InvalidValue
        When status and hits contradict each other, a record is named twice, or a weaker one first.

    Examples
    --------
    >>> from ektpflow.matching import AbisAnswer, AbisHit, AbisStatus
    >>> from ektpflow.nik import Nik
    >>> nik = Nik("127117" + "010190" + "9999")
    >>> AbisAnswer(AbisStatus.SIMILAR, (AbisHit(nik, 0.6),)).hits[0].score
    0.6
    """

    status: AbisStatus
    hits: tuple[AbisHit, ...] = ()

    def __attrs_post_init__(self) -> None:
        if bool(self.hits) is not (self.status in WITH_HITS):
            raise InvalidValue(
                "answer of the biometric search",
                f"{self.status} with {len(self.hits)} hits",
                "HIT and SIMILAR name a record, the other answers name none",
                "name the records that were hit in AbisAnswer(status, hits)",
            )
        if len({hit.nik for hit in self.hits}) < len(self.hits):
            raise InvalidValue(
                "answer of the biometric search",
                f"{len(self.hits)} hits, one record among them twice",
                "an answer names each record once",
                "keep its best score",
            )
        if any(one.score < next_.score for one, next_ in pairwise(self.hits)):
            raise InvalidValue(
                "answer of the biometric search",
                "a weaker hit before a stronger one",
                "the strongest hit is named first",
                "sort the hits by falling score",
            )


class Abis(Protocol):
    """The biometric search as the data centre offers it.

    The same search on the same recordings gives the same answer: replay of a journal without a key
    makes every search again. `ektpflow.testing.check_abis` tries one of your own.
    """

    def insert(self, nik: Nik, handle: str) -> None:
        """Keep this recording under this NIK; once more changes nothing, another replaces it."""
        ...

    def delete(self, nik: Nik) -> None:
        """Forget the recording of this NIK; nothing happens where there is none."""
        ...

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Search all recordings but this NIK's own for the person of this handle."""
        ...


@runtime_checkable
class CopyableAbis(Abis, Protocol):
    """A search that can be forked with the casebook it serves: the fakes can, the real cannot."""

    def copy(self) -> Abis:
        """Return one with the same recordings that goes its own way."""
        ...


@runtime_checkable
class TimedAbis(Abis, Protocol):
    """A search that says how long it takes; one that does not answers at once."""

    def takes(self, nik: Nik) -> timedelta:
        """Return how long the next search for this NIK takes, from when the record was queued."""
        ...


def copied(abis: Abis) -> Abis:
    """Return a copy of a biometric search.

    Raises
    ------
    InvalidDefinition
        When it has no copy method: a real data centre cannot be forked.
    """
    if isinstance(abis, CopyableAbis):
        return abis.copy()
    raise InvalidDefinition(
        type(abis).__name__, "copy", "only a search with a copy method can be forked with its book"
    )


def time_of(abis: Abis, nik: Nik) -> timedelta:
    """Return how long the next search for this NIK takes, nothing where the search says nothing."""
    return abis.takes(nik) if isinstance(abis, TimedAbis) else _NOTHING
