"""Strategies for synthetic people, their numbers and their recordings."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
from hypothesis import strategies as st

from ektpflow.nik import Nik
from ektpflow.population import people
from ektpflow.region import Level, RegionCode, RegionTable
from ektpflow.resident import (
    FINGERS,
    IRISES,
    Biometrics,
    Blood,
    Citizenship,
    Marital,
    Occupation,
    Religion,
    Resident,
)

__all__ = ["biometrics", "niks", "residents"]

_SERIALS: Final = st.integers(9001, 9999)
_BORN: Final = st.dates(date(1926, 1, 1), date(2009, 3, 1))
_SEEDS: Final = st.integers(0, 9999)
_COUNTRIES: Final = st.sampled_from(("Malaysia", "Singapore", "Netherlands"))
_ITAP_ENDS: Final = st.dates(date(2026, 4, 1), date(2031, 3, 1))


def _districts() -> st.SearchStrategy[RegionCode]:
    table = RegionTable.builtin()
    return st.sampled_from([code for code in table if code.level is Level.DISTRICT])


def niks() -> st.SearchStrategy[Nik]:
    """Return a strategy for numbers of synthetic people of the kecamatan of Kota Medan.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.testing import niks
    >>> @given(niks())
    ... def test_no_real_person(nik):
    ...     assert nik.serial >= 9001
    >>> test_no_real_person()
    """
    return st.builds(Nik.compose, _districts(), _BORN, st.booleans(), _SERIALS)


@st.composite
def _residents(draw: st.DrawFn, foreigners: bool) -> Resident:  # noqa: FBT001  (a strategy's own)
    region, born = draw(_districts()), draw(_BORN)
    (person,) = people(1, seed=draw(_SEEDS), region=str(region), born=born)
    citizen = attrs.evolve(
        person.resident,
        religion=draw(st.sampled_from(Religion)),
        marital=draw(st.sampled_from(Marital)),
        blood=draw(st.sampled_from(Blood)),
        occupation=Occupation.of(draw(st.integers(1, 88))),
    )
    if not (foreigners and draw(st.booleans())):
        return citizen
    return attrs.evolve(
        citizen,
        citizenship=Citizenship.WNA,
        country=draw(_COUNTRIES),
        valid_until=draw(_ITAP_ENDS),
    )


def residents(*, foreigners: bool = True) -> st.SearchStrategy[Resident]:
    """Return a strategy for synthetic residents of Kota Medan, 17 and older in March 2026.

    Number, birth date and sex fit each other.

    Parameters
    ----------
    foreigners
        Some are foreigners with a permanent permit.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.nik import Nik
    >>> from ektpflow.testing import residents
    >>> @given(residents(foreigners=False))
    ... def test_a_citizens_card_is_valid_for_life(resident):
    ...     assert resident.valid_until is None and not resident.findings()
    >>> test_a_citizens_card_is_valid_for_life()
    """
    return _residents(foreigners)


@st.composite
def _biometrics(draw: st.DrawFn) -> Biometrics:
    handle = f"body:{draw(_SEEDS):06d}#{draw(st.integers(1, 3))}"
    # nearly everybody has all fingers; a strategy that says so rarely makes anything else
    missing = draw(st.just(frozenset[str]()) | st.frozensets(st.sampled_from((*FINGERS, *IRISES))))
    return Biometrics.of(handle, missing=missing, quality=draw(st.integers(1, 100)))


def biometrics() -> st.SearchStrategy[Biometrics]:
    """Return a strategy for recordings; of some fingers or irises are missing, of a few all.

    Handles agree before the ``#`` where two recordings are of one body.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.testing import biometrics
    >>> @given(biometrics())
    ... def test_what_is_missing_has_its_reason(recorded):
    ...     assert all(finger.handle or finger.exception for finger in recorded.fingers)
    >>> test_what_is_missing_has_its_reason()
    """
    return _biometrics()
