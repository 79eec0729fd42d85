"""What must hold in every state and on every step, looked at from outside the records.

A card is in the world while its blank is on a card in the ledger, and valid until a fact says that
it was surrendered or reported lost. What the records say of cards is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.act import CARD_FORMAT
from ektpflow.application import CARD_STATUSES
from ektpflow.blanko.places import CARDHOLDER
from ektpflow.lifecycle import Status
from explorer.world import INDEX, NIKS, Before
from flow import DINAS

Facts = tuple[e.Fact, ...]


class Live(NamedTuple):
    """The valid cards: those that were made here, with whose they are, and those from before."""

    made: Mapping[str, int]
    before: tuple[Before, ...]


Promise = Callable[[Casebook, Facts, Live], str]


def live_cards(book: Casebook) -> Live:
    """Return the valid cards in the world."""
    memory = book._journal
    out = book.stock.free(CARDHOLDER)
    owners: dict[str, int] = {}
    if out:
        made = {app.file.card: app for app in book.cases.values() if app.file.card}
        for lot in out.ranges:
            for blank in lot:
                card = CARD_FORMAT.format(blank)
                if card not in memory.dead:
                    app = made.get(card)
                    owners[card] = -1 if app is None else INDEX[app.nik]
    before = tuple(card for card in memory.before if card.card not in memory.dead)
    return Live(owners, before)


def one_card(book: Casebook, facts: Facts, live: Live) -> str:
    """At most one valid card was made, and none beside a valid card that the book knew of."""
    if len(live.made) > 1:
        return f"two cards: {sorted(live.made)}"
    for fact in facts:
        if isinstance(fact, e.CardPersonalised | e.CardIssued):
            number = INDEX[book.case(fact.case).nik]
            # a card under the other number counts where the search could tell that it is the
            # same person: of what no search was made, or what it cannot see, nobody knows
            known = [c.card for c in live.before if c.number == number or _known(book, c)]
            if known:
                return f"two cards: {fact.card} was made or issued while {known} was valid"
    return ""


def _known(book: Casebook, before: Before) -> bool:
    record = book.record(NIKS[before.number])
    return before.named or (record is not None and record.print_ready)


def every_card_has_its_case(book: Casebook, facts: Facts, live: Live) -> str:
    """A valid card belongs to a case that stands where a card exists, and the other way round."""
    dead = book._journal.dead
    theirs = {
        app.file.card
        for app in book.cases.values()
        if app.status in CARD_STATUSES and app.file.card not in dead
    }
    if theirs != set(live.made):
        return f"cards in the world: {sorted(live.made)}, cards of cases: {sorted(theirs)}"
    return ""


def blanks_are_conserved(book: Casebook, facts: Facts, live: Live) -> str:
    """Every blank is in exactly one place; what is reserved is in work for its case."""
    stock, memory = book.stock, book._journal
    # a ledger is frozen: what was in order stays in order
    wrong = "" if memory.checked is stock else "; ".join(stock.check())
    memory.checked = stock
    in_work = {
        app.file.blank: app.id
        for app in book.cases.values()
        if app.status is Status.SENT_FOR_CARD_PRINTING
    }
    if dict(stock.reservations) != in_work:
        wrong += f"; reserved: {dict(stock.reservations)}, in work: {in_work}"
    # the state does not count the blanks, so none may ever be short
    if not stock.available(DINAS):
        wrong += "; the blanks ran out: give the exploration more"
    return wrong


def matched_records_are_found(book: Casebook, facts: Facts, live: Live) -> str:
    """Whoever was matched, and whoever holds a card made here, is in the gallery."""
    gallery = book._board.matcher.gallery
    for app in book.cases.values():
        if app.status in _MATCHED and app.nik not in gallery:
            return f"{app.id} is {app.status}, and the gallery lacks its record"
    return ""


_MATCHED = frozenset(
    {
        Status.PRINT_READY_RECORD,
        Status.DUPLICATE_RECORD,
        Status.ADJUDICATE_RECORD,
        Status.SENT_FOR_CARD_PRINTING,
        *(CARD_STATUSES - {Status.CARD_ISSUED}),
    }
)
ALL: tuple[Promise, ...] = (
    one_card,
    every_card_has_its_case,
    blanks_are_conserved,
    matched_records_are_found,
)
