"""A biometric search that plays a script: forced errors, forced duplicates, delays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.abis.port import WITH_HITS, Abis, AbisAnswer, AbisStatus, copied, time_of
from ektpflow.nik import Nik

__all__ = ["ScriptedAbis"]

_NAME: Final = "script of the biometric search"
_NOTHING: Final = timedelta(0)

Answer = AbisStatus | AbisAnswer | None


class ScriptedAbis:
    """A search that plays given answers for some people, then asks another one.

    Parameters
    ----------
    inner
        Who answers when nothing is scripted, and keeps the recordings.
    script
        Answers for each NIK, in the order of its searches. A bare HIT or SIMILAR names whom the
        inner search finds; to name somebody else, give an `AbisAnswer` with hits. None lets the
        inner search answer that time; NO_HIT hides whoever is on file.
    delays
        How long the searches of each NIK take, in their order.
    usual
        How long every other search takes; by default as long as the inner one says.

    Raises
    ------
    InvalidDefinition
        When the script names a record as its own double, or time runs backwards in it.

    Examples
    --------
    >>> from datetime import timedelta
    >>> from ektpflow.matching import AbisStatus, HandleAbis, ScriptedAbis
    >>> from ektpflow.nik import Nik
    >>> nik = Nik("127117" + "010190" + "9999")
    >>> abis = ScriptedAbis(HandleAbis(), {nik: [AbisStatus.FAILED]}, {nik: [timedelta(days=3)]})
    >>> str(abis.takes(nik))
    '3 days, 0:00:00'
    >>> [str(abis.identify(nik, "body:1#1").status) for _ in range(2)], str(abis.takes(nik))
    (['FAILED', 'NO_HIT'], '0:00:00')
    """

    __slots__ = ("_delays", "_inner", "_script", "_searches", "_usual")

    def __init__(
        self,
        inner: Abis,
        script: Mapping[Nik, Sequence[Answer]] | None = None,
        delays: Mapping[Nik, Sequence[timedelta]] | None = None,
        *,
        usual: timedelta | None = None,
    ) -> None:
        self._inner = inner
        self._script = {nik: tuple(answers) for nik, answers in (script or {}).items()}
        self._delays = {nik: tuple(times) for nik, times in (delays or {}).items()}
        self._usual = usual
        self._searches: dict[Nik, int] = {}
        for nik, answers in self._script.items():
            _names_others(nik, answers)
        for nik, times in self._delays.items():
            _runs_forwards(f"delays for {nik}", times)
        _runs_forwards("usual", () if usual is None else (usual,))

    def insert(self, nik: Nik, handle: str) -> None:
        """Let the inner search keep the recording."""
        self._inner.insert(nik, handle)

    def delete(self, nik: Nik) -> None:
        """Let the inner search forget the recording."""
        self._inner.delete(nik)

    def takes(self, nik: Nik) -> timedelta:
        """Return how long the next search for this NIK takes."""
        times = self._delays.get(nik, ())
        made = self._searches.get(nik, 0)
        if made < len(times):
            return times[made]
        return time_of(self._inner, nik) if self._usual is None else self._usual

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return the next scripted answer for this NIK, after the last one the inner search's.

        Raises
        ------
        InvalidDefinition
            When the script forces HIT or SIMILAR and nobody is there to be hit.
        """
        made = self._searches.get(nik, 0)
        answers = self._script.get(nik, ())
        forced = answers[made] if made < len(answers) else None
        if forced is None:
            answer = self._inner.identify(nik, handle)
        elif isinstance(forced, AbisAnswer):
            answer = forced
        else:
            answer = self._forced(forced, nik, handle)
        self._searches[nik] = made + 1
        return answer

    def copy(self) -> ScriptedAbis:
        """Return one at the same place of the script that goes its own way."""
        twin = ScriptedAbis(copied(self._inner), self._script, self._delays, usual=self._usual)
        twin._searches = dict(self._searches)
        return twin

    def _forced(self, status: AbisStatus, nik: Nik, handle: str | None) -> AbisAnswer:
        if status not in WITH_HITS:
            return AbisAnswer(status)
        hits = self._inner.identify(nik, handle).hits
        if not hits:
            raise InvalidDefinition(
                _NAME,
                f"answer {self._searches.get(nik, 0) + 1} for {nik}",
                f"{status} and nobody is hit; write AbisAnswer({status!s}, hits) in the script",
            )
        return AbisAnswer(status, hits)


def _names_others(nik: Nik, answers: Iterable[Answer]) -> None:
    for number, answer in enumerate(answers, start=1):
        hits = answer.hits if isinstance(answer, AbisAnswer) else ()
        if any(hit.nik == nik for hit in hits):
            raise InvalidDefinition(
                _NAME,
                f"answer {number} for {nik}",
                "a record is not its own double; name another NIK in its hits",
            )


def _runs_forwards(place: str, times: Iterable[timedelta]) -> None:
    for time in times:
        if time < _NOTHING:
            problem = f"{time} is below nothing; a search takes no time or some"
            raise InvalidDefinition(_NAME, place, problem)
