"""Can a card slip out without a proof? Three well-meant changes, and the walk each one opens."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ektpflow import KTP_EL, Lifecycle, Status
from ektpflow.events import BiometricsCaptured, SentForPrinting, ThisRecordKept
from ektpflow.lifecycle import Finding, Rule
from ektpflow.lifecycle.ways import in_words
from ektpflow.office import Role


def photo_taken_again() -> Lifecycle:
    """The photo came out badly, so the office takes it again just before printing."""
    ready = Status.PRINT_READY_RECORD
    return _with(Rule(BiometricsCaptured, ready, ready, Role.OPERATOR))


def printed_while_searching() -> Lifecycle:
    """The search takes days, so the card is ordered while the data centre is still at it."""
    return _with(
        Rule(
            SentForPrinting,
            Status.RECEIVED_AT_CENTRAL,
            Status.SENT_FOR_CARD_PRINTING,
            Role.PRINTER,
        )
    )


def kept_is_printed() -> Lifecycle:
    """Of two recordings the citizen has chosen one, so that one is printed at once."""
    return KTP_EL.evolve(
        rules=[
            attrs.evolve(row, target=Status.PRINT_READY_RECORD)
            if row.event is ThisRecordKept
            else row
            for row in KTP_EL.rules
        ]
    )


def _with(row: Rule) -> Lifecycle:
    return KTP_EL.evolve(rules=[*KTP_EL.rules, row])


def slips(lifecycle: Lifecycle) -> tuple[Finding, ...]:
    """Return every way in which a card is made without a proof."""
    return tuple(found for found in lifecycle.verify() if found.code == "never_without")


def told(walk: Sequence[Rule]) -> list[str]:
    """Return a walk in words, with what each step does to the proof."""
    lines = [f"    {'what happens':<26}the case is then", f"    {'':<26}{walk[0].source.english}"]
    proved = False
    for row in walk:
        note = ""
        if row.event.changes_identity:
            note = "   <- new identity data" + (": the proof is void" if proved else "")
            proved = False
        elif row.event.proves_uniqueness:
            proved, note = True, "   <- proved unique"
        elif row.event.makes_card:
            note = "   <- a card" + ("" if proved else ", and these data were never proved unique")
        lines.append(f"    {in_words(row.event.__name__):<26}{row.target.english}{note}")
    return lines


def main() -> None:
    """Ask the table as it is, then each of the three."""
    print(f"Can a card slip out without a proof? {KTP_EL.tag}, {len(KTP_EL.rules)} rows: ", end="")
    print("no, on no walk." if not slips(KTP_EL) else "yes!")
    for number, change in enumerate((photo_taken_again, printed_while_searching, kept_is_printed)):
        print(f"\n{number + 1}. {change.__doc__}\n   Can a card slip out now? Yes, like this:")
        walk = slips(change())[0].witness
        print(*told(walk), sep="\n")
        if any(row.target is Status.PRINT_READY_RECORD for row in walk):
            print('   It was "ready to print" on the way: a status is no proof.')


if __name__ == "__main__":
    main()
