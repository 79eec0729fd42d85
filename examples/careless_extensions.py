"""What happens to an extension that forgets something? It is refused, and the walk is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import attrs

from ektpflow import KTP_EL, Lifecycle, Status
from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact, RecordPrepared
from ektpflow.lifecycle import Rule
from ektpflow.office import Role


@attrs.frozen
class CardWrittenByHand(CaseFact):
    """An office wrote a card by hand, for somebody who could not wait."""

    makes_card: ClassVar[bool] = True


def past_matching() -> Lifecycle:
    """Send a record straight to print, since the line to the data centre is down."""
    shortcut = Rule(RecordPrepared, Status.COMPLETE, Status.PRINT_READY_RECORD, Role.OPERATOR)
    return KTP_EL.extend("KTP_EL_QUICK", "1", add=[shortcut])


def card_by_hand() -> Lifecycle:
    """Write a card by hand: its mark says that a card is made, and nothing proved the person."""
    by_hand = Rule(CardWrittenByHand, Status.BIO_CAPTURED, Status.CARD_PRINTED, Role.PRINTER)
    return KTP_EL.extend("KTP_EL_BY_HAND", "1", add=[by_hand])


def no_centre() -> Lifecycle:
    """Leave the data centre out, with every row from and to it."""
    return KTP_EL.extend("KTP_EL_LOCAL", "1", without_statuses=[Status.RECEIVED_AT_CENTRAL])


def main() -> None:
    """Try all three."""
    careless: tuple[Callable[[], Lifecycle], ...] = (past_matching, card_by_hand, no_centre)
    for extension in careless:
        print(f"{extension.__doc__}")
        try:
            extension()
        except InvalidDefinition as no:
            print(f"  refused: {no.place}\n  {no.problem}\n")


if __name__ == "__main__":
    main()
