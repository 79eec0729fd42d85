"""A biometric search that errs by chance, at rates that are handed in.

The terms are those of ISO/IEC 19795-1: the false-negative identification rate (FNIR) is the share
of searches for somebody on file that do not return that record, the false-positive identification
rate (FPIR) the share of searches for somebody who is not on file that return a record.

No rate of the KTP-el system is published: whoever simulates it chooses rates and says so.
`AADHAAR` holds what is published of India's, for comparison.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Final, Literal

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching.abis.port import (
    WITH_HITS,
    Abis,
    AbisAnswer,
    AbisHit,
    AbisStatus,
    copied,
    time_of,
)
from ektpflow.nik import Nik

__all__ = ["AADHAAR", "MatcherRates", "RatedAbis"]

_BYTES: Final = 8
_ALL: Final = 1 << (8 * _BYTES)
# scores of false hits: our modelling choice; a certain one looks like a true one
_SCORES: Final = {AbisStatus.HIT: 1.0, AbisStatus.SIMILAR: 0.5}


@attrs.frozen
class MatcherRates:
    """How often a biometric search errs; each rate is a share between 0 and 1.

    Parameters
    ----------
    fnir
        False-negative identification rate: a record of the same body on file is not returned.
    fpir
        False-positive identification rate: a search with nobody on file returns a record. It grows
        with the register (about in proportion, while it is small), so it belongs to a size.
    failure_to_enrol
        Failure-to-enrol rate: nothing can be made of a recording.
    source
        Where the rates come from.

    Raises
    ------
    InvalidValue
        When a rate is no share.

    Examples
    --------
    >>> from ektpflow.matching import MatcherRates
    >>> MatcherRates(fnir=0.01, fpir=0.001).source
    'assumed'
    """

    fnir: float
    fpir: float
    failure_to_enrol: float = 0.0
    source: str = "assumed"

    def __attrs_post_init__(self) -> None:
        rates = (self.fnir, self.fpir, self.failure_to_enrol)
        for name, rate in zip(("fnir", "fpir", "failure_to_enrol"), rates, strict=True):
            if not 0 <= rate <= 1:
                raise InvalidValue(
                    f"rates of the biometric search, {name}",
                    str(rate),
                    "a rate is a share between 0 and 1",
                    f"{rate} % is {rate / 100:g}" if 1 < rate <= 100 else "",  # noqa: PLR2004
                )


#: Rates of India's Aadhaar [P]; none is published for KTP-el.
AADHAAR: Final = MatcherRates(
    0.00035, 0.00057, 0.0014, "UIDAI 2012, told by Deccan Herald (article 220890) [P]"
)


class RatedAbis:
    """A search that errs at given rates, over another one that knows the truth.

    Chance depends on the seed and on what is compared, never on how often or in which order it is
    asked: the same search on the same recordings gives the same answer, as replay needs it. Two
    recordings that miss each other do so both ways; recorded anew, a person has a new chance.

    A recording that fails to enrol is answered UNREADABLE_CENTRAL and never found later. Rates hold
    for true hits and for people who are not on file; other answers of the inner search stay.

    Parameters
    ----------
    inner
        The search that knows the truth; it is empty, or what it holds is never found by mistake.
    rates
        How often it errs.
    seed
        Where chance begins; another seed errs elsewhere.
    false_hits
        How a person is answered who is falsely found. By default SIMILAR, so that a human expert
        decides, as it is told of what lies between same and different (slide deck PIAK 2015 [S]);
        HIT makes an innocent person a duplicate until the dinas is asked, as is told of people with
        contact lenses [P].

    Raises
    ------
    InvalidDefinition
        When false hits are neither HIT nor SIMILAR.

    Examples
    --------
    >>> from ektpflow.matching import HandleAbis, MatcherRates, RatedAbis
    >>> from ektpflow.nik import Nik
    >>> one, two = (Nik("127117" + "010190" + serial) for serial in ("9998", "9999"))
    >>> blind = RatedAbis(HandleAbis(), MatcherRates(fnir=1, fpir=0), seed=1)
    >>> blind.insert(one, "body:1#1")
    >>> print(blind.identify(two, "body:1#2").status)
    NO_HIT
    """

    __slots__ = ("_false", "_handles", "_inner", "_marks", "_rates", "_seed")

    def __init__(
        self,
        inner: Abis,
        rates: MatcherRates,
        seed: int,
        *,
        false_hits: Literal[AbisStatus.HIT, AbisStatus.SIMILAR] = AbisStatus.SIMILAR,
    ) -> None:
        if false_hits not in WITH_HITS:
            raise InvalidDefinition(
                "RatedAbis", "false_hits", f"{false_hits} finds nobody; take HIT or SIMILAR"
            )
        self._inner = inner
        self._rates = rates
        self._seed = seed
        self._false: Literal[AbisStatus.HIT, AbisStatus.SIMILAR] = false_hits
        self._handles: dict[Nik, str] = {}
        self._marks: dict[Nik, int] = {}

    def insert(self, nik: Nik, handle: str) -> None:
        """Keep the recording, in place of another one; one that fails to enrol leaves none."""
        if self._unreadable(handle):
            self.delete(nik)
        else:
            self._inner.insert(nik, handle)
            self._handles[nik] = handle
            self._marks[nik] = self._draw("mark", nik.reveal(), handle)

    def delete(self, nik: Nik) -> None:
        """Forget the recording of this NIK."""
        self._inner.delete(nik)
        self._handles.pop(nik, None)
        self._marks.pop(nik, None)

    def takes(self, nik: Nik) -> timedelta:
        """Return how long the inner search takes."""
        return time_of(self._inner, nik)

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return what the inner search finds, less what is missed, or somebody found by mistake."""
        if handle is not None and self._unreadable(handle):
            return AbisAnswer(AbisStatus.UNREADABLE_CENTRAL)
        truth = self._inner.identify(nik, handle)
        if handle is None or truth.status not in WITH_HITS | {AbisStatus.NO_HIT}:
            return truth
        if not truth.hits:
            return self._by_mistake(nik, handle) or truth
        seen = tuple(hit for hit in truth.hits if not self._missed(nik, handle, hit.nik))
        return AbisAnswer(truth.status, seen) if seen else AbisAnswer(AbisStatus.NO_HIT)

    def copy(self) -> RatedAbis:
        """Return one with the same recordings and the same chance that goes its own way."""
        twin = RatedAbis(copied(self._inner), self._rates, self._seed, false_hits=self._false)
        twin._handles, twin._marks = dict(self._handles), dict(self._marks)
        return twin

    def _unreadable(self, handle: str) -> bool:
        return self._draw("enrol", handle) < self._rates.failure_to_enrol * _ALL

    def _missed(self, nik: Nik, handle: str, other: Nik) -> bool:
        pair = sorted(((nik.reveal(), handle), (other.reveal(), self._handles.get(other, ""))))
        return self._draw("miss", pair) < self._rates.fnir * _ALL

    def _by_mistake(self, nik: Nik, handle: str) -> AbisAnswer | None:
        me = (nik.reveal(), handle)
        if self._draw("mistake", me) >= self._rates.fpir * _ALL:
            return None
        # the record whose mark lies nearest, not the nth: it stays so when others come and go
        here = self._draw("who", me)
        others = ((mark ^ here, known) for known, mark in self._marks.items() if known != nik)
        found = min(others, default=None)
        if found is None:
            return None
        return AbisAnswer(self._false, (AbisHit(found[1], _SCORES[self._false]),))

    def _draw(self, *what: object) -> int:
        """Return a whole number below `_ALL` that follows from the seed and what is asked."""
        told = json.dumps([self._seed, *what]).encode()
        return int.from_bytes(hashlib.blake2b(told, digest_size=_BYTES).digest())
