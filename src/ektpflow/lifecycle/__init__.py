"""The lifecycle of an application as data: statuses, rules, and the table KTP_EL."""

from ektpflow.lifecycle.clocks import Clock, Reading
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

__all__ = [
    "ALIASES",
    "KTP_EL",
    "PROOF_BEFORE_CARD",
    "AnyStatus",
    "Basis",
    "Clock",
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
    "rules",
    "status_named",
    "stays",
]
