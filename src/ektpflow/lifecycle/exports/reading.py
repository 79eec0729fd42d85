"""How the parts of a definition document are read: each value knows the path of keys to it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Final, get_args

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.events import CaseFact
from ektpflow.lifecycle.clocks import Clock
from ektpflow.lifecycle.invariants import Marked, NeverWithout
from ektpflow.lifecycle.rule import Basis, Rule, Said, Strength
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Phase, Status
from ektpflow.lifecycle.ways import plain
from ektpflow.office import Role, Tier

__all__ = ["Names", "Value", "clock", "invariant", "row", "status"]

_LONGEST: Final = 60  # of a value that an error shows
_STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)
_LATEST: Final = timedelta(days=36500)


@attrs.frozen
class Value:
    """A value in a document, with the document's name and the path of keys to it."""

    name: str
    path: str
    value: object

    @property
    def shown(self) -> str:
        """The value, cut short, for an error."""
        text = repr(self.value)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."

    def wrong(self, problem: str) -> InvalidDefinition:
        """Return the error that says what is wrong here."""
        return InvalidDefinition(self.name, self.path or "the whole", problem)

    def table(self, *keys: str) -> dict[str, Value]:
        """Return the values by key: exactly these."""
        if not isinstance(self.value, Mapping):
            raise self.wrong(f"{self.shown} is no table of keys")
        before = f"{self.path}." if self.path else ""
        for key in self.value:
            if key not in keys:
                raise InvalidDefinition(
                    self.name, f"{before}{key}", f"an unknown key; known are {', '.join(keys)}"
                )
        for key in keys:
            if key not in self.value:
                raise InvalidDefinition(self.name, f"{before}{key}", "this key is missing")
        return {key: Value(self.name, f"{before}{key}", self.value[key]) for key in keys}

    def items(self) -> list[Value]:
        """Return the values of a list."""
        if not isinstance(self.value, list | tuple):
            raise self.wrong(f"{self.shown} is no list")
        return [
            Value(self.name, f"{self.path}[{number}]", item)
            for number, item in enumerate(self.value)
        ]

    def text(self, *, empty: bool = False) -> str:
        """Return a text, which is not empty unless it may be."""
        if not isinstance(self.value, str):
            raise self.wrong(f"{self.shown} is no text")
        if not (self.value or empty):
            raise self.wrong("is empty")
        return self.value

    def named(self) -> str:
        """Return a plain name."""
        text = self.text()
        if not plain(text):
            raise self.wrong(f"{self.shown} is no plain name; a document holds names, never code")
        return text

    def one_of(self, *known: str) -> str:
        """Return one of these words."""
        text = self.text()
        if text not in known:
            raise self.wrong(f"{self.shown} is none of {', '.join(known)}")
        return text


@attrs.frozen
class Names:
    """The names that a document may use."""

    facts: Mapping[str, type[CaseFact]]
    guards: frozenset[str]
    statuses: Mapping[str, AnyStatus]

    def fact(self, value: Value) -> type[CaseFact]:
        """Return the class of fact that is named."""
        name = value.named()
        if name not in self.facts:
            raise value.wrong(f"{name} is no fact among those handed in as events=")
        return self.facts[name]

    def several(self, value: Value) -> tuple[type[CaseFact], ...]:
        """Return the classes of fact in a list."""
        return tuple(map(self.fact, value.items()))

    def guard(self, value: Value) -> str:
        """Return the name of a guard."""
        name = value.named()
        if name not in self.guards:
            raise value.wrong(f"{name} is no guard among those handed in as guards=")
        return name

    def status(self, value: Value) -> AnyStatus:
        """Return a status of this document."""
        code = value.text()
        if code not in self.statuses:
            raise value.wrong(f"{value.shown} is not among its statuses")
        return self.statuses[code]

    def marked(self, value: Value) -> Marked:
        """Return facts that are listed, or the mark on their classes.

        A misspelt mark would be on no class, and the promise would hold of nothing.
        """
        if not isinstance(value.value, str):
            return self.several(value)
        mark = value.named()
        if not any(isinstance(getattr(event, mark, None), bool) for event in self.facts.values()):
            raise value.wrong(f"{mark} is a mark on none of the facts")
        return mark


def status(value: Value) -> AnyStatus:
    """Return a status: a code of the KTP-el system, or the words of an own one."""
    if isinstance(value.value, str):
        if value.value not in Status.__members__:
            raise value.wrong(
                f"{value.shown} is no code of the KTP-el system; "
                "an own status is a table of code, label, english and phase"
            )
        return Status(value.value)
    fields = value.table("code", "label", "english", "phase")
    words = [fields[key].text() for key in ("code", "label", "english")]
    phase = Phase[fields["phase"].one_of(*Phase.__members__)]
    try:
        return OwnStatus(words[0], words[1], words[2], phase)
    except InvalidValue as no:
        raise value.wrong(str(no)) from None


def row(value: Value, names: Names) -> Rule:
    """Return a row of the table."""
    fields = value.table("event", "source", "target", "role", "guards", "basis", "office", "says")
    office = fields["office"]
    says = fields["says"].table(*Said._fields)
    return Rule(
        names.fact(fields["event"]),
        names.status(fields["source"]),
        names.status(fields["target"]),
        Role(fields["role"].one_of(*Role)),
        tuple(map(names.guard, fields["guards"].items())),
        _basis(fields["basis"]),
        None if office.value is None else Tier(office.one_of(*Tier)),
        Said(**{key: words.text(empty=True) for key, words in says.items()}),
    )


def _basis(value: Value) -> Basis:
    fields = value.table("text", "strength")
    found = fields["strength"].one_of(*_STRENGTHS)
    return Basis(fields["text"].text(empty=True), next(s for s in _STRENGTHS if s == found))


def invariant(value: Value, names: Names) -> NeverWithout:
    """Return a promise."""
    fields = value.table("name", "since", "via", "target")
    return NeverWithout(
        fields["name"].text(),
        names.marked(fields["since"]),
        names.marked(fields["via"]),
        names.marked(fields["target"]),
    )


def clock(value: Value, names: Names) -> Clock:
    """Return a deadline."""
    fields = value.table("name", "starts", "limit_seconds", "basis", "stops", "pauses", "working")
    working = fields["working"]
    if not isinstance(working.value, bool):
        raise working.wrong(f"{working.shown} is neither true nor false")
    starts = names.several(fields["starts"])
    if not starts:
        raise fields["starts"].wrong("is empty; a clock that nothing starts")
    return Clock(
        fields["name"].text(),
        starts,
        _limit(fields["limit_seconds"]),
        _basis(fields["basis"]),
        names.several(fields["stops"]),
        frozenset(map(names.status, fields["pauses"].items())),
        working.value,
    )


def _limit(value: Value) -> timedelta:
    seconds = value.value
    # a boolean is a number to Python
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise value.wrong(f"{value.shown} is no number of seconds")
    if not math.isfinite(seconds) or not 0 < seconds <= _LATEST.total_seconds():
        raise value.wrong(f"{value.shown} s is no time between now and a hundred years")
    return timedelta(seconds=seconds)
