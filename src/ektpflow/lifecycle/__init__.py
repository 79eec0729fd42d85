"""The lifecycle of an application as data: statuses, rules, and the table KTP_EL.

What citizens are told of a status (`about`) and other systems' codes (`to_status`, `from_status`)
are loaded when they are first used: who only moves cases needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from ektpflow.lifecycle.clocks import Clock, Reading
from ektpflow.lifecycle.conform import CaseVerdict, Conformance, conform
from ektpflow.lifecycle.course import Course, Guard, Machine
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.invariants import PROOF_BEFORE_CARD, NeverWithout
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.migrate import Landing, Migration
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import (
    ALIASES,
    AnyStatus,
    OwnStatus,
    Phase,
    Status,
    status_named,
)
from ektpflow.lifecycle.verify import Finding
from ektpflow.lifecycle.versions import Versions

if TYPE_CHECKING:
    from ektpflow.lifecycle.aliases import from_status, to_status
    from ektpflow.lifecycle.citizen import about

__all__ = [
    "ALIASES",
    "KTP_EL",
    "PROOF_BEFORE_CARD",
    "AnyStatus",
    "Basis",
    "CaseVerdict",
    "Clock",
    "Conformance",
    "Course",
    "Finding",
    "Guard",
    "Landing",
    "Lifecycle",
    "Machine",
    "Migration",
    "NeverWithout",
    "OwnStatus",
    "Phase",
    "Reading",
    "Rule",
    "Said",
    "Status",
    "Versions",
    "about",
    "conform",
    "from_status",
    "rules",
    "status_named",
    "stays",
    "to_status",
]

_LATER: Final = {"about": "citizen", "from_status": "aliases", "to_status": "aliases"}


def __getattr__(name: str) -> object:
    room = _LATER.get(name)
    if room is None:
        message = f"module 'ektpflow.lifecycle' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"ektpflow.lifecycle.{room}"), name)
