"""What must hold of every casebook at every moment, told from the facts alone.

None of these asks a guard, a law or the register: each reads the journal anew, so it finds what a
broken guard, law or register lets through. Each raises `AssertionError`, as a test does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ektpflow import events as e
from ektpflow.application import CARD_STATUSES
from ektpflow.casebook import Casebook
from ektpflow.errors import Refused
from ektpflow.nik import Nik

__all__ = [
    "a_refused_step_changes_nothing",
    "blanks_are_conserved",
    "no_card_is_left_behind",
    "no_card_without_proof",
    "one_valid_card_each",
    "replay_equals_the_board",
    "standing",
]


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001  (what must hold)
    # no assert, which Python leaves out when it is told to optimise
    if not holds:
        raise AssertionError(otherwise)


def _facts(book: Casebook) -> Iterator[e.Fact]:
    return (fact for _, act in book.journal.acts() for fact in act)


def _out(book: Casebook) -> dict[int, e.CardPersonalised]:
    """Return the cards in the world by blank: made, and neither spoiled nor destroyed."""
    made: dict[int, e.CardPersonalised] = {}
    for fact in _facts(book):
        if isinstance(fact, e.CardPersonalised):
            made[fact.blank] = fact
        elif isinstance(fact, e.BlankoSpoiled | e.BlankoDestroyed):
            made.pop(fact.blank, None)
    return made


def _valid(book: Casebook) -> Iterator[e.CardPersonalised]:
    """Give the cards in the world that were not surrendered or reported lost."""
    dead = {fact.card for fact in _facts(book) if isinstance(fact, e.OldCardInvalidated)}
    return (made for made in _out(book).values() if made.card not in dead)


def one_valid_card_each(book: Casebook, body: Callable[[Nik], object]) -> None:
    """Hold that nobody has two valid cards, whatever numbers the person goes by.

    Parameters
    ----------
    book
        The casebook.
    body
        The truth: who a number belongs to.
    """
    holders: dict[object, e.CardPersonalised] = {}
    for made in _valid(book):
        other = holders.setdefault(body(book.case(made.case).nik), made)
        _must(
            other is made,
            f"one valid card per person: {other.card} of {other.case} and {made.card} of "
            f"{made.case} are one person's",
        )


def no_card_is_left_behind(book: Casebook) -> None:
    """Hold that every valid card belongs to a case that stands for it: none is left by an end."""
    for made in _valid(book):
        app = book.case(made.case)
        _must(
            app.status in CARD_STATUSES and app.file.card == made.card,
            f"no card left behind: {made.card} is valid, and {app.id} is {app.status}",
        )


def no_card_without_proof(book: Casebook) -> None:
    """Hold that uniqueness was proved since the identity data last changed, before each card."""
    for app in book.cases.values():
        proved = False
        for fact in app.history:
            _must(
                proved or not fact.makes_card,
                f"no card without proof: {type(fact).__name__} of {app.id} has none since the "
                "identity data last changed",
            )
            proved = not fact.changes_identity and (proved or fact.proves_uniqueness)


def blanks_are_conserved(book: Casebook) -> None:
    """Hold that each blank from the maker is in one place, and what holders hold are cards."""
    _must(not book.stock.check(), f"blanks conserved: {'; '.join(book.stock.check())}")
    held, out = book.stock.balances().get("cardholder", 0), len(_out(book))
    _must(held == out, f"blanks conserved: {out} cards are in the world, {held} in the ledger")


def standing(book: Casebook) -> dict[str, object]:
    """Return all that facts can change, by what it is called."""
    return {
        "applications": dict(book.cases),
        "records": dict(book.records),
        "stock": book.stock,
        "gallery": book.gallery_state,
        "number of facts": book.facts,
        "acts of the journal": sum(1 for _ in book.journal.acts()),
    }


def replay_equals_the_board(book: Casebook, again: Casebook) -> None:
    """Hold that a casebook replayed from the journal of another stands as that one does.

    Parameters
    ----------
    book, again
        The one that decided, and the one that was replayed.
    """
    other = standing(again)
    for what, stands in standing(book).items():
        _must(stands == other[what], f"replay equals board: the {what} differ after a replay")


def a_refused_step_changes_nothing(
    before: Mapping[str, object], book: Casebook, refused: Refused
) -> None:
    """Hold that a casebook stands as it did before a step that it refused.

    Parameters
    ----------
    before
        How it stood (`standing`).
    book
        The casebook.
    refused
        The refusal.
    """
    for what, stands in standing(book).items():
        _must(
            stands == before[what],
            f"a refused step changes nothing: {refused.step} was refused, and the {what} changed",
        )
