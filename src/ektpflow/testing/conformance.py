"""What every biometric search must hold, tried on one of your own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import attrs

from ektpflow.matching.abis import Abis, AbisAnswer, AbisStatus, CopyableAbis, TimedAbis
from ektpflow.nik import Nik

__all__ = ["check_abis"]

_ONE, _TWO, _THREE, _ASKS = (Nik("127117" + "010190" + f"{9001 + n}") for n in range(4))
_FOUND: Final = frozenset({AbisStatus.HIT, AbisStatus.SIMILAR})


def check_abis(
    make: Callable[[], Abis],
    *,
    recordings: tuple[str, str] = ("body:1#1", "body:1#2"),
    stranger: str = "body:2#1",
) -> None:
    """Try a biometric search on every promise of the port.

    Parameters
    ----------
    make
        Returns a search of yours, empty each time, that does not err on these recordings.
    recordings
        Handles of two recordings of one body.
    stranger
        Handle of a recording of another body.

    Raises
    ------
    AssertionError
        With every promise that is broken, at once.

    Examples
    --------
    >>> from ektpflow.matching import HandleAbis
    >>> from ektpflow.testing import check_abis
    >>> check_abis(HandleAbis)
    >>> class Shared(HandleAbis):
    ...     def copy(self):
    ...         return self
    >>> try:
    ...     check_abis(Shared)
    ... except AssertionError as broken:
    ...     print(broken)
    Shared breaks 1 promise of the port:
      - a copy holds the same recordings and goes its own way
    """
    first, again = recordings
    bench = _Bench(make, first, again, stranger)
    broken = [promise for promise, holds in _PROMISES.items() if not holds(bench)]
    if broken:
        many = "1 promise" if len(broken) == 1 else f"{len(broken)} promises"
        what = "".join(f"\n  - {promise}" for promise in broken)
        raise AssertionError(f"{type(make()).__name__} breaks {many} of the port:{what}")


@attrs.frozen
class _Bench:
    """A search on trial, and the recordings it is tried with."""

    make: Callable[[], Abis]
    first: str
    again: str
    stranger: str

    def holding(self, *recordings: tuple[Nik, str]) -> Abis:
        """Return a new search that holds these recordings."""
        abis = self.make()
        for nik, handle in recordings:
            abis.insert(nik, handle)
        return abis

    def finds(self, abis: Abis, *wanted: Nik, by: Nik = _ASKS, handle: str = "") -> bool:
        """Say whether a search finds these records and no other, by default for the one body."""
        answer = abis.identify(by, handle or self.again)
        if not wanted:
            return answer.status is AbisStatus.NO_HIT
        named = [hit.nik for hit in answer.hits]
        return answer.status in _FOUND and sorted(named) == sorted(wanted)


def _same_body(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first), (_TWO, on.stranger), (_THREE, on.again))
    stranger = on.finds(abis, _TWO, handle=on.stranger)
    return on.finds(abis, _ONE, _THREE) and stranger


def _nobody(on: _Bench) -> bool:
    return on.finds(on.make()) and on.finds(on.holding((_ONE, on.stranger)))


def _own_record(on: _Bench) -> bool:
    alone, double = on.holding((_ONE, on.first)), on.holding((_ONE, on.first), (_TWO, on.again))
    return on.finds(alone, by=_ONE) and on.finds(double, _TWO, by=_ONE)


def _once_more(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first), (_ONE, on.first))
    once = on.finds(abis, _ONE)
    abis.delete(_ONE)
    return once and on.finds(abis)


def _replaced(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first), (_ONE, on.stranger))
    return on.finds(abis) and on.finds(abis, _ONE, handle=on.stranger)


def _deleted(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first), (_TWO, on.first))
    abis.delete(_ONE)
    return on.finds(abis, _TWO)


def _nothing_to_delete(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first))
    for _ in range(2):
        abis.delete(_TWO)
    return on.finds(abis, _ONE)


def _search_enters_nothing(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first))
    answers = [abis.identify(_TWO, on.again) for _ in range(2)]
    return answers[0] == answers[1] and on.finds(abis, _ONE)


def _nothing_readable(on: _Bench) -> bool:
    answer = on.holding((_ONE, on.first)).identify(_TWO, None)
    return answer == AbisAnswer(AbisStatus.NEEDS_VALIDATION)


def _own_way(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first))
    if not isinstance(abis, CopyableAbis):
        return True
    twin = abis.copy()
    same = on.finds(twin, _ONE)
    twin.insert(_TWO, on.again)
    abis.delete(_ONE)
    return same and on.finds(twin, _ONE, _TWO) and on.finds(abis)


def _time(on: _Bench) -> bool:
    abis = on.holding((_ONE, on.first))
    if not isinstance(abis, TimedAbis):
        return True
    asked = [abis.takes(_TWO) for _ in range(2)]
    return asked[0] == asked[1] >= timedelta(0)


_PROMISES: Final[Mapping[str, Callable[[_Bench], bool]]] = {
    "a search names every record of the same body, once, and no other": _same_body,
    "where nobody of this body is on file, the answer is NO_HIT": _nobody,
    "a record is not its own double": _own_record,
    "the same recording inserted once more changes nothing": _once_more,
    "another recording under the same NIK takes the place of the first": _replaced,
    "what was deleted is never found": _deleted,
    "to delete what is not there changes nothing": _nothing_to_delete,
    "a search changes nothing, and made again it ends alike": _search_enters_nothing,
    "without a readable recording the answer is NEEDS_VALIDATION": _nothing_readable,
    "a copy holds the same recordings and goes its own way": _own_way,
    "to ask how long a search takes changes nothing, and time runs forwards": _time,
}
