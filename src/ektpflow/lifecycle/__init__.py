"""The lifecycle of an application as data: statuses, rules, and the table KTP_EL."""

from ektpflow.lifecycle.definition import Lifecycle, Rule, rules, stays
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.status import ALIASES, Phase, Status, status_named

__all__ = [
    "ALIASES",
    "KTP_EL",
    "Lifecycle",
    "Phase",
    "Rule",
    "Status",
    "rules",
    "status_named",
    "stays",
]
