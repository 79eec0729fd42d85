"""Help for your own tests: strategies for Hypothesis, walks through a table, a machine of cases.

The only room that needs Hypothesis (the extra ``testing``); nothing else imports it. Names are
loaded when they are first used; `transition_tour`, `ways`, `way_to` and `check_abis` do without
it. Where both packages are installed, ``st.from_type`` knows `Nik`, `Resident` and `Lifecycle`.

Every person is synthetic: the serials of their numbers begin at 9001.

Examples
--------
>>> from hypothesis import given
>>> from ektpflow import Nik
>>> from ektpflow.testing import niks
>>> @given(niks())
... def test_a_number_is_shown_masked(nik):
...     assert nik.reveal() not in f"{nik} {nik!r}"
>>> test_a_number_is_shown_masked()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ektpflow.testing.conformance import check_abis
    from ektpflow.testing.history import facts, histories
    from ektpflow.testing.machine import CaseMachine, case_machine
    from ektpflow.testing.people import biometrics, niks, residents
    from ektpflow.testing.tour import Walk, transition_tour, way_to, ways
    from ektpflow.testing.walking import lifecycles, walks
    from ektpflow.testing.wishes import WISHES, Now, SteeredAbis, Wish

__all__ = [
    "WISHES",
    "CaseMachine",
    "Now",
    "SteeredAbis",
    "Walk",
    "Wish",
    "biometrics",
    "case_machine",
    "check_abis",
    "facts",
    "histories",
    "lifecycles",
    "niks",
    "residents",
    "transition_tour",
    "walks",
    "way_to",
    "ways",
]

# no room bears the name of what it holds: importing it would put the room in that place
_ROOMS: Final = {
    "WISHES": "wishes",
    "CaseMachine": "machine",
    "Now": "wishes",
    "SteeredAbis": "wishes",
    "Walk": "tour",
    "Wish": "wishes",
    "biometrics": "people",
    "case_machine": "machine",
    "check_abis": "conformance",
    "facts": "history",
    "histories": "history",
    "lifecycles": "walking",
    "niks": "people",
    "residents": "people",
    "transition_tour": "tour",
    "walks": "walking",
    "way_to": "tour",
    "ways": "tour",
}


def __getattr__(name: str) -> object:
    room = _ROOMS.get(name)
    if room is None:
        message = f"module 'ektpflow.testing' has no attribute {name!r}"
        raise AttributeError(message)
    try:
        return getattr(import_module(f"ektpflow.testing.{room}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "hypothesis":
            raise
        from ektpflow.errors import MissingExtra  # noqa: PLC0415  (Hypothesis loads this door too)

        raise MissingExtra("hypothesis", "testing", f"ektpflow.testing.{name}") from error


def __dir__() -> list[str]:
    return sorted(__all__)
