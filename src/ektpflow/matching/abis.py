"""The port to the biometric search at the data centre, and fakes for it.

The data centre's system (ABIS) compares one recording with all others on fingerprint and iris.
How it does so is none of our business: what comes in are opaque handles, what comes out is one of
the answers of the ministry's slide deck *Verifikasi biometrik perekaman dan penghapusan rekaman
duplikat* (Direktorat PIAK, 2015) [S]. No rate of false matches or misses of the real system is
published, so the fakes here never err unless a script tells them to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.evidence import Verdict
from ektpflow.matching.person import Person
from ektpflow.nik import Nik

__all__ = [
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "CopyableAbis",
    "Examiner",
    "HandleAbis",
    "HandleExaminer",
    "ScriptedAbis",
    "copied",
]


class AbisStatus(StrEnum):
    """How a biometric search ended."""

    NO_HIT = "NO_HIT"
    HIT = "HIT"
    SIMILAR = "SIMILAR"
    FAILED = "FAILED"
    UNREADABLE_REGIONAL = "UNREADABLE_REGIONAL"
    UNREADABLE_CENTRAL = "UNREADABLE_CENTRAL"
    NEEDS_VALIDATION = "NEEDS_VALIDATION"


_WITH_HITS: Final = frozenset({AbisStatus.HIT, AbisStatus.SIMILAR})


@attrs.frozen
class AbisHit:
    """One record that the search named.

    Parameters
    ----------
    nik
        Its NIK.
    score
        Likeness between 0 and 1.
    """

    nik: Nik
    score: float


@attrs.frozen
class AbisAnswer:
    """The answer to one search.

    Parameters
    ----------
    status
        HIT is certain, SIMILAR lies between same and different, NEEDS_VALIDATION says that nothing
        readable was recorded.
    hits
        The records found, strongest first; HIT and SIMILAR name one at least, the others none.

    Raises
    ------
    InvalidValue
        When status and hits contradict each other.
    """

    status: AbisStatus
    hits: tuple[AbisHit, ...] = ()

    def __attrs_post_init__(self) -> None:
        if bool(self.hits) is not (self.status in _WITH_HITS):
            raise InvalidValue(
                "answer of the biometric search",
                f"{self.status} with {len(self.hits)} hits",
                "HIT and SIMILAR name a record, the other answers name none",
                "name the records that were hit in AbisAnswer(status, hits)",
            )


class Abis(Protocol):
    """The biometric search as the data centre offers it."""

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


class Examiner(Protocol):
    """The panel of experts that decides where the machine cannot."""

    def compare(self, a: Person, b: Person) -> Verdict:
        """Say whether two records are one person."""
        ...


class HandleAbis:
    """A search that never errs, for synthetic people: the handle says whose body it is.

    Two recordings are of one body where their handles agree before the ``#``.

    Examples
    --------
    >>> from ektpflow.matching import HandleAbis
    >>> from ektpflow.nik import Nik
    >>> one, two = (Nik("127117" + "010190" + serial) for serial in ("9998", "9999"))
    >>> abis = HandleAbis()
    >>> abis.insert(one, "body:000123#1")
    >>> answer = abis.identify(two, "body:000123#2")
    >>> print(answer.status, answer.hits[0].nik == one)
    HIT True
    """

    __slots__ = ("_body", "_niks")

    def __init__(self) -> None:
        self._body: dict[Nik, str] = {}
        self._niks: dict[str, set[Nik]] = {}

    def insert(self, nik: Nik, handle: str) -> None:
        """Keep this recording under this NIK, in place of another one."""
        self.delete(nik)
        body = _body(handle)
        self._body[nik] = body
        self._niks.setdefault(body, set()).add(nik)

    def delete(self, nik: Nik) -> None:
        """Forget the recording of this NIK."""
        body = self._body.pop(nik, None)
        if body is not None:
            self._niks[body].discard(nik)
            if not self._niks[body]:
                del self._niks[body]

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return every other record of the same body, in the order of their NIK."""
        if handle is None:
            return AbisAnswer(AbisStatus.NEEDS_VALIDATION)
        found = sorted(self._niks.get(_body(handle), set()) - {nik})
        if not found:
            return AbisAnswer(AbisStatus.NO_HIT)
        return AbisAnswer(AbisStatus.HIT, tuple(AbisHit(other, 1.0) for other in found))

    def copy(self) -> HandleAbis:
        """Return one with the same recordings that goes its own way."""
        twin = HandleAbis()
        twin._body = dict(self._body)
        twin._niks = {body: set(niks) for body, niks in self._niks.items()}
        return twin


