"""The lifecycle as a machine of XState 5, for web pages and the Stately editor."""

from __future__ import annotations

import re
from typing import Final

from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.lifecycle.ways import fact_names

__all__ = ["ALL_OF", "to_xstate"]

#: Name of the guard that holds when all those named in its parameters hold.
ALL_OF: Final = "allOf"

_PATH: Final = re.compile(r"[\\.#%]")  # what XState reads as a path or an id of its own


def to_xstate(lifecycle: Lifecycle) -> dict[str, object]:
    """Return the machine configuration, ready for ``json.dumps`` and ``createMachine``.

    A row is a transition; its event type is the name of the fact. One guard is given by its name;
    several are ``{"type": "allOf", "params": {"guards": [...]}}``, since XState takes one guard
    only: hand in ``allOf`` with the others. A status that ends a case bears the tag ``final``, and
    the type ``final`` only where no row leads from it: XState stops there, and a closed case may
    still be complained about.

    The code of a status is its key. A dot, a number sign, a backslash and a per cent sign in it are
    per cent encoded (``AT%2ELURAH``), since XState would read a path; ``meta.code`` has the code.

    Parameters
    ----------
    lifecycle
        The table.

    Raises
    ------
    InvalidDefinition
        When two facts have one name, or a fact has no plain one.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import to_xstate
    >>> machine = to_xstate(KTP_EL)
    >>> machine["initial"], machine["states"]["UNREGISTERED"]["on"]["ApplicationSubmitted"]["guard"]
    ('UNREGISTERED', 'one_open_application')
    """
    fact_names(lifecycle)
    return {
        "id": lifecycle.name,
        "version": lifecycle.version,
        "initial": _key(lifecycle.initial),
        "states": {_key(status): _state(lifecycle, status) for status in lifecycle.statuses},
    }


def _key(status: AnyStatus) -> str:
    return _PATH.sub(lambda found: f"%{ord(found.group()):02X}", str(status))


def _state(lifecycle: Lifecycle, status: AnyStatus) -> dict[str, object]:
    rows = lifecycle.table[status].values()
    state: dict[str, object] = {
        "description": status.english,
        "meta": {
            "code": str(status),
            "label": status.label,
            "phase": status.phase.value,
            "ours": status.ours,
        },
    }
    if status in lifecycle.finals:
        state["tags"] = ["final"]
        if not rows:
            state["type"] = "final"
    if rows:
        state["on"] = {row.event.__name__: _transition(row) for row in rows}
    return state


def _transition(row: Rule) -> dict[str, object]:
    found: dict[str, object] = {"target": _key(row.target)}
    if len(row.guards) == 1:
        found["guard"] = row.guards[0]
    elif row.guards:
        found["guard"] = {"type": ALL_OF, "params": {"guards": list(row.guards)}}
    found["meta"] = {
        "role": row.role.value,
        "office": None if row.office is None else row.office.value,
        "basis": str(row.basis),
    }
    return found
