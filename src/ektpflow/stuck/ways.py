"""What would free a case that waits, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from ektpflow.application import Application
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import Reason
from ektpflow.lifecycle import AnyStatus, Lifecycle, Rule
from ektpflow.office import City, Role
from ektpflow.stuck.waiting import WayOut

__all__ = ["leaving", "ways_of"]


def leaving(lifecycle: Lifecycle, status: AnyStatus) -> Iterator[Rule]:
    """Give the rows that lead on from a status: to another one, and from this one in particular.

    A fact that ends a case from most statuses (withdrawal, death, a move) is left out.
    """
    for rule in lifecycle.table[status].values():
        rows = [row for row in lifecycle.by_event[rule.event] if not row.stays]
        anywhere = 2 * len(rows) > len(lifecycle.statuses) and rule.target in lifecycle.finals
        if not rule.stays and not anywhere:
            yield rule


def ways_of(
    book: Casebook, app: Application, at: datetime, catalogue: Mapping[str, type[Step]]
) -> Iterator[WayOut]:
    """Give the steps that lead on, each with what is in the way of the officer whose turn it is."""
    rows = {rule.event: rule for rule in leaving(app.lifecycle, app.status)}
    tried: dict[tuple[str, Role], dict[str, tuple[Reason, ...]]] = {}
    for name, kind in catalogue.items():
        rule = next((rows[event] for event in kind.leads_to if event in rows), None)
        if rule is None:
            continue
        office = _turn_of(book.city, app, rule)
        if not office:
            yield WayOut(name, rule.role, "")
            continue
        if (office, rule.role) not in tried:
            by = book.city.officer(office, rule.role)
            steps = book.next_steps(app.id, at=at, by=by, moving=True)
            tried[office, rule.role] = {step.name: step.reasons for step in steps}
        yield WayOut(name, rule.role, office, tried[office, rule.role].get(name))


def _turn_of(city: City, app: Application, rule: Rule) -> str:
    """Return the office whose turn it is: from the file upwards, else from where it came in."""

    def does_it(code: str) -> bool:
        office = city.office(code)
        if rule.role is Role.PRINTER:
            return office.prints
        if rule.office is not None:
            return office.tier is rule.office
        return rule.role in city.officer(code).roles

    for start in (app.custody, app.via):
        at: str | None = start
        while at is not None:
            if does_it(at):
                return at
            at = city.parent(at)
    return ""
