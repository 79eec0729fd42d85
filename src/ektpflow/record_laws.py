"""The laws that bind a record at the data centre, its one open application and its one card.

Each looks at the record before a fact, and at what the register holds besides. They hold in every
year: a guard of the same meaning tells people early and together with all other reasons; the law
stands behind it, also when a journal is replayed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from ektpflow import events as e
from ektpflow.errors import Reason
from ektpflow.evidence import OnFile
from ektpflow.nik import Nik
from ektpflow.register import Record, holder_of_another_card

__all__ = ["LAWS", "LAWS_BY_FACT", "Registry", "laws_about"]


class Registry(Protocol):
    """What a law may look up besides the record."""

    def record(self, nik: Nik) -> Record | None:
        """Return the record of a NIK as it stands."""
        ...

    def filed(self, nik: Nik) -> bool:
        """Whether a NIK is in the gallery."""
        ...


# Each law takes its own class of fact; the table cannot say so to the type checker.
_Law = Callable[[Record | None, Any, Registry], Reason | None]

LAWS: Final[dict[str, _Law]] = {}
"""The laws by name, looked up when they are needed, so that a test can switch off exactly one."""


def _law(function: _Law) -> _Law:
    LAWS[function.__name__] = function
    return function


@_law
def one_application(record: Record | None, _: e.Fact, __: Registry) -> Reason | None:
    """One open application per NIK."""
    if record is None or not record.open_case:
        return None
    return Reason("one_application", f"case {record.open_case} is open for this NIK")


@_law
def one_card(record: Record | None, _: e.CaseFact, registry: Registry) -> Reason | None:
    """One valid card per person, under whatever number."""
    holder = None if record is None else holder_of_another_card(record, registry.record)
    if holder is None:
        return None
    return Reason(
        "one_card",
        f"card {holder.card} of this person is valid",
        "invalidate it first: surrendered or reported lost",
        "UU 24/2013 art. 63: one card [S]",
    )


@_law
def card_stays_on_file(record: Record | None, fact: e.Fact, _: Registry) -> Reason | None:
    """Who holds a card stays on file, or nobody would find the card when she is recorded again."""
    if record is None:
        return Reason("not_on_file", "there is no record of this NIK to delete")
    if record.card:
        return Reason(
            "card_on_record",
            f"card {record.card} is valid, and its record would leave the file",
            "Withdraw the open case; apply for LOST or DAMAGED, which ends that card",
            "our modelling choice: the one that can never leave two cards",
        )
    if isinstance(fact, e.RecordDeleted) and record.open_case:
        return Reason(
            "open_case", f"case {record.open_case} of this record is open", "close it with the act"
        )
    return None


@_law
def taken_over_once(_: Record | None, fact: e.RegisterFact, registry: Registry) -> Reason | None:
    """A record from before the journal enters once."""
    if not registry.filed(fact.record):
        return None
    return Reason("on_file", "this NIK is in the register already")


@_law
def rests_on_the_file(record: Record | None, fact: e.CaseFact, _: Registry) -> Reason | None:
    """Uniqueness on file rests on the fact that proved the record."""
    proof = fact.proof
    if not isinstance(proof, OnFile) or (record is not None and record.proof == proof.proof):
        return None
    return Reason("foreign_proof", "the record on file was not proved unique by that fact")


# Which facts a law binds: by class, and by mark, so that facts of an extension are bound too.
_BINDS: Final[tuple[tuple[type[e.Fact], str, str], ...]] = (
    (e.ApplicationSubmitted, "", "one_application"),
    (e.RecordTakenOver, "", "taken_over_once"),
    (e.RecordTakenOverInDoubt, "", "taken_over_once"),
    (e.RecordDeleted, "", "card_stays_on_file"),
    (e.CaseFact, "makes_card", "one_card"),
    (e.CaseFact, "leaves_gallery", "card_stays_on_file"),
    (e.CaseFact, "proves_uniqueness", "rests_on_the_file"),
)


#: The names of the laws that bind facts of a class, for every class that was met so far.
LAWS_BY_FACT: Final[dict[type[e.Fact], tuple[str, ...]]] = {}


def laws_about(event: type[e.Fact]) -> tuple[str, ...]:
    """Return the names of the laws that bind facts of a class, and remember them."""
    LAWS_BY_FACT[event] = tuple(
        law
        for kind, mark, law in _BINDS
        if issubclass(event, kind) and (not mark or getattr(event, mark))
    )
    return LAWS_BY_FACT[event]