class ScriptedAbis:
    """A search that plays given answers for some people, then asks another one.

    Parameters
    ----------
    inner
        Who answers when nothing is scripted, and keeps the recordings.
    script
        Answers for each NIK, in the order of its searches. A bare HIT or SIMILAR names whom the
        inner search finds; to name somebody else, give an `AbisAnswer` with hits.

    Examples
    --------
    >>> from ektpflow.matching import AbisStatus, HandleAbis, ScriptedAbis
    >>> from ektpflow.nik import Nik
    >>> nik = Nik("127117" + "010190" + "9999")
    >>> abis = ScriptedAbis(HandleAbis(), {nik: [AbisStatus.FAILED]})
    >>> [str(abis.identify(nik, "body:1#1").status) for _ in range(2)]
    ['FAILED', 'NO_HIT']
    """

    __slots__ = ("_inner", "_played", "_script")

    def __init__(
        self, inner: Abis, script: Mapping[Nik, Sequence[AbisStatus | AbisAnswer]]
    ) -> None:
        self._inner = inner
        self._script = {nik: tuple(answers) for nik, answers in script.items()}
        self._played: dict[Nik, int] = {}

    def insert(self, nik: Nik, handle: str) -> None:
        """Let the inner search keep the recording."""
        self._inner.insert(nik, handle)

    def delete(self, nik: Nik) -> None:
        """Let the inner search forget the recording."""
        self._inner.delete(nik)

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return the next scripted answer for this NIK, after the last one the inner search's.

        Raises
        ------
        InvalidDefinition
            When the script forces HIT or SIMILAR and nobody is there to be hit.
        """
        answers = self._script.get(nik, ())
        played = self._played.get(nik, 0)
        if played == len(answers):
            return self._inner.identify(nik, handle)
        forced = answers[played]
        answer = forced if isinstance(forced, AbisAnswer) else self._forced(forced, nik, handle)
        self._played[nik] = played + 1
        return answer

    def copy(self) -> ScriptedAbis:
        """Return one at the same place of the script that goes its own way."""
        twin = ScriptedAbis(copied(self._inner), self._script)
        twin._played = dict(self._played)
        return twin

    def _forced(self, status: AbisStatus, nik: Nik, handle: str | None) -> AbisAnswer:
        if status not in _WITH_HITS:
            return AbisAnswer(status)
        hits = self._inner.identify(nik, handle).hits
        if not hits:
            raise InvalidDefinition(
                "script of the biometric search",
                f"answer {self._played.get(nik, 0) + 1} for {nik}",
                f"{status} and nobody is hit; write AbisAnswer({status!s}, hits) in the script",
            )
        return AbisAnswer(status, hits)


class HandleExaminer:
    """A panel that never errs, for synthetic people: the handle says whose body it is.

    Where nothing readable was recorded on one side it cannot tell.
    """

    __slots__ = ()

    def compare(self, a: Person, b: Person) -> Verdict:
        """Say whether two records are of one body."""
        if a.handle is None or b.handle is None:
            return Verdict.UNDECIDED
        return Verdict.SAME if _body(a.handle) == _body(b.handle) else Verdict.DIFFERENT


def _body(handle: str) -> str:
    return handle.partition("#")[0]


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
