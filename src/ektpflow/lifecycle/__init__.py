"""The lifecycle of an application as data: statuses, rules, and the table KTP_EL."""

from ektpflow.lifecycle.clocks import Clock, Reading
from ektpflow.lifecycle.conform import CaseVerdict, Conformance, conform
from ektpflow.lifecycle.course import Course, Guard, Machine
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.invariants import PROOF_BEFORE_CARD, NeverWithout
from ektpflow.lifecycle.ktp_el import KTP_EL
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
    "Lifecycle",
    "Machine",
    "NeverWithout",
    "OwnStatus",
    "Phase",
    "Reading",
    "Rule",
    "Said",
    "Status",
    "conform",
    "rules",
    "status_named",
    "stays",
]
