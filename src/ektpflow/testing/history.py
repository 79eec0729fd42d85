"""Strategies for facts: one of a class, or the whole history of a case.

What a fact of a history carries fits the facts before it: the card is the one that was printed, the
proof is bound to the identity data as they stand, times never fall. So a history of KTP_EL, or of a
table built on it, is one that `ektpflow.application.Application.after` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, TypeVar, cast

from hypothesis import strategies as st

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.calendar import wib
from ektpflow.errors import Refused
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.rule import Rule
from ektpflow.office import Role
from ektpflow.testing.clerk import Clerk
from ektpflow.testing.people import residents
from ektpflow.testing.tour import Walk
from ektpflow.testing.walking import walks

__all__ = ["Payload", "facts", "histories"]

#: Strategies for the fields of a fact, by class of fact and name of field.
Payload = Mapping[type[e.CaseFact], Mapping[str, st.SearchStrategy[object]]]

F = TypeVar("F", bound=e.CaseFact)

_FROM: Final = wib("2026-03-02 08:00")
_MINUTES: Final = st.integers(0, 3 * 24 * 60)


@st.composite
def _facts(draw: st.DrawFn, event: type[F], lifecycle: Lifecycle, payload: Payload) -> F:
    rows = lifecycle.by_event.get(event, ())
    role = draw(st.sampled_from([row.role for row in rows] or [Role.COUNTER]))
    at = _FROM + timedelta(minutes=draw(_MINUTES))
    clerk = Clerk(draw, event, at, draw(residents()))
    return cast(F, clerk.fact(lifecycle, role, payload.get(event, {})))


def facts(
    event: type[F], *, lifecycle: Lifecycle = KTP_EL, payload: Payload | None = None
) -> st.SearchStrategy[F]:
    """Return a strategy for single facts of one class; what stands in one fits the rest of it.

    Parameters
    ----------
    event
        The class.
    lifecycle
        The table whose name and version they carry.
    payload
        Strategies for fields, by class and name, where what this library draws does not do: your
        own facts get words for text, and else what ``st.from_type`` gives for the type.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.events import CardPersonalised
    >>> from ektpflow.testing import facts
    >>> @given(facts(CardPersonalised))
    ... def test_a_card_bears_the_number_of_its_blank(fact):
    ...     assert int(fact.card[1:]) == fact.blank
    >>> test_a_card_bears_the_number_of_its_blank()
    """
    return _facts(event, lifecycle, payload or {})


@st.composite
def _histories(
    draw: st.DrawFn, lifecycle: Lifecycle, walk: st.SearchStrategy[Walk], payload: Payload
) -> tuple[e.CaseFact, ...]:
    resident, at, app = draw(residents()), _FROM, None
    told: list[e.CaseFact] = []
    lawful = True
    for row in draw(walk):
        if app is not None and _of_nothing(row, app):
            continue
        at += timedelta(minutes=draw(_MINUTES))
        clerk = Clerk(draw, row.event, at, resident if app is None else app.resident, app)
        fact = clerk.fact(lifecycle, row.role, payload.get(row.event, {}))
        told.append(fact)
        # an arbitrary row that the case does not stand at is refused, and the case stays as it is
        if lawful and (app is None or row.source == app.status):
            try:
                app = _after(app, fact, lifecycle)
            except Refused:  # a table that breaks the laws of a KTP-el is told without them
                app, lawful = None, False
    return tuple(told)


def _of_nothing(row: Rule, app: Application) -> bool:
    """Say whether a fact would be about an old card or a suket that is not there."""
    gone = (row.event is e.OldCardDestroyed and not app.file.old_card) or (
        row.event is e.SuketTakenBack and not app.file.suket
    )
    return gone and row.stays


def _after(app: Application | None, fact: e.CaseFact, lifecycle: Lifecycle) -> Application | None:
    if app is not None:
        return app.after(fact)
    if isinstance(fact, e.ApplicationSubmitted):
        return Application.opened(fact, lifecycle)
    return None


def histories(
    lifecycle: Lifecycle = KTP_EL,
    *,
    walk: st.SearchStrategy[Walk] | None = None,
    payload: Payload | None = None,
) -> st.SearchStrategy[tuple[e.CaseFact, ...]]:
    """Return a strategy for whole histories of one case, as its facts in order.

    Times never fall; facts of one minute share theirs.

    Parameters
    ----------
    lifecycle
        The table.
    walk
        The rows that are told; by default legal walks of all kinds. With arbitrary rows in it, the
        history breaks the table where these stand.
    payload
        As in `facts`.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.testing import histories
    >>> @given(histories())
    ... def test_every_history_follows_the_table(history):
    ...     assert len(KTP_EL.statuses_of(history)) == len(history)
    >>> test_every_history_follows_the_table()
    """
    way = walks(lifecycle) if walk is None else walk
    return _histories(lifecycle, way, payload or {})
