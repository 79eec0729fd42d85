"""A lifecycle as a document: plain data for JSON, YAML or TOML, without a line of code.

Facts, guards and marks stand in it by name. Reading takes the names that are handed in and no
others: a document is looked up, never run, so one from a stranger can do no more than name what is
there already. Whatever is wrong is refused with the path of keys that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ektpflow import events as library
from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.clocks import Clock
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.exports.reading import Names, Value, clock, invariant, row, status
from ektpflow.lifecycle.invariants import Marked, NeverWithout
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.rule import Basis, Rule
from ektpflow.lifecycle.status import AnyStatus, OwnStatus
from ektpflow.lifecycle.ways import fact_names, plain

__all__ = ["FORMAT", "FORMAT_VERSION", "from_document", "to_document"]

#: What a document calls itself, and the version that is written and read here.
FORMAT: Final = "ektpflow lifecycle"
FORMAT_VERSION: Final = 1

_KEYS: Final = (
    "format",
    "format_version",
    "name",
    "version",
    "initial",
    "finals",
    "statuses",
    "rules",
    "invariants",
    "clocks",
)


def to_document(lifecycle: Lifecycle) -> dict[str, object]:
    """Return the whole table as plain data; `from_document` makes an equal lifecycle of it.

    Parameters
    ----------
    lifecycle
        The table.

    Raises
    ------
    InvalidDefinition
        When two facts have one name, or a fact or guard has no plain one.

    Examples
    --------
    >>> import json
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import from_document, to_document
    >>> text = json.dumps(to_document(KTP_EL))
    >>> from_document(json.loads(text)) == KTP_EL
    True
    """
    fact_names(lifecycle)
    for name in sorted(lifecycle.guard_names):
        if not plain(name):
            raise InvalidDefinition(lifecycle.tag, f"guard {name!r}", "it is no plain name")
    order = lifecycle.statuses
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "name": lifecycle.name,
        "version": lifecycle.version,
        "initial": str(lifecycle.initial),
        "finals": [str(s) for s in order if s in lifecycle.finals],
        "statuses": [_status(s) for s in order],
        "rules": [_row(rule) for rule in lifecycle.rules],
        "invariants": [_invariant(promise) for promise in lifecycle.invariants],
        "clocks": [_clock(one, order) for one in lifecycle.clocks],
    }


def from_document(
    document: Mapping[str, object],
    *,
    events: Iterable[type[CaseFact]] | None = None,
    guards: Iterable[str] | None = None,
) -> Lifecycle:
    """Return the lifecycle that a document describes.

    It makes a table and proves nothing: ask `Lifecycle.verify` before a stranger's table is used.

    Parameters
    ----------
    document
        What `to_document` wrote.
    events
        The classes of fact that it may name; all of `ektpflow.events` when not given.
    guards
        The names of guards that it may use; those of KTP_EL when not given.

    Raises
    ------
    InvalidDefinition
        With the path of keys (``rules[3].guards[0]``), when a key is unknown or missing, a value
        is of the wrong kind, a name is not among those handed in, a status is not among the
        statuses, or two rows speak of one status and fact.

    Examples
    --------
    >>> from ektpflow.errors import InvalidDefinition
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import from_document, to_document
    >>> document = to_document(KTP_EL)
    >>> document["rules"][0]["guards"] = ["lambda case: True"]
    >>> try:
    ...     from_document(document)
    ... except InvalidDefinition as no:
    ...     print(no.place, no.problem)
    rules[0].guards[0] 'lambda case: True' is no plain name; a document holds names, never code
    """
    facts = _known(_own_facts() if events is None else events)
    known = KTP_EL.guard_names if guards is None else frozenset(guards)
    fields = Value(_name(document), "", document).table(*_KEYS)
    if (found := fields["format"]).value != FORMAT:
        raise found.wrong(f"{found.shown} is no {FORMAT!r}")
    if (found := fields["format_version"]).value != FORMAT_VERSION:
        raise found.wrong(f"{found.shown} is a version that is not read here: {FORMAT_VERSION} is")
    statuses: dict[str, AnyStatus] = {}
    for value in fields["statuses"].items():
        one = status(value)
        if str(one) in statuses:
            raise value.wrong(f"{one} stands in it twice")
        statuses[str(one)] = one
    names = Names(facts, known, statuses)
    rules: dict[tuple[AnyStatus, type[CaseFact]], str] = {}
    rows: list[Rule] = []
    for value in fields["rules"].items():
        new = row(value, names)
        key = (new.source, new.event)
        if key in rules:
            raise value.wrong(f"{new.name}: {rules[key]} speaks of this status and fact already")
        rules[key] = value.path
        rows.append(new)
    return Lifecycle(
        fields["name"].text(),
        fields["version"].text(),
        names.status(fields["initial"]),
        frozenset(map(names.status, fields["finals"].items())),
        tuple(rows),
        tuple(statuses.values()),
        tuple(invariant(value, names) for value in fields["invariants"].items()),
        tuple(clock(value, names) for value in fields["clocks"].items()),
    )


def _name(document: object) -> str:
    """Return what errors call the document."""
    name = document.get("name") if isinstance(document, Mapping) else None
    return name if isinstance(name, str) and name else "definition document"


def _own_facts() -> list[type[CaseFact]]:
    return [
        found
        for found in vars(library).values()
        if isinstance(found, type) and issubclass(found, CaseFact) and found is not CaseFact
    ]


def _known(events: Iterable[type[CaseFact]]) -> dict[str, type[CaseFact]]:
    found: dict[str, type[CaseFact]] = {}
    for event in events:
        if found.setdefault(event.__name__, event) is not event:
            raise InvalidDefinition(
                "events=", event.__name__, "two classes of fact have this name; rename one of them"
            )
    return found


# -- what each part looks like -----------------------------------------------------------------


def _status(status: AnyStatus) -> str | dict[str, str]:
    if not isinstance(status, OwnStatus):
        return str(status)
    return {
        "code": str(status),
        "label": status.label,
        "english": status.english,
        "phase": status.phase.name,
    }


def _row(rule: Rule) -> dict[str, object]:
    return {
        "event": rule.event.__name__,
        "source": str(rule.source),
        "target": str(rule.target),
        "role": rule.role.value,
        "guards": list(rule.guards),
        "basis": _basis(rule.basis),
        "office": None if rule.office is None else rule.office.value,
        "says": {"indonesian": rule.says.indonesian, "english": rule.says.english},
    }


def _basis(basis: Basis) -> dict[str, str]:
    return {"text": basis.text, "strength": basis.strength}


def _marked(marked: Marked) -> str | list[str]:
    return marked if isinstance(marked, str) else [event.__name__ for event in marked]


def _invariant(promise: NeverWithout) -> dict[str, object]:
    return {
        "name": promise.name,
        "since": _marked(promise.since),
        "via": _marked(promise.via),
        "target": _marked(promise.target),
    }


def _clock(one: Clock, order: Iterable[AnyStatus]) -> dict[str, object]:
    seconds = one.limit.total_seconds()
    return {
        "name": one.name,
        "starts": [event.__name__ for event in one.starts],
        "limit_seconds": int(seconds) if seconds.is_integer() else seconds,
        "basis": _basis(one.basis),
        "stops": [event.__name__ for event in one.stops],
        "pauses": [str(s) for s in order if s in one.pauses],
        "working": one.working,
    }
