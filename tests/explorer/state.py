"""The state of a book as a key: all that a rule can ask about, and nothing that only grows.

A state too many costs time; a state too few hides what could go wrong. So what is left out is
named here with its reason, and `test_explorer` holds it against random walks: books with equal
keys must go on alike.

Left out altogether, because no rule asks for it:

- which applications ended, and how: rules ask for open cases and for records;
- the order and the ids of the cases, and which of the two numbers is which;
- the kind of a case once it is open, its receipt, suket, complaints, copies and custody, and
  whether a surrendered card waits for its destruction (see `moves`);
- which blanks are left: `promises` sees to it that there are always some;
- biodata: the same searches find both spellings of the name;
- status, resident and handle of a record. Printed is only from a proved one, and that has a handle.
"""

from __future__ import annotations

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.lifecycle import Status
from ektpflow.register import Record
from explorer.promises import Live
from explorer.world import NIKS, OLD_CARDS

__all__ = ["State", "fuller", "key", "persons"]

_DOUBT = (Status.DUPLICATE_RECORD, Status.ADJUDICATE_RECORD)
State = tuple[object, ...]
Part = tuple[object, ...]


def key(book: Casebook, live: Live) -> State:
    """Return the state."""
    memory = book._journal
    # a set: the two numbers are alike in every way, so it does not matter which is which
    both = frozenset(persons(book, live))
    return memory.applications, memory.records, len(live.made), both


def fuller(book: Casebook, live: Live) -> State:
    """Return the state with what folded steps leave behind and a row of the lifecycle asks for."""
    left = tuple(
        (
            app.nik,
            bool(app.file.old_card),
            bool(app.file.suket),
            any(isinstance(f, e.OldCardInvalidated) and not app.file.old_card for f in app.history),
        )
        for app in book.cases.values()
    )
    return (*key(book, live), left)


def persons(book: Casebook, live: Live) -> tuple[Part, Part]:
    """Return what there is under each of the two numbers."""
    return _person(book, 0, live), _person(book, 1, live)


def _person(book: Casebook, number: int, live: Live) -> Part:
    nik = NIKS[number]
    record = book.record(nik)
    entry = book._board.matcher.gallery.get(nik)
    proved = record is not None and record.print_ready
    return (
        proved,
        "" if record is None else _card(record),
        record is not None and _doubted(book, record),
        None if entry is None else entry.handle is not None,
        # what is in the world, whatever the record says of it
        sum(made == number for made in live.made.values()),
        tuple(card.named or proved for card in live.before if card.number == number),
        tuple(
            _application(book, app, record)
            for app in book.cases.values()
            if app.resident.nik is nik and not app.ended
        ),
    )


def _card(record: Record) -> str:
    """Return which card the record names: rules ask whether there is one, and whose it is."""
    if not record.card:
        return ""
    return "before" if record.card in OLD_CARDS else "made"


def _doubted(book: Casebook, record: Record) -> bool:
    """Whether a double stands, or may yet stand, in the way of a card.

    A double without a card may get one only by being taken over once more.
    """
    doubles = (book.record(nik) for nik in record.doubles)
    return any(
        double is not None
        and not double.print_ready
        and (bool(double.card) or book._journal.records > 0)
        for double in doubles
    )


def _application(book: Casebook, app: Application, record: Record | None) -> Part:
    file = app.file
    recorded = file.biometrics
    return (
        app.status,
        file.is_proved,
        None if recorded is None else recorded.usable,
        # a search asks whether the record was validated; who is proved is not searched for again
        not file.is_proved and file.validated == file.identity,
        # the other record is asked for in doubt only, and every search names it anew
        app.status in _DOUBT and bool(file.others),
        file.blank is not None,
        bool(file.card),
        record is not None
        and (record.open_case == app.id, record.card_case == app.id, record.card == file.card),
        *(app.id in getattr(book, name) for name in getattr(book, "also_copied", ())),
    )
