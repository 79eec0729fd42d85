"""What all steps share: a case, the facts it may lead to, and named checks.

A *check* reads the state and holds whatever is handed in; a *demand* looks at what is handed in.
Both are looked up by name when they are needed, so that a test can switch off exactly one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Final, TypeVar

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import InvalidDefinition, Reason
from ektpflow.office import Officer

__all__ = ["CHECKS", "DEMANDS", "Check", "Demand", "Step", "check", "demand"]

Check = Callable[[View, Application | None, datetime, Officer], Reason | None]
# A demand takes its own class of step; the registry cannot say so to the type checker.
Demand = Callable[[Any, View, Application | None, datetime, Officer], Reason | None]

F = TypeVar("F", bound=Callable[..., Reason | None])

CHECKS: Final[dict[str, Check]] = {}
DEMANDS: Final[dict[str, Demand]] = {}


def check(function: Check) -> Check:
    """Enter a check under the name of its function; `InvalidDefinition` where it is taken."""
    return _entered("check", CHECKS, function)


def demand(function: Demand) -> Demand:
    """Enter a demand under the name of its function; `InvalidDefinition` where it is taken."""
    return _entered("demand", DEMANDS, function)


def _entered(what: str, registry: dict[str, F], function: F) -> F:
    """Take a function in, unless an extension would exchange one of somebody else's unseen."""
    name = function.__name__
    known = registry.setdefault(name, function)
    if known.__module__ != function.__module__:
        raise InvalidDefinition(
            function.__module__,
            f"{what} {name}",
            f"{known.__module__} has one of this name; give yours another",
        )
    registry[name] = function
    return function


@attrs.frozen
class Step:
    """The base of every step.

    Parameters
    ----------
    case
        The case it is about.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = ()
    checks: ClassVar[tuple[str, ...]] = ()
    demands: ClassVar[tuple[str, ...]] = ()
    consults: ClassVar[bool] = False

    case: str

    @classmethod
    def standing(cls, view: View, case: str, at: datetime, by: Officer) -> list[Reason]:
        """Return what speaks against a step of this kind, whatever is handed to it."""
        if not cls.checks:
            return []
        app = view.find(case)
        found = (CHECKS[name](view, app, at, by) for name in cls.checks)
        return [reason for reason in found if reason is not None]

    def against(self, view: View, at: datetime, by: Officer) -> list[Reason]:
        """Return what speaks against this step, beside the table and its guards."""
        known = self._known(view)
        if known and not self.checks and not self.demands:
            return []  # most steps look at nothing of their own
        reasons = [] if known else [_unknown(self.case)]
        reasons += self.standing(view, self.case, at, by)
        if self.demands and not reasons:
            app = view.find(self.case)
            for name in self.demands:
                reason = DEMANDS[name](self, view, app, at, by)
                if reason is not None:
                    reasons.append(reason)
        return reasons

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the facts that would happen."""
        raise NotImplementedError

    def _known(self, view: View) -> bool:
        return not self.leads_to or view.find(self.case) is not None


def _unknown(case: object) -> Reason:
    return Reason(
        "no_case",
        f"no application has the id {case if isinstance(case, str) else type(case).__name__!r}",
        "a step names its case by its id: book.do(Apply(...)).case",
    )
