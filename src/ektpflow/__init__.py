"""ektpflow: how Indonesia's electronic identity card (KTP-el) is applied for, matched and issued.

The map of the house, from the ground up; a room imports only rooms above it in this list:

- words: `errors`, `region`, `nik`, `kinds`, `resident`, `office`, `calendar`, `tables`, `draw`
- facts and rules: `evidence`, `events`, `lifecycle`, `matching`, `blanko`, `routing`, `population`
- the book: `application`, `register`, `record_laws`, `board`, `guards`, `journal`, `act`, `proofs`,
  `casebook`
- the flow: `steps`
- readings: `eventlog`, `stuck`, `review`
- motion: `simulation`
- what people see: `report`, `cli`
- for users' own tests: `testing`, the only room that needs Hypothesis

The names below are the door. They are loaded when they are first used, so that ``import ektpflow``
costs next to nothing.

Examples
--------
>>> from ektpflow import KTP_EL, Status
>>> Status.PRINT_READY_RECORD in KTP_EL.statuses
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ektpflow.application import Application
    from ektpflow.calendar import wib
    from ektpflow.casebook import Casebook
    from ektpflow.errors import EktpError, Reason, Refused
    from ektpflow.lifecycle import KTP_EL, Lifecycle, Status
    from ektpflow.nik import KkNumber, Nik
    from ektpflow.office import City, Officer, medan
    from ektpflow.region import RegionCode, RegionTable
    from ektpflow.resident import Resident

__all__ = [
    "KTP_EL",
    "Application",
    "Casebook",
    "City",
    "EktpError",
    "KkNumber",
    "Lifecycle",
    "Nik",
    "Officer",
    "Reason",
    "Refused",
    "RegionCode",
    "RegionTable",
    "Resident",
    "Status",
    "medan",
    "wib",
]

__version__ = "0.1.0"

_ROOMS: Final = {
    "KTP_EL": "lifecycle",
    "Application": "application",
    "Casebook": "casebook",
    "City": "office",
    "EktpError": "errors",
    "KkNumber": "nik",
    "Lifecycle": "lifecycle",
    "Nik": "nik",
    "Officer": "office",
    "Reason": "errors",
    "Refused": "errors",
    "RegionCode": "region",
    "RegionTable": "region",
    "Resident": "resident",
    "Status": "lifecycle",
    "medan": "office",
    "wib": "calendar",
}


def __getattr__(name: str) -> object:
    room = _ROOMS.get(name)
    if room is None:
        message = f"module 'ektpflow' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"ektpflow.{room}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
